package sources

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What a table may hold.
const (
	mostRowVoters = 10_000     // of one vote
	mostReopened  = 10_000_000 // votes whose names are remembered, 8 bytes each
)

// NewTableParser reads a table of roll calls of any body as a mapping says, from CSV or an Excel workbook (XLSX). Of the long
// and the parties' layout the rows of one vote should stand together: where they do not, the vote is emitted in parts,
// and reported.
func NewTableParser(m *Mapping) VoteParser {
	return func(ctx context.Context, r io.Reader, emit func(ImportedVote) error, report func(Problem)) error {
		rows, err := openRows(ctx, r, m)
		if err != nil {
			return err
		}
		defer rows.close()
		t := &mappedTable{Mapping: m, rows: rows, emit: emit, report: report, at: map[string]int{}, seen: map[uint64]bool{}, seed: maphash.MakeSeed()}
		if err := t.findColumns(); err != nil {
			return err
		}
		return t.read()
	}
}

// rowSource is a table of text cells, read once from the top.
type rowSource interface {
	header() []string
	// next is the next row's cells, and its line or row number from 1; nil cells at the end. odd says what
	// is wrong with a row that can be passed over.
	next() (cells []string, line int, odd, err error)
	// day reads a cell as a date where the table keeps dates as numbers.
	day(cell string) (Date, bool)
	close()
}

// mappedTable reads one table.
type mappedTable struct {
	*Mapping
	rows   rowSource
	emit   func(ImportedVote) error
	report func(Problem)
	at     map[string]int // column of each kind
	voters []int          // wide: columns of the voters
	names  []string       // the header
	byName map[string]int // its columns by plain name

	cells  []string
	line   int
	vote   *ImportedVote
	key    string
	seen   map[uint64]bool // hashes of the votes that were emitted
	seed   maphash.Seed
	filled int // rows that are not blank
}

// findColumns places the columns that the mapping names.
func (t *mappedTable) findColumns() error {
	t.names = t.rows.header()
	t.byName = map[string]int{}
	for i, h := range t.names {
		if _, twice := t.byName[plainName(h)]; !twice {
			t.byName[plainName(h)] = i
		}
	}
	for _, kind := range columnKinds {
		if name := t.Columns[kind]; name != "" {
			i, err := t.find(name, "[columns] "+kind)
			if err != nil {
				return err
			}
			t.at[kind] = i
		}
	}
	if t.Table.Layout == layoutWide {
		return t.findVoters()
	}
	return nil
}

// find is the place of a column that the mapping names somewhere.
func (t *mappedTable) find(name, where string) (int, error) {
	if i, ok := t.byName[plainName(name)]; ok {
		return i, nil
	}
	return 0, fmt.Errorf("the table has no column %q, which %s names; it has %s", name, where, firstNames(t.names))
}

// findVoters places the columns of a wide table's voters.
func (t *mappedTable) findVoters() error {
	taken := map[int]bool{}
	for _, i := range t.at {
		taken[i] = true
	}
	for _, name := range t.Table.Ignore {
		i, err := t.find(name, "[table] ignore")
		if err != nil {
			return err
		}
		taken[i] = true
	}
	for _, name := range t.Table.Voters {
		i, err := t.find(name, "[table] voters")
		if err != nil {
			return err
		}
		t.voters = append(t.voters, i)
	}
	for i, h := range t.names {
		if len(t.Table.Voters) == 0 && !taken[i] && strings.TrimSpace(h) != "" {
			t.voters = append(t.voters, i)
		}
	}
	if len(t.voters) == 0 || len(t.voters) > mostRowVoters {
		return fmt.Errorf("the table has %d columns of voters: a wide table needs 1 to %d", len(t.voters), mostRowVoters)
	}
	return nil
}

