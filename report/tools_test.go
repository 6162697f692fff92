package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // for its schema
	"github.com/xeipuuv/gojsonschema"

	"stet/claims"
	"stet/extract"
)

// several is an article with findings of every verdict and one that could not be read.
func several(t *testing.T) []*claims.Result {
	return []*claims.Result{threeVotes(t), failedArticle()}
}

// packed is an article whose file has no lines to point at.
func packed(t *testing.T) *claims.Result {
	r := threeVotes(t)
	r.Document.Name, r.Document.Format = "desk/three votes.docx", extract.DOCX
	r.Document.Parts = []extract.Part{{Name: "word/document.xml", Origin: extract.Origin{Start: 0, End: len(r.Document.Source)}}}
	return r
}

// breakingOut is an article that tries to break out of every format.
func breakingOut(t *testing.T) *claims.Result {
	a := newArticle(t, "a,b:c%\r\n::error::x.md", "=cmd()", "p: =HYPERLINK(1) abstained\n::warning::no \x1b[31m \"quoted\" </script> &amp; ten to two.")
	f := claims.Finding{ID: "x", Kind: "tally", Verdict: claims.Refuted, Reason: claims.Mismatch, Message: "+1\n::error::injected", Reading: "@x",
		Evidence: []claims.Evidence{{Record: "-x", URL: "javascript:alert(1)", Says: "=1+1"}}}
	a.add("=HYPERLINK(1) abstained\n::warning::no \x1b[31m \"quoted\" </script> &amp;", f)
	return a.res
}

// sarifSchema is the schema of OASIS. It is read out of the source of go-sarif, which carries it and does
// not hand it out; what that package's own Validate checks is the log as it would write it itself.
var sarifSchema = sync.OnceValues(func() (*gojsonschema.Schema, error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	value := file.Scope.Lookup("schema").Decl.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value
	return gojsonschema.NewSchema(gojsonschema.NewStringLoader(strings.Trim(value, "`")))
})

// validSARIF holds a log against the schema.
func validSARIF(t *testing.T, log []byte) error {
	t.Helper()
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	got, err := schema.Validate(gojsonschema.NewBytesLoader(log))
	if err != nil {
		return err
	}
	if !got.Valid() {
		return fmt.Errorf("%v", got.Errors())
	}
	return nil
}

