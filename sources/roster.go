package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"
)

// roster knows who sits where on which day, by code and by every name: what imported names are held
// against.
type roster struct {
	facts  *Facts
	byCode map[seatKey]int    // index in facts.Members
	byName map[nameKey][]int  // several where a name means different seats at different times
	bodies map[Body]bool      // chambers, with or without a known membership
	sizes  map[sizeKey][]int  // membersOn, remembered
	spoken map[nameKey]string // nearest names, remembered
}

type seatKey struct {
	chamber Body
	code    string
}

type nameKey struct {
	chamber Body
	folded  string
}

type sizeKey struct {
	body Body
	date Date
}

func newRoster(f *Facts) *roster {
	r := &roster{facts: f, byCode: map[seatKey]int{}, byName: map[nameKey][]int{}, bodies: map[Body]bool{},
		sizes: map[sizeKey][]int{}, spoken: map[nameKey]string{}}
	for i := range f.Members {
		r.learn(i)
	}
	for _, b := range f.Bodies {
		if !b.States {
			r.bodies[b.Body] = true
		}
	}
	return r
}

// learn takes a member's code and names in.
func (r *roster) learn(i int) {
	m := &r.facts.Members[i]
	r.byCode[seatKey{m.Chamber, foldName(m.localCode())}] = i
	if m.Chamber != "" {
		r.bodies[m.Chamber] = true
	}
	add := func(name string) {
		k := nameKey{m.Chamber, foldName(name)}
		if k.folded != "" && !slices.Contains(r.byName[k], i) {
			r.byName[k] = append(r.byName[k], i)
		}
	}
	add(m.Name)
	add(m.UNName)
	for _, a := range m.Aliases {
		if a.Kind == AliasName {
			add(a.Text)
		}
	}
	clear(r.spoken)
}

// localCode is the code of a chamber's voter as its own tables write it, and a state's code as it is.
func (m *Member) localCode() string {
	if m.Chamber == "" {
		return m.Code
	}
	return strings.TrimPrefix(m.Code, string(m.Chamber)+"/")
}

// term words the days of a member: "from 2024-01-15", "2019-07-02 to 2024-07-15", "to 2024-07-15".
func (m *Member) term() string {
	switch {
	case m.To.Year == 0:
		return "from " + m.From.String()
	case m.From.Year == 0:
		return "to " + m.To.String()
	}
	return m.From.String() + " to " + m.To.String()
}

// chamberCode is the code under which a chamber's voter stands among all members.
func chamberCode(b Body, local string) string {
	return string(b) + "/" + strings.ReplaceAll(local, "+", " ")
}

// chamber is the chamber whose voters vote in a body: "" where the states do.
func (r *roster) chamber(b Body) Body {
	if r.bodies[b] {
		return b
	}
	return ""
}

