package claims

import (
	"slices"

	"stet/extract"
	"stet/extract/match"
)

// unscoped keeps the counts that are of the whole body, not of a group's members.
func (a *article) unscoped(p *passage, counts []count) []count {
	out := counts[:0]
	for _, c := range counts {
		if _, scoped := a.scope(p, c.all, c.span); scoped {
			a.scopedTo[p.index] = max(a.scopedTo[p.index], c.span.End)
			continue
		}
		out = append(out, c)
	}
	return out
}

// scope is the group that a count is of: "23 EU members voted", "of its 27 members, 23 voted", "four in the
// region".
func (a *article) scope(p *passage, all, number extract.Span) (group string, scoped bool) {
	for i := range p.items {
		it := &p.items[i]
		if it.Labels&match.GROUP == 0 || it.Start < number.Start || it.End > all.End || p.inserted(i, number) {
			continue
		}
		return p.groupID(i), true // between the number and its verb
	}
	if g := a.carriedScope(p, number); g != "" {
		return g, true
	}
	if a.carriesGroup(p) || a.noneOfGroup(p, number) {
		return "?", true
	}
	for i := range p.items {
		if p.items[i].Start < number.Start || i == 0 {
			continue
		}
		if p.word(i+1) == "of" && p.ofCouncil(i+2) {
			break // "nine of its 15 members": the Council's
		}
		if w := p.word(i + 2); p.word(i+1) == "of" && (w == "them" || w == "these" || w == "those") && a.groupJustBefore(p) != "" {
			return a.groupJustBefore(p), true // "All 27 EU states abstained in 2024. This time 17 of them voted for it"
		}
		if p.word(i+1) == "of" && i+2 < len(p.items) && (p.word(i+2) == "its" || p.word(i+2) == "their" || p.items[i+2].Labels&match.GROUP != 0) {
			return a.groupBefore(p, i+3), true // "13 of its 27 members"
		}
		switch w := p.word(i - 1); {
		case p.items[i-1].Labels&match.GROUP != 0:
			return p.groupID(i - 1), true // "ten of the EU's 27 members"
		case w == "its" || w == "their":
			return a.groupBefore(p, i), true
		case w == "other" || w == "remaining":
			if g := a.groupBefore(p, i); g != "" && !isVoters(p.word(i+1)) {
				return g, true // "the other 26 abstained", of a group told before
			}
		case w == "all" && isVoters(p.word(i+1)) && p.quantity(i).Exact && p.quantity(i).Value < 50 && p.quantity(i).Value != councilSeats:
			if g := a.groupJustBefore(p); g != "" {
				return g, true // "The whole European Union rejected it. All 27 members had abstained a year earlier"
			}
		case w == "all" && !isVoters(p.word(i+1)):
			if g := a.groupBefore(p, i); g != "" {
				return g, true // "all 27 had voted no"
			}
		}
		break
	}
	return a.scopeBefore(p, number)
}

// inserted reports whether the item stands between commas after the number and its noun: "Twelve members, both African
// authors included, were in favour" counts all members.
func (p *passage) inserted(i int, number extract.Span) bool {
	for k := i - 1; k > 1 && p.items[k].Start >= number.End; k-- {
		if p.word(k) != "," {
			continue
		}
		for j := i + 1; j < len(p.items); j++ {
			if p.word(j) == "," {
				return isVoters(p.word(k - 1))
			}
		}
	}
	return false
}

// scopeBefore is the group that the words before the count set: "Of the 54 members of the African group, 30
// backed", "Every EU government but one voted for it".
func (a *article) scopeBefore(p *passage, number extract.Span) (group string, scoped bool) {
	first := slices.IndexFunc(p.items, func(it match.Item) bool { return it.Start >= number.Start })
	for i := first - 1; i >= 0 && i > first-14; i-- {
		switch w := p.word(i); {
		case w == ";" || w == ".":
			return "", false
		case w == "but" || w == "except" || w == "all":
			if i == first-1 && w != "all" && i > 0 && !clauseStart(p.word(i-1)) {
				return a.groupBefore(p, i), true
			}
		case w == "of" && clauseStart(p.word(i-1)) || w == "of" && i == 0:
			if g := groupIn(p, i, first); g != "" {
				return g, true
			}
			if next := p.word(i + 1); next == "its" || next == "their" {
				return a.groupBefore(p, i), true
			}
		case (w == "in" || w == "within" || w == "inside" || w == "among" || w == "across") && (i == 0 || clauseStart(p.word(i-1))):
			if g := groupIn(p, i, first); g != "" {
				return g, true
			}
		}
	}
	return "", false
}

