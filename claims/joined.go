package claims

import "stet/extract"

// joinTallies puts tallies together that tell one vote in parts: "The vote was 135 to 2. Eight abstained." Each part is a claim of its own; which
// vote is meant, they tell together.
func joinTallies(doc *extract.Document, all []*linkedClaim) {
	var last *linkedClaim
	for _, l := range all {
		f, ok := l.claim.Fact.(tallyFact)
		if !ok {
			continue
		}
		if last != nil && adjoining(doc, last.claim, l.claim) {
			whole := last.claim.Fact.(tallyFact)
			if last.joined != nil {
				whole = *last.joined
			}
			if whole.disjoint(f) {
				both := tallyFact{counts: append(append([]count(nil), whole.counts...), f.counts...)}
				last.joined, l.joined = &both, &both
			}
		}
		last = l
	}
}

// adjoining reports whether two claims stand in one sentence of a paragraph or in two that follow each other.
func adjoining(doc *extract.Document, a, b *Claim) bool {
	return doc.Sentences[a.Sentence].Block == doc.Sentences[b.Sentence].Block && b.Sentence-a.Sentence <= 1
}

// disjoint reports whether no side is counted in both.
func (f tallyFact) disjoint(g tallyFact) bool {
	for _, c := range f.counts {
		if g.part(c.side) != nil {
			return false
		}
	}
	return true
}

// judged is the claim's judgement of one vote. A part of a tally whose whole that vote bears out identifies it as the whole would.
func (l *linkedClaim) judged(w *world) Judgement {
	j := w.among(l.claim)
	if l.joined == nil || j.Truth != Right || j.Identifies {
		return j
	}
	whole := judgeTally(*l.joined, w)
	j.Identifies = whole.Truth == Right && whole.Identifies
	return j
}
