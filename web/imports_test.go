package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dialling is what asks the network for something.
var dialling = map[string][]string{
	"net":  {"Dial", "DialTimeout", "Dialer", "LookupHost", "LookupAddr", "LookupIP", "DefaultResolver"},
	"http": {"Get", "Head", "Post", "PostForm", "Client", "DefaultClient", "Transport", "DefaultTransport", "NewRequest"},
}

// The desk looks down only, and never dials out.
func TestImports(t *testing.T) {
	rooms := []string{"stet/report", "stet/claims", "stet/extract", "stet/sources", "stet/archive"}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			if strings.HasPrefix(path, "stet/") && !slices.Contains(rooms, path) {
				t.Errorf("%s imports %s", name, path)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if room, ok := sel.X.(*ast.Ident); ok && slices.Contains(dialling[room.Name], sel.Sel.Name) {
					t.Errorf("%s uses %s.%s", name, room.Name, sel.Sel.Name)
				}
			}
			return true
		})
	}
}
