package extract

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cellBar stands between the cells of a row.
const cellBar = "\t"

// maxSpan bounds colspan and rowspan.
const maxSpan = 50

// table writes a table's rows, one block each, so that cell i of every row is column i (empty cells stand
// for what a span covers). A table that only arranges the page is walked as if it were divs.
func (p *page) table(n *html.Node, at place) {
	rows := tableRows(n)
	if p.arranges(n, rows) {
		p.walkLayout(n, at)
		return
	}
	p.tables++
	number := p.tables
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			p.walk(c, at)
			p.end()
		}
	}
	at.role, at.table, at.inSentence = TableRow, number, true
	covered := map[int]int{} // column: rows still covered from above
	for _, row := range rows {
		if !isHidden(row) {
			p.row(row, at, covered)
		}
	}
}

// row writes one row.
func (p *page) row(row *html.Node, at place, covered map[int]int) {
	p.current = &draft{Block: Block{Role: at.role, Table: at.table, Time: at.time}, box: at.box}
	p.inRow = true
	column := 0
	next := func() {
		if column > 0 {
			p.current.parts = append(p.current.parts, part{-1, cellBar})
		}
		column++
	}
	skip := func() {
		for covered[column] > 0 {
			covered[column]--
			next()
		}
	}
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || isHidden(c) {
			continue
		}
		skip()
		wide, high := spanOf(c, "colspan"), spanOf(c, "rowspan")
		for i := range wide {
			if high > 1 {
				covered[column] = high - 1
			}
			next()
			if i == 0 {
				p.walkChildren(c, at)
			}
		}
	}
	skip()
	p.inRow = false
	p.end()
}

func spanOf(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxSpan)
}

// tableRows are the rows of a table itself, without those of tables inside it.
func tableRows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			rows = append(rows, tableRows(c)...)
		}
	}
	return rows
}

// arranges tells a table of layout: it says so, holds tables, headings or several paragraphs in a cell, or
// never has two cells beside one another.
func (p *page) arranges(n *html.Node, rows []*html.Node) bool {
	if r := attr(n, "role"); r == "presentation" || r == "none" {
		return true
	}
	most := 0
	for _, row := range rows {
		cells := 0
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cells++
			if holdsBlocks(c) {
				return true
			}
		}
		most = max(most, cells)
	}
	return most < 2
}

// holdsBlocks reports whether a cell is a part of the page rather than a value.
func holdsBlocks(cell *html.Node) bool {
	blocks, found := 0, false
	each(cell, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.Article, atom.Section, atom.Main:
			found = true
		case atom.P, atom.Blockquote:
			if len(nodeText(n)) > 120 {
				blocks++
			}
		}
		return !found
	})
	if found || blocks > 1 {
		return true
	}
	return len(nodeText(cell)) > 1200
}

// walkLayout walks a table that arranges the page; cells are boxes.
func (p *page) walkLayout(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
			if !isHidden(c) {
				p.walkLayout(c, at)
			}
		case atom.Td, atom.Th:
			if p.drops(c, at) {
				p.dropped = append(p.dropped, c)
				continue
			}
			p.end()
			p.walkChildren(c, p.enter(c, at))
			p.end()
		default:
			p.walk(c, at)
		}
	}
}
