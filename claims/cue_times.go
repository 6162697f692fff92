package claims

import (
	"time"

	"stet/claims/link"
	"stet/extract"
)

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
		if t.date == date && !c.opensWith(date, claim) {
			return !t.claim.Covers(claim) || claim.Len() == 0 || claim == t.claim
		}
	}
	return false
}

// times are the dates of the claim's clause, else of its sentence, else carried from before.
func (c *surroundings) times(claim *Claim) []link.Cue {
	clause := c.clause(claim)
	if cues := c.columnTimes(claim); len(cues) > 0 {
		return cues
	}
	if c.thisTime(claim) {
		return c.timesAnew(claim.Sentence) // "abstained in October but voted for it this time"
	}
	if c.onThatOccasion(claim) {
		if cues := c.timesBefore(claim); len(cues) > 0 {
			return cues // "Brazil backed it at the time; on Monday it voted against"
		}
	}
	if cues := c.sentenceTimes(claim.Sentence, clause, claim.whole, 1, 0.65); len(cues) > 0 {
		if c.aside(claim) {
			return nearestCues(cues)
		}
		return cues
	}
	if c.thatOne(claim) {
		s := &c.a.doc.Sentences[claim.Sentence-1]
		return c.sentenceTimes(claim.Sentence-1, s.Span, extract.Span{}, 0.9, 0.9)
	}
	if c.thatEarlier(claim) {
		for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-4; i-- {
			if cues := c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.9, 0.9); len(cues) > 0 {
				return cues
			}
		}
	}
	if c.sameOccasion(claim) {
		return c.lastDay(claim.Sentence)
	}
	if claim.Kind == "comparison" && c.toldBefore(claim.Sentence) {
		return nil // it is of the vote told, whose time that claim has
	}
	if c.anew(claim) {
		return c.timesAnew(claim.Sentence) // "again", "this time": not the time told before
	}
	return c.timesBefore(claim)
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
		if q.When.Relative && days > 31 && !c.opensWithTime(sentence) {
			continue // "two more than a year ago": a look back
		}
		if q.Weight > 0.2 && (days <= 2 || own && days > 300 && c.theVoteNext(sentence) || own && c.opensWithTime(sentence) || own && days <= 62 || own && c.told[sentence] != nil) {
			out = append(out, q)
		}
	}
	return out
}

// toldTime is a date of a sentence as a cue.
type toldTime struct {
	link.Cue
	date *extract.Mention
}

// sentenceTimes reads the dates of a sentence as cues.
func (c *surroundings) sentenceTimes(sentence int, clause, claim extract.Span, in, out float64) []link.Cue {
	s := &c.a.doc.Sentences[sentence]
	var told []toldTime
	inside, nearest := false, 1<<30
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if !c.mayDate(sentence, m, claim) {
			continue
		}
		weight, within := timeWeight(s, m, clause, claim, in, out)
		inside = inside || within
		if ofAnotherEvent(s, m) || claim.Len() > 0 && ofRelative(s, m, claim) {
			weight *= 0.15
		} else if claim.Len() > 0 {
			nearest = min(nearest, apart(s, m.Span, claim))
		}
		when := m.When
		if when.Shift != 0 {
			if when = c.shifted(sentence, when.Shift); when.From.IsZero() {
				continue
			}
		}
		told = append(told, toldTime{link.Cue{When: when, Weight: weight}, m})
	}
	if claim.Len() > 0 && len(told) > 1 {
		discountFar(s, told, claim, nearest)
	}
	var cues []link.Cue
	for _, t := range told {
		if inside && t.Weight < in*0.4 && t.Weight >= 0.2 {
			continue
		}
		cues = append(cues, t.Cue)
		if latest, ok := c.ofLatestYear(s, t.date); ok {
			cues = append(cues, link.Cue{When: latest, Weight: latestYear * t.Weight})
		}
	}
	return cues
}

// mayDate reports whether a mention is a date that a claim of the sentence, or what follows where claim is empty, may be of.
func (c *surroundings) mayDate(sentence int, m *extract.Mention, claim extract.Span) bool {
	s := &c.a.doc.Sentences[sentence]
	switch {
	case m.Kind != extract.DateMention, c.ahead(s, m), c.dateline(sentence, m), m.When.Since && !whenAfter(s, m, claim), m.When.From.IsZero() && m.When.Shift == 0:
		return false
	case c.ofOther(m.Span, claim) && !whenAfter(s, m, claim):
		return false
	case apartFrom(s, m) && (claim.Len() == 0 || len(s.Mentions) > 1 && datedElse(s, m)):
		return false
	case claim.Len() == 0:
		byThen := m.First > 0 && limits[s.Tokens[m.First-1].Norm] // what must be "by 15 January" is no vote's day
		return !inRelative(s, m) && !byThen && (!compares(s, m) || whenAfter(s, m, claim))
	}
	return !c.inserted(s, m.Span, claim)
}

// timeWeight is how surely a date of a sentence is the claim's: in where it stands in its clause, as within tells, else out, less where it is compared
// with or begins another clause.
func timeWeight(s *extract.Sentence, m *extract.Mention, clause, claim extract.Span, in, out float64) (weight float64, within bool) {
	weight = out
	beside := compares(s, m) && !whenAfter(s, m, claim)
	if beside {
		weight *= 0.3
	}
	if claim.Len() > 0 && comparedAfter(s, claim, m.Span) {
		weight *= 0.3
	} else if clause.Covers(m.Span) && !beside {
		weight, within = in, true
	}
	if claim.Len() > 0 && m.Start >= claim.End && (opensNextClause(s, m) || pastColon(s, m, claim)) {
		weight *= 0.25
	}
	return weight, within
}

