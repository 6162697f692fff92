package web

import (
	"context"
	"encoding/json"
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
