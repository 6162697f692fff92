package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks is the style of a quotation's marks.
type Marks uint8

const (
	NoMarks     Marks = iota // a block quote, set apart as a whole
	Straight                 // "…"
	StraightOne              // '…'
	Curly                    // “…”
	CurlyOne                 // ‘…’
	German                   // „…“ or „…”
	GermanOne                // ‚…‘
	French                   // «…»
	FrenchOne                // ‹…›
	Inward                   // »…«
)

// Quotation is a stretch of the text that the article gives between quotation marks, or set apart as a
// block quote. Whether it is speech, a title or a word at arm's length is not said here.
type Quotation struct {
	Span            // with the marks
	Inner     Span  // the words alone, without white space at the ends
	Marks     Marks // style
	Block     int   // index into Document.Blocks
	Parent    int   // index of the quotation that it lies in, -1 for none
	Continues int   // index of the one that it goes on with from the paragraph before, -1 for none
	Closed    bool  // false: the closing mark is missing, and the span ends with the paragraph (continued) or the sentence
}

const (
	maxQuotations = 5000 // of one article
	maxNested     = 4    // quotations within one another
	maxAhead      = 200  // marks within which a single mark looks for its closing one
	maxStrays     = 20   // marks of a block that never close
)

// Quotations finds the quotations of an analysed document, in text order; one that lies in another comes
// after it. A mark that never closes reaches to the end of its paragraph where the next paragraph opens
// with a mark again, as a speech over several paragraphs does, and else to the end of its sentence.
func Quotations(doc *Document) []Quotation {
	r := quoteReader{doc: doc, left: -1}
	next := 0 // first sentence of the block
	for b := range doc.Blocks {
		for next < len(doc.Sentences) && doc.Sentences[next].Block < b {
			next++
		}
		r.block(b, next)
		if len(r.out) > maxQuotations {
			return r.out[:maxQuotations]
		}
	}
	return r.out
}

type quoteReader struct {
	doc  *Document
	out  []Quotation
	left int // the quotation that the block before left open, -1 for none
}

// openQuote is a mark that waits for its closing one.
type openQuote struct {
	marks Marks
	start int
}

// block reads one block's marks.
func (r *quoteReader) block(b, sentence int) {
	block := r.doc.Blocks[b]
	text := r.doc.Text[block.Start:block.End]
	first := len(r.out)
	var stack, strays []openQuote
	marks := readMarks(text)
	for i, m := range marks {
		m.within(marks[i+1:min(len(marks), i+1+maxAhead)], &stack, func(o openQuote, end int) {
			r.add(Quotation{Span: Span{block.Start + o.start, block.Start + end}, Marks: o.marks, Block: b, Closed: true})
		}, func(o openQuote) {
			if len(strays) < maxStrays {
				strays = append(strays, o)
			}
		})
	}
	for _, o := range append(strays, stack[:min(1, len(stack))]...) {
		r.unclosed(b, sentence, block.Start+o.start, o.marks)
	}
	if len(r.out) == first && (block.Role == BlockQuote || block.Role == PullQuote) && !r.signs(b) {
		r.add(Quotation{Span: block.Span, Marks: NoMarks, Block: b, Closed: true})
	}
	r.arrange(first)
	r.follow(first, b)
}

// longestSignature bounds the line under a block quote that tells whose words it is, in bytes.
const longestSignature = 160

// signs reports whether a block is such a line: "— Alfred Oduya, permanent representative of Kenya".
func (r *quoteReader) signs(b int) bool {
	text := r.doc.Text[r.doc.Blocks[b].Start:r.doc.Blocks[b].End]
	if b == 0 || r.doc.Blocks[b-1].Role != r.doc.Blocks[b].Role || len(text) > longestSignature {
		return false
	}
	c, _ := utf8.DecodeRuneInString(text)
	return c == '—' || c == '–' || c == '―' || strings.HasPrefix(text, "--")
}

// unclosed adds a quotation that the block does not close.
func (r *quoteReader) unclosed(b, sentence, start int, marks Marks) {
	end := r.doc.Blocks[b].End
	if !r.opensWith(b+1, marks) {
		for ; sentence < len(r.doc.Sentences) && r.doc.Sentences[sentence].Block == b; sentence++ {
			if s := r.doc.Sentences[sentence]; s.End > start {
				end = s.End
				break
			}
		}
	}
	for i := range r.out { // it must not run into one that is closed
		if q := &r.out[i]; q.Block == b && q.Start > start {
			end = min(end, q.Start)
		}
	}
	r.add(Quotation{Span: trimSpan(r.doc.Text, Span{start, end}), Marks: marks, Block: b})
}

// opensWith reports whether a block begins with an opening mark of the style.
func (r *quoteReader) opensWith(b int, marks Marks) bool {
	if b >= len(r.doc.Blocks) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.doc.Text[r.doc.Blocks[b].Start:r.doc.Blocks[b].End])
	return opener[c] == marks && marks != NoMarks
}

// add trims the words between the marks and keeps the quotation, unless it has none.
func (r *quoteReader) add(q Quotation) {
	q.Inner, q.Parent, q.Continues = q.Span, -1, -1
	if q.Marks != NoMarks {
		_, n := utf8.DecodeRuneInString(r.doc.Text[q.Start:q.End])
		q.Inner.Start += n
		if q.Closed {
			_, n = utf8.DecodeLastRuneInString(r.doc.Text[q.Start:q.End])
			q.Inner.End -= n
		}
	}
	inner := strings.TrimRightFunc(r.doc.Text[q.Inner.Start:max(q.Inner.Start, q.Inner.End)], unicode.IsSpace)
	q.Inner.End = q.Inner.Start + len(inner)
	q.Inner.Start = q.Inner.End - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	if strings.ContainsFunc(inner, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		r.out = append(r.out, q)
	}
}

// arrange orders a block's quotations by their start and notes which lies in which.
func (r *quoteReader) arrange(first int) {
	own := r.out[first:]
	for i := 1; i < len(own); i++ { // nearly sorted: an inner one closes before its outer one
		for k := i; k > 0 && own[k].Start < own[k-1].Start; k-- {
			own[k], own[k-1] = own[k-1], own[k]
		}
	}
	for i := range own {
		for k := i - 1; k >= 0; k-- {
			if own[k].Covers(own[i].Span) {
				own[i].Parent = first + k
				break
			}
		}
	}
}

// follow ties a paragraph that opens with a mark to the one before, which was left open.
func (r *quoteReader) follow(first, b int) {
	if first < len(r.out) && r.left >= 0 && r.out[first].Start == r.doc.Blocks[b].Start && r.out[first].Marks == r.out[r.left].Marks {
		r.out[first].Continues = r.left
	}
	if n := len(r.out); first < n && r.out[first].Marks == NoMarks && first > 0 && r.out[first-1].Marks == NoMarks && r.out[first-1].Block == b-1 {
		r.out[first].Continues = first - 1
	}
	r.left = -1
	for i := first; i < len(r.out); i++ {
		if !r.out[i].Closed && r.opensWith(b+1, r.out[i].Marks) {
			r.left = i
		}
	}
}
