//go:build !race

package report

import (
	"io"
	"testing"
	"time"

	"stet/claims"
)

// A report of 1,000 words takes at most 10 ms, one with 500 findings at most 100 ms, in the text's form and
// in the page's own. The best of several runs counts, since a machine at work on other things tells nothing.
func TestSpeed(t *testing.T) {
	own := testOptions(t)
	own.Markup = true
	for _, c := range []struct {
		name   string
		result *claims.Result
		opt    HTMLOptions
		limit  time.Duration
	}{
		{"1,000 words", longArticle(t, 1000, 20), testOptions(t), 10 * time.Millisecond},
		{"500 findings", longArticle(t, 12000, 500), testOptions(t), 100 * time.Millisecond},
		{"1,000 words of a page", ownLong(t, 20), own, 10 * time.Millisecond},
		{"500 findings in a page", ownLong(t, 500), own, 100 * time.Millisecond},
	} {
		best := time.Hour
		for i := 0; i < 40 && best > c.limit; i++ {
			began := time.Now()
			if err := HTML(io.Discard, c.result, c.opt); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(began))
		}
		if best > c.limit {
			t.Errorf("%s: %v, want at most %v", c.name, best, c.limit)
		}
	}
}
