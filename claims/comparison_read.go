package claims

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/extract"
	"stet/extract/match"
)

// readComparison turns a match into a fact; ok is false where it is no comparison of votes.
func (a *article) readComparison(p *passage, m match.Match) (found[comparisonFact], bool) {
	head, rest, _ := strings.Cut(m.Pattern.Head, ".")
	f := comparisonFact{what: head}
	if s := sideOf(head); s != noSide {
		f.what, f.side = rest, s
	}
	end := m.End
	if f.what == "share" {
		var ok bool
		if f.ratio, ok = p.readRatio(m); !ok {
			return found[comparisonFact]{}, false
		}
	}
	switch rest {
	case "up":
		f.sign = 1
	case "down":
		f.sign = -1
	case "all":
		f.what = "same tally"
	}
	p.readFigures(m, &f)
	if f.side == absent && (p.word(m.End-1) == "vote" || p.word(m.End-1) == "voting") && takesSide[p.word(m.End)] {
		return found[comparisonFact]{}, false // "did not vote against it"
	}
	if f.what == "than" && (p.word(m.End) == "ever" || p.word(m.End) == "any") {
		return found[comparisonFact]{}, false // of all votes, not of one
	}
	if f.what == "firstveto" {
		return a.readFirstVeto(p, m, f)
	}
	if f.what == "sameset" {
		end = p.readWhen(m, &f)
	} else if f.side != noSide {
		if f.states = a.whose(p, m); f.states == nil {
			return found[comparisonFact]{}, false
		}
		f.before = p.hasBetween(m, "had")
	} else {
		f.measures = a.measuresOf(p, m, rest)
	}
	switch f.what {
	case "lowest", "highest":
		f.near = p.word(m.Start) == "close" || p.word(m.Start) == "near" || p.word(m.Start) == "nearly"
		end = p.readStretch(m, &f)
		if p.ofOlder(m.Start) {
			f.doubt = "the older vote may be meant"
		}
	case "first", "every", "never", "times", "only", "reach":
		if !p.readRange(m, &f) {
			end = p.readStretch(m, &f)
		}
	case "nth":
		f.running = p.hasBetween(m, "running", "straight", "consecutive", "successive", "row", "succession")
		f.doubt = a.notText(p, m)
	case "unread":
		f.doubt = "unread"
		if since, stop, told := p.stretch(m.End); told {
			f.since, end = since, max(end, stop)
		}
	case "base", "delta", "than", "same", "same tally", "fromto", "gap", "share":
		end = p.readWhen(m, &f)
		if f.what == "share" && !f.timed && p.word(m.End-1) == "year" {
			f.when, f.timed = extract.When{Shift: -1}, true // "doubled in a year"
		}
	}
	if (f.what == "than" || f.what == "same tally" || f.what == "share" || f.what == "base" && f.sign == 0) && !f.timed || f.what == "same" && !f.timed && !p.hasBetween(m, "unchanged", "unmoved") || f.what == "reach" && f.measures == nil {
		return found[comparisonFact]{}, false
	}
	if f.doubt == "" && f.side == noSide && a.partOnly(p, m.Start, end) {
		f.doubt = "a group's votes"
	}
	if f.side == noSide && f.what != "nth" && f.what != "unread" && !a.subjectVotes(p, m) {
		return found[comparisonFact]{}, false
	}
	if f.doubt == "" && (otherThing(p, m.Start, end) || f.comparesVotes() && p.otherText(m.End, end, &f)) {
		f.doubt = "another thing's figure"
	}
	if f.what == "nth" && f.ordinal == 1 {
		f.what = "unread"
	}
	if (f.what == "nth" || f.what == "unread") && !p.ballotTold() {
		return found[comparisonFact]{}, false
	}
	start := m.Start
	if x, _, ok := m.Capture("x"); ok {
		start = x // "abstentions were the most since": the claim is the superlative
	}
	return found[comparisonFact]{span: p.span(start, end), sentence: p.index, fact: f}, true
}

// takesSide are the words that make "did not vote" another thing than absence.
var takesSide = wordSet(`against for in no yes with to down`)

