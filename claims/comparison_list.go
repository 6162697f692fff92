package claims

import (
	"fmt"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

// linking are the words that may stand between a number of a list and its year.
var linking = wordSet(`in on at of that it for votes vote countries states nations yes no noes abstentions during`)

// chaining are the words that may stand between two numbers of a list.
var chaining = wordSet(`, and ; then but to before after only just from was were had won got reached climbed back fell rose dropped slipped went grew again`)

// listed reads numbers that are told with their years: "141 in 2022, 143 in 2024 and 93 in 2025", and a lone one that the
// sentence is all about: "In 1992 there were 26".
func (a *article) listed(p *passage) []found[comparisonFact] {
	var out []found[comparisonFact]
	for i := 0; i < len(p.items); i++ {
		pairs, end := p.chain(i)
		if len(pairs) == 0 || len(pairs) == 1 && !p.moves(i) || !countable(pairs) || p.sideTold(i, end) {
			continue
		}
		m := match.Match{Start: i, End: end}
		whole := m
		if p.moves(i) {
			whole.Start = i - 2 // "fell to 35": what follows "to" is no purpose
		}
		if a.silent(p, whole) || !a.subjectVotes(p, m) || otherThing(p, i, end) || a.partOnly(p, i, end) {
			continue
		}
		fact := comparisonFact{what: "list", pairs: pairs, measures: a.measuresOf(p, m, "")}
		for _, d := range pairs {
			fact.asserts(d.when, d.words)
		}
		out = append(out, found[comparisonFact]{span: p.span(i, end), sentence: p.index, fact: fact})
		i = end
	}
	if f, ok := a.recalled(p); ok {
		out = append(out, f)
	}
	return out
}

// moves reports whether a verb of movement leads to the figure: "it fell to 35 in 2018".
func (p *passage) moves(i int) bool {
	return (p.word(i-1) == "to" || p.word(i-1) == "at") && moving[p.word(i-2)]
}

var moving = wordSet(`fell dropped sank slid slipped rose climbed grew jumped went came stood back up down slumped edged`)

// countable reports whether the numbers are exact and can be counts of states.
func countable(pairs []dated) bool {
	for _, d := range pairs {
		if !d.q.Exact || d.q.Value > maxVotes || d.q.Value == 0 && len(pairs) < 2 {
			return false
		}
	}
	return true
}

// sideTold reports whether the chain counts different sides: "165 for in 1999 and seven against in 2001".
func (p *passage) sideTold(from, to int) bool {
	seen := map[measure]bool{}
	for i := from; i < to; i++ {
		if s, ok := p.measureAt(i); ok {
			seen[s] = true
		}
	}
	return len(seen) > 1
}

// chain reads number, year, number, year … from an item on.
func (p *passage) chain(at int) (pairs []dated, end int) {
	for i := at; i < len(p.items); {
		if p.items[i].Labels&match.NUM == 0 {
			if i > at && (chaining[p.word(i)] || p.items[i].Skip && p.items[i].Labels == 0) {
				i++
				continue
			}
			return pairs, end
		}
		k := i + 1
		for k < len(p.items) && k < i+5 && (linking[p.word(k)] || p.items[k].Skip) && p.items[k].Labels&match.DATE == 0 {
			k++
		}
		if k >= len(p.items) || p.items[k].Labels&match.DATE == 0 || len(p.items[k].Mentions) == 0 {
			return pairs, end
		}
		w := p.s.Mentions[p.items[k].Mentions[0]].When
		if w.From.IsZero() || w.Since && p.word(k-1) != "in" { // "rose to 106 in 2008" is no stretch
			return pairs, end
		}
		if w.Relative && p.word(k-1) == "that" {
			w = extract.When{} // "that October": of a year told before
		}
		pairs = append(pairs, dated{figure{p.quantity(i), p.items[i].Span}, w, p.items[k].Span})
		end = k + 1
		i = end
	}
	return pairs, end
}

// recalled reads "In 1992 there were 26", "Two years ago it was 125": one figure of another year, of what the sentence
// before counts.
func (a *article) recalled(p *passage) (found[comparisonFact], bool) {
	var none found[comparisonFact]
	q := a.before(p)
	if q == nil || len(p.items) > 14 || a.groupCountedBefore(p) {
		return none, false
	}
	i := 0
	for i < len(p.items) && (p.word(i) == "in" || p.items[i].Skip && p.items[i].Labels&match.DATE == 0) {
		i++
	}
	if i >= len(p.items) || p.items[i].Labels&match.DATE == 0 || len(p.items[i].Mentions) == 0 {
		return none, false
	}
	when := p.s.Mentions[p.items[i].Mentions[0]].When
	k := i + 1
	for k < len(p.items) && k < i+8 && recalling[p.word(k)] {
		k++
	}
	if k == i+1 || k >= len(p.items) || p.items[k].Labels&match.NUM == 0 || !p.quantity(k).Exact || k+1 < len(p.items) && !clauseStart(p.word(k+1)) && p.word(k+1) != "." && p.word(k+1) != "votes" {
		return none, false
	}
	for _, c := range a.counts(p) {
		if c.all.Covers(p.items[k].Span) {
			return none, false // a tally says what is counted
		}
	}
	measures := a.measuresIn(p, i, k)
	for back := 0; measures == nil && q != nil && back < 3; back++ {
		measures = a.measuresBefore(q, len(q.items))
		q = a.before(q)
	}
	if measures == nil || when.From.IsZero() && when.Shift == 0 || when.Since {
		return none, false
	}
	pair := dated{figure{p.quantity(k), p.items[k].Span}, when, p.items[i].Span}
	fact := comparisonFact{what: "list", pairs: []dated{pair}, measures: measures, times: []extract.Span{pair.words}}
	return found[comparisonFact]{span: p.span(0, k+1), sentence: p.index, fact: fact}, true
}

// recalling are the words between the year and the figure.
var recalling = wordSet(`it there were was had been stood at figure number the support margin abstentions noes got drew won text`)

func (a *article) measuresIn(p *passage, from, to int) []measure {
	for i := from; i < to; i++ {
		if s, ok := p.measureAt(i); ok {
			return []measure{s}
		}
	}
	return nil
}

// judgeList compares each figure with the votes of its time.
func (w *world) judgeList(f comparisonFact, s run) Judgement {
	out := Judgement{Severity: Detail}
	for i, m := range f.measures {
		j := w.judgePairs(f, m, s)
		if j.Truth == Right && (i == 0 || f.pairs[0].q.Value >= tellingCount) {
			return j
		}
		if i == 0 {
			out = j
		} else if j.Truth != Wrong && out.Truth == Wrong {
			out = Judgement{Severity: Detail, Says: out.Says}
		}
	}
	return out
}

func (w *world) judgePairs(f comparisonFact, m measure, s run) Judgement {
	j := Judgement{Severity: Detail, Truth: Right, Weight: 0.5}
	var says []string
	wrongs, rights := 0, 0
	for _, d := range f.pairs {
		if d.when.From.IsZero() && d.when.Shift == 0 {
			continue
		}
		t, r, n := s.figureAt(d, m)
		if r != nil {
			says = append(says, fmt.Sprintf("%d in %d (%s)", n, r.Date.Year, r.Symbol))
		}
		switch t {
		case Unknown:
			if j.Truth == Right {
				j.Truth = Unknown
			}
		case Right:
			rights++
		case Wrong:
			wrongs++
			j.Truth = Wrong
			j.Correction = &Correction{Span: d.span, With: inStyle(w.doc.Quote(d.span), n)}
			if transposed(d.q.Value, n) {
				j.Diagnosis = "two digits transposed"
			}
		}
	}
	j.Says = strings.TrimSpace(m.String() + ": " + strings.Join(says, ", "))
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	switch {
	case wrongs > 1:
		j.Correction, j.Diagnosis = nil, ""
		if rights == 0 {
			j.Truth = Unknown // none fits: the figures are of something else
		}
	case wrongs == 0 && rights == 0:
		j.Truth = Unknown
	}
	return j
}

// figureAt compares one figure with the record's votes of its time, this one included.
func (s run) figureAt(d dated, m measure) (Truth, *sources.Record, int) {
	var list []*sources.Record
	if d.when.From.IsZero() {
		list, _ = s.at(d.when)
	} else {
		for _, r := range s.all {
			if d.when.Contains(r.Date.Time(), 0) {
				list = append(list, r)
			}
		}
	}
	var last *sources.Record
	value := 0
	for _, r := range list {
		n, ok := m.of(r)
		if !ok {
			return Unknown, nil, 0
		}
		if d.q.Has(n) {
			return Right, r, n
		}
		last, value = r, n
	}
	if last == nil {
		return Unknown, nil, 0
	}
	return Wrong, last, value // of several votes of the time none has the figure
}
