package archive

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The archive looks down only, and dials nowhere.
func TestImports(t *testing.T) {
	rooms := []string{"stet/report", "stet/claims", "stet/extract", "stet/sources"}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			if strings.HasPrefix(path, "stet/") && !slices.Contains(rooms, path) || path == "net" || path == "net/http" {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
