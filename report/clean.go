package report

import (
	"bytes"
	"html/template"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	// keptTags are the elements that show as themselves, with the attributes that they keep. What is in
	// others is kept without them. No id, class, style or handler of a page comes through.
	keptTags = map[atom.Atom][]string{
		atom.P: nil, atom.H1: nil, atom.H2: nil, atom.H3: nil, atom.H4: nil, atom.H5: nil, atom.H6: nil, atom.Hr: nil, atom.Br: nil, atom.Pre: nil,
		atom.Blockquote: nil, atom.Figure: nil, atom.Figcaption: nil, atom.Address: nil, atom.Div: nil,
		atom.Ul: nil, atom.Ol: {"start", "reversed"}, atom.Li: {"value"}, atom.Dl: nil, atom.Dt: nil, atom.Dd: nil,
		atom.Table: nil, atom.Caption: nil, atom.Thead: nil, atom.Tbody: nil, atom.Tfoot: nil, atom.Tr: nil,
		atom.Td: {"colspan", "rowspan"}, atom.Th: {"colspan", "rowspan", "scope"},
		atom.A: nil, atom.B: nil, atom.I: nil, atom.Em: nil, atom.Strong: nil, atom.Small: nil, atom.Sub: nil, atom.Sup: nil, atom.U: nil, atom.S: nil,
		atom.Abbr: {"title"}, atom.Cite: nil, atom.Q: nil, atom.Code: nil, atom.Kbd: nil, atom.Samp: nil, atom.Var: nil, atom.Dfn: nil,
		atom.Del: nil, atom.Ins: nil, atom.Bdo: nil, atom.Bdi: nil, atom.Span: nil,
	}
	// anyTag are attributes that every kept element keeps.
	anyTag = []string{"lang", "dir"}
	// droppedTags go with all that is in them.
	droppedTags = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Link, atom.Meta, atom.Base, atom.Title, atom.Canvas,
		atom.Button, atom.Select, atom.Option, atom.Input, atom.Textarea, atom.Datalist, atom.Map, atom.Area, atom.Noembed, atom.Noframes,
		atom.Frameset, atom.Frame, atom.Param, atom.Source, atom.Track, atom.Progress, atom.Meter, atom.Svg, atom.Math, atom.Applet, atom.Xmp, atom.Plaintext)
	// furnitureTags go where none of the article's words are in them.
	furnitureTags = atoms(atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Dialog, atom.Menu)
	// embeds are replaced by a word that says what stood there.
	embeds = map[atom.Atom]string{atom.Iframe: "embedded page", atom.Object: "embedded object", atom.Embed: "embedded object", atom.Video: "video", atom.Audio: "sound"}
)

// pageRules is what a page's markup may hold at the end, whatever came before.
var pageRules = newPageRules()

