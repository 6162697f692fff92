package web

import (
	"strings"
	"testing"
)

// onScreen are the page's words of the article alone.
func onScreen(t *testing.T, page string) string {
	t.Helper()
	return find(t, page, `(?s)<article class="art"[^>]*>(.*?)</article>`)
}

// shownAsMade is how the page shows that 16 became 18, also to who hears it.
const shownAsMade = `<del><span class="vh">taken out: </span>16</del><ins><span class="vh">put in: </span>18</ins>`

// An accepted correction is shown in the words themselves, stays there while other words change, and goes with undo.
// Decisions, claims and exports keep to the draft's own words throughout.
func TestCorrectionsAreShownInTheWords(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	wrong := v.refuted(path)
	if page, _ := v.get(path); strings.Contains(onScreen(t, page), "<del>") {
		t.Fatal("a correction is shown before it was accepted")
	}
	page, _ := v.post(path+"/decide", 200, "finding", wrong[0].ID, "seen", "0", "action", "apply")
	if words := onScreen(t, page); strings.Count(words, shownAsMade) != 1 || strings.Count(words, "<del>") != 1 || strings.Count(words, "<ins>") != 1 {
		t.Errorf("after it was accepted: %s", words)
	}
	if page, _ = v.get(path); !strings.Contains(onScreen(t, page), shownAsMade) {
		t.Error("the correction is not shown once the page is loaded anew")
	}
	if again := v.refuted(path); again[0].Quote != wrong[0].Quote || again[1].ID != wrong[1].ID || again[1].Decision != nil {
		t.Errorf("the claims differ for the correction that is shown: %+v", again)
	}
	longer := strings.Replace(draft, "# A vote", "# The longest night – and a vote", 1)
	page, _ = v.post(path+"/words", 200, "text", longer, "rev", "1")
	if words := onScreen(t, page); !strings.Contains(words, shownAsMade) {
		t.Errorf("after words before it changed: %s", words)
	}
	if text, _ := v.get(path + "/export/corrected.txt"); text != strings.Replace(longer, "to 16,", "to 18,", 1) {
		t.Errorf("the corrected text is not what the page shows: %s", text)
	}
	page, _ = v.post(path+"/undo", 200, "decision", "1")
	if words := onScreen(t, page); strings.Contains(words, "<del>") || !strings.Contains(words, "16") || !strings.Contains(page, "2 to decide") {
		t.Errorf("after undo: %s", words)
	}
}

// A correction that somebody then types in is no longer shown as one, and its claim is right.
func TestCorrectionTypedIn(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	v.post(path+"/decide", 200, "finding", v.refuted(path)[0].ID, "seen", "0", "action", "apply")
	page, _ := v.post(path+"/words", 200, "text", strings.Replace(draft, "to 16,", "to 18,", 1), "rev", "1")
	if words := onScreen(t, page); strings.Contains(words, "<del>") || strings.Contains(words, "<ins>") {
		t.Errorf("a correction that is in the words is shown as one to make: %s", words)
	}
	if len(v.refuted(path)) != 1 {
		t.Errorf("refuted: %+v", v.refuted(path))
	}
}
