package claims

import (
	"regexp"

	"stet/extract"
)

// What a claim's own sentence says that keeps a refutation of it back.

// toKeep matches what voters wished to leave as it was: those who "voted to keep the embargo" voted against a text that was to end it.
var toKeep = regexp.MustCompile(`(?i)\bvot(?:e|es|ed|ing) to (?:keep|maintain|retain|preserve|leave|uphold|perpetuate|continue|defend|protect)\b`)

// ofKeeping reports whether a claim tells its side by what was to stay as it was, and a count of the other side's.
func (c *Checker) ofKeeping(doc *extract.Document, l *linkedClaim, top judged) bool {
	end := min(doc.Sentences[l.claim.Sentence].End, l.claim.Span.End+len(" to perpetuate "))
	if !toKeep.MatchString(doc.Text[l.claim.Span.Start:end]) {
		return false
	}
	f, tally := l.claim.Fact.(tallyFact)
	if !tally {
		return l.claim.Kind == "position" || l.claim.Kind == "group"
	}
	if len(f.counts) != 1 {
		return false
	}
	other := f.counts[0]
	switch other.side {
	case yes:
		other.side = no
	case no:
		other.side = yes
	}
	return judgeCount(other, c.index.Record(top.candidate.Record)) == Right
}

// pastOccasion matches words that take a sentence to a vote told before, which news of a vote seldom says of that vote itself.
var pastOccasion = regexp.MustCompile(`(?i)\b(?:that (?:occasion|stage|point|juncture)|back then)\b|\bthen[,.;]`)

// comparedThen matches a "then" that only measures something: "two more than then".
var comparedThen = regexp.MustCompile(`(?i)\b(?:than|since|until|till|by|as) then\b`)

// recalls reports whether a claim's sentence takes it to an earlier occasion.
func recalls(doc *extract.Document, claim *Claim) bool {
	s := &doc.Sentences[claim.Sentence]
	return pastOccasion.MatchString(comparedThen.ReplaceAllString(doc.Text[s.Start:s.End], ""))
}

// justBefore reports whether the likeliest vote is of the days before the article.
func (c *Checker) justBefore(doc *extract.Document, top judged) bool {
	p := doc.Published
	return p.Precision == extract.Day && top.candidate.Symbol <= 0 && p.Time.Sub(c.index.Record(top.candidate.Record).Date.Time()).Hours() < 15*24
}

// ofAmendment reports whether the claim's sentence counts the votes of an amendment before it: "Its amendment received four votes, while Britain
// voted against".
func (l *linkedClaim) ofAmendment(doc *extract.Document) bool {
	switch l.claim.Kind {
	case "position", "group", "tally", "outcome":
	default:
		return false
	}
	if amendmentBefore(doc, l.claim.Sentence) {
		return true
	}
	s := &doc.Sentences[l.claim.Sentence]
	for i := 0; i+1 < len(s.Tokens) && s.Tokens[i].End <= l.claim.Span.Start; i++ {
		if w := s.Tokens[i].Norm; (w == "amendment" || w == "amendments") && ofFate[s.Tokens[i+1].Norm] {
			return true
		}
	}
	return false
}

// amendmentBefore reports whether the sentences before, in the paragraph, come to speak of an amendment and of no other text since: "Russia moved an oral
// amendment. It failed, with three votes in favour. Malta was among those that abstained."
func amendmentBefore(doc *extract.Document, sentence int) bool {
	block := doc.Sentences[sentence].Block
	for _, t := range doc.Sentences[sentence].Tokens {
		switch t.Norm {
		case "resolution", "draft", "text", "measure", "motion", "amended", "adopted", "version":
			return false // "The amended text was adopted with 93 votes"
		}
	}
	for i := sentence - 1; i >= 0 && i >= sentence-3 && doc.Sentences[i].Block == block; i-- {
		t := doc.Sentences[i].Tokens
		for k := len(t) - 1; k >= 0; k-- {
			switch t[k].Norm {
			case "amendment", "amendments":
				return true
			case "resolution", "draft", "text", "measure", "motion":
				return false
			}
		}
	}
	return false
}

// ofFate tell what became of a text by its votes.
var ofFate = wordSet(`received got won drew gathered failed fell was were secured attracted found mustered had`)
