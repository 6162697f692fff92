package sources

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The kinds of tables, beside votes, that a user imports: who is a member, what they are called, which
// group they belong to, who speaks for them, and which bodies there are. Each row of such a file is an entry.

// entryKind says how the rows of a kind are read. The error of read refuses a row.
type entryKind struct {
	required [][]string // columns, each with the names that it may have
	read     func(im *importing, d *delimited) (key string, data any, err error)
}

var entryKinds = map[string]entryKind{
	"members": {[][]string{{"code"}, {"name"}}, readMember},
	"aliases": {[][]string{{"code", "member"}, {"alias", "text", "name"}}, readAlias},
	"groups":  {[][]string{{"group"}, {"code", "member"}}, readGroup},
	"roles":   {[][]string{{"person"}, {"role"}, {"code", "member"}}, readRole},
	"bodies":  {[][]string{{"body"}, {"name"}}, readBody},
}

// EntryKinds is the kinds of tables that are no votes, sorted.
func EntryKinds() []string { return slices.Sorted(maps.Keys(entryKinds)) }

type memberEntry struct {
	Code, Name, UNName, Body, Party, From, To string
	RegionalGroup, Region, Subregion          string   `json:",omitempty"`
	Names                                     []string `json:",omitempty"`
	Auto                                      bool     `json:",omitempty"` // taken from the votes, not from a table of members
}

type aliasEntry struct{ Code, Alias, Kind, From, To string }

type groupEntry struct{ Group, Code, From, To string }

type roleEntry struct {
	Person, Role, Code, From, To string
	Names                        []string `json:",omitempty"`
}

type bodyEntry struct {
	Body, Name, Majority, Voters, From, To string
	Names                                  []string `json:",omitempty"`
	Seats                                  int
}

