package web

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stet/claims"
)

// Decision is one that was made at the desk, in the order of ID.
type Decision struct {
	ID       int64
	Article  string // where it was made; "" once that draft is deleted
	Finding  string // fingerprint of the claim
	Kind     string // of the claim
	Quote    string // its words
	Basis    string // what the finding said; see claims.Finding.Basis
	Action   claims.Action
	Note     string
	Who      string
	At       time.Time
	UndoneBy string
	Undone   time.Time // zero where it holds
}

const decisionColumns = "id, coalesce(article, ''), finding, kind, quote, basis, action, note, who, at, coalesce(undone_by, ''), coalesce(undone, 0)"

// Overtaken is the conflict of two who decide on the same claim: Last holds now, and the one who was slower did not know
// of it. It is zero where what they knew of was undone. It is an ErrConflict.
type Overtaken struct{ Last Decision }

func (o *Overtaken) Error() string {
	if o.Last.ID == 0 {
		return ErrConflict.Error() + ": the decision on this claim was undone meanwhile; nothing was overwritten: look at the claim, then decide again"
	}
	return fmt.Sprintf("%v: %s decided on this claim first; nothing was overwritten: look at it, then decide again", ErrConflict, cmp.Or(o.Last.Who, "somebody"))
}

func (o *Overtaken) Unwrap() error { return ErrConflict }

// Decide keeps a decision. Seen is the last decision about the same finding that its maker knew of, 0 for none:
// where another was made since, nothing is written, and the error is Overtaken with that other one.
func (s *Store) Decide(ctx context.Context, d Decision, seen int64) (Decision, error) {
	d.At = s.now().UTC().Truncate(time.Millisecond)
	err := s.change(ctx, func(tx *sql.Tx) error {
		last, err := latest(tx, d.Article, d.Finding)
		if err != nil {
			return err
		}
		if last.ID != seen {
			return &Overtaken{last}
		}
		done, err := tx.Exec(`INSERT INTO decisions (article, finding, kind, quote, basis, action, note, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			d.Article, d.Finding, d.Kind, d.Quote, d.Basis, d.Action, d.Note, d.Who, d.At.UnixMilli())
		if err != nil {
			return fmt.Errorf("keep the decision: %w", err)
		}
		d.ID, err = done.LastInsertId()
		return err
	})
	if err != nil {
		return Decision{}, err
	}
	return d, nil
}

// latest is the decision that holds for a finding of an article, zero for none.
func latest(tx *sql.Tx, article, finding string) (Decision, error) {
	row := tx.QueryRow("SELECT "+decisionColumns+` FROM decisions WHERE finding = ? AND undone IS NULL AND (article = ? OR action = 'always')
		ORDER BY article = ? DESC, id DESC LIMIT 1`, finding, article, article)
	d, err := scanDecision(row)
	if errors.Is(err, sql.ErrNoRows) {
		return Decision{}, nil
	}
	return d, err
}

// Undo takes a decision back; the one before it, if any, holds again. One that is undone already is ErrConflict.
func (s *Store) Undo(ctx context.Context, article string, id int64, who string) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.Exec("UPDATE decisions SET undone_by = ?, undone = ? WHERE id = ? AND undone IS NULL AND (article = ? OR action = 'always')",
			who, s.now().UnixMilli(), id, article)
		if err != nil {
			return fmt.Errorf("undo the decision: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return fmt.Errorf("%w: that decision is undone already, or is none of this article: load the page again", ErrConflict)
	})
}

// Decisions are all that bear on an article, undone ones among them: its own, and those that hold everywhere.
func (s *Store) Decisions(ctx context.Context, article string) ([]Decision, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT "+decisionColumns+" FROM decisions WHERE article = ? OR action = 'always' AND undone IS NULL ORDER BY id", article)
	if err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	defer rows.Close()
	var out []Decision
	for rows.Next() {
		d, err := scanDecision(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

type scanner interface{ Scan(...any) error }

func scanDecision(row scanner) (Decision, error) {
	var d Decision
	var at, undone int64
	err := row.Scan(&d.ID, &d.Article, &d.Finding, &d.Kind, &d.Quote, &d.Basis, &d.Action, &d.Note, &d.Who, &at, &d.UndoneBy, &undone)
	if err != nil {
		return d, fmt.Errorf("read a decision: %w", err)
	}
	d.At = time.UnixMilli(at).UTC()
	if undone != 0 {
		d.Undone = time.UnixMilli(undone).UTC()
	}
	return d, nil
}

// SignOff says that somebody let an article's exact words go.
type SignOff struct {
	ID        int64
	Digest    string // of the words that it is about
	Reference string // version of the data that they were checked against
	LeftOpen  string // what was not decided, for people; "" for nothing
	Who       string
	At        time.Time
}

// Sign keeps a sign-off of the article at a version; at another one it is ErrConflict.
func (s *Store) Sign(ctx context.Context, article string, rev int, o SignOff) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		var now int
		err := tx.QueryRow("SELECT rev FROM articles WHERE id = ?", article).Scan(&now)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return ErrNoArticle
		case err != nil:
			return fmt.Errorf("sign off: %w", err)
		case now != rev:
			return fmt.Errorf("%w: the draft has other words by now; nothing was signed: load it again", ErrConflict)
		}
		_, err = tx.Exec("INSERT INTO signoffs (article, digest, reference, left_open, who, at) VALUES (?, ?, ?, ?, ?, ?)",
			article, o.Digest, o.Reference, o.LeftOpen, o.Who, s.now().UnixMilli())
		return err
	})
}

// Unsign takes back the article's sign-offs.
func (s *Store) Unsign(ctx context.Context, article, who string) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE signoffs SET taken_back_by = ?, taken_back = ? WHERE article = ? AND taken_back IS NULL", who, s.now().UnixMilli(), article)
		return err
	})
}

// Signed is the article's last sign-off that was not taken back, nil for none. Whether it is still about the
// article's words is for the caller to see.
func (s *Store) Signed(ctx context.Context, article string) (*SignOff, error) {
	var o SignOff
	var at int64
	err := s.db.QueryRowContext(ctx, "SELECT id, digest, reference, left_open, who, at FROM signoffs WHERE article = ? AND taken_back IS NULL ORDER BY id DESC LIMIT 1", article).
		Scan(&o.ID, &o.Digest, &o.Reference, &o.LeftOpen, &o.Who, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the sign-off: %w", err)
	}
	o.At = time.UnixMilli(at).UTC()
	return &o, nil
}
