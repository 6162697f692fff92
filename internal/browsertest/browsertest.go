// Package browsertest drives a headless Chromium in tests of the pages that stet makes: the report, the
// desk, the archive's index. It is for tests alone; nothing that is shipped imports it.
//
// STET_SHOTS names a folder in which screenshots are kept, for a person to look at. STET_AXE names the file
// axe.min.js of axe-core, without which tests of accessibility skip themselves. With CI=true nothing skips.
package browsertest

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
)

// Open starts a Chromium that asks the network for nothing, for at most the time given. Where there is none
// the test is skipped, but never in CI.
func Open(t testing.TB, limit time.Duration) context.Context {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program(t)), chromedp.NoSandbox, chromedp.DisableGPU,
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
	ctx, cancel = context.WithTimeout(ctx, limit)
	t.Cleanup(cancel)
	return ctx
}

func program(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	skip(t, "no Chromium: apt-get install chromium")
	return ""
}

// skip skips the test, or fails it in CI.
func skip(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal("CI must have it: " + why)
	}
	t.Skip(why)
}

// Step is something that the browser does.
type Step = chromedp.Action[chromedp.Void]

// Run takes steps, and ends the test where one fails.
func Run(t testing.TB, ctx context.Context, steps ...Step) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// Evaluate holds the value of an expression against the one wanted.
func Evaluate[T comparable](t testing.TB, ctx context.Context, what, js string, want T) {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// Call is a step that sends one protocol command.
func Call[P any](cmd cdp.Command[P, cdp.Empty], params P) Step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, cmd, params)
		return err
	})
}

// Press runs JavaScript for its effect.
func Press(js string) Step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool]("(() => {"+js+"; return true })()")(ctx, tab)
		return err
	})
}

// View gives the window a size in pixels.
func View(width, height int64) Step { return chromedp.EmulateViewport(width, height) }

// Scheme is what the reader prefers: light or dark.
func Scheme(name string) Step {
	return Call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
}

// Medium is what the page is shown on: print, or "" for the screen.
func Medium(name string) Step {
	return Call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name})
}

// WithoutScript turns the pages' own scripts off; tests may still evaluate.
func WithoutScript() Step {
	return Call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Listen collects what the console says: a violated policy, an error, an exception.
func Listen(ctx context.Context) func() []string {
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

// Overflow is an expression that names what sticks out of the page sideways, "" for nothing.
const Overflow = `(() => { let w = document.documentElement.clientWidth; if (document.documentElement.scrollWidth <= w) return '';
	return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('.vh, .tblw')).map(e => e.tagName + '.' + (e.className.baseVal || e.className)).slice(0, 8).join(' ') || 'something' })()`

// Keep writes a file into the folder STET_SHOTS, where one is named.
func Keep(name string, data []byte) error {
	if folder := os.Getenv("STET_SHOTS"); folder != "" {
		return os.WriteFile(filepath.Join(folder, name), data, 0o644)
	}
	return nil
}

// tallest is how much of a long page a screenshot shows, in pixels.
const tallest = 9000

// Shoot keeps a screenshot of the whole page.
func Shoot(name string) Step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if os.Getenv("STET_SHOTS") == "" {
			return nil
		}
		size, err := chromedp.Evaluate[[]int64](`[innerWidth, document.documentElement.scrollHeight, innerHeight]`)(ctx, tab)
		if err != nil {
			return err
		}
		if _, err := chromedp.Steps(View(size[0], min(size[1], tallest)), chromedp.Sleep(600*time.Millisecond))(ctx, tab); err != nil {
			return err
		}
		defer View(size[0], size[2])(ctx, tab)
		png, err := chromedp.CaptureScreenshot()(ctx, tab)
		if err != nil {
			return err
		}
		return Keep(name+".png", png)
	})
}
