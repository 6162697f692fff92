package sources

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const goodStatements = `date,code,speaker,role,quote,context,source1
2024-01-05,ALB,Mira Dushku,ambassador,"we shall keep the door open for as long as there is a door",debate,https://example.org/1
2024-01-06,ALB,Mira Dushku,ambassador,"and after that we shall keep the frame",debate,https://example.org/2
`

// rowsOf counts everything that an import writes.
func rowsOf(t *testing.T, db *sql.DB) string {
	t.Helper()
	var s, p, g, b int
	err := db.QueryRow(`SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM passages), (SELECT count(*) FROM shingle_segments), (SELECT count(*) FROM shingle_blocks)`).Scan(&s, &p, &g, &b)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(s, p, g, b)
}

func TestImportStatements(t *testing.T) {
	db := statementDB(t)
	sum, err := importInto(db, "d", strings.NewReader("\ufeff"+goodStatements))
	if err != nil || sum.Statements != 2 {
		t.Fatal(sum, err)
	}
	found := searchIn(t, db, "keep the door open for as long")
	if len(found) != 1 || found[0].Statement.Verbatim || found[0].Statement.Code != "ALB" || found[0].Statement.Occasion != "debate" || found[0].Statement.Source != "https://example.org/1" {
		t.Errorf("%+v", found)
	}
	before := rowsOf(t, db)
	if _, err := importInto(db, "d", strings.NewReader(goodStatements)); err != nil || rowsOf(t, db) != before {
		t.Errorf("again: %v, %s, then %s", err, before, rowsOf(t, db))
	}
	if _, err := importInto(db, "e", strings.NewReader(`{"symbol":"A/RES/1(I)","text":"Decides that the meeting be adjourned until the tea is ready"}`)); err != nil {
		t.Fatal(err)
	}
	if _, err := importInto(db, "d", strings.NewReader(strings.Join(strings.SplitAfter(goodStatements, "\n")[:2], ""))); err != nil {
		t.Fatal(err)
	}
	if found := searchIn(t, db, "after that we shall keep the frame"); len(found) != 1 || strings.Contains(found[0].Text, "frame") || len(searchIn(t, db, "adjourned until the tea is ready")) != 1 {
		t.Error("a dataset is replaced, and no other one")
	}
}

