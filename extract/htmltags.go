package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func atomSet(atoms ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(atoms))
	for _, a := range atoms {
		m[a] = true
	}
	return m
}

var (
	// blockTags end the paragraph before them and the one inside.
	blockTags = atomSet(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html,
		atom.Legend, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul)
	// containerTags may be the article's body.
	containerTags = atomSet(atom.Html, atom.Body, atom.Main, atom.Article, atom.Section, atom.Div, atom.Td, atom.Center,
		atom.Table, atom.Pre, atom.Form, atom.Header, atom.Details)
	// neverShown have no text that a reader of the article sees.
	neverShown = atomSet(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Object,
		atom.Embed, atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video, atom.Button, atom.Select, atom.Option,
		atom.Input, atom.Textarea, atom.Datalist, atom.Dialog, atom.Menu, atom.Nav, atom.Noembed, atom.Noframes,
		atom.Frameset, atom.Map, atom.Rt, atom.Rp, atom.Title, atom.Progress, atom.Meter)
	// inlineTags are dropped by class only where they are certainly apart from the sentence around them.
	inlineTags = atomSet(atom.Span, atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Small, atom.Mark, atom.U, atom.S,
		atom.Abbr, atom.Cite, atom.Q, atom.Time, atom.Font, atom.Sub, atom.Sup, atom.Code, atom.Label, atom.Ins, atom.Del,
		atom.Bdi, atom.Bdo, atom.Dfn, atom.Data, atom.Var, atom.Samp, atom.Kbd)
)

// attr is the value of an attribute, "" for none.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// classWords are the words of an element's class, id and test id, in lower case, cut at punctuation and
// where the case turns, with a space around each: " article body main content ". Each name is set off by a
// bar: " most read | c 12 ".
func classWords(n *html.Node) string {
	var b strings.Builder
	for _, key := range [...]string{"class", "id", "data-testid", "data-component", "itemprop"} {
		for _, name := range strings.Fields(attr(n, key)) {
			if len(name) > 200 {
				continue
			}
			if b.Len() == 0 {
				b.WriteByte(' ')
			} else {
				b.WriteString("| ")
			}
			writeWords(&b, name)
		}
	}
	return b.String()
}

func writeWords(b *strings.Builder, name string) {
	lower, wrote := false, false
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case !isAlnum(c) && c < 0x80:
			if wrote {
				b.WriteByte(' ')
			}
			wrote, lower = false, false
			continue
		case 'A' <= c && c <= 'Z':
			if lower {
				b.WriteByte(' ')
			}
			c |= 0x20
			lower = false
		default:
			lower = true
		}
		b.WriteByte(c)
		wrote = true
	}
	if wrote {
		b.WriteByte(' ')
	}
}

// phrases are names to look for among class words, by their first word; each ends with a space.
type phrases map[string][]string

// namePhrases reads a list of phrases, set apart by commas.
func namePhrases(list string) phrases {
	m := phrases{}
	for _, phrase := range strings.Split(list, ",") {
		words := strings.Fields(phrase)
		m[words[0]] = append(m[words[0]], strings.Join(words, " ")+" ")
	}
	return m
}

// states before a name speak of something else: "has sidebar", "no ads", "drop cap".
var states = wordSet("has with no is without not hide show enable enabled drop")

// in reports whether one of the phrases is among class words as whole words, without a state before it.
func (m phrases) in(words string) bool {
	before := ""
	for at := 0; at < len(words); {
		end := strings.IndexByte(words[at:], ' ')
		if end < 0 {
			break
		}
		word := words[at : at+end]
		if !states[before] {
			for _, phrase := range m[word] {
				if strings.HasPrefix(words[at:], phrase) {
					return true
				}
			}
		}
		before = word
		at += end + 1
	}
	return false
}

// isHidden reports whether the page itself keeps the element from sight.
func isHidden(n *html.Node) bool {
	for i := range n.Attr {
		switch v := n.Attr[i].Val; n.Attr[i].Key {
		case "hidden":
			if v != "until-found" {
				return true
			}
		case "aria-hidden":
			if v == "true" {
				return true
			}
		case "style":
			s := strings.ToLower(strings.ReplaceAll(v, " ", ""))
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		case "layout":
			if v == "nodisplay" {
				return true
			}
		case "type", "role":
		}
	}
	return false
}
