package claims

import (
	"math"
	"slices"
	"strings"

	"stet/claims/link"
	"stet/extract"
	"stet/sources"
)

// What keeps a refutation back: a claim that no plausible vote bears out is refuted only where nothing speaks for another vote being meant.

// allWrong refutes what no plausible vote bears out, unless something speaks for another vote being meant or too little for the likeliest.
func (c *Checker) allWrong(f *Finding, doc *extract.Document, l *linkedClaim, wrong []judged) {
	sure := l.heard.Unheld.Probability < unheldRefute
	says := c.anotherMeant(doc, l, wrong, sure)
	if says == "" && !sure {
		c.cannotCheck(f, l, l.heard.Unheld.Reason)
		return
	}
	if says == "" {
		says = c.weaklyMeant(doc, l, wrong)
	}
	if says == "" {
		c.refute(f, wrong)
		return
	}
	f.Reason, f.Message = Ambiguous, says
}

// anotherMeant says what speaks for another vote than the likeliest being meant, "" where nothing does. Sure is that the vote is held.
func (c *Checker) anotherMeant(doc *extract.Document, l *linkedClaim, wrong []judged, sure bool) string {
	top := wrong[0]
	switch {
	case sure && c.twinMeant(doc, l, top):
		return "The figures are those of another vote of the day, which the words may mean."
	case sure && strings.HasSuffix(top.judgement.Diagnosis, sameDay) && top.candidate.Named() < wellNamed:
		return "The figures are " + top.judgement.Diagnosis + ", which the words may mean."
	case !slices.ContainsFunc(wrong, func(w judged) bool { return !w.judgement.nothing }) && top.candidate.Symbol <= 0 && top.candidate.Named() < surelyNamed:
		return "Not one of the figures is that of the likeliest vote: another may be meant."
	case sure && l.claim.Kind == "tally" && c.toldOtherwise(doc, l, top):
		return "The article gives the likeliest vote other figures: another may be meant."
	case toldBeaten(doc, l.claim) && c.index.Record(top.candidate.Record).Outcome == sources.Adopted && top.candidate.Symbol <= 0:
		return "It is told of a text that failed, and the likeliest vote carried: another may be meant."
	case l.claim.Kind == "outcome" && c.toldFailed(l, top):
		return "The likeliest vote was told as a failure before: another text may be meant."
	case l.claim.Kind == "outcome" && c.toldCarried(l, top):
		return "The likeliest vote was told as carried before: another text may be meant."
	case sure && c.otherTextFits(doc, l, top):
		return "The figures are those of another text that the words may mean."
	case sure && l.claim.Kind == "tally" && c.fitsTold(doc, l, top):
		return "The figures are those of another vote that the article tells."
	case sure && l.anew && c.longBefore(doc, top):
		return "It is told of \"this time\", and the likeliest vote is an older one."
	case sure && l.claim.Kind != "comparison" && !hasOwnTime(l.query.Times) && (l.opens || c.index.Named(l.query, top.candidate.Record, ownWords) < namedEnough) && c.fitsMain(doc, l, top):
		return "It fits the vote that the article began with, which the words may mean."
	case sure && (l.claim.Kind == "position" || l.claim.Kind == "group") && c.fitsBefore(doc, l, top):
		return "It fits the vote told just before, which the words may mean."
	case sure && l.ofAmendment(doc) && c.index.Record(top.candidate.Record).Resolution() && top.candidate.Symbol <= 0:
		return "It is told beside an amendment, whose vote the words may mean."
	case sure && c.dayFits(doc, l, top):
		return "It fits another vote of the day told, and the likeliest vote was on another day."
	case sure && c.rivalFits(doc, l, top):
		return "It fits the other vote that the article tells, which the words may mean."
	case sure && c.recallsAnother(doc, l, top):
		return "It recalls another vote on what is told; which one, the words do not say."
	case c.ofKeeping(doc, l, top):
		return "What a vote was meant to keep tells the side only to those who know what the text was to change."
	case l.claim.Kind != "comparison" && recalls(doc, l.claim) && c.justBefore(doc, top):
		return "It is told of an earlier occasion, and the likeliest vote is the latest."
	case l.query.Earlier:
		return "An earlier vote is meant; the words do not say which."
	}
	return ""
}

