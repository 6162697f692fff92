package web

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/internal/browsertest"
)

// comes waits until an expression has a value: what the page does after an answer is not done at once.
func comes[T comparable](t *testing.T, ctx context.Context, what, js string, want T) {
	t.Helper()
	var got T
	var err error
	for range 200 {
		if got, err = chromedp.Run(ctx, chromedp.Evaluate[T](js)); err == nil && got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s: %v, want %v (%v)", what, got, want, err)
}

const (
	todo  = `document.querySelector('#todo').textContent`
	cards = `[...document.querySelectorAll('.fd')].map(c => c.dataset.n + (c.matches('[data-done]') ? 'd' : '')).join()`
)

func TestBrowser(t *testing.T) {
	ctx := browsertest.Open(t, time.Minute)
	d, _ := testDesk(t, Options{Who: "R. Okafor"})
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	said := browsertest.Listen(ctx)
	t.Run("work", func(t *testing.T) { testWork(t, ctx, server.URL) })
	t.Run("typing", func(t *testing.T) { testTyping(t, ctx) })
	t.Run("keys", func(t *testing.T) { testKeys(t, ctx) })
	t.Run("paste", func(t *testing.T) { testPaste(t, ctx, server.URL) })
	t.Run("page", func(t *testing.T) { testPage(t, ctx, server.URL) })
	t.Run("widths", func(t *testing.T) { testWidths(t, ctx) })
	for _, s := range said() {
		if !strings.Contains(s, "status of 400") && !strings.Contains(s, "status of 409") { // refusals that the tests provoke
			t.Errorf("the console says: %s", s)
		}
	}
	t.Run("two tabs", func(t *testing.T) { testTwoTabs(t, ctx, server.URL) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, ctx, server.URL) })
	t.Run("without script", func(t *testing.T) { testWithoutScript(t, ctx, server.URL) })
}

// enter pastes a draft on the start page.
func enter(t *testing.T, ctx context.Context, base, text string) {
	t.Helper()
	browsertest.Run(t, ctx, chromedp.Navigate(base+"/"), browsertest.Press("document.querySelector('#text').value = "+quoteJS(text)),
		chromedp.Click(chromedp.CSS(`#drop .btn.pri`)), chromedp.WaitVisible(chromedp.CSS("#side")))
}

func quoteJS(s string) string {
	return "`" + strings.NewReplacer("`", "\\`", "\\", "\\\\", "$", "\\$").Replace(s) + "`"
}

func testWork(t *testing.T, ctx context.Context, base string) {
	browsertest.Run(t, ctx, chromedp.EmulateViewport(1440, 1000))
	enter(t, ctx, base, draft)
	comes(t, ctx, "what is to do", todo, "2 to decide")
	comes(t, ctx, "marks in the words", `document.querySelectorAll('#words .m').length > 2`, true)
	comes(t, ctx, "a mark leads to a claim", `[...document.querySelectorAll('#words .m')].every(m => document.getElementById(m.getAttribute('href').slice(1)))`, true)
	browsertest.Run(t, ctx, browsertest.Shoot("desk"), chromedp.Click(chromedp.CSS("#sign")))
	comes(t, ctx, "a sign-off too early", `document.querySelector('#said').textContent.startsWith('decide on claims')`, true)
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=apply]`)))
	comes(t, ctx, "after a correction", todo, "1 to decide")
	comes(t, ctx, "the words with it", `(([o, n]) => [o.lastChild.data, getComputedStyle(o).textDecorationLine, n.lastChild.data, getComputedStyle(n).fontWeight].join())(document.querySelectorAll('#words del, #words ins'))`, "16,line-through,18,700")
	comes(t, ctx, "what is told of it", `document.querySelector('#said').textContent`, "Claim 2: correction made in the words: “16” taken out, “18” put in")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=dispute]`)))
	comes(t, ctx, "a dispute without a note", `document.activeElement.tagName + document.querySelector('#said').className`, "TEXTAREAsaid bad")
	browsertest.Run(t, ctx, browsertest.Press(`document.activeElement.value = '<b>asking</b> the mission'`), chromedp.Click(chromedp.CSS(`.fd [value=dispute]`)))
	comes(t, ctx, "after a dispute", todo, "Nothing left that must be decided")
	comes(t, ctx, "the note, as it was written", `document.querySelector('.done2 blockquote').textContent`, "<b>asking</b> the mission")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS("#sign")), chromedp.WaitVisible(chromedp.CSS("#unsign")), browsertest.Shoot("desk-signed"))
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(".done2 .undo")))
	comes(t, ctx, "after undo", todo, "1 to decide")
	comes(t, ctx, "the sign-off", `document.querySelector('#side .alert b').textContent`, "The sign-off lapsed.")
}

