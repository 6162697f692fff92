package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"stet/claims"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with testdata/NAME.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		t.Errorf("%s differs at byte %d:\ngot  …%q\nwant …%q\n(go test ./report -update rewrites it)", name, at,
			got[max(0, at-80):min(len(got), at+160)], want[max(0, at-80):min(len(want), at+160)])
	}
}

func render(t testing.TB, r *claims.Result, opt HTMLOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGoldenHTML(t *testing.T) {
	opt := testOptions(t)
	golden(t, "three-votes.html", render(t, threeVotes(t), opt))
	golden(t, "failed.html", render(t, failedArticle(), opt))
	golden(t, "no-claims.html", render(t, newArticle(t, "quiet.txt", "A quiet day", "p: Nothing is claimed here.").res, opt))
	var b bytes.Buffer
	if err := HTMLIndex(&b, []*claims.Result{threeVotes(t), failedArticle()}, []string{"three-votes.html", "torn.html"}, opt); err != nil {
		t.Fatal(err)
	}
	golden(t, "index.html", b.Bytes())
}

func TestGoldenText(t *testing.T) {
	for name, c := range map[string]struct {
		results []*claims.Result
		opt     TextOptions
	}{
		"three-votes.txt":       {[]*claims.Result{threeVotes(t)}, TextOptions{}},
		"three-votes-color.txt": {[]*claims.Result{threeVotes(t)}, TextOptions{Color: true, Width: 72, Quiet: true}},
		"several.txt": {[]*claims.Result{threeVotes(t), failedArticle()},
			TextOptions{Filter: Filter{Verdicts: []claims.Verdict{claims.Refuted}, Kinds: []string{"tally"}}}},
	} {
		var b bytes.Buffer
		if err := Text(&b, c.results, c.opt); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

func TestGoldenJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, []*claims.Result{threeVotes(t), failedArticle()}, version, JSONOptions{Indent: true, WithText: true}); err != nil {
		t.Fatal(err)
	}
	golden(t, "three-votes.json", b.Bytes())
}

// Two renderings are the same to the byte.
func TestDeterministic(t *testing.T) {
	first := render(t, threeVotes(t), testOptions(t))
	for range 5 {
		if !bytes.Equal(first, render(t, threeVotes(t), testOptions(t))) {
			t.Fatal("two renderings of one result differ")
		}
	}
}
