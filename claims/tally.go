package claims

import (
	"fmt"
	"strconv"
	"strings"

	"stet/extract"
	"stet/extract/match"
)

var tallyPatterns = patterns("tally.pat")

var tally = define("tally", "How many members voted how.", findTallies, judgeTally)

// count is one number of a tally.
type count struct {
	side    side
	q       extract.Quantity
	span    extract.Span // of the number's words
	all     extract.Span // with its side
	of      int          // "of the 193 members", 0 where not said
	rest    bool         // "every other member": all but one
	members bool         // "fourteen members": a council's way to count
	deed    bool         // "143 states rejected Moscow's annexation": a deed, which the text may be against
}

// tallyFact is a set of counts, at most one a side.
type tallyFact struct {
	counts []count
	either bool // "beaten by 71 votes to 31": the first count may be of those against
}

// String is the canonical reading: "93 yes, 18 no, 65 abstaining".
func (f tallyFact) String() string {
	var parts []string
	for _, c := range f.counts {
		if c.rest {
			parts = append(parts, "all others "+c.side.String())
			continue
		}
		parts = append(parts, readQuantity(c.q)+" "+c.side.String())
	}
	return strings.Join(parts, ", ")
}

func readQuantity(q extract.Quantity) string {
	switch {
	case q.Den > 0:
		return fmt.Sprintf("%d/%d", q.Num, q.Den)
	case q.Exact:
		return strconv.Itoa(q.Value)
	case q.Hi > 100000:
		return fmt.Sprintf("at least %d", q.Lo)
	}
	return fmt.Sprintf("%d to %d", q.Lo, q.Hi)
}

// part is the count of a side, or nil.
func (f tallyFact) part(s side) *count {
	for i := range f.counts {
		if f.counts[i].side == s {
			return &f.counts[i]
		}
	}
	return nil
}

// full reports whether the counts alone may identify a vote: yes and no and abstentions, exactly.
func (f tallyFact) full() bool {
	n := 0
	for _, c := range f.counts {
		if c.q.Exact && c.side <= abstain {
			n++
		}
	}
	return n == 3
}

func findTallies(a *article) []found[tallyFact] { return a.tallies() }

// tallies are the article's tallies, read once.
func (a *article) tallies() []found[tallyFact] {
	if a.tallyCache == nil {
		a.tallyCache = a.readTallies()
	}
	return a.tallyCache
}

func (a *article) readTallies() []found[tallyFact] {
	var out []found[tallyFact]
	for _, p := range a.each() {
		if p == nil {
			continue
		}
		out = append(out, mergeCounts(p, a.counts(p))...)
	}
	kept := out[:0]
	for i := range out {
		if a.tellsVotes(out[i]) {
			out[i].fact.either = a.beatenBy(&out[i])
			a.vetoBesides(&out[i])
			kept = append(kept, out[i])
		}
	}
	out = kept
	return append(out, a.tableTallies()...)
}

// tellsTwice reports whether the count is the other half of a pair that the tally holds the first half of, and was told before the pair.
func (f tallyFact) tellsTwice(c count) bool {
	before := f.part(c.side)
	return before != nil && before.q == c.q && before.all != c.all && f.counts[len(f.counts)-1].all == c.all
}

// beatenBy reports whether the tally is told of a text that lost by it, so that the larger count, told first, may be of those against.
func (a *article) beatenBy(t *found[tallyFact]) bool {
	p, f := a.passages[t.sentence], t.fact
	if p == nil || len(f.counts) < 2 || f.counts[0].side != yes || f.counts[1].side != no || f.counts[0].q.Value <= f.counts[1].q.Value || f.counts[0].all != f.counts[1].all {
		return false
	}
	for i := range p.items {
		if p.items[i].Start >= t.span.Start && p.word(i-1) == "by" {
			for k := max(0, i-5); k < i; k++ {
				if beaten[p.word(k)] {
					return true
				}
			}
			return false
		}
	}
	return false
}

var beaten = wordSet(`beaten defeated rejected lost fell down out failed rebuffed sunk`)

// swapped is the tally with yes and no exchanged.
func (f tallyFact) swapped() tallyFact {
	out := tallyFact{counts: append([]count(nil), f.counts...)}
	out.counts[0].side, out.counts[1].side = no, yes
	return out
}

// mergeCounts joins neighbouring counts of different sides into one tally.
func mergeCounts(p *passage, counts []count) []found[tallyFact] {
	var out []found[tallyFact]
	for _, c := range counts {
		if n := len(out) - 1; n >= 0 && out[n].fact.tellsTwice(c) {
			continue // "without a vote against, 67 to nil"
		} else if n >= 0 && joins(p, out[n], c) {
			out[n].fact.counts = append(out[n].fact.counts, c)
			out[n].span = out[n].span.Join(c.all)
			continue
		}
		out = append(out, found[tallyFact]{span: c.all, sentence: p.index, fact: tallyFact{counts: []count{c}}, told: telling{sides: true}})
	}
	return out
}

var joiners = wordSet(`, and with while but : ; - ( ) further another only just others more members countries states nations votes vote voting were was there had also
	other by the against for , either plus respectively of a same others' additional whereas as remaining no to on it in favour favor text resolution
	abstaining abstained abstentions opposed against voted yes meeting member council assembly`)

// names reports whether the words name states.
func (p *passage) names(span extract.Span) bool {
	for i := range p.items {
		if span.Covers(p.items[i].Span) && p.items[i].Labels&match.STATES != 0 {
			return true
		}
	}
	return false
}

// joins reports whether only connecting words, and lists of names, stand between the tally and a count.
func joins(p *passage, f found[tallyFact], c count) bool {
	if (p.names(f.span) || p.names(c.all)) && f.span.Join(c.all).Len() > longClaim || f.span.Len() > 2*longClaim || f.fact.part(c.side) != nil || c.side > abstain || f.fact.counts[0].side > abstain {
		return false
	}
	budget := 9
	for i := range p.items {
		it := &p.items[i]
		if it.Start < f.span.End || it.End > c.all.Start {
			continue
		}
		switch {
		case it.Word == "including" || it.Word == "among":
			return false
		case it.Labels&match.STATES != 0 && (p.word(i+1) == "being" || p.word(i+1) == "was"):
			return false // "187 to 2, Moldova being the one that abstained"
		case it.Labels&(match.STATES|match.BODY|match.DATE) != 0:
		case joiners[it.Word] || it.Skip:
		case it.Word == ".":
			return false
		default:
			budget -= 3
		}
		budget--
		if budget < 0 {
			return false
		}
	}
	return true
}
