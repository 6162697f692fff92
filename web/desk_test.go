package web

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"stet/claims"
)

// The whole of an editor's work, by forms alone.
func TestWorkflow(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	if start, _ := v.get("/"); !strings.Contains(start, ">A vote in February<small>") {
		t.Error("the list does not show the article by its headline")
	}
	wrong := v.refuted(path)
	if len(wrong) != 2 || !strings.Contains(wrong[0].Quote, "16") || !strings.Contains(wrong[1].Quote, "China") {
		t.Fatalf("refuted: %+v", wrong)
	}
	page, _ := v.post(path+"/sign", 409, "rev", "1")
	if !strings.Contains(said(page), "decide on claims") {
		t.Errorf("a sign-off with claims open says: %s", said(page))
	}
	v.post(path+"/decide", 200, "finding", wrong[0].ID, "seen", "0", "action", "apply")
	page, _ = v.post(path+"/decide", 400, "finding", wrong[1].ID, "seen", "0", "action", "dispute", "note", " ")
	if !strings.Contains(said(page), "needs a note") {
		t.Errorf("a dispute without a note says: %s", said(page))
	}
	page, _ = v.post(path+"/decide", 200, "finding", wrong[1].ID, "seen", "0", "action", "dispute", "note", "asking the mission")
	if !strings.Contains(page, "asking the mission") || !strings.Contains(page, "R. Okafor") {
		t.Error("the page does not tell the dispute and its maker")
	}
	got := v.refuted(path)
	if d := got[1].Decision; d == nil || d.Action != "dispute" || d.By != "R. Okafor" || d.Stale {
		t.Errorf("exported decision: %+v", d)
	}
	page, _ = v.post(path+"/sign", 200, "rev", "1")
	if !strings.Contains(page, "Signed off") || !strings.Contains(page, "disputed: asking the mission") {
		t.Error("the sign-off is not told with what it leaves open")
	}
	page, _ = v.post(path+"/undo", 200, "decision", "2")
	if !strings.Contains(page, "The sign-off lapsed") || !strings.Contains(page, "1 to decide") {
		t.Error("undoing a decision leaves the sign-off in force")
	}
	v.post(path+"/undo", 409, "decision", "2")
}

// Exports carry the accepted corrections and nothing else.
func TestExports(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	if body, a := v.get(path + "/export/notice.txt"); a.StatusCode != 409 || !strings.Contains(said(body), "accept one first") {
		t.Errorf("a notice without corrections: %d %s", a.StatusCode, said(body))
	}
	wrong := v.refuted(path)
	v.post(path+"/decide", 200, "finding", wrong[0].ID, "seen", "0", "action", "apply", "note", "=HYPERLINK(1)")
	for file, wants := range map[string][]string{
		"corrected.txt":  {"date: 2025-02-26", "by 93 votes to 18, with 65 abstentions", "China voted against"},
		"corrected.html": {"<del>16</del> <ins>18</ins>", "Corrections made: 1."},
		"changes.csv":    {",16,18,A/RES/ES-11/7,", "'=HYPERLINK(1)"},
		"notice.txt":     {"wrong on one point", "93 votes to 16", "93 votes to 18", "A/RES/ES-11/7"},
		"report.html":    {"<!doctype html>", "A vote in February"},
	} {
		body, answer := v.get(path + "/export/" + file)
		if answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %v", file, answer.StatusCode, answer.Header)
		}
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s has no %q:\n%s", file, want, body[:min(len(body), 600)])
			}
		}
	}
	if got := strings.Replace(draft, "to 16,", "to 18,", 1); got == draft {
		t.Fatal("the draft has changed")
	} else if body, _ := v.get(path + "/export/corrected.txt"); body != got {
		t.Errorf("the corrected draft differs in more than the correction:\n%s", body)
	}
	for _, file := range []string{"annotated.docx", "nosuch.txt"} {
		if _, a := v.get(path + "/export/" + file); a.StatusCode != 409 && a.StatusCode != 404 {
			t.Errorf("%s: %d", file, a.StatusCode)
		}
	}
}

// A decision stays with its claim when other words change, moves with it when words beside it change, and is stale
// once its own words do.
func TestDecisionsFollowTheirClaims(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	china := v.refuted(path)[1]
	v.post(path+"/decide", 200, "finding", china.ID, "seen", "0", "action", "stands", "note", "so the mission says")
	for i, step := range []struct {
		from, to     string
		moved, stale bool
	}{
		{"# A vote in February", "# Another title", false, false},
		{"voted against resolution ES-11/7. China", "voted against resolution ES-11/7, they said. China", true, false},
		{"China voted against resolution ES-11/7, too", "China voted against the resolution ES-11/7, too", true, true},
	} {
		text := strings.Replace(draft, step.from, step.to, 1)
		if text == draft {
			t.Fatalf("step %d changes nothing", i)
		}
		v.post(path+"/words", 200, "text", text, "rev", fmt.Sprint(i+1))
		var got *jsonFinding
		for _, f := range v.refuted(path) {
			if f.Decision != nil {
				got = &f
			}
		}
		if got == nil || got.Decision.Note != "so the mission says" || got.Decision.Stale != step.stale || (got.ID != china.ID) != step.moved {
			t.Errorf("after %q: %+v", step.to, got)
		}
	}
	page, _ := v.get(path)
	if !strings.Contains(page, "out of date") || !strings.Contains(page, "words were “China voted against resolution”") {
		t.Errorf("the page does not say that the decision is out of date, and of which words it was: %q", regexp.MustCompile(`(?s)class="stale".*?</p>`).FindString(page))
	}
	v.post(path+"/words", 200, "text", strings.Split(draft, "The United States")[0], "rev", "4")
	if page, _ = v.get(path); !strings.Contains(page, "No longer in the words") {
		t.Error("a decision whose claim is gone is not shown")
	}
	v.post(path+"/words", 409, "text", draft, "rev", "2")
}

