package link

import (
	"math"
	"sort"
	"time"

	"stet/extract"
	"stet/sources"
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
	NotSponsors  []string                 // authors of a text that this one is set against
	Failed       bool                     // told as vetoed, blocked or not adopted
	Unvoted      bool                     // told as adopted by consensus or unanimously
	ToldRejected bool                     // the claim is that a draft was rejected
	Committee    bool                     // a committee is named nearby
	Motion       bool                     // an amendment, a motion, a paragraph, a procedural vote
	NewestOnly   bool                     // no time at all: the latest vote of a series is meant
	Sense        func(record int) float64 // evidence of other claims about the same vote; nil: none
	Focus        map[int]float64          // record → probability that the text before speaks of it
	FocusWeight  float64                  // nats for a focus that is certain
	Series       map[string]float64       // recurrent text → probability that the text before speaks of it
	SeriesWeight float64                  // nats for a series that is certain
	Main         map[int]float64          // record → share of the whole article's claims
	Local        map[string]float64       // terms of the claim's own sentence and its near context
	Phrases      []Phrase                 // runs of terms near the claim
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

// Unheld says why a vote may not be held.
type Unheld struct {
	Probability float64
	Reason      string // "later", "body", "form", "unknown"
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
	topic := x.topics(q.Terms)
	named := x.named(q.Phrases)
	symbols := x.symbolSet(q.Symbols)
	carried := x.symbolSet(q.Carried)
	var out []Candidate
	for i := range x.records {
		t := topic[i]
		bySymbol := symbols[i]
		if t == 0 && !bySymbol && !carried[i] && q.Focus[i] == 0 && !x.near(q, i) {
			continue
		}
		c := x.score(q, i, t, bySymbol, len(symbols) > 0)
		c.Title += named[i]
		c.Score += named[i]
		if carried[i] {
			c.Symbol += 5
			c.Score += 5
		}
		out = append(out, c)
	}
	sort.Slice(out, func(a, b int) bool {
		if out[a].Score != out[b].Score {
			return out[a].Score > out[b].Score
		}
		return out[a].Record < out[b].Record
	})
	if len(out) > keep {
		out = out[:keep]
	}
	return x.normalize(q, out, len(symbols) > 0)
}

// near reports whether a time cue points at the record.
func (x *Index) near(q *Query, i int) bool {
	for _, c := range q.Times {
		if c.When.Days() <= 40 && c.When.Contains(x.days[i], 1) {
			return true
		}
	}
	if q.Published.Precision == extract.NoDate {
		return false
	}
	age := q.Published.Time.Sub(x.days[i]).Hours() / 24
	return age > -2 && age < 12
}

// topics sums the weighted rarity of shared terms for every record.
func (x *Index) topics(terms map[string]float64) []float64 {
	scores := make([]float64, len(x.records))
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
			scores[p.record] += terms[t] * float64(p.weight) * idf
		}
	}
	return scores
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

// score adds up the parts for one record.
func (x *Index) score(q *Query, i int, topic float64, named, anyNamed bool) Candidate {
	r := &x.records[i]
	c := Candidate{Record: i}
	c.Topic = 12 * (1 - math.Exp(-topic/24))
	c.Time = x.timeScore(q, i)
	c.Body = bodyScore(q, r)
	c.Form = formScore(q, r)
	if named {
		c.Symbol = 12
	} else if anyNamed {
		c.Symbol = -6
	}
	c.Sponsor = sponsorScore(q, r)
	c.Title = x.titleScore(q, i)
	c.Focus = x.focusScore(q, i)
	if q.Sense != nil {
		c.Others = q.Sense(i)
	}
	c.Score = c.Topic + c.Title + c.Focus + c.Time + c.Body + c.Form + c.Symbol + c.Sponsor + c.Others
	return c
}

func bodyScore(q *Query, r *sources.Record) float64 {
	own := string(r.Body)
	switch {
	case q.Body == own:
		return 2 * q.BodyWeight
	case q.Body == "" || q.Body == "UN":
		if own == "GA" || own == "SC" {
			return 0.5
		}
		return -4
	}
	return -7 * q.BodyWeight
}

// focusScore is what the text before the claim says: it goes on about the same vote.
func (x *Index) focusScore(q *Query, i int) float64 {
	s := q.FocusWeight*q.Focus[i] + 1.2*q.Main[i] + q.SeriesWeight*q.Series[x.series[i]]
	if q.Earlier {
		s = -1.5*q.Focus[i] - 3*q.Main[i] + q.SeriesWeight*q.Series[x.series[i]]
	}
	return s
}

// titleScore rewards a record whose title the near context repeats.
func (x *Index) titleScore(q *Query, i int) float64 {
	have, all := 0.0, 0.0
	for _, t := range x.titles[i] {
		idf := x.idf[t]
		all += idf
		have += idf * q.Local[t]
	}
	if all < 6 || have < 0.5*all {
		return 0
	}
	return 4 * (have/all - 0.5) * math.Min(1, all/14)
}

// namedWeight is what it says that the text calls a vote just as it is known, in nats.
const namedWeight = 2.5

// named finds the records whose known names or whole titles the phrases hold.
func (x *Index) named(phrases []Phrase) map[int]float64 {
	out := map[int]float64{}
	for _, p := range phrases {
		for i := range p.Terms {
			key := p.Terms[i]
			for n := 2; n <= maxPhrase && i+n <= len(p.Terms); n++ {
				key += " " + p.Terms[i+n-1]
				for _, r := range x.phrases[key] {
					out[r] = math.Max(out[r], namedWeight*p.Weight)
				}
			}
		}
	}
	return out
}

