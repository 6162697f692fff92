package extract

import (
	"regexp"
	"strings"
)

// Symbols are UN document symbols. Canonical spelling: no spaces, plain hyphens, a part's letter at the end,
// "A/RES/ES-11/7", "S/RES/2774(2025)", "A/RES/3379(XXX)", "A/RES/377(V)A", "S/2022/720", "A/C.3/74/L.62"; a
// bare number that the article only calls a resolution keeps its form: "2774", "2774(2025)", "68/262",
// "ES-11/7", "3379(XXX)".
var (
	fullSymbol = regexp.MustCompile(`^(?i)[ASE](?:/(?:RES|DEC|HRC|INF|PRST|NGO|(?:CN|C|AC|CONF)\.\d{1,3}|(?:L|PV|SR|Rev|Add|Corr)\.\d{1,5}|(?:ES|S)[-‐‑‒–−]\d{1,2}|\d{1,6}))+`)
	bareSymbol = regexp.MustCompile(`^(?:(?:ES|S)[-‐‑‒–−]\d{1,2}/\d{1,3}|\d{1,3}/\d{1,3}|\d{1,4})`)
	emergency  = regexp.MustCompile(`^ES[-‐‑‒–−]\d{1,2}/(?:L\.)?\d{1,3}`)

	// A year or session in brackets, and the letter of a part: "3379 (XXX)", "377 (V) A", "377 A (V)", "46/86B".
	bracketed    = regexp.MustCompile(`^[\s\x{a0}]?[\[(](?:\d{4}|[IVXLC]+|E?S[-‐‑‒–−][IVX]+)[\])]`)
	partOfSymbol = regexp.MustCompile(`^[\s\x{a0}]?([A-Z](?:-[A-Z])?)(?:$|[^\p{L}\d'’.\-]|\.(?:$|[^\p{L}\d]))`)
	// An article or pronoun and no part: "by resolution 68/262 A majority …".
	article = regexp.MustCompile(`^[\s\x{a0}][AI]\s+\p{Ll}`)
	letters = regexp.MustCompile(`^(.*[^A-Z-])([A-Z](?:-[A-Z])?)(\([^)]*\))$`)
	// What makes a number after "resolution" a count: "93-18", "1,000", "141 to 5", "12 times".
	counting = regexp.MustCompile(`^(?:\s?[-‐‑‒–—−]\s?\d|[/.,]\d|%|\s+(?:to\s+(?:\d|none|nil|zero)|(?:votes?|times|in\s+favou?r|countries|states|nations|members|percent|per\s+cent)\b))`)
	slashed  = regexp.MustCompile(`^/\d`)
)

// maxSymbol bounds how much text a symbol is looked for in.
const maxSymbol = 48

// readSymbol reads the symbol that begins at token i: a full one, "ES-11/7", or a number after
// "resolution", "decision" or "UNSCR".
func readSymbol(text string, tokens []Token, i int, end int) (symbol string, next int, ok bool) {
	t := tokens[i]
	rest := text[t.Start:min(end, t.Start+maxSymbol)]
	n := 0
	switch {
	case t.Kind == Word && t.Cap && len(t.Norm) == 1 && strings.HasPrefix(rest[1:], "/"):
		n = wholeSymbol(rest)
	case t.Kind == Word && t.Norm == "es":
		n = len(emergency.FindString(rest))
	case (t.Kind == Digits || t.Norm == "s") && i > 0:
		n = numberedSymbol(rest, tokens, i)
	}
	if n == 0 {
		return "", i, false
	}
	for next = i; next < len(tokens) && tokens[next].Start < t.Start+n; next++ {
	}
	return canonicalSymbol(rest[:n]), next, true
}

// wholeSymbol is the length of the full symbol that s begins with, 0 for none.
func wholeSymbol(s string) int {
	found := fullSymbol.FindString(s)
	if !strings.ContainsAny(found, "0123456789") {
		return 0
	}
	if upper := strings.ToUpper(found); !strings.Contains(upper, "/RES/") && !strings.Contains(upper, "/DEC/") {
		return len(found)
	}
	return len(found) + suffix(s[len(found):], true)
}

// numberedSymbol is the length of the number at token i, with what belongs to it, if the words before it
// make it a resolution's.
func numberedSymbol(s string, tokens []Token, i int) int {
	found := bareSymbol.FindString(s)
	if found == "" {
		return 0
	}
	rest := s[len(found):]
	session := strings.Contains(found, "/")
	more := suffix(rest, session)
	switch {
	case session && slashed.MatchString(rest), !session && more == 0 && counting.MatchString(rest):
		return 0
	case namesResolution(tokens, i), (session || more > 0) && namesBody(tokens[i-1].Norm):
	case (session || more > 0 || len(found) > 2) && listsResolutions(tokens, i):
	default:
		return 0
	}
	return len(found) + more
}

// suffix is the length of the bracket and the part's letter that s begins with; a letter stands alone only
// where the symbol before it may have a part.
func suffix(s string, mayPart bool) int {
	bracket := len(bracketed.FindString(s))
	letter := partLength(s[bracket:])
	if bracket == 0 && letter > 0 {
		bracket = len(bracketed.FindString(s[letter:]))
	}
	if bracket == 0 && !mayPart {
		return 0
	}
	return bracket + letter
}

func partLength(s string) int {
	m := partOfSymbol.FindStringSubmatchIndex(s)
	if m == nil || article.MatchString(s) {
		return 0
	}
	return m[3]
}

// namesResolution reports whether the tokens before i call the number a resolution's.
func namesResolution(tokens []Token, i int) bool {
	at := i - 1
	for at > 0 && (tokens[at].Norm == "no" || tokens[at].Norm == "nos" || tokens[at].Norm == "number" || tokens[at].Norm == "." ||
		tokens[at].Norm == "#" || tokens[at].Norm == "nr") {
		at--
	}
	switch tokens[at].Norm {
	case "resolution", "resolutions", "decision", "decisions", "unscr", "res":
		return true
	}
	return false
}

// namesBody reports whether the word is a body's name with which its resolutions are cited: "UNGA 68/262".
func namesBody(word string) bool {
	return word == "unga" || word == "unsc" || word == "scr"
}

// maxList bounds how far back the word "resolutions" of a list is looked for.
const maxList = 40

// listsResolutions reports whether token i goes on with a list: "resolutions 242 (1967), 338 and 68/262".
func listsResolutions(tokens []Token, i int) bool {
	switch tokens[i-1].Norm {
	case "and", "or", ",", "&":
	default:
		return false
	}
	for at := i - 1; at >= 0 && at > i-maxList; at-- {
		switch t := tokens[at]; {
		case t.Norm == "resolutions" || t.Norm == "decisions":
			return true
		case t.Kind == Digits, t.Kind == Word && t.Cap && len(t.Norm) <= 7, t.Norm == "and", t.Norm == "or",
			t.Kind == Punct && strings.Contains(",&/-()[]", t.Norm):
		default:
			return false
		}
	}
	return false
}

func canonicalSymbol(s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	s = strings.NewReplacer("[", "(", "]", ")", "‐", "-", "‑", "-", "‒", "-", "–", "-", "−", "-").Replace(s)
	if m := letters.FindStringSubmatch(s); m != nil { // "377A(V)"
		return m[1] + m[3] + m[2]
	}
	return s
}
