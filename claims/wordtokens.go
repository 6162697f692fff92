package claims

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/extract"
	"stet/sources"
)

// quotedKind says what a part of a quotation is, to whoever compares it with a record.
type quotedKind uint8

const (
	plainWord  quotedKind = iota
	editedWord            // a letter or ending in brackets: "[T]he", "demand[ed]"
	inserted              // words in brackets, in place of any of the record's, or of none
	ellipsis              // words left out, and said so
)

// quotedWord is a word of a quotation or of a record.
type quotedWord struct {
	extract.Span // bytes of the text compared
	norm         string
	kind         quotedKind
	aside        bool // in brackets in a record: an editor's, and may be missing
}

// longestBracket bounds an insertion, in bytes.
const longestBracket = 90

// quotedWords cuts a quotation, or a record, into words, with its ellipses and brackets told apart.
func quotedWords(text string, record bool) []quotedWord {
	var out []quotedWord
	plain := 0 // start of the run without special parts
	flush := func(end int) {
		for _, w := range sources.TextWords(text[plain:end]) {
			out = appendSpoken(out, text, extract.Span{Start: plain + w.Start, End: plain + w.End}, w.Norm)
		}
	}
	for i := 0; i < len(text); {
		end, kind, ok := special(text, i)
		if !ok {
			i++
			continue
		}
		inner := text[i+1 : max(i+1, end-1)]
		switch {
		case kind == editedWord && record, kind == inserted && record:
			flush(i)
			plain = i
			n := len(out)
			flush(end)
			for k := n; k < len(out); k++ {
				out[k].aside = true
			}
		case kind == editedWord:
			from, to := wordEdges(text, i, end)
			flush(from)
			whole := text[from:i] + inner + text[end:to]
			norm := ""
			if w := sources.TextWords(whole); len(w) > 0 {
				norm = w[0].Norm
			}
			out = append(out, quotedWord{Span: extract.Span{Start: from, End: to}, norm: norm, kind: editedWord})
			end = to
		default:
			flush(i)
			out = append(out, quotedWord{Span: extract.Span{Start: i, End: end}, kind: kind})
		}
		plain, i = end, end
	}
	flush(len(text))
	return out
}

// special reads an ellipsis or a bracket that begins at byte i.
func special(text string, i int) (end int, kind quotedKind, ok bool) {
	rest := text[i:]
	switch {
	case strings.HasPrefix(rest, "…"):
		return i + len("…"), ellipsis, true
	case strings.HasPrefix(rest, "..."):
		end = i + 3
		for end < len(text) && text[end] == '.' {
			end++
		}
		return end, ellipsis, true
	case strings.HasPrefix(rest, ". . ."):
		return i + 5, ellipsis, true
	case rest[0] == '[' || rest[0] == '(':
		closing := byte(']')
		if rest[0] == '(' {
			closing = ')'
		}
		n := strings.IndexByte(rest[:min(len(rest), longestBracket)], closing)
		if n < 0 {
			return 0, 0, false
		}
		end = i + n + 1
		inner := strings.Trim(rest[1:n], " ")
		if inner == "" || strings.Trim(inner, ".… ") == "" {
			return end, ellipsis, true
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !strings.Contains(inner, " ") && (i > 0 && unicode.IsLetter(before) || end < len(text) && unicode.IsLetter(after)) {
			return end, editedWord, true
		}
		return end, inserted, true
	}
	return 0, 0, false
}

// wordEdges widens a bracket to the word that it is part of.
func wordEdges(text string, from, to int) (int, int) {
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= n
	}
	for to < len(text) {
		r, n := utf8.DecodeRuneInString(text[to:])
		if !unicode.IsLetter(r) {
			break
		}
		to += n
	}
	return from, to
}

// appendSpoken adds a word, a contraction as the words it stands for.
func appendSpoken(out []quotedWord, text string, span extract.Span, norm string) []quotedWord {
	word := text[span.Start:span.End]
	if norm == "cannot" {
		return append(out, quotedWord{Span: span, norm: "can"}, quotedWord{Span: span, norm: "not"})
	}
	if !strings.ContainsAny(word, "'’") {
		return append(out, quotedWord{Span: span, norm: norm})
	}
	for _, c := range contractions {
		stem, ok := strings.CutSuffix(norm, c.ending)
		if !ok || !strings.Contains(strings.ReplaceAll(strings.ToLower(word), "’", "'"), c.written) || stem == "" {
			continue
		}
		switch stem + c.ending {
		case "cant":
			stem = "can"
		case "wont":
			stem = "will"
		case "shant":
			stem = "shall"
		}
		return append(out, quotedWord{Span: span, norm: stem}, quotedWord{Span: span, norm: c.word})
	}
	return append(out, quotedWord{Span: span, norm: norm})
}

var contractions = []struct{ ending, written, word string }{
	{"nt", "n't", "not"}, {"re", "'re", "are"}, {"ve", "'ve", "have"}, {"ll", "'ll", "will"}, {"m", "'m", "am"},
}

// sameWord reports whether two words are one, and whether in another spelling.
func sameWord(a, b string) (same, respelt bool) {
	if a == b {
		return true, false
	}
	if a == "" || b == "" || a[0] != b[0] && !('0' <= a[0] && a[0] <= '9' || '0' <= b[0] && b[0] <= '9') {
		return false, false
	}
	return spelling(a) == spelling(b), true
}

// spelling is a form that British and American spellings share.
func spelling(w string) string {
	if n, ok := numerals[w]; ok {
		return n
	}
	if len(w) < 4 {
		return w
	}
	return spellings.Replace(w + "$")
}

var spellings = strings.NewReplacer("isation", "ization", "ising$", "izing", "ised$", "ized", "ises$", "izes", "ise$", "ize", "yse$", "yze", "ysed$", "yzed", "our", "or", "tre$", "ter", "tres$", "ters", "programme", "program",
	"defence", "defense", "offence", "offense", "licence", "license", "pretence", "pretense", "ll", "l", "judgement", "judgment", "towards$", "toward", "amongst$", "among", "whilst$", "while", "grey", "gray", "acknowledgement", "acknowledgment",
	"ageing", "aging", "sceptic", "skeptic", "cheque", "check", "aeroplane", "airplane", "$", "")

var numerals = map[string]string{"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve", "13": "thirteen", "14": "fourteen", "15": "fifteen", "20": "twenty"}

// sameStem reports whether a word with letters in brackets can be the record's: "demand[ed]" for "demands".
func sameStem(edited, held string) bool {
	n := 0
	for n < len(edited) && n < len(held) && edited[n] == held[n] {
		n++
	}
	return n >= 3 && n >= min(len(edited), len(held))-2 || edited == held
}

// light are the words that say nothing about where a text is from.
var light = wordSet(`the a an and or but of to in on at by for with from as that this these those it its is are was were be been being has have had do does did will would shall should can could may might must not no we our us i my
	you your he his she her they their them who whom which what there here all any some so if than then also more most very into over under between among through about up out per own such only just`)

// negations turn a statement around.
var negations = wordSet(`not never no nor neither without cannot nobody nothing none hardly`)

// conditions make a statement depend on something.
var conditions = wordSet(`if unless provided until`)
