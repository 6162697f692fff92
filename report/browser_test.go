package report

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"stet/claims"
	"stet/internal/browsertest"
)

// save writes a page to a file and gives its address.
func save(t *testing.T, r *claims.Result) string {
	t.Helper()
	return write(t, string(render(t, r, testOptions(t))))
}

func write(t *testing.T, page string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}

// load opens an address afresh, so that a fragment is navigated to as by a reader.
func load(url string) browsertest.Step {
	return chromedp.Steps(chromedp.Navigate("about:blank"), chromedp.Navigate(url), chromedp.Sleep(250*time.Millisecond))
}

const countOverlaps = `(() => { let r = [...document.querySelectorAll('.note')].filter(n => n.offsetHeight).map(n => n.getBoundingClientRect()).sort((a, b) => a.top - b.top);
	return r.filter((b, i) => i && b.top < r[i-1].bottom - 1).length })()`

// pointAtRings moves the pointer over the tiles that claim 4 rings, and reads what the caption says of each.
const pointAtRings = `(() => { let note = document.querySelector('.note[data-n="4"]'); note.open = true;
	return [...note.querySelectorAll('.rc use[x]')].map(u => { let b = u.getBoundingClientRect();
		u.ownerSVGElement.dispatchEvent(new PointerEvent('pointermove', {clientX: b.x + b.width / 2, clientY: b.y + b.height / 2}));
		return u.ownerSVGElement.nextElementSibling.textContent }).join('|') })()`

func TestBrowser(t *testing.T) {
	ctx := browsertest.Open(t, 2*time.Minute)
	url := save(t, threeVotes(t))
	complaints := browsertest.Listen(ctx)
	t.Run("wide", func(t *testing.T) { testWide(t, ctx, url) })
	t.Run("filter", func(t *testing.T) { testFilter(t, ctx, url) })
	t.Run("deep link", func(t *testing.T) { testDeepLink(t, ctx, url) })
	t.Run("keys", func(t *testing.T) { testKeys(t, ctx, url) })
	t.Run("narrow", func(t *testing.T) { testNarrow(t, ctx, url) })
	t.Run("dense", func(t *testing.T) { testDense(t, ctx) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, ctx) })
	t.Run("own markup", func(t *testing.T) { testOwnMarkup(t, ctx) })
	if got := complaints(); len(got) > 0 {
		t.Errorf("the console says: %s", strings.Join(got, "\n"))
	}
	t.Run("print", func(t *testing.T) { testPrint(t, ctx, url) })
	t.Run("without script", func(t *testing.T) { testWithoutScript(t, ctx, url) })
}

func testWide(t *testing.T, ctx context.Context, url string) {
	browsertest.Run(t, ctx, browsertest.View(1440, 1000), load(url), browsertest.Shoot("wide"))
	browsertest.Evaluate(t, ctx, "marks on show", `[...document.querySelectorAll('.m')].filter(m => m.getClientRects().length && getComputedStyle(m).textDecorationLine == 'underline').length >= 13`, true)
	browsertest.Evaluate(t, ctx, "line styles of the verdicts", `['.m.ok', '.m.no', '.m.two', '.m.un'].map(s => getComputedStyle(document.querySelector(s)).textDecorationStyle).join()`, "dotted,solid,double,dashed")
	browsertest.Evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	browsertest.Evaluate(t, ctx, "horizontal overflow", browsertest.Overflow, "")
	browsertest.Evaluate(t, ctx, "open notes of what stands", `document.querySelectorAll('.note.ok[open]').length`, 0)
	browsertest.Evaluate(t, ctx, "closed notes of what does not", `document.querySelectorAll('.note:not(.ok):not([open])').length`, 0)
	browsertest.Evaluate(t, ctx, "tile pictures drawn", `[...document.querySelectorAll('.note .rc > use')].every(u => document.querySelector(u.getAttribute('href')))`, true)
	browsertest.Evaluate(t, ctx, "the names of the ringed tiles", pointAtRings, "Belarus: against|North Korea: against|Russia: against|United States: against")
	browsertest.Run(t, ctx, browsertest.Scheme("dark"), browsertest.Shoot("dark"), browsertest.Scheme("light"))
}

