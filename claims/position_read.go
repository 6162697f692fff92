package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// readPosition turns a match into a fact; names is the span of the list that it owns.
func (a *article) readPosition(p *passage, m match.Match) (out found[positionFact], names extract.Span, ok bool) {
	at, _, ok := m.Capture("w")
	if !ok {
		return out, extract.Span{}, false
	}
	head := m.Pattern.Head
	l, ok := p.lists[at]
	if !ok && strings.HasSuffix(head, ".noun") {
		l, ok = p.owner(at)
	}
	if !ok {
		return out, extract.Span{}, false
	}
	if n, _, ok := m.Capture("n"); ok && (p.notOne(n) || strings.HasSuffix(head, ".num") && p.quantity(n).Hi == 0) || p.notOne(m.Start-1) || at == m.End-1 && p.word(at-1) == ":" && clauseVerbs[p.word(at+1)] {
		return out, l.span, false
	}
	if strings.HasSuffix(head, ".listed") {
		if n, _, ok := m.Capture("n"); !ok || !p.quantity(n).Exact || p.quantity(n).Value != len(l.names)+l.also || len(l.names) < 2 {
			return out, l.span, false // another clause may begin with them
		}
		m.End = at + 1
	}
	f := a.positionTold(p, m, l, at)
	if a.notOfHow(p, m, f) {
		return out, l.span, false
	}
	f.readBesides(p, &m)
	out.span = p.span(m.Start, m.End)
	_, _, two := m.Capture("p")
	if s, e, ok := m.Capture("s"); ok {
		out.span = p.span(s, e)
	} else if !two && at <= m.Start+1 && out.span.Len() > longClaim && !f.closed {
		out.whole, out.span = out.span, p.afterInsertion(m, at)
	}
	if from := f.readCount(a, p, m, at); from > m.Start {
		out.span = p.span(from, m.End)
	}
	f.openEnded(p, m, at)
	f.residual(a, p, m, at)
	if f.closed {
		f.scope = a.groupBefore(p, at)
		f.closed = f.scope != "" || !f.only || !p.amongSome(at)
	}
	if strings.HasSuffix(head, ".open") && f.count != nil && f.count.span.End < l.span.Start && p.word(m.Start) != "among" {
		f.count = nil // the count is a claim of its own
		out.span = p.span(at, m.End)
	}
	if !two && len(f.names) == 1 && at <= m.Start+1 && at+1 < m.End && !f.closed && f.side <= absent && !p.has("which", "who") && !f.leans {
		f.verb = p.span(at+1, m.End)
	}
	f.vague = f.side <= no && vagueObject(p, m.End)
	out.fact, out.sentence = f, p.index
	if strings.HasSuffix(head, ".rel") {
		return out, p.items[m.End-1].Span, true // the names are the main clause's too
	}
	return out, l.span, true
}

// positionTold is what a rule's head and the list at an item say by themselves.
func (a *article) positionTold(p *passage, m match.Match, l list, at int) positionFact {
	head := m.Pattern.Head
	f := positionFact{names: l.names, also: l.also, leans: leans(m), only: onlyBefore(p, at)}
	f.side, f.soft = a.sideTold(p, m)
	f.soft = f.soft || l.pronoun
	if strings.HasSuffix(head, ".noun") {
		f.soft = true // of which vote, its noun seldom says: "Russia's abstention"
	}
	if strings.HasPrefix(head, "num") {
		_, f.counted = a.sideOfNumber(p, m.Start, p.numberTold(m))
	}
	f.closed = strings.HasSuffix(head, ".closed") || strings.HasSuffix(head, ".listed") || f.only && !strings.HasSuffix(head, ".open")
	if p.word(at-1) == "neither" {
		f.side, f.closed = f.side.opposite(), false // "Neither Russia nor China voted in favour"
	}
	if f.shift = strings.HasSuffix(head, ".shift"); f.shift {
		f.from = p.sideLeft(m)
	}
	if f.side == noSide && head == "like" && p.word(m.Start) == "as" {
		f.besides = a.principalsTold(p, m.Start) // "sided with Washington, as did Iran"
	}
	f.same = head == "same" || head == "same.num" || len(f.besides) > 0 || strings.HasPrefix(head, "camp")
	if strings.HasPrefix(head, "camp") {
		f.besides = a.lastVoters // "it voted in the same camp as": the one told before
	}
	f.odd = p.word(at+1) == "in" && at+2 < len(p.items) && p.items[at+2].Labels&match.ADJ != 0 && p.lists[at+2].names == nil
	return f
}

