package link

import (
	"iter"
	"math/bits"
	"sort"
	"time"

	"stet/extract"
)

// weighing is what ranking works out once for a query, so that a record is weighed by lookups in slices alone. It is kept for
// the next query, since an archive ranks many thousands.
type weighing struct {
	topic  []float64 // by record
	marked []bool    // by record: something but the subject speaks for it
	marks  []int
	noted  []uint64  // a bit by record: it has a topic or a mark
	local  []float64 // by term: the query's Local
	terms  []int32   // of local that are set
	cues   []stretch
	prior  prior
	held   float64
}

// stretch is a cue in days since 1970.
type stretch struct {
	from, to, days int
	weight         float64
	dated          bool
}

// prior is the article's date as its votes are weighed against, in seconds since 1970.
type prior struct {
	told       bool
	from, to   int64
	toIfCoarse int64
}

const daySeconds = 24 * 60 * 60

// dayOf is the day's number since 1970, below 0 before.
func dayOf(t time.Time) int {
	return int(floorDiv(t.Unix(), daySeconds))
}

// floorDiv divides towards the past; by is above 0.
func floorDiv(n, by int64) int64 {
	if n < 0 {
		n -= by - 1
	}
	return n / by
}

// borrow takes a weighing for the query.
func (x *Index) borrow(q *Query) *weighing {
	w, _ := x.spare.Get().(*weighing)
	if w == nil {
		w = &weighing{topic: make([]float64, len(x.records)), marked: make([]bool, len(x.records)), noted: make([]uint64, len(x.records)/64+1), local: make([]float64, len(x.termIDs))}
	}
	w.cues = w.cues[:0]
	for _, c := range q.Times {
		w.cues = append(w.cues, stretch{from: dayOf(c.When.From), to: dayOf(c.When.To), days: c.When.Days(), weight: c.Weight, dated: !c.When.From.IsZero()})
	}
	for t, n := range q.Local {
		if id, ok := x.termIDs[t]; ok {
			w.local[id] = n
			w.terms = append(w.terms, id)
		}
	}
	w.prior, w.held = priorOf(q.Published), q.held()
	return w
}

// giveBack clears the weighing for the next query.
func (x *Index) giveBack(w *weighing) {
	for i := range w.all() {
		w.topic[i] = 0
	}
	clear(w.noted)
	for _, i := range w.marks {
		w.marked[i] = false
	}
	for _, id := range w.terms {
		w.local[id] = 0
	}
	w.marks, w.terms = w.marks[:0], w.terms[:0]
	x.spare.Put(w)
}

func (w *weighing) mark(record int) {
	if !w.marked[record] {
		w.marked[record] = true
		w.marks = append(w.marks, record)
		w.note(record)
	}
}

// note says that there is something to weigh of a record.
func (w *weighing) note(record int) { w.noted[record>>6] |= 1 << (record & 63) }

// all gives the records noted, in their order.
func (w *weighing) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for k, word := range w.noted {
			for ; word != 0; word &= word - 1 {
				if !yield(k<<6 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

func priorOf(p extract.Date) prior {
	if p.Precision == extract.NoDate {
		return prior{}
	}
	from, to := p.Time, p.Time
	switch p.Precision {
	case extract.Month:
		to = from.AddDate(0, 1, -1)
	case extract.Year:
		to = from.AddDate(1, 0, -1)
	}
	return prior{told: true, from: from.Unix(), to: to.AddDate(0, 0, 1).Unix(), toIfCoarse: to.AddDate(0, 0, 32).Unix()}
}

// contains reports whether the day lies in the stretch, give or take slack days.
func (s *stretch) contains(day, slack int) bool {
	return s.dated && day >= s.from-slack && day <= s.to+slack
}

// markNear marks the records at whose day a time cue, or the article's date, points.
func (x *Index) markNear(w *weighing) {
	for i := range w.cues {
		if c := &w.cues[i]; c.dated && c.days <= 40 {
			x.markDays(w, c.from-1, c.to+1)
		}
	}
	if w.prior.told { // less than 12 days before the article, less than 2 after it
		x.markDays(w, int(floorDiv(w.prior.from, daySeconds))-11, int(-floorDiv(-w.prior.from, daySeconds))+1)
	}
}

// markDays marks the records of the days, both ends included.
func (x *Index) markDays(w *weighing, from, to int) {
	for _, i := range x.byDay[sort.Search(len(x.byDay), func(i int) bool { return x.dayNumbers[x.byDay[i]] >= from }):] {
		if x.dayNumbers[i] > to {
			return
		}
		w.mark(int(i))
	}
}

// timeScore weighs a record's day against the times given, else against the article's own date.
func (w *weighing) timeScore(q *Query, day int, coarse bool) float64 {
	best, weight, matched := 0.0, 0.0, -1.0
	for i := range w.cues {
		c := &w.cues[i]
		s := c.score(day, coarse)
		weight = max(weight, c.weight)
		if matched < 0 || s*c.weight > best {
			best, matched = s*c.weight, c.weight
		}
	}
	if best > 0 {
		best -= besideNearest * (weight - matched) // it fits a date that stands farther off than the nearest
	}
	prior := w.prior.score(day, coarse)
	if prior > -5 && w.held > 0 {
		prior *= 1 - 0.8*w.held // the text goes on about a vote: how recent others are says little
	}
	if weight > 0 {
		return best + (1-weight)*prior + min(0, prior+3)
	}
	if q.Earlier && prior > 0 {
		return -prior / 2 // not the vote that the article was written for
	}
	return prior
}

// besideNearest is what it costs, in nats, to fit a date of no weight where another of full weight is told.
const besideNearest = 4.0

// score is the log odds of a stated time.
func (s *stretch) score(day int, coarse bool) float64 {
	slack := 0
	if coarse {
		slack = 31
	}
	in := s.contains(day, slack)
	if s.days <= 2 && !in && s.contains(day, slack+1) {
		return 3 // a time zone away
	}
	if !in {
		switch { // a date may be of what led to the vote, or came of it
		case s.contains(day, slack+14):
			return -4.5
		case s.contains(day, slack+200):
			return -5.5
		}
		return -6.5
	}
	switch {
	case s.days <= 2:
		return 5
	case s.days <= 20:
		return 4
	case s.days <= 62:
		return 3.3
	}
	return 2.4
}

// score is how likely an article of that date tells a vote of that day.
func (p *prior) score(day int, coarse bool) float64 {
	if !p.told {
		return 0
	}
	at, to := int64(day)*daySeconds, p.to
	if coarse {
		to = p.toIfCoarse
	}
	if at > to {
		return -9
	}
	age := float64(p.from-at) / daySeconds
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
	case age <= 4000:
		return -1.9
	}
	return -3
}

// titleScore rewards a record whose title the near context repeats.
func (w *weighing) titleScore(x *Index, i int) float64 {
	all := x.titleWorth[i]
	if all < 6 {
		return 0
	}
	have := 0.0
	for _, id := range x.titleIDs[i] {
		have += x.worth[id] * w.local[id]
	}
	if have < 0.5*all {
		return 0
	}
	return 4 * (have/all - 0.5) * min(1, all/14)
}

// bestOf keeps the best candidates, the likeliest first; of equals the earlier record.
type bestOf []Candidate

func (b *bestOf) add(c Candidate) {
	list := *b
	if len(list) == keep && c.Score <= list[keep-1].Score {
		return // records come in their order: an equal one is later
	}
	if len(list) < keep {
		list = append(list, c)
	} else {
		list[keep-1] = c
	}
	for i := len(list) - 1; i > 0 && list[i].Score > list[i-1].Score; i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
	*b = list
}
