package claims

import (
	"stet/extract"
	"time"
)

// eventWords tell that a date beside them is of something else than the vote.
var eventWords = wordSet(`invasion war attack attacks coup conflict annexed genocide massacre conference summit independence revolution election occupied invaded began launched
	founded ratified signed conference report born elected killed withdrew war's`)

// dateline reports whether the date is that of the article's dateline: "BERLIN, March 19, 2011 -".
func (c *surroundings) dateline(sentence int, m *extract.Mention) bool {
	p := c.a.doc.Published
	if m.First > 6 || sentence > 6 || m.When.Relative && !m.When.Named || p.Precision != extract.Day || m.When.Days() != 1 {
		return false
	}
	day := p.Time.Truncate(24 * time.Hour)
	s := &c.a.doc.Sentences[sentence]
	if !m.When.From.Equal(day) || m.First == 0 || m.Last >= len(s.Tokens) {
		return false
	}
	for i := m.Last; i < min(len(s.Tokens), m.Last+5); i++ {
		if t := s.Tokens[i].Norm; t == "-" || t == "--" || t == ":" {
			return s.Tokens[m.First-1].Norm == "," || s.Tokens[m.First-1].Norm == "."
		}
	}
	return false
}

// ahead reports whether the date is of what is yet to come: "flights will stop on April 15".
func (c *surroundings) ahead(s *extract.Sentence, m *extract.Mention) bool {
	if m.When.Days() > 31 || c.a.doc.Published.Precision == extract.NoDate {
		return false
	}
	for i := m.First - 1; i >= 0 && i >= m.First-6; i-- {
		switch s.Tokens[i].Norm {
		case "will", "must", "shall":
			return true
		case ",", ";", "was", "were", "voted", "adopted", "that", "and":
			return false
		}
	}
	return false
}

// discountFar lowers the weight of the dates that stand farther from the claim than the nearest.
func discountFar(s *extract.Sentence, told []toldTime, claim extract.Span, nearest int) {
	for i := range told {
		if apart(s, told[i].date.Span, claim) > nearest {
			told[i].Weight *= 0.45
		}
	}
}

// apart is how far a date stands from a claim, in bytes; a comma between counts as twenty.
func apart(s *extract.Sentence, date, claim extract.Span) int {
	if date.Overlaps(claim) {
		return 0
	}
	gap := extract.Span{Start: min(date.End, claim.End), End: max(date.Start, claim.Start)}
	n := gap.Len()
	for i := range s.Tokens {
		if t := &s.Tokens[i]; gap.Covers(t.Span) && (t.Norm == "," || t.Norm == "and" || t.Norm == ";") {
			n += 20
		}
	}
	return n
}

// whenAfter reports whether ", when" after the date makes it the time of the claim: "not since 1999, when 155 voted for it".
func whenAfter(s *extract.Sentence, m *extract.Mention, claim extract.Span) bool {
	if claim.Start < m.End || m.Last+1 >= len(s.Tokens) {
		return false
	}
	return s.Tokens[m.Last].Norm == "when" || s.Tokens[m.Last].Norm == "," && s.Tokens[m.Last+1].Norm == "when"
}

// comparedAfter reports whether a word of comparison stands between the claim and the date after it:
// "145 in favour, against a tally of 165-4-6 two years ago".
func comparedAfter(s *extract.Sentence, claim, date extract.Span) bool {
	if date.Start < claim.End {
		return false
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start < claim.End || t.End > date.Start {
			continue
		}
		switch t.Norm {
		case "than", "from", "compared", "versus", "tally", "having":
			return true
		}
	}
	return false
}

// compares reports whether a word of comparison leads to the date: "down from 141 in 2023", "than in 2019".
func compares(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i >= 0 && i >= m.First-4; i-- {
		switch s.Tokens[i].Norm {
		case "from":
			return i == 0 || !datesIt[s.Tokens[i-1].Norm] // "the second is from 22 June"
		case "than", "compared", "unlike", "since", "until", "through":
			return true
		case "as":
			if (i == m.First-2 || i == m.First-1) && (i == 0 || !sinceWhen[s.Tokens[i-1].Norm]) {
				return true // "the same number as in 2022"
			}
		case "before":
			return i == m.First-1 // "before 2019": any year but that
		case ",", ";":
			return false
		}
	}
	return false
}

// inRelative reports whether the date stands in a relative clause: "Italy, which abstained in December 2023, …".
func inRelative(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i >= 0 && s.Tokens[i].Norm != ","; i-- {
		switch s.Tokens[i].Norm {
		case "which", "who", "whose":
			return true
		}
	}
	return false
}

