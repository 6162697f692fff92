package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/claims"
	"stet/extract"
)

// shape prints pieces as "plain[class words]#number".
func shape(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Mark == nil {
			b.WriteString(p.Text)
			continue
		}
		fmt.Fprintf(&b, "[%s:%s", p.Mark.N, p.Text)
		if p.Mark.Number {
			fmt.Fprintf(&b, "#%d", p.Mark.Note.N)
		}
		for _, o := range p.Mark.Others {
			fmt.Fprintf(&b, "#%d", o.N)
		}
		b.WriteString("]")
	}
	return b.String()
}

func blocksOf(t *testing.T, r *claims.Result) []group { return newPage(r, testOptions(t)).Blocks }

func TestMarks(t *testing.T) {
	sup := claims.Finding{Kind: "tally", Verdict: claims.Supported}
	ref := claims.Finding{Kind: "position", Verdict: claims.Refuted}
	p := func() *article { return newArticle(t, "a.md", "", "p: one two three four five") }
	for want, a := range map[string]*article{
		"one two three four five":                   p(),
		"[1:one two three four five#1]":             p().add("one two three four five", sup),
		"one [1:two#1] three [2:four#2] five":       p().add("two", sup).add("four", sup),
		"[1:one ][1 2:two#2][1: three#1] four five": p().add("one two three", sup).add("two", ref),
		"[1:one ][1 2:two#1][2: three#2] four five": p().add("one two", sup).add("two three", ref),
		"one [1 2:two three#2#1] four five":         p().add("two three", sup).add("two three", ref),
	} {
		if got := shape(blocksOf(t, a.res)[1].Items[0].Pieces); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// A finding that spans blocks is marked in each, numbered at its end, and noted beside its beginning.
func TestMarkAcrossBlocks(t *testing.T) {
	a := newArticle(t, "a.md", "", "p: The text was adopted.", "p: It won 93 votes.")
	a.add("adopted.\n\nIt won", claims.Finding{Kind: "outcome", Verdict: claims.Supported})
	g := blocksOf(t, a.res)
	if got := shape(g[1].Items[0].Pieces) + " / " + shape(g[2].Items[0].Pieces); got != "The text was [1:adopted.] / [1:It won#1] 93 votes." {
		t.Error(got)
	}
	if len(g[1].Notes) != 1 || len(g[2].Notes) != 0 {
		t.Errorf("notes: %d and %d", len(g[1].Notes), len(g[2].Notes))
	}
}

// Odd spans break nothing, and no finding is lost.
func TestOddSpans(t *testing.T) {
	for _, s := range []extract.Span{{Start: 0, End: 0}, {Start: 3, End: 3}, {Start: -5, End: 2}, {Start: 2, End: 900}, {Start: 900, End: 901}, {Start: 5, End: 2}, {Start: 11, End: 12}} {
		a := newArticle(t, "a.md", "", "p: Ünited 🗳", "p: Nations")
		a.res.Findings = []claims.Finding{{ID: "x", Kind: "tally", Span: s, Verdict: claims.Refuted, Correction: &claims.Correction{Span: s, With: "y"}}}
		page := string(render(t, a.res, testOptions(t)))
		if !strings.Contains(page, `id="f-x"`) {
			t.Errorf("%v: the note is lost", s)
		}
		if strings.ContainsRune(page, '\ufffd') {
			t.Errorf("%v: a character is cut", s)
		}
	}
}

// The words of the article are all on the page, in order, and nothing else within the paragraphs.
func TestTextIsKept(t *testing.T) {
	r := threeVotes(t)
	for i, g := range blocksOf(t, r) {
		var got string
		for _, it := range g.Items {
			for _, p := range it.Pieces {
				got += p.Text
			}
		}
		if got != "" && !strings.Contains(strings.ReplaceAll(r.Document.Text, "\n\n", ""), got) {
			t.Errorf("row %d has other words: %q", i, got)
		}
	}
}

var idPattern = regexp.MustCompile(`\bid="([^"]*)"`)

// Ids are unique and every inner link leads somewhere, also where fingerprints collide or are odd.
func TestAnchors(t *testing.T) {
	r := threeVotes(t)
	r.Findings[1].ID, r.Findings[2].ID, r.Findings[3].ID = "same", "same", "same"
	r.Findings[4].ID, r.Findings[5].ID = "", "Ü/ß"
	r.Findings[6].Span = extract.Span{}
	page := string(render(t, r, testOptions(t)))
	ids := map[string]bool{}
	for _, m := range idPattern.FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("id %q twice", m[1])
		}
		ids[m[1]] = true
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" && strings.HasPrefix(a.Val, "#") && !ids[a.Val[1:]] {
				t.Errorf("<%s href=%q> leads nowhere", n.Data, a.Val)
			}
		}
	}
}

// A failed article never looks clean: no summary of claims, no article, and the reason.
func TestFailedIsNotClean(t *testing.T) {
	page := string(render(t, failedArticle(), testOptions(t)))
	for _, bad := range []string{"all stand", "No claim", `class="art"`, `id="sum"`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page of a failed article has %q", bad)
		}
	}
	if !strings.Contains(page, "was not checked") || !strings.Contains(page, "ZIP archive") {
		t.Error("the reason is not shown")
	}
}

func TestUndated(t *testing.T) {
	page := string(render(t, newArticle(t, "a.md", "", "p: Nothing.").res, testOptions(t)))
	if !strings.Contains(page, "Undated: no date was found") {
		t.Error("an undated article is not said to be so")
	}
}
