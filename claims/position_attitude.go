package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// What is no vote though its words are: a state is for many things, and against others.

// textNouns are what a vote is about when it is about the text itself; objectEnds end a verb's object.
var (
	textNouns = wordSet(`treaty pact convention compact resolution resolutions text texts draft drafts measure measures motion proposal document declaration amendment amendments it plan bid initiative version them
		this that vote former latter first second third other one both`)
	objectEnds = wordSet(`. , ; : ) - and but or while in at on when as during with because after before along alongside again who which that by`)
)

// vagueObject reports whether the words after "voted for" or "against" name something other than a text:
// "against sanctions", "the US decision", "Moscow's annexation". Then which side of the vote is meant is open.
func vagueObject(p *passage, end int) bool {
	switch p.word(end - 1) {
	case "against", "for", "of", "opposed", "opposing", "rejected", "backed", "supported", "backing", "supporting", "endorsed", "approved", "oppose", "support":
	default:
		return false
	}
	object := false
	for i := end; i < min(len(p.items), end+7); i++ {
		it := &p.items[i]
		switch {
		case textNouns[it.Word] || it.Labels&(match.SYMBOL|match.SCORE) != 0:
			return false
		case objectEnds[it.Word] || it.Labels&(match.DATE) != 0:
			return object
		case it.Skip || it.Word == "the" || it.Labels&(match.ADJ|match.BODY) != 0 || it.Labels&match.STATES != 0 && i == end:
		default:
			object = true
		}
	}
	return object
}

// opponent reports whether a state that is no text's author stands at the item.
func opponent(p *passage, i int) bool {
	if w := p.word(i); w == "us" || w == "him" || w == "her" || w == "me" {
		return true
	}
	if i >= len(p.items) || p.items[i].Labels&(match.STATES|match.ADJ) == 0 || len(p.items[i].Mentions) == 0 {
		return false
	}
	m := &p.s.Mentions[p.items[i].Mentions[0]]
	return !m.Poss && m.Entries[0].Kind != extract.Demonym && (i+1 == len(p.items) || !textNouns[p.word(i+1)] || hardStop(p.word(i+1)) || p.word(i+1) == ",")
}

// attitudes are verbs that tell a vote only where one is spoken of: states support and oppose many things.
var attitudes = wordSet(`backed back backing supported supports support supporting endorsed endorsing approved favoured favored opposed oppose opposes opposing rejected reject
	rejects rejecting against for supportive with by joined followed`)

// attitude reports whether the match may tell an opinion and no vote: its verb is one of attitude, and neither its object
// nor its sentence is a text put to the vote.
func (a *article) attitude(p *passage, m match.Match, f positionFact) bool {
	verb := strings.HasSuffix(m.Pattern.Head, ".shift")
	inFrom, inTo := p.insertion(m.Start, m.End)
	for i := m.Start; i < m.End; i++ {
		if i > inFrom && i < inTo {
			continue
		}
		switch w := p.word(i); {
		case verb && i > m.Start+1 && (w == "column" || w == "camp" || (w == "no" || w == "yes") && i == m.End-1):
			return false
		case w == "voted" || w == "vote" || w == "votes" || w == "voting" || w == "abstained" || w == "abstaining" || w == "abstention" || w == "abstentions" || w == "ballot":
			return false
		case attitudes[w]:
			verb = true
		}
	}
	if !verb {
		return false
	}
	if strings.HasSuffix(m.Pattern.Head, ".plus") && p.wordsIn(m.Start, m.End, "in") {
		return false // "joined Washington in opposition"
	}
	if role := a.doc.Blocks[p.s.Block].Role; role != extract.Headline && role != extract.Subhead && role != extract.Summary && p.present(m) {
		return true
	}
	for i := range p.items {
		if ballotWords[p.items[i].Word] {
			return false
		}
	}
	if before := a.before(p); before != nil && p.word(m.End-1) == "it" {
		for i := range before.items {
			if ballotWords[before.items[i].Word] {
				return false
			}
		}
	}
	return !a.countsAround(p) || f.vague
}

// present reports whether the match's verb tells a lasting opinion: "supports", "is in favour of".
func (p *passage) present(m match.Match) bool {
	inFrom, inTo := p.insertion(m.Start, m.End)
	for i := m.Start; i < m.End; i++ {
		if p.word(i-1) == "to" || i > inFrom && i < inTo {
			continue // "the only two to oppose it"; "Iran, which rejects such a plan, was absent"
		}
		if prev := p.word(i - 1); prev == "not" && p.word(i-2) == "did" || prev == "didn't" || prev == "its" || prev == "their" {
			continue // "did not support it", "withheld its support"
		}
		switch p.word(i) {
		case "supports", "support", "backs", "back", "opposes", "oppose", "rejects", "reject", "endorses", "is", "are", "has", "have":
			return true
		}
	}
	return false
}