// notOfHow reports whether the words do not tell how the states voted.
func (a *article) notOfHow(p *passage, m match.Match, f positionFact) bool {
	head, before, last := m.Pattern.Head, p.word(m.Start-1), p.word(m.End-1)
	switch {
	case strings.HasPrefix(head, "like") && last == "them" && p.word(m.End) == "," && ballotWords[p.word(m.End+1)]:
		return true // "seven members, Spain among them, voted against it"
	case strings.HasSuffix(head, ".noun") && !p.presupposed(m):
		return true
	case strings.HasPrefix(head, "like.open") && (last == "those" || last == "these") && goesOnWith[p.word(m.End)]:
		return true // "was among those who stood with Britain"
	case strings.HasPrefix(head, "like.open") && p.word(m.End) == "," && p.sideAfter(m.End+1):
		return true // "several that opposed it then, among them Italy, now merely abstained"
	case p.oneAndOther(m.End):
		return true
	case (last == "against" || last == "for") && (p.word(m.End) == "themselves" || p.word(m.End) == "itself"):
		return true // "voted for themselves"
	case (last == "against" || last == "for") && opponent(p, m.End):
		return true // "voted against Paris", "voted for Spain": on whose side, not how
	case strings.HasSuffix(head, ".closed") && (before == "after" || before == "despite" || before == "instead"):
		return true // "new on its side, after abstaining in March: Iraq, Angola"
	}
	return f.side == noSide && !f.same || strings.HasSuffix(head, ".rel") && habit[last] && !a.headline(p)
}

// readBesides reads the states told with the others, and takes them off the match where they did something else: "voted against the compact, with
// Brazil later joining them".
func (f *positionFact) readBesides(p *passage, m *match.Match) {
	at, _, ok := m.Capture("p")
	if !ok {
		return
	}
	if next := p.word(m.End); at == m.End-1 && p.word(at-1) == "with" && (next == "later" || strings.HasSuffix(next, "ing")) {
		for m.End = at - 1; m.End > m.Start && p.word(m.End-1) == ","; m.End-- {
		}
	} else if l, ok := p.lists[at]; ok {
		f.besides, f.also = l.names, f.also+l.also
	}
}

// readCount reads the number told with the list at an item. It gives the item that the claim begins with where that is a later number than the
// match's first, else 0.
func (f *positionFact) readCount(a *article, p *passage, m match.Match, at int) (from int) {
	n, _, ok := m.Capture("n")
	if !ok || f.same && m.Pattern.Head != "same.num" || p.items[n].Labels&match.NUM == 0 {
		return 0
	}
	if k := p.nearerNumber(n, at); k > n {
		n, from = k, k
	}
	if strings.HasSuffix(m.Pattern.Head, ".open") && p.quantity(n).Hi < 50 && p.word(n-1) == "the" && a.groupBefore(p, 0) != "" {
		return from // "among the 10 that abstained", of a group told before
	}
	if !partOfRegion(p, n, at) {
		f.count = &count{side: f.side, q: p.quantity(n), span: p.items[n].Span, all: p.items[n].Span}
	} else if strings.HasSuffix(m.Pattern.Head, ".closed") {
		f.closed = false
	}
	return from
}

// sideLeft is the side that a change of sides left: "switched from no to yes".
func (p *passage) sideLeft(m match.Match) side {
	for i := m.Start; i+1 < m.End; i++ {
		if p.word(i) != "from" {
			continue
		}
		for k := i + 1; k < min(m.End, i+4) && p.word(k) != "to"; k++ {
			if s := sideWords[p.word(k)]; s != noSide {
				return s
			}
		}
	}
	return noSide
}

// habit are verbs that in a relative clause tell what a state always does: "China, which abstains from habit".
var habit = wordSet(`abstains abstain votes opposes oppose supports support backs back favours favors rejects reject endorses endorse`)

// headline reports whether the sentence is one of those that tell news in the present tense.
func (a *article) headline(p *passage) bool {
	role := a.doc.Blocks[p.s.Block].Role
	return role == extract.Headline || role == extract.Subhead || role == extract.Summary
}

// numberTold is the number by which a match tells its side: "among the ten"; "the eighth was Japan" is of eight.
func (p *passage) numberTold(m match.Match) extract.Quantity {
	n, _, ok := m.Capture("n")
	if !ok {
		return extract.Quantity{}
	}
	q := p.quantity(n)
	if q.Den > 1 && q.Num == 1 {
		q = extract.Quantity{Value: q.Den, Lo: q.Den, Hi: q.Den, Exact: true}
	}
	return q
}

// sideTold is the side that a match tells; soft where a number or "likewise" refers to words farther off.
func (a *article) sideTold(p *passage, m match.Match) (s side, soft bool) {
	head := m.Pattern.Head
	switch s = sideOf(head); {
	case strings.HasPrefix(head, "num"):
		s, _ = a.sideOfNumber(p, m.Start, p.numberTold(m))
		return s, !a.countedJustBefore(p, p.numberTold(m))
	case strings.HasPrefix(head, "like"):
		near, _ := a.sideBefore(p, p.items[m.Start].Start)
		if near == noSide && p.word(m.Start) == "as" && m.Start > 0 && !a.toldIn(p, m.Start) {
			return noSide, false // "withheld their blessing, as did Greece": of that, whatever it was
		}
		return a.lastSide(p, m.Start), near == noSide && !(p.wordsIn(m.Start+1, m.End-1, "among") && a.oneSided(a.before(p)))
	case strings.HasPrefix(head, "exception"):
		near, _ := a.sideBefore(p, p.items[m.Start].Start)
		return a.lastSide(p, m.Start).opposite(), near == noSide
	case strings.HasPrefix(head, "notlike"):
		if a.lastSide(p, m.Start) != yes {
			return noSide, false
		}
		return notYes, false
	case s == abstain && p.satOut(m):
		return neither, false
	}
	return s, false
}

