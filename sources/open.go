package sources

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Options says where the reference comes from and where its store is kept.
type Options struct {
	CacheDir string // folder of the store; default: "stet" in the user's cache folder
	Facts    fs.FS  // fact tables; default: those that the binary carries
	Data     string // the user's own database, laid over the facts; "" for none
	AsOf     Date   // the state of knowledge at the end of that day; zero for now
}

// parse gives the facts that a store is built from.
type parse func() (*Facts, error)

// Open opens the reference. The first time for these facts it builds the SQLite store (under a second)
// in the cache folder: in a temporary file that is moved into place when it is whole, so that other
// processes see all of it or nothing. A damaged store is built anew. Where the cache folder cannot be
// used, the store is built in a temporary folder, else in memory, and DB.Note says so. With a user's
// database, or an earlier day, the same is done for the facts with the user's datasets over them, once for
// each state of that database. It fails only if the fact tables themselves do not hold together, the user's
// database cannot be read, or ctx ends.
func Open(ctx context.Context, opts Options) (*DB, error) {
	if opts.Facts == nil {
		opts.Facts = EmbeddedFacts()
	}
	content, err := contentKey(opts.Facts)
	if err != nil {
		return nil, fmt.Errorf("open the reference: %w", err)
	}
	key, err := storeKey(content)
	if err != nil {
		return nil, fmt.Errorf("open the reference: %w", err)
	}
	if opts.Data != "" || opts.AsOf.Year != 0 {
		return openLayered(ctx, opts, key)
	}
	return openBuilt(ctx, opts, "reference-"+key, key, func() (*Facts, error) { return ParseFacts(opts.Facts) })
}

// openBuilt opens the store of a name, built from what facts gives where it is not there.
func openBuilt(ctx context.Context, opts Options, name, key string, facts parse) (*DB, error) {
	dir, err := opts.cacheDir()
	if err != nil {
		return openElsewhere(ctx, facts, key, err)
	}
	path := filepath.Join(dir, name+".sqlite")
	if db, err := openStore(ctx, path, key); err == nil {
		return db, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open the reference: %w", err)
	}
	if err := buildInto(ctx, facts, path, key); err != nil {
		return openElsewhere(ctx, facts, key, err)
	}
	db, err := openStore(ctx, path, key)
	if err != nil {
		return openElsewhere(ctx, facts, key, err)
	}
	return db, nil
}

