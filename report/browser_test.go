package report

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"stet/claims"
)

// browser starts a Chromium that asks the network for nothing. Where there is none the test is skipped,
// but never in CI.
func browser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium, which CI must have: apt-get install chromium")
		}
		t.Skip("no Chromium: apt-get install chromium")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()))
	for _, flag := range strings.Fields("disable-quic no-first-run disable-background-networking disable-component-update disable-sync") {
		opts = append(opts, chromedp.Flag(flag, true))
	}
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // the first call starts the browser, and must not be timed
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// save writes a page to a file and gives its address.
func save(t *testing.T, r *claims.Result) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, render(t, r, testOptions(t)), 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}

// keep writes a file into the folder STET_SHOTS, where one is named, for a person to look at.
func keep(name string, data []byte) error {
	if folder := os.Getenv("STET_SHOTS"); folder != "" {
		return os.WriteFile(filepath.Join(folder, name), data, 0o644)
	}
	return nil
}

type step = chromedp.Action[chromedp.Void]

// shoot keeps a screenshot of the whole page.
func shoot(name string) step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if os.Getenv("STET_SHOTS") == "" {
			return nil
		}
		size, err := chromedp.Evaluate[[]int64](`[innerWidth, document.documentElement.scrollHeight, innerHeight]`)(ctx, tab)
		if err != nil {
			return err
		}
		if _, err := chromedp.Steps(view(size[0], min(size[1], 9000)), chromedp.Sleep(600*time.Millisecond))(ctx, tab); err != nil {
			return err
		}
		defer view(size[0], size[2])(ctx, tab)
		png, err := chromedp.CaptureScreenshot()(ctx, tab)
		if err != nil {
			return err
		}
		return keep(name+".png", png)
	})
}

// call is a step that sends one protocol command.
func call[P any](cmd cdp.Command[P, cdp.Empty], params P) step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, cmd, params)
		return err
	})
}

func view(width, height int64) step { return chromedp.EmulateViewport(width, height) }

func scheme(name string) step {
	return call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
}

func medium(name string) step {
	return call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name})
}

// load opens an address afresh, so that a fragment is navigated to as by a reader.
func load(url string) step {
	return chromedp.Steps(chromedp.Navigate("about:blank"), chromedp.Navigate(url), chromedp.Sleep(250*time.Millisecond))
}

const countOverlaps = `(() => { let r = [...document.querySelectorAll('.note')].filter(n => n.offsetHeight).map(n => n.getBoundingClientRect()).sort((a, b) => a.top - b.top);
	return r.filter((b, i) => i && b.top < r[i-1].bottom - 1).length })()`

// overflow names what sticks out of the page sideways, "" for nothing.
const overflow = `(() => { let w = document.documentElement.clientWidth; if (document.documentElement.scrollWidth <= w) return '';
	return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('.vh, .tblw')).map(e => e.tagName + '.' + (e.className.baseVal || e.className)).slice(0, 8).join(' ') || 'something' })()`

func TestBrowser(t *testing.T) {
	ctx := browser(t)
	url := save(t, threeVotes(t))
	complaints := listen(ctx)
	t.Run("wide", func(t *testing.T) { testWide(t, ctx, url) })
	t.Run("filter", func(t *testing.T) { testFilter(t, ctx, url) })
	t.Run("deep link", func(t *testing.T) { testDeepLink(t, ctx, url) })
	t.Run("keys", func(t *testing.T) { testKeys(t, ctx, url) })
	t.Run("narrow", func(t *testing.T) { testNarrow(t, ctx, url) })
	t.Run("dense", func(t *testing.T) { testDense(t, ctx) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, ctx) })
	if got := complaints(); len(got) > 0 {
		t.Errorf("the console says: %s", strings.Join(got, "\n"))
	}
	t.Run("print", func(t *testing.T) { testPrint(t, ctx, url) })
	t.Run("without script", func(t *testing.T) { testWithoutScript(t, ctx, url) })
}

// listen collects what the console says: a violated policy, an error, an exception.
func listen(ctx context.Context) func() []string {
	var mu sync.Mutex
	var said []string
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			mu.Lock()
			said = append(said, m.String())
			mu.Unlock()
		}
	}()
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return said
	}
}

