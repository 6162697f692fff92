package claims

import (
	"stet/claims/link"
	"stet/extract"
)

// continuity is how surely the text goes on about the same vote from one claim to the next, in nats.
func (c *surroundings) continuity(last, next *linkedClaim) float64 {
	from, to := last.claim, next.claim
	if disjoint(last.query.Times, next.query.Times) {
		return 0
	}
	if to.Kind == "comparison" && from.Sentence != to.Sentence && c.a.doc.Sentences[from.Sentence].Block == c.a.doc.Sentences[to.Sentence].Block {
		return 3.5 // it compares the vote told with others
	}
	if c.another(to) {
		return 0
	}
	if f, ok := to.Fact.(positionFact); ok && f.answer {
		return 3.5
	}
	if c.aside(to) {
		return 0
	}
	if c.sameOccasion(to) {
		return 3.5
	}
	if from.Sentence != to.Sentence && c.anew(to) {
		return 0.3
	}
	a, b := c.a.doc.Sentences[from.Sentence].Block, c.a.doc.Sentences[to.Sentence].Block
	switch {
	case from.Sentence == to.Sentence:
		return 3.5
	case c.turned(from.Sentence, to.Sentence):
		return 0.8
	case a == b:
		return 3
	case c.newSection(from.Sentence, to.Sentence):
		return 0.5
	case c.a.doc.Blocks[b].Role == extract.ListItem:
		return 0.8
	case b-a == 1:
		return 1.8
	}
	return 1
}

// labels reports whether the words before a colon name a subject: "Mine action: 166 to 1".
func (c *surroundings) labels(s *extract.Sentence, colon int) bool {
	words := make([]string, 0, colon)
	for i := range colon {
		if s.Tokens[i].Kind == extract.Word {
			if sideWords[s.Tokens[i].Norm] != noSide {
				return false
			}
			words = append(words, s.Tokens[i].Norm)
		}
	}
	sum := 0.0
	for _, t := range c.index.Vocabulary.Terms(nil, words) {
		sum += c.index.Rarity(t)
	}
	return sum >= 2.5
}

// sameSubject is how surely two claims are about one recurrent text, of whatever year, in nats.
func (c *surroundings) sameSubject(last, next *linkedClaim, aside bool) float64 {
	a, b := c.a.doc.Sentences[last.claim.Sentence].Block, c.a.doc.Sentences[next.claim.Sentence].Block
	switch {
	case c.similar(next.claim), hasOwnTime(next.query.Times) && !c.subjectIn(next.claim.Sentence) && disjoint(last.query.Times, next.query.Times):
		return 3.2 // "Last year the result was 103 to 9"
	case c.another(next.claim) || c.newSection(last.claim.Sentence, next.claim.Sentence):
		return 0
	case c.turned(last.claim.Sentence, next.claim.Sentence):
		return 0.5
	case a == b || aside:
		return 2.2
	case c.a.doc.Blocks[b].Role == extract.ListItem:
		return 0.3
	}
	return 1.2
}

// similar reports whether the sentence says that the vote was on such a text as the one told: "a like text", "the same resolution".
func (c *surroundings) similar(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := 0; i+1 < len(s.Tokens); i++ {
		if alike[s.Tokens[i].Norm] && (authored[s.Tokens[i+1].Norm] || asking[s.Tokens[i+1].Norm]) {
			return true
		}
	}
	return false
}

var (
	alike  = wordSet(`like similar same such comparable equivalent corresponding identical previous`)
	asking = wordSet(`call demand appeal request vote ballot question`)
)

// disjoint reports whether both claims have times of their own and no day fits both.
func disjoint(a, b []link.Cue) bool {
	own := false
	for _, x := range a {
		for _, y := range b {
			if x.Weight < 0.6 || y.Weight < 0.6 || x.When.From.IsZero() || y.When.From.IsZero() {
				continue
			}
			own = true
			if !x.When.From.After(y.When.To) && !y.When.From.After(x.When.To) {
				return false
			}
		}
	}
	return own
}

// another reports whether the sentence turns to another text: "a second draft", "a rival resolution".
func (c *surroundings) another(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	if c.overAnother(claim) || c.rival(claim) {
		return true
	}
	for i := range s.Tokens {
		if s.Tokens[i].End > claim.Span.Start {
			break
		}
		if s.Tokens[i].Norm == ":" && i > 0 && i < 14 && c.labels(s, i) {
			return true
		}
	}
	return false
}

// rival reports whether the sentence speaks of a text beside the one told: "a rival Russian draft", "in a separate vote".
func (c *surroundings) rival(claim *Claim) bool {
	return speaksOfRival(&c.a.doc.Sentences[claim.Sentence], claim.Span.End)
}

// rivalBetween reports whether a sentence between two of a paragraph turns to another text: "They had opposed a separate resolution on Monday.
// That one drew 181 votes."
func (c *surroundings) rivalBetween(from, to int) bool {
	for i := to - 1; i > from && i >= 0 && c.a.doc.Sentences[i].Block == c.a.doc.Sentences[to].Block; i-- {
		if c.told[i] == nil && speaksOfRival(&c.a.doc.Sentences[i], c.a.doc.Sentences[i].End) {
			return true
		}
	}
	return false
}

// speaksOfRival reads "a rival draft", "in a separate vote" before the offset.
func speaksOfRival(s *extract.Sentence, end int) bool {
	for i := 0; i+1 < len(s.Tokens) && s.Tokens[i].Start < end; i++ {
		switch s.Tokens[i].Norm {
		case "second", "another", "separate", "rival", "third", "companion", "competing", "different", "fourth", "other":
			if authored[s.Tokens[i+1].Norm] || s.Tokens[i+1].Norm == "vote" || i+2 < len(s.Tokens) && authored[s.Tokens[i+2].Norm] {
				return true
			}
		}
	}
	return false
}

// overAnother reports whether the sentence opens by naming what another vote was about: "Over Grenada not one ally voted with them".
func (c *surroundings) overAnother(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	return len(s.Mentions) > 0 && s.Tokens[0].Norm == "over" && s.Mentions[0].First == 1 && s.Mentions[0].Kind == extract.NameMention
}

// turned reports whether a sentence without a claim between the two brings up a subject: then what follows is of that.
func (c *surroundings) turned(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if c.told[i] == nil && c.subjectIn(i) && c.a.passages[i] != nil {
			return true
		}
	}
	return false
}

// anew reports whether the sentence tells a new vote on an old subject: "again", "this time".
func (c *surroundings) anew(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start >= claim.Span.End && (t.Start > claim.Span.End+1 || t.Norm != "this") {
			return false
		}
		if t.Norm == "now" && i <= 1 {
			return true // "Now it is 79 to 67"
		}
		if t.Norm == "again" || t.Norm == "this" && i+1 < len(s.Tokens) && s.Tokens[i+1].Norm == "time" || t.Norm == "once" && i+1 < len(s.Tokens) && s.Tokens[i+1].Norm == "more" {
			return true
		}
	}
	return false
}

// newSection reports whether a subhead stands between two sentences.
func (c *surroundings) newSection(from, to int) bool {
	for i := from + 1; i <= to; i++ {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return true
		}
	}
	return false
}
