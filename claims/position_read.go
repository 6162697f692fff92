package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// readPosition turns a match into a fact; names is the span of the list that it owns.
func (a *article) readPosition(p *passage, m match.Match) (found[positionFact], extract.Span, bool) {
	at, _, ok := m.Capture("w")
	var out found[positionFact]
	if !ok {
		return out, extract.Span{}, false
	}
	l, ok := p.lists[at]
	if !ok {
		return out, extract.Span{}, false
	}
	head := m.Pattern.Head
	f := positionFact{names: l.names, also: l.also}
	f.side, f.soft = a.sideTold(p, m)
	f.soft = f.soft || l.pronoun
	if strings.HasPrefix(head, "num") {
		_, f.counted = a.sideOfNumber(p, m.Start, p.numberTold(m))
	}
	f.closed = strings.HasSuffix(head, ".closed") || onlyBefore(p, at) && !strings.HasSuffix(head, ".open")
	if strings.HasSuffix(head, ".listed") {
		if n, _, ok := m.Capture("n"); !ok || !p.quantity(n).Exact || p.quantity(n).Value != len(l.names)+l.also || len(l.names) < 2 {
			return out, l.span, false // another clause may begin with them
		}
		f.closed, m.End = true, at+1
	}
	f.only = onlyBefore(p, at)
	f.leans = leans(m)
	f.shift, f.from = strings.HasSuffix(head, ".shift"), noSide
	if f.shift {
		f.from = p.sideLeft(m)
	}
	f.same = head == "same" || strings.HasPrefix(head, "camp")
	if strings.HasPrefix(head, "camp") {
		f.besides = a.lastVoters // "it voted in the same camp as": the one told before
	}
	f.odd = p.word(at+1) == "in" && at+2 < len(p.items) && p.items[at+2].Labels&match.ADJ != 0 && p.lists[at+2].names == nil
	if strings.HasPrefix(head, "like") && p.word(m.End-1) == "them" && p.word(m.End) == "," && ballotWords[p.word(m.End+1)] {
		return out, l.span, false // "seven members, Spain among them, voted against it"
	}
	if last := p.word(m.End - 1); (last == "against" || last == "for") && opponent(p, m.End) {
		return out, l.span, false // "voted against Paris", "voted for Spain": on whose side, not how
	}
	if strings.HasSuffix(head, ".closed") && (p.word(m.Start-1) == "after" || p.word(m.Start-1) == "despite" || p.word(m.Start-1) == "instead") {
		return out, l.span, false // "new on its side, after abstaining in March: Iraq, Angola"
	}
	if f.side == noSide && !f.same || strings.HasSuffix(head, ".rel") && habit[p.word(m.End-1)] && !a.headline(p) {
		return out, l.span, false
	}
	if pAt, _, ok := m.Capture("p"); ok {
		if next := p.word(m.End); pAt == m.End-1 && p.word(pAt-1) == "with" && (next == "later" || strings.HasSuffix(next, "ing")) {
			m.End = pAt - 1 // "voted against the compact, with Brazil later joining them"
			for m.End > m.Start && p.word(m.End-1) == "," {
				m.End--
			}
		} else if pl, ok := p.lists[pAt]; ok {
			f.besides, f.also = pl.names, f.also+pl.also
		}
	}
	out.span = p.span(m.Start, m.End)
	if s, e, ok := m.Capture("s"); ok {
		out.span = p.span(s, e)
	} else if _, _, two := m.Capture("p"); !two && at <= m.Start+1 && out.span.Len() > longClaim && !f.closed {
		out.whole, out.span = out.span, p.afterInsertion(m, at)
	}
	if n, _, ok := m.Capture("n"); ok && !f.same && p.items[n].Labels&match.NUM != 0 {
		if k := p.nearerNumber(n, at); k > n {
			n, out.span = k, p.span(k, m.End)
		}
		if c := (count{side: f.side, q: p.quantity(n), span: p.items[n].Span, all: p.items[n].Span}); !partOfRegion(p, n, at) {
			f.count = &c
		} else if strings.HasSuffix(head, ".closed") {
			f.closed = false
		}
	}
	f.openEnded(p, m, at)
	f.residual(a, p, m, at)
	if f.closed {
		f.scope = a.groupBefore(p, at)
	}
	if strings.HasSuffix(head, ".open") && f.count != nil && f.count.span.End < l.span.Start && p.word(m.Start) != "among" {
		f.count = nil // the count is a claim of its own
		out.span = p.span(at, m.End)
	}
	if _, _, two := m.Capture("p"); !two && len(f.names) == 1 && at <= m.Start+1 && at+1 < m.End && !f.closed && f.side <= absent && !p.has("which", "who") && !leans(m) {
		f.verb = p.span(at+1, m.End)
	}
	f.vague = f.side <= no && vagueObject(p, m.End)
	out.fact, out.sentence = f, p.index
	if strings.HasSuffix(head, ".rel") {
		return out, p.items[m.End-1].Span, true // the names are the main clause's too
	}
	return out, l.span, true
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

// toldIn reports whether a side was told by name in the sentence before the item.
func (a *article) toldIn(p *passage, item int) bool {
	for _, t := range a.sidesTold {
		if t.sentence == p.index && t.span.End <= p.items[item].Start {
			return true
		}
	}
	return false
}

// oneSided reports whether the sentence counts votes of one side and tells no other: "Thirty-six states abstained."
func (a *article) oneSided(p *passage) bool {
	if p == nil {
		return false
	}
	counts := a.counts(p)
	if len(counts) != 1 {
		return false
	}
	for _, t := range a.sidesTold {
		if t.sentence == p.index && t.side != counts[0].side {
			return false
		}
	}
	return true
}

// satOut reports whether the match ends in "sat it out", which is said of an abstention and of an absence.
func (p *passage) satOut(m match.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if w := p.word(i); (w == "sat" || w == "sitting") && (p.word(i+1) == "out" || p.word(i+2) == "out" || p.word(i+3) == "out") {
			return true
		}
	}
	return false
}