// testPaste pastes rich text from the clipboard; an edit afterwards leaves the words alone.
func testPaste(t *testing.T, ctx context.Context, base string) {
	paste := `{ const c = new DataTransfer(), text = document.querySelector('#text'); c.setData('text/plain', ` + quoteJS(richPlain) + `); c.setData('text/html', ` + quoteJS(richHTML) + `);
		text.value = ''; text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: c })); text.value = c.getData('text/plain'); text.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' })) }`
	const ask = chromedp.CSS("#drop .btn.pri")
	browsertest.Run(t, ctx, chromedp.Navigate(base+"/"), browsertest.Press(paste), chromedp.Click(ask), chromedp.WaitVisible(chromedp.CSS("#side")))
	comes(t, ctx, "the table", `document.querySelectorAll('#words td, #words th').length`, 4)
	comes(t, ctx, "nothing of it acts", `document.title != 'owned' && document.images.length + document.querySelectorAll('[onclick],[onmouseover]').length == 0`, true)
	comes(t, ctx, "it can be edited", `document.querySelector('#source').labels[0].textContent.includes('emphasis go')`, true)
	browsertest.Run(t, ctx, chromedp.Navigate(base+"/"), browsertest.Press(paste+`; document.querySelector('#text').dispatchEvent(new InputEvent('input', { inputType: 'insertText' }))`))
	comes(t, ctx, "after an edit", `document.querySelector('#html').value + document.querySelector('#dropped').textContent`, "Edited: the words alone are checked.")
	browsertest.Run(t, ctx, chromedp.Click(ask), chromedp.WaitVisible(chromedp.CSS("#side")))
	comes(t, ctx, "the words alone", `document.querySelectorAll('#words td').length + !document.querySelector('#source').labels[0].textContent.includes('emphasis go')`, 1)
}

// webPage is a draft that is a web page, with a claim within a link, what is not read, and what must not act.
const webPage = `<!doctype html><html lang="en"><head><title>A vote</title><meta property="article:published_time" content="2025-02-26"><style>p{color:red}</style></head><body>
<nav>Home</nav><article class="fd"><h1 id="side">A vote in February</h1><p>By <em>Our Own</em> Reporter</p>
<p onclick="document.title='owned'" style="color:red">On 24 February 2025 the <b>General Assembly</b> adopted resolution A/RES/ES-11/7, a text on Ukraine drafted by Kyiv, by <a href="https://example.org/count">93 votes to 16</a>, with 65 abstentions.</p>
<ul><li>The United States voted against <i>resolution ES-11/7</i>.</li></ul>
<form action="/a/x/delete" method="post"><button>Subscribe</button></form><figure><img src="https://example.org/hall.jpg" alt="The hall" onerror="document.title='owned'"></figure>
<div class="share">Share this</div></article><script>document.title='owned'</script></body></html>`

