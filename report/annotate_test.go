package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stet/claims"
	"stet/extract"
)

const (
	wordTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>MORE</Types>`
	packageRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>MORE</Relationships>`
	wordFootnotes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> In 2022 it was 142 votes to 5.</w:t></w:r></w:p></w:footnote></w:footnotes>`
	wordHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>`
	wordTail = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
	// wordBody has runs cut in the middle of words, a reference to a note, changes by others, an entity and a
	// text box.
	wordBody = `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ninety-three &amp; counting</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">The Assembly voted </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>93 vo</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>tes to 1</w:t><w:t xml:space="preserve">6, with </w:t></w:r>` +
		`<w:del w:id="900" w:author="Desk"><w:r><w:delText>some </w:delText></w:r></w:del><w:ins w:id="901" w:author="Desk"><w:r><w:t xml:space="preserve">66 abs</w:t></w:r></w:ins>` +
		`<w:hyperlink r:id="rId9"><w:r><w:t>tentions</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> &lt;on Monday&gt;.</w:t></w:r></w:p>` +
		`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>Mali</w:t></w:r></w:p></w:tc><w:tc><w:tcPr/><w:p><w:r><w:t>in favour</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:t xml:space="preserve">Beside a box </w:t></w:r><w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>Eight said no in the box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>the text goes on.</w:t></w:r></w:p>`
	oldComments = `<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="7" w:author="Desk"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>`
)

// wordFile packs a Word file; with old, one that has a comment already.
func wordFile(t testing.TB, body string, old bool) []byte {
	t.Helper()
	types, rels := strings.Replace(wordTypes, "MORE", "", 1), strings.Replace(documentRels, "MORE", "", 1)
	parts := [][2]string{{"[Content_Types].xml", types}, {"_rels/.rels", packageRels}, {"word/document.xml", wordHead + body + wordTail},
		{"word/_rels/document.xml.rels", rels}, {"word/footnotes.xml", wordFootnotes}, {"custom/kept.bin", "\x00\x01kept"}}
	link := `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://un.org" TargetMode="External"/>`
	if old {
		link += `<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/word/comments.xml"/>`
		parts[0][1] = strings.Replace(wordTypes, "MORE", `<Override PartName="/word/comments.xml" ContentType="`+commentsType+`"/>`, 1)
		parts = append(parts, [2]string{"word/comments.xml", oldComments})
		parts[2][1] = wordHead + body + `<w:p><w:r><w:t>Who says?</w:t></w:r><w:r><w:commentReference w:id="7"/></w:r></w:p>` + wordTail
	}
	parts[3][1] = strings.Replace(documentRels, "MORE", link, 1)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = io.WriteString(w, p[1])
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

// wordResult reads a Word file and finds: words → correction of some of them.
func wordResult(t testing.TB, file []byte, found ...[3]string) *claims.Result {
	t.Helper()
	d, err := extract.Read("draft.docx", file, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &article{t, d, &claims.Result{Document: d, Reference: reference}}
	for _, f := range found {
		x := claims.Finding{Kind: "tally", Verdict: claims.Refuted, Reason: claims.Mismatch, Message: "The record says <otherwise> & more"}
		if f[1] != "" {
			in := a.span(f[0])
			i := strings.Index(d.Quote(in), f[1])
			x.Correction = &claims.Correction{Span: extract.Span{Start: in.Start + i, End: in.Start + i + len(f[1])}, With: f[2]}
		}
		a.add(f[0], x)
	}
	return a.res
}

func annotated(t testing.TB, r *claims.Result) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := AnnotateDOCX(&b, r, AnnotateOptions{Now: now}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// partsOf unpacks a package and checks that every XML part is well-formed.
func partsOf(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := out[f.Name]; twice {
			t.Errorf("%s: twice in the package", f.Name)
		}
		out[f.Name] = string(data)
		dec := xml.NewDecoder(bytes.NewReader(data))
		for strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v in %s", f.Name, err, data)
			}
		}
	}
	return out
}

var theFindings = [][3]string{
	{"93 votes to 16, with 66 abstentions", "16, with 66", "18, with 65"},
	{"Mali\tin favour", "in favour", "against"},
	{"Eight said no in the box", "Eight", "Eighteen"},
	{"142 votes to 5", "142", "141"},
}

