package claims

import (
	"context"
	"testing"

	"stet/sources"
)

// What claims compare and what `stet data series` answers are one: for every vote of every recurrent text that the landmarks list, the
// last time that a count was as extreme or more is the same by both roads.
func TestComparisonsAgreeWithQuestions(t *testing.T) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := NewChecker(db)
	sides := map[side]sources.Position{yes: sources.Yes, no: sources.No, abstain: sources.Abstain}
	compared := 0
	for _, series := range db.Series() {
		records, err := db.Select(context.Background(), sources.Selection{Series: series.Name, Body: sources.GeneralAssembly})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			s, ok := (&world{record: r, checker: c}).recurrence()
			if !ok {
				continue
			}
			for side, position := range sides {
				own := r.Tally.Of(position)
				if own < 0 {
					continue
				}
				fewer, more := sources.Since(s.earlierAnd(r), r, position)
				low := s.standingOf(comparisonFact{what: "lowest"}, measure(side), own, 0)
				high := s.standingOf(comparisonFact{what: "highest"}, measure(side), own, 0)
				if (low.better > 0) != (fewer != nil) || (high.better > 0) != (more != nil) {
					t.Errorf("%s, %s: claims find %d lower and %d higher before, questions %v and %v", r.Symbol, side, low.better, high.better, symbol(fewer), symbol(more))
				}
				if low.last == nil && fewer != nil || fewer != nil && low.last.Date.Time().Before(fewer.Date.Time()) {
					t.Errorf("%s, %s: the last as low is %v for claims, %v for questions", r.Symbol, side, symbol(low.last), symbol(fewer))
				}
				compared++
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d counts were compared", compared)
	}
}

// earlierAnd is the votes before, and the own one last.
func (s run) earlierAnd(own *sources.Record) []*sources.Record {
	return append(append([]*sources.Record(nil), s.earlier()...), own)
}

func symbol(r *sources.Record) string {
	if r == nil {
		return "none"
	}
	return r.Symbol
}
