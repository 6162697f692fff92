package claims

import (
	"regexp"

	"stet/extract"
	"stet/sources"
)

// The fate that is told of a text keeps a refutation back where the likeliest vote ended otherwise.

// toldFailed reports whether the text told before that the likeliest vote failed, and the claim that a text was carried: "It vetoed the draft.
// Minutes later a renewal went through unanimously."
func (c *Checker) toldFailed(l *linkedClaim, top judged) bool {
	f, ok := l.claim.Fact.(outcomeFact)
	if !ok || f.what == "rejected" || c.index.Record(top.candidate.Record).Outcome == sources.Adopted {
		return false
	}
	for o, n := l.after, 0; o != nil && n < 8; o, n = o.after, n+1 {
		if (o.claim.Kind == "veto" || o.claim.told.failed) && len(o.heard.Candidates) > 0 && o.heard.Candidates[0].Record == top.candidate.Record {
			return true
		}
	}
	return false
}

// toldCarried reports whether the text told before that the likeliest vote carried, and the claim that a text was beaten: "The Council renewed the
// mandate. A Russian text was turned down."
func (c *Checker) toldCarried(l *linkedClaim, top judged) bool {
	f, ok := l.claim.Fact.(outcomeFact)
	if !ok || f.what != "rejected" || c.index.Record(top.candidate.Record).Outcome != sources.Adopted {
		return false
	}
	for o, n := l.after, 0; o != nil && n < 8; o, n = o.after, n+1 {
		if told, ok := o.claim.Fact.(outcomeFact); ok && told.what != "rejected" && !o.claim.told.motion && len(o.heard.Candidates) > 0 && o.heard.Candidates[0].Record == top.candidate.Record {
			return true
		}
	}
	return false
}

// beatenBefore matches what tells a text's defeat right before its count: "was turned down with seven members against".
var beatenBefore = regexp.MustCompile(`(?i)\b(?:turned down|rejected|defeated|voted down|failed|fell|thrown out|not adopted)\W+(?:\w+\W+){0,2}$`)

// toldBeaten reports whether a tally is told of a text that lost by it.
func toldBeaten(doc *extract.Document, claim *Claim) bool {
	f, ok := claim.Fact.(tallyFact)
	return ok && (f.either || beatenBefore.MatchString(doc.Text[doc.Sentences[claim.Sentence].Start:claim.Span.Start]))
}
