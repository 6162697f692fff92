package sources

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed facts/*.csv
var embedded embed.FS

// EmbeddedFacts is the fact tables that the binary carries, one CSV file each at its root.
func EmbeddedFacts() fs.FS {
	sub, err := fs.Sub(embedded, "facts")
	if err != nil {
		panic(err) // a constant, valid path
	}
	return sub
}

// Facts is every fact table, parsed and joined: what the store is built from.
type Facts struct {
	Members     []Member
	Groups      []GroupMember
	Council     []CouncilSeat
	Records     []Record // ordered by date, body, symbol
	Corrections []Correction
	Datasets    []Dataset
	Statements  []Statement // and short texts, in the order of their files
	Bodies      []BodyInfo  // that users imported, by body and From
	Roles       []Role      // that users imported, by person and From

	version string // of the reference, "" for the facts alone, whose version follows from them
}

// CouncilSeat says that a state sat on the Security Council in a year, on the days from From to To
// where it was not the whole year.
type CouncilSeat struct {
	Year      int
	Code      string
	Permanent bool
	From, To  Date
}

// ParseFacts reads the fact tables from the root of fsys and checks that they agree with one another:
// an error names the file and line.
func ParseFacts(fsys fs.FS) (*Facts, error) {
	p := &parser{fsys: fsys, facts: new(Facts), seat: map[string]int{}}
	steps := []func() error{
		p.members, p.names, p.groups, p.council, p.datasets, p.records,
		func() error { return p.described("drafts.csv", "council-drafts") },
		func() error { return p.described("other_votes.csv", "other-bodies") },
		func() error { return p.described("later_votes.csv", "later-votes") },
		p.sortRecords, p.landmarks, p.sponsors, p.corrections, p.statements,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("fact tables: %w", err)
		}
	}
	p.facts.countRecords()
	return p.facts, nil
}

type parser struct {
	fsys     fs.FS
	facts    *Facts
	seat     map[string]int   // code to index in Members
	bySymbol map[string][]int // body and symbol to indexes in Records
}

func (p *parser) members() error {
	return readTable(p.fsys, "members.csv", func(r row) {
		m := Member{
			Index: len(p.facts.Members), Code: r.text("code"), Name: r.text("name"), UNName: r.text("un_name"),
			From: r.date("from"), To: r.date("to"), RegionalGroup: r.text("regional_group"),
			Region: r.text("region"), Subregion: r.text("subregion"), Successor: r.text("successor"),
		}
		for _, gap := range r.words("gaps") {
			from, to, _ := strings.Cut(gap, "/")
			f, err1 := ParseDate(from)
			t, err2 := ParseDate(to)
			if err1 != nil || err2 != nil || f.Year == 0 || t.Year == 0 {
				r.fail("column gaps: %q is not FROM/TO", gap)
			}
			m.Gaps = append(m.Gaps, Period{f, t})
		}
		if _, twice := p.seat[m.Code]; twice {
			r.fail("%s stands there twice", m.Code)
		}
		p.seat[m.Code] = m.Index
		p.facts.Members = append(p.facts.Members, m)
	})
}

// know fails the row for a code that is no member's.
func (p *parser) know(r row, codes ...string) {
	for _, c := range codes {
		if _, ok := p.seat[c]; !ok {
			r.fail("unknown member code %q", c)
		}
	}
}

func (p *parser) names() error {
	type key struct{ code, text, kind, from string }
	seen := map[key]bool{}
	return readTable(p.fsys, "names.csv", func(r row) {
		code := r.text("code")
		a := Alias{Text: r.text("text"), Kind: AliasKind(r.text("kind")), From: r.date("from"), To: r.date("to")}
		p.know(r, code)
		if a.Kind != AliasName && a.Kind != AliasDemonym && a.Kind != AliasCapital {
			r.fail("unknown kind of name %q", a.Kind)
		}
		k := key{code, a.Text, string(a.Kind), a.From.String()}
		if seen[k] || a.Text == "" {
			r.fail("%s %q is empty or stands there twice", code, a.Text)
		}
		seen[k] = true
		if r.t.err == nil {
			m := &p.facts.Members[p.seat[code]]
			m.Aliases = append(m.Aliases, a)
		}
	})
}

func (p *parser) groups() error {
	return readTable(p.fsys, "groups.csv", func(r row) {
		g := GroupMember{Group: r.text("group"), Code: r.text("code"), From: r.date("from"), To: r.date("to"), AsOf: r.text("as_of")}
		if !slices.Contains(nonMembers, g.Code) {
			p.know(r, g.Code)
		}
		p.facts.Groups = append(p.facts.Groups, g)
	})
}

func (p *parser) council() error {
	return readTable(p.fsys, "council.csv", func(r row) {
		s := CouncilSeat{Year: r.number("year", 0), Code: r.text("code"), Permanent: r.flag("permanent"), From: r.date("from"), To: r.date("to")}
		p.know(r, s.Code)
		p.facts.Council = append(p.facts.Council, s)
	})
}

func (p *parser) datasets() error {
	return readTable(p.fsys, "datasets.csv", func(r row) {
		p.facts.Datasets = append(p.facts.Datasets, Dataset{
			Name: r.text("name"), Title: r.text("title"), Publisher: r.text("publisher"), Credit: r.text("credit"),
			Terms: r.text("terms"), URL: r.text("url"), From: r.date("from"), To: r.date("to"), Retrieved: r.text("retrieved"),
		})
	})
}