// openEnded undoes a closed reading where the words leave the list open, or where a stated count is
// larger than the list.
func (f *positionFact) openEnded(p *passage, m match.Match, at int) {
	for i := max(0, m.Start-2); i < at; i++ { // "Among the nine were A, B and C" begins before the match
		switch p.word(i) {
		case "including", "among", "included", "like", "such", "also":
			f.closed = false
		case "other", "remaining", "rest":
			f.closed = f.closed && (i >= m.Start || f.count != nil || len(f.besides) > 0) // "the other abstentions came from": beside those told
		}
	}
	if at+1 < len(p.items) && p.word(at+1) == "among" || at > 0 && p.word(at-1) == "plus" {
		f.closed = false // "four supported it: the two sponsors, plus Pakistan and Algeria"
	}
	if f.count != nil && f.count.q.Exact && len(f.names) < f.count.q.Value && at == m.End-1 && p.goesOn(at+1) {
		f.closed = false // "five abstained: China and Russia, either of which could have killed it, plus Brazil, Germany and India"
	}
	if f.also > 0 && f.count == nil {
		n := len(f.names) + len(f.besides) + f.also
		f.count = &count{side: f.side, q: extract.Quantity{Value: n, Lo: n, Hi: n, Exact: true}}
	}
	f.closed = f.closed && f.also == 0 && !(p.word(at+1) == "and" && (p.word(at+2) == "its" || p.word(at+2) == "their" || p.word(at+2) == "others" || p.word(at+2) == "several" || p.word(at+2) == "some"))
	if at == m.End-1 && p.word(at+1) == "," {
		for i := at + 2; i < min(len(p.items), at+9) && !hardStop(p.word(i)); i++ {
			f.closed = f.closed && !(p.word(i) == "and" && p.word(i-1) == ",") // "were A and B, the two principals, and our four"
		}
	}
	if end := at + 1; p.separator(p.items, end) > end {
		if next := p.separator(p.items, end); next < len(p.items) && p.items[next].Labels&match.NUM != 0 && next <= at+2 {
			f.closed = false // "A, B and seven others of the region"
		}
	}
}

// goesOn reports whether more states follow in the sentence, led to by "plus", "and" or "along with".
func (p *passage) goesOn(from int) bool {
	for i := from; i < len(p.items) && p.word(i) != ";" && p.word(i) != "."; i++ {
		if p.lists[i].names == nil {
			continue
		}
		switch p.word(i - 1) {
		case "plus", "and", "with", "as", "alongside", "besides":
			return true
		}
	}
	return false
}

// afterInsertion is the claim's verb alone, where a long clause stands between the state and it.
func (p *passage) afterInsertion(m match.Match, at int) extract.Span {
	for i := m.End - 2; i > at; i-- {
		switch p.word(i) {
		case ",", "-", ")":
			return p.span(i+1, m.End)
		}
	}
	return p.span(m.Start, m.End)
}

// nearerNumber is the last number between one and a list that begins after it: "17 abstained and one, Eritrea, voted no" counts one.
func (p *passage) nearerNumber(n, at int) int {
	for k := at - 1; k > n; k-- {
		if p.items[k].Labels&match.NUM != 0 && p.word(k-1) == "and" {
			return k
		}
	}
	return n
}

// partOfRegion reports whether the number before a list counts a region's states only: "four in the region".
func partOfRegion(p *passage, n, at int) bool {
	for i := n + 1; i < at; i++ {
		if p.items[i].Labels&match.GROUP != 0 || p.word(i) == "in" || p.word(i) == "region" || p.word(i) == "from" || p.word(i) == "neighbours" || p.word(i) == "bloc" {
			return true
		}
	}
	return false
}

// residual completes "the other 12 were": the states told before voted so too.
func (f *positionFact) residual(a *article, p *passage, m match.Match, at int) {
	rest := false
	for i := m.Start; i < at; i++ {
		rest = rest || p.word(i) == "other" || p.word(i) == "remaining" || p.word(i) == "rest" || p.word(i) == "others"
	}
	if !rest || partOfRegion(p, m.Start, at) {
		return
	}
	for _, q := range []*passage{p, a.before(p)} {
		if q == nil || len(f.besides) > 0 {
			continue
		}
		for i := range q.items {
			if l, ok := q.lists[i]; ok && (q != p || i < m.Start) {
				f.besides = append(f.besides, l.names...)
			}
		}
	}
}

// before is the passage before p in running text, or nil.
func (a *article) before(p *passage) *passage {
	if i := p.index - 1; i >= 0 && a.passages[i] != nil && a.runsOn(i, p.index) {
		return a.passages[i]
	}
	return nil
}

// onlyBefore reports whether "only" or "just" stands before the list.
func onlyBefore(p *passage, at int) bool {
	for i := at - 1; i >= 0 && i >= at-2; i-- {
		switch p.word(i) {
		case "only", "just":
			return true
		case "the":
		default:
			return false
		}
	}
	return false
}
