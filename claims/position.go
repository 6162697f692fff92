package claims

import (
	"fmt"
	"sort"
	"strings"

	"stet/extract"
	"stet/extract/match"
)

var positionPatterns = patterns("position.pat")

var position = define("position", "How named states voted.", findPositions, judgePosition)

// positionFact says that the named states voted so.
type positionFact struct {
	side    side
	names   []name
	besides []name // voted so too, but are not in the list ("besides X", "joined X")
	closed  bool   // nobody else voted so
	count   *count // "the 12 abstaining were"
	also    int    // "and 17 others"
	scope   string // closed among the members of this group only
	same    bool   // voted as the besides did, whatever that was; side is noSide
	soft    bool   // read by ellipsis over a sentence's end: too loose to refute
	odd     bool   // one state is told as part of another: the words are muddled
	vague   bool   // the words may speak of an outcome, not of the text: polarity is open
}

// String is the canonical reading: "Hungary, Israel: no"; a closed list says "only".
func (f positionFact) String() string {
	var parts []string
	for _, n := range append(append([]name(nil), f.names...), f.besides...) {
		parts = append(parts, n.entries[0].ID)
	}
	reading := strings.Join(parts, ", ")
	if f.also > 0 {
		reading += fmt.Sprintf(" and %d others", f.also)
	}
	if f.closed {
		reading = "only " + reading
	}
	if f.same {
		return reading + ": the same vote"
	}
	return reading + ": " + f.side.String()
}

func findPositions(a *article) []found[positionFact] {
	var out []found[positionFact]
	for _, p := range a.passages {
		if p != nil {
			out = append(out, a.positions(p)...)
		}
	}
	return append(out, a.tablePositions()...)
}

// positions reads the named votes of one passage; the longest reading of a name wins.
func (a *article) positions(p *passage) []found[positionFact] {
	type reading struct {
		found[positionFact]
		names extract.Span
		at    int
	}
	var all []reading
	matches := positionPatterns.Find(p.items)
	sort.SliceStable(matches, func(i, j int) bool { return !leans(matches[i]) && leans(matches[j]) })
	for _, m := range matches {
		if a.silent(p, m) || p.series(m) || p.notSubject(m) {
			continue
		}
		f, names, ok := a.readPosition(p, m)
		if ok && !a.attitude(p, m, f.fact) {
			if !f.fact.same && !leans(m) {
				a.sidesTold = append(a.sidesTold, sideTold{f.span, p.index, f.fact.side})
			}
			all = append(all, reading{found[positionFact]{span: f.span, whole: f.whole, sentence: p.index, fact: f.fact, told: telling{sides: true}}, names, m.Pattern.Index})
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		if li, lj := all[i].span.Len(), all[j].span.Len(); li != lj {
			return li > lj
		}
		return all[i].at < all[j].at
	})
	var out []found[positionFact]
	var taken []extract.Span
	for _, r := range all {
		if overlapsAny(r.names, taken) {
			continue
		}
		taken = append(taken, r.names)
		a.lastVoters = r.fact.names
		for _, n := range r.fact.besides {
			taken = append(taken, n.span)
		}
		out = append(out, r.found)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].span.Start < out[j].span.Start })
	return out
}

func overlapsAny(s extract.Span, list []extract.Span) bool {
	for _, o := range list {
		if s.Overlaps(o) {
			return true
		}
	}
	return false
}

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
	f := positionFact{side: sideOf(head), names: l.names, also: l.also}
	f.closed = strings.HasSuffix(head, ".closed") || onlyBefore(p, at) && !strings.HasSuffix(head, ".open")
	if strings.HasPrefix(head, "num") {
		n, _, _ := m.Capture("n")
		f.side = a.sideOfNumber(p, m.Start, p.quantity(n))
		f.soft = !a.countedJustBefore(p, p.quantity(n))
	}
	if strings.HasPrefix(head, "like") {
		f.side = a.lastSide(p, m.Start)
		s, _ := a.sideBefore(p, p.items[m.Start].Start)
		f.soft = s == noSide
	}
	if strings.HasPrefix(head, "notlike") {
		if a.lastSide(p, m.Start) != yes {
			return out, l.span, false
		}
		f.side = notYes
	}
	f.same = head == "same" || strings.HasPrefix(head, "camp")
	if strings.HasPrefix(head, "camp") {
		f.besides = a.lastVoters // "it voted in the same camp as": the one told before
	}
	f.odd = p.word(at+1) == "in" && at+2 < len(p.items) && p.items[at+2].Labels&match.ADJ != 0 && p.lists[at+2].names == nil
	if f.side == noSide && !f.same {
		return out, l.span, false
	}
	if pAt, _, ok := m.Capture("p"); ok {
		if pl, ok := p.lists[pAt]; ok {
			f.besides = pl.names
		}
	}
	out.span = p.span(m.Start, m.End)
	if s, e, ok := m.Capture("s"); ok {
		out.span = p.span(s, e)
	} else if _, _, two := m.Capture("p"); !two && at <= m.Start+1 && out.span.Len() > longClaim && !f.closed {
		out.whole, out.span = out.span, p.afterInsertion(m, at)
	}
	if n, _, ok := m.Capture("n"); ok && !f.same && p.items[n].Labels&match.NUM != 0 {
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
	f.vague = f.side <= no && vagueObject(p, m.End)
	out.fact, out.sentence = f, p.index
	if strings.HasSuffix(head, ".rel") {
		return out, p.items[m.End-1].Span, true // the names are the main clause's too
	}
	return out, l.span, true
}