// carriedScope is the group that the sentence before counted, where this one goes on with a bare number:
// "19 of its 27 members did so. Hungary voted against, six abstained."
func (a *article) carriedScope(p *passage, number extract.Span) string {
	before := a.before(p)
	if before == nil {
		return ""
	}
	for i := range p.items {
		if p.items[i].Covers(number) && isVoters(p.word(i+1)) {
			return ""
		}
	}
	for i := range before.items {
		w := before.word(i)
		if (w == "members" || w == "countries" || w == "states") && i > 1 && before.items[i-1].Labels&match.NUM != 0 && (before.word(i-2) == "its" || before.word(i-2) == "their") &&
			a.withinSize(p, number, before.quantity(i-1).Value) {
			if g := a.groupBefore(p, 0); g != "" {
				return g
			}
			return "?"
		}
	}
	return ""
}

// groupJustBefore is the group that the sentence before names, "" for none.
func (a *article) groupJustBefore(p *passage) string {
	before := a.before(p)
	if before == nil {
		return ""
	}
	return groupIn(before, 0, len(before.items))
}

// ofCouncil reports whether "its 15" stands at the item.
func (p *passage) ofCouncil(item int) bool {
	if w := p.word(item); w != "its" && w != "their" || item+1 >= len(p.items) || p.items[item+1].Labels&match.NUM == 0 {
		return false
	}
	q := p.quantity(item + 1)
	return q.Exact && q.Value == councilSeats
}

// noneOfGroup reports whether the number is the "none" that opens a sentence after a group's count: "Of the 27 EU members, 23 voted for it. None
// voted against."
func (a *article) noneOfGroup(p *passage, number extract.Span) bool {
	before := a.before(p)
	return before != nil && p.word(0) == "none" && p.items[0].Covers(number) && (before.groupCounted() > 0 || groupIn(before, 0, len(before.items)) != "" && !a.countsWhole(before))
}

// countsWhole reports whether the sentence counts a whole body's votes.
func (a *article) countsWhole(p *passage) bool { return len(a.counts(p)) > 0 }

// withinSize reports whether the number can be of a group of that size, and is no count of votes ("120 votes").
func (a *article) withinSize(p *passage, number extract.Span, size int) bool {
	for i := range p.items {
		it := &p.items[i]
		if !it.Covers(number) {
			continue
		}
		if it.Labels&match.NUM == 0 || p.word(i+1) == "votes" || p.word(i+1) == "to" || p.word(i-1) == "to" {
			return false
		}
		return p.quantity(i).Lo <= size
	}
	return false
}

// groupIn is the first group named between two items.
func groupIn(p *passage, from, to int) string {
	for i := from; i < to; i++ {
		if p.items[i].Labels&match.GROUP != 0 {
			return p.groupID(i)
		}
	}
	return ""
}

// groupBefore is the last group named before the item, in this sentence or the two before it in running text; "" for none.
func (a *article) groupBefore(p *passage, item int) string {
	for i := item - 1; i >= 0; i-- {
		if p.items[i].Labels&match.GROUP != 0 {
			return p.groupID(i)
		}
	}
	for k := p.index - 1; k >= 0 && k >= p.index-2 && a.passages[k] != nil && a.runsOn(k, p.index); k-- {
		q := a.passages[k]
		for i := len(q.items) - 1; i >= 0; i-- {
			if q.items[i].Labels&match.GROUP != 0 {
				return q.groupID(i)
			}
		}
	}
	return ""
}

// groupID is the group that an item names.
func (p *passage) groupID(item int) string {
	for _, i := range p.items[item].Mentions {
		for _, e := range p.s.Mentions[i].Entries {
			if e.Kind == extract.Group {
				return e.ID
			}
		}
	}
	return ""
}

// checkWithin judges a closed list among a group's members only: "in the EU only Hungary voted against".
func (w *world) checkWithin(f positionFact, s side, want map[string]bool, whole Judgement) Judgement {
	for _, members := range w.checker.groupMembers(f.scope, w.record) {
		alone := true
		for _, code := range members {
			if v, ok := w.vote(code); ok && v == s && !want[code] {
				alone = false
			}
		}
		if alone {
			j := whole
			j.Truth, j.Message, j.Severity = Right, "", NoSeverity
			j.Says = w.saysPositions(f, s, j.Named)
			return j
		}
	}
	whole.Truth = Unknown // whose list it is, the words leave open
	return whole
}
