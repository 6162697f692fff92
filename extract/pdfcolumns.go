package extract

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// pdfCell is a part of a line that a wide gap sets apart: where its text begins in the line's, and where it
// stands on the page.
type pdfCell struct {
	at     int
	x, end float64
}

// What makes a gap that runs down a page the space between two columns of running text, and not that of a
// table: enough lines in succession, long on both sides.
const (
	columnRun  = 6
	columnText = 22  // characters on either side, on average
	columnLead = 2.4 // times the size: a wider gap from line to line ends the run
)

// uncolumned puts lines that were drawn across two columns into the order of reading: the left column, then
// the right one. Most programs draw column by column, and nothing is done to their lines.
func uncolumned(lines []pdfLine) []pdfLine {
	var out []pdfLine
	for i := 0; i < len(lines); {
		n, gutter := acrossColumns(lines[i:])
		if n == 0 {
			out = append(out, lines[i])
			i++
			continue
		}
		var right []pdfLine
		for _, l := range lines[i : i+n] {
			a, b := l.splitAt(gutter)
			if a.text != "" {
				out = append(out, a)
			}
			if b.text != "" {
				right = append(right, b)
			}
		}
		out = append(out, right...)
		i += n
	}
	return out
}

// acrossColumns is how many lines from the first on go across two columns, and where the right one begins;
// 0 where they do not.
func acrossColumns(lines []pdfLine) (n int, gutter float64) {
	if len(lines[0].cells) != 2 {
		return 0, 0
	}
	gutter = lines[0].cells[1].x
	both, left, right := 0, 0, 0
	for ; n < len(lines); n++ {
		l := lines[n]
		if n > 0 && (l.y >= lines[n-1].y || lines[n-1].y-l.y > l.size*columnLead || !sameSize(l, lines[0])) {
			break
		}
		if len(l.cells) == 2 && math.Abs(l.cells[1].x-gutter) < l.size*1.5 {
			both++
			left += utf8.RuneCountInString(l.text[:l.cells[1].at])
			right += utf8.RuneCountInString(l.text[l.cells[1].at:])
		} else if len(l.cells) != 1 || l.x < gutter-l.size && l.end > gutter-l.size/2 {
			break
		}
	}
	if both < columnRun || left < both*columnText || right < both*columnText {
		return 0, 0
	}
	return n, gutter
}

// splitAt is the line's parts left and right of the gutter.
func (l pdfLine) splitAt(gutter float64) (left, right pdfLine) {
	if len(l.cells) == 1 {
		if l.x < gutter-l.size {
			return l, pdfLine{}
		}
		return pdfLine{}, l
	}
	left, right = l, l
	left.text, left.end = strings.TrimRight(l.text[:l.cells[1].at], "\t "), l.cells[0].end
	left.cells = slices.Clone(l.cells[:1])
	right.text, right.x = l.text[l.cells[1].at:], l.cells[1].x
	right.cells = []pdfCell{{0, l.cells[1].x, l.cells[1].end}}
	return left, right
}