// phrasesOf is a list separated by semicolons; nil for none.
func phrasesOf(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, ";") {
		if p = spaced(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// longestCell is longer than any name, in bytes.
const longestCell = 2000

// period reads the columns from and to.
func period(d *delimited) (from, to string, err error) {
	from, to = d.cell(d.column("from", "since")), d.cell(d.column("to", "until"))
	f, err := ParseDate(from)
	if err != nil {
		return "", "", fmt.Errorf("column from: %w", err)
	}
	t, err := ParseDate(to)
	if err != nil {
		return "", "", fmt.Errorf("column to: %w", err)
	}
	if t.Year != 0 && f.compare(t) > 0 {
		return "", "", fmt.Errorf("from %s is after to %s", from, to)
	}
	return from, to, nil
}

func readMember(im *importing, d *delimited) (string, any, error) {
	from, to, err := period(d)
	e := memberEntry{Code: d.cell(d.column("code")), Name: spaced(d.cell(d.column("name"))), UNName: spaced(d.cell(d.column("un_name"))),
		Body: cmp.Or(d.cell(d.column("body")), string(im.opt.Body)), Party: spaced(d.cell(d.column("party"))), From: from, To: to,
		RegionalGroup: d.cell(d.column("regional_group")), Region: d.cell(d.column("region")), Subregion: d.cell(d.column("subregion")),
		Names: phrasesOf(d.cell(d.column("names", "aliases")))}
	if e.Body == "UN" {
		e.Body = ""
	}
	switch {
	case err != nil:
	case e.Code == "" || e.Name == "":
		err = errors.New("a member needs a code and a name")
	case e.Body == string(GeneralAssembly) || e.Body == string(SecurityCouncil):
		err = fmt.Errorf("members of %s are states: leave the column body empty", e.Body)
	case e.Body == "" && !isCode(e.Code):
		err = fmt.Errorf("%q is no code of a state: three capital letters (ISO 3166); for the voters of another body fill the column body, or give --body", e.Code)
	}
	return e.Body + " " + foldName(e.Code), e, err
}

func isCode(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// member finds whom a row means, in the body that it names.
func (im *importing) member(d *delimited) (string, error) {
	chamber := im.roster.chamber(Body(cmp.Or(d.cell(d.column("body")), string(im.opt.Body))))
	who := d.cell(d.column("code", "member"))
	if i, ok := im.roster.byCode[seatKey{chamber, foldName(who)}]; ok {
		return im.roster.facts.Members[i].Code, nil
	}
	if found := im.roster.byName[nameKey{chamber, foldName(who)}]; len(found) > 0 {
		return im.roster.facts.Members[found[0]].Code, nil
	}
	return "", fmt.Errorf("%q is no member that is known%s: %s", shorten(who, 60), im.roster.nearest(chamber, who), im.elsewhere(who))
}

// elsewhere says what to do about a member that is not known: some chamber may have it.
func (im *importing) elsewhere(who string) string {
	for _, b := range slices.Sorted(maps.Keys(im.roster.bodies)) {
		if _, ok := im.roster.byCode[seatKey{b, foldName(who)}]; ok || len(im.roster.byName[nameKey{b, foldName(who)}]) > 0 {
			return fmt.Sprintf("%s has one: give --body %q, or fill the column body", b, b)
		}
	}
	return "import it as a member first"
}

func readAlias(im *importing, d *delimited) (string, any, error) {
	from, to, err := period(d)
	code, missing := im.member(d)
	e := aliasEntry{code, spaced(d.cell(d.column("alias", "text", "name"))), cmp.Or(d.cell(d.column("kind")), string(AliasName)), from, to}
	switch {
	case err != nil:
	case missing != nil:
		err = missing
	case e.Alias == "":
		err = errors.New("the alias is empty")
	case e.Kind != string(AliasName) && e.Kind != string(AliasDemonym) && e.Kind != string(AliasCapital):
		err = fmt.Errorf("kind %q is none of name, demonym, capital", e.Kind)
	}
	return strings.Join([]string{e.Code, e.Kind, foldName(e.Alias), e.From}, " "), e, err
}

func readGroup(im *importing, d *delimited) (string, any, error) {
	from, to, err := period(d)
	code, missing := im.member(d)
	e := groupEntry{spaced(d.cell(d.column("group"))), code, from, to}
	switch {
	case err != nil:
	case missing != nil:
		err = missing
	case e.Group == "":
		err = errors.New("the group has no name")
	}
	return strings.Join([]string{e.Group, e.Code, e.From}, " "), e, err
}

func readRole(im *importing, d *delimited) (string, any, error) {
	from, to, err := period(d)
	code, missing := im.member(d)
	e := roleEntry{Person: spaced(d.cell(d.column("person"))), Role: spaced(d.cell(d.column("role"))), Code: code, From: from, To: to,
		Names: phrasesOf(d.cell(d.column("names", "aliases")))}
	switch {
	case err != nil:
	case missing != nil:
		err = missing
	case e.Person == "" || e.Role == "":
		err = errors.New("a role needs a person and what the person is")
	}
	return strings.Join([]string{foldName(e.Person), foldName(e.Role), e.Code, e.From}, " "), e, err
}

func readBody(_ *importing, d *delimited) (string, any, error) {
	from, to, err := period(d)
	e := bodyEntry{Body: spaced(d.cell(d.column("body"))), Name: spaced(d.cell(d.column("name"))), Majority: spaced(d.cell(d.column("majority", "threshold"))),
		Voters: cmp.Or(d.cell(d.column("voters")), "members"), From: from, To: to, Names: phrasesOf(d.cell(d.column("names", "aliases")))}
	if seats := d.cell(d.column("seats")); seats != "" && err == nil {
		if e.Seats, err = strconv.Atoi(seats); err != nil || e.Seats < 1 || e.Seats > mostSeats {
			err = fmt.Errorf("seats %q is no number from 1 to %d", seats, mostSeats)
		}
	}
	if _, bad := parseMajority(e.Majority); err == nil {
		err = bad
	}
	switch {
	case err != nil:
	case e.Body == "" || e.Name == "":
		err = errors.New("a body needs an identifier and a name")
	case e.Body == string(GeneralAssembly) || e.Body == string(SecurityCouncil) || e.Body == "UN" || strings.HasPrefix(e.Body, "GA "):
		err = fmt.Errorf("%s is a body of the reference itself: give another one an identifier of its own", e.Body)
	case e.Voters != "members" && e.Voters != "states":
		err = fmt.Errorf("voters %q is none of members, states", e.Voters)
	}
	return e.Body + " " + e.From, e, err
}

// mostSeats is more than any chamber has, and mostVoters bounds those of all of a user's chambers together.
const (
	mostSeats  = 5000
	mostVoters = 20_000
)

// entries imports a table of one kind.
func (im *importing) entries(file io.Reader) error {
	kind, ok := entryKinds[im.opt.Kind]
	if !ok {
		return fmt.Errorf("%q is no kind of import: use one of %s", im.opt.Kind, strings.Join(EntryKinds(), ", "))
	}
	d, err := openDelimited(im.ctx, file)
	if err != nil {
		return err
	}
	for _, names := range kind.required {
		if d.column(names...) < 0 {
			return fmt.Errorf("line 1: no column %s: the header is %q", strings.Join(names, " or "), shorten(strings.Join(d.header, string(d.csv.Comma)), 300))
		}
	}
	seen := map[string]int{}
	for {
		more, odd, err := d.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := im.entry(kind, d, odd, seen); err != nil {
			return err
		}
	}
	if d.notUTF8 > 0 {
		im.note(Problem{Line: d.notUTF8, Severity: Repaired, Message: "the file is not all UTF-8: such cells were read as Windows-1252 (Latin-1); this is the first"})
	}
	return im.withdrawEntries(seen)
}

// entry reads and writes one row.
func (im *importing) entry(kind entryKind, d *delimited, odd error, seen map[string]int) error {
	var key string
	var data any
	if odd == nil && slices.ContainsFunc(d.cells, func(c string) bool { return len(c) > longestCell }) {
		odd = fmt.Errorf("a cell of more than %d bytes", longestCell)
	}
	if odd == nil {
		key, data, odd = kind.read(im, d)
	}
	if odd != nil {
		im.note(Problem{Line: d.line, Severity: Refused, Message: odd.Error()})
		return nil
	}
	if first, twice := seen[key]; twice {
		im.note(Problem{Line: d.line, Severity: Refused, Item: key, Message: fmt.Sprintf("line %d told of it already", first)})
		return nil
	}
	if len(seen) >= mostVoters*5 {
		return fmt.Errorf("line %d: more than %d rows: no such table has so many", d.line, mostVoters*5)
	}
	seen[key] = d.line
	return im.writeEntry(im.opt.Kind, key, d.line, data)
}

// writeEntry adds an entry, unless the dataset has it just so; an earlier form is superseded.
func (im *importing) writeEntry(kind, key string, line int, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	var id int
	var live string
	err = im.tx.QueryRowContext(im.ctx, "SELECT id, data FROM entries WHERE dataset = ? AND kind = ? AND key = ? AND ended IS NULL", im.dataset, kind, key).Scan(&id, &live)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		im.report.Added++
	case err != nil:
		return err
	case live == string(text):
		im.report.Unchanged++
		return nil
	default:
		im.report.Changed++
		if err := im.end("entries", "id = ?", id); err != nil {
			return err
		}
	}
	_, err = im.tx.ExecContext(im.ctx, "INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, NULL, NULL, ?, ?)", im.dataset, kind, key, im.id, im.stamp, line, string(text))
	return err
}

// withdrawEntries ends the entries that a whole file no longer has.
func (im *importing) withdrawEntries(seen map[string]int) error {
	keys, err := json.Marshal(slices.Sorted(maps.Keys(seen)))
	if err != nil || !im.opt.Whole {
		return err
	}
	return im.withdraw("entries", im.opt.Kind, "SELECT value FROM json_each('"+strings.ReplaceAll(string(keys), "'", "''")+"')")
}

// findOpen notes the chambers whose voters were all taken from votes: only there may a vote bring a new one.
func (im *importing) findOpen(s *userState) {
	for b := range im.roster.bodies {
		im.open[b] = true
	}
	for _, e := range s.entries {
		var m memberEntry
		if e.kind == "members" && e.unpack(&m) == nil && !m.Auto {
			im.open[Body(m.Body)] = false
		}
	}
}

// create makes a voter of a chamber whose membership nobody imported; -1 where somebody did.
func (im *importing) create(m Member) (int, error) {
	if !im.open[m.Chamber] {
		return -1, errors.New("not known")
	}
	if len(im.roster.facts.Members) > mostVoters {
		return -1, fmt.Errorf("more than %d voters: no chamber has so many", mostVoters)
	}
	m.Index = len(im.roster.facts.Members)
	im.roster.facts.Members = append(im.roster.facts.Members, m)
	im.roster.learn(m.Index)
	seat := slices.Max(im.seats) + 1
	im.seats = append(im.seats, seat)
	if _, err := im.tx.ExecContext(im.ctx, "INSERT INTO seats VALUES (?, ?)", seat, m.Code); err != nil {
		return -1, err
	}
	e := memberEntry{Code: m.localCode(), Name: m.Name, Body: string(m.Chamber), Auto: true}
	added := im.report.Added
	err := im.writeEntry("members", string(m.Chamber)+" "+foldName(e.Code), 0, e)
	im.report.Added = added // votes are counted, not who cast them
	return m.Index, err
}
