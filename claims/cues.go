package claims

import (
	"strings"
	"time"

	"stet/claims/link"
	"stet/extract"
	"stet/extract/match"
)

// surroundings gathers what the article says around its claims for the linker. It never looks at the figures
// and votes that a claim asserts.
type surroundings struct {
	a     *article
	terms [][]string // by sentence
	title []string
	vocab *link.Vocabulary
	to    time.Time
}

func newSurroundings(a *article, vocab *link.Vocabulary) *surroundings {
	c := &surroundings{a: a, vocab: vocab, terms: make([][]string, len(a.doc.Sentences))}
	for i := range a.doc.Sentences {
		c.terms[i] = vocab.Terms(nil, sentenceWords(&a.doc.Sentences[i]))
	}
	c.title = vocab.Terms(nil, strings.FieldsFunc(extract.Fold(a.doc.Title), func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == '\'' || r == '"' || r == '-' }))
	return c
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
	q.Times = c.times(claim)
	q.Sponsors = c.sponsors(claim)
	clause := c.clause(claim)
	q.Failed = claim.told.failed || c.clauseHas(clause, "vetoed", "veto", "vetoes", "vetoing", "blocked", "failed", "defeated", "rejected") && claim.Kind != "outcome"
	q.Motion = claim.told.motion || c.clauseHas(clause, "amendment", "amendments", "procedural", "no-action", "paragraph", "paragraphs", "operative")
	if claim.Kind == "veto" {
		q.Body, q.BodyWeight = "SC", 1
	}
	return q
}

// clause is the part of the sentence around the claim, up to "while", "but", ";" and dashes.
func (c *surroundings) clause(claim *Claim) extract.Span {
	s := &c.a.doc.Sentences[claim.Sentence]
	out := s.Span
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch t.Norm {
		case ";", "while", "whereas", "but", "although":
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

// weighTerms gives every term of the article the weight of its nearness to the claim.
func (c *surroundings) weighTerms(claim *Claim) map[string]float64 {
	out := map[string]float64{}
	put := func(terms []string, w float64) {
		for _, t := range terms {
			out[t] = max(out[t], w)
		}
	}
	sentences := c.a.doc.Sentences
	block := sentences[claim.Sentence].Block
	for i := range sentences {
		role := c.a.doc.Blocks[sentences[i].Block].Role
		switch gap := i - claim.Sentence; {
		case gap == 0:
			put(c.terms[i], 1)
		case sentences[i].Block == block && gap < 0:
			put(c.terms[i], max(0.3, 0.8+0.12*float64(gap)))
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
	put(c.title, 0.6)
	return out
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
	if cues := c.sentenceTimes(claim.Sentence, clause, claim.Span, 1, 0.65); len(cues) > 0 {
		return cues
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
		if cues := c.sentenceTimes(i, c.a.doc.Sentences[i].Span, extract.Span{}, weight, weight); len(cues) > 0 {
			return cues
		}
	}
	return nil
}

// sentenceTimes reads the dates of a sentence as cues.
func (c *surroundings) sentenceTimes(sentence int, clause, claim extract.Span, in, out float64) []link.Cue {
	s := &c.a.doc.Sentences[sentence]
	var cues []link.Cue
	inside := false
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != extract.DateMention || m.When.Since || m.When.From.IsZero() && m.When.Shift == 0 {
			continue
		}
		weight := out
		if clause.Covers(m.Span) {
			weight, inside = in, true
		}
		if ofAnotherEvent(s, m) {
			weight *= 0.15
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
	if inside {
		kept := cues[:0]
		for _, q := range cues {
			if q.Weight >= in || q.Weight < 0.2 {
				kept = append(kept, q)
			}
		}
		cues = kept
	}
	return cues
}

// ofAnotherEvent reports whether a word before the date gives it to something else than a vote.
func ofAnotherEvent(s *extract.Sentence, m *extract.Mention) bool {
	for i := m.First - 1; i >= 0 && i >= m.First-5; i-- {
		w := s.Tokens[i].Norm
		if w == "," || w == ";" {
			return false
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
func (c *surroundings) sponsors(claim *Claim) []string {
	p := c.a.passages[claim.Sentence]
	clause := c.clause(claim)
	var out []string
	for i := range p.items {
		it := &p.items[i]
		if it.Labels&match.ADJ == 0 || !clause.Covers(it.Span) || len(it.Mentions) == 0 {
			continue
		}
		m := &p.s.Mentions[it.Mentions[0]]
		demonym := false
		for _, e := range m.Entries {
			demonym = demonym || e.Kind == extract.Demonym
		}
		if !m.Poss && !m.Compound && !demonym {
			continue
		}
		for k := i + 1; k < min(len(p.items), i+5); k++ {
			if authored[p.items[k].Word] {
				for _, e := range m.Entries {
					out = append(out, codes(e.ID)...)
				}
				break
			}
			if p.items[k].Word == "," {
				break
			}
		}
	}
	return out
}
