package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// Token is a word, a number or a punctuation mark.
type Token struct {
	Span
	Norm string // lower case, no accents, plain quotes and dashes, without possessive 's; "n't" is never cut off
	Kind TokenKind
	Poss bool // the word carries a possessive: "Russia's", "states'"
	Cap  bool // the word begins with a capital letter
	Gap  bool // white space stands before it
}

// TokenKind says what a token is made of.
type TokenKind uint8

const (
	Word TokenKind = iota
	Digits
	Punct
)

// maxToken bounds a token's length in bytes; a longer one is cut, so that nothing is quadratic in it.
const maxToken = 256

// tokenize cuts a span of text into tokens. Words are those of UAX #29, with dotted abbreviations
// ("U.S.", "a.m.") joined to one.
func tokenize(text string, s Span) []Token {
	tokens := make([]Token, 0, (s.End-s.Start)/5+4)
	at, gap := s.Start, false
	iter := words.FromString(text[s.Start:s.End])
	for iter.Next() {
		value := iter.Value()
		start := at
		at += len(value)
		if strings.TrimSpace(value) == "" {
			gap = true
			continue
		}
		if n := len(tokens); n > 0 && !gap && value == "." && dottedAbbreviation(text[tokens[n-1].Start:tokens[n-1].End]) {
			tokens[n-1].End = at
			continue
		}
		if n := len(tokens); n > 1 && !gap && (value == "s" || value == "S") && dottedPossessive(text, tokens) {
			tokens = tokens[:n-1]
			tokens[n-2].End, tokens[n-2].Poss = at, true
			continue
		}
		tokens = append(tokens, newToken(value, start, gap))
		gap = false
	}
	return tokens
}

// dottedAbbreviation reports whether the word has single letters with dots between: "U.S", "p.m".
func dottedAbbreviation(word string) bool {
	return len(word) >= 3 && len(word) <= 7 && word[1] == '.' && word[len(word)-2] == '.'
}

// dottedPossessive reports whether the last tokens are a dotted name and an apostrophe: "U.S.'".
func dottedPossessive(text string, tokens []Token) bool {
	name, mark := tokens[len(tokens)-2], tokens[len(tokens)-1]
	return mark.Norm == "'" && !mark.Gap && name.Kind == Word && dottedAbbreviation(strings.TrimSuffix(text[name.Start:name.End], "."))
}

func newToken(value string, start int, gap bool) Token {
	t := Token{Span: Span{start, start + len(value)}, Gap: gap}
	if len(value) > maxToken {
		value = strings.ToValidUTF8(value[:maxToken], "")
	}
	first, _ := utf8.DecodeRuneInString(value)
	switch {
	case unicode.IsDigit(first):
		t.Kind = Digits
	case unicode.IsLetter(first):
		t.Kind, t.Cap = Word, unicode.IsUpper(first)
	default:
		t.Kind = Punct
	}
	t.Norm = Fold(value)
	if t.Kind == Word {
		if cut := strings.TrimSuffix(t.Norm, "'s"); cut != t.Norm && cut != "" && !clitic[t.Norm] {
			t.Norm, t.Poss = cut, true
		}
		if dotted := strings.ReplaceAll(t.Norm, ".", ""); dotted != "" && len(dotted) != len(t.Norm) {
			t.Norm = dotted // "u.s." and "us" differ by Token.Cap only; the lexicon asks for it
		}
	}
	return t
}

// clitic holds the words in which 's is "is" or "us".
var clitic = wordSet("it's that's there's what's let's here's he's she's who's")

// Fold gives text in the form that Norm has: lower case, accents dropped, quotes and dashes plain.
func Fold(s string) string {
	ascii, lower := true, true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
		if 'A' <= s[i] && s[i] <= 'Z' {
			lower = false
		}
	}
	if ascii {
		if lower {
			return s
		}
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("‘’ʼ′`´", r):
			b.WriteByte('\'')
		case strings.ContainsRune("“”„«»", r):
			b.WriteByte('"')
		case strings.ContainsRune("–—−‐‑‒―", r):
			b.WriteByte('-')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ' || r == 'Æ':
			b.WriteString("ae")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
