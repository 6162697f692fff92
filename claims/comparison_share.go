package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

// ratio is what part of the older figure the newer one is said to be.
type ratio struct {
	num, den int
	hedge    int  // -1: less than that ("fewer than half"), +1: more, 0: about as much
	nearly   bool // "nearly double": somewhat less
}

func (r ratio) String() string {
	word := [...]string{"less than ", "", "more than "}[r.hedge+1]
	return fmt.Sprintf("%s%d/%d of", word, r.num, r.den)
}

// readRatio reads "fewer than half", "more than twice", "two thirds" at an item.
func (p *passage) readRatio(m match.Match) (ratio, bool) {
	at, _, ok := m.Capture("x")
	if !ok {
		return ratio{}, false
	}
	r := ratio{num: 2, den: 1}
	switch p.word(at) {
	case "triple", "treble", "trebled", "tripled":
		r.num = 3
	case "quadrupled":
		r.num = 4
	case "halved":
		r.num, r.den = 1, 2
	}
	if p.items[at].Labels&match.FRACTION != 0 {
		q := p.quantity(at)
		r.num, r.den = q.Num, q.Den
	}
	if at > 0 && p.items[at-1].Labels&match.ORD != 0 {
		return ratio{}, false // "the first half of 2021"
	}
	lead := extract.Fold(p.doc.Quote(p.items[at].Span))
	if at > 1 {
		lead = p.word(at-2) + " " + p.word(at-1) + " " + lead
	}
	switch {
	case strings.Contains(lead, "less than "), strings.Contains(lead, "fewer than "), strings.Contains(lead, "under "):
		r.hedge = -1
	case strings.Contains(lead, "more than "), strings.Contains(lead, "over "):
		r.hedge = 1
	}
	r.nearly = strings.Contains(lead, "nearly ") || strings.Contains(lead, "almost ") || strings.Contains(lead, "close to ")
	return r, r.den > 0
}

// slack of a ratio told without "less" or "more": within it right, beyond twice of it wrong.
const ratioSlack = 0.06

// judgeShareOf compares the vote with a part or a multiple of an older one.
func (w *world) judgeShareOf(f comparisonFact, m measure, s run) Judgement {
	own, ok := m.of(s.own)
	then, timed := s.at(f.when)
	if !ok || !f.timed || !timed || len(then) == 0 {
		return Judgement{}
	}
	var out Judgement
	for i, r := range then {
		n, known := m.of(r)
		if !known || n == 0 || f.n.span.Len() > 0 && !f.n.q.Has(n) && len(then) > 1 {
			continue
		}
		j := w.shareOf(f, m, own, n, r)
		if i > 0 && out.Truth != j.Truth && out.Says != "" {
			return Judgement{}
		}
		out = j
	}
	return out
}

func (w *world) shareOf(f comparisonFact, m measure, own, n int, r *sources.Record) Judgement {
	j := Judgement{Severity: Detail, Says: saysMove(n, own, m, r)}
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	got, want := float64(own)/float64(n), float64(f.ratio.num)/float64(f.ratio.den)
	off := max(got-want, want-got) / max(want, 1)
	switch {
	case f.n.span.Len() > 0 && !f.n.q.Has(n):
		j.Truth = Wrong
		if f.n.q.Exact {
			j.Correction = &Correction{Span: f.n.span, With: inStyle(w.doc.Quote(f.n.span), n)}
		}
	case f.ratio.hedge < 0:
		j.Truth = truth(got < want)
	case f.ratio.hedge > 0:
		j.Truth = truth(got > want)
	case f.ratio.nearly && got < want && off <= 3*ratioSlack, off <= ratioSlack:
		j.Truth = Right
	case off > 4*ratioSlack, !f.ratio.nearly && off > 2*ratioSlack:
		j.Truth = Wrong
	}
	return j
}

// judgeSet asks whether the same states, so many, voted so as in the year told, or else the last time.
func (w *world) judgeSet(f comparisonFact, s run) Judgement {
	then := s.previous()
	if f.timed {
		var timed bool
		if then, timed = s.at(f.when); !timed {
			then = s.previous()
		}
	}
	own, ok := w.statesOf(s.own, f.side)
	if !ok || len(then) != 1 {
		return Judgement{}
	}
	old, ok := w.statesOf(then[0], f.side)
	if !ok {
		return Judgement{}
	}
	j := Judgement{Severity: Detail, Truth: truth(slices.Equal(own, old) && f.n.q.Has(len(own)))}
	gone, come := without(old, own), without(own, old)
	j.Says = fmt.Sprintf("%d %s, the same as in %d (%s)", len(own), f.side, then[0].Date.Year, then[0].Symbol)
	if len(gone)+len(come) > 0 {
		j.Says = fmt.Sprintf("%d %s and %d in %d (%s)", len(own), f.side, len(old), then[0].Date.Year, then[0].Symbol)
		j.Says += listing("; now also ", w.names(come)) + listing("; then also ", w.names(gone))
	}
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	if j.Truth == Wrong && !f.timed {
		j.Truth = Unknown // as in a vote that the words do not name
	}
	return j
}

// statesOf are the codes of those who voted so, sorted; a successor's for a seat that ended.
func (w *world) statesOf(r *sources.Record, s side) ([]string, bool) {
	if r.Positions == "" || r.Partial {
		return nil, false
	}
	var out []string
	for i := range w.checker.members {
		if got, ok := sideFrom(r.Position(i)); ok && s.has(got) {
			code := w.checker.members[i].Code
			if next := w.checker.members[i].Successor; next != "" {
				code = next
			}
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out, true
}

func without(list, other []string) []string {
	var out []string
	for _, code := range list {
		if !slices.Contains(other, code) {
			out = append(out, code)
		}
	}
	return out
}

func (w *world) names(codes []string) []string {
	var out []string
	for _, code := range codes {
		out = append(out, w.checker.memberName(code))
	}
	return out
}

// listing words at most five names, "" for none.
func listing(lead string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > 5 {
		names, more = names[:5], " and others"
	}
	return lead + strings.Join(names, ", ") + more
}
