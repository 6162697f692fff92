package sources

import (
	"context"
	"testing"
	"time"
)

func TestSmoke(t *testing.T) {
	dir := t.TempDir()
	for range 3 {
		t0 := time.Now()
		db, err := Open(context.Background(), Options{CacheDir: dir})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(time.Since(t0), db.Version(), db.Note(), db.Path(), len(db.Records()))
		for _, s := range []string{"A/RES/ES-11/7", "es-11/7", "S/RES/2774 (2025)", "2774", "resolution 2774", "UNSCR 2774", "3379 (XXX)", "181 (II)", "resolution 181", "S/2022/720", "A/RES/3379(XXX)", "4077822"} {
			t0 = time.Now()
			rs, err := db.Lookup(context.Background(), s)
			d := time.Since(t0)
			var out []string
			for _, r := range rs {
				out = append(out, r.Symbol+" "+r.Tally.String())
			}
			t.Log(s, d, out, err)
		}
		db.Close()
	}
}
