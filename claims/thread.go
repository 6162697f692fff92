package claims

import (
	"slices"
	"time"

	"stet/claims/link"
	"stet/extract"
)

// A text that tells several votes in turn ("two drafts. The first … The second …") has a thread for each: the claims of one
// thread are about one vote, and those of two threads about two. What opens a thread are ordinals, words such as "a rival
// draft", and a tally of which no figure is that of the vote told before.

// thread is one vote told.
type thread struct {
	ordinal int      // 1 for "the first", 2 for "the other"; 0 where the words do not number it
	authors []string // the states whose text it is called
	claims  []*linkedClaim
	tally   *tallyFact // the fullest told of it
	beside  *threads   // those told side by side, this one among them
}

// threads are the votes that a stretch of text tells side by side.
type threads struct {
	list     []*thread
	now      *thread
	block    int // of the last claim placed
	sentence int
}

// over reports whether the claim stands too far from the votes told side by side to be of one of them.
func (t *threads) over(c *surroundings, l *linkedClaim) bool {
	return len(t.list) > 0 && (c.a.doc.Sentences[l.claim.Sentence].Block-t.block > 3 || c.newSection(t.sentence, l.claim.Sentence))
}

// place puts a claim into its thread, a new one where the words open it; nil where the text may have left the votes told side by side.
func (t *threads) place(c *surroundings, l *linkedClaim) *thread {
	s := &c.a.doc.Sentences[l.claim.Sentence]
	fresh, turned := s.Block != t.block, c.rivalBetween(t.sentence, l.claim.Sentence)
	t.block, t.sentence = s.Block, l.claim.Sentence
	switch n := c.ordinal(l.claim); {
	case n > 0:
		t.open(n)
	case len(l.query.Sponsors) > 0 && len(t.list) > 0:
		t.openBy(l)
	case len(t.list) == 0:
		t.open(0)
	case fresh && c.rowOfVote(s.Block):
		t.add()
	case turned || c.rival(l.claim) && t.sentenceOf() != l.claim.Sentence:
		t.add()
	case t.now != nil && t.now.otherTally(l):
		t.split(l)
	case fresh && len(t.list) > 1:
		t.now = nil // a paragraph that does not say which of them it goes on about
	}
	if t.now != nil {
		t.now.add(l)
	}
	return t.now
}

// rowOfVote reports whether the block is a table's row that begins with what was voted on, and not with a voter.
func (c *surroundings) rowOfVote(block int) bool {
	if c.a.doc.Blocks[block].Role != extract.TableRow {
		return false
	}
	names, _ := c.a.rowState(cells(c.a.doc, c.a.doc.Blocks[block].Span)[0].Span)
	return len(names) == 0
}

// add opens a thread that the words do not number.
func (t *threads) add() {
	t.now = &thread{beside: t}
	t.list = append(t.list, t.now)
}

// split opens a thread for a tally that is not that of the thread in hand, with what its sentence told before. Where the votes are told by
// their times, those tell them apart.
func (t *threads) split(l *linkedClaim) {
	for _, o := range t.now.claims {
		if hasOwnTime(o.query.Times) {
			t.now = nil
			return
		}
	}
	old := t.now
	t.add()
	for i := len(old.claims) - 1; i > 0 && old.claims[i].claim.Sentence == l.claim.Sentence; i-- {
		old.claims[i].thread = t.now
		t.now.claims = append(t.now.claims, old.claims[i])
		old.claims = old.claims[:i]
	}
}

// sentenceOf is the sentence of the last claim of the thread in hand, -1 for none.
func (t *threads) sentenceOf() int {
	if t.now == nil || len(t.now.claims) == 0 {
		return -1
	}
	return t.now.claims[len(t.now.claims)-1].claim.Sentence
}

// open makes the thread of that ordinal the one in hand. The second of two that nothing numbers is the one last opened.
func (t *threads) open(n int) {
	for _, th := range t.list {
		if th.ordinal == n {
			t.now = th
			return
		}
	}
	if n > 0 && n <= len(t.list) && t.list[n-1].ordinal == 0 {
		t.now = t.list[n-1]
		t.now.ordinal = n
		return
	}
	t.now = &thread{ordinal: n, beside: t}
	t.list = append(t.list, t.now)
}

// openBy makes the thread of a text by one of the states the one in hand: the one that is called theirs, the one in hand where nobody's
// is, else a new one.
func (t *threads) openBy(l *linkedClaim) {
	states := l.query.Sponsors
	for _, th := range t.list {
		if slices.ContainsFunc(states, func(s string) bool { return slices.Contains(th.authors, s) }) {
			t.now = th
			return
		}
	}
	if t.now == nil || len(t.now.authors) > 0 || t.now.otherTally(l) {
		t.add()
	}
}

func (th *thread) add(l *linkedClaim) {
	th.claims = append(th.claims, l)
	th.authors = append(th.authors, l.query.Sponsors...)
	if f, ok := l.claim.Fact.(tallyFact); ok && (th.tally == nil || len(f.counts) > len(th.tally.counts)) {
		th.tally = &f
	}
}

