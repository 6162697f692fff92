package extract

import (
	"regexp"
	"strings"
)

// flow gathers the blocks of a word processor's document. A paragraph that stands inside another one, as
// that of a text box, follows it; notes follow the whole.
type flow struct {
	stack  []*flowBlock // open blocks, the innermost last
	queued [][]flowBlock
	done   []flowBlock
	notes  []flowBlock
	inNote bool
	tables int
	stamps []stamp
	byline string
}

// flowBlock is a block on its way into the text.
type flowBlock struct {
	Block
	items []flowItem
}

// flowItem is a piece or, where its text is empty, a space; a literal has no origin.
type flowItem struct {
	piece
	literal bool
}

// begin opens a block.
func (f *flow) begin(role Role, table int) {
	f.stack = append(f.stack, &flowBlock{Block: Block{Role: role, Table: table}})
	f.queued = append(f.queued, nil)
}

// end closes the innermost block; what stood inside it comes after it.
func (f *flow) end() {
	n := len(f.stack) - 1
	if n < 0 {
		return
	}
	out := append([]flowBlock{*f.stack[n]}, f.queued[n]...)
	f.stack, f.queued = f.stack[:n], f.queued[:n]
	switch {
	case n > 0:
		f.queued[n-1] = append(f.queued[n-1], out...)
	case f.inNote:
		f.notes = append(f.notes, out...)
	default:
		f.done = append(f.done, out...)
	}
}

// top is the innermost open block, or nil.
func (f *flow) top() *flowBlock {
	if len(f.stack) == 0 {
		return nil
	}
	return f.stack[len(f.stack)-1]
}

func (f *flow) write(p ...piece) {
	if b := f.top(); b != nil {
		for _, p := range p {
			b.items = append(b.items, flowItem{piece: p})
		}
	}
}

// literal adds text without origin; "" is a space.
func (f *flow) literal(s string) {
	if b := f.top(); b != nil {
		b.items = append(b.items, flowItem{piece{text: s}, true})
	}
}

// compose writes the blocks into the document.
func (f *flow) compose(d *Document) {
	for len(f.stack) > 0 {
		f.end()
	}
	c := &composer{}
	for _, b := range append(f.done, f.notes...) {
		c.open(b.Block)
		for _, it := range b.items {
			switch {
			case it.literal && it.text == "":
				c.gap()
			case it.literal:
				c.literal(it.text)
			default:
				c.write(it.piece)
			}
		}
		c.close()
	}
	c.finish(d, decoded{})
	oneHeadline(d)
	f.describe(d)
}

// oneHeadline makes later headlines subheads and, where none is marked, takes a short first line for it, as
// in plain text.
func oneHeadline(d *Document) {
	found := false
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Role == Headline {
			if found {
				b.Role = Subhead
			}
			found = true
		}
	}
	if found || len(d.Blocks) < 2 {
		return
	}
	b := &d.Blocks[0]
	s := d.Quote(b.Span)
	if b.Role == Paragraph && len(s) <= 160 && !endsLikeSentence(s) && !strings.HasSuffix(s, ",") {
		b.Role = Headline
	} else if b.Role == Subhead {
		b.Role = Headline
	}
}

// openingBlocks is how many blocks the byline and the date are looked for in.
const openingBlocks = 6

var dateLine = regexp.MustCompile(`(?i)^(?:(?:published|posted|updated|issued|date|dated|for release|release date)(?: on)?:? *)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? +)?(?:\d{1,2}(?:st|nd|rd|th)? +\pL{3,9}\.?,? +\d{4}|\pL{3,9}\.? +\d{1,2}(?:st|nd|rd|th)?,? +\d{4}|\d{4}-\d{2}-\d{2})\.?$`)

// describe tells title, byline and date from the opening lines. The dates in a file's properties are those
// of the file: nothing says that the article was published then.
func (f *flow) describe(d *Document) {
	for i := range d.Blocks[:min(len(d.Blocks), openingBlocks)] {
		s := d.Quote(d.Blocks[i].Span)
		if g := bylineLine.FindStringSubmatch(s); g != nil && f.byline == "" {
			f.byline = cleanByline(g[1])
		}
		if dateLine.MatchString(s) {
			if st, ok := dateOfLine(s); ok {
				f.stamps = append(f.stamps, st)
			}
		}
	}
	for _, b := range d.Blocks {
		if b.Role == Headline {
			d.Title = d.Quote(b.Span)
		}
	}
	if f.byline != "" {
		d.Byline = f.byline
	}
	d.publish(f.stamps)
}

var isoDay = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

func dateOfLine(s string) (stamp, bool) {
	if iso := isoDay.FindString(s); iso != "" {
		return parseStamp(iso)
	}
	return parseWordDate(s)
}
