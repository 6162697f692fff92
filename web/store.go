package web

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3" // the store's driver, as in package sources
)

// deskApplicationID marks desks' databases: "stdk" in ASCII.
const deskApplicationID = 0x7374646b

// migrations lead from an empty database to the present schema. A step that was ever released is never changed.
//
// A decision is never overwritten: a later one about the same finding stands over it, and one that was undone
// keeps standing with who undid it and when. Times are milliseconds since 1970.
var migrations = []string{`
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('secret', lower(hex(randomblob(32))));
CREATE TABLE articles (
	id TEXT PRIMARY KEY, rev INTEGER NOT NULL, name TEXT NOT NULL, heading TEXT NOT NULL, title TEXT NOT NULL,
	date TEXT NOT NULL, source BLOB NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE INDEX articles_changed ON articles (changed);
CREATE TABLE decisions (
	id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT REFERENCES articles ON DELETE SET NULL,
	finding TEXT NOT NULL, kind TEXT NOT NULL, quote TEXT NOT NULL, basis TEXT NOT NULL,
	action TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL,
	undone_by TEXT, undone INTEGER);
CREATE INDEX decisions_article ON decisions (article);
CREATE INDEX decisions_always ON decisions (finding) WHERE action = 'always';
CREATE TABLE signoffs (
	id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
	digest TEXT NOT NULL, reference TEXT NOT NULL, left_open TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL,
	taken_back_by TEXT, taken_back INTEGER);
CREATE INDEX signoffs_article ON signoffs (article);
`}

// Errors that a caller may branch on.
var (
	ErrNoArticle = errors.New("there is no such article")
	ErrConflict  = errors.New("somebody else was faster")
)

// Store keeps drafts and decisions in one SQLite file. It is safe for concurrent use; every change is one
// transaction, on disk when the call returns.
type Store struct {
	db     *sql.DB
	secret []byte
	now    func() time.Time
}

