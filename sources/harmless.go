package sources

import (
	"strings"
	"unicode"
)

// A user's database may have come from somebody else, so its text is made harmless once, where it is laid over the
// facts: whatever prints a name or title later need not think of it.

// harmless is text without control characters and those that turn the direction of writing, which could repaint a
// terminal.
func harmless(s string) string {
	bad := func(r rune) bool {
		return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}
	if strings.IndexFunc(s, bad) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if bad(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// harmlessAll makes texts harmless in place.
func harmlessAll(texts ...*string) {
	for _, t := range texts {
		*t = harmless(*t)
	}
}

func (r *Record) makeHarmless() {
	harmlessAll((*string)(&r.Body), &r.Symbol, &r.Session, &r.Meeting, &r.Title, &r.Agenda, (*string)(&r.Outcome), &r.Dataset, &r.URL, &r.Note,
		&r.CommitteeReport, &r.Threshold, &r.Draft)
	for i := range r.VetoedBy {
		harmlessAll(&r.VetoedBy[i])
	}
	if r.Origin != nil {
		harmlessAll(&r.Origin.File, &r.Origin.Hash, &r.Origin.Recorded)
	}
}

// makeHarmless makes the datasets, votes, codes and entries harmless that were read from a user's database. Entries are
// JSON, where control characters stand escaped or not at all: those are taken out when they are unpacked.
func (s *userState) makeHarmless() {
	for i := range s.seats {
		harmlessAll(&s.seats[i])
	}
	for i := range s.datasets {
		d := &s.datasets[i].Dataset
		harmlessAll(&d.Name, &d.Title, &d.Publisher, &d.Credit, &d.Terms, &d.URL, &d.Retrieved, &d.Version)
	}
	for i := range s.votes {
		s.votes[i].rec.makeHarmless()
	}
}

// makeHarmless makes what the tables of members, groups, bodies and roles gave harmless.
func (t *tables) makeHarmless(base *Facts) {
	f := t.facts
	for i := range f.Members {
		m := &f.Members[i]
		harmlessAll(&m.Code, &m.Name, &m.UNName, &m.RegionalGroup, &m.Region, &m.Subregion, (*string)(&m.Chamber), &m.Party)
		known := 0
		if i < len(base.Members) {
			known = len(base.Members[i].Aliases) // those are shared with the base
		}
		for k := known; k < len(m.Aliases); k++ {
			harmlessAll(&m.Aliases[k].Text)
		}
	}
	for i := len(base.Groups); i < len(f.Groups); i++ {
		harmlessAll(&f.Groups[i].Group, &f.Groups[i].Code, &f.Groups[i].Dataset)
	}
	for i := range f.Bodies {
		b := &f.Bodies[i]
		harmlessAll((*string)(&b.Body), &b.Name, &b.Majority, &b.Dataset)
		for k := range b.Names {
			harmlessAll(&b.Names[k])
		}
	}
	for i := range f.Roles {
		r := &f.Roles[i]
		harmlessAll(&r.Person, &r.Role, &r.Code, &r.Dataset)
		for k := range r.Names {
			harmlessAll(&r.Names[k])
		}
	}
}
