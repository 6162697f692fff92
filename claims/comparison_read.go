package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// readComparison turns a match into a fact; ok is false where it is no comparison of votes.
func (a *article) readComparison(p *passage, m match.Match) (found[comparisonFact], bool) {
	none := found[comparisonFact]{}
	f, rest := factOf(m.Pattern.Head)
	p.readFigures(m, &f)
	if p.misread(m, &f) {
		return none, false
	}
	if f.what == "firstveto" {
		return a.readFirstVeto(p, m, f)
	}
	switch {
	case f.what == "sameset":
	case f.side != noSide:
		if f.states = a.whose(p, m); f.states == nil {
			return none, false
		}
		f.before = p.wordsIn(m.Start, m.End, "had")
	default:
		f.measures = a.measuresOf(p, m, rest)
	}
	end := a.readTimes(p, m, &f)
	if f.lacksTime(p, m) || !a.ofThisText(p, m, end, &f) {
		return none, false
	}
	start := m.Start
	if x, _, ok := m.Capture("x"); ok {
		start = x // "abstentions were the most since": the claim is the superlative
	}
	return found[comparisonFact]{span: p.span(start, end), sentence: p.index, fact: f}, true
}

// factOf reads a pattern's head; rest is what follows the form.
func factOf(head string) (f comparisonFact, rest string) {
	head, rest, _ = strings.Cut(head, ".")
	f.what = head
	if s := sideOf(head); s != noSide {
		f.what, f.side = rest, s
	}
	switch rest {
	case "up":
		f.sign = 1
	case "down":
		f.sign = -1
	case "all":
		f.what = "same tally"
	}
	return f, rest
}

// misread reports whether the match says another thing than its pattern means.
func (p *passage) misread(m match.Match, f *comparisonFact) bool {
	if f.what == "share" {
		var ok bool
		f.ratio, ok = p.readRatio(m)
		return !ok
	}
	if f.what == "than" && (p.word(m.End) == "ever" || p.word(m.End) == "any") {
		return true // of all votes, not of one
	}
	if f.what == "base" && p.goesTo(m.End) {
		return true // "from 32 to 65" is read whole
	}
	last := p.word(m.End - 1)
	return f.side == absent && (last == "vote" || last == "voting") && takesSide[p.word(m.End)] // "did not vote against it"
}

// goesTo reports whether "to" and a number follow, in the words right after a figure.
func (p *passage) goesTo(from int) bool {
	for i := from; i < min(len(p.items)-1, from+5); i++ {
		switch w := p.word(i); {
		case w == "," || hardStop(w):
			return false
		case w == "to":
			return p.items[i+1].Labels&match.NUM != 0 || p.items[i+1].Skip && i+2 < len(p.items) && p.items[i+2].Labels&match.NUM != 0
		}
	}
	return false
}

// readTimes reads the time or the years of each form, and says where the claim's words end.
func (a *article) readTimes(p *passage, m match.Match, f *comparisonFact) (end int) {
	switch f.what {
	case "lowest", "highest":
		first := p.word(m.Start)
		f.near = first == "close" || first == "near" || first == "nearly"
		end = p.readStretch(m, f)
		if p.ofOlder(m.Start) {
			f.doubt = "the older vote may be meant"
		}
		return end
	case "first", "every", "never", "times", "only", "reach":
		if p.readRange(m, f) {
			return m.End
		}
		return p.readStretch(m, f)
	case "nth":
		f.running = p.wordsIn(m.Start, m.End, "running", "straight", "consecutive", "successive", "row", "succession")
		if f.doubt = a.notText(p, m); !f.running && withinTime[p.word(m.End)] {
			f.what, f.doubt = "unread", "unread" // "for the second time in a week"
		}
	case "unread":
		f.doubt = "unread"
		if since, stop, told := p.stretch(m.End); told {
			f.since = since
			return max(m.End, stop)
		}
	case "base", "delta", "than", "same", "same tally", "fromto", "gap", "share", "sameset":
		end = p.readWhen(m, f)
		if f.what == "delta" && !f.timed && f.now.span.Len() == 0 && !p.wordsIn(m.Start, m.End, "than") && a.otherTimeTold(p) {
			f.doubt = "the vote compared with is told by its time before"
		}
		if f.what == "share" && !f.timed && p.word(m.End-1) == "year" {
			f.when, f.timed = extract.When{Shift: -1}, true // "doubled in a year"
		}
		return end
	}
	return m.End
}

// withinTime are words by which an ordinal counts in a stretch of time, and not of all votes.
var withinTime = wordSet(`in this within since over`)

// otherTimeTold reports whether the sentence before tells a time long ago: "In November 2012 it was 138. Friday's text got five votes more."
func (a *article) otherTimeTold(p *passage) bool {
	q := a.before(p)
	if q == nil {
		return false
	}
	for k := range q.s.Mentions {
		m := &q.s.Mentions[k]
		if m.Kind == extract.DateMention && !m.When.Relative && !m.When.From.IsZero() && a.doc.Published.Time.Sub(m.When.From) > sceneAge {
			return true
		}
	}
	return false
}

// lacksTime reports whether the form means nothing without a time, or without what is counted.
func (f comparisonFact) lacksTime(p *passage, m match.Match) bool {
	switch f.what {
	case "than", "same tally", "share":
		return !f.timed
	case "base":
		return !f.timed && f.sign == 0
	case "same":
		return !f.timed && !p.wordsIn(m.Start, m.End, "unchanged", "unmoved", "change", "move", "steady", "stayed", "was", "were")
	case "reach":
		return f.measures == nil || p.wordsIn(m.Start, m.End, ",") // "The first time, in 1992, just 59 voted for it" tells that vote
	}
	return false
}

// ofThisText reports whether the words are of votes at all, and notes why they may be of others than this text's.
func (a *article) ofThisText(p *passage, m match.Match, end int, f *comparisonFact) bool {
	if f.what == "nth" && f.ordinal == 1 {
		f.what = "unread"
	}
	if f.what == "nth" || f.what == "unread" {
		q := a.before(p)
		return p.ballotTold() || q != nil && q.ballotTold() && p.has("did", "done", "among", "generally", "usually", "throughout")
	}
	if f.side == noSide && !a.subjectVotes(p, m) {
		return false
	}
	switch {
	case f.doubt != "":
	case f.side == noSide && a.partOnly(p, m.Start, end):
		f.doubt = "a group's votes"
	case otherThing(p, m.Start, end) || f.comparesVotes() && p.otherText(m.End, end, f):
		f.doubt = "another thing's figure"
	}
	return true
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
	case f.n.q.Exact && p.wordsIn(m.Start, m.End, "passed", "topped", "exceeded", "reached", "rose", "crossed", "past"):
		f.n.q.Hi, f.n.q.Exact = maxVotes, false
	}
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

// notText tells why a "33rd time" may count something else than the text's adoptions: a state or group stands as its
// subject, or something rose or fell; "" where the organ or the text does.
func (a *article) notText(p *passage, m match.Match) string {
	if f := p.word(m.End - 2); f == "first" || p.word(m.End-1) == "first" || p.wordsIn(m.Start, m.End, "first") {
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
	if !p.has("adopted", "passed", "approved", "called", "urged", "asked", "demanded", "condemned", "voted", "did", "calls", "urges", "demands", "adopts", "calling", "told", "asks", "endorsed") {
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
