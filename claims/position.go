package claims

import (
	"fmt"
	"sort"
	"strings"

	"stet/extract"
)

var positionPatterns = patterns("position.pat")

var position = define("position", "How named states voted.", findPositions, judgePosition)

// positionFact says that the named states voted so.
type positionFact struct {
	side    side
	names   []name
	besides []name       // voted so too, but are not in the list ("besides X", "joined X")
	closed  bool         // nobody else voted so
	count   *count       // "the 12 abstaining were"
	also    int          // "and 17 others"
	scope   string       // closed among the members of this group only
	same    bool         // voted as the besides did, whatever that was; side is noSide
	verb    extract.Span // the predicate of a lone subject, for a correction; zero where it is not plain
	soft    bool         // read by ellipsis over a sentence's end: too loose to refute
	odd     bool         // one state is told as part of another: the words are muddled
	answer  bool         // to a question on who voted how, and so of the vote told before it
	counted extract.Span // the number, told before, that the side is told by: "among the 130"; zero for none
	from    side         // of a change of sides: the one that was left, noSide where not told
	shift   bool         // a change of sides
	leans   bool         // its side is that of the claim before: "as did Chad"
	only    bool         // "only" stands before the names
	vague   bool         // the words may speak of an outcome, not of the text: polarity is open
}

// String is the canonical reading: "Hungary, Israel: no"; a closed list says "only".
func (f positionFact) String() string {
	var parts []string
	for _, n := range append(append([]name(nil), f.names...), f.besides...) {
		id := n.entries[0].ID
		if _, local, chamber := strings.Cut(id, "/"); chamber {
			id = local
		}
		parts = append(parts, id)
	}
	reading := strings.Join(parts, ", ")
	if f.also > 0 {
		reading += fmt.Sprintf(" and %d others", f.also)
	}
	if f.closed {
		reading = "only " + reading
	}
	if f.same {
		return reading + ": the same vote"
	}
	return reading + ": " + f.side.String()
}

// findPositions are the article's positions, read once.
func findPositions(a *article) []found[positionFact] {
	if a.positionCache == nil {
		a.positionCache = a.readPositions()
	}
	return a.positionCache
}

func (a *article) readPositions() []found[positionFact] {
	out := []found[positionFact]{}
	for _, p := range a.each() {
		if p != nil {
			out = append(out, a.positions(p)...)
		}
	}
	out = append(out, a.answered()...)
	return append(out, a.tablePositions()...)
}

// positions reads the named votes of one passage; the longest reading of a name wins.
func (a *article) positions(p *passage) []found[positionFact] {
	type reading struct {
		found[positionFact]
		names extract.Span
		at    int
	}
	var all []reading
	matches := positionPatterns.Find(p.items)
	sort.SliceStable(matches, func(i, j int) bool { return !leans(matches[i]) && leans(matches[j]) })
	for _, m := range matches {
		if strings.HasSuffix(m.Pattern.Head, ".gap") || strings.HasSuffix(m.Pattern.Head, ".conj") {
			continue // read below, with their subjects
		}
		if a.silent(p, m) || p.series(m) || p.notSubject(m) || p.passive(m) {
			continue
		}
		f, names, ok := a.readPosition(p, m)
		if ok && !a.attitude(p, m, f.fact) {
			if f.fact.same {
				a.sharedTold = append(a.sharedTold, sharedTold{f.span, p.index, f.fact.besides})
			}
			if !f.fact.same && !leans(m) {
				told := f.fact.side
				if told == notAbstain {
					told = abstain // "declined to abstain. That is what China did"
				}
				a.sidesTold = append(a.sidesTold, sideTold{f.span, p.index, told})
			}
			all = append(all, reading{found[positionFact]{span: f.span, whole: f.whole, sentence: p.index, fact: f.fact, told: telling{sides: true}}, names, m.Pattern.Index})
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		if li, lj := all[i].span.Len(), all[j].span.Len(); li != lj {
			return li > lj
		}
		return all[i].at < all[j].at
	})
	var out []found[positionFact]
	var taken []extract.Span
	for _, r := range all {
		if overlapsAny(r.names, taken) {
			continue
		}
		taken = append(taken, r.names)
		a.lastVoters = r.fact.names
		for _, n := range r.fact.besides {
			taken = append(taken, n.span)
		}
		out = append(out, r.found)
	}
	out = append(out, a.gapped(p, matches, out)...)
	out = append(out, a.coordinated(p, matches, out)...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].span.Start < out[j].span.Start })
	return out
}

func overlapsAny(s extract.Span, list []extract.Span) bool {
	for _, o := range list {
		if s.Overlaps(o) {
			return true
		}
	}
	return false
}
