package extract

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is a line of a page.
type pdfLine struct {
	text   string // its cells, if it has several, set apart by tabs
	x, end float64
	y      float64
	size   float64
	bold   bool
	page   int
	at     int // where its text begins in the source
	sizes  []pdfSizes
	cells  []pdfCell
	last   float64 // where its last string begins
}

// raised reports whether the line begins with a small raised figure: the mark of a note.
func (l *pdfLine) raised() bool {
	s := l.sizes[0]
	return s.size < l.size*0.8 && s.y > l.y && noteStart.MatchString(strings.TrimSpace(l.text))
}

// pdfSizes is how much of a line has a size, and the baseline of it.
type pdfSizes struct {
	size, y float64
	letters int
}

// weigh notes a string's size; the line's own is that of most of its letters.
func (l *pdfLine) weigh(c pdfChunk) {
	n := utf8.RuneCountInString(strings.TrimSpace(c.text))
	at := slices.IndexFunc(l.sizes, func(s pdfSizes) bool { return s.size == c.size })
	if at < 0 {
		l.sizes = append(l.sizes, pdfSizes{size: c.size, y: c.y})
		at = len(l.sizes) - 1
	}
	l.sizes[at].letters += n
	for _, s := range l.sizes {
		if s.letters > l.sizes[at].letters {
			return
		}
	}
	l.size, l.y = c.size, l.sizes[at].y
}

// layOut turns the pages' strings into the document.
func layOut(d *Document, pages [][]pdfChunk, info pdfInfo) error {
	var lines []pdfLine
	for i, chunks := range pages {
		lines = append(lines, uncolumned(pdfLines(chunks, i+1))...)
	}
	shown := 0
	for _, l := range lines {
		shown += len(strings.TrimSpace(l.text))
	}
	if shown == 0 {
		return fmt.Errorf("%s: %w: its pages are pictures without text; run text recognition (OCR) over it and check that", d.Name, ErrEmpty)
	}
	if !readable(lines) {
		return fmt.Errorf("%s: %w: its fonts do not tell which letters they show; run text recognition (OCR) over it, or give another format", d.Name, ErrDamaged)
	}
	lines = withoutHeads(lines, len(pages))
	writePages(d, lines, len(pages))
	if s := foldText(info.title); !junkTitle.MatchString(s) {
		d.Title = s
	}
	if s := foldText(info.author); !junkAuthor.MatchString(s) {
		d.Byline = cleanByline(s)
	}
	w := &pdfWriter{words: vocabularyOf(lines), body: bodySize(lines), lead: usualLead(lines)}
	var notes []pdfLine
	w.lines, notes = w.apart(lines)
	w.write()
	w.lines, w.out.inNote = notes, true
	w.write()
	w.out.compose(d)
	return nil
}

// readable reports whether the lines are made of letters for the larger part.
func readable(lines []pdfLine) bool {
	letters, odd := 0, 0
	for _, l := range lines {
		for _, r := range l.text {
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				letters++
			case unicode.IsControl(r) && r != '\t' || unicode.Is(unicode.Co, r):
				odd++
			}
		}
	}
	return letters > odd*4
}

// writePages makes the source: every page's lines, each a line of it.
func writePages(d *Document, lines []pdfLine, pages int) {
	i := 0
	for page := 1; page <= pages; page++ {
		start := len(d.Source)
		for ; i < len(lines) && lines[i].page == page; i++ {
			lines[i].at = len(d.Source)
			d.Source = append(append(d.Source, lines[i].text...), '\n')
		}
		if len(d.Source) > start {
			d.Parts = append(d.Parts, Part{fmt.Sprintf("page %d", page), Origin{start, len(d.Source)}})
		}
	}
}

const (
	sameLine = 0.45 // of the size: how far the baselines of one line lie apart
	wordGap  = 0.16 // a gap that is a space
	cellGap  = 1.2  // a gap between two cells
)

// pdfLines joins strings that stand beside one another.
func pdfLines(chunks []pdfChunk, page int) []pdfLine {
	var lines []pdfLine
	for _, c := range chunks {
		if c.text == "" || c.size <= 0 {
			continue
		}
		if n := len(lines); n > 0 && lines[n-1].takes(c) {
			lines[n-1].add(c)
			continue
		}
		l := pdfLine{text: c.text, x: c.x, end: c.end, last: c.x, bold: c.bold, page: page, cells: []pdfCell{{0, c.x, c.end}}}
		l.weigh(c)
		lines = append(lines, l)
	}
	return slices.DeleteFunc(lines, func(l pdfLine) bool { return strings.TrimSpace(l.text) == "" })
}

// takes reports whether a string goes on with the line.
func (l *pdfLine) takes(c pdfChunk) bool {
	size := max(l.size, c.size)
	return math.Abs(l.y-c.y) <= sameLine*size && c.x >= l.end-size/2
}

