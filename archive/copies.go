package archive

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"slices"
)

// A story that many papers print is told once, with its places. Of the texts that are alike the one with the most findings
// tells for those that say nothing beside it: whose every finding it has, word for word, with the same verdict for the same reason.
// A text that says anything else is told on its own, as a variant. Which text tells for which depends on the texts alone, not on the
// order in which they are read.

const (
	mostLeads    = 4096 // texts of a group that others are compared with; what is beyond is told on its own
	mostCompared = 64   // of these that one text is compared with
)

// findCopies fills the table copy where it is not known to hold. Memory is four bytes for each text with a finding, and what SQLite sorts
// on disk.
func findCopies(ctx context.Context, tx *sql.Tx) error {
	var known bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'copies')").Scan(&known); err != nil || known {
		return err
	}
	if err := groupAlike(ctx, tx); err != nil {
		return fmt.Errorf("look for copies: %w", err)
	}
	if err := tellCopies(ctx, tx); err != nil {
		return fmt.Errorf("look for copies: %w", err)
	}
	return setMeta(ctx, tx, "copies", "known")
}

// groupAlike puts the texts that agree in a band, or are linked by others that do, into the table alike under one number.
func groupAlike(ctx context.Context, tx *sql.Tx) error {
	var most sql.NullInt64
	if err := tx.QueryRowContext(ctx, "SELECT max(id) FROM signature").Scan(&most); err != nil {
		return err
	}
	groups := newGroups(int(most.Int64))
	for band := range bands {
		if err := joinBand(ctx, tx, groups, band); err != nil {
			return err
		}
	}
	if err := all(ctx, tx, []string{"CREATE TEMP TABLE IF NOT EXISTS alike (root INTEGER, id INTEGER, PRIMARY KEY (root, id)) WITHOUT ROWID", "DELETE FROM alike"}); err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, "INSERT OR IGNORE INTO alike VALUES (?, ?)")
	if err != nil {
		return err
	}
	defer put.Close()
	for id := range groups {
		root := groups.root(int32(id))
		if root == int32(id) {
			continue
		}
		for _, member := range []int32{root, int32(id)} {
			if _, err := put.ExecContext(ctx, root, member); err != nil {
				return err
			}
		}
	}
	return nil
}

// joinBand joins the texts that agree in one band.
func joinBand(ctx context.Context, tx *sql.Tx, groups groups, band int) error {
	rows, err := tx.QueryContext(ctx, "SELECT substr(hashes, ?, ?) AS h, id FROM signature ORDER BY h", 1+4*bandRows*band, 4*bandRows)
	if err != nil {
		return err
	}
	defer rows.Close()
	var last []byte
	first := int32(-1)
	for rows.Next() {
		var h sql.RawBytes
		var id int32
		if err := rows.Scan(&h, &id); err != nil {
			return err
		}
		if first >= 0 && string(h) == string(last) {
			groups.join(first, id)
			continue
		}
		first, last = id, append(last[:0], h...)
	}
	return rows.Err()
}

// groups are sets of numbers, each pointing to another of its set or to itself (R. Tarjan's union-find).
type groups []int32

func newGroups(most int) groups {
	g := make(groups, most+1)
	for i := range g {
		g[i] = int32(i)
	}
	return g
}

func (g groups) root(i int32) int32 {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

// join makes one set of two; its root is its least number.
func (g groups) join(a, b int32) {
	a, b = g.root(a), g.root(b)
	g[max(a, b)] = min(a, b)
}

// lead is a text that is told, and that others of its group may be told with.
type lead struct {
	text, story []byte
	sign        signature
	says        []uint64 // its findings, sorted
}

// group is the texts told so far of those that are alike.
type group struct {
	root  int64
	leads []*lead
	by    map[uint64][]*lead // by finding
}

// tellCopies decides within each group which text tells for which.
func tellCopies(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT a.root, s.text, s.shingles, s.hashes FROM alike a JOIN signature s ON s.id = a.id JOIN result r ON r.text = s.text
		ORDER BY a.root, s.findings DESC, r.published = '', r.published, s.text`)
	if err != nil {
		return err
	}
	defer rows.Close()
	g := &group{root: -1}
	for rows.Next() {
		var root int64
		l := &lead{}
		if err := rows.Scan(&root, &l.text, &l.sign.shingles, &l.sign.hashes); err != nil {
			return err
		}
		if root != g.root {
			g = &group{root: root, by: map[uint64][]*lead{}}
		}
		if l.says, err = saying(ctx, tx, l.text); err != nil {
			return err
		}
		told := g.tell(l)
		if told == l && string(l.story) == string(l.text) {
			continue // whether it has copies is seen from those
		}
		if err := all(ctx, tx, []string{"INSERT INTO copy VALUES (?, ?, ?)"}, l.text, told.story, told.text); err != nil {
			return err
		}
	}
	return rows.Err()
}

// tell is the text that tells for l: an earlier one that is like it and has all that it says, else l itself.
func (g *group) tell(l *lead) *lead {
	l.story = l.text
	if len(l.says) == 0 {
		return l
	}
	candidates := g.by[l.says[0]]
	for _, c := range candidates[:min(len(candidates), mostCompared)] {
		if containsAll(c.says, l.says) && c.sign.likeness(l.sign) >= copyLikeness {
			return c
		}
	}
	for _, c := range g.leads[:min(len(g.leads), mostCompared)] {
		if c.sign.likeness(l.sign) >= copyLikeness {
			l.story = c.story
			break
		}
	}
	if len(g.leads) < mostLeads {
		g.leads = append(g.leads, l)
		for _, f := range l.says {
			g.by[f] = append(g.by[f], l)
		}
	}
	return l
}

// containsAll reports whether the sorted list has all of the other's.
func containsAll(list, of []uint64) bool {
	for _, x := range of {
		if _, ok := slices.BinarySearch(list, x); !ok {
			return false
		}
	}
	return true
}

// sameFinding is when two findings, x and y, say the same.
const sameFinding = `y.kind = x.kind AND y.verdict = x.verdict AND y.reason_code = x.reason_code AND y.severity = x.severity AND y.diagnosis = x.diagnosis
	AND y.quote = x.quote AND y.reading = x.reading AND y.reason = x.reason AND y.correction = x.correction AND y.record = x.record
	AND y.ignored = x.ignored`

// saying is what a text's findings say, as sorted fingerprints of the columns of sameFinding.
func saying(ctx context.Context, tx *sql.Tx, text []byte) ([]uint64, error) {
	rows, err := tx.QueryContext(ctx, `SELECT kind, verdict, reason_code, severity, diagnosis, quote, reading, reason, correction, record, CAST(ignored AS TEXT)
		FROM finding WHERE text = ? AND reason_code NOT IN ('opinion', 'future')`, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []uint64
	for rows.Next() {
		var c [11]string
		if err := rows.Scan(&c[0], &c[1], &c[2], &c[3], &c[4], &c[5], &c[6], &c[7], &c[8], &c[9], &c[10]); err != nil {
			return nil, err
		}
		h := fnv.New64a()
		fmt.Fprintf(h, "%q", c)
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out), rows.Err()
}