// readFigures takes the captured numbers.
func (p *passage) readFigures(m match.Match, f *comparisonFact) {
	at := func(name string) (figure, bool) {
		i, _, ok := m.Capture(name)
		if !ok {
			return figure{}, false
		}
		return figure{p.quantity(i), p.items[i].Span}, true
	}
	if n, ok := at("n"); ok {
		f.n = n
	}
	if n, ok := at("f"); ok {
		f.n = n
	}
	if n, ok := at("g"); ok {
		f.what, f.was = "gap", n
	}
	if n, ok := at("t"); ok {
		f.now = n
	}
	if o, ok := at("o"); ok {
		f.ordinal = o.q.Value
	}
	switch {
	case f.what != "reach":
	case f.n.span.Len() == 0:
		f.n.q = extract.Quantity{Exact: true} // "nobody opposed it"
	case f.n.q.Exact && p.hasBetween(m, "passed", "topped", "exceeded", "reached", "rose", "crossed", "past"):
		f.n.q.Hi, f.n.q.Exact = maxVotes, false
	}
}

// hasBetween reports whether one of the words stands in the match.
func (p *passage) hasBetween(m match.Match, words ...string) bool {
	for i := m.Start; i < m.End; i++ {
		if slices.Contains(words, p.word(i)) {
			return true
		}
	}
	return false
}

// otherWords make a figure one of something else than the recurrent text's votes.
var otherWords = wordSet(`committee committees announced sponsors co-sponsors cosponsors signatories poll polls survey forecast projected dollars percent points vetoes veto
	seats deaths troops`)

func otherThing(p *passage, start, end int) bool {
	for i := start; i < min(len(p.items), end+6); i++ {
		if i >= end && (p.word(i) == "," || hardStop(p.word(i))) {
			return false
		}
		if otherWords[p.word(i)] || p.items[i].Labels&match.PCT != 0 {
			return true
		}
	}
	return false
}

// asserts notes that the words date another vote. A bare weekday dates the vote itself.
func (f *comparisonFact) asserts(w extract.When, words extract.Span) {
	if !w.Relative || w.Days() > 7 || w.Named {
		f.times = append(f.times, words)
	}
}

// comparesVotes reports whether the fact sets this vote beside one other.
func (f comparisonFact) comparesVotes() bool {
	switch f.what {
	case "base", "delta", "than", "same", "same tally", "fromto":
		return true
	}
	return false
}

// otherText reports whether the words lead to another text than this one's earlier vote: "three more than the text on mines
// won", "up from 141 for the motion".
func (p *passage) otherText(from, end int, f *comparisonFact) bool {
	if last := p.word(from - 1); !f.timed && (last == "than" || last == "of" || last == "as" || last == "with" || last == "to") {
		return p.word(from) != "before" && !p.lastTime(from)
	}
	for i := from; i < min(len(p.items), end+3); i++ {
		w := p.word(i)
		if w == "," || hardStop(w) {
			return false
		}
		if w != "for" && w != "on" && w != "that" && w != "when" && w != "similar" && w != "another" {
			continue
		}
		k := i + 1
		for k < len(p.items) && p.items[k].Skip && p.items[k].Labels&match.DATE == 0 {
			k++
		}
		if _, dated := p.timeAt(min(k, len(p.items)-1)); dated {
			continue
		}
		if k < len(p.items) && (!thisText[p.word(k)] || p.word(i+1) == "a" || p.word(i+1) == "an" || p.word(i+1) == "another") {
			return true
		}
	}
	return false
}

// lastTime reports whether "last time", "in the last vote", "when it was last voted on" begins at the item.
func (p *passage) lastTime(i int) bool {
	for k := i; k < min(len(p.items), i+5); k++ {
		if w := p.word(k + 1); p.word(k) == "last" && (w == "time" || w == "vote" || w == "voted" || w == "put" || w == "ballot") {
			return true
		}
	}
	return false
}

// thisText are the words that keep to the text told.
var thisText = wordSet(`it this same that its last year text resolution measure`)

