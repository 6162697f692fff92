package claims_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestImports pins the direction of imports: the claims look at articles and at the reference, the linker at no
// claims, and neither at reports or commands.
func TestImports(t *testing.T) {
	allowed := map[string][]string{
		".":    {"stet/claims/link", "stet/extract", "stet/extract/match", "stet/sources"},
		"link": {"stet/extract", "stet/sources"},
	}
	for dir, may := range allowed {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, files, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range f.Imports {
				if path, _ := strconv.Unquote(i.Path.Value); strings.HasPrefix(path, "stet/") && !slices.Contains(may, path) {
					t.Errorf("%s imports %s", name, path)
				}
			}
		}
	}
}