// weaklyMeant says why too little speaks for the likeliest vote to refute a claim by it, "" where enough does.
func (c *Checker) weaklyMeant(doc *extract.Document, l *linkedClaim, wrong []judged) string {
	top := wrong[0]
	switch {
	case massOf(wrong) < knownMass || top.candidate.Probability < leastTop:
		return "The words leave open which vote is meant."
	case l.claim.Kind != "comparison" && max(l.named[top.candidate.Record], top.candidate.Named()) < namedEnough:
		return "The words tell the day and the organ, not which vote is meant."
	case !l.themed && l.query.Theme[c.index.SeriesOf(top.candidate.Record)] && top.candidate.Named() < namedEnough && top.candidate.Focus < themeFocus:
		return "The article's subject alone speaks for the likeliest vote."
	case l.claim.Kind != "comparison" && datedBy(l.query.Times) && top.candidate.Time < -1 && top.candidate.Symbol <= 0:
		return "The time told is not that of the likeliest vote: another may be meant."
	case (l.claim.Kind == "position" || l.claim.Kind == "group") && c.figuresOff(doc, l, top):
		return "The figures told before are not those of the likeliest vote: another may be meant."
	case l.counted != nil && !c.bornOut(doc, l.counted):
		return "The number that it speaks of is itself not made out."
	case l.claim.Kind != "comparison" && l.onlyRecent(top):
		return "Nothing but its day speaks for the likeliest vote."
	case l.claim.Kind == "comparison" && c.votedSince(doc, l, top):
		return "The text was voted on again since the likeliest vote: the later one may be meant."
	}
	return ""
}

// twinMeant reports whether another vote of the same day has exactly what the claim asserts and the words
// alone, without the focus and the other claims, point at it no less than at the likeliest vote.
func (c *Checker) twinMeant(doc *extract.Document, l *linkedClaim, top judged) bool {
	first := c.index.Record(top.candidate.Record)
	authored := len(l.query.Sponsors) > 0 && len(first.Sponsors) == 0 // "the Russian draft", and whose this one is, is not held
	for _, cand := range l.heard.Candidates {
		r := c.index.Record(cand.Record)
		if r.ID == first.ID || r.Date != first.Date || r.Body != first.Body {
			continue
		}
		j := l.claim.judge(l.claim, &world{record: r, checker: c, doc: doc})
		if j.Truth == Right && (authored || j.Weight >= 2 && cand.Words() >= top.candidate.Words()-twinMargin && (top.candidate.Focus < surelyHeld || cand.Words() > top.candidate.Words())) {
			return true
		}
	}
	return false
}

// Days apart within which another text's vote that fits a tally is likelier meant than the figures wrong: of any text, and of one that the words
// name as well.
const (
	fewDays  = 10
	manyDays = 120
)

// otherTextFits reports whether a tally of which not one figure is the likeliest vote's is just that of a vote on another text of about the same
// time, or of another amendment, which are told with few words of their own. (The figures of the same text's earlier vote are a slip that is made.)
func (c *Checker) otherTextFits(doc *extract.Document, l *linkedClaim, top judged) bool {
	f, ok := l.claim.Fact.(tallyFact)
	if !ok || top.candidate.Symbol > 0 {
		return false
	}
	if len(f.counts) < 2 {
		return c.sameDayFits(doc, l, top)
	}
	first := c.index.Record(top.candidate.Record)
	right := 0
	for _, k := range f.counts {
		if judgeCount(k, first) != Wrong {
			right++
		}
	}
	if _, whole := l.figures(); right > 1 || right == 1 && !whole {
		return false // of three figures that another vote has, one may be this vote's by chance
	}
	fits := func(r *sources.Record, days float64) bool {
		apart := math.Abs(first.Date.Time().Sub(r.Date.Time()).Hours() / 24)
		if l.withinTold(first, r) {
			days = math.Inf(1)
		}
		same := first.Resolution() && c.index.SeriesOf(r.ID) == c.index.SeriesOf(first.ID)
		return apart <= days && r.ID != first.ID && !same && judgeTally(f, &world{record: r, checker: c, doc: doc}).Truth == Right
	}
	if inFavour := f.part(yes); inFavour != nil {
		for _, i := range c.withYes()[inFavour.q.Value] {
			r, days := &c.records[i], float64(fewDays)
			if _, whole := l.figures(); whole {
				days = manyDays // three figures are no coincidence
			}
			if !first.Resolution() {
				days = math.Inf(1)
			}
			if r.Body == first.Body && r.Resolution() == first.Resolution() && fits(r, days) {
				return true
			}
		}
	}
	for _, cand := range l.heard.Candidates {
		if r := c.index.Record(cand.Record); cand.Named() >= namedEnough && (r.Body == first.Body || r.Body == sources.SecurityCouncil) && fits(r, manyDays) {
			return true
		}
	}
	return false
}

// fitsTold reports whether a tally has the figures of another vote that the article tells, and its own words do not name the likeliest one.
func (c *Checker) fitsTold(doc *extract.Document, l *linkedClaim, top judged) bool {
	f := l.claim.Fact.(tallyFact)
	if len(f.counts) == 1 && (!f.counts[0].q.Exact || f.counts[0].q.Value <= fewOfMany) || top.candidate.Symbol > 0 || c.index.Named(l.query, top.candidate.Record, ownWords) >= wellNamed {
		return false
	}
	for i := range l.named {
		if hasOwnTime(l.query.Times) && !inTimes(l, c.index.Record(i)) {
			continue
		}
		if i != top.candidate.Record && judgeTally(f, &world{record: c.index.Record(i), checker: c, doc: doc}).Truth == Right {
			return true
		}
	}
	return false
}

