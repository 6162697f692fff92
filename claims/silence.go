package claims

import (
	"sort"
	"stet/extract/match"
	"stet/sources"
)

var modals = wordSet(`expect expects will would could may might should must shall if unless whether expected likely unlikely due hoped hopes hope hoping threatened threatens threatening wants
	want wanted needs need needed requires required require urge urging planned plans plan intends intended wish wished promised pledged vowed can cannot can't won't
	wouldn't asked ask pressed pressing lobbied lobbying warned supposed pending ready poised bound scheduled upcoming tomorrow possible potential potentially probably perhaps
	predicted forecast seeks seeking sought ought`)

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
	if p.has("bill", "legislation", "referendum") && !p.has("resolution") {
		if id, certainty := a.where(p.index, span); certainty < 1 || id == "UN" {
			return true // a parliament's business
		}
	}
	return p.modal(m.Start, m.End) || a.foreign(p.index, span) || p.election() || p.question()
}

// ordinalNext reports whether "the first time", "a third year" begins at the item.
func (p *passage) ordinalNext(i int) bool {
	for i < len(p.items) && p.items[i].Skip {
		i++
	}
	return i < len(p.items) && p.items[i].Labels&match.ORD != 0
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

// modal looks for a word of doubt between the start of the clause and the end of the match.
func (p *passage) modal(start, end int) bool {
	from := start
	for from > 0 && start-from < 14 && !hardStop(p.items[from-1].Word) {
		from--
	}
	inFrom, inTo := p.insertion(start, end)
	for i := from; i < end; i++ {
		w := p.items[i].Word
		if !modals[w] || i > inFrom && i < inTo {
			continue
		}
		if i >= start && p.word(i-1) == "to" {
			continue // "voted to urge"
		}
		if w == "may" && p.items[i].Labels&match.DATE != 0 {
			continue
		}
		if (w == "hope" || w == "plan" || w == "ask" || w == "need" || w == "needs" || w == "required" || w == "plans" || w == "asked" || w == "warned" || w == "wants" || w == "want" || w == "sought") && (i >= start || !leadsToVote(p, i, start, end)) {
			continue
		}
		if i < start && (backToFact(p, i, start) || relativeModal(p, i, start)) {
			continue
		}
		return true
	}
	if p.word(start-1) == "to" && start > 0 && !isPast(p.word(start-2)) {
		return true
	}
	return startsWithIf(p)
}

// insertion is the first and the last comma of a match that begins with its subject: what stands between says nothing of the
// verb ("Russia, which had wanted more, abstained"). Both are start where there is none.
func (p *passage) insertion(start, end int) (from, to int) {
	from, to = start, start
	for i := start; i < end; i++ {
		if p.word(i) != "," {
			continue
		}
		if from == start {
			from = i
		}
		to = i
	}
	return from, to
}

// leadsToVote reports whether "to" or "that" ties the word to the match.
func leadsToVote(p *passage, i, start, end int) bool {
	for k := i + 1; k < min(start+1, len(p.items)); k++ {
		if p.word(k) == "," {
			return false
		}
		if p.word(k) == "to" || p.word(k) == "that" {
			return k >= start-5
		}
	}
	return i >= start
}

// relativeModal reports whether the doubtful word stands in a relative clause that the match's own finite verb leaves:
// "principles for countries that cannot pay were adopted".
func relativeModal(p *passage, i, start int) bool {
	if w := p.word(i); w == "if" || w == "unless" || w == "whether" || i >= start-1 {
		return false
	}
	if w := p.word(start); w != "was" && w != "were" {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if w := p.word(k); w == "that" || w == "which" || w == "who" {
			return true
		}
	}
	return false
}

// participles are verbs that tell the vote of a state, and in the passive what others did to it.
var participles = wordSet(`backed supported endorsed approved favoured favored vetoed condemned`)

// passive reports whether the states of the match are what was done to, not who did it: "Ukraine was supported", "Russia was
// opposed by", "a draft on Syria was vetoed". "Hungary was opposed" is its vote.
func (p *passage) passive(m match.Match) bool {
	at, _, ok := m.Capture("w")
	if !ok {
		return false
	}
	if p.doneTo(m.Start) {
		return true
	}
	for i := at + 1; i < m.End; i++ {
		w := p.word(i)
		if !participles[w] && !((w == "opposed" || w == "rejected") && p.word(i+1) == "by") {
			continue
		}
		if beVerbs[p.word(at+1)] {
			return true // "Israel was, in the vote, backed"
		}
		for k := i - 1; k > at; k-- {
			if p.items[k].Skip {
				continue
			}
			if beVerbs[p.word(k)] {
				return true
			}
			break
		}
	}
	return false
}

var beVerbs = wordSet(`was were is are been being be gets got`)

// doneTo reports whether the words at item i say by whom a state was opposed or backed: "Russia was opposed by 93 states".
func (p *passage) doneTo(i int) bool {
	w := p.word(i)
	if !participles[w] && w != "opposed" && w != "rejected" || p.word(i+1) != "by" || !beVerbs[p.word(i-1)] {
		return false
	}
	_, state := p.lists[i-2]
	return state && (i < 3 || p.items[i-3].Labels == 0 && !prepositions[p.word(i-3)])
}

// backToFact reports whether a comma with a finite past verb closes the doubtful part before the match:
// "Diplomats had hoped for more, but 93 voted for it".
func backToFact(p *passage, i, start int) bool {
	for k := i + 1; k < start; k++ {
		switch p.word(k) {
		case "but", ";", "-", "although", "though", "while", "because", "as", "after", "when", "where", "since", "which", "now":
			return true
		case ",":
			if start-k < 4 || p.word(k+1) == "and" || p.word(k+1) == "but" || subordinate(p, i) {
				return true
			}
		}
	}
	return false
}

// subordinate reports whether the doubtful word stands in a clause that gives a reason or a time: the comma after that opens the
// main clause ("because Washington would not give him a visa, Palau voted no").
func subordinate(p *passage, i int) bool {
	for k := i - 1; k >= 0 && p.word(k) != ","; k-- {
		switch p.word(k) {
		case "because", "since", "as", "although", "though", "while", "when", "after":
			return true
		}
	}
	return false
}

func isPast(word string) bool {
	switch word {
	case "voted", "chose", "opted", "decided", "managed", "went", "moved", "declined", "refused", "failed", "came", "agreed", "preferred", "country", "countries", "state", "states",
		"nation", "member", "members", "nations", "only", "votes", "ones", "one", "from", "due":
		return true
	}
	return false
}

// series reports whether the clause tells many votes at once: "voted yes three times", "on each occasion",
// "the first time that more than four opposed".
func (p *passage) series(m match.Match) bool {
	for i := max(0, m.Start-8); i < min(len(p.items), m.End+8); i++ {
		w := p.word(i)
		if i >= m.End && (w == "," || hardStop(w)) || i < m.Start && hardStop(w) && i < m.Start-1 {
			if i >= m.End {
				break
			}
			continue
		}
		switch w {
		case "running":
			if prev := p.word(i - 1); prev == "year" || prev == "time" || prev == "times" || prev == "session" {
				return true
			}
		case "times", "occasion", "occasions", "throughout", "never", "always", "ever", "consecutive", "annually", "routinely", "usually", "generally", "traditionally", "regularly":
			return true
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

// notSubject reports whether a preposition before the states makes them no voters: "all but Hungary
// voted for it", "allies of Israel abstained".
func (p *passage) notSubject(m match.Match) bool {
	at, _, ok := m.Capture("w")
	if !ok || at != m.Start && !(at == m.Start+1 && p.items[m.Start].Skip) {
		return false
	}
	for i := at - 1; i >= 0; i-- {
		w := p.word(i)
		if w == "the" || w == "both" || w == "even" || w == "only" {
			continue
		}
		switch w {
		case "of", "except", "but", "than", "unlike", "by", "for", "from", "to", "against", "like", "besides", "beside", "between", "on", "about", "over", "toward", "towards",
			"excluding", "without", "save", "bar", "beyond", "despite", "with":
			return w != "but" || i == 0 || !clauseStart(p.word(i-1)) && p.word(i-1) != "."
		}
		return false
	}
	return false
}

func startsWithIf(p *passage) bool {
	return p.word(0) == "if" || p.word(0) == "should" || p.word(0) == "were" || p.word(0) == "unless"
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
	return seat && ballot && !p.has("suspend", "suspended", "resolution", "strip", "47-seat")
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
	return len(p.items) > 0 && p.items[len(p.items)-1].Word == "?"
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
