package link

import (
	"time"

	"stet/extract"
)

// What else than its subject speaks for a record is found for all records at a time: a query is put to thousands of them,
// and dates are reckoned with slowly.

// spokenFor marks the records that a symbol, the focus, a name or a time of the query points at.
func (x *Index) spokenFor(q *Query, symbols, carried map[int]bool, named map[int]float64) []bool {
	out := make([]bool, len(x.records))
	for i := range symbols {
		out[i] = true
	}
	for i := range carried {
		out[i] = true
	}
	for i, p := range q.Focus {
		if p != 0 {
			out[i] = true
		}
	}
	for i, w := range named {
		if w != 0 {
			out[i] = true
		}
	}
	for _, s := range stretches(q) {
		for i, day := range x.seconds {
			if s.from <= day && day <= s.to {
				out[i] = true
			}
		}
	}
	return out
}

// stretch is a run of seconds since 1970, both ends included.
type stretch struct{ from, to int64 }

// nearest and farthest bound the days from a vote to an article that may be about it though it gives no time; both are outside.
const (
	nearest  = -2 * 24 * time.Hour
	farthest = 12 * 24 * time.Hour
)

// stretches are the times at which the query points: those told, if they are no longer than a month or so, and the days before
// the article.
func stretches(q *Query) []stretch {
	var out []stretch
	for _, c := range q.Times {
		if w := c.When; !w.From.IsZero() && w.Days() <= 40 {
			out = append(out, stretch{notBefore(w.From.AddDate(0, 0, -1)), w.To.AddDate(0, 0, 1).Unix()})
		}
	}
	if q.Published.Precision != extract.NoDate {
		p := q.Published.Time
		out = append(out, stretch{p.Add(-farthest).Unix() + 1, notBefore(p.Add(-nearest)) - 1})
	}
	return out
}

// notBefore is the first whole second that is not before t.
func notBefore(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}
