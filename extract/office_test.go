package extract

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// zipOf packs name and content, by turns.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	wordXMLNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
	relsXMLNS = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relKinds  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	odtXMLNS  = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"`
)

// wordOf is a Word file with the body.
func wordOf(t testing.TB, body string) []byte {
	return zipOf(t, "[Content_Types].xml", xmlHead+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", xmlHead+`<Relationships `+relsXMLNS+`><Relationship Id="r1" Type="`+relKinds+`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", xmlHead+`<Relationships `+relsXMLNS+`><Relationship Id="r1" Type="`+relKinds+`footnotes" Target="footnotes.xml"/>`+
			`<Relationship Id="r2" Type="`+relKinds+`styles" Target="/word/styles.xml"/><Relationship Id="r3" Type="`+relKinds+`comments" Target="comments.xml"/></Relationships>`,
		"word/styles.xml", xmlHead+`<w:styles `+wordXMLNS+`><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>`+
			`<w:style w:type="paragraph" w:styleId="Desk"><w:name w:val="Desk crosshead"/><w:basedOn w:val="Loop"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>`+
			`<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Desk"/></w:style></w:styles>`,
		"word/footnotes.xml", xmlHead+`<w:footnotes `+wordXMLNS+`><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>`+
			`<w:footnote w:id="3"><w:p><w:r><w:t>The second note.</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>The first note</w:t></w:r></w:p><w:p><w:r><w:t>in two parts.</w:t></w:r></w:p></w:footnote>`+
			`<w:footnote w:id="9"><w:p><w:r><w:t>A note that nobody refers to.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/comments.xml", xmlHead+`<w:comments `+wordXMLNS+`><w:comment w:id="0"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>`,
		"docProps/core.xml", xmlHead+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">`+
			`<dc:title>Microsoft Word - Document1</dc:title><dc:creator>Ada Bolt</dc:creator><dcterms:created>2031-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`,
		"word/document.xml", xmlHead+`<w:document `+wordXMLNS+`><w:body>`+body+`<w:sectPr/></w:body></w:document>`)
}

// odtOf is an OpenDocument text with the body.
func odtOf(t testing.TB, body string) []byte {
	return zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", xmlHead+`<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`,
		"styles.xml", xmlHead+`<office:document-styles `+odtXMLNS+`><office:styles><style:style style:name="Heading_20_2" style:display-name="Heading 2"/><style:style style:name="Quotations"/></office:styles></office:document-styles>`,
		"meta.xml", xmlHead+`<office:document-meta `+odtXMLNS+`><office:meta><dc:title>The paper’s own title</dc:title><meta:initial-creator>Ben Cole</meta:initial-creator><dc:date>2031-01-01</dc:date></office:meta></office:document-meta>`,
		"content.xml", xmlHead+`<office:document-content `+odtXMLNS+`><office:automatic-styles><style:style style:name="P1" style:parent-style-name="Quotations"/>`+
			`<style:style style:name="T9"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
}

// epubOf is a publication of two pages and a table of contents.
func epubOf(t testing.TB, pages ...string) []byte {
	parts := []string{"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`}
	manifest, spine := `<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>`, `<itemref idref="nav"/>`
	parts = append(parts, "OEBPS/nav.xhtml", `<html><body><nav><p>Contents that nobody wants to read here.</p></nav></body></html>`)
	for i, p := range pages {
		id := string(rune('a' + i))
		manifest += `<item id="` + id + `" href="page%20` + id + `.xhtml" media-type="application/xhtml+xml"/>`
		spine = `<itemref idref="` + id + `"/>` + spine // the reading order is not that of the files
		parts = append(parts, "OEBPS/page "+id+".xhtml", p)
	}
	return zipOf(t, append(parts, "OEBPS/book.opf", `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A small book</dc:title>`+
		`<dc:creator>Cy Drew</dc:creator><dc:language>en-GB</dc:language><dc:date>2025-03-01</dc:date></metadata><manifest>`+manifest+`</manifest><spine>`+spine+`</spine></package>`)...)
}

