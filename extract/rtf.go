package extract

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// rtf reads Rich Text Format 1.9, tracked changes accepted. The file itself is the source, so that every
// word keeps its exact place in it.
type rtf struct {
	name   string
	src    string
	at     int
	limit  int
	page   *charmap.Charmap
	out    flow
	group  rtfGroup
	stack  []rtfGroup
	para   rtfPara
	paras  []rtfPara // of the text around notes and boxes
	styles map[int]string
	info   map[string]string
	high   rune // the first half of a surrogate pair
	skip   int  // characters that stand in for the Unicode one before them
}

// rtfGroup is what a closing brace brings back.
type rtfGroup struct {
	dest    string // "" is the text itself
	unicode int    // how many characters stand in for a Unicode one
	hidden  bool
	deleted bool
	style   int    // in the style sheet
	text    string // of the style sheet and the file's properties
	first   bool   // nothing but a star was read in it
	star    bool
	inner   bool // a note or a box begins with it
}

// rtfPara is the state of the paragraph that is read.
type rtfPara struct {
	open    bool
	row     bool // what is open is a table row
	inTable bool
	style   int
	outline int // -1 for none
	list    bool
	bars    int   // cells that ended since the last text of the row
	around  *flow // what was open where a note begins
}

// rtfCodePages are those that Western programs declare; for others \u is used anyway.
var rtfCodePages = map[int]*charmap.Charmap{
	437: charmap.CodePage437, 850: charmap.CodePage850, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252,
	1253: charmap.Windows1253, 1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 10000: charmap.Macintosh,
}

