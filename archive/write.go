package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stet/claims"
)

// A transaction is kept on disk after so many members or so long, whichever comes first.
const (
	batchMembers = 2000
	batchTime    = time.Second
)

// writer puts outcomes down in the archive's order.
type writer struct {
	*check
	total   int64
	told    Progress
	tx      *sql.Tx
	pending int
	since   time.Time
	written int64 // seq of the next outcome to write

	source  int64 // that the last outcome was of
	last    int   // ordinal of its last place
	before  bool  // it had places or a quarantine from an earlier reading
	members int64
	over    int64
}

// all writes until the outcomes end. A slot is given back for each outcome written.
func (w *writer) all(ctx context.Context, outcomes <-chan []outcome, slots <-chan struct{}) error {
	defer func() {
		if w.tx != nil {
			w.tx.Rollback()
		}
	}()
	waiting := map[int64]outcome{}
	tick := time.NewTicker(batchTime)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return w.keep() // what is written is good
		case <-tick.C:
			if err := w.keep(); err != nil {
				return err
			}
			w.tell()
		case done, ok := <-outcomes:
			if !ok {
				if err := w.keep(); err != nil {
					return err
				}
				w.tell()
				return ctx.Err()
			}
			for _, o := range done {
				waiting[o.seq] = o
			}
			for next, ok := waiting[w.written]; ok; next, ok = waiting[w.written] {
				if ctx.Err() != nil {
					break // an outcome may have failed for that reason
				}
				delete(waiting, w.written)
				if err := w.one(ctx, next); err != nil {
					return err
				}
				w.written++
				<-slots
			}
		}
	}
}

// keep commits what was written and forgets the texts in flight that it holds.
func (w *writer) keep() error {
	if w.tx == nil {
		return nil
	}
	tx := w.tx
	w.tx, w.pending = nil, 0
	if err := tx.Commit(); err != nil {
		return err
	}
	w.claimed.done(w.written)
	return nil
}

func (w *writer) tell() {
	w.told.Bytes, w.told.Total = w.read.Load(), w.total
	if w.opt.Step != nil {
		w.opt.Step(w.told)
	}
}

// one writes one outcome; what changes nothing opens no transaction.
func (w *writer) one(ctx context.Context, o outcome) error {
	if o.source != w.source {
		if err := w.start(ctx, o.source); err != nil {
			return err
		}
	}
	if o.end == nil {
		w.members++
		w.told.Members++
		if o.over {
			w.over++
			return nil
		}
	}
	if w.tx == nil {
		var err error
		// The context does not end the transaction: what was done until then is kept.
		if w.tx, err = w.run.sql.BeginTx(context.WithoutCancel(ctx), nil); err != nil {
			return err
		}
		w.since = time.Now()
	}
	if err := w.put(context.WithoutCancel(ctx), o); err != nil {
		return err
	}
	if w.pending++; w.pending >= batchMembers || time.Since(w.since) > batchTime {
		return w.keepThrough(o)
	}
	return nil
}

// keepThrough is keep with the outcome counted as written.
func (w *writer) keepThrough(o outcome) error {
	written := w.written
	w.written = o.seq + 1
	err := w.keep()
	w.written = written
	return err
}

// start begins a source.
func (w *writer) start(ctx context.Context, source int64) error {
	w.source, w.last, w.members, w.over = source, ofSource-1, 0, 0
	q := "SELECT EXISTS (SELECT 1 FROM place WHERE source = ?1) OR EXISTS (SELECT 1 FROM quarantine WHERE source = ?1)"
	if w.tx != nil {
		return w.tx.QueryRowContext(ctx, q, source).Scan(&w.before)
	}
	return w.run.sql.QueryRowContext(ctx, q, source).Scan(&w.before)
}

