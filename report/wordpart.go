package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// wordPart is an XML part of a Word file, read for its runs of text, into which marks and changes are put
// without touching any other byte.
type wordPart struct {
	src    []byte
	space  string // the WordprocessingML namespace, transitional or strict
	prefix string // by which the part names it, with its colon: "w:"
	runs   []wordRun
	before map[int][]int // comments that begin right before a run as a whole
	after  map[int][]int // and those that end right behind it
}

// wordRun is one run.
type wordRun struct {
	start, end int // of the element
	inner      int // where its children begin
	open       string
	format     string // its properties as they are written, "" for none
	items      []runItem
	paragraph  int
	note       string // id of the note that it stands in
	mark       string // "footnote 2": the note that it refers to
	host       int    // the run that holds the text box it stands in, or -1
	insertion  string // the tag of the tracked insertion that it stands in directly, "" for none
	inserted   bool   // inside a tracked insertion
	inField    bool   // inside a field code's result, which a change would not survive
	solid      bool   // it holds a drawing or the like and is never split

	starts, ends []wordMark
	changes      []runChange
}

// runItem is a child of a run: text with its own range, or something else that is kept as it is.
type runItem struct {
	start, end int
	text       bool
	from, to   int // of the characters within
}

// wordMark is where a comment begins or ends.
type wordMark struct{ at, id int }

// runChange is a tracked one: what is between start and end goes, with comes in its place.
type runChange struct {
	start, end int
	with       string
}

