package claims

import (
	"fmt"
	"strconv"
	"strings"

	"stet/sources"
)

// explainTally says what is wrong with a tally, in words and as the smallest correction.
func (w *world) explainTally(f tallyFact, wrongs []count, j *Judgement) {
	j.Severity = Detail
	first := wrongs[0]
	n, _ := sideCount(first.side, w.record)
	j.Message = fmt.Sprintf("The record has %d %s, the article %s.", n, first.side, readQuantity(first.q))
	if first.q.Has(n) && first.of > 0 {
		j.Message = fmt.Sprintf("The body had %d members, the article counts %d.", w.record.Members, first.of)
	}
	j.Correction = w.correctCounts(wrongs)
	j.Diagnosis = w.diagnoseTally(f, wrongs)
	for _, c := range wrongs {
		if c.side == absent && c.q.Exact && c.q.Value == w.record.Tally.Abstain {
			j.Severity = Meaning
			j.Message = fmt.Sprintf("The record has %d abstaining, which is not absent.", w.record.Tally.Abstain)
			j.Diagnosis = "abstention told as absence"
			j.Correction = nil
		}
	}
	if j.Diagnosis == "yes and no swapped" || j.Diagnosis == "no and abstaining swapped" {
		j.Severity = Meaning
	}
}

// correctCounts puts the record's numbers in place of the wrong ones: the smallest change that mends them all.
func (w *world) correctCounts(wrongs []count) *Correction {
	span := wrongs[0].span
	for _, c := range wrongs {
		if !c.q.Exact || c.q.Den > 0 || c.rest || c.of > 0 && c.of != w.record.Members {
			return nil
		}
		span = span.Join(c.span)
	}
	if span.Len() > 3*longClaim {
		return nil
	}
	var out strings.Builder
	at := span.Start
	for _, c := range wrongs {
		n, _ := sideCount(c.side, w.record)
		if c.span.Start < at {
			return nil
		}
		out.WriteString(w.doc.Text[at:c.span.Start])
		out.WriteString(inStyle(w.doc.Quote(c.span), n))
		at = c.span.End
	}
	return &Correction{Span: span, With: out.String()}
}

// inStyle writes the number as the article does: in words below twenty where it used words.
func inStyle(written string, n int) string {
	if written != "" && (written[0] < '0' || written[0] > '9') && !strings.ContainsAny(written, "0123456789") && n < len(numberWords) {
		word := numberWords[n]
		if written[0] >= 'A' && written[0] <= 'Z' {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		return word
	}
	for i := 0; i < len(written); i++ {
		if written[i] >= '0' && written[i] <= '9' {
			return written[:i] + strconv.Itoa(n) // keep "some ", "another "
		}
	}
	return strconv.Itoa(n)
}

var numberWords = strings.Fields(`none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
	eighteen nineteen twenty`)

// diagnoseTally names the slip that explains the figures exactly, or "".
func (w *world) diagnoseTally(f tallyFact, wrongs []count) string {
	t := w.record.Tally
	value := func(s side) int {
		if c := f.part(s); c != nil && c.q.Exact {
			return c.q.Value
		}
		return -1
	}
	y, n, a := value(yes), value(no), value(abstain)
	switch {
	case y >= 0 && n >= 0 && y == t.No && n == t.Yes && y != n:
		return "yes and no swapped"
	case n >= 0 && a >= 0 && n == t.Abstain && a == t.No && a != n:
		return "no and abstaining swapped"
	case len(wrongs) == 1 && wrongs[0].side == no && wrongs[0].q.Value == t.Abstain && n > 0:
		return "the abstentions told as votes against"
	case len(wrongs) == 1 && wrongs[0].side == abstain && wrongs[0].q.Value == t.No && a > 0:
		return "the votes against told as abstentions"
	case w.checker.twin(w.record, y, n, a) != "":
		return w.checker.twin(w.record, y, n, a)
	case len(wrongs) == 1 && wrongs[0].q.Exact && transposed(wrongs[0].q.Value, sideOr(wrongs[0].side, w.record)):
		return "two digits transposed"
	case len(wrongs) == 1 && wrongs[0].side == no && n == t.No-1:
		return "the principal left out of the count"
	}
	return ""
}

func sideOr(s side, r *sources.Record) int { n, _ := sideCount(s, r); return n }

// transposed reports whether two neighbouring digits of a changed places make b.
func transposed(a, b int) bool {
	s, t := strconv.Itoa(a), strconv.Itoa(b)
	if len(s) != len(t) || a == b {
		return false
	}
	for i := 0; i+1 < len(s); i++ {
		if s[:i]+string(s[i+1])+string(s[i])+s[i+2:] == t {
			return true
		}
	}
	return false
}

// sameDay ends the diagnosis that a tally is another vote's.
const sameDay = ", of the same day"

// twin looks for another record that has the figures: of the same day, the committee's, or of the
// same series. It needs two figures, of which one is large, so that it is no coincidence.
func (c *Checker) twin(r *sources.Record, y, n, a int) string {
	if y < 0 || n < 0 && a < 0 {
		return ""
	}
	best := ""
	for _, i := range c.withYes()[y] {
		o := &c.records[i]
		if o.ID == r.ID || n >= 0 && o.Tally.No != n || a >= 0 && o.Tally.Abstain != a {
			continue
		}
		switch {
		case o.Date == r.Date && o.Body == r.Body:
			return fmt.Sprintf("the tally of %s%s", o.Symbol, sameDay)
		case r.Series != "" && o.Series == r.Series:
			best = fmt.Sprintf("the tally of %s, of %d", o.Symbol, o.Date.Year)
		case best == "" && strings.HasPrefix(string(o.Body), "GA ") && o.Date.Year == r.Date.Year && r.Body == sources.GeneralAssembly && strings.Contains(o.Title+o.Note, firstWord(r.Title)):
			best = fmt.Sprintf("the tally of the %s", strings.TrimPrefix(string(o.Body), "GA "))
		}
	}
	return best
}

func firstWord(s string) string { w, _, _ := strings.Cut(s, " "); return w }

// correctedForm reports whether the counts are those of an official later form of the record.
func (w *world) correctedForm(f tallyFact) bool {
	for _, c := range w.checker.ref.Corrections() {
		if c.Kind != "corrected" || c.Symbol != w.record.Symbol {
			continue
		}
		var t sources.Tally
		if _, err := fmt.Sscanf(c.TallyB, "%d-%d-%d", &t.Yes, &t.No, &t.Abstain); err != nil {
			continue
		}
		t.NotVoting = -1
		other := *w.record
		other.Tally = t
		ok := true
		for _, k := range f.counts {
			ok = ok && judgeCount(k, &other) != Wrong
		}
		if ok {
			return true
		}
	}
	return false
}