// TestBadStatements: every fault is told with its line, and nothing is imported.
func TestBadStatements(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"empty", "", "the file is empty"},
		{"white space", " \n\n ", "the file is empty"},
		{"no text column", "date,code\n2024-01-01,ALB\n", `no column "text" or "quote"`},
		{"nobody", "date,text\n2024-01-01,words\n", `no column "symbol", "about", "code" or "speaker"`},
		{"header only", "code,text\n", "holds none"},
		{"bad date", "code,date,text\nALB,2024-13-01,words of some kind\n", `line 2: "2024-13-01" is not a day`},
		{"word for a date", "code,date,text\nALB,Monday,words of some kind\n", `line 2: "Monday" is not a date`},
		{"no text", "code,text\nALB,words\nALB,\n", "line 3: no text"},
		{"no speaker", "code,text\n,words\n", "line 2: neither a symbol nor a code nor a speaker"},
		{"bad code", "code,text\nAlbania,words\n", `line 2: code "Albania"`},
		{"status", "code,text,status\nALB,words,perhaps\n", `line 2: status "perhaps"`},
		{"translation", "code,text,translation\nALB,words,maybe\n", `line 2: translation "maybe"`},
		{"too few cells", "code,text\nALB,words\nALB\nALB,more words\n", "line 3: wrong number of fields"},
		{"open quote", "code,text\nALB,\"words\nALB,more\n", "line 2: extraneous or missing"},
		{"latin-1", "code,text\nALB,caf\xe9 talk\n", "line 2: column text: not UTF-8"},
		{"utf-16", "c\x00o\x00d\x00e\x00", "not a text file"},
		{"two texts", `{"symbol":"S/RES/1(1946)","text":"one"}` + "\n" + `{"symbol":"S/RES/1 (1946)","text":"two"}`, "line 2: another text than line 1 has for the same document, S/RES/1(1946)"},
		{"two speeches", `{"code":"ALB","session":70,"year":2015,"text":"one"}` + "\n" + `{"code":"ALB","session":70,"year":2015,"text":"two"}`, "line 2: another text than line 1 has for the same speech, ALB session 70 2015"},
		{"not JSON", `{"code":"ALB","text":"one"}` + "\n{oops\n", "line 2: not a JSON object"},
		{"a list for a text", `{"code":"ALB","text":["one"]}`, "line 1: field text: a array where text is needed"},
		{"latin-1 JSON", "{\"code\":\"ALB\",\"text\":\"caf\xe9\"}", "line 1: not UTF-8"},
		{"damaged gzip", "\x1f\x8b\x08\x00rubbish", "unexpected EOF"},
		{"long row", "code,text\nALB,\"" + strings.Repeat("word ", 2<<20), "a row of more than 8 MB"},
		{"long line", `{"code":"ALB","text":"` + strings.Repeat("word ", 2<<20) + `"}`, "line 1: longer than 8 MB"},
	} {
		db := statementDB(t)
		if _, err := importInto(db, "d", strings.NewReader(goodStatements)); err != nil {
			t.Fatal(err)
		}
		before := rowsOf(t, db)
		_, err := importInto(db, "d", strings.NewReader(test.file))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %.300v; want %s", test.name, err, test.want)
		}
		if got := rowsOf(t, db); got != before {
			t.Errorf("%s: %s rows, then %s", test.name, before, got)
		}
	}
}

// TestManyFaults: of a file with nothing but faults the first are told, and reading ends.
func TestManyFaults(t *testing.T) {
	file := "code,date,text\n" + strings.Repeat("ALB,yesterday,words\n", 100_000)
	start := time.Now()
	_, err := importInto(statementDB(t), "d", strings.NewReader(file))
	if !errors.Is(err, ErrStatements) || strings.Count(err.Error(), "\n") > 25 || !strings.Contains(err.Error(), "more") {
		t.Errorf("%.200v", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%v", took)
	}
}

// TestDuplicateStatements: the same entry twice is kept once.
func TestDuplicateStatements(t *testing.T) {
	sum, err := importInto(statementDB(t), "d", strings.NewReader(goodStatements+strings.SplitAfter(goodStatements, "\n")[1]))
	if err != nil || sum.Statements != 2 || sum.Duplicates != 1 {
		t.Error(sum, err)
	}
}

// TestMillionLines: memory does not hold the file, and the lines are all there.
func TestMillionLines(t *testing.T) {
	const lines = 1_000_000 / slowdown
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, "code,speaker,date,text\n")
		for i := range lines {
			if _, err := fmt.Fprintf(w, "ALB,,2024-01-05,w%d x%d y%d z%d\n", i, i%977, i%31, i%7); err != nil {
				return
			}
		}
		w.Close()
	}()
	db := statementDB(t)
	sum, err := importInto(db, "d", r)
	if err != nil || sum.Statements+sum.Duplicates != lines {
		t.Fatal(sum, err)
	}
	if found := searchIn(t, db, fmt.Sprintf("w%d x%d y%d z%d", 77_777, 77_777%977, 77_777%31, 77_777%7)); len(found) == 0 {
		t.Error("line 77,777 is not found")
	}
}

