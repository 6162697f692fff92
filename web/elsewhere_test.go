package web

import (
	"strings"
	"testing"
	"time"

	"stet/claims"
)

// wrongDraft has three claims that do not stand.
const wrongDraft = draft + "\nIndia voted against resolution ES-11/7.\n"

// TestElsewhere opens an article of which a baseline, an ignore list and another desk know something: what they know is
// decided, says from where, and gives way to what is decided here.
func TestElsewhere(t *testing.T) {
	before, _ := visit(t, Options{Who: "R. Okafor"})
	wrong := before.refuted(before.paste(wrongDraft))
	if len(wrong) != 3 {
		t.Fatalf("%d refuted claims, want 3: %+v", len(wrong), wrong)
	}
	at := time.Date(2025, 2, 26, 9, 0, 0, 0, time.UTC)
	known := map[string][]claims.Decision{
		wrong[0].ID: {{Finding: wrong[0].ID, Note: "the mission was asked", From: "stet.toml"}},
		wrong[1].ID: {{Finding: wrong[1].ID, Action: claims.Stands, From: claims.FromDesk, By: "M. Lindqvist", At: at}},
		wrong[2].ID: {{Finding: wrong[2].ID, Basis: "refuted\nA/RES/1=1 yes", From: "known.json"}},
	}
	v, _ := visit(t, Options{Who: "R. Okafor", Known: known})
	path := v.paste(wrongDraft)
	page, _ := v.get(path)
	for _, want := range []string{"Known from stet.toml", "the mission was asked", "Stands as written at another desk by M. Lindqvist", "1 to decide"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page, "Known from known.json") {
		t.Error("a baseline is in force whose basis is another")
	}
	v.post(path+"/decide", 200, "finding", wrong[1].ID, "action", "dispute", "note", "asking the mission", "seen", "0")
	page, _ = v.get(path)
	if strings.Contains(page, "at another desk") || !strings.Contains(page, "asking the mission") {
		t.Error("a decision of another desk holds before that of this one")
	}
	if got := v.refuted(path)[1].Decision; got == nil || got.Action != "dispute" || got.By != "R. Okafor" {
		t.Errorf("exported decision: %+v", got)
	}
}
