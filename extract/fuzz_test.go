package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

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

// fuzzPart reads whatever comes as the text part of a package.
func fuzzPart(f *testing.F, pack func(testing.TB, string) []byte) {
	f.Fuzz(func(t *testing.T, part string) {
		if len(part) > 1<<16 {
			return
		}
		readFuzzed(t, pack(t, part))
	})
}

// readFuzzed reads a file by its content and checks the document, and that the places it gives exist.
func readFuzzed(t *testing.T, source []byte) {
	d, err := Read("fuzz", source, Options{Limits: Limits{Source: 1 << 20}})
	if err != nil {
		return
	}
	checkDocument(t, d)
	for _, b := range d.Blocks {
		o := d.Origin(b.Span)
		if o.Start < 0 || o.End < o.Start || o.End > len(d.Source) {
			t.Fatalf("origin %v in a source of %d bytes", o, len(d.Source))
		}
		d.Place(b.Span)
	}
}

func FuzzReadDOCX(f *testing.F) {
	for _, s := range []string{wordArticle, "<w:p><w:r><w:t><![CDATA[a<b]]></w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc><w:tbl><w:tr/></w:tbl></w:tc></w:tr></w:tbl>",
		"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"} {
		f.Add(s)
	}
	fuzzPart(f, func(t testing.TB, s string) []byte { return wordOf(t, s) })
}

func FuzzReadODT(f *testing.F) {
	f.Add(odtArticle)
	f.Add("<text:p>a<text:note><text:note-body><text:p>b<draw:frame><draw:text-box><table:table><table:table-row><table:table-cell/></table:table-row></table:table></draw:text-box></draw:frame></text:p></text:note-body></text:note></text:p>")
	fuzzPart(f, func(t testing.TB, s string) []byte { return odtOf(t, s) })
}

func FuzzReadEPUB(f *testing.F) {
	f.Add("<html><body><h1>a</h1><p>A page of a book with some words in it.</p></body></html>")
	fuzzPart(f, func(t testing.TB, s string) []byte { return epubOf(t, s, "<p>Another page of it.</p>") })
}

// FuzzReadPackage reads whatever comes as a zip package.
func FuzzReadPackage(f *testing.F) {
	f.Add(wordOf(f, wordArticle))
	f.Add(odtOf(f, odtArticle))
	f.Add(epubOf(f, "<p>A page.</p>"))
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) < 1<<16 {
			readFuzzed(t, append([]byte("PK\x03\x04"), source[min(len(source), 4):]...))
		}
	})
}

func FuzzReadRTF(f *testing.F) {
	for _, s := range []string{rtfArticle, `{\rtf1{\footnote a{\footnote b}c\cell}\cell\row d}`, `{\rtf1\u-10179\u56899\'e9\uc0\u8212 x\bin3 abc}`, `\intbl\cell}}}{{\shp{\*\shpinst{\shptxt`} {
		f.Add([]byte(s))
	}
	fuzzRead(f, RTF)
}

func FuzzReadMail(f *testing.F) {
	f.Add([]byte(mailArticle))
	f.Add([]byte("From: a\nReceived: b\nContent-Type: text/html\n\n<p>a"))
	fuzzRead(f, Mail)
}

func FuzzReadPDF(f *testing.F) {
	defer func(was time.Duration) { pdfTime = was }(pdfTime)
	pdfTime = time.Second
	f.Add(twoPages())
	f.Add(pdfWithTable(0, ""))
	f.Add(pdfWithTable(6, ""))
	fuzzRead(f, PDF)
}

// FuzzPDFPage draws whatever comes as a page's commands.
func FuzzPDFPage(f *testing.F) {
	f.Add("BT /F1 10 Tf 14 TL 50 700 Td (a) Tj T* [(b) -300 (c)] TJ (d) ' 1 2 (e) \" ET q 1 0 0 1 5 5 cm /F2 Do Q")
	f.Add("BT /F1 1e308 Tf 1e308 0 0 1e308 1 1 Tm (a) Tj (b) Tj ET Q Q Q [[[")
	f.Fuzz(func(t *testing.T, commands string) {
		if len(commands) > 1<<16 {
			return
		}
		font := "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
		readFuzzed(t, pdfFile([]string{"<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Resources<</Font<</F1 4 0 R>>/XObject<</F2 5 0 R>>>>/Contents 5 0 R>>", font,
			fmt.Sprintf("<</Subtype/Form/Length %d>>stream\n%s\nendstream", len(commands), commands)}, "/Root 1 0 R"))
	})
}