func TestStatementArchive(t *testing.T) {
	pack := func(files map[string]string) *bytes.Buffer {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		w := tar.NewWriter(z)
		for name, text := range files {
			w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text)), Typeflag: tar.TypeReg})
			io.WriteString(w, text)
		}
		w.Close()
		z.Close()
		return &b
	}
	db := statementDB(t)
	_, err := importInto(db, "d", pack(map[string]string{
		"texts/S_RES_0099_1951_EN.txt": "Resolution 99 (1951)\nof 3 May 1951\n\nThe Council,\n\nDecides to open the window a little.",
		"texts/A_RES_70_1.txt":         "The Assembly,\n\nResolves to close the window again at once."}))
	if err != nil {
		t.Fatal(err)
	}
	found := searchIn(t, db, "Decides to open the window a little")
	if len(found) == 0 || found[0].Statement.Symbol != "S/RES/99(1951)" || found[0].Statement.Date.String() != "1951-05-03" || !found[0].Statement.Verbatim || found[0].Statement.Kind != DocumentText {
		t.Errorf("%+v", found)
	}
	if found := searchIn(t, db, "Resolves to close the window again"); len(found) == 0 || found[0].Statement.Symbol != "A/RES/70/1" {
		t.Errorf("%+v", found)
	}
	for name, files := range map[string]map[string]string{
		"a stranger": {"../../etc/passwd": "root"}, "no text": {"S_RES_0001_1946.txt": " "}, "latin-1": {"S_RES_0001_1946.txt": "caf\xe9"},
	} {
		if _, err := importInto(db, "e", pack(files)); !errors.Is(err, ErrStatements) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCleanTranscript: a page break in a printed record does not break a sentence.
func TestCleanTranscript(t *testing.T) {
	got := cleanTranscript("we turned the\n12/45 19-28301\n\f\n24/09/2019 A/74/PV.3\npage and went\n19-28301 13/45\n\f\nA/74/PV.3 24/09/2019\non. Item 3/4 stays.")
	if got != "we turned the\npage and went\non. Item 3/4 stays." {
		t.Errorf("%q", got)
	}
}

// TestOwnStatements: statements in a user's database are found beside the facts', until their dataset is removed.
func TestOwnStatements(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "own.sqlite")
	cache := t.TempDir()
	base, err := Open(ctx, Options{CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	user, err := OpenUserData(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer user.Close()
	opt := ImportOptions{Kind: StatementsKind, Dataset: Dataset{Name: "talk"}, File: "talk.csv"}
	for n, want := range []string{"2 0 1", "0 2 1"} {
		r, err := user.Import(ctx, base, opt, strings.NewReader(goodStatements))
		if got := fmt.Sprint(r.Added, r.Unchanged, r.Version); err != nil || got != want {
			t.Fatalf("import %d: %s, %v", n, got, err)
		}
	}
	if _, err := user.Import(ctx, base, opt, strings.NewReader("code,text\nALB,\n")); !errors.Is(err, ErrStatements) {
		t.Error(err)
	}
	look := func() (own, facts int) {
		db, err := Open(ctx, Options{CacheDir: cache, Data: path})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		a, err := db.Passages(ctx, TextWords("keep the door open for as long"), 5)
		if err != nil {
			t.Fatal(err)
		}
		b, err := db.Passages(ctx, TextWords("implores a swift end to the conflict"), 5)
		if err != nil {
			t.Fatal(err)
		}
		return len(a), len(b)
	}
	if own, facts := look(); own != 1 || facts != 1 {
		t.Errorf("%d of the user's, %d of the facts'", own, facts)
	}
	if err := user.Remove(ctx, "talk", time.Now().UTC().Format(time.RFC3339), false); err != nil {
		t.Fatal(err)
	}
	if own, facts := look(); own != 0 || facts != 1 {
		t.Errorf("after removal: %d of the user's, %d of the facts'", own, facts)
	}
}

func FuzzStatements(f *testing.F) {
	f.Add([]byte(goodStatements))
	f.Add([]byte(`{"symbol":"S/RES/1(1946)","text":"one"}`))
	f.Add([]byte("\x1f\x8b\x08\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		db := statementDB(t)
		before := rowsOf(t, db)
		if _, err := importInto(db, "d", bytes.NewReader(file)); err != nil && rowsOf(t, db) != before {
			t.Fatal("half imported")
		}
	})
}
