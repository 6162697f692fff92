package sources

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// completeHistory writes every roll call of the Library in its own shape: 988,533 rows, 320 MB.
func completeHistory(t testing.TB) (name string, rows int) {
	t.Helper()
	db := openTest(t)
	var records []*Record
	for i := range db.Records() {
		if r := &db.Records()[i]; r.UNDL > 0 && r.Positions != "" {
			records = append(records, r)
		}
	}
	name = filepath.Join(t.TempDir(), "history.csv")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	e, err := db.WriteLibraryCSV(context.Background(), f, records)
	if err != nil || e.Positions != 988_533 {
		t.Fatal(e, err)
	}
	return name, e.Positions
}

// BenchmarkImportHistory imports the complete history: at least 50,000 rows/s, with memory that does not grow
// with the file. peak-MB is the most that the heap held beyond what the reference itself takes.
func BenchmarkImportHistory(b *testing.B) {
	name, rows := completeHistory(b)
	base := openTest(b)
	ctx := context.Background()
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var peak atomic.Uint64
	done := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.HeapAlloc))
			}
		}
	}()
	for b.Loop() {
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		u, err := OpenUserData(ctx, filepath.Join(b.TempDir(), "data.sqlite"), true)
		if err != nil {
			b.Fatal(err)
		}
		report, err := u.Import(ctx, base, ImportOptions{Kind: "undl", Parse: ParseLibrary, Dataset: Dataset{Name: "mine"}, Now: testNow}, f)
		if err != nil || report.Added != 8466 {
			b.Fatal(report, err)
		}
		u.Close()
		f.Close()
	}
	close(done)
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(int64(peak.Load())-int64(before.HeapAlloc))/(1<<20), "peak-MB")
}

// BenchmarkOpenLayered opens the reference with a user's data over it, as a check does: the complete history imported
// again as another dataset. It must take less than 30 ms.
func BenchmarkOpenLayered(b *testing.B) {
	name, _ := completeHistory(b)
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	path := filepath.Join(b.TempDir(), "data.sqlite")
	if _, err := tryImport(b, path, ImportOptions{}, f); err != nil {
		b.Fatal(err)
	}
	openWith(b, path, Date{}) // the first time it is built
	for b.Loop() {
		db, err := Open(context.Background(), Options{CacheDir: testCache, Data: path})
		if err != nil {
			b.Fatal(err)
		}
		db.Close()
	}
}