// TestAnnotate writes findings back and reads the copy as the editor would who accepts, or rejects, what
// stet proposes.
func TestAnnotate(t *testing.T) {
	for _, old := range []bool{false, true} {
		file := wordFile(t, wordBody, old)
		r := wordResult(t, file, theFindings...)
		before := r.Document.Text
		out := annotated(t, r)
		parts := partsOf(t, out)

		accepted, err := extract.Read("out.docx", out, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer("16, with 66", "18, with 65", "in favour", "against", "Eight", "Eighteen", "142", "141").Replace(before)
		if accepted.Text != want {
			t.Errorf("accepted, it reads\n%q\nwant\n%q", accepted.Text, want)
		}
		if got := rejected(t, out); got != before {
			t.Errorf("rejected, it reads\n%q\nwant\n%q", got, before)
		}
		checkComments(t, parts, len(theFindings), old)
		if parts["custom/kept.bin"] != "\x00\x01kept" {
			t.Error("another part was changed")
		}
	}
}

var (
	stetIns = regexp.MustCompile(`<w:ins w:id="\d+" w:author="stet"[^>]*>.*?</w:ins>`)
	stetDel = regexp.MustCompile(`<w:del w:id="\d+" w:author="stet"[^>]*>(.*?)</w:del>`)
)

// rejected reads a copy with stet's changes undone.
func rejected(t *testing.T, file []byte) string {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	parts := partsOf(t, file)
	for name, data := range parts {
		if name == "word/document.xml" || name == "word/footnotes.xml" {
			data = stetDel.ReplaceAllStringFunc(stetIns.ReplaceAllString(data, ""), func(s string) string {
				return strings.ReplaceAll(stetDel.ReplaceAllString(s, "$1"), "w:delText", "w:t")
			})
		}
		w, err := out.Create(name)
		if err == nil {
			_, err = io.WriteString(w, data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := extract.Read("undone.docx", b.Bytes(), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d.Text
}

var ids = regexp.MustCompile(`<w:(commentRangeStart|commentRangeEnd|commentReference|comment) [^>]*?w:id="(\d+)"`)

// checkComments wants each comment once, with its range and its mark, and declared.
func checkComments(t *testing.T, parts map[string]string, n int, old bool) {
	t.Helper()
	marks := map[string][]string{}
	for _, name := range []string{"word/document.xml", "word/comments.xml"} {
		for _, g := range ids.FindAllStringSubmatch(parts[name], -1) {
			marks[g[1]] = append(marks[g[1]], g[2])
		}
	}
	if old {
		for kind := range marks {
			marks[kind] = slices.DeleteFunc(marks[kind], func(id string) bool { return id == "7" })
		}
		if !strings.Contains(parts["word/comments.xml"], "Is this right?") {
			t.Error("the comment that was there is lost")
		}
	}
	for _, kind := range []string{"commentRangeStart", "commentRangeEnd", "commentReference", "comment"} {
		got := slices.Clone(marks[kind])
		slices.Sort(got)
		if len(slices.Compact(got)) != n {
			t.Errorf("%s: %v, want %d", kind, marks[kind], n)
		}
	}
	if strings.Count(parts["word/_rels/document.xml.rels"], "relationships/comments") != 1 || strings.Count(parts[typesPart], "/word/comments.xml") != 1 {
		t.Error("the comments are not declared once")
	}
	if strings.Contains(parts["word/footnotes.xml"], "comment") {
		t.Error("a comment stands in a footnote, where Word takes none")
	}
	if c := parts["word/comments.xml"]; !strings.Contains(c, "The record says &lt;otherwise&gt; &amp; more") {
		t.Errorf("comments: %s", c)
	}
}

// A comment stands at its words and nowhere else.
func TestAnnotateRange(t *testing.T) {
	r := wordResult(t, wordFile(t, wordBody, false), [3]string{"votes to 16"}, [3]string{"<on Monday>"})
	doc := partsOf(t, annotated(t, r))["word/document.xml"]
	for id, want := range map[string]string{"0": "votes to 16", "1": "&lt;on Monday&gt;"} {
		_, rest, ok := strings.Cut(doc, `<w:commentRangeStart w:id="`+id+`"/>`)
		inside, _, ok2 := strings.Cut(rest, `<w:commentRangeEnd w:id="`+id+`"/>`)
		if got := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(inside, ""); !ok || !ok2 || got != want {
			t.Errorf("comment %s is at %q, want %q", id, got, want)
		}
	}
}

// Overlapping corrections: the first is a change, the second a suggestion in its comment.
func TestAnnotateOverlap(t *testing.T) {
	r := wordResult(t, wordFile(t, wordBody, false), [3]string{"93 votes to 16", "16", "18"}, [3]string{"to 16, with 66", "16, with 66", "18, with 65"})
	parts := partsOf(t, annotated(t, r))
	if n := strings.Count(parts["word/document.xml"], `<w:ins w:id=`); n != 2 { // with the desk's own
		t.Errorf("%d insertions", n)
	}
	if !strings.Contains(parts["word/comments.xml"], "Suggested: “18, with 65” for “16, with 66”.") {
		t.Error("the second correction is not suggested")
	}
}

func TestAnnotateOther(t *testing.T) {
	var b bytes.Buffer
	if err := AnnotateDOCX(&b, threeVotes(t), AnnotateOptions{Now: now}); !errors.Is(err, ErrNotWord) || b.Len() > 0 {
		t.Errorf("a Markdown file: %v, %d bytes", err, b.Len())
	}
	clean := wordResult(t, wordFile(t, wordBody, false))
	if parts := partsOf(t, annotated(t, clean)); parts["word/comments.xml"] != "" || parts["word/document.xml"] != wordHead+wordBody+wordTail {
		t.Error("without findings the copy differs from the original")
	}
}

// TestAnnotateLibreOffice has LibreOffice open the copy: every word and every comment comes through.
func TestAnnotateLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice here: install libreoffice-writer-nogui")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "copy.docx")
	if err := os.WriteFile(in, annotated(t, wordResult(t, wordFile(t, wordBody, true), theFindings...)), 0o644); err != nil {
		t.Fatal(err)
	}
	convert := func(to, filter string) string {
		cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", filter, "--outdir", dir, in)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v: %s", err, out)
		}
		data, err := os.ReadFile(filepath.Join(dir, "copy."+to))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	flat := convert("fodt", "fodt:OpenDocument Text Flat XML")
	for _, want := range []string{"Ninety-three &amp; counting", "the text goes on.", "Is this right?", "&lt;otherwise&gt;"} {
		if !strings.Contains(flat, want) {
			t.Errorf("LibreOffice lost %q", want)
		}
	}
	if n := strings.Count(flat, "<office:annotation "); n < len(theFindings) {
		t.Errorf("LibreOffice shows %d comments, want %d", n, len(theFindings))
	}
	if n := strings.Count(flat, "<text:changed-region"); n < len(theFindings) {
		t.Errorf("LibreOffice shows %d tracked changes", n)
	}
	if pdf := convert("pdf", "pdf"); !strings.HasPrefix(pdf, "%PDF-") {
		t.Error("no PDF")
	}
}

// FuzzAnnotate writes two findings with corrections anywhere in a Word file. Whatever the words, the copy is
// well-formed, accepted it has the new words, rejected the old ones.
func FuzzAnnotate(f *testing.F) {
	f.Add(45, 80, 50, 3, 60, 12, 62, 2, "18", "65")
	f.Add(0, 200, 0, 24, 20, 40, 26, 9, "<&>", "a b")
	f.Add(120, 8, 120, 8, 140, 30, 150, 4, "x", "")
	file := wordFile(f, wordBody, true)
	f.Fuzz(func(t *testing.T, start, size, from, length, start2, size2, from2, length2 int, with, with2 string) {
		if !validWords(with) || !validWords(with2) {
			return
		}
		r := wordResult(t, file)
		text := r.Document.Text
		span := func(start, size int) extract.Span {
			s := extract.Span{Start: max(0, start%(len(text)+1))}
			s.End = min(len(text), s.Start+max(1, size%len(text)))
			return clamp(text, s)
		}
		for _, n := range [][4]int{{start, size, from, length}, {start2, size2, from2, length2}} {
			finding := claims.Finding{ID: "a", Kind: "tally", Verdict: claims.Refuted, Span: span(n[0], n[1]), Message: "no"}
			finding.Correction = &claims.Correction{Span: span(n[2], n[3]), With: with}
			if len(r.Findings) > 0 {
				finding.Correction.With = with2
			}
			r.Findings = append(r.Findings, finding)
		}
		out := annotated(t, r)
		partsOf(t, out)
		if got := rejected(t, out); got != text {
			t.Errorf("rejected, it reads\n%q\nwant\n%q", got, text)
		}
		if _, err := extract.Read("out.docx", out, extract.Options{}); err != nil {
			t.Error(err)
		}
	})
}

// validWords are those that a correction may have: text that XML can hold.
func validWords(s string) bool {
	for _, r := range s {
		if r < ' ' || r == 0xfffd || r == 0xfffe || r == 0xffff {
			return false
		}
	}
	return utf8.ValidString(s)
}
