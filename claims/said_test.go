package claims

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"stet/extract"
	"stet/sources"
)

// annotation is one line of testdata/speech/said.txt.
type annotation struct {
	verb, words, speaker string
}

var annotationLine = regexp.MustCompile(`^// (said|told|scare) ("(?:[^"\\]|\\.)*")(?: (.*))?$`)

// annotated cuts a passage from its annotations.
func annotated(t *testing.T, f txtar.File) (article string, list []annotation) {
	var text []string
	for _, line := range strings.Split(string(f.Data), "\n") {
		if !strings.HasPrefix(line, "// ") {
			text = append(text, line)
			continue
		}
		m := annotationLine.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("%s: %q is no annotation", f.Name, line)
		}
		words, err := strconv.Unquote(m[2])
		if err != nil {
			t.Fatalf("%s: %s: %v", f.Name, line, err)
		}
		list = append(list, annotation{m[1], words, m[3]})
	}
	return strings.Join(text, "\n"), list
}

// isSpeaker compares a resolved speaker with the annotation's.
func isSpeaker(who *speaker, want string) bool {
	switch {
	case want == "-":
		return who == nil || who.name == "" && who.role == "" && who.country == ""
	case who == nil:
		return false
	case want == "text":
		return who.text
	case want == "organ":
		return who.body != ""
	case want == "statement":
		return who.paper
	case len(want) == 3 && want == strings.ToUpper(want):
		return slices.Contains(codes(who.country), want) // states may speak together
	}
	return sameSpeaker(who.name, want) || strings.Contains(extract.Fold(who.role), extract.Fold(want))
}

// TestSaid holds the figures of issue 5 for quotations in passages of our own.
func TestSaid(t *testing.T) {
	for _, set := range []struct {
		file     string
		passages int
		speakers float64 // least share that is right
	}{{"said.txt", 80, 0.93}, {"unseen.txt", 30, 0.88}, {"fresh.txt", 60, 0.93}, {"later.txt", 40, 0.93}, {"third.txt", 40, 0.93}, {"fourth.txt", 40, 0.93}} {
		t.Run(set.file, func(t *testing.T) { measureSaid(t, set.file, set.passages, set.speakers) })
	}
}

func measureSaid(t *testing.T, file string, passages int, speakers float64) {
	c := internalChecker(t)
	archive, err := txtar.ParseFile("testdata/speech/" + file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) < passages {
		t.Errorf("%d passages", len(archive.Files))
	}
	var wanted, found, hit, right int
	for _, f := range archive.Files {
		article, list := annotated(t, f)
		doc, err := extract.Read(f.Name+".md", []byte("---\ndate: 2025-02-25\n---\n"+article), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		extract.Analyze(doc, c.lexicon, nil)
		s := newSpeech(doc, c)
		taken := map[int]bool{}
		for _, a := range list {
			if a.verb == "told" {
				continue
			}
			at := -1
			for i := range s.quotes {
				if !taken[i] && s.quotes[i].Parent < 0 && doc.Quote(s.quotes[i].Inner) == a.words {
					at = i
					break
				}
			}
			wanted++
			if at < 0 {
				t.Logf("%s: not found: %q", f.Name, a.words)
				continue
			}
			taken[at] = true
			hit++
			if a.verb == "scare" {
				right++
				continue
			}
			if isSpeaker(s.said[at].who, a.speaker) {
				right++
			} else {
				t.Logf("%s: %q is said by %s, want %s", f.Name, a.words, describe(s.said[at].who), a.speaker)
			}
		}
		for i := range s.quotes {
			if s.quotes[i].Parent < 0 {
				if found++; !taken[i] {
					t.Logf("%s: nobody wanted %q", f.Name, doc.Quote(s.quotes[i].Inner))
				}
			}
		}
		for _, a := range list { // scare quotes are no claims
			for _, q := range s.quotationsOf() {
				if a.verb == "scare" && q.fact.words == a.words {
					t.Errorf("%s: %q is taken for somebody's words", f.Name, a.words)
				}
			}
		}
	}
	f1 := 2 * float64(hit) / float64(wanted+found)
	t.Logf("%d quotations: exact spans F1 %.3f, speakers right %.3f", wanted, f1, float64(right)/float64(hit))
	if f1 < 0.95 || float64(right) < speakers*float64(hit) {
		t.Errorf("want 0.95 and %.2f", speakers)
	}
}

func describe(who *speaker) string {
	if who == nil {
		return "nobody"
	}
	return fmt.Sprintf("%s (text %t, paper %t, organ %q, pronoun %q)", who, who.text, who.paper, who.body, who.pronoun)
}

// internalChecker is a checker on the facts that the binary carries.
func internalChecker(t testing.TB) *Checker {
	t.Helper()
	db, err := openReference()
	if err != nil {
		t.Fatal(err)
	}
	return NewChecker(db)
}

// openReference opens the facts once for the tests of the package.
var openReference = sync.OnceValues(func() (*sources.DB, error) {
	return sources.Open(context.Background(), sources.Options{})
})

// TestTold measures indirect speech: the words of what is told, by overlap, and who is said to have said it.
func TestTold(t *testing.T) {
	for _, file := range []string{"told.txt", "fresh.txt", "later.txt", "third.txt", "fourth.txt"} {
		t.Run(file, func(t *testing.T) { measureTold(t, file) })
	}
}

func measureTold(t *testing.T, file string) {
	c := internalChecker(t)
	archive, err := txtar.ParseFile("testdata/speech/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var want, got, shared, right, pieces int
	for _, f := range archive.Files {
		article, list := annotated(t, f)
		doc, err := extract.Read(f.Name+".md", []byte("---\ndate: 2025-02-25\n---\n"+article), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		extract.Analyze(doc, c.lexicon, nil)
		found := newSpeech(doc, c).tellings()
		for _, x := range found {
			got += len(strings.Fields(doc.Quote(x.content)))
			if !slices.ContainsFunc(list, func(a annotation) bool { return a.verb == "told" && doc.Quote(x.content) == a.words }) {
				t.Logf("%s: nobody wanted just %q", f.Name, doc.Quote(x.content))
			}
		}
		for _, a := range list {
			if a.verb != "told" {
				continue
			}
			at := strings.Index(doc.Text, a.words)
			if at < 0 {
				t.Fatalf("%s: %q is not in it", f.Name, a.words)
			}
			span := extract.Span{Start: at, End: at + len(a.words)}
			want += len(strings.Fields(a.words))
			best, who := 0, "nobody"
			for _, x := range found {
				if both := (extract.Span{Start: max(span.Start, x.content.Start), End: min(span.End, x.content.End)}); both.Start < both.End {
					if n := len(strings.Fields(doc.Quote(both))); n > best {
						best, who = n, describe(x.fact.who)
						if isSpeaker(x.fact.who, a.speaker) {
							who = ""
						}
					}
				}
			}
			shared += best
			pieces++
			if who == "" {
				right++
			}
			if who != "" || best < len(strings.Fields(a.words)) {
				t.Logf("%s: %d of %q, by %s", f.Name, best, a.words, who)
			}
		}
	}
	f1 := 2 * float64(shared) / float64(want+got)
	t.Logf("%d pieces of indirect speech: word overlap F1 %.3f, speakers right %.3f", pieces, f1, float64(right)/float64(pieces))
	if f1 < 0.8 {
		t.Error("want 0.80")
	}
}
