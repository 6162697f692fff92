package extract

import (
	"html"
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// numberRuns passes over the page and returns the text runs (those that are more than white space) and the page with marks. ok is
// false where there are more than limit runs. The tokens are those of the HTML tokenizer, whose raw tokens add up to exact
// offsets; plain text and tags, which pages nearly wholly are, are passed over without it.
func numberRuns(page string, limit int) (runs []run, marked []byte, ok bool) {
	n := numbering{page: page, limit: limit, marked: make([]byte, 0, len(page)+len(page)/8)}
	at := 0
	for spots := 0; at < len(page) && !n.over; spots++ {
		if at = n.plain(at); at < len(page) && !n.over {
			at = n.tokens(at, spots >= mostSpots)
		}
	}
	if n.over {
		return nil, nil, false
	}
	return n.runs, append(n.marked, page[n.copied:]...), true
}

// mostSpots is how often a tokenizer is begun anew: each reads ahead, which a page of nothing else could make dear.
const mostSpots = 200

// numbering is the work of numberRuns.
type numbering struct {
	page   string
	limit  int
	runs   []run
	marked []byte
	copied int  // how much of the page is in marked
	over   bool // there are too many runs
}

// text numbers a text token, which is not inside script, style and the like.
func (n *numbering) text(start, end int) {
	token := n.page[start:end]
	if len(strings.TrimSpace(token)) == 0 {
		return
	}
	if len(n.runs) == n.limit {
		n.over = true
		return
	}
	n.marked = append(n.marked, n.page[n.copied:start]...)
	n.marked = utf8.AppendRune(n.marked, mark(len(n.runs)))
	n.runs = append(n.runs, run{start, end})
	n.copied = start
	if mayHoldMark(token) {
		n.marked = append(n.marked, html.EscapeString(withoutMarks(html.UnescapeString(token)))...)
		n.copied = end
	}
}

// plain passes over text and tags from a token's beginning on. It stops at a token that needs the tokenizer: a comment, a declaration, an
// element whose content is raw, and what is cut short.
func (n *numbering) plain(at int) int {
	for !n.over {
		tag := nextTag(n.page, at)
		if tag < 0 {
			return at
		}
		name := tag + 1
		switch n.page[name] {
		case '/':
			name++
		case '!', '?':
			n.text(at, tag)
			return tag
		}
		end := -1
		if isLetter(n.page[name]) {
			end = tagEnd(n.page, name)
		}
		n.text(at, tag)
		if end < 0 || name == tag+1 && beginsRaw(n.page[name:end]) {
			return tag
		}
		at = end
	}
	return at
}

// nextTag is where the next token begins that is not text, -1 where that is not to be told by two bytes behind it.
func nextTag(page string, at int) int {
	for {
		i := strings.IndexByte(page[at:], '<')
		if i < 0 || at+i+2 >= len(page) {
			return -1
		}
		at += i
		if c := page[at+1]; isLetter(c) || c == '/' || c == '!' || c == '?' {
			return at
		}
		at++
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isTagSpace reports what parts a tag's attributes.
func isTagSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }

// tagEnd is the end of the tag whose name begins at a place, as the tokenizer reads it; -1 where the page ends before, or an
// attribute begins with "=".
func tagEnd(page string, at int) int {
	for at < len(page) && !isTagSpace(page[at]) && page[at] != '/' && page[at] != '>' {
		at++
	}
	for {
		at = afterSpace(page, at)
		switch {
		case at == len(page) || page[at] == '=':
			return -1
		case page[at] == '>':
			return at + 1
		case page[at] == '/':
			at++
		default:
			at = attributeEnd(page, at)
		}
	}
}

func afterSpace(page string, at int) int {
	for at < len(page) && isTagSpace(page[at]) {
		at++
	}
	return at
}

// attributeEnd is the end of the attribute that begins at a place, that of the page where it goes on until there.
func attributeEnd(page string, at int) int {
	for at < len(page) && !isTagSpace(page[at]) && page[at] != '/' && page[at] != '>' && page[at] != '=' {
		at++
	}
	at = afterSpace(page, at)
	if at == len(page) || page[at] != '=' {
		return at
	}
	at = afterSpace(page, at+1)
	if at == len(page) || page[at] == '>' {
		return at
	}
	if quote := page[at]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(page[at+1:], quote)
		if end < 0 {
			return len(page)
		}
		return at + 1 + end + 1
	}
	for at < len(page) && !isTagSpace(page[at]) && page[at] != '>' {
		at++
	}
	return at
}

// beginsRaw reports whether a start tag, told from its name on, is of an element whose content is raw.
func beginsRaw(tag string) bool {
	if strings.IndexByte("inpstx", tag[0]|0x20) < 0 {
		return false
	}
	var name [len("plaintext")]byte
	for i := range len(tag) {
		if c := tag[i]; isTagSpace(c) || c == '/' || c == '>' {
			return isRawText(atom.Lookup(name[:i]))
		} else if i == len(name) {
			return false
		} else if 'A' <= c && c <= 'Z' {
			name[i] = c | 0x20
		} else {
			name[i] = c
		}
	}
	return false
}

// tokens goes on with the tokenizer from a token's beginning on: over one token that is not text, with the content of a raw element and
// its end, or over all that is left.
func (n *numbering) tokens(at int, all bool) int {
	z := nethtml.NewTokenizer(strings.NewReader(n.page[at:]))
	raw := false    // inside script, style and the like, whose text is not shown
	inside := false // what follows is the content of such an element
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			return len(n.page)
		}
		start := at
		at += len(z.Raw())
		switch kind {
		case nethtml.TextToken:
			if !raw {
				n.text(start, at)
			}
			if n.over {
				return at
			}
			continue
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			name, _ := z.TagName()
			inside = isRawText(atom.Lookup(name))
			raw = inside && kind == nethtml.StartTagToken
		case nethtml.EndTagToken:
			raw, inside = false, false
		default:
			raw = false
		}
		if !all && !inside {
			return at
		}
	}
}
