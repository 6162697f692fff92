package sources

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestQuery(t *testing.T) {
	db := openTest(t)
	for query, want := range map[string]string{
		"SELECT symbol, yes FROM records WHERE symbol = 'A/RES/ES-11/7'":                                              "[[A/RES/ES-11/7 93]]",
		"SELECT code, position FROM votes WHERE symbol = 'A/RES/ES-11/7' AND code IN ('HUN','FRA') ORDER BY code":     "[[FRA Y] [HUN N]]",
		"SELECT count(*) FROM words WHERE words MATCH 'embargo'  ;  ":                                                 "any",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i), 0.5, NULL FROM n": "[[15 0.5 <nil>]]",
		"SELECT name FROM pragma_table_info('council') ORDER BY cid LIMIT 2":                                          "[[year] [code]]",
		"SELECT count(*) FROM sqlite_schema WHERE name = 'records'":                                                   "[[1]]",
		"PRAGMA table_info(meta)":                  "any",
		"EXPLAIN QUERY PLAN SELECT * FROM records": "any",
		"SELECT 1 WHERE 0":                         "[]",
	} {
		a, err := db.Query(context.Background(), query, QueryLimits{})
		if err != nil {
			t.Errorf("%s: %v", query, err)
		} else if got := fmt.Sprint(a.Rows); want != "any" && got != want || want == "any" && len(a.Rows) == 0 {
			t.Errorf("%s: %s; want %s", query, got, want)
		}
	}
	a, err := db.Query(context.Background(), "SELECT id FROM records", QueryLimits{Rows: 7})
	if err != nil || len(a.Rows) != 7 || !a.Cut || a.Columns[0] != "id" {
		t.Errorf("cut to %d rows, said %v, error %v", len(a.Rows), a.Cut, err)
	}
	if a, err := db.Query(context.Background(), "SELECT id FROM records LIMIT 7", QueryLimits{Rows: 7}); err != nil || a.Cut {
		t.Errorf("exactly as many rows as allowed count as cut: %v", err)
	}
}

