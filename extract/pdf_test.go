package extract

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// pdfString is a string on a page: where, how large, in which font (F1, or F2 for bold), what.
type pdfString struct {
	x, y, size float64
	font, text string
}

// pdfOf draws pages. Widths are the same for all letters: half the size.
func pdfOf(pages ...[]pdfString) []byte {
	var objects []string
	kids := ""
	for i, page := range pages {
		var c strings.Builder
		for _, s := range page {
			text := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "’", "\\222", "ﬁ", "\\001", "\u00ad", "\\255").Replace(s.text)
			fmt.Fprintf(&c, "BT /%s %g Tf %g %g Td (%s) Tj ET\n", s.font, s.size, s.x, s.y, text)
		}
		n := 6 + 2*i
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents %d 0 R>>", n+1),
			fmt.Sprintf("<</Length %d>>stream\n%sendstream", c.Len(), c.String()))
	}
	widths := strings.Repeat("500 ", 256)
	font := `<</Type/Font/Subtype/Type1/BaseFont/%s/FirstChar 0/LastChar 255/Widths[` + widths + `]/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[1/fi]>>>>`
	head := []string{"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>", fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(pages)),
		fmt.Sprintf(font, "Times"), fmt.Sprintf(font, "Times-Bold"), "<</Title(untitled)/Author(Jo Kay)>>"}
	return pdfFile(append(head, objects...), "/Root 1 0 R/Info 5 0 R")
}

// pdfFile writes numbered objects with a table in plain text.
func pdfFile(objects []string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%strailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, trailer, at)
	return b.Bytes()
}

// column sets lines under one another.
func column(x, y float64, lines ...string) []pdfString {
	var out []pdfString
	for i, l := range lines {
		out = append(out, pdfString{x, y - float64(i)*12, 10, "F1", l})
	}
	return out
}

// twoPages has what newspapers have: a head and a number on each page, a headline, columns, words cut at the
// ends of lines, a note, a table, a list, a paragraph that goes on overleaf.
func twoPages() []byte {
	first := []pdfString{{60, 780, 8, "F1", "The Harbour Gazette, page 1"}, {60, 720, 24, "F2", "Assembly votes"}, {60, 700, 10, "F1", "By Lou Mint"}}
	first = append(first, column(60, 660, "The General Assembly adopted a reso-", "lution by 93 votes to 18, with 65 absten-", "tions, in an of\uFB01cial and well-", "known vote of its 193-", "member body, for one reso-", "lution out of many.")...)
	first = append(first, column(320, 660, "The second column speaks of ab\u00ad", "stentions, and of a well-known chair.")...)
	first = append(first, column(320, 560, "Votes of one resolution go", "on over to the next page, where")...)
	first = append(first, pdfString{60, 100, 7, "F1", "1 See the roll call."}, pdfString{300, 30, 10, "F1", "1"})
	second := []pdfString{{60, 780, 8, "F1", "The Harbour Gazette, page 2"}}
	second = append(second, column(60, 700, "they end (at last).")...)
	second = append(second, pdfString{60, 660, 10, "F2", "How they voted"}, pdfString{60, 640, 10, "F1", "Mali"}, pdfString{200, 640, 10, "F1", "against"},
		pdfString{60, 628, 10, "F1", "Peru"}, pdfString{200, 628, 10, "F1", "in favour"})
	second = append(second, column(60, 590, "- One item of a list", "  that goes on.", "- Another item.")...)
	return pdfOf(first, append(second, pdfString{300, 30, 10, "F1", "2"}))
}

