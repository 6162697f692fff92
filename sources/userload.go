package sources

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// userState is what a user's database knew at some moment.
type userState struct {
	token    string // names this state of this database
	seats    []string
	datasets []userDataset
	votes    []userVote
	entries  []userEntry
}

type userDataset struct {
	id int
	Dataset
}

// userVote is a row of votes: the record with positions in the order of seats.
type userVote struct {
	id, dataset, importID int
	key                   string
	rec                   Record
}

// userEntry is a row of entries.
type userEntry struct {
	dataset int
	kind    string
	key     string
	line    int
	data    string
}

// UserDataPath is where a user's own database is when nobody names another: data.sqlite in the folder "stet"
// of the user's data directory (XDG_DATA_HOME, else the system's). It is "" where the system tells none.
func UserDataPath(getenv func(string) string) string {
	if dir := getenv("XDG_DATA_HOME"); strings.HasPrefix(dir, "/") {
		return dir + "/stet/data.sqlite"
	}
	return systemDataPath(getenv)
}

// stateToken names a state of a user's database: its identifier and how often it was changed.
func stateToken(ctx context.Context, q querier) (string, error) {
	var id, state string
	err := q.QueryRowContext(ctx, "SELECT (SELECT value FROM meta WHERE name = 'id'), (SELECT value FROM meta WHERE name = 'state')").Scan(&id, &state)
	if err != nil {
		return "", fmt.Errorf("read its state: %w", friendly(err))
	}
	return id + "-" + state, nil
}

// readUser opens a user's database for reading. A file that is not there is an error that is fs.ErrNotExist.
func readUser(ctx context.Context, path string) (*sql.DB, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("the data file cannot be opened: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: is no file: name a database of stet", path)
	}
	var last error
	for _, writable := range []bool{true, false} {
		db, err := sql.Open("sqlite3", readUserDSN(path, writable))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		db.SetMaxOpenConns(1)
		version, err := schemaOf(ctx, db)
		if err == nil && version == 0 {
			err = errors.New("an empty database: import something, or name another file with --data")
		}
		if err == nil {
			return db, nil
		}
		db.Close()
		last = fmt.Errorf("%s: %w", path, friendly(err))
		if !strings.Contains(err.Error(), "unable to open") && !strings.Contains(err.Error(), "readonly") {
			break
		}
	}
	return nil, last
}

// loadUser reads what a user's database knew at a moment: "" for now, else RFC 3339 in UTC.
func loadUser(ctx context.Context, q querier, at string) (*userState, error) {
	s := &userState{}
	var err error
	if s.token, err = stateToken(ctx, q); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context, querier, string) error{s.loadSeats, s.loadDatasets, s.loadVotes, s.loadEntries} {
		if err := step(ctx, q, at); err != nil {
			return nil, fmt.Errorf("read the user's datasets: %w", friendly(err))
		}
	}
	s.makeHarmless()
	return s, nil
}

// each calls scan for every row of a query.
func each(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *userState) loadSeats(ctx context.Context, q querier, _ string) error {
	return each(ctx, q, func(r *sql.Rows) error {
		var code string
		var seat int
		if err := r.Scan(&seat, &code); err != nil {
			return err
		}
		if seat != len(s.seats) {
			return fmt.Errorf("seat %d is missing: 'stet data verify' tells more", len(s.seats))
		}
		s.seats = append(s.seats, code)
		return nil
	}, "SELECT seat, code FROM seats ORDER BY seat")
}

func (s *userState) loadDatasets(ctx context.Context, q querier, at string) error {
	return each(ctx, q, func(r *sql.Rows) error {
		var d userDataset
		if err := r.Scan(&d.id, &d.Name, &d.Title, &d.Publisher, &d.Credit, &d.Terms, &d.URL, &d.Retrieved, &d.Versions, &d.Version); err != nil {
			return err
		}
		d.Credit = cmp.Or(d.Credit, d.Publisher, d.Title)
		s.datasets = append(s.datasets, d)
		return nil
	}, `SELECT d.id, d.name, d.title, d.publisher, d.credit, d.terms, d.url, d.retrieved, count(*), substr(max(i.recorded || i.sha256), 21, 8)
		FROM datasets d JOIN imports i ON i.dataset = d.id WHERE (d.removed IS NULL OR ?1 <> '' AND d.removed > ?1) AND (?1 = '' OR i.recorded <= ?1)
		GROUP BY d.id ORDER BY d.id`, at)
}