// testPage works on a draft that is a web page: it is shown in its own markup, in which nothing acts, a claim within a link is led
// to, and an accepted correction is shown where it is made.
func testPage(t *testing.T, ctx context.Context, base string) {
	v := newVisitor(t, base)
	v.get("/")
	_, answer := v.upload("/check", "page.html", []byte(webPage))
	browsertest.Run(t, ctx, chromedp.Navigate(answer.Request.URL.String()), chromedp.WaitVisible(chromedp.CSS("#side.side")))
	comes(t, ctx, "its own markup", `['b', 'ul li', 'li i', 'a[href="https://example.org/count"]'].every(s => document.querySelector('#words .own ' + s))`, true)
	comes(t, ctx, "the date, under the title", `document.querySelector('#words .row:has(h1) + .row .by').textContent.endsWith('26 February 2025')`, true)
	comes(t, ctx, "what acts or loads", `document.querySelectorAll('#words :is(script, style, img, form, button, [style], [onclick], [onerror]), #words #side, #words .fd').length + document.images.length`, 0)
	comes(t, ctx, "what was not read", `[...document.querySelectorAll('#words .unread')].filter(e => e.getClientRects().length).length`, 0)
	browsertest.Run(t, ctx, browsertest.Shoot("desk-page"), chromedp.Click(chromedp.CSS("#unread")))
	comes(t, ctx, "what was not read, on demand", `[...document.querySelectorAll('#words .unread')].some(e => e.getClientRects().length && e.textContent.includes('The hall'))`, true)
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS("#words mark.m[data-to]")))
	comes(t, ctx, "a click on a claim within a link", `location.pathname.startsWith('/a/') && document.querySelector('.fd[data-cur]').id == document.querySelector('#words mark.m[data-to]').dataset.to`, true)
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=apply]`)))
	comes(t, ctx, "the correction in the words", `[...document.querySelectorAll('#words .own del, #words .own ins')].map(e => e.lastChild.data).join()`, "16,18")
	browsertest.Run(t, ctx, browsertest.Shoot("desk-page-made"))
}

// testTyping changes a word and waits for the page to follow, without a click.
func testTyping(t *testing.T, ctx context.Context) {
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS("#edit > summary")),
		browsertest.Press(`let s = document.querySelector('#source'); s.value = s.value.replace('to 16,', 'to 18,').replace('China voted against', 'Belarus voted against'); s.dispatchEvent(new Event('input'))`))
	comes(t, ctx, "after typing", todo, "Nothing left that must be decided")
	comes(t, ctx, "the words that are typed in stay", `document.querySelector('#edit').open && document.querySelector('#source').value.includes('to 18,')`, true)
	browsertest.Run(t, ctx, browsertest.Press(`let s = document.querySelector('#source'); s.value = s.value.replace('to 18,', 'to 17,'); s.dispatchEvent(new Event('input'))`))
	comes(t, ctx, "after typing again", todo, "1 to decide")
	browsertest.Run(t, ctx, browsertest.Press(`let s = document.querySelector('#source'); s.value = ' '; s.dispatchEvent(new Event('input'))`))
	comes(t, ctx, "with nothing typed", `document.querySelector('#said').textContent.startsWith('there are no words')`, true)
	browsertest.Run(t, ctx, chromedp.Navigate("about:blank"))
}

func testKeys(t *testing.T, ctx context.Context) {
	browsertest.Run(t, ctx, browsertest.Press("setTimeout(() => history.back(), 0)")) // at once, the page would go before the command had its answer
	comes(t, ctx, "the draft is as it was last checked", todo, "1 to decide")
	browsertest.Run(t, ctx, browsertest.Press("document.activeElement.blur()"), chromedp.KeyEvent("j"), chromedp.KeyEvent("e"))
	comes(t, ctx, "the first claim's evidence", `document.querySelector('.fd[data-cur] .ev').open`, true)
	browsertest.Run(t, ctx, chromedp.KeyEvent("s"))
	comes(t, ctx, "after s", todo, "Nothing left that must be decided")
	browsertest.Run(t, ctx, browsertest.Press("document.activeElement.blur()"), chromedp.KeyEvent("z"))
	comes(t, ctx, "after z", todo, "1 to decide")
}

func testWidths(t *testing.T, ctx context.Context) {
	for _, width := range []int64{1440, 1024, 390, 320} {
		browsertest.Run(t, ctx, chromedp.EmulateViewport(width, 900))
		comes(t, ctx, "overflow", browsertest.Overflow, "")
	}
	browsertest.Run(t, ctx, chromedp.EmulateViewport(390, 844), browsertest.Shoot("desk-390"), chromedp.EmulateViewport(1440, 1000))
}

// testTwoTabs decides in one window what another still shows as open.
func testTwoTabs(t *testing.T, ctx context.Context, base string) {
	enter(t, ctx, base, draft)
	at, err := chromedp.Run(ctx, chromedp.Evaluate[string]("location.href"))
	if err != nil {
		t.Fatal(err)
	}
	other, cancel := chromedp.NewContext(ctx)
	defer cancel()
	browsertest.Run(t, other, chromedp.Navigate(at), chromedp.WaitVisible(chromedp.CSS("#side")), chromedp.Click(chromedp.CSS(`.fd [value=stands]`)))
	comes(t, other, "in the other window", todo, "1 to decide")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=ignore]`)))
	comes(t, ctx, "the second is told", `document.querySelector('#said').textContent.includes('decided on this claim first')`, true)
	comes(t, ctx, "both decisions", `[...document.querySelectorAll('.fd #conflict dd')].map(d => d.firstChild.data).join()`, "Stands as written,Ignored here")
	comes(t, ctx, "the keyboard is at the choice", `document.activeElement.id`, "mine")
	browsertest.Run(t, ctx, chromedp.KeyEvent(kb.Enter))
	comes(t, ctx, "what holds", `document.querySelector('.done2 header b').textContent`, "Ignored here")
	comes(t, ctx, "the other in the history", `document.querySelector('.done2 .earlier').textContent.includes('Stands as written')`, true)
	comes(t, ctx, "the choice is gone", `!document.querySelector('#conflict')`, true)
	browsertest.Run(t, ctx, chromedp.Navigate(at), chromedp.WaitVisible(chromedp.CSS("#side")))
	comes(t, ctx, "what holds later", `document.querySelector('.done2 header b').textContent`, "Ignored here")
}

