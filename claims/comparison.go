package claims

import (
	"fmt"
	"slices"

	"stet/extract"
	"stet/extract/match"
)

var comparisonPatterns = patterns("comparison.pat")

// comparison reads votes beside each other: those of the article taken together, and one beside the others of its recurrent text.
var comparison = several.beside(define("comparison", "One vote beside others: of its recurrent text, or of the article.", findComparisons, judgeComparison))

// measure is what of a vote is compared: a side's count, or the margin.
type measure uint8

// margin is the yes votes less the votes against; it stands beside the sides.
const margin measure = 100

func (m measure) String() string {
	if m == margin {
		return "votes between yes and no"
	}
	return side(m).String()
}

// comparisonFact compares a vote with others of its series.
type comparisonFact struct {
	what     string    // base, delta, fromto, than, same, run, lowest, highest, nth, list, reach, share, sameset, first, every, never, only, times, firstveto, unread
	measures []measure // what is compared; the likelier first where the words leave it open
	sign     int       // +1: more than then; -1: fewer; 0: not said
	n        figure    // base: what it was; delta: the difference; reach, times: the count
	was      figure    // gap: what it was
	now      figure    // fromto, delta: what it is now; its span is empty where not told
	ordinal  int       // of nth, run, times and ranks; 0: none
	when     extract.When
	timed    bool           // when is told
	times    []extract.Span // words that date other votes
	year     extract.Span   // the words of when, where it is a year
	since    int            // of extremes and states: compared with the votes after that year; 0: with all
	until    int            // of states: the last year told
	ratio    ratio          // of share
	closed   bool           // since names the last time that it was so, not another event
	within   int            // "in 25 years": their number
	near     bool           // "close to the lowest"
	running  bool           // of nth: year after year without a gap
	before   bool           // "had voted": this vote is not counted
	side     side           // of a state's votes
	states   []name         // whose votes
	pairs    []dated        // of list
	doubt    string         // why nothing is computed, for the note; "" where it is
}

// figure is a number with its words.
type figure struct {
	q    extract.Quantity
	span extract.Span
}

// dated is one number of a list with its time.
type dated struct {
	figure
	when  extract.When
	words extract.Span // of the time
}

// String is the canonical reading: "lowest yes since 1999", "22 fewer yes than in 2024".
func (f comparisonFact) String() string {
	what := ""
	if len(f.measures) > 0 {
		what = " " + f.measures[0].String()
	}
	then := f.then()
	switch f.what {
	case "nth":
		return fmt.Sprintf("number %d of its series", f.ordinal)
	case "unread":
		return "a comparison with other votes"
	case "base":
		return fmt.Sprintf("%s%s from %s%s", direction(f.sign), what, readQuantity(f.n.q), then)
	case "delta":
		return fmt.Sprintf("%s by %s%s%s", direction(f.sign), readQuantity(f.n.q), what, then)
	case "gap":
		return fmt.Sprintf("%s by %s%s from %s%s", direction(f.sign), readQuantity(f.n.q), what, readQuantity(f.was.q), then)
	case "fromto":
		return fmt.Sprintf("from %s to %s%s", readQuantity(f.n.q), readQuantity(f.now.q), what)
	case "than":
		return direction(f.sign) + what + then
	case "firstveto":
		return "first veto since " + f.when.From.Format("January 2006")
	case "same tally":
		return f.what + then
	case "same":
		return "as many" + what + then
	case "run":
		return fmt.Sprintf("%s%s %d times running", direction(f.sign), what, f.ordinal)
	case "share":
		return fmt.Sprintf("%s%s%s", f.ratio, what, then)
	case "sameset":
		return fmt.Sprintf("the same %s %s%s", readQuantity(f.n.q), f.side, then)
	case "list":
		return fmt.Sprintf("%d figures of a series", len(f.pairs))
	case "first", "every", "never", "times", "only":
		return f.what + " " + f.side.String()
	case "reach":
		return "first time with " + readQuantity(f.n.q) + what
	}
	out := f.what
	if f.ordinal > 1 {
		out = fmt.Sprintf("number %d from the %s", f.ordinal, f.what)
	}
	if f.near {
		out = "near the " + out
	}
	out += what
	if f.since > 0 {
		out += fmt.Sprintf(" since %d", f.since)
	}
	return out
}

// tellsFigures reports whether the numbers in the claim's words are its own, and no tally besides.
func (f comparisonFact) tellsFigures() bool {
	switch f.what {
	case "list", "base", "fromto", "delta", "gap", "reach", "share", "sameset":
		return true
	}
	return false
}

