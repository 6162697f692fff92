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
