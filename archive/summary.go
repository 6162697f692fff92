package archive

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"
)

// Summary is what a run found, as summary.json tells it. Nothing in it depends on when or how fast it was made.
type Summary struct {
	Engine    string `json:"engine"`
	Reference string `json:"reference"`
	Whole     bool   `json:"whole"` // false: the run is to be gone on with

	Sources     int64 `json:"sources"`     // files read
	Members     int64 `json:"members"`     // articles, pages and the like in these
	LookedOver  int64 `json:"looked_over"` // of these name nothing of the United Nations
	Quarantined int64 `json:"quarantined"` // of these, and of the sources, could not be read or checked
	Places      int64 `json:"places"`      // of these were checked
	Articles    int64 `json:"articles"`    // different texts among the places

	WithClaims  int64 `json:"articles_with_claims"`
	WithErrors  int64 `json:"articles_with_errors"`
	WithMeaning int64 `json:"articles_with_errors_of_meaning"`

	Copies     int64 `json:"copies"`              // articles told with another one that says the same and more
	CopyPlaces int64 `json:"places_of_copies"`    // of these
	Stories    int64 `json:"stories_with_errors"` // articles with errors, copies left out

	Claims      int64 `json:"claims"` // the five below
	Supported   int64 `json:"supported"`
	Meaning     int64 `json:"refuted_meaning"`
	Detail      int64 `json:"refuted_detail"`
	Conflicting int64 `json:"conflicting"`
	Unchecked   int64 `json:"not_enough_evidence"`

	Known int64 `json:"known,omitempty"` // refuted claims, in the articles told on their own, that somebody decided are known

	Months    []Count       `json:"errors_by_month"`  // of publication, ascending; "" where undated
	Outlets   []OutletCount `json:"errors_by_outlet"` // most errors first
	Diagnoses []Count       `json:"diagnoses"`        // commonest first; figures and symbols in them are "…"
	Reasons   []Count       `json:"not_checked_because"`
}

// Count is a number of errors or claims under a name.
type Count struct {
	Name    string `json:"name"`
	Number  int64  `json:"number"`
	Meaning int64  `json:"meaning,omitempty"` // of these change the meaning
}

// OutletCount is what one outlet published.
type OutletCount struct {
	Name     string `json:"name"`
	Articles int64  `json:"articles"`
	Errors   int64  `json:"errors"`
	Claims   int64  `json:"claims"`
}

// mostListed bounds the lists of a summary, but for the months.
const mostListed = 50

