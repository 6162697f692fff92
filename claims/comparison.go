package claims

import (
	"fmt"
	"strconv"
	"strings"

	"stet/extract/match"
	"stet/sources"
)

var comparisonPatterns = patterns("comparison.pat")

var comparison = define("comparison", "One vote beside the others of its recurrent text.", findComparisons, judgeComparison)

// comparisonFact compares a vote with the others of its series.
type comparisonFact struct {
	what  string // lowest, highest, nth, same, unread
	slot  side
	n     int   // of nth
	since int   // compared with the votes after that year; 0: with all
	years []int // of same: the year compared with
	near  bool  // "close to the lowest"
}

// String is the canonical reading: "lowest yes since 1999".
func (f comparisonFact) String() string {
	switch f.what {
	case "nth":
		return fmt.Sprintf("number %d of its series", f.n)
	case "unread":
		return "a comparison with other votes"
	}
	out := f.what
	if f.near {
		out = "near the " + out
	}
	if f.slot != noSide {
		out += " " + f.slot.String()
	}
	if f.since > 0 {
		out += fmt.Sprintf(" since %d", f.since)
	}
	return out
}

func findComparisons(a *article) []found[comparisonFact] {
	var out []found[comparisonFact]
	for _, p := range a.passages {
		if p == nil {
			continue
		}
		for _, m := range comparisonPatterns.Find(p.items) {
			f, ok := a.readComparison(p, m)
			if n := len(out) - 1; !ok || n >= 0 && out[n].sentence == p.index && out[n].span.Overlaps(f.span) && out[n].span.Len() >= f.span.Len() {
				continue
			} else if n >= 0 && out[n].sentence == p.index && out[n].span.Overlaps(f.span) {
				out[n] = f
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

func (a *article) readComparison(p *passage, m match.Match) (found[comparisonFact], bool) {
	var out found[comparisonFact]
	if a.silent(p, m) || !p.ofVotes() || p.index > 0 && !a.aboutVotes(p) {
		return out, false
	}
	what, slot, _ := strings.Cut(m.Pattern.Head, ".")
	f := comparisonFact{what: what, slot: sideOf(slot), near: p.word(m.Start) == "close" || p.word(m.Start) == "near" || p.word(m.Start) == "nearly"}
	if o, _, ok := m.Capture("o"); ok {
		f.n = p.quantity(o).Value
	}
	end := m.End
	for i := m.Start; i < min(len(p.items), m.End+8); i++ {
		it := &p.items[i]
		if it.Labels&match.DATE == 0 || len(it.Mentions) == 0 {
			if i >= m.End && (it.Word == "," || hardStop(it.Word)) {
				break
			}
			continue
		}
		w := p.s.Mentions[it.Mentions[0]].When
		if w.From.IsZero() {
			continue
		}
		if w.Since {
			f.since = w.From.Year()
			end = max(end, i+1)
		} else if what == "same" {
			f.years = append(f.years, w.From.Year())
			end = max(end, i+1)
		}
	}
	if since, stop, told := p.stretch(m.End); told {
		if since == 0 {
			f.what = "unread" // a stretch that we cannot date
		}
		f.since, end = max(f.since, since), max(end, stop)
	}
	return found[comparisonFact]{span: p.span(m.Start, end), sentence: p.index, fact: f}, true
}

// stretch reads "since the 1990s", "this century", "in a decade" after a comparison: the last year before the
// stretch, 0 for one that is told but not dated.
func (p *passage) stretch(from int) (since, end int, told bool) {
	for i := from; i < min(len(p.items), from+5); i++ {
		switch w := p.word(i); {
		case w == "," || hardStop(w):
			return 0, 0, false
		case len(w) == 5 && strings.HasSuffix(w, "0s") && w[0] >= '1' && w[0] <= '2':
			year, err := strconv.Atoi(w[:4])
			if err == nil {
				return year + 9, i + 1, true
			}
		case w == "century" && p.word(i-1) == "this":
			return 1999, i + 1, true
		case w == "years" || w == "decade" || w == "decades" || w == "year" || w == "session":
			return 0, i + 1, true
		}
	}
	return 0, 0, false
}

// ofVotes reports whether the sentence speaks of votes at all.
func (p *passage) ofVotes() bool {
	return p.has("vote", "votes", "voted", "voting", "resolution", "text", "support", "noes", "yes", "abstentions", "abstained", "opposed", "against", "backed", "assembly",
		"veto", "vetoes", "resolutions", "adopted", "majority", "favour", "favor", "tally", "ballot", "embargo")
}

// aboutVotes reports whether the passage or the one before it holds a count, a named vote or an organ.
func (a *article) aboutVotes(p *passage) bool {
	for _, q := range []*passage{p, a.before(p)} {
		if q == nil {
			continue
		}
		if len(a.counts(q)) > 0 {
			return true
		}
		for i := range q.items {
			if q.items[i].Labels&match.BODY != 0 && q.bodyID(i) != "" && q.bodyID(i) != "court" {
				return true
			}
		}
	}
	return p.has("resolution", "vote", "voted", "veto", "assembly")
}

// judgeComparison computes the comparison over the record's series.
func judgeComparison(f comparisonFact, w *world) Judgement {
	j := Judgement{Severity: Detail}
	series := w.checker.series(w.record)
	if f.what == "unread" || len(series) < 3 {
		return j
	}
	switch f.what {
	case "nth":
		return w.judgeNth(f, series)
	case "same":
		return w.judgeSame(f, series)
	}
	return w.judgeExtreme(f, series)
}

// judgeNth counts the votes of the series up to the record.
func (w *world) judgeNth(f comparisonFact, series []*sources.Record) Judgement {
	n := 0
	for _, r := range series {
		if !r.Date.Time().After(w.record.Date.Time()) {
			n++
		}
	}
	j := Judgement{Severity: Detail, Says: fmt.Sprintf("recorded vote %d of this text", n)}
	if n == f.n {
		j.Truth = Right
	}
	return j // adoptions without a vote are not held: another number refutes nothing
}

// judgeSame compares the slot with that of the year told.
func (w *world) judgeSame(f comparisonFact, series []*sources.Record) Judgement {
	j := Judgement{Severity: Detail}
	own, ok := sideCount(f.slot, w.record)
	if !ok || len(f.years) == 0 {
		return j
	}
	for _, r := range series {
		n, known := sideCount(f.slot, r)
		if r.ID == w.record.ID || r.Date.Year != f.years[0] || !known {
			continue
		}
		j.Says = fmt.Sprintf("%d %s, and %d in %d (%s)", own, f.slot, n, r.Date.Year, r.Symbol)
		j.Truth = truth(n == own)
		j.Message = fmt.Sprintf("The record has %s.", j.Says)
		return j
	}
	return j
}

// judgeExtreme asks whether no vote of the stretch is lower (higher).
func (w *world) judgeExtreme(f comparisonFact, series []*sources.Record) Judgement {
	j := Judgement{Severity: Detail}
	own, ok := sideCount(f.slot, w.record)
	if !ok {
		return j
	}
	beaten := 0
	for _, r := range series {
		n, known := sideCount(f.slot, r)
		if r.ID == w.record.ID || r.Date.Time().After(w.record.Date.Time()) || f.since > 0 && r.Date.Year <= f.since || !known {
			continue
		}
		if f.what == "lowest" && n < own || f.what == "highest" && n > own {
			beaten++
			j.Says = fmt.Sprintf("%d %s, but %d in %s (%s)", own, f.slot, n, r.Date, r.Symbol)
		}
	}
	if f.near {
		j.Truth = truth(beaten > 0 && beaten <= 2)
		if j.Says == "" {
			j.Says = fmt.Sprintf("%d %s, the %s itself", own, f.slot, f.what)
		}
		return j
	}
	j.Truth = truth(beaten == 0)
	if beaten == 0 {
		j.Says = fmt.Sprintf("%d %s, the %s of %d votes held of this text", own, f.slot, f.what, len(series))
	}
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	return j
}
