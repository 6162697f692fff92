package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// Options say what a run reads and how.
type Options struct {
	Paths   []string // files, folders and patterns
	Lists   []string // lists of files, and where these lie (Listing)
	Map     []Mapping
	Input   io.Reader // the list "-"
	Since   string    // folder of an earlier run that a new one begins with, "" for none
	Engine  string    // what decides a verdict beside the reference: the program's version and build
	Date    string    // publication date of every article, over its own
	All     bool      // read every article, also where its bytes name nothing of the United Nations
	Retry   bool      // read again what was quarantined
	Jobs    int       // articles at a time; 0: a worker for each core
	Fields  Fields
	Limits  Limits
	Time    time.Duration  // that one article may take; 0: 30 s
	Command string         // that repeats the run, for the run's files to tell
	Step    func(Progress) // told now and then how far the run is; nil: not told

	given []Source // read these, and not what Paths name: the files of a shard
}

// Progress is how far a run is.
type Progress struct {
	Members int64 // read so far, in this process
	Checked int64 // of these were checked now
	Errors  int64 // claims found refuted among these
	Failed  int64 // members and sources quarantined now
	Bytes   int64 // read so far, as they lie on disk
	Total   int64 // to read, of sources that are new or changed
}

// Engine checks articles against one reference. Made once, it serves any number of runs, also at the same time.
type Engine struct {
	db      *sources.DB
	checker *claims.Checker
	look    *claims.Look
}

// NewEngine makes ready what a check needs of the reference, which must stay open as long as the engine is used.
func NewEngine(db *sources.DB) *Engine {
	return &Engine{db, claims.NewChecker(db), claims.NewLook(db)}
}

// check is one process's work on a run.
type check struct {
	*Engine
	opt     Options
	run     *Run
	claimed claimed
	read    atomic.Int64
	parse   extract.Options
	strays  chan struct{} // readings that go on after their time
}

// job is a member on its way through the workers, or the end of a source.
type job struct {
	seq    int64
	source int64
	path   string
	Member
	end error // of a source: why it broke off, errEnd for its proper end
}

// errEnd marks the proper end of a source.
var errEnd = errors.New("end of the source")

// Check reads the archive and checks what is new in it. What is done is kept as it goes: ended at any moment and
// called anew with the same options it goes on, and comes to the same results. It ends early only with ctx
// or where the run's file cannot be written.
func Check(ctx context.Context, db *sources.DB, dir string, opt Options) error {
	return NewEngine(db).Check(ctx, dir, opt)
}

// Check is the function Check with an engine that is ready.
func (e *Engine) Check(ctx context.Context, dir string, opt Options) error {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.Time <= 0 {
		opt.Time = 30 * time.Second
	}
	opt.Limits = opt.Limits.withDefaults()
	run, err := makeRun(ctx, dir, opt.Since)
	if err != nil {
		return err
	}
	defer run.Close()
	unlock, err := lock(dir)
	if err != nil {
		return err
	}
	defer unlock()
	c := &check{Engine: e, opt: opt, run: run, strays: make(chan struct{}, opt.Jobs),
		parse: extract.Options{Date: opt.Date, Limits: extract.Limits{Source: opt.Limits.Member}}}
	if err := c.plan(ctx); err != nil {
		return ended(ctx, dir, err)
	}
	if err := c.work(ctx); err != nil {
		return ended(ctx, dir, err)
	}
	if err := c.finish(ctx); err != nil {
		return ended(ctx, dir, err)
	}
	run.rest(ctx)
	return nil
}

// lock keeps two processes from one run; the system drops it with the process.
func lock(dir string) (func(), error) {
	f, err := os.OpenFile(filepath.Join(dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, fmt.Errorf("lock the run: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: another process works on this run: wait for it, or name another folder", dir)
	}
	return func() { f.Close() }, nil
}

// ended words why a run ended early.
func ended(ctx context.Context, dir string, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("interrupted: what was done is kept in %s; the same command goes on from there", dir)
	}
	return fmt.Errorf("%s: the run stopped (%w): what was done is kept; see that the disk has room and can be written, and give the same command again", dir, err)
}

// work is the pipeline: one reader, the workers, and this goroutine, which writes in the archive's order.
func (c *check) work(ctx context.Context) error {
	total, err := c.toRead(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	read := &handover{ctx: ctx, slots: make(chan struct{}, window), batches: make(chan []job, c.opt.Jobs)}
	articles, outcomes := make(chan outcome, c.opt.Jobs), make(chan []outcome, c.opt.Jobs)
	var failed error
	var group, reader sync.WaitGroup
	reader.Go(func() {
		defer close(read.batches)
		failed = c.readAll(ctx, read)
	})
	for range c.opt.Jobs {
		w := worker{check: c, ctx: ctx, batches: read.batches, articles: articles, outcomes: outcomes}
		group.Go(w.all)
	}
	go func() {
		group.Wait()
		close(outcomes)
	}()
	w := &writer{check: c, total: total}
	err = w.all(ctx, outcomes, read.slots)
	cancel()
	for range outcomes {
	}
	reader.Wait()
	if err == nil {
		err = failed
	}
	return err
}

// toRead is the size of the sources that must be read.
func (c *check) toRead(ctx context.Context) (total int64, err error) {
	err = c.run.sql.QueryRowContext(ctx, "SELECT coalesce(sum(size), 0) FROM source WHERE done = 0").Scan(&total)
	return total, err
}

// readAll reads the sources that are not done, in their order, and hands their members to the workers.
func (c *check) readAll(ctx context.Context, to *handover) error {
	after := int64(0)
	for {
		batch, err := c.nextSources(ctx, after)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			return to.flush()
		}
		for _, s := range batch {
			after = s.ord
			var stopped error
			err := s.Each(ctx, Reading{c.opt.Fields, c.opt.Limits, &c.read}, func(m Member) error {
				stopped = to.send(job{source: s.id, path: s.Path, Member: m})
				return stopped
			})
			switch {
			case stopped != nil:
				return stopped
			case ctx.Err() != nil:
				return ctx.Err()
			case err == nil:
				err = errEnd
			}
			if err := to.send(job{source: s.id, path: s.Path, end: err}); err != nil {
				return err
			}
		}
	}
}

// listed is a source as the run lists it.
type listed struct {
	Source
	id, ord int64
}

// sourceBatch is how many sources are taken from the list at a time.
const sourceBatch = 1000

func (c *check) nextSources(ctx context.Context, after int64) ([]listed, error) {
	rows, err := c.run.sql.QueryContext(ctx, "SELECT id, ord, path, size, modified FROM source WHERE done = 0 AND ord > ? ORDER BY ord LIMIT ?", after, sourceBatch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []listed
	for rows.Next() {
		var s listed
		if err := rows.Scan(&s.id, &s.ord, &s.Path, &s.Size, &s.Modified); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// finish forgets results that no place has any more and says that the run is whole.
func (c *check) finish(ctx context.Context) error {
	return c.run.change(ctx, func(tx *sql.Tx) error {
		if err := all(ctx, tx, []string{
			"DELETE FROM result WHERE text NOT IN (SELECT text FROM place)",
			"DELETE FROM finding WHERE text NOT IN (SELECT text FROM result)",
			"DELETE FROM uses WHERE text NOT IN (SELECT text FROM result)"}); err != nil {
			return err
		}
		return findCopies(ctx, tx)
	})
}
