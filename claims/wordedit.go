package claims

import (
	"strings"

	"stet/extract"
)

// tidy makes the differences readable: those with only light words between are one, and words that run beyond
// where the record still agrees stand against the rest of the record's sentence.
func (w *wording) tidy(quote []quotedWord) {
	if len(w.edits) == 0 || w.at.Len() == 0 {
		return
	}
	merged := w.edits[:1]
	for _, e := range w.edits[1:] {
		last := &merged[len(merged)-1]
		if w.lightBetween(quote, last.quote.End, e.quote.Start) {
			last.quote.End = max(last.quote.End, e.quote.End)
			last.record = extract.Span{Start: min(last.record.Start, e.record.Start), End: max(last.record.End, e.record.End)}
			continue
		}
		merged = append(merged, e)
	}
	w.edits = merged
	if last := &w.edits[len(w.edits)-1]; last.quote.End == quote[len(quote)-1].End && strings.Contains(strings.TrimSpace(textOfWords(quote, last.quote)), " ") {
		if end := w.restOfSentence(last.record.End); end-last.record.Start <= longestRest {
			last.record.End = max(last.record.End, end)
			if last.record.Len() > 0 && w.text[last.record.Start] == ' ' {
				last.record.Start++
			}
		}
	}
}

// longestRest bounds what is shown of a record's sentence that a quotation ends otherwise, in bytes.
const longestRest = 160

// lightBetween reports whether at most two words, all light, stand between two bytes of the quotation.
func (w *wording) lightBetween(quote []quotedWord, from, to int) bool {
	n := 0
	for i := range quote {
		if quote[i].Start < from || quote[i].End > to {
			continue
		}
		if n++; n > 2 || !light[quote[i].norm] {
			return false
		}
	}
	return n > 0
}

// textOfWords joins the words of a range, to count them.
func textOfWords(quote []quotedWord, span extract.Span) string {
	var parts []string
	for i := range quote {
		if span.Covers(quote[i].Span) {
			parts = append(parts, quote[i].norm)
		}
	}
	return strings.Join(parts, " ")
}

// restOfSentence is where the record's sentence that holds the byte ends, without its full stop.
func (w *wording) restOfSentence(at int) int {
	if i := strings.IndexAny(w.text[at:], ".;?!\n"); i >= 0 {
		return at + i
	}
	return len(w.text)
}
