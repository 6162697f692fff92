package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestLoad is 50 editors who type: each sends a draft of about 1,000 words, a few words different each time, pauses as
// people do, and sends the next. No answer may be an error; how long they take is logged, and bounded loosely enough
// for a computer that does other things too.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("50 clients for some seconds: not with -short")
	}
	if slowdown > 1 {
		t.Skip("the race detector makes a check ten times as long")
	}
	const clients, rounds = 50, 4
	d, _ := testDesk(t, Options{Who: "x", Rate: 1000})
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	var mu sync.Mutex
	var took []time.Duration
	var group sync.WaitGroup
	for c := range clients {
		v := newVisitor(t, server.URL)
		group.Go(func() {
			time.Sleep(time.Duration(c) * 2 * time.Second / clients)
			for round := range rounds {
				form := url.Values{"csrf": {v.csrf}, "text": {longDraft(c, round)}}
				began := time.Now()
				answer, err := v.http.Post(server.URL+"/check", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
				if err != nil {
					t.Error(err)
					return
				}
				answer.Body.Close()
				if answer.StatusCode != http.StatusOK {
					t.Errorf("client %d, round %d: %d", c, round, answer.StatusCode)
				}
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
				time.Sleep(2 * time.Second)
			}
		})
	}
	group.Wait()
	slices.Sort(took)
	if len(took) != clients*rounds {
		t.Fatalf("%d answers, want %d", len(took), clients*rounds)
	}
	t.Logf("%d checks by %d clients: median %v, 95th percentile %v, longest %v", len(took), clients,
		took[len(took)/2].Round(time.Millisecond), took[len(took)*95/100].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	if p := took[len(took)*95/100]; p > 5*time.Second {
		t.Errorf("95th percentile: %v", p)
	}
}

// longDraft is about 1,000 words of an article, of which no two are the same.
func longDraft(client, round int) string {
	var b strings.Builder
	b.WriteString(draft)
	for i := range 45 {
		fmt.Fprintf(&b, "\nParagraph %d of desk %d, at its turn %d, tells how the rain kept on over the river while the delegates walked home.\n", i+1, client+1, round+1)
	}
	return b.String()
}

// BenchmarkType is what an editor who types waits for: a changed draft of about 1,000 words checked, kept and shown.
func BenchmarkType(b *testing.B) {
	v, _ := visit(b, Options{Who: "x", Rate: 1e6})
	path := v.paste(longDraft(0, 0))
	rev := 1
	for b.Loop() {
		form := url.Values{"csrf": {v.csrf}, "text": {longDraft(0, rev)}, "rev": {fmt.Sprint(rev)}}
		r, err := http.NewRequest("POST", v.base+path+"/words", strings.NewReader(form.Encode()))
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Stet-Part", "1")
		if body, answer := v.do(r); answer.StatusCode != 200 {
			b.Fatal(said(body))
		}
		rev++
	}
}
