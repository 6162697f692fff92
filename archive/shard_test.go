package archive

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"stet/sources"
)

// shardArchive is an archive of every kind of shard: crawls that share pages, loose articles before and behind them, what is
// broken, what is named twice and what is not there.
func shardArchive(t *testing.T, dir string) Options {
	t.Helper()
	in := filepath.Join(dir, "in")
	crawl(t, filepath.Join(in, "crawl-1.warc.gz"), 40, 4)
	crawl(t, filepath.Join(in, "crawl-2.warc.gz"), 60, 5)
	put(t, filepath.Join(in, "cut.warc.gz"), packed(record(7, testPage(7, true, true)))[:150])
	put(t, filepath.Join(in, "pack.zip"), zipOf("a.html", string(testPage(4, true, false)), "b.html", string(testPage(901, true, true))))
	for i, name := range []string{"a.html", "b.html", "crawl-11.html", "z.html"} {
		put(t, filepath.Join(in, name), testPage(4*i, true, i%2 == 0))
	}
	put(t, filepath.Join(in, "bad.docx"), []byte("PK\x03\x04 broken"))
	return Options{Paths: []string{in, filepath.Join(in, "*.html"), filepath.Join(in, "gone.zip")}}
}

func testEngine(t *testing.T) *Engine {
	t.Helper()
	db, err := sources.Open(t.Context(), sources.Options{CacheDir: os.Getenv("STET_CACHE_DIR")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return NewEngine(db)
}

func shardsOf(t *testing.T, opt Options) (out []Shard) {
	t.Helper()
	if err := Shards(t.Context(), opt, "", func(s Shard) error {
		out = append(out, s)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestShards: shards checked in any order, some by two workers at a time, and gathered give the files of the local run,
// to the byte; checked again they are left as they are.
func TestShards(t *testing.T) {
	dir := t.TempDir()
	opt := shardArchive(t, dir)
	local := filepath.Join(dir, "local")
	if err := runAll(t.Context(), local, opt); err != nil {
		t.Fatal(err)
	}
	want := files(t, local)
	e, shards, into := testEngine(t), shardsOf(t, opt), filepath.Join(dir, "shards")
	opt.Engine = "test"
	if len(shards) != 8 {
		t.Fatalf("%d shards, want 8: %+v", len(shards), shards)
	}
	names := make([]string, len(shards))
	check := func(again bool) {
		var group sync.WaitGroup
		for i := range 2 * len(shards) { // every shard twice
			s := shards[len(shards)-1-i/2]
			group.Go(func() {
				name, err := e.CheckShard(t.Context(), into, s, opt)
				if err != nil {
					t.Error(err)
				}
				if i%2 == 0 {
					if again && names[s.Number] != filepath.Join(into, name) {
						t.Errorf("shard %d has another name: %s", s.Number, name)
					}
					names[s.Number] = filepath.Join(into, name)
				}
			})
		}
		group.Wait()
	}
	check(false)
	if t.Failed() {
		t.FailNow()
	}
	before := listing(t, into)
	check(true)
	if after := listing(t, into); after != before {
		t.Errorf("checked again, the shards changed:\n%s\nwas\n%s", after, before)
	}
	for range 2 { // over nothing, then over what is there
		if _, err := Gather(t.Context(), filepath.Join(dir, "gathered"), names, OutputOptions{}); err != nil {
			t.Fatal(err)
		}
		if got := files(t, filepath.Join(dir, "gathered")); got != want {
			t.Fatalf("gathered:\n%s\nlocal:\n%s", got, want)
		}
	}
	other := opt
	other.Engine = "another"
	name, err := e.CheckShard(t.Context(), into, shards[0], other)
	if err != nil || slices.Contains(names, filepath.Join(into, name)) {
		t.Fatalf("another engine: %s, %v", name, err)
	}
	if _, err := Gather(t.Context(), filepath.Join(dir, "mixed"), []string{names[0], filepath.Join(into, name)}, OutputOptions{}); err == nil || !strings.Contains(err.Error(), "another build") {
		t.Errorf("shards of two engines were gathered: %v", err)
	}
}

// listing tells the files of a folder of shards with the time they were written at.
func listing(t *testing.T, dir string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	hidden, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(hidden) > 0 || len(paths) == 0 {
		t.Fatal(paths, hidden, err)
	}
	out := ""
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		out += fmt.Sprintln(p, info.Size(), info.ModTime().UnixNano())
	}
	return out
}

// TestShardBrokenOff: a check that ends early leaves no shard and no litter, and one whose file changed since is another.
func TestShardBrokenOff(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "crawl.warc.gz")
	crawl(t, path, 40, 2)
	t.Setenv("TMPDIR", filepath.Join(dir, "scratch"))
	put(t, filepath.Join(dir, "scratch", "keep"), nil)
	e, opt, into := testEngine(t), Options{Paths: []string{path}, Engine: "test"}, filepath.Join(dir, "shards")
	s := shardsOf(t, opt)[0]
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.CheckShard(ctx, into, s, opt); err == nil {
		t.Error("a check that was interrupted succeeded")
	}
	litter, _ := filepath.Glob(filepath.Join(dir, "scratch", "stet-*"))
	if made, _ := filepath.Glob(filepath.Join(into, "*")); len(made) > 0 || len(litter) > 0 {
		t.Errorf("it left %q %q", made, litter)
	}
	first, err := e.CheckShard(t.Context(), into, s, opt)
	if err != nil {
		t.Fatal(err)
	}
	crawl(t, path, 44, 2)
	second, err := e.CheckShard(t.Context(), into, shardsOf(t, opt)[0], opt)
	if err != nil || second == first {
		t.Errorf("the file changed, the shard did not: %s %v", second, err)
	}
	put(t, filepath.Join(into, "file"), nil)
	if name, err := e.CheckShard(t.Context(), filepath.Join(into, "file"), s, opt); err == nil {
		t.Errorf("a shard was kept where no folder can be: %s", name)
	}
}

// TestLooseShards: articles next to one another are put together, up to a bound.
func TestLooseShards(t *testing.T) {
	dir := t.TempDir()
	for i := range shardFiles + 10 {
		put(t, filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte("x"))
	}
	put(t, filepath.Join(dir, "0500.zip"), zipOf("a.txt", "x"))
	var got []int
	for i, s := range shardsOf(t, Options{Paths: []string{dir}}) {
		if s.Number != i {
			t.Errorf("shard %d has number %d", i, s.Number)
		}
		got = append(got, len(s.Files))
	}
	if want := []int{501, 1, 509}; !slices.Equal(got, want) {
		t.Errorf("files in the shards: %v, want %v", got, want)
	}
	if err := os.Remove(filepath.Join(dir, "0500.zip")); err != nil {
		t.Fatal(err)
	}
	if s := shardsOf(t, Options{Paths: []string{dir}}); len(s) != 2 || len(s[0].Files) != shardFiles || len(s[1].Files) != 10 {
		t.Errorf("%d shards", len(s))
	}
}

// TestFolds: whatever a run keeps of its texts, Gather takes over. Tables that follow from others are named here.
func TestFolds(t *testing.T) {
	derived := []string{"copy", "meta", "reference_record"} // copies are looked for anew
	path := filepath.Join(t.TempDir(), RunFile)
	if err := begin(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", dsn(path, "mode=ro"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables, err := rowsOf(t.Context(), db, func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) },
		"SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
	if err != nil || len(tables) < 6 {
		t.Fatal(tables, err)
	}
	all := strings.Join(folds, "\n")
	for _, table := range tables {
		if !slices.Contains(derived, table) && !regexp.MustCompile(`INTO `+table+`\b`).MatchString(all) {
			t.Errorf("table %s of a run is not gathered: add it to folds", table)
		}
	}
}
