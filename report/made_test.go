package report

import (
	"strings"
	"testing"

	"stet/claims"
	"stet/extract"
)

// madeText shows a text with one claim at from..to and corrections made.
func madeText(t *testing.T, text string, claim extract.Span, made ...claims.Correction) string {
	t.Helper()
	r := &claims.Result{Document: &extract.Document{Name: "a.txt", Text: text, Blocks: []extract.Block{{Span: extract.Span{Start: 0, End: len(text)}}}},
		Findings: []claims.Finding{{ID: "f", Kind: "tally", Span: claim, Verdict: claims.Refuted}}}
	p, err := NewParts(r, HTMLOptions{Made: made})
	if err != nil {
		t.Fatal(err)
	}
	words := string(p.Words)
	return words[strings.LastIndex(words, `<p class="txt"`):]
}

// What goes and what comes are told apart whether the correction lies within a claim's words, across their edge, beside
// them, or takes out nothing.
func TestCorrectionsMadeInTheWords(t *testing.T) {
	gone := func(s string) string { return `<del><span class="vh">taken out: </span>` + s + `</del>` }
	come := func(s string) string { return `<ins><span class="vh">put in: </span>` + s + `</ins>` }
	const text = "it passed by 12 to 3 <ok>"
	span := func(s string) extract.Span {
		i := strings.Index(text, s)
		return extract.Span{Start: i, End: i + len(s)}
	}
	claim := span("12 to 3")
	for _, c := range []struct {
		what string
		fix  claims.Correction
		want []string
	}{
		{"within", claims.Correction{Span: span("3"), With: "4 & 5"}, []string{gone("3") + come("4 &amp; 5")}},
		{"across", claims.Correction{Span: span("by 12"), With: "with 13"}, []string{gone("by "), gone("12") + come("with 13")}},
		{"beside", claims.Correction{Span: span("<ok>"), With: "."}, []string{gone("&lt;ok&gt;") + come(".")}},
		{"added", claims.Correction{Span: extract.Span{Start: claim.End, End: claim.End}, With: " votes"}, []string{come(" votes")}},
		{"taken out", claims.Correction{Span: span("it "), With: ""}, []string{gone("it ")}},
	} {
		got := madeText(t, text, claim, c.fix)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in %s", c.what, want, got)
			}
		}
		comes := 0
		if c.fix.With != "" {
			comes = 1
		}
		if strings.Count(got, "<ins>") != comes || strings.Count(got, `class="q"`) != 1 {
			t.Errorf("%s: %s", c.what, got)
		}
	}
	if got := madeText(t, text, claim); strings.Contains(got, "<del>") || strings.Contains(got, "<ins>") {
		t.Errorf("without corrections: %s", got)
	}
}

// ownRow begins a row in a page's own markup.
const ownRow = `<div class="txt own`

// In a page's own markup too: within an element, across elements, within a link, beside a claim.
func TestCorrectionsMadeInAPage(t *testing.T) {
	const source = `<html><head><title>T</title></head><body><article><h1>T</h1><p>It was told that it passed by <b>93 votes</b> to <i>8</i>, with <a href="https://ok.example/">73
	abstentions</a>, on Monday.</p></article></body></html>`
	for _, c := range []struct {
		words, with string
		want        []string
	}{
		{"8", "18", []string{"taken out: </span>8</del><ins><span class=\"vh\">put in: </span>18</ins></a></i>"}},
		{"93 votes to 8", "141 to 7", []string{"<b>", "taken out: </span>93 votes</del></b>", "taken out: </span> to </del>", "taken out: </span>8</del><ins><span class=\"vh\">put in: </span>141 to 7</ins></a></i>"}},
		{"73 abstentions", "65 abstaining", []string{`rel="noreferrer"><mark class="m`, "put in: </span>65 abstaining</ins>"}},
		{"Monday", "Tuesday", []string{"on <del><span class=\"vh\">taken out: </span>Monday</del><ins><span class=\"vh\">put in: </span>Tuesday</ins>."}},
	} {
		r := ownArticle(t, source, "8, with 73 abstentions")
		a := &article{t: t, doc: r.Document, res: r}
		p, err := NewParts(r, HTMLOptions{Markup: true, Made: []claims.Correction{{Span: a.span(c.words), With: c.with}}})
		if err != nil {
			t.Fatal(err)
		}
		if words := string(p.Words); !strings.Contains(words, ownRow) || strings.Count(words, "<ins>") != 1 {
			t.Errorf("%s: %s", c.words, words)
		}
		for _, want := range c.want {
			if !strings.Contains(string(p.Words), want) {
				t.Errorf("%s: no %s in %s", c.words, want, p.Words)
			}
		}
	}
}

// A correction that the page's own markup cannot show whole, here across paragraphs, is shown in the text's form.
func TestCorrectionsMadeOutOfThePage(t *testing.T) {
	r := ownArticle(t, `<html><head><title>T</title></head><body><article><h1>T</h1><p>It passed by 93 votes.</p><p>A second paragraph of it.</p></article></body></html>`, "93 votes")
	at := strings.Index(r.Document.Text, "votes.")
	made := []claims.Correction{{Span: extract.Span{Start: at, End: at + len("votes.\n\nA second")}, With: "ballots. Another"}}
	p, err := NewParts(r, HTMLOptions{Markup: true, Made: made})
	if err != nil || strings.Contains(string(p.Words), ownRow) || !strings.Contains(string(p.Words), "put in: </span>ballots. Another</ins>") {
		t.Errorf("%v: %s", err, p.Words)
	}
}
