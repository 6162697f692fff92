package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"stet/claims"
	"stet/extract"
)

// with sends a request with headers of its own.
func (v *visitor) with(method, path, body string, headers ...string) (string, *http.Response) {
	v.t.Helper()
	r, err := http.NewRequest(method, v.base+path, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return v.do(r)
}

// What another site's page can make a browser send is not done.
func TestOtherSites(t *testing.T) {
	v, store := visit(t, Options{Who: "R. Okafor", Hosts: []string{"desk.example.org"}})
	const form, plain, js = "application/x-www-form-urlencoded", "text/plain", "application/json"
	body := "csrf=" + v.csrf + "&text=Words"
	for _, c := range []struct {
		name, path, body string
		want             int
		headers          []string
	}{
		{"rebound name", "/check", body, 421, []string{"Host", "evil.example", "Content-Type", form}},
		{"rebound name, API", "/api/articles", `{"text":"Words."}`, 421, []string{"Host", "evil.example:80", "Content-Type", js}},
		{"another origin", "/check", body, 403, []string{"Origin", "https://evil.example", "Content-Type", form}},
		{"a page's own file", "/check", body, 403, []string{"Origin", "null", "Content-Type", form}},
		{"cross-site", "/check", body, 403, []string{"Sec-Fetch-Site", "cross-site", "Content-Type", form}},
		{"same site, another port", "/api/articles", `{"text":"Words."}`, 403, []string{"Sec-Fetch-Site", "same-site", "Content-Type", js}},
		{"no token of the form", "/check", "text=Words", 403, []string{"Content-Type", form}},
		{"another's token", "/check", "csrf=" + strings.Repeat("0", 64) + "&text=Words", 403, []string{"Content-Type", form}},
		{"API without its media type", "/api/articles", `{"text":"Words."}`, 415, []string{"Content-Type", plain}},
		{"API as a form", "/api/articles", `{"text":"Words."}`, 415, []string{"Content-Type", form}},
	} {
		if answer, got := v.with("POST", c.path, c.body, c.headers...); got.StatusCode != c.want {
			t.Errorf("%s: %d, want %d: %s", c.name, got.StatusCode, c.want, said(answer))
		}
	}
	if list, err := store.Recent(t.Context(), 9); err != nil || len(list) != 0 {
		t.Errorf("%d articles were taken, %v", len(list), err)
	}
	for _, host := range []string{"desk.example.org", "DESK.example.org:443", "localhost:1", "[::1]:8421", "192.0.2.7"} {
		if _, got := v.with("GET", "/healthz", "", "Host", host); got.StatusCode != 200 {
			t.Errorf("host %s: %d", host, got.StatusCode)
		}
	}
}

// Every answer has the headers that keep a page to itself.
func TestHeaders(t *testing.T) {
	v, _ := visit(t, Options{})
	for _, path := range []string{"/", "/nosuch", "/a/nosuch", "/static/desk.js", "/api/articles", "/healthz", "/api/nosuch"} {
		body, got := v.get(path)
		h := got.Header
		if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || strings.Contains(h.Get("Content-Security-Policy"), "unsafe") ||
			h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %v", path, h)
		}
		for _, c := range got.Cookies() {
			if c.SameSite != http.SameSiteStrictMode || !c.HttpOnly {
				t.Errorf("%s: cookie %v", path, c)
			}
		}
		for _, inline := range []string{"<style", " style=", " onclick=", "<script>"} {
			if strings.Contains(h.Get("Content-Type"), "html") && strings.Contains(body, inline) {
				t.Errorf("%s has %s, which the policy forbids", path, inline)
			}
		}
	}
}

