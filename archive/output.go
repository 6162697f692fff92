package archive

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"stet/claims"
	"stet/report"
)

// OutputOptions are what the files of a run say beside what it found.
type OutputOptions struct {
	Now     time.Time // when it was made; zero: not said
	Version string    // of stet
	Command string    // that repeats the run
	Since   *Diff     // changes since an earlier run; nil: not told

	Known map[string][]claims.Decision // made before, by finding; told in the files, and never kept in the run
}

// Files are the names of what WriteFiles makes, in the run's folder.
var Files = []string{"findings.jsonl", "findings.csv", "quarantine.csv", "summary.json", "index.html"}

// WriteFiles writes what the run found into its folder, each file whole or not at all.
func (r *Run) WriteFiles(ctx context.Context, opt OutputOptions) (*Summary, error) {
	s, err := r.Summary(ctx)
	if err != nil {
		return nil, err
	}
	k := &knowing{made: opt.Known, words: map[string]string{}}
	writers := []func(io.Writer) error{
		func(w io.Writer) error { return r.findingsJSON(ctx, w, k) },
		func(w io.Writer) error { return r.findingsCSV(ctx, w, k) },
		func(w io.Writer) error { return r.QuarantineCSV(ctx, w) },
		func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			s.Known = k.settled
			return e.Encode(s)
		},
		func(w io.Writer) error { return r.page(ctx, w, s, opt) },
	}
	for i, write := range writers {
		if err := whole(filepath.Join(r.Dir, Files[i]), write); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Reference is the version of the reference that the run was checked against.
func (r *Run) Reference(ctx context.Context) (string, error) { return r.meta(ctx, "reference") }

// Made tells the command that repeats the run, and the folder of the run that it was told to compare itself with; "" for
// what it was not told.
func (r *Run) Made(ctx context.Context) (command, since string, err error) {
	var home string
	for name, into := range map[string]*string{"command": &command, "since": &since, "folder": &home} {
		if *into, err = r.meta(ctx, name); err != nil {
			return "", "", fmt.Errorf("%s: how the run was made: %w", r.Dir, err)
		}
	}
	return command, atHome(since, home), nil
}

// atHome is a path that the run was given, which the run's command may have been given in another folder than the
// present one.
func atHome(path, home string) string {
	if path == "" || home == "" || filepath.IsAbs(path) {
		return path
	}
	if _, err := os.Stat(filepath.FromSlash(path)); err == nil {
		return path
	}
	return filepath.ToSlash(filepath.Join(home, path))
}

// WriteIndex writes index.html alone, as after reports were added.
func (r *Run) WriteIndex(ctx context.Context, opt OutputOptions) error {
	s, err := r.Summary(ctx)
	if err != nil {
		return err
	}
	return whole(filepath.Join(r.Dir, "index.html"), func(w io.Writer) error { return r.page(ctx, w, s, opt) })
}

// whole writes a file beside its place and moves it there.
func whole(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".stet-*.tmp")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	b := bufio.NewWriterSize(tmp, 256<<10)
	for _, step := range []func() error{func() error { return write(b) }, b.Flush, func() error { return tmp.Chmod(0o644) }, tmp.Sync, tmp.Close,
		func() error { return os.Rename(tmp.Name(), path) }} {
		if err := step(); err != nil {
			return fmt.Errorf("%s: write it: %w", path, err)
		}
	}
	return nil
}

// inOrder is every checked text that satisfies a condition, with its first place, in the archive's order.
const inOrder = `WITH first AS (SELECT p.text AS text, min(s.ord * 4294967296 + p.ordinal) AS pos, count(*) AS places FROM place p JOIN source s ON s.id = p.source GROUP BY p.text)
	SELECT %s FROM first f JOIN result r ON r.text = f.text
	JOIN source s ON s.ord = f.pos / 4294967296 AND s.pass = (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'pass')
	JOIN place p ON p.source = s.id AND p.ordinal = f.pos %% 4294967296 WHERE %s ORDER BY f.pos`

// hasFinding is the condition of a text that says something of a vote.
const hasFinding = "EXISTS (SELECT 1 FROM finding x WHERE x.text = r.text)"

// FindingsJSON writes a document object a line (docs/json.md) for each different text with a finding that is told on its
// own. "path" is its first place; "places" lists all where there are several, "copies" the texts that are told with it, and "like" is
// the place of a text that it is much like but does not agree with.
func (r *Run) FindingsJSON(ctx context.Context, w io.Writer) error {
	return r.findingsJSON(ctx, w, &knowing{})
}

func (r *Run) findingsJSON(ctx context.Context, w io.Writer, k *knowing) error {
	rows, err := r.sql.QueryContext(ctx, fmt.Sprintf(inOrder, "r.text, r.document, s.path, p.name, f.places", hasFinding+" AND "+notCopy))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text, document []byte
		var path, name string
		var places int
		if err := rows.Scan(&text, &document, &path, &name, &places); err != nil {
			return err
		}
		more, err := r.aroundOf(ctx, text, places)
		if err != nil {
			return err
		}
		if document, err = k.decide(text, document); err != nil {
			return fmt.Errorf("%s: %w: begin another run", Path(path, name), err)
		}
		if err := writeDocument(w, document, Path(path, name), more); err != nil {
			return err
		}
	}
	return rows.Err()
}