// add writes a string behind the others. A small raised figure is the mark of a note.
func (l *pdfLine) add(c pdfChunk) {
	small := c.size < l.size*0.8 && c.y > l.y+l.size*0.15
	if small && strings.Trim(c.text, "0123456789*†‡ ,") == "" {
		l.end = max(l.end, c.end)
		return
	}
	if strings.HasSuffix(l.text, " ") && c.x <= l.last+c.size/10 {
		l.text, l.end = l.text[:len(l.text)-1], l.last // a soft hyphen, drawn as a space without width
	}
	blank := strings.TrimSpace(l.text) == ""
	gap := c.x - l.end
	switch last, _ := utf8.DecodeLastRuneInString(l.text); {
	case blank:
		l.text, l.x, l.bold, l.sizes = "", c.x, c.bold, nil
		l.cells = []pdfCell{{0, c.x, c.end}}
	case gap > cellGap*max(l.size, c.size):
		l.text = strings.TrimRight(l.text, " ") + "\t"
		l.cells = append(l.cells, pdfCell{len(l.text), c.x, c.end})
	case gap > wordGap*c.size && !unicode.IsSpace(last) && !strings.HasPrefix(c.text, " "):
		l.text += " "
	}
	l.weigh(c)
	l.text += c.text
	l.end, l.last = max(l.end, c.end), c.x
	l.cells[len(l.cells)-1].end = l.end
	l.bold = l.bold && (c.bold || strings.TrimSpace(c.text) == "")
}

var (
	figures    = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`(?i)^(?:[-–— ]*(?:page|p\.?)? *\d{1,4}(?: *(?:of|/) *\d{1,4})?[-–— ]*|[ivxl]{1,6})$`)
)

// marginLines is how many lines at the top and the bottom of a page may be its head or foot.
const marginLines = 3

// withoutHeads drops what the pages repeat at their edges, and their numbers.
func withoutHeads(lines []pdfLine, pages int) []pdfLine {
	edge := edges(lines)
	seen := map[string]map[int]bool{}
	key := func(i int) string {
		return fmt.Sprintf("%.0f %s", lines[i].y/8, figures.ReplaceAllString(strings.ToLower(strings.TrimSpace(lines[i].text)), "#"))
	}
	for i := range edge {
		k := key(i)
		if seen[k] == nil {
			seen[k] = map[int]bool{}
		}
		seen[k][lines[i].page] = true
	}
	var out []pdfLine
	for i, l := range lines {
		repeated := edge[i] && len(seen[key(i)]) >= 2 && len(seen[key(i)])*3 >= pages
		if repeated || edge[i] && pageNumber.MatchString(strings.TrimSpace(l.text)) {
			continue
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return lines
	}
	return out
}

// edges are the lines that lie highest and lowest on their page.
func edges(lines []pdfLine) map[int]bool {
	out, byPage := map[int]bool{}, map[int][]int{}
	for i, l := range lines {
		byPage[l.page] = append(byPage[l.page], i)
	}
	for _, on := range byPage {
		slices.SortFunc(on, func(a, b int) int {
			switch ya, yb := lines[a].y, lines[b].y; {
			case ya > yb:
				return -1
			case ya < yb:
				return 1
			}
			return a - b
		})
		for k, i := range on {
			if k < marginLines || k >= len(on)-marginLines {
				out[i] = true
			}
		}
	}
	return out
}

// bodySize is the size that most characters have.
func bodySize(lines []pdfLine) float64 {
	count := map[int]int{}
	for _, l := range lines {
		count[int(math.Round(l.size*4))] += len(l.text)
	}
	best, most := 40, 0
	for size, n := range count {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return float64(best) / 4
}

// usualLead is the distance from line to line in running text, as a multiple of the size.
func usualLead(lines []pdfLine) float64 {
	var leads []float64
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if d := (a.y - b.y) / max(a.size, 1); a.page == b.page && d > 0.8 && d < 2.5 && sameSize(a, b) {
			leads = append(leads, d)
		}
	}
	if len(leads) == 0 {
		return 1.2
	}
	slices.Sort(leads)
	return leads[len(leads)/3]
}

func sameSize(a, b pdfLine) bool { return math.Abs(a.size-b.size) <= 0.08*max(a.size, b.size) }

// vocabularyOf is how often the lines have each word, hyphens included; words that a line's end may cut are
// left out.
func vocabularyOf(lines []pdfLine) map[string]int {
	words := map[string]int{}
	for _, l := range lines {
		f := strings.Fields(l.text)
		for i, w := range f {
			if i == len(f)-1 && endsWithHyphen(w) {
				continue
			}
			words[bareWord(w)]++
		}
	}
	return words
}

func bareWord(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}
