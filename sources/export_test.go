package sources

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// TestLibraryCSV reads the export of every vote back: each roll call comes out letter by letter.
func TestLibraryCSV(t *testing.T) {
	db := openTest(t)
	var b bytes.Buffer
	e, err := db.WriteLibraryCSV(context.Background(), &b, selected(t, db, Selection{}))
	if err != nil {
		t.Fatal(err)
	}
	rows := csv.NewReader(&b)
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil || !slices.Equal(header, LibraryColumns) {
		t.Fatal(header, err)
	}
	letters := map[string][]byte{} // by number, or by draft where there is none
	library, n := 0, 0
	for ; ; n++ {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		m := db.Member(row[1])
		key := row[0] + row[6] + row[7] + row[4]
		if letters[key] == nil {
			letters[key] = bytes.Repeat([]byte("-"), len(db.Members()))
		}
		if m == nil || m.UNName != row[2] || len(row[3]) != 1 || letters[key][m.Index] != '-' {
			t.Fatalf("row %d: %q", n, row)
		}
		letters[key][m.Index] = row[3][0]
		if row[0] != "" {
			library++
		}
	}
	if n != e.Positions || library != 988_533 || e.Records != len(letters) || e.NoRollCall == 0 || e.Partial == 0 {
		t.Errorf("%d rows, %d of the Library, %d votes; said %+v", n, library, len(letters), e)
	}
	for _, r := range db.Records() {
		if r.UNDL == 0 || r.Positions == "" {
			continue
		}
		got := letters[strconv.Itoa(r.UNDL)+r.Symbol+r.Date.String()]
		if string(bytes.TrimRight(got, "-")) != r.Positions {
			t.Fatalf("%s came back as %s, was %s", r.Symbol, got, r.Positions)
		}
	}
}

func TestSQLiteExport(t *testing.T) {
	db := openTest(t)
	path := filepath.Join(t.TempDir(), "out.sqlite")
	records := selected(t, db, Selection{})
	e, err := db.WriteSQLite(context.Background(), path, records)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := sql.Open("sqlite3", dsn(path, "mode=ro"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for query, want := range map[string]string{
		"SELECT count(*) FROM votes": fmt.Sprint(e.Positions),
		"SELECT count(*) FROM votes JOIN resolutions r ON r.id = resolution WHERE r.dataset LIKE 'undl-%'": "988533",
		"SELECT count(*) FROM resolutions":                                            fmt.Sprint(len(records)),
		"SELECT vote FROM roll_calls WHERE symbol = 'A/RES/ES-11/7' AND code = 'HUN'": "N",
		"SELECT count(*) FROM (SELECT 1 FROM resolutions r JOIN votes v ON v.resolution = r.id WHERE complete GROUP BY r.id HAVING sum(vote='Y') <> r.yes OR sum(vote='N') <> r.no OR sum(vote='A') <> r.abstain OR count(*) <> r.members)": "0",
		"SELECT count(*) FROM datasets WHERE credit = '' OR terms = ''":         "0",
		"SELECT count(*) FROM sqlite_schema WHERE name IN ('letters', 'seats')": "0",
		"SELECT value FROM about WHERE name = 'reference'":                      db.Version(),
		"SELECT integrity_check FROM pragma_integrity_check":                    "ok",
		"SELECT count(*) FROM pragma_foreign_key_check":                         "0",
	} {
		var got string
		if err := conn.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %s, error %v; want %s", query, got, err, want)
		}
	}
	if _, err := db.WriteSQLite(context.Background(), path, nil); err == nil {
		t.Error("wrote over a database that is not empty")
	}
}

// brokenPipe takes some bytes, then fails as a full disk does.
type brokenPipe struct{ left int }

var errFull = errors.New("no space left on device")

func (b *brokenPipe) Write(p []byte) (int, error) {
	if len(p) > b.left {
		return 0, errFull
	}
	b.left -= len(p)
	return len(p), nil
}

func TestExportFails(t *testing.T) {
	db := openTest(t)
	records := selected(t, db, Selection{From: Date{2024, 0, 0}})
	if _, err := db.WriteLibraryCSV(context.Background(), &brokenPipe{1 << 20}, records); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := db.WriteLibraryCSV(ended, io.Discard, records); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupt: %v", err)
	}
	if _, err := db.WriteSQLite(ended, filepath.Join(t.TempDir(), "x"), records); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupt: %v", err)
	}
	if _, err := db.WriteSQLite(context.Background(), filepath.Join(t.TempDir(), "no", "folder"), records); err == nil {
		t.Error("wrote into a folder that does not exist")
	}
}

// BenchmarkExportCSV and BenchmarkExportSQLite write every vote: 988,533 rows of the Library's records must take less than 10 s.
func BenchmarkExportCSV(b *testing.B) {
	db := openTest(b)
	records := selected(b, db, Selection{})
	for b.Loop() {
		e, err := db.WriteLibraryCSV(context.Background(), io.Discard, records)
		if err != nil || e.Positions < 988_533 {
			b.Fatal(e, err)
		}
	}
}

func BenchmarkExportSQLite(b *testing.B) {
	db := openTest(b)
	records := selected(b, db, Selection{})
	for i := 0; b.Loop(); i++ {
		e, err := db.WriteSQLite(context.Background(), filepath.Join(b.TempDir(), strconv.Itoa(i)), records)
		if err != nil || e.Positions < 988_533 {
			b.Fatal(e, err)
		}
	}
}
