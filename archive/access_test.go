package archive

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"stet/internal/browsertest"
)

// The index of a run, wide and narrow, light and dark, before and after a second run, against axe-core; the
// console stays silent and nothing sticks out.
func TestIndexInBrowser(t *testing.T) {
	axe := browsertest.Axe(t)
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	crawl(t, filepath.Join(in, "a.warc.gz"), 40, 2)
	put(t, filepath.Join(in, "torn.docx"), []byte("PK\x03\x04 torn"))
	ctx := browsertest.Open(t, 2*time.Minute)
	said := browsertest.Listen(ctx)
	for _, turn := range []string{"first run", "second run"} {
		if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int64{1440, 390, 320} {
			for _, scheme := range []string{"light", "dark"} {
				browsertest.Run(t, ctx, browsertest.View(width, 900), browsertest.Scheme(scheme), chromedp.Navigate("file://"+filepath.Join(run, "index.html")), chromedp.Sleep(200*time.Millisecond))
				axe(ctx, turn+", "+scheme)
				browsertest.Evaluate(t, ctx, "horizontal overflow", browsertest.Overflow, "")
			}
		}
		crawl(t, filepath.Join(in, "b.warc.gz"), 10, 1)
	}
	browsertest.Run(t, ctx, browsertest.View(390, 900), browsertest.Scheme("light"), browsertest.Shoot("archive-390"), browsertest.View(1440, 1000), browsertest.Shoot("archive"),
		browsertest.Scheme("dark"), browsertest.Shoot("archive-dark"))
	for _, s := range said() {
		t.Errorf("the console says: %s", s)
	}
}
