package browsertest

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A check that finds nothing anywhere would pass every page: this one is full of mistakes.
func TestAxeSees(t *testing.T) {
	find := finder(t)
	ctx := Open(t, time.Minute)
	Run(t, ctx, chromedp.Navigate(`data:text/html,<title>x</title><p style="color:%23ccc;background:white">pale words</p><img src="data:,"><input><button></button>`))
	found := find(ctx)
	for _, rule := range []string{"color-contrast", "image-alt", "label", "button-name", "html-has-lang"} {
		if !strings.Contains(found, rule+" (") {
			t.Errorf("axe does not see %s; it says\n%s", rule, found)
		}
	}
}
