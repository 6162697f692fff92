package web

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestLoad is 50 editors who type: each sends a draft of about 1,000 words, a few words different each time, pauses as
// people do, and sends the next. No answer may be an error; how long they take is logged, and bounded loosely enough
// for a computer that does other things too. "at once" is the worst that they can do: all press the key in one instant.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("50 clients for some seconds: not with -short")
	}
	if slowdown > 1 {
		t.Skip("the race detector makes a check ten times as long")
	}
	dense, err := os.ReadFile("../examples/planted-errors.md")
	if err != nil {
		t.Fatal(err)
	}
	full := func(client, round int) string {
		return string(dense) + fmt.Sprintf("\nThe rain kept on over desk %d at its turn %d.\n", client+1, round+1)
	}
	for _, c := range []struct {
		name   string
		draft  func(client, round int) string
		spread time.Duration
		most   time.Duration // that the 95th percentile may take with other work on the same cores
	}{{"typing", longDraft, 2 * time.Second, 5 * time.Second}, {"typing, many claims", full, 2 * time.Second, 20 * time.Second}, {"at once", longDraft, 0, 10 * time.Second}} {
		t.Run(c.name, func(t *testing.T) { testLoad(t, c.draft, c.spread, c.most) })
	}
}

const loadClients, loadRounds = 50, 4

// testLoad has all clients send their drafts, the first ones spread over a time, with pauses of two seconds between.
func testLoad(t *testing.T, draft func(client, round int) string, spread, most time.Duration) {
	d, _ := testDesk(t, Options{Who: "x", Rate: 1000})
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	var mu sync.Mutex
	var took []time.Duration
	var group sync.WaitGroup
	var visitors []*visitor
	for range loadClients {
		visitors = append(visitors, newVisitor(t, server.URL))
	}
	start := time.Now()
	for c, v := range visitors {
		group.Go(func() {
			for round := range loadRounds {
				time.Sleep(time.Until(start.Add(time.Duration(c)*spread/loadClients + time.Duration(round)*2*time.Second)))
				form := url.Values{"csrf": {v.csrf}, "text": {draft(c, round)}}
				began := time.Now()
				if err := sendAndRead(v, server.URL, form); err != nil {
					t.Errorf("client %d, round %d: %v", c, round, err)
				}
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
			}
		})
	}
	group.Wait()
	slices.Sort(took)
	p95 := took[len(took)*95/100]
	t.Logf("%d checks by %d clients: median %v, 95th percentile %v, longest %v", len(took), loadClients,
		took[len(took)/2].Round(time.Millisecond), p95.Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	if p95 > most {
		t.Errorf("95th percentile: %v, want at most %v", p95, most)
	}
}

// sendAndRead sends a draft and reads the page that shows it to its end.
func sendAndRead(v *visitor, base string, form url.Values) error {
	answer, err := v.http.Post(base+"/check", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return err
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
