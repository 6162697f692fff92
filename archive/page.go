package archive

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stet/report"
)

var (
	//go:embed assets/archive.css
	indexStyle string
	//go:embed assets/archive.js
	scriptSource string
	//go:embed assets/archive.tmpl
	pageSource string
)

// styleSource is the page's style sheet.
var styleSource = report.BaseStyle() + indexStyle

var (
	pageTemplate = template.Must(template.New("archive").Funcs(template.FuncMap{"n": thousands}).Parse(pageSource))
	pagePolicy   = "default-src 'none'; style-src '" + digest(styleSource) + "'; script-src '" + digest(scriptSource) + "'; base-uri 'none'; form-action 'none'"
)

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// mostRows bounds the articles in the page; the others are in findings.jsonl.
const mostRows = 20_000

// plainRows are shown to readers without a script.
const plainRows = 50

// row is an article in the page.
type row struct {
	Title, Path, Outlet, Published, Diagnosis string
	Link                                      string
	Meaning, Detail, Two, Unchecked, Stands   int
	Since, Copies                             int
}

// Class is the row's line and colour in the page.
func (r row) Class() string {
	switch {
	case r.Meaning > 0:
		return "no mean"
	case r.Detail > 0:
		return "no"
	case r.Two > 0:
		return "two"
	}
	return "un"
}

// Glyph is the row's mark.
func (r row) Glyph() string { g, _, _ := strings.Cut(r.Class(), " "); return g }

// Word is the row's worst finding in a word.
func (r row) Word() string {
	return map[string]string{"no mean": "Meaning", "no": "Detail", "two": "Disagree", "un": "Not checked"}[r.Class()]
}

// Errors are the claims that do not stand.
func (r row) Errors() int { return r.Meaning + r.Detail }

// page is what the template is given.
type page struct {
	*Summary
	OutputOptions
	Policy   string
	Style    template.CSS
	Script   template.JS
	Data     template.JS
	When     string
	Left     int64 // articles with something to do that are not in the page
	Rows     []row
	Covered  int64 // claims of every hundred that could be checked
	Bars     months
	Commons  []bar
	Whys     []bar
	OutletsN []OutletCount
}

// bar is a number with its share of the largest, in per cent.
type bar struct {
	Count
	Share float64
}

// page writes index.html.
func (r *Run) page(ctx context.Context, w io.Writer, s *Summary, opt OutputOptions) error {
	rows, err := r.rows(ctx, opt)
	if err != nil {
		return err
	}
	p := &page{Summary: s, OutputOptions: opt, Policy: pagePolicy, Style: template.CSS(styleSource), Script: template.JS(scriptSource),
		Rows: rows[:min(len(rows), plainRows)], Bars: monthBars(s.Months), Commons: bars(s.Diagnoses, 8), Whys: bars(s.Reasons, 8), OutletsN: s.Outlets[:min(len(s.Outlets), 12)]}
	if !opt.Now.IsZero() {
		p.When = opt.Now.Format("2 January 2006, 15:04 MST")
	}
	if s.Claims > 0 {
		p.Covered = 100 * (s.Claims - s.Unchecked) / s.Claims
	}
	var todo int64
	if err := r.sql.QueryRowContext(ctx, "SELECT count(*) FROM result r WHERE meaning + detail + conflicting + unchecked > 0 AND "+notCopy).Scan(&todo); err != nil {
		return err
	}
	p.Left = todo - int64(len(rows))
	p.Data, err = columns(rows)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	if err := pageTemplate.Execute(b, p); err != nil {
		return err
	}
	return b.Flush()
}

// copyPlaces counts the places of the texts that are told with one.
const copyPlaces = "(SELECT count(*) FROM copy c JOIN place q ON q.text = c.text WHERE c.told = r.text AND c.text <> r.text)"

// rows are the articles with something to do that are told on their own, the gravest first.
func (r *Run) rows(ctx context.Context, opt OutputOptions) ([]row, error) {
	document := "''" // only links need it
	if _, err := os.Stat(filepath.Join(r.Dir, PagesDir)); err == nil {
		document = "r.document"
	}
	query := fmt.Sprintf(inOrder, "hex(r.text), r.title, s.path, p.name, r.outlet, r.published, r.diagnosis, r.meaning, r.detail, r.conflicting, r.unchecked, r.supported, "+copyPlaces+", "+document,
		"r.meaning + r.detail + r.conflicting + r.unchecked > 0 AND "+notCopy)
	query = strings.Replace(query, "ORDER BY f.pos", "ORDER BY r.meaning DESC, r.detail DESC, r.conflicting DESC, r.unchecked DESC, r.published DESC, f.pos LIMIT ?", 1)
	return rowsOf(ctx, r.sql, func(rows *sql.Rows) (x row, err error) {
		var text, name string
		var document sql.RawBytes
		err = rows.Scan(&text, &x.Title, &x.Path, &name, &x.Outlet, &x.Published, &x.Diagnosis, &x.Meaning, &x.Detail, &x.Two, &x.Unchecked, &x.Stands, &x.Copies, &document)
		x.Path = Path(x.Path, name)
		if x.Title == "" {
			x.Title = x.Path
		}
		if len(document) > 0 {
			x.Link = r.pageLink(strings.ToLower(text), document)
		}
		if opt.Since != nil {
			x.Since = opt.Since.since[text]
		}
		return x, err
	}, query, mostRows)
}

