package claims

import (
	"fmt"
	"strings"

	"stet/extract"
	"stet/sources"
)

var title = define("title", "The title of a text, quoted.", findTitles, judgeTitle)

// titleFact says that a text bears this title.
type titleFact struct {
	words string // between the marks
}

// String is the canonical reading: the title in quotes.
func (f titleFact) String() string { return fmt.Sprintf("title %q", f.words) }

// titleCues come before a quoted title.
var titleCues = wordSet(`entitled titled title called named headed`)

// findTitles reads "entitled “…”" where the words between the marks are four or more.
func findTitles(a *article) []found[titleFact] {
	var out []found[titleFact]
	for _, p := range a.each() {
		if p == nil || !p.has("resolution", "text", "draft", "decision", "declaration", "assembly", "council", "officially", "formally") {
			continue
		}
		tokens := p.s.Tokens
		for i := 0; i+1 < len(tokens); i++ {
			open := i + 1
			switch {
			case titleCues[tokens[i].Norm] || (tokens[i].Norm == "officially" || tokens[i].Norm == "formally"):
			case textWords[tokens[i].Norm] && (tokens[open].Norm == "," || tokens[open].Norm == "(") && open+1 < len(tokens) && tokens[open+1].Norm == "\"" && capitalized(tokens, open+2):
				open++ // "The American draft, “The path to peace”, was three paragraphs long"
			default:
				continue
			}
			if tokens[open].Norm == "," || tokens[open].Norm == ":" {
				open++
			}
			if f, ok := quotedAt(a.doc, tokens, open); ok {
				f.sentence = p.index
				out = append(out, f)
			}
		}
	}
	return out
}

// textWords are what a title in apposition is of.
var textWords = wordSet(`resolution draft text declaration decision proposal`)

// capitalized reports whether the quoted words begin as a title does.
func capitalized(tokens []extract.Token, i int) bool { return i < len(tokens) && tokens[i].Cap }

// quotedAt reads the words between the marks that open at a token.
func quotedAt(doc *extract.Document, tokens []extract.Token, open int) (found[titleFact], bool) {
	var out found[titleFact]
	if open >= len(tokens) || tokens[open].Norm != "\"" {
		return out, false
	}
	for i := open + 1; i < len(tokens); i++ {
		if tokens[i].Norm != "\"" {
			continue
		}
		if i-open < 5 {
			return out, false
		}
		out.span = extract.Span{Start: tokens[open+1].Start, End: tokens[i-1].End}
		out.fact = titleFact{strings.TrimRight(doc.Quote(out.span), ",.; ")}
		return out, true
	}
	return out, false
}

// judgeTitle compares the words with the record's title: the same, or a part of it, stands; most of the same words
// with others among them do not.
func judgeTitle(f titleFact, w *world) Judgement {
	r := w.record
	j := Judgement{Severity: Detail, Says: fmt.Sprintf("%q", r.Title)}
	if r.Body != sources.GeneralAssembly || r.Title == "" {
		return j // the Council's titles in the data are descriptions
	}
	told, held := titleWords(f.words), titleWords(r.Title)
	if strings.Contains(" "+strings.Join(held, " ")+" ", " "+strings.Join(told, " ")+" ") {
		j.Truth = Right
		return j
	}
	shared := 0
	for _, word := range told {
		if listed(held, word) {
			shared++
		}
	}
	if 3*shared >= 2*len(told) && 3*shared >= 2*len(held) {
		j.Truth = Wrong
		j.Message = fmt.Sprintf("The title is %s.", j.Says)
	}
	return j
}

// titleWords are the folded words of a title.
func titleWords(s string) []string {
	return strings.FieldsFunc(extract.Fold(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
}
