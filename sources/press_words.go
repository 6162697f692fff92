package sources

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// How press releases word votes: patterns, and what is read from one sentence.

var (
	annexHead = regexp.MustCompile(`(?i)^(?:voting )?annex(?:e?s)?\b[ .:–—-]*([IVXLC]+|\d{1,3})?\b[ .:–—-]*`)
	annexRef  = regexp.MustCompile(`(?i)\bannex(?:es)? ([IVXLC]+|\d{1,3})\b`)
	label     = regexp.MustCompile(`(?i)(?:^|\n|[.;:]\s+)(in favou?r|votes? (?:in )?favou?r|against|abstain(?:ing|ed)?|abstentions?|absent|not voting|not participating|non-voting)\s*(?:\(\d{1,3}\)|\[\d{1,3}\])?\s*(?::|--)\s*`)
	countWord = `(\d{1,3}|none|no|nil|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\b`
	bracket   = `(?:\s*\(((?:[^()]|\([^()]*\))+)\))?`
	voteCount = regexp.MustCompile(`(?i)\b(?:by|vote was|was|vote of|result of)\s+(?:a\s+)?(?:(?:recorded|roll-?call|separate|single|overwhelming)\s+)*(?:votes?\s+(?:of\s+)?)?` + countWord +
		`(?:\s+votes?)?(?:\s+in\s+favou?r)?` + bracket + `,?\s+to\s+` + countWord + `(?:\s+(?:votes?\s+)?against)?` + bracket +
		`(?:,?\s*(?:and\s+)?with\s+` + countWord + `\s+(?:abstentions?|abstaining|members?\s+abstaining)` + bracket + `)?`)
	symbolIn    = regexp.MustCompile(`\b(?:A|S)/(?:RES/|DEC/|C\.[1-6]/|ES-\d{1,2}/|S-\d{1,2}/|\d{2,4}/|HRC/)[A-Z0-9][A-Za-z0-9./()-]{0,40}`)
	councilRes  = regexp.MustCompile(`\bresolution (\d{1,4} \((?:19|20)\d\d\))`)
	quotedTitle = regexp.MustCompile(`["“‘']([^"“”‘]{3,300}?)[,.]?["”’']\s+\((?:as\s+[a-z ]{1,40}\s+)?document`)
	voteOn      = regexp.MustCompile(`(?i)^votes? on (?:the )?`)
	partOf      = regexp.MustCompile(`(?i)\b((?:operative|preambular|preambulatory)\s+(?:sub-?)?paragraphs?(?:\s+[0-9]{1,3}(?:\s*\([a-z]\))?(?:\s+(?:and|to)\s+[0-9]{1,3})?)?|(?:sub-?)?paragraph\s+[0-9]{1,3}|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\s+(?:preambular|operative)\s+paragraph|amendment|motion)\b`)
	verb        = regexp.MustCompile(`(?i)\b(failed to (?:adopt|be adopted)|(?:did|was|were) not (?:adopt(?:ed)?|retained|approved)|reject(?:ed|ing|s)?|defeat(?:ed|ing|s)?|adopt(?:ed|ing|s)?|approv(?:ed|ing|es)?|retain(?:ed|ing|s)?|pass(?:ed|ing|es)?)\b`)
	vetoed      = regexp.MustCompile(`(?i)\b(vetoe?[ds]?|vetoing|negative vote of a permanent member)\b`)
	noise       = regexp.MustCompile(`(?i)^(?:\(more\)|\(end of .*\)|\* *\*+ *\*|[- ]*(?:page )?\d{1,3}[- ]*|.{0,40}\bpress release .{0,80})$`)
	footmark    = regexp.MustCompile(`(?:\s*(?:\*+|†|‡|\[\d{1,2}\]|\b\d{1,2}/))+$`)
	none        = regexp.MustCompile(`(?i)^(?:none|nil|no one|nobody|-+|–|—)$`)
)

var labelSides = map[string]Position{"in": Yes, "vo": Yes, "ag": No, "ab": Abstain, "no": NotVoting}

// sideOfLabel is the way to vote that a label names.
func sideOfLabel(l string) Position {
	l = strings.ToLower(l)
	if strings.HasPrefix(l, "absent") {
		return NotVoting
	}
	return labelSides[l[:2]]
}

// pressCount reads a count in digits or words, -1 for none.
func pressCount(s string) int {
	words := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"}
	switch s = strings.ToLower(s); s {
	case "":
		return -1
	case "no", "none", "nil":
		return 0
	}
	if i := slices.Index(words, s); i >= 0 {
		return i
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// window is the part of a long block around a match, and the match within it: no sentence is longer.
func window(text string, m []int) (string, []int) {
	const around = 2000
	from, to := max(m[0]-around, 0), min(m[1]+around, len(text))
	moved := make([]int, len(m))
	for i := range m {
		moved[i] = max(m[i]-from, -1)
	}
	return text[from:to], moved
}

// sentenceAround is the sentence that holds text[from:to], and where that begins in it.
func sentenceAround(text string, from, to int) (string, int) {
	start, end := 0, len(text)
	for _, m := range sentenceEnd.FindAllStringSubmatchIndex(text, -1) {
		if next := m[2]; next <= from {
			start = next
		} else if m[0] >= to {
			end = m[0] + 1
			break
		}
	}
	return text[start:end], from - start
}

// sentenceEnd is where one sentence ends and, at its empty group, another begins.
var sentenceEnd = regexp.MustCompile(`[.;]['"”)]*\s+()(?:\(|["“]?[A-Z])`)

// symbolsIn is the symbols of texts in a passage, in their order.
func symbolsIn(s string) []string {
	var out []string
	for _, m := range symbolIn.FindAllString(s, -1) {
		m = strings.TrimRight(m, ".-/")
		if strings.HasSuffix(m, ")") && !strings.Contains(m, "(") {
			m = strings.TrimRight(m, ")")
		}
		out = append(out, m)
	}
	for _, m := range councilRes.FindAllStringSubmatch(s, -1) {
		out = append(out, "S/RES/"+strings.ReplaceAll(m[1], " ", ""))
	}
	return out
}

// partIn is the part of a text that was voted on separately, "" for the whole. A vote on a paragraph is no
// vote on the text.
func partIn(sentence, title string) string {
	if strings.HasPrefix(strings.ToLower(title), "vote on") {
		sentence = title
	}
	if strings.Contains(sentence, " as a whole") {
		return ""
	}
	return strings.ToLower(partOf.FindString(sentence))
}

// outcomeIn is what the sentence says became of the text: its last verb before the figures, else the first
// after them; "" for none.
func outcomeIn(sentence string, at int) Outcome {
	word := ""
	if before := verb.FindAllString(sentence[:at], -1); len(before) > 0 {
		word = before[len(before)-1]
	} else {
		word = verb.FindString(sentence[at:])
	}
	switch lower := strings.ToLower(word); {
	case lower == "":
		return "" // it does not say
	case strings.HasPrefix(lower, "ad") || strings.HasPrefix(lower, "ap") || strings.HasPrefix(lower, "re") && !strings.HasPrefix(lower, "rej") || strings.HasPrefix(lower, "pa"):
		return Adopted
	case vetoed.MatchString(sentence):
		return Vetoed
	}
	return Rejected
}