// tellsYears reports whether the states' votes in the claim's words are those of many years, and not of one vote.
func (f comparisonFact) tellsYears() bool {
	switch f.what {
	case "every", "never", "times", "only":
		return true
	}
	return false
}

// wholeSeries reports whether the claim says the same of every vote of the recurrent text, whichever is in focus: "from 2004
// to 2012 it opposed it every year".
func (f comparisonFact) wholeSeries() bool { return f.what == "only" || f.until > 0 }

// then words the time compared with.
func (f comparisonFact) then() string {
	switch {
	case !f.timed:
		return ""
	case f.when.From.IsZero():
		return fmt.Sprintf(" than %d year(s) earlier", -f.when.Shift)
	case f.when.From.Year() == f.when.To.Year():
		return fmt.Sprintf(" than in %d", f.when.From.Year())
	}
	return " than about " + f.when.From.AddDate(0, 0, f.when.Days()/2).Format("January 2006")
}

func direction(sign int) string {
	switch {
	case sign > 0:
		return "up"
	case sign < 0:
		return "down"
	}
	return "changed"
}

// findComparisons reads every passage's comparisons; of overlapping readings the longest computed one wins.
func findComparisons(a *article) []found[comparisonFact] {
	var out []found[comparisonFact]
	for _, p := range a.each() {
		if p == nil || !p.ofVotes() && !a.afterVotes(p) || !a.nearVotes(p) {
			continue
		}
		var here []found[comparisonFact]
		for _, m := range comparisonPatterns.Find(p.items) {
			if a.silent(p, m) || p.afterModal(m.Start) {
				continue
			}
			if f, ok := a.readComparison(p, m); ok {
				here = append(here, f)
			}
		}
		here = append(here, a.listed(p)...)
		out = append(out, longestComparisons(here)...)
	}
	return out
}

// afterModal reports whether the words are set after a clause of what may come: "could fall to 160, the lowest since 1999".
func (p *passage) afterModal(start int) bool {
	k := start - 1
	for k > 0 && p.items[k].Skip {
		k--
	}
	return k > 0 && p.word(k) == "," && p.modal(k, k)
}

// longestComparisons drops readings that overlap a better one.
func longestComparisons(list []found[comparisonFact]) []found[comparisonFact] {
	slices.SortStableFunc(list, func(x, y found[comparisonFact]) int {
		if xu, yu := x.fact.what == "unread", y.fact.what == "unread"; xu != yu {
			if xu {
				return 1
			}
			return -1
		}
		return y.span.Len() - x.span.Len()
	})
	var out []found[comparisonFact]
	for _, f := range list {
		if !slices.ContainsFunc(out, func(o found[comparisonFact]) bool { return o.span.Overlaps(f.span) }) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(x, y found[comparisonFact]) int { return x.span.Start - y.span.Start })
	return out
}

// afterVotes reports whether a short sentence follows one on votes: "In 1980 it had been 58."
func (a *article) afterVotes(p *passage) bool {
	q := a.before(p)
	return q != nil && len(p.items) <= 30 && q.ofVotes()
}

// ofVotes reports whether the sentence speaks of votes at all.
func (p *passage) ofVotes() bool {
	for i := range p.items {
		if id := p.bodyID(i); p.items[i].Labels&match.BODY != 0 && (id == "GA" || id == "SC") {
			return true
		}
		if _, ok := p.measureAt(i); ok {
			return true
		}
	}
	return p.has("vote", "votes", "voted", "voting", "resolution", "text", "support", "noes", "yes", "abstentions", "abstained", "opposed", "against", "backed", "assembly",
		"veto", "vetoes", "backing", "margin", "ayes", "abstainers", "resolutions", "adopted", "majority", "favour", "favor", "tally", "ballot", "embargo")
}

// nearVotes reports whether the passage, or one of the two before it in its block, is about votes.
func (a *article) nearVotes(p *passage) bool {
	if p.index == 0 {
		return true
	}
	for range 3 {
		if p == nil {
			return false
		}
		if a.aboutVotes(p) {
			return true
		}
		p = a.before(p)
	}
	return false
}

// aboutVotes reports whether the passage or the one before it holds a count, a named vote or an organ.
func (a *article) aboutVotes(p *passage) bool {
	for _, q := range []*passage{p, a.before(p)} {
		if q == nil {
			continue
		}
		if len(a.counts(q)) > 0 {
			return true
		}
		for i := range q.items {
			if q.items[i].Labels&match.BODY != 0 && q.bodyID(i) != "" && q.bodyID(i) != "court" {
				return true
			}
		}
	}
	return p.has("resolution", "vote", "voted", "veto", "assembly")
}