func newPageRules() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for tag, attrs := range keptTags {
		p.AllowElements(tag.String())
		for _, key := range attrs {
			p.AllowAttrs(key).Matching(keptValues[key]).OnElements(tag.String())
		}
	}
	p.AllowNoAttrs().OnElements("span", "a")
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?i:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(pic|unread)$`)).OnElements("span")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^tblw$`)).OnElements("div")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^region$`)).OnElements("div")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div")
	p.AllowAttrs("aria-label").Matching(regexp.MustCompile(`^Table$`)).OnElements("div")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.RequireNoReferrerOnLinks(true)
	return p
}

var keptValues = map[string]*regexp.Regexp{
	"start": regexp.MustCompile(`^-?[0-9]{1,6}$`), "value": regexp.MustCompile(`^-?[0-9]{1,6}$`), "reversed": regexp.MustCompile(`^(reversed)?$`),
	"colspan": regexp.MustCompile(`^[0-9]{1,2}$`), "rowspan": regexp.MustCompile(`^[0-9]{1,3}$`), "scope": regexp.MustCompile(`^(?i:row|col|rowgroup|colgroup)$`),
	"title": regexp.MustCompile(`^[^<>]{0,300}$`),
}

// copier copies elements of a page without what they must not keep.
type copier struct {
	own    *ownPage
	base   *url.URL // of relative addresses; nil: they lead nowhere
	pieces []piece  // of the row at work, by their stand-in
}

// A piece that is marked or corrected is written into the copy as one character of Unicode's private planes and put in after the
// sanitiser, which thus never sees our own markup. What the page has of such characters is taken out.
const (
	firstStandIn = 0xF0000
	maxStandIns  = 0xFFFE
)

// copy is the markup of a row; "" where nothing is left to see.
func (c *copier) copy(nodes []*html.Node) template.HTML {
	c.pieces = c.pieces[:0]
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		c.add(box, n, false)
	}
	var b bytes.Buffer
	for n := box.FirstChild; n != nil; n = n.NextSibling {
		if html.Render(&b, n) != nil {
			return ""
		}
	}
	if !shows(box) {
		return ""
	}
	return c.putIn(pageRules.Sanitize(b.String()))
}

// shows reports whether there is anything to see.
func shows(n *html.Node) bool {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" || n.DataAtom == atom.Hr {
		return true
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if shows(k) {
			return true
		}
	}
	return false
}

// putIn replaces stand-ins by their pieces.
func (c *copier) putIn(clean string) template.HTML {
	var b marked
	for clean != "" {
		i := strings.IndexFunc(clean, isStandIn)
		if i < 0 {
			break
		}
		b.WriteString(clean[:i])
		r, n := utf8.DecodeRuneInString(clean[i:])
		if k := int(r - firstStandIn); k < len(c.pieces) {
			b.piece(c.pieces[k])
		}
		clean = clean[i+n:]
	}
	b.WriteString(clean)
	return template.HTML(b.String())
}

func isStandIn(r rune) bool { return r >= firstStandIn }

func withoutStandIns(s string) string {
	if strings.IndexFunc(s, isStandIn) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isStandIn(r) {
			return -1
		}
		return r
	}, s)
}

// add copies a node into a parent.
func (c *copier) add(to, n *html.Node, inLink bool) {
	switch {
	case n.Type == html.TextNode:
		c.addText(to, n, inLink)
	case c.own.leftOut(n):
	case n.DataAtom == atom.Img || n.DataAtom == atom.Image || n.Data == "amp-img":
		c.addPicture(to, n, inLink)
	case embeds[n.DataAtom] != "":
		c.addEmbed(to, n, inLink)
	default:
		c.addElement(to, n, inLink)
	}
}

func (c *copier) addElement(to, n *html.Node, inLink bool) {
	attrs, kept := keptTags[n.DataAtom]
	if kept {
		to = appendTo(to, n.DataAtom)
		for _, a := range n.Attr {
			if a.Namespace == "" && (slices.Contains(attrs, a.Key) || slices.Contains(anyTag, a.Key)) {
				to.Attr = append(to.Attr, html.Attribute{Key: a.Key, Val: withoutStandIns(a.Val)})
			}
		}
	}
	switch n.DataAtom {
	case atom.H1:
		if c.own.titled {
			to.DataAtom, to.Data = atom.H2, "h2" // a page has one title
		}
		c.own.titled = true
	case atom.Q:
		if quoted(n) {
			to.DataAtom, to.Data = atom.Span, "span" // the browser would set marks beside the page's own
		}
	case atom.A:
		if address := c.address(attrOf(n, "href")); address != "" {
			to.Attr = append(to.Attr, html.Attribute{Key: "href", Val: address})
			inLink = true
		} else {
			to.DataAtom, to.Data = atom.Span, "span"
		}
	case atom.Table:
		scroll := appendTo(to.Parent, atom.Div, "class", "tblw", "tabindex", "0", "role", "region", "aria-label", "Table")
		to.Parent.RemoveChild(to)
		scroll.AppendChild(to)
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.add(to, k, inLink)
	}
}

// quoted reports whether an element's words begin with a quotation mark of their own.
func quoted(n *html.Node) bool {
	for ; n != nil; n = n.FirstChild {
		if n.Type == html.TextNode {
			return strings.HasPrefix(strings.TrimSpace(n.Data), "“") || strings.HasPrefix(strings.TrimSpace(n.Data), `"`)
		}
	}
	return false
}

