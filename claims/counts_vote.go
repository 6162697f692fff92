package claims

import "stet/extract"

// ballotWords are those without which a lone count is no vote: many things are "for" something.
var ballotWords = wordSet(`vote votes voted voting abstain abstained abstaining abstention abstentions abstainers ballot ballots resolution resolutions draft motion amendment
	amendments majority adopted adopts passed approved veto vetoed tally text measure carried recorded declaration`)

// tellsVotes reports whether a tally is one of votes: two sides are counted, or its sentence speaks of a vote, and
// every number is one that a body of states can reach.
func (a *article) tellsVotes(t found[tallyFact]) bool {
	for _, c := range t.fact.counts {
		if c.q.Exact && c.q.Den == 0 && c.q.Value > maxVotes {
			return false
		}
	}
	p := a.passages[t.sentence]
	if p != nil && len(t.fact.counts) == 1 && a.bareFor(p, t) {
		return false
	}
	if p != nil && p.personal() {
		return false
	}
	if p != nil && len(a.counts(p)) > 1 {
		return true
	}
	if len(t.fact.counts) >= 2 && t.fact.counts[0].side != t.fact.counts[1].side || p == nil {
		return true
	}
	for i := range p.items {
		if ballotWords[p.items[i].Word] || p.word(i) == "hands" && p.has("raised", "went", "rose", "put") {
			return true
		}
	}
	if id, certainty := a.where(t.sentence, t.span); certainty == 1 && (id == "GA" || id == "SC") && t.fact.counts[0].q.Value > 15 {
		return true // "More than 140 countries backed it in the General Assembly"
	}
	return a.doc.Blocks[p.s.Block].Role == extract.Headline || a.countsAround(p)
}

// personal reports whether what is counted is of the writer's own: "12 in favour of my haircut and 3 against".
func (p *passage) personal() bool {
	for i := range p.items {
		if w := p.word(i); (w == "favour" || w == "favor" || w == "against") && p.word(i+1) == "of" && (p.word(i+2) == "my" || p.word(i+2) == "your") {
			return true
		}
	}
	return false
}

// maxVotes is more than any count of states can be.
const maxVotes = 230

// bareFor reports whether the count is only followed by "for" or "against", with a thing or a person that it is for: "the
// Group of Five for the Sahel", "one against another".
func (a *article) bareFor(p *passage, t found[tallyFact]) bool {
	for i := range p.items {
		if p.items[i].Start < t.span.End {
			continue
		}
		last := p.word(i - 1)
		if last != "for" && last != "against" {
			return false
		}
		next := p.word(i)
		return next == "another" || p.word(i-2) == "one" && last == "for" || next == "one" || next == "other" || i >= 3 && (p.word(i-3) == "of" && last == "for" || p.word(i-3) == "-") && !isVoters(p.word(i-2))
	}
	return false
}

// countsAround reports whether the sentence before or after, in running text, counts votes too: "93 said yes. Against: 24."
func (a *article) countsAround(p *passage) bool {
	for _, k := range []int{p.index - 1, p.index + 1} {
		if k < 0 || k >= len(a.passages) || a.passages[k] == nil || !a.runsOn(min(k, p.index), max(k, p.index)) {
			continue
		}
		for i := range a.passages[k].items {
			if ballotWords[a.passages[k].items[i].Word] {
				return true
			}
		}
		if len(a.counts(a.passages[k])) > 0 {
			return true
		}
	}
	return false
}
