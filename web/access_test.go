package web

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"stet/internal/browsertest"
)

// The desk's pages, wide and narrow, light and dark, at work and signed, against axe-core.
func TestAccessibility(t *testing.T) {
	axe := browsertest.Axe(t)
	ctx := browsertest.Open(t, 2*time.Minute)
	d, _ := testDesk(t, Options{Who: "R. Okafor"})
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	check := func(what string) {
		t.Helper()
		for _, width := range []int64{1440, 390} {
			for _, scheme := range []string{"light", "dark"} {
				browsertest.Run(t, ctx, browsertest.View(width, 900), browsertest.Scheme(scheme), chromedp.Sleep(200*time.Millisecond))
				axe(ctx, what+", "+scheme)
			}
		}
	}
	browsertest.Run(t, ctx, chromedp.Navigate(server.URL+"/"))
	check("start, empty")
	enter(t, ctx, server.URL, draft)
	check("at work")
	browsertest.Run(t, ctx, browsertest.Press(`document.querySelectorAll('details').forEach(d => { d.open = true })`))
	check("at work, all open")
	browsertest.Run(t, ctx, browsertest.View(1440, 900), browsertest.Press(`document.querySelector('.fd [name=seen]').value = 99`), chromedp.Click(chromedp.CSS(`.fd [value=apply]`)))
	comes(t, ctx, "a conflict", `!!document.querySelector('.fd #conflict')`, true)
	check("two decisions")
	browsertest.Run(t, ctx, browsertest.View(1440, 900), chromedp.Click(chromedp.CSS(`#mine`)))
	comes(t, ctx, "a correction in the words", `document.querySelectorAll('#words del, #words ins').length`, 2)
	check("with a correction")
	browsertest.Run(t, ctx, browsertest.View(1440, 900), chromedp.Click(chromedp.CSS(`.done2 .undo`)))
	comes(t, ctx, "after undo", todo, "2 to decide")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=stands]`)))
	comes(t, ctx, "after one", todo, "1 to decide")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=stands]`)))
	comes(t, ctx, "after both", todo, "Nothing left that must be decided")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS("#sign")), chromedp.WaitVisible(chromedp.CSS("#unsign")))
	check("signed")
	v := newVisitor(t, server.URL)
	v.get("/")
	_, answer := v.upload("/check", "page.html", []byte(webPage))
	browsertest.Run(t, ctx, chromedp.Navigate(answer.Request.URL.String()), chromedp.Click(chromedp.CSS("#unread")))
	check("a web page")
	browsertest.Run(t, ctx, chromedp.Navigate(server.URL+"/"))
	check("start, with a draft")
}