// addText copies a text node with stand-ins for what claims or corrections hold; what was not read is set apart where it
// stands beside what was.
func (c *copier) addText(to, n *html.Node, inLink bool) {
	if len(c.own.page.Stretches[n]) == 0 && strings.TrimSpace(n.Data) != "" {
		to = appendTo(to, atom.Span, "class", "unread")
	}
	var b strings.Builder
	for _, part := range c.own.cuts(n, inLink) {
		part.Text = withoutStandIns(part.Text)
		if part.plain() || len(c.pieces) == maxStandIns {
			b.WriteString(part.Text)
			continue
		}
		if m := part.Mark; m != nil {
			m.Head, m.Tail = withoutStandIns(m.Head), withoutStandIns(m.Tail)
		}
		b.WriteRune(rune(firstStandIn + len(c.pieces)))
		c.pieces = append(c.pieces, part)
	}
	to.AppendChild(&html.Node{Type: html.TextNode, Data: b.String()})
}

// addPicture writes what a picture says and where it is, since a report loads nothing. Pixels that only
// count readers are left out.
func (c *copier) addPicture(to, n *html.Node, inLink bool) {
	if isPixel(n) {
		return
	}
	source := attrOf(n, "src")
	if strings.HasPrefix(source, "data:") || source == "" {
		source = firstOf(attrOf(n, "data-src"), firstOf(strings.Fields(attrOf(n, "srcset"))...), source)
	}
	c.addStandIn(to, "Picture: ", attrOf(n, "alt"), source, inLink)
}

func (c *copier) addEmbed(to, n *html.Node, inLink bool) {
	if isPixel(n) {
		return
	}
	c.addStandIn(to, "Left out: "+embeds[n.DataAtom]+" ", attrOf(n, "title"), firstOf(attrOf(n, "src"), attrOf(n, "data")), inLink)
}

// addStandIn is a line in place of what is not loaded: what it is, its description, a link to it.
func (c *copier) addStandIn(to *html.Node, what, description, source string, inLink bool) {
	box := appendTo(to, atom.Span, "class", "pic")
	address := c.address(source)
	words := firstOf(withoutStandIns(description), withoutStandIns(fileOf(address)), "without description")
	box.AppendChild(&html.Node{Type: html.TextNode, Data: what})
	if address != "" && !inLink {
		box = appendTo(box, atom.A, "href", address)
	}
	box.AppendChild(&html.Node{Type: html.TextNode, Data: shorten(words, 300)})
}

// fileOf is the last part of an address's path.
func fileOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || u.Path == "/" {
		return ""
	}
	return path.Base(u.Path)
}

// isPixel reports whether an element is too small to be seen.
func isPixel(n *html.Node) bool {
	for _, key := range [...]string{"width", "height"} {
		if size, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attrOf(n, key)), "px")); err == nil && size <= 2 {
			return true
		}
	}
	return hiddenByPage(n)
}

// address is an absolute web address, "" for what is none: a script, data, a file, a place on the page.
func (c *copier) address(s string) string {
	s = withoutStandIns(strings.TrimSpace(s))
	if s == "" || strings.HasPrefix(s, "#") {
		return ""
	}
	if u, err := url.Parse(s); err == nil && u.Scheme == "" && c.base != nil {
		return webAddress(c.base.ResolveReference(u).String())
	}
	return webAddress(s)
}

// baseOf is what a page's relative addresses start from: its own base element or its address.
func baseOf(root *html.Node, address string) *url.URL {
	own, _ := url.Parse(webAddress(address))
	if own != nil && own.Host == "" {
		own = nil
	}
	if n := firstTag(root, atom.Base); n != nil {
		if u, err := url.Parse(attrOf(n, "href")); err == nil {
			if own != nil {
				u = own.ResolveReference(u)
			}
			if webAddress(u.String()) != "" {
				return u
			}
		}
	}
	return own
}

func firstTag(n *html.Node, tag atom.Atom) *html.Node {
	if n.DataAtom == tag {
		return n
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if found := firstTag(k, tag); found != nil {
			return found
		}
	}
	return nil
}

// appendTo adds an element with attributes, in pairs of name and value.
func appendTo(to *html.Node, tag atom.Atom, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: tag.String(), DataAtom: tag}
	for i := 0; i < len(attrs); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	to.AppendChild(n)
	return n
}

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