// openEnded undoes a closed reading where the words leave the list open, or where a stated count is
// larger than the list.
func (f *positionFact) openEnded(p *passage, m match.Match, at int) {
	for i := max(0, m.Start-2); i < at; i++ { // "Among the nine were A, B and C" begins before the match
		switch p.word(i) {
		case "including", "among", "included", "like", "such", "also":
			f.closed = false
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

// textNouns are what a vote is about when it is about the text itself; objectEnds end a verb's object.
var (
	textNouns = wordSet(`treaty pact convention compact resolution resolutions text texts draft drafts measure measures motion proposal document declaration amendment amendments it plan bid initiative version them
		this that vote former latter first second third other one both`)
	objectEnds = wordSet(`. , ; : ) - and but or while in at on when as during with because after before along alongside again who which that by`)
)

// vagueObject reports whether the words after "voted for" or "against" name something other than a text:
// "against sanctions", "the US decision", "Moscow's annexation". Then which side of the vote is meant is open.
func vagueObject(p *passage, end int) bool {
	switch p.word(end - 1) {
	case "against", "for", "of", "opposed", "opposing", "rejected", "backed", "supported", "backing", "supporting", "endorsed", "approved", "oppose", "support":
	default:
		return false
	}
	object := false
	for i := end; i < min(len(p.items), end+7); i++ {
		it := &p.items[i]
		switch {
		case textNouns[it.Word] || it.Labels&(match.SYMBOL|match.SCORE) != 0:
			return false
		case objectEnds[it.Word] || it.Labels&(match.DATE) != 0:
			return object
		case it.Skip || it.Word == "the" || it.Labels&(match.ADJ|match.BODY) != 0 || it.Labels&match.STATES != 0 && i == end:
		default:
			object = true
		}
	}
	return object
}

// opponent reports whether a state that is no text's author stands at the item.
func opponent(p *passage, i int) bool {
	if w := p.word(i); w == "us" || w == "him" || w == "her" || w == "me" {
		return true
	}
	if i >= len(p.items) || p.items[i].Labels&(match.STATES|match.ADJ) == 0 || len(p.items[i].Mentions) == 0 {
		return false
	}
	m := &p.s.Mentions[p.items[i].Mentions[0]]
	return !m.Poss && m.Entries[0].Kind != extract.Demonym && (i+1 == len(p.items) || !textNouns[p.word(i+1)] || hardStop(p.word(i+1)) || p.word(i+1) == ",")
}

// attitudes are verbs that tell a vote only where one is spoken of: states support and oppose many things.
var attitudes = wordSet(`backed back backing supported supports support supporting endorsed endorsing approved favoured favored opposed oppose opposes opposing rejected reject
	rejects rejecting against for supportive with by joined followed`)

// attitude reports whether the match may tell an opinion and no vote: its verb is one of attitude, and neither its object
// nor its sentence is a text put to the vote.
func (a *article) attitude(p *passage, m match.Match, f positionFact) bool {
	verb := strings.HasSuffix(m.Pattern.Head, ".shift")
	inFrom, inTo := p.insertion(m.Start, m.End)
	for i := m.Start; i < m.End; i++ {
		if i > inFrom && i < inTo {
			continue
		}
		switch w := p.word(i); {
		case verb && i > m.Start+1 && (w == "column" || w == "camp" || (w == "no" || w == "yes") && i == m.End-1):
			return false
		case w == "voted" || w == "vote" || w == "votes" || w == "voting" || w == "abstained" || w == "abstaining" || w == "abstention" || w == "abstentions" || w == "ballot":
			return false
		case attitudes[w]:
			verb = true
		}
	}
	if !verb {
		return false
	}
	if strings.HasSuffix(m.Pattern.Head, ".plus") && p.wordsIn(m.Start, m.End, "in") {
		return false // "joined Washington in opposition"
	}
	if role := a.doc.Blocks[p.s.Block].Role; role != extract.Headline && role != extract.Subhead && role != extract.Summary && p.present(m) {
		return true
	}
	for i := range p.items {
		if ballotWords[p.items[i].Word] {
			return false
		}
	}
	if before := a.before(p); before != nil && p.word(m.End-1) == "it" {
		for i := range before.items {
			if ballotWords[before.items[i].Word] {
				return false
			}
		}
	}
	return !a.countsAround(p) || f.vague
}

// present reports whether the match's verb tells a lasting opinion: "supports", "is in favour of".
func (p *passage) present(m match.Match) bool {
	inFrom, inTo := p.insertion(m.Start, m.End)
	for i := m.Start; i < m.End; i++ {
		if p.word(i-1) == "to" || i > inFrom && i < inTo {
			continue // "the only two to oppose it"; "Iran, which rejects such a plan, was absent"
		}
		switch p.word(i) {
		case "supports", "support", "backs", "back", "opposes", "oppose", "rejects", "reject", "endorses", "is", "are", "has", "have":
			return true
		}
	}
	return false
}
