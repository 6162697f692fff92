package sources

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// importAsOther imports the file STET_TEST_FILE into the database STET_TEST_IMPORT: another process of the tests.
func importAsOther(path string) int {
	ctx := context.Background()
	base, err := Open(ctx, Options{CacheDir: os.Getenv("STET_TEST_CACHE")})
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	defer base.Close()
	file, err := os.Open(os.Getenv("STET_TEST_FILE"))
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	defer file.Close()
	u, err := OpenUserData(ctx, path, true)
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	defer u.Close()
	fmt.Println("begun")
	report, err := u.Import(ctx, base, ImportOptions{Kind: "undl", Parse: ParseLibrary, Dataset: Dataset{Name: os.Getenv("STET_TEST_DATASET")}}, file)
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	fmt.Printf("%d added\n", report.Added)
	return 0
}

func otherImport(path, file, dataset string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "STET_TEST_IMPORT="+path, "STET_TEST_FILE="+file, "STET_TEST_DATASET="+dataset, "STET_TEST_CACHE="+testCache)
	return c
}

// councilFile is every roll call of the Council in a file: 40,000 rows.
func councilFile(t testing.TB) (name string, votes int) {
	t.Helper()
	db := openTest(t)
	var records []*Record
	for i := range db.Records() {
		if r := &db.Records()[i]; r.UNDL > 0 && r.Positions != "" && r.Body == SecurityCouncil {
			records = append(records, r)
		}
	}
	name = filepath.Join(t.TempDir(), "council.csv")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := db.WriteLibraryCSV(context.Background(), f, records); err != nil {
		t.Fatal(err)
	}
	return name, len(records)
}

// TestTwoImports: processes that import at once wait for one another, and both are there in the end. Meanwhile the
// reference opens at any time and holds each import wholly or not at all.
func TestTwoImports(t *testing.T) {
	file, votes := councilFile(t)
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "first"}}, libraryCSV(t, "A/RES/ES-11/7"))
	done := make(chan struct{})
	var imports, readers sync.WaitGroup
	for i := range 3 {
		imports.Go(func() {
			out, err := otherImport(path, file, fmt.Sprintf("import%d", i)).CombinedOutput()
			if err != nil || !strings.Contains(string(out), fmt.Sprintf("%d added", votes)) {
				t.Errorf("import %d: %v %s", i, err, out)
			}
		})
	}
	readers.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
			db, err := Open(context.Background(), Options{CacheDir: testCache, Data: path})
			if err != nil {
				t.Errorf("a check during an import: %v", err)
				return
			}
			for _, d := range db.Datasets() {
				if strings.HasPrefix(d.Name, "import") && d.Records != votes {
					t.Errorf("half an import was seen: %d of %d votes", d.Records, votes)
				}
			}
			db.Close()
		}
	})
	imports.Wait()
	close(done)
	readers.Wait()
	wantVersions(t, path, 4)
	verifyTest(t, path)
}

// kills is how often TestKilled kills: 50 times, or 5 with -short and where STET_TEST_KILLS says so.
func kills(t *testing.T) int {
	if s := os.Getenv("STET_TEST_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal("STET_TEST_KILLS:", err)
		}
		return n
	}
	if testing.Short() {
		return 5
	}
	return 50
}

// TestKilled kills an import at moments spread over its run: the store is then as before or as after, it holds together,
// and the next import goes through.
func TestKilled(t *testing.T) {
	file, votes := councilFile(t)
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "before"}}, libraryCSV(t, "A/RES/ES-11/7", "A/RES/ES-10/21"))
	began := time.Now()
	if out, err := otherImport(filepath.Join(t.TempDir(), "timed.sqlite"), file, "timed").CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	whole := time.Since(began)
	n := kills(t)
	killed, before, after := 0, 0, 0
	for i := range n {
		c := otherImport(path, file, fmt.Sprintf("try%d", i))
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// Spread over the run, the end of it, where it commits, more than the rest.
		part := float64(i+1) / float64(n)
		time.Sleep(time.Duration(float64(whole) * (0.1 + 1.05*part*(2-part))))
		c.Process.Kill()
		err := c.Wait()
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			killed++
		}
		db := openWith(t, path, Date{})
		if got := db.Dataset("before"); got == nil || got.Records != 2 {
			t.Fatalf("kill %d: what was there before is %+v", i, got)
		}
		switch d := db.Dataset(fmt.Sprintf("try%d", i)); {
		case d == nil:
			before++
			if err == nil {
				t.Fatalf("kill %d: the import ended well and is not there", i)
			}
		case d.Records == votes:
			after++
		default:
			t.Fatalf("kill %d: %d of %d votes are there", i, d.Records, votes)
		}
		if i%10 == 0 || i == n-1 {
			verifyTest(t, path)
		}
	}
	t.Logf("%d imports, %d of them killed: %d as before, %d as after", n, killed, before, after)
	if killed == 0 || before == 0 {
		t.Errorf("no import was killed in time: %d killed, %d as before", killed, before)
	}
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "last"}}, libraryCSV(t, "A/RES/ES-11/7"))
	verifyTest(t, path)
}
