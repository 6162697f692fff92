package claims

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

var tallyPatterns = patterns("tally.pat")

var tally = define("tally", "How many members voted how.", findTallies, judgeTally)

// count is one number of a tally.
type count struct {
	side side
	q    extract.Quantity
	span extract.Span // of the number's words
	all  extract.Span // with its side
	of   int          // "of the 193 members", 0 where not said
	rest bool         // "every other member": all but one
}

// tallyFact is a set of counts, at most one a side.
type tallyFact struct {
	counts []count
}

// String is the canonical reading: "93 yes, 18 no, 65 abstaining".
func (f tallyFact) String() string {
	var parts []string
	for _, c := range f.counts {
		if c.rest {
			parts = append(parts, "all others "+c.side.String())
			continue
		}
		parts = append(parts, readQuantity(c.q)+" "+c.side.String())
	}
	return strings.Join(parts, ", ")
}

func readQuantity(q extract.Quantity) string {
	switch {
	case q.Den > 0:
		return fmt.Sprintf("%d/%d", q.Num, q.Den)
	case q.Exact:
		return strconv.Itoa(q.Value)
	case q.Hi > 100000:
		return fmt.Sprintf("at least %d", q.Lo)
	}
	return fmt.Sprintf("%d to %d", q.Lo, q.Hi)
}

// part is the count of a side, or nil.
func (f tallyFact) part(s side) *count {
	for i := range f.counts {
		if f.counts[i].side == s {
			return &f.counts[i]
		}
	}
	return nil
}

// full reports whether the counts alone may identify a vote: yes and no and abstentions, exactly.
func (f tallyFact) full() bool {
	n := 0
	for _, c := range f.counts {
		if c.q.Exact && c.side <= abstain {
			n++
		}
	}
	return n == 3
}

func findTallies(a *article) []found[tallyFact] { return a.tallies() }

// tallies are the article's tallies, read once.
func (a *article) tallies() []found[tallyFact] {
	if a.tallyCache == nil {
		a.tallyCache = a.readTallies()
	}
	return a.tallyCache
}

func (a *article) readTallies() []found[tallyFact] {
	var out []found[tallyFact]
	for _, p := range a.passages {
		if p == nil {
			continue
		}
		out = append(out, mergeCounts(p, a.counts(p))...)
	}
	kept := out[:0]
	for i := range out {
		if a.tellsVotes(out[i]) {
			a.vetoBesides(&out[i])
			kept = append(kept, out[i])
		}
	}
	out = kept
	return append(out, a.tableTallies()...)
}

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
	if len(t.fact.counts) >= 2 && t.fact.counts[0].side != t.fact.counts[1].side || p == nil {
		return true
	}
	for i := range p.items {
		if ballotWords[p.items[i].Word] {
			return true
		}
	}
	return a.doc.Blocks[p.s.Block].Role == extract.Headline || a.countsAround(p)
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
		if k < 0 || k >= len(a.passages) || a.passages[k] == nil || a.passages[k].s.Block != p.s.Block {
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
		if a.silent(p, m) || p.series(m) || p.subset(m) {
			continue
		}
		out = append(out, a.unscoped(p, readCounts(p, m))...)
	}
	out = a.unlessCarriedOn(p, longestCounts(out))
	a.countCache[p.index] = out
	return out
}