// ofRelative reports whether the date stands in a relative clause, apart from the claim, that tells another vote or beside which another date is
// told: "India abstained, and China, which had abstained in March, voted against", "in December 2022 it asked for the opinion on which Wednesday's
// text is based".
func ofRelative(s *extract.Sentence, m *extract.Mention, claim extract.Span) bool {
	which := -1
	for i := m.First - 1; i >= 0 && which < 0 && s.Tokens[i].Norm != ","; i-- {
		switch s.Tokens[i].Norm {
		case "which", "who", "whose":
			which = i
		}
	}
	if which < 0 {
		return false
	}
	end, votes := which, false
	for ; end < len(s.Tokens) && s.Tokens[end].Norm != "," && s.Tokens[end].Norm != ";"; end++ {
		votes = votes || s.Tokens[end].Norm == "had" || sideVerbs[s.Tokens[end].Norm]
	}
	if s.Tokens[which].Start < claim.End && (end == len(s.Tokens) || s.Tokens[end].Start > claim.Start) {
		return false // the claim is the clause's own
	}
	return votes || datedOutside(s, m)
}

// sideVerbs tell how somebody voted.
var sideVerbs = wordSet(`abstained voted supported opposed backed rejected endorsed`)

// datedOutside reports whether the sentence has another date, in no relative clause.
func datedOutside(s *extract.Sentence, m *extract.Mention) bool {
	for i := range s.Mentions {
		if o := &s.Mentions[i]; o.Kind == extract.DateMention && o.First != m.First && !o.When.From.IsZero() && !inRelative(s, o) {
			return true
		}
	}
	return false
}

// inserted reports whether the date or word belongs to an insertion between the claim's subject and its verb:
// "India, which supported the call last December, abstained".
func (c *surroundings) inserted(s *extract.Sentence, what, claim extract.Span) bool {
	if !claim.Covers(what) {
		return false
	}
	before, after := false, false
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Norm != "," || !claim.Covers(t.Span) {
			continue
		}
		before = before || t.End <= what.Start
		after = after || t.Start >= what.End
	}
	return before && after
}

// ofAnotherEvent reports whether a word before the date gives it to something else than a vote.
func ofAnotherEvent(s *extract.Sentence, m *extract.Mention) bool {
	if afterHaving(s, m) {
		return true
	}
	for i := m.First - 1; i >= 0 && i >= m.First-5; i-- {
		w := s.Tokens[i].Norm
		if w == "," || w == ";" {
			return false
		}
		if (w == "had" || w == "did") && i > 1 && (s.Tokens[i-1].Norm == "as" || s.Tokens[i-2].Norm == "as") {
			return true
		}
		if i > 0 && sideParticiples[w] && (s.Tokens[i-1].Norm == "after" || s.Tokens[i-1].Norm == "despite") {
			return true // "India was opposed, after abstaining last year"
		}
		if prev := max(i-1, 0); partyNouns[w] && (s.Tokens[prev].Norm == "," || (s.Tokens[prev].Norm == "all" || s.Tokens[prev].Norm == "both") && prev > 0 && s.Tokens[prev-1].Norm == ",") {
			return true // "Kenya and Morocco, abstainers in 2022, voted for it"
		}
		if eventWords[w] {
			return s.Tokens[0].Norm != "when" // "When the talks were launched in 2006, only Washington was opposed" tells the vote's own time
		}
	}
	if m.Last < len(s.Tokens) && s.Tokens[m.Last-1].Poss && s.Tokens[m.Last].Kind == extract.Word && !ofVoting[s.Tokens[m.Last].Norm] && m.First > 0 {
		return true // "furious about last week's cut"
	}
	return m.When.Days() > 300 && m.Last < len(s.Tokens) && calledByYear[s.Tokens[m.Last].Norm] // "the 1984 convention"
}

// ofVoting are what "Wednesday's" may stand before where it dates a vote.
var ofVoting = wordSet(`vote votes ballot roll-call roll resolution resolutions text texts draft drafts measure motion session meeting tally count result general security un assembly council decision debate
	veto vetoes outcome one figures figure total two second first third other resounding narrow lopsided majority amendment renewal`)

// partyNouns call states by what they did in another vote.
var partyNouns = wordSet(`abstainers abstainer opponents opponent supporters supporter backers absentees absentee dissenters`)

// afterHaving reports whether the date is of what voters had done before: "China voted against, after having abstained on the two texts of March".
func afterHaving(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i > 0 && i >= m.First-9 && s.Tokens[i].Norm != "," && s.Tokens[i].Norm != ";"; i-- {
		if s.Tokens[i-1].Norm == "having" && sideVerbs[s.Tokens[i].Norm] {
			return true
		}
	}
	return false
}

// sideParticiples are verbs of voting that tell another vote than the clause's own, after "after".
var sideParticiples = wordSet(`abstaining voting opposing supporting backing rejecting`)

// calledByYear are things that are called by their year.
var calledByYear = wordSet(`convention treaty accord accords agreement pact charter protocol war wars olympics crisis bombing bombings attacks attack coup conference summit
	ceasefire genocide revolution uprising election elections invasion massacre earthquake budget
	decision decisions report deal ruling opinion study summit law raid offensive pandemic murder killing annexation referendum`)

// datesIt are words before "from" that make the date after it that of the thing itself.
var datesIt = wordSet(`is was are were dates dated dating comes came`)

// sinceWhen are words before "as" that make the date after it the claim's own: "as recently as last year".
var sinceWhen = wordSet(`recently late early long far`)
