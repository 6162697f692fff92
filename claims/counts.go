package claims

import (
	"sort"
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// vetoBesides adds the veto that the article counts beside the votes against: "one was against, on top of the US veto".
// A veto is a vote against, once; the total told is one too many.
func (a *article) vetoBesides(t *found[tallyFact]) {
	c := t.fact.part(no)
	p := a.passages[t.sentence]
	if c == nil || p == nil || !c.q.Exact {
		return
	}
	for i := range p.items {
		if p.items[i].Start < t.span.End || i+4 >= len(p.items) {
			continue
		}
		lead := p.word(i) + " " + p.word(i+1)
		if lead != "on top" && lead != "in addition" && p.word(i) != "besides" && p.word(i) != "plus" && lead != "as well" && lead != "not counting" && lead != "apart from" {
			continue
		}
		for k := i + 1; k < min(len(p.items), i+6); k++ {
			if p.word(k) == "veto" {
				c.q = extract.Quantity{Value: c.q.Value + 1, Lo: c.q.Value + 1, Hi: c.q.Value + 1, Exact: true}
				t.span.End = p.items[k].End
				return
			}
		}
	}
}

// counts reads every number of votes in the passage; the longest reading of a number wins. It is
// worked out once a passage, since positions need it too.
func (a *article) counts(p *passage) []count {
	if c, ok := a.countCache[p.index]; ok {
		return c
	}
	var out []count
	for _, m := range tallyPatterns.Find(p.items) {
		if a.silent(p, m) || p.series(m) || p.subset(m) || p.doneTo(m.Start) {
			continue
		}
		if m.Pattern.Head == "then" {
			out = append(out, a.thenCount(p, m)...)
			continue
		}
		if m.Pattern.Head == "pair" && p.itWas(m.Start) && !a.votesBefore(p) {
			continue
		}
		if pair := a.itemPair(p, m); len(pair) > 0 {
			out = append(out, pair...)
			continue
		}
		if p.ofSplitGroup(m.Start) {
			continue // "The African Union was badly split: 15 said yes, five no"
		}
		if p.word(m.Start-1) == "split" || p.word(m.End-1) == "down" && p.word(m.End-2) == "votes" {
			continue // "split five against five": a group's; "two votes down": compared
		}
		if p.noCount(m) {
			continue
		}
		read := readCounts(p, m)
		if w := p.word(m.End - 1); m.Pattern.Head == "no" && ((w == "rejected" || w == "opposed") && vagueObject(p, m.End) || w == "against" && p.againstDeed(m.End)) {
			for i := range read {
				read[i].side, read[i].deed = yes, true
			}
		}
		out = append(out, a.unscoped(p, read)...)
	}
	out = a.unlessCarriedOn(p, longestCounts(out))
	if countsTwice(out, yes) {
		for i := range out {
			if out[i].deed {
				out[i].side, out[i].deed = no, false // "67 opposed doing so, 50 were in favour"
			}
		}
	}
	a.countCache[p.index] = out
	return out
}

// deedNouns are what a text condemns or wants ended: votes "against" them are votes for the text.
var deedNouns = wordSet(`intervention invasion occupation annexation war aggression apartheid blockade embargo settlements crackdown coup incursion bombing`)

// againstDeed reports whether a deed and no text follows "against" at the item: "104 votes against the Soviet intervention".
func (p *passage) againstDeed(item int) bool {
	for i := item; i < min(len(p.items), item+4) && !clauseStart(p.word(i)) && !hardStop(p.word(i)); i++ {
		if deedNouns[p.word(i)] {
			return true
		}
	}
	return false
}

// countsTwice reports whether two of the counts are of the side.
func countsTwice(counts []count, s side) bool {
	n := 0
	for _, c := range counts {
		if c.side == s {
			n++
		}
	}
	return n > 1
}

// noCount reports whether what is counted are no votes on a text: "Nobody has voted for me to go home", "one no is enough to sink it",
// "interviewed 14 delegates for our paper".
func (p *passage) noCount(m match.Match) bool {
	zero, one := strings.HasSuffix(m.Pattern.Head, ".zero"), false
	if n, _, ok := m.Capture("n"); ok {
		q := p.quantity(n)
		zero, one = q.Exact && q.Value == 0, q.Exact && q.Value == 1
		if persons[p.word(n+1)] && m.End == n+3 && p.word(m.End-1) == "for" && vagueObject(p, m.End) {
			return true
		}
	}
	if p.word(m.End-1) == "for" && (zero && vagueObject(p, m.End) || opponent(p, m.End)) {
		return true
	}
	return one && p.has("enough", "suffices", "suffice")
}

// persons are people who may be counted for another reason than their votes.
var persons = wordSet(`delegates diplomats envoys ambassadors people experts officials guests ministers`)

// ofSplitGroup reports whether the item is told of a group that was split.
func (p *passage) ofSplitGroup(item int) bool {
	split := false
	for i := item - 1; i >= 0 && p.word(i) != ";" && p.word(i) != "."; i-- {
		switch p.word(i) {
		case "split", "divided", "fractured", "splintered":
			split = true
		}
		if split && p.items[i].Labels&match.GROUP != 0 {
			return true
		}
	}
	return false
}

// groupCounted is where the sentence's first count of a group's members ends, 0 for none: "eleven EU countries".
func (p *passage) groupCounted() int {
	for i := range p.items {
		if p.items[i].Labels&match.NUM == 0 {
			continue
		}
		for k := i + 1; k < min(len(p.items), i+5) && !clauseStart(p.word(k)); k++ {
			if p.items[k].Labels&match.GROUP != 0 {
				return p.items[k].End
			}
		}
	}
	return 0
}

// unlessCarriedOn drops bare counts that go on from one of a group's members: "ten of the EU's 27 voted for it and 16
// abstained".
func (a *article) unlessCarriedOn(p *passage, counts []count) []count {
	from, scoped := a.scopedTo[p.index]
	if end := p.groupCounted(); end > 0 && (!scoped || end < from) {
		from, scoped = end, true
	}
	if !scoped {
		return counts
	}
	var out []count
	for _, c := range counts {
		bare := c.span.Start > from
		for i := range p.items {
			if p.items[i].Start >= from && p.items[i].End <= c.span.Start && (p.word(i) == ";" && c.q.Value > fewOfGroup || p.word(i) == "overall" || p.word(i) == "total") {
				bare = false
			}
			if p.items[i].Covers(c.span) && (isVoters(p.word(i+1)) || p.items[i].Labels&match.SCORE != 0) {
				bare = false
			}
			if p.items[i].Start >= from && p.items[i].End <= c.span.Start && p.word(i) == "by" && i+1 < len(p.items) && p.items[i+1].Labels&match.NUM != 0 {
				bare = false // "a text of 22 African countries by 51 votes to 16, with 15 abstentions"
			}
		}
		if !bare {
			out = append(out, c)
		}
	}
	return out
}

// fewOfGroup is how many, after a semicolon, may still be of the group counted before it: "three of the Seven supported it; four opposed it".
const fewOfGroup = 9

// readCounts reads the counts of one match.
func readCounts(p *passage, m match.Match) []count {
	all := p.span(m.Start, m.End)
	switch m.Pattern.Head {
	case "score":
		return readScore(p, m, all)
	case "pair":
		return readPair(p, m, all)
	case "then":
		return nil // of whatever was counted before: thenCount
	}
	if strings.HasSuffix(m.Pattern.Head, ".zero") {
		zero := extract.Quantity{Exact: true}
		return []count{{side: sideOf(m.Pattern.Head), q: zero, span: p.span(m.Start, m.Start+1), all: all}}
	}
	if m.Pattern.Head == "yes.rest" {
		return []count{{side: yes, rest: true, q: extract.Quantity{Exact: true}, span: p.items[m.Start].Span, all: all}}
	}
	at, _, ok := m.Capture("n")
	if next := p.word(m.End); ok && (next == "more" || next == "fewer" || next == "less") {
		return nil // "got five votes more" compares
	}
	if ok && m.Start > 0 && p.word(m.Start) == "against" && (p.word(m.Start-1) == "alone" || p.word(m.Start-1) == "stood") {
		return nil // "it stood alone against 14"
	}
	if ok && m.Start > 0 && p.word(m.Start) == "against" && p.items[m.Start-1].Labels&match.NUM != 0 {
		return nil // "one against fourteen": which is which, the words do not say
	}
	if !ok || othersOnly(p, m, at) {
		return nil
	}
	if at > m.Start+3 && m.Pattern.Head != "sum" {
		all = p.span(at, m.End) // "condemned in the Assembly by 128 countries": the claim is the count
	}
	if strings.HasSuffix(m.Pattern.Head, ".share") {
		return readShare(p, m, at)
	}
	c := count{side: sideOf(m.Pattern.Head), q: p.quantity(at), span: p.items[at].Span, all: all, members: p.word(at+1) == "members"}
	for i := at + 1; i < m.End && !strings.HasSuffix(m.Pattern.Head, ".of"); i++ {
		before := i - 1
		for before > at && p.items[before].Skip && p.word(before) != "the" {
			before--
		}
		if p.items[i].Labels&match.NUM != 0 && (p.word(before) == "of" || p.word(before) == "the") {
			c.of = p.quantity(i).Value
			if subset := c.of != 15 && c.of != 11 && c.of < 50; subset { // "six of the 14 that opposed": the 14 are the tally's
				if w := p.word(i + 1); w == "members" || w == "allies" {
					return nil // "13 of the 16 members": of a group's
				}
				c.q, c.span, c.of = p.quantity(i), p.items[i].Span, 0
			}
		}
	}
	return []count{c}
}

// readShare reads a part of the membership, "a third of the council's members"; a number told with it must be an organ's size.
func readShare(p *passage, m match.Match, at int) []count {
	for i := at + 1; i < m.End; i++ {
		if p.items[i].Labels&match.NUM != 0 {
			if q := p.quantity(i); !q.Exact || q.Value != councilSeats && q.Value != 11 && q.Value < 50 {
				return nil // "half of the 27 members": a group's
			}
		}
	}
	return []count{{side: sideOf(m.Pattern.Head), q: p.quantity(at), span: p.items[at].Span, all: p.span(at, m.End)}}
}

// ofShare reports whether a fraction or "one in" stands before the number at an item: "half of the UN's 193 members", "one in three members".
func (p *passage) ofShare(at int) bool {
	i := at - 1
	for i >= 0 && (p.items[i].Skip || p.items[i].Labels&match.BODY != 0 || p.word(i) == "'s" || p.word(i) == "’s" || p.word(i) == "un") {
		i--
	}
	switch {
	case i < 1:
		return i == 0 && p.items[0].Labels&match.FRACTION != 0
	case p.word(i) == "in" && i == at-1:
		return p.items[i-1].Labels&match.NUM != 0
	case p.word(i) == "of":
		return p.items[i-1].Labels&match.FRACTION != 0
	}
	return p.items[i].Labels&match.FRACTION != 0
}

// othersOnly reports whether the number counts something else than the votes of a body: those beside a named state ("nine other
// countries"), those just named ("all three"), a group's members ("of the 16 members"), or nobody ("not a single one").
func othersOnly(p *passage, m match.Match, at int) bool {
	next, before := p.word(at+1), p.word(at-1)
	if w := p.word(at + 1); p.word(at) == "one" && (w == "of" || w == "country" && p.word(at+2) == "of") {
		return true // "one of the abstainers" is a state, not a count
	}
	if q := p.quantity(at); p.word(at-1) == "all" && q.Exact && q.Value < 14 && !isVoters(next) && next != "other" && p.items[min(at+1, len(p.items)-1)].Labels == 0 {
		return true // "all three opposed it" are three that were named
	}
	if before == "first" || before == "last" || before == "latter" {
		return true // "The first four also abstained last year": of those named
	}
	if p.ofShare(at) {
		return true
	}
	if at > 2 && p.items[at-1].Labels&match.BODY != 0 && ofBefore(p, at-1) {
		return true // "thirteen of the Council's 15 members": its size
	}
	if (next == "members" || next == "allies") && partOf(p, at) {
		return true // "13 of the 16 members voted against": the 16 are a group's
	}
	if next == "of" && p.wordsIn(at+1, m.End, "that", "who") && !p.ofManyVoters(at) {
		return true // "two of the countries that voted for it then": some of them
	}
	if p.ofItsMembers(at) {
		return true // "22 of its 27 members": a group's
	}
	if p.word(at) == "one" && p.word(at-1) == "single" {
		return true // "not a single one abstained"
	}
	if p.word(at) == "one" && notCounting[p.word(at-1)] {
		return true // "voted as one for it"
	}
	if w, next := p.word(at+1), p.word(at+2); (w == "more" || w == "fewer") && (next == "votes" || next == "noes" || next == "for" || next == "against" || next == "abstentions") {
		return true // "two more votes for, eight fewer against"
	}
	if w := p.word(at + 1); (w == "more" || w == "fewer") && p.has("than") {
		return true // "three more countries voted no than in 2022"
	}
	return next == "others" || next == "other" && before != "the" && before != "all" && before != "remaining"
}

// ofManyVoters reports whether "of the 171" stands after the number at an item, more than any group: those that took part.
func (p *passage) ofManyVoters(at int) bool {
	for i := at + 1; i < min(len(p.items), at+5); i++ {
		if p.items[i].Labels&match.NUM != 0 {
			q := p.quantity(i)
			return q.Exact && q.Value > 60
		}
	}
	return false
}

// ofItsMembers reports whether "of its 27" stands after the number at an item, and that is the size of no organ.
func (p *passage) ofItsMembers(at int) bool {
	if p.word(at+1) != "of" || p.word(at+2) != "its" && p.word(at+2) != "their" || at+3 >= len(p.items) || p.items[at+3].Labels&match.NUM == 0 {
		return false
	}
	q := p.quantity(at + 3)
	return q.Exact && q.Value != councilSeats && q.Value != 11 && q.Value != 47 && q.Value < 50 // 11 was the Council's size, 47 is the Human Rights Council's
}

// ofBefore reports whether a number and "of" stand before the item.
func ofBefore(p *passage, item int) bool {
	i := item - 1
	for i > 0 && p.items[i].Skip {
		i--
	}
	return i > 0 && p.word(i) == "of" && p.items[i-1].Labels&match.NUM != 0
}

// partOf reports whether "N of the" stands before the number at an item, and it is the size of none of the organs.
func partOf(p *passage, at int) bool {
	q := p.quantity(at)
	if !q.Exact || q.Value == 15 || q.Value == 11 || q.Value >= 50 {
		return false
	}
	i := at - 1
	for i >= 0 && p.items[i].Skip {
		i--
	}
	return i > 0 && p.word(i) == "of" && p.items[i-1].Labels&match.NUM != 0
}

var notCounting = wordSet(`not as no any that this which each every is`)

// longestCounts keeps, for each number, the count with the longest match, and drops overlaps.
func longestCounts(all []count) []count {
	sort.SliceStable(all, func(i, j int) bool {
		if li, lj := all[i].all.Len(), all[j].all.Len(); li != lj {
			return li > lj
		}
		return all[i].all.Start < all[j].all.Start
	})
	var out []count
	for _, c := range all {
		taken := false
		for _, o := range out {
			taken = taken || c.span.Overlaps(o.span) || o.of > 0 && o.of == c.q.Value && o.all.Covers(c.span) || c.all != o.all && o.span.Overlaps(c.all) && c.all.Overlaps(o.all) && o.all.Covers(c.all)
		}
		if !taken {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].span.Start < out[j].span.Start })
	return out
}
