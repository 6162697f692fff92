package extract

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxMarkdownParagraph is the size of a paragraph beyond which a file is no Markdown that a person wrote:
// goldmark's search for matching marks is quadratic in it.
const maxMarkdownParagraph = 64 << 10

// maxInlineMarks bounds the marks of one paragraph that may open or close something.
const maxInlineMarks = 4000

var markdownParser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote)).Parser()

// readMarkdown fills d from Markdown: metadata of the front matter, then the visible text without markup.
func readMarkdown(d *Document, in decoded, limits Limits) error {
	start := d.takeFrontMatter(in.text)
	body := in.text[start:]
	if nested(body, limits.Depth) {
		return tooDeep(d.Name, "its quotes and lists are nested", limits.Depth)
	}
	if unwieldy(body) {
		readPlain(d, in, start)
		return nil
	}
	source := []byte(body)
	root := markdownParser.Parse(text.NewReader(source), parser.WithContext(parser.NewContext()))
	w := &mdWriter{source: body, base: start}
	w.blocks(root, Paragraph)
	w.out.finish(d, in)
	titleFromHeadline(d)
	return nil
}

// titleFromHeadline takes the headline of the text for a document without a title.
func titleFromHeadline(d *Document) {
	for _, b := range d.Blocks {
		if d.Title == "" && b.Role == Headline {
			d.Title = d.Quote(b.Span)
		}
	}
}

// nested reports whether a line opens more than limit quotes or lists. Indents count as list levels.
func nested(body string, limit int) bool {
	for at := 0; at < len(body); {
		line, next := cutLine(body, at)
		levels := 0
		for i := 0; i < len(line) && strings.IndexByte(">-*+ \t", line[i]) >= 0; i++ {
			if line[i] != ' ' && line[i] != '\t' {
				levels++
			}
		}
		if levels > limit && strings.ContainsAny(line, ">+ ") {
			return true
		}
		at = next
	}
	return false
}

// unwieldy reports whether a paragraph is longer, or has more marks, than goldmark reads in good time.
func unwieldy(body string) bool {
	size, marks := 0, 0
	for at := 0; at < len(body); {
		line, next := cutLine(body, at)
		if strings.TrimSpace(line) == "" {
			size, marks = 0, 0
		} else {
			size += next - at
			for i := 0; i < len(line); i++ {
				if strings.IndexByte("*_[]`<!~", line[i]) >= 0 {
					marks++
				}
			}
		}
		if size > maxMarkdownParagraph || marks > maxInlineMarks {
			return true
		}
		at = next
	}
	return false
}

// mdWriter writes the tree's text.
type mdWriter struct {
	out    composer
	source string
	base   int // of source in the decoded text
	tables int
	head   bool // a headline was written
	hidden bool // inside raw HTML that is not shown
}

// blocks writes the blocks under n; a paragraph takes the role of what it stands in.
func (w *mdWriter) blocks(n ast.Node, role Role) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			w.block(c, w.headingRole(c))
		case *ast.Paragraph, *ast.TextBlock:
			if w.isStandfirst(c) {
				w.block(c, Summary)
				continue
			}
			w.block(c, role)
		case *ast.Blockquote:
			w.blocks(c, BlockQuote)
		case *ast.List, *ast.ListItem:
			w.blocks(c, listRole(role))
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			w.lines(c, role)
		case *ast.HTMLBlock:
			w.htmlBlock(c, role)
		case *extast.Table:
			w.table(c)
		case *extast.FootnoteList, *extast.Footnote:
			w.blocks(c, Footnote)
		}
	}
}

func listRole(role Role) Role {
	if role == Footnote {
		return role
	}
	return ListItem
}

// headingRole makes the first heading of level 1 the headline.
func (w *mdWriter) headingRole(h *ast.Heading) Role {
	if h.Level == 1 && !w.head {
		w.head = true
		return Headline
	}
	return Subhead
}

// isStandfirst tells a paragraph right under the headline that is emphasised as a whole.
func (w *mdWriter) isStandfirst(n ast.Node) bool {
	prev, ok := n.PreviousSibling().(*ast.Heading)
	if !ok || prev.Level != 1 || n.ChildCount() != 1 {
		return false
	}
	return n.FirstChild().Kind() == ast.KindEmphasis
}

func (w *mdWriter) block(n ast.Node, role Role) {
	w.out.open(Block{Role: role})
	w.inline(n)
	w.out.close()
}

// inline writes the text under n: emphasis and links by what they show, pictures and notes' marks not.
func (w *mdWriter) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if !w.hidden {
				w.marked(c.Segment, !c.IsRaw())
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				w.out.blank(Origin{w.base + c.Segment.Stop, w.base + w.lineEnd(c.Segment.Stop)})
			}
		case *ast.CodeSpan:
			w.inlineRaw(c)
		case *ast.AutoLink:
			w.address(c)
		case *ast.RawHTML:
			w.rawInline(c)
		case *ast.Image, *extast.FootnoteLink, *extast.FootnoteBacklink:
		default:
			w.inline(c)
		}
	}
	if n.Type() == ast.TypeBlock {
		w.hidden = false
	}
}

