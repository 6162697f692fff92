package sources

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// A press release of the United Nations is a web page whose markup changed with every generation of the
// site: one <pre>, paragraphs with bold labels, table cells, lists of <div>. What stayed the same is the
// text, so a page is read into blocks of text first, and votes are looked for in them.

// largestPage is the most bytes that are read of a page; the longest real ones have half a megabyte.
const largestPage = 8 << 20

// ErrPageTooLarge says that a page has more than the bytes that are read.
var ErrPageTooLarge = errors.New("the page has more than 8 MB: save the article alone")

// pressPage is the text of a page, in blocks.
type pressPage struct {
	title  string
	symbol string // of the press release: "GA/11035", "SC/9996", "GA/SPD/307"
	date   Date
	blocks []pressBlock
}

// pressBlock is a paragraph, a heading, a cell: runs of white space folded, a line break kept as one "\n".
type pressBlock struct {
	line int // of the page's source, from 1
	text string
}

// readPage reads a page of any declared or detected charset.
func readPage(r io.Reader, contentType string) (*pressPage, error) {
	bounded := &io.LimitedReader{R: r, N: largestPage + 1}
	decoded, err := charset.NewReader(bounded, contentType)
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	marked, err := markLines(decoded)
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	if bounded.N == 0 {
		return nil, ErrPageTooLarge
	}
	doc, err := goquery.NewDocumentFromReader(marked)
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	doc.Find("script, style, noscript, nav, header nav, footer, aside, form, iframe, template, svg").Remove()
	p := &pressPage{}
	for _, n := range doc.Find("body").Nodes {
		p.blocks = appendBlocks(p.blocks, n)
	}
	_, h1 := unmark(doc.Find("h1").First().Text())
	_, title := unmark(doc.Find("title").First().Text())
	p.title = cmp.Or(fold(h1), fold(title))
	p.symbol = pressSymbol(p.blocks)
	p.date = pressDate(doc, p.blocks)
	return p, nil
}

// lineOpen and lineClose stand around the number of the source's line in marked text: characters for private use, which
// no text has a use for.
const lineOpen, lineClose = "\ue000", "\ue001"

// markLines puts the number of its line before every line of text, since a parsed page no longer knows
// where its text stood, and a report needs to say.
func markLines(r io.Reader) (io.Reader, error) {
	var out bytes.Buffer
	line := 1
	z := html.NewTokenizer(r)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); err != io.EOF {
				return nil, err
			}
			return &out, nil
		}
		raw := z.Raw()
		if kind != html.TextToken {
			out.Write(raw)
			line += bytes.Count(raw, []byte("\n"))
			continue
		}
		for l := range bytes.Lines(raw) {
			if len(bytes.TrimSpace(l)) > 0 { // white space alone may stand where text may not
				fmt.Fprintf(&out, "%s%d%s", lineOpen, line, lineClose)
			}
			out.Write(bytes.ReplaceAll(l, []byte(lineOpen), nil))
			line += bytes.Count(l, []byte("\n"))
		}
	}
}

var lineMark = regexp.MustCompile(lineOpen + `(\d*)` + lineClose)

// unmark takes the marks out of a text, and gives the line of the first.
func unmark(s string) (line int, text string) {
	if m := lineMark.FindStringSubmatch(s); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	return line, lineMark.ReplaceAllString(s, "")
}

// fold is text with every run of white space as one space; the soft hyphen and zero-width characters go.
func fold(s string) string { return strings.Join(strings.Fields(invisible.Replace(s)), " ") }

var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "", "\u2060", "")

// blockElements end a block before and after them.
var blockElements = map[string]bool{
	"address": true, "article": true, "blockquote": true, "body": true, "center": true, "dd": true, "div": true, "dl": true, "dt": true,
	"figcaption": true, "figure": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "hr": true, "li": true,
	"main": true, "ol": true, "p": true, "pre": true, "section": true, "table": true, "tbody": true, "td": true, "th": true, "thead": true, "tr": true, "ul": true,
}

