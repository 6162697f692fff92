package web

import (
	"testing"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// Of corrections that change the same words the first is made and the others are named; a correction that nobody
// accepted, or whose decision is stale, is not made.
func TestChanges(t *testing.T) {
	const text = "one two three four five"
	v := &review{}
	for i, c := range []struct {
		start, end int
		with       string
		action     claims.Action
		stale      bool
	}{
		{8, 13, "THREE", claims.Apply, false}, {0, 3, "ONE", claims.Apply, false}, {4, 10, "TWO TH", claims.Apply, false},
		{14, 18, "FOUR", claims.Stands, false}, {19, 23, "FIVE", claims.Apply, true}, {13, 13, "!", claims.Apply, false},
	} {
		f := &claims.Finding{Correction: &claims.Correction{Span: extract.Span{Start: c.start, End: c.end}, With: c.with},
			Decision: &claims.Decision{Action: c.action}, Stale: c.stale}
		v.Cards = append(v.Cards, card{ClaimPart: report.ClaimPart{Finding: f, N: i + 1}})
	}
	if got := corrected(text, v.changes()); got != "ONE TWO THree! four five" {
		t.Errorf("corrected: %q", got)
	}
	if left := v.Overlapping(); len(left) != 1 || numbers(left) != "claim 1" {
		t.Errorf("left out: %s", numbers(left))
	}
}
