package claims

import (
	"fmt"
	"strings"

	"stet/extract/match"
	"stet/sources"
)

var outcomePatterns = patterns("outcome.pat")

var outcome = define("outcome", "What became of a text: adopted, rejected, unanimously, by consensus.", findOutcomes, judgeOutcome)

// outcomeFact says what became of a text.
type outcomeFact struct {
	what string // adopted, rejected, unanimous, consensus
	body string
}

// String is the canonical reading: "General Assembly: adopted".
func (f outcomeFact) String() string {
	return strings.TrimPrefix(bodyName(f.body)+": "+f.what, ": ")
}

// bodyName is an organ's name in words.
func bodyName(id string) string {
	switch id {
	case "GA":
		return "General Assembly"
	case "SC":
		return "Security Council"
	case "HRC":
		return "Human Rights Council"
	}
	return strings.TrimPrefix(id, "GA ")
}

// longClaim is how long, in bytes, a claim's words may be before they point at nothing.
const longClaim = 50

func findOutcomes(a *article) []found[outcomeFact] {
	var out []found[outcomeFact]
	for _, p := range a.passages {
		if p == nil {
			continue
		}
		for _, m := range outcomePatterns.Find(p.items) {
			f, ok := a.readOutcome(p, m)
			if !ok {
				continue
			}
			placed := false
			for k := range out {
				if out[k].sentence == p.index && out[k].span.Overlaps(f.span) {
					placed = true
					if stronger(f, out[k]) {
						out[k] = f
					}
					break
				}
			}
			if !placed {
				out = append(out, f)
			}
		}
	}
	return out
}

// stronger prefers a rarer word over "adopted", then the longer span.
func stronger(a, b found[outcomeFact]) bool {
	if (a.fact.what == "adopted") != (b.fact.what == "adopted") {
		return b.fact.what == "adopted"
	}
	return a.span.Len() > b.span.Len()
}

func (a *article) readOutcome(p *passage, m match.Match) (found[outcomeFact], bool) {
	var out found[outcomeFact]
	if a.silent(p, m) {
		return out, false
	}
	what, act, _ := strings.Cut(m.Pattern.Head, ".")
	f := outcomeFact{what: what}
	for i := m.Start; i < m.End; i++ {
		if p.items[i].Labels&match.BODY != 0 {
			if id := p.bodyID(i); id != "UN" {
				f.body = id
			} else if act != "" {
				return out, false // "the UN condemned" is an official's statement more often than a vote
			}
		}
	}
	if f.body == "" && act != "" {
		return out, false
	}
	if what == "rejected" && !rejectsText(p, m) {
		f.what = "adopted"
	}
	out = found[outcomeFact]{span: p.span(m.Start, m.End), sentence: p.index, fact: f}
	if v, _, ok := m.Capture("v"); ok && out.span.Len() > longClaim {
		out.span = p.span(v, m.End) // the verb alone, where a long clause tells which text
	}
	out.told.failed = f.what == "rejected"
	return out, true
}

// rejectsText reports whether what was rejected is a text and not a policy ("rejected the US decision"
// is a text adopted).
func rejectsText(p *passage, m match.Match) bool {
	if s, _, ok := m.Capture("t"); ok {
		return p.word(s) != "decision" && p.word(s) != "move"
	}
	return false
}

// judgeOutcome compares the fate told with the record's.
func judgeOutcome(f outcomeFact, w *world) Judgement {
	r := w.record
	j := Judgement{Truth: Right, Severity: Meaning, Says: fmt.Sprintf("%s, %s", r.Outcome, saysTally(r.Tally)), Weight: 0.3}
	adopted := r.Outcome == sources.Adopted
	switch f.what {
	case "adopted":
		if !adopted {
			j.Truth = Wrong
		}
	case "rejected":
		if adopted {
			j.Truth = Wrong
		}
	case "unanimous":
		switch {
		case !r.Tally.Known():
			j.Truth = Unknown
		case !adopted || r.Tally.No > 0 || r.Tally.Abstain > 0:
			j.Truth = Wrong
		}
	case "consensus":
		if r.Tally.Known() && r.Tally.Yes > 0 {
			j.Truth = Wrong
		}
	}
	if j.Truth == Wrong {
		j.Message = fmt.Sprintf("The record has it %s.", j.Says)
	}
	return j
}
