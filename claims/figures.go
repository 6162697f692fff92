package claims

import (
	"slices"

	"stet/claims/link"
	"stet/extract"
	"stet/sources"
)

// councilSize is the sum of votes up to which a tally may be any of hundreds: it identifies nothing.
const councilSize = 2 * councilSeats

// figures are the yes, no and abstaining votes of a whole tally.
type figures [3]int

// figures are those that the claim tells, alone or with its neighbours; ok is false where it leaves one out.
func (l *linkedClaim) figures() (out figures, ok bool) {
	f, ok := l.claim.Fact.(tallyFact)
	if !ok {
		return out, false
	}
	if l.joined != nil {
		f = *l.joined
	}
	if !f.full() {
		return out, false
	}
	sum := 0
	for i, s := range []side{yes, no, abstain} {
		c := f.part(s)
		if c == nil || !c.q.Exact || c.q.Den > 0 || c.rest {
			return out, false
		}
		out[i] = c.q.Value
		sum += c.q.Value
	}
	return out, sum > councilSize
}

// withFigures are the Assembly's votes by their tallies.
func (c *Checker) withFigures() map[figures][]int {
	c.tallied.Do(func() {
		c.byTally = map[figures][]int{}
		for i := range c.records {
			if r := &c.records[i]; r.Body == sources.GeneralAssembly && r.Tally.Known() {
				k := figures{r.Tally.Yes, r.Tally.No, r.Tally.Abstain}
				c.byTally[k] = append(c.byTally[k], i)
			}
		}
	})
	return c.byTally
}

// withYes are all records by their votes in favour, in the records' order.
func (c *Checker) withYes() map[int][]int {
	c.counted.Do(func() {
		c.byYes = map[int][]int{}
		for i := range c.records {
			n := c.records[i].Tally.Yes
			c.byYes[n] = append(c.byYes[n], i)
		}
	})
	return c.byYes
}

// singledOut is the one vote of the time told that has all the claim's figures, where the claim's own words name no other. Three numbers that
// fit just one vote of a year fit it by chance once in thousands; a likelier vote, found by words that stand farther off, does not
// make them an error. Another vote of the same day does not count, unless it alone is what the article is about: two texts of a day are mixed up too easily.
func (c *Checker) singledOut(l *linkedClaim, top *sources.Record) *sources.Record {
	told, ok := l.figures()
	if !ok || l.query.Body != "" && l.query.Body != "UN" && l.query.Body != "GA" || len(l.query.Symbols) > 0 {
		return nil
	}
	var found *sources.Record
	for _, i := range c.withFigures()[told] {
		r := &c.records[i]
		if !inTimes(l, r) {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	if found == nil || top != nil && (found.Date == top.Date && !c.themed(l, found, top) || c.index.Named(l.query, top.ID, ownWords) >= namedEnough+c.index.Named(l.query, found.ID, ownWords)) {
		return nil
	}
	return found
}

// onlyPair reports whether the vote is the only one of the time told with the claim's votes for and against.
func (c *Checker) onlyPair(l *linkedClaim, vote *sources.Record) bool {
	f, ok := l.claim.Fact.(tallyFact)
	y, n := f.part(yes), f.part(no)
	if !ok || y == nil || n == nil || !y.q.Exact || !n.q.Exact || y.rest || n.rest || y.q.Value <= councilSize {
		return false
	}
	found := false
	for _, i := range c.withYes()[y.q.Value] {
		r := &c.records[i]
		if r.Tally.No != n.q.Value || !inTimes(l, r) {
			continue
		}
		if r != vote {
			return false
		}
		found = true
	}
	return found
}

// onlyOfDay reports whether the vote is the only one of its organ, on the day told, with the whole tally: the Council votes a few times a day at most.
func (c *Checker) onlyOfDay(l *linkedClaim, vote *sources.Record) bool {
	f, ok := l.claim.Fact.(tallyFact)
	if !ok || !f.full() || vote.Body != sources.SecurityCouncil {
		return false
	}
	day := slices.IndexFunc(l.query.Times, func(t link.Cue) bool { return t.When.Days() <= 2 && t.When.Contains(vote.Date.Time(), 1) })
	if day < 0 {
		return false
	}
	for i := range c.records {
		r := &c.records[i]
		if r == vote || r.Body != vote.Body || !l.query.Times[day].When.Contains(r.Date.Time(), 1) {
			continue
		}
		if !slices.ContainsFunc(f.counts, func(k count) bool { return judgeCount(k, r) != Right }) {
			return false
		}
	}
	return true
}

// themed reports whether the article is, by its title or opening, about the text of the one vote and not of the other.
func (c *Checker) themed(l *linkedClaim, one, other *sources.Record) bool {
	return l.query.Theme[c.index.SeriesOf(one.ID)] && !l.query.Theme[c.index.SeriesOf(other.ID)]
}

// ownWords is the least weight of the terms that stand in a claim's own sentence.
const ownWords = 0.9

// inTimes reports whether the vote is of a time that the text gives, or of the days before its publication where it gives none.
func inTimes(l *linkedClaim, r *sources.Record) bool {
	day, given := r.Date.Time(), false
	for _, t := range l.query.Times {
		if t.Weight < 0.3 || t.When.From.IsZero() {
			continue
		}
		given = true
		if t.When.Contains(day, 1) {
			return true
		}
	}
	p := l.query.Published
	if given || p.Precision == extract.NoDate {
		return !given
	}
	age := p.Time.Sub(day).Hours() / 24
	return age > -2 && age < 15
}
