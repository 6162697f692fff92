package claims

import (
	"fmt"
	"strconv"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

var outcomePatterns = patterns("outcome.pat")

var outcome = define("outcome", "What became of a text: adopted, rejected, unanimously, by consensus.", findOutcomes, judgeOutcome)

// outcomeFact says what became of a text.
type outcomeFact struct {
	what    string       // adopted, rejected, unanimous, consensus, twothirds, short, needed, noaction
	day     extract.When // the day that the words give, zero for none
	session int          // of the Assembly, as the words number it; 0 for none
	agency  string       // an agency that is mistaken for an organ, named as the text's object: "UNHCR"
	body    string
}

// String is the canonical reading: "General Assembly: adopted".
func (f outcomeFact) String() string {
	return strings.TrimPrefix(bodyName(f.body)+": "+f.what, ": ")
}

// bodyName is an organ's name in words.
func bodyName(id string) string {
	switch id {
	case "GA":
		return "General Assembly"
	case "SC":
		return "Security Council"
	case "HRC":
		return "Human Rights Council"
	}
	return strings.TrimPrefix(id, "GA ")
}

// byOrgan reports whether what follows "by" is an organ, a count or the manner of a vote.
func (p *passage) byOrgan(i int) bool {
	for ; i < len(p.items); i++ {
		it := &p.items[i]
		if it.Labels&(match.BODY|match.NUM|match.SCORE|match.FRACTION) != 0 {
			return true
		}
		switch it.Word {
		case "consensus", "acclamation", "vote", "votes", "majority", "wide", "large", "overwhelming", "narrow", "slim", "huge", "clear", "vast", "recorded", "margin", "member", "states",
			"comfortable", "big", "resounding", "landslide", "close":
			return true
		}
		if !it.Skip {
			return false
		}
	}
	return false
}

// takesObject are verbs by which a text does something, where they stand right after "that".
var takesObject = wordSet(`backed approved endorsed accepted adopted ratified backs approves endorses rejected rejects`)

// longClaim is how long, in bytes, a claim's words may be before they point at nothing.
const longClaim = 50

func findOutcomes(a *article) []found[outcomeFact] {
	var out []found[outcomeFact]
	for _, p := range a.each() {
		if p == nil {
			continue
		}
		for _, m := range outcomePatterns.Find(p.items) {
			f, ok := a.readOutcome(p, m)
			if !ok {
				continue
			}
			placed := false
			for k := range out {
				if out[k].sentence == p.index && out[k].span.Overlaps(f.span) {
					placed = true
					if stronger(f, out[k]) {
						out[k] = f
					}
					break
				}
			}
			if !placed {
				out = append(out, f)
			}
		}
	}
	return out
}

// stronger prefers a rarer word over "adopted", then the longer span.
func stronger(a, b found[outcomeFact]) bool {
	if (a.fact.what == "adopted") != (b.fact.what == "adopted") {
		return b.fact.what == "adopted"
	}
	return a.span.Len() > b.span.Len()
}

func (a *article) readOutcome(p *passage, m match.Match) (found[outcomeFact], bool) {
	var out found[outcomeFact]
	if m.Pattern.Head == "needed" { // what is needed is told in the conditional
		if a.foreign(p.index, p.span(m.Start, m.End)) || p.election() || p.question() {
			return out, false
		}
	} else if a.silent(p, m) || p.manyTimes(m) || p.ofLastTime(m.Start) {
		return out, false
	}
	what, act, _ := strings.Cut(m.Pattern.Head, ".")
	sure := act == "sure"
	if sure {
		act = ""
	}
	headline := a.doc.Blocks[p.s.Block].Role == extract.Headline
	if act == "news" && !a.headline(p) {
		return out, false // "to have the Council condemn it": wished
	}
	f := outcomeFact{what: what}
	for i := m.Start; i < m.End; i++ {
		if p.items[i].Labels&match.BODY != 0 {
			if memberOf(p, i) && !(what == "unanimous" && everyOf[p.word(m.Start)]) {
				return out, false // "four members of the Council supported it"
			}
			if id := p.bodyID(i); id != "UN" {
				f.body = id
			} else if act != "" && !headline {
				return out, false // "the UN condemned" is an official's statement more often than a vote
			}
		}
	}
	if f.body == "" && act != "" && !headline {
		return out, false
	}
	if p.noFate(m) {
		return out, false
	}
	if what == "rejected" && !sure && !rejectsText(p, m) {
		f.what = "adopted"
	}
	out = found[outcomeFact]{span: p.span(m.Start, m.End), sentence: p.index, fact: f}
	if v, _, ok := m.Capture("v"); ok && out.span.Len() > longClaim {
		out.span = p.span(v, m.End) // the verb alone, where a long clause tells which text
	}
	out.told.failed = f.what == "rejected"
	out.told.motion = f.what == "noaction" || p.amendment(m) || (f.what == "short" || f.what == "twothirds") && p.besideText(m.Start)
	if d, ok := p.dayIn(m); ok {
		out.fact.day = d
	}
	out.fact.agency = p.agencyIn(m.End)
	out.fact.session = p.sessionIn(m)
	return out, true
}

// noFate reports whether the match tells what became of no one text.
func (p *passage) noFate(m match.Match) bool {
	if p.word(m.End-1) == "short" && p.word(m.End) == "of" && !p.shortOfVotes(m.End+1) {
		return true // "the text fell short of their expectations"
	}
	if verb := p.word(m.End - 2); p.word(m.End-1) == "by" && (verb == "backed" || verb == "supported") && m.End < len(p.items) && p.items[m.End].Labels&match.NUM != 0 {
		return true // "It was backed by 14 members": and may have been vetoed
	}
	if p.word(m.End-1) == "by" && !p.byOrgan(m.End) {
		return true // "was rejected by the Israeli government"
	}
	t, end, ok := m.Capture("t")
	if !ok {
		return false
	}
	if v, _, ok := m.Capture("v"); ok && (p.word(v-1) == "that" || p.word(v-1) == "which") && takesObject[p.word(v)] {
		return true // "a resolution that backed an Arab plan" tells what it says
	}
	if manyTexts[p.word(end-1)] && p.word(t) != "both" {
		return true // "resolutions adopted by the Security Council" are no one vote
	}
	w := p.word(t)
	return (w == "it" || w == "this" || w == "them") && p.word(m.End-1) == "fell" // "It fell victim to a war"
}

// ofLastTime reports whether the item stands in "the last time the Council adopted a text on it": when that was comes after.
func (p *passage) ofLastTime(item int) bool {
	for i := item - 1; i > 0 && i >= item-4; i-- {
		if p.word(i) == "time" && (p.word(i-1) == "last" || p.word(i-1) == "only" || p.word(i-1) == "first") && p.word(i-2) != "for" {
			return true
		}
	}
	return false
}

// shortOfVotes reports whether what a text fell short of are votes: "of the nine votes needed", "of a majority".
func (p *passage) shortOfVotes(item int) bool {
	for i := item; i < min(len(p.items), item+4); i++ {
		if p.items[i].Labels&(match.NUM|match.FRACTION) != 0 {
			return true
		}
		switch p.word(i) {
		case "required", "necessary", "needed", "majority", "threshold", "votes", "minimum", "two-thirds":
			return true
		}
	}
	return false
}

// manyTexts name more than one text, and so more than one vote.
var manyTexts = wordSet(`resolutions texts drafts documents declarations`)

// rejectsText reports whether what was rejected is a text and not a policy ("rejected the US decision"
// is a text adopted).
func rejectsText(p *passage, m match.Match) bool {
	if s, _, ok := m.Capture("t"); ok {
		return p.word(s) != "decision" && p.word(s) != "move"
	}
	return false
}

// judgeOutcome compares the fate told with the record's.
func judgeOutcome(f outcomeFact, w *world) Judgement {
	r := w.record
	j := Judgement{Truth: Right, Severity: Meaning, Says: fmt.Sprintf("%s, %s", r.Outcome, saysTally(r.Tally)), Weight: 0.3}
	adopted := r.Outcome == sources.Adopted
	switch f.what {
	case "needed", "noaction":
		return Judgement{}
	case "twothirds", "short":
		return w.judgeThreshold(f.what)
	case "adopted":
		if !adopted {
			j.Truth = Wrong
		}
	case "rejected":
		if adopted {
			j.Truth = Wrong
		}
	case "unanimous":
		switch {
		case !r.Tally.Known():
			j.Truth = Unknown
		case !adopted || r.Tally.No > 0 || r.Tally.Abstain > 0:
			j.Truth = Wrong
		}
	case "consensus":
		if r.Tally.Known() && r.Tally.Yes > 0 {
			j.Truth = Wrong
		}
	}
	if j.Truth == Wrong {
		j.Message = fmt.Sprintf("The record has it %s.", j.Says)
	} else if says, off := w.wrongAgency(f.agency); off && j.Truth == Right {
		j.Truth, j.Says, j.Message = Wrong, says, says+"."
	} else if says, off := w.wrongDay(f.day); off && j.Truth == Right {
		j.Truth, j.Severity, j.Says, j.Message = Wrong, Detail, says, fmt.Sprintf("The record has %s.", says)
	} else if says, off := w.wrongSession(f.session); off && j.Truth == Right {
		j.Truth, j.Severity, j.Says, j.Message = Wrong, Detail, says, says+"."
	}
	return j
}

// sessionIn is the number of the Assembly's regular session that the match, or the words right behind it, give: "at its 76th session".
func (p *passage) sessionIn(m match.Match) int {
	for i := m.Start + 1; i < min(len(p.items), m.End+6); i++ {
		if i >= m.End && hardStop(p.word(i)) {
			break
		}
		if p.word(i) != "session" || p.items[i-1].Labels&match.ORD == 0 {
			continue
		}
		if prev := p.word(i - 2); prev != "its" && prev != "the" && prev != "their" {
			continue
		}
		return p.quantity(i - 1).Value
	}
	return 0
}

// wrongSession reports whether the vote is of another regular session of the Assembly.
func (w *world) wrongSession(session int) (string, bool) {
	held, err := strconv.Atoi(w.record.Session)
	if session == 0 || err != nil || w.record.Body != sources.GeneralAssembly || held == session {
		return "", false
	}
	return fmt.Sprintf("%s is of session %d", w.record.Symbol, held), true
}

// judgeThreshold holds yes and no against two thirds; abstentions do not count.
func (w *world) judgeThreshold(what string) Judgement {
	t := w.record.Tally
	if !t.Known() || w.record.Body != sources.GeneralAssembly {
		return Judgement{}
	}
	j := Judgement{Severity: Meaning, Says: fmt.Sprintf("%d of %d voting yes or no", t.Yes, t.Yes+t.No)}
	j.Truth = truth((3*t.Yes >= 2*(t.Yes+t.No)) == (what == "twothirds"))
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	return j
}

// wrongDay reports whether a day given by its date is not the record's, though within three days of it: further off,
// another vote is meant.
func (w *world) wrongDay(day extract.When) (string, bool) {
	if day.From.IsZero() || w.record.Date.Day == 0 || day.Contains(w.record.Date.Time(), 0) || !day.Contains(w.record.Date.Time(), 3) {
		return "", false
	}
	return fmt.Sprintf("%s on %s", w.record.Symbol, w.record.Date.Time().Format("2 January 2006")), true
}

// mistakenAgencies are agencies that are written for an organ of a like name.
var mistakenAgencies = map[string]string{"unhcr": "Human Rights Council"}

// agencyIn is the mistakable agency that the clause behind the match names, "" for none.
func (p *passage) agencyIn(end int) string {
	for i := end; i < min(len(p.items), end+10); i++ {
		if mistakenAgencies[p.word(i)] != "" {
			return p.word(i)
		}
	}
	return ""
}

// wrongAgency reports whether the vote was about the organ that the agency is mistaken for.
func (w *world) wrongAgency(agency string) (string, bool) {
	organ := mistakenAgencies[agency]
	known := strings.Join(append(append([]string{w.record.Title}, w.record.KnownAs...), w.record.Content...), " ")
	if organ == "" || !strings.Contains(known, organ) || strings.Contains(strings.ToLower(known), "refugee") {
		return "", false
	}
	return fmt.Sprintf("%s is about the %s, not %s", w.record.Symbol, organ, strings.ToUpper(agency)), true
}

// amendment reports whether the match is of an amendment or a motion.
func (p *passage) amendment(m match.Match) bool {
	for i := m.Start; i < m.End; i++ {
		switch p.word(i) {
		case "amendment", "amendments", "motion":
			return p.word(i) != "motion" || p.has("procedural", "no-action", "requested", "adjourn", "secret")
		}
	}
	return false
}

// besideText reports whether what fell short, or got through, is another thing than a text: "An American attempt to insert a condemnation fell short".
func (p *passage) besideText(end int) bool {
	for i := end - 1; i >= 0 && !hardStop(p.word(i)); i-- {
		switch p.word(i) {
		case "attempt", "attempts", "effort", "efforts", "move", "bid", "insertion", "addition", "insert", "add", "paragraph", "one", "clause", "motion", "amendment", "amendments":
			return true
		}
	}
	return false
}

// dayIn is the day, given by its date, in or right behind the match's words.
func (p *passage) dayIn(m match.Match) (extract.When, bool) {
	for i := m.Start; i < min(len(p.items), m.End+10); i++ {
		it := &p.items[i]
		if i >= m.End && (it.Word == "," || hardStop(it.Word) || it.Word == "and" || it.Word == "after" || it.Word == "before") {
			break
		}
		if it.Labels&match.DATE == 0 || len(it.Mentions) == 0 || p.word(i-1) == "of" || p.word(i-1) == "since" {
			continue
		}
		if w := p.s.Mentions[it.Mentions[0]].When; w.Named {
			return w, true
		}
	}
	return extract.When{}, false
}

// memberOf reports whether the organ at an item only says whose members are told of: "four European members of the Council supported it", "no country on
// the Council opposed it".
func memberOf(p *passage, item int) bool {
	i := item - 1
	for i > 0 && p.items[i].Skip {
		i--
	}
	return i > 1 && (p.word(i) == "of" || p.word(i) == "on" || p.word(i) == "in") && memberNouns[p.word(i-1)] &&
		(p.items[i-2].Labels&(match.GROUP|match.ADJ|match.NUM) != 0 || someOf[p.word(i-2)])
}

// memberNouns name those who sit on an organ.
var memberNouns = wordSet(`member members state states country countries nation nations government governments delegation delegations`)

// everyOf are the words of quantity that leave nobody out.
var everyOf = wordSet(`all every each`)

// someOf are words of quantity before "members of the Council".
var someOf = wordSet(`other all every each most many several some few no both elected permanent fellow one single only`)
