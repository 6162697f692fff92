package extract

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestOfficeHostile reads packages and Rich Text that are meant to blow up, to reach out, or that are not
// what they seem. Each gives its own message in its own time.
func TestOfficeHostile(t *testing.T) {
	text := `<w:p><w:r><w:t>The Assembly voted.</w:t></w:r></w:p>`
	doctype := func(s string) string {
		return strings.Replace(s, xmlHead, xmlHead+`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;&a;">]>`, 1)
	}
	entity := zipOf(t, "[Content_Types].xml", "<Types/>", "word/document.xml", doctype(xmlHead+`<w:document `+wordXMLNS+`><w:body><w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p></w:body></w:document>`))
	locked := bytes.Clone(wordOf(t, text))
	for i := range len(locked) - 8 { // the flag of every entry that says it is encrypted
		switch {
		case bytes.HasPrefix(locked[i:], []byte("PK\x03\x04")):
			locked[i+6] |= 1
		case bytes.HasPrefix(locked[i:], []byte("PK\x01\x02")):
			locked[i+8] |= 1
		}
	}
	encrypted := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...)
	encrypted = append(encrypted, encryptedPackage...)
	manifest := zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", `<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`, "content.xml", "\x00\x01")
	many := []string{"[Content_Types].xml", "<Types/>"}
	for i := range maxEntries {
		many = append(many, strings.Repeat("a", i%7+1)+"/"+strings.Repeat("b", i/7%50)+string(rune('a'+i%26)), "")
	}
	for _, tt := range []struct {
		name   string
		source []byte
		want   error
		says   string
	}{
		{"cut short", wordOf(t, wordArticle)[:700], ErrDamaged, "zip container"},
		{"bomb", wordOf(t, strings.Repeat(`<w:p><w:r><w:t>`+strings.Repeat(" ", 1<<10)+`</w:t></w:r></w:p>`, 80<<10)), ErrTooLarge, "64 MB"},
		{"bomb of notes", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<m/>", "styles.xml", strings.Repeat(" ", 70<<20), "content.xml", "<x/>"), ErrTooLarge, "64 MB"},
		{"many", zipOf(t, many...), ErrTooLarge, "files"},
		{"external entity", entity, ErrDamaged, "document type declaration"},
		{"deep", wordOf(t, strings.Repeat("<w:sdt><w:sdtContent>", 100_000)), ErrTooDeep, "500"},
		{"deep tables", wordOf(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 10_000)+text), ErrTooDeep, "500"},
		{"deep boxes", wordOf(t, strings.Repeat("<w:p><w:r><w:pict><w:txbxContent>", 10_000)+text), ErrTooDeep, "500"},
		{"deep lists", odtOf(t, strings.Repeat("<text:list><text:list-item>", 10_000)), ErrTooDeep, "500"},
		{"not XML", wordOf(t, "<w:p></w:q>"), ErrDamaged, "well-formed"},
		{"not UTF-8", wordOf(t, "<w:p>\xff\xfe</w:p>"), ErrDamaged, "UTF-8"},
		{"locked part", locked, ErrLocked, "without the password"},
		{"locked Word", encrypted, ErrLocked, "without the password"},
		{"old Word", append([]byte("\xd0\xcf\x11\xe0"), make([]byte, 600)...), ErrBinary, ".docx"},
		{"locked ODT", manifest, ErrLocked, "without the password"},
		{"empty", wordOf(t, "<w:p/>"), ErrEmpty, "save its text"},
		{"sheet", zipOf(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>"), ErrBinary, "spreadsheet"},
		{"slides", zipOf(t, "[Content_Types].xml", "<Types/>", "ppt/presentation.xml", "<x/>"), ErrBinary, "presentation"},
		{"drawing", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.graphics", "content.xml", "<x/>"), ErrBinary, "no text"},
		{"archive", zipOf(t, "a.txt", "text"), ErrBinary, "zip archive"},
		{"no content", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text"), ErrDamaged, "content.xml is missing"},
		{"no book", zipOf(t, "mimetype", "application/epub+zip"), ErrDamaged, "container.xml is missing"},
		{"no pages", epubOf(t), ErrDamaged, "no page"},
		{"locked book", zipOf(t, "mimetype", "application/epub+zip", "META-INF/rights.xml", "<r/>"), ErrLocked, "password"},
		{"deep page", epubOf(t, "<html><body>"+strings.Repeat("<div>", 10_000)+"x"), ErrTooDeep, "500"},
		{"deep RTF", []byte(`{\rtf1 ` + strings.Repeat("{", 10_000) + "x" + strings.Repeat("}", 10_001)), ErrTooDeep, "500"},
		{"deeper RTF", []byte(`{\rtf1 ` + strings.Repeat(`{\b `, 1_000_000)), ErrTooDeep, "500"},
		{"empty RTF", []byte(`{\rtf1\ansi{\fonttbl{\f0 Times;}}\par}`), ErrEmpty, "save its text"},
		{"parts", []byte("From: a\nMessage-ID: 1\nContent-Type: multipart/mixed; boundary=a\n\nno parts"), nil, ""},
		{"deep mail", deepMail(3000), nil, ""},
		{"paste", bytes.Repeat([]byte("The harbour was quiet. "), 50<<20/23), ErrTooLarge, "16 MB"},
	} {
		start := time.Now()
		d, err := Read(tt.name+".docx", tt.source, Options{})
		switch {
		case err == nil:
			t.Errorf("%s: read as %.80q", tt.name, d.Text)
		case tt.want != nil && !errors.Is(err, tt.want):
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		case !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), tt.name):
			t.Errorf("%s: %q does not say %q", tt.name, err, tt.says)
		case strings.Contains(err.Error(), "root:"):
			t.Errorf("%s: another file was read: %v", tt.name, err)
		}
		if took := time.Since(start); took > slowdown*3*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
	}
}

// deepMail is a message within a message, so many times.
func deepMail(levels int) []byte {
	var b strings.Builder
	b.WriteString("From: a@example.org\nMessage-ID: <1@a>\n")
	for i := range levels {
		id := strings.Repeat("b", i%60+1) + string(rune('a'+i%26))
		b.WriteString("Content-Type: multipart/mixed; boundary=" + id + "\n\n--" + id + "\n")
	}
	return []byte(b.String())
}

// TestOfficeSlow reads packages and Rich Text that are within the limits and meant to take long.
func TestOfficeSlow(t *testing.T) {
	const size = 1 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, source := range map[string][]byte{
		"runs":      wordOf(t, "<w:p>"+fill("<w:r><w:t>a &amp; </w:t></w:r>")+"</w:p>"),
		"rows":      wordOf(t, "<w:tbl>"+fill("<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>")+"</w:tbl>"),
		"spans":     wordOf(t, "<w:tbl><w:tr>"+fill(`<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>`)+"</w:tr></w:tbl>"),
		"notes":     wordOf(t, "<w:p><w:r><w:t>a</w:t></w:r>"+fill(`<w:r><w:footnoteReference w:id="2"/></w:r>`)+"</w:p>"),
		"boxes":     wordOf(t, "<w:p>"+fill(`<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>`)+"</w:p>"),
		"repeated":  odtOf(t, "<table:table><table:table-row>"+fill(`<table:table-cell table:number-columns-repeated="999999999"/>`)+"<table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>"),
		"odt notes": odtOf(t, "<text:p>a"+fill(`<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note>`)+"</text:p>"),
		"rtf":       []byte(`{\rtf1 ` + fill(`{\b a}\'e9\u233?\par `) + "}"),
		"rtf notes": []byte(`{\rtf1 ` + fill(`{\footnote a}`) + "}"),
		"rtf cells": []byte(`{\rtf1\intbl ` + fill(`\cell `) + "x}"),
		"rtf bytes": []byte(`{\rtf1 a` + fill(`\bin999999999 `) + "}"),
		"letters":   pdfOf(column(50, 9e6, strings.Split(fill("The vote of the Assembly.\n"), "\n")...)),
		"lines":     pdfOf(column(50, 700, fill("a b c\t"))),
	} {
		start := time.Now()
		d, err := Read(name, source, Options{})
		if err == nil {
			checkDocument(t, d)
		}
		if took := time.Since(start); took > slowdown*4*time.Second {
			t.Errorf("%s: took %v (%v)", name, took, err)
		} else if took > slowdown*500*time.Millisecond {
			t.Logf("%s: took %v (%v)", name, took, err)
		}
	}
}