// readWhen finds the time compared with, in the match or right after it, and says where the claim's words end.
func (p *passage) readWhen(m match.Match, f *comparisonFact) int {
	for i := m.Start; i < min(len(p.items), m.End+9); i++ {
		it := &p.items[i]
		if i >= m.End && (it.Word == "," || hardStop(it.Word) || it.Labels&(match.BODY|match.STATES|match.NUM) != 0) {
			break
		}
		w, ok := p.timeAt(i)
		if !ok {
			continue
		}
		if w.Since && p.word(i-1) != "since" && p.word(i-1) != "from" || w.From.IsZero() && w.Shift == 0 {
			continue
		}
		f.when, f.timed = w, true
		f.asserts(w, it.Span)
		if len(it.Word) == 4 {
			f.year = it.Span
		}
		return max(m.End, i+1)
	}
	return m.End
}

// timeAt is the time that the item names; a bare year after "on" or "over" is one too: "up by 24 on 2024".
func (p *passage) timeAt(i int) (extract.When, bool) {
	it := &p.items[i]
	if it.Labels&match.DATE != 0 && len(it.Mentions) > 0 {
		return p.s.Mentions[it.Mentions[0]].When, true
	}
	if w := p.word(i - 1); len(it.Word) != 4 || w != "on" && w != "over" && w != "against" {
		return extract.When{}, false
	}
	year, err := strconv.Atoi(it.Word)
	if err != nil || year < 1946 || year > 2100 {
		return extract.When{}, false
	}
	return extract.When{From: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)}, true
}

// readRange reads "from 2004 to 2012".
func (p *passage) readRange(m match.Match, f *comparisonFact) bool {
	a, _, ok1 := m.Capture("a")
	b, _, ok2 := m.Capture("b")
	if !ok1 || !ok2 {
		return false
	}
	from, to := p.s.Mentions[p.items[a].Mentions[0]].When, p.s.Mentions[p.items[b].Mentions[0]].When
	if from.From.IsZero() || to.From.IsZero() || from.From.After(to.To) {
		f.doubt = "years that we cannot date"
	}
	f.since, f.until = from.From.Year(), to.To.Year()
	f.times = append(f.times, p.items[a].Span, p.items[b].Span)
	return true
}

// readStretch reads "since 2011", "in a decade", "in 25 years", "this century" in or after the match.
func (p *passage) readStretch(m match.Match, f *comparisonFact) int {
	for i := m.Start; i < min(len(p.items), m.End+6); i++ {
		it := &p.items[i]
		if i >= m.End && (it.Word == "," || hardStop(it.Word)) {
			break
		}
		if it.Labels&match.DATE == 0 || len(it.Mentions) == 0 {
			continue
		}
		if w := p.s.Mentions[it.Mentions[0]].When; w.Since && !w.From.IsZero() {
			f.since, f.closed = w.From.Year(), p.word(i-1) == "since" && p.endsClause(i+1)
			if len(it.Word) == 4 {
				f.year = it.Span
			}
			return max(m.End, i+1)
		}
	}
	if end, ok := p.sinceEvent(m.End, f); ok {
		return end
	}
	if n, stop := p.yearsBack(m.Start, m.End); n > 0 {
		f.within = n
		return max(m.End, stop)
	}
	since, stop, told := p.stretch(m.End)
	if told && since == 0 || !told && p.word(m.End-1) == "since" {
		f.doubt = "a stretch that we cannot date"
	}
	if told {
		f.since = since
		return max(m.End, stop)
	}
	return m.End
}

// sinceEvent reads "since it was first put to a vote in 1992" after a comparison: the years from that one on.
func (p *passage) sinceEvent(from int, f *comparisonFact) (end int, ok bool) {
	since := p.word(from-1) == "since"
	for i := from; i < min(len(p.items), from+14) && !hardStop(p.word(i)) && p.word(i) != ","; i++ {
		since = since || p.word(i) == "since"
		if !since || p.items[i].Labels&match.DATE == 0 || len(p.items[i].Mentions) == 0 {
			continue
		}
		if w := p.s.Mentions[p.items[i].Mentions[0]].When; !w.From.IsZero() {
			f.since = w.From.Year() - 1
			f.times = append(f.times, p.items[i].Span)
			return i + 1, true
		}
	}
	return from, false
}

