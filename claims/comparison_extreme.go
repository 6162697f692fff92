package claims

import (
	"fmt"
	"strconv"

	"stet/sources"
)

// standing is how a vote stands among the earlier ones of its text, by one measure.
type standing struct {
	own    int
	better int             // votes of the stretch that are more extreme
	beaten *sources.Record // the most extreme of those
	equal  *sources.Record // the last of the stretch that is as extreme
	last   *sources.Record // the last of any time that is as extreme or more
}

// standingOf ranks the own vote among those after the year since.
func (s run) standingOf(f comparisonFact, m measure, own, since int) standing {
	st := standing{own: own}
	st.last = sources.Latest(s.earlier(), func(r *sources.Record) bool {
		n, known := m.of(r)
		return known && (f.beats(n, own) || n == own)
	})
	for _, r := range s.earlier() {
		n, known := m.of(r)
		if !known {
			continue
		}
		switch {
		case r.Date.Year <= since:
		case n == own:
			st.equal = r
		case f.beats(n, own):
			st.better++
			if best, _ := m.of(orOwn(st.beaten, s.own)); f.beats(n, best) {
				st.beaten = r
			}
		}
	}
	return st
}

// judgeExtreme asks whether no vote of the stretch is lower (higher).
func (w *world) judgeExtreme(f comparisonFact, m measure, s run) Judgement {
	own, ok := m.of(s.own)
	if !ok || len(s.all) < 3 || len(s.earlier()) == 0 {
		return Judgement{} // of the first vote it says nothing
	}
	since := f.since
	if f.within > 0 {
		since = s.own.Date.Year - f.within - 1
	}
	st := s.standingOf(f, m, own, since)
	j := Judgement{Says: saysExtreme(f, m, s, st, since)}
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	switch {
	case f.near:
		j.Truth = truth(st.better > 0 && st.better <= 2)
	case f.ordinal > 1:
		if st.equal == nil {
			j.Truth = truth(st.better == f.ordinal-1)
		}
	case st.better > 0:
		j.Truth = Wrong // whatever else may be meant
		if f.closed && f.year.Len() > 0 && st.last != nil {
			j.Correction = &Correction{Span: f.year, With: strconv.Itoa(st.last.Date.Year)}
		}
	case f.closed:
		return w.sinceThen(f, m, s, st.last, j)
	case since == 0 && !s.whole: // the text may have had other titles before
	case since > 0 && st.equal != nil: // as low before: words that may mean either
	default:
		j.Truth = Right
	}
	return j
}

func saysExtreme(f comparisonFact, m measure, s run, st standing, since int) string {
	switch {
	case st.beaten != nil:
		n, _ := m.of(st.beaten)
		return fmt.Sprintf("%d %s, but %d in %d (%s)", st.own, m, n, st.beaten.Date.Year, st.beaten.Symbol)
	case since > 0:
		return fmt.Sprintf("%d %s, the %s of the votes held since %d", st.own, m, f.what, since)
	}
	return fmt.Sprintf("%d %s, the %s of %d votes held of this text", st.own, m, f.what, len(s.all))
}

func orOwn(r, own *sources.Record) *sources.Record {
	if r == nil {
		return own
	}
	return r
}

// sinceThen judges the year of "the lowest since 1999": the last time that it was as low.
func (w *world) sinceThen(f comparisonFact, m measure, s run, last *sources.Record, j Judgement) Judgement {
	first := s.all[0].Date.Year
	switch {
	case f.since < first:
	case last == nil && f.since == first:
		if s.whole {
			j.Truth = Right // "since 1992", when the votes began
		}
	case last == nil:
		// the lowest of all: true of the years since, and yet less than the record has
	case last.Date.Year == f.since:
		j.Truth = Right
	case last.Date.Year > f.since:
		// as low once more in between, not lower: lowest all the same, if words are not weighed
	case s.votedIn(f.since):
		n, _ := m.of(last)
		j.Truth = Wrong
		j.Says = fmt.Sprintf("%s; the last such vote before is that of %d (%d)", j.Says, last.Date.Year, n)
		j.Message = fmt.Sprintf("The record has %s.", j.Says)
		if f.year.Len() > 0 {
			j.Correction = &Correction{Span: f.year, With: strconv.Itoa(last.Date.Year)}
		}
	}
	return j
}

// votedIn reports whether a vote of that year is held.
func (s run) votedIn(year int) bool {
	for _, r := range s.all {
		if r.Date.Year == year {
			return true
		}
	}
	return false
}

// beats reports whether n is more extreme than own.
func (f comparisonFact) beats(n, own int) bool {
	return f.what == "lowest" && n < own || f.what == "highest" && n > own
}

// judgeReach asks whether the count is reached for the first time, ever or since the year told.
func (w *world) judgeReach(f comparisonFact, m measure, s run) Judgement {
	own, ok := m.of(s.own)
	if !ok {
		return Judgement{}
	}
	j := Judgement{Says: fmt.Sprintf("%d %s, as in no vote held before", own, m)}
	var last *sources.Record
	for _, r := range s.earlier() {
		if n, known := m.of(r); known && f.n.q.Has(n) {
			last = r
			j.Says = fmt.Sprintf("%d %s, and %d in %d (%s)", own, m, n, r.Date.Year, r.Symbol)
		}
	}
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	switch {
	case !f.n.q.Has(own):
		j.Truth = Wrong
	case last == nil && f.since == 0:
		if s.whole {
			j.Truth = Right
		}
	case f.since == 0 && f.within == 0 || last != nil && last.Date.Year > f.since && f.within == 0:
		j.Truth = Wrong
	case last != nil && f.within == 0 && last.Date.Year == f.since:
		j.Truth = Right
	case last == nil && f.since > 0 && f.since <= s.all[0].Date.Year && s.whole:
		j.Truth = Right
	case last != nil && f.closed && s.votedIn(f.since):
		j.Truth = Wrong
		if f.year.Len() > 0 {
			j.Correction = &Correction{Span: f.year, With: strconv.Itoa(last.Date.Year)}
		}
	}
	return j
}
