package sources

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks the store's files: "stet" in ASCII.
const applicationID = 0x73746574

// migrations lead from an empty database to the present schema; PRAGMA user_version counts those that
// were applied. A step that was ever released is never changed: add one.
var migrations = []string{`
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE members (
	seat INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, un_name TEXT NOT NULL,
	since TEXT NOT NULL, until TEXT NOT NULL, regional_group TEXT NOT NULL, region TEXT NOT NULL,
	subregion TEXT NOT NULL, successor TEXT NOT NULL);
CREATE TABLE names (
	seat INTEGER NOT NULL REFERENCES members, text TEXT NOT NULL, kind TEXT NOT NULL,
	since TEXT NOT NULL, until TEXT NOT NULL);
CREATE TABLE groups (name TEXT NOT NULL, code TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, as_of TEXT NOT NULL);
CREATE TABLE council (
	year INTEGER NOT NULL, code TEXT NOT NULL, permanent INTEGER NOT NULL,
	since TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (year, code)) WITHOUT ROWID;
CREATE TABLE datasets (
	name TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, credit TEXT NOT NULL, terms TEXT NOT NULL,
	url TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, retrieved TEXT NOT NULL, records INTEGER NOT NULL);
CREATE TABLE records (
	id INTEGER PRIMARY KEY, undl INTEGER, body TEXT NOT NULL, symbol TEXT NOT NULL, confirmed INTEGER NOT NULL,
	date TEXT NOT NULL, session TEXT NOT NULL, meeting TEXT NOT NULL, title TEXT NOT NULL, agenda TEXT NOT NULL,
	committee_report TEXT NOT NULL, outcome TEXT NOT NULL, yes INTEGER, no INTEGER, abstain INTEGER, nonvoting INTEGER,
	members INTEGER NOT NULL, positions TEXT NOT NULL, partial INTEGER NOT NULL, series TEXT NOT NULL,
	dataset TEXT NOT NULL REFERENCES datasets, url TEXT NOT NULL, sponsors TEXT NOT NULL, threshold TEXT NOT NULL,
	confidence TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE record_details (
	record INTEGER NOT NULL REFERENCES records, kind TEXT NOT NULL, place INTEGER NOT NULL, value TEXT NOT NULL,
	PRIMARY KEY (record, kind, place)) WITHOUT ROWID;
CREATE TABLE corrections (
	symbol TEXT NOT NULL, date TEXT NOT NULL, body TEXT NOT NULL, tally_a TEXT NOT NULL, tally_b TEXT NOT NULL,
	what TEXT NOT NULL, kind TEXT NOT NULL, source_a TEXT NOT NULL, source_b TEXT NOT NULL);
CREATE TABLE symbols (key TEXT NOT NULL, rank INTEGER NOT NULL, record INTEGER NOT NULL REFERENCES records, PRIMARY KEY (key, rank, record)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts4(title, subjects, landmarks, content="", tokenize=unicode61);
CREATE TABLE snapshot (data BLOB NOT NULL);
CREATE VIEW votes AS
	SELECT r.id AS record, r.body, r.symbol, r.date, m.code, m.name AS member, substr(r.positions, m.seat + 1, 1) AS position
	FROM records r JOIN members m ON m.seat < length(r.positions)
	WHERE substr(r.positions, m.seat + 1, 1) <> '-';
`, statementSchema}

// migrate brings the schema up to date, one transaction a step, and marks the file as ours.
func migrate(ctx context.Context, db *sql.DB) error {
	var at int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&at); err != nil {
		return fmt.Errorf("read the store's schema version: %w", err)
	}
	if at > len(migrations) {
		return fmt.Errorf("the store has schema version %d, this program knows %d: use a newer stet", at, len(migrations))
	}
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return fmt.Errorf("mark the store: %w", err)
	}
	for i, step := range migrations[at:] {
		if err := applyMigration(ctx, db, at+i+1, step); err != nil {
			return fmt.Errorf("migrate the store to schema version %d: %w", at+i+1, err)
		}
	}
	return nil
}

func applyMigration(ctx context.Context, db *sql.DB, version int, step string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, step); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}
