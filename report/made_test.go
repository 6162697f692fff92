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
