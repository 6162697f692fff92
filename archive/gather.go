package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// folds adds a shard to a run, a statement each. A text that an earlier shard has keeps that shard's result, as in a run over the
// whole archive the earliest member brings it. ?1 is how many files came before.
var folds = []string{
	`INSERT INTO source (path, ord, pass, size, modified, done, members, looked_over)
		SELECT path, ord + ?1, 1, size, modified, done, members, looked_over FROM shard.source ORDER BY ord`,
	`INSERT INTO place SELECT n.id, p.ordinal, p.name, p.raw, p.text FROM shard.place p JOIN shard.source o ON o.id = p.source
		JOIN main.source n ON n.path = o.path WHERE n.ord > ?1`,
	`INSERT INTO quarantine SELECT n.id, q.ordinal, q.name, q.reason FROM shard.quarantine q JOIN shard.source o ON o.id = q.source
		JOIN main.source n ON n.path = o.path WHERE n.ord > ?1`,
	"INSERT OR IGNORE INTO result SELECT * FROM shard.result WHERE ?1 >= 0",
	"INSERT OR IGNORE INTO finding SELECT * FROM shard.finding WHERE ?1 >= 0",
	"INSERT OR IGNORE INTO signature (text, findings, shingles, hashes) SELECT text, findings, shingles, hashes FROM shard.signature WHERE ?1 >= 0 ORDER BY id",
	"INSERT OR IGNORE INTO uses SELECT * FROM shard.uses WHERE ?1 >= 0",
}

// Gather makes one run in dir of the shards in these folders, which are given in the archive's order, and writes the run's files: the
// same ones, to the byte, as a run over the whole archive writes. A run that is there is replaced, whole or not at all, so
// that Gather may be called again. All shards must be of one engine and one reference.
func Gather(ctx context.Context, dir string, shards []string, opt OutputOptions) (*Summary, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("make the run's folder: %w", err)
	}
	unlock, err := lock(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	tmp := filepath.Join(dir, RunFile+".gathered")
	defer removeRun(tmp)
	if err := removeRun(tmp); err != nil {
		return nil, fmt.Errorf("begin the run: %w", err)
	}
	if err := gather(ctx, tmp, shards); err != nil {
		return nil, err
	}
	if err := errors.Join(syncFile(tmp), removeRun(filepath.Join(dir, RunFile)), moved(tmp, filepath.Join(dir, RunFile))); err != nil {
		return nil, fmt.Errorf("%s: put the run in its place: %w", dir, err)
	}
	r, err := OpenRun(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.WriteFiles(ctx, opt)
}

// removeRun removes a run's file with what SQLite keeps beside it, which must never meet another file of that name.
func removeRun(path string) error {
	for _, suffix := range []string{"-wal", "-shm", "-journal", ""} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// gather makes the file. It is thrown away where anything fails, and needs no journal until then.
func gather(ctx context.Context, path string, shards []string) error {
	if err := begin(ctx, path, ""); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", dsn(path, "mode=rw", "_journal_mode=MEMORY", "_synchronous=OFF", "_cache_size=-65536"))
	if err != nil {
		return fmt.Errorf("begin the run: %w", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // a shard is attached to one connection
	run := &Run{filepath.Dir(path), db}
	if err := run.change(ctx, func(tx *sql.Tx) error { return setMeta(ctx, tx, "pass", "1") }); err != nil {
		return fmt.Errorf("begin the run: %w", err)
	}
	for i, shard := range shards {
		if err := run.fold(ctx, shard, i == 0); err != nil {
			return fmt.Errorf("%s: gather the shard: %w", shard, err)
		}
	}
	return (&check{run: run}).finish(ctx)
}

// errOtherShard is of a shard that does not go with the first.
var errOtherShard = errors.New("checked by another build of stet, against another reference or with other options than the first shard: begin in another folder")

// fold adds a shard.
func (r *Run) fold(ctx context.Context, shard string, first bool) error {
	file := filepath.Join(shard, RunFile)
	if _, err := r.sql.ExecContext(ctx, "ATTACH ? AS shard", dsn(file, "mode=ro")); err != nil {
		return fmt.Errorf("open it: %w: remove the shard's folder, and check it again", err)
	}
	err := r.change(ctx, func(tx *sql.Tx) error {
		if first {
			if err := all(ctx, tx, []string{"INSERT OR IGNORE INTO meta SELECT name, value FROM shard.meta", "INSERT INTO reference_record SELECT * FROM shard.reference_record"}); err != nil {
				return err
			}
		}
		var differs bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM main.meta m LEFT JOIN shard.meta s ON s.name = m.name
			WHERE m.name IN ('engine', 'reference', 'reading', 'names') AND s.value IS NOT m.value)`).Scan(&differs); err != nil {
			return err
		}
		if differs {
			return errOtherShard
		}
		var before int64
		if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(ord), 0) FROM main.source").Scan(&before); err != nil {
			return err
		}
		return all(ctx, tx, folds, before)
	})
	_, detach := r.sql.ExecContext(context.WithoutCancel(ctx), "DETACH shard")
	return errors.Join(err, detach)
}
