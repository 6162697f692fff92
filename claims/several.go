package claims

import (
	"fmt"
	"strings"

	"stet/extract"
	"stet/extract/match"
)

var severalPatterns = patterns("several.pat")

// several are claims on a set of votes that the article tells: "abstained on both", "voted no in all five". They are
// comparisons in the contract; what is compared are the votes of the article, and not those of a recurrent text.
var several = define("comparison", "The votes of the article taken together.", findSeveral, func(severalFact, *world) Judgement { return Judgement{} })

// severalFact says what states did, or what became of the drafts, in several votes.
type severalFact struct {
	form    string // each, count, times, fate, veto
	names   []name
	sides   []sideTimes // each, count: one, of all votes
	votes   int         // how many votes are told; 0: every one
	states  *figure     // of count: how many states did so
	closed  bool        // of count: the names are all of them
	fate    string      // adopted, rejected
	inTurn  bool        // of times: in that order
	running bool        // of times: on end
	soft    bool        // read over a sentence's end: too loose to refute
}

// sideTimes is a side with how often it was taken; 0 is every time.
type sideTimes struct {
	side  side
	times int
}

// String is the canonical reading: "DZA: yes in both votes".
func (f severalFact) String() string {
	var ids, sides []string
	for _, n := range f.names {
		ids = append(ids, n.entries[0].ID)
	}
	for _, s := range f.sides {
		if s.times > 0 {
			sides = append(sides, fmt.Sprintf("%s %d times", s.side, s.times))
		} else {
			sides = append(sides, s.side.String())
		}
	}
	of := "every vote told"
	if f.votes > 0 {
		of = fmt.Sprintf("%d votes", f.votes)
	}
	who := strings.Join(ids, ", ")
	switch {
	case f.form == "fate":
		return fmt.Sprintf("%s: %s", of, f.fate)
	case f.form == "veto":
		return fmt.Sprintf("%s: veto in %s", who, of)
	case f.states != nil:
		who = strings.TrimSuffix(fmt.Sprintf("%s states (%s", readQuantity(f.states.q), who)+")", " ()")
	}
	return fmt.Sprintf("%s: %s in %s", who, strings.Join(sides, ", then "), of)
}

// findSeveral reads every passage's claims on several votes.
func findSeveral(a *article) []found[severalFact] {
	var out []found[severalFact]
	tabled := a.votesTabled()
	for _, p := range a.each() {
		if p == nil || !p.has(severalWords...) {
			continue // no pattern of several.pat does without one of them
		}
		end := 0
		for _, m := range severalPatterns.Find(p.items) {
			if m.Start < end || a.silent(p, m) {
				continue
			}
			if form := m.Pattern.Head; strings.HasSuffix(form, ".more") {
				continue // read with the times before it
			}
			f, stop, ok := a.readSeveral(p, m)
			if !ok || f.votes == 0 && tabled < 3 || f.form == "times" && tabled < 3 {
				continue
			}
			end = stop
			out = append(out, found[severalFact]{span: p.span(m.Start, stop), sentence: p.index, fact: f})
			if so, ok := a.likewise(p, f); ok {
				out = append(out, so)
			}
		}
	}
	return out
}

// severalWords are those of which every claim on several votes has one.
var severalWords = []string{"both", "all", "each", "every", "times", "once", "twice", "thrice", "neither", "never", "without"}

// likewise reads "So did the United States" in the sentence after a claim on several votes as one on the same votes.
func (a *article) likewise(p *passage, f severalFact) (found[severalFact], bool) {
	var none found[severalFact]
	if p.index+1 >= len(a.passages) || a.passages[p.index+1] == nil || !a.runsOn(p.index, p.index+1) || f.form != "each" {
		return none, false
	}
	q := a.passages[p.index+1]
	if len(q.items) < 3 || q.word(0) != "so" || q.word(1) != "did" && q.word(1) != "were" && q.word(1) != "have" && q.word(1) != "has" && q.word(1) != "was" {
		return none, false
	}
	for i := 2; i < min(len(q.items), 4); i++ {
		if l, ok := q.lists[i]; ok && l.also == 0 {
			f.names, f.soft = l.names, false
			return found[severalFact]{span: q.span(0, i+1), sentence: q.index, fact: f}, true
		}
	}
	return none, false
}

