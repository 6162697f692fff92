package claims

import (
	"fmt"
	"strconv"
	"strings"

	"stet/extract"
	"stet/sources"
)

// cast is one vote of a state on the text.
type cast struct {
	record *sources.Record
	side   side
}

// judgeStates judges what states did over the years: for the first time, every year, never, so many times.
func (w *world) judgeStates(f comparisonFact, s run) Judgement {
	var out Judgement
	for i, n := range f.states {
		seats := w.seats(n)
		if len(seats) != 1 || len(seats[0]) != 1 {
			return Judgement{} // a name of several states
		}
		j := w.judgeState(f, s, seats[0][0])
		if i == 0 || j.Truth == Wrong || out.Truth == Right {
			out = j
		}
		if j.Truth == Wrong {
			break
		}
	}
	return out
}

// judgeState judges it of one state.
func (w *world) judgeState(f comparisonFact, s run, code string) Judgement {
	if f.wholeSeries() {
		s.own = s.all[len(s.all)-1]
	}
	casts := w.casts(s, code)
	if len(casts) == 0 || f.within > 0 && f.what != "first" {
		return Judgement{}
	}
	own := casts[len(casts)-1]
	if own.record.ID != s.own.ID {
		return Judgement{}
	}
	name := w.checker.memberName(code)
	j := Judgement{Severity: Meaning, Named: []string{code}}
	switch f.what {
	case "first":
		w.judgeFirst(f, s, casts, &j)
	case "only":
		judgeOnly(f, casts, &j)
	case "every":
		judgeEvery(f, casts, &j)
	case "never":
		judgeNever(f, casts, &j)
	case "times":
		judgeTimes(f, casts, &j)
	}
	if j.Truth == Right && !s.whole && (f.since == 0 || f.since < s.all[0].Date.Year) {
		j.Truth = Unknown // the text may have had other titles before
	}
	j.Says = name + ": " + j.Says
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	return j
}

// casts are the state's votes on the text up to the record, by date; votes that the record does not tell are left out.
func (w *world) casts(s run, code string) []cast {
	var out []cast
	for _, r := range append(s.earlier(), s.own) {
		seat := w.checker.seatAt(code, r.Date.Time())
		i, ok := w.checker.seat[seat]
		if !ok {
			continue
		}
		if side, ok := sideFrom(r.Position(i)); ok {
			out = append(out, cast{r, side})
		}
	}
	return out
}

func (c cast) String() string { return fmt.Sprintf("%s in %d", c.side, c.record.Date.Year) }

// judgeFirst: this time so, and the last time so in the year told, or never before.
func (w *world) judgeFirst(f comparisonFact, s run, casts []cast, j *Judgement) {
	own := casts[len(casts)-1]
	var last *cast
	for i := range casts[:len(casts)-1] {
		if f.side.has(casts[i].side) {
			last = &casts[i]
		}
	}
	j.Says = fmt.Sprintf("%s, and never %s before", own, f.side)
	if last != nil {
		j.Says = fmt.Sprintf("%s, and last %s", own, last)
	}
	switch {
	case !f.side.has(own.side):
		j.Truth, j.Says = Wrong, own.String()
	case f.within > 0:
		if last == nil || own.record.Date.Year-last.record.Date.Year == f.within {
			j.Truth = rightIf(last != nil || own.record.Date.Year-casts[0].record.Date.Year <= f.within+1 && own.record.Date.Year-casts[0].record.Date.Year >= f.within-1)
		} else if own.record.Date.Year-last.record.Date.Year < f.within {
			j.Truth = Wrong
		}
	case last == nil:
		j.Truth = rightIf(f.since == 0)
	case f.since == 0:
		j.Truth = Wrong
	case last.record.Date.Year == f.since:
		j.Truth = Right
	case last.record.Date.Year > f.since || f.closed && s.votedIn(f.since):
		j.Truth = Wrong
		if f.year.Len() > 0 {
			j.Correction = &Correction{Span: f.year, With: strconv.Itoa(last.record.Date.Year)}
		}
	}
}

func rightIf(ok bool) Truth {
	if ok {
		return Right
	}
	return Unknown
}

// stretchOf are the votes that a claim on the years is about: from the year told on, without this one where it "had" voted.
func stretchOf(f comparisonFact, casts []cast) []cast {
	if f.before && len(casts) > 0 {
		casts = casts[:len(casts)-1]
	}
	var out []cast
	for _, c := range casts {
		if c.record.Date.Year >= f.since && (f.until == 0 || c.record.Date.Year <= f.until) {
			out = append(out, c)
		}
	}
	return out
}

func judgeEvery(f comparisonFact, casts []cast, j *Judgement) {
	list := stretchOf(f, casts)
	if len(list) < 2 {
		return
	}
	var off []string
	away := 0
	for _, c := range list {
		if f.side.has(c.side) {
			continue
		}
		if c.side == absent {
			away++ // who stays away once did not vote otherwise
			continue
		}
		off = append(off, c.String())
	}
	j.Says = fmt.Sprintf("%s in all %d votes from %d", f.side, len(list), list[0].record.Date.Year)
	switch {
	case len(off) > 0:
		j.Truth, j.Says = Wrong, strings.Join(off[:min(3, len(off))], ", ")
	case away == 0:
		j.Truth = Right
	default:
		j.Says = fmt.Sprintf("not voting %d times of %d", away, len(list))
	}
}

// judgeOnly: so once, of all votes on the text.
func judgeOnly(f comparisonFact, casts []cast, j *Judgement) {
	var so []string
	for _, c := range casts {
		if f.side.has(c.side) {
			so = append(so, c.String())
		}
	}
	j.Says = strings.Join(so[:min(3, len(so))], ", ")
	switch {
	case len(so) == 1:
		j.Truth = Right
	case len(so) > 1 && f.since == 0:
		j.Truth = Wrong
	}
}

func judgeNever(f comparisonFact, casts []cast, j *Judgement) {
	f.before = true // "never before", or never until now
	list := stretchOf(f, casts)
	if len(list) < 2 {
		return
	}
	j.Truth, j.Says = Right, fmt.Sprintf("never %s in %d votes from %d", f.side, len(list), list[0].record.Date.Year)
	for _, c := range list {
		if f.side.has(c.side) {
			j.Truth, j.Says = Wrong, c.String()
		}
	}
}

func judgeTimes(f comparisonFact, casts []cast, j *Judgement) {
	want := f.n.q
	if f.ordinal > 0 {
		want = extract.Quantity{Value: f.ordinal, Lo: f.ordinal, Hi: f.ordinal, Exact: true}
	}
	n := 0
	for _, c := range stretchOf(f, casts) {
		if f.side.has(c.side) {
			n++
		}
	}
	j.Says = fmt.Sprintf("%s %d times in %d votes", f.side, n, len(casts))
	if want.Has(n) {
		j.Truth = Right
	}
	// another number refutes nothing: other texts may be counted too
}
