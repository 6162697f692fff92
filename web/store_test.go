package web

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/claims"
)

// TestMain lets the test's own binary be the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("STET_TEST_DECIDER"); path != "" {
		if err := decideForEver(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// decideForEver keeps decisions and rewrites a draft, and says each time what is on disk.
func decideForEver(path string) error {
	ctx := context.Background()
	s, err := OpenStore(ctx, path)
	if err != nil {
		return err
	}
	a, err := s.Add(ctx, Article{Name: "a.md", Source: []byte("0")})
	if err != nil {
		return err
	}
	for i := 1; ; i++ {
		if _, err := s.Decide(ctx, Decision{Article: a.ID, Finding: strconv.Itoa(i), Action: claims.Stands, Who: "x"}, 0); err != nil {
			return err
		}
		if _, err := s.Rewrite(ctx, a.ID, i, "a.md", "A", []byte(strconv.Itoa(i))); err != nil {
			return err
		}
		fmt.Println(a.ID, i)
	}
}

// A process that is killed loses nothing that it was told was kept.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.sqlite")
	total := 0
	for round := range 3 {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "STET_TEST_DECIDER="+path)
		c.Stderr = os.Stderr
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(150+100*round)*time.Millisecond, func() { c.Process.Kill() })
		var id string
		last := 0
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var n string
			id, n, _ = strings.Cut(lines.Text(), " ")
			if k, err := strconv.Atoi(n); err == nil { // the last line may be torn
				last = k
			}
		}
		c.Wait() // killed
		if last == 0 {
			t.Log("killed before anything was kept")
			continue
		}
		total += last
		s, err := OpenStore(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		made, err := s.Decisions(t.Context(), id)
		if err != nil || len(made) < last {
			t.Errorf("round %d: %d decisions, %d were acknowledged: %v", round, len(made), last, err)
		}
		a, err := s.Article(t.Context(), id)
		if err != nil || a.Rev < last+1 {
			t.Errorf("round %d: version %d with %q, %d were acknowledged: %v", round, a.Rev, a.Source, last, err)
		}
		if string(a.Source) != strconv.Itoa(a.Rev-1) {
			t.Errorf("round %d: a half-done change: version %d with %q", round, a.Rev, a.Source)
		}
		var whole string
		if err := s.db.QueryRow("PRAGMA integrity_check").Scan(&whole); err != nil || whole != "ok" {
			t.Errorf("round %d: %s, %v", round, whole, err)
		}
		s.Close()
	}
	if total == 0 {
		t.Fatal("in no round anything was kept before the kill")
	}
	t.Logf("%d changes were kept before the kills", total)
}

// Files that are none of ours, or too new, are refused and stay as they are.
func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.sqlite")
	db, err := sql.Open("sqlite3", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE notes (x)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("Not a database at all. ", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.sqlite")
	s, err := OpenStore(t.Context(), newer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(fmt.Sprintf("PRAGMA user_version = %d", len(migrations)+1)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for path, want := range map[string]string{other: "another program", text: "name another file", newer: "newer stet"} {
		before, _ := os.ReadFile(path)
		s, err := OpenStore(t.Context(), path)
		if err == nil {
			s.Close()
			t.Errorf("%s is opened", filepath.Base(path))
			continue
		}
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		if after, _ := os.ReadFile(path); path == text && string(after) != string(before) {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
}

// Drafts are confidential: nobody else of this computer reads the file.
func TestPrivateFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "desk.sqlite")
	s, err := OpenStore(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Add(t.Context(), Article{Name: "a", Source: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range append(files, filepath.Dir(path)) {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", f, info.Mode(), err)
		}
	}
}
