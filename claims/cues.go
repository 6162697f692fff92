package claims

import (
	"sort"
	"strings"
	"time"

	"stet/claims/link"
	"stet/extract"
	"stet/extract/match"
)

// surroundings gathers what the article says around its claims for the linker. It never looks at the figures
// and votes that a claim asserts.
type surroundings struct {
	a        *article
	terms    [][]string // by sentence
	title    []string
	index    *link.Index
	told     map[int]*Claim // the last claim of each sentence
	frequent []string       // terms that the article keeps coming back to
}

func newSurroundings(a *article, index *link.Index, list []Claim) *surroundings {
	vocab := index.Vocabulary
	c := &surroundings{a: a, index: index, terms: make([][]string, len(a.doc.Sentences)), told: map[int]*Claim{}}
	for i := range list {
		if list[i].Kind == "comparison" || list[i].Kind == "arithmetic" {
			continue
		}
		if old := c.told[list[i].Sentence]; old == nil || !c.aside(&list[i]) {
			c.told[list[i].Sentence] = &list[i]
		}
	}
	for i := range a.doc.Sentences {
		c.terms[i] = vocab.Terms(nil, sentenceWords(&a.doc.Sentences[i]))
	}
	c.frequent = frequentTerms(c.terms)
	c.title = vocab.Terms(nil, strings.FieldsFunc(extract.Fold(a.doc.Title), func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == '\'' || r == '"' || r == '-' }))
	return c
}

// frequentTerms are those of four sentences and of at least a twelfth of all.
func frequentTerms(sentences [][]string) []string {
	count := map[string]int{}
	for _, terms := range sentences {
		seen := map[string]bool{}
		for _, t := range terms {
			if !seen[t] {
				seen[t] = true
				count[t]++
			}
		}
	}
	var out []string
	for t, n := range count {
		if n >= 4 && n*12 >= len(sentences) {
			out = append(out, t)
		}
	}
	return out
}

func sentenceWords(s *extract.Sentence) []string {
	out := make([]string, 0, len(s.Tokens))
	for i := range s.Tokens {
		if s.Tokens[i].Kind == extract.Word {
			out = append(out, s.Tokens[i].Norm)
		}
	}
	return out
}

// query is what the linker may know of a claim.
func (c *surroundings) query(claim *Claim) *link.Query {
	q := &link.Query{Published: c.a.doc.Published, Terms: c.weighTerms(claim)}
	q.Body, q.BodyWeight = c.a.where(claim.Sentence, claim.Span)
	q.Symbols = c.symbols(claim)
	if len(q.Symbols) == 0 {
		q.Carried = c.carriedSymbols(claim)
	}
	q.Times = c.times(claim)
	q.Sponsors, q.OwnText = c.sponsors(claim)
	clause := c.clause(claim)
	q.Failed = claim.told.failed && claim.Kind != "outcome" || c.clauseHas(clause, "vetoed", "veto", "vetoes", "vetoing", "blocked", "failed", "defeated", "rejected", "fell") && claim.Kind != "outcome"
	q.Motion = claim.told.motion || c.clauseHas(clause, "amendment", "amendments", "procedural", "no-action", "paragraph", "paragraphs", "operative", "requiring", "require")
	if claim.Kind == "veto" {
		q.Body, q.BodyWeight = "SC", 1
	}
	q.Local = c.local(claim)
	q.Phrases = c.phrases(claim)
	q.Earlier = c.earlier(claim, clause) && !hasOwnTime(c.sentenceTimes(claim.Sentence, clause, claim.whole, 1, 0.65))
	if f, ok := claim.Fact.(outcomeFact); ok {
		q.Unvoted = f.what == "consensus" || f.what == "unanimous" && q.Body != "SC"
	}
	q.ToldRejected = claim.Kind == "outcome" && claim.told.failed
	q.Committee = c.committeeNear(claim)
	return q
}

// hasOwnTime reports whether a time stands in the claim's own words.
func hasOwnTime(times []link.Cue) bool {
	for _, t := range times {
		if t.Weight >= 0.6 {
			return true
		}
	}
	return false
}

