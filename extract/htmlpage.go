package extract

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Page is the markup that an HTML article was read from, with the place of its words in Document.Text. It
// is the page's own tree, hostile as it came: whoever shows it has to clean it.
type Page struct {
	Root *html.Node
	// Stretches are, by text node, the bytes of its Data that the article's text holds, ascending. A node
	// without any was not read: it is no part of the article.
	Stretches map[*html.Node][]Stretch
}

// Stretch says that the bytes From to To of a text node are Span of Document.Text: byte for byte where the
// lengths are equal (a line's end is a space in the text), else as a whole (white space that was folded).
type Stretch struct {
	From, To int
	Span     Span
}

// Page parses the source once more. The error is ErrFormat where the document is not a page of its own, or
// one of Read's where the limits do not let it through.
func (d *Document) Page(limits Limits) (*Page, error) {
	if d.Format != HTML || d.Parts != nil {
		return nil, fmt.Errorf("%s: %w of a web page: show its text", d.Name, ErrFormat)
	}
	limits = limits.withDefaults()
	in := decodePage(d.Source)
	runs, root, err := parsePage(d.Name, in, limits)
	if err != nil {
		return nil, err
	}
	p := &Page{root, map[*html.Node][]Stretch{}}
	m := &pageMap{in: in, runs: runs, bySource: slices.Clone(d.segments)}
	slices.SortStableFunc(m.bySource, func(a, b segment) int { return cmp.Compare(a.source.Start, b.source.Start) })
	p.place(root, m)
	return p, nil
}

// decodePage decodes the source of a page; what a clipboard puts before it becomes space, so that every
// byte keeps its place.
func decodePage(source []byte) decoded {
	in := decode(source, true)
	if i := strings.IndexByte(in.text, '<'); i > 0 && isClipboard(source) {
		in.text = strings.Repeat(" ", i) + in.text[i:]
	}
	return in
}

// parsePage numbers the text runs of a page and parses it.
func parsePage(name string, in decoded, limits Limits) ([]run, *html.Node, error) {
	runs, marked, ok := numberRuns(in.text, limits.Runs)
	if !ok {
		return nil, nil, tooLarge(name, limits.Source)
	}
	root, err := html.Parse(bytes.NewReader(marked))
	if err != nil || deeper(root, limits.Depth) {
		return nil, nil, tooDeep(name, "its elements are nested", limits.Depth)
	}
	return runs, root, nil
}

// pageMap leads from the runs of a page to the text of its article.
type pageMap struct {
	in       decoded
	runs     []run
	bySource []segment // of the document, ascending by source
}

// place takes the marks out of every text node under n and notes what the article holds of it.
func (p *Page) place(n *html.Node, m *pageMap) {
	if n.Type == html.TextNode {
		var segs []segment
		n.Data, segs = m.unmark(n.Data)
		if found := m.stretches(segs); len(found) > 0 {
			p.Stretches[n] = found
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.place(c, m)
	}
}

// unmark gives back a node's text without marks, and which range of the decoded page each part came from.
func (m *pageMap) unmark(data string) (string, []segment) {
	var b strings.Builder
	var segs []segment
	for data != "" {
		r, n := utf8.DecodeRuneInString(data)
		i := runOf(r)
		if i >= 0 && i < len(m.runs) {
			data = data[n:]
		}
		end := strings.IndexFunc(data, func(r rune) bool { return runOf(r) >= 0 })
		if end < 0 {
			end = len(data)
		} else if end == 0 && (i < 0 || i >= len(m.runs)) {
			end = n // a mark of no run: never made by us
		}
		chunk := data[:end]
		data = data[end:]
		if i < 0 || i >= len(m.runs) {
			b.WriteString(withoutMarks(chunk))
			continue
		}
		start := b.Len()
		for _, piece := range decodeRun(m.in.text, m.runs[i]) {
			at := b.Len()
			b.WriteString(piece.text)
			segs = append(segs, segment{Span{at, b.Len()}, piece.from})
		}
		// White space after the run that the parser joined to it, because the tag between was no tag.
		if rest, ok := strings.CutPrefix(chunk, b.String()[start:]); ok {
			b.WriteString(rest)
		}
	}
	return b.String(), segs
}

// stretches finds the parts of a node's segments that the document's text holds.
func (m *pageMap) stretches(segs []segment) []Stretch {
	var out []Stretch
	for _, s := range m.in.through(segs) {
		i := sort.Search(len(m.bySource), func(i int) bool { return m.bySource[i].source.End > s.source.Start })
		for ; i < len(m.bySource) && m.bySource[i].source.Start < s.source.End; i++ {
			t := m.bySource[i]
			both := Origin{max(s.source.Start, t.source.Start), min(s.source.End, t.source.End)}
			raw, text := s.part(both), t.part(both)
			if raw.Len() > 0 && text.Len() > 0 {
				out = append(out, Stretch{raw.Start, raw.End, text})
			}
		}
	}
	return out
}

// part is the range of the text that a range of a segment's source stands for.
func (s segment) part(o Origin) Span {
	if !s.exact() {
		return s.text
	}
	return Span{s.text.Start + o.Start - s.source.Start, s.text.Start + o.End - s.source.Start}
}
