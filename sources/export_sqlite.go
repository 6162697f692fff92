package sources

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// exportSchema is a plain database for other tools: no view of ours is needed to read it. It never changes
// without a word in docs/data.md.
const exportSchema = `
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE datasets (
	name TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, credit TEXT NOT NULL, terms TEXT NOT NULL,
	url TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, retrieved TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE members (
	code TEXT PRIMARY KEY, name TEXT NOT NULL, un_name TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
	regional_group TEXT NOT NULL, region TEXT NOT NULL, subregion TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE resolutions (
	id INTEGER PRIMARY KEY, symbol TEXT NOT NULL, body TEXT NOT NULL, date TEXT NOT NULL, session TEXT NOT NULL, meeting TEXT NOT NULL,
	title TEXT NOT NULL, agenda TEXT NOT NULL, outcome TEXT NOT NULL, yes INTEGER, no INTEGER, abstain INTEGER, nonvoting INTEGER,
	members INTEGER, complete INTEGER NOT NULL, series TEXT NOT NULL, vetoed_by TEXT NOT NULL, undl_id INTEGER, url TEXT NOT NULL,
	note TEXT NOT NULL, dataset TEXT NOT NULL REFERENCES datasets);
CREATE TABLE votes (
	resolution INTEGER NOT NULL REFERENCES resolutions, member TEXT NOT NULL REFERENCES members, vote TEXT NOT NULL,
	PRIMARY KEY (resolution, member)) WITHOUT ROWID;
CREATE VIEW roll_calls AS
	SELECT r.symbol, r.body, r.date, r.title, v.member AS code, m.name, v.vote
	FROM votes v JOIN resolutions r ON r.id = v.resolution JOIN members m ON m.code = v.member;
CREATE TEMP TABLE letters (resolution INTEGER PRIMARY KEY, positions TEXT NOT NULL);
CREATE TEMP TABLE seats (seat INTEGER PRIMARY KEY, code TEXT NOT NULL);
`

// WriteSQLite writes records into an empty database file in long form: resolutions, members, and votes with
// one row a resolution and member whose vote is known. The file is not safe against a crash meanwhile: write beside the
// final place and move it there. Exported.Partial counts votes of which only the known positions were written.
func (db *DB) WriteSQLite(ctx context.Context, path string, records []*Record) (Exported, error) {
	conn, err := sql.Open("sqlite3", dsn(path, "mode=rwc", "_journal_mode=OFF", "_synchronous=OFF", "_locking_mode=EXCLUSIVE", "_txlock=immediate", "_cache_size=-65536"))
	if err != nil {
		return Exported{}, fmt.Errorf("export: %w", err)
	}
	conn.SetMaxOpenConns(1)
	e, err := db.exportInto(ctx, conn, records)
	if closed := conn.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return e, fmt.Errorf("export: %w", err)
	}
	return e, nil
}

func (db *DB) exportInto(ctx context.Context, conn *sql.DB, records []*Record) (Exported, error) {
	var e Exported
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return e, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, exportSchema); err != nil {
		return e, err
	}
	b := &builder{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	db.exportSmall(b)
	for _, r := range records {
		e.add(r)
		b.insert("resolutions", r.ID, r.Symbol, string(r.Body), r.Date.String(), r.Session, r.Meeting, r.Title, r.Agenda, string(r.Outcome),
			orNull(r.Tally.Yes, -1), orNull(r.Tally.No, -1), orNull(r.Tally.Abstain, -1), orNull(r.Tally.NotVoting, -1), orNull(r.Members, 0),
			r.Positions != "" && !r.Partial, r.Series, strings.Join(r.VetoedBy, " "), orNull(r.UNDL, 0), r.URL, r.Note, r.Dataset)
		if r.Positions != "" {
			b.insert("letters", r.ID, r.Positions)
		}
	}
	if b.err != nil {
		return e, b.err
	}
	// SQLite takes the letters apart itself: a million rows in a second, where inserting them one by one takes four.
	done, err := tx.ExecContext(ctx, `INSERT INTO votes SELECT resolution, code, substr(positions, seat + 1, 1) FROM letters CROSS JOIN seats
		WHERE substr(positions, seat + 1, 1) IN ('Y', 'N', 'A', 'X')`)
	if err != nil {
		return e, err
	}
	rows, err := done.RowsAffected()
	if err != nil {
		return e, err
	}
	e.Positions = int(rows)
	return e, tx.Commit()
}

func (e *Exported) add(r *Record) {
	e.Records++
	if r.Positions == "" {
		e.NoRollCall++
	} else if r.Partial {
		e.Partial++
	}
}

// exportSmall writes the tables beside the votes: where they come from, and who the members are.
func (db *DB) exportSmall(b *builder) {
	b.insert("about", "reference", db.version)
	b.insert("about", "votes", "Y yes, N no, A abstaining, X a member that cast no vote")
	for _, d := range db.facts.Datasets {
		b.insert("datasets", d.Name, d.Title, d.Publisher, d.Credit, d.Terms, d.URL, d.From.String(), d.To.String(), d.Retrieved)
	}
	for _, m := range db.facts.Members {
		b.insert("members", m.Code, m.Name, m.UNName, m.From.String(), m.To.String(), m.RegionalGroup, m.Region, m.Subregion)
		b.insert("seats", m.Index, m.Code)
	}
}
