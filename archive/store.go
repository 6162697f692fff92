package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	_ "github.com/mattn/go-sqlite3" // the run's file
)

// RunFile is the name of the SQLite file in a run's folder; what else lies there is made from it.
const RunFile = "run.sqlite"

const (
	applicationID = 0x73746172 // "star"
	schemaVersion = 3
)

// schema is open to whoever queries a run (docs/archive.md tells the columns).
const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
	id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, ord INTEGER NOT NULL, pass INTEGER NOT NULL,
	size INTEGER NOT NULL, modified INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0,
	members INTEGER NOT NULL DEFAULT 0, looked_over INTEGER NOT NULL DEFAULT 0);
CREATE INDEX source_order ON source(pass, done, ord);
CREATE TABLE place (
	source INTEGER NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, raw BLOB NOT NULL, text BLOB NOT NULL,
	PRIMARY KEY (source, ordinal)) WITHOUT ROWID;
CREATE INDEX place_raw ON place(raw);
CREATE INDEX place_text ON place(text);
CREATE INDEX place_name ON place(source, name);
CREATE TABLE result (
	text BLOB PRIMARY KEY, title TEXT NOT NULL, published TEXT NOT NULL, outlet TEXT NOT NULL,
	supported INTEGER NOT NULL, meaning INTEGER NOT NULL, detail INTEGER NOT NULL, conflicting INTEGER NOT NULL,
	unchecked INTEGER NOT NULL, diagnosis TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE finding (
	text BLOB NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL,
	reason_code TEXT NOT NULL, severity TEXT NOT NULL, diagnosis TEXT NOT NULL, line INTEGER NOT NULL, quote TEXT NOT NULL,
	reading TEXT NOT NULL, reason TEXT NOT NULL, correction TEXT NOT NULL, record TEXT NOT NULL,
	ignored INTEGER NOT NULL, -- 1 where a remark in the article says to ignore it
	PRIMARY KEY (text, number)) WITHOUT ROWID;
CREATE TABLE uses (text BLOB NOT NULL, record TEXT NOT NULL, PRIMARY KEY (text, record)) WITHOUT ROWID;
CREATE INDEX uses_record ON uses(record);
CREATE TABLE quarantine (
	source INTEGER NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL,
	PRIMARY KEY (source, ordinal)) WITHOUT ROWID;
CREATE TABLE reference_record (record INTEGER PRIMARY KEY, symbol TEXT NOT NULL, row BLOB NOT NULL);
CREATE TABLE signature (
	id INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE, findings INTEGER NOT NULL, shingles INTEGER NOT NULL, hashes BLOB NOT NULL);
CREATE TABLE copy (text BLOB PRIMARY KEY, story BLOB NOT NULL, told BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX copy_told ON copy(told);
-- Copies hold for exactly the texts that there are: whatever changes those makes them unknown until they are looked for again.
CREATE TRIGGER result_gone AFTER DELETE ON result BEGIN DELETE FROM signature WHERE text = OLD.text; END;
CREATE TRIGGER signature_new AFTER INSERT ON signature BEGIN DELETE FROM copy; DELETE FROM meta WHERE name = 'copies'; END;
CREATE TRIGGER signature_gone AFTER DELETE ON signature BEGIN DELETE FROM copy; DELETE FROM meta WHERE name = 'copies'; END;
CREATE TRIGGER place_gone AFTER DELETE ON place BEGIN DELETE FROM copy; DELETE FROM meta WHERE name = 'copies'; END;
CREATE VIEW findings AS SELECT lower(hex(x.text)) AS article,
	(SELECT s.path || CASE WHEN p.name = '' THEN '' ELSE '!' || substr(p.name, 1 + (substr(p.name, 1, 1) = '/')) END
		FROM place p JOIN source s ON s.id = p.source WHERE p.text = x.text ORDER BY s.ord, p.ordinal LIMIT 1) AS path,
	r.title, r.published, r.outlet, (SELECT count(*) FROM place p WHERE p.text = x.text) AS places,
	x.line, x.kind, x.verdict, x.severity, x.reason_code, x.quote, x.reading, x.reason, x.diagnosis, x.correction AS "with", x.record, x.id,
	(SELECT min(s.ord * 4294967296 + p.ordinal) FROM place p JOIN source s ON s.id = p.source WHERE p.text = x.text) AS pos, x.number, x.text,
	coalesce((SELECT lower(hex(c.told)) FROM copy c WHERE c.text = x.text AND c.told <> c.text), '') AS copy_of
	FROM finding x JOIN result r ON r.text = x.text;
`

// ofSource is the ordinal of what went wrong with a source as a whole.
const ofSource = -1

// Run is the file of a run. Close it; only one process writes it at a time.
type Run struct {
	Dir string
	sql *sql.DB
}

// OpenRun opens the run in a folder to read it.
func OpenRun(ctx context.Context, dir string) (*Run, error) {
	path := filepath.Join(dir, RunFile)
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: no run is there: make one with 'stet archive run ARCHIVE --out %s'", dir, dir)
		}
		return nil, fmt.Errorf("%s: %w", dir, unreadable(err))
	}
	return open(ctx, dir, "mode=ro")
}

// makeRun opens the run in a folder to go on with it, and begins one where there is none. Where since is not "", a
// new one begins with what the run in that folder knows.
func makeRun(ctx context.Context, dir, since string) (*Run, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("make the run's folder: %w", err)
	}
	path := filepath.Join(dir, RunFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := begin(ctx, path, since); err != nil {
			return nil, err
		}
	}
	return open(ctx, dir, "mode=rw", "_journal_mode=WAL", "_synchronous=FULL", "_txlock=immediate", "_busy_timeout=2000", "_cache_size=-1024")
}

// begin makes a run's file beside its place and moves it there whole.
func begin(ctx context.Context, path, since string) error {
	tmp := path + ".new"
	for _, old := range []string{tmp, tmp + "-journal"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("begin the run: %w", err)
		}
	}
	if since != "" {
		r, err := OpenRun(ctx, since)
		if err != nil {
			return err
		}
		defer r.Close()
		if _, err := r.sql.ExecContext(ctx, "VACUUM INTO ?", tmp); err != nil {
			return fmt.Errorf("%s: copy the earlier run: %w", since, err)
		}
		return moved(tmp, path)
	}
	db, err := sql.Open("sqlite3", dsn(tmp, "mode=rwc", "_synchronous=FULL"))
	if err != nil {
		return fmt.Errorf("begin the run: %w", err)
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf("BEGIN; %s PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT", schema, applicationID, schemaVersion))
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("begin the run: %w", err)
	}
	return moved(tmp, path)
}

func moved(tmp, path string) error {
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("move the run into place: %w", err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a move durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func dsn(path string, options ...string) string {
	s := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String() + "?"
	for i, o := range options {
		if i > 0 {
			s += "&"
		}
		s += o
	}
	return s
}

func open(ctx context.Context, dir string, options ...string) (*Run, error) {
	path := filepath.Join(dir, RunFile)
	db, err := sql.Open("sqlite3", dsn(path, options...))
	if err != nil {
		return nil, fmt.Errorf("%s: open the run: %w", dir, err)
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4) // opening one anew reads the schema again
	var app, version int
	err = db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)").Scan(&app, &version)
	switch {
	case err != nil:
		err = fmt.Errorf("%s: the run cannot be read (%w): restore it, or begin another", path, err)
	case app != applicationID:
		err = fmt.Errorf("%s: not the file of a run: name another folder", path)
	case version != schemaVersion:
		err = fmt.Errorf("%s: written by another version of stet: begin another run", path)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return &Run{dir, db}, nil
}

// Close ends the use of the run.
func (r *Run) Close() error { return r.sql.Close() }

// rest leaves the run in one file, which can be read where nothing can be written, as on a share. Where another process reads it now,
// it stays as it is.
func (r *Run) rest(ctx context.Context) {
	r.sql.SetMaxIdleConns(0) // the others must be closed
	_, _ = r.sql.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
}

// meta is a value of the run, "" where it is not set.
func (r *Run) meta(ctx context.Context, name string) (string, error) {
	var v string
	err := r.sql.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = ?", name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

func setMeta(ctx context.Context, tx *sql.Tx, name, value string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value)
	return err
}

// change does something in one transaction.
func (r *Run) change(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := r.sql.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// all runs statements one after another with the same arguments.
func all(ctx context.Context, tx *sql.Tx, statements []string, args ...any) error {
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s, args...); err != nil {
			return err
		}
	}
	return nil
}
