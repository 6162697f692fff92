package claims

import (
	"fmt"

	"stet/claims/link"
	"stet/extract"
)

var resolution = define("resolution", "Which text it was: its symbol against its date and organ.", findResolutions, judgeResolution)

// resolutionFact says that a symbol names a vote of a day or an organ.
type resolutionFact struct {
	symbol string
	when   extract.When // zero: no date asserted
	date   extract.Span
	of     bool // dated with "of", as documents are, and not "adopted on"
}

// String is the canonical reading: "A/RES/ES-11/7 of 2025-02-24".
func (f resolutionFact) String() string {
	if f.when.From.IsZero() {
		return f.symbol
	}
	return fmt.Sprintf("%s of %s", f.symbol, f.when.From.Format("2006-01-02"))
}

// findResolutions finds a symbol with a date at its side: "resolution 2774 of 24 February", "Resolution
// 68/262, adopted on 27 March 2014".
func findResolutions(a *article) []found[resolutionFact] {
	var out []found[resolutionFact]
	for _, p := range a.each() {
		if p == nil {
			continue
		}
		for i := range p.s.Mentions {
			m := &p.s.Mentions[i]
			if m.Kind != extract.SymbolMention || i+1 >= len(p.s.Mentions) {
				continue
			}
			d := &p.s.Mentions[i+1]
			if d.Kind != extract.DateMention || d.When.From.IsZero() || d.When.Since || !datesSymbol(p, m.Last, d.First) {
				continue
			}
			out = append(out, found[resolutionFact]{span: m.Span.Join(d.Span), sentence: p.index,
				fact: resolutionFact{symbol: m.Symbol, when: d.When, date: d.Span, of: !p.adoptedBetween(m.Last, d.First)}})
		}
	}
	return out
}

// datesSymbol reports whether only words like ", adopted on" stand between a symbol and a date.
func datesSymbol(p *passage, from, to int) bool {
	if to-from > 6 {
		return false
	}
	told, of := false, false
	for _, t := range p.s.Tokens[from:to] {
		switch t.Norm {
		case "adopted", "passed", "approved":
			told = true
			continue
		case "of", "dated", "(":
			of = true
			continue
		}
		switch t.Norm {
		case ",", "adopted", "passed", "approved", "of", "on", "in", "(", "dated", "which", "was", "from", "by", "the", "council", "security", "general", "assembly":
		default:
			return false
		}
	}
	return told || of || to-from <= 1 && p.s.Tokens[from].Norm == ","
}

// adoptedBetween reports whether a verb of adoption stands between two tokens.
func (p *passage) adoptedBetween(from, to int) bool {
	for _, t := range p.s.Tokens[from:to] {
		if t.Norm == "adopted" || t.Norm == "passed" || t.Norm == "approved" {
			return true
		}
	}
	return false
}

// listedSymbol reports whether an article's spelling names the record.
func listedSymbol(spelling, symbol string) bool {
	return listed(link.ShortForms(symbol), spelling)
}

// judgeResolution holds the date told against the record's.
func judgeResolution(f resolutionFact, w *world) Judgement {
	r := w.record
	j := Judgement{Truth: Right, Severity: Detail, Says: fmt.Sprintf("%s, %s", r.Symbol, r.Date)}
	slack := 0
	if r.Date.Day == 0 {
		slack = 31
	}
	if f.when.Days() == 1 && f.when.Relative {
		slack = 1
	}
	if !listedSymbol(f.symbol, r.Symbol) {
		return Judgement{} // the symbol names no vote that is held
	}
	if f.when.Relative && f.when.From.Year() != r.Date.Year {
		f.when = f.when.InYear(r.Date.Year) // the words give no year
	}
	if !f.when.Contains(r.Date.Time(), slack) && f.when.Contains(r.Date.Time(), 150) && f.of {
		return Judgement{} // documents are often dated by their printing
	}
	if !f.when.Contains(r.Date.Time(), slack) {
		j.Truth = Wrong
		j.Message = fmt.Sprintf("%s is of %s.", r.Symbol, r.Date)
	}
	return j
}