// appendBlocks adds the blocks of text under a node, in the order of the page. The parser bounds the depth
// of a page, so walking it by recursion is safe.
func appendBlocks(blocks []pressBlock, n *html.Node) []pressBlock {
	var text strings.Builder
	flush := func() {
		for part := range strings.SplitSeq(blankLines.ReplaceAllString(text.String(), "\n\n"), "\n\n") {
			for chunk := range chunks(part) {
				line, chunk := unmark(chunk)
				if chunk = foldLines(chunk); chunk != "" {
					blocks = append(blocks, pressBlock{line, chunk})
				}
			}
		}
		text.Reset()
	}
	var walk func(n *html.Node, pre bool)
	walk = func(n *html.Node, pre bool) {
		switch {
		case n.Type == html.TextNode && pre:
			text.WriteString(strings.ReplaceAll(n.Data, "\r", ""))
			return
		case n.Type == html.TextNode:
			text.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
			return
		case n.Type != html.ElementNode:
			return
		case n.Data == "br":
			text.WriteString("\n")
			return
		}
		block := blockElements[n.Data]
		if block {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, pre || n.Data == "pre")
		}
		if block {
			flush()
		}
	}
	walk(n, false)
	flush()
	return blocks
}

// longestBlock is far longer, in bytes, than any paragraph or list of names: what is longer is cut into pieces, so that
// no text makes the patterns slow.
const longestBlock = 64 << 10

// chunks cuts a text that is too long, at a line's end where there is one.
func chunks(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(s) > longestBlock {
			cut := strings.LastIndexAny(s[:longestBlock], "\n ") + 1
			if cut == 0 {
				cut = longestBlock
			}
			if !yield(strings.ToValidUTF8(s[:cut], "")) {
				return
			}
			s = s[cut:]
		}
		yield(strings.ToValidUTF8(s, ""))
	}
}

var blankLines = regexp.MustCompile(`\n[ \t\x{a0}]*(?:\n[ \t\x{a0}]*)+`)

// foldLines folds the white space of each line, and drops empty lines.
func foldLines(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = fold(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

var (
	pressSymbols = regexp.MustCompile(`\b(?:GA(?:/(?:DIS|EF|SHC|SPD|COL|AB|L|PAL))?|SC|ECOSOC)/\d{1,5}(?:/Rev\.\d)?\b`)
	writtenDate  = regexp.MustCompile(`\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b`)
	slashedDate  = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	packedDate   = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)$`)
)

// pageHead is how many blocks may stand before the page's own symbol and date.
const pageHead = 60

func pressSymbol(blocks []pressBlock) string {
	for _, b := range blocks[:min(len(blocks), pageHead)] {
		if len(b.text) < 200 {
			if s := pressSymbols.FindString(b.text); s != "" {
				return s
			}
		}
	}
	return ""
}

// pressDate is the day of the release: from the page's own data, else the first one written in its head.
func pressDate(doc *goquery.Document, blocks []pressBlock) Date {
	for _, s := range []string{
		doc.Find(`meta[property="article:published_time"]`).AttrOr("content", ""), doc.Find(`meta[name="dcterms.date"]`).AttrOr("content", ""),
		doc.Find("time[datetime]").AttrOr("datetime", ""),
	} {
		if len(s) >= 10 {
			if d, err := ParseDate(s[:10]); err == nil {
				return d
			}
		}
	}
	for _, b := range blocks[:min(len(blocks), pageHead)] {
		if d := dateIn(b.text); len(b.text) < 200 && d.Day != 0 {
			return d
		}
	}
	return Date{}
}

// dateIn is the first date of a text: "10 December 2010", the site's "24/11/2004" (day first), "19991124".
func dateIn(s string) Date {
	var text string
	if m := writtenDate.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse("2 January 2006", m[1]+" "+m[2]+" "+m[3]); err == nil {
			return Date{t.Year(), int(t.Month()), t.Day()}
		}
		return Date{}
	}
	if m := slashedDate.FindStringSubmatch(s); m != nil {
		text = fmt.Sprintf("%s-%02s-%02s", m[3], m[2], m[1])
	} else if m := packedDate.FindStringSubmatch(s); m != nil {
		text = m[1] + "-" + m[2] + "-" + m[3]
	}
	if d, err := ParseDate(text); err == nil {
		return d
	}
	return Date{}
}

// committees are the bodies that the series of press releases report on.
var committees = map[string]Body{
	"GA": GeneralAssembly, "SC": SecurityCouncil, "GA/DIS": "GA First Committee", "GA/EF": "GA Second Committee", "GA/SHC": "GA Third Committee",
	"GA/SPD": "GA Fourth Committee", "GA/AB": "GA Fifth Committee", "GA/L": "GA Sixth Committee", "ECOSOC": "ECOSOC",
}

// body is the organ that a press release reports on, by its symbol; "" where it has none.
func (p *pressPage) body() Body {
	series, _, _ := strings.Cut(p.symbol, "/Rev")
	if i := strings.LastIndexByte(series, '/'); i > 0 {
		return committees[series[:i]]
	}
	return ""
}
