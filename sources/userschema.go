package sources

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// userApplicationID marks users' databases: "stud" in ASCII.
const userApplicationID = 0x73747564

// userMigrations lead from an empty database to the present schema, as migrations do for the store. A step
// that was ever released is never changed: users keep these files for years.
//
// Nothing is overwritten: a row that was corrected or withdrawn keeps standing with the import and the
// moment that superseded it. Positions are letters in the order of the table seats, which only grows.
var userMigrations = []string{`
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('id', lower(hex(randomblob(8)))), ('state', '0');
CREATE TABLE seats (seat INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE datasets (
	id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT NOT NULL, credit TEXT NOT NULL,
	terms TEXT NOT NULL, url TEXT NOT NULL, retrieved TEXT NOT NULL, removed TEXT);
CREATE TABLE imports (
	id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES datasets, version INTEGER NOT NULL, kind TEXT NOT NULL,
	file TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, recorded TEXT NOT NULL, imported TEXT NOT NULL,
	retrieved TEXT NOT NULL, whole INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
	unchanged INTEGER NOT NULL, repaired INTEGER NOT NULL, refused INTEGER NOT NULL, UNIQUE (dataset, version));
CREATE TABLE problems (
	import INTEGER NOT NULL REFERENCES imports, place INTEGER NOT NULL, line INTEGER NOT NULL, severity TEXT NOT NULL,
	item TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (import, place)) WITHOUT ROWID;
CREATE TABLE votes (
	id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES datasets, key TEXT NOT NULL,
	import INTEGER NOT NULL REFERENCES imports, recorded TEXT NOT NULL,
	ended_by INTEGER REFERENCES imports, ended TEXT, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
	undl INTEGER, body TEXT NOT NULL, symbol TEXT NOT NULL, draft TEXT NOT NULL, date TEXT NOT NULL, session TEXT NOT NULL,
	meeting TEXT NOT NULL, committee_report TEXT NOT NULL, title TEXT NOT NULL, agenda TEXT NOT NULL, threshold TEXT NOT NULL,
	outcome TEXT NOT NULL, yes INTEGER, no INTEGER, abstain INTEGER, nonvoting INTEGER, members INTEGER NOT NULL,
	positions TEXT NOT NULL, partial INTEGER NOT NULL, vetoed_by TEXT NOT NULL, url TEXT NOT NULL, note TEXT NOT NULL);
CREATE UNIQUE INDEX live_votes ON votes (dataset, key) WHERE ended IS NULL;
CREATE TABLE entries (
	id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES datasets, kind TEXT NOT NULL, key TEXT NOT NULL,
	import INTEGER NOT NULL REFERENCES imports, recorded TEXT NOT NULL,
	ended_by INTEGER REFERENCES imports, ended TEXT, line INTEGER NOT NULL, data TEXT NOT NULL);
CREATE UNIQUE INDEX live_entries ON entries (dataset, kind, key) WHERE ended IS NULL;
`, statementSchema}

// UserData is a user's own database of datasets, open for reading and writing.
type UserData struct {
	Waiting func() // called once where another process's change has to be awaited; nil for nobody to tell

	sql  *sql.DB
	path string
}

// waitForOther is how long one step of waiting for another process's import lasts, in milliseconds.
const waitForOther = "2000"

