package claims

import (
	"strings"
	"time"

	"stet/extract"
	"stet/sources"
)

// run is the recurrent text that a record is one of, by date.
type run struct {
	all     []*sources.Record
	own     *sources.Record
	curated bool // the landmarks list it, so its titles of other years are known too
	whole   bool // curated, or no like title stands before its first vote: nothing of it is missing
}

// recurrence gives the record's recurrent text; ok is false where the record has none that can be told from others:
// texts that share a title within a session are different ones.
func (w *world) recurrence() (run, bool) {
	r := w.record
	if r.Body != sources.GeneralAssembly {
		return run{}, false
	}
	out := run{own: r, curated: r.Series != ""}
	sessions := map[string]bool{}
	for _, o := range w.checker.series(r) {
		if !o.Tally.Known() && o.ID != r.ID {
			continue
		}
		if !out.curated && o.Session != "" && sessions[o.Session] {
			return run{}, false
		}
		sessions[o.Session] = true
		out.all = append(out.all, o)
	}
	out.whole = out.curated || len(out.all) > 3 && !w.likeTitleBefore(out.all[0])
	return out, len(out.all) >= 2
}

// likeTitleBefore reports whether a text of much the same title was voted on in the four years before: the same one under
// its older name. Rare words count for more: "human rights" says little, "Iraq" says much.
func (w *world) likeTitleBefore(first *sources.Record) bool {
	terms := w.titleTerms(first)
	for i := first.ID - 1; i >= 0; i-- {
		r := w.checker.index.Record(i)
		if r.Date.Year < first.Date.Year-4 {
			return false
		}
		if r.Body != first.Body || r.Title == first.Title {
			continue
		}
		shared, own, other := 0.0, 0.0, 0.0
		for _, n := range terms {
			own += n
		}
		for t, n := range w.titleTerms(r) {
			other += n
			if terms[t] > 0 {
				shared += n
			}
		}
		if shared >= 0.6*max(min(own, other), 0.5*own) {
			return true
		}
	}
	return false
}

// titleTerms are a title's terms with their rarity.
func (w *world) titleTerms(r *sources.Record) map[string]float64 {
	out := map[string]float64{}
	x := w.checker.index
	for _, t := range x.Vocabulary.Terms(nil, strings.Fields(extract.Fold(strings.ReplaceAll(r.Title, ",", " ")))) {
		out[t] = x.Rarity(t)
	}
	return out
}

// earlier are the records before the own one.
func (s run) earlier() []*sources.Record {
	var out []*sources.Record
	for _, r := range s.all {
		if r.ID != s.own.ID && r.Date.Time().Before(s.own.Date.Time()) {
			out = append(out, r)
		}
	}
	return out
}

// previous are the records of the last day before the own one.
func (s run) previous() []*sources.Record {
	list := s.earlier()
	if len(list) == 0 {
		return nil
	}
	i := len(list) - 1
	for i > 0 && list[i-1].Date == list[len(list)-1].Date {
		i--
	}
	return list[i:]
}

// at are the records of the time, the own one left out; told is false where the time is the own record's day, and so
// no other vote's.
func (s run) at(when extract.When) (list []*sources.Record, told bool) {
	if when.From.IsZero() {
		for _, r := range s.all {
			if r.ID != s.own.ID && r.Date.Year == s.own.Date.Year+when.Shift {
				list = append(list, r)
			}
		}
		return list, true
	}
	if when.Days() <= 62 && when.Contains(s.own.Date.Time(), 0) {
		return nil, false
	}
	if when.Relative && when.Days() > 300 && when.Days() < 500 {
		return s.nearest(when.From.AddDate(0, 0, when.Days()/2), when), true
	}
	for _, r := range s.all {
		if r.ID != s.own.ID && when.Contains(r.Date.Time(), 0) && (r.Date.Time().Before(s.own.Date.Time()) || !when.Relative) {
			list = append(list, r)
		}
	}
	return list, true
}

// nearest are the earlier records of the time whose day is nearest to the one told: "two years ago".
func (s run) nearest(day time.Time, when extract.When) []*sources.Record {
	var out []*sources.Record
	best := time.Duration(0)
	for _, r := range s.earlier() {
		if !when.Contains(r.Date.Time(), 0) {
			continue
		}
		off := r.Date.Time().Sub(day).Abs()
		if len(out) == 0 || off < best {
			out, best = out[:0], off
		}
		if off == best {
			out = append(out, r)
		}
	}
	return out
}

// of is the measure of a record; ok is false where the record does not tell.
func (m measure) of(r *sources.Record) (int, bool) {
	if m == margin {
		return r.Tally.Yes - r.Tally.No, r.Tally.Known()
	}
	return sideCount(side(m), r)
}
