package claims

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stet/extract"
	"stet/sources"
)

// paragraph is one of a document's text.
type paragraph struct {
	number int // 0 for one of the preamble, or without a number; behind for what follows the numbered ones
	extract.Span
}

// behind is the number of annexes and parts that are numbered anew.
const behind = -1

// paragraphStart begins a numbered paragraph; annexStart begins what is numbered anew.
var (
	paragraphStart = regexp.MustCompile(`^\s*(\d{1,3})\s?\.\s+\p{Lu}`)
	annexStart     = regexp.MustCompile(`^\s*(?i:annex|appendix|adopted (?:at|by|unanimously)|[A-Z]\s*$)`)
)

// mostMissed is how far a number may be from the one before: scans lose some.
const mostMissed = 3

// lostStart is where a paragraph goes on as a new one would begin: its number may be lost.
var lostStart = regexp.MustCompile(`[;.:]\s*\n\s*[^\s(\p{Ll}]|\n\s*\n\s*[\p{Lu}\d]`)

// paragraphs cuts a text. A number counts only where it follows the one before, so that a figure at the start of a line is
// none; the preamble is cut at its lines.
func paragraphs(text string) []paragraph {
	var out []paragraph
	at, before := 0, 0
	for _, line := range strings.SplitAfter(text, "\n") {
		span := extract.Span{Start: at, End: at + len(line)}
		at = span.End
		if before > 0 && annexStart.MatchString(line) {
			return append(out, paragraph{behind, extract.Span{Start: span.Start, End: len(text)}})
		}
		number := 0
		if m := paragraphStart.FindStringSubmatch(line); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil && (before == 0 || n > before && n <= before+mostMissed) {
				number, before = n, n
			}
		}
		if n := len(out); n > 0 && number == 0 && (before > 0 || !beginsParagraph(text, span.Start)) {
			out[n-1].End = span.End
			continue
		}
		out = append(out, paragraph{number, span})
	}
	return out
}

// beginsParagraph reports whether a line of the preamble begins anew: behind a mark, with a capital.
func beginsParagraph(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \n\r\t")
	line := strings.TrimLeft(text[at:], " \t")
	return line != "" && line[0] >= 'A' && line[0] <= 'Z' && before != "" && strings.ContainsAny(before[len(before)-1:], ",;.:")
}

// toldParagraph is the number that the article gives the paragraph of a quotation.
type toldParagraph struct {
	number    int
	operative bool         // "operative paragraph 3": surely none of the preamble
	span      extract.Span // of the number
	words     extract.Span // "paragraph 3"
}

// paragraphTold reads "operative paragraph 3", "paragraph three of the resolution", "OP 3" before the mark, or "in
// paragraph 3" behind it where the sentence has no other.
func (c *quotationCheck) paragraphTold(q *found[quotationFact]) (toldParagraph, bool) {
	tokens := c.speech.doc.Sentences[q.sentence].Tokens
	var before, after toldParagraph
	n := 0
	for i := 0; i+1 < len(tokens); i++ {
		w := tokens[i].Norm
		if w != "paragraph" && w != "para" && w != "op" || c.speech.within(tokens[i].Span) >= 0 {
			continue
		}
		number := numberNamed(tokens[i+1].Norm)
		if number == 0 || i > 0 && (strings.HasPrefix(tokens[i-1].Norm, "pream") || otherVersions[tokens[i-1].Norm]) || ofOther(tokens, i+2) {
			return toldParagraph{}, false
		}
		n++
		told := toldParagraph{number, w == "op" || i > 0 && tokens[i-1].Norm == "operative", tokens[i+1].Span, tokens[i].Span.Join(tokens[i+1].Span)}
		if told.span.End <= q.span.Start {
			before = told
		} else if i > 0 && tokens[i-1].Norm == "in" && after.number == 0 {
			after = told
		}
	}
	if before.number > 0 {
		return before, true
	}
	return after, after.number > 0 && n == 1
}

