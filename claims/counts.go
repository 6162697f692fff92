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

// ballotWords are those without which a lone count is no vote: many things are "for" something.
var ballotWords = wordSet(`vote votes voted voting abstain abstained abstaining abstention abstentions abstainers ballot ballots resolution resolutions draft motion amendment
	amendments adopted adopts passed approved veto vetoed tally text measure carried recorded declaration`)

// tellsVotes reports whether a tally is one of votes: two sides are counted, or its sentence speaks of a vote, and
// every number is one that a body of states can reach.
func (a *article) tellsVotes(t found[tallyFact]) bool {
	for _, c := range t.fact.counts {
		if c.q.Exact && c.q.Den == 0 && c.q.Value > maxVotes {
			return false
		}
	}
	p := a.passages[t.sentence]
	if p != nil && len(t.fact.counts) == 1 && a.bareFor(p, t) {
		return false
	}
	if p != nil && p.personal() {
		return false
	}
	if p != nil && len(a.counts(p)) > 1 {
		return true
	}
	if len(t.fact.counts) >= 2 && t.fact.counts[0].side != t.fact.counts[1].side || p == nil {
		return true
	}
	for i := range p.items {
		if ballotWords[p.items[i].Word] {
			return true
		}
	}
	if id, certainty := a.where(t.sentence, t.span); certainty == 1 && (id == "GA" || id == "SC") && t.fact.counts[0].q.Value > 15 {
		return true // "More than 140 countries backed it in the General Assembly"
	}
	return a.doc.Blocks[p.s.Block].Role == extract.Headline || a.countsAround(p)
}

// personal reports whether what is counted is of the writer's own: "12 in favour of my haircut and 3 against".
func (p *passage) personal() bool {
	for i := range p.items {
		if w := p.word(i); (w == "favour" || w == "favor" || w == "against") && p.word(i+1) == "of" && (p.word(i+2) == "my" || p.word(i+2) == "your") {
			return true
		}
	}
	return false
}

// maxVotes is more than any count of states can be.
const maxVotes = 230

// bareFor reports whether the count is only followed by "for" or "against", with a thing or a person that it is for: "the
// Group of Five for the Sahel", "one against another".
func (a *article) bareFor(p *passage, t found[tallyFact]) bool {
	for i := range p.items {
		if p.items[i].Start < t.span.End {
			continue
		}
		last := p.word(i - 1)
		if last != "for" && last != "against" {
			return false
		}
		next := p.word(i)
		return next == "another" || p.word(i-2) == "one" && last == "for" || next == "one" || next == "other" || i >= 3 && (p.word(i-3) == "of" && last == "for" || p.word(i-3) == "-") && !isVoters(p.word(i-2))
	}
	return false
}

// countsAround reports whether the sentence before or after, in the block, counts votes too: "93 said yes. Against: 24."
func (a *article) countsAround(p *passage) bool {
	for _, k := range []int{p.index - 1, p.index + 1} {
		if k < 0 || k >= len(a.passages) || a.passages[k] == nil || !a.runsOn(min(k, p.index), max(k, p.index)) {
			continue
		}
		for i := range a.passages[k].items {
			if ballotWords[a.passages[k].items[i].Word] {
				return true
			}
		}
		if len(a.counts(a.passages[k])) > 0 {
			return true
		}
	}
	return false
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
		out = append(out, a.unscoped(p, readCounts(p, m))...)
	}
	out = a.unlessCarriedOn(p, longestCounts(out))
	a.countCache[p.index] = out
	return out
}

