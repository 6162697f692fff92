package report

import "testing"

// An editor reads by which cues a vote was chosen, the weightiest first; what decided nothing is left out, and what is no weight
// stands as it is.
func TestChosenBy(t *testing.T) {
	for _, c := range []struct {
		why  []string
		want string
	}{
		{[]string{"subject +4.3", "focus -0.1", "time +5.0", "organ +0.4", "other claims +4.6"}, "Date, other claims, subject"},
		{[]string{"symbol +12.0", "focus +5.8", "time -3.6", "form -3.0"}, "Symbol, the passage; against it: date, form of vote"},
		{[]string{"date 24 February 2025", "body General Assembly"}, "Date 24 February 2025, body General Assembly"},
		{[]string{"organ -1.4"}, "against it: body"},
		{nil, ""},
	} {
		if got := chosenBy(c.why); got != c.want {
			t.Errorf("%q: %q, want %q", c.why, got, c.want)
		}
	}
}
