package claims

import (
	"strings"

	"stet/extract"
)

// answered reads the list with which a paragraph answers a question on who voted how: "Who were the three?" "India, Bhutan and Libya."
func (a *article) answered() []found[positionFact] {
	var out []found[positionFact]
	for i, p := range a.each() {
		if p == nil || i == 0 || !a.asksWho(i-1) {
			continue
		}
		l, ok := p.lists[0]
		if !ok || l.pronoun || !p.listEnds(0) {
			continue
		}
		s, n := a.sideAsked(i - 1)
		if s == noSide {
			continue
		}
		f := positionFact{side: s, names: l.names, also: l.also, closed: n == len(l.names) && l.also == 0, soft: true, answer: true}
		out = append(out, found[positionFact]{span: p.items[0].Span, sentence: i, fact: f, told: telling{sides: true}})
	}
	return out
}

// listEnds reports whether the list at an item is the whole sentence, or goes on in a clause of its own.
func (p *passage) listEnds(item int) bool {
	if item+1 >= len(p.items) {
		return true
	}
	switch p.word(item + 1) {
	case ".", ";", ":", "-":
		return true
	case ",":
		next := p.word(item + 2)
		return next == "which" || next == "who" || next == "most" || next == "all" || next == "both"
	}
	return false
}

// asksWho reports whether the sentence is a question about voters.
func (a *article) asksWho(sentence int) bool {
	s := &a.doc.Sentences[sentence]
	text := strings.TrimRight(a.doc.Quote(s.Span), "*_\"”’ ")
	if !strings.HasSuffix(text, "?") || len(s.Tokens) > 14 {
		return false
	}
	for i := range s.Tokens {
		switch s.Tokens[i].Norm {
		case "who", "which", "those", "whose":
			return true
		}
	}
	return false
}

// sideAsked is the side that a question asks about, by its words or by a number told before; n is that number, 0 for none.
func (a *article) sideAsked(sentence int) (s side, n int) {
	q := &a.doc.Sentences[sentence]
	for i := range q.Tokens {
		if w := sideWords[q.Tokens[i].Norm]; w != noSide {
			s = w
		}
	}
	for i := range q.Mentions {
		m := &q.Mentions[i]
		if m.Kind != extract.NumberMention || !m.Number.Exact {
			continue
		}
		n = m.Number.Value
		for k := sentence - 1; k >= 0 && k >= sentence-8 && s == noSide; k-- {
			if a.passages[k] == nil {
				continue
			}
			for _, c := range a.counts(a.passages[k]) {
				if c.q.Exact && c.q.Value == n {
					s = c.side
				}
			}
		}
	}
	return s, n
}