// With a token nothing but the log-in is open, and guesses are few.
func TestToken(t *testing.T) {
	const token = "a-token-of-the-desk"
	v, store := visit(t, Options{Token: token})
	a, err := store.Add(t.Context(), Article{Name: "secret-name.md", Source: []byte("Words.")})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/a/" + a.ID, "/a/" + a.ID + "/export/corrected.txt", "/api/articles", "/api/articles/" + a.ID, "/login"} {
		body, got := v.get(path)
		if strings.Contains(body, "secret-name") || got.StatusCode == 200 && got.Request.URL.Path != "/login" {
			t.Errorf("%s without the token: %d %s", path, got.StatusCode, got.Request.URL)
		}
	}
	if _, got := v.with("POST", "/api/check", `{"text":"Words."}`, "Content-Type", "application/json"); got.StatusCode != 401 {
		t.Errorf("a check without the token: %d", got.StatusCode)
	}
	for given, want := range map[string]int{token: 200, token + "x": 401, "": 401} {
		if _, got := v.with("GET", "/api/articles", "", "Authorization", "Bearer "+given); got.StatusCode != want {
			t.Errorf("bearer %q: %d, want %d", given, got.StatusCode, want)
		}
	}
	v.post("/login", 403, "token", "a-wrong-token-altogether")
	if body, _ := v.post("/login", 200, "token", token); !strings.Contains(body, "secret-name") {
		t.Error("after the log-in the list is not shown")
	}
	other := newVisitor(t, v.base)
	in, _ := http.NewRequest("GET", v.base+"/api/articles", nil)
	for _, c := range v.http.Jar.Cookies(in.URL) {
		if c.Name == loginCookie {
			in.AddCookie(c)
		}
	}
	if _, got := other.do(in); got.StatusCode != 401 {
		t.Errorf("a log-in without its session: %d", got.StatusCode)
	}
	limited := 0
	for range 2 * guessBurst {
		r, _ := http.NewRequest("POST", v.base+"/login", strings.NewReader("csrf="+other.csrf+"&token=guess"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if _, got := other.do(r); got.StatusCode == 429 {
			limited++
		}
	}
	if limited < guessBurst-2 {
		t.Errorf("%d of %d guesses were refused", limited, 2*guessBurst)
	}
	if _, err := New(store, checker(), claims.ReferenceInfo{}, Options{Token: "short"}); err == nil {
		t.Error("a short token is taken")
	}
}

// Without a name nothing is decided.
func TestNameless(t *testing.T) {
	v, _ := visit(t, Options{})
	path := v.paste(draft)
	f := v.refuted(path)[0]
	page, _ := v.post(path+"/decide", 400, "finding", f.ID, "seen", "0", "action", "stands")
	if !strings.Contains(said(page), "give yours first") {
		t.Errorf("without a name: %s", said(page))
	}
	v.post("/name", 200, "name", "  M. Lindqvist\n", "article", strings.TrimPrefix(path, "/a/"))
	v.post(path+"/decide", 200, "finding", f.ID, "seen", "0", "action", "stands")
	if by := v.refuted(path)[0].Decision.By; by != "M. Lindqvist" {
		t.Errorf("decided by %q", by)
	}
}

// Too large, told or not, is refused without reading it all.
func TestTooLarge(t *testing.T) {
	v, _ := visit(t, Options{MaxBody: 1 << 20})
	big := strings.Repeat("Words. ", 1<<18)
	for _, chunked := range []bool{false, true} {
		r, _ := http.NewRequest("POST", v.base+"/api/check", io.NopCloser(strings.NewReader(big)))
		if !chunked {
			r.ContentLength = int64(len(big))
		}
		r.Header.Set("Content-Type", "application/octet-stream")
		answer, err := v.http.Do(r)
		if err != nil { // the server may close before all is sent
			if chunked || !strings.Contains(err.Error(), "reset") && !strings.Contains(err.Error(), "broken pipe") {
				t.Error(err)
			}
			continue
		}
		if answer.Body.Close(); answer.StatusCode != 413 {
			t.Errorf("chunked %v: %d", chunked, answer.StatusCode)
		}
	}
	if _, got := v.get("/healthz"); got.StatusCode != 200 {
		t.Error("the desk is gone")
	}
}

// An address that asks for too much is told to wait; others are served.
func TestLimits(t *testing.T) {
	l := newLimits(1)
	got := 0
	for range 20 {
		if l.allow("192.0.2.1", false) {
			got++
		}
	}
	if got != 5 || !l.allow("192.0.2.2", false) {
		t.Errorf("%d of 20 at once are let through, want 5, and another's first one", got)
	}
	v, _ := visit(t, Options{Rate: 0.001})
	refused := 0
	for range 3 {
		if body, got := v.with("POST", "/api/check", `{"text":"Words."}`, "Content-Type", "application/json"); got.StatusCode == 429 && strings.Contains(body, "wait a moment") {
			refused++
		}
	}
	if refused != 2 {
		t.Errorf("%d of 3 were refused, want 2", refused)
	}
}

// brokenChecker panics at one word and fails at another, as no checker of ours may.
type brokenChecker struct{}

func (brokenChecker) Check(ctx context.Context, doc *extract.Document) (*claims.Result, error) {
	if strings.Contains(doc.Text, "panic") {
		panic("/home/someone/secret/path")
	}
	return nil, errors.New("cannot be checked")
}

// A check that breaks down is that article's error: no trace and no path reaches the page, the log has them.
func TestBrokenCheck(t *testing.T) {
	_, store := testDesk(t, Options{})
	var log bytes.Buffer
	d, err := New(store, brokenChecker{}, claims.ReferenceInfo{}, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- d.Serve(ctx, l) }()
	v := newVisitor(t, "http://"+l.Addr().String())
	for _, words := range []string{"This is a panic of words.", "These are only words."} {
		body, got := v.with("POST", "/api/check", `{"text":"`+words+`"}`, "Content-Type", "application/json")
		if got.StatusCode != 422 || strings.Contains(body, "secret") || strings.Contains(body, ".go:") {
			t.Errorf("%q: %d %s", words, got.StatusCode, body)
		}
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the desk does not stop")
	}
	if !strings.Contains(log.String(), "secret/path") || !strings.Contains(log.String(), "path=/api/check status=422") {
		t.Errorf("the log: %s", log.String())
	}
	if strings.Contains(log.String(), "panic of words") {
		t.Error("the log has words of a draft")
	}
}