func TestPDF(t *testing.T) {
	source := twoPages()
	want := `title: Assembly votes
byline: Lou Mint
lang: en
[headline] Assembly votes
[paragraph] By Lou Mint
[paragraph] The General Assembly adopted a resolution by 93 votes to 18, with 65 abstentions, in an official and well-known vote of its 193-member body, for one resolution out of many.
[paragraph] The second column speaks of abstentions, and of a well-known chair.
[paragraph] Votes of one resolution go on over to the next page, where they end (at last).
[subhead] How they voted
[table row 1] Mali	against
[table row 1] Peru	in favour
[list item] One item of a list that goes on.
[list item] Another item.
[footnote] 1 See the roll call.
`
	for name, file := range map[string][]byte{
		"plain":     source,
		"junk":      append([]byte("junk before\n"), append(bytes.Clone(source), "\n\n<!-- junk -->"...)...),
		"version 2": bytes.Replace(source, []byte("%PDF-1.4"), []byte("%PDF-2.0"), 1),
	} {
		d, err := Read("draft.docx", file, Options{})
		if err != nil {
			if name == "junk" { // offsets count from the mark in some files, from the start in others
				continue
			}
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkDocument(t, d)
		if diff := cmp.Diff(want, outline(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		checkParts(t, d, file)
		if d.Parts[0].Name != "page 1" || len(d.Parts) != 2 {
			t.Errorf("%s: parts %v", name, d.Parts)
		}
	}
}

// TestPDFAcross reads two columns that are drawn line by line across both, and a table, which stays one.
func TestPDFAcross(t *testing.T) {
	left := []string{"The left column begins here and", "goes on for some lines of text,", "in which the Assembly adopted a", "text by 93 votes to 18 with 65", "abstentions, and it ends down", "here at the foot of the column."}
	right := []string{"The right column, which is read", "after the left one, begins here", "and says that the Council voted", "on the same day by ten votes to", "none with five abstentions, and", "then ends.", "A last line of the right column."}
	var page []pdfString
	for i, l := range left {
		page = append(page, pdfString{60, 700 - float64(i)*12, 10, "F1", l}, pdfString{320, 700 - float64(i)*12, 10, "F1", right[i]})
	}
	page = append(page, pdfString{320, 628, 10, "F1", right[6]})
	for i, row := range [][2]string{{"Mali", "against"}, {"Peru", "in favour"}, {"Fiji", "abstained"}, {"Chad", "absent"}, {"Iran", "against"}, {"Iraq", "in favour"}} {
		page = append(page, pdfString{60, 560 - float64(i)*12, 10, "F1", row[0]}, pdfString{320, 560 - float64(i)*12, 10, "F1", row[1]})
	}
	d, err := Read("a.pdf", pdfOf(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, d)
	if want := strings.Join(left, " "); !strings.Contains(d.Text, want) {
		t.Errorf("%q is not in %q", want, d.Text)
	}
	if want := strings.Join(right[:6], " "); !strings.Contains(d.Text, want) || strings.Index(d.Text, right[0]) < strings.Index(d.Text, left[5]) {
		t.Errorf("the right column is not behind the left one: %q", d.Text)
	}
	rows := 0
	for _, b := range d.Blocks {
		if b.Role == TableRow {
			rows++
		}
	}
	if rows != 6 {
		t.Errorf("%d rows of the table: %s", rows, outline(d))
	}
}

// TestPDFTable reads cells of several lines, each drawn whole before the next.
func TestPDFTable(t *testing.T) {
	cell := func(x, y float64, lines ...string) []pdfString { return column(x, y, lines...) }
	var page []pdfString
	page = append(page, cell(60, 760, "A paragraph stands in front of the table here.")...)
	for _, c := range [][]pdfString{cell(60, 700, "30 October", "1974"), cell(200, 700, "Expulsion"), cell(340, 700, "10\x96", "3\x962"),
		cell(60, 670, "6 June"), cell(200, 670, "Namibia,", "arms", "embargo"), cell(340, 670, "9\x963\x963")} {
		page = append(page, c...)
	}
	page = append(page, cell(60, 600, "A paragraph stands behind it.")...)
	d, err := Read("a.pdf", pdfOf(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, d)
	want := "[table row 1] 30 October 1974\tExpulsion\t10–3–2\n[table row 1] 6 June\tNamibia, arms embargo\t9–3–3\n[paragraph] A paragraph stands behind it.\n"
	if got := outline(d); !strings.HasSuffix(got, want) {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// pdfWithTable packs the catalogue into an object stream, as programs do since PDF 1.5; holder says in which
// object that stream is told to be, 0 for none.
func pdfWithTable(holder int, tail string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	packed := func(s string) string {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		w.Write([]byte(s))
		w.Close()
		return z.String()
	}
	at := map[int]int{}
	object := func(n int, s string) {
		at[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, s)
	}
	inner := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	head, body := "", ""
	for i, s := range inner {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += s + " "
	}
	content := "BT /F1 10 Tf 50 700 Td (The Assembly voted 93 to 18.) Tj ET"
	object(5, fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
	z := packed(head + body + tail)
	object(6, fmt.Sprintf("<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", len(inner), len(head), len(z), z))
	var rows bytes.Buffer
	row := func(kind, where, more int) { rows.Write([]byte{byte(kind), byte(where >> 8), byte(where), byte(more)}) }
	row(0, 0, 0)
	for i := range inner {
		row(2, 6, i)
	}
	row(1, at[5], 0)
	if holder > 0 {
		row(2, holder, 0)
	} else {
		row(1, at[6], 0)
	}
	start := b.Len()
	row(1, start, 0)
	z = packed(rows.String())
	fmt.Fprintf(&b, "7 0 obj\n<</Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(z), z, start)
	return b.Bytes()
}

func TestPDFPackedObjects(t *testing.T) {
	d, err := Read("a.pdf", pdfWithTable(0, ""), Options{})
	if err != nil || d.Text != "The Assembly voted 93 to 18." {
		t.Fatalf("%v %v", d, err)
	}
	for _, holder := range []int{6, 1} { // a stream in itself, and in what lies in it
		if _, err := Read("a.pdf", pdfWithTable(holder, ""), Options{}); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "circle") {
			t.Errorf("object stream in object %d: %v", holder, err)
		}
	}
	if _, err := Read("a.pdf", pdfWithTable(0, "<"), Options{}); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "table of objects") { // the library would look for its end for ever
		t.Errorf("a string without end: %v", err)
	}
}

// TestPDFTime ends a reading that takes too long.
func TestPDFTime(t *testing.T) {
	defer func(was time.Duration) { pdfTime = was }(pdfTime)
	pdfTime = 0
	if _, err := Read("a.pdf", twoPages(), Options{}); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "too long") {
		t.Errorf("out of time: %v", err)
	}
}

// TestPDFHostile reads what is meant to run on, to blow up, or to say nothing.
func TestPDFHostile(t *testing.T) {
	page := "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
	font := "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
	file := func(catalog, pages, page, font, content string) []byte {
		return pdfFile([]string{catalog, pages, page, font, content}, "/Root 1 0 R")
	}
	const catalog, pages = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	stream := func(s string) string { return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s) }
	var bomb bytes.Buffer
	z := zlib.NewWriter(&bomb)
	for range 64 {
		z.Write(bytes.Repeat([]byte("q Q "), 1<<18))
	}
	z.Close()
	text := "BT /F1 10 Tf 50 700 Td (The Assembly voted.) Tj ET"
	type0 := "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</DW 500>>]/ToUnicode 6 0 R>>"
	for _, tt := range []struct {
		name   string
		source []byte
		want   error
		says   string
	}{
		{"no table", []byte("%PDF-1.7\n%âãÏÓ"), ErrDamaged, "save it anew"},
		{"cut short", twoPages()[:900], ErrDamaged, "PDF"},
		{"scanned", file(catalog, pages, page, font, stream("q 600 0 0 800 0 0 cm /Im1 Do Q")), ErrEmpty, "OCR"},
		{"no page", file(catalog, "<</Type/Pages/Kids[]/Count 0>>", "null", font, stream(text)), ErrDamaged, "no page"},
		{"kids loop", file(catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>", page, font, stream(text)), ErrDamaged, "no page"},
		{"many pages", file(catalog, "<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 600)+"]>>", page, font, stream(text)), ErrTooLarge, "pages"},
		{"length loop", file(catalog, pages, page, font, "<</Length 5 0 R>>stream\n"+text+"\nendstream"), ErrEmpty, ""},
		{"bomb", file(catalog, pages, page, font, fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", bomb.Len(), bomb.String())), ErrTooLarge, "unpacks"},
		{"deep", file(catalog, pages, page, font, stream(strings.Repeat("[", 1<<20))), ErrEmpty, ""},
		{"parent loop", file(catalog, "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", font, stream(text)), ErrEmpty, "OCR"},
		{"map", pdfFile([]string{catalog, pages, page, type0, stream(text), stream("99999999999 beginbfchar endbfchar")}, "/Root 1 0 R"), ErrDamaged, "OCR"},
		{"locked", pdfFile([]string{catalog, pages, page, font, stream(text), "<</Filter/Standard/V 2/R 3/Length 128/P -4/O(" + strings.Repeat("o", 32) + ")/U(" + strings.Repeat("u", 32) + ")>>"},
			"/Root 1 0 R/Encrypt 6 0 R/ID[("+strings.Repeat("i", 16)+")("+strings.Repeat("i", 16)+")]"), ErrLocked, "password"},
		{"locked, newer", pdfFile([]string{catalog, pages, page, font, stream(text), "<</Filter/Standard/V 5/R 6/Length 256/P -4/O(o)/U(u)>>"},
			"/Root 1 0 R/Encrypt 6 0 R/ID[(i)(i)]"), ErrLocked, "password"},
		{"locked table", bytes.Replace(pdfWithTable(0, ""), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt 9 0 R"), 1), ErrLocked, "password"},
		{"huge table", bytes.Replace(file(catalog, pages, page, font, stream(text)), []byte("/Size 6"), []byte("/Size 99999999999"), 1), ErrDamaged, "object 99999999999"},
		{"huge index", bytes.Replace(file(catalog, pages, page, font, stream(text)), []byte("xref\n0 6\n"), []byte("xref\n4000000000 6\n"), 1), ErrDamaged, "object 4000000000"},
	} {
		start := time.Now()
		d, err := Read(tt.name+".pdf", tt.source, Options{})
		took := time.Since(start)
		switch {
		case err == nil:
			t.Errorf("%s: read as %q", tt.name, d.Text)
		case !errors.Is(err, tt.want):
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		case !strings.Contains(err.Error(), tt.says):
			t.Errorf("%s: %q does not say %q", tt.name, err, tt.says)
		}
		t.Logf("%s: %v (%v)", tt.name, err, took.Round(time.Millisecond))
		if took > slowdown*5*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
	}
}
