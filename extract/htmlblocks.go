package extract

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// draft is a block before it is known whether it belongs to the article.
type draft struct {
	Block
	parts  []part
	box    int // index into page.boxes
	size   int // bytes of text
	links  int // of these, in links to other pages
	kept   int // of these, in runs that readability kept
	stamps int // of these, in time elements
	breaks int // line breaks at its end
	pre    bool
	chosen bool
}

// part is a run of the page, or (run -1) a literal, or a space where that is empty.
type part struct {
	run     int
	literal string
}

// box is an element that holds blocks.
type box struct {
	parent int
	body   bool // it may be the article's body, not only a paragraph or a row of it
	kept   int  // bytes of text under it that readability kept
}

// place is what the walker knows about where it is.
type place struct {
	role       Role
	box        int
	table      int
	time       time.Time
	link       bool // inside a link to another page
	inSentence bool // inside an element that holds running text
	inArticle  bool // inside main or article
	pre        bool
	inTime     bool // inside a time element
}

var (
	emptyLine    = regexp.MustCompile(`\r?\n[ \t]*\r?\n\s*`)
	pullWords    = namePhrases(`pullquote, pull quote, pull, pulled quote, pull out, pullout, breakout quote`)
	captionWords = namePhrases(`caption, captions, cap, figcaption, wp caption text, image caption, photo caption, credit, credits, photo credit, image credit`)
	footWords    = namePhrases(`footnote, footnotes, endnotes, endnote, doc footnote, doc endnotes`)
	summaryWords = namePhrases(`standfirst, dek, deck, subtitle, sub title, subheadline, sub headline, subhed, sub heading, subheading, subhead, strapline, article summary,
		summary, entry summary, sapo, chapeau, lead in, article intro, description, alternative headline, alternativeheadline, tagline`)
)

// walk turns the tree under n into drafts.
func (p *page) walk(n *html.Node, at place) {
	switch n.Type {
	case html.TextNode:
		p.text(n.Data, at)
		return
	case html.ElementNode:
	case html.DocumentNode:
		p.walkChildren(n, at)
		return
	default:
		return
	}
	if p.stamps[n] || p.drops(n, at) {
		p.dropped = append(p.dropped, n)
		if !inlineTags[n.DataAtom] {
			p.end()
		}
		return
	}
	switch n.DataAtom {
	case atom.Br:
		p.lineBreak()
	case atom.Wbr:
	case atom.Q:
		p.quoted(n, at)
	case atom.Table:
		p.end()
		p.table(n, p.enter(n, at))
		p.end()
	default:
		inside, isBlock := p.placeOf(n, at)
		if isBlock {
			p.end()
			inside = p.enter(n, inside)
		}
		p.walkChildren(n, inside)
		if isBlock {
			p.end()
		}
	}
}

// walkChildren walks the children, without those that stand under a heading for other articles.
func (p *page) walkChildren(n *html.Node, at place) {
	var last *html.Node // of what is left out
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if last == nil && headRank(c) > 1 && c != p.headline && asideHeads.MatchString(nodeText(c)) {
			last = p.asideAfter(c)
			p.end()
		}
		if last == nil {
			p.walk(c, at)
			continue
		}
		p.dropped = append(p.dropped, c)
		if c == last {
			last = nil
		}
	}
}

// asideAfter is the last of the siblings that belong to such a heading, nil where what follows is prose.
func (p *page) asideAfter(head *html.Node) *html.Node {
	rank, last := headRank(head), head
	var s sizes
	for c := head.NextSibling; c != nil; c = c.NextSibling {
		if r := headRank(c); r > 0 && r <= rank || p.holdsHeadline(c) {
			break
		}
		if c.Type == html.ElementNode {
			m := measure(c)
			s.prose, s.text, s.links, s.anch = s.prose+m.prose, s.text+m.text, s.links+m.links, s.anch+m.anch
		}
		last = c
	}
	comments := commentHeads.MatchString(nodeText(head))
	if s.mostlyLinks() || s.prose == 0 || comments && s.prose*10 < p.total.prose*9 {
		return last
	}
	return nil
}

