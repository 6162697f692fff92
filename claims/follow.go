package claims

import (
	"maps"
	"slices"
	"time"

	"stet/claims/link"
	"stet/extract"
)

// dayOfVotes dates an article that nothing else dates by the latest vote that its words surely identify: what it tells
// beside that is then of before. It is zero where there is none.
func (c *Checker) dayOfVotes(doc *extract.Document, all []*linkedClaim) (latest time.Time) {
	if doc.Published.Precision != extract.NoDate {
		return latest
	}
	for _, l := range all {
		if len(l.ranking.Candidates) > 0 && l.ranking.Candidates[0].Probability >= surelyMeant {
			if r := c.index.Record(l.ranking.Candidates[0].Record); r.Date.Day > 0 && r.Date.Time().After(latest) {
				latest = r.Date.Time()
			}
		}
	}
	return latest
}

// surelyMeant is how likely a vote must be to date an article.
const surelyMeant = 0.9

// follow ranks the claims anew in text order, each with the vote that the text before it is about.
func (c *Checker) follow(around *surroundings, all []*linkedClaim) {
	main := mainVotes(all)
	theme := c.themeOf(main, len(all))
	var last, lately *linkedClaim
	var told []*linkedClaim
	side := &threads{}
	for _, l := range all {
		l.query.Main = main
		if len(l.query.Theme) == 0 && theme != "" && !around.another(l.claim) {
			l.query.Theme, l.themed = map[string]bool{theme: true}, true
		}
		aside := around.ordinal(l.claim) == 0 && around.aside(l.claim)
		if aside {
			l.query.Main = nil
			l.query.Earlier = l.query.Earlier || !hasOwnTime(l.query.Times)
		}
		if lately != nil && lately != last && around.thatOne(l.claim) {
			l.after, l.query.Focus, l.query.FocusWeight = lately, c.focusOf(around.a.doc, lately), thatOneFocus
			l.ranking = c.index.Rank(l.query)
			continue
		}
		lately = l
		c.followText(around, l, c.compares(around, l, last, told), told, aside)
		if counted := countedBy(l, told); counted != nil {
			l.counted, l.after = counted, counted
			l.query.Focus, l.query.FocusWeight, l.query.Times = c.focusOf(around.a.doc, counted), countedFocus, counted.query.Times
		} else if !aside && l.claim.Kind != "comparison" && l.claim.Kind != "arithmetic" && !c.otherTime(side, l) {
			if side.over(around, l) {
				side = &threads{}
			}
			c.followThread(around, side, l)
		}
		l.ranking = c.index.Rank(l.query)
		if f := l.query.Focus; l.after != nil && l.after.settled != nil && sameMap(f, l.after.settled) && sameBlock(around.a.doc, l.after, l) && !hasOwnTime(l.query.Times) {
			l.settled = l.after.settled // the paragraph goes on about it
		}
		if !aside && l.claim.Kind != "comparison" && l.claim.Kind != "arithmetic" && !around.glances(last, l) {
			last = l
			told = append(told, l)
		}
	}
}

// followText makes a claim go on about the votes that the claims from tell.
func (c *Checker) followText(around *surroundings, l *linkedClaim, from, told []*linkedClaim, aside bool) {
	if len(from) == 0 {
		return
	}
	l.after = from[0]
	l.query.Focus, l.query.FocusWeight = c.focusOf(around.a.doc, from[0]), around.continuity(from[0], l)
	l.query.Series, l.query.SeriesWeight = c.seriesOf(from[0].ranking), around.sameSubject(from[0], l, aside)
	if len(from) > 1 {
		l.query.Focus = maps.Clone(l.query.Focus)
	}
	for _, other := range from[1:] {
		for record, share := range shares(other.ranking) {
			l.query.Focus[record] = max(l.query.Focus[record], share)
		}
	}
	l.query.LeanOnFocus()
	if scene := c.sceneOf(around, told, from[0], l); len(scene) > 0 {
		l.query.Times, l.query.FocusWeight = append(l.query.Times, scene...), max(l.query.FocusWeight, sceneFocus)
	}
}

// sameMap reports whether both are the same single vote.
func sameMap(a, b map[int]float64) bool { return len(a) == 1 && maps.Equal(a, b) }

// sameBlock reports whether two claims stand in one paragraph.
func sameBlock(doc *extract.Document, a, b *linkedClaim) bool {
	return doc.Sentences[a.claim.Sentence].Block == doc.Sentences[b.claim.Sentence].Block
}

// thatOneFocus is how surely "That one drew 181 votes" goes on about the vote told last, be it in passing, in nats.
const thatOneFocus = 5

// countedFocus is how surely "among the 130" is of the vote that the 130 were counted of, in nats.
const countedFocus = 7

