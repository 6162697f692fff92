package claims

import (
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

// list is one state or several joined by commas and "and".
type list struct {
	names []name
	span  extract.Span
	also  int // "and three others", "and 12 more": states that are counted and not named

	pronoun bool // "it", "they": the names are those of its antecedent
}

// name is one state of a list, with every seat that the words can mean.
type name struct {
	span    extract.Span
	entries []extract.Entry
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
			if p.plural(m) {
				labels |= match.STATE | match.STATES
			}
			labels |= match.ADJ
		case extract.State, extract.Capital:
			switch {
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

// join takes lists of states as one item each.
func (p *passage) join(raw []match.Item) {
	for i := 0; i < len(raw); {
		l, j := p.readList(raw, i)
		if j == i {
			p.items = append(p.items, raw[i])
			i++
			continue
		}
		item := match.Item{Span: l.span, First: raw[i].First, Last: raw[j-1].Last, Labels: raw[i].Labels | match.STATES}
		if j > i+1 {
			item.Labels = match.STATES
		} else {
			item.Word = raw[i].Word
		}
		for _, r := range raw[i:j] {
			item.Mentions = append(item.Mentions, r.Mentions...)
		}
		p.lists[len(p.items)] = l
		p.items = append(p.items, item)
		i = j
	}
}

// readList reads "A", "A and B", "A, B, its ally C and D itself" from item i and the item after it.
func (p *passage) readList(raw []match.Item, i int) (list, int) {
	if raw[i].Labels&match.STATE == 0 {
		return list{}, i
	}
	l := list{span: raw[i].Span}
	j := i
	for {
		l.names = append(l.names, name{raw[j].Span, p.s.Mentions[raw[j].Mentions[0]].Entries})
		l.span.End = raw[j].End
		j++
		if j == i+1 && i > 0 && subjectOf[raw[i-1].Word] {
			return l, j // "the ruling on Nicaragua, Israel and …": the first name is what the ruling is on
		}
		if j < len(raw) && (raw[j].Word == "itself" || raw[j].Word == "too") {
			l.span.End = raw[j].End
			j++
		}
		k := p.separator(raw, j)
		if k == j || k == j+2 && p.nextSubject(raw, i, k) {
			return l, j
		}
		k = p.preModifier(raw, k)
		if next := p.countedSublist(raw, k); next > k {
			k = next
		}
		if k >= len(raw) || raw[k].Labels&match.STATE == 0 {
			if n, end := p.uncounted(raw, p.separator(raw, j)); n > 0 && !(p.separator(raw, j) == j+2 && objectList(raw, i) && beginsVerb(raw, end)) {
				l.also = n
				l.span.End = raw[end-1].End
				return l, end
			}
			return l, j
		}
		j = k
	}
}

// nextSubject reports whether the names from item k, after ", and", are the subject of the next clause and no part of the list from item i,
// which is an object: "Hungary joined Israel, and Germany and Italy abstained".
func (p *passage) nextSubject(raw []match.Item, i, k int) bool {
	if !objectList(raw, i) {
		return false
	}
	for {
		if k = p.preModifier(raw, k); k >= len(raw) || raw[k].Labels&match.STATE == 0 {
			break
		}
		next := p.separator(raw, k+1)
		if next == k+1 {
			return beginsVerb(raw, k+1)
		}
		k = next
	}
	return false
}

// objectList reports whether the list from item i is the object of a verb or preposition that takes states.
func objectList(raw []match.Item, i int) bool {
	return i > 0 && (takesStates[raw[i-1].Word] || raw[i-1].Word == "the" && i > 1 && takesStates[raw[i-2].Word])
}

// beginsVerb reports whether a verb begins at item i, or a relative clause before one.
func beginsVerb(raw []match.Item, i int) bool {
	return i < len(raw) && (ballotWords[raw[i].Word] || verbAfter[raw[i].Word] || raw[i].Word == "," && i+1 < len(raw) && (raw[i+1].Word == "which" || raw[i+1].Word == "who"))
}

// takesStates are words whose object is a list of states; verbAfter begins what the next states did.
var (
	takesStates = wordSet(`joined joining followed following with alongside beside by from backed supported behind`)
	verbAfter   = wordSet(`did was were had sat stayed chose opted declined refused skipped stood backed supported opposed rejected said joined followed switched carried passed made got won`)
)

var subjectOf = wordSet(`on about over regarding concerning`)

// separator reads ",", "and", ", and", ";", "as well as", "plus" and returns the item after it.
func (p *passage) separator(raw []match.Item, j int) int {
	k := j
	if k < len(raw) && (raw[k].Word == "," || raw[k].Word == "/") {
		k++
	}
	if k < len(raw) {
		switch raw[k].Word {
		case "and", "&", "plus", "or", "nor":
			return k + 1
		case "as":
			if k+2 < len(raw) && raw[k+1].Word == "well" && raw[k+2].Word == "as" {
				return k + 3
			}
		}
	}
	return k
}

// preModifier passes over what may stand before a name in a list: "the", "its close ally", "Russia's ally".
func (p *passage) preModifier(raw []match.Item, k int) int {
	for n := 0; n < 4 && k < len(raw); n++ {
		if raw[k].Labels&match.STATE != 0 {
			return k
		}
		switch raw[k].Word {
		case "the", "its", "their", "close", "closest", "ally", "allies", "fellow", "neighbouring", "neighboring", "neighbour", "neighbor", "partner", "even",
			"also", "both", "of", "course", "nuclear-armed", "tiny", "communist":
			k++
			continue
		}
		if raw[k].Labels&match.ADJ != 0 && k+1 < len(raw) && (raw[k+1].Word == "ally" || raw[k+1].Word == "neighbour" || raw[k+1].Word == "neighbor" || raw[k+1].Word == "partner") {
			k += 2
			continue
		}
		return k
	}
	return k
}

// countedSublist is the item of the first name in "four islands: Palau, Nauru and two more", which goes on a list; k where none begins there.
func (p *passage) countedSublist(raw []match.Item, k int) int {
	if k >= len(raw) || raw[k].Labels&match.NUM == 0 {
		return k
	}
	for i := k + 1; i < min(len(raw)-1, k+5); i++ {
		if next := p.preModifier(raw, i+1); (raw[i].Word == ":" || raw[i].Word == "-") && next < len(raw) && raw[next].Labels&match.STATE != 0 {
			return next
		}
		if raw[i].Labels&match.STATE != 0 || clauseStart(raw[i].Word) {
			return k
		}
	}
	return k
}

// uncounted reads "17 others", "three other countries", "12 more" at item k.
func (p *passage) uncounted(raw []match.Item, k int) (n, end int) {
	if k >= len(raw) || raw[k].Labels&match.NUM == 0 {
		return 0, k
	}
	q := p.s.Mentions[raw[k].Mentions[0]].Number
	if !q.Exact || q.Value == 0 {
		return 0, k
	}
	if k+1 >= len(raw) {
		return 0, k
	}
	switch raw[k+1].Word {
	case "others", "more":
		return q.Value, k + 2
	case "other":
		if k+2 < len(raw) && isVoters(raw[k+2].Word) {
			return q.Value, k + 3
		}
	}
	return 0, k
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
