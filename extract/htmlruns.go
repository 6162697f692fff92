package extract

import (
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// run is one stretch of text between two tags: its bytes in the decoded page.
type run struct{ start, end int }

// Runs are numbered in the page that goes to the parser by one character of Unicode's private planes put
// before each, so that every text node of the tree says which runs it holds, whatever the parser moves
// around. What the page itself has of those characters is taken out first.
const (
	firstMark = 0xF0000
	perPlane  = 0xFFFD + 1
)

// mark is the character that numbers run i.
func mark(i int) rune { return firstMark + rune(i/perPlane)<<16 + rune(i%perPlane) }

// runOf is the number that a mark stands for, or -1.
func runOf(r rune) int {
	if r < firstMark || r&0xffff > 0xfffd {
		return -1
	}
	return int((r-firstMark)>>16)*perPlane + int(r&0xffff)
}

func isRawText(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Noembed, atom.Noframes,
		atom.Iframe, atom.Xmp, atom.Plaintext:
		return true
	}
	return false
}

// mayHoldMark reports whether text could, as it is or by a numeric reference, contain one of our marks.
func mayHoldMark(token string) bool {
	return strings.IndexByte(token, 0xf3) >= 0 || strings.IndexByte(token, 0xf4) >= 0 || strings.Contains(token, "&#")
}

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= firstMark {
			return -1
		}
		return r
	}, s)
}

// nodeText is the text under a node without marks, white space folded.
func nodeText(n *nethtml.Node) string {
	var b strings.Builder
	var walk func(*nethtml.Node)
	walk = func(n *nethtml.Node) {
		if n.Type == nethtml.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !neverShown[c.DataAtom] {
				walk(c)
			}
		}
		if n.DataAtom == atom.Br || blockTags[n.DataAtom] {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return foldText(b.String())
}

// foldText drops marks and invisible characters and folds white space.
func foldText(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch glyphKind(r) {
		case blank:
			space = b.Len() > 0
		case glyph:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// decodeRun cuts a run at its character references, each a piece of its own.
func decodeRun(page string, r run) []piece {
	var pieces []piece
	from := r.start
	for i := r.start; i < r.end; i++ {
		if page[i] != '&' {
			continue
		}
		j := i + 1
		for j < r.end && j-i < 40 && (isAlnum(page[j]) || page[j] == '#' && j == i+1) {
			j++
		}
		if j < r.end && page[j] == ';' {
			j++
		}
		char := html.UnescapeString(page[i:j])
		if char == page[i:j] {
			continue
		}
		if from < i {
			pieces = append(pieces, piece{page[from:i], Origin{from, i}})
		}
		pieces = append(pieces, piece{withoutMarks(char), Origin{i, j}})
		from, i = j, j-1
	}
	if from < r.end {
		pieces = append(pieces, piece{page[from:r.end], Origin{from, r.end}})
	}
	return pieces
}

func isAlnum(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
}