// endsClause reports whether nothing but punctuation, "when" or "that" follows: the year stands for itself.
func (p *passage) endsClause(i int) bool {
	w := p.word(i)
	return w == "" || w == "," || hardStop(w) || w == "that" || w == "and" || w == "-" || w == "with" || w == "but" || w == "while" || w == "voted"
}

// yearsBack reads "in a decade", "in 25 years", "in 20 years", "in a quarter of a century" as a number of years.
func (p *passage) yearsBack(from, to int) (years, end int) {
	for i := from; i < min(len(p.items), to+5); i++ {
		if w := p.word(i); i >= to && (w == "," || hardStop(w)) {
			return 0, 0
		}
		if p.word(i) != "in" && p.word(i) != "over" && p.word(i) != "for" {
			continue
		}
		k := i + 1
		for k < len(p.items) && (p.items[k].Skip || p.word(k) == "past" || p.word(k) == "last") {
			k++
		}
		switch w := p.word(k); {
		case w == "decade":
			return 10, k + 1
		case k+1 < len(p.items) && p.items[k].Labels&match.NUM != 0 && p.word(k+1) == "years":
			return p.quantity(k).Value, k + 2
		case k+1 < len(p.items) && p.items[k].Labels&match.NUM != 0 && p.word(k+1) == "decades":
			return 10 * p.quantity(k).Value, k + 2
		}
	}
	return 0, 0
}

// stretch reads "since the 1990s", "this century", "in years" after a comparison: the last year before the
// stretch, 0 for one that is told but not dated.
func (p *passage) stretch(from int) (since, end int, told bool) {
	for i := from; i < min(len(p.items), from+5); i++ {
		switch w := p.word(i); {
		case w == "," || hardStop(w):
			return 0, 0, false
		case len(w) == 5 && strings.HasSuffix(w, "0s") && w[0] >= '1' && w[0] <= '2':
			year, err := strconv.Atoi(w[:4])
			if err == nil {
				return year + 9, i + 1, true
			}
		case w == "century" && p.word(i-1) == "this":
			return 1999, i + 1, true
		case w == "years" || w == "decade" || w == "decades" || w == "year" || w == "session":
			return 0, i + 1, true
		}
	}
	return 0, 0, false
}

// notText tells why a "33rd time" may count something else than the text's adoptions: a state or group stands as its
// subject, or something rose or fell; "" where the organ or the text does.
func (a *article) notText(p *passage, m match.Match) string {
	if f := p.word(m.End - 2); f == "first" || p.word(m.End-1) == "first" || p.hasBetween(m, "first") {
		return "whose first time it is"
	}
	for i := range p.items {
		if p.items[i].Labels&(match.STATES|match.GROUP) != 0 && p.items[i].Labels&match.ADJ == 0 && i < m.Start {
			return "whose time it is"
		}
	}
	for i := m.End; i < min(len(p.items), m.End+3); i++ {
		if p.items[i].Labels&(match.STATES|match.GROUP) != 0 {
			return "whose time it is"
		}
	}
	if !p.has("adopted", "passed", "approved", "called", "urged", "asked", "demanded", "condemned", "voted", "calls", "urges", "demands", "adopts", "calling", "told", "asks", "endorsed") {
		return "what is counted"
	}
	return ""
}

// whose are the states whose votes are told: those of the match, or those that "which" or "it" stands for.
func (a *article) whose(p *passage, m match.Match) []name {
	if at, _, ok := m.Capture("w"); ok {
		return p.lists[at].names
	}
	at, _, ok := m.Capture("p")
	if !ok {
		return nil
	}
	if w := p.word(at); w == "which" || w == "who" {
		for i := at - 1; i >= 0 && i >= at-3; i-- {
			if names := p.lists[i].names; len(names) > 0 {
				return names
			}
		}
		return nil
	}
	if at > 0 && !clauseStart(p.word(at-1)) {
		return nil
	}
	if q := a.before(p); q != nil && len(q.items) > 0 && len(q.lists[0].names) == 1 {
		return q.lists[0].names // the sentence before begins with the state
	}
	return nil
}
