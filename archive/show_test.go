package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/report"
	"stet/sources"
)

func openTest(t testing.TB) *sources.DB {
	t.Helper()
	db, err := sources.Open(context.Background(), sources.Options{CacheDir: os.Getenv("STET_CACHE_DIR")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func openRun(t testing.TB, dir string) *Run {
	t.Helper()
	r, err := OpenRun(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// TestArticles: an article is found by every name that it goes by, with what findings.jsonl tells of it.
func TestArticles(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	crawl(t, filepath.Join(in, "crawl.warc.gz"), 20, 2)
	put(t, filepath.Join(in, "bad.docx"), []byte("PK\x03\x04 broken"))
	if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	r := openRun(t, run)
	all, err := r.Articles(t.Context(), "", Filter{}, 100)
	if err != nil || len(all) != 10 {
		t.Fatalf("%d articles, %v", len(all), err)
	}
	told, err := os.ReadFile(filepath.Join(run, "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	once, err := r.Articles(t.Context(), "", Filter{Once: true}, 100)
	if err != nil || len(once) == 0 || len(once) == len(all) { // the pages are much alike
		t.Fatalf("%d articles told on their own, %v", len(once), err)
	}
	for _, a := range once {
		lines = append(lines, string(a.Document)+"\n")
	}
	if strings.Join(lines, "") != string(told) {
		t.Error("the articles are not what findings.jsonl tells")
	}
	want := all[3]
	for _, address := range []string{want.Path, "https://www.example.org/6", "www.example.org/6", want.Text, want.Text[:8], "crawl.warc.gz!https://www.example.org/6"} {
		got, err := r.Articles(t.Context(), address, Filter{}, 10)
		if strings.HasPrefix(address, "crawl") { // only the end of one of the two, not of both
			if err == nil {
				t.Errorf("%s: found", address)
			}
			continue
		}
		if err != nil || len(got) != 1 || got[0].Text != want.Text {
			t.Errorf("%s: %d found, %v", address, len(got), err)
		}
	}
	for address, words := range map[string]string{"https://www.example.org/1": "no finding there", "bad.docx": "could not be read or checked: ", "'; DROP TABLE place": "no finding there", want.Text[:3]: "no finding"} {
		if got, err := r.Articles(t.Context(), address, Filter{}, 10); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %d found, %v", address, len(got), err)
		}
	}
}

// TestFind: each part of a filter picks what it says, alone and together.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	lines := ""
	for i, day := range []string{"2025-02-25", "2025-03-02", "2025-03", "2025", ""} {
		page := fmt.Sprintf("On 24 February 2025 the United Nations General Assembly adopted resolution A/RES/ES-11/7 on Ukraine by 93 votes to %d, with 65 abstentions. The tide was number %d.", 15+i, i)
		b, _ := json.Marshal(map[string]string{"text": page, "date": day, "url": fmt.Sprint("https://x.org/", i), "outlet": []string{"News.Example.org", "myexample.org"}[i%2]})
		lines += string(b) + "\n"
	}
	put(t, filepath.Join(in, "a.jsonl"), []byte(lines))
	if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	r := openRun(t, run)
	tally := []string{"tally"}
	for _, c := range []struct {
		f    Filter
		want string // the ends of the articles' addresses
	}{
		{Filter{Kinds: tally}, "0 1 2 3 4"},
		{Filter{Kinds: tally, Verdicts: []string{"refuted"}}, "0 1 2 4"},
		{Filter{Kinds: tally, Verdicts: []string{"supported"}}, "3"},
		{Filter{Kinds: tally, From: "2025-03"}, "1 2 3"}, // 2025 may be March
		{Filter{Kinds: tally, From: "2025-03-02"}, "1 2 3"},
		{Filter{Kinds: tally, To: "2025-03-01"}, "0 2 3"},
		{Filter{Kinds: tally, To: "2025-02"}, "0 3"},
		{Filter{Kinds: tally, Outlet: "example.org"}, "0 2 4"},
		{Filter{Kinds: tally, Record: "es-11/7"}, "0 1 2 3 4"},
		{Filter{Kinds: tally, Record: "11/7"}, ""},
		{Filter{Kinds: tally, Text: "to 17,"}, "2"},
		{Filter{Kinds: tally, Path: "x.org/4"}, "4"},
		{Filter{Kinds: tally, Severity: "meaning"}, ""},
		{Filter{Kinds: tally, Diagnosis: "100%_'\""}, ""},
	} {
		got, err := r.Find(t.Context(), c.f, sources.QueryLimits{})
		if err != nil {
			t.Errorf("%+v: %v", c.f, err)
			continue
		}
		var ends []string
		for _, row := range got.Rows {
			path := row[1].(string)
			ends = append(ends, path[len(path)-1:])
		}
		if strings.Join(ends, " ") != c.want {
			t.Errorf("%+v: %v, want %s", c.f, ends, c.want)
		}
	}
	for by := range Groups {
		if got, err := r.Count(t.Context(), Filter{Kinds: tally}, by, sources.QueryLimits{}); err != nil || len(got.Rows) == 0 {
			t.Errorf("by %s: %v, %v", by, got, err)
		}
	}
	for _, q := range []string{"DELETE FROM place", "ATTACH 'x' AS x", "PRAGMA journal_mode=DELETE", "SELECT load_extension('x')", "DROP VIEW findings"} {
		if _, err := r.Ask(t.Context(), sources.QueryLimits{}, q); err == nil {
			t.Errorf("%s: done", q)
		}
	}
}

// TestPages: pages are made of what the run found, once, and linked from the index; what the archive tells otherwise
// by now gets none, and an earlier finding's page is not taken for the present one's.
func TestPages(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	crawl(t, filepath.Join(in, "crawl.warc.gz"), 40, 4)
	put(t, filepath.Join(in, "edited.html"), testPage(900, true, true))
	put(t, filepath.Join(in, "gone.html"), testPage(901, true, true))
	put(t, filepath.Join(in, "packed.zip"), zipOf("a.txt", "quiet", "b.html", string(testPage(902, true, false))))
	opt := Options{Paths: []string{in}}
	if err := runAll(t.Context(), run, opt); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(in, "edited.html"), testPage(900, true, false))
	if err := os.Remove(filepath.Join(in, "gone.html")); err != nil {
		t.Fatal(err)
	}
	db, r := openTest(t), openRun(t, run)
	var failed []string
	say := PageOptions{HTML: report.HTMLOptions{Version: "test"}, Fail: func(u Unpaged) error {
		failed = append(failed, filepath.Base(u.Path)+": "+u.Err.Error())
		return nil
	}}
	made, err := r.WritePages(t.Context(), db, "", Filter{Verdicts: []string{"refuted"}}, say)
	if err != nil || made != 5 {
		t.Errorf("%d pages of what is refuted, %v", made, err)
	}
	if all := strings.Join(failed, "\n"); len(failed) != 2 || !strings.Contains(all, "edited.html: it reads or is judged otherwise") || !strings.Contains(all, "gone.html: no such file") {
		t.Errorf("failed: %q", failed)
	}
	if made, err = r.WritePages(t.Context(), db, "", Filter{}, say); err != nil || made != 6 {
		t.Errorf("%d pages of the others, %v", made, err)
	}
	if made, err = r.WritePages(t.Context(), db, "", Filter{}, say); err != nil || made != 0 {
		t.Errorf("%d pages made twice, %v", made, err)
	}
	if err := r.WriteIndex(t.Context(), OutputOptions{}); err != nil {
		t.Fatal(err)
	}
	index, err := os.ReadFile(filepath.Join(run, "index.html"))
	links := regexp.MustCompile(`href="(articles/[^"]*)"`).FindAllSubmatch(index, -1)
	if err != nil || len(links) == 0 {
		t.Errorf("%d links in the index, %v", len(links), err)
	}
	for _, l := range links {
		if _, err := os.Stat(filepath.Join(run, string(l[1]))); err != nil {
			t.Error(err)
		}
	}
	var page bytes.Buffer
	if err := r.WritePage(t.Context(), db, &page, "packed.zip", say); err == nil {
		t.Error("a ZIP is no article")
	}
	if err := r.WritePage(t.Context(), db, &page, filepath.ToSlash(in)+"/packed.zip!b.html", say); err != nil || !strings.Contains(page.String(), "Story 902") {
		t.Errorf("a page on demand: %d bytes, %v", page.Len(), err)
	}
	if err := runAll(t.Context(), run, opt); err != nil { // the edited one stands now
		t.Fatal(err)
	}
	if made, err = r.WritePages(t.Context(), db, "edited.html", Filter{}, say); err != nil || made != 1 {
		t.Errorf("%d pages of the edited article, %v", made, err)
	}
}

// TestPagesStopped: a folder that cannot be written ends the making of pages with what to do, and a cancelled one ends soon.
func TestPagesStopped(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	crawl(t, filepath.Join(in, "crawl.warc.gz"), 40, 1)
	if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	db, r := openTest(t), openRun(t, run)
	put(t, filepath.Join(run, PagesDir), nil) // a file where the folder should be
	if _, err := r.WritePages(t.Context(), db, "", Filter{}, PageOptions{}); err == nil || !strings.Contains(err.Error(), "make the folder") {
		t.Errorf("a file in the way: %v", err)
	}
	if err := os.Remove(filepath.Join(run, PagesDir)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	made, err := r.WritePages(ctx, db, "", Filter{}, PageOptions{Step: func(n int) {
		if n == 3 {
			cancel()
		}
	}})
	if err == nil || made >= 40 {
		t.Errorf("cancelled: %d made, %v", made, err)
	}
}
