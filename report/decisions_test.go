package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/claims"
)

// TestDecisionsAgain writes decisions and reads them back as a baseline: nothing of them is lost.
func TestDecisionsAgain(t *testing.T) {
	at := time.Date(2025, 2, 25, 10, 30, 0, 0, time.UTC)
	known := map[string][]claims.Decision{
		"0123456789": {
			{Finding: "0123456789", Action: claims.Dispute, Basis: "refuted\nA/RES/1=2 yes=3", Note: "asked <the mission>", From: claims.FromDesk, By: "Ann", At: at},
			{Finding: "0123456789", Action: claims.Always, Basis: "refuted\nA/RES/1=2", From: claims.FromDesk, By: "Ben", At: at},
		},
		"abcdef0123": {{Finding: "abcdef0123", Action: claims.Ignore, From: "kept.json"}},
	}
	var b bytes.Buffer
	if err := Decisions(&b, known, "1"); err != nil {
		t.Fatal(err)
	}
	got, err := ReadBaseline("kept.json", &b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(known, got); diff != "" {
		t.Error(diff)
	}
}

func TestDecisionsRefused(t *testing.T) {
	for text, want := range map[string]string{
		`{"decisions":[{"action":"stands"}]}`:                                         "about no finding",
		`{"decisions":[{"finding":"0123456789","action":""}]}`:                        "use one of",
		`{"decisions":[{"finding":"0123456789","action":"stands","at":"yesterday"}]}`: "no time of RFC 3339",
		`{"decisions":[{"finding":"0123456789","action":"stands","from":"desk"}]`:     "not a report",
	} {
		if _, err := ReadBaseline("k.json", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestDecideDocument puts decisions into a kept document: each to its finding, stale where it says something else, and
// nothing else changes.
func TestDecideDocument(t *testing.T) {
	const kept = `{"path":"","title":"a \"findings\" <b>","findings":[` +
		`{"id":"0000000001","verdict":"refuted","evidence":[{"record":"A/RES/1","says":"2 yes"}]},` +
		`{"id":"0000000002","verdict":"supported","evidence":[]},` +
		`{"id":"0000000003","verdict":"refuted","evidence":[{"record":"A/RES/2","says":"3 yes"}]}],"more":[]}`
	known := map[string][]claims.Decision{
		"0000000001": {{Finding: "0000000001", Basis: "refuted\nA/RES/1=2 yes", From: "k.json", Note: "<asked>"}},
		"0000000003": {{Finding: "0000000003", Basis: "refuted\nA/RES/2=4 yes", From: "k.json"}},
	}
	want := strings.Replace(kept, `"2 yes"}]}`, `"2 yes"}],"decision":{"action":"ignore","from":"k.json","note":"<asked>"}}`, 1)
	want = strings.Replace(want, `"3 yes"}]}`, `"3 yes"}],"decision":{"action":"ignore","from":"k.json","stale":true}}`, 1)
	var ids []string
	got, err := DecideDocument([]byte(kept), known, func(f *claims.Finding, words string) { ids = append(ids, f.ID+" "+words) })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	told := []string{"0000000001 known from k.json: <asked>", "0000000003 known from k.json, but it says something else now"}
	if diff := cmp.Diff(told, ids); diff != "" {
		t.Error(diff)
	}
	if _, err := DecideDocument([]byte(kept[:90]), known, nil); err == nil {
		t.Error("a document that is cut short is read")
	}
}
