package claims

import (
	"fmt"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

var vetoPatterns = patterns("veto.pat")

var veto = define("veto", "Who vetoed a draft in the Security Council.", findVetoes, judgeVeto)

// vetoFact says that the named members vetoed.
type vetoFact struct {
	names    []name
	day      extract.When // the day that the words give, zero for none
	withheld bool         // none of them used it
}

// String is the canonical reading: "RUS, CHN: veto".
func (f vetoFact) String() string {
	var parts []string
	for _, n := range f.names {
		parts = append(parts, n.entries[0].ID)
	}
	if f.withheld {
		return strings.Join(parts, ", ") + ": no veto"
	}
	return strings.Join(parts, ", ") + ": veto"
}

// permanent are the seats that can veto.
var permanent = map[string]bool{"CHN": true, "FRA": true, "GBR": true, "RUS": true, "SUN": true, "USA": true}

func findVetoes(a *article) []found[vetoFact] {
	var out []found[vetoFact]
	for _, p := range a.each() {
		if p == nil {
			continue
		}
		end := 0
		for _, m := range vetoPatterns.Find(p.items) {
			if m.Start < end || a.silent(p, m) || p.passive(m) {
				continue
			}
			withheld := m.Pattern.Head == "withheld"
			if m.Pattern.Head != "veto" && !a.onVeto(p) {
				continue
			}
			at, _, _ := m.Capture("w")
			names := p.lists[at].names
			if len(names) == 0 && p.items[at].Labels&match.ADJ != 0 {
				men := p.s.Mentions[p.items[at].Mentions[0]]
				names = []name{{men.Span, men.Entries}}
			}
			if len(names) == 0 {
				continue
			}
			if !canVeto(names) {
				if f, ok := a.vetoless(p, m, names); ok {
					out = append(out, f)
					end = m.End
				}
				continue
			}
			end = m.End
			if p.word(m.End-1) == "veto" && !p.wordsIn(m.Start, m.End, "used", "uses", "using", "cast", "wielded", "exercised", "exercising", "deployed", "invoked") && vetoNouns[p.word(m.End)] {
				continue // "Russia, a veto power": has one
			}
			if next := p.word(m.End); next == "nothing" || next == "neither" || next == "none" || next == "no" || p.ordinalIn(m) {
				continue
			}
			if m.Start > 0 && p.items[m.Start-1].Labels&(match.NUM|match.ORD) != 0 {
				continue // "46 American vetoes" counts them
			}
			day, _ := p.dayIn(m)
			out = append(out, found[vetoFact]{span: p.span(m.Start, m.End), sentence: p.index, fact: vetoFact{names, day, withheld}, told: telling{failed: !withheld}})
		}
	}
	return out
}

// vetoNouns are what "veto" belongs to where it tells no veto cast.
var vetoNouns = wordSet(`power powers holder holders wielder wielders right rights threat threats holding wielding bearing bearers member members`)

// onVeto reports whether the sentence or the one before speaks of a veto: "Washington did not block it" may be of a sale.
func (a *article) onVeto(p *passage) bool {
	before := a.before(p)
	return p.has("veto", "vetoes", "vetoed") || before != nil && before.has("veto", "vetoes", "vetoed", "resolution", "draft")
}

// vetoless is a veto told of a state that has none, in a sentence on the Security Council.
func (a *article) vetoless(p *passage, m match.Match, names []name) (found[vetoFact], bool) {
	span := p.span(m.Start, m.End)
	id, certainty := a.where(p.index, span)
	if id != "SC" || certainty < 1 || names[0].entries[0].Kind == extract.Demonym || p.word(m.End-1) != "vetoed" {
		return found[vetoFact]{}, false
	}
	says := fmt.Sprintf("%s has no veto: only the Council's five permanent members have one", a.doc.Quote(names[0].span))
	fixed := &Judgement{Truth: Wrong, Says: says, Message: says + ".", Severity: Meaning}
	return found[vetoFact]{span: span, sentence: p.index, fact: vetoFact{names: names}, told: telling{fixed: fixed}}, true
}

// ordinalIn reports whether the match counts: "its 14th veto".
func (p *passage) ordinalIn(m match.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if p.items[i].Labels&match.ORD != 0 {
			return true
		}
	}
	return false
}

func canVeto(names []name) bool {
	for _, n := range names {
		for _, e := range n.entries {
			if permanent[e.ID] {
				return true
			}
		}
	}
	return false
}

// judgeVeto asks whether each of the named cast a veto, or, where that is the claim, whether none of them did.
func judgeVeto(f vetoFact, w *world) Judgement {
	j := w.vetoedBy(f)
	if j.Truth == Wrong && !f.withheld && w.vetoSameDay(j.Named) {
		j.Truth = Unknown
	}
	if j.Truth == Wrong {
		j.Message = fmt.Sprintf("The record has this draft %s.", j.Says)
	} else if says, off := w.wrongDay(f.day); off && j.Truth == Right {
		j.Truth, j.Severity, j.Says, j.Message = Wrong, Detail, says, fmt.Sprintf("The record has %s.", says)
	}
	return j
}

// vetoedBy asks it of this very draft.
func (w *world) vetoedBy(f vetoFact) Judgement {
	r := w.record
	j := Judgement{Truth: Right, Severity: Meaning, Weight: 1}
	if r.Body != sources.SecurityCouncil {
		return Judgement{}
	}
	if f.withheld {
		j.Weight = 0.5 // most votes see none
	}
	for _, n := range f.names {
		seats := w.seats(n)
		if len(seats) == 0 {
			return Judgement{}
		}
		code := seats[0][0]
		j.Named = append(j.Named, code)
		if listed(r.VetoedBy, code) == f.withheld {
			j.Truth = Wrong
		}
	}
	switch {
	case len(r.VetoedBy) > 0:
		j.Says = "vetoed by " + strings.Join(w.memberNames(r.VetoedBy), ", ")
	case f.withheld:
		j.Says = fmt.Sprintf("%s, %s", r.Outcome, saysTally(r.Tally))
	default:
		j.Says = fmt.Sprintf("%s, no veto: %s", r.Outcome, saysTally(r.Tally))
	}
	return j
}

// memberNames are the names of members.
func (w *world) memberNames(codes []string) []string {
	var out []string
	for _, code := range codes {
		out = append(out, w.checker.memberName(code))
	}
	return out
}

// vetoSameDay reports whether another draft of the day was vetoed by the named: several texts were put to
// the vote, and the words may mean that one.
func (w *world) vetoSameDay(named []string) bool {
	for i := range w.checker.records {
		r := &w.checker.records[i]
		if r.Body != w.record.Body || r.Date != w.record.Date || r.ID == w.record.ID {
			continue
		}
		all := true
		for _, code := range named {
			all = all && listed(r.VetoedBy, code)
		}
		if all {
			return true
		}
	}
	return false
}

func listed(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
