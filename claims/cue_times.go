package claims

import (
	"strings"
	"time"

	"stet/claims/link"
	"stet/extract"
)

// lastDay is the end of the complete part of the data.
func (c *Checker) lastDay() time.Time {
	var last time.Time
	for _, d := range c.info.Datasets {
		if d.Name == mainDataset && d.To.Time().After(last) {
			last = d.To.Time()
		}
	}
	if last.IsZero() {
		for _, d := range c.info.Datasets {
			if t := d.To.Time(); t.After(last) {
				last = t
			}
		}
	}
	return last
}

// hasOwnTime reports whether a time stands in the claim's own words.
func hasOwnTime(times []link.Cue) bool {
	for _, t := range times {
		if t.Weight >= 0.6 {
			return true
		}
	}
	return false
}

// ofOther reports whether a comparison tells the time of the vote compared with: "down from 141 in 2023". A figure within
// the comparison's own words has that time.
func (c *surroundings) ofOther(date, claim extract.Span) bool {
	for _, t := range c.compared {
		if t.date == date {
			return !t.claim.Covers(claim) || claim.Len() == 0 || claim == t.claim
		}
	}
	return false
}

// earlier reports whether the claim is told as of a vote before the one in focus: "had opposed", "previously". A comparison
// is of the vote in focus, whatever it is compared with.
func (c *surroundings) earlier(claim *Claim, clause extract.Span) bool {
	if claim.Kind == "comparison" {
		return false
	}
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if !clause.Covers(t.Span) {
			continue
		}
		switch t.Norm {
		case "previously", "formerly":
			return true
		case "had":
			if claim.whole.Covers(t.Span) && !c.inserted(s, t.Span, claim.whole) && !strings.Contains(c.a.doc.Quote(claim.whole), "who had") {
				return true
			}
		case "previous", "earlier":
			if i+1 < len(s.Tokens) && earlierNoun[s.Tokens[i+1].Norm] {
				return true
			}
		}
	}
	return false
}

var earlierNoun = wordSet(`vote votes resolution resolutions text texts ballot ballots draft drafts occasion occasions ceasefire version round tally`)

// opensWithTime reports whether a sentence begins with its time, and so sets the scene: "Twenty years ago the …".
func (c *surroundings) opensWithTime(sentence int) bool {
	for i := range c.a.doc.Sentences[sentence].Mentions {
		m := &c.a.doc.Sentences[sentence].Mentions[i]
		if m.Kind == extract.DateMention {
			return m.First <= 2 && !m.When.From.IsZero()
		}
	}
	return false
}

// aside reports whether the claim recalls another vote in passing and so does not move the focus: it
// stands in a comparison, or is told as an earlier vote.
func (c *surroundings) aside(claim *Claim) bool {
	if claim.Kind == "comparison" {
		return false
	}
	s := &c.a.doc.Sentences[claim.Sentence]
	if c.earlier(claim, c.clause(claim)) {
		return true
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.End <= claim.whole.Start && claim.whole.Start-t.End < 14 && comparing[t.Norm] {
			return true
		}
		if claim.Kind == "position" && t.Norm == "which" && claim.whole.Covers(t.Span) && !c.inserted(s, t.Span, claim.whole) && commaAfter(s, claim.whole.End) {
			return true // "India, which backed it, abstained" tells two votes; "the exception was India, which abstained" one
		}
	}
	return false
}

// commaAfter reports whether a comma stands in the sentence after the offset, and so closes a clause that began before.
func commaAfter(s *extract.Sentence, offset int) bool {
	for i := range s.Tokens {
		if s.Tokens[i].Start >= offset && s.Tokens[i].Norm == "," {
			return true
		}
	}
	return false
}

// inPassing reports whether a word of comparison leads to the claim in its sentence: "not since 1999, when 155 backed it".
func (c *surroundings) inPassing(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.End <= claim.whole.Start && comparing[t.Norm] {
			return true
		}
	}
	return c.aside(claim)
}

// comparing are words that lead to another vote's figures.
var comparing = wordSet(`than from compared unlike since versus below above matching equalling recalled vs short`)

