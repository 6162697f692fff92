package sources

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"
)

// ImportOptions say what is imported and how.
type ImportOptions struct {
	Kind     string     // as the user calls it: "undl", "press", "table", "members", …
	Parse    VoteParser // reads votes; nil for the kinds of EntryKinds, which are tables of their own
	Dataset  Dataset    // Name is required; Title, Publisher, Credit, Terms, URL, Retrieved: "" keeps what is known
	File     string     // name of the file, for the record
	Body     Body       // of votes and voters that do not tell their own, "" for none
	Bodies   string     // a table of the kind bodies that comes with the votes, as Mapping.BodyTable gives it; "" for none
	Whole    bool       // the file is the whole dataset: what it no longer has is withdrawn
	Strict   bool       // any repaired or refused row refuses the whole file
	Recorded time.Time  // since when its rows are known; zero for now
	Now      time.Time  // the clock, zero for the system's
}

// ImportReport says what an import did.
type ImportReport struct {
	Dataset   string
	Version   int // of the dataset after the import; 0 where there is none yet
	File      string
	Hash      string // SHA-256 of the file, hex
	Bytes     int64
	Added     int // votes or entries
	Changed   int // the earlier form is kept, as superseded
	Withdrawn int
	Unchanged int
	Repaired  int       // rows
	Refused   int       // rows or votes
	Problems  []Problem // the first mostProblems, in the order of the file
}

// mostProblems is how many problems of an import are kept and reported; all are counted.
const mostProblems = 1000

// Nothing reports whether the import left the dataset as it was.
func (r *ImportReport) Nothing() bool { return r.Added+r.Changed+r.Withdrawn == 0 }

// Errors of an import that changed nothing because of what the file holds; its report tells more.
var (
	ErrStrict  = errors.New("rows had to be repaired or refused, and --strict allows none: nothing was imported")
	ErrRefused = errors.New("every row was refused: nothing was imported")
)

// importing is one import on its way, inside its transaction.
type importing struct {
	ctx     context.Context
	tx      *sql.Tx
	opt     *ImportOptions
	report  *ImportReport
	roster  *roster
	seats   []int // seat of each member of the roster, in the user's database
	dataset int
	id      int // of the import
	version int
	stamp   string // recorded
	open    map[Body]bool
}

// Import reads a file into a dataset, in one transaction: the database is as before or as after, whatever happens.
// base is the reference without the user's data. Importing the same again changes nothing. The report is given with an
// error too, where the file could be read. Where another process is importing it waits, until ctx ends.
func (u *UserData) Import(ctx context.Context, base *DB, opt ImportOptions, file io.Reader) (*ImportReport, error) {
	if opt.Now.IsZero() {
		opt.Now = time.Now()
	}
	if opt.Dataset.Name == "" {
		return nil, errors.New("an import needs the name of its dataset")
	}
	report := &ImportReport{Dataset: opt.Dataset.Name, File: filepath.Base(opt.File)}
	err := u.change(ctx, func(tx *sql.Tx) error {
		im := &importing{ctx: ctx, tx: tx, opt: &opt, report: report, open: map[Body]bool{}}
		return im.run(base, file)
	})
	if err != nil && !errors.Is(err, errNothing) {
		return report, err
	}
	return report, nil
}

// errNothing rolls an import back that changes nothing, so that not even the state's counter moves.
var errNothing = errors.New("nothing to change")

func (im *importing) run(base *DB, file io.Reader) error {
	if err := im.begin(base); err != nil {
		return err
	}
	if err := im.describe(base); err != nil {
		return err
	}
	counting := &counter{r: file}
	hash := sha256.New()
	body := io.TeeReader(counting, hash)
	var err error
	switch {
	case im.opt.Parse != nil:
		err = im.votes(body)
	case im.opt.Kind == StatementsKind:
		err = im.statements(body)
	default:
		err = im.entries(body)
	}
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, body); err != nil { // what a parser left unread is of the file too
		return fmt.Errorf("read the file: %w", err)
	}
	im.report.Hash, im.report.Bytes = hex.EncodeToString(hash.Sum(nil)), counting.n
	if im.opt.Kind == StatementsKind {
		if err := im.sameStatements(); err != nil {
			return err
		}
	}
	return im.finish()
}

// counter counts the bytes read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// begin finds or makes the dataset, opens a new version of it, and reads who is known.
func (im *importing) begin(base *DB) error {
	state, err := loadUser(im.ctx, im.tx, "")
	if err != nil {
		return err
	}
	facts, err := layerTables(base.facts, state)
	if err != nil {
		return err
	}
	im.roster = newRoster(facts)
	if err := im.seat(state.seats); err != nil {
		return err
	}
	im.findOpen(state)
	if err := im.findDataset(base); err != nil {
		return err
	}
	var last string
	err = im.tx.QueryRowContext(im.ctx, "SELECT coalesce(max(version), 0) + 1, coalesce(max(recorded), '') FROM imports WHERE dataset = ?", im.dataset).Scan(&im.version, &last)
	if err != nil {
		return fmt.Errorf("find the dataset's last version: %w", err)
	}
	recorded := im.opt.Recorded
	if recorded.IsZero() {
		recorded = im.opt.Now
	}
	im.stamp = recorded.UTC().Format(time.RFC3339)
	if im.stamp < last {
		return fmt.Errorf("dataset %s has a version recorded on %s already: an earlier day (%s) cannot follow it", im.opt.Dataset.Name, last[:10], im.stamp[:10])
	}
	r, err := im.tx.ExecContext(im.ctx, `INSERT INTO imports VALUES (NULL, ?, ?, ?, ?, '', 0, ?, ?, '', ?, 0, 0, 0, 0, 0, 0)`,
		im.dataset, im.version, im.opt.Kind, im.report.File, im.stamp, im.opt.Now.UTC().Format(time.RFC3339), im.opt.Whole)
	if err != nil {
		return fmt.Errorf("begin the import: %w", err)
	}
	id, err := r.LastInsertId()
	im.id = int(id)
	return err
}

