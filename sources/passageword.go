package sources

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TextWord is a word of a text: where it stands, and the form in which words are compared.
type TextWord struct {
	Start, End int    // half-open byte range
	Norm       string // lower case, without accents and apostrophes: "ukraines" for "Ukraine’s"
}

// TextWords cuts a text into words: runs of letters and digits, apostrophes within them included, hyphens
// not.
func TextWords(text string) []TextWord {
	out := make([]TextWord, 0, len(text)/6+1)
	for at := 0; ; {
		start, end := nextWord(text, at)
		if start == end {
			return out
		}
		out = append(out, TextWord{start, end, foldWord(text[start:end])})
		at = end
	}
}

// nextWord is the range of the first word from at on, an empty one at the end.
func nextWord(text string, at int) (start, end int) {
	for at < len(text) {
		r, n := runeAt(text, at)
		if wordRune(r) {
			break
		}
		at += n
	}
	start = at
	for at < len(text) {
		r, n := runeAt(text, at)
		if !wordRune(r) {
			next, _ := runeAt(text, min(at+n, len(text)))
			if r != '\'' && r != '’' && r != '\u00ad' || at+n >= len(text) || !wordRune(next) {
				break
			}
		}
		at += n
	}
	return start, at
}

func runeAt(s string, at int) (rune, int) {
	if at < len(s) && s[at] < utf8.RuneSelf {
		return rune(s[at]), 1
	}
	return utf8.DecodeRuneInString(s[at:])
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// foldWord gives a word the form in which it is compared.
func foldWord(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= utf8.RuneSelf || c == '\'' || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if r == '\'' || r == '’' || r == '\u00ad' || unicode.Is(unicode.Mn, r) {
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// wordHash is a hash of foldWord's form, worked out without making it where the word is ASCII.
func wordHash(word string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			folded := foldWord(word)
			h = offset
			for k := 0; k < len(folded); k++ {
				h = (h ^ uint64(folded[k])) * prime
			}
			return h
		case c == '\'':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime
	}
	return h
}