// local are the terms of the claim's sentence, the one before it, its subhead and its block's first sentence.
func (c *surroundings) local(claim *Claim) map[string]float64 {
	out := map[string]float64{}
	weight := 1.0
	put := func(i int) {
		for _, t := range c.terms[i] {
			out[t] = max(out[t], weight)
		}
	}
	put(claim.Sentence)
	back := c.topicalDistance(claim.Sentence, false)
	if c.another(claim) {
		return out
	}
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-3; i-- {
		if c.a.doc.Sentences[i].Block == block {
			weight = back[claim.Sentence-i]
			put(i)
		}
	}
	weight = 0.7
	if role := c.a.doc.Blocks[block].Role; role == extract.Headline || role == extract.Summary {
		return out
	}
	for i := claim.Sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			put(i)
			break
		}
	}
	return out
}

// phrases are the runs of terms of the claim's sentence and those before it in its block, by their weight.
func (c *surroundings) phrases(claim *Claim) []link.Phrase {
	out := []link.Phrase{{Terms: c.terms[claim.Sentence], Weight: 1}}
	for gap, w := range c.topicalDistance(claim.Sentence, c.another(claim)) {
		if w >= 0.2 {
			out = append(out, link.Phrase{Terms: c.terms[claim.Sentence-gap], Weight: w})
		}
	}
	if intro := c.introduction(claim.Sentence); intro >= 0 {
		out = append(out, link.Phrase{Terms: c.terms[intro], Weight: 0.75})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}

// earlier reports whether the claim is told as of a vote before the one in focus: "had opposed", "previously".
func (c *surroundings) earlier(claim *Claim, clause extract.Span) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if !clause.Covers(t.Span) {
			continue
		}
		switch t.Norm {
		case "previously", "formerly":
			return true
		case "had":
			if claim.whole.Covers(t.Span) && !strings.Contains(c.a.doc.Quote(claim.whole), "who had") {
				return true
			}
		case "previous", "earlier":
			if i+1 < len(s.Tokens) && earlierNoun[s.Tokens[i+1].Norm] {
				return true
			}
		}
	}
	return false
}

var earlierNoun = wordSet(`vote votes resolution resolutions text texts ballot ballots draft drafts occasion occasions ceasefire version round tally`)

// continuity is how surely the text goes on about the same vote from one claim to the next, in nats.
func (c *surroundings) continuity(last, next *linkedClaim) float64 {
	from, to := last.claim, next.claim
	if disjoint(last.query.Times, next.query.Times) || c.another(to) {
		return 0
	}
	if c.aside(to) {
		return 0
	}
	if c.sameOccasion(to) {
		return 3.5
	}
	if from.Sentence != to.Sentence && c.anew(to) {
		return 0.3
	}
	a, b := c.a.doc.Sentences[from.Sentence].Block, c.a.doc.Sentences[to.Sentence].Block
	switch {
	case from.Sentence == to.Sentence:
		return 3.5
	case c.turned(from.Sentence, to.Sentence):
		return 0.8
	case a == b:
		return 3
	case c.newSection(from.Sentence, to.Sentence):
		return 0.5
	case c.a.doc.Blocks[b].Role == extract.ListItem:
		return 0.8
	case b-a == 1:
		return 1.8
	}
	return 1
}

// opensWithTime reports whether a sentence begins with its time, and so sets the scene: "Twenty years ago the …".
func (c *surroundings) opensWithTime(sentence int) bool {
	for i := range c.a.doc.Sentences[sentence].Mentions {
		m := &c.a.doc.Sentences[sentence].Mentions[i]
		if m.Kind == extract.DateMention {
			return m.First <= 2 && !m.When.From.IsZero()
		}
	}
	return false
}

// labels reports whether the words before a colon name a subject: "Mine action: 166 to 1".
func (c *surroundings) labels(s *extract.Sentence, colon int) bool {
	words := make([]string, 0, colon)
	for i := range colon {
		if s.Tokens[i].Kind == extract.Word {
			if sideWords[s.Tokens[i].Norm] != noSide {
				return false
			}
			words = append(words, s.Tokens[i].Norm)
		}
	}
	sum := 0.0
	for _, t := range c.index.Vocabulary.Terms(nil, words) {
		sum += c.index.Rarity(t)
	}
	return sum >= 2.5
}

