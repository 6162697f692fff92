package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"stet/claims"
	"stet/extract"
)

// AnnotateOptions shape the comments in a Word file.
type AnnotateOptions struct {
	Now    time.Time // when the comments were made
	Filter Filter    // findings that are written
}

// ErrNotWord says that there is no Word file to annotate.
var ErrNotWord = errors.New("not a Word file")

// annotator is the author of comments and changes.
const annotator = "stet"

// AnnotateDOCX writes a copy of the Word file that the result is of, with each finding as a comment at its
// words and each correction as a tracked change. All other parts of the package are copied as they are. A
// finding in a footnote or a text box, where Word takes no comments, is a comment at the note's mark or at
// the box. It fails with ErrNotWord where the document is of another format.
func AnnotateDOCX(w io.Writer, r *claims.Result, opt AnnotateOptions) error {
	d := documentOf(r)
	if d.Format != extract.DOCX || len(d.Parts) == 0 {
		return fmt.Errorf("%s: %w: only a .docx file can be given back with comments; use --report for others", d.Name, ErrNotWord)
	}
	in, err := zip.NewReader(bytes.NewReader(d.File), int64(len(d.File)))
	if err != nil {
		return fmt.Errorf("%s: read the Word file again: %w", d.Name, err)
	}
	a := &annotation{doc: d, pack: &wordPack{files: in.File}, parts: map[string]*wordPart{}, opt: opt, main: d.Parts[0].Name}
	if err := a.plan(r); err != nil {
		return fmt.Errorf("%s: %w", d.Name, err)
	}
	return a.write(w, in)
}

// annotation is one Word file on its way out.
type annotation struct {
	doc      *extract.Document
	pack     *wordPack
	parts    map[string]*wordPart // the parts with text, by name
	opt      AnnotateOptions
	main     string
	comments []wordComment
	taken    []extract.Span // of corrections, which may not overlap
	by       *pen
}

// wordComment is a finding as a comment.
type wordComment struct {
	id    int
	lines []string
}

// plan decides where every comment and change goes.
func (a *annotation) plan(r *claims.Result) error {
	a.by = &pen{author: a.author(), id: highest(a.doc.Source)}
	id, err := a.pack.freeCommentID(a.main)
	if err != nil {
		return err
	}
	for _, f := range shown(r) {
		if !a.opt.Filter.Keep(f) || f.Ignored() { // who decided that the words stay has no use for a change to reject
			continue
		}
		where := a.spot(clamp(a.doc.Text, f.Span))
		if where == nil {
			continue
		}
		changed := f.Correction != nil && a.correct(f)
		where.mark(id)
		a.comments = append(a.comments, wordComment{id, commentLines(a.doc, f, where.beside, changed)})
		id++
	}
	return nil
}

// part is a part with text, its runs read.
func (a *annotation) part(p extract.Part) *wordPart {
	if w := a.parts[p.Name]; w != nil {
		return w
	}
	w := readWordPart(a.doc.Source[p.Start:p.End])
	a.parts[p.Name] = w
	return w
}

// spot is a place for a comment.
type spot struct {
	part       *wordPart
	first      int // run and offset at which it begins
	last       int
	start, end int  // offsets within the part
	beside     bool // at the mark of a note or at a box, because the words cannot be commented
}

// mark puts a comment's marks there.
func (s *spot) mark(id int) {
	if s.beside {
		s.part.before[s.first] = append(s.part.before[s.first], id)
		s.part.after[s.last] = append(s.part.after[s.last], id)
		return
	}
	s.part.runs[s.first].starts = append(s.part.runs[s.first].starts, wordMark{s.start, id})
	s.part.runs[s.last].ends = append(s.part.runs[s.last].ends, wordMark{s.end, id})
}

// spot finds where in the main part a comment on the span can stand; nil where there is no such place.
func (a *annotation) spot(span extract.Span) *spot {
	from := a.doc.Origin(span)
	p, ok := a.doc.PartAt(from.Start)
	if !ok {
		return nil
	}
	w := a.part(p)
	start, end := from.Start-p.Start, min(from.End, p.End)-p.Start
	first, last := w.touched(start, end)
	if first < 0 {
		return nil
	}
	if p.Name == a.main {
		if host := w.runs[first].host; host >= 0 {
			return &spot{part: w, first: host, last: host, beside: true}
		}
		if w.runs[last].host >= 0 || w.runs[first].solid || w.runs[last].solid {
			return &spot{part: w, first: first, last: first, beside: true}
		}
		return &spot{part: w, first: first, last: last, start: start, end: end}
	}
	main := a.part(a.doc.Parts[0])
	if i := main.noteMark(w.runs[first].note, strings.Contains(p.Name, "endnote")); i >= 0 {
		if host := main.runs[i].host; host >= 0 {
			i = host
		}
		return &spot{part: main, first: i, last: i, beside: true}
	}
	return nil
}

