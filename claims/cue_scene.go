package claims

import (
	"slices"
	"strings"
	"time"

	"stet/claims/link"
	"stet/extract"
)

// How a text moves through time from sentence to sentence: which times it hands on, and where it looks back or comes back.

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

// opensWith reports whether the date opens the claim's sentence, so that what is told after the comparison is of its vote too: "Last year's drew
// 166, and only Russia opposed it".
func (c *surroundings) opensWith(date, claim extract.Span) bool {
	for _, t := range c.compared {
		if t.date != date || claim.Len() == 0 || claim.Start < t.claim.End {
			continue
		}
		for i := range c.a.doc.Sentences {
			if s := &c.a.doc.Sentences[i]; s.Covers(date) {
				return s.Covers(claim) && date.Start <= s.Start+len("in ") && strings.TrimSpace(c.a.doc.Text[t.claim.Start:date.Start]) == ""
			}
		}
	}
	return false
}

// opensWithTime reports whether a sentence begins with its time, and so sets the scene: "Twenty years ago the …".
func (c *surroundings) opensWithTime(sentence int) bool {
	s := &c.a.doc.Sentences[sentence]
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind == extract.DateMention {
			return !m.When.From.IsZero() && (m.First <= 2 || m.First <= 4 && leadsTime[s.Tokens[m.First-1].Norm] && leadsTime[s.Tokens[m.First-2].Norm])
		}
	}
	return false
}

// leadsTime are words before a month or a year that take a part of it: "at the end of October".
var leadsTime = wordSet(`end start beginning middle close turn of in early late mid the`)

// timesBefore are the times that the nearest sentence before hands on, else a subhead's. A look back with a time of its own leaves open whether the
// text stays there; "then" says so.
func (c *surroundings) timesBefore(claim *Claim) []link.Cue {
	if cues := c.ofEarlierText(claim); len(cues) > 0 {
		return cues
	}
	block := c.a.doc.Sentences[claim.Sentence].Block
	var past []link.Cue
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-8; i-- {
		own := c.a.doc.Sentences[i].Block == block
		weight := 0.8 - 0.1*float64(claim.Sentence-i)
		if !own {
			weight = 0.5 - 0.06*float64(claim.Sentence-i)
		}
		if weight <= 0.1 {
			break
		}
		if own && c.backToNow(i+1) {
			past = nil
		}
		if last := c.told[i]; own && last != nil && len(past) == 0 && c.aside(last) && c.opensWithTime(i) && !c.backToNow(i+1) {
			past = c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, weight, weight)
			if c.atThatTime(claim) {
				return past
			}
		} else if cues := c.carriedTimes(i, own, weight); len(cues) > 0 {
			return append(cues, past...)
		}
	}
	if len(past) > 0 {
		return past
	}
	for i := claim.Sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.55, 0.55)
		}
	}
	return nil
}

// ofEarlierText are the times of the sentence of the paragraph that went back to an earlier text by name, where nothing before the claim comes back to now: "That
// earlier resolution was adopted in December 2015. Japan abstained on it and has now moved."
func (c *surroundings) ofEarlierText(claim *Claim) []link.Cue {
	block := c.a.doc.Sentences[claim.Sentence].Block
	if c.backBefore(claim) {
		return nil
	}
	for i := claim.Sentence - 1; i >= 0 && c.a.doc.Sentences[i].Block == block; i-- {
		if s := &c.a.doc.Sentences[i]; c.earlierText(s) {
			return c.sentenceTimes(i, s.Span, extract.Span{}, 0.8, 0.8)
		}
		if c.backToNow(i) {
			return nil
		}
	}
	return nil
}

// backBefore reports whether the claim's own sentence comes back to now before it.
func (c *surroundings) backBefore(claim *Claim) bool {
	t := c.a.doc.Sentences[claim.Sentence].Tokens
	end := slices.IndexFunc(t, func(t extract.Token) bool { return t.Start >= claim.whole.End })
	if end < 0 {
		end = len(t)
	}
	return toldNow(t[:end])
}

