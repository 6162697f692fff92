package claims

import (
	"strings"
	"time"
	"unicode"

	"stet/claims/link"
	"stet/extract"
)

// surroundings gathers what the article says around its claims for the linker. It never looks at the figures
// and votes that a claim asserts.
type surroundings struct {
	a        *article
	terms    [][]string // by sentence
	title    []string
	index    *link.Index
	told     map[int]*Claim  // the last claim of each sentence
	voters   map[int][]name  // the states whose vote a sentence tells
	theme    map[string]bool // recurrent texts that the article is about, by its title and opening
	frequent []string        // terms that the article keeps coming back to
	compared []comparedTime  // times that comparisons assert of other votes
}

// comparedTime is a time of the vote that a comparison compares with.
type comparedTime struct{ date, claim extract.Span }

func newSurroundings(a *article, index *link.Index, list []Claim) *surroundings {
	vocab := index.Vocabulary
	c := &surroundings{a: a, index: index, terms: make([][]string, len(a.doc.Sentences)), told: map[int]*Claim{}, voters: map[int][]name{}}
	for i := range list {
		if f, ok := list[i].Fact.(positionFact); ok {
			c.voters[list[i].Sentence] = append(append(c.voters[list[i].Sentence], f.names...), f.besides...)
		}
		if f, ok := list[i].Fact.(comparisonFact); ok {
			for _, t := range f.times {
				c.compared = append(c.compared, comparedTime{t, list[i].whole})
			}
		}
		if list[i].Kind == "comparison" || list[i].Kind == "arithmetic" {
			continue
		}
		if old := c.told[list[i].Sentence]; old == nil || !c.aside(&list[i]) {
			c.told[list[i].Sentence] = &list[i]
		}
	}
	grouped := map[int]bool{}
	for i := range list {
		if _, ok := list[i].Fact.(groupFact); ok {
			grouped[list[i].Sentence] = true
		}
	}
	for i := range a.doc.Sentences {
		c.terms[i] = vocab.Terms(nil, subjectWords(&a.doc.Sentences[i], grouped[i]))
	}
	c.frequent = frequentTerms(c.terms)
	c.theme = c.readTheme()
	c.title = vocab.Terms(nil, strings.FieldsFunc(extract.Fold(a.doc.Title), func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == '\'' || r == '"' || r == '-' }))
	return c
}

// themeBlocks is how many blocks of an article may name its theme.
const themeBlocks = 3