const wordArticle = `<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>How they </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>voted &amp; why</w:t></w:r></w:p>` +
	`<w:p><w:r><w:t>By Dee Eck</w:t></w:r></w:p><w:p><w:r><w:t>Tuesday, 25 February 2025</w:t></w:r></w:p>` +
	`<w:p><w:r><w:t xml:space="preserve">The vote was </w:t></w:r><w:del w:id="1"><w:r><w:delText>94</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>93</w:t></w:r></w:ins><w:r><w:t>-18</w:t><w:noBreakHyphen/><w:t>65</w:t></w:r>` +
	`<w:moveFrom w:id="3"><w:r><w:t> moved away</w:t></w:r></w:moveFrom><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:t xml:space="preserve"> on</w:t><w:br/><w:t>Monday.</w:t></w:r>` +
	`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> Field.</w:t></w:r></w:p>` +
	`<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One paragraph once its </w:t></w:r></w:p><w:p><w:r><w:t>mark is gone.</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>` +
	`<w:p><w:pPr><w:pStyle w:val="Desk"/></w:pPr><w:r><w:t>A crosshead</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>An item</w:t></w:r></w:p>` +
	`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Wide</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Vote</w:t></w:r></w:p></w:tc></w:tr>` +
	`<w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>` +
	`<w:tr><w:tc><w:p><w:r><w:t>Mali</w:t></w:r></w:p><w:p><w:r><w:t>(Africa)</w:t></w:r></w:p></w:tc><w:tc/><w:tc><w:p><w:r><w:t>no</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
	`<w:p><w:r><w:t xml:space="preserve">Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="PullQuote"/></w:pPr><w:r><w:t>A box</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>` +
	`<mc:Fallback><v:textbox><w:txbxContent><w:p><w:r><w:t>A box again</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>and after.</w:t></w:r></w:p>`

const odtArticle = `<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
	`<text:h text:outline-level="1">Two <text:span>thirds</text:span> &lt;of it&gt;</text:h><text:p>By Eve Frost</text:p><text:p>3 March 2025</text:p>` +
	`<text:p>It was<text:s text:c="3"/>93<text:change text:change-id="c1"/> to 18<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>See the roll call.</text:p></text:note-body></text:note>` +
	`<office:annotation><dc:creator>Desk</dc:creator><text:p>really?</text:p></office:annotation>,<text:line-break/>with 65<text:span text:style-name="T9"> secret</text:span> abstaining.</text:p>` +
	`<text:p text:style-name="P1">A quotation.</text:p><text:list><text:list-item><text:p>First</text:p><text:list><text:list-item><text:p>Within</text:p></text:list-item></text:list></text:list-item></text:list>` +
	`<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell><text:p>State</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>Vote</text:p></table:table-cell></table:table-row></table:table-header-rows>` +
	`<table:table-row><table:table-cell><text:p>Mali</text:p></table:table-cell><table:covered-table-cell/><table:table-cell/><table:table-cell><text:p>no</text:p></table:table-cell></table:table-row></table:table>` +
	`<text:h text:outline-level="2">A part</text:h><text:p>Around <draw:frame><draw:text-box><text:p>A box</text:p></draw:text-box></draw:frame>the box.</text:p>` +
	`<text:section text:display="none"><text:p>hidden section</text:p></text:section>`

