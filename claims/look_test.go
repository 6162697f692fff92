package claims

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"stet/extract"
	"stet/sources"
)

// TestLookLosesNothing: whatever article of the goldens has a finding passes the look at its bytes, also with
// markup between all its words.
func TestLookLosesNothing(t *testing.T) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c, look := NewChecker(db), NewLook(db)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	told := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range txtar.Parse(data).Files {
			doc, err := extract.Read(f.Name, f.Data, extract.Options{})
			if err != nil {
				continue
			}
			r, err := c.Check(t.Context(), doc)
			if err != nil || len(r.Findings) == 0 {
				continue
			}
			told++
			marked := bytes.ReplaceAll(f.Data, []byte(" "), []byte(`</i>&nbsp;<b class="a-b">`))
			if !look.Concerns(f.Data) || !look.Concerns(marked) {
				t.Errorf("%s: %s has findings, and its bytes are passed over", file, f.Name)
			}
		}
	}
	if told < 100 {
		t.Errorf("only %d articles with findings", told)
	}
}

// TestLookPassesOver: what has nothing to do with it is not parsed.
func TestLookPassesOver(t *testing.T) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	look := NewLook(db)
	for text, want := range map[string]bool{
		"<p>The harbour was quiet that morning, un jour tranquille, who knows.</p>": false,
		"<style>@media (min-resolution: 2dppx) {}</style><a href=/a/12>x</a>":       false,
		"The council met. Nobody spoke.":                                            false,
		"The Council voted.":                                                        true,
		"the U<b></b>.<i>N.</i> said":                                               true,
		"See A/RES/ES-11/7.":                                                        true,
		"He recalled resolution 68/262 of that year.":                               true,
		"Moscow used its veto":                                                      true,
		"U\x00N\x00":                                                                true,
		"Der Sicherheitsrat":                                                        false,
	} {
		if got := look.Concerns([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// BenchmarkLook is the speed of the look over text that has nothing to do with votes.
func BenchmarkLook(b *testing.B) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	look := NewLook(db)
	page := bytes.Repeat([]byte("<p>What does a walk along the river amount to? It is taken at noon, with everyone on the path.</p>\n"), 1400)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if look.Concerns(page) {
			b.Fatal("passes")
		}
	}
}