func testFilter(t *testing.T, ctx context.Context, url string) {
	shown := `[...document.querySelectorAll('.note')].filter(n => getComputedStyle(n).display != 'none').length`
	browsertest.Run(t, ctx, load(url), chromedp.Click(chromedp.CSS("#v-no")))
	browsertest.Evaluate(t, ctx, "notes that do not stand", shown, 4)
	browsertest.Evaluate(t, ctx, "claims in the list", `[...document.querySelectorAll('.list li')].filter(n => getComputedStyle(n).display != 'none').length`, 4)
	browsertest.Evaluate(t, ctx, "the counter", `document.querySelector('#at').textContent`, "4 claims")
	browsertest.Run(t, ctx, browsertest.Press(`let k = document.querySelector("#kind"); k.value = "k3"; k.dispatchEvent(new Event("change"))`))
	browsertest.Evaluate(t, ctx, "of one kind", shown, 1)
}

func testDeepLink(t *testing.T, ctx context.Context, url string) {
	browsertest.Run(t, ctx, load(url+"#f-5b4a5c"))
	browsertest.Evaluate(t, ctx, "the linked note is open", `document.getElementById('f-5b4a5c').closest('details').open`, true)
	browsertest.Evaluate(t, ctx, "its words are marked as current", `document.querySelector('#c3').getAttribute('aria-current')`, "true")
	browsertest.Evaluate(t, ctx, "it is on the screen", `(() => { let b = document.getElementById('f-5b4a5c').getBoundingClientRect(); return b.top > 0 && b.top < innerHeight })()`, true)
	browsertest.Evaluate(t, ctx, "it is level with its words", `Math.abs(document.querySelector('#c3').getClientRects()[0].top - document.querySelector('.note[data-n="3"]').getBoundingClientRect().top) < 3`, true)
}

func testKeys(t *testing.T, ctx context.Context, url string) {
	browsertest.Run(t, ctx, load(url), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("e"), chromedp.Sleep(300*time.Millisecond))
	browsertest.Evaluate(t, ctx, "the second claim has the focus", `document.activeElement.id`, "c2")
	browsertest.Evaluate(t, ctx, "its evidence is open", `document.querySelector('.note[data-n="2"] .ev').open`, true)
	browsertest.Evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	browsertest.Run(t, ctx, browsertest.Shoot("evidence"))
}

func testNarrow(t *testing.T, ctx context.Context, url string) {
	for _, width := range []int64{390, 320} {
		browsertest.Run(t, ctx, browsertest.View(width, 844), load(url))
		browsertest.Evaluate(t, ctx, "horizontal overflow", browsertest.Overflow, "")
		browsertest.Run(t, ctx, browsertest.Press(`document.querySelectorAll('details').forEach(d => { d.open = true })`), chromedp.Sleep(200*time.Millisecond))
		browsertest.Evaluate(t, ctx, "horizontal overflow with all open", browsertest.Overflow, "")
	}
	browsertest.Run(t, ctx, browsertest.View(390, 844), load(url), browsertest.Shoot("narrow"), browsertest.View(1440, 1000))
}

// testDense opens an article with 500 findings.
func testDense(t *testing.T, ctx context.Context) {
	browsertest.Run(t, ctx, load(save(t, longArticle(t, 12000, 500))))
	browsertest.Evaluate(t, ctx, "notes", `document.querySelectorAll('.note').length`, 500)
	browsertest.Evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	browsertest.Evaluate(t, ctx, "horizontal overflow", browsertest.Overflow, "")
}

// testHostile opens pages that carry injections in every field: nothing may run or load.
func testHostile(t *testing.T, ctx context.Context) {
	for _, s := range injections {
		browsertest.Run(t, ctx, load(save(t, hostile(t, s))))
		browsertest.Evaluate(t, ctx, "scripts after "+s, `document.scripts.length + document.images.length`, len([]string{"tiles", "ours"}))
		browsertest.Evaluate(t, ctx, "the page's script has run after "+s, `document.documentElement.className.startsWith('js')`, true)
	}
	long := strings.Repeat("unbreakable", 28)
	browsertest.Run(t, ctx, browsertest.View(390, 844), load(save(t, hostile(t, long))))
	browsertest.Evaluate(t, ctx, "overflow with words of 308 letters", browsertest.Overflow, "")
	browsertest.Run(t, ctx, browsertest.View(1440, 1000))
}

