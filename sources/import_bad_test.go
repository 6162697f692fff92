package sources

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// libraryCSV is the export of the votes of some symbols, in the Library's shape.
func libraryCSV(t testing.TB, symbols ...string) string {
	t.Helper()
	db := openTest(t)
	var records []*Record
	for _, s := range symbols {
		found, err := db.Lookup(context.Background(), s)
		if err != nil || len(found) != 1 {
			t.Fatal(s, len(found), err)
		}
		records = append(records, &found[0])
	}
	var b bytes.Buffer
	if _, err := db.WriteLibraryCSV(context.Background(), &b, records); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// edit replaces the nth occurrence (from 0) of a text.
func edit(t testing.TB, s, old, with string, n int) string {
	t.Helper()
	at := 0
	for ; n >= 0; n-- {
		i := strings.Index(s[at:], old)
		if i < 0 {
			t.Fatalf("no %q", old)
		}
		at += i + len(old)
	}
	return s[:at-len(old)] + with + s[at:]
}

// TestBadFiles: files that are no such table are refused whole, with what they are and what to do.
func TestBadFiles(t *testing.T) {
	good := libraryCSV(t, "A/RES/ES-11/7", "A/RES/ES-10/21")
	for name, test := range map[string]struct{ text, want string }{
		"empty":          {"", "the file is empty"},
		"header alone":   {strings.SplitAfter(good, "\n")[0], "no rows"},
		"cut in a row":   {good[:len(good)-100], "middle of a row"},
		"cut in quotes":  {good[:strings.Index(good[3000:], "comprehensive, just")+3010], "quotation mark is left open"},
		"other header":   {strings.Replace(good, "ms_vote", "ballot", 1), "no column ms_vote: the header is"},
		"no date":        {strings.Replace(good, ",date,", ",day,", 1), "no column date"},
		"zip":            {"PK\x03\x04" + good, "ZIP archive"},
		"gzip":           {"\x1f\x8b\x08" + good, "gunzip"},
		"web page":       {"<!DOCTYPE html><title>Error 503</title>", "web page"},
		"PDF":            {"%PDF-1.7", "a PDF"},
		"binary":         {good[:50] + "\x00\x00" + good[50:], "not a text file"},
		"another table":  {"a,b\n1,2\n", "no column date, resolution, ms_vote, ms_code"},
		"one number":     {oneNumber(5200), "more than 5000 rows of one vote"},
		"endless row":    {good + strings.Repeat("x", 5<<20), "a row of more than 4 MB"},
		"bare quotation": {edit(t, good, ",ES-11,", `,E"S-11,`, 3), "quotation marks"},
	} {
		path := filepath.Join(t.TempDir(), "data.sqlite")
		report, err := tryImport(t, path, ImportOptions{}, strings.NewReader(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v; want %q", name, err, test.want)
		}
		if report.Added != 0 && report.Hash != "" {
			t.Errorf("%s: %+v", name, report)
		}
		wantVersions(t, path, 0)
	}
}

// oneNumber is a file of so many rows of one vote.
func oneNumber(rows int) string {
	return "undl_id,ms_code,ms_vote,date,resolution\n" + strings.Repeat("5,FRA,Y,2025-12-01,A/RES/80/900\n", rows)
}

func wantVersions(t *testing.T, path string, want int) {
	t.Helper()
	u, err := OpenUserData(context.Background(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	if v, err := u.Versions(context.Background(), ""); err != nil || len(v) != want {
		t.Errorf("%d versions, error %v; want %d", len(v), err, want)
	}
}

// TestBadRows: rows that contradict themselves, each other or what is known are told by line; the other vote of
// the file is kept, and with Strict nothing is.
func TestBadRows(t *testing.T) {
	good := libraryCSV(t, "A/RES/ES-11/7", "A/RES/80/4")
	lines := strings.SplitAfter(good, "\n")
	join := func(l ...[]string) string {
		var b strings.Builder
		for _, part := range l {
			b.WriteString(strings.Join(part, ""))
		}
		return b.String()
	}
	for name, test := range map[string]struct {
		text     string
		severity Severity
		line     int
		want     string
		added    int
	}{
		"row twice":         {join(lines[:5], lines[4:5], lines[5:]), Repaired, 6, "stands there twice (line 5): counted once", 2},
		"rows contradict":   {join(lines[:5], []string{edit(t, lines[4], ",Y,", ",N,", 0)}, lines[5:]), Refused, 6, "Andorra is against here and in favour in line 5", 1},
		"letter changed":    {edit(t, good, "AND,Andorra,Y", "AND,Andorra,N", 0), Refused, 2, "19 are named against, the stated tally is 93-18-65", 1},
		"unknown letter":    {edit(t, good, "AND,Andorra,Y", "AND,Andorra,Q", 0), Repaired, 5, `nobody knows the vote letter "Q"`, 2},
		"small letter":      {edit(t, good, "AND,Andorra,Y", "AND,Andorra,y", 0), "", 0, "", 2},
		"row missing":       {join(lines[:5], lines[6:]), Refused, 2, "192 of 193 members are named", 1},
		"cut between rows":  {join(lines[:len(lines)-30]), Refused, 195, "rows are missing or wrong (164 of 193 members are named)", 1},
		"unknown state":     {edit(t, good, "ROU,Romania,", "RTN,Ruritania,", 0), Refused, 147, `"Ruritania" (RTN) is not known; the nearest known are`, 1},
		"code by name":      {edit(t, good, "ROU,Romania,", ",ROMANIA,", 0), "", 0, "", 2},
		"not yet a state":   {strings.ReplaceAll(libraryCSV(t, "A/RES/3379(XXX)"), "DZA,Algeria,", "SSD,South Sudan,"), Refused, 38, "did not sit there yet: it is a member since 2011-07-14", 0},
		"wrong day":         {strings.ReplaceAll(good, ",2025-02-24,", ",1025-02-24,"), Refused, 2, "before the United Nations voted", 1},
		"no day":            {strings.ReplaceAll(good, ",2025-02-24,", ",24 Feb 2025,"), Refused, 2, "24 Feb 2025", 1},
		"future":            {strings.ReplaceAll(good, ",2025-02-24,", ",2027-02-24,"), Refused, 2, "2027-02-24 is in the future", 1},
		"another session":   {strings.ReplaceAll(good, "A/RES/80/4,", "A/RES/70/4,"), Refused, 195, "the symbol is of session 70, the row of session 80", 1},
		"total no number":   {edit(t, good, ",93,18,", ",many,18,", 0), Repaired, 2, `"many" is not a count`, 2},
		"totals contradict": {edit(t, good, ",93,18,", ",94,18,", 3), Repaired, 5, `column total_yes is "94", in the vote's first row (line 2) "93"`, 2},
		"a cell too many":   {edit(t, good, "\n", ",\n", 3), Refused, 4, "20 cells where the header has 19", 1},
		"endless cell":      {edit(t, good, "AND,Andorra", "AND,"+strings.Repeat("Andorra ", 10_000), 0), Refused, 5, "no cell of such a table is so long", 1},
		"apart":             {join(lines[:50], lines[194:], lines[50:194]), "", 0, "", 2},
	} {
		path := filepath.Join(t.TempDir(), "data.sqlite")
		report, err := tryImport(t, path, ImportOptions{}, strings.NewReader(test.text))
		if test.added == 0 && !errors.Is(err, ErrRefused) || test.added > 0 && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if report.Added != test.added {
			t.Errorf("%s: %d votes added, want %d; %v", name, report.Added, test.added, report.Problems)
		}
		found := len(report.Problems) == 0 && test.want == ""
		for _, p := range report.Problems {
			found = found || p.Line == test.line && p.Severity == test.severity && strings.Contains(p.Message, test.want)
		}
		if !found {
			t.Errorf("%s: %v; want line %d %s %q", name, report.Problems, test.line, test.severity, test.want)
		}
		if test.want == "" {
			continue
		}
		strict := filepath.Join(t.TempDir(), "strict.sqlite")
		if _, err := tryImport(t, strict, ImportOptions{Strict: true}, strings.NewReader(test.text)); !errors.Is(err, ErrStrict) {
			t.Errorf("%s: strict: %v", name, err)
		}
		wantVersions(t, strict, 0)
	}
}

// TestCouncilSeats: only who sat on the Council that day may vote there.
func TestCouncilSeats(t *testing.T) {
	text := strings.ReplaceAll(libraryCSV(t, "S/RES/2774(2025)"), "SVN,Slovenia,", "SVK,Slovakia,")
	report, err := tryImport(t, filepath.Join(t.TempDir(), "data.sqlite"), ImportOptions{}, strings.NewReader(text))
	if !errors.Is(err, ErrRefused) || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Message, "Slovakia did not sit on the Security Council on 2025-02-24") {
		t.Errorf("%v, %v", err, report.Problems)
	}
}

// TestNotOurDatabase: files that are somebody else's are refused and stay as they are, to the byte.
func TestNotOurDatabase(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.sqlite")
	conn, err := sql.Open("sqlite3", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec("CREATE TABLE t (a); INSERT INTO t VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	conn.Close()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, bytes.Repeat([]byte("Not a database. "), 100), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{other, text, dir} {
		before, _ := os.ReadFile(path)
		if u, err := OpenUserData(context.Background(), path, true); err == nil {
			u.Close()
			t.Errorf("%s was opened for changes", path)
		} else if !strings.Contains(err.Error(), path) {
			t.Error(err)
		}
		if db, err := Open(context.Background(), Options{CacheDir: testCache, Data: path}); err == nil {
			db.Close()
			t.Errorf("%s was laid over the facts", path)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", path)
		}
	}
	if _, err := Open(context.Background(), Options{CacheDir: testCache, Data: filepath.Join(dir, "none.sqlite")}); !NoUserData(err) {
		t.Errorf("a database that is not there: %v", err)
	}
	if _, err := OpenUserData(context.Background(), filepath.Join(dir, "none.sqlite"), false); err == nil {
		t.Error("a database that is not there was opened")
	}
}

// TestDiskFull: where the database cannot grow the import fails, says so, and nothing of it is there.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{}, libraryCSV(t, "A/RES/ES-11/7"))
	u, err := OpenUserData(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	if _, err := u.sql.Exec("PRAGMA max_page_count = 1"); err != nil { // SQLite takes the present size for it
		t.Fatal(err)
	}
	many := libraryCSV(t, "A/RES/80/4", "A/RES/ES-10/21", "A/RES/68/262", "A/RES/ES-11/1", "A/RES/ES-11/2", "A/RES/ES-11/3", "A/RES/ES-11/4", "A/RES/ES-11/5")
	_, err = u.Import(context.Background(), openTest(t), ImportOptions{Kind: "undl", Parse: ParseLibrary, Dataset: Dataset{Name: "desk"}, Now: testNow}, strings.NewReader(many))
	if err == nil || !strings.Contains(err.Error(), "make room on the disk") {
		t.Fatalf("a full disk: %v", err)
	}
	u.Close()
	wantVersions(t, path, 1)
	verifyTest(t, path)
}

// verifyTest proves a database.
func verifyTest(t testing.TB, path string) {
	t.Helper()
	u, err := OpenUserData(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	v, err := u.Verify(context.Background(), openTest(t))
	if err != nil || len(v.Broken) > 0 {
		t.Errorf("verify: %v, error %v", v.Broken, err)
	}
}

// TestVerifyFinds: each kind of damage to a row is found.
func TestVerifyFinds(t *testing.T) {
	text := libraryCSV(t, "A/RES/ES-11/7", "S/RES/2774(2025)")
	for damage, want := range map[string]string{
		"UPDATE votes SET positions = 'N' || substr(positions, 2) WHERE undl = 4076672":                       "stated tally is 93-18-65",
		"UPDATE votes SET positions = 'Z' || substr(positions, 2)":                                            "unknown vote letter",
		"UPDATE votes SET yes = 94 WHERE undl = 4076672":                                                      "stated tally is 94-18-65",
		"UPDATE votes SET date = '2028-01-01'":                                                                "in the future",
		"UPDATE votes SET date = 'soon'":                                                                      "not a date",
		"UPDATE votes SET recorded = '2020-01-01T00:00:00Z'":                                                  "of another moment",
		"UPDATE votes SET ended = '2020-01-01T00:00:00Z'":                                                     "ended before it was recorded",
		"UPDATE imports SET sha256 = ''":                                                                      "hash of its file is missing",
		"UPDATE imports SET version = 3":                                                                      "but 1 imports",
		"UPDATE datasets SET removed = '2026-11-24T00:00:00Z'":                                                "although its dataset was removed",
		"PRAGMA foreign_keys = OFF; DELETE FROM imports":                                                      "refers to a row",
		"DELETE FROM seats WHERE seat = 5":                                                                    "seat 5 is missing",
		"INSERT INTO entries VALUES (NULL, 1, 'members', 'x', 1, '2026-11-24T12:00:00Z', NULL, NULL, 2, '{')": "entry members x",
	} {
		path := filepath.Join(t.TempDir(), "data.sqlite")
		importTest(t, path, ImportOptions{}, text)
		verifyTest(t, path)
		u, err := OpenUserData(context.Background(), path, false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := u.sql.Exec(damage); err != nil {
			t.Fatal(damage, err)
		}
		v, err := u.Verify(context.Background(), openTest(t))
		found := false
		for _, p := range v.Broken {
			found = found || strings.Contains(p.Message, want)
		}
		if !found {
			t.Errorf("%s: %v, error %v; want %q", damage, v.Broken, err, want)
		}
		u.Close()
	}
}