// sameSubject is how surely two claims are about one recurrent text, of whatever year, in nats.
func (c *surroundings) sameSubject(last, next *linkedClaim, aside bool) float64 {
	a, b := c.a.doc.Sentences[last.claim.Sentence].Block, c.a.doc.Sentences[next.claim.Sentence].Block
	switch {
	case c.another(next.claim) || c.newSection(last.claim.Sentence, next.claim.Sentence):
		return 0
	case c.turned(last.claim.Sentence, next.claim.Sentence):
		return 0.5
	case a == b || aside:
		return 2.2
	case c.a.doc.Blocks[b].Role == extract.ListItem:
		return 0.3
	}
	return 1.2
}

// disjoint reports whether both claims have times of their own and no day fits both.
func disjoint(a, b []link.Cue) bool {
	own := false
	for _, x := range a {
		for _, y := range b {
			if x.Weight < 0.6 || y.Weight < 0.6 || x.When.From.IsZero() || y.When.From.IsZero() {
				continue
			}
			own = true
			if !x.When.From.After(y.When.To) && !y.When.From.After(x.When.To) {
				return false
			}
		}
	}
	return own
}

// another reports whether the sentence turns to another text: "a second draft", "a rival resolution".
func (c *surroundings) another(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := 0; i+1 < len(s.Tokens); i++ {
		if s.Tokens[i].Start >= claim.Span.End {
			break
		}
		if s.Tokens[i].Norm == ":" && i > 0 && i < 14 && s.Tokens[i].End <= claim.Span.Start && c.labels(s, i) {
			return true
		}
		switch s.Tokens[i].Norm {
		case "second", "another", "separate", "rival", "third", "companion", "competing", "different", "fourth", "other":
			if authored[s.Tokens[i+1].Norm] || s.Tokens[i+1].Norm == "vote" || i+2 < len(s.Tokens) && authored[s.Tokens[i+2].Norm] {
				return true
			}
		}
	}
	return false
}

// turned reports whether a sentence without a claim between the two brings up a subject: then what follows is of that.
func (c *surroundings) turned(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if c.told[i] == nil && c.subjectIn(i) && c.a.passages[i] != nil {
			return true
		}
	}
	return false
}

// anew reports whether the sentence tells a new vote on an old subject: "again", "this time".
func (c *surroundings) anew(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start >= claim.Span.End {
			return false
		}
		if t.Norm == "again" || t.Norm == "this" && i+1 < len(s.Tokens) && s.Tokens[i+1].Norm == "time" || t.Norm == "once" && i+1 < len(s.Tokens) && s.Tokens[i+1].Norm == "more" {
			return true
		}
	}
	return false
}

// newSection reports whether a subhead stands between two sentences.
func (c *surroundings) newSection(from, to int) bool {
	for i := from + 1; i <= to; i++ {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return true
		}
	}
	return false
}

// aside reports whether the claim recalls another vote in passing and so does not move the focus: it
// stands in a comparison, or is told as an earlier vote.
func (c *surroundings) aside(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	if c.earlier(claim, c.clause(claim)) {
		return true
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.End <= claim.whole.Start && claim.whole.Start-t.End < 14 && comparing[t.Norm] || claim.Kind == "position" && claim.whole.Covers(t.Span) && t.Norm == "which" {
			return true
		}
	}
	return false
}

// comparing are words that lead to another vote's figures.
var comparing = wordSet(`than from compared unlike against since versus below above matching equalling recalled vs short`)

// committeeNear reports whether a committee or the Human Rights Council is named in the claim's block or the title.
func (c *surroundings) committeeNear(claim *Claim) bool {
	block := c.a.doc.Sentences[claim.Sentence].Block
	for _, o := range c.a.organs {
		if (strings.HasPrefix(o.id, "GA ") || o.id == "HRC") && c.a.doc.Sentences[o.sentence].Block == block {
			return true
		}
	}
	return false
}

