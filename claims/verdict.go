package claims

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"stet/claims/link"
	"stet/extract"
)

// thresholds of the verdict, in probabilities; see the evaluation in docs.
const (
	plausible    = 0.18 // of the best candidate's: the vote may be meant
	unheldShare  = 0.5  // the vote that is not held is the likeliest
	unheldRefute = 0.14 // more doubt than this, and nothing is refuted
	unheldStand  = 0.4  // more doubt than this, and nothing but a full tally is supported
	knownMass    = 0.7  // the plausible votes together are this likely, or nothing is refuted
	leastTop     = 0.35 // and one of them is this likely
	namedEnough  = 1.5  // nats by which the article's words must name the vote itself, or nothing is refuted by it
	surelyHeld   = 6    // nats of focus from which the text surely goes on about the vote
	wellNamed    = 2.5  // nats by which they must name it where another vote of the day has just these figures
	themeFocus   = 4    // nats of focus under which the article's theme alone refutes nothing
	surelyNamed  = 5    // nats by which they must name it where not one figure is its own
	twinMargin   = 1.5  // nats by which a twin's own words may fall short and it still be meant
	sureTop      = 0.65 // a vote this likely, with
	sureShare    = 0.75 // this much of the plausible votes in agreement, supports
	sureOf       = 0.8  // a candidate this likely is preferred by the cues
)

// judged is one plausible vote with what it says.
type judged struct {
	candidate link.Candidate
	judgement Judgement
}

// judge gives the verdict in every plausible world.
func (c *Checker) judge(doc *extract.Document, l *linkedClaim) (Finding, bool) {
	f := Finding{Kind: l.claim.Kind, Span: l.claim.Span, Reading: c.reading(l)}
	f.ID = fingerprint(doc, &f)
	if fixed := l.claim.told.fixed; fixed != nil {
		f.Verdict, f.Reason, f.Message, f.Severity = Refuted, Inconsistent, fixed.Message, fixed.Severity
		f.Evidence = []Evidence{{Says: fixed.Says, Article: []extract.Span{l.claim.Span}}}
		return f, true
	}
	if o, ok := l.claim.Fact.(outcomeFact); ok && o.what == "needed" {
		f.Reason, f.Message = NotInDataset, "What a text needs to pass is a rule of the organ; no record of a vote tells it."
		return f, true
	}
	worlds := c.worlds(doc, l)
	if l.query.Unvoted && len(worlds) > 0 && worlds[0].candidate.Symbol <= 0 && worlds[0].judgement.Truth == Wrong {
		c.nameCandidates(&f, l, worlds)
		c.cannotCheck(&f, l, "unvoted")
		return f, true
	}
	c.nameCandidates(&f, l, worlds)
	unheld := l.heard.Unheld
	if len(worlds) == 0 || unheld.Probability > unheldShare {
		c.cannotCheck(&f, l, unheld.Reason)
		return f, true
	}
	if top := worlds[0]; top.judgement.Truth == Wrong || top.judgement.Truth == Unknown {
		if r := c.singledOut(l, c.index.Record(top.candidate.Record)); r != nil {
			w := &world{record: r, checker: c, doc: doc}
			c.decide(&f, Supported, ByFigures, []judged{{link.Candidate{Record: r.ID}, l.judged(w)}})
			return f, true
		}
	}
	by := map[Truth][]judged{}
	for _, w := range worlds {
		by[w.judgement.Truth] = append(by[w.judgement.Truth], w)
	}
	right, wrong, both := by[Right], by[Wrong], by[Both]
	top := worlds[0]
	switch {
	case top.judgement.Truth == Both:
		c.decide(&f, Conflicting, TwoRecords, both[:1])
		f.Message = conflict(&both[0], c.index.Record(both[0].candidate.Record))
	case top.judgement.Truth == Unknown && l.claim.Kind == "veto" && len(right) > 0 && c.sameDay(right[0], top):
		c.decide(&f, Supported, Match, right[:1]) // of several drafts of the day, the one that was vetoed
	case top.judgement.Truth == Unknown:
		c.noDetail(&f, top)
	case len(wrong) == 0 && len(right) > 0:
		c.allRight(&f, l, worlds, right)
	case len(wrong) == len(worlds):
		c.allWrong(&f, doc, l, wrong)
	case len(both) == 0 && top.judgement.Truth == Right && top.candidate.Probability >= sureTop && massOf(right) >= sureShare*massOf(worlds) && unheld.Probability < unheldRefute && l.claim.Kind != "outcome":
		c.decide(&f, Supported, Match, right[:1])
	case top.judgement.Truth == Right && (c.singledOut(l, nil) == c.index.Record(top.candidate.Record) || c.onlyPair(l, c.index.Record(top.candidate.Record)) || c.onlyOfDay(l, c.index.Record(top.candidate.Record))):
		c.decide(&f, Supported, ByFigures, right[:1]) // the likeliest vote, and the only one of the time told with these figures
	case len(right) > 0 && c.identified(worlds, right):
		c.decide(&f, Supported, ByFigures, right)
	default:
		f.Reason, f.Message = Ambiguous, "Several votes fit the words, and they do not agree."
	}
	return f, true
}