const (
	wordSpace       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordStrictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// scanner walks a part's elements.
type scanner struct {
	*wordPart
	dec       *xml.Decoder
	names     []string // local names of the open elements
	open      []int    // runs that are open, the innermost last
	paragraph int
	note      string
	gone      int      // deletions that are open
	inserted  []string // tags of the insertions that are open
	fallback  int
	field     int // complex fields that are open
}

// readWordPart finds the runs. The part is one that extract has read, so it is well-formed; where it is not,
// what was read until then counts.
func readWordPart(src []byte) *wordPart {
	w := &wordPart{src: src, before: map[int][]int{}, after: map[int][]int{}}
	s := &scanner{wordPart: w, dec: xml.NewDecoder(bytes.NewReader(src))}
	for {
		from := int(s.dec.InputOffset())
		t, err := s.dec.Token()
		if err != nil {
			return w
		}
		to := int(s.dec.InputOffset())
		switch t := t.(type) {
		case xml.StartElement:
			s.begin(t, from, to)
		case xml.EndElement:
			s.finish(t, from, to)
		}
	}
}

func isWordName(n xml.Name) bool { return n.Space == wordSpace || n.Space == wordStrictSpace }

// begin takes an element's start.
func (s *scanner) begin(e xml.StartElement, from, to int) {
	parent := ""
	if n := len(s.names); n > 0 {
		parent = s.names[n-1]
	}
	local := e.Name.Local
	s.names = append(s.names, local)
	s.count(local, 1)
	if isInsertion(local) {
		s.inserted = append(s.inserted, string(s.src[from:to]))
	}
	if !isWordName(e.Name) {
		s.mixed(parent)
		return
	}
	if s.prefix == "" {
		s.prefix, s.space = prefixOf(s.src[from:to]), e.Name.Space
	}
	switch local {
	case "p":
		s.paragraph++
	case "footnote", "endnote":
		s.note = attr(e, "id")
	case "fldChar":
		switch attr(e, "fldCharType") {
		case "begin":
			s.field++
		case "end":
			s.field = max(0, s.field-1)
		}
	}
	if local == "r" && s.fallback == 0 {
		s.beginRun(from, to)
		if parent == "ins" {
			s.runs[len(s.runs)-1].insertion = s.inserted[len(s.inserted)-1]
		}
		return
	}
	if parent == "r" && len(s.open) > 0 && s.fallback == 0 {
		s.beginItem(e, from, to)
	}
}

// mixed notes that a run holds something of another vocabulary.
func (s *scanner) mixed(parent string) {
	if parent == "r" && len(s.open) > 0 {
		s.runs[s.open[len(s.open)-1]].solid = true
	}
}

func isInsertion(local string) bool { return local == "ins" || local == "moveTo" }

func (s *scanner) count(local string, by int) {
	switch local {
	case "del", "moveFrom":
		s.gone += by
	case "Fallback":
		s.fallback += by
	}
}

func (s *scanner) beginRun(from, to int) {
	host := -1
	if len(s.open) > 0 {
		host = s.open[0]
	}
	s.runs = append(s.runs, wordRun{start: from, inner: to, open: string(s.src[from:to]), paragraph: s.paragraph, note: s.note, host: host,
		inserted: len(s.inserted) > 0, inField: s.field > 0 || slices.Contains(s.names, "fldSimple") || slices.Contains(s.names, "sdt")})
	s.open = append(s.open, len(s.runs)-1)
}

// beginItem takes a child of a run.
func (s *scanner) beginItem(e xml.StartElement, from, to int) {
	r := &s.runs[s.open[len(s.open)-1]]
	switch e.Name.Local {
	case "rPr":
		return
	case "drawing", "pict", "object", "ruby":
		r.solid = true
	case "footnoteReference", "endnoteReference":
		r.mark = strings.TrimSuffix(e.Name.Local, "Reference") + " " + attr(e, "id")
	}
	r.items = append(r.items, runItem{start: from, text: e.Name.Local == "t" && s.gone == 0, from: to, to: to})
}

// finish takes an element's end.
func (s *scanner) finish(e xml.EndElement, from, to int) {
	s.names = s.names[:len(s.names)-1]
	s.count(e.Name.Local, -1)
	if n := len(s.inserted); isInsertion(e.Name.Local) && n > 0 {
		s.inserted = s.inserted[:n-1]
	}
	if !isWordName(e.Name) || len(s.open) == 0 || s.fallback > 0 {
		return
	}
	parent := ""
	if n := len(s.names); n > 0 {
		parent = s.names[n-1]
	}
	r := &s.runs[s.open[len(s.open)-1]]
	switch {
	case e.Name.Local == "r":
		r.end = to
		s.open = s.open[:len(s.open)-1]
	case parent != "r":
	case e.Name.Local == "rPr":
		r.format = string(s.src[r.inner:to])
	case len(r.items) > 0:
		it := &r.items[len(r.items)-1]
		it.end, it.to = to, max(it.from, from)
	}
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// prefixOf is the namespace prefix of a tag, with its colon.
func prefixOf(tag []byte) string {
	name := bytes.TrimLeft(tag, "<")
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return string(name[:i+1])
	}
	return ""
}

// touched is the first and the last run whose text lies between the offsets; -1 where none does.
func (w *wordPart) touched(start, end int) (first, last int) {
	first, last = -1, -1
	for i := range w.runs {
		for _, it := range w.runs[i].items {
			if it.text && it.from < max(end, start+1) && start < it.to {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
	}
	return first, last
}

// noteMark is the run that refers to a note, or -1.
func (w *wordPart) noteMark(id string, endnote bool) int {
	mark := "footnote " + id
	if endnote {
		mark = "endnote " + id
	}
	return slices.IndexFunc(w.runs, func(r wordRun) bool { return r.mark == mark })
}

// pen is who comments and changes, and the id that was given last.
type pen struct {
	author string // attributes, with the prefix "w:"
	id     int
}

// next is a new id.
func (p *pen) next() int {
	p.id++
	return p.id
}

// render is the part with all marks and changes in it.
func (w *wordPart) render(by *pen) []byte {
	var out bytes.Buffer
	w.copyRuns(&out, 0, len(w.src), 0, by)
	return out.Bytes()
}

// copyRuns writes the bytes from start to end, with the runs in them from index i on; it returns the first
// run beyond.
func (w *wordPart) copyRuns(out *bytes.Buffer, start, end, i int, by *pen) int {
	for i < len(w.runs) && w.runs[i].start < end {
		r := &w.runs[i]
		out.Write(w.src[start:r.start])
		for _, id := range w.before[i] {
			w.rangeMark(out, "commentRangeStart", id)
		}
		own := i
		i++
		if len(r.starts)+len(r.ends)+len(r.changes) > 0 && !r.solid {
			w.splitRun(out, r, by)
			for i < len(w.runs) && w.runs[i].start < r.end {
				i++
			}
		} else {
			out.Write(w.src[r.start:r.inner])
			i = w.copyRuns(out, r.inner, r.end, i, by)
		}
		for _, id := range w.after[own] {
			w.commentEnd(out, id)
		}
		start = r.end
	}
	out.Write(w.src[start:end])
	return i
}

func (w *wordPart) rangeMark(out *bytes.Buffer, name string, id int) {
	fmt.Fprintf(out, `<%[1]s%[2]s %[1]sid="%[3]d"/>`, w.prefix, name, id)
}

// commentEnd closes a comment's range; the mark by which Word shows it follows.
func (w *wordPart) commentEnd(out *bytes.Buffer, id int) {
	w.rangeMark(out, "commentRangeEnd", id)
	fmt.Fprintf(out, `<%[1]sr><%[1]scommentReference %[1]sid="%[2]d"/></%[1]sr>`, w.prefix, id)
}
