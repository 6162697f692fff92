package claims

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"stet/sources"
)

// withSpeeches is the reference with the speeches imported.
type withSpeeches struct {
	*sources.DB
	search *sources.StatementSearch
}

func (r withSpeeches) Passages(ctx context.Context, words []sources.TextWord, limit int) ([]sources.Passage, error) {
	return r.search.Passages(ctx, words, limit)
}

// delivered is one speech.
type delivered struct {
	Code, Text    string
	Year, Session int
	sentences     []string
}

func readSpeeches(t testing.TB) []delivered {
	packed, err := os.ReadFile(speechesFile)
	if err != nil {
		t.Skip("no shared speeches here: ", err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var out []delivered
	scan := bufio.NewScanner(zip)
	scan.Buffer(nil, 4<<20)
	for scan.Scan() {
		var s delivered
		if err := json.Unmarshal(scan.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// speechReference imports the speeches but for those held out.
func speechReference(t testing.TB, speeches []delivered) *Checker {
	var file bytes.Buffer
	for i, s := range speeches {
		if i%heldOut != 0 {
			json.NewEncoder(&file).Encode(map[string]any{"code": s.Code, "session": s.Session, "year": s.Year, "text": s.Text})
		}
	}
	return referenceWith(t, &file)
}

// referenceWith is a checker on the facts and a file of statements.
func referenceWith(t testing.TB, file io.Reader) *Checker {
	ctx := context.Background()
	base, err := sources.Open(ctx, sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", filepath.Join(t.TempDir(), "statements.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	tx, err := db.Begin()
	if err == nil {
		err = sources.CreateStatementTables(ctx, tx)
	}
	if err == nil {
		_, err = sources.ImportStatements(ctx, tx, "own", file)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	search, err := sources.NewStatementSearch(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { search.Close(); db.Close(); base.Close() })
	return NewChecker(withSpeeches{base, search})
}