const rtfArticle = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 heading 2;}}
{\info{\title Draft of a report}{\author Flo Gray}{\creatim\yr2031\mo1\dy1}}
{\header\pard The Gazette\par}\pard\s1 Caf\'e9 votes \u8212?93 to 18\par
\pard By Gus Hart\par\pard Published: 4 March 2025\par
\pard The count {\b was} 93\emdash{}18, with{\*\annotation a remark\par} 65{\super\chftn{\footnote\pard\plain {\super\chftn} See the roll call.\par}} abst
entions,{\deleted  they said,} {\v hidden }the \ldblquote first\rdblquote\~time. \{Braces\} and {\field{\*\fldinst HYPERLINK "https://un.org"}{\fldrslt a link}}.\par
{\uc2\u-10179 ??\u-8637 ??} is a face.\par
\trowd\cellx1000\cellx2000\cellx3000\pard\intbl Mali\cell\cell no\cell\row
\trowd\pard\intbl Peru\par of the south\cell yes\cell\cell\row
\pard\s2 A part\par{\listtext\bullet\tab}\pard\ls1 An item\par{\pict\bin4 }{}}x} Behind.{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard A box\par}}}\par}`

const mailArticle = "From: \"Hal Ivy\" <hal@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?q?Fwd:_Caf=C3=A9_vote?=\r\nDate: Tue, 25 Feb 2025 09:30:00 +0100\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/alternative; boundary=b1\r\n\r\nnot shown\r\n--b1\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"The caf=E9 vote\r\n\r\nThe Assembly voted 93 to 18, with 65 abstentions, on a text about=\r\n Ukraine.\r\n--=20\r\nHal\r\n--b1\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nnothing\r\n--b1--\r\n"

// TestOfficeFormats reads an article in each format, whatever its name is.
func TestOfficeFormats(t *testing.T) {
	page := func(s string) string {
		return `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>` + s + `</body></html>`
	}
	for _, tt := range []struct {
		name   string
		format Format
		source []byte
		want   string
	}{
		{"draft.txt", DOCX, wordOf(t, wordArticle), `title: How they voted & why
byline: Dee Eck
published: 2025-02-25
lang: en
[headline] How they voted & why
[paragraph] By Dee Eck
[paragraph] Tuesday, 25 February 2025
[paragraph] The vote was 93-18-65 on Monday. Field.
[paragraph] One paragraph once its mark is gone.
[subhead] A crosshead
[list item] An item
[table row 1] Wide		Vote
[table row 1] Mali (Africa)		no
[paragraph] Before and after.
[pull quote] A box
[footnote] The first note
[footnote] in two parts.
[footnote] The second note.
`},
		{"draft.docx", ODT, odtOf(t, odtArticle), `title: Two thirds <of it>
byline: Eve Frost
published: 2025-03-03
[headline] Two thirds <of it>
[paragraph] By Eve Frost
[paragraph] 3 March 2025
[paragraph] It was 93 to 18, with 65 abstaining.
[block quote] A quotation.
[list item] First
[list item] Within
[table row 1] State			Vote
[table row 1] Mali			no
[subhead] A part
[paragraph] Around the box.
[paragraph] A box
[footnote] See the roll call.
`},
		{"draft.html", RTF, []byte(rtfArticle), `title: Café votes —93 to 18
byline: Gus Hart
published: 2025-03-04
lang: en
[headline] Café votes —93 to 18
[paragraph] By Gus Hart
[paragraph] Published: 4 March 2025
[paragraph] The count was 93—18, with 65 abstentions, the “first” time. {Braces} and a link.
[paragraph] 🙃 is a face.
[table row 1] Mali		no
[table row 1] Peru of the south	yes	
[subhead] A part
[list item] An item
[list item] Behind.
[paragraph] A box
[footnote] See the roll call.
`},
		{"book.zip", EPUB, epubOf(t, page(`<h1>Second page</h1><p>This page comes last, since the spine says so and not the order of the files.</p>`),
			page(`<h1>First page</h1><p>The Assembly voted 93 to 18, with 65 abstentions, as the first page of this book tells its readers.</p>`)), `title: A small book
byline: Cy Drew
published: 2025-03-01
lang: en-GB
[headline] First page
[paragraph] The Assembly voted 93 to 18, with 65 abstentions, as the first page of this book tells its readers.
[subhead] Second page
[paragraph] This page comes last, since the spine says so and not the order of the files.
`},
		{"letter.md", Mail, []byte(mailArticle), `title: The café vote