// thisTime reports whether "this time" stands with the claim, and no date within its words.
func (c *surroundings) thisTime(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Mentions {
		if m := &s.Mentions[i]; m.Kind == extract.DateMention && claim.whole.Covers(m.Span) {
			return false
		}
	}
	for i := 0; i+1 < len(s.Tokens); i++ {
		if s.Tokens[i].Norm != "this" || s.Tokens[i+1].Norm != "time" {
			continue
		}
		if at := s.Tokens[i].Start; claim.whole.Covers(s.Tokens[i].Span) || at >= claim.whole.End && objects[strings.TrimSpace(extract.Fold(c.a.doc.Text[claim.whole.End:at]))] || at < claim.whole.Start && claim.whole.Start-s.Tokens[i+1].End <= 2 {
			return true
		}
	}
	return false
}

// objects may stand between a verb of voting and "this time".
var objects = map[string]bool{"": true, "it": true, "the text": true, "the resolution": true, "the measure": true, "the draft": true, "the motion": true}

// atThatTime reports whether the claim's sentence says "then" of the time told before: "The text before the Assembly then asked for a truce".
func (c *surroundings) atThatTime(claim *Claim) bool {
	t := c.a.doc.Sentences[claim.Sentence].Tokens
	if c.backToNow(claim.Sentence) {
		return false // "Brazil, which voted for it then, this time abstained"
	}
	for i := 1; i < len(t); i++ {
		if t[i].Norm != "then" || t[i].Start > claim.whole.End {
			continue
		}
		switch t[i-1].Norm {
		case "since", "and", "but", "until", "till", ",", "before":
			continue
		}
		return true
	}
	return false
}

// onThatOccasion reports whether words right after the claim, or its object, give it to the time told before: "Brazil backed it at the time", "Britain
// abstained on that occasion".
func (c *surroundings) onThatOccasion(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := 0; i+2 < len(s.Tokens); i++ {
		t := s.Tokens[i : i+3]
		if at := t[0].Start; at < claim.whole.End || !objects[strings.TrimSpace(extract.Fold(c.a.doc.Text[claim.whole.End:at]))] {
			continue
		}
		switch t[0].Norm + " " + t[1].Norm + " " + t[2].Norm {
		case "at the time", "at that time", "on that occasion", "at that stage", "at that point", "in that vote":
			return i+3 == len(s.Tokens) || s.Tokens[i+3].Norm != "of" // "at the time of the vote"
		}
	}
	return false
}

// timesAnew are the times that the sentences of the block before tell, after the last claim: "On the 24th the Council blessed the agreement.
// This time there were 13 votes".
func (c *surroundings) timesAnew(sentence int) []link.Cue {
	block := c.a.doc.Sentences[sentence].Block
	for i := sentence - 1; i >= 0 && c.a.doc.Sentences[i].Block == block && c.told[i] == nil; i-- {
		if m := c.opensWithShift(i); m != nil {
			return c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.7, 0.7) // "A year later it came back. This time 69 supported it."
		}
		cues := c.carriedTimes(i, true, 0.7)
		if len(cues) > 0 && cues[0].When.Days() <= 2 {
			return cues
		}
	}
	return nil
}

// opensWithShift is the time of a sentence that begins "A year later", nil where it does not.
func (c *surroundings) opensWithShift(sentence int) *extract.Mention {
	s := &c.a.doc.Sentences[sentence]
	for i := range s.Mentions {
		if m := &s.Mentions[i]; m.Kind == extract.DateMention {
			if m.When.Shift > 0 && m.First <= 2 {
				return m
			}
			return nil
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
			if q.When.Days() <= 2 || i >= sentence-4 && q.When.Days() <= 31 { // "scraped home in July 2018. Ethiopia abstained that day"
				return []link.Cue{q}
			}
		}
	}
	return nil
}
