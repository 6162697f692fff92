package report

import (
	"bytes"
	"strings"
	"testing"

	"stet/claims"
)

// TestStoredText: what was kept of a check reads as the check itself did, but for what only the article could tell.
func TestStoredText(t *testing.T) {
	for _, r := range []*claims.Result{threeVotes(t)} {
		var kept, direct, again bytes.Buffer
		if err := JSONDocument(&kept, r, JSONOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := StoredText(&again, kept.Bytes(), r.Document.Name, TextOptions{Filter: Filter{Verdicts: []claims.Verdict{claims.Refuted, claims.Conflicting, claims.Supported}}}); err != nil {
			t.Fatal(err)
		}
		if err := Text(&direct, []*claims.Result{r}, TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if again.Len() == 0 {
			t.Errorf("%s: nothing told", r.Document.Name)
		}
		for _, line := range strings.Split(again.String(), "\n") {
			if line = strings.TrimSpace(line); line != "" && !strings.Contains(direct.String(), line) {
				t.Errorf("%s: %q is not told by the check", r.Document.Name, line)
			}
		}
	}
	if err := StoredText(&bytes.Buffer{}, []byte("{"), "x.md", TextOptions{}); err == nil || !strings.Contains(err.Error(), "x.md") {
		t.Errorf("damaged findings: %v", err)
	}
}