// A decision is stale once the record says something else than when it was made.
func TestStaleRecord(t *testing.T) {
	v, store := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	f := v.refuted(path)[0]
	v.post(path+"/decide", 200, "finding", f.ID, "seen", "0", "action", "stands")
	if _, err := store.db.Exec("UPDATE decisions SET basis = replace(basis, '18 no', '17 no')"); err != nil {
		t.Fatal(err)
	}
	if got := v.refuted(path)[0].Decision; got == nil || !got.Stale {
		t.Errorf("decision on another record: %+v", got)
	}
	if page, _ := v.post(path+"/sign", 409, "rev", "1"); !strings.Contains(said(page), "decide on") {
		t.Error("a stale decision counts for the sign-off")
	}
}

// What is ignored everywhere is known in other articles, also once the article where it was decided is deleted.
func TestIgnoreEverywhere(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	first := v.paste(draft)
	f := v.refuted(first)[0]
	v.post(first+"/decide", 200, "finding", f.ID, "seen", "0", "action", "always")
	here := v.refuted(first)[1]
	v.post(first+"/decide", 200, "finding", here.ID, "seen", "0", "action", "ignore")
	second := v.paste(draft + "\nMore words.\n")
	v.post(first+"/delete", 200)
	if _, a := v.get(first); a.StatusCode != 404 {
		t.Errorf("the deleted article answers %d", a.StatusCode)
	}
	got := v.refuted(second)
	if got[0].Decision == nil || got[0].Decision.Action != "always" || got[1].Decision != nil {
		t.Errorf("in another article: %+v, %+v", got[0].Decision, got[1].Decision)
	}
}

// Bytes of other formats, and what cannot be read.
func TestUpload(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	for _, c := range []struct {
		body string
		want int
		says string
	}{
		{"<html><head><title>T</title></head><body><article><p>On 24 February 2025 the General Assembly adopted resolution ES-11/7 by 93 votes to 16, with 65 abstentions.</p></article></body></html>", 201, ""},
		{`{\rtf1 On 24 February 2025 the General Assembly adopted resolution ES-11/7 by 93 votes to 16, with 65 abstentions.}`, 201, ""},
		{"PK\x03\x04 not a package", 422, ""},
		{"\x89PNG\r\n\x1a\n0000", 422, "picture"},
		{"   ", 400, "no words"},
	} {
		r, _ := http.NewRequest("POST", v.base+"/api/articles?name=..%2F..%2Fetc%2Fpasswd", bytes.NewReader([]byte(c.body)))
		r.Header.Set("Content-Type", "application/octet-stream")
		body, answer := v.do(r)
		if answer.StatusCode != c.want || !strings.Contains(body, c.says) || strings.Contains(body, "..") {
			t.Errorf("%.20q: %d %s", c.body, answer.StatusCode, body)
		}
	}
}

// Many look at and export one article while others decide on it: they share its remembered check.
func TestSharedCheck(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor", Rate: 1000})
	path := v.paste(draft)
	f := v.refuted(path)[0]
	var group sync.WaitGroup
	for i := range 12 {
		group.Go(func() {
			files := []string{"", "/export/report.html", "/export/findings.json", "/export/corrected.html"}
			answer, err := v.http.Get(v.base + path + files[i%len(files)])
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if answer.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", files[i%len(files)], answer.StatusCode)
			}
		})
	}
	v.post(path+"/decide", 200, "finding", f.ID, "seen", "0", "action", "stands")
	group.Wait()
	if got := v.refuted(path)[0].Decision; got == nil || got.Action != "stands" {
		t.Errorf("decision: %+v", got)
	}
}

// What is remembered is bounded, and never another draft's.
func TestRemembered(t *testing.T) {
	c := newChecked()
	for i := range 3 * mostRemembered {
		d := Draft{Name: "a", Source: []byte(fmt.Sprint(i))}
		c.put(d.key(), 200<<10, &claims.Result{Findings: []claims.Finding{{ID: fmt.Sprint(i)}}})
		if c.order.Len() > mostRemembered || c.bytes > mostBytes || len(c.of) != c.order.Len() {
			t.Fatalf("%d results, %d bytes", c.order.Len(), c.bytes)
		}
		got := c.get(d.key())
		if got == nil || got.Findings[0].ID != fmt.Sprint(i) {
			t.Fatalf("result %d: %+v", i, got)
		}
		got.Findings[0].ID = "changed by its reader"
		if again := c.get(d.key()); again.Findings[0].ID != fmt.Sprint(i) {
			t.Fatal("readers share findings")
		}
	}
	a, b := Draft{Name: "ab", Title: "c"}, Draft{Name: "a", Title: "bc"}
	if a.key() == b.key() {
		t.Error("two drafts have one key")
	}
}