// placeOf is the place inside an element, and whether the element is a block of its own.
func (p *page) placeOf(n *html.Node, at place) (place, bool) {
	isBlock := blockTags[n.DataAtom]
	words := classWords(n)
	if role, ok := p.roleOf(n, words, at); ok {
		at.role, isBlock = role, true
	}
	switch n.DataAtom {
	case atom.A:
		at.link = at.link || leadsAway(n)
	case atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Td, atom.Th, atom.Dd, atom.Dt,
		atom.Figcaption, atom.Summary, atom.Caption:
		at.inSentence = true
	case atom.Article, atom.Main:
		at.inArticle = true
	case atom.Pre:
		at.pre = true
	case atom.Time:
		at.inTime = true
	case atom.Div, atom.Section:
		at.inSentence = false
	}
	if t, ok := p.entries[n]; ok {
		at.time = t
	}
	return at, isBlock
}

// roleOf is the role that an element gives its blocks, if it gives one.
func (p *page) roleOf(n *html.Node, words string, at place) (Role, bool) {
	if n == p.headline {
		return Headline, true
	}
	if words != "" && at.role != PullQuote && !p.roots[n] && !(at.inSentence && inlineTags[n.DataAtom]) {
		switch {
		case pullWords.in(words) && !p.isMost(n, 40):
			return PullQuote, true
		case footWords.in(words) && !inlineTags[n.DataAtom] && !p.isMost(n, 40):
			return Footnote, true
		case captionWords.in(words) && at.role != TableRow && !p.isMost(n, 40):
			return Caption, true
		case !p.prose && at.role == Paragraph && summaryWords.in(words) && !p.isMost(n, 30) && n.DataAtom != atom.Span:
			return Summary, true
		}
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Summary:
		return Subhead, true
	case atom.Li, atom.Dd, atom.Dt:
		return ListItem, at.role != Footnote && at.role != Summary
	case atom.Blockquote:
		return BlockQuote, at.role != PullQuote
	case atom.Figure, atom.Figcaption, atom.Caption:
		return Caption, at.role != PullQuote
	}
	switch attr(n, "role") {
	case "doc-endnotes", "doc-footnote":
		return Footnote, true
	case "heading":
		return Subhead, true
	}
	return 0, false
}

// enter opens a box for an element and returns the place inside.
func (p *page) enter(n *html.Node, at place) place {
	p.boxes = append(p.boxes, box{parent: at.box, body: !blockTags[n.DataAtom] || containerTags[n.DataAtom]})
	at.box = len(p.boxes) - 1
	return at
}

// text adds the runs of a text node to the current draft.
func (p *page) text(data string, at place) {
	blankOnly := true
	for i := 0; i < len(data); {
		if data[i] < 0xf0 {
			if blankOnly && data[i] <= ' ' {
				p.gap()
				blankOnly = false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(data[i:])
		i += n
		if k := runOf(r); k >= 0 && k < len(p.runs) && !p.used[k] {
			p.used[k], blankOnly = true, false
			p.add(k, at)
		}
	}
}

func (p *page) add(k int, at place) {
	d := p.current
	if d == nil {
		d = &draft{Block: Block{Role: at.role, Table: at.table, Time: at.time}, box: at.box, pre: at.pre}
		p.current = d
	}
	size := len(strings.TrimSpace(p.in.text[p.runs[k].start:p.runs[k].end]))
	d.size += size
	if at.link {
		d.links += size
	}
	if at.inTime {
		d.stamps += size
	}
	d.breaks = 0
	d.parts = append(d.parts, part{run: k})
}

// gap is white space between elements.
func (p *page) gap() {
	if p.current != nil {
		p.current.parts = append(p.current.parts, part{run: -1})
	}
}

// lineBreak is a space; two of them end the paragraph.
func (p *page) lineBreak() {
	if p.current == nil {
		return
	}
	p.gap()
	if p.current.breaks++; p.current.breaks > 1 {
		p.end()
	}
}

// end finishes the current draft, unless a table row gathers its cells.
func (p *page) end() {
	if p.inRow {
		p.gap()
		return
	}
	if d := p.current; d != nil && d.size > 0 {
		p.drafts = append(p.drafts, d)
		if d.Role == Paragraph && d.size > 160 && d.links*2 < d.size {
			p.prose = true
		}
	}
	p.current = nil
}

// quoted shows the quotation marks that browsers draw around a <q>.
func (p *page) quoted(n *html.Node, at place) {
	r, _ := utf8.DecodeRuneInString(nodeText(n))
	bare := !strings.ContainsRune(`"“”„«‘'`, r) && p.current != nil
	if bare {
		p.current.parts = append(p.current.parts, part{-1, "“"})
	}
	p.walkChildren(n, at)
	if bare && p.current != nil {
		p.current.parts = append(p.current.parts, part{-1, "”"})
	}
}
