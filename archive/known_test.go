package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRemarks: what a remark in an article says to ignore is told as known in a run's files, as `stet check` tells it; other articles are not.
func TestRemarks(t *testing.T) {
	dir := t.TempDir()
	page := testPage(1, true, true)
	remarked := bytes.Replace(page, []byte("<p>On 24 February"), []byte("<!-- stet: ignore the desk knows --><p>On 24 February"), 1)
	remarked = bytes.Replace(remarked, []byte("Story 1"), []byte("Story one"), 2)
	put(t, filepath.Join(dir, "in", "plain.html"), page)
	put(t, filepath.Join(dir, "in", "remarked.html"), remarked)
	run := filepath.Join(dir, "run")
	if err := runAll(context.Background(), run, Options{Paths: []string{filepath.Join(dir, "in")}}); err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile(filepath.Join(run, "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	ignored, refuted := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(lines)), "\n") {
		var d struct {
			Path     string `json:"path"`
			Findings []struct {
				Verdict  string `json:"verdict"`
				Decision *struct{ Action, From, Note string }
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		for _, f := range d.Findings {
			if f.Verdict != "refuted" {
				continue
			}
			refuted++
			if f.Decision != nil {
				ignored++
				if !strings.HasSuffix(d.Path, "remarked.html") || f.Decision.From != "article" || f.Decision.Note != "the desk knows" {
					t.Errorf("%s: decided %+v", d.Path, *f.Decision)
				}
			}
		}
	}
	if refuted != 2 || ignored != 1 {
		t.Errorf("%d refuted, %d of them known; want 2 and 1\n%s", refuted, ignored, lines)
	}
	summary, err := os.ReadFile(filepath.Join(run, "summary.json"))
	if err != nil || !bytes.Contains(summary, []byte(`"known": 1`)) {
		t.Errorf("the summary does not count it: %v\n%s", err, summary)
	}
}

// TestRemarkAdded: a remark that is put into an article after its first run is heeded by the next.
func TestRemarkAdded(t *testing.T) {
	dir := t.TempDir()
	page, run := testPage(1, true, true), filepath.Join(dir, "run")
	known := func() bool {
		t.Helper()
		if err := runAll(context.Background(), run, Options{Paths: []string{filepath.Join(dir, "in")}}); err != nil {
			t.Fatal(err)
		}
		lines, err := os.ReadFile(filepath.Join(run, "findings.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(lines, []byte(`"note":"seen to"`))
	}
	put(t, filepath.Join(dir, "in", "page.html"), page)
	if known() {
		t.Error("known before anybody said so")
	}
	put(t, filepath.Join(dir, "in", "page.html"), bytes.Replace(page, []byte("<p>On 24 February"), []byte("<!-- stet: ignore seen to --><p>On 24 February"), 1))
	if !known() {
		t.Error("the remark that was added is not heeded")
	}
}