func TestSARIF(t *testing.T) {
	for name, results := range map[string][]*claims.Result{
		"several": several(t), "packed": {packed(t)}, "hostile": {breakingOut(t)}, "none": nil,
	} {
		var b bytes.Buffer
		if err := SARIF(&b, results, version, Filter{}); err != nil {
			t.Fatal(err)
		}
		if err := validSARIF(t, b.Bytes()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "several" {
			golden(t, "several.sarif", b.Bytes())
			broken := bytes.Replace(b.Bytes(), []byte(`"startLine": `), []byte(`"startLine": -`), 1)
			if validSARIF(t, broken) == nil {
				t.Error("a line below zero passes the schema")
			}
		}
		if name == "packed" && (strings.Contains(b.String(), "startLine") || strings.Contains(b.String(), "fixes") ||
			!strings.Contains(b.String(), `"uri": "desk/three%20votes.docx"`) || !strings.Contains(b.String(), `"paragraph 1"`)) {
			t.Error("a Word file is given lines, fixes, or no paragraph")
		}
	}
}

// A fix replaces exactly the words that the file has.
func TestSARIFFix(t *testing.T) {
	r := nonBMP(t)
	r.Document.Source = []byte(r.Document.Text)
	var b bytes.Buffer
	if err := SARIF(&b, []*claims.Result{r}, version, Filter{}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	fix := log.Runs[0].Results[0].Fixes[0].Changes[0].Replacements[0]
	line := []rune(strings.Split(r.Document.Text, "\n")[fix.Deleted.StartLine-1])
	if got := string(line[fix.Deleted.StartColumn-1 : fix.Deleted.EndColumn-1]); got != "8" || fix.Inserted.Text != "18" {
		t.Errorf("the fix writes %q for %q", fix.Inserted.Text, got)
	}
	r.Document.Source = []byte(strings.Replace(r.Document.Text, "to 8", "to 7", 1))
	b.Reset()
	if err := SARIF(&b, []*claims.Result{r}, version, Filter{}); err != nil || strings.Contains(b.String(), "fixes") {
		t.Errorf("a fix of words that the file does not have: %v", err)
	}
}

func TestGitHub(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, several(t), Filter{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "several.github", b.Bytes())
	b.Reset()
	if err := GitHub(&b, []*claims.Result{breakingOut(t), packed(t)}, Filter{Verdicts: []claims.Verdict{claims.Refuted}}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for _, l := range lines[:len(lines)-1] {
		if !strings.HasPrefix(l, "::error file=") || strings.Count(l, "::") < 2 || strings.ContainsAny(l, "\r\x1b") {
			t.Errorf("not one command: %q", l)
		}
	}
	if !strings.HasPrefix(lines[0], "::error file=a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ax.md,line=1,") {
		t.Errorf("file name: %q", lines[0])
	}
	if strings.Contains(lines[1], "line=") {
		t.Errorf("a Word file is given lines: %q", lines[1])
	}
}

func TestW3C(t *testing.T) {
	schema, err := os.ReadFile("testdata/w3c.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(doc []byte) []gojsonschema.ResultError {
		got, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewBytesLoader(doc))
		if err != nil {
			t.Fatal(err)
		}
		return got.Errors()
	}
	for name, results := range map[string][]*claims.Result{"several": several(t), "packed": {packed(t)}, "hostile": {breakingOut(t)}, "none": nil} {
		var b bytes.Buffer
		if err := W3C(&b, results, version, Filter{}); err != nil {
			t.Fatal(err)
		}
		if errs := check(b.Bytes()); len(errs) > 0 {
			t.Errorf("%s: %v", name, errs)
		}
		if name != "several" {
			continue
		}
		golden(t, "several.jsonld", b.Bytes())
		if len(check(bytes.Replace(b.Bytes(), []byte(`"assessing"`), []byte(`"admiring"`), 1))) == 0 {
			t.Error("a motivation that the model does not know passes the schema")
		}
		checkSelectors(t, results[0].Document.Text, b.Bytes())
	}
}

// checkSelectors holds position and quotation of each target against the text and each other.
func checkSelectors(t *testing.T, text string, doc []byte) {
	t.Helper()
	var c annoCollection
	if err := json.Unmarshal(doc, &c); err != nil {
		t.Fatal(err)
	}
	points, seen := []rune(text), map[string]bool{}
	for _, item := range c.First.Items {
		at, quote := item.Target.Selector[0], item.Target.Selector[1]
		if got := string(points[*at.Start:*at.End]); got != quote.Exact {
			t.Errorf("%s: position has %q, quotation %q", item.ID, got, quote.Exact)
		}
		if seen[item.ID] {
			t.Errorf("%s: twice", item.ID)
		}
		seen[item.ID] = true
	}
	if len(c.First.Items) != c.Total || c.Total < 8 {
		t.Errorf("%d items, total %d", len(c.First.Items), c.Total)
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := CSV(&b, several(t), Filter{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "several.csv", b.Bytes())
	b.Reset()
	if err := CSV(&b, []*claims.Result{breakingOut(t), packed(t), failedArticle()}, Filter{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll() // every row has as many cells as the first
	if err != nil || !slices.Equal(rows[0], csvColumns) {
		t.Fatalf("header %q, %v", rows[0], err)
	}
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) && !isNumber(cell) {
				t.Errorf("%s: %q is a formula to a spreadsheet", csvColumns[i], cell)
			}
		}
	}
	if last := rows[len(rows)-1]; last[0] != "torn.html" || !strings.Contains(last[slices.Index(csvColumns, "error")], "not text") || last[6] != "" {
		t.Errorf("failed article: %q", last)
	}
}

// The filter leaves findings out of every format for tools.
func TestToolFilter(t *testing.T) {
	only := Filter{Verdicts: []claims.Verdict{claims.Conflicting}}
	var s, g, w, c bytes.Buffer
	results := []*claims.Result{threeVotes(t)}
	for _, err := range []error{SARIF(&s, results, version, only), GitHub(&g, results, only), W3C(&w, results, version, only), CSV(&c, results, only)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(s.String(), `"ruleId"`); n != 1 {
		t.Errorf("SARIF: %d results", n)
	}
	if n := strings.Count(g.String(), "::warning"); n != 1 || strings.Contains(g.String(), "::error") {
		t.Errorf("GitHub: %s", g.String())
	}
	if n := strings.Count(w.String(), `"motivation"`); n != 1 {
		t.Errorf("W3C: %d annotations", n)
	}
	if n := strings.Count(c.String(), "\r\n"); n != 2 {
		t.Errorf("CSV: %d rows", n)
	}
}