func (o Options) cacheDir() (string, error) {
	if o.CacheDir != "" {
		return filepath.Abs(o.CacheDir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the user's cache folder: %w", err)
	}
	return filepath.Join(dir, "stet"), nil
}

// openElsewhere builds the store in a temporary folder, which Close removes, or in memory.
func openElsewhere(ctx context.Context, facts parse, key string, why error) (*DB, error) {
	note := fmt.Sprintf("the store of the reference could not be kept in the cache folder (%v), so it is built at every start", why)
	if dir, err := os.MkdirTemp("", "stet-"); err == nil {
		path := filepath.Join(dir, "reference.sqlite")
		if err = buildInto(ctx, facts, path, key); err == nil {
			if db, err := openStore(ctx, path, key); err == nil {
				db.note, db.remove = note, dir
				return db, nil
			}
		}
		os.RemoveAll(dir)
	}
	db, err := openMemory(ctx, facts, key)
	if err != nil {
		return nil, fmt.Errorf("open the reference: %w", err)
	}
	db.note = note
	return db, nil
}

func openMemory(ctx context.Context, facts parse, key string) (*DB, error) {
	f, err := facts()
	if err != nil {
		return nil, err
	}
	conn, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return nil, err
	}
	conn.SetMaxOpenConns(1) // every connection to :memory: is a database of its own
	conn.SetConnMaxLifetime(0)
	if err := fill(ctx, conn, f, key); err != nil {
		conn.Close()
		return nil, err
	}
	db := &DB{sql: conn, facts: f, version: f.version}
	if err := db.prepare(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return db, nil
}

// openStore opens a finished store read-only and loads it; any sign of damage is an error.
func openStore(ctx context.Context, path, key string) (*DB, error) {
	if err := checkHeader(path); err != nil {
		return nil, err
	}
	conn, err := sql.Open("sqlite3", dsn(path, "mode=ro", "immutable=1", "_query_only=1"))
	if err != nil {
		return nil, err
	}
	db := &DB{sql: conn, path: path}
	if err := db.load(ctx, key); err != nil {
		conn.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return db, nil
}

// checkHeader reads a database file's first 100 bytes: magic, and whether the file is as long as its
// pages (https://www.sqlite.org/fileformat.html#the_database_header).
func checkHeader(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var h [100]byte
	if _, err := io.ReadFull(f, h[:]); err != nil {
		return errDamaged
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	size := int64(binary.BigEndian.Uint16(h[16:]))
	if size == 1 {
		size = 65536
	}
	if string(h[:16]) != "SQLite format 3\x00" || info.Size() != size*int64(binary.BigEndian.Uint32(h[28:])) {
		return errDamaged
	}
	return nil
}

// load checks that the file is ours, of this schema and content, and whole where it is read.
func (db *DB) load(ctx context.Context, key string) error {
	var app, schema, records int
	var found string
	var snapshot []byte
	err := db.sql.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
		(SELECT value FROM meta WHERE name = 'key'), (SELECT value FROM meta WHERE name = 'version'),
		(SELECT max(id) + 1 FROM records), (SELECT data FROM snapshot)`).Scan(&app, &schema, &found, &db.version, &records, &snapshot)
	if err != nil {
		return err
	}
	if app != applicationID || schema != len(migrations) || found != key {
		return errors.New("not a store of this reference")
	}
	if db.facts, err = decodeSnapshot(snapshot); err != nil {
		return err
	}
	if records != len(db.facts.Records) {
		return errDamaged
	}
	return db.prepare(ctx)
}

func (db *DB) prepare(ctx context.Context) (err error) {
	if db.lookup, err = db.sql.PrepareContext(ctx, "SELECT record, rank FROM symbols WHERE key = ? ORDER BY rank, record"); err != nil {
		return err
	}
	db.statements, err = NewStatementSearch(ctx, db.sql)
	return err
}

func (db *DB) discard() {
	if db.remove != "" {
		os.RemoveAll(db.remove)
	}
}

// buildInto builds the store beside path and moves it there.
func buildInto(ctx context.Context, facts parse, path, key string) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the cache folder: %w", err)
	}
	f, err := facts()
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, "building-*.sqlite")
	if err != nil {
		return fmt.Errorf("begin the store: %w", err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	if err := writeStore(ctx, tmp.Name(), f, key); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return fmt.Errorf("write the store to disk: %w", err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("move the store into place: %w", err)
	}
	syncDir(dir)
	sweep(dir, filepath.Base(path))
	return nil
}

// writeStore fills a database file that nobody else reads yet: without a journal, since a file that
// is not whole is thrown away.
func writeStore(ctx context.Context, path string, f *Facts, key string) error {
	conn, err := sql.Open("sqlite3", dsn(path, "mode=rw", "_journal_mode=OFF", "_synchronous=OFF", "_locking_mode=EXCLUSIVE", "_txlock=immediate", "_cache_size=-65536"))
	if err != nil {
		return fmt.Errorf("begin the store: %w", err)
	}
	conn.SetMaxOpenConns(1)
	if err := fill(ctx, conn, f, key); err != nil {
		conn.Close()
		return err
	}
	return conn.Close()
}

// syncDir makes the move itself durable; where the system cannot, the store is merely built again.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

// sweep removes what earlier versions and killed processes left in the cache folder: stores not built
// or rebuilt for 90 days, with a user's data 30 days, and those of another state of the same user's data than keep's;
// unfinished files of more than a day.
func sweep(dir, keep string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || e.Name() == keep || !strings.HasSuffix(e.Name(), ".sqlite") {
			continue
		}
		age := time.Since(info.ModTime())
		if strings.HasPrefix(e.Name(), "building-") && age > 24*time.Hour || strings.HasPrefix(e.Name(), "reference-") && age > 90*24*time.Hour ||
			strings.HasPrefix(e.Name(), "layered-") && (age > 30*24*time.Hour || age > time.Hour && superseded(e.Name(), keep)) {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
