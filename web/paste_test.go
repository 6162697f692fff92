package web

import (
	"strings"
	"testing"

	"stet/extract"
)

// What a word processor puts on the clipboard for a heading, a paragraph with a link and emphasis, and a table.
const (
	richPlain = "A vote in February\n\nOn 24 February 2025 the General Assembly adopted a text on Ukraine drafted by Kyiv, A/RES/ES-11/7, by 93 votes to 16, with 65 abstentions.\n\nState\tVote\nJapan\tin favour\n"
	richHTML  = `<html xmlns:o="urn:x"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><style>p{color:red}</style></head><body>
<!--StartFragment--><h1 onclick="alert(1)">A vote in February</h1>
<p style="margin:0">On 24 February 2025 the <b>General Assembly</b> adopted a text on Ukraine drafted by Kyiv, <a href="https://example.org/r" onmouseover="alert(2)">A/RES/ES-11/7</a>, by 93 votes to 16, with <i>65 abstentions</i>.</p>
<table><tr><td>State</td><td>Vote</td></tr><tr><td>Japan</td><td>in favour</td></tr></table>
<script>document.title='owned'</script><img src=x onerror="document.title='owned'"><!--EndFragment--></body></html>`
)

// A paste with formatting is kept as the page that it is, and the desk shows it in its own markup, cleaned.
func TestRichPaste(t *testing.T) {
	v, store := visit(t, Options{Who: "R. Okafor"})
	page, answer := v.post("/check", 200, "text", richPlain, "html", strings.ReplaceAll(richHTML, "\n", "\r\n"))
	path := answer.Request.URL.Path
	a, err := store.Article(t.Context(), strings.TrimPrefix(path, "/a/"))
	if err != nil || !strings.Contains(string(a.Source), `href="https://example.org/r"`) || !strings.Contains(string(a.Source), "<table>") || a.Heading != "A vote in February" {
		t.Fatalf("kept: %v %q %s", err, a.Heading, a.Source)
	}
	words := onScreen(t, page)
	for _, want := range []string{"<h1", "<td>", "Japan", `, with <`, "<b><a class=\"m ok", `<a href="https://example.org/r" rel="noreferrer">`} {
		if !strings.Contains(words, want) {
			t.Errorf("the words have no %q: %s", want, words)
		}
	}
	for _, bad := range []string{"owned", "alert(", "<img", "color:red", "margin:0", "onmouseover"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if wrong := v.refuted(path); len(wrong) != 1 || !strings.Contains(wrong[0].Quote, "93 votes to 16") {
		t.Errorf("refuted: %+v", wrong)
	}
	shown, _ := v.get(path + "/export/page.html")
	for _, want := range []string{`href="https://example.org/r"`, "<table", "<b>", "<i>"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the report in the page's own markup has no %s", want)
		}
	}
	for _, bad := range []string{"owned", "alert("} {
		if strings.Contains(shown, bad) {
			t.Errorf("the report in the page's own markup has %q", bad)
		}
	}
	if _, a := v.get(v.paste(draft) + "/export/page.html"); a.StatusCode != 409 {
		t.Errorf("a draft that is no page is shown as one: %d", a.StatusCode)
	}
}

// The words of a rich paste can be edited; it is plain from then on, and decisions stay.
func TestRichPasteEdited(t *testing.T) {
	v, store := visit(t, Options{Who: "R. Okafor"})
	page, answer := v.post("/check", 200, "text", richPlain, "html", richHTML)
	path := answer.Request.URL.Path
	if !strings.Contains(page, "links, tables and emphasis go") {
		t.Error("the page does not say what editing loses")
	}
	words := find(t, page, `(?s)<textarea id="source"[^>]*>\n(.*?)</textarea>`)
	if words != richPlain {
		t.Errorf("to edit: %q, want %q", words, richPlain)
	}
	v.post(path+"/decide", 200, "finding", v.refuted(path)[0].ID, "seen", "0", "action", "dispute", "note", "asking")
	v.post(path+"/words", 200, "text", words+"\nMore of it.\n", "rev", "1")
	a, err := store.Article(t.Context(), strings.TrimPrefix(path, "/a/"))
	if err != nil || string(a.Source) != richPlain+"\nMore of it.\n" {
		t.Errorf("kept: %v %q", err, a.Source)
	}
	if d := v.refuted(path)[0].Decision; d == nil || d.Action != "dispute" || d.Stale {
		t.Errorf("the decision: %+v", d)
	}
}

// The plain words are taken where the HTML adds nothing, is not of the same words, or shows another program's source.
func TestPlainPaste(t *testing.T) {
	d, _ := testDesk(t, Options{})
	for name, c := range map[string]struct{ text, html string }{
		"no HTML":         {richPlain, ""},
		"paragraphs only": {richPlain, "<p>A vote in February</p><p>On 24 February</p>"},
		"other words":     {richPlain, "<p>Buy <b>now</b> and save, <a href='https://example.org'>here</a>.</p>"},
		"words are lost":  {richPlain, strings.Replace(richHTML, "drafted by Kyiv,", "", 1)},
		"Markdown":        {draft, "<pre><b>" + draft + "</b></pre>"},
		"empty HTML":      {richPlain, "<b></b>"},
		"nested deep":     {richPlain, strings.Repeat("<b><div>", 20000) + richPlain},
	} {
		if got := string(d.pasted(c.text, c.html)); got != c.text {
			t.Errorf("%s: %.200q", name, got)
		}
	}
	if doc, err := extract.Read(pastedName, d.pasted(richPlain, richHTML), extract.Options{}); err != nil || doc.Format != extract.HTML {
		t.Errorf("with formatting: %v %v", doc, err)
	}
}
