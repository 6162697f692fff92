package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"stet/extract"
	"stet/report"
	"stet/sources"
)

// PagesDir is the folder, within a run's, of the articles' reports.
const PagesDir = "articles"

// PageOptions say how articles' reports are made.
type PageOptions struct {
	HTML report.HTMLOptions
	Jobs int                   // articles at a time; 0: a worker for each core
	Time time.Duration         // that one article may take; 0: 30 s
	Step func(made int)        // told after each report; nil: not told
	Fail func(a Unpaged) error // told of each article that has no report; nil: not told
}

// Unpaged is an article whose report cannot be made, and why.
type Unpaged struct {
	Path string
	Err  error
}

// errOtherwise is of an article that the run tells of otherwise.
var errOtherwise = errors.New("it reads or is judged otherwise now than in the run: give the run's command again")

// pageLink is where an article's report is, relative to the run's folder, "" where there is none.
func (r *Run) pageLink(text string, document []byte) string {
	for _, markup := range []bool{false, true} {
		name := pageName(text, document, markup)
		if _, err := os.Lstat(filepath.Join(r.Dir, PagesDir, name)); err == nil {
			return PagesDir + "/" + name
		}
	}
	return ""
}

// pageName is a report's file name. It names the findings too, so that a report of what was found earlier is not taken
// for one of what is found now, and says whether the article is shown in its page's own markup.
func pageName(text string, document []byte, markup bool) string {
	sum := sha256.Sum256(document)
	name := fmt.Sprintf("%s-%x", text, sum[:4])
	if markup {
		name += "-page"
	}
	return name + ".html"
}

// pager makes reports: it reads the articles again out of the archive and checks them as the run did.
type pager struct {
	*check
	opt   PageOptions
	pages string // folder

	mu   sync.Mutex // guards what is below, and the callbacks
	made int
	err  error
}

// WritePages makes a report for each article that Articles would give and has none yet in that form, and counts those it made. The archive
// must still be there; an article that it tells otherwise than the run, or not at all, gets no report.
func (r *Run) WritePages(ctx context.Context, db *sources.DB, address string, f Filter, opt PageOptions) (made int, err error) {
	p, err := r.newPager(ctx, db, opt)
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(p.pages, 0o777); err != nil {
		return 0, fmt.Errorf("make the folder for the reports: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs := make(chan paged)
	var group sync.WaitGroup
	for range p.opt.Jobs {
		group.Go(func() {
			for j := range jobs {
				if p.done(j, p.write(ctx, j)) != nil {
					cancel()
				}
			}
		})
	}
	seen := 0
	err = r.eachWanted(ctx, address, f, func(w wanted) error {
		seen++
		if _, err := os.Lstat(p.path(w)); err == nil {
			return nil
		}
		return errWanted
	}, p.fields(), jobs, p.fail)
	close(jobs)
	group.Wait()
	if p.err != nil {
		err = p.err
	}
	if err == nil && seen == 0 && address != "" {
		err = r.notThere(ctx, address)
	}
	return p.made, err
}

// WritePage writes the report of the first article that Articles would give.
func (r *Run) WritePage(ctx context.Context, db *sources.DB, w io.Writer, address string, opt PageOptions) error {
	p, err := r.newPager(ctx, db, opt)
	if err != nil {
		return err
	}
	jobs := make(chan paged, 1)
	first := true
	err = r.eachWanted(ctx, address, Filter{}, func(wanted) error {
		if !first {
			return errStop
		}
		first = false
		return errWanted
	}, p.fields(), jobs, func(u Unpaged) error { return fmt.Errorf("%s: %w", u.Path, u.Err) })
	if err != nil {
		return err
	}
	select {
	case j := <-jobs:
		return p.html(ctx, w, j)
	default:
		return r.notThere(ctx, address)
	}
}

// newPager reads how the run read its articles.
func (r *Run) newPager(ctx context.Context, db *sources.DB, opt PageOptions) (*pager, error) {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.Time <= 0 {
		opt.Time = 30 * time.Second
	}
	reading, err := r.meta(ctx, "reading")
	c := &check{run: r, Engine: NewEngine(db)}
	if err == nil {
		err = json.Unmarshal([]byte(reading), &[]any{&c.opt.Fields, &c.opt.Limits.Member, &c.opt.Date, &c.opt.All})
	}
	if err != nil {
		return nil, fmt.Errorf("%s: the run does not tell how it was made (%w): give its command again", r.Dir, err)
	}
	c.opt.Limits = c.opt.Limits.withDefaults()
	c.parse = extract.Options{Date: c.opt.Date, Limits: extract.Limits{Source: c.opt.Limits.Member}}
	return &pager{check: c, opt: opt, pages: filepath.Join(r.Dir, PagesDir)}, nil
}

func (p *pager) fields() Reading {
	return Reading{Fields: p.check.opt.Fields, Limits: p.check.opt.Limits}
}

// done notes what came of a report; only a folder that cannot be written ends the work.
func (p *pager) done(j paged, err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var path *fs.PathError
	switch {
	case p.err != nil:
	case err == nil:
		p.made++
		if p.opt.Step != nil {
			p.opt.Step(p.made)
		}
	case errors.As(err, &path):
		p.err = fmt.Errorf("%w: see that the disk has room and can be written", err)
	case !errors.Is(err, context.Canceled) && p.opt.Fail != nil:
		p.err = p.opt.Fail(Unpaged{j.path, err})
	}
	return p.err
}

func (p *pager) fail(u Unpaged) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.opt.Fail == nil || p.err != nil {
		return p.err
	}
	p.err = p.opt.Fail(u)
	return p.err
}

// path is where an article's report goes.
func (p *pager) path(w wanted) string {
	return filepath.Join(p.pages, pageName(w.text, w.document, p.opt.HTML.Markup))
}

// write makes one report's file, whole or not at all, and takes away those of earlier findings and in the other form.
func (p *pager) write(ctx context.Context, j paged) error {
	var b bytes.Buffer
	if err := p.html(ctx, &b, j); err != nil {
		return err
	}
	path := p.path(j.wanted)
	if err := whole(path, func(w io.Writer) error { _, err := b.WriteTo(w); return err }); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(escaped(p.pages), j.text+"-*.html"))
	for _, name := range old {
		if name != path {
			err = errors.Join(err, os.Remove(name))
		}
	}
	return err
}

