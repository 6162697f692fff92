package extract

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// anywhere is the address that readability resolves links against; nothing is fetched.
var anywhere = &url.URL{Scheme: "http", Host: "localhost", Path: "/"}

// choose decides which drafts are the article. Readability says where the body is; within that part every
// block stays that is not the page's own furniture, and so do headline, summary and captions above it.
func (p *page) choose() {
	body := p.bodyBox(p.readable())
	first := p.bodyStart(body)
	head := p.headlineDraft()
	for i, d := range p.drafts {
		switch {
		case d.Role == Headline:
			d.chosen = i == head
		case p.inside(d.box, body):
			d.chosen = (i > head || i >= first && d.size > 60) && !isScrap(d)
		case d.kept*2 > d.size:
			d.chosen = i > head
		case head >= 0 && i > head && i < first:
			d.chosen = p.belongsAbove(i)
		}
	}
	p.leaveOutLines(head)
	p.summarise(head, first)
}

// isScrap tells labels of a chart or a control, which readability left out, from a short paragraph.
func isScrap(d *draft) bool {
	return d.Role == Paragraph && d.kept == 0 && d.size < 12 && len(d.parts) < 4
}

// readable marks the runs that go-readability keeps as the body and returns their size in bytes. It works
// on the tree itself, which is not needed after it.
func (p *page) readable() int {
	if len(p.in.text) > readableSource {
		return 0
	}
	for _, n := range p.dropped {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	kept := p.askReadability()
	total := 0
	for _, d := range p.drafts {
		for _, part := range d.parts {
			if part.run >= 0 && kept[part.run] {
				r := p.runs[part.run]
				d.kept += len(strings.TrimSpace(p.in.text[r.start:r.end]))
			}
		}
		total += d.kept
	}
	return total
}

// askReadability returns the numbers of the runs in the body. A panic on a strange page is as no answer.
func (p *page) askReadability() (kept map[int]bool) {
	defer func() {
		if recover() != nil {
			kept = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.CharThresholds = 200
	article, err := parser.ParseAndMutate(p.root, anywhere)
	if err != nil || article.Node == nil {
		return nil
	}
	kept = make(map[int]bool, len(p.runs))
	collectRuns(article.Node, kept)
	return kept
}

func collectRuns(n *html.Node, kept map[int]bool) {
	if n.Type == html.TextNode {
		for i := 0; i < len(n.Data); {
			r, size := utf8.DecodeRuneInString(n.Data[i:])
			i += size
			if k := runOf(r); k >= 0 {
				kept[k] = true
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		collectRuns(c, kept)
	}
}

// bodyBox is the smallest box that holds nearly all of the body. Where readability found too little, the
// box that holds nearly all prose is taken.
func (p *page) bodyBox(kept int) int {
	prose := 0
	for _, d := range p.drafts {
		if d.Role != Headline && d.links*2 < d.size {
			prose += d.size
		}
	}
	weigh := func(d *draft) int { return d.kept }
	if kept*4 < prose {
		for _, d := range p.drafts {
			d.kept = 0
		}
		weigh = func(d *draft) int {
			if d.links*2 >= d.size {
				return 0
			}
			return d.size
		}
	}
	total := 0
	for _, d := range p.drafts {
		w := weigh(d)
		total += w
		for b := d.box; b >= 0; b = p.boxes[b].parent {
			p.boxes[b].kept += w
		}
	}
	best := 0
	for b := range p.boxes { // a box comes after its parent, so the last that qualifies is the deepest
		if p.boxes[b].kept*100 >= total*85 && p.boxes[b].kept > 0 && p.boxes[b].body {
			best = b
		}
	}
	return best
}

// inside reports whether a box is b or within it.
func (p *page) inside(at, b int) bool {
	for ; at >= b; at = p.boxes[at].parent {
		if at == b {
			return true
		}
	}
	return false
}

// bodyStart is the first draft in the body's box, the headline aside.
func (p *page) bodyStart(body int) int {
	for i, d := range p.drafts {
		if d.Role != Headline && p.inside(d.box, body) {
			return i
		}
	}
	return len(p.drafts)
}

// headlineDraft is the index of the headline's draft, -1 for none.
func (p *page) headlineDraft() int {
	for i, d := range p.drafts {
		if d.Role == Headline {
			return i
		}
	}
	return -1
}

// belongsAbove tells what of the lines between headline and body is the article's: a summary, key points,
// the main picture's caption, a sentence.
func (p *page) belongsAbove(i int) bool {
	d := p.drafts[i]
	if d.links*2 > d.size {
		return false
	}
	switch d.Role {
	case Summary, Caption, PullQuote:
		return true
	case Subhead:
		return i+1 < len(p.drafts) && p.drafts[i+1].Role == ListItem && p.belongsAbove(i+1)
	}
	text := p.draftText(d)
	if d.Role == ListItem {
		goesOn := p.drafts[i-1].Role == ListItem && p.drafts[i-1].chosen
		return goesOn || len(strings.Fields(text)) >= 5
	}
	return len(strings.Fields(text)) >= 5 && endsLikeSentence(text)
}

// draftText is a draft's text, for the rules that read it.
func (p *page) draftText(d *draft) string {
	var b strings.Builder
	for _, part := range d.parts {
		if part.run < 0 {
			b.WriteByte(' ')
			b.WriteString(part.literal)
			continue
		}
		for _, piece := range decodeRun(p.in.text, p.runs[part.run]) {
			b.WriteString(piece.text)
		}
	}
	return foldText(b.String())
}

// leaveOutLines drops the page's own lines from among the chosen: "Advertisement", "Read more: …", bylines
// and dates above the body, and headings over nothing.
func (p *page) leaveOutLines(head int) {
	title := ""
	if head >= 0 {
		title = p.draftText(p.drafts[head])
	}
	body := false // a paragraph of prose has come
	for i, d := range p.drafts {
		if !d.chosen || d.Role == Headline || d.Role == TableRow || d.size > 240 {
			body = body || d.chosen && d.Role == Paragraph && d.size > 160
			continue
		}
		text := p.draftText(d)
		switch {
		case d.stamps == d.size, asideLine.MatchString(text), p.isPointer(d, text):
			d.chosen = false
		case !body && d.Role != ListItem && d.Role != Caption && p.isSignatureLine(text):
			d.chosen = false
		case i < head, !body && text == title:
			d.chosen = false
		case d.Role == Subhead && asideHeads.MatchString(text):
			d.chosen = p.proseFollows(i)
		}
	}
}

// isPointer tells a line that only leads to another article.
func (p *page) isPointer(d *draft, text string) bool {
	if d.Role == Subhead || d.Role == Summary || d.links == 0 {
		return false
	}
	if linkLead.MatchString(text) && d.links*2 > d.size {
		return true
	}
	return d.links*10 >= d.size*9 && (d.Role == Paragraph || d.Role == Caption) && !endsLikeSentence(text)
}

// isSignatureLine tells a byline or a date line without a class that says so, and takes the byline.
func (p *page) isSignatureLine(text string) bool {
	words := strings.Fields(text)
	if len(words) > 20 || endsLikeSentence(text) {
		return false
	}
	p.signedOn(text)
	if len(words) > 2 && strings.EqualFold(words[0], "by") && startsUpper(words[1]) {
		if p.byline == "" {
			p.byline = cleanByline(text)
		}
		return true
	}
	_, dated := parseWordDate(text)
	return dated && len(words) <= 12
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
}

// proseFollows reports whether the draft after i is a paragraph of running text.
func (p *page) proseFollows(i int) bool {
	for _, d := range p.drafts[i+1:] {
		if d.chosen {
			return d.Role == Paragraph && d.size > 80 && d.links*2 < d.size
		}
	}
	return false
}

// summarise makes the summary of a short paragraph under the headline that repeats the page's description.
func (p *page) summarise(head, first int) {
	if head < 0 || p.meta.description == "" {
		return
	}
	for i := head + 1; i < len(p.drafts) && i <= head+4; i++ {
		d := p.drafts[i]
		if d.chosen && (d.Role == Paragraph || d.Role == Subhead) && d.size < 400 && sameTitle(p.draftText(d), p.meta.description) {
			d.Role = Summary
			return
		}
	}
}

// sameTitle compares two texts by their words alone.
func sameTitle(a, b string) bool { return likeTitle(a, b) && likeTitle(b, a) }
