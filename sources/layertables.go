package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// layerTables is the facts with the members, names, groups, bodies and roles that a user imported; its records
// are the base's. base is not changed; s may be nil.
func layerTables(base *Facts, s *userState) (*Facts, error) {
	f := &Facts{Members: slices.Clone(base.Members), Groups: slices.Clip(base.Groups), Council: base.Council, Records: base.Records,
		Corrections: base.Corrections, Statements: base.Statements, Datasets: slices.Clone(base.Datasets)}
	for i := range f.Members {
		f.Members[i].Aliases = slices.Clip(f.Members[i].Aliases)
	}
	if s == nil {
		return f, nil
	}
	t := &tables{facts: f, place: map[string]int{}, dataset: map[int]string{}}
	for i, m := range f.Members {
		t.place[m.Code] = i
	}
	for _, d := range s.datasets {
		t.dataset[d.id] = d.Name
	}
	// Members come first: the others speak of them.
	for _, kind := range []string{"bodies", "members", "aliases", "groups", "roles"} {
		for i := range s.entries {
			if e := &s.entries[i]; e.kind == kind {
				if err := t.put(e); err != nil {
					return nil, fmt.Errorf("read the user's datasets: %w", err)
				}
			}
		}
	}
	t.makeHarmless(base)
	slices.SortStableFunc(f.Bodies, func(a, b BodyInfo) int {
		return cmp.Or(strings.Compare(string(a.Body), string(b.Body)), a.From.compare(b.From))
	})
	slices.SortStableFunc(f.Roles, func(a, b Role) int { return cmp.Or(strings.Compare(a.Person, b.Person), a.From.compare(b.From)) })
	return f, nil
}

type tables struct {
	facts   *Facts
	place   map[string]int // code to index in Members
	dataset map[int]string // name by identifier
}

// put adds one entry.
func (t *tables) put(e *userEntry) error {
	switch e.kind {
	case "bodies":
		return t.body(e)
	case "members":
		return t.member(e)
	case "aliases":
		return t.alias(e)
	case "groups":
		return t.group(e)
	}
	return t.role(e)
}

// dates reads two dates that were checked when they were imported.
func dates(from, to string) (Date, Date) {
	f, _ := ParseDate(from)
	t, _ := ParseDate(to)
	return f, t
}

func (t *tables) body(e *userEntry) error {
	var b bodyEntry
	if err := e.unpack(&b); err != nil {
		return err
	}
	from, to := dates(b.From, b.To)
	t.facts.Bodies = append(t.facts.Bodies, BodyInfo{Body: Body(b.Body), Name: b.Name, Names: b.Names, Seats: b.Seats, Majority: b.Majority,
		States: b.Voters == "states", From: from, To: to, Dataset: t.dataset[e.dataset]})
	return nil
}

// member adds a voter of a chamber or a new state; of a state that is known it adds names and sets the days.
func (t *tables) member(e *userEntry) error {
	var in memberEntry
	if err := e.unpack(&in); err != nil {
		return err
	}
	code := in.Code
	if in.Body != "" {
		code = chamberCode(Body(in.Body), in.Code)
	}
	i, known := t.place[code]
	if !known {
		i = len(t.facts.Members)
		t.facts.Members = append(t.facts.Members, Member{Index: i, Code: code, Name: in.Name, UNName: cmp.Or(in.UNName, in.Name), Chamber: Body(in.Body),
			Party: in.Party, RegionalGroup: in.RegionalGroup, Region: in.Region, Subregion: in.Subregion})
		t.place[code] = i
	}
	m := &t.facts.Members[i]
	from, to := dates(in.From, in.To)
	if in.From != "" {
		m.From = from
	}
	if in.To != "" {
		m.To = to
	}
	for _, name := range append([]string{in.Name, in.UNName}, in.Names...) {
		if name != "" && !slices.ContainsFunc(m.Aliases, func(a Alias) bool { return a.Text == name }) {
			m.Aliases = append(m.Aliases, Alias{Text: name, Kind: AliasName})
		}
	}
	if in.Party != "" && !known {
		t.facts.Groups = append(t.facts.Groups, GroupMember{Group: in.Party, Code: code, From: from, To: to, Dataset: t.dataset[e.dataset]})
	}
	return nil
}

func (t *tables) alias(e *userEntry) error {
	var in aliasEntry
	if err := e.unpack(&in); err != nil {
		return err
	}
	if i, ok := t.place[in.Code]; ok { // its table of members may have been removed
		from, to := dates(in.From, in.To)
		m := &t.facts.Members[i]
		m.Aliases = append(m.Aliases, Alias{Text: in.Alias, Kind: AliasKind(in.Kind), From: from, To: to})
	}
	return nil
}

func (t *tables) group(e *userEntry) error {
	var in groupEntry
	if err := e.unpack(&in); err != nil {
		return err
	}
	from, to := dates(in.From, in.To)
	t.facts.Groups = append(t.facts.Groups, GroupMember{Group: in.Group, Code: in.Code, From: from, To: to, Dataset: t.dataset[e.dataset]})
	return nil
}

func (t *tables) role(e *userEntry) error {
	var in roleEntry
	if err := e.unpack(&in); err != nil {
		return err
	}
	from, to := dates(in.From, in.To)
	t.facts.Roles = append(t.facts.Roles, Role{Person: in.Person, Names: in.Names, Role: in.Role, Code: in.Code, From: from, To: to, Dataset: t.dataset[e.dataset]})
	return nil
}
