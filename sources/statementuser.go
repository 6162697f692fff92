package sources

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
)

// StatementsKind is the kind of an import of statements and texts. Its file is the whole dataset: what the dataset
// held before is replaced.
const StatementsKind = "statements"

// statements reads a file of statements into the import's dataset.
func (im *importing) statements(file io.Reader) error {
	sum, err := ImportStatements(im.ctx, im.tx, im.opt.Dataset.Name, file)
	if err != nil {
		return err
	}
	im.report.Added = sum.Statements
	for range sum.Duplicates {
		im.note(Problem{Severity: Repaired, Message: "an entry stands there twice, letter for letter: kept once"})
	}
	return nil
}

// sameStatements ends an import of the very file that the dataset was imported from last: nothing is to change.
func (im *importing) sameStatements() error {
	var last string
	err := im.tx.QueryRowContext(im.ctx, "SELECT i.sha256 FROM imports i JOIN datasets d ON d.id = i.dataset WHERE i.dataset = ? AND i.kind = ? AND i.id <> ? ORDER BY i.version DESC LIMIT 1",
		im.dataset, StatementsKind, im.id).Scan(&last)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("find the dataset's last version: %w", err)
	case last != im.report.Hash:
		return nil
	}
	var held int
	if err := im.tx.QueryRowContext(im.ctx, "SELECT count(*) FROM statements WHERE dataset = ?", im.opt.Dataset.Name).Scan(&held); err != nil {
		return fmt.Errorf("count the statements: %w", err)
	}
	im.report.Unchanged, im.report.Added = im.report.Added, 0
	return nil
}

// searchOwn opens the user's database for the search of its statements, where it has any. Datasets that were removed,
// or not imported yet on the day of the state of knowledge, are left out.
func (db *DB) searchOwn(ctx context.Context, user *sql.DB, opts Options) error {
	var tables, segments int
	if err := user.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'shingle_segments'").Scan(&tables); err != nil || tables == 0 {
		return err // a database of an earlier version has none
	}
	if err := user.QueryRowContext(ctx, "SELECT count(*) FROM shingle_segments").Scan(&segments); err != nil || segments == 0 {
		return err
	}
	without, err := hiddenDatasets(ctx, user, moment(opts.AsOf))
	if err != nil {
		return err
	}
	own, err := readUser(ctx, opts.Data)
	if err != nil {
		return err
	}
	if db.own, err = NewStatementSearch(ctx, own, without...); err != nil {
		own.Close()
		return err
	}
	db.user = own
	return nil
}

// hiddenDatasets lists the datasets that were removed, or that had no statements at the moment ("" for now).
func hiddenDatasets(ctx context.Context, q querier, at string) ([]string, error) {
	var out []string
	err := each(ctx, q, func(r *sql.Rows) error {
		out = append(out, "")
		return r.Scan(&out[len(out)-1])
	}, `SELECT name FROM datasets d WHERE removed IS NOT NULL AND (?1 = '' OR removed <= ?1)
		OR ?1 <> '' AND ?1 < (SELECT max(recorded) FROM imports i WHERE i.dataset = d.id AND i.kind = '`+StatementsKind+`')`, at)
	if err != nil {
		return nil, fmt.Errorf("list the user's datasets: %w", friendly(err))
	}
	return out, nil
}

// countStatements adds the user's statements to what their datasets are said to hold.
func (f *Facts) countStatements(ctx context.Context, q querier) error {
	var tables int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'statements'").Scan(&tables); err != nil || tables == 0 {
		return err
	}
	return each(ctx, q, func(r *sql.Rows) error {
		var name string
		var n int
		err := r.Scan(&name, &n)
		for i := range f.Datasets {
			if f.Datasets[i].Name == name {
				f.Datasets[i].Records += n
			}
		}
		return err
	}, "SELECT dataset, count(*) FROM statements GROUP BY dataset")
}
