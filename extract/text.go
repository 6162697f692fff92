package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of plain text: its offsets without the end, and its width in characters.
type line struct {
	start, end int
	width      int
	indent     int
}

// readText fills d from plain text, after front matter if there is any.
func readText(d *Document, in decoded) { readPlain(d, in, d.takeFrontMatter(in.text)) }

// readPlain reads the text from start on: paragraphs are set off by empty lines, by indents, or each is a
// line of its own; lines that were wrapped at a width are joined again.
func readPlain(d *Document, in decoded, start int) {
	lines := splitLines(in.text, start)
	wrap := wrapWidth(lines)
	w := &textWriter{text: in.text, wrap: wrap}
	for i := 0; i < len(lines); {
		if lines[i].width == 0 {
			i++
			continue
		}
		j := i
		for j < len(lines) && lines[j].width > 0 {
			j++
		}
		w.group(lines[i:j], j == len(lines) || onlyEmpty(lines[j:]))
		i = j
	}
	w.out.finish(d, in)
	if d.Byline == "" {
		d.Byline = w.byline
	}
	titleFromHeadline(d)
}

func onlyEmpty(lines []line) bool {
	for _, l := range lines {
		if l.width > 0 {
			return false
		}
	}
	return true
}

func splitLines(s string, at int) []line {
	var lines []line
	for at < len(s) {
		content, next := cutLine(s, at)
		content = strings.TrimRightFunc(content, unicode.IsSpace)
		l := line{start: at, end: at + len(content), width: utf8.RuneCountInString(content)}
		l.indent = len(content) - len(strings.TrimLeft(content, " \t"))
		lines = append(lines, l)
		at = next
	}
	return lines
}

// wrapWidth is the width at which lines were wrapped, 0 where each paragraph is one line.
func wrapWidth(lines []line) int {
	var counts [121]int
	long, inside := 0, 0
	for i, l := range lines {
		if l.width == 0 || i+1 == len(lines) || lines[i+1].width == 0 {
			if l.width > 120 {
				long++
			}
			continue
		}
		inside++
		if l.width > 120 {
			long++
			continue
		}
		counts[l.width]++
	}
	if long*10 > inside || inside == 0 {
		return 0
	}
	// The width is one that few lines exceed; stray longer lines do not move it.
	above := 0
	for w := len(counts) - 1; w >= 30; w-- {
		if above += counts[w]; above*20 > inside || above > 0 && inside < 20 {
			return w
		}
	}
	return 0
}

// textWriter writes the groups of lines between empty lines.
type textWriter struct {
	out    composer
	text   string
	wrap   int
	byline string
	begun  bool // something other than a slug line was written
	title  bool // the group before was the headline
}

var (
	slugLine   = regexp.MustCompile(`^(?:[A-Z][A-Z ./-]{1,24}: ?\S.{0,80}|[A-Z0-9][A-Z0-9./_]*(?:-[A-Z0-9./_]+)+(?: \([^)]*\))?|[A-Z]{1,6}\d{3,5}(?: .{0,60})?|\^?BC-\S.{0,80}|[-=*_~#]{3,}|#{2,3}|-30-|ENDS?|MORE)$`)
	slugKey    = regexp.MustCompile(`(?i)^(?:slug|words?|word count|priority|category|keywords?|embargo(?:ed)?(?: until)?|for (?:immediate )?release|edition|desk|version|service|urgency|topic|id|file|date|dateline|headline|title|byline|by|author|source|section|from|to|subject)\s*:\s*(.*)$`)
	signOff    = regexp.MustCompile(`^[A-Z]{2,8} \d{4} (?:GMT|UTC|EST|EDT) \d{4,6}$`)
	bylineLine = regexp.MustCompile(`^(?:By|BY) (\p{Lu}[^.!?]{2,90})$`)
	itemMark   = regexp.MustCompile(`^[ \t]*(?:[-*•–·▪◦]|\d{1,2}[.)]|\([a-z0-9]\))[ \t]+\S`)
	bareRule   = regexp.MustCompile(`^[-=*_~# .]{3,}$`)
)

// group writes one group; last says that no other follows.
func (w *textWriter) group(lines []line, last bool) {
	lines = w.header(lines, last)
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && w.joins(lines[n-1], lines[n], lines[0]) {
			n++
		}
		w.paragraph(lines[:n], len(lines) == n)
		lines = lines[n:]
	}
}

