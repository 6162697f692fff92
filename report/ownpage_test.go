package report

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"stet/claims"
	"stet/extract"
)

// ownArticle reads a page and finds a claim in each of the words given.
func ownArticle(t testing.TB, source string, claimed ...string) *claims.Result {
	t.Helper()
	d, err := extract.Read("own.html", []byte(source), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &article{t, d, &claims.Result{Document: d, Reference: reference}}
	v := testVotes(t)["A/RES/ES-11/7"]
	for i, words := range claimed {
		f := claims.Finding{Kind: "tally", Verdict: claims.Supported, Reason: claims.Match, Reading: "General Assembly: 93 yes", Message: "So the record.",
			Evidence: cite(v, "93 yes, 18 no, 65 abstaining")}
		if i%2 == 0 {
			f.Verdict, f.Reason, f.Severity, f.Message = claims.Refuted, claims.Mismatch, claims.Meaning, "The record says otherwise."
		}
		a.add(words, f)
	}
	return a.res
}

func ownSource(t testing.TB) string {
	t.Helper()
	source, err := os.ReadFile("testdata/ownpage.html")
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

const acrossElements = "93 votes to 8, with 73 abstentions"

func ownResult(t testing.TB) *claims.Result {
	return ownArticle(t, ownSource(t), "General Assembly adopted", acrossElements, "China opposed it too", "93\t18")
}

func renderOwn(t testing.TB, r *claims.Result) string {
	t.Helper()
	opt := testOptions(t)
	opt.Markup = true
	return string(render(t, r, opt))
}

// articleOf is the part of a page between its article tags.
func articleOf(t testing.TB, page string) string {
	t.Helper()
	_, rest, _ := strings.Cut(page, `<article class="art"`)
	in, _, ok := strings.Cut(rest, "</article>\n")
	if !ok {
		t.Fatal("no article in the page")
	}
	return in
}

func TestOwnPageKeeps(t *testing.T) {
	in := articleOf(t, renderOwn(t, ownResult(t)))
	for _, want := range []string{
		`href="https://paper.example/topics/assembly?from=a&amp;to=b"`, `<em>resolution</em>`, `<h1>A cold count in the hall</h1>`, "quiet &amp; cold.",
		`Picture: <a href="https://paper.example/pictures/hall.jpg" rel="noreferrer">The hall &#34;at night&#34;</a>`, "<figcaption>The hall on Monday night.</figcaption>",
		`Left out: embedded page <a href="https://video.example/embed/7" rel="noreferrer">The speeches</a>`, "<li>", "<caption>What the board showed</caption>",
		`<th scope="col">Text</th>`, "<span>second</span>", "<span>“a first step”</span>", "<q>Quite so</q>",
	} {
		if !strings.Contains(in, want) {
			t.Errorf("the article lacks %s", want)
		}
	}
	for _, not := range []string{"tracker", "steal", "javascript", "data:", "owned", "Sport", "Join our", "hidden words", "Most read", "rights reserved", "_blank", "byline", "onmouse", "<img", "<iframe", "<form"} {
		if strings.Contains(in, not) {
			t.Errorf("the article still has %s", not)
		}
	}
	if in := articleOf(t, string(render(t, ownResult(t), testOptions(t)))); strings.Contains(in, "<em>") {
		t.Error("the page's markup is shown without being asked for")
	}
}

// A claim's marks hold its words and nothing else, whatever elements it crosses, and exactly one has its id.
func TestOwnPageMarks(t *testing.T) {
	r := ownResult(t)
	root, err := html.Parse(strings.NewReader(renderOwn(t, r)))
	if err != nil {
		t.Fatal(err)
	}
	words, ids := map[string]string{}, map[string]int{}
	walkMarks(root, words, ids)
	for i := range r.Findings {
		n := fmt.Sprint(i + 1)
		want := strings.Join(strings.Fields(r.Document.Quote(r.Findings[i].Span)), "")
		if got := strings.ReplaceAll(words[n], " ", ""); got != want {
			t.Errorf("the marks of claim %s hold %q, want %q", n, got, want)
		}
		if ids["c"+n] != 1 {
			t.Errorf("c%s is the id of %d elements", n, ids["c"+n])
		}
	}
}

// walkMarks collects the words of every mark by its claims' numbers, and counts ids.
func walkMarks(n *html.Node, words map[string]string, ids map[string]int) {
	if id := attrOf(n, "id"); id != "" {
		ids[id]++
	}
	if slices.Contains(strings.Fields(attrOf(n, "class")), "m") {
		for _, number := range strings.Fields(attrOf(n, "data-n")) {
			words[number] += strings.Join(strings.Fields(textWithout(n, "q")), " ") + " "
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walkMarks(c, words, ids)
	}
}

// textWithout is the text under a node but for what has a class.
func textWithout(n *html.Node, class string) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var out string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if attrOf(c, "class") != class {
			out += textWithout(c, class)
		}
	}
	return out
}

// hostilePages are what a page may try: handlers, schemes, foreign content and parsing differences by which
// text becomes markup when it is parsed a second time.
var hostilePages = []string{
	`<svg><style><img src=x onerror=owned()></style></svg>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=owned()&gt;">`,
	`<svg></p><style><a id="</style><img src=1 onerror=owned()>">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=owned()>`,
	`<noscript><p title="</noscript><img src=x onerror=owned()>"></noscript>`,
	`<template><script>owned()</script><img src=x onerror=owned()></template>`,
	`<textarea><img title="</textarea><img src=x onerror=owned()>"></textarea>`,
	`<xmp><p title="</xmp><img src=x onerror=owned()>"></xmp>`,
	`<noembed><img title="</noembed><img src=x onerror=owned()>"></noembed>`,
	`<iframe srcdoc="<script>parent.owned()</script>"></iframe><object data="javascript:owned()"></object><embed src="javascript:owned()">`,
	`<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/"><link rel="stylesheet" href="//evil.example/x.css">`,
	`<a href="java&#x09;script:owned()">one</a> <a href="&#1;javascript:owned()">two</a> <a href="vbscript:x">three</a> <a href="//evil.example@x/">four</a>`,
	`<a href="https://ok.example/&quot; onclick=&quot;owned()">five</a> <p style="background:url(//evil.example/x)" id="tiles" class="note" data-n="1">six</p>`,
	`<img src="https://ok.example/x.png" alt="&lt;/span&gt;&lt;script&gt;owned()&lt;/script&gt;"> <img src="javascript:owned()" alt="seven">`,
	`<body onload=owned()><details ontoggle=owned() open><summary>eight</summary>nine</details><video src=x onerror=owned()><audio autoplay src=//evil.example/x>`,
	`<p>&lt;script&gt;owned()&lt;/script&gt; &amp;lt;img src=x onerror=owned()&amp;gt;</p>`,
	`<plaintext><script>owned()</script>`,
	"<p title='\U000F0000'>\U000F0000 &#xF0001; \U00100000</p><script>/*\U000F0000*/owned()</script>",
	`<a href="#c1">ten</a><mark id="c1" class="m no" data-n="1">eleven</mark><input name=v id=v-no type=radio checked>`,
	`<select><option><style></option></select><img src=x onerror=owned()></style>`,
	`<custom-element onclick=owned()><slot onslotchange=owned()>twelve</slot></custom-element><marquee onstart=owned()>thirteen</marquee>`,
}

const hostileWords = "The Assembly adopted it by 93 votes to 18"

func hostilePage(s string) string {
	return `<html><head><title>T</title></head><body><article><h1>A page with its own mind</h1><p>` + hostileWords +
		`, and this paragraph goes on with more words of its own.</p>` + s + `<p>A last paragraph has words enough to be read as a paragraph.</p></article></body></html>`
}

// Whatever the page, only the elements and attributes on the lists come through, and only the web's addresses.
func TestOwnPageHostile(t *testing.T) {
	for _, s := range hostilePages {
		checkClean(t, renderOwn(t, ownArticle(t, hostilePage(s), hostileWords)), s)
	}
}

// checkClean parses a report as a browser does and looks at everything in its article.
func checkClean(t testing.TB, page, of string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	scripts, equivs, tiles := 0, 0, 0
	var walk func(n *html.Node, inRow bool)
	walk = func(n *html.Node, inRow bool) {
		classes := strings.Fields(attrOf(n, "class"))
		if inRow && n.Type == html.ElementNode && !slices.Contains(classes, "m") {
			checkElement(t, n, of)
		}
		switch {
		case n.Type != html.ElementNode:
		case attrOf(n, "id") == "tiles":
			tiles++
		case n.Data == "script":
			scripts++
		case attrOf(n, "http-equiv") != "":
			equivs++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inRow && !slices.Contains(classes, "m") || slices.Contains(classes, "own"))
		}
	}
	walk(root, false)
	if scripts != 1 || equivs != 1 || tiles > 1 {
		t.Errorf("%s: %d scripts, %d http-equiv, %d tables of tiles", of, scripts, equivs, tiles)
	}
}

