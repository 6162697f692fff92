package claims

import (
	"fmt"
	"strconv"

	"stet/sources"
)

// judgeComparison computes the comparison over the record's recurrent text.
func judgeComparison(f comparisonFact, w *world) Judgement {
	j := Judgement{Severity: Detail}
	if f.what == "firstveto" {
		return w.judgeFirstVeto(f)
	}
	s, ok := w.recurrence()
	if f.doubt != "" && f.what != "nth" || !ok {
		return j
	}
	switch f.what {
	case "nth":
		return w.judgeNth(f, s)
	case "list":
		return w.judgeList(f, s)
	case "lowest", "highest":
		return w.inMeasures(f, s, w.judgeExtreme)
	case "run":
		return w.inMeasures(f, s, w.judgeRun)
	case "reach":
		return w.inMeasures(f, s, w.judgeReach)
	case "first", "every", "never", "times", "only":
		return w.judgeStates(f, s)
	case "share":
		return w.inMeasures(f, s, w.judgeShareOf)
	case "sameset":
		return w.judgeSet(f, s)
	case "same tally":
		return w.judgeWhole(f, s)
	case "base", "delta", "fromto", "than", "same", "gap":
		return w.inMeasures(f, s, w.judgeMove)
	}
	return j
}

// inMeasures judges a comparison under each measure that its words leave open: wrong only where it is wrong of all, right
// where it is right of the likeliest, or told by a figure that could hardly fit by chance.
func (w *world) inMeasures(f comparisonFact, s run, judge func(comparisonFact, measure, run) Judgement) Judgement {
	var first Judgement
	for i, m := range f.measures {
		j := judge(f, m, s)
		j.Severity = max(j.Severity, Detail)
		if i == 0 {
			first = j
		}
		switch {
		case j.Truth == Right && (i == 0 || f.tellingBase()):
			return j
		case j.Truth != Wrong && i > 0 && first.Truth == Wrong:
			first = Judgement{Severity: Detail, Says: first.Says}
		}
	}
	return first
}

// judgeWhole compares every count of two votes: "the same tally as in 2008".
func (w *world) judgeWhole(f comparisonFact, s run) Judgement {
	var out Judgement
	for i, m := range f.measures {
		j := w.judgeMove(f, m, s)
		if j.Truth == Wrong {
			return j
		}
		if i == 0 || j.Truth != Right {
			out = j
		}
	}
	return out
}

// tellingCount is the count from which a figure hardly fits another vote or column by chance.
const tellingCount = 20

// tellingBase reports whether the words give the older figure, and one that hardly fits by chance.
func (f comparisonFact) tellingBase() bool {
	switch f.what {
	case "base", "fromto":
		return f.n.q.Value >= tellingCount
	case "gap":
		return f.was.q.Value >= tellingCount
	}
	return false
}

// judgeMove compares the vote with the one told, or else the one before: base, delta, fromto, than, same.
func (w *world) judgeMove(f comparisonFact, m measure, s run) Judgement {
	own, ok := m.of(s.own)
	if !ok {
		return Judgement{}
	}
	then, timed := []*sources.Record(nil), false
	if f.timed {
		then, timed = s.at(f.when)
	}
	if !timed {
		then = s.previous()
	}
	var right, wrong, open int
	var out Judgement
	for _, r := range then {
		n, known := m.of(r)
		if !known {
			open++
			continue
		}
		if f.moved(n, own) {
			right++
			out = Judgement{Truth: Right, Says: saysMove(n, own, m, r), Weight: 0.5}
		} else {
			wrong++
			if out.Truth != Right {
				out = w.wrongMove(f, m, n, own, r)
			}
		}
	}
	switch {
	case right > 0 && (wrong == 0 || f.tellingBase()):
		return out
	case right > 0 || open > 0 || wrong == 0:
		return Judgement{}
	case !timed && f.fitsEarlier(m, own, s):
		return Judgement{Says: out.Says} // another vote than the last one may be meant
	case f.what == "fromto" && !f.now.q.Has(own):
		if wrongBoth := f.n.q.Exact && !f.n.q.Has(sideBase(m, then)); wrongBoth {
			return Judgement{Says: out.Says} // both figures differ: something else may be told
		}
	}
	return out
}

// sideBase is the measure of the first of the records, -1 where none tells.
func sideBase(m measure, list []*sources.Record) int {
	for _, r := range list {
		if n, ok := m.of(r); ok {
			return n
		}
	}
	return -1
}

// fitsEarlier reports whether the move fits any earlier vote of the text.
func (f comparisonFact) fitsEarlier(m measure, own int, s run) bool {
	for _, r := range s.earlier() {
		if n, ok := m.of(r); ok && f.moved(n, own) {
			return true
		}
	}
	return false
}

