package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"stet/claims"
)

// A report that was printed is a baseline for the same findings, and for none that says something else.
func TestBaseline(t *testing.T) {
	first := threeVotes(t)
	var whole, lines bytes.Buffer
	if err := JSON(&whole, []*claims.Result{first, failedArticle()}, version, JSONOptions{Indent: true, WithText: true}); err != nil {
		t.Fatal(err)
	}
	for _, r := range []*claims.Result{failedArticle(), first} {
		if err := JSONDocument(&lines, r, JSONOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	for name, printed := range map[string]string{"one object": whole.String(), "a document a line": lines.String()} {
		known, err := ReadBaseline("old.json", strings.NewReader(printed))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		again := threeVotes(t)
		wrong := 0
		for i := range again.Findings {
			if again.Findings[i].Verdict == claims.Refuted {
				wrong++
			}
		}
		claims.Decide(again, known)
		if got := ignored([]*claims.Result{again}); got != wrong || wrong == 0 {
			t.Errorf("%s: %d of %d refuted findings are known", name, got, wrong)
		}
		changed := threeVotes(t)
		for i := range changed.Findings {
			f := &changed.Findings[i]
			switch {
			case f.Verdict == claims.Refuted:
				f.Evidence = append([]claims.Evidence{{Record: "A/RES/1", Says: "another record"}}, f.Evidence...)
			case f.Verdict == claims.Supported:
				f.Verdict = claims.Refuted // what stood then is no known error now
			}
		}
		claims.Decide(changed, known)
		if got := ignored([]*claims.Result{changed}); got != 0 {
			t.Errorf("%s: %d findings that say something else are known", name, got)
		}
		var text bytes.Buffer
		if err := Text(&text, []*claims.Result{again, changed}, TextOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"decided     known from old.json\n", "known from old.json, but it says something else now", "4 of these are known and not counted in the exit code."} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("the text lacks %q", want)
			}
		}
	}
}

func TestBaselineErrors(t *testing.T) {
	for _, s := range []string{"", "text", "[]", "{}", `{"documents":`, `{"documents":[]} x`, `{"findings":[{"id":1}]}`, `{"documents":null}`} {
		if known, err := ReadBaseline("old.json", strings.NewReader(s)); err == nil || !strings.Contains(err.Error(), "old.json: not a report in stet's JSON format: write one") {
			t.Errorf("%q: %v, %v", s, known, err)
		}
	}
	if known, err := ReadBaseline("old.json", strings.NewReader(`{"documents":[]}`)); err != nil || len(known) != 0 {
		t.Errorf("a report of no article: %v %v", known, err)
	}
}

// Every format for tools tells what is known.
func TestKnownInTools(t *testing.T) {
	r := threeVotes(t)
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Decision = &claims.Decision{Finding: f.ID, From: claims.FromArticle, Note: "as agreed"}
	}
	var j, s, g, c bytes.Buffer
	results := []*claims.Result{r}
	for _, err := range []error{JSON(&j, results, version, JSONOptions{}), SARIF(&s, results, version, Filter{}), GitHub(&g, results, Filter{}), CSV(&c, results, Filter{})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := validSARIF(t, s.Bytes()); err != nil {
		t.Error(err)
	}
	for _, tt := range []struct{ name, got, want string }{
		{"JSON", j.String(), `"decision":{"action":"ignore","from":"article","note":"as agreed"}`},
		{"SARIF", s.String(), `"kind": "inSource"`},
		{"GitHub", g.String(), "Ignored by a remark in the article: as agreed.%0A"},
		{"CSV", c.String(), ",ignored by a remark in the article: as agreed\r\n"},
	} {
		if !strings.Contains(tt.got, tt.want) {
			t.Errorf("%s lacks %q", tt.name, tt.want)
		}
	}
	if strings.Contains(g.String(), "::error") {
		t.Error("GitHub: what is known is an error")
	}
}

// TestDeskDecisionWords tells who decided what at a desk, and when.
func TestDeskDecisionWords(t *testing.T) {
	at := time.Date(2025, 3, 4, 9, 30, 0, 0, time.UTC)
	f := &claims.Finding{Decision: &claims.Decision{Action: claims.Stands, From: claims.FromDesk, By: "Ann", At: at, Note: "the mission confirms"}}
	if got, want := decisionWords(f), "stands as written at the desk by Ann, 4 March 2025, 09:30 UTC: the mission confirms"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	f.Stale = true
	if got, want := decisionWords(f), "stands as written at the desk by Ann, 4 March 2025, 09:30 UTC, but it says something else now"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestDecidedElsewhere has a decision in Web Annotations, and in a Word file: what stands is not proposed to be changed
// there, what is disputed is told with its dispute.
func TestDecidedElsewhere(t *testing.T) {
	r := wordResult(t, wordFile(t, wordBody, false), theFindings...)
	r.Findings[0].Decision = &claims.Decision{Action: claims.Stands, From: claims.FromDesk, By: "Ann"}
	r.Findings[1].Decision = &claims.Decision{Action: claims.Dispute, From: claims.FromDesk, By: "Ben", Note: "asked Bamako"}
	comments := partsOf(t, annotated(t, r))["word/comments.xml"]
	if n := strings.Count(comments, "<w:comment "); n != len(theFindings)-1 || strings.Contains(comments, "by Ann") {
		t.Errorf("%d comments, want %d, none on what stands", n, len(theFindings)-1)
	}
	if !strings.Contains(comments, "Disputed at the desk by Ben: asked Bamako.") {
		t.Error("the dispute is not told in the Word file")
	}
	var page bytes.Buffer
	if err := HTML(&page, r, HTMLOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page.String(), "<p><b>Decided.</b> "); n != 2 || !strings.Contains(page.String(), "Stands as written at the desk by Ann.</p>") {
		t.Errorf("the page tells %d decisions, want 2", n)
	}
	var b bytes.Buffer
	if err := W3C(&b, []*claims.Result{r}, version, Filter{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"purpose": "commenting"`) || !strings.Contains(b.String(), "Stands as written at the desk by Ann.") {
		t.Error("the decision is not told in Web Annotations")
	}
}
