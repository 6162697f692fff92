package claims

import (
	"slices"
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// passage is a sentence as the patterns see it: labelled items, with lists of states taken as one.
type passage struct {
	doc   *extract.Document
	index int // of the sentence
	s     *extract.Sentence
	items []match.Item
	lists map[int]list // by item index
}

// skipWords are passed over between the parts of a pattern.
var skipWords = wordSet(`the a an also then again once finally ultimately eventually formally overwhelmingly narrowly decisively
	resoundingly strongly subsequently promptly simply instead merely even all both " very openly publicly actually notably only just alone however
	still easily comfortably though himself itself themselves duly later quietly consistently repeatedly reportedly too controversially
	successfully officially recently nevertheless nonetheless already surprisingly unexpectedly effectively solidly emphatically clearly tellingly
	together currently swiftly firmly jointly further another`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func newPassage(doc *extract.Document, index int) *passage {
	p := &passage{doc: doc, index: index, s: &doc.Sentences[index], lists: map[int]list{}}
	var raw []match.Item
	next := 0
	for i := 0; i < len(p.s.Tokens); {
		if next < len(p.s.Mentions) && p.s.Mentions[next].First == i {
			m := &p.s.Mentions[next]
			raw = append(raw, p.mentionItem(m, next))
			i = m.Last
			next++
			continue
		}
		t := &p.s.Tokens[i]
		raw = append(raw, match.Item{Span: t.Span, First: i, Last: i + 1, Word: t.Norm, Skip: skipWords[t.Norm]})
		i++
	}
	p.join(raw)
	return p
}

func (p *passage) mentionItem(m *extract.Mention, index int) match.Item {
	item := match.Item{Span: m.Span, First: m.First, Last: m.Last, Mentions: []int{index}}
	if m.Last == m.First+1 {
		item.Word = p.s.Tokens[m.First].Norm
	}
	switch m.Kind {
	case extract.NumberMention:
		switch {
		case m.Number.Ordinal:
			item.Labels = match.ORD
		case m.Number.Den > 0:
			item.Labels = match.FRACTION
		case m.Number.Percent:
			item.Labels = match.PCT
		default:
			item.Labels = match.NUM
		}
	case extract.ScoreMention:
		item.Labels = match.SCORE
	case extract.DateMention:
		item.Labels = match.DATE
		item.Skip = true
	case extract.SymbolMention:
		item.Labels = match.SYMBOL
	case extract.NameMention:
		item.Labels = p.nameLabels(m)
	}
	return item
}

// nameLabels decides what a name is here: an actor, an adjective, a group, an organ, or a mere place.
func (p *passage) nameLabels(m *extract.Mention) match.Label {
	var labels match.Label
	for _, e := range m.Entries {
		switch e.Kind {
		case extract.Group:
			labels |= match.GROUP
		case extract.Body:
			labels |= match.BODY
		case extract.Demonym:
			if p.plural(m) || p.delegates(m) {
				labels |= match.STATE | match.STATES
			}
			labels |= match.ADJ
		case extract.State, extract.Capital:
			switch {
			case m.Poss && (p.delegates(m) || p.clauseEnds(m.Last)):
				labels |= match.STATE | match.STATES | match.ADJ
			case m.Poss || m.Compound:
				labels |= match.ADJ
			case p.firstName(m):
			case p.placed(m):
				labels |= match.ADJ
			default:
				labels |= match.STATE | match.STATES
				if e.Kind == extract.State && p.beforeNoun(m) {
					labels |= match.ADJ
				}
			}
		}
	}
	return labels
}

// beforeNoun reports whether a lower-case noun follows at once, as in "the U.S. text": then the name may be
// an adjective too.
func (p *passage) beforeNoun(m *extract.Mention) bool {
	return m.Last < len(p.s.Tokens) && p.s.Tokens[m.Last].Kind == extract.Word && !p.s.Tokens[m.Last].Cap
}

// plural reports whether a demonym names the people: "Russians", "the French" before a verb is not told apart.
func (p *passage) plural(m *extract.Mention) bool {
	word := p.s.Tokens[m.Last-1].Norm
	return len(word) > 3 && word[len(word)-1] == 's' && !m.Compound && !m.Poss
}

// clauseEnds reports whether a mark or the sentence's end stands at the token: "The only abstention was Russia's."
func (p *passage) clauseEnds(token int) bool {
	return token >= len(p.s.Tokens) || p.s.Tokens[token].Kind == extract.Punct && p.s.Tokens[token].Norm != "-"
}

// delegates reports whether those who vote for the state follow at once: "the Brazilian delegation", "Kenya's ambassador".
func (p *passage) delegates(m *extract.Mention) bool {
	t := p.s.Tokens
	for k := range p.s.Mentions { // "Chinese, Indian and Zimbabwean delegates"
		next := &p.s.Mentions[k]
		if gap := next.First - m.Last; next.Kind == extract.NameMention && gap > 0 && gap <= 2 && commas(t[m.Last:next.First]) && next.Entries[0].Kind == extract.Demonym {
			return p.delegates(next)
		}
	}
	return m.Last < len(t) && delegates[t[m.Last].Norm] && (m.Last+1 == len(t) || t[m.Last+1].Norm != "to" && t[m.Last+1].Norm != "at")
}

// commas reports whether the tokens join the parts of a list.
func commas(t []extract.Token) bool {
	for i := range t {
		if w := t[i].Norm; w != "," && w != "and" {
			return false
		}
	}
	return true
}

var delegates = wordSet(`delegation delegations ambassador ambassadors envoy envoys delegate delegates representative representatives`)

// placed reports whether the name tells where something is: "in Ukraine", "from Washington".
func (p *passage) placed(m *extract.Mention) bool {
	i := m.First - 1
	if i >= 0 && p.s.Tokens[i].Norm == "the" {
		i--
	}
	if i < 0 {
		return false
	}
	switch p.s.Tokens[i].Norm {
	case "in", "at", "into", "near", "inside", "across", "throughout", "outside", "within":
		return true
	}
	return false
}

// firstName reports whether a name that is also a given name is one here: "Jordan Smith", "Chad Wolf".
func (p *passage) firstName(m *extract.Mention) bool {
	if m.Last >= len(p.s.Tokens) || m.Last != m.First+1 {
		return false
	}
	switch p.s.Tokens[m.First].Norm {
	case "jordan", "chad", "georgia", "israel", "india", "cuba", "kenya", "ireland", "france", "paris", "london", "malta", "chile":
	default:
		return false
	}
	t := p.s.Tokens[m.Last]
	if !t.Cap || t.Kind != extract.Word {
		return false
	}
	for i := range p.s.Mentions {
		if p.s.Mentions[i].First == m.Last {
			return false
		}
	}
	if upperAll(p.doc.Quote(p.s.Span)) {
		return false
	}
	if tags := p.doc.Tags(p.index); m.Last < len(tags) && tags[m.Last] != "" {
		return strings.HasPrefix(tags[m.Last], "NNP") // "Jordan Whitfield", not "Jordan Voted"
	}
	return true
}

// upperAll reports whether a headline is set in capitals or title case, where a capital says nothing.
func upperAll(s string) bool {
	words, caps := 0, 0
	start := true
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' {
			start = true
			continue
		}
		if start {
			words++
			if 'A' <= s[i] && s[i] <= 'Z' {
				caps++
			}
		}
		start = false
	}
	return words > 0 && caps*3 > words*2
}

func isVoters(word string) bool {
	switch word {
	case "countries", "states", "nations", "members", "governments", "delegations", "country", "state", "nation", "member":
		return true
	}
	return false
}

// quantity is the number of a NUM item.
func (p *passage) quantity(item int) extract.Quantity {
	return p.s.Mentions[p.items[item].Mentions[0]].Number
}

// span joins the items of a range.
func (p *passage) span(start, end int) extract.Span {
	return extract.Span{Start: p.items[start].Start, End: p.items[end-1].End}
}

// word is the folded text of an item, "" outside the sentence.
func (p *passage) word(i int) string {
	if i < 0 || i >= len(p.items) {
		return ""
	}
	return p.items[i].Word
}

// wordsIn reports whether one of the words or marks stands among the items.
func (p *passage) wordsIn(from, to int, words ...string) bool {
	for i := from; i < to; i++ {
		if slices.Contains(words, p.word(i)) {
			return true
		}
	}
	return false
}