// groupCounted is where the sentence's first count of a group's members ends, 0 for none: "eleven EU countries".
func (p *passage) groupCounted() int {
	for i := range p.items {
		if p.items[i].Labels&match.NUM == 0 {
			continue
		}
		for k := i + 1; k < min(len(p.items), i+4) && !clauseStart(p.word(k)); k++ {
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
			if p.items[i].Start >= from && p.items[i].End <= c.span.Start && (p.word(i) == ";" || p.word(i) == "overall" || p.word(i) == "total") {
				bare = false
			}
			if p.items[i].Covers(c.span) && (isVoters(p.word(i+1)) || p.items[i].Labels&match.SCORE != 0) {
				bare = false
			}
		}
		if !bare {
			out = append(out, c)
		}
	}
	return out
}

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
	if !ok || othersOnly(p, m, at) {
		return nil
	}
	if at > m.Start+3 && m.Pattern.Head != "sum" {
		all = p.span(at, m.End) // "condemned in the Assembly by 128 countries": the claim is the count
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

// othersOnly reports whether the number counts those beside a named state: "nine other countries".
func othersOnly(p *passage, m match.Match, at int) bool {
	next, before := p.word(at+1), p.word(at-1)
	if w := p.word(at + 1); p.word(at) == "one" && (w == "of" || w == "country" && p.word(at+2) == "of") {
		return true // "one of the abstainers" is a state, not a count
	}
	if q := p.quantity(at); p.word(at-1) == "all" && q.Exact && q.Value < 14 && !isVoters(next) && p.items[min(at+1, len(p.items)-1)].Labels == 0 {
		return true // "all three opposed it" are three that were named
	}
	if (next == "members" || next == "allies") && partOf(p, at) {
		return true // "13 of the 16 members voted against": the 16 are a group's
	}
	if p.word(at) == "one" && p.word(at-1) == "single" {
		return true // "not a single one abstained"
	}
	if p.word(at) == "one" && notCounting[p.word(at-1)] {
		return true // "voted as one for it"
	}
	if w := p.word(at + 1); (w == "more" || w == "fewer") && p.has("than") {
		return true // "three more countries voted no than in 2022"
	}
	return next == "others" || next == "other" && before != "the" && before != "all" && before != "remaining"
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

// readScore reads "93-18-65" as yes, no, abstaining, where the sentence speaks of a vote.
func readScore(p *passage, m match.Match, all extract.Span) []count {
	score := p.s.Mentions[p.items[m.Start].Mentions[0]].Score
	if !scoreOfVote(p, m.Start) || len(score) == 2 && !votesNear(p, m) {
		return nil
	}
	sides := []side{yes, no, abstain}
	var out []count
	spans := scoreSpans(p, m.Start)
	for i, q := range score {
		out = append(out, count{side: sides[i], q: q, span: spans[i], all: all})
	}
	return out
}

// scoreSpans are the digits of a score, one span a count.
func scoreSpans(p *passage, item int) []extract.Span {
	var out []extract.Span
	for i := p.items[item].First; i < p.items[item].Last; i++ {
		if t := p.s.Tokens[i]; t.Kind == extract.Digits {
			out = append(out, t.Span)
		}
	}
	return out
}

var voteWords = wordSet(`vote votes voted voting adopted passed approved carried rejected tally abstaining abstained abstentions abstention assembly council resolution
	defeated ballot count margin for went result scraped cleared`)

var gameWords = wordSet(`beat beaten innings game match goal goals league cup season lost team score scored semi-final quarter-final overtime seats seat
	election elections polls poll points`)

func scoreOfVote(p *passage, item int) bool {
	vote, game := false, false
	for i := range p.items {
		vote = vote || voteWords[p.items[i].Word]
		game = game || gameWords[p.items[i].Word]
		if p.items[i].Labels&match.BODY != 0 && (p.bodyID(i) == "GA" || p.bodyID(i) == "SC") {
			vote = true
		}
	}
	vote = vote || p.chamberActs(item)
	if mention := p.s.Mentions[p.items[item].Mentions[0]]; mention.Kind == extract.ScoreMention && len(mention.Score) == 3 {
		vote = true // three counts are a vote's
	}
	return vote && !game
}

// readPair reads "84 votes to 19".
func readPair(p *passage, m match.Match, all extract.Span) []count {
	y, _, ok1 := m.Capture("y")
	n, _, ok2 := m.Capture("n")
	if !ok1 || !ok2 {
		return nil
	}
	labelled := (p.word(m.Start-1) == ":" || p.itWas(m.Start)) && p.quantity(y).Value+p.quantity(n).Value > 30 // "Zone of peace: 129 to 5"
	if !p.quantity(y).Exact && p.quantity(y).Hi > 1000 && p.quantity(n).Value > p.quantity(y).Value || !scoreOfVote(p, y) && !labelled {
		return nil // "from 120 to 150"
	}
	if labelled {
		return []count{
			{side: yes, q: p.quantity(y), span: p.items[y].Span, all: all},
			{side: no, q: p.quantity(n), span: p.items[n].Span, all: all},
		}
	}
	if m.Start > 0 && (p.word(m.Start-1) == "from" || p.word(m.Start-1) == "between") {
		return nil
	}
	if p.word(y+1) == "to" && !votesNear(p, m) {
		return nil
	}
	return []count{
		{side: yes, q: p.quantity(y), span: p.items[y].Span, all: all},
		{side: no, q: p.quantity(n), span: p.items[n].Span, all: all},
	}
}

// votesBefore reports whether the sentence before speaks of a vote.
func (a *article) votesBefore(p *passage) bool {
	q := a.before(p)
	if q == nil || len(a.counts(q)) > 0 {
		return q != nil
	}
	for i := range q.items {
		if ballotWords[q.items[i].Word] {
			return true
		}
	}
	return false
}

// itWas reports whether "it was" or "it had been" leads to the item in a sentence with a time: "the year before it was 187 to 2".
func (p *passage) itWas(item int) bool {
	w := p.word(item - 1)
	if w != "was" && w != "been" && w != "were" || p.word(item-2) != "it" && p.word(item-3) != "it" {
		return false
	}
	for i := range p.items {
		if p.items[i].Labels&match.DATE != 0 {
			return true
		}
	}
	return false
}

// votesNear asks of a bare "84 to 19" that a word of voting stands right before or after.
func votesNear(p *passage, m match.Match) bool {
	if p.word(m.Start-1) == ":" || p.word(m.Start-1) == "," && p.plenaryActs(m.Start) {
		return true
	}
	for i := max(0, m.Start-7); i < min(len(p.items), m.End+5); i++ {
		switch p.items[i].Word {
		case "vote", "votes", "voted", "voting", "resolution", "in", "by", "passed", "adopted", "approved", "carried", "tally", "abstaining", "abstentions", "rejected", "was", "down", "count":
			return true
		}
	}
	return p.chamberActs(m.Start)
}

// plenaryActs reports whether the Assembly or the Council is the subject before the item: "the Council authorised the use of
// force, 12-2".
func (p *passage) plenaryActs(end int) bool {
	for i := 0; i < end; i++ {
		if p.items[i].Labels&match.BODY != 0 && (p.bodyID(i) == "GA" || p.bodyID(i) == "SC") {
			for k := i + 1; k < end; k++ {
				if triggers[p.word(k)] {
					return true
				}
			}
		}
	}
	return false
}

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
