package extract

import (
	"regexp"
	"strings"
)

// Symbols are UN document symbols. Canonical spelling: no spaces, "A/RES/ES-11/7", "S/RES/2774(2025)",
// "A/RES/3379(XXX)", "S/2022/720", "A/C.3/74/L.62"; a bare number that the article only calls a
// resolution keeps its form: "2774", "2774(2025)", "68/262", "ES-11/7", "3379(XXX)".
var (
	fullSymbol = regexp.MustCompile(`^(?i)(?:A|S|E)/(?:RES/|DEC/|C\.\d/|HRC/|PV\.|ES-|\d)[A-Z0-9./\-]*[A-Z0-9](?:\s?[\[(](?:\d{4}|[IVXLC]+|S-[IVX]+|ES-[IVX]+)[\])])?(?:\s?[A-F]\b)?`)
	bareSymbol = regexp.MustCompile(`^(?:(?:ES|S)-\d{1,2}/\d{1,3}|\d{1,3}/\d{1,3}|\d{1,4})(?:\s?[\[(](?:\d{4}|[IVXLC]+|S-[IVX]+|ES-[IVX]+)[\])])?(?:[A-F]\b)?`)
	emergency  = regexp.MustCompile(`^ES[-‑–]\d{1,2}/\d{1,3}`)
)

// maxSymbol bounds how much text a symbol is looked for in.
const maxSymbol = 48

// readSymbol reads the symbol that begins at token i: a full one, "ES-11/7", or a number after
// "resolution", "decision" or "UNSCR".
func readSymbol(text string, tokens []Token, i int, end int) (symbol string, next int, ok bool) {
	t := tokens[i]
	rest := text[t.Start:min(end, t.Start+maxSymbol)]
	var found string
	switch {
	case t.Kind == Word && t.Cap && len(t.Norm) == 1 && strings.HasPrefix(rest[1:], "/"):
		found = fullSymbol.FindString(rest)
	case t.Kind == Word && t.Norm == "es":
		found = emergency.FindString(rest)
	case t.Kind == Digits && i > 0 && namesResolution(tokens, i):
		found = bareSymbol.FindString(rest)
		if after := rest[len(found):]; strings.HasPrefix(after, ",") && len(after) > 1 && '0' <= after[1] && after[1] <= '9' {
			found = ""
		}
	}
	if found == "" {
		return "", i, false
	}
	stop := t.Start + len(found)
	for next = i; next < len(tokens) && tokens[next].Start < stop; next++ {
	}
	return canonicalSymbol(found), next, true
}

// namesResolution reports whether the tokens before i call the number a resolution's.
func namesResolution(tokens []Token, i int) bool {
	at := i - 1
	for at > 0 && (tokens[at].Norm == "no" || tokens[at].Norm == "number" || tokens[at].Norm == "." || tokens[at].Norm == "#" ||
		tokens[at].Norm == "nr") {
		at--
	}
	switch tokens[at].Norm {
	case "resolution", "resolutions", "decision", "unscr", "res":
		return true
	}
	return false
}

func canonicalSymbol(s string) string {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "[", "(", "]", ")", "‑", "-", "–", "-").Replace(s)
	return strings.ToUpper(s)
}
