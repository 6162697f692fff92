package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// outline writes a document as the goldens show it: the metadata, then each block with its role.
func outline(d *Document) string {
	var b strings.Builder
	for _, f := range []struct{ name, value string }{
		{"title", d.Title}, {"byline", d.Byline}, {"site", d.Site}, {"url", d.URL},
		{"published", d.Published.String()}, {"lang", d.Lang},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.name, f.value)
		}
	}
	if !d.Moment.IsZero() {
		fmt.Fprintf(&b, "moment: %s\n", d.Moment.Format("2006-01-02T15:04Z07:00"))
	}
	for _, bl := range d.Blocks {
		role := bl.Role.String()
		if bl.Table > 0 {
			role += fmt.Sprint(" ", bl.Table)
		}
		if !bl.Time.IsZero() {
			role += bl.Time.Format(" 15:04Z07:00")
		}
		fmt.Fprintf(&b, "[%s] %s\n", role, d.Quote(bl.Span))
	}
	return b.String()
}

// TestRead reads every article of testdata/read; the section "want: NAME" is its outline.
func TestRead(t *testing.T) {
	files, _ := filepath.Glob("testdata/read/*.txt")
	if len(files) == 0 {
		t.Fatal("no goldens")
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		kept := archive.Files[:0:0]
		for _, f := range archive.Files {
			if name, ok := strings.CutPrefix(f.Name, "want: "); ok {
				want[name] = string(f.Data)
			}
		}
		for _, f := range archive.Files {
			if strings.HasPrefix(f.Name, "want: ") {
				continue
			}
			kept = append(kept, f)
			t.Run(filepath.Base(file)+"/"+f.Name, func(t *testing.T) {
				d, err := Read(f.Name, f.Data, Options{})
				if err != nil {
					t.Fatal(err)
				}
				checkDocument(t, d)
				got := outline(d)
				kept = append(kept, txtar.File{Name: "want: " + f.Name, Data: []byte(got)})
				if diff := cmp.Diff(want[f.Name], got); diff != "" && !*update {
					t.Error(diff)
				}
			})
		}
		if *update {
			archive.Files = kept
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
