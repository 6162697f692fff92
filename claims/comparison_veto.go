package claims

import (
	"fmt"
	"slices"

	"stet/extract/match"
	"stet/sources"
)

// readFirstVeto reads "the first American veto since November". How many vetoes a state has cast "on" something is a
// matter of definition, and is not counted; whether it cast one in between is not.
func (a *article) readFirstVeto(p *passage, m match.Match, f comparisonFact) (found[comparisonFact], bool) {
	at, _, ok := m.Capture("w")
	if !ok {
		return found[comparisonFact]{}, false
	}
	f.states = p.lists[at].names
	if len(f.states) == 0 && len(p.items[at].Mentions) > 0 {
		men := p.s.Mentions[p.items[at].Mentions[0]]
		f.states = []name{{men.Span, men.Entries}}
	}
	if len(f.states) != 1 || !canVeto(f.states) {
		return found[comparisonFact]{}, false
	}
	for i := m.End; i < min(len(p.items), m.End+2); i++ {
		if p.items[i].Labels&match.DATE == 0 || len(p.items[i].Mentions) == 0 {
			continue
		}
		if w := p.s.Mentions[p.items[i].Mentions[0]].When; !w.From.IsZero() {
			f.when, f.timed = w, true
			for ; i < len(p.items) && (p.items[i].Labels&match.DATE != 0 || p.word(i) == "of" && i+1 < len(p.items) && p.items[i+1].Labels&match.DATE != 0); i++ {
				f.times = append(f.times, p.items[i].Span) // "November 20 of last year"
			}
			i--
			return found[comparisonFact]{span: p.span(m.Start, i+1), sentence: p.index, fact: f, told: telling{failed: true}}, true
		}
	}
	return found[comparisonFact]{}, false
}

// judgeFirstVeto looks for the state's last veto before this one: a later one than told refutes the claim.
func (w *world) judgeFirstVeto(f comparisonFact) Judgement {
	seats := w.seats(f.states[0])
	if w.record.Body != sources.SecurityCouncil || len(seats) == 0 || !slices.Contains(w.record.VetoedBy, seats[0][0]) {
		return Judgement{}
	}
	code := seats[0][0]
	var last *sources.Record
	for i := range w.record.ID {
		if r := w.checker.index.Record(i); r.Body == sources.SecurityCouncil && r.Date != w.record.Date && slices.Contains(r.VetoedBy, code) {
			last = r
		}
	}
	if last == nil {
		return Judgement{}
	}
	day := last.Date.Time()
	j := Judgement{Severity: Detail, Named: []string{code}, Says: fmt.Sprintf("vetoed by %s; its veto before this is of %s (%s)", w.checker.memberName(code), last.Date, last.Symbol)}
	j.Message = fmt.Sprintf("The record has it %s.", j.Says)
	switch {
	case f.when.Contains(day, 0):
		j.Truth = Right
	case day.After(f.when.To):
		j.Truth = Wrong
	}
	return j
}
