package web

import (
	"regexp"
	"strings"

	"stet/extract"
)

// What a browser's clipboard has beside the plain words of a paste is HTML that another program made. The page hands it
// on as it is: only the reader of web pages looks at it, as at any page that somebody drops, and what the desk then shows of it is cleaned
// as package report does.

// formatted tells HTML that holds more than paragraphs, which the plain words keep as well.
var formatted = regexp.MustCompile(`(?i)<(?:a\s[^>]*href|table|strong|b|em|i|h[1-6]|ul|ol|blockquote)\b`)

// leastRead is the share of the pasted words that the reader must find in the HTML. It leaves out what it takes for a
// page's furniture; of a paste, everything was meant.
const leastRead = 0.95

// pasted is the source of a paste: its HTML where that keeps something that the plain words lose, else those words.
func (d *Desk) pasted(text, html string) []byte {
	plain := []byte(plainLines(text))
	if strings.TrimSpace(text) == "" || !formatted.MatchString(html) {
		return plain
	}
	limits := extract.Options{Limits: extract.Limits{Source: d.opt.MaxBody}}
	if doc, err := extract.Read(pastedName, plain, limits); err != nil || doc.Format != extract.Text {
		return plain // Markdown, or a page's source, from a program that colours what it copies
	}
	page := []byte("<!doctype html>\n<html><head><meta charset=\"utf-8\"></head><body><article>\n" + plainLines(html) + "\n</article></body></html>\n")
	doc, err := extract.Read(pastedName, page, limits)
	if err != nil || doc.Format != extract.HTML || held(plain, doc.Text) < leastRead {
		return plain
	}
	return page
}

// held is the share of the words that a text has too.
func held(words []byte, text string) float64 {
	there := map[string]int{}
	for _, w := range strings.Fields(extract.Fold(text)) {
		there[w]++
	}
	all, found := strings.Fields(extract.Fold(string(words))), 0
	for _, w := range all {
		if there[w] > 0 {
			there[w]--
			found++
		}
	}
	return float64(found) / float64(max(1, len(all)))
}

// plainWords are an article's words as somebody would type them: a blank line between paragraphs, none between the
// rows of a table or the items of a list.
func plainWords(doc *extract.Document) string {
	var b strings.Builder
	for i, block := range doc.Blocks {
		if i > 0 {
			b.WriteString("\n")
			if last := doc.Blocks[i-1].Role; last != block.Role || last != extract.TableRow && last != extract.ListItem {
				b.WriteString("\n")
			}
		}
		b.WriteString(doc.Quote(block.Span))
	}
	return b.String() + "\n"
}
