package archive

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// key is what texts and bytes are known by: the first 16 bytes of their SHA-256.
type key [16]byte

func (k key) blob() []byte { return k[:] }

// outcome is what came of a job.
type outcome struct {
	job
	over   bool // its bytes name nothing of the United Nations
	raw    key
	text   key
	result *result // nil where the text's result is known already, or an earlier member brings it
	err    error   // why it could not be checked
}

// result is a checked text, as the run keeps it.
type result struct {
	title, published, outlet, diagnosis                string
	supported, meaning, detail, conflicting, unchecked int
	document                                           []byte // JSON, with an empty path
	findings                                           []claims.Finding
	lines                                              []int
	quotes                                             []string
	sign                                               signature // zero where nothing is told of the text
}

// claimed holds the texts that are being checked, each with the earliest member that has it. The earliest always
// brings the result itself, so that the same one is kept whatever the workers' speed.
type claimed struct {
	sync.Mutex
	by map[key]int64
}

// first reports whether no earlier member has the text, and claims it then.
func (c *claimed) first(k key, seq int64) bool {
	c.Lock()
	defer c.Unlock()
	if by, ok := c.by[k]; ok && by < seq {
		return false
	}
	if c.by == nil {
		c.by = map[key]int64{}
	}
	c.by[k] = seq
	return true
}

// done forgets the texts whose results are in the run's file.
func (c *claimed) done(before int64) {
	c.Lock()
	defer c.Unlock()
	for k, seq := range c.by {
		if seq < before {
			delete(c.by, k)
		}
	}
}

// glance looks at a job's bytes and tells whether it must be read. What must not be gives up its bytes.
func (c *check) glance(j job) (out outcome, read bool) {
	out = outcome{job: j, err: j.Err}
	if j.end == nil && j.Err == nil {
		out.over = !c.opt.All && !c.look.Concerns(j.Data)
		read = !out.over
	}
	if !read {
		out.Data = nil
	}
	return out, read
}

// one reads and checks an article. Whatever happens in it, a panic included, stays that member's.
func (c *check) one(ctx context.Context, out outcome) outcome {
	data := out.Data
	out.raw = rawKey(out.Member)
	out.Data = nil
	if known, err := c.knownRaw(ctx, out.raw); err != nil || known != (key{}) {
		out.text, out.err = known, err
		return out
	}
	ctx, cancel := context.WithTimeout(ctx, c.opt.Time)
	defer cancel()
	done := make(chan outcome, 1)
	begun := out // of its own: below the outcome may be given up while this one has not begun
	go func() { done <- c.article(ctx, begun, data) }()
	select {
	case out = <-done:
	case <-ctx.Done():
		out.err = ctx.Err()
		c.leave(done)
	}
	if errors.Is(out.err, context.DeadlineExceeded) {
		out.result, out.err = nil, fmt.Errorf("it took longer than %s: split it, or raise --max-time", c.opt.Time)
	}
	return out
}

// leave waits for an article's reading to end, which the check does at its next sentence and the readers of the formats within their
// bounds. One that does not heed that within the grace is left behind, but never more of them than there are workers: then a worker
// waits, so that neither memory nor cores are lost to hostile articles without end.
func (c *check) leave(done <-chan outcome) {
	select {
	case <-done:
		return
	case <-time.After(grace):
	}
	select {
	case c.strays <- struct{}{}:
		go func() {
			<-done
			<-c.strays
		}()
	default:
		<-done
	}
}

// grace is how long an article's reading may go on after its time.
const grace = 5 * time.Second

// rawKey is that of the bytes and of what the archive tells beside them.
func rawKey(m Member) (k key) {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %d ", m.Date, m.Title, m.Outlet, len(m.Data))
	h.Write(m.Data)
	copy(k[:], h.Sum(nil))
	return k
}

// textKey is that of everything of a document that a verdict, or a decision of its own remarks, may depend on: an article to which a remark was
// added is another one.
func textKey(d *extract.Document) (k key) {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %v %v %q %q %q ", d.Title, d.Published, d.Inferred, d.Moment.UnixNano(), d.Lang, d.Byline, d.Site)
	for _, b := range d.Blocks {
		fmt.Fprint(h, b.Start, b.Role, b.Table, b.Time.Unix(), " ")
	}
	for _, r := range d.Remarks() {
		fmt.Fprintf(h, "%q %d ", r.Text, r.Block)
	}
	h.Write([]byte(d.Text))
	copy(k[:], h.Sum(nil))
	return k
}

// knownRaw is the text of bytes that were read before and whose result is kept, else zero.
func (c *check) knownRaw(ctx context.Context, raw key) (k key, err error) {
	var text []byte
	err = c.run.sql.QueryRowContext(ctx, "SELECT p.text FROM place p JOIN result r ON r.text = p.text WHERE p.raw = ? LIMIT 1", raw.blob()).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return k, nil
	}
	copy(k[:], text)
	return k, err
}

