package web

import (
	"context"
	"strings"
	"sync"
	"testing"

	"stet/claims"
)

// Two windows: who decides second is told of the first, and nothing is overwritten.
func TestTwoWindows(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	f := v.refuted(path)[0]
	v.post(path+"/decide", 200, "finding", f.ID, "seen", "0", "action", "stands")
	page, _ := v.post(path+"/decide", 409, "finding", f.ID, "seen", "0", "action", "ignore")
	if !strings.Contains(said(page), "R. Okafor decided on this claim first") {
		t.Errorf("the second is told: %s", said(page))
	}
	if got := v.refuted(path)[0].Decision; got.Action != "stands" {
		t.Errorf("the decision is %+v", got)
	}
	for _, want := range []string{"Stands as written", "Ignored here", "Use mine", "Leave the other", `name="seen" value="1"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the conflict has no %q", want)
		}
	}
	page, _ = v.post(path+"/decide", 200, "finding", f.ID, "seen", find(t, page, `name="seen" value="(\d+)"`), "action", "ignore")
	if earlier := find(t, page, `(?s)Earlier decisions: 1</summary>(.*?)</details>`); !strings.Contains(earlier, "Stands as written") {
		t.Errorf("the decision that mine stands over is not in the history: %s", earlier)
	}
	page, _ = v.post(path+"/undo", 200, "decision", "2")
	if earlier := find(t, page, `(?s)Earlier decisions: 1</summary>(.*?)</details>`); !strings.Contains(earlier, "undone by R. Okafor") {
		t.Errorf("the undone decision is not in the history: %s", earlier)
	}
	if got := v.refuted(path)[0].Decision; got == nil || got.Action != "stands" {
		t.Errorf("after undo the decision before it does not hold again: %+v", got)
	}
}

// Who decides over a decision that was undone meanwhile is told that, and keeps theirs knowingly.
func TestUndoneMeanwhile(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	path := v.paste(draft)
	f := v.refuted(path)[0]
	v.post(path+"/decide", 200, "finding", f.ID, "seen", "0", "action", "stands")
	v.post(path+"/undo", 200, "decision", "1")
	page, _ := v.post(path+"/decide", 409, "finding", f.ID, "seen", "1", "action", "ignore")
	if !strings.Contains(said(page), "was undone meanwhile") || !strings.Contains(page, `name="seen" value="0"`) {
		t.Errorf("the page says: %s", said(page))
	}
	v.post(path+"/decide", 200, "finding", f.ID, "seen", "0", "action", "ignore")
}

// Of many that decide at once on the same claim one wins.
func TestDecideAtOnce(t *testing.T) {
	_, store := testDesk(t, Options{})
	a, err := store.Add(t.Context(), Article{Name: "a", Source: []byte("x")})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for range 20 {
		group.Go(func() {
			if _, err := store.Decide(context.Background(), Decision{Article: a.ID, Finding: "f", Action: claims.Stands, Who: "x"}, 0); err == nil {
				mu.Lock()
				won++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if made, err := store.Decisions(t.Context(), a.ID); won != 1 || len(made) != 1 || err != nil {
		t.Errorf("%d won, %d were kept, %v", won, len(made), err)
	}
}
