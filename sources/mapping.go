package sources

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Mapping says how a table of roll calls of any body is to be read: which column holds what, and the table's own
// words for votes and outcomes. It is written in TOML; docs/data.md describes it.
type Mapping struct {
	Dataset  MappedDataset       `toml:"dataset"`
	Body     MappedBody          `toml:"body"`
	Table    MappedTable         `toml:"table"`
	Columns  map[string]string   `toml:"columns"` // what it holds, of columnKinds, to its name in the table
	Votes    map[string][]string `toml:"votes"`   // yes, no, abstain, absent, unknown to the table's words
	Outcomes map[string][]string `toml:"outcomes"`
	Fixed    map[string]string   `toml:"fixed"` // what every vote of the table has, of columnKinds

	votes    map[string]Position // by folded word
	outcomes map[string]Outcome
}

// MappedDataset is where the table comes from.
type MappedDataset struct {
	Name, Title, Publisher, Credit, Terms, URL, Retrieved string
}

// MappedBody is the body that voted.
type MappedBody struct {
	ID       string   // as Record.Body
	Name     string   // as a report prints it; default: ID
	Names    []string // what articles call it
	Seats    int      // 0 where unknown
	Majority string   // "simple", "absolute", "2/3", "3/5 of seats"; default simple
	States   bool     // its voters are states
}

// MappedTable is the table's shape.
type MappedTable struct {
	Layout string   // long, wide, parties or totals
	Sheet  string   // of a workbook; default: the first
	Header int      // line of the column names, from 1; default 1
	Dates  string   // how 3/4/2025 is meant: dmy, mdy or ymd; default: such a date is refused
	Voters []string // wide: columns of the voters; default: all that [columns] and Ignore do not name
	Ignore []string // wide: columns that are none
}

// Layouts of tables.
const (
	layoutLong    = "long"    // a row a vote and voter
	layoutWide    = "wide"    // a row a vote, a column a voter
	layoutParties = "parties" // a row a vote and party, with counts
	layoutTotals  = "totals"  // a row a vote, with counts alone
)

// columnKinds is what a column may hold.
var columnKinds = []string{
	"id", "symbol", "draft", "date", "session", "meeting", "title", "agenda", "outcome", "threshold", "url", "note",
	"voter", "code", "vote", "yes", "no", "abstain", "absent", "members",
}

// columnsOf is the columns that a layout needs.
var columnsOf = map[string][]string{
	layoutLong: {"date", "voter", "vote"}, layoutWide: {"date"}, layoutParties: {"date", "voter", "yes", "no"}, layoutTotals: {"date", "yes", "no"},
}

// largestMapping is the most bytes of a mapping.
const largestMapping = 256 << 10

// ReadMapping reads and checks a mapping. Its errors name the line or key, and what may stand there.
func ReadMapping(r io.Reader) (*Mapping, error) {
	data, err := io.ReadAll(io.LimitReader(r, largestMapping+1))
	if err != nil {
		return nil, fmt.Errorf("read the mapping: %w", err)
	}
	if len(data) > largestMapping {
		return nil, fmt.Errorf("the mapping has more than %d KB: is it the table itself?", largestMapping>>10)
	}
	m := &Mapping{}
	meta, err := toml.Decode(string(data), m)
	if err != nil {
		return nil, fmt.Errorf("the mapping is no TOML of the kind needed: %w", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("the mapping has a key that means nothing, %q: see docs/data.md for those that do", unknown[0])
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("the mapping: %w", err)
	}
	return m, nil
}

func (m *Mapping) check() error {
	needed, ok := columnsOf[m.Table.Layout]
	switch {
	case !ok:
		return fmt.Errorf("[table] layout = %q: write long, wide, parties or totals", m.Table.Layout)
	case m.Body.ID == "":
		return errors.New("[body] id is wanting: give the body a name, such as \"Senate of Ruritania\"")
	case m.Table.Header < 0 || m.Table.Header > 1000:
		return fmt.Errorf("[table] header = %d: write the number of the line with the column names", m.Table.Header)
	case !slices.Contains([]string{"", "dmy", "mdy", "ymd"}, m.Table.Dates):
		return fmt.Errorf("[table] dates = %q: write dmy, mdy or ymd", m.Table.Dates)
	case m.Body.Seats < 0 || m.Body.Seats > mostRowVoters:
		return fmt.Errorf("[body] seats = %d: write a number from 1 to %d", m.Body.Seats, mostRowVoters)
	}
	for _, named := range []map[string]string{m.Columns, m.Fixed} {
		for kind := range named {
			if !slices.Contains(columnKinds, kind) {
				return fmt.Errorf("[columns] %s: a column holds one of %s", kind, strings.Join(columnKinds, ", "))
			}
		}
	}
	for _, kind := range needed {
		if m.Columns[kind] == "" && m.Fixed[kind] == "" && (kind != "voter" || m.Columns["code"] == "") {
			return fmt.Errorf("[columns] %s is wanting: the layout %q needs it", kind, m.Table.Layout)
		}
	}
	if m.Columns["id"]+m.Columns["symbol"]+m.Columns["draft"]+m.Columns["title"] == "" {
		return errors.New("[columns] names neither id, symbol, draft nor title: a vote needs a name")
	}
	return m.words()
}

// words prepares the table's words for votes and outcomes. The plain English ones are known unless the
// table gives them another meaning.
func (m *Mapping) words() error {
	m.votes, m.outcomes = map[string]Position{}, map[string]Outcome{}
	for word, p := range positionWords {
		m.votes[word] = p
	}
	for word, o := range outcomes {
		m.outcomes[word] = o
	}
	own := map[string]string{}
	for side, words := range m.Votes {
		p, ok := map[string]Position{"yes": Yes, "no": No, "abstain": Abstain, "absent": NotVoting, "unknown": Unknown}[side]
		if !ok {
			return fmt.Errorf("[votes] %s: write yes, no, abstain, absent or unknown", side)
		}
		for _, w := range words {
			if before, twice := own[plainName(w)]; twice && before != side {
				return fmt.Errorf("[votes] %q stands under %s and under %s", w, min(before, side), max(before, side))
			}
			own[plainName(w)], m.votes[plainName(w)] = side, p
		}
	}
	for outcome, words := range m.Outcomes {
		o, ok := outcomes[outcome]
		if !ok {
			return fmt.Errorf("[outcomes] %s: write adopted, rejected or vetoed", outcome)
		}
		for _, w := range words {
			m.outcomes[plainName(w)] = o
		}
	}
	return nil
}

// plainName is a column's name or a table's word as it is compared: in small letters, one space between words. Signs
// count, since "-" and "+" are votes in some tables.
func plainName(s string) string { return strings.ToLower(fold(s)) }

// BodyTable is the mapping's body as a table of the kind "bodies", to be imported before the votes: without it a
// vote's voters would be looked for among the states.
func (m *Mapping) BodyTable() string {
	voters := "members"
	if m.Body.States {
		voters = "states"
	}
	c := newCells()
	return c.line("body", "name", "names", "seats", "majority", "voters") +
		c.line(m.Body.ID, cmp.Or(m.Body.Name, m.Body.ID), strings.Join(m.Body.Names, ";"), numeral(m.Body.Seats, 0), m.Body.Majority, voters)
}
