package report

import (
	"bytes"
	"testing"
	"time"

	"stet/claims"
	"stet/internal/browsertest"
)

// Every kind of page, wide and narrow, light and dark, closed and all open, against axe-core.
func TestAccessibility(t *testing.T) {
	axe := browsertest.Axe(t)
	ctx := browsertest.Open(t, 3*time.Minute)
	var index bytes.Buffer
	if err := HTMLIndex(&index, []*claims.Result{threeVotes(t), failedArticle()}, []string{"a.html", "b.html"}, testOptions(t)); err != nil {
		t.Fatal(err)
	}
	for name, url := range map[string]string{
		"report": save(t, threeVotes(t)), "own markup": write(t, renderOwn(t, ownResult(t))), "no claims": save(t, newArticle(t, "a.md", "Still", "h1: Still", "p: No vote here.").res),
		"failed": save(t, failedArticle()), "index": write(t, index.String()), "60 claims": save(t, longArticle(t, 1600, 62)),
	} {
		for _, width := range []int64{1440, 390} {
			for _, scheme := range []string{"light", "dark"} {
				browsertest.Run(t, ctx, browsertest.View(width, 900), browsertest.Scheme(scheme), load(url))
				axe(ctx, name+", "+scheme)
				browsertest.Run(t, ctx, browsertest.Press(`document.querySelectorAll('details').forEach(d => { d.open = true })`))
				axe(ctx, name+", "+scheme+", all open")
			}
		}
	}
}
