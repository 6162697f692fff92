package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// judgeSeveral gives the verdict on a claim about several votes of the article.
func (c *Checker) judgeSeveral(a *article, all []*linkedClaim, l *linkedClaim) Finding {
	f := Finding{Kind: l.claim.Kind, Span: l.claim.Span, Reading: l.claim.Fact.String(), Reason: Ambiguous,
		Message: "It is about several votes together; the article does not tell them all, or not surely."}
	f.ID = fingerprint(a.doc, &f)
	fact := l.claim.Fact.(severalFact)
	set, ok := c.votesMeant(a, all, l, fact)
	if !ok {
		return f
	}
	truth, says := c.inAll(a.doc, fact, set.records)
	switch {
	case truth == Right:
		f.Verdict, f.Reason, f.Message = Supported, Match, "The record says the same of each of these votes."
	case truth == Wrong && set.sure && !fact.soft && c.toldNear(a.doc, all, l, set.records):
		f.Verdict, f.Reason, f.Severity = Refuted, Mismatch, Meaning
	case truth == Wrong:
		f.Message = "Several votes are meant; it does not fit those told before, but others may be meant."
		return f
	default:
		f.Reason, f.Message = NoRecord, "The votes are on record, but not this part of them."
		return f
	}
	var odd []string
	for i, r := range set.records {
		j := Judgement{Says: says[i].says, Named: says[i].named}
		f.Evidence = append(f.Evidence, evidence(r, &j, j.Says))
		if says[i].truth == Wrong {
			odd = append(odd, fmt.Sprintf("%s on %s", j.Says, r.Symbol))
		}
	}
	if f.Verdict == Refuted {
		f.Message = fmt.Sprintf("The record has %s.", strings.Join(odd[:min(3, len(odd))], "; "))
		if len(odd) == 0 {
			f.Message = fmt.Sprintf("The record has %s.", says[0].whole)
		}
	}
	return f
}

// sayings is what one vote says of a claim on several.
type sayings struct {
	truth Truth
	says  string
	named []string
	whole string // what all votes say together, where none is at odds by itself
}

// inAll judges the claim over the votes.
func (c *Checker) inAll(doc *extract.Document, f severalFact, records []*sources.Record) (Truth, []sayings) {
	out := make([]sayings, len(records))
	switch f.form {
	case "count":
		return c.countInAll(f, records, out), out
	case "times":
		return c.timesInAll(doc, f, records, out), out
	}
	truth := Right
	for i, r := range records {
		w := &world{record: r, checker: c, doc: doc}
		var j Judgement
		switch f.form {
		case "fate":
			j = judgeOutcome(outcomeFact{what: f.fate, body: string(r.Body)}, w)
		case "veto":
			j = w.vetoedBy(vetoFact{names: f.names})
		default:
			j = judgePosition(positionFact{side: f.sides[0].side, names: f.names}, w)
		}
		out[i] = sayings{truth: j.Truth, says: j.Says, named: j.Named}
		truth = worse(truth, j.Truth)
	}
	return truth, out
}

// worse is the truth of two things together: one wrong is wrong, one unknown leaves it open.
func worse(a, b Truth) Truth {
	switch {
	case a == Wrong || b == Wrong:
		return Wrong
	case a != Right:
		return a
	}
	return b
}

// countInAll counts the states that took the side in every vote.
func (c *Checker) countInAll(f severalFact, records []*sources.Record, out []sayings) Truth {
	var so []string
	for i := range c.members {
		if c.members[i].Chamber == "" && c.always(i, f.sides[0].side, records) {
			so = append(so, c.members[i].Code)
		}
	}
	names := map[string]bool{}
	for _, code := range so {
		names[code] = true
	}
	whole := fmt.Sprintf("%d states %s in all %d votes", len(so), f.sides[0].side, len(records))
	for i := range out {
		out[i] = sayings{truth: Right, says: whole, whole: whole}
	}
	if len(so) == 0 {
		return Unknown // no roll call is held
	}
	if !f.states.q.Has(len(so)) {
		return Wrong
	}
	for _, n := range f.names {
		if !slices.ContainsFunc(n.entries, func(e extract.Entry) bool { return names[e.ID] }) {
			return Wrong
		}
	}
	return Right
}

// always reports whether the seat took the side in every one of the votes.
func (c *Checker) always(seat int, want side, records []*sources.Record) bool {
	for _, r := range records {
		if s, ok := sideFrom(r.Position(seat)); !ok || !want.has(s) {
			return false
		}
	}
	return true
}

// timesInAll counts how often each of the states took the sides told, and in which order where the words give one.
func (c *Checker) timesInAll(doc *extract.Document, f severalFact, records []*sources.Record, out []sayings) Truth {
	truth := Right
	for _, n := range f.names {
		var cast []side
		for i, r := range records {
			w := &world{record: r, checker: c, doc: doc}
			seats := w.seats(n)
			if len(seats) != 1 || len(seats[0]) != 1 {
				return Unknown
			}
			s, ok := w.vote(seats[0][0])
			if !ok {
				return Unknown
			}
			cast = append(cast, s)
			told := fmt.Sprintf("%s: %s", c.memberName(seats[0][0]), s)
			if out[i].says != "" {
				told = out[i].says + "; " + told
			}
			out[i] = sayings{truth: Right, says: told, named: append(out[i].named, seats[0][0])}
		}
		truth = worse(truth, f.fits(cast))
	}
	if truth == Wrong {
		for i := range out {
			out[i].whole = f.turns(out)
		}
	}
	return truth
}

// turns words what was voted in each vote in turn.
func (f severalFact) turns(out []sayings) string {
	var parts []string
	for _, s := range out {
		parts = append(parts, s.says)
	}
	return strings.Join(parts, ", ")
}

// fits reports whether the votes cast, in the order of their days, are those told.
func (f severalFact) fits(cast []side) Truth {
	if f.running {
		return f.runs(cast)
	}
	total := 0
	for _, t := range f.sides {
		n := 0
		for _, s := range cast {
			if t.side.has(s) {
				n++
			}
		}
		if n != t.times {
			return Wrong
		}
		total += n
	}
	if !f.inTurn {
		return Right
	}
	if total != len(cast) {
		return Unknown
	}
	at := 0
	for _, t := range f.sides {
		for range t.times {
			if !t.side.has(cast[at]) {
				return Wrong
			}
			at++
		}
	}
	return Right
}

// runs reports whether the side was taken so often on end, up to the last vote or to the one before it.
func (f severalFact) runs(cast []side) Truth {
	for _, end := range []int{len(cast), len(cast) - 1} {
		n := 0
		for i := end - 1; i >= 0 && f.sides[0].side.has(cast[i]); i-- {
			n++
		}
		if n == f.sides[0].times {
			return Right
		}
	}
	return Wrong
}
