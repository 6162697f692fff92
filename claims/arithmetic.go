package claims

import (
	"fmt"
	"slices"
	"time"

	"stet/extract"
)

var arithmetic = define("arithmetic", "The article against itself: parts against the membership, a list against its count, headline against body, a weekday against its date.",
	findArithmetic, func(f arithmeticFact, w *world) Judgement { return Judgement{} })

// arithmeticFact is a sum that does not come out; sums that do are silent.
type arithmeticFact struct {
	says string
}

// String is the canonical reading: "13 + 0 + 3 is 16, the Council has 15 members".
func (f arithmeticFact) String() string { return f.says }

func findArithmetic(a *article) []found[arithmeticFact] {
	var out []found[arithmeticFact]
	for _, t := range a.tallies() {
		if says, ok := a.exceedsMembership(t); ok {
			out = append(out, wrongSum(t.span, t.sentence, says))
		}
	}
	out = append(out, a.wrongWeekdays()...)
	for _, p := range findPositions(a) {
		if says, ok := listAgainstCount(p.fact); ok {
			out = append(out, wrongSum(p.span, p.sentence, says))
		}
	}
	return out
}

// wrongSum is a claim that is refuted by the article's own words.
func wrongSum(span extract.Span, sentence int, says string) found[arithmeticFact] {
	fixed := &Judgement{Truth: Wrong, Says: says, Message: says + ".", Severity: Detail}
	return found[arithmeticFact]{span: span, sentence: sentence, fact: arithmeticFact{says}, told: telling{fixed: fixed}}
}

// exceedsMembership adds up a tally's exact parts against the size of the organ that its own sentence names.
func (a *article) exceedsMembership(t found[tallyFact]) (string, bool) {
	id, certainty := a.where(t.sentence, t.span)
	if certainty < 1 || id != "GA" && id != "SC" {
		return "", false
	}
	sum, parts := 0, ""
	for _, c := range t.fact.counts {
		if !c.q.Exact || c.rest || c.side > absent || c.q.Den > 0 {
			return "", false
		}
		if parts != "" {
			parts += " + "
		}
		sum, parts = sum+c.q.Value, parts+fmt.Sprint(c.q.Value)
	}
	if len(t.fact.counts) < 2 || id == "SC" && sum > 40 {
		return "", false // an Assembly's tally near the Council's name
	}
	size := a.seatsOf(id, t.sentence)
	if sum <= size {
		return "", false
	}
	return fmt.Sprintf("%s is %d, the %s has %d members", parts, sum, bodyName(id), size), true
}

// seatsOf is the organ's size when the sentence's vote was: as of the last time that it tells, else of the article's date.
func (a *article) seatsOf(id string, sentence int) int {
	when := a.doc.Published.Time
	if a.doc.Published.Precision == extract.NoDate {
		when = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) // undated: of today's members
	}
	var last time.Time // "on Monday it revoked its finding of 1975": of Monday's
	for i := range a.doc.Sentences[sentence].Mentions {
		if m := &a.doc.Sentences[sentence].Mentions[i]; m.Kind == extract.DateMention && !m.When.From.IsZero() && m.When.To.After(last) {
			last = m.When.To
		}
	}
	if !last.IsZero() && last.Before(when) {
		when = last
	}
	if id == "SC" {
		if when.Year() < 1966 {
			return 11
		}
		return 15
	}
	return a.membership(when)
}

// borneOut leaves out the sums that a record bears out: the figures are right, and were counted against the members of another time.
func borneOut(findings []Finding) []Finding {
	right := map[extract.Span]bool{}
	for _, f := range findings {
		if f.Kind == "tally" && f.Verdict == Supported {
			right[f.Span] = true
		}
	}
	return slices.DeleteFunc(findings, func(f Finding) bool { return f.Kind == "arithmetic" && right[f.Span] })
}

// listAgainstCount holds a closed list against the number that the article gives with it.
func listAgainstCount(f positionFact) (string, bool) {
	if f.count == nil || !f.closed || !f.count.q.Exact || f.also > 0 || f.odd {
		return "", false
	}
	n, listed := f.count.q.Value, len(f.names)
	for _, name := range f.names {
		if len(codes(name.entries[0].ID)) > 1 {
			listed += len(codes(name.entries[0].ID)) - 1 // "both Koreas"
		}
	}
	for besides := 0; besides <= len(f.besides); besides++ {
		if n == listed+besides || n == len(f.besides) && besides > 0 {
			return "", false
		}
	}
	return fmt.Sprintf("The list has %d names, the article says %d", listed, n), true
}

// headlineAgainstBody holds the counts of a headline against those of the body that are about the same vote, where no
// record has decided either: two numbers for one thing cannot both be right.
func (c *Checker) headlineAgainstBody(doc *extract.Document, all []*linkedClaim, findings []Finding) []Finding {
	decided := map[extract.Span]bool{}
	for _, f := range findings {
		decided[f.Span] = decided[f.Span] || f.Verdict != NotEnoughEvidence
	}
	var out []Finding
	for _, h := range all {
		head, ok := h.claim.Fact.(tallyFact)
		if !ok || decided[h.claim.Span] || doc.Blocks[doc.Sentences[h.claim.Sentence].Block].Role != extract.Headline {
			continue
		}
		for _, b := range all {
			body, ok := b.claim.Fact.(tallyFact)
			if !ok || b == h || decided[b.claim.Span] || doc.Blocks[doc.Sentences[b.claim.Sentence].Block].Role != extract.Paragraph || !body.full() {
				continue
			}
			if says, differ := differ(head, body); differ {
				f := Finding{Kind: "arithmetic", Span: h.claim.Span, Reading: says, Verdict: Refuted, Reason: Inconsistent, Message: says + ".", Severity: Detail,
					Evidence: []Evidence{{Says: says, Article: []extract.Span{h.claim.Span, b.claim.Span}}}}
				f.ID = fingerprint(doc, &f)
				out = append(out, f)
				break
			}
		}
	}
	return out
}

// differ reports the first exact count that the headline has and the body's tally has otherwise.
func differ(head, body tallyFact) (string, bool) {
	for _, h := range head.counts {
		b := body.part(h.side)
		if b == nil || !h.q.Exact || h.q.Den > 0 || h.rest {
			continue
		}
		if b.q.Exact && b.q.Value != h.q.Value {
			return fmt.Sprintf("The headline has %d %s, the text %d", h.q.Value, h.side, b.q.Value), true
		}
	}
	return "", false
}