// readSeveral turns a match into a fact; stop is where its words end.
func (a *article) readSeveral(p *passage, m match.Match) (f severalFact, stop int, ok bool) {
	head, form, _ := strings.Cut(m.Pattern.Head, ".")
	f, stop = severalFact{form: form}, p.wordsEnd(m)
	if at, _, told := m.Capture("w"); told && !f.name(p, at, head) {
		return f, 0, false
	}
	f.readVotes(p, m)
	side := sideOf(m.Pattern.Head)
	if side == abstain && p.satOut(m) {
		side = neither
	}
	switch {
	case head == "veto":
		f.form = "veto"
		return f, stop, canVeto(f.names)
	case form == "fate":
		f.fate = head
		return f, stop, f.votes > 0 && a.nearVotes(p)
	case form == "count":
		at, _, _ := m.Capture("n")
		f.states = &figure{p.quantity(at), p.items[at].Span}
		if c, _, listed := m.Capture("c"); listed {
			f.names, f.closed = p.lists[c].names, p.lists[c].also == 0
		}
		f.sides = []sideTimes{{side, 0}}
		return f, stop, side != noSide
	case form == "times":
		f.sides = []sideTimes{{side, p.timesIn(m)}}
		stop = f.readMore(p, stop)
		f.running = p.hasAfter(stop, "running", "row", "succession", "consecutively")
	default:
		f.sides = []sideTimes{{side, 0}}
	}
	return f, stop, len(f.names) > 0 && !a.attitude(p, m, positionFact{side: side})
}

// name takes the states at the item. A group stands for its members in another kind's claims only.
func (f *severalFact) name(p *passage, at int, head string) bool {
	l, ok := p.lists[at]
	if ok && l.also == 0 {
		f.names, f.soft = l.names, l.pronoun
		return len(l.names) > 0
	}
	if head == "veto" && p.items[at].Labels&match.ADJ != 0 && len(p.items[at].Mentions) > 0 {
		m := p.s.Mentions[p.items[at].Mentions[0]]
		f.names = []name{{m.Span, m.Entries}}
		return true
	}
	return false
}

// readVotes takes how many votes are told.
func (f *severalFact) readVotes(p *passage, m match.Match) {
	if at, _, ok := m.Capture("k"); ok {
		f.votes = p.quantity(at).Value
		return
	}
	for i := m.Start; i < m.End; i++ {
		switch w := p.word(i); {
		case w == "both" || w == "neither":
			f.votes = 2
		case w == "all" && p.word(i+1) == "three":
			f.votes = 3
		case w == "all" && p.word(i+1) == "four":
			f.votes = 4
		}
	}
}

// wordsEnd is where the match's words end, without the mark that closes them.
func (p *passage) wordsEnd(m match.Match) int {
	switch p.word(m.End - 1) {
	case ".", ",", ";", "while", "before", "but":
		return m.End - 1
	}
	return m.End
}

// timesIn is the number of "three times" or "twice" in a match.
func (p *passage) timesIn(m match.Match) int {
	at, _, ok := m.Capture("t")
	if !ok {
		return 0
	}
	switch p.word(at) {
	case "once":
		return 1
	case "twice":
		return 2
	case "thrice":
		return 3
	}
	return p.quantity(at).Value
}

// readMore takes the sides that follow: "voted yes three times and then abstained twice".
func (f *severalFact) readMore(p *passage, stop int) int {
	for _, m := range severalPatterns.Find(p.items) {
		if m.Start != stop || !strings.HasSuffix(m.Pattern.Head, ".more") {
			continue
		}
		f.sides = append(f.sides, sideTimes{sideOf(m.Pattern.Head), p.timesIn(m)})
		for i := m.Start; i < m.End; i++ {
			f.inTurn = f.inTurn || p.word(i) == "then" || p.word(i) == "before"
		}
		stop = m.End
	}
	return stop
}

// hasAfter reports whether one of the words stands in the three items from there on.
func (p *passage) hasAfter(from int, words ...string) bool {
	for i := from; i < min(len(p.items), from+3); i++ {
		for _, w := range words {
			if p.word(i) == w {
				return true
			}
		}
	}
	return false
}

// votesTabled is how many votes the article's largest table may tell: by the dates that head its columns, or by rows that begin with no voter.
func (a *article) votesTabled() int {
	most, rows := 0, map[int]int{}
	a.rows(func(block, head int) {
		if names, _ := a.rowState(cells(a.doc, a.doc.Blocks[block].Span)[0].Span); len(names) == 0 {
			rows[head]++
		}
		most = max(most, len(a.datedColumns(head)), rows[head])
	})
	return most
}

// datedColumns are the columns that a date heads.
func (a *article) datedColumns(head int) []int {
	var out []int
	for _, c := range cells(a.doc, a.doc.Blocks[head].Span) {
		if c.column > 0 && a.dated(c.Span) {
			out = append(out, c.column)
		}
	}
	return out
}

// dated reports whether the span holds a date.
func (a *article) dated(span extract.Span) bool {
	i := a.sentenceAt(span)
	if i < 0 {
		return false
	}
	for k := range a.doc.Sentences[i].Mentions {
		if m := &a.doc.Sentences[i].Mentions[k]; m.Kind == extract.DateMention && !m.When.From.IsZero() && span.Covers(m.Span) {
			return true
		}
	}
	return false
}
