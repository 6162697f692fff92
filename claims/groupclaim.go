package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

var groupPatterns = patterns("group.pat")

var group = define("group", "How a group of states voted, or a number of its members.", findGroups, judgeGroup)

// groupFact says how the members of a group voted.
type groupFact struct {
	group  string
	side   side
	what   string // count, all, none, most, only, part
	n      extract.Quantity
	number extract.Span // of n's words
	bySize bool         // the group is known by its stated size alone
	size   int          // stated size of the group, 0 for none
	total  int          // stated number of all that voted so ("among the 14 that opposed"), 0 for none
	except []name       // "all but Hungary"
	butN   int          // "all but one"
	listed []name       // the members that the article names
	names  []name       // counted besides n ("X and three other European countries"), or the only ones
}

// String is the canonical reading: "EU: 23 yes".
func (f groupFact) String() string {
	what := f.what
	if what == "count" || what == "part" {
		what = readQuantity(f.n)
		if f.n.Den == 0 && f.n.Exact {
			what = fmt.Sprint(f.n.Value + len(f.names))
		}
	}
	var but []string
	for _, n := range f.except {
		but = append(but, n.entries[0].ID)
	}
	if f.butN > 0 {
		but = append(but, fmt.Sprint(f.butN))
	}
	if len(but) > 0 {
		what += " but " + strings.Join(but, ", ")
	}
	if f.what == "only" {
		for _, n := range f.names {
			what += " " + n.entries[0].ID
		}
	}
	return fmt.Sprintf("%s: %s %s", f.group, what, f.side)
}

