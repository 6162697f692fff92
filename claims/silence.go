package claims

import (
	"sort"
	"stet/extract/match"
	"stet/sources"
)

// rebuttals mark a claim that the article reports in order to deny it.
var rebuttals = wordSet(`false falsely fake myth misleading manipulation disinformation untrue debunked debunk hoax misinformation fabricated viral bogus`)

// silent reports whether the match tells no fact of a vote: a future or conditional one, a hope, a claim
// reported to be rebutted, another chamber's or a candidate's votes.
func (a *article) silent(p *passage, m match.Match) bool {
	span := p.span(m.Start, m.End)
	for i := range p.items {
		if rebuttals[p.items[i].Word] {
			return true
		}
	}
	if a.rebuttedNext(p) {
		return true
	}
	if p.word(m.End-1) == "for" && p.ordinalNext(m.End) {
		return true // "voted for the first time against it": no vote for a thing
	}
	if p.otherwise(m.End) || p.elsewhere(m.End) {
		return true
	}
	if p.has("bill", "legislation", "referendum") && !p.has("resolution") {
		if id, certainty := a.where(p.index, span); certainty < 1 || id == "UN" {
			return true // a parliament's business
		}
	}
	return p.modal(m.Start, m.End) || a.foreign(p.index, span) || p.election() || p.question()
}

// company are the words that after "did not vote" say with whom or how, and so leave open whether a vote was cast at all.
var company = wordSet(`with alongside like as same together along differently against opposite otherwise`)

// otherwise reports whether the words before the item say that somebody did not vote with others, or as
// others did: "did not vote with the majority" may be an abstention as well as an absence.
func (p *passage) otherwise(end int) bool {
	if p.word(end-1) != "vote" {
		return false
	}
	for i := max(0, end-4); i < end-1; i++ {
		switch p.word(i) {
		case "not", "didn't", "refused", "declined", "failed", "chose":
			for end < len(p.items) && p.items[end].Skip {
				end++
			}
			return company[p.word(end)]
		}
	}
	return false
}

// ballotPlaces are what those who cast no vote stay away from.
var ballotPlaces = wordSet(`vote votes voting ballot ballots session meeting sitting hall chamber room roll rollcall tally assembly council floor proceedings building seat seats poll balloting count`)

// elsewhere reports whether what somebody is told before the item to have missed is no vote: "stayed away from
// the debate, and abstained".
func (p *passage) elsewhere(end int) bool {
	switch p.word(end - 1) {
	case "absent", "missing", "away", "out", "present":
	default:
		return false
	}
	if w := p.word(end); w != "from" && w != "at" && !(w == "of" && p.word(end-1) == "out" && p.word(end+1) != "it") {
		return false
	}
	for i := end + 1; i < min(len(p.items), end+8) && p.word(i) != "," && !hardStop(p.word(i)); i++ {
		if ballotPlaces[p.word(i)] || p.items[i].Labels&match.BODY != 0 {
			return false
		}
	}
	return true
}

// ordinalNext reports whether "the first time", "a third year" begins at the item.
func (p *passage) ordinalNext(i int) bool {
	for i < len(p.items) && p.items[i].Skip {
		i++
	}
	if i >= len(p.items) || p.items[i].Labels&match.ORD == 0 {
		return false
	}
	switch p.word(i + 1) {
	case "time", "year", "session", "occasion", "consecutive", "straight", "successive":
		return true
	}
	return false
}

// rebuttedNext reports whether the next sentence, a short one, says that this one is not true.
func (a *article) rebuttedNext(p *passage) bool {
	if p.index+1 >= len(a.doc.Sentences) {
		return false
	}
	next := &a.doc.Sentences[p.index+1]
	if !a.runsOn(p.index, p.index+1) || len(next.Tokens) > 14 {
		return false
	}
	for i := range next.Tokens {
		if i > 0 && next.Tokens[i].Norm == "true" && (next.Tokens[i-1].Norm == "not" || next.Tokens[i-1].Norm == "isn't") {
			return true
		}
		if w := next.Tokens[i].Norm; rebuttals[w] || w == "wrong" || w == "incorrect" || w == "inaccurate" {
			return true
		}
	}
	return false
}