// openEnded undoes a closed reading where the words leave the list open, or where a stated count is
// larger than the list.
func (f *positionFact) openEnded(p *passage, m match.Match, at int) {
	for i := m.Start; i < at; i++ {
		switch p.word(i) {
		case "including", "among", "included", "like", "such":
			f.closed = false
		}
	}
	if at+1 < len(p.items) && p.word(at+1) == "among" {
		f.closed = false
	}
	if f.also > 0 && f.count == nil {
		f.count = &count{side: f.side, q: extract.Quantity{Value: len(f.names) + f.also, Lo: len(f.names) + f.also, Hi: len(f.names) + f.also, Exact: true}}
	}
	f.closed = f.closed && f.also == 0 && !(p.word(at+1) == "and" && (p.word(at+2) == "its" || p.word(at+2) == "their" || p.word(at+2) == "others" || p.word(at+2) == "several" || p.word(at+2) == "some"))
	if end := at + 1; p.separator(p.items, end) > end {
		if next := p.separator(p.items, end); next < len(p.items) && p.items[next].Labels&match.NUM != 0 && next <= at+2 {
			f.closed = false // "A, B and seven others of the region"
		}
	}
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

// before is the passage before p in its block, or nil.
func (a *article) before(p *passage) *passage {
	if i := p.index - 1; i >= 0 && a.passages[i] != nil && a.passages[i].s.Block == p.s.Block {
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

// textNouns are what a vote is about when it is about the text itself.
var textNouns = wordSet(`resolution resolutions text texts draft drafts measure measures motion proposal document declaration amendment it plan bid initiative version them
	this that vote . , ; : ) - and but while in at on when as during with because after before along alongside again the`)

// vagueObject reports whether the words after "voted for" or "against" name something other than a text:
// "against sanctions", "the US decision". Then which side of the vote is meant is open.
func vagueObject(p *passage, end int) bool {
	if end >= len(p.items) {
		return false
	}
	prev := p.word(end - 1)
	if prev != "against" && prev != "for" && prev != "of" && prev != "opposed" && prev != "opposing" && prev != "rejected" && prev != "backed" && prev != "supported" &&
		prev != "backing" && prev != "supporting" && prev != "endorsed" && prev != "approved" && prev != "oppose" && prev != "support" {
		return false
	}
	for i := end; i < min(len(p.items), end+6); i++ {
		it := &p.items[i]
		if it.Skip || it.Labels&(match.ADJ|match.BODY|match.SYMBOL|match.DATE) != 0 {
			continue
		}
		if textNouns[it.Word] {
			return false
		}
		if i > end+3 {
			break
		}
	}
	return !textNouns[p.word(end)]
}

// attitudes are verbs that tell a vote only where one is spoken of: states support and oppose many things.
var attitudes = wordSet(`backed back backing supported supports support supporting endorsed endorsing approved favoured favored opposed oppose opposes opposing rejected reject
	rejects rejecting against for supportive with by joined followed`)

// attitude reports whether the match may tell an opinion and no vote: its verb is one of attitude, and neither its object
// nor its sentence is a text put to the vote.
func (a *article) attitude(p *passage, m match.Match, f positionFact) bool {
	verb := false
	for i := m.Start; i < m.End; i++ {
		switch w := p.word(i); {
		case w == "voted" || w == "vote" || w == "votes" || w == "voting" || w == "abstained" || w == "abstaining" || w == "abstention" || w == "abstentions" || w == "ballot":
			return false
		case attitudes[w]:
			verb = true
		}
	}
	if !verb {
		return false
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
	for i := m.Start; i < m.End; i++ {
		switch p.word(i) {
		case "supports", "support", "backs", "back", "opposes", "oppose", "rejects", "reject", "endorses", "is", "are", "has", "have":
			return true
		}
	}
	return false
}

// sideTold is where a side was told by name.
type sideTold struct {
	span     extract.Span
	sentence int
	side     side
}

// leans reports whether a pattern takes its side from the words before.
func leans(m match.Match) bool {
	return strings.HasPrefix(m.Pattern.Head, "like") || strings.HasPrefix(m.Pattern.Head, "notlike") || strings.HasPrefix(m.Pattern.Head, "camp")
}

// nearestTold is the side told last before the offset, in the sentence or the one before, and where.
func (a *article) nearestTold(p *passage, limit int) (s side, best int) {
	best = -1
	for _, t := range a.sidesTold {
		if t.span.End <= limit && t.span.End > best && t.sentence >= p.index-1 && a.doc.Sentences[t.sentence].Block == p.s.Block {
			best, s = t.span.End, t.side
		}
	}
	return s, best
}

// lastSide is the side that the words before item at spoke of, in this sentence or the one before.
func (a *article) lastSide(p *passage, at int) side {
	limit := p.items[at].Start
	told, at2 := a.nearestTold(p, limit)
	if s, end := a.sideBefore(p, limit); s != noSide && end >= at2 {
		return s
	}
	if at2 >= p.s.Start {
		return told
	}
	if told != noSide {
		return told
	}
	for i := p.index - 1; i >= 0 && i >= p.index-2; i-- {
		q := a.passages[i]
		if q == nil || q.s.Block != p.s.Block {
			continue
		}
		return a.onlySide(q)
	}
	return noSide
}

// sideOfNumber is the side that had just been counted with that number, in the block or the two before it: "the ten".
func (a *article) sideOfNumber(p *passage, at int, n extract.Quantity) side {
	if !n.Exact || n.Value == 0 {
		return noSide
	}
	for i := p.index; i >= 0 && i >= p.index-8; i-- {
		q := a.passages[i]
		if q == nil {
			continue
		}
		counts := a.counts(q)
		for k := len(counts) - 1; k >= 0; k-- {
			if counts[k].q.Exact && counts[k].q.Value == n.Value && (q != p || counts[k].span.Start < p.items[at].Start) {
				return counts[k].side
			}
		}
	}
	return noSide
}

// countedJustBefore reports whether the number was counted in this sentence or the one before, and so is no mere guess.
func (a *article) countedJustBefore(p *passage, n extract.Quantity) bool {
	for _, q := range []*passage{p, a.before(p)} {
		if q == nil {
			continue
		}
		for _, c := range a.counts(q) {
			if c.q.Exact && c.q.Value == n.Value {
				return true
			}
		}
	}
	return false
}

var sideWords = map[string]side{
	"favour": yes, "favor": yes, "yes": yes, "supported": yes, "backed": yes, "for": noSide, "support": yes, "against": no, "opposed": no, "opposition": no,
	"no": no, "noes": no, "abstained": abstain, "abstaining": abstain, "abstention": abstain, "abstentions": abstain, "abstain": abstain, "opposing": no, "abstainers": abstain, "absent": absent,
}

// onlySide is the side that a sentence speaks of, where it speaks of one only.
func (a *article) onlySide(p *passage) side {
	only := noSide
	for i := range p.items {
		s := sideWords[p.items[i].Word]
		if s == noSide {
			continue
		}
		if only != noSide && only != s {
			return noSide
		}
		only = s
	}
	return only
}

// sideBefore is the side that a word of the sentence before the offset speaks of, the last one, and where.
func (a *article) sideBefore(p *passage, limit int) (last side, end int) {
	for i := range p.items {
		it := &p.items[i]
		if it.End > limit {
			break
		}
		if s := sideWords[it.Word]; s != noSide {
			last, end = s, it.End
		}
	}
	return last, end
}

// judgePosition compares the named votes with one record.
func judgePosition(f positionFact, w *world) Judgement {
	r := w.record
	j := Judgement{Truth: Right, Identifies: f.closed && len(f.names) >= 4, Weight: 0}
	s := f.side
	if f.same {
		if s = w.sharedSide(f.besides, &j); s == noSide {
			return j
		}
	}
	var wrong []string
	var wrongName *name
	unknown := false
	want := map[string]bool{}
	for i, n := range append(append([]name(nil), f.names...), f.besides...) {
		code, truth := w.nameVote(n, s)
		j.Named = append(j.Named, code...)
		for _, c := range code {
			want[c] = true
		}
		switch truth {
		case Wrong:
			wrong = append(wrong, w.checker.memberName(code[0]))
			if i < len(f.names) {
				wrongName = &f.names[i]
			}
		case Unknown:
			unknown = true
		default:
			j.Weight += w.positionWeight(s)
		}
	}
	j.Says = w.saysPositions(f, s, j.Named)
	switch {
	case len(wrong) > 0:
		w.explainPosition(f, s, wrong, wrongName, want, &j)
	case f.closed && r.Positions != "" && !r.Partial:
		w.checkClosed(f, s, want, &j)
		if f.scope != "" && j.Truth == Wrong {
			j = w.checkWithin(f, s, want, j)
		}
	case f.closed && r.Positions == "":
		w.checkClosedCount(f, s, len(want), &j)
	}
	if j.Truth == Right && f.count != nil {
		w.checkListCount(f, s, want, &j)
	}
	if f.soft && j.Truth == Wrong || j.Truth == Right && (unknown || f.odd) {
		j.Truth = Unknown
	}
	return j
}

// positionWeight is what one right position says about which vote is meant: a rare side says more.
func (w *world) positionWeight(s side) float64 {
	n, ok := sideCount(s, w.record)
	if !ok || w.record.Members == 0 {
		return 0.3
	}
	share := float64(n) / float64(w.record.Members)
	switch {
	case share < 0.1:
		return 1.2
	case share < 0.4:
		return 0.7
	}
	return 0.2
}

// nameVote says whether a state voted so, and which seats the name means at the record's date.
func (w *world) nameVote(n name, s side) ([]string, Truth) {
	seats := w.seats(n)
	verdict := Unknown
	for _, alternative := range seats {
		truth := Right
		for _, code := range alternative {
			got, ok := w.vote(code)
			if !ok {
				truth = Unknown
			} else if !s.has(got) && truth == Right {
				truth = Wrong
			}
		}
		if truth == Right {
			return alternative, Right
		}
		if verdict == Unknown {
			verdict = truth
		}
	}
	if len(seats) == 0 {
		return []string{codes(n.entries[0].ID)[0]}, Unknown
	}
	return seats[0], verdict
}

// seats gives every reading of a name at the record's date: each a list of member codes.
func (w *world) seats(n name) [][]string {
	day := w.record.Date.Time()
	var out, any [][]string
	for _, e := range n.entries {
		if e.Kind != extract.State && e.Kind != extract.Capital && e.Kind != extract.Demonym {
			continue
		}
		any = append(any, codes(e.ID))
		if (e.From.IsZero() || !day.Before(e.From)) && (e.To.IsZero() || !day.After(e.To)) {
			out = append(out, codes(e.ID))
		}
	}
	if len(out) == 0 {
		out = any
	}
	for i, list := range out {
		for k, code := range list {
			out[i][k] = w.checker.seatAt(code, day)
		}
	}
	return out
}

// vote is how a member voted; ok is false where the record does not tell or it was not at the table.
func (w *world) vote(code string) (side, bool) {
	for _, v := range w.record.VetoedBy {
		if v == code {
			return no, true
		}
	}
	i, ok := w.checker.seat[code]
	if !ok {
		return noSide, false
	}
	return sideFrom(w.record.Position(i))
}

// sharedSide is how the principals voted.
func (w *world) sharedSide(principals []name, j *Judgement) side {
	for _, n := range principals {
		for _, alternative := range w.seats(n) {
			if s, ok := w.vote(alternative[0]); ok {
				return s
			}
		}
	}
	j.Truth = Unknown
	return noSide
}

func (w *world) saysPositions(f positionFact, s side, named []string) string {
	var parts []string
	byVote := map[side][]string{}
	for _, code := range named {
		if v, ok := w.vote(code); ok {
			byVote[v] = append(byVote[v], w.checker.memberName(code))
		}
	}
	for _, v := range []side{yes, no, abstain, absent} {
		if len(byVote[v]) > 0 {
			parts = append(parts, strings.Join(byVote[v], ", ")+": "+v.String())
		}
	}
	return strings.Join(parts, "; ")
}

// explainPosition words a refuted position.
func (w *world) explainPosition(f positionFact, s side, wrong []string, at *name, want map[string]bool, j *Judgement) {
	j.Truth, j.Severity, j.Weight = Wrong, Meaning, 1.5
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	if len(wrong) > 0 {
		j.Message = fmt.Sprintf("%s did not vote so: %s.", strings.Join(wrong, ", "), j.Says)
	}
	if at == nil || len(wrong) != 1 {
		return
	}
	code := w.seats(*at)[0][0]
	for _, pair := range confusable {
		for i, c := range pair {
			if c != code {
				continue
			}
			for k, other := range pair {
				if v, ok := w.vote(other); k != i && ok && s.has(v) && !want[other] {
					j.Diagnosis = fmt.Sprintf("%s for %s", w.checker.memberName(code), w.checker.memberName(other))
					j.Correction = smallestChange(w.doc, at.span, w.checker.memberName(other))
					return
				}
			}
		}
	}
}

// confusable are states whose names are taken for one another.
var confusable = [][]string{{"KOR", "PRK"}, {"COG", "COD"}, {"SDN", "SSD"}, {"GIN", "GNB", "GNQ", "PNG", "GUY"}, {"NER", "NGA"}, {"DMA", "DOM"}, {"AUT", "AUS"},
	{"SVK", "SVN"}, {"IRN", "IRQ"}, {"LBR", "LBY"}, {"MLI", "MWI", "MLT", "MDV"}, {"PRY", "URY"}, {"LVA", "LTU"}, {"ZMB", "ZWE", "GMB"}, {"MRT", "MUS"}, {"CHE", "SWE", "SWZ"},
	{"MNE", "MKD"}, {"DDR", "DEU"}, {"YEM", "YMD"}, {"ARM", "ALB", "AZE"}, {"BGR", "BLR"}, {"MDA", "MDV"}, {"KIR", "KGZ"}, {"NRU", "NPL"}, {"TGO", "TON"}, {"SYC", "SYR"}}

// smallestChange replaces the words of span by with, keeping what both share at either end.
func smallestChange(doc *extract.Document, span extract.Span, with string) *Correction {
	old := doc.Quote(span)
	for {
		a, restA, okA := strings.Cut(old, " ")
		b, restB, okB := strings.Cut(with, " ")
		if !okA || !okB || a != b {
			break
		}
		span.Start += len(a) + 1
		old, with = restA, restB
	}
	for {
		i, k := strings.LastIndexByte(old, ' '), strings.LastIndexByte(with, ' ')
		if i < 0 || k < 0 || old[i:] != with[k:] {
			break
		}
		span.End -= len(old) - i
		old, with = old[:i], with[:k]
	}
	return &Correction{Span: span, With: with}
}

// checkClosed asks whether nobody else voted so.
func (w *world) checkClosed(f positionFact, s side, want map[string]bool, j *Judgement) {
	var missing []string
	for i, m := range w.checker.members {
		if v, ok := sideFrom(w.record.Position(i)); ok && v == s && !want[m.Code] {
			missing = append(missing, m.Code)
		}
	}
	if len(missing) == 0 {
		j.Weight += 1
		return
	}
	j.Truth, j.Severity, j.Weight = Wrong, Meaning, 1.5
	names := make([]string, 0, 6)
	for _, code := range missing {
		if len(names) == 6 {
			names = append(names, fmt.Sprintf("%d more", len(missing)-6))
			break
		}
		names = append(names, w.checker.memberName(code))
	}
	j.Message = fmt.Sprintf("The list leaves out %s (%s).", strings.Join(names, ", "), s)
	j.Says = fmt.Sprintf("%d %s; also %s", len(want)+len(missing), s, strings.Join(names, ", "))
}

// checkClosedCount holds a closed list against the tally where no roll call is held.
func (w *world) checkClosedCount(f positionFact, s side, listed int, j *Judgement) {
	n, ok := sideCount(s, w.record)
	switch {
	case !ok:
		j.Truth = Unknown
	case n != listed:
		j.Truth, j.Severity, j.Weight = Wrong, Detail, 1
		j.Message = fmt.Sprintf("The list has %d names, the record %d %s.", listed, n, s)
		j.Says = saysTally(w.record.Tally)
	default:
		j.Truth = Unknown // the number fits; who they were is not on record
	}
}

// checkListCount holds the number that the article gives with a list against the record.
func (w *world) checkListCount(f positionFact, s side, want map[string]bool, j *Judgement) {
	n, ok := sideCount(s, w.record)
	if !ok || f.count.q.Has(n) || f.count.q.Has(n-len(f.besides)) || f.count.q.Has(n-len(f.names)) || f.closed && f.count.q.Has(len(f.names)) {
		return
	}
	j.Truth, j.Severity, j.Weight = Wrong, Detail, 1.5
	j.Message = fmt.Sprintf("The record has %d %s, the article %s.", n, s, readQuantity(f.count.q))
	j.Says = fmt.Sprintf("%s (%s)", saysTally(w.record.Tally), j.Says)
	if f.count.span.Len() > 0 && f.count.q.Exact {
		j.Correction = &Correction{Span: f.count.span, With: inStyle(w.doc.Quote(f.count.span), n)}
	}
}