// rtfHidden are destinations whose text is no part of the article.
var rtfHidden = set(`fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl generator pict nonshppict objdata header headerl headerr
	headerf footer footerl footerr footerf annotation atnid atnauthor atnref atndate atnicn atrfstart atrfend fldinst listtext pntext pnseclvl pn tc xe
	bkmkstart bkmkend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn themedata colorschememapping datastore latentstyles xmlnstbl template sp
	mmathPr userprops docvar falt panose blipuid do background passwordhash`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var rtfChars = map[string]string{
	"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"tab": " ", "line": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "~": " ", "_": "-",
}

// readRTF fills d from a Rich Text file.
func readRTF(d *Document, limits Limits) error {
	source := d.Source
	d.unpack(RTF)
	d.Source, d.Parts = source, []Part{{"rtf", Origin{0, len(source)}}}
	r := &rtf{name: d.Name, src: string(source), limit: limits.Depth, page: charmap.Windows1252,
		styles: map[int]string{}, info: map[string]string{}, group: rtfGroup{unicode: 1}, para: rtfPara{outline: -1}}
	if err := r.read(); err != nil {
		return err
	}
	if s := foldText(r.info["title"]); !junkTitle.MatchString(s) {
		d.Title = s
	}
	if s := foldText(r.info["author"]); !junkAuthor.MatchString(s) {
		d.Byline = cleanByline(s)
	}
	r.out.compose(d)
	return nil
}

// read goes through the file once.
func (r *rtf) read() error {
	for r.at < len(r.src) {
		switch c := r.src[r.at]; c {
		case '{':
			if len(r.stack) >= r.limit {
				return tooDeep(r.name, "its groups are nested", r.limit)
			}
			r.openGroup()
		case '}':
			r.closeGroup()
		case '\\':
			r.control()
		case '\r', '\n', 0:
			r.at++
		default:
			r.plain()
		}
	}
	r.endParagraph()
	return nil
}

func (r *rtf) openGroup() {
	r.at++
	r.skip = 0
	g := &r.group
	r.stack = append(r.stack, *g)
	r.group = rtfGroup{dest: g.dest, unicode: g.unicode, hidden: g.hidden, deleted: g.deleted, first: true}
}

func (r *rtf) closeGroup() {
	r.at++
	r.skip = 0
	if len(r.stack) == 0 {
		return
	}
	switch g := &r.group; g.dest {
	case "stylesheet":
		if name := strings.TrimSuffix(strings.TrimSpace(g.text), ";"); name != "" {
			r.styles[g.style] = name
		}
	case "title", "author":
		r.info[g.dest] += g.text
	}
	if r.group.inner {
		r.leave()
	}
	r.group = r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
}

// enter begins a note or a box: text of its own in the middle of a paragraph.
func (r *rtf) enter(note bool) {
	r.paras = append(r.paras, r.para)
	r.para = rtfPara{outline: -1}
	r.group.dest, r.group.inner = "", true
	if note {
		r.group.dest = "footnote"
		r.para.around = &flow{stack: r.out.stack, queued: r.out.queued, inNote: r.out.inNote}
		r.out.stack, r.out.queued, r.out.inNote = nil, nil, true
	}
}

// leave ends it.
func (r *rtf) leave() {
	r.endParagraph()
	if around := r.para.around; around != nil {
		r.out.stack, r.out.queued, r.out.inNote = around.stack, around.queued, around.inNote
	}
	if n := len(r.paras); n > 0 {
		r.para, r.paras = r.paras[n-1], r.paras[:n-1]
	}
}

// control reads a control word or symbol.
func (r *rtf) control() {
	start := r.at
	r.at++
	if r.at >= len(r.src) {
		return
	}
	c := r.src[r.at]
	if !isAlpha(c) {
		r.at++
		r.symbol(c, start)
		return
	}
	from := r.at
	for r.at < len(r.src) && isAlpha(r.src[r.at]) && r.at-from < 32 {
		r.at++
	}
	word := r.src[from:r.at]
	num := r.at
	for r.at < len(r.src) && (r.src[r.at] == '-' && r.at == num || r.src[r.at] >= '0' && r.src[r.at] <= '9') && r.at-num < 11 {
		r.at++
	}
	value, err := strconv.Atoi(r.src[num:r.at])
	has := err == nil
	if r.at < len(r.src) && r.src[r.at] == ' ' {
		r.at++
	}
	if r.skip > 0 && word != "u" && word != "bin" {
		r.skip--
		return
	}
	r.word(word, value, has, Origin{start, r.at})
}

func isAlpha(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// symbol reads a control symbol.
func (r *rtf) symbol(c byte, start int) {
	switch c {
	case '*':
		r.group.star = true
		return
	case '\'':
		r.hexByte(start)
		return
	case '\r', '\n':
		r.endLine()
		return
	}
	if r.skip > 0 {
		r.skip--
		return
	}
	switch c {
	case '\\', '{', '}':
		r.put(string(c), Origin{start + 1, r.at})
	case '~', '_':
		r.put(rtfChars[string(c)], Origin{start, r.at})
	}
	r.group.first = false
}

// hexByte reads \'e9, a byte of the code page.
func (r *rtf) hexByte(start int) {
	b, err := strconv.ParseUint(r.src[r.at:min(len(r.src), r.at+2)], 16, 8)
	r.at = min(len(r.src), r.at+2)
	switch {
	case r.skip > 0:
		r.skip--
	case err == nil:
		r.put(string(r.page.DecodeByte(byte(b))), Origin{start, r.at})
	}
}

// plain reads text up to the next thing that is none.
func (r *rtf) plain() {
	start := r.at
	for r.at < len(r.src) && strings.IndexByte("{}\\\r\n\x00", r.src[r.at]) < 0 && r.src[r.at] < 0x80 {
		if r.skip > 0 {
			r.skip--
			start++
		}
		r.at++
	}
	if r.at > start {
		r.put(r.src[start:r.at], Origin{start, r.at})
	}
	if r.at < len(r.src) && r.src[r.at] >= 0x80 {
		r.at++
		if r.skip > 0 {
			r.skip--
			return
		}
		r.put(string(r.page.DecodeByte(r.src[r.at-1])), Origin{r.at - 1, r.at})
	}
}

// put writes text where the group goes.
func (r *rtf) put(s string, from Origin) {
	g := &r.group
	g.first = false
	switch g.dest {
	case "", "footnote":
		if !g.hidden && !g.deleted {
			r.show(s, from)
		}
	case "stylesheet", "title", "author":
		if len(g.text) < 1<<10 {
			g.text += s
		}
	}
}

// show writes text into the open paragraph or row, and begins one where none is open.
func (r *rtf) show(s string, from Origin) {
	p := &r.para
	switch {
	case p.inTable:
		r.beginRow()
		for ; p.bars > 0; p.bars-- {
			r.out.literal(cellBar)
		}
	case !p.open:
		if strings.Trim(s, " ") == "" {
			return
		}
		r.out.begin(r.role(), 0)
		p.open = true
	}
	r.out.write(piece{s, from})
}

// role is that of the paragraph that begins.
func (r *rtf) role() Role {
	if r.group.dest == "footnote" {
		return Footnote
	}
	role := roleOfStyle(r.styles[r.para.style])
	switch {
	case role != Paragraph:
		return role
	case r.para.outline == 0:
		return Headline
	case r.para.outline > 0 && r.para.outline < 9:
		return Subhead
	case r.para.list:
		return ListItem
	}
	return Paragraph
}

func (r *rtf) beginRow() {
	if r.para.row {
		return
	}
	r.endParagraph()
	if n := len(r.out.done); r.out.tables == 0 || n == 0 || r.out.done[n-1].Role != TableRow {
		r.out.tables++
	}
	r.out.begin(TableRow, r.out.tables)
	r.para.open, r.para.row, r.para.bars = true, true, 0
}

func (r *rtf) endRow() {
	for ; r.para.row && r.para.bars > 1; r.para.bars-- {
		r.out.literal(cellBar)
	}
	r.endParagraph()
}

// endLine ends a paragraph; within a cell it is a space.
func (r *rtf) endLine() {
	if r.para.inTable && r.para.row {
		r.out.literal("")
		return
	}
	r.endParagraph()
}

func (r *rtf) endParagraph() {
	if r.para.open {
		r.out.end()
	}
	r.para.open, r.para.row, r.para.bars = false, false, 0
}