// moved reports whether the words are true of a move from n to own.
func (f comparisonFact) moved(n, own int) bool {
	switch f.what {
	case "base":
		return f.n.q.Has(n) && f.toward(n, own)
	case "delta":
		return f.n.q.Has(f.sign*(own-n)) && (f.now.span.Len() == 0 || f.now.q.Has(own))
	case "gap":
		return f.was.q.Has(n) && f.n.q.Has(f.sign*(own-n))
	case "fromto":
		return f.n.q.Has(n) && f.now.q.Has(own)
	case "than":
		return f.toward(n, own)
	}
	return n == own
}

// toward reports whether the direction told is the move's.
func (f comparisonFact) toward(n, own int) bool {
	return f.sign == 0 || f.sign > 0 && own > n || f.sign < 0 && own < n
}

func saysMove(n, own int, m measure, r *sources.Record) string {
	return fmt.Sprintf("%d %s, and %d in %d (%s)", own, m, n, r.Date.Year, r.Symbol)
}

// wrongMove words a move that was not so, with the smallest correction.
func (w *world) wrongMove(f comparisonFact, m measure, n, own int, r *sources.Record) Judgement {
	j := Judgement{Truth: Wrong, Says: saysMove(n, own, m, r), Severity: Detail}
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	if f.sign != 0 && !f.toward(n, own) {
		j.Severity = Meaning
		j.Diagnosis = "the other way round"
		if n == own {
			j.Diagnosis = "unchanged"
		}
		return j
	}
	fix := func(fig figure, is int) {
		if fig.span.Len() == 0 || !fig.q.Exact || fig.q.Has(is) {
			return
		}
		if j.Correction == nil {
			j.Correction = &Correction{Span: fig.span, With: inStyle(w.doc.Quote(fig.span), is)}
		}
		if transposed(fig.q.Value, is) {
			j.Diagnosis = "two digits transposed"
		}
	}
	switch f.what {
	case "base":
		if f.n.q.Exact && n > tellingCount && (2*f.n.q.Value < n || f.n.q.Value > 2*n) && !transposed(f.n.q.Value, n) {
			return Judgement{Says: j.Says} // too far off: something else is counted
		}
		fix(f.n, n)
	case "delta":
		fix(f.n, max(own-n, n-own))
		fix(f.now, own)
	case "gap":
		fix(f.was, n)
		if j.Correction == nil {
			fix(f.n, max(own-n, n-own))
		}
	case "fromto":
		fix(f.n, n)
		fix(f.now, own)
	}
	return j
}

// judgeNth counts the votes of the text up to the record. Adoptions without a vote are not held, so that a larger number
// than ours refutes nothing; a smaller one does.
func (w *world) judgeNth(f comparisonFact, s run) Judgement {
	n := len(s.earlier()) + 1
	j := Judgement{Severity: Detail, Says: fmt.Sprintf("recorded vote %d of this text", n)}
	if f.doubt != "" {
		return j
	}
	if n == f.ordinal {
		j.Truth = Right
		return j
	}
	if s.curated && f.ordinal < n && (!f.running || f.ordinal < s.unbroken()) {
		j.Truth = Wrong
		j.Message = fmt.Sprintf("The record has %d votes on this text up to that day.", n)
	}
	return j
}

// unbroken counts the sessions in a row, the own one the last, in which the text was voted on.
func (s run) unbroken() int {
	n, last := 1, s.own.Session
	list := s.earlier()
	for i := len(list) - 1; i >= 0; i-- {
		now, err1 := strconv.Atoi(last)
		before, err2 := strconv.Atoi(list[i].Session)
		if err1 != nil || err2 != nil || before != now-1 {
			break
		}
		n, last = n+1, list[i].Session
	}
	return n
}

// judgeRun asks whether the measure went the same way for that many votes on end.
func (w *world) judgeRun(f comparisonFact, m measure, s run) Judgement {
	list := append(s.earlier(), s.own)
	n := 0
	var last *sources.Record
	for i := len(list) - 1; i > 0; i-- {
		a, ok1 := m.of(list[i-1])
		b, ok2 := m.of(list[i])
		if !ok1 || !ok2 || list[i-1].Date == list[i].Date || !f.toward(a, b) || list[i].Date.Year-list[i-1].Date.Year > 2 {
			last = list[i-1]
			break
		}
		n++
	}
	j := Judgement{Says: fmt.Sprintf("%s %d times running", direction(f.sign), n)}
	if last != nil {
		own, _ := m.of(s.own)
		v, _ := m.of(last)
		j.Says = fmt.Sprintf("%d %s, after %d in %d (%s)", own, m, v, last.Date.Year, last.Symbol)
	}
	switch {
	case n == f.ordinal:
		j.Truth = Right
	case n < f.ordinal && last != nil:
		j.Truth, j.Message = Wrong, fmt.Sprintf("In the record it went that way %d times running: %s.", n, j.Says)
	}
	return j
}