// clause is the part of the sentence around the claim, up to "while", "but", ";" and dashes.
func (c *surroundings) clause(claim *Claim) extract.Span {
	s := &c.a.doc.Sentences[claim.Sentence]
	out := s.Span
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch t.Norm {
		case ";", "while", "whereas", "but", "although":
		case "having", "compared", "versus":
			if t.Start < claim.Span.End {
				continue
			}
		default:
			continue
		}
		if t.End <= claim.Span.Start {
			out.Start = max(out.Start, t.End)
		}
		if t.Start >= claim.Span.End {
			out.End = min(out.End, t.Start)
		}
	}
	return out
}

func (c *surroundings) clauseHas(clause extract.Span, words ...string) bool {
	for i := range c.a.doc.Sentences {
		s := &c.a.doc.Sentences[i]
		if !s.Overlaps(clause) {
			continue
		}
		for k := range s.Tokens {
			if !clause.Covers(s.Tokens[k].Span) {
				continue
			}
			for _, w := range words {
				if s.Tokens[k].Norm == w {
					return true
				}
			}
		}
	}
	return false
}

// thin is the rarity, in nats, under which a sentence's own words do not tell its subject.
const thin = 16

// weighTerms gives every term of the article the weight of its nearness to the claim.
func (c *surroundings) weighTerms(claim *Claim) map[string]float64 {
	out := map[string]float64{}
	own := 0.0
	for _, t := range c.terms[claim.Sentence] {
		own += c.index.Rarity(t)
	}
	back := c.topicalDistance(claim.Sentence, c.another(claim))
	lift := max(1, min(2, 2-own/thin)) // a sentence with no subject of its own leans on the others
	put := func(terms []string, w float64) {
		if w < 1 {
			w = min(0.85, w*lift)
		}
		for _, t := range terms {
			out[t] = max(out[t], w)
		}
	}
	sentences := c.a.doc.Sentences
	block := sentences[claim.Sentence].Block
	if c.another(claim) {
		put(c.terms[claim.Sentence], 1)
		put(c.title, 0.3)
		put(c.frequent, 0.2)
		return out // another text than those told before: only its own words count
	}
	for i := range sentences {
		role := c.a.doc.Blocks[sentences[i].Block].Role
		switch gap := i - claim.Sentence; {
		case gap == 0:
			put(c.terms[i], 1)
		case sentences[i].Block == block && gap < 0:
			put(c.terms[i], back[-gap])
		case sentences[i].Block == block:
			put(c.terms[i], max(0.15, 0.45-0.1*float64(gap)))
		case role == extract.Headline:
			put(c.terms[i], 0.6)
		case role == extract.Subhead && i < claim.Sentence && !c.subheadBetween(i, claim.Sentence):
			put(c.terms[i], 0.7)
		case gap < 0 && gap > -6:
			put(c.terms[i], 0.3)
		default:
			put(c.terms[i], 0.12)
		}
	}
	if intro := c.introduction(claim.Sentence); intro >= 0 {
		put(c.terms[intro], 0.75)
	}
	c.dampVoters(claim, out)
	put(c.title, 0.6)
	put(c.frequent, 0.45)
	return out
}

// dampVoters keeps the states whose vote the claim tells from counting as its subject.
func (c *surroundings) dampVoters(claim *Claim, terms map[string]float64) {
	f, ok := claim.Fact.(positionFact)
	if !ok {
		return
	}
	for _, n := range append(append([]name(nil), f.names...), f.besides...) {
		for _, e := range n.entries {
			for _, code := range codes(e.ID) {
				if w, ok := terms["@"+code]; ok {
					terms["@"+code] = min(w, 0.3)
				}
			}
		}
	}
}

// introduction is the last sentence before the table or list that a claim stands in, or -1.
func (c *surroundings) introduction(sentence int) int {
	role := c.a.doc.Blocks[c.a.doc.Sentences[sentence].Block].Role
	if role != extract.TableRow && role != extract.ListItem {
		return -1
	}
	for i := sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role != role {
			return i
		}
	}
	return -1
}