// longBefore reports whether the likeliest vote is months older than the article.
func (c *Checker) longBefore(doc *extract.Document, top judged) bool {
	p := doc.Published
	return p.Precision == extract.Day && top.candidate.Symbol <= 0 && p.Time.Sub(c.index.Record(top.candidate.Record).Date.Time()).Hours() > 90*24
}

// fitsMain reports whether the claim is right of the vote that the article began with, which is not the likeliest one: a new paragraph may come back to it.
func (c *Checker) fitsMain(doc *extract.Document, l *linkedClaim, top judged) bool {
	return l.first >= 0 && l.first != top.candidate.Record && top.candidate.Symbol <= 0 &&
		l.claim.judge(l.claim, &world{record: c.index.Record(l.first), checker: c, doc: doc}).Truth == Right
}

// fitsBefore reports whether the claim is right of the vote that the text told just before, its own words naming neither that nor the likeliest one.
func (c *Checker) fitsBefore(doc *extract.Document, l *linkedClaim, top judged) bool {
	if l.after == nil || len(l.after.heard.Candidates) == 0 || top.candidate.Symbol > 0 || hasOwnTime(l.query.Times) {
		return false
	}
	before := l.after.heard.Candidates[0].Record
	if before == top.candidate.Record || c.index.Named(l.query, top.candidate.Record, ownWords) >= namedEnough {
		return false
	}
	return l.claim.judge(l.claim, &world{record: c.index.Record(before), checker: c, doc: doc}).Truth == Right
}

// withinTold reports whether one time that the words tell, of a month or so, has both votes.
func (l *linkedClaim) withinTold(a, b *sources.Record) bool {
	return slices.ContainsFunc(l.query.Times, func(t link.Cue) bool {
		return t.When.Days() <= 62 && t.When.Contains(a.Date.Time(), 0) && t.When.Contains(b.Date.Time(), 0)
	})
}

// sameDayFits reports whether a lone large count is that of another vote of the same day that the words may mean.
func (c *Checker) sameDayFits(doc *extract.Document, l *linkedClaim, top judged) bool {
	f := l.claim.Fact.(tallyFact)
	if len(f.counts) != 1 || !f.counts[0].q.Exact || f.counts[0].q.Value <= fewOfMany {
		return false
	}
	first := c.index.Record(top.candidate.Record)
	return slices.ContainsFunc(l.heard.Candidates, func(cand link.Candidate) bool {
		r := c.index.Record(cand.Record)
		return r.ID != first.ID && r.Date == first.Date && r.Body == first.Body && cand.Named() >= namedEnough && judgeCount(f.counts[0], r) == Right
	})
}

// fewOfMany is a count that any of a day's votes may have.
const fewOfMany = 20

// dayFits reports whether the claim is right of another vote of the day that the text told last, which is not the likeliest vote's: a count of any
// vote of that day, and a named vote of one that the words may mean.
func (c *Checker) dayFits(doc *extract.Document, l *linkedClaim, top judged) bool {
	first := c.index.Record(top.candidate.Record)
	var told []extract.When
	for _, t := range l.query.Times {
		w := t.When
		if tally, ok := l.claim.Fact.(tallyFact); w.From.IsZero() || w.Days() > 2 && (!ok || len(tally.counts) < 2 || w.Days() > 31) {
			continue
		}
		if day := first.Date.Time(); !day.Before(w.From.AddDate(0, 0, -1)) && !day.After(w.To.AddDate(0, 0, 1)) {
			return false
		}
		told = append(told, w)
	}
	fits := func(r *sources.Record) bool {
		day := r.Date.Time()
		return r.Body == first.Body && r.ID != first.ID && slices.ContainsFunc(told, func(w extract.When) bool { return !day.Before(w.From) && !day.After(w.To) }) &&
			l.claim.judge(l.claim, &world{record: r, checker: c, doc: doc}).Truth == Right
	}
	if len(told) == 0 || top.candidate.Symbol > 0 {
		return false
	}
	if l.claim.Kind == "tally" {
		return slices.ContainsFunc(c.records, func(r sources.Record) bool { return fits(&r) })
	}
	return slices.ContainsFunc(l.heard.Candidates, func(cand link.Candidate) bool { return fits(c.index.Record(cand.Record)) })
}