// eventWords tell that a date beside them is of something else than the vote.
var eventWords = wordSet(`invasion war attack attacks coup conflict annexed genocide massacre conference summit independence revolution election occupied invaded began launched
	founded ratified signed conference report born elected killed withdrew war's`)

// times are the dates of the claim's clause, else of its sentence, else carried from before.
func (c *surroundings) times(claim *Claim) []link.Cue {
	clause := c.clause(claim)
	if cues := c.columnTimes(claim); len(cues) > 0 {
		return cues
	}
	if cues := c.sentenceTimes(claim.Sentence, clause, claim.whole, 1, 0.65); len(cues) > 0 {
		if c.aside(claim) {
			return nearestCues(cues)
		}
		return cues
	}
	if c.sameOccasion(claim) {
		return c.lastDay(claim.Sentence)
	}
	if claim.Kind == "comparison" && c.toldBefore(claim.Sentence) {
		return nil // it is of the vote told, whose time that claim has
	}
	if c.anew(claim) {
		return nil // "again", "this time": not the time told before
	}
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-8; i-- {
		own := c.a.doc.Sentences[i].Block == block
		weight := 0.8 - 0.1*float64(claim.Sentence-i)
		if !own {
			weight = 0.5 - 0.06*float64(claim.Sentence-i)
		}
		if weight <= 0.1 {
			break
		}
		if cues := c.carriedTimes(i, own, weight); len(cues) > 0 {
			return cues
		}
	}
	for i := claim.Sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.55, 0.55)
		}
	}
	return nil
}

// toldBefore reports whether a claim stands in one of the sentences just before.
func (c *surroundings) toldBefore(sentence int) bool {
	for i := sentence - 1; i >= 0 && i >= sentence-8; i-- {
		if c.told[i] != nil {
			return true
		}
	}
	return false
}

// nearestCues keeps the cues of full weight, where there are any: what is told by the way has a time of its own.
func nearestCues(cues []link.Cue) []link.Cue {
	var out []link.Cue
	for _, q := range cues {
		if q.Weight >= 0.6 {
			out = append(out, q)
		}
	}
	if len(out) > 0 {
		return out
	}
	return cues
}

// sameOccasion reports whether the sentence says "that night", "the same day".
func (c *surroundings) sameOccasion(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := 1; i < len(s.Tokens); i++ {
		switch s.Tokens[i].Norm {
		case "night", "day", "evening", "morning", "afternoon":
			if w := s.Tokens[i-1].Norm; w == "that" || w == "same" {
				return true
			}
		}
	}
	return false
}

// lastDay is the last day named before a sentence.
func (c *surroundings) lastDay(sentence int) []link.Cue {
	for i := sentence - 1; i >= 0 && i >= sentence-15; i-- {
		for _, q := range c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.9, 0.9) {
			if q.When.Days() <= 2 {
				return []link.Cue{q}
			}
		}
	}
	return nil
}

// carriedTimes are the times that a sentence before hands on: those of its last claim, else a day, or within
// the block a month, that sets the scene.
func (c *surroundings) carriedTimes(sentence int, own bool, weight float64) []link.Cue {
	var cues []link.Cue
	if last := c.told[sentence]; last != nil && c.aside(last) {
		return nil
	} else if last != nil {
		cues = c.sentenceTimes(sentence, c.clause(last), last.whole, weight, weight*0.65)
	} else {
		cues = c.sentenceTimes(sentence, c.a.doc.Sentences[sentence].Span, extract.Span{}, weight, weight)
	}
	out := cues[:0]
	for _, q := range cues {
		days := q.When.Days()
		if q.Weight > 0.2 && (days <= 2 || own && c.opensWithTime(sentence) || own && days <= 62 || own && c.told[sentence] != nil) {
			out = append(out, q)
		}
	}
	return out
}