// html checks an article again and renders it, where it is still what the run tells of.
func (p *pager) html(ctx context.Context, w io.Writer, j paged) error {
	ctx, cancel := context.WithTimeout(ctx, p.opt.Time)
	defer cancel()
	doc, err := p.document(j.Member, j.Data)
	if err != nil {
		return err
	}
	if k := textKey(doc); fmt.Sprintf("%x", k.blob()) != j.text {
		return errOtherwise
	}
	r, err := p.checker.Check(ctx, doc)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("it took longer than %s", p.opt.Time)
	}
	if err != nil {
		return err
	}
	again, err := newResult(r, "")
	if err != nil {
		return err
	}
	if !bytes.Equal(again.document, j.document) {
		return errOtherwise
	}
	doc.Name = Path(j.path, j.Name)
	say := p.opt.HTML
	say.Seats = p.db.Members()
	return report.HTML(w, r, say)
}

// wanted is an article that is to have a report, by its first place.
type wanted struct {
	source   Source
	ordinal  int
	text     string
	document []byte
	path     string
}

// paged is an article read again.
type paged struct {
	wanted
	Member
}

// What eachWanted's choice says beside nil, which passes an article over.
var (
	errWanted = errors.New("wanted")
	errStop   = errors.New("no more")
)

// eachWanted reads again the articles that Articles would give and that choose wants, each source once and no further than
// its last one, and hands them on. Memory does not grow with their number.
func (r *Run) eachWanted(ctx context.Context, address string, f Filter, choose func(wanted) error, how Reading, out chan<- paged, fail func(Unpaged) error) error {
	home, err := r.meta(ctx, "folder")
	if err != nil {
		return err
	}
	condition, args := selection(address, f)
	rows, err := r.sql.QueryContext(ctx, fmt.Sprintf(inOrder, "lower(hex(r.text)), r.document, s.path, s.size, p.ordinal, p.name", condition), args...)
	if err != nil {
		return fmt.Errorf("%s: look for the articles: %w", r.Dir, err)
	}
	defer rows.Close()
	next := func() (w wanted, err error) {
		for rows.Next() {
			var name string
			if err := rows.Scan(&w.text, &w.document, &w.source.Path, &w.source.Size, &w.ordinal, &name); err != nil {
				return w, err
			}
			w.path = Path(w.source.Path, name)
			if err := choose(w); err == errWanted {
				return w, nil
			} else if err != nil {
				return w, err
			}
		}
		if err := rows.Err(); err != nil {
			return w, err
		}
		return w, errStop
	}
	w, err := next()
	for err == nil {
		w, err = readWanted(ctx, w, next, home, how, out, fail)
	}
	if err == errStop {
		return nil
	}
	return err
}

// readWanted reads one source for what is wanted of it, and gives what is wanted next of another.
func readWanted(ctx context.Context, w wanted, next func() (wanted, error), home string, how Reading, out chan<- paged, fail func(Unpaged) error) (wanted, error) {
	path, source := w.source.Path, w.source
	source.Path = atHome(path, home)
	var ended error
	err := source.Each(ctx, how, func(m Member) error {
		for w.ordinal < m.Ordinal && ended == nil && w.source.Path == path { // it is not there any more
			if ended = fail(Unpaged{w.path, errOtherwise}); ended == nil {
				w, ended = next()
			}
		}
		if ended != nil || w.source.Path != path {
			return errStop
		}
		if w.ordinal > m.Ordinal {
			return nil
		}
		if m.Err != nil {
			ended = fail(Unpaged{w.path, m.Err})
		} else {
			select {
			case out <- paged{w, m}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if ended == nil {
			w, ended = next()
		}
		if ended != nil || w.source.Path != path {
			return errStop
		}
		return nil
	})
	if err == nil || err == errStop {
		err = errOtherwise
	}
	for ended == nil && w.source.Path == path { // what is left of the source: it broke off, or is shorter than it was
		if ctx.Err() != nil {
			return w, ctx.Err()
		}
		if ended = fail(Unpaged{w.path, err}); ended == nil {
			w, ended = next()
		}
	}
	return w, ended
}

// escaped is a path without special meaning in a pattern.
func escaped(path string) string {
	var b bytes.Buffer
	for _, r := range path {
		if bytes.ContainsRune([]byte(`*?[\`), r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