// topicalDistance weighs the sentences before one in its block, by their distance: the nearest that has a subject
// of its own counts fully if the sentence has none ("that text", "it"), those before it less and less.
func (c *surroundings) topicalDistance(sentence int, shifted bool) map[int]float64 {
	out := map[int]float64{}
	block := c.a.doc.Sentences[sentence].Block
	weight := 0.95
	if c.subjectIn(sentence) {
		weight = 0.7
	}
	if shifted {
		weight = 0.2
	}
	for i := sentence - 1; i >= 0 && c.a.doc.Sentences[i].Block == block; i-- {
		out[sentence-i] = weight
		if c.subjectIn(i) {
			weight = max(0.25, weight*0.6)
		}
	}
	return out
}

// subjectIn reports whether a sentence names what a vote may be about.
func (c *surroundings) subjectIn(sentence int) bool {
	sum := 0.0
	for _, t := range c.terms[sentence] {
		if t[0] != '@' { // states are voters as often as subjects
			sum += c.index.Rarity(t)
		}
	}
	return sum >= 5
}

func (c *surroundings) subheadBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return true
		}
	}
	return false
}

// symbols are those of the claim's clause, else of its sentence, else of the last sentence before that has one.
func (c *surroundings) symbols(claim *Claim) []string {
	clause := c.clause(claim)
	var inClause, inSentence []string
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Mentions {
		if s.Mentions[i].Kind != extract.SymbolMention {
			continue
		}
		inSentence = append(inSentence, s.Mentions[i].Symbol)
		if clause.Covers(s.Mentions[i].Span) {
			inClause = append(inClause, s.Mentions[i].Symbol)
		}
	}
	if len(inClause) > 0 {
		return nearestSymbol(s, claim, inClause)
	}
	return inSentence
}

// carriedSymbols are those of the nearest sentence before, in the block, that has any.
func (c *surroundings) carriedSymbols(claim *Claim) []string {
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-4 && c.a.doc.Sentences[i].Block == block; i-- {
		var out []string
		for k := range c.a.doc.Sentences[i].Mentions {
			if m := &c.a.doc.Sentences[i].Mentions[k]; m.Kind == extract.SymbolMention {
				out = append(out, m.Symbol)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// nearestSymbol keeps the symbol next to the claim where a clause has several.
func nearestSymbol(s *extract.Sentence, claim *Claim, all []string) []string {
	if len(all) == 1 {
		return all
	}
	best, distance := "", 1<<30
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != extract.SymbolMention {
			continue
		}
		d := max(claim.Span.Start-m.End, (m.Start-claim.Span.End)*2, 0)
		if d < distance {
			best, distance = m.Symbol, d
		}
	}
	return []string{best}
}

// eventWords tell that a date beside them is of something else than the vote.
var eventWords = wordSet(`invasion war attack attacks coup conflict annexed genocide massacre conference summit independence revolution election occupied invaded began launched
	founded ratified signed conference report born elected killed withdrew war's`)

// times are the dates of the claim's clause, else of its sentence, else carried from before.
func (c *surroundings) times(claim *Claim) []link.Cue {
	clause := c.clause(claim)
	if cues := c.columnTimes(claim); len(cues) > 0 {
		return cues
	}
	if cues := c.sentenceTimes(claim.Sentence, clause, claim.whole, 1, 0.65); len(cues) > 0 {
		if c.aside(claim) {
			return nearestCues(cues)
		}
		return cues
	}
	if c.sameOccasion(claim) {
		return c.lastDay(claim.Sentence)
	}
	if c.anew(claim) {
		return nil // "again", "this time": not the time told before
	}
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-8; i-- {
		own := c.a.doc.Sentences[i].Block == block
		weight := 0.8 - 0.1*float64(claim.Sentence-i)
		if !own {
			weight = 0.5 - 0.06*float64(claim.Sentence-i)
		}
		if weight <= 0.1 {
			break
		}
		if cues := c.carriedTimes(i, own, weight); len(cues) > 0 {
			return cues
		}
	}
	for i := claim.Sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.55, 0.55)
		}
	}
	return nil
}

// nearestCues keeps the cues of full weight, where there are any: what is told by the way has a time of its own.
func nearestCues(cues []link.Cue) []link.Cue {
	var out []link.Cue
	for _, q := range cues {
		if q.Weight >= 0.6 {
			out = append(out, q)
		}
	}
	if len(out) > 0 {
		return out
	}
	return cues
}