// noPath begins a document as it is kept.
var noPath = []byte(`{"path":""`)

// writeDocument writes a kept document with its path and what is told beside it.
func writeDocument(w io.Writer, document []byte, path string, more around) error {
	rest, ok := bytes.CutPrefix(document, noPath)
	rest, closed := bytes.CutSuffix(rest, []byte("}"))
	if !ok || !closed {
		return fmt.Errorf("%s: its findings in the run are damaged: begin another run", path)
	}
	if _, err := fmt.Fprintf(w, `{"path":%s%s`, quoted(path), rest); err != nil {
		return err
	}
	if err := more.write(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "}\n")
	return err
}

// quoted is a value as JSON.
func quoted(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // strings only
	return bytes.TrimSpace(b.Bytes())
}

// mostPlaces bounds how many places of one text are listed.
const mostPlaces = 1000

func (r *Run) placesOf(ctx context.Context, text []byte) ([]string, error) {
	return rowsOf(ctx, r.sql, func(rows *sql.Rows) (string, error) {
		var path, name string
		err := rows.Scan(&path, &name)
		return Path(path, name), err
	}, "SELECT s.path, p.name FROM place p JOIN source s ON s.id = p.source WHERE p.text = ? ORDER BY s.ord, p.ordinal LIMIT ?", text, mostPlaces)
}

var findingColumns = []string{"path", "title", "published", "outlet", "places", "line", "kind", "verdict", "severity", "reason_code", "quote",
	"reading", "reason", "diagnosis", "with", "record", "id", "copies", "decision"}

// FindingsCSV writes a row a finding under a row of names (RFC 4180, UTF-8); opinions, what is of the future and the texts
// that are told with another are left out. "places" counts those of the text, "copies" those of other texts told with it that have the
// very finding.
// Cells that a spreadsheet would run begin with an apostrophe.
func (r *Run) FindingsCSV(ctx context.Context, w io.Writer) error {
	return r.findingsCSV(ctx, w, &knowing{})
}

// findingsCSV tells the decisions that findingsJSON came upon.
func (r *Run) findingsCSV(ctx context.Context, w io.Writer, k *knowing) error {
	columns := `s.path, p.name, r.title, r.published, r.outlet, f.places, x.line, x.kind, x.verdict, x.severity, x.reason_code, x.quote,
		x.reading, x.reason, x.diagnosis, x.correction, x.record, x.id,
		(SELECT count(*) FROM copy c JOIN finding y ON y.text = c.text AND ` + sameFinding + ` JOIN place q ON q.text = c.text WHERE c.told = x.text AND c.text <> x.text),
		lower(hex(x.text)) || x.id`
	query := fmt.Sprintf(inOrder, columns, "x.reason_code NOT IN ('opinion', 'future') AND "+notCopy)
	rows, err := r.sql.QueryContext(ctx, joinFindings(query))
	if err != nil {
		return err
	}
	return csvOf(w, findingColumns, rows, func(row []string) { row[len(row)-1] = k.words[row[len(row)-1]] })
}

// joinFindings makes a row for each finding out of one for each text.
func joinFindings(query string) string {
	return string(bytes.Replace(bytes.Replace([]byte(query), []byte(" WHERE x."), []byte(" JOIN finding x ON x.text = r.text WHERE x."), 1),
		[]byte("ORDER BY f.pos"), []byte("ORDER BY f.pos, x.number"), 1))
}

// QuarantineCSV writes a row for each source and member that could not be read or checked.
func (r *Run) QuarantineCSV(ctx context.Context, w io.Writer) error {
	rows, err := r.sql.QueryContext(ctx, "SELECT s.path, q.name, q.reason FROM quarantine q JOIN source s ON s.id = q.source ORDER BY s.ord, q.ordinal")
	if err != nil {
		return err
	}
	return csvOf(w, []string{"path", "reason"}, rows, func([]string) {})
}

// csvOf writes rows, whose first two columns are a file and the name in it, after each was mended.
func csvOf(w io.Writer, head []string, rows *sql.Rows, mend func([]string)) error {
	defer rows.Close()
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(head); err != nil {
		return err
	}
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, into := make([]any, len(names)), make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := make([]string, len(cells))
		for i, c := range cells {
			row[i] = cell(c)
		}
		row = append([]string{Path(row[0], row[1])}, row[2:]...)
		mend(row)
		for i := range row {
			row[i] = report.SheetCell(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return rows.Err()
}

// cell is a value of SQLite as text.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int64:
		return strconv.FormatInt(v, 10)
	case []byte:
		return string(v)
	case string:
		return v
	}
	return fmt.Sprint(v)
}