func checkElement(t testing.TB, n *html.Node, of string) {
	t.Helper()
	if _, ok := keptTags[n.DataAtom]; !ok || n.Namespace != "" {
		t.Errorf("%s: <%s> in the article", of, n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "href" && webAddress(a.Val) == "":
			t.Errorf("%s: <%s href=%q>", of, n.Data, a.Val)
		case a.Key == "id" && n.Data == "span" && n.FirstChild == nil: // of ours
		case a.Key == "class" && !slices.Contains([]string{"pic", "unread", "tblw"}, a.Val):
			t.Errorf("%s: <%s class=%q>", of, n.Data, a.Val)
		case !slices.Contains(strings.Fields("href id class rel lang dir start reversed value colspan rowspan scope title role tabindex aria-label"), a.Key):
			t.Errorf("%s: <%s %s=%q>", of, n.Data, a.Key, a.Val)
		}
	}
}

// What a browser would take long for, a report of it does not.
func TestOwnPageBounds(t *testing.T) {
	for name, s := range map[string]string{
		"nested elements":  strings.Repeat("<b>", 350) + "deep" + strings.Repeat("</b>", 350),
		"many paragraphs":  strings.Repeat("<p>Words of one of very many paragraphs.", 20000),
		"many attributes":  "<p " + strings.Repeat("a=b ", 50000) + ">words</p>",
		"misnested format": strings.Repeat("<a href=https://x.example/><b><i>", 100) + "words",
	} {
		began := time.Now()
		page := renderOwn(t, ownArticle(t, hostilePage(s), hostileWords))
		if took := time.Since(began); took > 10*time.Second || len(page) > 20<<20 {
			t.Errorf("%s: %v, %d bytes", name, took, len(page))
		}
		checkClean(t, page, name)
	}
	if _, err := extract.Read("deep.html", []byte(hostilePage(strings.Repeat("<div>", 100_000))), extract.Options{}); err == nil {
		t.Error("100,000 elements within one another are read")
	}
}

func FuzzOwnPage(f *testing.F) {
	for _, s := range hostilePages {
		f.Add(s)
	}
	f.Add(ownSource(f))
	f.Fuzz(func(t *testing.T, s string) {
		d, err := extract.Read("own.html", []byte(hostilePage(s)), extract.Options{})
		if err != nil || d.Format != extract.HTML {
			return
		}
		r := &claims.Result{Document: d, Reference: reference}
		if i := strings.Index(d.Text, hostileWords); i >= 0 {
			r.Findings = []claims.Finding{{ID: "1", Kind: "tally", Span: extract.Span{Start: i, End: i + len(hostileWords)}}}
		}
		page := renderOwn(t, r)
		checkClean(t, page, s)
		if len(r.Findings) > 0 && !strings.Contains(articleOf(t, page), `id="c1"`) {
			t.Errorf("%s: the claim is not marked", s)
		}
	})
}