// sameOccasion reports whether the sentence says "that night", "the same day".
func (c *surroundings) sameOccasion(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := 1; i < len(s.Tokens); i++ {
		switch s.Tokens[i].Norm {
		case "night", "day", "evening", "morning", "afternoon":
			if w := s.Tokens[i-1].Norm; w == "that" || w == "same" {
				return true
			}
		}
	}
	return false
}

// lastDay is the last day named before a sentence.
func (c *surroundings) lastDay(sentence int) []link.Cue {
	for i := sentence - 1; i >= 0 && i >= sentence-15; i-- {
		for _, q := range c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, 0.9, 0.9) {
			if q.When.Days() <= 2 {
				return []link.Cue{q}
			}
		}
	}
	return nil
}

// carriedTimes are the times that a sentence before hands on: those of its last claim, else a day, or within
// the block a month, that sets the scene.
func (c *surroundings) carriedTimes(sentence int, own bool, weight float64) []link.Cue {
	var cues []link.Cue
	if last := c.told[sentence]; last != nil && c.aside(last) {
		return nil
	} else if last != nil {
		cues = c.sentenceTimes(sentence, c.clause(last), last.whole, weight, weight*0.65)
	} else {
		cues = c.sentenceTimes(sentence, c.a.doc.Sentences[sentence].Span, extract.Span{}, weight, weight)
	}
	out := cues[:0]
	for _, q := range cues {
		days := q.When.Days()
		if q.Weight > 0.2 && (days <= 2 || own && c.opensWithTime(sentence) || own && days <= 62 || own && c.told[sentence] != nil) {
			out = append(out, q)
		}
	}
	return out
}

// sentenceTimes reads the dates of a sentence as cues.
func (c *surroundings) sentenceTimes(sentence int, clause, claim extract.Span, in, out float64) []link.Cue {
	s := &c.a.doc.Sentences[sentence]
	var cues []link.Cue
	inside, nearest := false, 1<<30
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != extract.DateMention || m.When.Since && !whenAfter(s, m, claim) || m.When.From.IsZero() && m.When.Shift == 0 {
			continue
		}
		weight := out
		if claim.Len() == 0 && inRelative(s, m) {
			continue
		}
		if claim.Len() > 0 && c.inserted(s, m.Span, claim) {
			continue
		}
		if compares(s, m) && !whenAfter(s, m, claim) {
			if claim.Len() == 0 {
				continue
			}
			weight *= 0.3
		}
		if claim.Len() > 0 && comparedAfter(s, claim, m.Span) {
			weight *= 0.3
		} else if clause.Covers(m.Span) {
			weight, inside = in, true
		}
		if ofAnotherEvent(s, m) {
			weight *= 0.15
		} else if claim.Len() > 0 {
			nearest = min(nearest, apart(s, m.Span, claim))
		}
		when := m.When
		if when.Shift != 0 {
			when = c.shifted(sentence, when.Shift)
			if when.From.IsZero() {
				continue
			}
		}
		cues = append(cues, link.Cue{When: when, Weight: weight})
	}
	if claim.Len() > 0 && len(cues) > 1 {
		k := 0
		for i := range s.Mentions {
			m := &s.Mentions[i]
			if m.Kind != extract.DateMention || k >= len(cues) || cues[k].When != m.When {
				continue
			}
			if apart(s, m.Span, claim) > nearest {
				cues[k].Weight *= 0.45
			}
			k++
		}
	}
	if inside {
		kept := cues[:0]
		for _, q := range cues {
			if q.Weight >= in*0.4 || q.Weight < 0.2 {
				kept = append(kept, q)
			}
		}
		cues = kept
	}
	return cues
}

// apart is how far a date stands from a claim, in bytes; a comma between counts as twenty.
func apart(s *extract.Sentence, date, claim extract.Span) int {
	if date.Overlaps(claim) {
		return 0
	}
	gap := extract.Span{Start: min(date.End, claim.End), End: max(date.Start, claim.Start)}
	n := gap.Len()
	for i := range s.Tokens {
		if t := &s.Tokens[i]; gap.Covers(t.Span) && (t.Norm == "," || t.Norm == "and" || t.Norm == ";") {
			n += 20
		}
	}
	return n
}

