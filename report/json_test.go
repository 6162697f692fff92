package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"stet/claims"
	"stet/extract"
)

// nonBMP is an article in which bytes, UTF-16 units and code points all differ.
func nonBMP(t *testing.T) *claims.Result {
	v := testVotes(t)["A/RES/ES-11/7"]
	a := newArticle(t, "émoji.md", "𝔘𝔑 vote", "h1: 🗳️ Übersicht 𝔘𝔑", "p: “Kyïv’s” 🇺🇦 text: 93 votes to 8 — nearly all.")
	f := claims.Finding{ID: "abc123", Kind: "tally", Verdict: claims.Refuted, Reason: claims.Mismatch, Severity: claims.Detail,
		Reading: "General Assembly: 93 yes, 8 no", Message: "18 <against> & more", Diagnosis: "twin", Evidence: cite(v, "93 yes, 18 no, 65 abstaining"),
		Candidates: []claims.Candidate{{Record: v.Symbol, Title: v.Title, Date: "2025-02-24", Probability: .97, Why: []string{"date"}}}}
	eight := a.span("to 8")
	f.Correction = &claims.Correction{Span: extract.Span{Start: eight.Start + 3, End: eight.End}, With: "18"}
	return a.add("93 votes to 8", f).res
}

func TestJSONFields(t *testing.T) {
	r := nonBMP(t)
	var b bytes.Buffer
	if err := JSON(&b, []*claims.Result{r}, "1.2", JSONOptions{WithText: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "18 <against> & more") {
		t.Error("text is HTML-escaped in JSON")
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if want := map[string]any{"name": "stet", "version": "1.2"}; !reflect.DeepEqual(got["tool"], want) {
		t.Errorf("tool = %v", got["tool"])
	}
	ref := got["reference"].(map[string]any)
	set := ref["datasets"].([]any)[1].(map[string]any)
	if ref["version"] != "5e1fd00d" || set["name"] != "un-votes" || set["from"] != "1946-01-25" || set["to"] != "2025-12-29" || set["records"] != 10168. {
		t.Errorf("reference = %v", ref)
	}
	doc := got["documents"].([]any)[0].(map[string]any)
	if doc["path"] != "émoji.md" || doc["title"] != "𝔘𝔑 vote" || doc["published"] != "" || doc["error"] != nil || doc["text"] != r.Document.Text {
		t.Errorf("document = %v", doc)
	}
	f := doc["findings"].([]any)[0].(map[string]any)
	for key, want := range map[string]any{"id": "abc123", "kind": "tally", "quote": "93 votes to 8", "verdict": "refuted", "reason_code": "mismatch",
		"reason": "18 <against> & more", "severity": "detail", "diagnosis": "twin", "reading": "General Assembly: 93 yes, 8 no", "line": 3., "column": 19.,
		"suffix": " — nearly all."} {
		if f[key] != want {
			t.Errorf("%s = %v, want %v", key, f[key], want)
		}
	}
	checkOffsets(t, []rune(r.Document.Text), f)
	evidence := f["evidence"].([]any)[0].(map[string]any)
	if len(evidence) != 7 || evidence["record"] != "A/RES/ES-11/7" || evidence["date"] != "2025-02-24" || evidence["url"] != "https://digitallibrary.un.org/record/4076672" {
		t.Errorf("evidence = %v", evidence)
	}
	if c := f["candidates"].([]any)[0].(map[string]any); c["record"] != "A/RES/ES-11/7" || c["probability"] != .97 {
		t.Errorf("candidate = %v", c)
	}
}

// checkOffsets holds a finding's offsets against the text as code points.
func checkOffsets(t *testing.T, text []rune, f map[string]any) {
	t.Helper()
	start, end := int(f["start"].(float64)), int(f["end"].(float64))
	if got := string(text[start:end]); got != f["quote"] {
		t.Errorf("[%d:%d] is %q, quote is %q", start, end, got, f["quote"])
	}
	prefix, suffix := []rune(f["prefix"].(string)), []rune(f["suffix"].(string))
	if string(text[start-len(prefix):start]) != string(prefix) || string(text[end:end+len(suffix)]) != string(suffix) {
		t.Errorf("prefix %q or suffix %q is not beside the quote", string(prefix), string(suffix))
	}
	if len(prefix) != min(start, contextLength) || len(suffix) != min(len(text)-end, contextLength) {
		t.Errorf("prefix has %d code points, suffix %d", len(prefix), len(suffix))
	}
	if c, ok := f["correction"].(map[string]any); ok {
		if got := string(text[int(c["start"].(float64)):int(c["end"].(float64))]); got != "8" || c["with"] != "18" {
			t.Errorf("correction = %v of %q", c, got)
		}
	} else if f["correction"] != nil {
		t.Errorf("correction = %v", f["correction"])
	}
}

func TestJSONNulls(t *testing.T) {
	a := newArticle(t, "-", "", "p: Half the room abstained.")
	a.add("Half the room", claims.Finding{Kind: "group"})
	failed := &claims.Result{Err: errors.New("broken\nfile")}
	var b bytes.Buffer
	for _, r := range []*claims.Result{a.res, failed} {
		if err := JSONDocument(&b, r, JSONOptions{Indent: true}); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines for 2 documents", len(lines))
	}
	for _, want := range []string{`"error":null`, `"correction":null`, `"evidence":[]`, `"candidates":[]`, `"verdict":"not-enough-evidence"`} {
		if !strings.Contains(lines[0], want) {
			t.Errorf("%s lacks %s", lines[0], want)
		}
	}
	if strings.Contains(lines[0], `"text"`) || strings.Contains(lines[0], `"diagnosis"`) {
		t.Errorf("unasked fields in %s", lines[0])
	}
	if want := `"error":"broken\nfile","findings":[]`; !strings.Contains(lines[1], want) {
		t.Errorf("%s lacks %s", lines[1], want)
	}
	b.Reset()
	if err := JSON(&b, nil, version, JSONOptions{}); err != nil || !strings.Contains(b.String(), `"datasets":[]},"documents":[]`) {
		t.Errorf("no results: %s %v", b.String(), err)
	}
}

// A filter leaves findings out, and nothing else.
func TestJSONFilter(t *testing.T) {
	var b bytes.Buffer
	opt := JSONOptions{Filter: Filter{Verdicts: []claims.Verdict{claims.Refuted}, Kinds: []string{"position"}}}
	if err := JSON(&b, []*claims.Result{threeVotes(t)}, version, opt); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), `"kind":`); n != 1 || !strings.Contains(b.String(), "opposed it too") {
		t.Errorf("%d findings pass the filter, want 1", n)
	}
}

// lines agrees with Document.Position everywhere.
func TestLines(t *testing.T) {
	d := &extract.Document{Source: []byte("eins\nzwéi 🗳\n\nvier")}
	l := newLines(d)
	for at := 0; at <= len(d.Source); at++ {
		line, column := l.position(at)
		if wantLine, wantColumn := d.Position(at); line != wantLine || column != wantColumn {
			t.Errorf("byte %d: %d:%d, want %d:%d", at, line, column, wantLine, wantColumn)
		}
	}
}
