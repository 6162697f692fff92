package sources

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Version is one import into a user's dataset.
type Version struct {
	Dataset   string `json:"dataset"`
	Version   int    `json:"version"` // from 1
	Kind      string `json:"kind"`    // "undl", "press", "table", "members", …
	File      string `json:"file"`
	Hash      string `json:"sha256"` // SHA-256 of the file, hex
	Bytes     int64  `json:"bytes"`
	Recorded  string `json:"recorded"`  // since when its rows count as known, RFC 3339
	Imported  string `json:"imported"`  // when it was imported, RFC 3339
	Retrieved string `json:"retrieved"` // when the file was got, as the user told
	Whole     bool   `json:"whole"`
	Added     int    `json:"added"`
	Changed   int    `json:"changed"`
	Withdrawn int    `json:"withdrawn"`
	Unchanged int    `json:"unchanged"`
	Repaired  int    `json:"repaired"`
	Refused   int    `json:"refused"`
	Removed   string `json:"removed"` // when the dataset was removed, "" where it stands
}

// ErrNoDataset says that a user's database has no dataset of the name.
var ErrNoDataset = errors.New("no such dataset")

// Versions lists the imports into a user's dataset, or into all for "", the oldest first.
func (u *UserData) Versions(ctx context.Context, dataset string) ([]Version, error) {
	var out []Version
	err := each(ctx, u.sql, func(r *sql.Rows) error {
		var v Version
		err := r.Scan(&v.Dataset, &v.Version, &v.Kind, &v.File, &v.Hash, &v.Bytes, &v.Recorded, &v.Imported, &v.Retrieved, &v.Whole,
			&v.Added, &v.Changed, &v.Withdrawn, &v.Unchanged, &v.Repaired, &v.Refused, &v.Removed)
		out = append(out, v)
		return err
	}, `SELECT d.name, i.version, i.kind, i.file, i.sha256, i.bytes, i.recorded, i.imported, i.retrieved, i.whole, i.added, i.changed, i.withdrawn,
		i.unchanged, i.repaired, i.refused, coalesce(d.removed, '') FROM imports i JOIN datasets d ON d.id = i.dataset WHERE ?1 IN ('', d.name) ORDER BY d.name, i.version`, dataset)
	if err != nil {
		return nil, fmt.Errorf("%s: list the imports: %w", u.path, friendly(err))
	}
	if len(out) == 0 && dataset != "" {
		return nil, u.noDataset(ctx, dataset)
	}
	return out, nil
}

// noDataset is ErrNoDataset with the names that there are.
func (u *UserData) noDataset(ctx context.Context, name string) error {
	var names []string
	err := each(ctx, u.sql, func(r *sql.Rows) error {
		names = append(names, "")
		return r.Scan(&names[len(names)-1])
	}, "SELECT name FROM datasets ORDER BY name")
	if err != nil {
		return friendly(err)
	}
	if len(names) == 0 {
		return fmt.Errorf("%w: %q; %s holds none yet: 'stet data import' adds one", ErrNoDataset, name, u.path)
	}
	return fmt.Errorf("%w: %q; %s holds %s", ErrNoDataset, name, u.path, strings.Join(names, ", "))
}

// Change is one difference between two versions of a dataset.
type Change struct {
	Kind   string // "votes", or the kind of an entry: "members", "aliases", …
	Key    string
	Before *Record // of a vote; nil where it was added
	After  *Record // nil where it was withdrawn
	Old    string  // of an entry, JSON; "" where it was added
	New    string  // "" where it was withdrawn
}

// Diff tells what changed in a dataset from one version to a later one, in the order of votes and entries' keys. Version
// 0 is the empty dataset before the first import; to 0 means the last, and from -1 the one before to.
func (u *UserData) Diff(ctx context.Context, dataset string, from, to int) ([]Change, error) {
	versions, err := u.Versions(ctx, dataset)
	if err != nil {
		return nil, err
	}
	if to == 0 {
		to = len(versions)
	}
	if from < 0 {
		from = to - 1
	}
	if to > len(versions) || from >= to {
		return nil, fmt.Errorf("%s has the versions 1 to %d: compare an earlier one with a later one", dataset, len(versions))
	}
	var out []Change
	for _, step := range []func(context.Context, string, int, int) ([]Change, error){u.diffVotes, u.diffEntries} {
		some, err := step(ctx, dataset, from, to)
		if err != nil {
			return nil, fmt.Errorf("%s: compare the versions: %w", u.path, friendly(err))
		}
		out = append(out, some...)
	}
	return out, nil
}

// touched is the condition that a row came or went between versions ?2 and ?3 of the dataset ?1.
const touched = `FROM %s JOIN imports i ON i.id = v.import JOIN datasets d ON d.id = v.dataset LEFT JOIN imports e ON e.id = v.ended_by
	WHERE d.name = ?1 AND i.version <= ?3 AND (i.version > ?2 OR e.version > ?2 AND e.version <= ?3) ORDER BY v.key, v.id`

// standing reports whether a row stood in a version.
const standing = "i.version <= %s AND (e.version IS NULL OR e.version > %[1]s)"