// whenAfter reports whether ", when" after the date makes it the time of the claim: "not since 1999, when 155 voted for it".
func whenAfter(s *extract.Sentence, m *extract.Mention, claim extract.Span) bool {
	if claim.Start < m.End || m.Last+1 >= len(s.Tokens) {
		return false
	}
	return s.Tokens[m.Last].Norm == "when" || s.Tokens[m.Last].Norm == "," && s.Tokens[m.Last+1].Norm == "when"
}

// comparedAfter reports whether a word of comparison stands between the claim and the date after it:
// "145 in favour, against a tally of 165-4-6 two years ago".
func comparedAfter(s *extract.Sentence, claim, date extract.Span) bool {
	if date.Start < claim.End {
		return false
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start < claim.End || t.End > date.Start {
			continue
		}
		switch t.Norm {
		case "than", "from", "compared", "versus", "tally", "having":
			return true
		}
	}
	return false
}

// compares reports whether a word of comparison leads to the date: "down from 141 in 2023", "than in 2019".
func compares(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i >= 0 && i >= m.First-4; i-- {
		switch s.Tokens[i].Norm {
		case "than", "from", "compared", "unlike", "since", "until", "through":
			return true
		case ",", ";":
			return false
		}
	}
	return false
}

// inRelative reports whether the date stands in a relative clause: "Italy, which abstained in December 2023, …".
func inRelative(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i >= 0 && s.Tokens[i].Norm != ","; i-- {
		switch s.Tokens[i].Norm {
		case "which", "who", "whose":
			return true
		}
	}
	return false
}

// inserted reports whether the date belongs to an insertion between the claim's subject and its verb:
// "India, which supported the call last December, abstained".
func (c *surroundings) inserted(s *extract.Sentence, date, claim extract.Span) bool {
	if !claim.Covers(date) {
		return false
	}
	before, after := false, false
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Norm != "," || !claim.Covers(t.Span) {
			continue
		}
		before = before || t.End <= date.Start
		after = after || t.Start >= date.End
	}
	return before && after
}

// ofAnotherEvent reports whether a word before the date gives it to something else than a vote.
func ofAnotherEvent(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i >= 0 && i >= m.First-5; i-- {
		w := s.Tokens[i].Norm
		if w == "," || w == ";" {
			return false
		}
		if (w == "had" || w == "did") && i > 1 && (s.Tokens[i-1].Norm == "as" || s.Tokens[i-2].Norm == "as") {
			return true
		}
		if eventWords[w] {
			return true
		}
	}
	return false
}

// shifted dates "a year earlier" by the last date told before the sentence, else by the article's.
func (c *surroundings) shifted(sentence, years int) extract.When {
	base := c.a.doc.Published.Time
	known := c.a.doc.Published.Precision != extract.NoDate
	for i := sentence - 1; i >= 0 && i > sentence-6; i-- {
		for k := range c.a.doc.Sentences[i].Mentions {
			m := &c.a.doc.Sentences[i].Mentions[k]
			if m.Kind == extract.DateMention && !m.When.From.IsZero() && !m.When.Since {
				base, known = m.When.From, true
			}
		}
	}
	if !known {
		return extract.When{}
	}
	t := time.Date(base.Year()+years, base.Month(), base.Day(), 0, 0, 0, 0, time.UTC)
	return extract.When{From: t.AddDate(0, 0, -200), To: t.AddDate(0, 0, 200), Relative: true}
}

var authored = wordSet(`text resolution draft measure proposal version plan motion initiative`)

// sponsors are the states whose text the claim's clause speaks of: "Kyiv's text", "the US-drafted resolution".
func (c *surroundings) sponsors(claim *Claim) (list []string, beside bool) {
	clause := c.clause(claim)
	out, own := c.authors(c.a.passages[claim.Sentence], clause, claim.Span)
	if len(own) > 0 {
		return own, true
	}
	if f, ok := claim.Fact.(positionFact); ok && c.ownText(clause) {
		for _, n := range f.names {
			out = append(out, codes(n.entries[0].ID)...)
		}
		return out, true
	}
	if len(out) == 0 {
		out = c.carriedSponsors(claim)
	}
	return out, false
}

