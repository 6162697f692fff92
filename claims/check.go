package claims

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"sync"
	"time"

	"stet/claims/link"
	"stet/extract"
	"stet/sources"
)

// Checker checks articles against one reference. It is safe for concurrent use.
type Checker struct {
	ref     Reference
	lexicon *extract.Lexicon
	records []sources.Record
	members []sources.Member
	seat    map[string]int // member code → index of its letter
	index   *link.Index
	info    ReferenceInfo
	titled  func(string) bool // whether quoted words are a record's title
	tallied sync.Once         // before byTally is there
	byTally map[figures][]int // records by their tallies
	counted sync.Once         // before byYes is there
	byYes   map[int][]int     // records by their votes in favour
}

// NewChecker prepares the reference for checking; the work is done once.
func NewChecker(ref Reference) *Checker {
	warmed := make(chan struct{})
	go func() { warm(); close(warmed) }()
	defer func() { <-warmed }()
	c := &Checker{ref: ref, lexicon: NewLexicon(ref), records: ref.Records(), members: ref.Members(), seat: map[string]int{},
		info: ReferenceInfo{Version: ref.Version(), Datasets: ref.Datasets()}}
	names := map[string]string{}
	for i, m := range c.members {
		c.seat[m.Code] = i
		names[extract.Fold(m.Name)] = m.Code
		for _, a := range m.Aliases {
			if a.Kind != sources.AliasCapital {
				names[extract.Fold(a.Text)] = m.Code
			}
		}
	}
	for _, former := range [][2]string{{"soviet", "SUN"}, {"soviets", "SUN"}} {
		names[former[0]] = former[1]
	}
	c.titled = titlesOf(c)
	c.index = link.NewIndex(c.records, link.NewVocabulary(names), c.lastDay())
	c.index.Held = heldBodies(ref)
	return c
}

// mainDataset is the complete voting record; the others complement it.
const mainDataset = "undl-ga"

// Lexicon is the gazetteer of the reference.
func (c *Checker) Lexicon() *extract.Lexicon { return c.lexicon }

// memberName is the short name of a member code.
func (c *Checker) memberName(code string) string {
	if i, ok := c.seat[code]; ok {
		return c.members[i].Name
	}
	return code
}

// membersOn counts the members of the United Nations on a day.
func (c *Checker) membersOn(day time.Time) int {
	n := 0
	for _, m := range c.members {
		if m.Chamber == "" && (m.From.Year == 0 || !day.Before(m.From.Time())) && (m.To.Year == 0 || !day.After(m.To.Time())) {
			n++
		}
	}
	return n
}

// seatAt is the seat that a state's present code had on the day: the Soviet Union's for Russia's.
func (c *Checker) seatAt(code string, day time.Time) string {
	i, ok := c.seat[code]
	if !ok {
		return code
	}
	if from := c.members[i].From; from.Year > 0 && day.Before(from.Time()) {
		for _, m := range c.members {
			if m.Successor == code && (m.To.Year == 0 || !day.After(m.To.Time())) {
				return m.Code
			}
		}
	}
	if to := c.members[i].To; to.Year > 0 && day.After(to.Time()) && c.members[i].Successor != "" {
		return c.members[i].Successor
	}
	return code
}

// Check finds and judges the claims of a document. The error is the context's; the result is complete
// otherwise. It fills the document's sentences.
func (c *Checker) Check(ctx context.Context, doc *extract.Document) (result *Result, err error) {
	defer leave(&err)
	result = &Result{Document: doc, Reference: c.info}
	around, linked, err := c.read(ctx, doc)
	if err != nil || around == nil {
		return result, err
	}
	if day := c.dayOfVotes(doc, linked); !day.IsZero() {
		undated := doc.Published
		doc.Published = extract.Date{Time: day, Precision: extract.Day}
		around, linked, err = c.read(ctx, doc) // now "on Feb. 4" has a year
		doc.Published = undated
		if err != nil {
			return nil, err
		}
	}
	c.follow(around, linked)
	c.hearOthers(doc, linked)
	named, last := subjects(linked), -1
	for _, l := range linked {
		heed(ctx)
		l.named, l.first = named, firstVote(linked)
		block := doc.Sentences[l.claim.Sentence].Block
		l.opens, last = block != last, block
		if _, many := l.claim.Fact.(severalFact); many {
			result.Findings = append(result.Findings, c.judgeSeveral(around.a, linked, l))
		} else if f, ok := c.judge(doc, l); ok {
			result.Findings = append(result.Findings, f)
		}
	}
	said := newSpeech(doc, c)
	quoted, err := c.checkQuotations(ctx, said, around, linked)
	if err != nil {
		return nil, err
	}
	result.Findings = append(result.Findings, quoted...)
	result.Findings = append(result.Findings, c.checkStatements(said, result.Findings)...)
	result.Findings = append(result.Findings, c.checkOffices(said)...)
	result.Findings = append(result.Findings, c.headlineAgainstBody(doc, linked, result.Findings)...)
	result.Findings = borneOut(result.Findings)
	sortFindings(result.Findings)
	return result, nil
}

