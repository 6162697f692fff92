package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// splitRun writes a run in pieces, so that marks and changes fall between them. Each piece keeps the run's
// own tag and properties.
func (w *wordPart) splitRun(out *bytes.Buffer, r *wordRun, by *pen) {
	s := &splitter{part: w, run: r, out: out, by: by}
	first := firstText(r)
	for _, a := range r.starts {
		if a.at < first {
			s.marks(true, a.id)
		}
	}
	for _, it := range r.items {
		if it.text {
			s.text(it)
			continue
		}
		s.openPiece()
		out.Write(w.src[it.start:it.end])
	}
	s.closePiece()
	last := lastText(r)
	for _, a := range r.ends {
		if a.at > last {
			s.marks(false, a.id)
		}
	}
}

// firstText and lastText are the ends of what text a run has.
func firstText(r *wordRun) int {
	for _, it := range r.items {
		if it.text {
			return it.from
		}
	}
	return r.inner
}

func lastText(r *wordRun) int {
	last := r.inner
	for _, it := range r.items {
		if it.text {
			last = it.to
		}
	}
	return last
}

type splitter struct {
	part   *wordPart
	run    *wordRun
	out    *bytes.Buffer
	by     *pen
	open   bool
	placed map[[2]int]bool // marks written, by id and kind
}

func (s *splitter) openPiece() {
	if !s.open {
		s.out.WriteString(s.run.open)
		s.out.WriteString(s.run.format)
		s.open = true
	}
}

func (s *splitter) closePiece() {
	if s.open {
		fmt.Fprintf(s.out, "</%sr>", s.part.prefix)
		s.open = false
	}
}

// marks writes the start or the end of a comment's range, once.
func (s *splitter) marks(start bool, id int) {
	key := [2]int{id, 0}
	if start {
		key[1] = 1
	}
	if s.placed[key] {
		return
	}
	if s.placed == nil {
		s.placed = map[[2]int]bool{}
	}
	s.placed[key] = true
	s.closePiece()
	if start {
		s.part.rangeMark(s.out, "commentRangeStart", id)
	} else {
		s.part.commentEnd(s.out, id)
	}
}

// text writes a text element, cut wherever something begins or ends.
func (s *splitter) text(it runItem) {
	cuts := []int{it.from, it.to}
	add := func(at int) {
		if at > it.from && at < it.to {
			cuts = append(cuts, at)
		}
	}
	for _, a := range s.run.starts {
		add(a.at)
	}
	for _, a := range s.run.ends {
		add(a.at)
	}
	for _, c := range s.run.changes {
		add(c.start)
		add(c.end)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	if len(cuts) == 1 {
		cuts = append(cuts, cuts[0])
	}
	for i := 0; i+1 < len(cuts); i++ {
		s.between(cuts[i], cuts[i+1], it)
	}
}

// between writes one stretch of a text element with the marks at its ends.
func (s *splitter) between(from, to int, it runItem) {
	for _, a := range s.run.starts {
		if a.at <= from { // before it, where it falls between two elements
			s.marks(true, a.id)
		}
	}
	var inside *runChange
	for i := range s.run.changes {
		if c := &s.run.changes[i]; c.start < to && from < c.end {
			inside = c
		}
	}
	text := s.part.src[from:to]
	switch {
	case inside == nil:
		s.openPiece()
		s.element("t", text)
	default:
		s.closePiece()
		s.deletion(text)
		if inside.with != "" && (to == inside.end || to == it.to && inside.end > to && lastText(s.run) == to) {
			s.insertion(inside)
		}
	}
	for _, a := range s.run.ends {
		if a.at <= to {
			s.marks(false, a.id)
		}
	}
}

// element writes text, already escaped, in a text element of its own.
func (s *splitter) element(name string, text []byte) {
	fmt.Fprintf(s.out, `<%s%s xml:space="preserve">`, s.part.prefix, name)
	s.out.Write(text)
	fmt.Fprintf(s.out, `</%s%s>`, s.part.prefix, name)
}

func (s *splitter) deletion(text []byte) {
	p := s.part.prefix
	fmt.Fprintf(s.out, `<%sdel %sid="%d" %s>`, p, p, s.by.next(), s.part.attributes(s.by.author))
	s.openPiece()
	s.element("delText", text)
	s.closePiece()
	fmt.Fprintf(s.out, `</%sdel>`, p)
}

// insertion writes the new words. Word knows no insertion in an insertion: somebody's own one is ended
// before them and goes on behind. Where it is not the run's parent the words become part of it.
func (s *splitter) insertion(c *runChange) {
	p := s.part.prefix
	if s.run.insertion != "" {
		fmt.Fprintf(s.out, `</%sins>`, p)
	}
	own := !s.run.inserted || s.run.insertion != ""
	if own {
		fmt.Fprintf(s.out, `<%sins %sid="%d" %s>`, p, p, s.by.next(), s.part.attributes(s.by.author))
	}
	var text bytes.Buffer
	_ = xml.EscapeText(&text, []byte(c.with)) // a buffer takes everything
	s.openPiece()
	s.element("t", text.Bytes())
	s.closePiece()
	if own {
		fmt.Fprintf(s.out, `</%sins>`, p)
	}
	if s.run.insertion != "" {
		s.out.WriteString(s.withNewID(s.run.insertion))
	}
	c.with = ""
}

var tagID = regexp.MustCompile(`\bid="-?\d+"`)

// withNewID is a tag under an id of its own.
func (s *splitter) withNewID(tag string) string {
	return tagID.ReplaceAllString(tag, fmt.Sprintf(`id="%d"`, s.by.next()))
}

// attributes are those of the author, under the part's own prefix.
func (w *wordPart) attributes(author string) string {
	if w.prefix == "w:" {
		return author
	}
	return strings.ReplaceAll(author, "w:", w.prefix)
}