// ofOther reports whether a paragraph is one of something other than the text itself: "of the annex", or one of several.
func ofOther(tokens []extract.Token, i int) bool {
	if i >= len(tokens) {
		return false
	}
	switch w := tokens[i].Norm; {
	case w == "and" || w == "to" || w == "or" || w == "-" || w == "(" || w == ".":
		return i+1 < len(tokens) && numberNamed(tokens[i+1].Norm) > 0 || w == "(" || w == "-"
	case w != "of" && w != "in":
		return false
	}
	for k := i + 1; k < len(tokens) && k < i+4; k++ {
		switch w := tokens[k].Norm; {
		case w == "the" || w == "its" || w == "that" || w == "this":
		case w == "resolution" || w == "text" || w == "measure" || w == "document" || strings.HasPrefix(w, "es") || tokens[k].Kind == extract.Digits:
			return false
		default:
			return true
		}
	}
	return false
}

// numberNamed is a number in digits or in words, 0 for none.
func numberNamed(w string) int {
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 1000 {
		return n
	}
	return max(0, slices.Index(numberWords, w))
}

// checkDocument holds what the article says of a document's words against the record, after the words themselves were
// found in it: the paragraph's number, and the verb that they hang from. Only verbatim texts refute.
func (c *quotationCheck) checkDocument(f *Finding, q *found[quotationFact], list []held, words []quotedWord) {
	best := &list[0]
	s := best.passage.Statement
	if f.Verdict != Supported || len(f.Evidence) == 0 || s.Kind != sources.DocumentText || !s.Verbatim || s.Translation || !best.sure {
		return
	}
	places := c.places(list, words, s)
	if len(places) == 0 {
		return
	}
	if told, ok := c.paragraphTold(q); ok && c.wrongParagraph(f, told, places) {
		return
	}
	for _, p := range places { // the verb must be wrong wherever the words stand
		copied := *f
		copied.Evidence = slices.Clone(f.Evidence)
		c.checkVerb(&copied, q, best, p.text, p.at)
		if copied.Verdict != Refuted {
			return
		}
		if p == places[len(places)-1] {
			*f = copied
		}
	}
}

// place is where the words of a quotation stand in a text.
type place struct {
	number   int
	unsure   bool   // another paragraph may begin between the number and the words
	preamble bool   // it stands before the numbered ones
	text     string // of the paragraph
	at       int    // of the words in it
}

// places lists the paragraphs that have the words.
func (c *quotationCheck) places(list []held, words []quotedWord, s *sources.Statement) []place {
	var out []place
	for i := range list {
		h := &list[i]
		if h.passage.Statement.ID != s.ID || h.passage.Statement.Dataset != s.Dataset {
			continue
		}
		if !h.passage.Whole && h.wording.matched < knownWords {
			return nil // too few for the search to have found every place
		}
		cut := paragraphs(h.passage.Text)
		numbered := cut[len(cut)-1].number != 0
		for _, p := range cut {
			text := h.passage.Text[p.Start:p.End]
			if w := c.aligner.compare(words, quotedWords(text, true), text); w.exact() && w.matched > 0 {
				out = append(out, place{p.number, p.number == behind || lostStart.MatchString(text[:w.at.Start]), numbered && p.number == 0 && h.passage.Whole, text, w.at.Start})
			}
		}
	}
	return out
}

// wrongParagraph refutes a number that none of the places has, where the places have numbers.
func (c *quotationCheck) wrongParagraph(f *Finding, told toldParagraph, places []place) bool {
	var numbers []int
	for _, p := range places {
		if p.number == told.number || p.unsure || p.number == 0 && !(p.preamble && told.operative) {
			return false
		}
		if p.number > 0 && !slices.Contains(numbers, p.number) {
			numbers = append(numbers, p.number)
		}
	}
	var message string
	switch len(numbers) {
	case 0:
		message = fmt.Sprintf("The words stand in the preamble, not in paragraph %d.", told.number)
	case 1:
		message = fmt.Sprintf("The words stand in paragraph %d, not in paragraph %d.", numbers[0], told.number)
	default:
		message = fmt.Sprintf("The words stand in paragraphs %s, not in paragraph %d.", joinNumbers(numbers), told.number)
	}
	c.refuteDocument(f, told.words, "another paragraph", message)
	if len(numbers) == 1 {
		f.Correction = &Correction{told.span, inStyle(c.speech.doc.Quote(told.span), numbers[0])}
	}
	return true
}

func joinNumbers(numbers []int) string {
	var parts []string
	for _, n := range numbers {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