// liveAt is the condition that a row was known at the moment ?1.
const liveAt = "(?1 = '' AND v.ended IS NULL OR ?1 <> '' AND v.recorded <= ?1 AND (v.ended IS NULL OR v.ended > ?1))"

const voteColumnsSQL = `v.id, v.dataset, v.import, v.key, v.recorded, v.first_line, v.last_line, i.file, i.sha256, i.version, d.name,
	coalesce(v.undl, 0), v.body, v.symbol, v.draft, v.date, v.session, v.meeting, v.committee_report, v.title, v.agenda, v.threshold,
	v.outcome, coalesce(v.yes, -1), coalesce(v.no, -1), coalesce(v.abstain, -1), coalesce(v.nonvoting, -1), v.members, v.positions,
	v.partial, v.vetoed_by, v.url, v.note`

const voteTablesSQL = "votes v JOIN imports i ON i.id = v.import JOIN datasets d ON d.id = v.dataset"

// scanVote reads a row of voteColumnsSQL, and into more what stands after them.
func scanVote(r *sql.Rows, more ...any) (userVote, error) {
	v := userVote{rec: Record{Confirmed: true}}
	rec, o := &v.rec, &Origin{}
	rec.Origin = o
	var date, vetoed string
	err := r.Scan(append([]any{&v.id, &v.dataset, &v.importID, &v.key, &o.Recorded, &o.FirstLine, &o.LastLine, &o.File, &o.Hash, &o.Version, &rec.Dataset,
		&rec.UNDL, &rec.Body, &rec.Symbol, &rec.Draft, &date, &rec.Session, &rec.Meeting, &rec.CommitteeReport, &rec.Title, &rec.Agenda,
		&rec.Threshold, &rec.Outcome, &rec.Tally.Yes, &rec.Tally.No, &rec.Tally.Abstain, &rec.Tally.NotVoting, &rec.Members, &rec.Positions,
		&rec.Partial, &vetoed, &rec.URL, &rec.Note}, more...)...)
	if err != nil {
		return v, err
	}
	rec.VetoedBy = wordsOf(vetoed)
	rec.Date, err = ParseDate(date)
	return v, err
}

// wordsOf is words separated by spaces, nil for none.
func wordsOf(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Fields(s)
}

func (s *userState) loadVotes(ctx context.Context, q querier, at string) error {
	return each(ctx, q, func(r *sql.Rows) error {
		v, err := scanVote(r)
		s.votes = append(s.votes, v)
		return err
	}, "SELECT "+voteColumnsSQL+" FROM "+voteTablesSQL+" WHERE "+liveAt+" ORDER BY v.dataset, v.id", at)
}

func (s *userState) loadEntries(ctx context.Context, q querier, at string) error {
	return each(ctx, q, func(r *sql.Rows) error {
		var e userEntry
		err := r.Scan(&e.dataset, &e.kind, &e.key, &e.line, &e.data)
		s.entries = append(s.entries, e)
		return err
	}, "SELECT v.dataset, v.kind, v.key, v.line, v.data FROM entries v WHERE "+liveAt+" ORDER BY v.kind, v.dataset, v.id", at)
}

// unpack reads an entry's data.
func (e *userEntry) unpack(into any) error {
	if err := json.Unmarshal([]byte(e.data), into); err != nil {
		return fmt.Errorf("entry %s %s: %w", e.kind, e.key, err)
	}
	return nil
}

// moment is the end of a day as rows are stamped, "" for the zero date.
func moment(d Date) string {
	if d.Year == 0 {
		return ""
	}
	switch {
	case d.Month == 0:
		d = Date{d.Year, 12, 31}
	case d.Day == 0:
		d.Day = time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	}
	return d.String() + "T23:59:59Z"
}

// NoUserData reports whether an error says only that a user's database is not there.
func NoUserData(err error) bool { return errors.Is(err, fs.ErrNotExist) }