// ownText reports whether the clause speaks of "its own draft".
func (c *surroundings) ownText(clause extract.Span) bool {
	for i := range c.a.doc.Sentences {
		s := &c.a.doc.Sentences[i]
		for k := 0; s.Overlaps(clause) && k+1 < len(s.Tokens); k++ {
			if clause.Covers(s.Tokens[k].Span) && s.Tokens[k].Norm == "own" && (authored[s.Tokens[k+1].Norm] || k+2 < len(s.Tokens) && authored[s.Tokens[k+2].Norm]) {
				return true
			}
		}
	}
	return false
}

// carriedSponsors are the authors told in the sentences before, of the same block, where the claim goes on about that text.
func (c *surroundings) carriedSponsors(claim *Claim) []string {
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-3 && c.a.doc.Sentences[i].Block == block; i-- {
		p := c.a.passages[i]
		if p == nil {
			continue
		}
		if _, last := c.authors(p, p.s.Span, extract.Span{Start: p.s.End, End: p.s.End}); len(last) > 0 {
			return last
		}
	}
	return nil
}

// authors reads the states whose text a clause speaks of; own are those next to the claim's words, or the last
// named before a claim that stands behind the clause.
func (c *surroundings) authors(p *passage, clause, claim extract.Span) (out, own []string) {
	if p == nil {
		return nil, nil // a table's row without a word of voting
	}
	behind := claim.Start >= p.s.End
	add := func(seats []string, at extract.Span) {
		out = append(out, seats...)
		switch {
		case behind:
			own = seats
		case at.Overlaps(claim) || at.End <= claim.Start && claim.Start-at.End < 12:
			own = append(own, seats...)
		}
	}
	for i := range p.items {
		it := &p.items[i]
		if !clause.Covers(it.Span) {
			continue
		}
		if at, ok := p.authoredAfter(i); ok {
			add(p.seatCodes(i), it.Span.Join(at))
		} else if l, ok := p.lists[i]; ok && p.authoredBefore(i) {
			var seats []string
			for _, n := range l.names {
				seats = append(seats, codes(n.entries[0].ID)...)
			}
			add(seats, it.Span)
		}
	}
	return out, own
}

// seatCodes are the member codes that an item's mentions can mean.
func (p *passage) seatCodes(item int) []string {
	var out []string
	for _, i := range p.items[item].Mentions {
		for _, e := range p.s.Mentions[i].Entries {
			if e.Kind <= extract.Capital {
				out = append(out, codes(e.ID)...)
			}
		}
	}
	return out
}

// authoredAfter reads "Kyiv's (own, humanitarian) text", "the US-drafted resolution" at an adjective and gives
// the place of the text's noun.
func (p *passage) authoredAfter(i int) (extract.Span, bool) {
	it := &p.items[i]
	if it.Labels&match.ADJ == 0 || len(it.Mentions) == 0 {
		return extract.Span{}, false
	}
	m := &p.s.Mentions[it.Mentions[0]]
	demonym := false
	for _, e := range m.Entries {
		demonym = demonym || e.Kind == extract.Demonym
	}
	if !m.Poss && !m.Compound && !demonym {
		return extract.Span{}, false
	}
	for k := i + 1; k < min(len(p.items), i+5) && p.items[k].Word != ","; k++ {
		if authored[p.items[k].Word] {
			return p.items[k].Span, true
		}
	}
	return extract.Span{}, false
}

// authoredBefore reads "the one from Kyiv", "a draft by Jordan", "tabled by Norway and Mexico" at a list of states.
func (p *passage) authoredBefore(i int) bool {
	k := i - 1
	for k >= 0 && p.items[k].Skip {
		k--
	}
	if k < 1 {
		return false
	}
	switch p.word(k) {
	case "by":
		return drafted[p.word(k-1)] || authored[p.word(k-1)]
	case "from":
		return authored[p.word(k-1)] || p.word(k-1) == "one"
	}
	return false
}

var drafted = wordSet(`drafted tabled proposed sponsored presented submitted introduced penned written authored forward circulated initiated moved brought`)
