package claims

import (
	"stet/extract"
	"stet/extract/match"
)

// What the words around a match say of how it is meant.

// clauseVerbs make a list before them the subject of a clause of its own: "nobody was in favour: India and South Africa abstained".
var clauseVerbs = wordSet(`abstained voted opposed supported backed rejected were was had did stayed`)

// owner is the state that an adjective or a possessive at the item names: "Ecuador's abstention", "the Kenyan vote against".
func (p *passage) owner(item int) (list, bool) {
	it := &p.items[item]
	if it.Labels&match.ADJ == 0 || len(it.Mentions) == 0 {
		return list{}, false
	}
	m := &p.s.Mentions[it.Mentions[0]]
	return list{names: []name{{m.Span, m.Entries}}, span: it.Span}, len(m.Entries) > 0 && m.Entries[0].Kind != extract.Group && m.Entries[0].Kind != extract.Body
}

// notOne reports whether the item says that nobody is meant: "not one country was in favour: India abstained".
func (p *passage) notOne(item int) bool {
	return p.word(item) == "no" || p.word(item) == "one" && p.word(item-1) == "not"
}

// principalsTold are the states that others were just said to have voted with, in the sentence before the item.
func (a *article) principalsTold(p *passage, item int) []name {
	var out []name
	for _, t := range a.sharedTold {
		if t.sentence == p.index && t.span.End <= p.items[item].Start {
			out = t.with
		}
	}
	return out
}

// sideAfter reports whether a verb of voting follows at the item, adverbs aside.
func (p *passage) sideAfter(item int) bool {
	for i := item; i < min(len(p.items), item+5) && p.items[i].Labels&^match.DATE == 0 && !clauseStart(p.word(i)) && p.word(i) != "having"; i++ {
		if ballotWords[p.word(i)] || sideVerbs[p.word(i)] {
			return true
		}
	}
	return false
}

// goesOnWith are words by which "those" is defined, and so refers to nobody told.
var goesOnWith = wordSet(`who that which to in on at with voting opposed against for supporting opposing abstaining whose from calling urging`)

// presupposed reports whether a noun tells a vote as given: "Russia's abstention surprised them", not "a Russian abstention would do".
func (p *passage) presupposed(m match.Match) bool {
	if w := p.word(m.Start - 1); (w == "a" || w == "another") && p.word(m.Start-2) == "with" {
		return true // "again with a British abstention"
	}
	switch p.word(m.Start - 1) {
	case "a", "an", "any", "no", "another", "possible", "threatened", "expected", "likely", "first", "last", "previous", "earlier", "second", "past":
		return false
	}
	next := p.word(m.End)
	return !modals[next] && next != "or" && next != "included" && next != "is"
}

// toldIn reports whether a side was told by name in the sentence before the item.
func (a *article) toldIn(p *passage, item int) bool {
	for _, t := range a.sidesTold {
		if t.sentence == p.index && t.span.End <= p.items[item].Start {
			return true
		}
	}
	return false
}

// oneSided reports whether the sentence counts votes of one side and tells no other: "Thirty-six states abstained."
func (a *article) oneSided(p *passage) bool {
	if p == nil {
		return false
	}
	counts := a.counts(p)
	if len(counts) != 1 {
		return false
	}
	for _, t := range a.sidesTold {
		if t.sentence == p.index && t.side != counts[0].side {
			return false
		}
	}
	return true
}

// satOut reports whether the match ends in "sat it out", which is said of an abstention and of an absence.
func (p *passage) satOut(m match.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if w := p.word(i); (w == "sat" || w == "sitting") && (p.word(i+1) == "out" || p.word(i+2) == "out" || p.word(i+3) == "out") {
			return true
		}
	}
	return false
}

// amongSome reports whether words before the list say of whom its "only" is told: "Among the great powers only Washington".
func (p *passage) amongSome(list int) bool {
	for i := list - 2; i >= 0 && i >= list-8 && !hardStop(p.word(i)); i-- {
		switch p.word(i) {
		case "among", "of", "from", "within", "in":
			return i == 0 || hardStop(p.word(i-1)) || p.word(i-1) == "," || p.word(i-1) == "and"
		}
	}
	return false
}

// oneAndOther reports whether "the one and against the other" begins at the item: which is which, the words do not say.
func (p *passage) oneAndOther(item int) bool {
	if p.word(item) == "the" {
		item++
	}
	if p.word(item) != "one" {
		return false
	}
	for i := item + 1; i < min(len(p.items), item+6); i++ {
		if p.word(i) == "other" {
			return true
		}
	}
	return false
}