// foldName is a name without case, accents, points and brackets: "IRAN (ISLAMIC REPUBLIC OF)" and "Iran
// (Islamic Republic of)" are one, as are "Côte d'Ivoire" and "COTE D'IVOIRE".
func foldName(s string) string {
	var b strings.Builder
	space := false
	for _, c := range norm.NFD.String(strings.ToLower(strings.ReplaceAll(s, "&", " and "))) {
		switch {
		case unicode.Is(unicode.Mn, c) || c == '\'' || c == '’':
			continue
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(c)
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// seat finds who is meant on a day: by code, else by name. why is "" for a plain find, else what was
// made out of it; err names the nearest known.
func (r *roster) seat(chamber Body, code, name string, d Date) (i int, why string, err error) {
	if i, ok := r.byCode[seatKey{chamber, foldName(code)}]; ok && code != "" {
		return r.onDay(i, d)
	}
	for _, n := range []string{name, code} {
		found := r.byName[nameKey{chamber, foldName(n)}]
		if len(found) == 0 {
			continue
		}
		for _, i := range found {
			if r.facts.Members[i].MemberOn(d) {
				return i, "", nil
			}
		}
		return r.onDay(found[0], d)
	}
	return -1, "", fmt.Errorf("%s is not known%s: give it as a member or alias ('stet data import aliases')", called(code, name), r.nearest(chamber, cmp.Or(name, code)))
}

func called(code, name string) string {
	switch {
	case name == "":
		return fmt.Sprintf("%q", code)
	case code == "":
		return fmt.Sprintf("%q", name)
	}
	return fmt.Sprintf("%q (%s)", name, code)
}

// daysOfGrace is how long before its admission the Library's own records let a state vote, and how long
// after its end: they date some votes of a session by another of its days.
const daysOfGrace = 120

// onDay is the seat that stands for i on a day: itself, or the seat that it succeeded or that succeeded
// it ("RUS" in 1980 is the Soviet Union's).
func (r *roster) onDay(i int, d Date) (int, string, error) {
	m := &r.facts.Members[i]
	if m.MemberOn(d) {
		return i, "", nil
	}
	if m.Chamber != "" { // its members sit as its own table says, without the grace that the Library's dates need
		return -1, "", fmt.Errorf("%s (%s) did not sit in %s on %s: the table of members says %s", m.Name, m.localCode(), m.Chamber, d, m.term())
	}
	from, to := m.From.Time(), m.To.Time()
	day := d.Time()
	before := m.From.Year > 0 && day.Before(from)
	if before && from.Sub(day).Hours() <= daysOfGrace*24 {
		return i, fmt.Sprintf("%s stands there before %s, its first day as a member", m.Code, m.From), nil
	}
	if m.To.Year > 0 && day.After(to) && day.Sub(to).Hours() <= daysOfGrace*24 {
		return i, fmt.Sprintf("%s stands there after %s, its last day as a member", m.Code, m.To), nil
	}
	for k := range r.facts.Members {
		o := &r.facts.Members[k]
		if (o.Successor == m.Code || m.Successor == o.Code && m.Successor != "") && o.MemberOn(d) {
			return k, fmt.Sprintf("%s is taken as %s, whose seat it was on %s", m.Code, o.Code, d), nil
		}
	}
	if before {
		return -1, "", fmt.Errorf("%s (%s) did not sit there yet: it is a member since %s", m.Name, m.Code, m.From)
	}
	return -1, "", fmt.Errorf("%s (%s) was no member on %s", m.Name, m.Code, d)
}

// nearest words the known names that differ least, "" where none is near.
func (r *roster) nearest(chamber Body, name string) string {
	want := nameKey{chamber, foldName(name)}
	if said, ok := r.spoken[want]; ok {
		return said
	}
	type near struct {
		text     string
		distance int
	}
	var all []near
	most := max(2, len(want.folded)/3)
	if len(want.folded) <= 100 {
		for k, seats := range r.byName {
			if k.chamber != chamber || len(k.folded) > len(want.folded)+most || len(k.folded) < len(want.folded)-most {
				continue
			}
			if d := levenshtein.ComputeDistance(want.folded, k.folded); d <= most {
				m := &r.facts.Members[seats[0]]
				all = append(all, near{fmt.Sprintf("%s (%s)", m.Name, m.Code), d})
			}
		}
	}
	slices.SortFunc(all, func(a, b near) int { return cmp.Or(a.distance-b.distance, strings.Compare(a.text, b.text)) })
	var texts []string
	for _, n := range all {
		if len(texts) < 3 && !slices.Contains(texts, n.text) {
			texts = append(texts, n.text)
		}
	}
	said := ""
	if len(texts) > 0 {
		said = "; the nearest known are " + strings.Join(texts, ", ")
	}
	if len(r.spoken) > 10_000 {
		clear(r.spoken)
	}
	r.spoken[want] = said
	return said
}

// table is the seats at the table of a body on a day, nil where that is not known.
func (r *roster) table(b Body, d Date) []int {
	k := sizeKey{b, d}
	t, ok := r.sizes[k]
	if !ok {
		if len(r.sizes) > 50_000 {
			clear(r.sizes)
		}
		t = r.facts.membersOn(b, d)
		r.sizes[k] = t
	}
	return t
}

// body is what an import said of a chamber on a day, nil for none.
func (r *roster) body(b Body, d Date) *BodyInfo {
	for i := range r.facts.Bodies {
		if info := &r.facts.Bodies[i]; info.Body == b && d.within(info.From, info.To) {
			return info
		}
	}
	return nil
}

// KnowsName reports whether a spelling is a name or code of a state or a chamber's voter, on whatever day.
// Names are held against the datasets that the reference was opened with.
func (db *DB) KnowsName(name string) bool {
	db.names.Do(func() {
		db.known = map[string]bool{}
		for k := range newRoster(db.facts).byName {
			db.known[k.folded] = true
		}
	})
	return db.known[foldName(name)]
}
