package extract

import (
	"math"
	"slices"
)

// maxCellLines is how many lines a cell of a table may have; what is longer is a column of running text.
const maxCellLines = 6

// pdfRow is a row of a table: its cells, each of one line or several, and how many lines of the page it
// took.
type pdfRow struct {
	cells [][]piece
	y     float64 // of its first lines
	low   float64 // of its last
	lines int
}

// tableAt is the rows of the table that begins at line i: at least two in succession that have several
// cells; nil where there is none.
func (w *pdfWriter) tableAt(i int) []pdfRow {
	var rows []pdfRow
	for at := i; at < len(w.lines); {
		r, ok := w.rowAt(at)
		if !ok || len(rows) > 0 && (w.lines[at].page != w.lines[i].page || r.y >= rows[len(rows)-1].low) {
			break
		}
		rows = append(rows, r)
		at += r.lines
	}
	if len(rows) < 2 {
		return nil
	}
	return rows
}

// rowAt is the row that begins at line i. Cells stand beside one another with their first lines at one
// height, and are drawn one after the other, each with all its lines.
func (w *pdfWriter) rowAt(i int) (r pdfRow, ok bool) {
	first := w.lines[i]
	r = pdfRow{y: first.y, low: first.y}
	x, y, deep := first.x, first.y, 0
	for _, l := range w.lines[i:] {
		level := math.Abs(l.y-r.y) < l.size/2
		switch {
		case l.page != first.page:
			return r, len(r.cells) > 1
		case r.lines == 0 || level && l.x > x+l.size:
			for _, c := range l.pieces() {
				r.cells = append(r.cells, []piece{c})
			}
			deep = 1
		case len(l.cells) == 1 && math.Abs(l.x-x) <= l.size && l.y < y && y-l.y <= l.size*columnLead:
			r.cells[len(r.cells)-1] = append(r.cells[len(r.cells)-1], l.pieces()...)
			if deep++; deep > maxCellLines {
				return r, false
			}
		default:
			return r, len(r.cells) > 1
		}
		x, y = l.cells[len(l.cells)-1].x, l.y
		r.low = min(r.low, l.y)
		r.lines++
	}
	return r, len(r.cells) > 1
}

// pieces are the texts of the line's cells with their places in the source.
func (l pdfLine) pieces() []piece {
	var out []piece
	for k, c := range l.cells {
		end := len(l.text)
		if k+1 < len(l.cells) {
			end = l.cells[k+1].at - 1 // the tab
		}
		out = append(out, piece{l.text[c.at:end], Origin{l.at + c.at, l.at + end}})
	}
	return out
}

// table writes rows and returns how many lines they took.
func (w *pdfWriter) table(rows []pdfRow) int {
	w.out.tables++
	lines := 0
	for _, r := range rows {
		w.out.begin(TableRow, w.out.tables)
		for k, cell := range r.cells {
			if k > 0 {
				w.out.literal(cellBar)
			}
			w.cell(cell)
		}
		w.out.end()
		lines += r.lines
	}
	return lines
}

// cell writes the lines of a cell; a word or a figure that was cut at a hyphen or a dash goes on.
func (w *pdfWriter) cell(lines []piece) {
	for i, p := range lines {
		w.out.write(p)
		if i+1 < len(lines) && !slices.Contains([]string{"-", "–"}, lastLetter(p.text)) {
			w.out.literal("")
		}
	}
}
