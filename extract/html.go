package extract

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is an HTML article on its way to a Document.
type page struct {
	in   decoded
	runs []run
	used []bool // runs that a draft holds; none is shown twice
	root *html.Node

	meta     metadata
	headline *html.Node
	roots    map[*html.Node]bool // elements that are never dropped for their name
	total    sizes
	byline   string  // of a line of the page, beside the metadata's
	shown    []stamp // dates of such lines

	entries map[*html.Node]time.Time // live-blog entries and their time stamps
	stamps  map[*html.Node]bool      // the time elements that say so

	boxes   []box
	drafts  []*draft
	current *draft
	inRow   bool // a table row takes in all blocks of its cells
	prose   bool // a paragraph of the body was seen
	tables  int
	dropped []*html.Node
}

// readHTML fills d from a page: metadata, then every visible block as a draft, then the choice among them.
func readHTML(d *Document, in decoded, limits Limits) error {
	runs, root, err := parsePage(d.Name, in, limits)
	if err != nil {
		return err
	}
	p := &page{in: in, runs: runs, used: make([]bool, len(runs)), root: root, boxes: []box{{parent: -1, body: true}}}
	p.meta = readMetadata(root)
	p.findHeadline()
	p.findRoots()
	p.total = measure(root)
	p.findEntries()
	p.walk(root, place{})
	p.end()
	p.choose()
	p.compose(d)
	p.describe(d)
	return nil
}

// deeper reports whether the tree has more than limit levels. The parser itself refuses more than 512.
func deeper(n *html.Node, limit int) bool {
	depth := 0
	for c := n; c != nil; {
		if c.FirstChild != nil {
			if depth++; depth > limit {
				return true
			}
			c = c.FirstChild
			continue
		}
		for c != nil && c.NextSibling == nil {
			c = c.Parent
			depth--
		}
		if c != nil {
			c = c.NextSibling
		}
	}
	return false
}

// findHeadline looks for the heading that says what the title of the metadata says: a first-level one, or,
// where there is none like it, any.
func (p *page) findHeadline() {
	var best *html.Node
	score := 0
	for _, lowest := range [...]int{1, 3} {
		each(p.root, func(n *html.Node) bool {
			if neverShown[n.DataAtom] || isHidden(n) && n.DataAtom != atom.Body {
				return false
			}
			if lowest == 1 && headRank(n) != 1 {
				return true
			}
			if s := p.headlineScore(n); s > score {
				best, score = n, s
			}
			return true
		})
		if score >= sureHeadline {
			break
		}
	}
	p.headline = best
}

// sureHeadline is the score of a heading that repeats the title.
const sureHeadline = 8

// headlineScore is how likely an element is the headline: 0 for no.
func (p *page) headlineScore(n *html.Node) int {
	rank := headRank(n)
	named := attr(n, "itemprop") == "headline" || n.DataAtom != atom.Body && headlineWords.in(classWords(n))
	if rank == 0 && !named || rank > 3 {
		return 0
	}
	if rank == 0 && (n.DataAtom == atom.Div || n.DataAtom == atom.Section || n.DataAtom == atom.Header || n.DataAtom == atom.Article) {
		return 0
	}
	text := nodeText(n)
	if text == "" || len(text) > 400 {
		return 0
	}
	score := 0
	if likeTitle(text, p.meta.title) {
		score += sureHeadline
	}
	if rank == 1 {
		score += 3
		if within(n, atom.Article) || within(n, atom.Main) {
			score += 2
		}
		if within(n, atom.Footer) || len(strings.Fields(text)) < 3 {
			score -= 2
		}
	} else if score == 0 {
		return 0
	}
	return score
}

var headlineWords = namePhrases(`headline, article title, post title, entry title, article headline, story title, page title`)

// likeTitle reports whether a heading and the title of the metadata share most of their words.
func likeTitle(heading, title string) bool {
	a, b := strings.Fields(strings.ToLower(heading)), strings.Fields(strings.ToLower(title))
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	in := make(map[string]bool, len(b))
	for _, w := range b {
		in[plainWord(w)] = true
	}
	shared := 0
	for _, w := range a {
		if in[plainWord(w)] {
			shared++
		}
	}
	return shared*10 >= len(a)*6 && shared*10 >= len(b)*5
}

func plainWord(w string) string {
	return strings.Trim(plainQuotes.Replace(w), ".,:;!?'()|")
}

var plainQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", "", "”", "", `"`, "")

// findRoots names the elements that hold the whole article by their nature.
func (p *page) findRoots() {
	p.roots = map[*html.Node]bool{}
	each(p.root, func(n *html.Node) bool {
		if n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Main || attr(n, "role") == "main" ||
			strings.Contains(attr(n, "itemprop"), "articleBody") {
			p.roots[n] = true
		}
		return true
	})
}

// each calls f for every element under n in document order; false leaves out what is inside.
func each(n *html.Node, f func(*html.Node) bool) {
	if n.Type == html.ElementNode && !f(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, f)
	}
}

func within(n *html.Node, a atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

// compose writes the chosen drafts into the document.
func (p *page) compose(d *Document) {
	c := &composer{}
	for _, dr := range p.drafts {
		if dr.chosen {
			p.writeDraft(c, dr)
		}
	}
	c.finish(d, p.in)
}

func (p *page) writeDraft(c *composer, dr *draft) {
	c.open(dr.Block)
	for _, part := range dr.parts {
		switch {
		case part.run >= 0:
			for _, piece := range decodeRun(p.in.text, p.runs[part.run]) {
				if dr.pre {
					p.writePre(c, dr, piece)
				} else {
					c.write(piece)
				}
			}
		case part.literal == "":
			c.gap()
		default:
			c.literal(part.literal)
		}
	}
	c.close()
}

// writePre writes preformatted text, in which an empty line ends a paragraph.
func (p *page) writePre(c *composer, dr *draft, preformatted piece) {
	text, from := preformatted.text, preformatted.from
	for len(text) == from.End-from.Start {
		loc := emptyLine.FindStringIndex(text)
		if loc == nil {
			break
		}
		c.write(piece{text[:loc[0]], Origin{from.Start, from.Start + loc[0]}})
		c.open(dr.Block)
		text, from.Start = text[loc[1]:], from.Start+loc[1]
	}
	c.write(piece{text, from})
}

// describe fills the metadata fields.
func (p *page) describe(d *Document) {
	m := &p.meta
	d.Title, d.Byline, d.Site, d.URL, d.Lang = m.title, m.byline, m.site, m.url, m.lang
	if p.headline != nil && (d.Title == "" || m.weakTitle) {
		d.Title = nodeText(p.headline)
	}
	if d.Byline == "" {
		d.Byline = p.byline
	}
	d.publish(append(m.stamps, p.shown...))
}
