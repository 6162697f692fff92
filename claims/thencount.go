package claims

import (
	"stet/extract"
	"stet/extract/match"
)

// thenCount reads "A year earlier it was 125" and "Two years later just 93 were left": the side that the text counted just before,
// at another time. It needs a time of its own, and a count before it that says of which side it is.
func (a *article) thenCount(p *passage, m match.Match) []count {
	at, _, ok := m.Capture("n")
	if !ok || !p.dated(m.Start) || a.groupCountedBefore(p) {
		return nil
	}
	s := a.sideCountedBefore(p, m.Start, p.quantity(at).Value)
	if s == noSide {
		return nil
	}
	return []count{{side: s, q: p.quantity(at), span: p.items[at].Span, all: p.span(m.Start, at+1)}}
}

// dated reports whether a time stands in the clause before the item: "in 2022", "a year earlier".
func (p *passage) dated(end int) bool {
	for i := end - 1; i >= 0 && !hardStop(p.word(i)); i-- {
		if p.items[i].Labels&match.DATE != 0 {
			return true
		}
	}
	return false
}

// sideCountedBefore is the side of the only count told in the sentence before the item, else in the one before it; where several were
// counted, the only one that n is of the size of: after "141 to five, with 32 abstaining", 93 are in favour. Else noSide.
func (a *article) sideCountedBefore(p *passage, item, n int) side {
	counts := a.counted(p, item)
	if before := a.before(p); len(counts) == 0 && before != nil {
		counts = a.counts(before)
	}
	sides, near := map[side]bool{}, map[side]bool{}
	for _, c := range counts {
		sides[c.side] = true
		near[c.side] = near[c.side] || n*2 > c.q.Value && n < c.q.Value*2
	}
	for s := range sides {
		if len(sides) > 1 && !near[s] {
			delete(sides, s)
		}
	}
	for s := range sides {
		if len(sides) == 1 && s <= abstain {
			return s
		}
	}
	return noSide
}

// counted are the counts that the patterns find before the item of the same sentence; those of "then" are not among them.
func (a *article) counted(p *passage, item int) []count {
	var out []count
	for _, m := range tallyPatterns.Find(p.items) {
		if m.End <= item && m.Pattern.Head != "then" {
			out = append(out, readCounts(p, m)...)
		}
	}
	return out
}

// groupCountedBefore reports whether the count before was one of a group's members: "Of the 54 African states, 30 backed it in
// 2023. This year it was 13."
func (a *article) groupCountedBefore(p *passage) bool {
	_, ok := a.groupCountBefore(p)
	return ok
}

// groupCountBefore is the last match of a group's count in the sentence before, or in the two before that where each of those
// only carries it on.
func (a *article) groupCountBefore(p *passage) (groupFact, bool) {
	for q, n := a.before(p), 0; q != nil && n < 3; q, n = a.before(q), n+1 {
		matches := groupPatterns.Find(q.items)
		for i := len(matches) - 1; i >= 0; i-- {
			if matches[i].Pattern.Head == "then" {
				continue
			}
			if f, ok := a.readGroup(q, matches[i]); ok {
				return f.fact, true
			}
		}
		if len(q.items) > shortCarry || len(matches) == 0 {
			return groupFact{}, false
		}
	}
	return groupFact{}, false
}

// countsElsewhere reports whether the number has a noun of its own or a group in the sentence.
func (p *passage) countsElsewhere(item int) bool {
	for i := 0; i <= item; i++ {
		if p.items[i].Labels&match.GROUP != 0 {
			return true
		}
	}
	return false
}

// carriesGroup reports whether the sentence goes on with a group counted before: "In 2024, 33 did, and just six opposed it."
func (a *article) carriesGroup(p *passage) bool {
	for i := range p.items {
		if p.items[i].Labels&match.NUM != 0 && p.word(i+1) == "did" && p.dated(i) && !p.countsElsewhere(i) {
			return a.groupCountedBefore(p)
		}
	}
	return false
}

// shortCarry is how many items a sentence that only carries a count on may have: "This February it was 13."
const shortCarry = 10

// thenGroup reads "This year it was 13" after a count of a group's members.
func (a *article) thenGroup(p *passage, m match.Match) (found[groupFact], bool) {
	at, _, ok := m.Capture("n")
	if !ok || !p.dated(m.Start) || p.word(at+1) == "did" && p.countsElsewhere(at) {
		return found[groupFact]{}, false
	}
	f, ok := a.groupCountBefore(p)
	if !ok || f.what != "count" || f.side == noSide {
		return found[groupFact]{}, false
	}
	g := groupFact{group: f.group, side: f.side, what: "count", n: p.quantity(at), number: p.items[at].Span}
	start := m.Start
	return found[groupFact]{span: extract.Span{Start: p.items[start].Start, End: p.items[at].End}, sentence: p.index, fact: g, told: telling{sides: true}}, true
}