// columns are the rows as the script reads them: an array for each column.
func columns(rows []row) (template.JS, error) {
	c := struct {
		Outlets                                       []string `json:"outlets"`
		Head, Path, Day, Note, Link                   []string
		Outlet, Mean, Det, Two, Un, Ok, Since, Copies []int
	}{Outlets: []string{}, Head: []string{}}
	at := map[string]int{}
	for _, r := range rows {
		k, ok := at[r.Outlet]
		if !ok {
			k = len(c.Outlets)
			at[r.Outlet] = k
			c.Outlets = append(c.Outlets, r.Outlet)
		}
		c.Head, c.Path, c.Day, c.Note = append(c.Head, r.Title), append(c.Path, r.Path), append(c.Day, r.Published), append(c.Note, r.Diagnosis)
		c.Outlet, c.Mean, c.Det = append(c.Outlet, k), append(c.Mean, r.Meaning), append(c.Det, r.Detail)
		c.Two, c.Un, c.Ok, c.Since = append(c.Two, r.Two), append(c.Un, r.Unchecked), append(c.Ok, r.Stands), append(c.Since, r.Since)
		c.Link, c.Copies = append(c.Link, r.Link), append(c.Copies, r.Copies)
	}
	b, err := json.Marshal(c) // escapes <, > and &, so that no text ends the element
	return template.JS(b), err
}

func bars(c []Count, most int) []bar {
	out := []bar{}
	for _, x := range c[:min(len(c), most)] {
		out = append(out, bar{x, 100 * float64(x.Number) / float64(c[0].Number)})
	}
	return out
}

// months is the picture of errors by month.
type months struct {
	Grave, Small string // paths
	Ticks        []tick
	Title        string
	Few          bool // so few that a narrow screen shows them all, from the first on
}

type tick struct {
	X    float64
	Text string
}

const pictureWidth, pictureHeight = 1176.0, 84.0

// monthBars draws the months from the first to the last with an error; what is dated by its year only or not at all
// is not in the picture.
func monthBars(counts []Count) (m months) {
	by := map[int]Count{}
	first, last, most := 0, 0, Count{}
	for _, c := range counts {
		t, err := time.Parse("2006-01", c.Name)
		if err != nil {
			continue
		}
		k := t.Year()*12 + int(t.Month()) - 1
		by[k] = c
		if first == 0 {
			first = k
		}
		last = k
		if c.Number > most.Number {
			most = c
		}
	}
	if first == 0 {
		return m
	}
	step := min(pictureWidth/float64(last-first+1), 60)
	m.Few = last-first < 6
	var grave, small strings.Builder
	for k := first; k <= last; k++ {
		x := step * float64(k-first)
		if k%12 == 0 && (k/12%max(1, (last-first)/240) == 0) {
			m.Ticks = append(m.Ticks, tick{x, fmt.Sprint(k / 12)})
		}
		c := by[k]
		h := pictureHeight * float64(c.Meaning) / float64(most.Number)
		draw(&grave, x, 96, step, h)
		draw(&small, x, 96-h, step, pictureHeight*float64(c.Number-c.Meaning)/float64(most.Number))
	}
	if len(m.Ticks) == 0 { // no year begins within
		m.Ticks = append(m.Ticks, tick{0, monthOf(first)})
	}
	m.Grave, m.Small = grave.String(), small.String()
	t, _ := time.Parse("2006-01", most.Name)
	m.Title = fmt.Sprintf("Errors by month of publication, %s to %s. Most in %s: %d.", monthOf(first), monthOf(last), t.Format("January 2006"), most.Number)
	return m
}

func monthOf(k int) string {
	return time.Date(k/12, time.Month(k%12+1), 1, 0, 0, 0, 0, time.UTC).Format("January 2006")
}

// draw adds a bar of the height that stands on y.
func draw(b *strings.Builder, x, y, step, height float64) {
	if height > 0 {
		w := min(step*0.76, 40)
		fmt.Fprintf(b, "M%.1f %.1fv-%.1fh%.1fv%.1fz", x+step*0.1, y, height, w, height)
	}
}

// thousands writes a number for people: 12,480.
func thousands(v any) string {
	s := fmt.Sprint(v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Errors are the claims that do not stand.
func (s *Summary) Errors() int64 { return s.Meaning + s.Detail }

// Changed are the findings that the data changed.
func (d *Diff) Changed() int { return d.Verdict + d.Record }

// reasonWords are the reason codes for people, as the report of an article has them.
var reasonWords = map[string]string{"ambiguous": "Several votes fit", "outside-coverage": "Outside the dates covered", "no-record": "No record of the vote",
	"not-in-dataset": "Another body's vote", "failed": "The check failed"}

// Words are a reason in words.
func (b bar) Words() string { return cmp.Or(reasonWords[b.Name], b.Name) }
