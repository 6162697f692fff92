package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"stet/claims"
	"stet/sources"
)

// reference is opened once for all tests: the desk never writes to it.
var reference = sync.OnceValues(func() (*sources.DB, error) {
	return sources.Open(context.Background(), sources.Options{})
})

var checker = sync.OnceValue(func() *claims.Checker {
	db, err := reference()
	if err != nil {
		panic(err)
	}
	return claims.NewChecker(db)
})

// draft has a tally with a wrong figure, a state told to have voted otherwise than it did, and a claim that stands.
const draft = `---
date: 2025-02-26
---

# A vote in February

On 24 February 2025 the General Assembly adopted a text on Ukraine drafted by Kyiv, A/RES/ES-11/7, by 93 votes to 16, with 65 abstentions.

The United States voted against resolution ES-11/7. China voted against resolution ES-11/7, too.
`

// testDesk is a desk in a folder of its own.
func testDesk(t testing.TB, opt Options) (*Desk, *Store) {
	t.Helper()
	store, err := OpenStore(t.Context(), filepath.Join(t.TempDir(), "desk.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	db, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	opt.Seats = db.Members()
	d, err := New(store, checker(), claims.ReferenceInfo{Version: db.Version(), Datasets: db.Datasets()}, opt)
	if err != nil {
		t.Fatal(err)
	}
	return d, store
}

// visitor is a browser without script.
type visitor struct {
	t    testing.TB
	base string
	http *http.Client
	csrf string
}

func visit(t testing.TB, opt Options) (*visitor, *Store) {
	t.Helper()
	d, store := testDesk(t, opt)
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	return newVisitor(t, server.URL), store
}

func newVisitor(t testing.TB, base string) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t: t, base: base, http: &http.Client{Jar: jar}}
	page, _ := v.get("/login") // open to all
	v.csrf = find(t, page, `name="csrf" value="([^"]+)"`)
	return v
}

func find(t testing.TB, page, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page has no %s", pattern)
	}
	return m[1]
}

func (v *visitor) do(r *http.Request) (string, *http.Response) {
	v.t.Helper()
	answer, err := v.http.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return string(body), answer
}

func (v *visitor) get(path string) (string, *http.Response) {
	v.t.Helper()
	r, err := http.NewRequest("GET", v.base+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.do(r)
}

// post sends a form of names and values, and wants a status after redirects.
func (v *visitor) post(path string, want int, pairs ...string) (string, *http.Response) {
	v.t.Helper()
	form := url.Values{"csrf": {v.csrf}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r, err := http.NewRequest("POST", v.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	body, answer := v.do(r)
	if answer.StatusCode != want {
		v.t.Fatalf("POST %s: %d, want %d: %s", path, answer.StatusCode, want, said(body))
	}
	return body, answer
}

// said is the words of a problem's page.
func said(page string) string {
	if m := regexp.MustCompile(`class="say2">([^<]*)`).FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return page[:min(len(page), 300)]
}

// paste checks a draft and gives its path.
func (v *visitor) paste(text string) string {
	v.t.Helper()
	_, answer := v.post("/check", 200, "text", text)
	return answer.Request.URL.Path
}

// jsonFinding is what the tests read of an exported finding.
type jsonFinding struct {
	ID, Kind, Verdict, Quote string
	Decision                 *struct {
		Action, Note, By string
		Stale            bool
	}
}

func (v *visitor) findings(path string) []jsonFinding {
	v.t.Helper()
	body, _ := v.get(path + "/export/findings.json")
	var out struct {
		Documents []struct{ Findings []jsonFinding }
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil || len(out.Documents) != 1 {
		v.t.Fatalf("%v: %s", err, body[:min(len(body), 300)])
	}
	return out.Documents[0].Findings
}

// refuted are the refuted findings of the article.
func (v *visitor) refuted(path string) []jsonFinding {
	v.t.Helper()
	var out []jsonFinding
	for _, f := range v.findings(path) {
		if f.Verdict == "refuted" {
			out = append(out, f)
		}
	}
	return out
}

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
