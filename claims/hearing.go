package claims

import (
	"slices"

	"stet/claims/link"
	"stet/extract"
)

// subjects says of each vote that a claim most likely means how much the words name it, in nats: its subject, title, symbol or
// sponsors, beside its day and organ. Votes of one day have those in common.
func subjects(all []*linkedClaim) map[int]float64 {
	out := map[int]float64{}
	for _, l := range all {
		if len(l.heard.Candidates) > 0 && l.heard.Candidates[0].Probability >= 0.5 {
			top := l.heard.Candidates[0]
			out[top.Record] = max(out[top.Record], top.Named())
		}
	}
	return out
}

// firstVote is the vote that the article's first claim means, -1 where that is open.
func firstVote(all []*linkedClaim) int {
	if len(all) > 0 && len(all[0].heard.Candidates) > 0 && all[0].heard.Candidates[0].Probability >= 0.5 {
		return all[0].heard.Candidates[0].Record
	}
	return -1
}

// nearness is how much a claim's neighbour may say about its vote.
func nearness(doc *extract.Document, a, b *Claim) float64 {
	gap := a.Sentence - b.Sentence
	if gap < 0 {
		gap = -gap
	}
	blocks := doc.Sentences[a.Sentence].Block - doc.Sentences[b.Sentence].Block
	switch {
	case gap == 0:
		return 1
	case blocks == 0:
		return 0.8
	case gap <= 4:
		return 0.45
	}
	return 0.25
}

// hearOthers ranks each claim anew with what the other claims of the article say about which vote is
// meant. A claim never hears itself, an echo of itself, or the other parts of its own statement.
func (c *Checker) hearOthers(doc *extract.Document, all []*linkedClaim) {
	for _, l := range all {
		if l.beside() != nil {
			l.query.Others = othersOf(l, func(o *linkedClaim) link.Ranking { return o.ranking })
		}
	}
	for _, l := range all {
		sense := map[int]float64{}
		for _, o := range all {
			if o == l || echoes(o.claim, l.claim) {
				continue
			}
			if disjoint(l.query.Times, o.query.Times) || o.thread != l.thread && slices.Contains(l.beside(), o.thread) {
				continue // of another vote
			}
			alike := likeness(l, o) * nearness(doc, l.claim, o.claim)
			if alike < 0.1 {
				continue
			}
			for _, cand := range l.ranking.Candidates {
				j := o.claim.judge(o.claim, &world{record: c.index.Record(cand.Record), checker: c, doc: doc})
				switch j.Truth {
				case Right, Both:
					sense[cand.Record] += alike * j.Weight
				case Wrong:
					sense[cand.Record] -= alike * j.Weight
				}
			}
		}
		if len(sense) == 0 {
			l.heard = l.ranking
			continue
		}
		q := *l.query
		q.Sense = func(record int) float64 { return max(-5, min(5, sense[record])) }
		l.heard = c.index.Rank(&q)
	}
}

// echoes reports whether two claims assert the same of the same slot, or overlap.
func echoes(a, b *Claim) bool {
	if a.Span.Overlaps(b.Span) {
		return true
	}
	if a.Kind != b.Kind {
		return false
	}
	if ta, ok := a.Fact.(tallyFact); ok {
		tb := b.Fact.(tallyFact)
		for _, x := range ta.counts {
			if y := tb.part(x.side); y != nil && y.q.Value == x.q.Value {
				return true
			}
		}
		return false
	}
	return a.Fact.String() == b.Fact.String()
}

// likeness is how far two claims' candidates agree: 1 for the same vote.
func likeness(a, b *linkedClaim) float64 {
	prob := map[int]float64{}
	sum := 0.0
	for _, c := range a.ranking.Candidates {
		prob[c.Record] = c.Probability
		sum += c.Probability
	}
	shared, other := 0.0, 0.0
	for _, c := range b.ranking.Candidates {
		other += c.Probability
		shared += min(prob[c.Record], c.Probability)
	}
	if m := max(sum, other); m > 0 {
		shared /= m
	}
	return shared
}
