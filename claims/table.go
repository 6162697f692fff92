package claims

import (
	"strings"

	"stet/claims/link"
	"stet/extract"
)

// cell is one cell of a table's row.
type cell struct {
	extract.Span
	column int
}

// cells cuts a table row into its cells, between tabs.
func cells(doc *extract.Document, block extract.Span) []cell {
	var out []cell
	at := block.Start
	for i, part := range strings.Split(doc.Text[block.Start:block.End], "\t") {
		span := extract.Span{Start: at, End: at + len(part)}
		at = span.End + 1
		for span.Start < span.End && doc.Text[span.Start] == ' ' {
			span.Start++
		}
		for span.End > span.Start && doc.Text[span.End-1] == ' ' {
			span.End--
		}
		out = append(out, cell{span, i})
	}
	return out
}

// header is the first row of the table that a block belongs to, or -1 for the first row itself.
func header(doc *extract.Document, block int) int {
	if doc.Blocks[block].Role != extract.TableRow {
		return -1
	}
	for i := block - 1; i >= 0; i-- {
		if doc.Blocks[i].Role != extract.TableRow || doc.Blocks[i].Table != doc.Blocks[block].Table {
			if i+1 == block {
				return -1
			}
			return i + 1
		}
	}
	if block == 0 {
		return -1
	}
	return 0
}

// columnTimes are the dates that head the claim's column or its row.
func (c *surroundings) columnTimes(claim *Claim) []link.Cue {
	doc := c.a.doc
	block := doc.Sentences[claim.Sentence].Block
	head := header(doc, block)
	if head < 0 {
		return nil
	}
	column := strings.Count(doc.Text[doc.Blocks[block].Start:claim.Span.Start], "\t")
	if w, ok := c.cellDate(head, column); ok {
		return []link.Cue{{When: w, Weight: 1}}
	}
	if w, ok := c.cellDate(block, 0); ok {
		return []link.Cue{{When: w, Weight: 1}}
	}
	return nil
}

// cellDate is the date in a cell.
func (c *surroundings) cellDate(block, column int) (extract.When, bool) {
	doc := c.a.doc
	for i := range doc.Sentences {
		if doc.Sentences[i].Block != block {
			continue
		}
		for k := range doc.Sentences[i].Mentions {
			m := &doc.Sentences[i].Mentions[k]
			if m.Kind == extract.DateMention && !m.When.From.IsZero() && strings.Count(doc.Text[doc.Blocks[block].Start:m.Start], "\t") == column {
				return m.When, true
			}
		}
	}
	return extract.When{}, false
}

// cellSides are the words of a cell, or of a column's head, that tell a vote.
var cellSides = map[string]side{
	"for": yes, "yes": yes, "in favour": yes, "in favor": yes, "y": yes, "aye": yes, "votes for": yes, "✓": yes, "voted for": yes,
	"against": no, "no": no, "n": no, "nay": no, "opposed": no, "votes against": no, "voted against": no,
	"abstained": abstain, "abst": abstain, "abst.": abstain, "abstain": abstain, "abstention": abstain, "abstentions": abstain, "abstaining": abstain, "a": abstain,
	"n/v": absent, "absent": absent, "did not vote": absent, "not voting": absent, "no vote": absent, "non-voting": absent, "dnv": absent,
}

func (a *article) cellSide(s extract.Span) side { return cellSides[extract.Fold(a.doc.Quote(s))] }

// rows calls f for every row of every table that has a header.
func (a *article) rows(f func(block, head int)) {
	for i := range a.doc.Blocks {
		if head := header(a.doc, i); head >= 0 {
			f(i, head)
		}
	}
}