// sentenceTimes reads the dates of a sentence as cues.
func (c *surroundings) sentenceTimes(sentence int, clause, claim extract.Span, in, out float64) []link.Cue {
	s := &c.a.doc.Sentences[sentence]
	var cues []link.Cue
	inside, nearest := false, 1<<30
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != extract.DateMention || c.ahead(s, m) || c.dateline(sentence, m) || m.When.Since && !whenAfter(s, m, claim) || m.When.From.IsZero() && m.When.Shift == 0 {
			continue
		}
		if c.ofOther(m.Span, claim) && !whenAfter(s, m, claim) {
			continue
		}
		weight := out
		if claim.Len() == 0 && inRelative(s, m) {
			continue
		}
		if claim.Len() > 0 && c.inserted(s, m.Span, claim) {
			continue
		}
		beside := compares(s, m) && !whenAfter(s, m, claim)
		if beside {
			if claim.Len() == 0 {
				continue
			}
			weight *= 0.3
		}
		if claim.Len() > 0 && comparedAfter(s, claim, m.Span) {
			weight *= 0.3
		} else if clause.Covers(m.Span) && !beside {
			weight, inside = in, true
		}
		if ofAnotherEvent(s, m) {
			weight *= 0.15
		} else if claim.Len() > 0 {
			nearest = min(nearest, apart(s, m.Span, claim))
		}
		when := m.When
		if when.Shift != 0 {
			when = c.shifted(sentence, when.Shift)
			if when.From.IsZero() {
				continue
			}
		}
		cues = append(cues, link.Cue{When: when, Weight: weight})
	}
	if claim.Len() > 0 && len(cues) > 1 {
		discountFar(s, cues, claim, nearest)
	}
	if inside {
		kept := cues[:0]
		for _, q := range cues {
			if q.Weight >= in*0.4 || q.Weight < 0.2 {
				kept = append(kept, q)
			}
		}
		cues = kept
	}
	return cues
}

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
func discountFar(s *extract.Sentence, cues []link.Cue, claim extract.Span, nearest int) {
	k := 0
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != extract.DateMention || k >= len(cues) || cues[k].When != m.When {
			continue
		}
		if apart(s, m.Span, claim) > nearest {
			cues[k].Weight *= 0.45
		}
		k++
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
			return i == 0 || !dates[s.Tokens[i-1].Norm] // "the second is from 22 June"
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
	for i := m.First - 1; i >= 0 && i >= m.First-5; i-- {
		w := s.Tokens[i].Norm
		if w == "," || w == ";" {
			return false
		}
		if (w == "had" || w == "did") && i > 1 && (s.Tokens[i-1].Norm == "as" || s.Tokens[i-2].Norm == "as") {
			return true
		}
		if eventWords[w] {
			return true
		}
	}
	return m.When.Days() > 300 && m.Last < len(s.Tokens) && named[s.Tokens[m.Last].Norm] // "the 1984 convention"
}

// named are things that are called by their year.
var named = wordSet(`convention treaty accord accords agreement pact charter protocol war wars olympics crisis bombing bombings attacks attack coup conference summit
	ceasefire genocide revolution uprising election elections invasion massacre earthquake budget`)

// shifted dates "a year earlier" by the last date told before the sentence, else by the article's.
func (c *surroundings) shifted(sentence, years int) extract.When {
	base := c.a.doc.Published.Time
	known := c.a.doc.Published.Precision != extract.NoDate
	for i := sentence - 1; i >= 0 && i > sentence-6; i-- {
		for k := range c.a.doc.Sentences[i].Mentions {
			m := &c.a.doc.Sentences[i].Mentions[k]
			if m.Kind == extract.DateMention && !m.When.From.IsZero() && !m.When.Since {
				base, known = m.When.From, true
			}
		}
	}
	if !known {
		return extract.When{}
	}
	t := time.Date(base.Year()+years, base.Month(), base.Day(), 0, 0, 0, 0, time.UTC)
	return extract.When{From: t.AddDate(0, 0, -200), To: t.AddDate(0, 0, 200), Relative: true}
}

// dates are words before "from" that make the date after it that of the thing itself.
var dates = wordSet(`is was are were dates dated dating comes came`)

// sinceWhen are words before "as" that make the date after it the claim's own: "as recently as last year".
var sinceWhen = wordSet(`recently late early long far`)