// countedBy is the claim that counted the number by which this one tells a side, nil for none.
func countedBy(l *linkedClaim, told []*linkedClaim) *linkedClaim {
	f, ok := l.claim.Fact.(positionFact)
	if !ok || f.counted.Len() == 0 {
		return nil
	}
	for _, o := range told {
		if o.claim.Span.Overlaps(f.counted) && o.claim.Kind == "tally" {
			return o
		}
	}
	return nil
}

// otherTime reports whether the claim has a time of its own that is not that of the vote in hand.
func (c *Checker) otherTime(side *threads, l *linkedClaim) bool {
	if side.now == nil || !hasOwnTime(l.query.Times) {
		return false
	}
	record, share := side.now.meant(func(o *linkedClaim) link.Ranking { return o.ranking })
	if share < surelyOther {
		return true
	}
	for _, cue := range l.query.Times {
		if cue.Weight >= 0.6 && !cue.When.Contains(c.index.Record(record).Date.Time(), 1) {
			return true
		}
	}
	return false
}

// followThread makes a claim of a text that tells several votes in turn follow its own thread: it goes on about the vote that its thread
// told last, and is about none that another thread tells.
func (c *Checker) followThread(around *surroundings, side *threads, l *linkedClaim) {
	l.thread = side.place(around, l)
	if l.beside() == nil {
		return
	}
	ranked := func(o *linkedClaim) link.Ranking { return o.ranking }
	l.query.Others = othersOf(l, ranked)
	if before := l.thread.last(); before != nil {
		l.query.Focus, l.query.FocusWeight = c.focusOf(around.a.doc, before), max(3, around.continuity(before, l))
		return
	}
	l.query.Focus, l.query.FocusWeight = nil, 0
	if !hasOwnTime(l.query.Times) {
		l.query.Times = append(l.query.Times, c.dayOf(l.query.Others)...)
	}
}

// compares are the claims whose votes the text goes on about: the last one. For a comparison it is the one with the latest
// vote of that one's recurrent text where the last one is told in passing ("not since 1999, when 155 backed it"), since the
// older votes are what that is compared with; else it may be either.
func (c *Checker) compares(around *surroundings, l, last *linkedClaim, told []*linkedClaim) []*linkedClaim {
	if last == nil {
		return nil
	}
	if l.claim.Kind != "comparison" || last.claim.Sentence == l.claim.Sentence || len(last.ranking.Candidates) == 0 {
		return []*linkedClaim{last}
	}
	best, top := last, last.ranking.Candidates[0].Record
	series := c.index.SeriesOf(top)
	for _, o := range told {
		if len(o.ranking.Candidates) == 0 {
			continue
		}
		if r := o.ranking.Candidates[0].Record; c.index.SeriesOf(r) == series && c.index.Record(r).Date.Time().After(c.index.Record(top).Date.Time()) {
			best, top = o, r
		}
	}
	if best == last || around.inPassing(last.claim) {
		return []*linkedClaim{best}
	}
	return []*linkedClaim{best, last}
}

// seriesOf are the recurrent texts that a ranking points at.
func (c *Checker) seriesOf(r link.Ranking) map[string]float64 {
	out := map[string]float64{}
	for _, cand := range r.Candidates {
		out[c.index.SeriesOf(cand.Record)] += cand.Probability
	}
	return out
}

// mainVotes is how much of the article is about each vote, by the claims' first ranking.
func mainVotes(all []*linkedClaim) map[int]float64 {
	main := map[int]float64{}
	for _, l := range all {
		for _, cand := range l.ranking.Candidates {
			main[cand.Record] += cand.Probability / float64(len(all))
		}
	}
	return main
}

// themeOf is the recurrent text that most of an article's claims are about, whichever of its votes each means; "" for none.
func (c *Checker) themeOf(main map[int]float64, claims int) string {
	if claims < 4 {
		return ""
	}
	mass, votes := map[string]float64{}, map[string]int{}
	for _, record := range slices.Sorted(maps.Keys(main)) { // sums depend on their order
		series := c.index.SeriesOf(record)
		mass[series] += main[record]
		votes[series]++
		if mass[series] > 0.5 && votes[series] > 2 {
			return series
		}
	}
	return ""
}

// focusOf are the votes that a claim means, for the claims after it. A tally that only one of its votes has makes that one as good as
// named: it says nothing about itself by that, but about what the text goes on to tell.
func (c *Checker) focusOf(doc *extract.Document, l *linkedClaim) map[int]float64 {
	if l.settled != nil {
		return l.settled
	}
	if only := c.singleFit(doc, l); only != nil {
		l.settled = only
		return only
	}
	return shares(l.ranking)
}

