package archive

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"stet/sources"
)

// plan brings the run's file to where the checking can begin or go on: what another engine or another reference
// found is dropped where it may be found otherwise now, and every source is listed with whether it must be read.
func (c *check) plan(ctx context.Context) error {
	return c.run.change(ctx, func(tx *sql.Tx) error {
		if err := c.settle(ctx, tx); err != nil {
			return fmt.Errorf("compare with the earlier state: %w", err)
		}
		if err := c.list(ctx, tx); err != nil {
			return err
		}
		if c.opt.Retry {
			return all(ctx, tx, []string{
				"UPDATE source SET done = 0 WHERE id IN (SELECT source FROM quarantine)",
				"DELETE FROM quarantine"})
		}
		return nil
	})
}

// settle compares what the run was made with.
func (c *check) settle(ctx context.Context, tx *sql.Tx) error {
	was := map[string]string{}
	rows, err := tx.QueryContext(ctx, "SELECT name, value FROM meta")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return err
		}
		was[name] = value
	}
	if err := rows.Err(); err != nil {
		return err
	}
	now := map[string]string{"engine": c.opt.Engine, "reference": c.db.Version(), "reading": c.reading(), "names": c.names()}
	switch {
	case was["engine"] == "":
	case was["engine"] != now["engine"] || was["reading"] != now["reading"]:
		err = all(ctx, tx, []string{"DELETE FROM source", "DELETE FROM place", "DELETE FROM result", "DELETE FROM finding", "DELETE FROM uses", "DELETE FROM quarantine"})
	case was["reference"] != now["reference"]:
		err = c.dropStale(ctx, tx, was["names"] != now["names"])
	}
	if err != nil {
		return err
	}
	if now["folder"], err = os.Getwd(); err != nil {
		return err
	}
	now["command"], now["since"] = c.opt.Command, cmp.Or(c.opt.Since, was["since"])
	for _, name := range sortedKeys(now) {
		if err := setMeta(ctx, tx, name, now[name]); err != nil {
			return err
		}
	}
	if was["reference"] == now["reference"] {
		return nil
	}
	return c.noteReference(ctx, tx)
}

// reading is how articles are read, as far as it decides what is found.
func (c *check) reading() string {
	b, _ := json.Marshal([]any{c.opt.Fields, c.opt.Limits.Member, c.opt.Date, c.opt.All}) // plain values
	return string(b)
}

// names is a fingerprint of the reference's names, groups, bodies and statements: where these change, any article may
// be read otherwise.
func (c *check) names() string {
	b, _ := json.Marshal([]any{c.db.Members(), c.db.Groups(), c.db.Bodies(), c.db.Corrections(), c.db.Statements()})
	sum := sha256.Sum256(b)
	return fmt.Sprintf("%x", sum[:8])
}

// rowOf is a fingerprint of all that the reference tells of a vote. The place in the reference is left out, since
// a vote added before it moves it.
func rowOf(r sources.Record) []byte {
	r.ID = 0
	for i := range r.Rivals {
		r.Rivals[i].ID = 0
	}
	b, _ := json.Marshal(r)
	sum := sha256.Sum256(b)
	return sum[:16]
}

// noteReference keeps the reference's rows for the next comparison.
func (c *check) noteReference(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM reference_record"); err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, "INSERT INTO reference_record VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close()
	for i, r := range c.db.Records() {
		r.Rivals = append([]sources.Record(nil), r.Rivals...)
		if _, err := put.ExecContext(ctx, i, r.Symbol, rowOf(r)); err != nil {
			return err
		}
	}
	return nil
}

