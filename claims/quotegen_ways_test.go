package claims

import (
	"slices"
	"strings"
)

// The ways in which the generator changes a sentence of a speech.

// fragment is part of a sentence, cut where it leaves no negation or condition behind.
func (g *generator) fragment(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	from := g.rand.IntN(len(words) - 6)
	to := from + 6 + g.rand.IntN(len(words)-from-5)
	for _, w := range words[:from] {
		if w = strings.ToLower(strings.Trim(w, ",;:")); negations[w] || conditions[w] {
			return ""
		}
	}
	if from == 0 || light[strings.ToLower(words[from])] {
		return ""
	}
	return strings.TrimRight(strings.Join(words[from:min(to, len(words))], " "), ",;: ")
}

func (g *generator) elided(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	if len(words) < 14 {
		return ""
	}
	from := 5 + g.rand.IntN(len(words)-12)
	n := 2 + g.rand.IntN(3)
	for _, w := range words[from : from+n] {
		if negations[strings.ToLower(w)] {
			return ""
		}
	}
	sign := g.pick([]string{"…", "...", "[...]", "[…]", ". . ."})
	return strings.Join(slices.Concat(words[:from], []string{sign}, words[from+n:]), " ")
}

func (g *generator) bracketed(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	switch g.rand.IntN(3) {
	case 0: // a pronoun told
		for i, w := range words {
			if i > 2 && i < len(words)-3 && (w == "it" || w == "we" || w == "they" || w == "our" || w == "us" || w == "them" || w == "its" || w == "their") {
				words[i] = g.pick([]string{"[the country]", "[the members]", "[the Organization's]", "[my people]"})
				return strings.Join(words, " ")
			}
		}
	case 1: // the letter at the start
		words[0] = "[" + strings.ToLower(words[0][:1]) + "]" + words[0][1:]
		if len(words[0]) > 4 {
			return strings.Join(words, " ")
		}
	case 2: // an insertion
		i := 4 + g.rand.IntN(len(words)-6)
		words[i] = words[i] + g.pick([]string{" [sic]", " [of the Council]", " [last year]"})
		return strings.Join(words, " ")
	}
	return ""
}

func (g *generator) changed(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	i := g.rand.IntN(len(words))
	old := strings.Trim(words[i], ",;:")
	if len(old) < 4 || light[strings.ToLower(old)] {
		return ""
	}
	with := g.pick(g.words)
	if same, _ := sameWord(with, strings.ToLower(old)); same {
		return ""
	}
	words[i] = strings.Replace(words[i], old, with, 1)
	return strings.Join(words, " ")
}

func (g *generator) swapped(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	i, j := g.rand.IntN(len(words)), g.rand.IntN(len(words))
	if i == j || strings.EqualFold(words[i], words[j]) || len(words[i]) < 4 || len(words[j]) < 4 {
		return ""
	}
	words[i], words[j] = words[j], words[i]
	return strings.Join(words, " ")
}

func (g *generator) undenied(s *delivered) string {
	for range 40 {
		words := strings.Fields(g.pick(s.sentences))
		for i, w := range words {
			if i > 0 && i < len(words)-1 && (w == "not" || w == "never" || w == "cannot") {
				if w == "cannot" {
					words[i] = "can"
					return strings.Join(words, " ")
				}
				return strings.Join(slices.Delete(words, i, i+1), " ")
			}
		}
	}
	return ""
}

// spliced joins the beginning of one sentence to the end of another of the same speech.
func (g *generator) spliced(s *delivered) string {
	i := g.rand.IntN(len(s.sentences) - 6)
	a, b := strings.Fields(s.sentences[i]), strings.Fields(s.sentences[i+3+g.rand.IntN(3)])
	if len(a) < 12 || len(b) < 12 {
		return ""
	}
	return strings.TrimRight(strings.Join(a[:6+g.rand.IntN(4)], " "), ",;:") + " " + strings.Join(b[len(b)-6-g.rand.IntN(4):], " ")
}
