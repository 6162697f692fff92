package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// injections are the classics: each breaks out of some context if it is written there raw.
var injections = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`" autofocus onfocus="alert(1)`,
	`javascript:alert(1)`,
	`data:text/html,<script>alert(1)</script>`,
	`</title></style></script><script>alert(1)</script>`,
	`<!--<script>-->`,
	`</svg><svg onload=alert(1)>`,
	`{{.}} {{template "page"}} ${7*7}`,
	"\x00<iframe src=//evil.example>\u2028\u2029",
	`]]><a href="jav&#x09;ascript:alert(1)">x</a>`,
	`https://ok.example/" onclick="alert(1)`,
	"https://user@evil.example/\u202e",
	`<base href=//evil.example><meta http-equiv=refresh content=0;url=//evil.example>`,
}

// hostile puts one string into every field that comes from outside.
func hostile(t testing.TB, s string) *claims.Result {
	vote := *testVotes(t)["A/RES/ES-11/7"]
	vote.Symbol, vote.Title, vote.Meeting, vote.Note, vote.URL, vote.Body = s, s, s, s, s, sources.Body(s)
	a := newArticle(t, s, s, "h1: H "+s, "deck: D "+s, "p: P "+s+" "+s+" end", "li: L "+s, "tr: a\t"+s, "cap: C "+s, "pull: U "+s, "quote: Q "+s, "fn: F "+s)
	a.doc.Byline, a.doc.Site, a.doc.URL, a.doc.Lang = s, s, s, s
	for i, b := range a.doc.Blocks {
		f := claims.Finding{ID: s, Kind: s, Span: b.Span, Reading: s, Verdict: claims.Verdict(i % 4), Reason: claims.Reason(s), Message: s, Severity: claims.Severity(i % 3), Diagnosis: s,
			Correction: &claims.Correction{Span: extract.Span{Start: b.Start + 1, End: b.End - 1}, With: s},
			Evidence:   []claims.Evidence{{Record: s, Title: s, Date: s, Says: s, Dataset: s, URL: s, Query: s, Vote: &vote, Article: []extract.Span{b.Span}, Named: []string{s, "USA"}}},
			Candidates: []claims.Candidate{{Record: s, Title: s, Date: s, Why: []string{s}, Vote: &vote}}}
		a.res.Findings = append(a.res.Findings, f)
	}
	set := sources.Dataset{Name: s, Title: s, Publisher: s, Credit: s, Terms: s, URL: s, Version: s, Retrieved: s}
	a.res.Reference = claims.ReferenceInfo{Version: s, Datasets: []sources.Dataset{set}}
	return a.res
}

func TestNothingUnescaped(t *testing.T) {
	opt := testOptions(t)
	clean := census(t, hostileHTML(t, "harmless", opt))
	for _, s := range injections {
		opt.Command, opt.Version = s, s
		opt.Seats[0].Name = s
		if got := census(t, hostileHTML(t, s, opt)); got != clean {
			t.Errorf("%q changes the page's elements:\n%s\nwithout:\n%s", s, got, clean)
		}
	}
}

// hostileHTML is all pages with the string in every field.
func hostileHTML(t testing.TB, s string, opt HTMLOptions) []string {
	r := hostile(t, s)
	failed := &claims.Result{Document: r.Document, Reference: r.Reference, Err: fmt.Errorf("%s", s)}
	var b bytes.Buffer
	if err := HTMLIndex(&b, []*claims.Result{r, failed}, []string{s, s}, opt); err != nil {
		t.Fatal(err)
	}
	return []string{string(render(t, r, opt)), string(render(t, failed, opt)), b.String()}
}

// allowedAttributes is every attribute that our templates write.
var allowedAttributes = strings.Fields(`lang charset http-equiv content name class id href rel role title aria-label aria-labelledby aria-hidden
	aria-live data-v data-k data-n data-copy open hidden type value checked tabindex scope colspan dir
	width height viewbox d x y cx cy r text-anchor`)

// census parses the pages, checks attributes and addresses, and counts the elements that an injection would add.
func census(t *testing.T, pages []string) string {
	t.Helper()
	counts := map[string]int{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			counts[n.Data]++
			for _, a := range n.Attr {
				checkAttribute(t, n, a)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, p := range pages {
		root, err := html.Parse(strings.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		walk(root)
	}
	return fmt.Sprint("script ", counts["script"], " style ", counts["style"], " img ", counts["img"], " iframe ", counts["iframe"], " base ", counts["base"],
		" meta ", counts["meta"], " title ", counts["title"], " svg ", counts["svg"], " form ", counts["form"], " h1 ", counts["h1"])
}

func checkAttribute(t *testing.T, n *html.Node, a html.Attribute) {
	t.Helper()
	key := strings.ToLower(a.Key)
	if !slices.Contains(allowedAttributes, key) {
		t.Errorf("<%s> has an attribute %s=%q", n.Data, a.Key, a.Val)
	}
	if key != "href" || strings.HasPrefix(a.Val, "#") {
		return
	}
	if n.Data != "a" || strings.HasPrefix(a.Val, "http://") || strings.HasPrefix(a.Val, "https://") {
		if n.Data != "a" || strings.ContainsAny(a.Val, "\"<> ") {
			t.Errorf("<%s href=%q>", n.Data, a.Val)
		}
		return
	}
	if strings.Contains(a.Val, ":") || strings.HasPrefix(a.Val, "//") {
		t.Errorf("<a href=%q> is neither of the web nor beside the page", a.Val)
	}
}

// Only the web's addresses become links; others stay readable.
func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"https://digitallibrary.un.org/record/4076672": "https://digitallibrary.un.org/record/4076672",
		"http://un.org": "http://un.org", "HTTPS://un.org": "HTTPS://un.org", "javascript:alert(1)": "", " https://x.org": "", "https://x.org/a b": "",
		"data:text/html,x": "", "//x.org/": "", "/etc/passwd": "", "file:///etc/passwd": "", "https://": "", "https://u:p@x.org": "", "java\tscript:x": "", "": "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", in, got, want)
		}
	}
	a := newArticle(t, "a.md", "", "p: It passed.")
	a.add("passed", claims.Finding{Kind: "outcome", Verdict: claims.Supported, Evidence: []claims.Evidence{{Record: "A/RES/1", URL: "ftp://un.org/1"}}})
	if page := string(render(t, a.res, testOptions(t))); !strings.Contains(page, "ftp://un.org/1 (not a web address)") {
		t.Error("an address that may not be a link is not shown")
	}
}

// The policy's hashes are those of the style and the script on the page.
func TestPolicyHashes(t *testing.T) {
	page := string(render(t, threeVotes(t), testOptions(t)))
	style, _, _ := strings.Cut(page[strings.Index(page, "<style>")+len("<style>"):], "</style>")
	script, _, _ := strings.Cut(page[strings.LastIndex(page, "<script>")+len("<script>"):], "</script>")
	for _, text := range []string{style, script} {
		if escaped := html.EscapeString("'" + digest(text) + "'"); !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), escaped) {
			t.Errorf("the policy lacks the hash of %.40q…", text)
		}
	}
}
