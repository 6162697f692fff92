package extract

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentence is one sentence of a block.
type Sentence struct {
	Span
	Block    int       // index into Document.Blocks
	Tokens   []Token   // in text order, none empty
	Mentions []Mention // in text order, not overlapping; nil where the sentence was not analysed

	tags []string // POS tags, filled on the first call of Tags
}

// abbreviations never end a sentence when a name or number follows.
var abbreviations = wordSet(`mr mrs ms dr prof sen rep gov gen col lt capt sgt st jan feb mar apr jun jul
	aug sep sept oct nov dec no nos art para vol vs etc inc ltd co corp u.n u.s u.k e.g i.e a.m p.m amb
	hon rev adm maj res jr sr`)

// starters begin a new sentence even after "U.S." or another dotted name.
var starters = wordSet(`the it in on but and he she they we this that these those its his her their after
	before when while as at for from by with one two three only both there here if not no yet russia china
	most many some several all each other others another such what which who how why although though despite
	since during meanwhile however instead then today also nor so`)

// splitSentences cuts a block into sentences: UAX #29, with the cuts after abbreviations and dotted
// names ("U.S. allies", "No. 5") undone.
func splitSentences(text string, block Span) []Span {
	var out []Span
	at := block.Start
	for _, cell := range strings.Split(text[block.Start:block.End], cellBar) { // the cells of a table are told apart
		out = append(out, splitCell(text, Span{at, at + len(cell)})...)
		at += len(cell) + len(cellBar)
	}
	return out
}

func splitCell(text string, block Span) []Span {
	var out []Span
	iter := sentences.FromString(text[block.Start:block.End])
	at := block.Start
	for iter.Next() {
		value := iter.Value()
		span := Span{at, at + len(value)}
		at = span.End
		if n := len(out); n > 0 && !endsSentence(text[out[n-1].Start:out[n-1].End], value) {
			out[n-1].End = span.End
			continue
		}
		out = append(out, span)
	}
	kept := make([]Span, 0, len(out))
	for _, s := range out {
		for _, s := range splitGlued(text, s) {
			if s = trimSpan(text, s); s.Len() > 0 {
				kept = append(kept, s)
			}
		}
	}
	return kept
}

// splitGlued cuts where a space was lost between two sentences: "… he said afterward.Nobody answered".
func splitGlued(text string, s Span) []Span {
	var out []Span
	lower := 0 // lower-case letters in a row
	for i := s.Start; i+2 < s.End; i++ {
		c := text[i]
		if c == '.' && lower >= 3 && isUpper(text[i+1]) && 'a' <= text[i+2] && text[i+2] <= 'z' && !strings.Contains(wordAround(text, s, i), "www.") && !strings.Contains(wordAround(text, s, i), "/") {
			out = append(out, Span{s.Start, i + 1})
			s.Start = i + 1
		}
		if lower++; c < 'a' || c > 'z' {
			lower = 0
		}
	}
	return append(out, s)
}

// wordAround is the run without white space around a byte, at most some 60 bytes of it.
func wordAround(text string, s Span, at int) string {
	from, to := at, at
	for from > s.Start && at-from < 30 && !isSpace(text[from-1]) {
		from--
	}
	for to < s.End && to-at < 30 && !isSpace(text[to]) {
		to++
	}
	return text[from:to]
}

// endsSentence reports whether the text before a cut really ends there.
func endsSentence(before, after string) bool {
	word := strings.TrimRight(before, " \n\t")
	if !strings.HasSuffix(word, ".") {
		return true
	}
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if i := strings.LastIndexAny(word, " \n\t(“\"'"); i >= 0 {
		word = word[i+1:]
	}
	next, _, _ := strings.Cut(strings.TrimLeft(after, " \n\t"), " ")
	next = strings.ToLower(strings.Trim(next, `"“”‘’,.;:`))
	dotted := len(word) > 1 && word[len(word)-2] == '.'
	if dotted || word == "u.s" || word == "u.n" {
		return starters[next]
	}
	if len(word) == 1 && word[0] >= 'a' && word[0] <= 'z' {
		return false
	}
	if word == "no" {
		return next == "" || next[0] < '0' || next[0] > '9'
	}
	return !abbreviations[word]
}

func trimSpan(text string, s Span) Span {
	for s.Start < s.End && isSpace(text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(text[s.End-1]) {
		s.End--
	}
	return s
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
