package sources

import (
	"cmp"
	"regexp"
	"strings"
)

// A press release names the draft that was voted on, the Library the resolution that came of it, and neither need
// name the other. They are one vote where the day leaves no doubt of it.

// sitting is a body's votes of one day.
type sitting struct {
	body Body
	date Date
}

// add notes a record that is new.
func (l *layering) add(i int) {
	l.index(i)
	r := &l.facts.Records[i]
	if r.Date.Day != 0 && (r.Resolution() || namesDraft(r)) {
		at := sitting{r.Body, r.Date}
		l.days[at] = append(l.days[at], i)
	}
}

// draftSymbol is the whole symbol of a draft: A/ES-11/L.10, A/C.3/80/L.4/Rev.1, S/2025/112. A description of a part or
// an amendment ("operative paragraph 9 of A/62/L.70") is none.
var draftSymbol = regexp.MustCompile(`^(A/[A-Z0-9./-]*L\.\d+(/REV\.\d+)?|S/(19|20)\d\d/\d+(/REV\.\d+)?)$`)

// namesDraft reports whether an adopted text stands under its draft's symbol alone.
func namesDraft(r *Record) bool {
	return r.Outcome == Adopted && !r.Resolution() && draftSymbol.MatchString(foldSymbol(r.Symbol))
}

// counterpart finds the one record of the day that is the same vote under the other name: the resolution of a draft, or
// the draft of a resolution. It is known by its title or its roll call; where two fit, none is taken.
func (l *layering) counterpart(r *Record) (int, bool) {
	draft := namesDraft(r)
	if !draft && (!r.Resolution() || r.Draft != "") || r.Date.Day == 0 {
		return 0, false
	}
	found, fits := 0, 0
	for _, i := range l.days[sitting{r.Body, r.Date}] {
		have := &l.facts.Records[i]
		if have.Dataset != r.Dataset && have.Resolution() == draft && have.Draft == "" && (sameTitle(have, r) || sameRollCall(have, r)) {
			found, fits = i, fits+1
		}
	}
	return found, fits == 1
}

// bothNames gives the record of a vote the name that only the other telling knows: it stands under the resolution's
// symbol, and is found by its draft's.
func bothNames(have, r *Record) {
	switch {
	case have.Resolution() && have.Draft == "" && namesDraft(r):
		have.Draft = r.Symbol
	case namesDraft(have) && r.Resolution() && agree(have, r): // combine takes the resolution's telling
		r.Draft = cmp.Or(r.Draft, have.Symbol)
	case namesDraft(have) && r.Resolution():
		have.Symbol, have.Draft = r.Symbol, have.Symbol
	}
}

// fewestTitleWords is how many words a title has that names one text of the day: "Question of Cyprus" may be two.
const fewestTitleWords = 4

func sameTitle(a, b *Record) bool {
	t := foldName(a.Title)
	return len(strings.Fields(t)) >= fewestTitleWords && t == foldName(b.Title)
}

// fewestVoters is how many seats a roll call has that is like no other of the day: fifteen members often vote alike twice.
const fewestVoters = 50

// sameRollCall reports whether both tell the same whole roll call, of a large body that was not of one mind. A press
// release may leave out who cast no vote.
func sameRollCall(a, b *Record) bool {
	return !a.Partial && !b.Partial && a.Tally.No > 0 && len(castOf(a)) >= fewestVoters && castOf(a) == castOf(b)
}

// castOf is the votes that were cast, by seat: what no vote was cast at is NotMember.
func castOf(r *Record) string {
	letters := strings.ReplaceAll(r.Positions, string(rune(NotVoting)), string(rune(NotMember)))
	return strings.TrimRight(letters, string(rune(NotMember)))
}
