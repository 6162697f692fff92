package sources

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// testCache is the cache folder of this run.
var testCache string

// TestMain also plays the other process of the tests that need one: STET_TEST_OPEN names the cache
// folder that it shall open the reference in.
func TestMain(m *testing.M) {
	if dir := os.Getenv("STET_TEST_OPEN"); dir != "" {
		os.Exit(openAsOther(dir))
	}
	if path := os.Getenv("STET_TEST_IMPORT"); path != "" {
		os.Exit(importAsOther(path))
	}
	dir, err := os.MkdirTemp("", "stet-sources-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	testCache = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// openAsOther opens the reference and prints how many records it has, the store's path and the note.
func openAsOther(dir string) int {
	limitFiles(os.Getenv("STET_TEST_FILE_LIMIT"))
	db, err := Open(context.Background(), Options{CacheDir: dir})
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	defer db.Close()
	rs, err := db.Lookup(context.Background(), "ES-11/7")
	fmt.Printf("%d records, %d found, error %v, path %q, note %q\n", len(db.Records()), len(rs), err, db.Path(), db.Note())
	return 0
}

func runOther(dir string, env ...string) (string, error) {
	c := exec.Command(os.Args[0])
	c.Env = append(append(os.Environ(), "STET_TEST_OPEN="+dir), env...)
	out, err := c.CombinedOutput()
	return string(out), err
}

func storeIn(t *testing.T, dir string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "reference-*.sqlite"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("stores in %s: %v, error %v; want one", dir, paths, err)
	}
	return paths[0]
}

func TestProcessesBuildAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			out, err := runOther(dir)
			if err != nil || !strings.HasPrefix(out, `10553 records, 1 found, error <nil>`) || !strings.Contains(out, `note ""`) {
				t.Errorf("another process: %v\n%s", err, out)
			}
		})
	}
	wg.Wait()
	storeIn(t, dir)
	if left, _ := filepath.Glob(filepath.Join(dir, "building-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDamagedStoreIsRebuilt(t *testing.T) {
	dir := t.TempDir()
	openIn := func() *DB {
		db, err := Open(context.Background(), Options{CacheDir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	openIn().Close()
	path := storeIn(t, dir)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := func(at int, b ...byte) []byte {
		out := append([]byte{}, whole...)
		copy(out[at:], b)
		return out
	}
	for name, data := range map[string][]byte{
		"empty": {}, "header only": whole[:100], "half": whole[:len(whole)/2], "one byte short": whole[:len(whole)-1], "one page short": whole[:len(whole)-4096],
		"longer": append(append([]byte{}, whole...), 0), "not SQLite": []byte(strings.Repeat("not a database ", 1000)),
		"other application": changed(68, 1, 2, 3, 4), "other schema": changed(60, 0, 0, 0, 99), "bytes of the snapshot lost": changed(len(whole)*6/10, make([]byte, 8192)...),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			db := openIn()
			defer db.Close()
			if db.Path() != path || db.Note() != "" || len(db.Records()) != 10553 {
				t.Errorf("path %q, note %q, %d records", db.Path(), db.Note(), len(db.Records()))
			}
			if now, _ := os.ReadFile(path); len(now) != len(whole) {
				t.Errorf("the store has %d bytes, want %d", len(now), len(whole))
			}
		})
	}
}

func TestHalfBuiltFileOfKilledProcessIsIgnored(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "building-123.sqlite"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := Open(context.Background(), Options{CacheDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if db.Path() != storeIn(t, dir) {
		t.Errorf("path %q", db.Path())
	}
}

func TestUnusableCacheFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a-file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	dirs := map[string]string{"under a file": filepath.Join(file, "stet")}
	if os.Getuid() != 0 {
		ro := t.TempDir()
		if err := os.Chmod(ro, 0o555); err != nil {
			t.Fatal(err)
		}
		dirs["read-only"] = ro
	} else if _, err := os.Stat("/proc/self"); err == nil {
		dirs["a system's folder"] = "/proc/stet"
	}
	for name, dir := range dirs {
		t.Run(name, func(t *testing.T) {
			tmp := t.TempDir()
			t.Setenv("TMPDIR", tmp)
			db, err := Open(context.Background(), Options{CacheDir: dir})
			if err != nil {
				t.Fatal(err)
			}
			if db.Note() == "" || !strings.HasPrefix(db.Path(), tmp) || len(db.Records()) != 10553 {
				t.Errorf("note %q, path %q, %d records", db.Note(), db.Path(), len(db.Records()))
			}
			db.Close()
			if left, _ := os.ReadDir(tmp); len(left) > 0 {
				t.Errorf("Close left %v", left)
			}
		})
	}
}

// TestFullDisk: no file may grow beyond 100 KB, in the cache folder or elsewhere.
func TestFullDisk(t *testing.T) {
	if !canLimitFiles {
		t.Skip("no file size limit on this system")
	}
	dir := t.TempDir()
	out, err := runOther(dir, "STET_TEST_FILE_LIMIT=100000", "TMPDIR="+t.TempDir())
	if err != nil || !strings.HasPrefix(out, `10553 records, 1 found, error <nil>, path "", note "the store`) {
		t.Errorf("%v\n%s", err, out)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOpenEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if db, err := Open(ctx, Options{CacheDir: t.TempDir()}); err == nil {
		db.Close()
		t.Error("opened under a context that has ended")
	}
}

// TestWrongFactsAreRefused: facts of one's own that do not hold together are an error with their line.
func TestWrongFactsAreRefused(t *testing.T) {
	facts := fstest.MapFS{}
	names, _ := fs.Glob(EmbeddedFacts(), "*.csv")
	for _, name := range names {
		data, err := fs.ReadFile(EmbeddedFacts(), name)
		if err != nil {
			t.Fatal(err)
		}
		facts[name] = &fstest.MapFile{Data: data}
	}
	good := string(facts["council.csv"].Data)
	facts["council.csv"].Data = []byte(strings.Replace(good, "1946,AUS,0", "1946,AUX,0", 1))
	db, err := Open(context.Background(), Options{CacheDir: t.TempDir(), Facts: facts})
	if err == nil {
		db.Close()
	}
	if err == nil || !strings.Contains(err.Error(), `council.csv:2: unknown member code "AUX"`) {
		t.Errorf("error %v", err)
	}
}