// rivalFits reports whether a claim that opens a paragraph is right of another vote that the article tells, of about the same
// days in the same organ: after a rival draft was told, "All three African members voted to keep it" goes back to the first.
func (c *Checker) rivalFits(doc *extract.Document, l *linkedClaim, top judged) bool {
	if l.claim.Kind != "position" && l.claim.Kind != "group" || !l.opens && !l.leansOnOpening() {
		return false
	}
	first := c.index.Record(top.candidate.Record)
	for i, named := range l.named {
		r := c.index.Record(i)
		days := first.Date.Time().Sub(r.Date.Time()).Hours() / 24
		if i == top.candidate.Record || named < namedEnough || r.Body != first.Body || days > 3 || days < -3 {
			continue
		}
		if j := l.claim.judge(l.claim, &world{record: r, checker: c, doc: doc}); j.Truth == Right {
			return true
		}
	}
	return false
}

// leansOnOpening reports whether the claim takes its side from one of its sentence that opens a paragraph: "Peru and Poland backed his draft, as
// did Kuwait".
func (l *linkedClaim) leansOnOpening() bool {
	f, ok := l.claim.Fact.(positionFact)
	return ok && f.leans && l.after != nil && l.after.claim.Sentence == l.claim.Sentence && l.after.opens
}

// figuresOff reports whether a whole tally of the paragraph, which the claim goes on from, has hardly a figure of the vote that both most
// likely mean.
func (c *Checker) figuresOff(doc *extract.Document, l *linkedClaim, top judged) bool {
	for o, n := l.after, 0; o != nil && n < 4 && sameBlock(doc, o, l); o, n = o.after, n+1 {
		if _, ok := o.claim.Fact.(tallyFact); !ok || len(o.heard.Candidates) == 0 {
			continue
		}
		j := o.claim.judge(o.claim, &world{record: c.index.Record(top.candidate.Record), checker: c, doc: doc})
		return j.Truth == Wrong && j.nothing
	}
	return false
}

// toldOtherwise reports whether the paragraph told that vote's count of a side before, as the record has it: a tally with another count of the
// side is then hardly its.
func (c *Checker) toldOtherwise(doc *extract.Document, l *linkedClaim, top judged) bool {
	f := l.claim.Fact.(tallyFact)
	for o, n := l.after, 0; o != nil && n < 6 && sameBlock(doc, o, l); o, n = o.after, n+1 {
		g, ok := o.claim.Fact.(tallyFact)
		if !ok {
			continue
		}
		for _, x := range g.counts {
			y := f.part(x.side)
			if y == nil || !x.q.Exact || !y.q.Exact || x.q.Value == y.q.Value {
				continue
			}
			return judgeCount(x, c.index.Record(top.candidate.Record)) == Right
		}
	}
	return false
}

// votedSince reports whether a comparison that no day of its own dates is held against a vote after which the text was voted on again, weeks before
// the article or less: "it is what it was last year, while the noes are two lower".
func (c *Checker) votedSince(doc *extract.Document, l *linkedClaim, top judged) bool {
	p := doc.Published
	if p.Precision != extract.Day || datedBy(l.query.Times) && !inPassing(l.query.Times) {
		return false
	}
	own := c.index.Record(top.candidate.Record)
	for _, r := range c.series(own) {
		age := p.Time.Sub(r.Date.Time()).Hours() / 24
		if r.Date.Time().After(own.Date.Time()) && age > -2 && age < 30 {
			return true
		}
	}
	return false
}

// bornOut reports whether the claim is right of the vote that it most likely means.
func (c *Checker) bornOut(doc *extract.Document, l *linkedClaim) bool {
	if len(l.heard.Candidates) == 0 {
		return false
	}
	return l.judged(&world{record: c.index.Record(l.heard.Candidates[0].Record), checker: c, doc: doc}).Truth == Right
}

// onlyRecent reports whether the likeliest vote is found by how near its day is to the article's, and neither by the claim's own words
// nor by what the text was about before.
func (l *linkedClaim) onlyRecent(top judged) bool {
	t := top.candidate
	return !hasOwnTime(l.query.Times) && t.Symbol <= 0 && t.Named() < 1 && t.Focus < 2
}

// recallsAnother reports whether the claim is told as "in 1984 it was 138 to 2", so as of the text told before, and the likeliest vote is on
// another text.
func (c *Checker) recallsAnother(doc *extract.Document, l *linkedClaim, top judged) bool {
	if _, ok := l.claim.Fact.(tallyFact); !ok || l.after == nil || len(l.after.heard.Candidates) == 0 || !hasOwnTime(l.query.Times) {
		return false
	}
	before := extract.Fold(doc.Text[doc.Sentences[l.claim.Sentence].Start:l.claim.Span.Start])
	if !strings.HasSuffix(before, "it was ") && !strings.HasSuffix(before, "it had been ") && !strings.HasSuffix(before, "it got ") {
		return false
	}
	told := l.after.heard.Candidates[0].Record
	return told != top.candidate.Record && c.index.SeriesOf(told) != c.index.SeriesOf(top.candidate.Record)
}
