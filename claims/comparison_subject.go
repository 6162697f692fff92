package claims

import (
	"stet/extract/match"
)

// voteNouns are what a comparison of votes is told of.
var voteNouns = wordSet(`votes vote voting tally tallies result results total totals figure figures number numbers count it that this they these those text texts resolution
	resolutions measure draft majority yes no column score score-line ballot ballots turnout which line-up split`)

// ballotTold reports whether the sentence tells a vote outright. "For the first time" is said of anything, and needs that.
func (p *passage) ballotTold() bool {
	for i := range p.items {
		if w := p.word(i); ballotWords[w] && w != "text" && w != "draft" && w != "declaration" && w != "measure" && w != "carried" && w != "motion" || outright[w] {
			return true
		}
	}
	return false
}

var outright = wordSet(`opposed noes vetoes opposing backed embargo abstainers against urged demanded condemned calls urges demands condemns`)

// subjectVotes reports whether the comparison is told of votes: its own words say so, or those before it in its clause, or the
// clause before where it is set after a comma. "Grain exports were down 12 from 2024" is not.
func (a *article) subjectVotes(p *passage, m match.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if _, ok := p.measureAt(i); ok || p.word(i) == "votes" || p.word(i) == "majority" {
			return true
		}
	}
	counts := a.counts(p)
	told := func(i int) bool {
		if _, ok := p.measureAt(i); ok || voteNouns[p.word(i)] || p.items[i].Labels&(match.SCORE|match.SYMBOL) != 0 {
			return true
		}
		for _, c := range counts {
			if c.all.Covers(p.items[i].Span) {
				return true
			}
		}
		return false
	}
	words, commas, figure := 0, 0, false
	for i := m.Start - 1; i >= 0; i-- {
		w := p.word(i)
		if told(i) {
			return true
		}
		switch {
		case hardStop(w):
			return words == 0 && commas == 0 && i > 0
		case (w == "and" || w == "but") && goesOn[p.word(i+1)]:
			words = 0 // "and is now at": of the same subject
		case w == ",", w == "-", w == "and", w == "but", w == "while":
			if words > 2 && !figure {
				return false // the clause has a subject of its own; a comparison before this one has none
			}
			words, commas, figure = 0, commas+1, false
		case !p.items[i].Skip:
			words++
			figure = figure || p.items[i].Labels&match.NUM != 0
		}
	}
	return words <= 1 && (m.Start == 0 || commas > 0 || words == 0)
}

// goesOn are the verbs that tell more of a subject named before.
var goesOn = wordSet(`is was are were has had now stood stands reached hit`)

// partOnly reports whether the clause counts a group's members: "African support rose", "of its 27 members, 23 voted for it,
// compared with 17".
func (a *article) partOnly(p *passage, start, end int) bool {
	if _, scoped := a.scopedTo[p.index]; scoped {
		return true
	}
	for i := 0; i+2 < min(len(p.items), end); i++ {
		if w := p.word(i + 1); (p.word(i) == "of" || p.word(i) == "among") && (i == 0 || clauseStart(p.word(i-1))) && (w == "its" || w == "the" || w == "their" || w == "those") {
			return true
		}
	}
	from := start
	for from > 0 && !hardStop(p.word(from-1)) && start-from < 16 {
		from--
	}
	for i := from; i < min(len(p.items), end+2); i++ {
		if p.items[i].Labels&match.GROUP != 0 && p.word(i+1) != "sahara" {
			return true
		}
	}
	return false
}

// ofOlder reports whether a superlative is set after the older figure of a comparison: "17 more than last year's 121, the
// lowest since 2015", where it may be that figure which was the lowest.
func (p *passage) ofOlder(start int) bool {
	k := start - 1
	for k > 0 && p.items[k].Skip {
		k--
	}
	if k < 2 || p.word(k) != "," || p.items[k-1].Labels&match.NUM == 0 {
		return false
	}
	for i := k - 2; i >= max(0, k-6); i-- {
		switch p.word(i) {
		case "than", "below", "above", "of":
			return true
		}
	}
	return false
}
