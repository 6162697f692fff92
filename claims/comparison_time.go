package claims

import (
	"strconv"
	"strings"
	"time"

	"stet/extract"
	"stet/extract/match"
)

// asserts notes that the words date another vote. A bare weekday dates the vote itself.
func (f *comparisonFact) asserts(w extract.When, words extract.Span) {
	if !w.Relative || w.Days() > 7 || w.Named {
		f.times = append(f.times, words)
	}
}

// readWhen finds the time compared with, in the match or right after it, and says where the claim's words end.
func (p *passage) readWhen(m match.Match, f *comparisonFact) int {
	for i := m.Start; i < min(len(p.items), m.End+9); i++ {
		it := &p.items[i]
		if i >= m.End && (it.Word == "," || hardStop(it.Word) || it.Labels&(match.BODY|match.STATES|match.NUM) != 0) {
			break
		}
		w, ok := p.timeAt(i)
		if !ok {
			continue
		}
		if w.Since && p.word(i-1) != "since" && p.word(i-1) != "from" || w.From.IsZero() && w.Shift == 0 {
			continue
		}
		f.when, f.timed = w, true
		f.asserts(w, it.Span)
		if len(it.Word) == 4 {
			f.year = it.Span
		}
		return max(m.End, i+1)
	}
	return m.End
}

// timeAt is the time that the item names; a bare year after "on" or "over" is one too: "up by 24 on 2024".
func (p *passage) timeAt(i int) (extract.When, bool) {
	it := &p.items[i]
	if it.Labels&match.DATE != 0 && len(it.Mentions) > 0 {
		return p.s.Mentions[it.Mentions[0]].When, true
	}
	if w := p.word(i - 1); len(it.Word) != 4 || w != "on" && w != "over" && w != "against" {
		return extract.When{}, false
	}
	year, err := strconv.Atoi(it.Word)
	if err != nil || year < 1946 || year > 2100 {
		return extract.When{}, false
	}
	return extract.When{From: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)}, true
}

// readRange reads "from 2004 to 2012".
func (p *passage) readRange(m match.Match, f *comparisonFact) bool {
	a, _, ok1 := m.Capture("a")
	b, _, ok2 := m.Capture("b")
	if !ok1 || !ok2 {
		return false
	}
	from, to := p.s.Mentions[p.items[a].Mentions[0]].When, p.s.Mentions[p.items[b].Mentions[0]].When
	if from.From.IsZero() || to.From.IsZero() || from.From.After(to.To) {
		f.doubt = "years that we cannot date"
	}
	f.since, f.until = from.From.Year(), to.To.Year()
	f.times = append(f.times, p.items[a].Span, p.items[b].Span)
	return true
}

// readStretch reads "since 2011", "in a decade", "in 25 years", "this century" in or after the match.
func (p *passage) readStretch(m match.Match, f *comparisonFact) int {
	for i := m.Start; i < min(len(p.items), m.End+6); i++ {
		it := &p.items[i]
		if i >= m.End && (it.Word == "," || hardStop(it.Word)) {
			break
		}
		if it.Labels&match.DATE == 0 || len(it.Mentions) == 0 {
			continue
		}
		if w := p.s.Mentions[it.Mentions[0]].When; w.Since && !w.From.IsZero() {
			f.since, f.closed = w.From.Year(), p.word(i-1) == "since" && p.endsClause(i+1)
			if len(it.Word) == 4 {
				f.year = it.Span
			}
			return max(m.End, i+1)
		}
	}
	if end, ok := p.sinceEvent(m.End, f); ok {
		return end
	}
	if n, stop := p.yearsBack(m.Start, m.End); n > 0 {
		f.within = n
		return max(m.End, stop)
	}
	since, stop, told := p.stretch(m.End)
	if told && since == 0 || !told && p.word(m.End-1) == "since" {
		f.doubt = "a stretch that we cannot date"
	}
	if told {
		f.since = since
		return max(m.End, stop)
	}
	return m.End
}

// sinceEvent reads "since it was first put to a vote in 1992" after a comparison: the years from that one on.
func (p *passage) sinceEvent(from int, f *comparisonFact) (end int, ok bool) {
	since := p.word(from-1) == "since"
	for i := from; i < min(len(p.items), from+14) && !hardStop(p.word(i)) && p.word(i) != ","; i++ {
		since = since || p.word(i) == "since"
		if !since || p.items[i].Labels&match.DATE == 0 || len(p.items[i].Mentions) == 0 {
			continue
		}
		if w := p.s.Mentions[p.items[i].Mentions[0]].When; !w.From.IsZero() {
			f.since = w.From.Year() - 1
			f.times = append(f.times, p.items[i].Span)
			return i + 1, true
		}
	}
	return from, false
}

// endsClause reports whether nothing but punctuation, "when" or "that" follows: the year stands for itself.
func (p *passage) endsClause(i int) bool {
	w := p.word(i)
	return w == "" || w == "," || hardStop(w) || w == "that" || w == "and" || w == "-" || w == "with" || w == "but" || w == "while" || w == "voted"
}

// yearsBack reads "in a decade", "in 25 years", "in 20 years", "in a quarter of a century" as a number of years.
func (p *passage) yearsBack(from, to int) (years, end int) {
	for i := from; i < min(len(p.items), to+5); i++ {
		if w := p.word(i); i >= to && (w == "," || hardStop(w)) {
			return 0, 0
		}
		if p.word(i) != "in" && p.word(i) != "over" && p.word(i) != "for" {
			continue
		}
		k := i + 1
		for k < len(p.items) && (p.items[k].Skip || p.word(k) == "past" || p.word(k) == "last") {
			k++
		}
		switch w := p.word(k); {
		case w == "decade":
			return 10, k + 1
		case k+1 < len(p.items) && p.items[k].Labels&match.NUM != 0 && p.word(k+1) == "years":
			return p.quantity(k).Value, k + 2
		case k+1 < len(p.items) && p.items[k].Labels&match.NUM != 0 && p.word(k+1) == "decades":
			return 10 * p.quantity(k).Value, k + 2
		}
	}
	return 0, 0
}

// stretch reads "since the 1990s", "this century", "in years" after a comparison: the last year before the
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
