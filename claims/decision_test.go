package claims

import (
	"testing"

	"stet/extract"
)

// TestDecide puts decisions to findings: by remark and by baseline, in force and stale.
func TestDecide(t *testing.T) {
	source := "<!-- stet: ignore the desk knows -->\nOne is wrong here.\n\nTwo is wrong.\n\n<!-- stet: ignore aaaaaaaaa3 -->\nThree. <!-- stet: keep -->\n\n<!-- stet: ignored -->\nFour, five and six.\n"
	doc, err := extract.Read("a.md", []byte(source), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var findings []Finding
	for i, id := range []string{"aaaaaaaaa1", "aaaaaaaaa2", "aaaaaaaaa3", "aaaaaaaaa4", "aaaaaaaaa5", "aaaaaaaaa6"} {
		block := doc.Blocks[min(i, 3)]
		findings = append(findings, Finding{ID: id, Span: block.Span, Verdict: Refuted, Evidence: []Evidence{{Record: "A/RES/1", Says: "1 yes"}}})
	}
	findings[2].Span = doc.Blocks[1].Span // a remark with an ID holds wherever the finding is
	then := findings[4].Basis()
	findings[5].Evidence[0].Says = "2 yes" // the record was corrected since
	known := map[string][]Decision{
		"aaaaaaaaa1": {{From: "old.json"}},
		"aaaaaaaaa5": {{Basis: "refuted\nA/RES/9=0 yes", From: "older.json"}, {Basis: then, From: "old.json"}},
		"aaaaaaaaa6": {{Basis: then, From: "old.json"}},
	}
	r := &Result{Document: doc, Findings: findings}
	Decide(r, known)
	for i, want := range []struct {
		from           string
		note           string
		ignored, stale bool
	}{
		{FromArticle, "the desk knows", true, false}, {"", "", false, false}, {FromArticle, "", true, false},
		{"", "", false, false}, {"old.json", "", true, false}, {"old.json", "", false, true},
	} {
		f := &r.Findings[i]
		got := Decision{}
		if f.Decision != nil {
			got = *f.Decision
		}
		if got.From != want.from || got.Note != want.note || f.Ignored() != want.ignored || f.Stale != want.stale {
			t.Errorf("finding %d: %+v, ignored %v, stale %v; want %+v", i+1, got, f.Ignored(), f.Stale, want)
		}
	}
	Decide(&Result{Err: extract.ErrEmpty}, known) // nothing to decide on
}

// A basis changes with the verdict and the record, not with the words.
func TestBasis(t *testing.T) {
	f := Finding{Verdict: Refuted, Message: "a", Evidence: []Evidence{{Record: "A", Says: "1"}, {Record: "B", Says: "2"}}}
	basis := f.Basis()
	f.Message, f.Evidence[0].Title = "b", "title"
	if f.Basis() != basis {
		t.Error("another wording is another basis")
	}
	for _, change := range []func(*Finding){
		func(f *Finding) { f.Verdict = Conflicting }, func(f *Finding) { f.Evidence[1].Says = "3" },
		func(f *Finding) { f.Evidence[0].Record = "C" }, func(f *Finding) { f.Evidence = f.Evidence[:1] },
	} {
		g := f
		g.Evidence = append([]Evidence{}, f.Evidence...)
		if change(&g); g.Basis() == basis {
			t.Errorf("%+v has the same basis", g)
		}
	}
}
