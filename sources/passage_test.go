package sources

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// sharedSpeeches is 4.2 million words of speeches, which are no part of the project.
const sharedSpeeches = "../../shared/data/speeches_2015_2025.jsonl.gz"

// statementDB is an empty database with the tables of statements.
func statementDB(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn(filepath.Join(t.TempDir(), "s.sqlite"), "mode=rwc", "_journal_mode=WAL", "_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec(statementSchema); err != nil {
		t.Fatal(err)
	}
	return db
}

// importInto imports in a transaction, as the store does.
func importInto(db *sql.DB, dataset string, r io.Reader) (StatementSummary, error) {
	tx, err := db.Begin()
	if err != nil {
		return StatementSummary{}, err
	}
	defer tx.Rollback()
	sum, err := ImportStatements(context.Background(), tx, dataset, r)
	if err != nil {
		return sum, err
	}
	return sum, tx.Commit()
}

func searchIn(t testing.TB, db *sql.DB, text string) []Passage {
	t.Helper()
	x, err := NewStatementSearch(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	found, err := x.Passages(context.Background(), TextWords(text), 5)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// invented is a text of n words that no other seed shares runs with.
func invented(seed, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%dx%d", seed, (i*7919+seed)%9973)
		if i%17 == 16 {
			b.WriteString(". ")
		} else {
			b.WriteString(" ")
		}
	}
	return b.String()
}

func TestPassageSearch(t *testing.T) {
	db := statementDB(t)
	var file strings.Builder
	file.WriteString("code,speaker,date,text\n")
	for i := range 40 {
		fmt.Fprintf(&file, "USA,Speaker %d,2020-01-02,\"%s\"\n", i, invented(i, 1000))
	}
	if _, err := importInto(db, "d", strings.NewReader(file.String())); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		words := strings.Fields(invented(i, 1000))
		for _, at := range []int{0, 118, 500, 996} { // a start, a cut between passages, the end
			want := strings.Join(words[at:at+4], " ")
			found := searchIn(t, db, strings.ToUpper(want))
			if len(found) == 0 || found[0].Statement.Speaker != fmt.Sprintf("Speaker %d", i) || !strings.Contains(strings.Join(strings.Fields(found[0].Text), " "), want) {
				t.Fatalf("speaker %d, word %d: %d found", i, at, len(found))
			}
		}
	}
	if found := searchIn(t, db, invented(99, 30)); len(found) > 0 {
		t.Errorf("words of nobody: found %v", found[0].Statement)
	}
	whole := searchIn(t, db, invented(7, 1000))
	if !whole[0].Whole && len(whole[0].Text) < 3600 {
		t.Errorf("a long quotation finds %d bytes of text", len(whole[0].Text))
	}
}

// TestPassagesGiveTheTextBack: cutting loses nothing.
func TestPassagesGiveTheTextBack(t *testing.T) {
	for _, text := range []string{"", "one", "  lead. ", invented(1, 400), strings.Repeat("no stop ", 500), "Ünïcode “marks” — d'accord.\n\n" + invented(2, 300)} {
		w := &passageWriter{}
		if got := strings.Join(w.cut(text), ""); got != text {
			t.Errorf("%d bytes come back as %d", len(text), len(got))
		}
	}
}

func TestTextWords(t *testing.T) {
	var got []string
	for _, w := range TextWords("Ukraine’s cease-fire isn't Côte d'Ivoire's; 2,774 'words' (U.N.)…") {
		got = append(got, w.Norm)
	}
	if s := strings.Join(got, " "); s != "ukraines cease fire isnt cote divoires 2 774 words u n" {
		t.Error(s)
	}
}

// TestWordHash: the hash worked out on the fly is that of the folded word.
func TestWordHash(t *testing.T) {
	for _, w := range []string{"Peace", "PEACE", "d'accord", "d’accord", "Türkiye", "É", "x’y'z"} {
		if wordHash(w) != wordHash(foldWord(w)) {
			t.Error(w)
		}
	}
}

// TestDamagedPostings: bytes that are no block are an error or nothing, never a panic.
func TestDamagedPostings(t *testing.T) {
	block := appendPostings(appendPostings(nil, 0, []uint64{1, 5, 9}), 77, []uint64{3})
	for cut := range block {
		postingsOf(block[:cut], 0, 77, 1)
	}
	for i := range block {
		bad := bytes.Clone(block)
		bad[i] ^= 0xff
		postingsOf(bad, 0, 77, 1)
	}
	if got, err := postingsOf(block, 0, 77, 1); err != nil || len(got) != 1 || got[0] != 4 {
		t.Errorf("%v, %v", got, err)
	}
}

// speechesDB is a database of the shared speeches, with the size of their text.
func speechesDB(b testing.TB) (*sql.DB, StatementSummary) {
	data, err := os.ReadFile(sharedSpeeches)
	if err != nil {
		b.Skip("no shared speeches here: ", err)
	}
	db := statementDB(b)
	sum, err := importInto(db, "speeches", bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	return db, sum
}

// TestSpeechesIndex holds the figures of issue 5: an index of at most 60% of the text's size.
func TestSpeechesIndex(t *testing.T) {
	start := time.Now()
	db, sum := speechesDB(t)
	took := time.Since(start)
	var blocks, overhead int
	if err := db.QueryRow("SELECT sum(length(data)), count(*) * 24 FROM shingle_blocks").Scan(&blocks, &overhead); err != nil {
		t.Fatal(err)
	}
	share := float64(blocks+overhead) / float64(sum.TextBytes)
	t.Logf("%d statements, %d words, %.1f MB of text, index %.1f MB (%.0f%%), import %.1f MB/s", sum.Statements, sum.Words, float64(sum.TextBytes)/1e6,
		float64(blocks)/1e6, 100*share, float64(sum.TextBytes)/1e6/took.Seconds())
	if share > 0.6 {
		t.Errorf("the index is %.0f%% of the text's size", 100*share)
	}
	if sum.Statements != 2060 || sum.Words < 4_000_000 {
		t.Errorf("%+v", sum)
	}
}

func BenchmarkImportStatements(b *testing.B) {
	packed, err := os.ReadFile(sharedSpeeches)
	if err != nil {
		b.Skip("no shared speeches here: ", err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		b.Fatal(err)
	}
	data, err := io.ReadAll(zip)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := importInto(statementDB(b), "speeches", bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPassageSearch(b *testing.B) {
	db, _ := speechesDB(b)
	x, err := NewStatementSearch(context.Background(), db)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	rows, err := db.Query("SELECT text FROM passages WHERE id % 37 = 0 ORDER BY id")
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	var quotations [][]TextWord
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			b.Fatal(err)
		}
		if words := TextWords(text); len(words) > 60 {
			quotations = append(quotations, words[20:45])
		}
	}
	i := 0
	for b.Loop() {
		found, err := x.Passages(context.Background(), quotations[i%len(quotations)], 10)
		if err != nil || len(found) == 0 {
			b.Fatal(len(found), err)
		}
		i++
	}
}
