package report

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/extract"
)

// The article in its own markup. The page's tree is cut into rows at its paragraphs, lists and tables; boxes
// around them, which mean nothing without the page's style, fall away. Each row is copied without what
// could act or reach out, marks are set at the very text nodes, and a sanitiser has the last word.

// ownPage turns a page into rows.
type ownPage struct {
	*layouter
	page   *extract.Page
	read   map[*html.Node]bool // holds words of the article
	blocks map[*html.Node]bool // holds a paragraph, list, table or the like
	copier copier
	rows   []group
	loose  []*html.Node // text and inline elements that no paragraph holds, waiting to be one
	titled bool         // a first-level heading was written
}

// layoutPage is layout for a page's own markup. titled reports whether the rows hold the page's title.
func layoutPage(l *layouter) (rows []group, titled bool, err error) {
	page, err := l.d.Page(extract.Limits{})
	if err != nil {
		return nil, false, err
	}
	o := &ownPage{layouter: l, page: page, read: map[*html.Node]bool{}, blocks: map[*html.Node]bool{}}
	for n := range page.Stretches {
		ascend(n, o.read)
	}
	o.survey(page.Root)
	o.copier = copier{own: o, base: baseOf(page.Root, l.d.URL)}
	o.flow(o.top())
	o.flush()
	return l.withLost(o.rows), o.titled, nil
}

// ascend notes a node and all above it.
func ascend(n *html.Node, in map[*html.Node]bool) {
	for ; n != nil && !in[n]; n = n.Parent {
		in[n] = true
	}
}

// survey notes what holds a block.
func (o *ownPage) survey(n *html.Node) {
	if rowTags[n.DataAtom] {
		ascend(n, o.blocks)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		o.survey(c)
	}
}

// top is the smallest box around all words of the article.
func (o *ownPage) top() *html.Node {
	n := o.page.Root
	for {
		var only *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case !o.read[c]:
			case only != nil || rowTags[c.DataAtom] || c.Type != html.ElementNode:
				return n
			default:
				only = c
			}
		}
		if only == nil {
			return n
		}
		n = only
	}
}

var (
	// rowTags make a row of their own.
	rowTags = atoms(atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Blockquote,
		atom.Pre, atom.Figure, atom.Hr, atom.Address)
	// boxTags end a paragraph where they begin and end.
	boxTags = atoms(atom.Html, atom.Body, atom.Main, atom.Article, atom.Section, atom.Div, atom.Header, atom.Footer, atom.Aside, atom.Center, atom.Form,
		atom.Fieldset, atom.Hgroup, atom.Details, atom.Summary, atom.Dialog, atom.Nav, atom.Li, atom.Dd, atom.Dt, atom.Tr, atom.Td, atom.Th)
)

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range list {
		m[a] = true
	}
	return m
}

// flow cuts what is in a box into rows.
func (o *ownPage) flow(box *html.Node) {
	for n := box.FirstChild; n != nil; n = n.NextSibling {
		switch {
		case n.Type == html.CommentNode || n.Type == html.DoctypeNode || o.leftOut(n):
		case n.Type == html.ElementNode && rowTags[n.DataAtom]:
			o.flush()
			o.row(n.DataAtom, n)
		case n.Type == html.ElementNode && (boxTags[n.DataAtom] || o.blocks[n] && n.DataAtom != atom.A):
			o.flush()
			o.flow(n)
			o.flush()
		default:
			o.loose = append(o.loose, n)
		}
	}
}

// flush makes a paragraph of what no paragraph held.
func (o *ownPage) flush() {
	nodes := o.loose
	o.loose = nil
	if slices.ContainsFunc(nodes, func(n *html.Node) bool { return n.Type != html.TextNode || strings.TrimSpace(n.Data) != "" }) {
		o.row(atom.Div, nodes...)
	}
}

// row writes a block; it has no words that were read, or no words at all, as a picture has, where unread.
func (o *ownPage) row(tag atom.Atom, nodes ...*html.Node) {
	before := o.firstSeen()
	markup := o.copier.copy(nodes)
	if markup == "" {
		return
	}
	g := group{Tag: "own", Markup: markup, Loose: tag == atom.Div}
	g.Unread = !slices.ContainsFunc(nodes, func(n *html.Node) bool { return o.read[n] })
	g.Notes = o.begun(before)
	g.Label = notesLabel(g.Notes)
	o.rows = append(o.rows, g)
}

// leftOut reports whether an element is not part of what a reader came for: what acts, what is hidden, and
// the page's furniture where the article's words are not in it.
func (o *ownPage) leftOut(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type != html.TextNode
	}
	if n.Namespace != "" || droppedTags[n.DataAtom] {
		return true
	}
	return !o.read[n] && (furnitureTags[n.DataAtom] || hiddenByPage(n))
}

// hiddenByPage reports whether the page keeps an element from sight.
func hiddenByPage(n *html.Node) bool {
	for _, a := range n.Attr {
		style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" ||
			a.Key == "style" && (strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")) {
			return true
		}
	}
	return false
}

// cuts cuts a text node's own characters at every edge of a finding, and of a correction that is made.
func (o *ownPage) cuts(n *html.Node, inLink bool) []piece {
	var out []piece
	at := 0
	for stretches := o.page.Stretches[n]; len(stretches) > 0; {
		k := 1 // stretches that follow one another in page and text are cut as one
		for k < len(stretches) && stretches[k].From == stretches[k-1].To && stretches[k].Span.Start == stretches[k-1].Span.End {
			k++
		}
		out = append(out, piece{Text: n.Data[at:stretches[0].From]})
		out = append(out, o.cutRun(n.Data, stretches[:k], inLink)...)
		at = stretches[k-1].To
		stretches = stretches[k:]
	}
	return append(out, piece{Text: n.Data[at:]})
}

// cutRun cuts a run of stretches. Where a mark begins or ends within what maps as a whole, all of it is in.
func (o *ownPage) cutRun(data string, run []extract.Stretch, inLink bool) []piece {
	last := run[len(run)-1]
	var out []piece
	at, span := run[0].From, extract.Span{Start: run[0].Span.Start, End: last.Span.End}
	for _, p := range o.pieces(span) {
		span.Start += len(p.Text)
		end := placeIn(run, span.Start)
		text := data[at:max(at, end)]
		at = max(at, end)
		if p.Mark != nil {
			p.Mark.Head, p.Mark.Tail = lastWord(text)
			p.Mark.InLink = inLink
		}
		p.Text = text
		out = append(out, p)
	}
	return out
}

// placeIn is where in the node's data a text offset stands that ends a piece.
func placeIn(run []extract.Stretch, at int) int {
	for _, s := range run {
		switch {
		case at > s.Span.End:
		case s.To-s.From == s.Span.Len():
			return s.From + at - s.Span.Start
		default:
			return s.To
		}
	}
	return run[len(run)-1].To
}
