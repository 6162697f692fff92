// Package extract turns the bytes of an article into a Document: its visible text with a map back to
// the source bytes, blocks with their roles, sentences, tokens and mentions (states, groups, bodies,
// numbers, dates, symbols, texts, quotations).
//
// It knows nothing of the reference data: names reach it as a Lexicon that the caller builds. It never
// judges what it finds; that is package claims.
package extract

import (
	"sort"
	"time"
	"unicode/utf8"
)

// Span is a half-open byte range of Document.Text.
type Span struct{ Start, End int }

// Len is the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Covers reports whether o lies within s.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Join is the smallest span that covers both.
func (s Span) Join(o Span) Span { return Span{min(s.Start, o.Start), max(s.End, o.End)} }

// Origin is a half-open byte range of Document.Source.
type Origin struct{ Start, End int }

// Part is one of the pieces that Document.Source consists of where the file packs or encodes its text: an
// XML part of a Word file by its path in the package, "page 3" of a PDF, "body" of an e-mail.
type Part struct {
	Name string
	Origin
}

// Role says what a block is in the article.
type Role uint8

const (
	Paragraph Role = iota
	Headline
	Summary // standfirst, deck, key points' heading is Subhead, its items ListItem
	Subhead
	ListItem
	TableRow // cells are separated by a tab in Text
	Caption
	PullQuote
	BlockQuote
	Footnote
)

var roleNames = [...]string{"paragraph", "headline", "summary", "subhead", "list item", "table row", "caption", "pull quote", "block quote", "footnote"}

// String is the role's name in lower case: "list item".
func (r Role) String() string { return roleNames[r] }

// Block is a paragraph-like part of the text; blocks are in text order and do not overlap. Between two
// blocks Text has "\n\n" and nothing else.
type Block struct {
	Span
	Role Role
	// Table numbers the table that a TableRow belongs to, from 1; its first row may be the header.
	Table int
	// Time is the time stamp of a live-blog entry that the block belongs to, or zero.
	Time time.Time
}

// Precision says how exact a date is.
type Precision uint8

const (
	NoDate Precision = iota
	Year
	Month
	Day
)

// Date is a calendar date with its precision; the parts beyond it are those of the first day.
type Date struct {
	Time      time.Time // midnight of the day in the article's own zone
	Precision Precision
}

// String is ISO 8601 to the date's precision, "" for none.
func (d Date) String() string {
	return d.Time.Format([...]string{"", "2006", "2006-01", "2006-01-02"}[d.Precision])
}

// Document is an article as a reader sees it.
type Document struct {
	Name      string // as given: a path, or "-" for standard input
	Format    Format // what the content proved to be
	Source    []byte // the bytes that Origin counts: the file's own or, where Parts is set, the parts unpacked
	Parts     []Part // ascending and gapless over Source; nil where Source is the file
	File      []byte // the file's own bytes where Parts is set
	Text      string // visible text of the article, valid UTF-8, blocks joined by "\n\n"
	Title     string // of the metadata; the headline in the text, if any, is the Headline block
	Byline    string
	Site      string
	URL       string
	Published Date
	Inferred  bool      // Published was read from the dateline by Analyze, not told by metadata
	Moment    time.Time // the exact time of publication in its zone, zero where only a date is told
	Lang      string    // BCP 47, "" where not told
	Blocks    []Block
	Sentences []Sentence // filled by Analyze

	segments []segment // ascending by text offset
}

// segment maps a run of Text to Source: equal lengths are byte for byte, others (an entity, a decoded
// charset) map as a whole.
type segment struct {
	text   Span
	source Origin
}

// Quote is the text of a span.
func (d *Document) Quote(s Span) string { return d.Text[s.Start:s.End] }

// Origin is the range of the source bytes that the span came from.
func (d *Document) Origin(s Span) Origin {
	return Origin{d.origin(s.Start, false), d.origin(s.End, true)}
}

func (d *Document) origin(at int, end bool) int {
	i := sort.Search(len(d.segments), func(i int) bool {
		if end {
			return d.segments[i].text.End >= at
		}
		return d.segments[i].text.End > at
	})
	if i == len(d.segments) {
		if i == 0 {
			return min(at, len(d.Source))
		}
		return d.segments[i-1].source.End
	}
	seg := d.segments[i]
	switch {
	case at <= seg.text.Start:
		return seg.source.Start
	case seg.text.Len() == seg.source.End-seg.source.Start:
		return seg.source.Start + at - seg.text.Start
	case end:
		return seg.source.End
	}
	return seg.source.Start
}

// PartAt is the part that a byte of Source belongs to; ok is false where the document has no parts.
func (d *Document) PartAt(at int) (part Part, ok bool) {
	i := sort.Search(len(d.Parts), func(i int) bool { return d.Parts[i].End > at })
	if i == len(d.Parts) {
		return Part{}, false
	}
	return d.Parts[i], true
}

// Place is the line and column, both from 1, at which a span begins, for people: of the file or, in a
// document with parts, whose bytes nobody sees, the number of the paragraph and the place within it.
func (d *Document) Place(s Span) (line, column int) {
	if d.Parts == nil {
		return d.Position(d.Origin(s).Start)
	}
	i := d.BlockAt(s.Start)
	if i < 0 {
		return 1, 1
	}
	return i + 1, utf8.RuneCountInString(d.Text[d.Blocks[i].Start:s.Start]) + 1
}

// Position is the line and column, both from 1, of a byte of Source; columns count code points.
func (d *Document) Position(at int) (line, column int) {
	line, start := 1, 0
	for i := 0; i < at && i < len(d.Source); i++ {
		if d.Source[i] == '\n' {
			line, start = line+1, i+1
		}
	}
	return line, utf8.RuneCount(d.Source[start:min(at, len(d.Source))]) + 1
}

// CodePoints turns a span into code points of Text, as the JSON contract counts.
func (d *Document) CodePoints(s Span) (start, end int) {
	start = utf8.RuneCountInString(d.Text[:s.Start])
	return start, start + utf8.RuneCountInString(d.Text[s.Start:s.End])
}

// BlockAt is the index of the block that holds the text offset, or -1.
func (d *Document) BlockAt(at int) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].End > at })
	if i < len(d.Blocks) && d.Blocks[i].Start <= at {
		return i
	}
	return -1
}