// sameDay reports whether two votes are of one day in one organ.
func (c *Checker) sameDay(a, b judged) bool {
	x, y := c.index.Record(a.candidate.Record), c.index.Record(b.candidate.Record)
	return x.Date == y.Date && x.Body == y.Body
}

// allRight supports what every plausible vote bears out, unless a vote that is not held is likely to be meant.
func (c *Checker) allRight(f *Finding, l *linkedClaim, worlds, right []judged) {
	unheld := l.heard.Unheld
	doubt := unheld.Probability > unheldStand && !right[0].judgement.Identifies
	if l.claim.Kind == "outcome" { // nearly everything is adopted: saying so identifies nothing
		doubt = doubt || unheld.Probability > unheldRefute || worlds[0].candidate.Probability < 0.5
	}
	if doubt {
		c.cannotCheck(f, l, unheld.Reason)
		return
	}
	c.decide(f, Supported, Match, right[:1])
}

// worlds are the votes that may be meant, the likeliest first, each with its judgement.
func (c *Checker) worlds(doc *extract.Document, l *linkedClaim) []judged {
	var out []judged
	share := plausible
	if len(l.query.Times) == 0 && l.query.Published.Precision == extract.NoDate && len(l.query.Symbols) == 0 {
		share /= 4 // nothing dates the vote: more may be meant
	}
	candidates := c.weighed(l)
	for i, cand := range candidates {
		if i > 0 && cand.Probability < share*candidates[0].Probability {
			break
		}
		w := &world{record: c.index.Record(cand.Record), checker: c, doc: doc}
		out = append(out, judged{cand, l.judged(w)})
	}
	return out
}

// weighed are the candidates of a claim. One that is about a recurrent text as a whole means none of its votes more than another, so
// that they count as one.
func (c *Checker) weighed(l *linkedClaim) []link.Candidate {
	f, ok := l.claim.Fact.(comparisonFact)
	if !ok || !f.wholeSeries() {
		return l.heard.Candidates
	}
	var out []link.Candidate
	at := map[string]int{}
	for _, cand := range l.heard.Candidates {
		series := c.index.SeriesOf(cand.Record)
		if i, seen := at[series]; seen {
			out[i].Probability += cand.Probability
			continue
		}
		at[series] = len(out)
		out = append(out, cand)
	}
	slices.SortStableFunc(out, func(a, b link.Candidate) int { return cmp.Compare(b.Probability, a.Probability) })
	return out
}

// identified applies the third rule: a full tally or closed list that exactly one record (or several with
// the same figures) has, among the votes of one day or one series, when no cue prefers another.
func (c *Checker) identified(worlds, right []judged) bool {
	if !right[0].judgement.Identifies {
		return false
	}
	first := c.index.Record(right[0].candidate.Record)
	for _, r := range right[1:] {
		if c.index.Record(r.candidate.Record).Tally != first.Tally {
			return false
		}
	}
	for _, w := range worlds {
		o := c.index.Record(w.candidate.Record)
		if o.Date != first.Date && (first.Series == "" || o.Series != first.Series) {
			return false
		}
	}
	top := worlds[0]
	return top.judgement.Truth == Right || top.candidate.Probability < sureOf*(top.candidate.Probability+right[0].candidate.Probability)
}

func massOf(list []judged) float64 {
	sum := 0.0
	for _, w := range list {
		sum += w.candidate.Probability
	}
	return sum
}

// refute words the verdict after the likeliest vote.
func (c *Checker) refute(f *Finding, wrong []judged) {
	top := wrong[0].judgement
	c.decide(f, Refuted, Mismatch, wrong[:1])
	f.Message, f.Severity, f.Diagnosis, f.Correction = top.Message, top.Severity, top.Diagnosis, top.Correction
	if f.Severity == NoSeverity {
		f.Severity = Detail
	}
	if f.Diagnosis != "" && f.Message != "" {
		f.Message = strings.TrimSuffix(f.Message, ".") + ": " + f.Diagnosis + "."
	}
}

