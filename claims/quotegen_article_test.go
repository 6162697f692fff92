package claims

import (
	"fmt"
	"regexp"
	"strings"
)

// frames are article sentences: Q the quotation, A and Z its halves, N a name, C the country, R an office. A
// "~" asks for a quotation of a sentence.
var frames = []string{
	"N, the R of C, told the General Assembly: “Q.”",
	"“Q,” said N, C's R.",
	"“Q,” N of C said.",
	"“Q,” C's R told delegates.",
	"C's R, N, was blunt: “Q.”",
	"According to N, the R of C, “Q.”",
	"N spoke for C. “Q,” she said, and left the podium.",
	"N, C's R, was next. He warned that “Q”.",
	"‘Q’, argued N, the R of C.",
	"‘Q,’ C's R said.",
	`"Q," said the R of C, N.`,
	`C's R insisted: "Q."`,
	"“A,” N, the R of C, said, “Z.”",
	`"A," said C's R, "Z."`,
	"In the words of N, the R of C, “Q”.",
	"C said “Q”.",
	"N (R of C) added that “Q”.",
	"«Q», said N, C's R.",
	"„Q“, said C's R, N.",
	"The R of C, N, had the floor after lunch. “Q,” N's surname noted.",
	"“Q” — N, R of C",
	"N, who has been C's R since the spring, put it like this: “Q.”",
}

var (
	givenParts  = []string{"Alma", "Jonas", "Mirela", "Tobias", "Henrike", "Paolo", "Sunniva", "Idris", "Yasmin", "Lev"}
	familyParts = []string{"Reyes-Holt", "Lindgreen", "Abakar", "Okonedo", "Varga", "Petrosyan", "Mbeki-Lund", "Castellan", "Duvalle", "Nakamori"}
	offices     = []string{"foreign minister", "ambassador", "permanent representative", "deputy foreign minister", "prime minister", "envoy"}
)

// article sets the quotation into an article.
func (g *generator) article(m *made, year int) string {
	frame := g.pick(frames)
	given, family := g.pick(givenParts), g.pick(familyParts)
	words := m.words
	if strings.ContainsAny(frame, "‘") && strings.ContainsAny(words, "'") {
		frame = frames[0]
	}
	half := strings.Fields(words)
	cut := 4 + g.rand.IntN(max(1, len(half)-8))
	if strings.Contains(frame, "“A,”") || strings.Contains(frame, `"A,"`) {
		if m.name == "spliced" || m.name == "elided" || m.name == "bracketed" || len(half) < 16 || strings.HasSuffix(half[cut-1], ",") {
			frame = frames[1]
		}
	}
	country := g.checker.memberName(m.told)
	text := regexp.MustCompile(`N's surname|[QAZNCR]\b`).ReplaceAllStringFunc(frame, func(s string) string {
		switch s {
		case "Q":
			return words
		case "A":
			return strings.Join(half[:cut], " ")
		case "Z":
			return strings.Join(half[cut:], " ")
		case "N":
			return given + " " + family
		case "N's surname":
			return family
		case "C":
			return country
		case "R":
			return g.pick(offices)
		}
		return s
	})
	return fmt.Sprintf("---\ndate: %d-10-20\n---\nThe UN General Assembly closed its general debate on a wet afternoon.\n\n%s\n\nThe hall emptied slowly.\n", year, text)
}