// dropStale drops the results that the rows which changed between two references may decide: those that used one
// or weighed it, and, where a vote was added, all that found a claim, since the new vote may be the one meant. Articles
// without a claim stay, unless names changed.
func (c *check) dropStale(ctx context.Context, tx *sql.Tx, names bool) error {
	if _, err := tx.ExecContext(ctx, "CREATE TEMP TABLE IF NOT EXISTS stale (text BLOB PRIMARY KEY)"); err != nil {
		return err
	}
	which := "INSERT OR IGNORE INTO stale SELECT text FROM result"
	if _, err := tx.ExecContext(ctx, "DELETE FROM stale"); err != nil {
		return err
	}
	if !names {
		changed, added, err := c.changedRows(ctx, tx)
		if err != nil {
			return err
		}
		which = "INSERT OR IGNORE INTO stale SELECT DISTINCT text FROM finding"
		if !added {
			which = "INSERT OR IGNORE INTO stale SELECT text FROM uses WHERE record = ?"
			for _, symbol := range changed {
				if _, err := tx.ExecContext(ctx, which, symbol); err != nil {
					return err
				}
			}
			which = ""
		}
	}
	if which != "" {
		if _, err := tx.ExecContext(ctx, which); err != nil {
			return err
		}
	}
	return all(ctx, tx, []string{
		"UPDATE source SET done = 0 WHERE id IN (SELECT source FROM place WHERE text IN stale)",
		"DELETE FROM result WHERE text IN stale", "DELETE FROM finding WHERE text IN stale", "DELETE FROM uses WHERE text IN stale",
		"DELETE FROM place WHERE text IN stale"})
}

// changedRows are the symbols of the votes told otherwise than before or no longer, and whether any is new.
func (c *check) changedRows(ctx context.Context, tx *sql.Tx) (symbols []string, added bool, err error) {
	was := map[string][][]byte{}
	rows, err := tx.QueryContext(ctx, "SELECT symbol, row FROM reference_record ORDER BY record")
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	for rows.Next() {
		var symbol string
		var row []byte
		if err := rows.Scan(&symbol, &row); err != nil {
			return nil, false, err
		}
		was[symbol] = append(was[symbol], row)
	}
	now := map[string][][]byte{}
	for _, r := range c.db.Records() {
		r.Rivals = append([]sources.Record(nil), r.Rivals...)
		now[r.Symbol] = append(now[r.Symbol], rowOf(r))
	}
	for _, symbol := range sortedKeys(now) {
		added = added || len(now[symbol]) > len(was[symbol])
		if !sameRows(was[symbol], now[symbol]) {
			symbols = append(symbols, symbol)
		}
	}
	for _, symbol := range sortedKeys(was) {
		if now[symbol] == nil {
			symbols = append(symbols, symbol)
		}
	}
	return symbols, added, rows.Err()
}

func sameRows(a, b [][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

// list writes down the sources under the paths, in their order. What changed since it was read is to be read anew,
// and what is gone is forgotten with its places.
func (c *check) list(ctx context.Context, tx *sql.Tx) error {
	var last sql.NullInt64
	if err := tx.QueryRowContext(ctx, "SELECT max(pass) FROM source").Scan(&last); err != nil {
		return err
	}
	pass, ord := last.Int64+1, 0
	put, err := tx.PrepareContext(ctx, `INSERT INTO source (path, ord, pass, size, modified) VALUES (?1, ?2, ?3, ?4, ?5)
		ON CONFLICT (path) DO UPDATE SET ord = ?2, pass = ?3, size = ?4, modified = ?5,
		done = CASE WHEN size = ?4 AND modified = ?5 THEN done ELSE 0 END WHERE pass < ?3 RETURNING id`)
	if err != nil {
		return err
	}
	defer put.Close()
	err = c.opt.sources(ctx, c.run.Dir, func(s Source) error {
		ord++
		var id int64
		modified := s.Modified
		if s.Err != nil {
			modified = -1 // differs from what is ever read
		}
		err := put.QueryRowContext(ctx, oneLine(s.Path), ord, pass, s.Size, modified).Scan(&id)
		switch {
		case err == sql.ErrNoRows:
			return nil // named twice
		case err != nil:
			return err
		case s.Err == nil:
			return nil
		}
		if err := all(ctx, tx, []string{"DELETE FROM quarantine WHERE source = ?", "DELETE FROM place WHERE source = ?", "UPDATE source SET done = 1, members = 0, looked_over = 0 WHERE id = ?"}, id); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO quarantine VALUES (?, ?, '', ?)", id, ofSource, s.Err.Error())
		return err
	})
	if err != nil {
		return err
	}
	gone := "(SELECT id FROM source WHERE pass < ?)"
	if err := all(ctx, tx, []string{"DELETE FROM place WHERE source IN " + gone, "DELETE FROM quarantine WHERE source IN " + gone, "DELETE FROM source WHERE pass < ?"}, pass); err != nil {
		return err
	}
	return setMeta(ctx, tx, "pass", strconv.FormatInt(pass, 10))
}