func (u *UserData) diffVotes(ctx context.Context, dataset string, from, to int) ([]Change, error) {
	var out []Change
	err := each(ctx, u.sql, func(r *sql.Rows) error {
		var before, after bool
		v, err := scanVote(r, &before, &after)
		if err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].Key != v.key {
			out = append(out, Change{Kind: "votes", Key: v.key})
		}
		c := &out[len(out)-1]
		if before {
			c.Before = &v.rec
		}
		if after {
			c.After = &v.rec
		}
		return nil
	}, "SELECT "+voteColumnsSQL+", coalesce("+fmt.Sprintf(standing, "?2")+", 0), coalesce("+fmt.Sprintf(standing, "?3")+", 0) "+fmt.Sprintf(touched, "votes v"), dataset, from, to)
	out = slices.DeleteFunc(out, func(c Change) bool {
		return c.Before == nil && c.After == nil || c.Before != nil && c.After != nil && sameContent(*c.Before, *c.After)
	})
	return out, err
}

func (u *UserData) diffEntries(ctx context.Context, dataset string, from, to int) ([]Change, error) {
	var out []Change
	err := each(ctx, u.sql, func(r *sql.Rows) error {
		var c Change
		var data string
		var before, after bool
		if err := r.Scan(&c.Kind, &c.Key, &data, &before, &after); err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].Key != c.Key || out[len(out)-1].Kind != c.Kind {
			out = append(out, c)
		}
		last := &out[len(out)-1]
		if before {
			last.Old = data
		}
		if after {
			last.New = data
		}
		return nil
	}, "SELECT v.kind, v.key, v.data, coalesce("+fmt.Sprintf(standing, "?2")+", 0), coalesce("+fmt.Sprintf(standing, "?3")+", 0) "+
		strings.Replace(fmt.Sprintf(touched, "entries v"), "ORDER BY", "ORDER BY v.kind,", 1), dataset, from, to)
	out = slices.DeleteFunc(out, func(c Change) bool { return c.Old == c.New })
	return out, err
}

// SeatCodes is the codes of the seats in whose order the positions of Diff's records are lettered.
func (u *UserData) SeatCodes(ctx context.Context) ([]string, error) {
	s := &userState{}
	if err := s.loadSeats(ctx, u.sql, ""); err != nil {
		return nil, fmt.Errorf("%s: read the seats: %w", u.path, friendly(err))
	}
	return s.seats, nil
}

// Problems is what a version's import repaired or refused, the first mostProblems of it.
func (u *UserData) Problems(ctx context.Context, dataset string, version int) ([]Problem, error) {
	var out []Problem
	err := each(ctx, u.sql, func(r *sql.Rows) error {
		var p Problem
		err := r.Scan(&p.Line, &p.Severity, &p.Item, &p.Message)
		out = append(out, p)
		return err
	}, `SELECT p.line, p.severity, p.item, p.message FROM problems p JOIN imports i ON i.id = p.import JOIN datasets d ON d.id = i.dataset
		WHERE d.name = ? AND i.version = ? ORDER BY p.place`, dataset, version)
	if err != nil {
		return nil, fmt.Errorf("%s: read the problems: %w", u.path, friendly(err))
	}
	return out, nil
}

// Remove takes a dataset out of the state of knowledge from now on. Its rows stay for the questions about an earlier
// day and for Diff, unless purge erases them for good.
func (u *UserData) Remove(ctx context.Context, dataset string, now string, purge bool) error {
	return u.change(ctx, func(tx *sql.Tx) error {
		var id int
		var removed sql.NullString
		err := tx.QueryRowContext(ctx, "SELECT id, removed FROM datasets WHERE name = ?", dataset).Scan(&id, &removed)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%w: %q: 'stet data list' names those of %s", ErrNoDataset, dataset, u.path)
		}
		if err != nil {
			return err
		}
		if removed.Valid && !purge {
			return fmt.Errorf("%s was removed on %s already: --purge erases it for good", dataset, removed.String[:10])
		}
		for _, s := range removal(purge) {
			if _, err := tx.ExecContext(ctx, s, id, now); err != nil {
				return fmt.Errorf("remove %s: %w", dataset, err)
			}
		}
		return bump(ctx, tx)
	})
}

// removal is the statements that remove the dataset ?1 at the moment ?2.
func removal(purge bool) []string {
	if !purge {
		return []string{"UPDATE votes SET ended = ?2 WHERE dataset = ?1 AND ended IS NULL", "UPDATE entries SET ended = ?2 WHERE dataset = ?1 AND ended IS NULL",
			"UPDATE datasets SET removed = ?2 WHERE id = ?1"}
	}
	return []string{"DELETE FROM passages WHERE statement IN (SELECT id FROM statements WHERE dataset = (SELECT name FROM datasets WHERE id = ?1)) AND ?2 <> ''",
		"DELETE FROM shingle_blocks WHERE id >> 32 IN (SELECT id FROM shingle_segments WHERE dataset = (SELECT name FROM datasets WHERE id = ?1)) AND ?2 <> ''",
		"DELETE FROM shingle_segments WHERE dataset = (SELECT name FROM datasets WHERE id = ?1) AND ?2 <> ''",
		"DELETE FROM statements WHERE dataset = (SELECT name FROM datasets WHERE id = ?1) AND ?2 <> ''",
		"DELETE FROM votes WHERE dataset = ?1 AND ?2 <> ''", "DELETE FROM entries WHERE dataset = ?1 AND ?2 <> ''",
		"DELETE FROM problems WHERE import IN (SELECT id FROM imports WHERE dataset = ?1) AND ?2 <> ''",
		"DELETE FROM imports WHERE dataset = ?1 AND ?2 <> ''", "DELETE FROM datasets WHERE id = ?1 AND ?2 <> ''"}
}
