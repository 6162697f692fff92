package claims

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/extract"
)

// TestSeveralWords: in none of the goldens and adversarial passages does a rule of several.pat match without one of the words that findSeveral
// asks for first.
func TestSeveralWords(t *testing.T) {
	c := internalChecker(t)
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no testdata: ", err)
	}
	with := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range strings.Split(string(text), "\n-- ") {
			_, one, _ = strings.Cut(one, "\n") // its name
			doc, err := extract.Read("a.md", []byte(one), extract.Options{})
			if err != nil {
				continue // an empty one
			}
			a := newArticle(t.Context(), doc, c)
			if a == nil {
				continue
			}
			for _, p := range a.each() {
				if p == nil {
					continue
				}
				for _, m := range severalPatterns.Find(p.items) {
					if p.has(severalWords...) {
						with++
					} else if !strings.HasSuffix(m.Pattern.Head, ".more") {
						t.Errorf("%s: %q matches %s without one of %q", name, doc.Quote(p.span(m.Start, m.End)), m.Pattern.Head, severalWords)
					}
				}
			}
		}
	}
	if with < 50 {
		t.Errorf("%d matches are too few to tell", with)
	}
}