func findGroups(a *article) []found[groupFact] {
	var out []found[groupFact]
	for _, p := range a.each() {
		if p == nil {
			continue
		}
		for _, m := range groupPatterns.Find(p.items) {
			if a.silent(p, m) || p.series(m) || p.notSubjectGroup(m) {
				continue
			}
			f, ok := found[groupFact]{}, false
			if m.Pattern.Head == "then" {
				f, ok = a.thenGroup(p, m)
			} else {
				f, ok = a.readGroup(p, m)
			}
			if !ok {
				continue
			}
			if n := len(out) - 1; n >= 0 && out[n].sentence == p.index && out[n].span.Overlaps(f.span) {
				if f.span.Len() > out[n].span.Len() {
					out[n] = f
				}
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

// notSubjectGroup reports whether the group is told as an exception or an object: "except EU members".
func (p *passage) notSubjectGroup(m match.Match) bool {
	if last := p.word(m.End - 1); (last == "against" || last == "for") && opponent(p, m.End) {
		return true // "seven of them voted against us": on whose side, not how
	}
	switch p.word(m.Start - 1) {
	case "except", "than", "unlike", "from", "with", "to", "against", "besides", "by":
		return true
	}
	return false
}

// readGroup turns a match into a fact.
func (a *article) readGroup(p *passage, m match.Match) (found[groupFact], bool) {
	var out found[groupFact]
	f, ok := a.groupTold(p, m)
	if !ok || f.group == "" || f.side == noSide {
		return out, false
	}
	if n, _, ok := m.Capture("n"); ok && p.word(n) == "one" && notCounting[p.word(n-1)] {
		return out, false // "every one of NATO's members"
	}
	if n, _, ok := m.Capture("n"); ok {
		f.n, f.number = p.quantity(n), p.items[n].Span
	}
	if q, _, ok := m.Capture("q"); ok {
		f.n, f.number = extract.Quantity{Value: 5, Lo: 3, Hi: 1000}, p.items[q].Span
	}
	if k, _, ok := m.Capture("k"); ok && p.items[k].Labels&match.NUM != 0 {
		f.size = p.quantity(k).Value
	}
	if k, _, ok := m.Capture("k2"); ok {
		f.total = p.quantity(k).Value
	}
	if x, _, ok := m.Capture("x"); ok {
		f.except = p.lists[x].names
	}
	if b, _, ok := m.Capture("m"); ok {
		f.butN = p.quantity(b).Value
	}
	if w, _, ok := m.Capture("w"); ok && (f.what == "only" || w == m.Start) {
		f.names = p.lists[p.ofMainClause(w)].names
	}
	if b, _, ok := m.Capture("p"); ok {
		f.names = append(append([]name(nil), f.names...), p.lists[b].names...)
	}
	if l, _, ok := m.Capture("l"); ok {
		f.listed = p.lists[l].names
	}
	if f.what == "part" && f.n.Value == 0 && f.n.Den == 0 {
		f.n = extract.Quantity{Num: 1, Den: 2, Exact: true}
	}
	from := m.Start
	for from < m.End && p.word(from) == "," {
		from++
	}
	out = found[groupFact]{span: p.span(from, m.End), sentence: p.index, fact: f, told: telling{sides: true}}
	return out, true
}

// groupTold is the group that a match is of, its side and what is told of it.
func (a *article) groupTold(p *passage, m match.Match) (groupFact, bool) {
	f := groupFact{side: sideOf(m.Pattern.Head)}
	_, f.what, _ = strings.Cut(m.Pattern.Head, ".")
	if leans(m) {
		f.side = a.sideSurelyBefore(p, m.Start)
	}
	if n, _, ok := m.Capture("n"); ok && strings.HasPrefix(m.Pattern.Head, "num.") {
		f.side, _ = a.sideOfNumber(p, m.Start, p.quantity(n))
		f.total = p.quantity(n).Value
	}
	if g, _, ok := m.Capture("g"); ok {
		f.group = p.groupID(g)
	} else if f.group = a.groupBefore(p, m.Start); f.total == 0 {
		if k, _, ok := m.Capture("k"); ok && p.lists[k].pronoun {
			return f, false // "Germany, Italy and Britain backed it. All three had abstained before"
		}
		if first := p.word(0); p.word(1) != "its" && p.word(1) != "their" && (first == "of" || first == "among" || first == "in") && groupIn(p, 0, m.Start) == "" {
			return f, false // "Of the Visegrad countries, all four voted for it" is of a group that is not known
		}
		f.bySize = f.what == "carriedof"
		switch f.what {
		case "carriedall":
			f.what = "all"
		case "carriednone":
			f.what = "none"
		default:
			f.what = "count"
		}
	}
	if f.what == "onlyone" { // "South Africa was one of the eight, and the only one of the BRICS to vote yes"
		at := p.subjectOf(m.Start, m.Start)
		if leans(m) {
			at = p.voterBefore(m.Start) // "Hungary said no, the only member of the EU to do so"
		}
		if at < 0 || p.lists[at].names == nil {
			return f, false
		}
		f.what, f.names = "only", p.lists[at].names
	}
	return f, true
}

// voterBefore is the item of the states that open the clause before an apposition at the item, -1 for none.
func (p *passage) voterBefore(item int) int {
	for i := item - 1; i >= 0 && !hardStop(p.word(i)); i-- {
		if len(p.lists[i].names) > 0 && p.items[i].Labels&match.STATES != 0 {
			if p.opensClause(i) {
				return i
			}
			return -1
		}
	}
	return -1
}

// ofMainClause is the item of the states that a relative clause which holds the item at belongs to, else the item itself: "South Africa,
// which met without the Americans, was the only one".
func (p *passage) ofMainClause(at int) int {
	for i := at - 1; i >= 2 && !hardStop(p.word(i)); i-- {
		if w := p.word(i); (w == "which" || w == "who" || w == "where" || w == "whose") && p.word(i-1) == "," && len(p.lists[i-2].names) > 0 {
			return i - 2
		}
	}
	return at
}

// judgeGroup compares the group's votes with one record, under every definition of the group.
func judgeGroup(f groupFact, w *world) Judgement {
	j := Judgement{Severity: Detail, Weight: 1.2}
	if w.record.Positions == "" || w.record.Partial {
		return j
	}
	if n, ok := sideCount(f.side, w.record); f.total > 0 && ok && n != f.total {
		j.Truth, j.Says = Wrong, fmt.Sprintf("%d %s", n, f.side)
		j.Message = fmt.Sprintf("The record has %s, the article %d.", j.Says, f.total)
		return j
	}
	rights, wrongs := 0, 0
	definitions := w.checker.groupMembers(f.group, w.record)
	sized := f.size > 0 && slices.ContainsFunc(definitions, func(members []string) bool { return len(members) == f.size })
	if f.bySize && !sized {
		return j // of another group, or of the body itself
	}
	for _, members := range definitions {
		if f.n.Exact && f.n.Den == 0 && f.n.Value > len(members) {
			continue // "the remaining 13", after a group of three: the whole organ's
		}
		if len(members) == 0 || sized && len(members) != f.size { // a stated size says which definition is meant
			continue
		}
		truth, says, voted := w.judgeMembers(f, members)
		switch truth {
		case Right:
			rights++
			j.Says, j.Named = says, voted
		case Wrong:
			wrongs++
			if j.Says == "" {
				j.Says, j.Named = says, voted
			}
		}
	}
	switch {
	case rights > 0 && wrongs == 0, rights > 0 && f.n.Exact && f.what == "count" && f.n.Value > 2:
		j.Truth = Right
	case wrongs > 0 && rights == 0 && !w.checker.undated(f.group, w.record.Date):
		j.Truth = Wrong
		j.Message = fmt.Sprintf("The record has %s.", j.Says)
	}
	return j
}

// judgeMembers counts the members' votes under one definition.
func (w *world) judgeMembers(f groupFact, members []string) (Truth, string, []string) {
	var voted []string
	for _, code := range members {
		if v, ok := w.vote(code); ok && f.side.has(v) {
			voted = append(voted, code)
		}
	}
	for _, n := range f.listed {
		ok := false
		for _, alternative := range w.seats(n) {
			ok = ok || listed(voted, alternative[0])
		}
		if !ok {
			return Wrong, fmt.Sprintf("%s not so: %s", w.checker.memberName(w.seats(n)[0][0]), w.saysPositions(positionFact{}, f.side, []string{w.seats(n)[0][0]})), voted
		}
	}
	says := fmt.Sprintf("%d of %d %s members %s", len(voted), len(members), f.group, f.side)
	if f.size > 0 && f.what != "part" && f.size != len(members) && w.record.Body == sources.GeneralAssembly {
		return Wrong, says, voted
	}
	return truth(w.groupHolds(f, members, voted)), says, voted
}

func truth(ok bool) Truth {
	if ok {
		return Right
	}
	return Wrong
}

// groupHolds applies the claim's quantifier.
func (w *world) groupHolds(f groupFact, members, voted []string) bool {
	switch f.what {
	case "all":
		but := f.butN
		for _, n := range f.except {
			if codes, t := w.nameVote(n, f.side); t == Right && listed(members, codes[0]) {
				return false
			}
			but++
		}
		return len(voted) == len(members)-but
	case "none":
		return len(voted) == 0
	case "most":
		return 2*len(voted) > len(members)
	case "only":
		return w.sameStates(f.names, voted)
	case "part":
		total, _ := sideCount(f.side, w.record)
		if f.size > 0 && f.size != total {
			return false
		}
		if f.n.Den > 0 {
			return len(voted)*f.n.Den >= total*f.n.Num-f.n.Den && len(voted)*f.n.Den <= total*f.n.Num+f.n.Den
		}
		return f.n.Has(len(voted))
	}
	if f.n.Den > 0 { // "half of the ten ASEAN members"
		off := len(voted)*f.n.Den - f.n.Num*len(members)
		return off >= -f.n.Den && off <= f.n.Den && (!f.n.Exact || off > -f.n.Den && off < f.n.Den)
	}
	return f.n.Has(len(voted) - len(f.names))
}

// sameStates reports whether the names are just the states that voted so.
func (w *world) sameStates(names []name, voted []string) bool {
	if len(names) != len(voted) {
		return false
	}
	for _, n := range names {
		ok := false
		for _, alternative := range w.seats(n) {
			ok = ok || listed(voted, alternative[0])
		}
		if !ok {
			return false
		}
	}
	return true
}

// undated reports whether the group's membership is held only as of other years than the record's: then it
// refutes nothing.
func (c *Checker) undated(group string, day sources.Date) bool {
	for _, g := range c.ref.Groups() {
		if g.Group == group && g.AsOf != "" {
			return !strings.Contains(g.AsOf, fmt.Sprint(day.Year))
		}
	}
	return false
}
