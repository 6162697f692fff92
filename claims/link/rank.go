package link

import (
	"math"
	"sort"

	"stet/extract"
	"stet/sources"
	"time"
)

// Cue is a time that the text gives, with how surely it is the vote's.
type Cue struct {
	When   extract.When
	Weight float64 // 1: in the claim's own clause
}

// Query is what an article says around a claim, without the claim itself.
type Query struct {
	Symbols      []string // canonical, of the claim's own sentence or heading
	Carried      []string // symbols of the sentences before, where the own has none
	Body         string   // organ, "" unknown, "UN" for either of the two
	BodyWeight   float64  // 1: named in the sentence
	Times        []Cue
	Published    extract.Date
	Terms        map[string]float64       // term → weight, 1 in the claim's own sentence
	Sponsors     []string                 // member codes that the text calls the authors
	Failed       bool                     // told as vetoed, blocked or not adopted
	Unvoted      bool                     // told as adopted by consensus or unanimously
	ToldRejected bool                     // the claim is that a draft was rejected
	Committee    bool                     // a committee is named nearby
	Motion       bool                     // an amendment, a motion, a paragraph, a procedural vote
	Sense        func(record int) float64 // evidence of other claims about the same vote; nil: none
	Away         func(record int) int     // how many of the states whose vote is told had no seat at the table; nil: none is told
	Focus        map[int]float64          // record → probability that the text before speaks of it
	FocusWeight  float64                  // nats for a focus that is certain
	Others       map[int]float64          // record → probability that what is told beside the claim as another vote is this one
	Series       map[string]float64       // recurrent text → probability that the text before speaks of it
	SeriesWeight float64                  // nats for a series that is certain
	Days         []time.Time              // days long ago that the text before the claim tells, where the claim has no time of its own
	Theme        map[string]bool          // recurrent texts that the article's title or opening calls by their names
	Main         map[int]float64          // record → share of the whole article's claims
	Local        map[string]float64       // terms of the claim's own sentence and its near context
	Phrases      []Phrase                 // runs of terms near the claim
	Words        []string                 // of the claim's own sentence, folded
	OwnText      bool                     // the sponsors are told right beside the claim: "Pretoria's own resolution"
	Earlier      bool                     // told as an earlier vote than the one in focus, without a date
}

// Phrase is a run of terms, with the weight of its nearness to the claim.
type Phrase struct {
	Terms  []string
	Weight float64
}

// Candidate is a record that may be meant. Record is -1 for a vote that the reference does not hold.
type Candidate struct {
	Record                                                         int
	Score                                                          float64 // log odds, natural
	Probability                                                    float64
	Topic, Title, Time, Body, Symbol, Sponsor, Others, Form, Focus float64 // parts of the score
}

// Words is the part of the score that the claim's own surroundings make, without the focus and other claims.
func (c Candidate) Words() float64 {
	return c.Topic + c.Title + c.Time + c.Body + c.Symbol + c.Sponsor + c.Form
}

// Named is the part of the score by which the words name just this vote.
func (c Candidate) Named() float64 {
	return c.Topic + c.Title + c.Symbol + max(0, c.Sponsor)
}

// Unheld says why a vote may not be held.
type Unheld struct {
	Probability float64
	Reason      string // "later", "earlier", "body", "form", "unknown"
}

const (
	keep       = 24  // candidates kept
	unheldBase = 4.2 // score of a vote that is not held and for which nothing speaks
)

// Ranking is the outcome of ranking: candidates in falling probability, and the vote that is not held.
type Ranking struct {
	Candidates []Candidate
	Unheld     Unheld
}

// Rank weighs every record against the query.
func (x *Index) Rank(q *Query) Ranking {
	w := x.borrow(q)
	defer x.giveBack(w)
	most := x.topics(q.Terms, w)
	named := x.named(q.Phrases)
	x.namedPlainly(q.Words, named)
	symbols := x.symbolSet(q.Symbols)
	carried := x.symbolSet(q.Carried)
	for _, set := range []map[int]bool{symbols, carried} {
		for i := range set {
			w.mark(i)
		}
	}
	for _, set := range []map[int]float64{q.Focus, named} {
		for i, n := range set {
			if n != 0 {
				w.mark(i)
			}
		}
	}
	x.markNear(w)
	least := worthTopic * most
	best := make(bestOf, 0, keep)
	for i := range w.all() {
		if t := w.topic[i]; (t == 0 || t < least) && !w.marked[i] {
			continue
		}
		c := x.score(q, w, i, symbols[i], len(symbols) > 0)
		c.Title += named[i]
		c.Score += named[i]
		if carried[i] {
			c.Symbol += 5
			c.Score += 5
		}
		best.add(c)
	}
	return x.normalize(q, best, len(symbols) > 0)
}

// worthTopic is the share of the best subject's score under which a record is not weighed, unless something else
// than its subject speaks for it.
const worthTopic = 0.2

// topics sums the weighted rarity of shared terms for every record, and gives the largest sum.
func (x *Index) topics(terms map[string]float64, w *weighing) (most float64) {
	sorted := make([]string, 0, len(terms))
	for t := range terms {
		sorted = append(sorted, t)
	}
	sort.Strings(sorted)
	for _, t := range sorted {
		idf := x.idf[t]
		if idf == 0 {
			continue
		}
		for _, p := range x.postings[t] {
			sum := w.topic[p.record] + terms[t]*float64(p.weight)*idf
			w.topic[p.record] = sum
			w.note(int(p.record))
			if sum > most { // not max, which also looks for NaN: this is run for every posting
				most = sum
			}
		}
	}
	return most
}