// decide sets the verdict with its evidence.
func (c *Checker) decide(f *Finding, v Verdict, reason Reason, rest []judged) {
	f.Verdict, f.Reason = v, reason
	for i, w := range rest {
		if i == 4 {
			break
		}
		r := c.index.Record(w.candidate.Record)
		if w.judgement.by != nil {
			r = w.judgement.by
		}
		f.Evidence = append(f.Evidence, evidence(r, &w.judgement, w.judgement.Says))
		for _, other := range w.judgement.forms {
			f.Evidence = append(f.Evidence, evidence(other.record, &w.judgement, other.says))
		}
	}
	if v == Supported {
		f.Message = fmt.Sprintf("The record says the same: %s.", f.Evidence[0].Says)
		if reason == ByFigures {
			f.Message = fmt.Sprintf("Identified by its figures: %s.", f.Evidence[0].Record)
		}
	}
}

// noDetail says that the vote is held but not that part of it.
func (c *Checker) noDetail(f *Finding, w judged) {
	r := c.index.Record(w.candidate.Record)
	f.Reason = NoRecord
	f.Message = fmt.Sprintf("%s is on record, but not this part of it.", r.Symbol)
}

// cannotCheck words why a vote is not held.
func (c *Checker) cannotCheck(f *Finding, l *linkedClaim, why string) {
	id := l.query.Body
	switch why {
	case "later":
		f.Reason = OutsideCoverage
		f.Message = fmt.Sprintf("The vote is later than the data%s, which end on %s.", c.whose(id), c.coverageOf(id).To.Format("2 January 2006"))
	case "earlier":
		f.Reason = OutsideCoverage
		f.Message = fmt.Sprintf("The vote is earlier than the data%s, which begin on %s.", c.whose(id), c.coverageOf(id).From.Format("2 January 2006"))
	case "body":
		f.Reason, f.Message = c.otherBody(id)
	case "unvoted":
		f.Reason, f.Message = NotInDataset, "Adoptions without a vote are not in the data."
	case "form":
		f.Reason, f.Message = NotInDataset, "Amendments, motions and paragraph votes are not in the data."
	default:
		f.Reason, f.Message = NoRecord, "No record was found that this is surely about."
	}
}

// nameCandidates lists the votes weighed, with what spoke for each.
func (c *Checker) nameCandidates(f *Finding, l *linkedClaim, worlds []judged) {
	for i, w := range worlds {
		if i == 6 {
			break
		}
		r := c.index.Record(w.candidate.Record)
		if c.chamberName(l.query.Body) != "" && string(r.Body) != l.query.Body {
			continue // a chamber's votes are judged by its own record: another body's is no candidate
		}
		f.Candidates = append(f.Candidates, Candidate{Record: r.Symbol, Title: r.Title, Date: r.Date.String(), Probability: round(w.candidate.Probability),
			Why: why(w.candidate), Vote: r})
	}
	if u := l.heard.Unheld; u.Probability > 0.02 {
		f.Candidates = append(f.Candidates, Candidate{Record: "a vote that is not held", Probability: round(u.Probability), Why: []string{u.Reason}})
	}
}

func round(p float64) float64 { return float64(int(p*1000+0.5)) / 1000 }

// why words the parts of a candidate's score.
func why(c link.Candidate) []string {
	var out []string
	for _, part := range []struct {
		name  string
		value float64
	}{{"symbol", c.Symbol}, {"subject", c.Topic}, {"title", c.Title}, {"focus", c.Focus}, {"time", c.Time}, {"organ", c.Body}, {"form", c.Form}, {"sponsor", c.Sponsor}, {"other claims", c.Others}} {
		if part.value != 0 {
			out = append(out, fmt.Sprintf("%s %+.1f", part.name, part.value))
		}
	}
	return out
}

// reading is the claim's canonical reading, with the organ where it is known.
func (c *Checker) reading(l *linkedClaim) string {
	text := l.claim.Fact.String()
	if l.claim.Kind == "tally" && l.query.Body != "" && l.query.Body != "UN" {
		return bodyName(l.query.Body) + ": " + text
	}
	return text
}

// fingerprintBytes is the length of a fingerprint before it is written in hexadecimal figures.
const fingerprintBytes = 5

// fingerprint identifies a claim by kind, words and the words next to it, so that it survives edits elsewhere.
func fingerprint(doc *extract.Document, f *Finding) string {
	before := doc.Text[max(0, f.Span.Start-24):f.Span.Start]
	after := doc.Text[f.Span.End:min(len(doc.Text), f.Span.End+24)]
	sum := sha256.Sum256([]byte(f.Kind + "\x00" + extract.Fold(doc.Quote(f.Span)) + "\x00" + extract.Fold(before) + "\x00" + extract.Fold(after)))
	return hex.EncodeToString(sum[:fingerprintBytes])
}