// singleFit is the one vote that has the claim's whole tally, nil where there is none, or it is told in passing.
func (c *Checker) singleFit(doc *extract.Document, l *linkedClaim) map[int]float64 {
	if _, ok := l.claim.Fact.(tallyFact); ok && !inPassing(l.query.Times) {
		var fits []int
		for _, cand := range l.ranking.Candidates {
			if cand.Probability < 0.02 {
				break
			}
			if j := l.judged(&world{record: c.index.Record(cand.Record), checker: c, doc: doc}); j.Truth == Right && j.Identifies {
				fits = append(fits, cand.Record)
			}
		}
		if len(fits) == 1 {
			return map[int]float64{fits[0]: surelyMeant}
		}
		if len(l.ranking.Candidates) > 0 {
			if r := c.singledOut(l, c.index.Record(l.ranking.Candidates[0].Record)); r != nil {
				return map[int]float64{r.ID: surelyMeant}
			}
		}
	}
	return nil
}

// glances reports whether the claim looks back from the vote told before it within the paragraph: "two more than a year ago, when it was 133-11-43".
func (c *surroundings) glances(last, l *linkedClaim) bool {
	if last == nil || c.a.doc.Sentences[last.claim.Sentence].Block != c.a.doc.Sentences[l.claim.Sentence].Block || !hasOwnTime(l.query.Times) {
		return false
	}
	for _, t := range l.query.Times {
		if !t.When.Relative || t.When.Days() <= 31 || t.When.From.After(c.a.doc.Published.Time) {
			return false
		}
	}
	return true
}

// inPassing reports whether the times are loose ones, as "a year ago" is: what is told so is seldom gone on about.
func inPassing(times []link.Cue) bool {
	for _, t := range times {
		if t.When.Relative && t.When.Days() > 31 {
			return true
		}
	}
	return false
}

// sceneOf is the time of the vote told before, where that is long ago and nothing has brought the text back to its own day.
func (c *Checker) sceneOf(around *surroundings, told []*linkedClaim, last, l *linkedClaim) []link.Cue {
	p := around.a.doc.Published
	if p.Precision == extract.NoDate || datedBy(l.query.Times) || len(last.ranking.Candidates) == 0 || last.ranking.Candidates[0].Probability < 0.4 {
		return nil
	}
	d := c.index.Record(last.ranking.Candidates[0].Record).Date
	if d.Day == 0 || p.Time.Sub(d.Time()) < sceneAge || !around.staysInScene(last.claim.Sentence, l.claim.Sentence) {
		return nil
	}
	for _, o := range told {
		if sameBlock(around.a.doc, o, last) && len(o.ranking.Candidates) > 0 && p.Time.Sub(c.index.Record(o.ranking.Candidates[0].Record).Date.Time()) < sceneAge {
			return nil // the paragraph only looked back
		}
	}
	return []link.Cue{{When: extract.When{From: d.Time().AddDate(0, -2, 0), To: d.Time().AddDate(0, 2, 0), Relative: true}, Weight: sceneWeight}}
}

// datedBy reports whether one of the times is likely the claim's.
func datedBy(times []link.Cue) bool {
	return slices.ContainsFunc(times, func(t link.Cue) bool { return t.Weight >= 0.5 })
}

const (
	sceneAge    = 400 * 24 * time.Hour // from which on a vote told is one of the past
	sceneWeight = 0.7                  // how surely the text stays with its time
	sceneFocus  = 2                    // nats by which it goes on about that very vote
)

// staysInScene reports whether no time is told from one sentence to the other, and nothing says that it is now.
func (c *surroundings) staysInScene(from, to int) bool {
	if c.a.doc.Sentences[to].Block-c.a.doc.Sentences[from].Block > 3 || c.newSection(from, to) {
		return false
	}
	for i := from + 1; i <= to; i++ {
		s := &c.a.doc.Sentences[i]
		for k := range s.Mentions {
			if s.Mentions[k].Kind == extract.DateMention {
				return false
			}
		}
		for k := range s.Tokens {
			if presentWords[s.Tokens[k].Norm] {
				return false
			}
		}
	}
	return true
}

// presentWords bring a text that told the past back to its own day.
// or move it to another time of the past.
var presentWords = wordSet(`now today tonight nowadays currently still yesterday tomorrow recently latest later after following next day days week weeks month months year
	years decade decades earlier since until again`)

// shares are the candidates' probabilities by record.
func shares(r link.Ranking) map[int]float64 {
	out := make(map[int]float64, len(r.Candidates))
	for _, cand := range r.Candidates {
		if cand.Probability > 0.01 {
			out[cand.Record] = cand.Probability
		}
	}
	return out
}