byline: Hal Ivy
published: 2025-02-25
moment: 2025-02-25T09:30+01:00
[headline] The café vote
[paragraph] The Assembly voted 93 to 18, with 65 abstentions, on a text about Ukraine.
`},
	} {
		d, err := Read(tt.name, tt.source, Options{})
		if err != nil {
			t.Errorf("%v: %v", tt.format, err)
			continue
		}
		checkDocument(t, d)
		if d.Format != tt.format {
			t.Errorf("%s: told to be %v, want %v", tt.name, d.Format, tt.format)
		}
		if diff := cmp.Diff(tt.want, outline(d)); diff != "" {
			t.Errorf("%v: %s", tt.format, diff)
		}
		checkParts(t, d, tt.source)
	}
}

// checkParts wants parts without gaps, the file as it was, and each figure at its place in them.
func checkParts(t *testing.T, d *Document, file []byte) {
	t.Helper()
	if !bytes.Equal(d.File, file) {
		t.Errorf("%v: the file's own bytes are not kept", d.Format)
	}
	end := 0
	for _, p := range d.Parts {
		if p.Start != end || p.Name == "" {
			t.Errorf("%v: part %q at %d after %d", d.Format, p.Name, p.Start, end)
		}
		end = p.End
	}
	if end != len(d.Source) || end == 0 {
		t.Errorf("%v: parts end at %d of %d", d.Format, end, len(d.Source))
	}
	i := strings.Index(d.Text, "93")
	o := d.Origin(Span{i, i + 2})
	if got := string(d.Source[o.Start:o.End]); got != "93" {
		t.Errorf("%v: 93 comes from %q", d.Format, got)
	}
	if line, column := d.Place(Span{i, i + 2}); line != d.BlockAt(i)+1 || column < 1 {
		t.Errorf("%v: place %d:%d", d.Format, line, column)
	}
}

// TestPasted reads rich text as programs put it on the clipboard.
func TestPasted(t *testing.T) {
	for name, source := range map[string]string{
		"windows": "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000400\r\nStartFragment:0000000141\r\nEndFragment:0000000364\r\n<html><body>\r\n<!--StartFragment--><p>The Assembly voted <b>93</b> to 18.</p><!--EndFragment-->\r\n</body></html>",
		"google":  `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span>The Assembly voted </span><span style="font-weight:700">93</span><span> to 18.</span></p></b>`,
		"word":    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style><!-- p.MsoNormal {margin:0} --></style></head><body lang=EN-GB><p class=MsoNormal>The Assembly\r\nvoted <b>93</b> to 18.<o:p></o:p></p></body></html>",
		"inline":  `<p>The Assembly voted <strong>93</strong> to 18.</p>`,
	} {
		d, err := Read("-", []byte(source), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkDocument(t, d)
		if d.Format != HTML || d.Text != "The Assembly voted 93 to 18." {
			t.Errorf("%s: %v %q", name, d.Format, d.Text)
		}
	}
}

// TestMailHTML takes the HTML body where it says as much as the plain one, and knows a mailbox's first line.
func TestMailHTML(t *testing.T) {
	head := "From x Tue Feb 25\nFrom: Ivy Jones <i@example.org>\nSubject: A note\nDate: Tue, 25 Feb 2025 09:30:00 +0100\nMessage-ID: <1@example.org>\nContent-Type: multipart/alternative; boundary=b\n\n"
	plain := "--b\nContent-Type: text/plain\n\nThe plain text, which is short.\n"
	rich := "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPGgxPkEgaGVhZGluZzwvaDE+PHA+VGhlIEFzc2VtYmx5IHZvdGVkIDkzIHRvIDE4IG9uIE1vbmRheS48L3A+\n"
	d, err := Read("-", []byte(head+plain+rich+"--b--\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, d)
	if want := "A heading\n\nThe Assembly voted 93 to 18 on Monday."; d.Text != want || d.Format != Mail {
		t.Errorf("%v %q, want %q", d.Format, d.Text, want)
	}
	for _, s := range []string{"How to open a file that begins with %PDF-1.7 is a question\nof its own.", "From: the desk\nSubject: a slug\n\nThe text.", "Note: this is text\nFrom: nobody\nand so on\nMIME-Version: 1.0\n\n"} {
		if d, err := Read("-", []byte(s), Options{}); err != nil || d.Format != Text {
			t.Errorf("%q is taken for %v (%v)", s, d, err)
		}
	}
}