func evaluate[T comparable](t *testing.T, ctx context.Context, what, js string, want T) {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func run(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func testWide(t *testing.T, ctx context.Context, url string) {
	run(t, ctx, view(1440, 1000), load(url), shoot("wide"))
	evaluate(t, ctx, "marks on show", `[...document.querySelectorAll('.m')].filter(m => m.getClientRects().length && getComputedStyle(m).textDecorationLine == 'underline').length >= 13`, true)
	evaluate(t, ctx, "line styles of the verdicts", `['.m.ok', '.m.no', '.m.two', '.m.un'].map(s => getComputedStyle(document.querySelector(s)).textDecorationStyle).join()`, "dotted,solid,double,dashed")
	evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	evaluate(t, ctx, "horizontal overflow", overflow, "")
	evaluate(t, ctx, "open notes of what stands", `document.querySelectorAll('.note.ok[open]').length`, 0)
	evaluate(t, ctx, "closed notes of what does not", `document.querySelectorAll('.note:not(.ok):not([open])').length`, 0)
	evaluate(t, ctx, "tile pictures drawn", `[...document.querySelectorAll('.note .rc > use')].every(u => document.querySelector(u.getAttribute('href')))`, true)
	run(t, ctx, scheme("dark"), shoot("dark"), scheme("light"))
}

func testFilter(t *testing.T, ctx context.Context, url string) {
	shown := `[...document.querySelectorAll('.note')].filter(n => getComputedStyle(n).display != 'none').length`
	run(t, ctx, load(url), chromedp.Click(chromedp.CSS("#v-no")))
	evaluate(t, ctx, "notes that do not stand", shown, 4)
	evaluate(t, ctx, "claims in the list", `[...document.querySelectorAll('.list li')].filter(n => getComputedStyle(n).display != 'none').length`, 4)
	evaluate(t, ctx, "the counter", `document.querySelector('#at').textContent`, "4 claims")
	run(t, ctx, press(`let k = document.querySelector("#kind"); k.value = "k3"; k.dispatchEvent(new Event("change"))`))
	evaluate(t, ctx, "of one kind", shown, 1)
}

func testDeepLink(t *testing.T, ctx context.Context, url string) {
	run(t, ctx, load(url+"#f-5b4a5c"))
	evaluate(t, ctx, "the linked note is open", `document.getElementById('f-5b4a5c').closest('details').open`, true)
	evaluate(t, ctx, "its words are marked as current", `document.querySelector('#c3').getAttribute('aria-current')`, "true")
	evaluate(t, ctx, "it is on the screen", `(() => { let b = document.getElementById('f-5b4a5c').getBoundingClientRect(); return b.top > 0 && b.top < innerHeight })()`, true)
	evaluate(t, ctx, "it is level with its words", `Math.abs(document.querySelector('#c3').getClientRects()[0].top - document.querySelector('.note[data-n="3"]').getBoundingClientRect().top) < 3`, true)
}

func testKeys(t *testing.T, ctx context.Context, url string) {
	run(t, ctx, load(url), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("e"), chromedp.Sleep(300*time.Millisecond))
	evaluate(t, ctx, "the second claim has the focus", `document.activeElement.id`, "c2")
	evaluate(t, ctx, "its evidence is open", `document.querySelector('.note[data-n="2"] .ev').open`, true)
	evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	run(t, ctx, shoot("evidence"))
}

func testNarrow(t *testing.T, ctx context.Context, url string) {
	for _, width := range []int64{390, 320} {
		run(t, ctx, view(width, 844), load(url))
		evaluate(t, ctx, "horizontal overflow", overflow, "")
		run(t, ctx, press(`document.querySelectorAll('details').forEach(d => { d.open = true })`), chromedp.Sleep(200*time.Millisecond))
		evaluate(t, ctx, "horizontal overflow with all open", overflow, "")
	}
	run(t, ctx, view(390, 844), load(url), shoot("narrow"), view(1440, 1000))
}

// press runs JavaScript for its effect.
func press(js string) step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool]("(() => {"+js+"; return true })()")(ctx, tab)
		return err
	})
}

// testDense opens an article with 500 findings.
func testDense(t *testing.T, ctx context.Context) {
	run(t, ctx, load(save(t, longArticle(t, 12000, 500))))
	evaluate(t, ctx, "notes", `document.querySelectorAll('.note').length`, 500)
	evaluate(t, ctx, "notes that overlap", countOverlaps, 0)
	evaluate(t, ctx, "horizontal overflow", overflow, "")
}

// testHostile opens pages that carry injections in every field: nothing may run or load.
func testHostile(t *testing.T, ctx context.Context) {
	for _, s := range injections {
		run(t, ctx, load(save(t, hostile(t, s))))
		evaluate(t, ctx, "scripts after "+s, `document.scripts.length + document.images.length`, len([]string{"tiles", "ours"}))
		evaluate(t, ctx, "the page's script has run after "+s, `document.documentElement.className.startsWith('js')`, true)
	}
	long := strings.Repeat("unbreakable", 28)
	run(t, ctx, view(390, 844), load(save(t, hostile(t, long))))
	evaluate(t, ctx, "overflow with words of 308 letters", overflow, "")
	run(t, ctx, view(1440, 1000))
}

func testPrint(t *testing.T, ctx context.Context, url string) {
	run(t, ctx, load(url))
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil || len(pdf) < 10_000 || string(pdf[:5]) != "%PDF-" {
		t.Fatalf("printing gives %d bytes, %v", len(pdf), err)
	}
	if err := keep("print.pdf", pdf); err != nil {
		t.Fatal(err)
	}
	run(t, ctx, medium("print"))
	evaluate(t, ctx, "the notes give way to the list", `getComputedStyle(document.querySelector('.notes')).display + getComputedStyle(document.querySelector('.list')).display`, "noneblock")
	run(t, ctx, medium(""))
}

func testWithoutScript(t *testing.T, ctx context.Context, url string) {
	run(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), load(url+"#f-5b4a5c"), shoot("noscript"))
	evaluate(t, ctx, "the script has run", `document.documentElement.className`, "")
	evaluate(t, ctx, "open notes, the linked one among them", `[...document.querySelectorAll('.note[open]')].map(n => n.dataset.n).join()`, "2,3,5,7,9,10,12,13")
	run(t, ctx, chromedp.Click(chromedp.CSS(`.note[data-n="1"] > summary`)), chromedp.WaitVisible(chromedp.CSS("#f-5b0c7e")))
	run(t, ctx, chromedp.Click(chromedp.CSS("#v-two")))
	evaluate(t, ctx, "notes of one filter", `[...document.querySelectorAll('.note')].filter(n => getComputedStyle(n).display != 'none').length`, 1)
}