// testOwnMarkup opens articles in their own markup, hostile ones among them: nothing may run, load or move
// the page, and the console, which TestBrowser reads, must stay silent.
func testOwnMarkup(t *testing.T, ctx context.Context) {
	url := write(t, renderOwn(t, ownResult(t)))
	browsertest.Run(t, ctx, browsertest.View(1440, 1000), load(url), browsertest.Shoot("own"))
	browsertest.Evaluate(t, ctx, "the title", `document.title.endsWith('A cold count in the hall · stet')`, true)
	browsertest.Evaluate(t, ctx, "pieces of the claim that crosses elements", `document.querySelectorAll('.m[data-n="2"]').length > 3 && document.querySelectorAll('#c2').length`, 1)
	browsertest.Evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`mark.m[data-n="2"]`)), chromedp.Sleep(200*time.Millisecond))
	browsertest.Evaluate(t, ctx, "a click on words within a link leads to the claim", `location.protocol + location.hash + document.querySelector('#c2').getAttribute('aria-current')`, "file:#f-5b2b6dtrue")
	browsertest.Run(t, ctx, browsertest.View(390, 844), load(url), browsertest.Shoot("own-narrow"))
	browsertest.Evaluate(t, ctx, "horizontal overflow", browsertest.Overflow, "")
	browsertest.Run(t, ctx, browsertest.View(1440, 1000))
	for _, s := range hostilePages {
		browsertest.Run(t, ctx, load(write(t, renderOwn(t, ownArticle(t, hostilePage(s), hostileWords)))))
		browsertest.Evaluate(t, ctx, "what acts or loads after "+s, `document.scripts.length + document.querySelectorAll('img, iframe, object, embed, video, audio, link, base, form, input:not([name=v]):not(#keys-on), [onload], [onerror], [onclick], .own [style]').length`, len([]string{"tiles", "ours"}))
		browsertest.Evaluate(t, ctx, "the page is still there after "+s, `location.protocol + document.documentElement.className.startsWith('js') + (typeof owned) + performance.getEntriesByType('resource').length`, "file:trueundefined0")
		browsertest.Evaluate(t, ctx, "marks of the claim after "+s, `document.querySelectorAll('#c1').length`, 1)
	}
}

func testPrint(t *testing.T, ctx context.Context, url string) {
	browsertest.Run(t, ctx, load(url))
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil || len(pdf) < 10_000 || string(pdf[:5]) != "%PDF-" {
		t.Fatalf("printing gives %d bytes, %v", len(pdf), err)
	}
	if err := browsertest.Keep("print.pdf", pdf); err != nil {
		t.Fatal(err)
	}
	browsertest.Run(t, ctx, browsertest.Medium("print"))
	browsertest.Evaluate(t, ctx, "the notes give way to the list", `getComputedStyle(document.querySelector('.notes')).display + getComputedStyle(document.querySelector('.list')).display`, "noneblock")
	browsertest.Run(t, ctx, browsertest.Medium(""))
}

func testWithoutScript(t *testing.T, ctx context.Context, url string) {
	browsertest.Run(t, ctx, browsertest.WithoutScript(), load(url+"#f-5b4a5c"), browsertest.Shoot("noscript"))
	browsertest.Evaluate(t, ctx, "the script has run", `document.documentElement.className`, "")
	browsertest.Evaluate(t, ctx, "open notes, the linked one among them", `[...document.querySelectorAll('.note[open]')].map(n => n.dataset.n).join()`, "2,3,5,7,9,10,12,13")
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS(`.note[data-n="1"] > summary`)), chromedp.WaitVisible(chromedp.CSS("#f-5b0c7e")))
	browsertest.Run(t, ctx, chromedp.Click(chromedp.CSS("#v-two")))
	browsertest.Evaluate(t, ctx, "notes of one filter", `[...document.querySelectorAll('.note')].filter(n => getComputedStyle(n).display != 'none').length`, 1)
}