// TestHostileQueries: nothing that a query can say changes the store, reads another file, or runs on.
func TestHostileQueries(t *testing.T) {
	db := openTest(t)
	before, err := os.ReadFile(db.Path())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	for query, want := range map[string]string{
		"DELETE FROM records": "only read", "UPDATE records SET yes = 0": "only read", "DROP TABLE records": "only read", "INSERT INTO meta VALUES ('a','b')": "only read",
		"CREATE TABLE x (a)": "only read", "CREATE TEMP TABLE x (a)": "only read", "CREATE TEMP VIEW v AS SELECT 1": "only read", "CREATE VIRTUAL TABLE x USING fts4(a)": "only read",
		"SELECT 1; DELETE FROM records": "only read", "DELETE FROM records; SELECT 1": "only read", "/* SELECT */ REPLACE INTO meta VALUES ('a','b')": "only read",
		"WITH x AS (SELECT 1) DELETE FROM records": "only read", "INSERT INTO words(words) VALUES ('optimize')": "only read",
		"ATTACH 'other.sqlite' AS o": "only read", "ATTACH ':memory:' AS o": "only read", "VACUUM INTO 'copy.sqlite'": "only read", "DETACH main": "only read",
		"SELECT load_extension('x.so')": "only read", "SELECT fts3_tokenizer('simple')": "only read", "SELECT fts3_tokenizer('x', x'0000000000000000')": "only read",
		"PRAGMA query_only = 0": "only read", "PRAGMA writable_schema = 1": "only read", "PRAGMA temp_store_directory = '/'": "only read", "PRAGMA hard_heap_limit = 0": "only read", "PRAGMA page_size": "only read",
		"SELECT * FROM pragma_journal_mode": "only read", "BEGIN": "only read", "SAVEPOINT a": "only read", "COMMIT": "only read", "REINDEX": "only read", "ANALYZE": "only read",
		"SELECT readfile('/etc/passwd')": "no such function", "SELECT writefile('x', 'y')": "no such function", "SELECT edit('x')": "no such function",
		"SELECT length(zeroblob(1000000000))": "too big", "SELECT length(randomblob(2000000))": "too big", "SELECT printf('%.*c', 100000000, 'x')": "too big",
		"SELECT data FROM snapshot": "too big", "SELECT * FROM absent": "sqlite_schema lists them",
		"": "asks for nothing", ";": "asks for nothing", "-- only words": "asks for nothing", "SELEC 1": "syntax error", "SELECT '": "unrecognized token",
		"SELECT " + strings.Repeat("(", 50_000) + "1" + strings.Repeat(")", 50_000): "", "SELECT " + strings.Repeat("1+", 5000) + "1": "too large",
		"SELECT '" + strings.Repeat("x", longestSQL) + "'": "", "SELECT 1" + strings.Repeat(" UNION SELECT 1", 100): "too many terms", "\x00": "asks for nothing", "\xff": "",
	} {
		a, err := db.Query(context.Background(), query, QueryLimits{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80s: %+v, error %v; want %q", query, a, err, want)
		}
	}
	if after, err := os.ReadFile(db.Path()); err != nil || string(after) != string(before) {
		t.Errorf("a query changed the store (error %v)", err)
	}
	if made, _ := filepath.Glob(filepath.Join(dir, "*")); len(made) > 0 {
		t.Errorf("a query made %v", made)
	}
}

func TestQueryEnds(t *testing.T) {
	db := openTest(t)
	for name, query := range map[string]string{
		"endless":      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
		"many rows":    "SELECT count(*) FROM records a, records b, records c",
		"slow pattern": "SELECT count(*) FROM records a, records b WHERE a.title LIKE '%' || b.title || '%'",
	} {
		began := time.Now()
		_, err := db.Query(context.Background(), query, QueryLimits{Time: 200 * time.Millisecond})
		if err == nil || !strings.Contains(err.Error(), "not done after 200ms") || time.Since(began) > 3*time.Second {
			t.Errorf("%s: error %v after %s", name, err, time.Since(began))
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := db.Query(ctx, "SELECT count(*) FROM records a, records b, records c", QueryLimits{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the caller's deadline: %v", err)
	}
}

// TestQueryMemory: sorting what does not fit is refused, and leaves no file behind either.
func TestQueryMemory(t *testing.T) {
	db := openTest(t)
	tmp := t.TempDir()
	t.Setenv("SQLITE_TMPDIR", tmp)
	_, err := db.Query(context.Background(), "SELECT count(DISTINCT a.title || b.title || b.agenda) FROM records a, records b", QueryLimits{Time: time.Minute})
	if err == nil || !strings.Contains(err.Error(), "more than 256 MB of memory") {
		t.Errorf("error %v", err)
	}
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if _, err := db.Query(context.Background(), "SELECT agenda, zeroblob(900000) FROM records", QueryLimits{Rows: 1_000_000, Time: time.Minute}); err == nil || !strings.Contains(err.Error(), "more than 64 MB") {
		t.Errorf("a huge answer: %v", err)
	}
	if a, err := db.Query(context.Background(), "SELECT 1", QueryLimits{}); err != nil || len(a.Rows) != 1 {
		t.Errorf("after a query that ran out of memory: %v, %v", a, err)
	}
}

func FuzzQuery(f *testing.F) {
	db := openTest(f)
	for _, s := range []string{"SELECT 1", "SELECT * FROM votes", "PRAGMA table_info(x)", "WITH a AS (SELECT 1) SELECT * FROM a", "SELECT 1; SELECT 2", "'\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := db.Query(context.Background(), s, QueryLimits{Rows: 10, Time: 50 * time.Millisecond})
		if err == nil && len(a.Rows) > 10 {
			t.Fatal(len(a.Rows))
		}
	})
}
