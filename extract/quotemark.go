package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// opener gives the style of each mark that can open a quotation.
var opener = map[rune]Marks{'"': Straight, '\'': StraightOne, '“': Curly, '‘': CurlyOne, '„': German, '‚': GermanOne, '«': French, '‹': FrenchOne, '»': Inward}

// closes lists, by style, the marks that can close it.
var closes = [...]string{Straight: `"`, StraightOne: `'`, Curly: `”"`, CurlyOne: `’'`, German: "“”", GermanOne: "‘’", French: "»", FrenchOne: "›", Inward: "«"}

// quoteMark is a quotation mark or apostrophe in a block's text, with what stands beside it.
type quoteMark struct {
	char       rune
	start, end int  // bytes of the block's text
	before     rune // 0 at the start
	after      rune // 0 at the end
	next       rune // the first one after white space
}

// readMarks lists the marks of a text.
func readMarks(text string) []quoteMark {
	var out []quoteMark
	before := rune(0)
	for i, c := range text {
		if strings.ContainsRune(`"'“”„‘’‚«»‹›`, c) {
			m := quoteMark{char: c, start: i, end: i + utf8.RuneLen(c), before: before}
			m.after, _ = firstRune(text[m.end:])
			m.next, _ = firstRune(strings.TrimLeftFunc(text[m.end:min(len(text), m.end+16)], unicode.IsSpace))
			out = append(out, m)
		}
		before = c
	}
	return out
}

func firstRune(s string) (rune, int) {
	if s == "" {
		return 0, 0
	}
	return utf8.DecodeRuneInString(s)
}

// within takes the mark as closing what is open, as opening a quotation, or as neither.
func (m quoteMark) within(rest []quoteMark, stack *[]openQuote, closed func(openQuote, int), stray func(openQuote)) {
	open := *stack
	for i := len(open) - 1; i >= 0; i-- {
		if !strings.ContainsRune(closes[open[i].marks], m.char) || !m.canClose(open[i].marks, rest) {
			continue
		}
		closed(open[i], m.end)
		*stack = open[:i] // what was opened within and not closed was no quotation
		return
	}
	marks, ok := opener[m.char]
	if !ok || len(open) == maxNested || !m.canOpen(marks, rest) {
		return
	}
	for i, o := range open {
		if o.marks == marks && marks != Curly && marks != French && marks != German {
			if marks == Straight { // the one before was never closed
				stray(o)
				*stack = append(open[:i], openQuote{marks, m.start})
			}
			return
		}
	}
	*stack = append(open, openQuote{marks, m.start})
}

// canOpen reports whether a quotation may begin here.
func (m quoteMark) canOpen(marks Marks, rest []quoteMark) bool {
	if m.after == 0 {
		return false
	}
	spaced := m.before == 0 || unicode.IsSpace(m.before) || strings.ContainsRune("([{—–-/:“‘\"'«„,;", m.before)
	switch marks {
	case French, FrenchOne, Curly, German, GermanOne:
		return marks != GermanOne || spaced && hasClosing(marks, rest)
	case Inward:
		return spaced && !unicode.IsSpace(m.after) && hasClosing(marks, rest)
	case Straight:
		return !unicode.IsSpace(m.after) && (spaced || !unicode.IsDigit(m.before) && !strings.ContainsRune(".,!?", m.before))
	}
	// A single quoteMark is an apostrophe more often than not.
	if !spaced || unicode.IsSpace(m.after) || unicode.IsPunct(m.after) && !strings.ContainsRune("[(“\"…", m.after) || unicode.IsDigit(m.after) && marks == StraightOne {
		return false
	}
	for i, r := range rest {
		if strings.ContainsRune(closes[marks], r.char) && r.canClose(marks, rest[i+1:]) {
			return true
		}
	}
	return false
}

// hasClosing reports whether a mark that closes the style comes later.
func hasClosing(marks Marks, rest []quoteMark) bool {
	for _, r := range rest {
		if strings.ContainsRune(closes[marks], r.char) {
			return true
		}
	}
	return false
}

// canClose reports whether the quotation may end here.
func (m quoteMark) canClose(marks Marks, rest []quoteMark) bool {
	switch marks {
	case Straight:
		return m.before == 0 || !unicode.IsSpace(m.before) || m.after == 0 || !unicode.IsLetter(m.after)
	case StraightOne, CurlyOne, GermanOne:
		return m.closesSingle(marks, rest)
	}
	return true
}

// closesSingle tells a closing single mark from an apostrophe: not within a word ("don't"), and not after an
// s with a word to follow ("states' rights") where a better one comes.
func (m quoteMark) closesSingle(marks Marks, rest []quoteMark) bool {
	if m.before == 0 || unicode.IsSpace(m.before) || unicode.IsLetter(m.after) || unicode.IsDigit(m.after) {
		return false
	}
	if unicode.ToLower(m.before) != 's' || !unicode.IsLetter(m.next) || m.after != ' ' {
		return true
	}
	for _, r := range rest {
		if opener[r.char] == marks && !strings.ContainsRune(closes[marks], r.char) {
			break // the next one begins before
		}
		if opener[r.char] == marks && (r.before == ' ' || r.before == 0) {
			break
		}
		if strings.ContainsRune(closes[marks], r.char) && (strings.ContainsRune(".,!?;…", r.before) || strings.ContainsRune(".,!?;:)", r.after) && r.after != 0) && !unicode.IsLetter(r.after) {
			return false
		}
	}
	return true
}