// series reports whether the clause tells many votes at once: "voted yes three times", "on each occasion",
// "the first time that more than four opposed".
func (p *passage) series(m match.Match) bool {
	if p.ofTimesBefore(m.Start) {
		return true
	}
	for i := max(0, m.Start-8); i < min(len(p.items), m.End+8); i++ {
		w := p.word(i)
		if i >= m.End && (w == "," || hardStop(w)) || i < m.Start && hardStop(w) && i < m.Start-1 {
			if i >= m.End {
				break
			}
			continue
		}
		if (w == "always" || w == "usually" || w == "ever") && (p.word(i-2) == "as" || p.word(i-1) == "as") {
			continue // "adopted, as it always is"
		}
		if w == "occasion" && (p.word(i-1) == "that" || p.word(i-1) == "this") {
			continue // "Britain abstained on that occasion" tells one vote
		}
		switch w {
		case "running":
			if prev := p.word(i - 1); prev == "year" || prev == "time" || prev == "times" || prev == "session" {
				return true
			}
		case "times", "occasion", "occasions", "throughout", "never", "always", "ever", "consecutive", "annually", "routinely", "usually", "generally", "traditionally", "regularly":
			return true
		case "often", "mostly", "normally", "typically", "sometimes", "seldom", "rarely":
			if prev := p.word(i - 1); prev != "which" && prev != "who" && prev != "had" && i >= m.Start-2 && i < m.End {
				return true // "Israel, which often keeps them company, took no part" tells a vote
			}
		case "time":
			if i > 2 && (p.word(i-1) == "first" || p.items[i-1].Labels&match.ORD != 0) && (p.word(i-2) == "for" || p.word(i-3) == "for") && p.word(i+1) != "that" {
				continue // "for the first time", "for the 30th time" leave the vote itself to be checked
			}
			switch p.word(i - 1) {
			case "every", "each", "first", "only", "second", "third":
				return true
			}
			if i > 0 && p.items[i-1].Labels&match.ORD != 0 {
				return true
			}
		case "year":
			if p.word(i-1) == "every" || p.word(i-1) == "each" || p.word(i+1) == "after" {
				return true
			}
		case "votes", "resolutions", "texts", "ballots":
			if i > 1 && p.items[i-1].Labels&match.NUM != 0 && (p.word(i-2) == "all" || p.word(i-2) == "those") || p.word(i-1) == "both" {
				return true
			}
		case "first", "last", "next", "previous":
			if i >= m.End-1 && i+1 < len(p.items) && p.items[i+1].Labels&match.NUM != 0 && p.quantity(i+1).Value > 1 {
				return true // "said no to the first four"
			}
		case "them", "these":
			if p.word(i-1) == "of" && i > 1 && p.items[i-2].Labels&match.NUM != 0 && i < m.Start {
				return true
			}
		case "all":
			if p.word(i-1) == "in" && i+1 < len(p.items) && p.items[i+1].Labels&match.NUM != 0 && p.quantity(i+1).Value < 12 {
				return true
			}
		}
	}
	return false
}

// ofTimesBefore reports whether the item stands in what has, or has not, been so before: "the first time since 1999 that Moscow had
// not joined a vote of 14 to none".
func (p *passage) ofTimesBefore(item int) bool {
	that := false
	for i := item - 1; i > 0 && !hardStop(p.word(i)); i-- {
		switch w := p.word(i); {
		case w == "that":
			that = true
		case w == "," && !that:
			return false
		case w == "time" && that:
			prev := p.word(i - 1)
			return prev == "first" || prev == "only" || prev == "last" || p.items[i-1].Labels&match.ORD != 0
		}
	}
	return false
}

// manyTimes reports whether the clause says outright that it happened again and again: "rejected them every time".
func (p *passage) manyTimes(m match.Match) bool {
	for i := m.Start; i < min(len(p.items), m.End+6) && !hardStop(p.word(i)); i++ {
		switch p.word(i) {
		case "time", "year", "occasion":
			if prev := p.word(i - 1); prev == "every" || prev == "each" {
				return true
			}
		case "repeatedly", "always", "invariably", "regularly", "routinely", "annually":
			return true
		case "times":
			if i > 0 && p.items[i-1].Labels&match.NUM != 0 || p.word(i-1) == "many" || p.word(i-1) == "several" {
				return true
			}
		}
	}
	return false
}

// subset reports whether the counts are of a part told before: "of the others, 33 abstained".
func (p *passage) subset(m match.Match) bool {
	for i := max(0, m.Start-12); i < m.Start; i++ {
		if p.word(i) != "of" || i > 0 && !clauseStart(p.word(i-1)) {
			continue
		}
		switch p.word(i + 1) {
		case "others", "those", "them", "these", "rest":
			return true
		case "the":
			if w := p.word(i + 2); w == "others" || w == "rest" {
				return true
			}
		}
	}
	return false
}

func clauseStart(word string) bool {
	return word == "," || word == ";" || word == ":" || word == "." || word == "-" || word == "("
}

func hardStop(word string) bool {
	return word == ";" || word == "." || word == ":" || word == "(" || word == ")"
}

// election reports whether the sentence tells candidates' votes.
func (p *passage) election() bool {
	seat, ballot := false, false
	for i := range p.items {
		switch p.items[i].Word {
		case "seat", "seats", "elected", "election", "elections", "candidate", "candidates", "elect":
			seat = true
		case "ballot", "won", "ballots", "round", "polled", "runoff":
			ballot = true
		}
	}
	if p.has("elected", "re-elected") && p.has("votes") {
		return true
	}
	return seat && ballot && !p.has("suspend", "suspended", "resolution", "draft", "vetoed", "veto", "strip", "47-seat")
}

func (p *passage) has(words ...string) bool {
	for i := range p.items {
		for _, w := range words {
			if p.items[i].Word == w {
				return true
			}
		}
	}
	return false
}

func (p *passage) question() bool {
	for i := len(p.items) - 1; i >= 0 && i >= len(p.items)-8; i-- {
		if p.items[i].Word == "?" {
			return true // "Why not use its veto? - several readers"
		}
		if p.word(i) == "." && i < len(p.items)-1 {
			return false
		}
	}
	return false
}

// series are the records of the same recurrent text, the record among them, by date.
func (c *Checker) series(r *sources.Record) []*sources.Record {
	key := c.index.SeriesOf(r.ID)
	var out []*sources.Record
	for i := range c.records {
		if c.index.SeriesOf(i) == key && c.records[i].Body == r.Body && c.records[i].Outcome == r.Outcome {
			out = append(out, &c.records[i])
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Date.Time().Before(out[j].Date.Time()) })
	return out
}

// has reports whether a state that voted s fits the claim of side c.
func (c side) has(s side) bool {
	switch c {
	case notYes:
		return s != yes
	case notAbstain:
		return s != abstain
	case notNo:
		return s != no
	case noOrAbstain:
		return s == no || s == abstain
	case neither:
		return s == abstain || s == absent
	}
	return c == s
}
