package web

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"stet/claims"
)

// TestReadDecisions reads what holds, of a desk at work and of one that was closed, and leaves no file behind.
func TestReadDecisions(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "desk.sqlite")
	s, err := OpenStore(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Add(ctx, Article{Name: "a.md", Source: []byte("Words.")})
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.Decide(ctx, Decision{Article: a.ID, Finding: "0123456789", Action: claims.Ignore, Basis: "b", Who: "Ann"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Decide(ctx, Decision{Article: a.ID, Finding: "0123456789", Action: claims.Stands, Basis: "b", Note: "asked", Who: "Ben"}, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := func(action claims.Action, by string) {
		t.Helper()
		got, err := ReadDecisions(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		of := got["0123456789"]
		if len(of) != 1 || of[0].Action != action || of[0].By != by || of[0].Basis != "b" || of[0].From != claims.FromDesk {
			t.Errorf("%+v, want %s by %s", of, action, by)
		}
	}
	want(claims.Stands, "Ben")
	if err := s.Undo(ctx, a.ID, second.ID, "Ben"); err != nil {
		t.Fatal(err)
	}
	want(claims.Ignore, "Ann")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	want(claims.Ignore, "Ann")
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("beside the desk: %v, %v", files, err)
	}
}
