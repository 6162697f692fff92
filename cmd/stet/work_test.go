package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// checkFunc is a checker made of a function.
type checkFunc func(context.Context, *extract.Document) (*claims.Result, error)

func (f checkFunc) Check(ctx context.Context, d *extract.Document) (*claims.Result, error) {
	return f(ctx, d)
}

func articlesNamed(t *testing.T, names ...string) []input {
	t.Helper()
	dir := t.TempDir()
	var out []input
	for _, n := range names {
		path := filepath.Join(dir, n)
		if err := os.WriteFile(path, []byte("The General Assembly voted in "+n+"."), 0o666); err != nil {
			t.Fatal(err)
		}
		out = append(out, input{path: path})
	}
	return out
}

func TestPanicIsTheArticlesError(t *testing.T) {
	w := &worker{checker: checkFunc(func(_ context.Context, d *extract.Document) (*claims.Result, error) {
		if filepath.Base(d.Name) == "b.txt" {
			panic("no such seat")
		}
		return &claims.Result{Document: d}, nil
	})}
	inputs := articlesNamed(t, "a.txt", "b.txt", "c.txt")
	results, err := w.all(t.Context(), inputs, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		if r.Document.Name != inputs[i].path {
			t.Errorf("result %d is of %s, want %s", i, r.Document.Name, inputs[i].path)
		}
		if broke := r.Err != nil; broke != (i == 1) {
			t.Errorf("result %d: error %v", i, r.Err)
		}
	}
	if text := fmt.Sprint(results[1].Err); !strings.Contains(text, "no such seat") || !strings.Contains(text, "please report it") {
		t.Errorf("error %q", text)
	}
	if got := exitCode(verdictOf(results, true)); got != codeFailure {
		t.Errorf("exit code %d, want %d", got, codeFailure)
	}
}

func TestInterruptEndsAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	stuck := make(chan struct{})
	defer close(stuck)
	w := &worker{checker: checkFunc(func(context.Context, *extract.Document) (*claims.Result, error) {
		cancel()
		<-stuck
		return nil, errors.New("never seen")
	})}
	if _, err := w.all(ctx, articlesNamed(t, "a.txt", "b.txt"), 1, func() {}); err == nil || !strings.Contains(err.Error(), "interrupted") {
		t.Fatalf("error %v", err)
	}
}

func TestTimeoutIsTheArticlesError(t *testing.T) {
	w := &worker{checker: checkFunc(func(context.Context, *extract.Document) (*claims.Result, error) {
		return nil, context.DeadlineExceeded
	})}
	results, err := w.all(t.Context(), articlesNamed(t, "a.txt"), 1, func() {})
	if err != nil || results[0].Err == nil || !strings.Contains(results[0].Err.Error(), "took longer") {
		t.Fatalf("results %v, error %v", results[0].Err, err)
	}
}

// TestReportIsWholeOrAbsent lets the rendering fail in the middle of a report.
func TestReportIsWholeOrAbsent(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte("the earlier one"), 0o640); err != nil {
		t.Fatal(err)
	}
	err := writeFile(path, func(w io.Writer) error {
		io.WriteString(w, "half")
		return errors.New("no more room")
	})
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Fatalf("error %v", err)
	}
	kept, err := os.ReadFile(path)
	if err != nil || string(kept) != "the earlier one" {
		t.Fatalf("the earlier report is %q, %v", kept, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Fatalf("left behind: %q", left)
	}
	if err := writeFile(path, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
}

func TestPageNames(t *testing.T) {
	var results []*claims.Result
	for _, name := range []string{"desk/a b.md", "desk-a-b.md", "DESK/a b.md", "../../x.html", "-", "…", "./.x.md", "/" + strings.Repeat("long/", 40) + "end.md"} {
		results = append(results, &claims.Result{Document: &extract.Document{Name: name}})
	}
	want := []string{"desk-a-b.md.html", "desk-a-b.md-2.html", "DESK-a-b.md-3.html", "x.html.html", "standard-input.html", "article.html",
		"x.md.html", "ong-long-long-long-long-long-long-long-long-long-long-end.md.html"}
	got := pageNames(results)
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("page of %q is %q, want %q", results[i].Document.Name, got[i], want[i])
		}
	}
}

func TestCommandLineReadsBack(t *testing.T) {
	got := commandLine(&checkOptions{date: "2025-02", title: "It's so"}, []string{"a b.md", "c.md", ""})
	if want := `stet check --date 2025-02 --title 'It'\''s so' 'a b.md' c.md ''`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestWriteErrors has an output that fails.
func TestWriteErrors(t *testing.T) {
	a := &app{streams: streams{Out: failing{}, Err: io.Discard}, env: func(string) string { return "" }}
	r := []*claims.Result{{Document: &extract.Document{Name: "a", Text: "x"}}}
	for _, format := range formats {
		if err := a.print(&checkOptions{format: format}, r, report.HTMLOptions{}); err == nil {
			t.Errorf("%s: no error", format)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// TestEveryCommandHasExamples keeps the help helpful.
func TestEveryCommandHasExamples(t *testing.T) {
	a := &app{streams: streams{Out: io.Discard, Err: io.Discard}, env: func(string) string { return "" }}
	queue := a.rootCommand().Commands()
	for len(queue) > 0 {
		c := queue[0]
		queue = append(queue[1:], c.Commands()...)
		if c.Example == "" || c.Short == "" {
			t.Errorf("%s: no example or no summary", c.CommandPath())
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"A/RES/79/7", "A/RES/79/7", 0}, {"ES-11/7", "ES-11/17", 1}, {"2774", "2747", 1}, {"2774", "", 4}, {"AB", "XY", 2}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
