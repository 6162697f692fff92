package extract

import (
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// numberTokens is numberRuns with nothing but the tokenizer.
func numberTokens(page string) (runs []run, marked []byte) {
	z := nethtml.NewTokenizer(strings.NewReader(page))
	raw := false
	for at := 0; ; {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			return runs, append(marked, page[min(at, len(page)):]...)
		}
		token := string(z.Raw())
		start := at
		at += len(token)
		switch {
		case kind == nethtml.StartTagToken:
			name, _ := z.TagName()
			raw = isRawText(atom.Lookup(name))
		case kind == nethtml.TextToken && !raw && len(strings.TrimSpace(token)) > 0:
			marked = utf8.AppendRune(marked, mark(len(runs)))
			runs = append(runs, run{start, at})
			if mayHoldMark(token) {
				marked = append(marked, html.EscapeString(withoutMarks(html.UnescapeString(token)))...)
				continue
			}
		case kind == nethtml.TextToken:
		default:
			raw = false
		}
		marked = append(marked, token...)
	}
}

func sameNumbers(t *testing.T, page string) (runs int) {
	t.Helper()
	got, marked, ok := numberRuns(page, 1<<20)
	want, wantMarked := numberTokens(page)
	if !ok || !slices.Equal(got, want) || string(marked) != string(wantMarked) {
		t.Fatalf("%q:\n%v %q\nthe tokenizer:\n%v %q", page, got, marked, want, wantMarked)
	}
	return len(want)
}

// pageParts are what pages are made of, whole and broken.
var pageParts = []string{"<p>", "</p>", "a", " ", "\n", "text < 3", "<", ">", "/", "=", `"`, "'", "<a href=\"/x>y\" b='c>d'>", "<a b=c\"d>", "<a =b>", "<a =\"x>y\">", "<a / b>", "<br/>", "<a b=/>", "<a b/>",
	"<script>", "</script>", "<SCRIPT a=b>x<b>y</ScripT >", "<script/>", "<style>a<b</style>", "<title>T</title>", "<textarea>", "</textarea>", "<plaintext>", "<xmp>", "<img src=x>", "<noscript>",
	"<!-- c -->", "<!--", "-->", "<!doctype html>", "<?xml?>", "<![CDATA[x]]>", "</>", "</ p>", "</3>", "<3", "<\x00a>", "&#983040;", "\U000F0001", "&lt;", "\r\f\t", "<p\fclass = 'x'\n/ y=1>", "<iframe>", "</iframe>", "<spans>", "<templates-of-x>"}

// TestNumberRuns compares the passing over plain text and tags with the tokenizer, over pages whole and broken.
func TestNumberRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	total := 0
	for range 30_000 {
		var page strings.Builder
		for range 1 + random.IntN(14) {
			page.WriteString(pageParts[random.IntN(len(pageParts))])
		}
		total += sameNumbers(t, page.String())
	}
	if total < 20_000 {
		t.Errorf("only %d runs", total)
	}
	sameNumbers(t, strings.Repeat("a<!-- b -->", 2*mostSpots))
	if _, _, ok := numberRuns("<p>a<p>b<p>c", 2); ok {
		t.Error("three runs are within two")
	}
}

func FuzzNumberRuns(f *testing.F) {
	for _, p := range pageParts {
		f.Add(p + "x<p>" + p)
	}
	f.Fuzz(func(t *testing.T, page string) { sameNumbers(t, page) })
}
