package extract

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// composer builds the visible text, its blocks and the map back to the source, piece by piece. White space
// of every kind becomes one plain space, invisible characters are dropped.
type composer struct {
	text   []byte
	segs   []segment
	blocks []Block

	block  Block // the open block; Start is -1 until its first character
	opened bool
	space  segment // white space seen and not yet written; source says where
	wants  bool    // such a space is due
}

// piece is a stretch of decoded text with the range that it came from. Equal lengths mean byte for byte.
type piece struct {
	text string
	from Origin
}

// open ends the block before it and starts one of the given shape (its span is ignored).
func (c *composer) open(shape Block) {
	c.close()
	c.block, c.opened = shape, true
	c.block.Span = Span{-1, -1}
}

// close ends the open block; one without text leaves no trace.
func (c *composer) close() {
	if c.opened && c.block.Start >= 0 {
		c.block.End = len(c.text)
		if len(bytes.TrimSpace(c.text[c.block.Start:])) == 0 {
			c.forget()
		} else {
			c.blocks = append(c.blocks, c.block)
		}
	}
	c.opened, c.wants = false, false
}

// forget takes back the open block: a table's row of empty cells.
func (c *composer) forget() {
	end := 0
	if n := len(c.blocks); n > 0 {
		end = c.blocks[n-1].End
	}
	c.text = c.text[:end]
	for n := len(c.segs); n > 0 && c.segs[n-1].text.Start >= end; n-- {
		c.segs = c.segs[:n-1]
	}
}

// write adds a piece to the open block.
func (c *composer) write(p piece) {
	exact := len(p.text) == p.from.End-p.from.Start
	for i := 0; i < len(p.text); {
		j := i
		for j < len(p.text) && p.text[j] > ' ' && p.text[j] < 0x7f {
			j++
		}
		kind := glyph
		if j == i {
			r, n := utf8.DecodeRuneInString(p.text[i:])
			j, kind = i+n, glyphKind(r)
		}
		from := p.from
		if exact {
			from = Origin{p.from.Start + i, p.from.Start + j}
		}
		switch kind {
		case glyph:
			c.put(p.text[i:j], from)
		case blank:
			c.blank(from)
		}
		i = j
	}
}

// literal adds text that has no origin: the bar between two cells, which brings its own spaces, or a
// quotation mark.
func (c *composer) literal(s string) {
	c.begin()
	if c.wants && s[0] != ' ' && s[0] != '\t' {
		c.text = append(c.text, ' ')
	}
	c.text = append(c.text, s...)
	c.wants = false
}

// atSpace reports whether the open block so far ends with a space of a literal.
func (c *composer) atSpace() bool {
	last := c.text[len(c.text)-1]
	return last == ' ' || last == '\t'
}

// blank notes white space; it is written once a character follows it in the same block.
func (c *composer) blank(from Origin) {
	if c.block.Start < 0 || c.atSpace() {
		return
	}
	if !c.wants {
		c.space.source, c.wants = from, true
	} else if c.space.source.End == from.Start {
		c.space.source.End = from.End
	}
}

// gap is a space without origin, as between two inline elements or for a line break.
func (c *composer) gap() {
	if c.block.Start >= 0 && !c.wants && !c.atSpace() {
		c.space.source, c.wants = Origin{-1, -1}, true
	}
}

// begin makes sure that the open block has a start, two newlines after the one before it.
func (c *composer) begin() {
	if c.block.Start >= 0 {
		return
	}
	if len(c.text) > 0 {
		c.text = append(c.text, "\n\n"...)
	}
	c.block.Start = len(c.text)
}

func (c *composer) put(s string, from Origin) {
	c.begin()
	if c.wants {
		c.wants = false
		c.text = append(c.text, ' ')
		if c.space.source.Start >= 0 {
			c.note(len(c.text)-1, c.space.source)
		}
	}
	c.text = append(c.text, s...)
	c.note(len(c.text)-len(s), from)
}

// note records that Text from start on came from the given range, joined to the last segment where both
// are byte for byte and adjacent.
func (c *composer) note(start int, from Origin) {
	seg := segment{Span{start, len(c.text)}, from}
	if n := len(c.segs); n > 0 {
		last := &c.segs[n-1]
		if last.text.End == start && last.source.End == from.Start &&
			last.exact() && seg.exact() {
			last.text.End, last.source.End = seg.text.End, seg.source.End
			return
		}
	}
	c.segs = append(c.segs, seg)
}

// exact reports whether the segment maps byte for byte.
func (s segment) exact() bool { return s.text.Len() == s.source.End-s.source.Start }

type glyphClass uint8

const (
	glyph glyphClass = iota
	blank
	nothing
)

// glyphKind sorts a character into shown, white space and invisible (soft hyphens, zero-width and
// direction marks, control characters, and the private planes that number our text runs).
func glyphKind(r rune) glyphClass {
	switch {
	case r == '\t' || r == '\n' || r == '\v' || r == '\f' || r == '\r' || r == ' ' || r == 0x85:
		return blank
	case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xad || r == 0x34f || r == 0xfeff || r == 0x180e || r == 0x61c:
		return nothing
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return nothing
	case r >= 0xf0000, r >= 0xe0000 && r <= 0xe007f, r >= 0xfff9 && r <= 0xfffb:
		return nothing
	case r > 0x7f && unicode.IsSpace(r) || r == 0x2800 || r == 0x3164:
		return blank
	}
	return glyph
}

// finish hands text, blocks and segments to the document, with the segments led through the map from
// decoded bytes to source bytes.
func (c *composer) finish(d *Document, in decoded) {
	c.close()
	d.Text, d.Blocks = string(c.text), c.blocks
	d.segments = in.through(c.segs)
}