// put writes what an outcome tells.
func (w *writer) put(ctx context.Context, o outcome) error {
	if o.end != nil {
		return w.end(ctx, o)
	}
	if err := w.clear(ctx, o.Ordinal+1); err != nil {
		return err
	}
	w.last = o.Ordinal
	if o.err != nil {
		w.told.Failed++
		return w.quarantine(ctx, o.source, o.Ordinal, o.Name, o.err)
	}
	if o.result != nil {
		if err := w.result(ctx, o.text, o.result); err != nil {
			return fmt.Errorf("keep the findings: %w", err)
		}
	} else if there, err := w.holds(ctx, o.text); err != nil {
		return err
	} else if !there {
		w.told.Failed++
		return w.quarantine(ctx, o.source, o.Ordinal, o.Name, errTwin)
	}
	return all(ctx, w.tx, []string{"INSERT INTO place VALUES (?, ?, ?, ?, ?)"}, o.source, o.Ordinal, oneLine(o.Name), o.raw.blob(), o.text.blob())
}

// errTwin is of a text whose first member failed.
var errTwin = errors.New("the same text as an earlier article, which could not be checked: see that one")

// holds reports whether the text's result is in the run.
func (w *writer) holds(ctx context.Context, k key) (there bool, err error) {
	err = w.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM result WHERE text = ?)", k.blob()).Scan(&there)
	return there, err
}

// clear forgets what an earlier reading of the source had from behind the last member up to before the ordinal.
func (w *writer) clear(ctx context.Context, before int) error {
	if !w.before {
		return nil
	}
	return all(ctx, w.tx, []string{"DELETE FROM place WHERE source = ? AND ordinal > ? AND ordinal < ?",
		"DELETE FROM quarantine WHERE source = ? AND ordinal > ? AND ordinal < ?"}, w.source, w.last, before)
}

// end writes that a source is read, or broke off.
func (w *writer) end(ctx context.Context, o outcome) error {
	if err := w.clear(ctx, 1<<62); err != nil {
		return err
	}
	if o.end != errEnd {
		w.told.Failed++
		if err := w.quarantine(ctx, o.source, ofSource, "", o.end); err != nil {
			return err
		}
	}
	return all(ctx, w.tx, []string{"UPDATE source SET done = 1, members = ?2, looked_over = ?3 WHERE id = ?1"}, o.source, w.members, w.over)
}

func (w *writer) quarantine(ctx context.Context, source int64, ordinal int, name string, err error) error {
	return all(ctx, w.tx, []string{"INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?)"}, source, ordinal, oneLine(name), oneLine(err.Error()))
}

// result writes a checked text with its findings. One that is there stays: an earlier member brought it.
func (w *writer) result(ctx context.Context, k key, r *result) error {
	done, err := w.tx.ExecContext(ctx, "INSERT OR IGNORE INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", k.blob(), r.title, r.published, r.outlet,
		r.supported, r.meaning, r.detail, r.conflicting, r.unchecked, r.diagnosis, string(r.document))
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if r.sign.shingles > 0 {
		if err := all(ctx, w.tx, []string{"INSERT INTO signature (text, findings, shingles, hashes) VALUES (?, ?, ?, ?)"}, k.blob(), r.told(), r.sign.shingles, r.sign.hashes); err != nil {
			return err
		}
	}
	w.told.Checked++
	w.told.Errors += int64(r.meaning + r.detail)
	for i := range r.findings {
		f := &r.findings[i]
		with, record := "", ""
		if f.Correction != nil {
			with = f.Correction.With
		}
		if len(f.Evidence) > 0 {
			record = f.Evidence[0].Record
		}
		if err := all(ctx, w.tx, []string{"INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"}, k.blob(), i, f.ID, f.Kind, f.Verdict.String(),
			string(f.Reason), f.Severity.String(), f.Diagnosis, r.lines[i], r.quotes[i], f.Reading, f.Message, with, record, f.Decision != nil); err != nil {
			return err
		}
		if err := w.uses(ctx, k, f); err != nil {
			return err
		}
	}
	return nil
}

// uses writes which records a finding rests on or weighed.
func (w *writer) uses(ctx context.Context, k key, f *claims.Finding) error {
	put := func(record string) error {
		if record == "" {
			return nil
		}
		return all(ctx, w.tx, []string{"INSERT OR IGNORE INTO uses VALUES (?, ?)"}, k.blob(), record)
	}
	for _, e := range f.Evidence {
		if err := put(e.Record); err != nil {
			return err
		}
	}
	for _, c := range f.Candidates {
		if err := put(c.Record); err != nil {
			return err
		}
	}
	return nil
}