// readTheme finds the recurrent texts that the title or the opening calls by name. More than two make no theme.
func (c *surroundings) readTheme() map[string]bool {
	out := map[string]bool{}
	note := func(words []string) {
		for _, r := range c.index.Called(c.index.Vocabulary.Terms(nil, words), words) {
			out[c.index.SeriesOf(r)] = true
		}
	}
	note(strings.FieldsFunc(extract.Fold(c.a.doc.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	for i := range c.a.doc.Sentences {
		if c.a.doc.Sentences[i].Block >= themeBlocks {
			break
		}
		note(sentenceWords(&c.a.doc.Sentences[i]))
	}
	if len(out) > 2 {
		return nil
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
	if len(q.Times) == 0 {
		q.Days = c.daysTold(claim.Sentence)
	}
	q.Sponsors, q.OwnText = c.sponsors(claim)
	clause := c.clause(claim)
	q.Failed = claim.told.failed && claim.Kind != "outcome" || c.clauseHas(clause, "vetoed", "veto", "vetoes", "vetoing", "blocked", "failed", "defeated", "rejected", "fell", "collapsed", "sank", "sunk", "foundered", "beaten", "rebuffed") && claim.Kind != "outcome" && !c.adoptedIn(claim) || c.tableOfVetoes(claim)
	if f, ok := claim.Fact.(vetoFact); ok && f.withheld {
		q.Failed = false // "Neither Russia nor China vetoed it"
	}
	q.Motion = claim.told.motion || c.mainClauseHas(claim, clause, "amendment", "amendments", "procedural", "no-action", "paragraph", "paragraphs", "operative", "requiring", "require")
	if f, ok := claim.Fact.(comparisonFact); claim.Kind == "veto" || ok && f.what == "firstveto" {
		q.Body, q.BodyWeight = "SC", 1
	}
	if q.Local = c.local(claim); !c.another(claim) {
		q.Theme = c.theme
	}
	c.dampVoters(claim, q.Local)
	q.Phrases, q.Words = c.phrases(claim), sentenceWords(&c.a.doc.Sentences[claim.Sentence])
	q.Earlier = c.earlier(claim, clause) && !hasOwnTime(c.sentenceTimes(claim.Sentence, clause, claim.whole, 1, 0.65))
	q.Earlier = q.Earlier || c.overAnother(claim)
	if f, ok := claim.Fact.(outcomeFact); ok {
		q.Unvoted = f.what == "consensus" || f.what == "unanimous" && q.Body != "SC"
	}
	q.ToldRejected = claim.Kind == "outcome" && claim.told.failed
	q.Committee = c.committeeNear(claim)
	return q
}

// tableOfVetoes reports whether the claim stands in a table or list that is introduced as one of vetoes.
func (c *surroundings) tableOfVetoes(claim *Claim) bool {
	intro := c.introduction(claim.Sentence)
	if intro < 0 {
		return false
	}
	return c.clauseHas(c.a.doc.Sentences[intro].Span, "vetoes", "vetoed", "veto")
}

// adoptedIn reports whether the claim's own words say that the text was adopted: "… failed, and a resolution was adopted by 120
// votes to eight".
func (c *surroundings) adoptedIn(claim *Claim) bool {
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Tokens {
		if t := &s.Tokens[i]; claim.Span.Covers(t.Span) || t.End < claim.Span.Start && claim.Span.Start-t.End < 6 {
			switch t.Norm {
			case "adopted", "passed", "approved", "carried":
				return i == 0 || s.Tokens[i-1].Norm != "not"
			}
		}
	}
	return false
}

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
		case "now": // "troops could land on Monday, now that the Council has agreed"
			if i+1 >= len(s.Tokens) || s.Tokens[i+1].Norm != "that" || t.Start >= claim.Span.Start {
				continue
			}
		case "after": // "said on Wednesday that they would stay away after the Council voted"
			if t.Start >= claim.Span.Start {
				continue
			}
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

// mostDays is how many of the days told are kept in mind.
const mostDays = 8

// daysTold are the last days long before the article that the text up to a sentence tells: a feature on an old vote gives its day once.
func (c *surroundings) daysTold(sentence int) []time.Time {
	p := c.a.doc.Published
	if p.Precision == extract.NoDate {
		return nil
	}
	var out []time.Time
	for i := sentence; i >= 0 && len(out) < mostDays; i-- {
		s := &c.a.doc.Sentences[i]
		for k := range s.Mentions {
			m := &s.Mentions[k]
			if m.Kind == extract.DateMention && m.When.Days() == 1 && !m.When.From.IsZero() && !m.When.Since && p.Time.Sub(m.When.From) > sceneAge {
				out = append(out, m.When.From)
			}
		}
	}
	return out
}

// mainClauseHas is clauseHas without the relative clause that the claim's own words span: "Montenegro, whose government had won two amendments,
// voted yes".
func (c *surroundings) mainClauseHas(claim *Claim, clause extract.Span, words ...string) bool {
	own := &c.a.doc.Sentences[claim.Sentence]
	for i := range own.Tokens {
		t := &own.Tokens[i]
		if (t.Norm == "whose" || t.Norm == "which" || t.Norm == "who") && claim.whole.Covers(t.Span) && c.inserted(own, t.Span, claim.whole) {
			end := t.Start
			for k := i; k < len(own.Tokens) && claim.whole.Covers(own.Tokens[k].Span); k++ {
				if own.Tokens[k].Norm == "," {
					end = own.Tokens[k].End
				}
			}
			return c.clauseHas(extract.Span{Start: end, End: clause.End}, words...) || c.clauseHas(extract.Span{Start: clause.Start, End: t.Start}, words...)
		}
	}
	return c.clauseHas(clause, words...)
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
				if s.Tokens[k].Norm == w && !(w == "fell" && k+1 < len(s.Tokens) && fellElse[s.Tokens[k+1].Norm]) {
					return true
				}
			}
		}
	}
	return false
}

// fellElse are words after "fell" that make it no defeat: "fell apart into three camps", "fell from 141 to 93".
var fellElse = wordSet(`apart into behind from to by on silent ill victim in`)
