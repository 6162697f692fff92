package sources

import (
	"cmp"
	"slices"
	"strings"
)

// Agreement counts how often two voters voted alike in one body and one year. Votes that either did
// not cast are not compared: absence is no opinion.
type Agreement struct {
	Body     Body
	Year     int // 0: all years
	Compared int // votes that both cast (yes, no or abstaining)
	Equal    int // of them, cast alike
	Opposed  int // of them, one for and one against
	Missed   int // votes at which both sat, but one or both cast none
}

// Share is the part of equal votes, 0 to 1; 0 where none can be compared.
func (a Agreement) Share() float64 {
	if a.Compared == 0 {
		return 0
	}
	return float64(a.Equal) / float64(a.Compared)
}

func (a *Agreement) add(p, q Position) {
	switch {
	case p == NotMember || q == NotMember || p == Unknown || q == Unknown:
		return
	case p == NotVoting || q == NotVoting:
		a.Missed++
		return
	}
	a.Compared++
	if p == q {
		a.Equal++
	} else if p != Abstain && q != Abstain {
		a.Opposed++
	}
}

// Agree compares two voters over votes: one line a body and year, and one a body with Year 0 after its
// years; the Assembly first, then the Council, then others by name. Years without a common vote are left out.
func Agree(records []*Record, a, b *Voter) []Agreement {
	lines := map[Agreement]*Agreement{} // by body and year alone
	for _, r := range records {
		p, q := a.Position(r), b.Position(r)
		for _, year := range [2]int{r.Date.Year, 0} {
			key := Agreement{Body: r.Body, Year: year}
			if lines[key] == nil {
				lines[key] = &Agreement{Body: r.Body, Year: year}
			}
			lines[key].add(p, q)
		}
	}
	var out []Agreement
	for _, line := range lines {
		if line.Compared+line.Missed > 0 {
			out = append(out, *line)
		}
	}
	slices.SortFunc(out, func(x, y Agreement) int {
		return cmp.Or(compareBodies(x.Body, y.Body), cmp.Compare(yearOrder(x.Year), yearOrder(y.Year)))
	})
	return out
}

func yearOrder(year int) int {
	if year == 0 {
		return 1 << 20
	}
	return year
}

func compareBodies(a, b Body) int {
	order := func(b Body) int { return slices.Index([]Body{SecurityCouncil, GeneralAssembly}, b) }
	return cmp.Or(order(b)-order(a), strings.Compare(string(a), string(b)))
}

// Companion is how often a state voted like another.
type Companion struct {
	State Member
	Agreement
}

// Companions ranks every other state by its share of equal votes with a voter, the nearest first, ties
// by name. A state with fewer than least common votes is left out: one vote in common is no closeness.
func (db *DB) Companions(records []*Record, v *Voter, least int) []Companion {
	counts := make([]Companion, len(db.facts.Members))
	for _, r := range records {
		own := v.Position(r)
		if own == NotMember || own == Unknown {
			continue
		}
		for seat := range len(r.Positions) {
			counts[seat].add(own, Position(r.Positions[seat]))
		}
	}
	var out []Companion
	for seat := range counts {
		if !slices.Contains(v.seats, seat) && counts[seat].Compared >= max(least, 1) {
			counts[seat].State = db.facts.Members[seat]
			out = append(out, counts[seat])
		}
	}
	slices.SortFunc(out, func(a, b Companion) int {
		return cmp.Or(cmp.Compare(b.Share(), a.Share()), cmp.Compare(a.State.Name, b.State.Name))
	})
	return out
}

// Of is the count of one way to vote, -1 where no source states it.
func (t Tally) Of(p Position) int {
	switch p {
	case Yes:
		return t.Yes
	case No:
		return t.No
	case Abstain:
		return t.Abstain
	case NotVoting:
		return t.NotVoting
	}
	return -1
}

// Extremes is the votes with the fewest and with the most of a position, each in the order of records,
// several where they tie. Votes whose count no source states are passed over.
func Extremes(records []*Record, p Position) (lowest, highest []*Record) {
	for _, r := range records {
		n := r.Tally.Of(p)
		if n < 0 {
			continue
		}
		lowest = keepExtreme(lowest, r, p, func(best int) int { return best - n })
		highest = keepExtreme(highest, r, p, func(best int) int { return n - best })
	}
	return lowest, highest
}

func keepExtreme(held []*Record, r *Record, p Position, better func(int) int) []*Record {
	if len(held) == 0 {
		return []*Record{r}
	}
	switch by := better(held[0].Tally.Of(p)); {
	case by > 0:
		return []*Record{r}
	case by == 0:
		return append(held, r)
	}
	return held
}

// Since finds, before a vote of records, the latest one with fewer of a position and the latest with more: the vote is the
// lowest since the one, the highest since the other. nil means that none before had; both are nil where the vote's own
// count is not stated.
func Since(records []*Record, r *Record, p Position) (fewer, more *Record) {
	n := r.Tally.Of(p)
	if n < 0 {
		return nil, nil
	}
	before := records
	if i := slices.Index(records, r); i >= 0 {
		before = records[:i]
	}
	fewer = Latest(before, func(o *Record) bool { m := o.Tally.Of(p); return m >= 0 && m < n })
	more = Latest(before, func(o *Record) bool { return o.Tally.Of(p) > n })
	return fewer, more
}

// Latest is the last of records for which something holds, nil for none: what "for the first time since" and "the lowest since"
// ask, of claims and of users alike.
func Latest(records []*Record, holds func(*Record) bool) *Record {
	for _, r := range slices.Backward(records) {
		if holds(r) {
			return r
		}
	}
	return nil
}

// VetoCount is a permanent member's vetoes, its predecessor's among them.
type VetoCount struct {
	State  Member
	Vetoes []*Record // by date
}

// Vetoes counts the vetoes among records by permanent member, the most first.
func (db *DB) Vetoes(records []*Record) []VetoCount {
	var out []VetoCount
	for _, seat := range db.facts.Council {
		if !seat.Permanent || continues(seat.Code) || slices.ContainsFunc(out, func(v VetoCount) bool { return v.State.Code == seat.Code }) {
			continue
		}
		m := db.Member(seat.Code)
		if m == nil {
			continue
		}
		count, voter := VetoCount{State: *m}, db.stateVoter(m.Index)
		for _, r := range records {
			if voter.Vetoed(r, db.facts.Members) {
				count.Vetoes = append(count.Vetoes, r)
			}
		}
		out = append(out, count)
	}
	slices.SortFunc(out, func(a, b VetoCount) int {
		return cmp.Or(len(b.Vetoes)-len(a.Vetoes), cmp.Compare(a.State.Name, b.State.Name))
	})
	return out
}

// continues reports whether another seat carries this one on.
func continues(code string) bool {
	for _, former := range continued {
		if former == code {
			return true
		}
	}
	return false
}
