package archive

import (
	"database/sql"
	"path/filepath"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// TestReferenceChanged: where a new version of the reference tells one vote otherwise, only the articles that used or weighed that
// vote are read again, and the run comes out as one made anew; where a vote was added, all that hold a claim are.
func TestReferenceChanged(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	put(t, filepath.Join(in, "ukraine.html"), testPage(1, true, true))
	put(t, filepath.Join(in, "other.html"), []byte(`<html lang=en><head><title>Gallows</title><meta property="article:published_time" content="2024-12-18"></head><body><article><h1>Gallows</h1>`+
		`<p>The pilots waited for the tide.</p><p>On 17 December 2024 the United Nations General Assembly adopted resolution A/RES/79/179 by 130 votes to 32, with 22 abstentions.</p></article></body></html>`))
	put(t, filepath.Join(in, "none.html"), testPage(3, false, false))
	var last Progress
	opt := Options{Paths: []string{in}, Step: func(p Progress) { last = p }}
	if err := runAll(t.Context(), run, opt); err != nil {
		t.Fatal(err)
	}
	first := files(t, run)
	for _, c := range []struct {
		name, change string
		read         int64
	}{
		{"one vote told otherwise", "UPDATE reference_record SET row = x'00' WHERE symbol = 'A/RES/ES-11/7'", 1},
		{"a vote added", "DELETE FROM reference_record WHERE symbol = 'A/RES/1(I)'", 2},
		{"nothing that any article used", "UPDATE reference_record SET row = x'00' WHERE symbol = 'A/RES/1(I)'", 0},
	} {
		alter(t, filepath.Join(run, "run.sqlite"), c.change, "UPDATE meta SET value = 'older' WHERE name = 'reference'")
		if err := runAll(t.Context(), run, opt); err != nil {
			t.Fatal(err)
		}
		if last.Members != c.read || files(t, run) != first {
			t.Errorf("%s: %d articles read again, want %d; files differ: %v", c.name, last.Members, c.read, files(t, run) != first)
		}
	}
}

func alter(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}
