package web

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// wordFile is a Word file of one paragraph.
func wordFile(t *testing.T, words string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + words + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, err := out.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// upload sends a file by a form, as a browser does.
func (v *visitor) upload(path, name string, file []byte, pairs ...string) (string, *http.Response) {
	v.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		form.WriteField(pairs[i], pairs[i+1])
	}
	form.WriteField("csrf", v.csrf)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		v.t.Fatal(err)
	}
	part.Write(file)
	form.Close()
	r, err := http.NewRequest("POST", v.base+path, &b)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return v.do(r)
}

// A Word file is taken, decided on, given back with comments, and replaced by its next version.
func TestWordFile(t *testing.T) {
	v, _ := visit(t, Options{Who: "R. Okafor"})
	const words = "On 24 February 2025 the General Assembly adopted resolution ES-11/7 by 93 votes to 16, with 65 abstentions."
	_, answer := v.upload("/check", `C:\Users\someone\draft.docx`, wordFile(t, words))
	path := answer.Request.URL.Path
	page, _ := v.get(path)
	if !strings.Contains(page, "draft.docx · ") || strings.Contains(page, "someone") || strings.Contains(page, `id="source"`) {
		t.Error("the page has no file name, or its folder, or offers to type into a Word file")
	}
	wrong := v.refuted(path)
	if len(wrong) != 1 {
		t.Fatalf("refuted: %+v", wrong)
	}
	v.post(path+"/decide", 200, "finding", wrong[0].ID, "seen", "0", "action", "apply")
	if body, _ := v.get(path + "/export/corrected.txt"); body != strings.Replace(words, "to 16", "to 18", 1) {
		t.Errorf("corrected: %q", body)
	}
	body, _ := v.get(path + "/export/annotated.docx")
	pack, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	comments, err := pack.Open("word/comments.xml")
	if err != nil {
		t.Fatal(err)
	}
	comments.Close()
	if page, answer := v.upload(path+"/words", "draft.docx", []byte("PK\x03\x04 torn"), "rev", "1"); answer.StatusCode != 422 || !strings.Contains(said(page), "the old one stays") {
		t.Errorf("a torn version: %d %s", answer.StatusCode, said(page))
	}
	v.upload(path+"/words", "draft-2.docx", wordFile(t, "New words come first. They are many. "+words), "rev", "1")
	if got := v.refuted(path); len(got) != 1 || got[0].Decision == nil || got[0].Decision.Action != "apply" || got[0].Decision.Stale {
		t.Errorf("in the next version: %+v", got)
	}
}
