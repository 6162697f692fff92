package extract

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestImports holds the package to its place: it knows nothing of the reference data, the claims or what is
// built on them.
func TestImports(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if strings.HasPrefix(name, "stet/") && name != "stet/extract" && !strings.HasPrefix(name, "stet/extract/") {
				t.Errorf("%s imports %s", path, name)
			}
			if name == "net/http" {
				t.Errorf("%s imports %s: nothing dials out", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