// Summary counts what the run holds.
func (r *Run) Summary(ctx context.Context) (*Summary, error) {
	s := &Summary{}
	var err error
	if s.Engine, err = r.meta(ctx, "engine"); err == nil {
		s.Reference, err = r.meta(ctx, "reference")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: sum up the run: %w", r.Dir, err)
	}
	err = r.sql.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM source), (SELECT coalesce(sum(members), 0) FROM source),
		(SELECT coalesce(sum(looked_over), 0) FROM source), (SELECT count(*) FROM quarantine), (SELECT count(*) FROM place),
		NOT EXISTS (SELECT 1 FROM source WHERE done = 0) AND EXISTS (SELECT 1 FROM meta WHERE name = 'pass')`).
		Scan(&s.Sources, &s.Members, &s.LookedOver, &s.Quarantined, &s.Places, &s.Whole)
	if err != nil {
		return nil, fmt.Errorf("%s: sum up the run: %w", r.Dir, err)
	}
	const claims = "supported + meaning + detail + conflicting + unchecked"
	err = r.sql.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(`+claims+` > 0), 0), coalesce(sum(meaning + detail > 0), 0), coalesce(sum(meaning > 0), 0),
		coalesce(sum(`+claims+`), 0), coalesce(sum(supported), 0), coalesce(sum(meaning), 0), coalesce(sum(detail), 0),
		coalesce(sum(conflicting), 0), coalesce(sum(unchecked), 0) FROM result`).
		Scan(&s.Articles, &s.WithClaims, &s.WithErrors, &s.WithMeaning, &s.Claims, &s.Supported, &s.Meaning, &s.Detail, &s.Conflicting, &s.Unchecked)
	if err != nil {
		return nil, fmt.Errorf("%s: sum up the run: %w", r.Dir, err)
	}
	err = r.sql.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM copy WHERE told <> text), (SELECT count(*) FROM copy c JOIN place p ON p.text = c.text WHERE c.told <> c.text),
		(SELECT count(*) FROM result r WHERE meaning + detail > 0 AND `+notCopy+`)`).Scan(&s.Copies, &s.CopyPlaces, &s.Stories)
	if err != nil {
		return nil, fmt.Errorf("%s: sum up the run: %w", r.Dir, err)
	}
	return s, r.lists(ctx, s)
}

// lists fills the lists of a summary.
func (r *Run) lists(ctx context.Context, s *Summary) (err error) {
	if s.Months, err = r.counts(ctx, `SELECT CASE WHEN length(published) >= 7 THEN substr(published, 1, 7) ELSE published END AS month,
		sum(meaning + detail), sum(meaning) FROM result WHERE meaning + detail > 0 GROUP BY month ORDER BY month`); err != nil {
		return err
	}
	if s.Reasons, err = r.counts(ctx, `SELECT reason_code, count(*) AS n, 0 FROM finding WHERE verdict = 'not-enough-evidence'
		AND reason_code NOT IN ('opinion', 'future') GROUP BY reason_code ORDER BY n DESC, reason_code`); err != nil {
		return err
	}
	told, err := r.counts(ctx, `SELECT CASE WHEN diagnosis = '' THEN kind ELSE diagnosis END AS what, count(*), sum(severity = 'meaning')
		FROM finding WHERE verdict = 'refuted' GROUP BY what ORDER BY what`)
	if err != nil {
		return err
	}
	s.Diagnoses = commonest(told)
	s.Outlets, err = rowsOf(ctx, r.sql, func(rows *sql.Rows) (o OutletCount, err error) {
		return o, rows.Scan(&o.Name, &o.Articles, &o.Errors, &o.Claims)
	}, `SELECT outlet, count(*), sum(meaning + detail) AS n, sum(supported + meaning + detail + conflicting + unchecked) FROM result
		GROUP BY outlet ORDER BY n DESC, outlet LIMIT ?`, mostListed)
	return err
}

func (r *Run) counts(ctx context.Context, query string) ([]Count, error) {
	return rowsOf(ctx, r.sql, func(rows *sql.Rows) (c Count, err error) {
		return c, rows.Scan(&c.Name, &c.Number, &c.Meaning)
	}, query)
}

// rowsOf reads all rows of a query; none is an empty list.
func rowsOf[T any](ctx context.Context, db *sql.DB, read func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	out := []T{}
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		v, err := read(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// particular is what a diagnosis tells of its own article: symbols and figures.
var particular = regexp.MustCompile(`\b[ASE]/[\w./()-]*\w\)?|\b\d[\d,.:–-]*`)

// commonest adds up the diagnoses that differ in particulars only.
func commonest(told []Count) []Count {
	sum := map[string]*Count{}
	for _, c := range told {
		name := particular.ReplaceAllString(c.Name, "…")
		if sum[name] == nil {
			sum[name] = &Count{Name: name}
		}
		sum[name].Number += c.Number
		sum[name].Meaning += c.Meaning
	}
	out := []Count{}
	for _, name := range sortedKeys(sum) {
		out = append(out, *sum[name])
	}
	sortCounts(out)
	return out[:min(len(out), mostListed)]
}

// Path is how a place is told: the file, and behind "!" the name within it.
func Path(source, name string) string {
	if name == "" {
		return source
	}
	return source + "!" + strings.TrimPrefix(name, "/")
}