// OpenUserData opens a user's database for changes; create makes it where there is none, with the folder that
// it is in. A file that is no such database is an error and stays as it is.
func OpenUserData(ctx context.Context, path string, create bool) (*UserData, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !create:
		return nil, fmt.Errorf("%s: there is no such database: 'stet data import' makes it", path)
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, fmt.Errorf("%s: make its folder: %w", path, err)
		}
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no file: name a database of stet", path)
	default:
		if err := checkUserHeader(path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	db, err := sql.Open("sqlite3", dsn(path, "mode=rwc", "_journal_mode=WAL", "_synchronous=FULL", "_foreign_keys=1", "_txlock=immediate", "_busy_timeout="+waitForOther))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	u := &UserData{sql: db, path: path}
	if err := u.migrate(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return u, nil
}

// ReadUserData opens a user's database for reading alone: also where its file or folder is write-protected.
func ReadUserData(ctx context.Context, path string) (*UserData, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such database: 'stet data import' makes it", path)
	}
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		if err := checkUserHeader(path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	db, err := readUser(ctx, path)
	if err != nil {
		return nil, err
	}
	return &UserData{sql: db, path: path}, nil
}

// checkUserHeader refuses a file that is not ours before SQLite is told to write to it: one page at most and no mark
// is what a database has whose first import was killed.
func checkUserHeader(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var h [100]byte
	n, err := io.ReadFull(f, h[:])
	switch app := binary.BigEndian.Uint32(h[68:]); {
	case n == 0 && err == io.EOF:
		return nil
	case err != nil || string(h[:16]) != "SQLite format 3\x00":
		return errors.New("is no database of stet: name another file with --data; it was left as it is")
	case app != userApplicationID && (app != 0 || binary.BigEndian.Uint32(h[28:]) > 1):
		return errors.New("a database, but none of stet's own datasets: name another file with --data; it was left as it is")
	}
	return nil
}

// Close releases the database.
func (u *UserData) Close() error {
	if err := u.sql.Close(); err != nil {
		return fmt.Errorf("%s: close: %w", u.path, err)
	}
	return nil
}

// Path is the database's file.
func (u *UserData) Path() string { return u.path }

// migrate brings the schema up to date in one transaction, after it has made sure that the file is ours or
// empty.
func (u *UserData) migrate(ctx context.Context) error {
	if at, err := schemaOf(ctx, u.sql); err != nil || at == len(userMigrations) {
		return friendlyOrNil(err)
	}
	return u.change(ctx, func(tx *sql.Tx) error {
		at, err := schemaOf(ctx, tx)
		if err != nil {
			return err
		}
		for i, step := range userMigrations[at:] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("migrate to schema version %d: %w", at+i+1, err)
			}
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", userApplicationID, len(userMigrations)))
		return err
	})
}

// schemaOf is the schema version of a database of ours or an empty one.
func schemaOf(ctx context.Context, q querier) (int, error) {
	var app, version, objects int
	err := q.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &objects)
	switch {
	case err != nil:
		return 0, fmt.Errorf("read its schema: %w", err)
	case objects == 0 && app == 0:
		return 0, nil
	case app != userApplicationID:
		return 0, errors.New("a database, but none of stet's own datasets: name another file with --data")
	case version < 1 || version > len(userMigrations):
		return 0, fmt.Errorf("its schema has version %d, this program knows 1 to %d: use a newer stet", version, len(userMigrations))
	}
	return version, nil
}

// querier is a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// change runs one write transaction, begun at once so that nothing comes between reading and writing. While another
// process writes it waits, until ctx ends.
func (u *UserData) change(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := u.sql.BeginTx(ctx, nil)
	for told := false; err != nil && isBusy(err) && ctx.Err() == nil; {
		if u.Waiting != nil && !told {
			u.Waiting()
			told = true
		}
		tx, err = u.sql.BeginTx(ctx, nil)
	}
	if err != nil {
		return fmt.Errorf("begin to change it: %w", friendly(err))
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return friendly(err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", friendly(err))
	}
	return nil
}

// readUserDSN opens a user's database for reading. Where the folder cannot be written, readers can have no
// shared memory beside it, and then nobody writes either.
func readUserDSN(path string, writable bool) string {
	if writable {
		return dsn(path, "mode=ro", "_query_only=1", "_busy_timeout="+waitForOther)
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: "mode=ro&immutable=1&_query_only=1"}).String()
}

func isBusy(err error) bool {
	return strings.Contains(err.Error(), "database is locked") || strings.Contains(err.Error(), "SQLITE_BUSY")
}

func friendlyOrNil(err error) error {
	if err == nil {
		return nil
	}
	return friendly(err)
}

// friendly adds to an error of the database what a person can do about it.
func friendly(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "database or disk is full"):
		return fmt.Errorf("%w: nothing was changed; make room on the disk and try again", err)
	case strings.Contains(text, "readonly database"), strings.Contains(text, "unable to open database file"):
		return fmt.Errorf("%w: is the file or its folder write-protected?", err)
	case strings.Contains(text, "file is not a database"), strings.Contains(text, "malformed"):
		return fmt.Errorf("%w: this is no database of stet or a damaged one; restore it from a copy", err)
	}
	return err
}
