package claims

import (
	"stet/extract"
	"strings"
)

// earlier reports whether the claim is told as of a vote before the one in focus: "had opposed", "previously". A comparison
// is of the vote in focus, whatever it is compared with.
func (c *surroundings) earlier(claim *Claim, clause extract.Span) bool {
	if claim.Kind == "comparison" {
		return false
	}
	if c.toldAsEarlier(claim.Sentence) {
		return true
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
			if !c.afterWhat(s, claim) && claim.whole.Covers(t.Span) && !c.inserted(s, t.Span, claim.whole) && !strings.Contains(c.a.doc.Quote(claim.whole), "who had") {
				return true
			}
		case "that":
			if i+1 < len(s.Tokens) && (s.Tokens[i+1].Norm == "time" || s.Tokens[i+1].Norm == "occasion") && claim.Span.End <= t.Start {
				return true // "all four abstained that time"
			}
			if i+1 < len(s.Tokens) && partsOfDay[s.Tokens[i+1].Norm] && c.longAgo(s) {
				return true // "the Council condemned it on 2 August; all 14 voted in favour that morning"
			}
		case "previous", "earlier":
			if i+1 < len(s.Tokens) && earlierNoun[s.Tokens[i+1].Norm] && !c.inserted(s, t.Span, claim.whole) {
				return true
			}
		}
	}
	return false
}

// partsOfDay are times that "that" refers to a day told.
var partsOfDay = wordSet(`day morning afternoon evening night week`)

// longAgo reports whether a sentence tells a day weeks before the article.
func (c *surroundings) longAgo(s *extract.Sentence) bool {
	p := c.a.doc.Published
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.Kind == extract.DateMention && !m.When.From.IsZero() && p.Precision != extract.NoDate && p.Time.Sub(m.When.From).Hours() > 40*24 {
			return true
		}
	}
	return false
}

// afterWhat reports whether the claim tells what came right before, of the same vote: "vetoed by Russia after twelve members had voted for it".
func (c *surroundings) afterWhat(s *extract.Sentence, claim *Claim) bool {
	for i := range s.Tokens {
		if s.Tokens[i].End <= claim.whole.Start && claim.whole.Start-s.Tokens[i].End < 3 {
			w := s.Tokens[i].Norm
			return w == "after" || w == "once" || w == "though" || w == "although"
		}
	}
	return false
}

// thatOne reports whether the claim's sentence takes up the text that the one before told in passing: "On Monday they had opposed another. That one
// drew 181 votes."
func (c *surroundings) thatOne(claim *Claim) bool {
	t := c.a.doc.Sentences[claim.Sentence].Tokens
	return len(t) > 2 && t[0].Norm == "that" && (authored[t[1].Norm] || t[1].Norm == "vote" || t[1].Norm == "ballot") && claim.Sentence > 0 &&
		c.a.doc.Sentences[claim.Sentence-1].Block == c.a.doc.Sentences[claim.Sentence].Block &&
		c.told[claim.Sentence-1] != nil && c.aside(c.told[claim.Sentence-1])
}

// thatEarlier reports whether the claim's sentence is on the text that was told as an older one before: "That earlier resolution received 111 votes."
func (c *surroundings) thatEarlier(claim *Claim) bool {
	return c.earlierText(&c.a.doc.Sentences[claim.Sentence])
}

// earlierText reports whether a sentence begins with an earlier text: "That earlier resolution".
func (c *surroundings) earlierText(s *extract.Sentence) bool {
	t := s.Tokens
	return len(t) > 3 && (t[0].Norm == "that" || t[0].Norm == "the") && (t[1].Norm == "earlier" || t[1].Norm == "previous" || t[1].Norm == "older") && earlierNoun[t[2].Norm]
}

// toldAsEarlier reports whether a sentence of the block before, or this one, moves the text to an earlier vote without a date: "The first time
// round only four objected."
func (c *surroundings) toldAsEarlier(sentence int) bool {
	block := c.a.doc.Sentences[sentence].Block
	for i := sentence; i >= 0 && c.a.doc.Sentences[i].Block == block; i-- {
		s := &c.a.doc.Sentences[i]
		for k := range s.Tokens {
			t := s.Tokens[k].Norm
			next := ""
			if k+1 < len(s.Tokens) {
				next = s.Tokens[k+1].Norm
			}
			switch {
			case ofNow(t, next):
				return false
			case t == "time" && (next == "round" || next == "around") && k > 0 && s.Tokens[k-1].Norm == "first", t == "back" && next == "then" && i < sentence:
				return true
			case k == 0 && t == "originally", (t == "last" || t == "final") && next == "occasion":
				return true
			}
		}
		if i < sentence && c.opensWithTime(i) {
			return false
		}
	}
	return false
}

// ofNow reports whether two words bring a text from the past back to its own days.
func ofNow(word, next string) bool {
	return word == "now" || word == "today" || word == "this" && (next == "time" || next == "year" || next == "week")
}

// backToNow reports whether the sentence brings the text back to its own days: "Now that wall has a hole in it."
func (c *surroundings) backToNow(sentence int) bool {
	return toldNow(c.a.doc.Sentences[sentence].Tokens)
}

// toldNow reports whether the words bring a text back to its own days.
func toldNow(tokens []extract.Token) bool {
	for k := range tokens {
		next := ""
		if k+1 < len(tokens) {
			next = tokens[k+1].Norm
		}
		if ofNow(tokens[k].Norm, next) {
			return true
		}
	}
	return false
}

// earlierNoun are what "previous" and "earlier" stand before where they name another vote.
var earlierNoun = wordSet(`vote votes resolution resolutions text texts ballot ballots draft drafts occasion occasions ceasefire version round tally`)

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
		if t.End <= claim.whole.Start && claim.whole.Start-t.End < 14 && comparing[t.Norm] && !(t.Norm == "since" && i > 0 && (s.Tokens[i-1].Norm == "kind" || s.Tokens[i-1].Norm == "sort")) {
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
