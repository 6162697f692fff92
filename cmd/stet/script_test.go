package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"stet/claims"
	"stet/report"
	"stet/web"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stet": main})
}

// TestScripts runs testdata/*.txtar: what a person types, and what comes of it. All scripts share one
// store of the reference, except where they set STET_CACHE_DIR themselves.
func TestScripts(t *testing.T) {
	cache := t.TempDir()
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("STET_CACHE_DIR", cache)
			e.Setenv("EXAMPLES", examples)
			e.Setenv("TERM", "xterm")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "fill": fill, "nested": nested, "raw": raw, "copies": copies, "damage": damage, "pack": pack, "pdf": pdf,
			"waitfor": waitFor, "decide": decide, "lone": lone,
		},
	})
}

// waitFor waits until a file is there: waitfor desk.sqlite-wal
func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfor FILE")
	}
	for range 200 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			time.Sleep(500 * time.Millisecond) // from there to the listening it is a moment
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s does not come", args[0])
}

// lone asks of the one file in a folder, whose name a script cannot know, whether it has a text: lone DIR TEXT
func lone(ts *testscript.TestScript, neg bool, args []string) {
	files, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(files) != 1 {
		ts.Fatalf("%s has %d files", args[0], len(files))
	}
	if name := args[0] + "/" + files[0].Name(); strings.Contains(ts.ReadFile(name), args[1]) == neg {
		ts.Fatalf("%s: %q is there: %t", name, args[1], neg)
	}
}

// decide keeps a decision at a desk on the first refuted finding of a JSON report: decide DESK REPORT ACTION
func decide(ts *testscript.TestScript, _ bool, args []string) {
	known, err := report.ReadBaseline("report", strings.NewReader(ts.ReadFile(args[1])))
	ts.Check(err)
	store, err := web.OpenStore(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	defer store.Close()
	a, err := store.Add(context.Background(), web.Article{Name: "a.md", Source: []byte("Words.")})
	ts.Check(err)
	for id, d := range known {
		_, err = store.Decide(context.Background(), web.Decision{Article: a.ID, Finding: id, Basis: d[0].Basis, Action: claims.Action(args[2]), Who: "Ann"}, 0)
		ts.Check(err)
	}
}

// code runs a program and wants an exact exit code: code 3 stet check nosuch.md
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program args…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// fill makes a file of so many bytes out of a sentence: fill FILE BYTES
func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	const sentence = "The harbour was quiet that morning, and nobody voted on anything.\n"
	data := bytes.Repeat([]byte(sentence), n/len(sentence)+1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data[:n], 0o666))
}

// nested makes a page whose elements lie so deep within one another: nested FILE DEPTH
func nested(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	page := "<html><body>" + strings.Repeat("<div>", n) + "<p>The General Assembly voted.</p>" + strings.Repeat("</div>", n) + "</body></html>"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(page), 0o666))
}

// raw makes a file out of a quoted Go string: raw FILE '\x00\xff'
func raw(ts *testscript.TestScript, _ bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o666))
}

// copies makes numbered copies of a file: copies FILE FOLDER N
func copies(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	data := ts.ReadFile(args[0])
	ts.Check(os.MkdirAll(ts.MkAbs(args[1]), 0o777))
	for i := range n {
		name := filepath.Join(ts.MkAbs(args[1]), fmt.Sprintf("%03d%s", i, filepath.Ext(args[0])))
		ts.Check(os.WriteFile(name, []byte(data), 0o666))
	}
}

// damage cuts the one file that a pattern names in half: damage PATTERN
func damage(ts *testscript.TestScript, _ bool, args []string) {
	names, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(names) != 1 {
		ts.Fatalf("%d files match %s", len(names), args[0])
	}
	info, err := os.Stat(names[0])
	ts.Check(err)
	ts.Check(os.Truncate(names[0], info.Size()/2))
}

// pack makes a zip package of a folder: pack FILE FOLDER
func pack(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	ts.Check(z.AddFS(os.DirFS(ts.MkAbs(args[1]))))
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

// pdf makes a PDF of one page with the lines: pdf FILE LINE…
func pdf(ts *testscript.TestScript, _ bool, args []string) {
	page := "BT /F1 10 Tf 12 TL 50 700 Td"
	for _, line := range args[1:] {
		page += " (" + line + ") Tj T*"
	}
	page += " ET"
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(page), page)}
	b, table := bytes.NewBufferString("%PDF-1.4\n"), fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(b, "%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, at)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}
