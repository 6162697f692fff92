package extract

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pagesOfOurOwn are articles whose markup is not what a parser likes, and one in another charset.
var pagesOfOurOwn = map[string]string{
	"plain": `<html><head><title>Votes</title></head><body><nav><a href=/>Home</a></nav><article><h1>Votes in the hall</h1>
<p>The Assembly voted <b>93 to&nbsp;18</b> &amp; went   home; <i>sixty-five</i> members abstained on that long winter day.</p>
<p>Caf&eacute; talk &#8212; a soft&shy;ened word, and more words so that this is a paragraph of its own.</p></article></body></html>`,
	"broken": `<body><p>One <b>two <i>three</b> four</i> five six seven eight nine ten eleven twelve thirteen.
<table>stray words of a table<tr><td>93<td>18</table><p>After</nosuch> it &lt;b&gt; all came</nosuch>   <nosuch> an end, and the hall was empty at night.`,
	"latin":   "<html><head><meta charset=windows-1252></head><body><p>The caf\xe9 was full \x96 and the vote of the Assembly was 93 to 18 on that day.</p></body>",
	"private": "<body><p>A page with \U000F0001 our own \U00100000 marks &#xF0003; in the words of its only and long paragraph.</p></body>",
	"pre":     "<body><pre>\nThe first line of a poem\n  and its second line\n\nA second stanza that has a few more words in it</pre></body>",
}

// Every word of the text is found in the tree exactly once, in its place.
func TestPagePlaces(t *testing.T) {
	for name, source := range pagesOfOurOwn {
		d, err := Read(name+".html", []byte(source), Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p, err := d.Page(Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		held := make([]int, len(d.Text))
		for n, stretches := range p.Stretches {
			last := 0
			for _, s := range stretches {
				if s.From < last || s.To > len(n.Data) {
					t.Fatalf("%s: stretch %v of %q goes back or beyond", name, s, n.Data)
				}
				last = s.To
				raw, text := n.Data[s.From:s.To], d.Quote(s.Span)
				if strings.Join(strings.Fields(raw), " ") != strings.Join(strings.Fields(text), " ") {
					t.Errorf("%s: %q in the page is %q in the text", name, raw, text)
				}
				for i := s.Span.Start; i < s.Span.End; i++ {
					held[i]++
				}
			}
		}
		for i, n := range held {
			if c := d.Text[i]; n != 1 && c != ' ' && c != '\n' && c != '\t' {
				t.Errorf("%s: %q of …%.20q is in the tree %d times", name, c, d.Text[i:], n)
				break
			}
		}
		if marks := find(p.Root, func(n *html.Node) bool {
			return strings.ContainsFunc(n.Data, func(r rune) bool { return runOf(r) >= 0 })
		}); marks != nil && name != "private" {
			t.Errorf("%s: a mark is left in %q", name, marks.Data)
		}
	}
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, is); found != nil {
			return found
		}
	}
	return nil
}

// What is not a page of its own has none.
func TestPageOfText(t *testing.T) {
	d, err := Read("a.md", []byte("# Votes\n\nThe Assembly voted."), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Page(Limits{}); err == nil {
		t.Error("a Markdown file has a page")
	}
}
