package sources

import (
	"fmt"
	"slices"
	"strings"
)

// prove holds the counts of a seated vote against its stated tally and the body's size that day, fills what
// follows from them, and writes the letters into the record. Nothing that contradicts itself is kept.
func (pl *placer) prove(p *placed, letters []byte, line int) {
	r := &p.rec
	table := pl.roster.table(r.Body, r.Date)
	if p.rows == 0 {
		pl.proveTallyAlone(p, line, len(table))
	} else {
		unknown := strings.Count(string(letters), string(rune(Unknown)))
		pl.proveParts(p, line, len(table), unknown)
		pl.proveSize(p, line, letters, table)
		pl.fillSeats(p, letters, table, unknown)
		r.Positions = strings.TrimRight(string(letters), string(rune(NotMember)))
	}
	if !p.refused {
		pl.decideOutcome(p, line)
	}
}

// proveTallyAlone checks a vote of which no position is told.
func (pl *placer) proveTallyAlone(p *placed, line, size int) {
	r := &p.rec
	if !r.Tally.Known() {
		if r.Note == "" || !strings.Contains(r.Note, "adopted") {
			p.refuse(line, "neither positions nor a whole tally are told")
		}
		return
	}
	if r.Members == 0 {
		r.Members = size
	}
	cast := r.Tally.Yes + r.Tally.No + r.Tally.Abstain
	if most := pl.seats(r.Body, r.Date, max(size, r.Members)); most > 0 && cast > most {
		p.refuse(line, "the tally %s is of %d votes, the body had %d seats", r.Tally, cast, most)
	}
}

// seats is the size of a body that day, fallback where no table of bodies says it.
func (pl *placer) seats(b Body, d Date, fallback int) int {
	if info := pl.roster.body(b, d); info != nil && info.Seats > 0 {
		return info.Seats
	}
	return fallback
}

// part is one part of a tally: stated and counted.
type part struct {
	name            string
	stated, counted int
}

func (p *placed) parts() []part {
	t, c := p.rec.Tally, p.counted
	return []part{{"in favour", t.Yes, c.Yes}, {"against", t.No, c.No}, {"abstaining", t.Abstain, c.Abstain}, {"not voting", t.NotVoting, c.NotVoting}}
}

// proveParts holds the stated tally against the positions. Fewer positions than stated make the vote partial
// where the source does not claim to name everybody; all else is a contradiction.
func (pl *placer) proveParts(p *placed, line, size, unknown int) {
	r := &p.rec
	short := 0
	for i, q := range p.parts() {
		switch {
		case q.stated < 0 || q.stated == q.counted:
		case q.counted > q.stated && i < 3:
			p.refuse(line, "%d are named %s, the stated tally is %s: one of them is wrong", q.counted, q.name, totals(r.Tally))
			return
		case i < 3 || r.Members > 0:
			short += q.stated - q.counted
		}
	}
	if short == 0 || r.Partial || short <= unknown {
		return
	}
	if r.Members > 0 || size > 0 && p.rows >= size {
		p.refuse(line, "the positions count %s, the stated tally is %s: rows are missing or wrong (%d of %s members are named)", totals(p.counted), totals(r.Tally), p.rows, orUnknown(max(r.Members, size)))
		return
	}
	r.Partial = true
	p.repair(line, "the positions count %s, the stated tally is %s: the seats that are not named are kept as not known", totals(p.counted), totals(r.Tally))
}

func totals(t Tally) string {
	if t.NotVoting < 0 {
		return t.String()
	}
	return fmt.Sprintf("%s, %d not voting", t, t.NotVoting)
}

func orUnknown(n int) string {
	if n == 0 {
		return "an unknown number of"
	}
	return fmt.Sprint(n)
}

// fewestOf is the share of a body that a whole roll call names at least: the Library's own lists fall short of the
// membership by up to a seventh.
const fewestOf = 0.8

// proveSize holds who is named against who sat there.
func (pl *placer) proveSize(p *placed, line int, letters []byte, table []int) {
	r := &p.rec
	if r.Members > 0 && !r.Partial && p.rows != r.Members {
		p.refuse(line, "%d of %d members are named: rows are missing or double", p.rows, r.Members)
		return
	}
	if most := pl.seats(r.Body, r.Date, 0); most > 0 && p.rows > most {
		p.refuse(line, "%d votes are told, %s had %d seats", p.rows, r.Body, most)
		return
	}
	if pl.roster.chamber(r.Body) != "" {
		pl.proveChamber(p, line)
		return
	}
	if len(table) == 0 {
		return
	}
	named := 0
	for i, c := range letters {
		if Position(c) == NotMember {
			continue
		}
		named++
		if r.Body == SecurityCouncil && !slices.Contains(table, i) {
			p.refuse(line, "%s did not sit on the Security Council on %s", pl.roster.facts.Members[i].Name, r.Date)
		}
	}
	switch {
	case r.Partial || named == len(table) || r.Members == 0 && named < len(table):
	case float64(named) < fewestOf*float64(len(table)) || named > len(table)+5:
		p.refuse(line, "%d members are named, the body had %d that day: the file is cut off, or of another body", named, len(table))
	default:
		p.repair(line, "%d members are named, the body had %d that day: kept as it stands", named, len(table))
	}
}