// OpenStore opens the desk's database, and makes it, with its folder, where there is none. Drafts are confidential:
// nobody else may read the file. A file that is no desk's, or a newer stet's, is an error and stays as it is.
func OpenStore(ctx context.Context, path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("%s: make the desk's folder: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) // SQLite's own mode would be the umask's
	if err != nil {
		return nil, fmt.Errorf("%s: open the desk's database: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	params := "mode=rw&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=1&_txlock=immediate&_busy_timeout=5000&_secure_delete=1"
	db, err := sql.Open("sqlite3", (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: params}).String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	db.SetMaxOpenConns(4)
	s := &Store{db: db, now: time.Now}
	if err := s.migrate(ctx); err != nil {
		db.Close()
		var broken sqlite3.Error
		if errors.As(err, &broken) {
			err = fmt.Errorf("%w: name another file with --desk, or put a copy of this one in its place", err)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// migrate brings the schema up to date, each step in one transaction with the number that says it is done.
func (s *Store) migrate(ctx context.Context) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		var app, version, tables int
		err := tx.QueryRow(`SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
			(SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &tables)
		switch {
		case err != nil:
			return fmt.Errorf("read the desk's database: %w: name another file with --desk", err)
		case app != deskApplicationID && (app != 0 || version != 0 || tables > 0):
			return errors.New("is another program's database: name another file with --desk")
		case version > len(migrations):
			return fmt.Errorf("was made by a newer stet (schema %d; this one knows %d): use that one", version, len(migrations))
		}
		for i, step := range migrations[version:] {
			if _, err := tx.Exec(step); err != nil {
				return fmt.Errorf("bring its schema to %d: %w", version+i+1, err)
			}
		}
		_, err = tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", deskApplicationID, len(migrations)))
		return err
	})
	if err != nil {
		return err
	}
	var secret string
	if err := s.db.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = 'secret'").Scan(&secret); err != nil {
		return fmt.Errorf("read the desk's secret: %w", err)
	}
	s.secret, err = hex.DecodeString(secret)
	return err
}

// change runs one transaction.
func (s *Store) change(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin a change of the desk: %w", err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("keep a change of the desk: %w", err)
	}
	return nil
}

// Article is a draft at the desk.
type Article struct {
	ID      string
	Rev     int    // counts the versions of its words, from 1
	Name    string // of its file, without a folder
	Heading string // by which lists show it: its headline or title; "" for none
	Title   string // that somebody gave it; "" for its own
	Date    string // that somebody gave it: YYYY[-MM[-DD]]; "" for its own
	Source  []byte // nil in lists
	Created time.Time
	Changed time.Time
}

// Add keeps a new draft; ID, Rev and times are given by the store.
func (s *Store) Add(ctx context.Context, a Article) (Article, error) {
	a.ID, a.Rev = rand.Text(), 1
	a.Created = s.now().UTC().Truncate(time.Millisecond)
	a.Changed = a.Created
	err := s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", a.ID, a.Rev, a.Name, a.Heading, a.Title, a.Date, a.Source,
			a.Created.UnixMilli(), a.Changed.UnixMilli())
		return err
	})
	if err != nil {
		return a, fmt.Errorf("keep the draft %s: %w", a.Name, err)
	}
	return a, nil
}

// Article is the draft of an id, or ErrNoArticle.
func (s *Store) Article(ctx context.Context, id string) (Article, error) {
	a := Article{ID: id}
	var created, changed int64
	err := s.db.QueryRowContext(ctx, "SELECT rev, name, heading, title, date, source, created, changed FROM articles WHERE id = ?", id).
		Scan(&a.Rev, &a.Name, &a.Heading, &a.Title, &a.Date, &a.Source, &created, &changed)
	if errors.Is(err, sql.ErrNoRows) {
		return a, fmt.Errorf("%w: it was deleted, or the address is mistyped; go back to the list", ErrNoArticle)
	}
	if err != nil {
		return a, fmt.Errorf("read the draft: %w", err)
	}
	a.Created, a.Changed = time.UnixMilli(created).UTC(), time.UnixMilli(changed).UTC()
	return a, nil
}

// Recent lists drafts, the last changed first, without their words.
func (s *Store) Recent(ctx context.Context, n int) ([]Article, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, rev, name, heading, title, date, created, changed FROM articles ORDER BY changed DESC, id LIMIT ?", n)
	if err != nil {
		return nil, fmt.Errorf("list the drafts: %w", err)
	}
	defer rows.Close()
	var out []Article
	for rows.Next() {
		var a Article
		var created, changed int64
		if err := rows.Scan(&a.ID, &a.Rev, &a.Name, &a.Heading, &a.Title, &a.Date, &created, &changed); err != nil {
			return nil, fmt.Errorf("list the drafts: %w", err)
		}
		a.Created, a.Changed = time.UnixMilli(created).UTC(), time.UnixMilli(changed).UTC()
		out = append(out, a)
	}
	return out, rows.Err()
}

// Rewrite puts other words in place of the draft's that rev counts. Where it is at another version by now,
// nothing is written and the error is ErrConflict.
func (s *Store) Rewrite(ctx context.Context, id string, rev int, name, heading string, source []byte) (int, error) {
	err := s.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.Exec("UPDATE articles SET rev = rev + 1, name = ?, heading = ?, source = ?, changed = ? WHERE id = ? AND rev = ?",
			name, heading, source, s.now().UnixMilli(), id, rev)
		if err != nil {
			return fmt.Errorf("keep the draft %s: %w", name, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return err
		}
		var there int
		if err := tx.QueryRow("SELECT count(*) FROM articles WHERE id = ?", id).Scan(&there); err != nil {
			return fmt.Errorf("keep the draft %s: %w", name, err)
		}
		if there == 0 {
			return ErrNoArticle
		}
		return fmt.Errorf("%w: the draft has other words by now, from another window or person; nothing was overwritten: load it again", ErrConflict)
	})
	return rev + 1, err
}

// Delete removes a draft with its decisions and sign-offs. Decisions that hold in every article stay.
func (s *Store) Delete(ctx context.Context, id string) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM decisions WHERE article = ? AND (action <> 'always' OR undone IS NOT NULL)", id); err != nil {
			return fmt.Errorf("delete the draft's decisions: %w", err)
		}
		done, err := tx.Exec("DELETE FROM articles WHERE id = ?", id)
		if err != nil {
			return fmt.Errorf("delete the draft: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return ErrNoArticle
	})
}
