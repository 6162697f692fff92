package archive

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
)

// Change is what differs between two runs in one finding.
type Change struct {
	What   string `json:"change"` // new, fixed, verdict, record
	Path   string `json:"path"`
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Quote  string `json:"quote"`
	Was    string `json:"was"` // verdict in the earlier run, "" for none
	Now    string `json:"now"` // verdict in the later run, "" for none
	Record string `json:"record"`
	Reason string `json:"reason"`
}

// Diff is what changed between two runs. An article is the same where its file and its name in it are.
type Diff struct {
	New     int `json:"new"`     // errors in articles added or edited since
	Fixed   int `json:"fixed"`   // errors that an edited article no longer has
	Verdict int `json:"verdict"` // the same words, judged otherwise
	Record  int `json:"record"`  // the same words and verdict, on another or a changed record

	since map[string]int // text in hex → class of change, for the page: 1 new, 2 fixed, 3 with the data
}

// The questions of a diff; the earlier run is attached as "old".
const (
	placesNow = `SELECT p.text AS text, s.path AS path, p.name AS name, s.ord AS ord, p.ordinal AS ordinal,
		(SELECT q.text FROM old.source t JOIN old.place q ON q.source = t.id AND q.name = p.name WHERE t.path = s.path LIMIT 1) AS was
		FROM main.finding x JOIN main.place p ON p.text = x.text JOIN main.source s ON s.id = p.source`
	placesThen = `SELECT q.text AS was, t.path AS path, q.name AS name, t.ord AS ord, q.ordinal AS ordinal,
		(SELECT p.text FROM main.source s JOIN main.place p ON p.source = s.id AND p.name = q.name WHERE s.path = t.path LIMIT 1) AS text
		FROM old.finding y JOIN old.place q ON q.text = y.text JOIN old.source t ON t.id = q.source`
)

var diffQueries = []string{
	`SELECT 'new', a.path, a.name, x.id, x.kind, x.quote, '', x.verdict, x.record, x.reason, hex(a.text)
	FROM (` + placesNow + ` WHERE x.verdict = 'refuted' GROUP BY s.id, p.ordinal) a
	JOIN main.finding x ON x.text = a.text AND x.verdict = 'refuted'
	WHERE (a.was IS NULL OR a.was <> a.text) AND NOT EXISTS (SELECT 1 FROM old.finding y WHERE y.text = a.was AND y.id = x.id AND y.verdict = 'refuted')
	ORDER BY a.ord, a.ordinal, x.number`,
	`SELECT 'fixed', a.path, a.name, y.id, y.kind, y.quote, y.verdict, '', y.record, y.reason, hex(a.text)
	FROM (` + placesThen + ` WHERE y.verdict = 'refuted' GROUP BY t.id, q.ordinal) a
	JOIN old.finding y ON y.text = a.was AND y.verdict = 'refuted'
	WHERE a.text IS NOT NULL AND a.was <> a.text AND NOT EXISTS (SELECT 1 FROM main.finding x WHERE x.text = a.text AND x.id = y.id AND x.verdict = 'refuted')
	ORDER BY a.ord, a.ordinal, y.number`,
	`SELECT CASE WHEN x.verdict <> y.verdict THEN 'verdict' ELSE 'record' END, s.path, p.name, x.id, x.kind, x.quote, y.verdict, x.verdict, x.record, x.reason, hex(x.text)
	FROM main.finding x JOIN old.finding y ON y.text = x.text AND y.id = x.id AND y.quote = x.quote
	JOIN main.place p ON p.text = x.text JOIN main.source s ON s.id = p.source
	WHERE x.verdict <> y.verdict OR x.record <> y.record OR x.reason <> y.reason OR x.correction <> y.correction
	GROUP BY s.id, p.ordinal, x.number ORDER BY s.ord, p.ordinal, x.number`,
}

// Compare calls do, which may be nil, for every change since the run in another folder, in the archive's order within
// new, fixed and changed ones, and counts them.
func (r *Run) Compare(ctx context.Context, earlier string, do func(Change) error) (*Diff, error) {
	other, err := OpenRun(ctx, earlier) // checks that it is one
	if err != nil {
		return nil, err
	}
	defer other.Close()
	conn, err := r.sql.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "ATTACH ? AS old", dsn(filepath.Join(earlier, RunFile), "mode=ro")); err != nil {
		return nil, fmt.Errorf("%s: compare the runs: %w", earlier, err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "DETACH old")
	d := &Diff{since: map[string]int{}}
	for _, q := range diffQueries {
		if err := d.read(ctx, conn, q, do); err != nil {
			return nil, fmt.Errorf("%s: compare the runs: %w", earlier, err)
		}
	}
	return d, nil
}

func (d *Diff) read(ctx context.Context, conn *sql.Conn, query string, do func(Change) error) error {
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c Change
		var name, text string
		if err := rows.Scan(&c.What, &c.Path, &name, &c.ID, &c.Kind, &c.Quote, &c.Was, &c.Now, &c.Record, &c.Reason, &text); err != nil {
			return err
		}
		c.Path = Path(c.Path, name)
		d.count(c.What, text)
		if do != nil {
			if err := do(c); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

func (d *Diff) count(what, text string) {
	class := 3
	switch what {
	case "new":
		d.New++
		class = 1
	case "fixed":
		d.Fixed++
		class = 2
	case "verdict":
		d.Verdict++
	default:
		d.Record++
	}
	if d.since[text] == 0 {
		d.since[text] = class
	}
}
