package sources

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Selection says which votes a question is about. Its zero value is every vote held.
type Selection struct {
	Body   Body   // "" for any
	From   Date   // first day, zero for open; of a coarse date its first day
	To     Date   // last day, zero for open; of a coarse date its last day
	Series string // identifier of a recurrent text, "" for any
	About  string // words that titles, subjects or landmarks must all have, "" for any
}

// Select is the votes of a selection, by date. A series that is not held is an error that tells how to
// list them; nothing found is none.
func (db *DB) Select(ctx context.Context, s Selection) ([]*Record, error) {
	about, err := db.about(ctx, s.About)
	if err != nil {
		return nil, err
	}
	var out []*Record
	known := s.Series == ""
	for i := range db.facts.Records {
		r := &db.facts.Records[i]
		if s.Series != "" && !strings.EqualFold(r.Series, s.Series) {
			continue
		}
		known = true
		if s.admits(r) && (about == nil || about[i]) {
			out = append(out, r)
		}
	}
	if !known {
		return nil, fmt.Errorf("no series %q is held: 'stet data series' lists them", s.Series)
	}
	return out, nil
}

func (s *Selection) admits(r *Record) bool {
	return (s.Body == "" || r.Body == s.Body) && r.Date.within(s.From, s.To.last())
}

// last is a date that no day of a coarse date stands after.
func (d Date) last() Date {
	if d.Year != 0 && d.Month == 0 {
		d.Month = 99
	}
	if d.Year != 0 && d.Day == 0 {
		d.Day = 99
	}
	return d
}

// about marks the records that have every word; nil for no words. Unlike Find it never makes do with
// some of the words, since its records are counted.
func (db *DB) about(ctx context.Context, words string) (map[int]bool, error) {
	if strings.TrimSpace(words) == "" {
		return nil, nil
	}
	s := parseSearch(words)
	marked := map[int]bool{}
	if len(s.words) == 0 {
		for _, r := range db.filtered(s, len(db.facts.Records)) {
			marked[r.ID] = true
		}
		return marked, nil
	}
	found, err := db.search(ctx, s, " ")
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", words, err)
	}
	for _, id := range found {
		marked[id] = true
	}
	return marked, nil
}

// SeriesSummary describes the votes on one recurrent text.
type SeriesSummary struct {
	Name        string
	Votes       int
	First, Last *Record
}

// Series lists the recurrent texts that the landmarks name, by name.
func (db *DB) Series() []SeriesSummary {
	var out []SeriesSummary
	at := map[string]int{}
	for i := range db.facts.Records {
		r := &db.facts.Records[i]
		if r.Series == "" {
			continue
		}
		k, ok := at[r.Series]
		if !ok {
			k = len(out)
			at[r.Series] = k
			out = append(out, SeriesSummary{Name: r.Series, First: r})
		}
		out[k].Votes++
		out[k].Last = r
	}
	slices.SortFunc(out, func(a, b SeriesSummary) int { return strings.Compare(a.Name, b.Name) })
	return out
}
