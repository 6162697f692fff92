package extract

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// seeds adds the articles of the goldens whose names end in ext, and the given ones.
func seeds(f *testing.F, ext string, more ...string) {
	files, _ := filepath.Glob("testdata/read/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, a := range txtar.Parse(data).Files {
			if hasExt(a.Name, ext) {
				f.Add(a.Data)
			}
		}
	}
	for _, s := range more {
		f.Add([]byte(s))
	}
}

// fuzzRead reads whatever comes as one format and checks the document.
func fuzzRead(f *testing.F, format Format) {
	f.Fuzz(func(t *testing.T, source []byte) {
		d, err := Read("fuzz", source, Options{Format: format, Limits: Limits{Source: 1 << 16}})
		if err == nil {
			checkDocument(t, d)
			for _, b := range d.Blocks {
				d.Origin(b.Span)
			}
		}
	})
}

func FuzzReadHTML(f *testing.F) {
	seeds(f, ".html", "<p>a&#xF0000;b\r\n&shy;</p><q>x</q>", "<table><td>a<td>b<p>c", "<svg><style>x</style></svg><math>y",
		"\xff\xfe<\x00p\x00>\x00a\x00", "<h1>a</h1><pre>\n\na\r\n\r\nb", "<select><option>x</select><plaintext>y", "<a\xf3\xb0\x80\x80>\xf3\xb0\x80\x80",
		"<div><time>10.10</time><p>"+"long text of an entry here, forty letters"+"</div><div><time>10.20 EST</time>x</div>")
	fuzzRead(f, HTML)
}

func FuzzReadMarkdown(f *testing.F) {
	seeds(f, ".md", "---\n: x\n...\ny", "a\\\nb  \nc\n\n- - 1. d\n\n|a|b|\n|-|-|\n|c\\|d|`e`|", "[^a]\n\n[^a]: b\n    c", "<div>\na\n\nb</div>\n<!-- c\n-->", "\t\tx\n\n \ty")
	fuzzRead(f, Markdown)
}

func FuzzReadText(f *testing.F) {
	seeds(f, ".txt", "A-B-C\nSLUG: x\n\nTitle\n\ntext that is wrap-\nped\n  here", "\r\n\r\n - a\r\n   b", "\u2028a\u00a0b\u200bc\x85")
	fuzzRead(f, Text)
}