// otherTally reports whether the claim is a tally that differs from the thread's in two sides.
func (th *thread) otherTally(l *linkedClaim) bool {
	f, ok := l.claim.Fact.(tallyFact)
	if !ok || th.tally == nil || len(f.counts) < 2 || len(th.tally.counts) < 2 {
		return false
	}
	differ := 0
	for _, x := range f.counts {
		if y := th.tally.part(x.side); y != nil && x.q.Exact && y.q.Exact && x.q.Value != y.q.Value {
			differ++
		}
	}
	return differ >= 2
}

// othersOf are the votes that the other threads most likely mean, with how likely.
func othersOf(l *linkedClaim, ranked func(*linkedClaim) link.Ranking) map[int]float64 {
	var out map[int]float64
	for _, th := range l.beside() {
		if th == l.thread {
			continue
		}
		if record, share := th.meant(ranked); share >= surelyOther {
			if out == nil {
				out = map[int]float64{}
			}
			out[record] = max(out[record], share)
		}
	}
	return out
}

// surelyOther is how likely a thread must mean a vote to keep the other threads from it.
const surelyOther = 0.6

// meant is the vote that the thread's claims most mean, and their mean probability of it.
func (th *thread) meant(ranked func(*linkedClaim) link.Ranking) (record int, share float64) {
	sum, best := map[int]float64{}, -1
	for _, l := range th.claims {
		for _, cand := range ranked(l).Candidates {
			sum[cand.Record] += cand.Probability
			if best < 0 || sum[cand.Record] > sum[best] {
				best = cand.Record
			}
		}
	}
	if best < 0 {
		return -1, 0
	}
	return best, sum[best] / float64(len(th.claims))
}

// beside are the votes told side by side with the claim's, its own among them; nil where there is no other.
func (l *linkedClaim) beside() []*thread {
	if l.thread == nil || len(l.thread.beside.list) < 2 {
		return nil
	}
	return l.thread.beside.list
}

// last is the thread's claim before the one in hand.
func (th *thread) last() *linkedClaim {
	if len(th.claims) < 2 {
		return nil
	}
	return th.claims[len(th.claims)-2]
}

// dayOf is the day of the vote that a thread means, as a cue for the votes told beside it.
func (c *Checker) dayOf(others map[int]float64) []link.Cue {
	for record := range others {
		if d := c.index.Record(record).Date; d.Day > 0 && len(others) == 1 {
			return []link.Cue{{When: extract.When{From: d.Time(), To: d.Time().Add(24*time.Hour - time.Second)}, Weight: besideOther}}
		}
	}
	return nil
}

// besideOther is how surely votes that are told in turn are of one day.
const besideOther = 0.6

var ordinalWords = map[string]int{"first": 1, "former": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "other": 2}

// ordinal is the number of the vote that the claim's words give ("abstained on the second", "The first, drafted by France, …"), 0 where
// they do not.
func (c *surroundings) ordinal(claim *Claim) int {
	s := &c.a.doc.Sentences[claim.Sentence]
	if n := ordinalAfter(s, claim); n > 0 {
		return n
	}
	return opensOrdinal(s)
}

// ordinalAfter reads "the first", "the latter text" within a claim's words or up to three tokens after them.
func ordinalAfter(s *extract.Sentence, claim *Claim) int {
	after := 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start < claim.Span.Start {
			continue
		}
		if t.Start >= claim.Span.End {
			if after++; after > 3 {
				return 0
			}
			if t.Norm == "," || t.Norm == "and" || t.Norm == "but" || t.Norm == ";" {
				return 0
			}
		}
		if n := ordinalAt(s, i); n > 0 {
			return n
		}
	}
	return 0
}

// ordinalAt is the number of the text that "the first", "the other draft" at token i names.
func ordinalAt(s *extract.Sentence, i int) int {
	n := ordinalWords[s.Tokens[i].Norm]
	if n == 0 || i == 0 || s.Tokens[i-1].Norm != "the" {
		return 0
	}
	if i+1 == len(s.Tokens) {
		return n
	}
	switch w := s.Tokens[i+1].Norm; {
	case authored[w], w == "vote", w == "ballot":
		return n
	case w == "," || w == "." || w == ";" || w == "and" || w == "but" || w == ")" || w == "while" || w == "-":
		return n
	}
	return 0
}

// opensOrdinal reads the subject of a sentence: "The second, from Russia, got four votes", "The first was vetoed".
func opensOrdinal(s *extract.Sentence) int {
	if len(s.Tokens) < 3 || s.Tokens[0].Norm != "the" {
		return 0
	}
	if n := ordinalAt(s, 1); n > 0 {
		return n
	}
	n := ordinalWords[s.Tokens[1].Norm]
	if n > 0 && opening[s.Tokens[2].Norm] {
		return n
	}
	return 0
}

// opening are the words that follow an ordinal which is a sentence's subject.
var opening = wordSet(`was got won drew failed passed received called would from by on drafted written proposed tabled sponsored submitted put had fell mustered attracted
	carried demanded urged condemned asked said`)