// correct notes a tracked change; false where the words are not in one paragraph's plain runs, or another
// correction has them.
func (a *annotation) correct(f *claims.Finding) bool {
	span := clamp(a.doc.Text, f.Correction.Span)
	block := a.doc.BlockAt(span.Start)
	if block < 0 || !a.doc.Blocks[block].Span.Covers(span) || slices.ContainsFunc(a.taken, span.Overlaps) || span.Len() == 0 {
		return false
	}
	from := a.doc.Origin(span)
	p, ok := a.doc.PartAt(from.Start)
	if !ok || from.End > p.End {
		return false
	}
	w := a.part(p)
	start, end := from.Start-p.Start, from.End-p.Start
	first, last := w.touched(start, end)
	if first < 0 || w.runs[first].paragraph != w.runs[last].paragraph {
		return false
	}
	for i := first; i <= last; i++ {
		if w.runs[i].solid || w.runs[i].inField {
			return false
		}
	}
	a.taken = append(a.taken, span)
	for i := first; i <= last; i++ {
		c := runChange{start: start, end: end}
		if i == last {
			c.with = f.Correction.With
		}
		w.runs[i].changes = append(w.runs[i].changes, c)
	}
	return true
}

// commentLines are the paragraphs of a comment: the verdict, what the record says, where to look.
func commentLines(d *extract.Document, f *claims.Finding, beside, changed bool) []string {
	lines := []string{capital(verdictLine(f)) + "."}
	if beside {
		lines = append(lines, "“"+shorten(plain(d.Quote(clamp(d.Text, f.Span))), 300)+"”")
	}
	lines = append(lines, explanation(f))
	if s := decisionWords(f); s != "" {
		lines = append(lines, capital(s)+".")
	}
	if f.Correction != nil && !changed {
		_, old, with, _ := corrected(d, f)
		lines = append(lines, fmt.Sprintf("Suggested: “%s” for “%s”.", with, old))
	}
	for _, e := range f.Evidence {
		if s := joined(": ", joined(", ", e.Record, dateWords(e.Date)), e.Says); s != "" {
			lines = append(lines, "Record: "+s)
		}
		if e.URL != "" {
			lines = append(lines, e.URL)
		}
	}
	if f.Verdict == claims.NotEnoughEvidence {
		for _, c := range f.Candidates {
			lines = append(lines, "May mean: "+joined(", ", c.Record, dateWords(c.Date), c.Title))
		}
	}
	return lines
}

// write writes the package: its parts as they were, save those that change.
func (a *annotation) write(w io.Writer, in *zip.Reader) error {
	changed := map[string][]byte{}
	for _, p := range a.doc.Parts {
		if part := a.parts[p.Name]; part != nil {
			changed[p.Name] = part.render(a.by)
		}
	}
	if len(a.comments) > 0 {
		if err := a.pack.addComments(a.main, a.comments, a.author(), a.part(a.doc.Parts[0]).space, changed); err != nil {
			return fmt.Errorf("%s: %w", a.doc.Name, err)
		}
	}
	out := zip.NewWriter(w)
	for _, f := range in.File {
		data, ok := changed[f.Name]
		if !ok {
			if err := out.Copy(f); err != nil {
				return fmt.Errorf("%s: copy %s: %w", a.doc.Name, f.Name, err)
			}
			continue
		}
		delete(changed, f.Name)
		if err := addFile(out, f.Name, data, f.Modified); err != nil {
			return err
		}
	}
	for _, name := range sortedKeys(changed) {
		if err := addFile(out, name, changed[name], a.opt.Now.UTC()); err != nil {
			return err
		}
	}
	return out.Close()
}

func addFile(out *zip.Writer, name string, data []byte, modified time.Time) error {
	f, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: modified})
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	return nil
}

func sortedKeys(m map[string][]byte) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// author is the attributes that say who commented or changed, and when.
func (a *annotation) author() string {
	return fmt.Sprintf(`w:author="%s" w:date="%s"`, annotator, a.opt.Now.UTC().Format("2006-01-02T15:04:05Z"))
}
