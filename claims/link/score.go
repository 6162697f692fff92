package link

import (
	"math"
	"stet/sources"
	"strings"
)

// score adds up the parts for one record.
func (x *Index) score(q *Query, w *weighing, i int, named, anyNamed bool) Candidate {
	r := &x.records[i]
	c := Candidate{Record: i}
	c.Topic = subjectScore(w.topic[i])
	c.Time = w.timeScore(q, x.dayNumbers[i], r.Date.Day == 0)
	if len(q.Days) > 0 && len(q.Times) == 0 && x.onDayTold(q, i) {
		c.Time += dayTold
	}
	c.Body = bodyScore(q, r)
	c.Form = formScore(q, r)
	if named {
		c.Symbol = 12
	} else if anyNamed {
		c.Symbol = -6
	}
	c.Sponsor = sponsorScore(q, r)
	c.Title = w.titleScore(x, i)
	c.Focus = x.focusScore(q, i)
	if q.Away != nil && r.Body == sources.SecurityCouncil {
		c.Body -= min(6, 3*float64(q.Away(i))) // who votes in the Council sits on it
	}
	if q.Sense != nil {
		c.Others = q.Sense(i)
	}
	c.Score = c.Topic + c.Title + c.Focus + c.Time + c.Body + c.Form + c.Symbol + c.Sponsor + c.Others
	return c
}

// dayTold is what it says, in nats, that the text told the vote's day before, long before the article.
const dayTold = 3.5

// subjectScore is what shared terms of that rarity say, in nats.
func subjectScore(topic float64) float64 { return 12 * (1 - math.Exp(-topic/24)) }

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
	if q.Theme[x.series[i]] {
		s += themeWorth
	}
	return s - besideCost*q.Others[i]
}

// themeWorth is what it says, in nats, that a vote is on the text which the article is about.
const themeWorth = 1.2

// besideCost is what it costs, in nats, to be the vote that is told beside the claim's as another one.
const besideCost = 5

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

// namedPlainly finds the records whose titles of common words stand in the sentence.
func (x *Index) namedPlainly(list []string, out map[int]float64) {
	for i := range list {
		key := list[i]
		for n := 2; n <= maxPlain && i+n <= len(list); n++ {
			key += " " + list[i+n-1]
			for _, r := range x.plain[key] {
				out[r] = math.Max(out[r], namedWeight)
			}
		}
	}
}

// Names reports whether the terms or words of a sentence call a vote as it is known or titled. Its name must be rare enough: many
// things are called "human rights".
func (x *Index) Names(terms, list []string) bool { return len(x.Called(terms, list)) > 0 }

// Called are the votes that the terms or words of a sentence call by a rare name.
func (x *Index) Called(terms, list []string) (records []int) {
	for i := range list {
		key := list[i]
		for n := 2; n <= maxPlain && i+n <= len(list); n++ {
			key += " " + list[i+n-1]
			records = append(records, x.plain[key]...)
		}
	}
	for i := range terms {
		key, rarity := terms[i], x.idf[terms[i]]
		for n := 2; n <= maxPhrase && i+n <= len(terms); n++ {
			key += " " + terms[i+n-1]
			if rarity += x.idf[terms[i+n-1]]; rarity >= rareName {
				records = append(records, x.phrases[key]...)
			}
		}
	}
	return records
}

// rareName is the rarity of a name, in nats, from which it stands for a vote of the United Nations by itself.
const rareName = 11

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
	case amends(r):
		s -= 6 // an amendment is told as one, in the Council too
	}
	switch {
	case q.Failed && failed:
		s += 3
	case q.Failed:
		s -= 3
	case failed:
		s -= 1.2
	}
	return s
}

// amends reports whether the record is of an amendment, which has no symbol of its own but is described.
func amends(r *sources.Record) bool { return strings.Contains(r.Symbol, "amendment ") }

func sponsorScore(q *Query, r *sources.Record) float64 {
	s := 0.0
	for _, code := range q.Sponsors {
		if contains(r.Sponsors, code) {
			s += 2
		} else if len(r.Sponsors) > 0 {
			s -= 1
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

// held is how surely the text goes on about one vote, 0 to 1.
func (q *Query) held() float64 {
	best := 0.0
	for _, p := range q.Focus {
		best = math.Max(best, p)
	}
	return best * math.Min(1, q.FocusWeight/3)
}

// LeanOnFocus discounts the terms of the wider context as far as the text surely goes on about one vote: that vote was found by
// them, and a sentence without a subject of its own should not be drawn away by a headline's words.
func (q *Query) LeanOnFocus() {
	held := q.held()
	if held < 0.5 || q.Earlier {
		return
	}
	lean := make(map[string]float64, len(q.Terms))
	for t, w := range q.Terms {
		if w < 1 {
			w *= 1 - 0.5*held
		}
		lean[t] = w
	}
	q.Terms = lean
}
