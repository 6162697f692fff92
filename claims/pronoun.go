package claims

import (
	"stet/extract"
	"stet/extract/match"
)

// resolvePronouns makes the "it" and "they" that stand for states voters: "Canada had sponsored the first text. In 1982 it
// abstained." Only a pronoun that opens a clause counts, and only where the states are the subject that the text last
// opened with; a verdict by such a reading is never a refutation (positionFact.soft).
func (a *article) resolvePronouns() {
	for _, p := range a.each() {
		if p == nil {
			continue
		}
		for i := range p.items {
			if k := a.numbered(p, i); k >= 0 {
				if l, ok := a.lastList(p, i, k); ok {
					l.span, l.pronoun = p.items[i].Span, true
					p.lists[i] = l
					p.items[i].Labels |= match.STATES
					p.items[i].Skip = false
					if isVoters(p.word(i + 1)) {
						p.items[i+1].Skip = true // "both countries"
					}
				}
				continue
			}
			if p.items[i].Labels != 0 || !p.opensClause(i) || passive[p.word(i+1)] {
				continue
			}
			if l, ok := a.antecedent(p, i); ok {
				l.span, l.pronoun = p.items[i].Span, true
				p.lists[i] = l
				p.items[i].Labels |= match.STATES
			}
		}
	}
}

// numbered is the number of states that "both" or "all three" at item i stand for, -1 for other words.
func (a *article) numbered(p *passage, i int) int {
	switch {
	case p.word(i) == "both" && p.items[i].Labels == 0 && p.opensClause(i) && i+1 < len(p.items) && p.items[i+1].Labels == 0:
		return 2
	case p.items[i].Labels == match.NUM && (p.word(i-1) == "all" || p.word(i-1) == "the" && !p.countedNoun(i+1)) && p.opensClause(i-1) && i+1 < len(p.items) && p.items[i+1].Labels == 0 && !isVoters(p.word(i+1)):
		if q := p.quantity(i); q.Exact && q.Den == 0 && q.Value > 1 && q.Value <= 12 {
			return q.Value
		}
	}
	return -1
}

// countedNoun reports whether a noun that says what is counted stands at the item: "the two sponsors".
func (p *passage) countedNoun(i int) bool {
	w := p.word(i)
	return i < len(p.items) && len(w) > 3 && w[len(w)-1] == 's' && !verbAfter[w] && !ballotWords[w] && w != "this" && w != "always" && w != "abstains"
}

// lastList is the last list of just n states before the item, in its sentence or the one before.
func (a *article) lastList(p *passage, item, n int) (list, bool) {
	for i := item - 1; i >= 0; i-- {
		if l, ok := p.lists[i]; ok && len(l.names) == n && l.also == 0 {
			return list{names: append([]name(nil), l.names...)}, true
		}
	}
	q := a.before(p)
	if q == nil {
		return list{}, false
	}
	for i := len(q.items) - 1; i >= 0; i-- {
		if l, ok := q.lists[i]; ok && len(l.names) == n && l.also == 0 && !l.pronoun {
			return list{names: append([]name(nil), l.names...)}, true
		}
	}
	return q.statesNamed(n)
}

// statesNamed are the states that the sentence names in any way, where they are just n: "It had no friends in A, B and C. All
// three opposed it."
func (p *passage) statesNamed(n int) (list, bool) {
	var l list
	seen := map[string]bool{}
	for i := range p.s.Mentions {
		m := &p.s.Mentions[i]
		for _, e := range m.Entries {
			if e.Kind != extract.State && e.Kind != extract.Capital {
				continue
			}
			if !seen[e.ID] {
				seen[e.ID] = true
				l.names = append(l.names, name{m.Span, m.Entries})
			}
			break
		}
	}
	return l, len(l.names) == n
}

// passive are words after a pronoun that make it a text or a thing more often than a voter: "it was opposed by".
var passive = wordSet(`was were is are be been being has passed failed won fell got received takes took needs calls called demands demanded urges urged`)

// antecedent is the list of states that the pronoun at item i stands for.
func (a *article) antecedent(p *passage, i int) (list, bool) {
	many := false
	switch p.word(i) {
	case "it":
	case "they":
		many = true
	default:
		return list{}, false
	}
	at := p.subject(i)
	q, limit := p, i
	if at < 0 || at >= i {
		if q = a.before(p); q == nil {
			return list{}, false
		}
		limit = len(q.items)
		if at = q.subject(limit); at < 0 {
			return list{}, false
		}
	}
	l := q.lists[at]
	if (len(l.names) > 1) != many || l.also > 0 || l.pronoun {
		return list{}, false
	}
	for k := at + 1; k < limit; k++ { // another subject between the two may be meant as well
		if _, ok := q.lists[k]; ok && q.opensClause(k) {
			return list{}, false
		}
		if q.items[k].Labels&(match.BODY|match.GROUP) != 0 && q.opensClause(k) {
			return list{}, false
		}
	}
	return list{names: append([]name(nil), l.names...)}, true
}

// subject is the item of the states that the sentence opens with, before limit: at once, or after a lead-in that names no
// state and ends in a comma or a date. -1 for none.
func (p *passage) subject(limit int) int {
	for i := 0; i < min(limit, leadIn); i++ {
		if l, ok := p.lists[i]; ok && len(l.names) > 0 && p.items[i].Labels&match.STATES != 0 {
			if p.opensClause(i) {
				return i
			}
			return -1
		}
		if p.items[i].Labels&(match.BODY|match.GROUP|match.ADJ) != 0 {
			return -1
		}
	}
	return -1
}

// leadIn is how many items a sentence may begin with before its subject.
const leadIn = 7

// opensClause reports whether the item is the first of its sentence or clause, dates and adverbs aside.
func (p *passage) opensClause(i int) bool {
	for i--; i >= 0; i-- {
		it := &p.items[i]
		if it.Skip {
			continue
		}
		switch it.Word {
		case ",", ";", ":", "-", "(", "and", "but", "that", "when", "where", "because", "since", "while", "although", "though", "until", "yet", "so":
			return true
		case "time", "year", "week":
			if i > 0 && (p.word(i-1) == "this" || p.word(i-1) == "that" || p.word(i-1) == "next") {
				i--
				continue // "this time it voted in favour"
			}
		case "in", "on", "by", "from":
			if p.items[i+1].Labels&match.DATE != 0 {
				continue // "in 1982 it abstained"
			}
		}
		return i <= 3 && leadsIn[p.word(0)] && p.bare(0, i+1) // "in the end it voted against"
	}
	return true
}

var leadsIn = wordSet(`in on at after before by for as with eventually`)

// bare reports whether no name stands among the items.
func (p *passage) bare(from, to int) bool {
	for i := from; i < to; i++ {
		if p.items[i].Labels&^(match.DATE|match.NUM|match.ORD) != 0 {
			return false
		}
	}
	return true
}
