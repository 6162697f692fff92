package sources

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// DB is the reference, opened: every record in memory and the SQLite store for searches. It is safe
// for use by several goroutines; what its methods return is shared and must not be changed.
type DB struct {
	sql     *sql.DB
	facts   *Facts
	version string
	path    string // "" for a store in memory
	note    string
	remove  string // folder to remove on Close, "" for none

	lookup     *sql.Stmt
	statements *StatementSearch
	user       *sql.DB          // the user's database, where it has statements; else nil
	own        *StatementSearch // in it

	names sync.Once       // fills known
	known map[string]bool // folded names
}

// Close releases the store.
func (db *DB) Close() error {
	db.lookup.Close()
	db.statements.Close()
	if db.user != nil {
		db.own.Close()
		db.user.Close()
	}
	err := db.sql.Close()
	db.discard()
	if err != nil {
		return fmt.Errorf("close the reference: %w", err)
	}
	return nil
}

// Version names the state of the reference: year and month up to which the Library's records reach and
// the start of a hash of every fact table, "2025.12-1a2b3c4d".
func (db *DB) Version() string { return db.version }

// Path is the file of the SQLite store, "" where it is in memory.
func (db *DB) Path() string { return db.path }

// Note says why the store is not in the cache folder, in a sentence for the user; "" where it is.
func (db *DB) Note() string { return db.note }

// Records is every vote held, ordered by date, body and symbol: a record's ID is its index.
func (db *DB) Records() []Record { return db.facts.Records }

// Members is the states that are or were members of the United Nations, in the order of the roll-call
// letters.
func (db *DB) Members() []Member { return db.facts.Members }

// Member is the member with a code, nil for none.
func (db *DB) Member(code string) *Member {
	for i := range db.facts.Members {
		if db.facts.Members[i].Code == code {
			return &db.facts.Members[i]
		}
	}
	return nil
}

// Voters is the members that cast a position in a record, in the order of Members; none where the record
// has no roll call.
func (db *DB) Voters(r *Record, p Position) []Member {
	var out []Member
	for i := range len(r.Positions) {
		if Position(r.Positions[i]) == p && i < len(db.facts.Members) {
			out = append(out, db.facts.Members[i])
		}
	}
	return out
}

// Groups is the memberships of the groups that articles name (EU, NATO, P5), by group and code. A code
// may be ESH or PSE, which are no members of the United Nations.
func (db *DB) Groups() []GroupMember { return db.facts.Groups }

// Council is the Security Council's membership, by year and code.
func (db *DB) Council() []CouncilSeat { return db.facts.Council }

// CouncilMembers is the codes of the Council's members on a day, sorted; none where the facts do not
// reach.
func (db *DB) CouncilMembers(date Date) []string { return db.facts.councilOn(date) }

// MembersOn is the seats at the table of a body on a day, as indexes of Members: the Council's members,
// or all members of the United Nations for the Assembly and its committees. It is empty for a body
// whose membership the facts do not hold.
func (db *DB) MembersOn(body Body, date Date) []int { return db.facts.membersOn(body, date) }

// Bodies is what users' datasets say of bodies of another membership, by body and date.
func (db *DB) Bodies() []BodyInfo { return db.facts.Bodies }

// Roles is the persons that users' datasets name, by person and date.
func (db *DB) Roles() []Role { return db.facts.Roles }

// Corrections is the tallies that are met in print in two forms, by date.
func (db *DB) Corrections() []Correction { return db.facts.Corrections }

// Datasets is where the records come from, each with its coverage, credit and terms.
func (db *DB) Datasets() []Dataset { return db.facts.Datasets }

// Dataset is the dataset of a name, as Record.Dataset gives it; nil for none.
func (db *DB) Dataset(name string) *Dataset {
	for i := range db.facts.Datasets {
		if db.facts.Datasets[i].Name == name {
			return &db.facts.Datasets[i]
		}
	}
	return nil
}

// Lookup finds the records of a symbol in any common spelling: "A/RES/ES-11/7", "es-11/7",
// "S/RES/2774 (2025)", "resolution 2774", "3379 (XXX)", "S/2022/720", or the address of a record in the
// UN Digital Library. It returns those that the spelling means most exactly, in the order of Records
// ("2774" is a resolution of each body), and none, without error, for a symbol that is not held.
func (db *DB) Lookup(ctx context.Context, symbol string) ([]Record, error) {
	q := parseSymbol(symbol)
	for _, key := range q.keys {
		found, err := db.underKey(ctx, key)
		if err != nil {
			return nil, fmt.Errorf("look up %q: %w", symbol, err)
		}
		if q.body != "" {
			found = slices.DeleteFunc(found, func(m match) bool { return db.facts.Records[m.record].Body != q.body })
		}
		if len(found) > 0 {
			return db.pick(best(found)), nil
		}
	}
	return nil, nil
}

func (db *DB) underKey(ctx context.Context, key string) ([]match, error) {
	rows, err := db.lookup.QueryContext(ctx, key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []match
	for rows.Next() {
		var m match
		if err := rows.Scan(&m.record, &m.rank); err != nil {
			return nil, err
		}
		if m.record < 0 || m.record >= len(db.facts.Records) {
			return nil, errDamaged
		}
		found = append(found, m)
	}
	return found, rows.Err()
}

func (db *DB) pick(ids []int) []Record {
	out := make([]Record, len(ids))
	for i, id := range ids {
		out[i] = db.facts.Records[id]
	}
	return out
}