// proveChamber tells where far fewer voters are named than the chamber has seats and no stated tally bears the list out:
// its tables may leave out who was not there, or be cut off between two rows.
func (pl *placer) proveChamber(p *placed, line int) {
	r := &p.rec
	if seats := pl.seats(r.Body, r.Date, 0); !r.Partial && r.Tally.Yes < 0 && float64(p.rows) < fewestOf*float64(seats) {
		p.repair(line, "%d votes are told, %s had %d seats, and no stated total bears them out: kept as it stands", p.rows, r.Body, seats)
	}
}

// fillSeats gives the seats that the source does not name their letter: not known in a partial list; not
// voting where every vote of the tally is accounted for.
func (pl *placer) fillSeats(p *placed, letters []byte, table []int, unknown int) {
	r := &p.rec
	chamber := pl.roster.chamber(r.Body) != ""
	if unknown > 0 {
		r.Partial = true
	}
	rest := NotVoting
	if r.Partial {
		rest = Unknown
	}
	if r.Partial || r.Members == 0 && !chamber {
		for _, i := range table {
			if Position(letters[i]) == NotMember {
				letters[i] = byte(rest)
				p.rows++
				if rest == NotVoting {
					p.counted.NotVoting++
				}
			}
		}
	}
	if r.Members == 0 {
		r.Members = pl.seats(r.Body, r.Date, max(len(table), p.rows))
	}
	if r.Partial {
		return
	}
	for _, q := range []struct{ stated, counted *int }{{&r.Tally.Yes, &p.counted.Yes}, {&r.Tally.No, &p.counted.No},
		{&r.Tally.Abstain, &p.counted.Abstain}, {&r.Tally.NotVoting, &p.counted.NotVoting}} {
		if *q.stated < 0 || q.stated == &r.Tally.NotVoting {
			*q.stated = *q.counted
		}
	}
}

// decideOutcome tells what became of the text where the source does not: a resolution's symbol says adopted; in the
// Council nine votes (seven before 1966) and no veto adopt; elsewhere the body's majority.
func (pl *placer) decideOutcome(p *placed, line int) {
	r := &p.rec
	if r.Outcome == "" {
		r.Outcome = pl.outcome(r)
	}
	if r.Outcome != Adopted && r.Outcome != Rejected && r.Outcome != Vetoed {
		p.refuse(line, "outcome %q is none of adopted, rejected, vetoed", r.Outcome)
	}
	if r.Outcome == Vetoed && len(r.VetoedBy) == 0 {
		r.VetoedBy = pl.vetoers(r)
	}
}

func (pl *placer) outcome(r *Record) Outcome {
	r.Outcome = Adopted
	if r.Resolution() || !r.Tally.Known() {
		return Adopted
	}
	if r.Body != SecurityCouncil {
		if pl.majority(r) {
			return Adopted
		}
		return Rejected
	}
	needed := 9
	if r.Date.Year < 1966 {
		needed = 7
	}
	switch {
	case r.Tally.Yes < needed:
		return Rejected
	case len(pl.vetoers(r)) > 0:
		return Vetoed
	}
	return Adopted
}

// vetoers is the codes of the permanent members that voted against.
func (pl *placer) vetoers(r *Record) []string {
	var out []string
	for i := range len(r.Positions) {
		if Position(r.Positions[i]) == No {
			code := pl.roster.facts.Members[i].Code
			if slices.ContainsFunc(pl.roster.facts.Council, func(s CouncilSeat) bool { return s.Code == code && s.Permanent }) {
				out = append(out, code)
			}
		}
	}
	return out
}

// majority reports whether a text has the votes that the body's table of bodies asks for: more yes than no
// where it says nothing.
func (pl *placer) majority(r *Record) bool {
	rule, seats := r.Threshold, r.Members
	if info := pl.roster.body(r.Body, r.Date); info != nil {
		seats = info.Seats
		if rule == "" {
			rule = info.Majority
		}
	}
	m, err := parseMajority(rule)
	if err != nil || m == (majority{}) {
		return r.Tally.Yes > r.Tally.No
	}
	of := r.Tally.Yes + r.Tally.No
	if m.ofSeats {
		of = seats
	}
	if m.more {
		return r.Tally.Yes*m.d > of*m.n
	}
	return r.Tally.Yes*m.d >= of*m.n
}

// majority is a share of the votes cast or of all seats; more: it must be exceeded.
type majority struct {
	n, d          int
	more, ofSeats bool
}

// parseMajority reads "simple", "absolute", "2/3", "3/5 of seats"; the zero majority for "" and simple.
func parseMajority(s string) (majority, error) {
	s = strings.ToLower(spaced(s))
	switch s {
	case "", "simple":
		return majority{}, nil
	case "absolute":
		return majority{n: 1, d: 2, more: true, ofSeats: true}, nil
	case "two-thirds", "two thirds":
		return majority{n: 2, d: 3}, nil
	}
	var m majority
	share, rest, _ := strings.Cut(s, " ")
	if _, err := fmt.Sscanf(share, "%d/%d", &m.n, &m.d); err != nil || m.n < 1 || m.d < m.n || rest != "" && rest != "of votes" && rest != "of seats" {
		return majority{}, fmt.Errorf("%q is no majority: write simple, absolute, 2/3 or 3/5 of seats", s)
	}
	m.ofSeats = rest == "of seats"
	return m, nil
}
