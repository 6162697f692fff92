package extract

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfWriter joins lines to paragraphs and tells what each is.
type pdfWriter struct {
	out   flow
	lines []pdfLine
	words map[string]int
	body  float64 // the size of running text
	lead  float64
	head  bool // a headline was written
}

// write writes all lines.
func (w *pdfWriter) write() {
	for i := 0; i < len(w.lines); {
		if rows := w.tableAt(i); rows != nil {
			i += w.table(rows)
			continue
		}
		j := i + 1
		for j < len(w.lines) && w.joins(w.lines[i:j], w.lines[j]) && w.tableAt(j) == nil {
			j++
		}
		w.paragraph(w.lines[i:j])
		i = j
	}
}

// lastLetter is the last character of a text, "" of none.
func lastLetter(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// columnLines is how many lines back tell how wide a column is.
const columnLines = 40

// joins reports whether a line goes on with the paragraph.
func (w *pdfWriter) joins(para []pdfLine, next pdfLine) bool {
	first, prev := para[0], para[len(para)-1]
	s := strings.TrimSpace(prev.text)
	if !sameSize(prev, next) || first.bold != next.bold && !strings.HasSuffix(s, ",") || itemMark.MatchString(next.text) {
		return false
	}
	right := prev.end
	for _, l := range para[max(0, len(para)-columnLines):] {
		right = max(right, l.end)
	}
	if next.page != prev.page || next.y > prev.y+prev.size/2 { // a new page or column
		return !endsLikeSentence(s) && w.isBody(prev) || startsLower(next.text)
	}
	if (prev.y-next.y)/max(prev.size, 1) > w.lead*1.35 {
		return false
	}
	if indent := next.x - prev.x; indent > prev.size*0.8 && !hangs(first.text) && !centred(prev, next) {
		return false
	}
	word, _, _ := strings.Cut(strings.TrimSpace(next.text), " ")
	room := right - prev.end - float64(utf8.RuneCountInString(word)+1)*prev.size*0.5
	return room < prev.size*3 || !endsLikeSentence(s)
}

// hangs reports whether a paragraph's later lines stand to the right of its first.
func hangs(first string) bool { return itemMark.MatchString(first) || noteStart.MatchString(first) }

// centred reports whether two lines have the same middle.
func centred(a, b pdfLine) bool {
	return math.Abs(a.x+a.end-b.x-b.end) < a.size
}

// apart takes the notes at the feet of the pages out of the lines, since the text goes on around them: from
// a line on that begins with a note's mark, in small letters or with the mark raised, as long as the lines
// go down.
func (w *pdfWriter) apart(lines []pdfLine) (text, notes []pdfLine) {
	lowest := map[int]float64{} // of the lines of running text, by page
	for _, l := range lines {
		if y, ok := lowest[l.page]; l.size > w.body*0.92 && (!ok || l.y < y) {
			lowest[l.page] = l.y
		}
	}
	for i, l := range lines {
		n := len(notes)
		small := l.size <= w.body*0.92
		goesOn := n > 0 && i > 0 && notes[n-1].page == l.page && notes[n-1].at == lines[i-1].at && l.y < lines[i-1].y && sameSize(l, lines[i-1])
		if goesOn || l.raised() || small && noteStart.MatchString(strings.TrimSpace(l.text)) && l.y < lowest[l.page] {
			notes = append(notes, l)
			continue
		}
		text = append(text, l)
	}
	return text, notes
}

func (w *pdfWriter) isBody(l pdfLine) bool { return l.size < w.body*1.1 && !l.bold }

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.IsLower(r)
}

// paragraph writes lines as one block.
func (w *pdfWriter) paragraph(lines []pdfLine) {
	role := w.roleOf(lines)
	w.out.begin(role, 0)
	for i, l := range lines {
		text, at := l.text, l.at
		if role == ListItem && i == 0 {
			n := markWidth(text)
			text, at = text[n:], at+n
		}
		cut := i+1 < len(lines) && endsWithHyphen(text)
		if cut && w.dropsHyphen(text, lines[i+1].text) {
			_, n := utf8.DecodeLastRuneInString(text)
			text = text[:len(text)-n]
		}
		w.out.write(piece{text, Origin{at, at + len(text)}})
		if i+1 < len(lines) && !cut {
			w.out.write(piece{"\n", Origin{at + len(text), at + len(text) + 1}})
		}
	}
	w.out.end()
}

// endsWithHyphen reports whether a word seems to go on behind the line's end.
func endsWithHyphen(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if r != '-' && r != '\u00ad' && r != '\u2010' || n == len(s) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(before) || unicode.IsDigit(before)
}

// dropsHyphen decides whether the hyphen at a line's end belongs to the word: the article's own words tell,
// where it has the word elsewhere; figures and names keep theirs.
func (w *pdfWriter) dropsHyphen(line, next string) bool {
	r, n := utf8.DecodeLastRuneInString(line)
	if r == '\u00ad' {
		return true
	}
	head := line[:len(line)-n]
	if i := strings.LastIndexFunc(head, unicode.IsSpace); i >= 0 {
		head = head[i+1:]
	}
	tail, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	joined, kept := w.words[bareWord(head+tail)], w.words[bareWord(head+"-"+tail)]
	switch {
	case joined != kept:
		return joined > kept
	case !startsLower(tail) || strings.ContainsAny(head, "0123456789-–"):
		return false
	}
	return !w.standsAlone(head, tail)
}

// standsAlone reports whether the article uses both halves as words: "well-" and "known" rather than "reso-"
// and "lution".
func (w *pdfWriter) standsAlone(head, tail string) bool {
	return w.words[bareWord(head)] > 0 && w.words[bareWord(tail)] > 0
}

var noteStart = regexp.MustCompile(`^(?:\d{1,3}|[*†‡])[ .)]?\s*\pL`)

// roleOf tells headline, subheads, notes and list items by size, weight and place.
func (w *pdfWriter) roleOf(lines []pdfLine) Role {
	l := lines[0]
	s := strings.TrimSpace(l.text)
	last := strings.TrimSpace(lines[len(lines)-1].text)
	size := 0
	for _, l := range lines {
		size += len(l.text)
	}
	switch {
	case w.out.inNote:
		return Footnote
	case l.size >= w.body*1.25 && size <= 250 && !w.head && l.page == 1:
		w.head = true
		return Headline
	case (l.size >= w.body*1.1 || l.bold) && len(lines) <= 3 && size <= 160 && !endsLikeSentence(last):
		return Subhead
	case itemMark.MatchString(l.text) && (startsWithBullet(s) || strings.TrimLeft(s, "0123456789") != s):
		return ListItem
	}
	return Paragraph
}