func (c *check) known(ctx context.Context, text key) (known bool, err error) {
	err = c.run.sql.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM result WHERE text = ?)", text.blob()).Scan(&known)
	return known, err
}

// article reads and checks one article.
func (c *check) article(ctx context.Context, out outcome, data []byte) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			out.result, out.err = nil, fmt.Errorf("the check broke down (%v): this is a fault of stet's; please report it with the article", p)
			o = out
		}
	}()
	doc, err := c.document(out.Member, data)
	if err != nil {
		out.err = err
		return out
	}
	out.text = textKey(doc)
	known, err := c.known(ctx, out.text)
	if err != nil || known || !c.claimed.first(out.text, out.seq) {
		out.err = err
		return out
	}
	r, err := c.checker.Check(ctx, doc)
	if err == nil {
		claims.Decide(r, nil) // what remarks in the article say to ignore; other decisions come when the run's files are written
		out.result, err = newResult(r, outletOf(out.Member, doc, out.path))
	}
	out.err = err
	return out
}

// document reads one article; what is in another language than English is an error.
func (c *check) document(m Member, data []byte) (*extract.Document, error) {
	opt := c.parse
	opt.Date, opt.Title = cmp.Or(opt.Date, m.Date), m.Title
	doc, err := extract.Read(strings.TrimPrefix(m.Name, "line "), data, opt)
	if err != nil {
		return nil, unnamed(err)
	}
	if !extract.English(doc) {
		return nil, fmt.Errorf("its language is not English (%q): stet reads English only", oneLine(doc.Lang))
	}
	return doc, nil
}

// unnamed takes the name off an error of extract, since the quarantine tells it.
func unnamed(err error) error {
	for _, known := range []error{extract.ErrEmpty, extract.ErrBinary, extract.ErrDamaged, extract.ErrLocked, extract.ErrTooLarge, extract.ErrTooDeep} {
		if at := strings.Index(err.Error(), known.Error()); errors.Is(err, known) && at > 0 {
			return errors.New(err.Error()[at:])
		}
	}
	return err
}

// outletOf is who published an article: as the archive tells it, else by its address, else as the page itself says.
func outletOf(m Member, d *extract.Document, path string) string {
	for _, address := range []string{m.Name, d.URL} {
		if u, err := url.Parse(address); m.Outlet == "" && err == nil && u.Host != "" {
			m.Outlet = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		}
	}
	return oneLine(cmp.Or(m.Outlet, d.Site))
}

// newResult keeps of a checked article what the run's file holds.
func newResult(r *claims.Result, outlet string) (*result, error) {
	d := *r.Document
	d.Name = ""
	named := *r
	named.Document = &d
	var b bytes.Buffer
	if err := report.JSONDocument(&b, &named, report.JSONOptions{}); err != nil {
		return nil, fmt.Errorf("keep the findings: %w", err)
	}
	out := &result{title: oneLine(headline(&d)), published: d.Published.String(), outlet: outlet, document: bytes.TrimSpace(b.Bytes()), findings: r.Findings}
	for i := range r.Findings {
		f := &r.Findings[i]
		line, _ := d.Place(f.Span)
		out.lines = append(out.lines, line)
		out.quotes = append(out.quotes, d.Quote(f.Span))
		out.count(f)
	}
	if out.told() > 0 {
		out.sign = sign(d.Text)
	}
	return out, nil
}

// told is how many findings people are told of.
func (r *result) told() int { return r.supported + r.meaning + r.detail + r.conflicting + r.unchecked }

// count counts a finding as people are told of it: what is an opinion or of the future is none.
func (r *result) count(f *claims.Finding) {
	switch {
	case f.Verdict == claims.Supported:
		r.supported++
	case f.Verdict == claims.Conflicting:
		r.conflicting++
	case f.Verdict == claims.Refuted && f.Severity == claims.Meaning:
		if r.meaning == 0 {
			r.diagnosis = ""
		}
		r.meaning++
		r.diagnosis = cmp.Or(r.diagnosis, oneLine(f.Diagnosis), oneLine(f.Message))
	case f.Verdict == claims.Refuted:
		r.detail++
		r.diagnosis = cmp.Or(r.diagnosis, oneLine(f.Diagnosis), oneLine(f.Message))
	case f.Reason != claims.Opinion && f.Reason != claims.Future:
		r.unchecked++
	}
}

// headline is what an article is called.
func headline(d *extract.Document) string {
	for _, b := range d.Blocks {
		if b.Role == extract.Headline {
			return d.Quote(b.Span)
		}
	}
	return d.Title
}