// formScore holds what kind of vote the text tells against what kind the record is.
func formScore(q *Query, r *sources.Record) float64 {
	motion := r.Body == sources.GeneralAssembly && !r.Resolution() || r.Outcome != sources.Adopted && r.Body == sources.SecurityCouncil && q.Motion
	failed := r.Outcome != sources.Adopted
	s := 0.0
	switch {
	case q.Motion && motion:
		s += 4
	case q.Motion:
		s -= 5
	case motion && !failed:
		s -= 4
	}
	switch {
	case q.Failed && failed:
		s += 3
	case q.Failed:
		s -= 3
	case failed:
		s -= 2.5
	}
	return s
}

func sponsorScore(q *Query, r *sources.Record) float64 {
	s := 0.0
	for _, code := range q.Sponsors {
		if contains(r.Sponsors, code) {
			s += 2
		} else if len(r.Sponsors) > 0 {
			s -= 1
		}
	}
	for _, code := range q.NotSponsors {
		if contains(r.Sponsors, code) {
			s -= 2
		}
	}
	if q.OwnText && s < 0 {
		s -= 6
	}
	return math.Max(-7, math.Min(3, s))
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// timeScore weighs a record's day against the times given, else against the article's own date.
func (x *Index) timeScore(q *Query, i int) float64 {
	day := x.days[i]
	coarse := x.records[i].Date.Day == 0
	best, weight := 0.0, 0.0
	for _, c := range q.Times {
		s := cueScore(c.When, day, coarse)
		if weight == 0 || s*c.Weight > best {
			best = s * c.Weight
		}
		weight = math.Max(weight, c.Weight)
	}
	prior := x.priorScore(q, day, coarse)
	if held := q.held(); prior > -5 && held > 0 {
		prior *= 1 - 0.8*held // the text goes on about a vote: how recent others are says little
	}
	if weight > 0 {
		return best + (1-weight)*prior + math.Min(0, prior+3)
	}
	if q.Earlier && prior > 0 {
		return -prior / 2 // not the vote that the article was written for
	}
	return prior
}

// held is how surely the text goes on about one vote, 0 to 1.
func (q *Query) held() float64 {
	best := 0.0
	for _, p := range q.Focus {
		best = math.Max(best, p)
	}
	return best * math.Min(1, q.FocusWeight/3)
}

// cueScore is the log odds of a stated time.
func cueScore(w extract.When, day time.Time, coarse bool) float64 {
	slack := 0
	if coarse {
		slack = 31
	}
	if w.Days() <= 2 && !w.Contains(day, slack) && w.Contains(day, slack+1) {
		return 3 // a time zone away
	}
	if !w.Contains(day, slack) {
		return -6
	}
	switch n := w.Days(); {
	case n <= 2:
		return 5
	case n <= 20:
		return 4
	case n <= 62:
		return 3.3
	}
	return 2.4
}

// priorScore is how likely an article of that date tells a vote of that day.
func (x *Index) priorScore(q *Query, day time.Time, coarse bool) float64 {
	if q.Published.Precision == extract.NoDate {
		return 0
	}
	from, to := q.Published.Time, q.Published.Time
	switch q.Published.Precision {
	case extract.Month:
		to = from.AddDate(0, 1, -1)
	case extract.Year:
		to = from.AddDate(1, 0, -1)
	}
	if coarse {
		to = to.AddDate(0, 0, 31)
	}
	if day.After(to.AddDate(0, 0, 1)) {
		return -9
	}
	age := from.Sub(day).Hours() / 24
	switch {
	case age <= 3:
		return 4.5
	case age <= 8:
		return 3.6
	case age <= 16:
		return 2.6
	case age <= 45:
		return 1.4
	case age <= 120:
		return 0.5
	case age <= 400:
		return -0.3
	case age <= 1100:
		return -1
	}
	return -1.8
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
	if q.Body != "" && q.Body != "UN" && q.Body != "GA" && q.Body != "SC" {
		score, reason = score+6, "body"
		if len(list) > 0 && string(x.records[list[0].Record].Body) == q.Body {
			score -= 3.5
		}
	}
	if later := x.laterThanData(q); later > 0 {
		best := 0.0
		if len(list) > 0 {
			best = math.Max(0, list[0].Score-list[0].Time) // what but the time speaks for the best
		}
		score, reason = math.Max(score, best)+later, "later"
	}
	if len(list) > 0 {
		best := list[0]
		if best.Time <= -3 {
			score += 5 // the time told is not that of any vote held
		}
		if len(q.Times) == 0 && q.Published.Precision == extract.Day && best.Symbol <= 0 && q.Published.Time.Sub(x.days[best.Record]).Hours() > 60*24 {
			score += 3.5 // news tells the votes of the day
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

// laterThanData says how strongly the text tells a vote after the last day of the data.
func (x *Index) laterThanData(q *Query) float64 {
	end := x.to.AddDate(0, 0, 3)
	stated := 0.0
	for _, c := range q.Times {
		if c.When.From.IsZero() {
			continue
		}
		if c.When.From.After(x.to) {
			return 5 * c.Weight
		}
		stated = math.Max(stated, c.Weight)
	}
	if stated >= 0.6 || q.Published.Precision == extract.NoDate || !q.Published.Time.After(end) {
		return 0
	}
	return 4 * (1 - stated)
}
