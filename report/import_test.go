package report

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Renderers look down only, and reach neither files, nor the network, nor a clock.
func TestImports(t *testing.T) {
	rooms := []string{"stet/claims", "stet/extract", "stet/sources"}
	barred := []string{"os", "net", "net/http", "os/exec", "log", "log/slog", "database/sql"}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
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
			if strings.HasPrefix(path, "stet/") && !slices.Contains(rooms, path) || slices.Contains(barred, path) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
