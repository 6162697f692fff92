package archive

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"stet/internal/browsertest"
)

// fullRun is a run with so many articles to look at, made up: every third has a grave error, every third another, the others something
// that could not be checked; of ten outlets and as many days of 2024.
func fullRun(t *testing.T, articles int) string {
	t.Helper()
	dir := t.TempDir()
	run, err := makeRun(t.Context(), dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer run.Close()
	err = run.change(t.Context(), func(tx *sql.Tx) error {
		if err := all(t.Context(), tx, []string{"INSERT INTO source VALUES (1, 'crawl.warc.gz', 1, 1, 1, 1, 1, 1, 0)", "INSERT INTO meta VALUES ('pass', '1'), ('reference', 'test')"}); err != nil {
			return err
		}
		for i := range articles {
			text := key{byte(i), byte(i >> 8), byte(i >> 16), 1}
			mean, detail, un, verdict, severity := 0, 0, 0, "refuted", "detail"
			switch i % 3 {
			case 0:
				mean, severity = 1+i%7, "meaning"
			case 1:
				detail = 1 + i%5
			default:
				un, verdict, severity = 2, "not-enough-evidence", ""
			}
			day := time.Date(2024, 1, 1+i%365, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			if err := all(t.Context(), tx, []string{"INSERT INTO result VALUES (?, ?, ?, ?, 3, ?, ?, 0, ?, 'last year’s tally <b>', '{\"path\":\"\"}')"}, text.blob(),
				fmt.Sprintf("Story %d: harbour talks go on </script>", i), day, fmt.Sprintf("outlet%d.example.org", i%10), mean, detail, un); err != nil {
				return err
			}
			if err := all(t.Context(), tx, []string{"INSERT INTO finding VALUES (?, 0, 'id', 'tally', ?, 'mismatch', ?, 'last year’s tally', 1, 'q', 'r', 'm', '18', 'A/RES/ES-11/7', 0)"}, text.blob(), verdict, severity); err != nil {
				return err
			}
			if err := all(t.Context(), tx, []string{"INSERT INTO place VALUES (1, ?, ?, ?, ?)"}, i, fmt.Sprint("https://www.example.org/", i), text.blob(), text.blob()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := run.WriteFiles(t.Context(), OutputOptions{}); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "index.html")
}

// longestTurn is how long the page may take from a choice to the rows that it makes, layout included, on a machine that
// does other work beside.
const longestTurn = time.Second

// TestIndexOfMany: the index of 10,000 articles is filtered, searched and sorted in a browser, rightly and fast.
func TestIndexOfMany(t *testing.T) {
	const articles = 10_000
	path := fullRun(t, articles)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := browsertest.Open(t, 2*time.Minute)
	var said []string
	var mu sync.Mutex
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
	complaints := func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(said)
	}
	begin := time.Now()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate("file://"+path)); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d kB, loaded in %s", info.Size()>>10, time.Since(begin).Round(time.Millisecond))
	for _, c := range []struct{ what, action, want string }{
		{"at first", "", "1–50 of 6,667 | Meaning | 50"},
		{"grave ones", "set('#f-v', 'mean')", "1–50 of 3,334 | Meaning | 50"},
		{"everything", "set('#f-v', 'all')", "1–50 of 10,000 | Meaning | 50"},
		{"not checked", "set('#f-v', 'un')", "1–50 of 3,333 | Not checked | 50"},
		{"of one outlet", "set('#f-v', 'all'); set('#f-o', [...document.querySelectorAll('#f-o option')].find(o => o.textContent === 'outlet7.example.org').value)", "1–50 of 1,000 | Meaning | 50"},
		{"by words", "$('#s').value = 'STORY 77'; set('#f-o', '')", "1–50 of 111 | Meaning | 50"},
		{"by an address", "$('#s').value = 'example.org/9999'; set('#f-v', 'all')", "1–1 of 1 | Meaning | 1"},
		{"by nothing there", "$('#s').value = 'no such words'; set('#f-v', 'all')", "none |  | 0"},
		{"cleared", "$('#clear').click()", "1–50 of 6,667 | Meaning | 50"},
		{"by day, the latest first", "$('[data-k=day]').click()", "1–50 of 6,667 | sorted day down | 50"},
		{"by day, the earliest first", "$('[data-k=day]').click()", "1–50 of 6,667 | sorted day up | 50"},
		{"by outlet", "$('[data-k=outlet]').click()", "1–50 of 6,667 | sorted outlet up | 50"},
		{"by severity", "$('[data-k=rank]').click()", "1–50 of 6,667 | Meaning | 50"},
		{"the next page", "$('#next').click()", "51–100 of 6,667 | Meaning | 50"},
	} {
		var turn struct {
			Got string
			MS  float64
		}
		text, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf(turned, c.action, c.what)))
		if err == nil {
			err = json.Unmarshal([]byte(text), &turn)
		}
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		t.Logf("%-28s %6.1f ms", c.what, turn.MS)
		if turn.Got != c.want {
			t.Errorf("%s: %q, want %q", c.what, turn.Got, c.want)
		}
		if took := time.Duration(turn.MS * float64(time.Millisecond)); took > longestTurn {
			t.Errorf("%s: %s, and %s are allowed", c.what, took, longestTurn)
		}
	}
	elements, err := chromedp.Run(ctx, chromedp.Evaluate[int]("document.querySelectorAll('*').length"))
	if err != nil || elements > 3000 {
		t.Errorf("%d elements in the page, %v", elements, err)
	}
	for _, m := range complaints() {
		t.Errorf("the console says: %s", m)
	}
}

// turned does something in the page and tells what it shows then and how long that took, layout included.
const turned = `(() => {
	let $ = s => document.querySelector(s), set = (s, v) => { $(s).value = v; $(s).dispatchEvent(new Event('change')); };
	let begin = performance.now();
	%s;
	document.body.offsetHeight;
	let ms = performance.now() - begin, rows = [...document.querySelectorAll('#body tr')], what = %q;
	let cell = k => rows.map(r => r.children[k].textContent), rise = l => l.every((x, i) => !i || l[i-1] <= x);
	let word = rows.length ? rows[0].children[0].textContent.trim() : '';
	for (let [name, k] of [['day', 3], ['outlet', 2]]) if (what.startsWith('by ' + name)) {
		let l = cell(k), up = rise(l), down = rise([...l].reverse());
		word = 'sorted ' + name + (what.includes('latest') ? down && l[0] === '2024-12-30' ? ' down' : '?' : up && l[0] === (k === 3 ? '2024-01-01' : 'outlet0.example.org') ? ' up' : '?');
	}
	return JSON.stringify({ Got: [$('#at').textContent, word, rows.length].join(' | '), MS: ms });
})()`