// Named is how much the terms of at least that weight, and the names among them, name the record, in nats.
func (x *Index) Named(q *Query, record int, least float64) float64 {
	terms := map[string]float64{}
	for t, w := range q.Terms {
		if w >= least {
			terms[t] = w
		}
	}
	var near []Phrase
	for _, p := range q.Phrases {
		if p.Weight >= least {
			near = append(near, p)
		}
	}
	w := x.borrow(&Query{})
	defer x.giveBack(w)
	x.topics(terms, w)
	return subjectScore(w.topic[record]) + x.named(near)[record]
}

func (x *Index) symbolSet(symbols []string) map[int]bool {
	set := map[int]bool{}
	for _, s := range symbols {
		for _, i := range x.symbols[s] {
			set[i] = true
		}
	}
	return set
}

// normalize turns scores into probabilities, the vote that is not held among them.
func (x *Index) normalize(q *Query, list []Candidate, symbol bool) Ranking {
	u, reason := x.unheldScore(q, list, symbol)
	top := u
	if len(list) > 0 {
		top = math.Max(top, list[0].Score)
	}
	sum := math.Exp(u - top)
	for i := range list {
		sum += math.Exp(list[i].Score - top)
	}
	for i := range list {
		list[i].Probability = math.Exp(list[i].Score-top) / sum
	}
	return Ranking{list, Unheld{math.Exp(u-top) / sum, reason}}
}

// unheldScore is the score of the vote that the reference does not hold.
func (x *Index) unheldScore(q *Query, list []Candidate, symbol bool) (float64, string) {
	score, reason := unheldBase, "unknown"
	if q.Motion {
		score, reason = score+5, "form"
	}
	if q.Earlier {
		score += 3
	}
	if q.Unvoted {
		score += 6 // adoptions without a vote are not held, and they are most
	}
	if len(q.Symbols) > 0 && !symbol {
		score += 8 // a symbol that is not held
	}
	if _, held := x.Held[q.Body]; held {
		if len(list) == 0 || string(x.records[list[0].Record].Body) != q.Body || list[0].Topic < sharedSubject && list[0].Symbol <= 0 {
			score, reason = score+6, "body" // there is more than one Senate: body and day alone do not tell which
		}
	} else if q.Body != "" && q.Body != "UN" && q.Body != "GA" && q.Body != "SC" {
		score, reason = score+6, "body"
		if len(list) > 0 && string(x.records[list[0].Record].Body) == q.Body {
			score -= 3.5
		}
	}
	if later := x.laterThanData(q); later > 0 && !x.heldAllTheSame(list) {
		best := 0.0
		if len(list) > 0 {
			best = math.Max(0, list[0].Score-list[0].Time) // what but the time speaks for the best
		}
		score, reason = math.Max(score, best)+later, "later"
	} else if earlier := x.earlierThanData(q); earlier > 0 {
		score, reason = score+earlier, "earlier"
	}
	if len(list) > 0 {
		best := list[0]
		if best.Time <= -3 {
			score += 5 // the time told is not that of any vote held
		}
		if len(q.Times) == 0 && q.Published.Precision == extract.Day && best.Symbol <= 0 && !x.onDayTold(q, best.Record) && q.Published.Time.Sub(x.days[best.Record]).Hours() > 60*24 {
			score += 3.5 * (1 - q.held()) // news tells the votes of the day, unless the text goes on about another
		}
		if best.Sponsor < 0 {
			score += 2.5
		}
		if q.ToldRejected && best.Sponsor <= 0 && x.records[best.Record].Outcome == sources.Adopted {
			score += 3 // rejected drafts are seldom held
		}
	}
	if q.Committee && (q.Body == "GA" || q.Body == "UN") {
		score += 3
	}
	if symbol && len(list) > 0 && list[0].Symbol > 0 {
		score -= 6
	}
	return score, reason
}

// onDayTold reports whether a record's day is one that the text before told, or the day before or after.
func (x *Index) onDayTold(q *Query, record int) bool {
	for _, d := range q.Days {
		if h := d.Sub(x.days[record]).Hours(); h < 36 && h > -36 {
			return true
		}
	}
	return false
}

// sharedSubject is the part of a score that a subject makes which the text and the record have in common.
const sharedSubject = 2.5

// heldAllTheSame reports whether the likeliest vote is one of the few held of after the data's last day, of the time told and on its subject.
func (x *Index) heldAllTheSame(list []Candidate) bool {
	return len(list) > 0 && x.days[list[0].Record].After(x.to) && list[0].Time >= 2 && list[0].Topic+list[0].Title >= sharedSubject
}

// laterThanData says how strongly the text tells a vote after the last day of the data.
func (x *Index) laterThanData(q *Query) float64 {
	last := x.to
	if held, ok := x.Held[q.Body]; ok {
		last = held.To
	}
	end := last.AddDate(0, 0, 3)
	stated := 0.0
	for _, c := range q.Times {
		if c.When.From.IsZero() {
			continue
		}
		if c.When.From.After(last) {
			return 5 * c.Weight
		}
		stated = math.Max(stated, c.Weight)
	}
	if stated >= 0.6 || q.Published.Precision == extract.NoDate || !q.Published.Time.After(end) {
		return 0
	}
	return 4 * (1 - stated)
}

// earlierThanData says how strongly the text tells a vote of a chamber before the first day that is held of it; the
// United Nations' own votes are held from the beginning.
func (x *Index) earlierThanData(q *Query) float64 {
	held, ok := x.Held[q.Body]
	if !ok {
		return 0
	}
	most := 0.0
	for _, c := range q.Times {
		if c.When.From.IsZero() {
			continue
		}
		if !c.When.To.Before(held.From) {
			return 0 // a time told is within
		}
		most = math.Max(most, 5*c.Weight)
	}
	return most
}
