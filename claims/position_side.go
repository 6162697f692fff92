package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// sideTold is where a side was told by name.
type sideTold struct {
	span     extract.Span
	sentence int
	side     side
}

// sharedTold is where states were said to have voted with others, whatever that was.
type sharedTold struct {
	span     extract.Span
	sentence int
	with     []name
}

// leans reports whether a pattern takes its side from the words before.
func leans(m match.Match) bool {
	return strings.HasPrefix(m.Pattern.Head, "like") || strings.HasPrefix(m.Pattern.Head, "notlike") || strings.HasPrefix(m.Pattern.Head, "exception") || strings.HasPrefix(m.Pattern.Head, "camp")
}

// opposite is what an exception to a side did.
func (s side) opposite() side {
	switch s {
	case yes:
		return notYes
	case no:
		return notNo
	case abstain:
		return notAbstain
	}
	return noSide
}

// nearestTold is the side told last before the offset, in the sentence or the one before, and where.
func (a *article) nearestTold(p *passage, limit int) (s side, best int) {
	best = -1
	for _, t := range a.sidesTold {
		if t.span.End <= limit && t.span.End > best && t.sentence >= p.index-1 && a.runsOn(t.sentence, p.index) {
			best, s = t.span.End, t.side
		}
	}
	return s, best
}

// lastSide is the side that the words before item at spoke of, in this sentence or the one before.
func (a *article) lastSide(p *passage, at int) side {
	limit := p.items[at].Start
	told, at2 := a.nearestTold(p, limit)
	if s, end := a.sideBefore(p, limit); s != noSide && end >= at2 {
		return s
	}
	if at2 >= p.s.Start {
		return told
	}
	if told != noSide {
		return told
	}
	for i := p.index - 1; i >= 0 && i >= p.index-2; i-- {
		q := a.passages[i]
		if q == nil || !a.runsOn(i, p.index) {
			continue
		}
		if s := a.sideOfTheNumber(q); s != noSide {
			return s
		}
		return a.onlySide(q)
	}
	return noSide
}

// sideOfTheNumber is the side of a number told before that the sentence takes up: "138 in favor, 9 against. But look at the nine."
func (a *article) sideOfTheNumber(p *passage) side {
	for i := 1; i < len(p.items); i++ {
		if p.items[i].Labels&match.NUM != 0 && p.word(i-1) == "the" && (i+1 == len(p.items) || clauseStart(p.word(i+1)) || p.word(i+1) == ".") {
			s, _ := a.sideOfNumber(p, i, p.quantity(i))
			return s
		}
	}
	return noSide
}

// sideSurelyBefore is the side told just before item at, in its sentence; noSide where that tells none.
func (a *article) sideSurelyBefore(p *passage, at int) side {
	limit := p.items[at].Start
	told, end := a.nearestTold(p, limit)
	near, at2 := a.sideBefore(p, limit)
	switch {
	case near != noSide && at2 >= end:
		return near
	case end >= p.s.Start:
		return told
	case p.opensClause(at) && at <= 2:
		return a.lastSide(p, at)
	}
	return noSide
}

// sideOfNumber is the side that had just been counted with that number, in the sentences before, a large one from
// farther off: "the ten", "among the 149"; and where it was counted.
func (a *article) sideOfNumber(p *passage, at int, n extract.Quantity) (side, extract.Span) {
	if !n.Exact || n.Value == 0 {
		return noSide, extract.Span{}
	}
	far := 8
	if n.Value > 20 {
		far = 40 // a number like 149 is called to mind from far off
	}
	for i := p.index; i >= 0 && i >= p.index-far; i-- {
		q := a.passages[i]
		if q == nil {
			continue
		}
		counts := a.counts(q)
		for k := len(counts) - 1; k >= 0; k-- {
			if counts[k].q.Exact && counts[k].q.Value == n.Value && (q != p || counts[k].span.Start < p.items[at].Start) {
				return counts[k].side, counts[k].span
			}
		}
	}
	return noSide, extract.Span{}
}

// countedJustBefore reports whether the number was counted in this sentence or the one before, and so is no mere guess.
func (a *article) countedJustBefore(p *passage, n extract.Quantity) bool {
	for _, q := range []*passage{p, a.before(p)} {
		if q == nil {
			continue
		}
		for _, c := range a.counts(q) {
			if c.q.Exact && c.q.Value == n.Value {
				return true
			}
		}
	}
	return false
}

var sideWords = map[string]side{
	"favour": yes, "favor": yes, "yes": yes, "supported": yes, "backed": yes, "for": noSide, "support": yes, "against": no, "opposed": no, "opposition": no,
	"no": no, "noes": no, "abstained": abstain, "abstaining": abstain, "abstention": abstain, "abstentions": abstain, "abstain": abstain, "opposing": no, "abstainers": abstain, "absent": absent,
}

// sideWord is the side that an item speaks of by itself; "for" is one after a word of voting only.
func (p *passage) sideWord(i int) side {
	w := p.word(i)
	if w == "for" {
		for k := i - 1; k >= 0 && k >= i-3; k-- { // "voted as one for"
			switch p.word(k) {
			case "voted", "vote", "voting", "votes":
				return yes
			}
		}
	}
	if next := p.word(i + 1); w == "no" && (next == "part" || next == "one" || next == "country" || next == "member" || next == "state" || next == "vote" && p.word(i-1) != "a") {
		return noSide // "took no part", "recorded no vote"
	}
	if s := sideWords[w]; s != yes || !p.denied(i) {
		return s
	}
	return notYes
}

// denied reports whether the support that the item tells was refused: "withheld their support", "declined to back it".
func (p *passage) denied(i int) bool {
	for k := i - 1; k >= max(0, i-4) && !hardStop(p.word(k)); k-- {
		switch p.word(k) {
		case "withheld", "withhold", "withholding", "withdrew", "refused", "refusing", "denied", "denying", "declined", "declining", "not", "without", "neither", "nor", "lacked":
			return true
		}
	}
	return false
}

// onlySide is the side that a sentence speaks of, where it speaks of one only.
func (a *article) onlySide(p *passage) side {
	only := noSide
	for i := range p.items {
		s := p.sideWord(i)
		if s == noSide {
			continue
		}
		if only != noSide && only != s {
			return noSide
		}
		only = s
	}
	return only
}

// sideBefore is the side that a word of the sentence before the offset speaks of, the last one, and where.
func (a *article) sideBefore(p *passage, limit int) (last side, end int) {
	for i := range p.items {
		it := &p.items[i]
		if it.End > limit {
			break
		}
		if s := p.sideWord(i); s != noSide {
			last, end = s, it.End
		}
	}
	return last, end
}