// tablePositions reads the cells that tell a vote: of the state that the row begins with, or of the one that heads the column; and the
// states that are listed under a side.
func (a *article) tablePositions() []found[positionFact] {
	var out []found[positionFact]
	a.rows(func(block, head int) {
		row, heads := cells(a.doc, a.doc.Blocks[block].Span), cells(a.doc, a.doc.Blocks[head].Span)
		own, _ := a.rowState(row[0].Span)
		for _, c := range row[1:] {
			names := own
			if len(names) == 0 && c.column < len(heads) {
				names, _ = a.rowState(heads[c.column].Span)
			}
			f := positionFact{side: a.cellSide(c.Span), names: names}
			if len(names) == 0 && c.column < len(heads) {
				f = positionFact{side: a.cellSide(heads[c.column].Span), names: a.cellStates(c.Span), closed: true}
			}
			sentence := a.sentenceAt(c.Span)
			if len(f.names) == 0 || f.side == noSide || f.side == absent && a.doc.Quote(c.Span) == "-" || sentence < 0 {
				continue
			}
			out = append(out, found[positionFact]{span: c.Span, sentence: sentence, fact: f})
		}
	})
	return out
}

// cellStates are the states that a cell lists, nil where it holds anything else.
func (a *article) cellStates(span extract.Span) []name {
	i := a.sentenceAt(span)
	if i < 0 {
		return nil
	}
	var out []name
	s := &a.doc.Sentences[i]
	rest := span.Len()
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if !span.Covers(m.Span) {
			continue
		}
		if m.Kind != extract.NameMention || m.Entries[0].Kind != extract.State {
			return nil
		}
		out = append(out, name{m.Span, m.Entries})
		rest -= m.Len()
	}
	if rest > len(" and ")*max(1, len(out)) {
		return nil
	}
	return out
}

// sentenceAt is the index of the sentence that holds the span, or -1.
func (a *article) sentenceAt(span extract.Span) int {
	for i := range a.doc.Sentences {
		if a.doc.Sentences[i].Covers(span) {
			return i
		}
	}
	return -1
}

// rowState is the state that a cell names, and nothing else.
func (a *article) rowState(span extract.Span) ([]name, int) {
	for i := range a.doc.Sentences {
		s := &a.doc.Sentences[i]
		if s.Start > span.Start || s.End < span.End {
			continue
		}
		for k := range s.Mentions {
			m := &s.Mentions[k]
			if m.Kind == extract.NameMention && m.Span == span && (m.Entries[0].Kind == extract.State) {
				return []name{{m.Span, m.Entries}}, i
			}
		}
	}
	return nil, 0
}

// tableTallies reads rows of numbers under a head that names the sides: "For | Against | Abstaining".
func (a *article) tableTallies() []found[tallyFact] {
	var out []found[tallyFact]
	a.rows(func(block, head int) {
		sides := map[int]side{}
		for _, c := range cells(a.doc, a.doc.Blocks[head].Span) {
			if s := a.cellSide(c.Span); s != noSide {
				sides[c.column] = s
			}
		}
		if len(sides) < 2 {
			return
		}
		var f found[tallyFact]
		for _, c := range cells(a.doc, a.doc.Blocks[block].Span) {
			n, sentence, ok := a.cellNumber(c.Span)
			if sides[c.column] == noSide || !ok {
				continue
			}
			if len(f.fact.counts) == 0 {
				f.span, f.sentence = c.Span, sentence
			}
			f.span = f.span.Join(c.Span)
			f.fact.counts = append(f.fact.counts, count{side: sides[c.column], q: n, span: c.Span, all: c.Span})
		}
		if len(f.fact.counts) >= 2 {
			f.told.sides = true
			out = append(out, f)
		}
	})
	return out
}

// cellNumber is the number that makes up a cell.
func (a *article) cellNumber(span extract.Span) (extract.Quantity, int, bool) {
	for i := range a.doc.Sentences {
		s := &a.doc.Sentences[i]
		for k := range s.Mentions {
			if m := &s.Mentions[k]; m.Span == span && m.Kind == extract.NumberMention {
				return m.Number, i, true
			}
		}
	}
	return extract.Quantity{}, 0, false
}
