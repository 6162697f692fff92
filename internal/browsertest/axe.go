package browsertest

import (
	"context"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// violations is an expression for what axe-core finds against WCAG 2.2 A and AA, a line for each rule with
// the first elements that break it; "" for nothing. Notes are put beside their passages a frame after they open, so that it waits until
// they have kept their places for some frames.
const violations = `new Promise(still => {
		let kept = 0, last = '';
		const look = () => {
			const now = [...document.querySelectorAll('.note, .fd')].map(e => Math.round(e.getBoundingClientRect().top)).join();
			kept = now === last ? kept + 1 : 0;
			last = now;
			if (kept > 4) { still() } else { requestAnimationFrame(look) }
		};
		look();
	}).then(() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})).then(r =>
	r.violations.map(v => v.id + ' (' + v.help + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.any.concat(n.all, n.none).map(c => c.message).join('; ')).join(' | ')).join('\n'))`

// Axe is a check that the page at hand breaks no rule of WCAG 2.2 A and AA that a program can see. It skips
// the test where STET_AXE names no axe.min.js, but never in CI.
func Axe(t testing.TB) func(ctx context.Context, what string) {
	t.Helper()
	find := finder(t)
	return func(ctx context.Context, what string) {
		t.Helper()
		if found := find(ctx); found != "" {
			t.Errorf("%s: axe finds\n%s", what, found)
		}
	}
}

// finder is what Axe looks for violations with.
func finder(t testing.TB) func(context.Context) string {
	t.Helper()
	path := os.Getenv("STET_AXE")
	if path == "" {
		skip(t, "STET_AXE does not name axe.min.js: npm pack axe-core@4.14.1, unpack it, and name the file")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%s: cannot be read: %v", path, err)
	}
	return func(ctx context.Context) string {
		t.Helper()
		// The page's policy forbids scripts that are not its own; the protocol's are the tester's.
		Run(t, ctx, Press(string(source)))
		found, err := chromedp.Run(ctx, chromedp.Evaluate[string](violations, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("axe: %v", err)
		}
		return found
	}
}
