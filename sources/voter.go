package sources

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// continued are the former seats that a present one carries on in the organization itself, so that a
// question about Russia since 1980 means the Soviet Union's votes too. The other former members ended:
// their successors were admitted anew, or had a seat of their own beside them.
var continued = map[string]string{"RUS": "SUN", "SRB": "SCG"}

// Voter is whom a question is about: a state, with the seat that it continues, or a group whose
// members are those of each vote's day.
type Voter struct {
	Code  string // member's code, or the group's name
	Name  string // "Russia", "EU"
	Group bool

	seats   []int                       // of a state: its own, then the one it continues
	belongs func(seat int, d Date) bool // of a group
	members int                         // how many seats there are
}

// Voter finds a state by code, name, demonym or capital, or a group ("EU", "African Group", "Western Africa"),
// in any case. The error says what to write instead.
func (db *DB) Voter(name string) (*Voter, error) {
	name = strings.Join(strings.Fields(name), " ")
	if found := db.statesNamed(name); len(found) == 1 {
		return db.stateVoter(found[0]), nil
	} else if len(found) > 1 {
		codes := make([]string, len(found))
		for i, seat := range found {
			codes[i] = fmt.Sprintf("%s (%s)", db.facts.Members[seat].Code, db.facts.Members[seat].Name)
		}
		return nil, fmt.Errorf("%q means several states: write one of %s", name, strings.Join(codes, ", "))
	}
	if v := db.groupVoter(name); v != nil {
		return v, nil
	}
	return nil, fmt.Errorf("%q is no state or group of the record: write a code such as RUS, a name such as Russia, or a group such as EU", name)
}

// statesNamed is the seats that a name means: a code or the name that we print outranks the UN's and other
// names, and those demonyms and capitals.
func (db *DB) statesNamed(name string) []int {
	var found [3][]int
	add := func(rank, seat int) {
		if !slices.Contains(found[rank], seat) {
			found[rank] = append(found[rank], seat)
		}
	}
	for i := range db.facts.Members {
		m := &db.facts.Members[i]
		if strings.EqualFold(m.Code, name) || strings.EqualFold(m.Name, name) {
			add(0, i)
		}
		if strings.EqualFold(m.UNName, name) {
			add(1, i)
		}
		if m.Chamber != "" && strings.EqualFold(m.localCode(), name) {
			add(2, i) // a chamber's own codes, where nothing else has that name
		}
		for _, a := range m.Aliases {
			if strings.EqualFold(a.Text, name) {
				rank := 2
				if a.Kind == AliasName {
					rank = 1
				}
				add(rank, i)
			}
		}
	}
	for _, f := range found {
		if present := db.present(f); len(present) > 0 {
			return present
		}
		if len(f) > 0 {
			return f
		}
	}
	return nil
}

// present is those of the seats that still exist: "Moscow" is Russia.
func (db *DB) present(seats []int) []int {
	return slices.DeleteFunc(slices.Clone(seats), func(seat int) bool { return db.facts.Members[seat].To.Year != 0 })
}

func (db *DB) stateVoter(seat int) *Voter {
	m := &db.facts.Members[seat]
	v := &Voter{Code: m.Code, Name: m.Name, seats: []int{seat}, members: len(db.facts.Members)}
	if former := db.Member(continued[m.Code]); former != nil {
		v.seats = append(v.seats, former.Index)
	}
	return v
}

// groupVoter is a group of the facts, the elected ten of the Council, or a region; nil for none.
func (db *DB) groupVoter(name string) *Voter {
	v := &Voter{Group: true, members: len(db.facts.Members)}
	for _, g := range db.facts.Groups {
		if strings.EqualFold(g.Group, name) {
			v.Code, v.Name = g.Group, g.Group
			v.belongs = db.membership(g.Group)
			return v
		}
	}
	if strings.EqualFold(name, "E10") {
		v.Code, v.Name = "E10", "E10"
		v.belongs = db.elected
		return v
	}
	for _, m := range db.facts.Members {
		for _, region := range []string{m.RegionalGroup, m.Region, m.Subregion} {
			if region != "" && strings.EqualFold(region, name) {
				v.Code, v.Name = region, region
				v.belongs = func(seat int, _ Date) bool {
					m := &db.facts.Members[seat]
					return m.RegionalGroup == region || m.Region == region || m.Subregion == region
				}
				return v
			}
		}
	}
	return nil
}

// membership is who belonged to a group on a day. An undated membership is evidence only about the
// years that its list is of.
func (db *DB) membership(group string) func(int, Date) bool {
	terms := make([][]Period, len(db.facts.Members))
	for _, g := range db.facts.Groups {
		m := db.Member(g.Code)
		if g.Group != group || m == nil {
			continue
		}
		p := Period{g.From, g.To}
		if g.AsOf != "" {
			from, to, _ := strings.Cut(g.AsOf, "-")
			p.From.Year, _ = strconv.Atoi(from)
			p.To = Date{p.From.Year, 12, 31}
			if year, err := strconv.Atoi(to); err == nil {
				p.To.Year = year
			}
		}
		terms[m.Index] = append(terms[m.Index], p)
	}
	return func(seat int, d Date) bool {
		return slices.ContainsFunc(terms[seat], func(p Period) bool { return d.within(p.From, p.To) })
	}
}

// elected reports whether a seat was one of the Council's elected ones that day.
func (db *DB) elected(seat int, d Date) bool {
	return slices.ContainsFunc(db.facts.Council, func(s CouncilSeat) bool {
		return s.Year == d.Year && !s.Permanent && s.Code == db.facts.Members[seat].Code && d.within(s.From, s.To)
	})
}

// Position is how the voter voted: Yes, No, Abstain or NotVoting; NotMember where it was not at the
// table; Unknown where the record does not tell. A group's vote is that of more than half of its members
// at the table; a group without such a majority has none, which reads Unknown.
func (v *Voter) Position(r *Record) Position {
	if v.Group {
		return v.majority(r)
	}
	for _, seat := range v.seats {
		if p := r.Position(seat); p != NotMember {
			return p
		}
	}
	return NotMember
}

func (v *Voter) majority(r *Record) Position {
	votes, table := v.count(r)
	if table == 0 {
		return NotMember
	}
	for p, n := range votes {
		if 2*n > table {
			return Position(p)
		}
	}
	return Unknown
}

// count is a group's votes by letter, and how many of its members were at the table.
func (v *Voter) count(r *Record) (votes [128]int, table int) {
	if r.Positions == "" {
		return votes, 0
	}
	for seat := range v.members {
		p := r.Position(seat)
		if p == NotMember || p >= 128 || !v.belongs(seat, r.Date) {
			continue
		}
		votes[p]++
		table++
	}
	return votes, table
}

// United reports whether all of a group's members that cast a vote cast the same; known is false where
// fewer than two did, or where the record does not tell them all.
func (v *Voter) United(r *Record) (united, known bool) {
	votes, _ := v.count(r)
	cast := votes[Yes] + votes[No] + votes[Abstain]
	return max(votes[Yes], votes[No], votes[Abstain]) == cast, cast >= 2 && votes[Unknown] == 0
}

// Vetoed reports whether the state's vote against stopped the text.
func (v *Voter) Vetoed(r *Record, members []Member) bool {
	return slices.ContainsFunc(v.seats, func(seat int) bool { return slices.Contains(r.VetoedBy, members[seat].Code) })
}