// header takes a wire's slug lines off the top, and its sign-off from the end.
func (w *textWriter) header(lines []line, last bool) []line {
	for len(lines) > 0 {
		s := w.content(lines[0])
		isKey := slugKey.FindStringSubmatch(s)
		switch {
		case bareRule.MatchString(s):
		case !w.begun && isKey != nil && len(s) < 120:
			if strings.HasPrefix(strings.ToLower(s), "by") || strings.HasPrefix(strings.ToLower(s), "author") {
				w.byline = cleanByline(isKey[1])
			}
		case !w.begun && slugLine.MatchString(s) && (len(lines) > 1 || strings.ContainsAny(s, "-/:")) && !strings.Contains(s, ". "):
		case last && len(lines) == 1 && (signOff.MatchString(s) || s == "ENDS" || s == "-30-"):
		default:
			return lines
		}
		lines = lines[1:]
	}
	return lines
}

func (w *textWriter) content(l line) string { return strings.TrimSpace(w.text[l.start:l.end]) }

// joins reports whether next goes on with the paragraph that began at first.
func (w *textWriter) joins(prev, next, first line) bool {
	if w.wrap == 0 || itemMark.MatchString(w.text[next.start:next.end]) {
		return false
	}
	inItem := itemMark.MatchString(w.text[first.start:first.end])
	if inItem && next.indent > first.indent {
		return true
	}
	if next.indent > prev.indent && next.indent >= 2 && !inItem {
		return false
	}
	s := w.content(prev)
	word, _, _ := strings.Cut(w.content(next), " ")
	room := w.wrap - prev.width - 1 - utf8.RuneCountInString(word)
	if room > w.wrap/4 && endsLikeSentence(s) {
		return false // the next word would have had room, so the break is meant
	}
	return room <= w.wrap/3 || !isShouted(s) && !endsLikeSentence(s) && prev.width*2 > w.wrap
}

// paragraph writes lines as one block; alone says that nothing follows it in its group.
func (w *textWriter) paragraph(lines []line, alone bool) {
	role := w.roleOf(lines, alone)
	w.out.open(Block{Role: role})
	for i, l := range lines {
		start, end := l.start, l.end
		if role == ListItem && i == 0 {
			start += markWidth(w.text[start:end])
		}
		if i > 0 && !w.splitWord(lines[i-1], l) {
			w.out.blank(Origin{lines[i-1].end, l.start})
		}
		w.out.write(piece{w.text[start:end], Origin{start, end}})
	}
	w.out.close()
	w.begun = true
}

// roleOf tells headline, byline, subheads and list items.
func (w *textWriter) roleOf(lines []line, alone bool) Role {
	s := w.content(lines[0])
	if len(lines) > 1 {
		s += " " + w.content(lines[len(lines)-1])
	}
	size := lines[len(lines)-1].end - lines[0].start
	first := !w.begun
	w.title = first
	switch {
	case itemMark.MatchString(w.text[lines[0].start:lines[0].end]) && strings.TrimLeft(s, "0123456789") != s || startsWithBullet(s):
		return ListItem
	case first && size <= 160 && len(lines) <= 2 && !endsLikeSentence(s) && !strings.HasSuffix(s, ","):
		return Headline
	case len(lines) == 1 && size <= 60 && isShouted(s) && !endsLikeSentence(s):
		return Subhead
	}
	if g := bylineLine.FindStringSubmatch(s); g != nil && len(lines) == 1 && w.byline == "" && len(w.out.blocks) <= 2 {
		w.byline = cleanByline(g[1])
	}
	return Paragraph
}

func startsWithBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("-*•–·▪◦", r) && len(s) > n && (s[n] == ' ' || s[n] == '\t')
}

// markWidth is the length of a list item's mark with the space around it.
func markWidth(s string) int {
	i := len(s) - len(strings.TrimLeft(s, " \t"))
	j := strings.IndexAny(s[i:], " \t")
	if j < 0 {
		return i
	}
	return i + j
}

// splitWord reports whether a word with a hyphen was broken at the end of prev: "33-" before "member".
func (w *textWriter) splitWord(prev, next line) bool {
	a, b := w.content(prev), w.content(next)
	if len(a) < 2 || a[len(a)-1] != '-' || !isAlnum(a[len(a)-2]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(b)
	return unicode.IsLower(r)
}

// isShouted reports whether a line is in capitals.
func isShouted(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}