// injections break out of some context if they are written there raw.
var injections = []string{
	`<script>document.title='owned'</script>`, `"><img src=x onerror="document.title='owned'">`, `</textarea><script>document.title='owned'</script>`,
	`' onmouseover='alert(1)`, `</title></script><svg onload="document.title='owned'">`, `javascript:document.title='owned'`, `{{.}} ${document.title='owned'}`,
}

// testHostile puts injections into every field: nothing may run, load or become an element.
func testHostile(t *testing.T, ctx context.Context, base string) {
	for _, s := range injections {
		browsertest.Run(t, ctx, chromedp.Navigate(base+"/"), browsertest.Press("document.querySelector('#title').value = "+quoteJS(s)))
		browsertest.Run(t, ctx, browsertest.Press("document.querySelector('#text').value = "+quoteJS("Title "+s+"\n\nOn 24 February 2025 the General Assembly adopted resolution ES-11/7 by 93 votes to 16 "+s+", with 65 abstentions.")),
			chromedp.Click(chromedp.CSS(`#drop .btn.pri`)), chromedp.WaitVisible(chromedp.CSS("#side")))
		browsertest.Run(t, ctx, browsertest.Press("document.querySelector('#name').value = "+quoteJS(s)), chromedp.Click(chromedp.CSS(".name .btn")))
		comes(t, ctx, "the name that is kept", "document.readyState == 'complete' && document.querySelector('#name').getAttribute('value') == "+quoteJS(s)+".slice(0, 60) && !!document.querySelector('#side')", true)
		if has, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!!document.querySelector('.fd textarea')`)); err != nil {
			t.Fatal(err)
		} else if has {
			browsertest.Run(t, ctx, browsertest.Press("document.querySelector('.fd textarea').value = "+quoteJS(s)), chromedp.Click(chromedp.CSS(`.fd [value=dispute]`)))
			comes(t, ctx, "what the desk says to "+s, `document.querySelector('#said').textContent.slice(-7)`, "decided")
		}
		comes(t, ctx, "scripts and pictures after "+s, `document.scripts.length + document.images.length + document.querySelectorAll('[onload],[onerror],[onmouseover]').length`, 1)
		comes(t, ctx, "the title after "+s, `document.title != 'owned' && document.title.endsWith(' · stet')`, true)
	}
	browsertest.Run(t, ctx, browsertest.Press("document.querySelector('#name').value = 'R. Okafor'"), chromedp.Click(chromedp.CSS(".name .btn")))
	comes(t, ctx, "the name", `document.readyState + document.querySelector('#name').getAttribute('value')`, "completeR. Okafor")
}

func testWithoutScript(t *testing.T, ctx context.Context, base string) {
	browsertest.Run(t, ctx, browsertest.WithoutScript())
	browsertest.Run(t, ctx, chromedp.Navigate(base+"/"), chromedp.SendKeys(chromedp.CSS("#text"), strings.SplitAfter(draft, "---\n\n")[1]), chromedp.SendKeys(chromedp.CSS("#date"), "2025-02-26"),
		chromedp.Click(chromedp.CSS(`#drop .btn.pri`)), chromedp.WaitVisible(chromedp.CSS("#side")))
	comes(t, ctx, "what is to do", todo, "2 to decide")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=apply]`)), chromedp.WaitVisible(chromedp.CSS(".done2")))
	comes(t, ctx, "after a correction", "document.readyState + "+todo, "complete1 to decide")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.fd [value=stands]`)))
	comes(t, ctx, "after the other", "document.readyState + "+todo, "completeNothing left that must be decided")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS("#sign")), chromedp.WaitVisible(chromedp.CSS("#unsign")))
}