// unlessCarriedOn drops bare counts that go on from one of a group's members: "ten of the EU's 27 voted for it and 16
// abstained".
func (a *article) unlessCarriedOn(p *passage, counts []count) []count {
	from, scoped := a.scopedTo[p.index]
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
			if p.items[i].Covers(c.span) && isVoters(p.word(i+1)) {
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
	c := count{side: sideOf(m.Pattern.Head), q: p.quantity(at), span: p.items[at].Span, all: all}
	for i := at + 1; i < m.End && !strings.HasSuffix(m.Pattern.Head, ".of"); i++ {
		if p.items[i].Labels&match.NUM != 0 && (p.word(i-1) == "of" || p.word(i-1) == "the") {
			c.of = p.quantity(i).Value
			if subset := c.of != 15 && c.of != 11 && c.of < 50; subset { // "six of the 14 that opposed": the 14 are the tally's
				c.q, c.span, c.of = p.quantity(i), p.items[i].Span, 0
			}
		}
	}
	return []count{c}
}

// othersOnly reports whether the number counts those beside a named state: "nine other countries".
func othersOnly(p *passage, m match.Match, at int) bool {
	if w := p.word(at + 1); p.word(at) == "one" && (w == "of" || w == "country" && p.word(at+2) == "of") {
		return true // "one of the abstainers" is a state, not a count
	}
	if p.word(at) == "one" && notCounting[p.word(at-1)] {
		return true // "voted as one for it"
	}
	if w := p.word(at + 1); (w == "more" || w == "fewer") && p.has("than") {
		return true // "three more countries voted no than in 2022"
	}
	next, before := p.word(at+1), p.word(at-1)
	return next == "others" || next == "other" && before != "the" && before != "all" && before != "remaining"
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

var gameWords = wordSet(`beat beaten innings game match goal goals league cup defeat season lost team score scored semi-final quarter-final overtime seats seat
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
	if !p.quantity(y).Exact && p.quantity(y).Hi > 1000 && p.quantity(n).Value > p.quantity(y).Value || !scoreOfVote(p, y) {
		return nil // "from 120 to 150"
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

// votesNear asks of a bare "84 to 19" that a word of voting stands right before or after.
func votesNear(p *passage, m match.Match) bool {
	if p.word(m.Start-1) == ":" {
		return true
	}
	for i := max(0, m.Start-7); i < min(len(p.items), m.End+5); i++ {
		switch p.items[i].Word {
		case "vote", "votes", "voted", "voting", "resolution", "in", "by", "passed", "adopted", "approved", "carried", "tally", "abstaining", "abstentions", "rejected", "was", "down", "count":
			return true
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

// mergeCounts joins neighbouring counts of different sides into one tally.
func mergeCounts(p *passage, counts []count) []found[tallyFact] {
	var out []found[tallyFact]
	for _, c := range counts {
		if n := len(out) - 1; n >= 0 && joins(p, out[n], c) {
			out[n].fact.counts = append(out[n].fact.counts, c)
			out[n].span = out[n].span.Join(c.all)
			continue
		}
		out = append(out, found[tallyFact]{span: c.all, sentence: p.index, fact: tallyFact{[]count{c}}, told: telling{sides: true}})
	}
	return out
}

var joiners = wordSet(`, and with while but : ; - ( ) further another only just others more members countries states nations votes vote voting were was there had also
	other by the against for , either plus respectively of a same others' additional whereas as remaining no to on it in favour favor text resolution
	abstaining abstained abstentions opposed against voted yes meeting member council assembly`)

// joins reports whether only connecting words, and lists of names, stand between the tally and a count.
func joins(p *passage, f found[tallyFact], c count) bool {
	if f.span.Len() > longClaim || c.all.Len() > longClaim || f.fact.part(c.side) != nil || c.side > abstain || f.fact.counts[0].side > abstain {
		return false
	}
	budget := 9
	for i := range p.items {
		it := &p.items[i]
		if it.Start < f.span.End || it.End > c.all.Start {
			continue
		}
		switch {
		case it.Word == "including" || it.Word == "among":
			return false
		case it.Labels&(match.STATES|match.BODY|match.DATE) != 0:
		case joiners[it.Word] || it.Skip:
		case it.Word == ".":
			return false
		default:
			budget -= 3
		}
		budget--
		if budget < 0 {
			return false
		}
	}
	return true
}

// judgeTally compares the counts with one record.
func judgeTally(f tallyFact, w *world) Judgement {
	r := w.record
	j := Judgement{Says: saysTally(r.Tally), Identifies: f.full(), Truth: Right}
	known, wrongs := 0, []count(nil)
	for _, c := range f.counts {
		switch judgeCount(c, r) {
		case Right:
			known++
			j.Weight += countWeight(c)
		case Wrong:
			known++
			wrongs = append(wrongs, c)
		}
	}
	switch {
	case known == 0:
		j.Truth = Unknown
	case len(wrongs) > 0:
		j.Truth = Wrong
		if w.correctedForm(f) {
			j.Truth = Both
		}
		j.Weight = 2
		w.explainTally(f, wrongs, &j)
	case known < len(f.counts):
		j.Truth = Unknown
	}
	return j
}

// countWeight is how much a right count says about which vote is meant: a three-figure number fits few.
func countWeight(c count) float64 {
	switch {
	case !c.q.Exact:
		return 0.7
	case c.q.Value > 20:
		return 2.5
	case c.q.Value > 3:
		return 1.6
	}
	return 0.9
}

func judgeCount(c count, r *sources.Record) Truth {
	n, ok := sideCount(c.side, r)
	if !ok || r.Body == sources.SecurityCouncil && c.q.Lo > 15 {
		return Unknown // the Council has no such number: another body's vote is meant
	}
	if c.rest {
		if r.Members > 0 && n == r.Members-1 {
			return Right
		}
		return Unknown // who the others are, the words leave open
	}
	if c.of > 0 && r.Members > 0 && c.of != r.Members && c.of != r.Members-1 {
		return Wrong
	}
	if c.q.Den > 0 {
		return judgeShare(c.q, n, r)
	}
	if c.q.Has(n) {
		return Right
	}
	if c.side == notYes && c.q.Has(n-1) {
		return Unknown // the state whose policy was voted on may not be counted
	}
	return Wrong
}

// judgeShare holds a fraction of the membership to within 4 points.
func judgeShare(q extract.Quantity, n int, r *sources.Record) Truth {
	if r.Members == 0 {
		return Unknown
	}
	share, want := float64(n)/float64(r.Members), float64(q.Num)/float64(q.Den)
	slack := 0.01
	if !q.Exact {
		slack = 0.06
	}
	if share > want-slack && share < want+slack {
		return Right
	}
	return Unknown
}

// sideCount is how many voted so; ok is false where the record does not tell.
func sideCount(s side, r *sources.Record) (int, bool) {
	t := r.Tally
	switch s {
	case yes:
		return t.Yes, t.Yes >= 0
	case no:
		return t.No, t.No >= 0
	case abstain:
		return t.Abstain, t.Abstain >= 0
	case absent:
		return t.NotVoting, t.NotVoting >= 0
	case noOrAbstain:
		return t.No + t.Abstain, t.Known()
	case notNo:
		return t.Yes + t.Abstain + t.NotVoting, t.Known() && t.NotVoting >= 0
	case notAbstain:
		return t.Yes + t.No, t.Known()
	case notYes:
		return t.No + t.Abstain + t.NotVoting, t.Known() && t.NotVoting >= 0
	}
	return 0, false
}

func saysTally(t sources.Tally) string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{t.Yes, "yes"}, {t.No, "no"}, {t.Abstain, "abstaining"}} {
		if p.n >= 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	if t.NotVoting > 0 {
		parts = append(parts, fmt.Sprintf("%d not voting", t.NotVoting))
	}
	return strings.Join(parts, ", ")
}