// firstNames is the first of a table's columns, for a message.
func firstNames(names []string) string {
	quoted := make([]string, 0, 12)
	for _, n := range names[:min(len(names), 12)] {
		quoted = append(quoted, strconv.Quote(n))
	}
	if len(names) > 12 {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

func (t *mappedTable) read() error {
	for {
		cells, line, odd, err := t.rows.next()
		if err != nil {
			return err
		}
		if cells == nil {
			break
		}
		t.cells, t.line = cells, line
		if blank(cells) {
			continue
		}
		t.filled++
		if odd != nil {
			t.report(Problem{Line: line, Severity: Refused, Message: odd.Error() + ": the row is left out"})
			continue
		}
		if err := t.row(); err != nil {
			return err
		}
	}
	if t.filled == 0 {
		return errors.New("the table has column names and no rows: was it cut off?")
	}
	return t.flush()
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

func (t *mappedTable) refuse(format string, args ...any) {
	item := ""
	if t.vote != nil {
		item = cmp.Or(t.vote.Symbol, t.vote.Draft, t.vote.Title)
	}
	t.report(Problem{Line: t.line, Severity: Refused, Item: item, Message: fmt.Sprintf(format, args...)})
}

// text is the cell of a kind, else what the mapping fixes.
func (t *mappedTable) text(kind string) string {
	if i, ok := t.at[kind]; ok && i < len(t.cells) {
		if s := fold(t.cells[i]); s != "" {
			return s
		}
	}
	return t.Fixed[kind]
}

// count is a number of votes, -1 for an empty cell.
func (t *mappedTable) count(kind string) (int, error) {
	s := t.text(kind)
	if s == "" {
		return -1, nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".0"))
	if err != nil || n < 0 || n > mostRowVoters {
		return -1, fmt.Errorf("%s: %q is no count", kind, s)
	}
	return n, nil
}

// row reads one row: a new vote begins with another name, and with every row of the layouts that have one a vote.
func (t *mappedTable) row() error {
	key := cmp.Or(t.text("id"), t.text("symbol")+"\x00"+t.text("draft")+"\x00"+t.text("date")+"\x00"+t.text("title"))
	single := t.Table.Layout == layoutWide || t.Table.Layout == layoutTotals
	if t.vote == nil || single || key != t.key {
		if err := t.flush(); err != nil {
			return err
		}
		if !t.begin(key) {
			return nil
		}
	}
	t.vote.LastLine = t.line
	switch t.Table.Layout {
	case layoutLong:
		t.position(t.text("voter"), t.text("code"), t.text("vote"))
	case layoutWide:
		for _, i := range t.voters {
			if i < len(t.cells) && strings.TrimSpace(t.cells[i]) != "" {
				t.position(fold(t.names[i]), "", fold(t.cells[i]))
			}
		}
	case layoutParties:
		t.party()
	}
	return nil
}

// begin starts the vote of the row, unless the row has no date that can be read.
func (t *mappedTable) begin(key string) bool {
	date, err := t.date(t.text("date"))
	if err != nil {
		t.refuse("%v", err)
		return false
	}
	v := &ImportedVote{
		Body: Body(t.Body.ID), Symbol: t.text("symbol"), Draft: t.text("draft"), Date: date, Session: t.text("session"), Meeting: t.text("meeting"),
		Title: t.text("title"), Agenda: t.text("agenda"), Threshold: t.text("threshold"), URL: t.text("url"), Note: t.text("note"),
		Tally: NoTally, FirstLine: t.line, LastLine: t.line,
	}
	if v.Symbol == "" && v.Draft == "" {
		v.Symbol = cmp.Or(t.text("id"), v.Title)
	}
	t.vote, t.key = v, key
	if word := t.text("outcome"); word != "" {
		o, ok := t.outcomes[plainName(word)]
		if !ok {
			t.refuse("the outcome %q is in none of the lists of [outcomes]: the vote is kept without it; add the word there", word)
		}
		v.Outcome = o
	}
	if t.Table.Layout != layoutParties {
		t.tally()
	}
	t.remember(key)
	return true
}

// tally reads the counts that stand in every row of a vote.
func (t *mappedTable) tally() {
	for kind, into := range map[string]*int{"yes": &t.vote.Tally.Yes, "no": &t.vote.Tally.No, "abstain": &t.vote.Tally.Abstain, "absent": &t.vote.Tally.NotVoting} {
		n, err := t.count(kind)
		if err != nil {
			t.refuse("%v: the vote is kept without it", err)
		}
		*into = n
	}
	if n, err := t.count("members"); err == nil {
		t.vote.Members = max(n, 0)
	}
}

// remember notes that a vote was begun, and reports one whose rows were interrupted.
func (t *mappedTable) remember(key string) {
	h := maphash.String(t.seed, key)
	if t.seen[h] {
		t.report(Problem{Line: t.line, Severity: Repaired, Item: t.vote.Symbol, Message: "the rows of this vote do not stand together, or it stands there twice: it comes in parts; sort the table by vote"})
	}
	if len(t.seen) < mostReopened {
		t.seen[h] = true
	}
}

// position adds one voter's vote. A word that nobody knows leaves the voter's vote unknown.
func (t *mappedTable) position(name, code, word string) {
	p, ok := t.votes[plainName(word)]
	if name == "" && code == "" {
		t.refuse("the row names no voter: it is left out")
		return
	}
	if !ok {
		t.refuse("%s: the vote %q is in none of the lists of [votes]: add the word there", cmp.Or(name, code), word)
		p = Unknown
	}
	if p == Unknown {
		t.vote.Partial = true
	}
	t.add(ImportedPosition{Code: code, Name: name, Position: p, Line: t.line})
}

func (t *mappedTable) add(p ImportedPosition) {
	if len(t.vote.Positions) < mostRowVoters {
		t.vote.Positions = append(t.vote.Positions, p)
	} else if len(t.vote.Positions) == mostRowVoters {
		t.vote.Positions = append(t.vote.Positions, p) // one beyond says so, see flush
		t.refuse("the vote has more than %d voters: is its name the same in too many rows?", mostRowVoters)
	}
}

// party adds a party's counts, a position for each way that some of its members voted.
func (t *mappedTable) party() {
	name, code := t.text("voter"), t.text("code")
	for _, side := range []struct {
		kind     string
		position Position
		total    *int
	}{{"yes", Yes, &t.vote.Tally.Yes}, {"no", No, &t.vote.Tally.No}, {"abstain", Abstain, &t.vote.Tally.Abstain}, {"absent", NotVoting, &t.vote.Tally.NotVoting}} {
		n, err := t.count(side.kind)
		if err != nil {
			t.refuse("%s: %v: it is left out", cmp.Or(name, code), err)
			t.vote.Partial = true
			continue
		}
		if _, has := t.at[side.kind]; !has && n < 0 {
			continue
		}
		*side.total = max(*side.total, 0) + max(n, 0)
		if n > 0 {
			t.add(ImportedPosition{Code: code, Name: name, Position: side.position, Seats: n, Line: t.line})
		}
	}
}

// flush emits the vote that was read.
func (t *mappedTable) flush() error {
	v := t.vote
	t.vote = nil
	if v == nil || len(v.Positions) > mostRowVoters {
		return nil // refused as it grew
	}
	return t.emit(*v)
}

// date reads a day: ISO, "24 February 2025", a workbook's number, or figures in the mapping's order.
func (t *mappedTable) date(s string) (Date, error) {
	if d, err := ParseDate(s); err == nil && d.Year != 0 {
		return d, nil
	}
	if d, ok := t.rows.day(s); ok {
		return d, nil
	}
	for _, layout := range []string{"2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "20060102"} {
		if d, err := time.Parse(layout, s); err == nil {
			return Date{d.Year(), int(d.Month()), d.Day()}, nil
		}
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/.- ", r) })
	if len(parts) == 3 && t.Table.Dates != "" {
		text := [3]string{}
		for i, c := range t.Table.Dates {
			text[strings.IndexRune("ymd", c)] = parts[i]
		}
		if d, err := ParseDate(fmt.Sprintf("%s-%02s-%02s", text[0], text[1], text[2])); err == nil {
			return d, nil
		}
	}
	if len(parts) == 3 && t.Table.Dates == "" {
		return Date{}, fmt.Errorf("the date %q may be read in several ways: say how with dates = \"dmy\" (or mdy, ymd) under [table]; the row is left out", s)
	}
	return Date{}, fmt.Errorf("%q is no date: write YYYY-MM-DD; the row is left out", s)
}