// latestYear is how likely, beside the scene's year, a day without a year is of the article's own.
const latestYear = 0.8

// ofLatestYear is the same day in the latest year, where the words give none and it was taken from a scene of the past: an opinion piece that
// began in 1988 may go on with "On 17 December the Assembly voted".
func (c *surroundings) ofLatestYear(s *extract.Sentence, m *extract.Mention) (extract.When, bool) {
	p, w := c.a.doc.Published, m.When
	if p.Precision != extract.Day || !w.Named || !w.Relative || w.From.IsZero() || p.Time.Sub(w.From) < sceneAge {
		return w, false
	}
	for i := m.First; i < m.Last; i++ {
		if len(s.Tokens[i].Norm) == 4 && s.Tokens[i].Kind == extract.Digits {
			return w, false
		}
	}
	year := p.Time.Year()
	if w.InYear(year).From.After(p.Time) {
		year--
	}
	return w.InYear(year), true
}

// theVoteNext reports whether the next sentence goes on with "The vote was", "It passed": then a year told here is that vote's.
func (c *surroundings) theVoteNext(sentence int) bool {
	if sentence+1 >= len(c.a.doc.Sentences) {
		return false
	}
	t := c.a.doc.Sentences[sentence+1].Tokens
	if len(t) < 3 {
		return false
	}
	if t[0].Norm == "it" {
		return t[1].Norm == "was" || t[1].Norm == "passed" || t[1].Norm == "won" || t[1].Norm == "got"
	}
	switch t[1].Norm {
	case "vote", "tally", "count", "result", "score":
		return t[0].Norm == "the"
	}
	return false
}

// opensNextClause reports whether the date begins a clause after another: "abstained too, and in 2022 Germany voted no".
func opensNextClause(s *extract.Sentence, m *extract.Mention) bool {
	i := m.First - 1
	if i < 1 || s.Tokens[i].Norm != "in" && s.Tokens[i].Norm != "on" && s.Tokens[i].Norm != "by" {
		return false
	}
	before := s.Tokens[i-1].Norm
	if i > 1 && (before == "another" || before == "again" || before == "others") {
		before = s.Tokens[i-2].Norm // "supported, and another on Sept. 30"
	}
	switch before {
	case "and", "but", ";", "while":
		return m.Last < len(s.Tokens) && s.Tokens[m.Last].Norm != "." && s.Tokens[m.Last].Norm != ","
	}
	return false
}

// pastColon reports whether a colon parts the claim from a date after it, in a sentence that told a date before: "In 2014 three were against: the
// two of this year and Canada".
func pastColon(s *extract.Sentence, m *extract.Mention, claim extract.Span) bool {
	before := false
	for k := range s.Mentions {
		before = before || s.Mentions[k].Kind == extract.DateMention && s.Mentions[k].End <= claim.Start
	}
	for i := range s.Tokens {
		if t := &s.Tokens[i]; before && t.Norm == ":" && t.Start >= claim.End && t.End <= m.Start {
			return true
		}
	}
	return false
}

// apartFrom reports whether the date is told by its distance from another: "six days earlier".
func apartFrom(s *extract.Sentence, m *extract.Mention) bool {
	w := s.Tokens[m.Last-1].Norm
	return (w == "earlier" || w == "later") && m.When.Shift == 0
}

// datedElse reports whether the sentence has another date.
func datedElse(s *extract.Sentence, m *extract.Mention) bool {
	for i := range s.Mentions {
		if o := &s.Mentions[i]; o.Kind == extract.DateMention && o.First != m.First && !o.When.From.IsZero() && o.When.Days() <= 31 {
			return true
		}
	}
	return false
}

// limits are the words before a date that make it a limit, and no day of what is told.
var limits = wordSet(`after by until till before`)

// shifted dates "a year earlier", "two years later" by the last date told before the sentence, else by the article's. What was told
// as so many years later since moves that date on.
func (c *surroundings) shifted(sentence, years int) extract.When {
	base := c.a.doc.Published.Time
	known := c.a.doc.Published.Precision != extract.NoDate
	moved, told, whole := 0, false, false
	for i := sentence - 1; i >= 0 && i > sentence-6 && !told; i-- {
		for k := range c.a.doc.Sentences[i].Mentions {
			m := &c.a.doc.Sentences[i].Mentions[k]
			switch {
			case m.Kind != extract.DateMention || m.When.Since:
			case m.When.Shift > 0:
				moved += m.When.Shift
			case !m.When.From.IsZero():
				base, known, told, whole = m.When.From, true, true, m.When.Days() > 300
			}
		}
	}
	if !known {
		return extract.When{}
	}
	if told {
		years += moved
	}
	t := time.Date(base.Year()+years, base.Month(), base.Day(), 0, 0, 0, 0, time.UTC)
	if whole {
		return extract.When{From: t, To: t.AddDate(1, 0, -1), Relative: true}
	}
	return extract.When{From: t.AddDate(0, 0, -200), To: t.AddDate(0, 0, 200), Relative: true}
}
