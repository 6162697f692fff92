package claims

import "stet/extract/match"

// measureWords name what is counted by themselves.
var measureWords = map[string]measure{
	"support": measure(yes), "backing": measure(yes), "ayes": measure(yes), "yeses": measure(yes), "backers": measure(yes), "supporters": measure(yes),
	"favour": measure(yes), "favor": measure(yes), "noes": measure(no), "nays": measure(no), "opposition": measure(no), "dissent": measure(no),
	"opponents": measure(no), "opposed": measure(no), "abstentions": measure(abstain), "abstainers": measure(abstain), "abstained": measure(abstain), "abstaining": measure(abstain),
	"abstention": measure(abstain), "absentees": measure(absent), "absences": measure(absent), "margin": margin, "gap": margin, "backed": measure(yes), "supported": measure(yes),
}

// measureAt is what the item counts, if its word says so.
func (p *passage) measureAt(i int) (measure, bool) {
	next, last := p.word(i+1), p.word(i-1)
	switch w := p.word(i); w {
	case "yes", "no", "negative", "affirmative":
		if next == "votes" || next == "vote" || next == "column" || next == "tally" || next == "count" || next == "side" || next == "camp" || last == "voted" || last == "voting" || last == "said" {
			if w == "yes" || w == "affirmative" {
				return measure(yes), true
			}
			return measure(no), true
		}
	case "against", "for":
		switch last {
		case "votes", "voted", "vote", "those", "voting", "countries", "states", "nations", "it", "number", "count", "numbers":
		default:
			if i == 0 || p.items[i-1].Labels&match.NUM == 0 || w == "for" {
				return 0, false
			}
		}
		if w == "for" {
			return measure(yes), last != "vote" && last != "it"
		}
		return measure(no), true
	case "backed", "supported", "opposed", "support":
		if next == "by" || next == "was" && w != "support" || last == "-" {
			return 0, false
		}
		return measureWords[w], true
	default:
		s, ok := measureWords[w]
		return s, ok
	}
	return 0, false
}

// measuresOf are the things that a comparison may be of, the likelier first: what its own words say, else the nearest
// count or word before it, else what the sentence before counts.
func (a *article) measuresOf(p *passage, m match.Match, head string) []measure {
	switch head {
	case "all":
		return []measure{measure(yes), measure(no), measure(abstain)}
	case "margin":
		return []measure{margin}
	}
	if s := sideOf(head); s != noSide {
		return []measure{measure(s)}
	}
	switch p.word(m.End - 1) {
	case "against", "opposed":
		return []measure{measure(no)} // "eight fewer against"
	case "for", "favour", "favor":
		return []measure{measure(yes)}
	}
	for i := m.Start; i < m.End; i++ {
		if s, ok := p.measureAt(i); ok {
			return []measure{s}
		}
		if p.word(i) == "majority" {
			return []measure{margin, measure(yes)}
		}
	}
	if got := a.measuresBefore(p, m.Start); got != nil {
		return got
	}
	for i := m.End; i < min(len(p.items), m.End+6) && !hardStop(p.word(i)) && p.word(i) != ","; i++ {
		if s, ok := p.measureAt(i); ok {
			return []measure{s}
		}
	}
	q := a.before(p)
	for back := 0; q != nil && back < 2; back++ {
		if got := a.measuresBefore(q, len(q.items)); len(got) > 0 {
			return yesFirst(got)
		}
		q = a.before(q)
	}
	return []measure{measure(yes), measure(no), measure(abstain)}
}

// measuresBefore looks back from an item for the nearest count or measuring word of the sentence.
func (a *article) measuresBefore(p *passage, from int) []measure {
	tallies := mergeCounts(p, a.counts(p))
	for i := from - 1; i >= 0; i-- {
		if w := p.word(i); w == ";" || w == ":" {
			return nil
		}
		for _, t := range tallies {
			for _, c := range t.fact.counts {
				if c.all.Covers(p.items[i].Span) && c.side <= abstain {
					return sidesOf(t.fact.counts, c.side)
				}
			}
		}
		if s, ok := p.measureAt(i); ok {
			return []measure{s}
		}
		if p.word(i) == "majority" {
			return []measure{margin, measure(yes)}
		}
	}
	return nil
}

// sidesOf puts the side nearest to the comparison first and the others of its tally behind it.
func sidesOf(counts []count, nearest side) []measure {
	out := []measure{measure(nearest)}
	for _, c := range counts {
		if c.side != nearest && c.side <= abstain {
			out = append(out, measure(c.side))
		}
	}
	if len(counts) > 1 && counts[0].all == counts[len(counts)-1].all {
		return yesFirst(out) // "93-18-65, down from 141"
	}
	return out
}

func yesFirst(list []measure) []measure {
	for i, m := range list {
		if m == measure(yes) {
			list[0], list[i] = list[i], list[0]
		}
	}
	return list
}
