package report

import (
	"fmt"
	"strings"

	"stet/claims"
)

// tallyOf counts verdicts; summaries are written from it alone.
type tallyOf struct {
	Total, Stand, Not, Two, Open int
	Meaning                      int                   // of Not, those that change the meaning
	Reasons                      map[claims.Reason]int // of Open
}

func countVerdicts(findings []*claims.Finding) tallyOf {
	t := tallyOf{Reasons: map[claims.Reason]int{}}
	for _, f := range findings {
		t.Total++
		switch f.Verdict {
		case claims.Supported:
			t.Stand++
		case claims.Refuted:
			t.Not++
			if f.Severity == claims.Meaning {
				t.Meaning++
			}
		case claims.Conflicting:
			t.Two++
		default:
			t.Open++
			t.Reasons[f.Reason]++
		}
	}
	return t
}

func (t tallyOf) plus(o tallyOf) tallyOf {
	sum := tallyOf{t.Total + o.Total, t.Stand + o.Stand, t.Not + o.Not, t.Two + o.Two, t.Open + o.Open,
		t.Meaning + o.Meaning, map[claims.Reason]int{}}
	for _, reasons := range []map[claims.Reason]int{t.Reasons, o.Reasons} {
		for r, n := range reasons {
			sum.Reasons[r] += n
		}
	}
	return sum
}

// part is a piece of the summary; Class is "no" for what the eye must find first.
type part struct{ Text, Class string }

// headline is the summary's sentence: coverage first, every verdict counted, zero parts left out.
func (t tallyOf) headline() []part {
	if t.Total == 0 {
		return []part{{Text: "No claim about a UN vote was found."}}
	}
	parts := []part{{Text: count(t.Total, "claim", "claims") + ": "}}
	add := func(text, class string) {
		if len(parts) > 1 {
			parts = append(parts, part{Text: ", "})
		}
		parts = append(parts, part{text, class})
	}
	if t.Total == 1 {
		add(t.single(), map[bool]string{true: "no"}[t.Not == 1])
	} else {
		t.several(add)
	}
	return append(parts, part{Text: "."})
}

// single words the verdict of an only claim.
func (t tallyOf) single() string {
	switch {
	case t.Stand == 1:
		return "it stands"
	case t.Not == 1:
		return "it does not stand"
	case t.Two == 1:
		return "the records disagree on it"
	}
	return "it could not be checked"
}

func (t tallyOf) several(add func(text, class string)) {
	switch {
	case t.Stand == t.Total:
		add("all stand", "")
		return
	case t.Stand == 1:
		add("1 stands", "")
	case t.Stand > 1:
		add(number(t.Stand)+" stand", "")
	}
	if t.Not > 0 {
		verb := map[bool]string{true: " does not", false: " do not"}[t.Not == 1]
		if t.Stand == 0 {
			verb += " stand"
		}
		add(number(t.Not)+verb, "no")
	}
	if t.Two > 0 {
		add("on "+number(t.Two)+" the records disagree", "")
	}
	if t.Open > 0 {
		add(number(t.Open)+" could not be checked", "")
	}
}

// reasonOrder is the order in which reasons are told.
var reasonOrder = []claims.Reason{claims.Ambiguous, claims.OutsideCoverage, claims.NoRecord, claims.NotInDataset, claims.Failed}

// because says why claims could not be checked: "several votes fit (2) and no record fits (1)"; a single
// reason goes without its number. It is "" where all were checked.
func (t tallyOf) because() string {
	var told []string
	add := func(clause string, n int) {
		if n == 0 {
			return
		}
		if n < t.Open {
			clause += fmt.Sprintf(" (%s)", number(n))
		}
		told = append(told, clause)
	}
	for _, r := range reasonOrder {
		n := t.Reasons[r]
		if r == claims.NoRecord { // and what bears a code that says nothing to a reader
			n = t.Open
			for _, other := range reasonOrder {
				if other != claims.NoRecord {
					n -= t.Reasons[other]
				}
			}
		}
		add(reasonClause(r), n)
	}
	return list(told)
}

// sentence is the whole summary in one line of plain text.
func (t tallyOf) sentence() string {
	var b strings.Builder
	for _, p := range t.headline() {
		b.WriteString(p.Text)
	}
	if why := t.because(); why != "" {
		return strings.TrimSuffix(b.String(), ".") + ", because " + why + "."
	}
	return b.String()
}

// gravity says how bad the errors are: "2 of the 4 errors change the meaning; the others are details."
func (t tallyOf) gravity() string {
	switch {
	case t.Not == 0:
		return ""
	case t.Not == 1 && t.Meaning == 1:
		return "The error changes the meaning."
	case t.Not == 1:
		return "The error is one of detail."
	case t.Meaning == 0:
		return fmt.Sprintf("The %s errors are of detail.", number(t.Not))
	case t.Meaning == t.Not:
		return fmt.Sprintf("%s errors change the meaning.", map[bool]string{true: "Both", false: "All " + number(t.Not)}[t.Not == 2])
	case t.Meaning == 1:
		return fmt.Sprintf("One of the %s errors changes the meaning.", number(t.Not))
	}
	return fmt.Sprintf("%s of the %s errors change the meaning.", number(t.Meaning), number(t.Not))
}