// lineEnd is the offset behind the newline that follows at, with the next line's indent.
func (w *mdWriter) lineEnd(at int) int {
	for at < len(w.source) && strings.IndexByte(" \t\r\\", w.source[at]) >= 0 {
		at++
	}
	return min(at+1, len(w.source))
}

func (w *mdWriter) inlineRaw(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.marked(t.Segment, false)
		}
	}
}

// address writes an address that the text shows.
func (w *mdWriter) address(n *ast.AutoLink) {
	label := string(n.Label([]byte(w.source)))
	if prev := n.PreviousSibling(); prev != nil {
		if t, ok := prev.(*ast.Text); ok {
			if i := strings.Index(w.source[t.Segment.Stop:min(len(w.source), t.Segment.Stop+len(label)+4)], label); i >= 0 {
				at := w.base + t.Segment.Stop + i
				w.out.write(piece{label, Origin{at, at + len(label)}})
				return
			}
		}
	}
	w.out.literal(label)
}

// marked writes a stretch of the source, with backslash escapes and character references resolved.
func (w *mdWriter) marked(s text.Segment, resolve bool) {
	if s.Padding > 0 {
		w.out.gap()
	}
	from := s.Start
	for i := s.Start; i < s.Stop && resolve; i++ {
		if w.source[i] != '\\' || i+1 == s.Stop || !isASCIIPunct(w.source[i+1]) {
			continue
		}
		w.entities(from, i)
		w.out.write(piece{w.source[i+1 : i+2], Origin{w.base + i + 1, w.base + i + 2}})
		from, i = i+2, i+1
	}
	if !resolve {
		w.out.write(piece{w.source[from:s.Stop], Origin{w.base + from, w.base + s.Stop}})
		return
	}
	w.entities(from, s.Stop)
}

// entities writes source[from:to] with character references resolved.
func (w *mdWriter) entities(from, to int) {
	if from >= to {
		return
	}
	for _, p := range decodeRun(w.source, run{from, to}) {
		p.from = Origin{p.from.Start + w.base, p.from.End + w.base}
		w.out.write(p)
	}
}

func isASCIIPunct(b byte) bool {
	return b > ' ' && b < 0x7f && !isAlnum(b)
}

// lines writes a code block, whose empty lines end paragraphs.
func (w *mdWriter) lines(n ast.Node, role Role) {
	w.out.open(Block{Role: role})
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if strings.TrimSpace(w.source[line.Start:line.Stop]) == "" {
			w.out.open(Block{Role: role})
			continue
		}
		w.marked(line, false)
	}
	w.out.close()
}

// table writes each row as a block, its cells joined by bars.
func (w *mdWriter) table(n *extast.Table) {
	w.tables++
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		w.out.open(Block{Role: TableRow, Table: w.tables})
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.PreviousSibling() != nil {
				w.out.literal(cellBar)
			}
			w.inline(cell)
		}
		w.out.close()
	}
}

// htmlBlock writes the text of raw HTML, its tags removed.
func (w *mdWriter) htmlBlock(n *ast.HTMLBlock, role Role) {
	w.out.open(Block{Role: role})
	end := n.Lines().Len()
	if end == 0 {
		return
	}
	start, stop := n.Lines().At(0).Start, n.Lines().At(end-1).Stop
	if n.HasClosure() {
		stop = max(stop, n.ClosureLine.Stop)
	}
	z := html.NewTokenizer(strings.NewReader(w.source[start:stop]))
	skip := 0
	for at := start; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		from := at
		at += len(z.Raw())
		switch kind {
		case html.TextToken:
			if skip == 0 {
				w.entities(from, min(at, stop))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if kind != html.SelfClosingTagToken && a != atom.Input && a != atom.Embed && neverShown[a] {
				skip = max(0, skip+map[bool]int{true: 1, false: -1}[kind == html.StartTagToken])
			}
			w.tagBreak(a, kind, role)
		}
	}
	w.out.close()
}

// tagBreak starts a new block at a block's tag in raw HTML.
func (w *mdWriter) tagBreak(a atom.Atom, kind html.TokenType, role Role) {
	switch {
	case a == atom.Br:
		w.out.gap()
	case a == atom.Td || a == atom.Th:
		if kind == html.EndTagToken {
			w.out.gap()
		}
	case blockTags[a]:
		switch {
		case kind == html.EndTagToken:
		case a == atom.Li:
			role = ListItem
		case a == atom.Figcaption || a == atom.Caption:
			role = Caption
		case a == atom.Blockquote:
			role = BlockQuote
		case a >= atom.H1 && (a == atom.H1 || a == atom.H2 || a == atom.H3 || a == atom.H4):
			role = Subhead
		}
		w.out.open(Block{Role: role})
	}
}

// rawInline drops a tag inside a paragraph; a line break is a space, and what scripts and the like hold is
// not shown.
func (w *mdWriter) rawInline(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	s := n.Segments.At(0)
	z := html.NewTokenizer(strings.NewReader(w.source[s.Start:s.Stop]))
	switch kind := z.Next(); kind {
	case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
		name, _ := z.TagName()
		a := atom.Lookup(name)
		if a == atom.Br || blockTags[a] {
			w.out.gap()
		}
		if a == atom.Script || a == atom.Style {
			w.hidden = kind == html.StartTagToken
		}
	}
}