// findDataset makes the dataset or updates what is told of it; a name of the reference's own takes its particulars over.
func (im *importing) findDataset(base *DB) error {
	d := im.opt.Dataset
	if known := base.Dataset(d.Name); known != nil {
		d.Title, d.Publisher = cmp.Or(d.Title, known.Title), cmp.Or(d.Publisher, known.Publisher)
		d.Credit, d.Terms, d.URL = cmp.Or(d.Credit, known.Credit), cmp.Or(d.Terms, known.Terms), cmp.Or(d.URL, known.URL)
	}
	retrieved := cmp.Or(d.Retrieved, im.opt.Now.UTC().Format(time.DateOnly))
	_, err := im.tx.ExecContext(im.ctx, `INSERT INTO datasets (name, title, publisher, credit, terms, url, retrieved) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
		ON CONFLICT (name) DO UPDATE SET removed = NULL, retrieved = ?7, title = CASE ?8 WHEN '' THEN title ELSE ?8 END,
		publisher = CASE ?9 WHEN '' THEN publisher ELSE ?9 END, credit = CASE ?10 WHEN '' THEN credit ELSE ?10 END,
		terms = CASE ?11 WHEN '' THEN terms ELSE ?11 END, url = CASE ?12 WHEN '' THEN url ELSE ?12 END`,
		d.Name, cmp.Or(d.Title, d.Name), d.Publisher, d.Credit, d.Terms, d.URL, retrieved,
		im.opt.Dataset.Title, im.opt.Dataset.Publisher, im.opt.Dataset.Credit, im.opt.Dataset.Terms, im.opt.Dataset.URL)
	if err != nil {
		return fmt.Errorf("name the dataset: %w", err)
	}
	return im.tx.QueryRowContext(im.ctx, "SELECT id FROM datasets WHERE name = ?", d.Name).Scan(&im.dataset)
}

// seat gives every member of the roster a seat in the user's database, new ones at the end.
func (im *importing) seat(codes []string) error {
	place := map[string]int{}
	for i, c := range codes {
		place[c] = i
	}
	for _, m := range im.roster.facts.Members {
		i, ok := place[m.Code]
		if !ok {
			i = len(place)
			place[m.Code] = i
			if _, err := im.tx.ExecContext(im.ctx, "INSERT INTO seats VALUES (?, ?)", i, m.Code); err != nil {
				return fmt.Errorf("seat %s: %w", m.Code, err)
			}
		}
		im.seats = append(im.seats, i)
	}
	return nil
}

// note keeps a problem.
func (im *importing) note(p Problem) {
	if p.Severity == Refused {
		im.report.Refused++
	} else {
		im.report.Repaired++
	}
	if len(im.report.Problems) < mostProblems {
		im.report.Problems = append(im.report.Problems, p)
	}
}

// finish closes the version's books, or ends the import where nothing may or need be kept.
func (im *importing) finish() error {
	r := im.report
	switch {
	case im.opt.Strict && r.Refused+r.Repaired > 0:
		return ErrStrict
	case r.Added+r.Changed+r.Unchanged == 0 && r.Refused > 0:
		return ErrRefused
	case r.Added+r.Changed+r.Unchanged+r.Refused == 0:
		return errors.New("the file holds nothing to import: is it the right one?")
	case r.Nothing():
		r.Version = im.version - 1
		return errNothing
	}
	r.Version = im.version
	_, err := im.tx.ExecContext(im.ctx, `UPDATE imports SET sha256 = ?, bytes = ?, retrieved = (SELECT retrieved FROM datasets WHERE id = ?), added = ?, changed = ?,
		withdrawn = ?, unchanged = ?, repaired = ?, refused = ? WHERE id = ?`,
		r.Hash, r.Bytes, im.dataset, r.Added, r.Changed, r.Withdrawn, r.Unchanged, r.Repaired, r.Refused, im.id)
	if err != nil {
		return fmt.Errorf("close the import: %w", err)
	}
	for i, p := range r.Problems {
		if _, err := im.tx.ExecContext(im.ctx, "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?)", im.id, i, p.Line, string(p.Severity), p.Item, p.Message); err != nil {
			return fmt.Errorf("keep the problems: %w", err)
		}
	}
	return bump(im.ctx, im.tx)
}

// bump names a new state of the database.
func bump(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "UPDATE meta SET value = value + 1 WHERE name = 'state'"); err != nil {
		return fmt.Errorf("name the new state: %w", err)
	}
	return nil
}
