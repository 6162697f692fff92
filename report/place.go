package report

import (
	"net/url"
	"sort"
	"strings"
	"unicode/utf8"

	"stet/claims"
	"stet/extract"
)

// lines finds the line and column of spans without walking the whole source for each finding. It agrees
// with extract.Document.Place.
type lines struct {
	doc    *extract.Document
	source []byte
	starts []int // offset of each line's first byte
}

func newLines(d *extract.Document) *lines {
	l := &lines{doc: d, source: d.Source, starts: []int{0}}
	if d.Parts != nil {
		return l // places are counted in paragraphs
	}
	for i, c := range d.Source {
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// place is the line and column, from 1, at which a span begins.
func (l *lines) place(s extract.Span) (line, column int) {
	if l.doc.Parts != nil {
		return l.doc.Place(s)
	}
	return l.position(l.doc.Origin(s).Start)
}

// position is the line and column, from 1, of a byte offset; columns count code points.
func (l *lines) position(at int) (line, column int) {
	at = min(at, len(l.source))
	line = sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > at })
	return line, utf8.RuneCount(l.source[l.starts[line-1]:at]) + 1
}

// clamp keeps a span within the text and on code point boundaries, so that a mistaken finding cannot
// break a report.
func clamp(text string, s extract.Span) extract.Span {
	s.Start = min(max(s.Start, 0), len(text))
	s.End = min(max(s.End, s.Start), len(text))
	for s.Start > 0 && s.Start < len(text) && !utf8.RuneStart(text[s.Start]) {
		s.Start--
	}
	for s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		s.End++
	}
	return s
}

// webAddress is the address if it may be a link: absolute, http or https, with a host and without
// control characters; else "".
func webAddress(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil {
		return ""
	}
	return s
}

// documentOf is the result's document, never nil.
func documentOf(r *claims.Result) *extract.Document {
	if r.Document == nil {
		return &extract.Document{Name: "(no name)"}
	}
	return r.Document
}

// corrected is the claim's phrase with its correction applied: the words before, the words struck, the
// words put in, the words after.
func corrected(d *extract.Document, f *claims.Finding) (before, old, with, after string) {
	c := clamp(d.Text, f.Correction.Span)
	whole := clamp(d.Text, f.Span)
	if whole.Overlaps(c) || whole.Covers(c) {
		whole = whole.Join(c)
	} else {
		whole = c
	}
	return d.Text[whole.Start:c.Start], d.Quote(c), f.Correction.With, d.Text[c.End:whole.End]
}