// read finds the document's claims and ranks the votes that each may mean by its own words alone. The surroundings are nil
// where the text has nothing to do with the United Nations.
func (c *Checker) read(ctx context.Context, doc *extract.Document) (*surroundings, []*linkedClaim, error) {
	a := newArticle(ctx, doc, c)
	if a == nil {
		return nil, nil, nil
	}
	list := findClaims(a)
	around := newSurroundings(a, c.index, list)
	linked := make([]*linkedClaim, len(list))
	for i := range list {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		linked[i] = &linkedClaim{claim: &list[i], query: around.query(&list[i])}
		linked[i].anew = around.anew(&list[i])
		linked[i].query.Away = c.awayFrom(&list[i], around.votersOf(&list[i]))
		linked[i].ranking = c.index.Rank(linked[i].query)
	}
	joinTallies(doc, linked)
	return around, linked, nil
}

// linkedClaim is a claim with the votes that it may be about.
type linkedClaim struct {
	themed  bool // its theme is only what most of the claims are about
	claim   *Claim
	query   *link.Query
	ranking link.Ranking
	heard   link.Ranking    // after the other claims were heard
	settled map[int]float64 // the vote that a tally of its paragraph singles out, nil for none
	counted *linkedClaim    // the tally whose number it takes its side from: "among the 130"
	after   *linkedClaim    // the claim whose vote the text goes on about
	joined  *tallyFact      // the whole tally, where the claim and its neighbours tell it in parts
	thread  *thread         // the vote told of which it is; nil for asides and comparisons
	opens   bool            // the first claim of its paragraph
	anew    bool            // "this time", "again" stands before it
	first   int             // the vote that the article's first claim means, -1 where that is open
	named   map[int]float64 // by vote: how much the article names it, see subjects
}

// findClaims runs every kind; a claim within the words of an earlier kind's is dropped.
func findClaims(a *article) []Claim {
	var out []Claim
	for _, k := range All {
		for _, c := range k.find(a) {
			if heed(a.ctx); !owned(out, c) {
				out = append(out, c)
			}
		}
	}
	out = slices.DeleteFunc(out, func(c Claim) bool { heed(a.ctx); return compared(out, c) })
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

// compared reports whether the claim's words are part of a comparison, which says more of them: the figures of "141 in 2022,
// 143 in 2024 and 93 in 2025", the votes of "opposed it every year since 2004".
func compared(list []Claim, c Claim) bool {
	for _, o := range list {
		if _, ok := o.Fact.(severalFact); ok && c.Kind != "comparison" && o.Span.Overlaps(c.Span) {
			return true // it tells several votes, and not one
		}
		f, ok := o.Fact.(comparisonFact)
		if !ok {
			continue
		}
		if t, ok := c.Fact.(tallyFact); ok && f.tellsFigures() && coversCounts(o.Span, t) {
			return true
		}
		if c.Kind == "outcome" && f.sign < 0 && c.Span.Start < o.Span.Start && o.Span.Start < c.Span.End && c.Span.End <= o.Span.End {
			return true // "a text fell from 159 votes to 147": it did not fail
		}
		if c.Kind == "position" && f.tellsYears() && o.Span.Covers(c.Span) {
			return true
		}
	}
	return false
}

func coversCounts(span extract.Span, t tallyFact) bool {
	for _, c := range t.counts {
		if !span.Covers(c.span) {
			return false
		}
	}
	return true
}

// owned reports whether the claim's words lie within those of a claim that says more: a lone count in a
// list's words, an outcome that a veto told.
func owned(list []Claim, c Claim) bool {
	for _, o := range list {
		if !o.Span.Covers(c.Span) {
			continue
		}
		if o.Kind == "position" && c.Kind == "tally" || o.Kind == "veto" && c.Kind != "veto" || o.Kind == "tally" && c.Kind == "outcome" && o.Span == c.Span {
			return true
		}
	}
	return false
}

func sortFindings(f []Finding) {
	sort.SliceStable(f, func(i, j int) bool {
		if f[i].Span != f[j].Span {
			if f[i].Span.Start != f[j].Span.Start {
				return f[i].Span.Start < f[j].Span.Start
			}
			return f[i].Span.End < f[j].Span.End
		}
		if f[i].Kind != f[j].Kind {
			return f[i].Kind < f[j].Kind
		}
		return f[i].Reading < f[j].Reading
	})
}

func query(r *sources.Record) string { return fmt.Sprintf("stet data show %q", r.Symbol) }
