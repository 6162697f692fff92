package web

import (
	"encoding/csv"
	"errors"
	"fmt"
	"html/template"
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// exporter writes one kind of export.
type exporter struct {
	kind  string // media type
	write func(*Desk, io.Writer, *review) error
}

// exporters are the files that an article can be taken home as.
var exporters = map[string]exporter{
	"report.html":    {"text/html; charset=utf-8", (*Desk).exportReport},
	"page.html":      {"text/html; charset=utf-8", (*Desk).exportPage},
	"findings.json":  {"application/json; charset=utf-8", (*Desk).exportJSON},
	"corrected.txt":  {"text/plain; charset=utf-8", exportCorrected},
	"corrected.html": {"text/html; charset=utf-8", exportShown},
	"changes.csv":    {"text/csv; charset=utf-8", exportChanges},
	"notice.txt":     {"text/plain; charset=utf-8", exportNotice},
	"annotated.docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", (*Desk).exportWord},
}

func (d *Desk) export(w http.ResponseWriter, r *http.Request) error {
	e, ok := exporters[r.PathValue("file")]
	if !ok {
		return &problem{http.StatusNotFound, errors.New("there is no such export: choose one in the article's menu")}
	}
	v, err := d.review(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.Result.Err != nil {
		return &problem{http.StatusConflict, errors.New("this article was not checked, so there is nothing to export")}
	}
	var b strings.Builder // whole or not at all
	if err := e.write(d, &b, v); err != nil {
		return err
	}
	stem := strings.TrimSuffix(v.Article.Name, path.Ext(v.Article.Name))
	w.Header().Set("Content-Type", e.kind)
	// Nothing of an export runs or loads where it is opened from here, its own style excepted.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": plainName(stem) + "-" + r.PathValue("file")}))
	_, err = io.WriteString(w, b.String())
	return err
}

// plainName is a file name that every system takes.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, s)
	if s = strings.Trim(s, "-"); s == "" {
		return "article"
	}
	return s[:min(len(s), 60)]
}

func (d *Desk) exportReport(w io.Writer, v *review) error {
	return report.HTML(w, v.Result, report.HTMLOptions{Now: d.store.now(), Version: d.opt.Version, Seats: d.opt.Seats})
}

// exportPage is the report with a web page in its own markup.
func (d *Desk) exportPage(w io.Writer, v *review) error {
	if v.Result.Document.Format != extract.HTML {
		return &problem{http.StatusConflict, errors.New("only a draft that came as a web page has a page to show: choose the report")}
	}
	return report.HTML(w, v.Result, report.HTMLOptions{Now: d.store.now(), Version: d.opt.Version, Seats: d.opt.Seats, Markup: true})
}

func (d *Desk) exportJSON(w io.Writer, v *review) error {
	return report.JSON(w, []*claims.Result{v.Result}, d.opt.Version, report.JSONOptions{WithText: true, Indent: true})
}

func (d *Desk) exportWord(w io.Writer, v *review) error {
	err := report.AnnotateDOCX(w, v.Result, report.AnnotateOptions{Now: d.store.now()})
	if errors.Is(err, report.ErrNotWord) {
		return &problem{http.StatusConflict, errors.New("only a draft that came as a Word file can go back as one: choose another export")}
	}
	return err
}

// change is a correction that was accepted.
type change struct {
	extract.Span
	With string
	card
}

// changes are the accepted corrections in the order of the text.
func (v *review) changes() []change {
	made, _ := v.sortedChanges()
	return made
}

// Overlapping are the claims whose accepted correction is not made, because one that was made changes the same words:
// the page names them, so that somebody makes it by hand.
func (v *review) Overlapping() []card {
	_, left := v.sortedChanges()
	return left
}

func (v *review) sortedChanges() (made []change, left []card) {
	cards := map[*claims.Finding]card{}
	var findings []*claims.Finding
	for _, c := range v.Cards {
		cards[c.Finding] = c
		findings = append(findings, c.Finding)
	}
	right, overlapping := accepted(findings)
	for _, f := range right {
		made = append(made, change{f.Correction.Span, f.Correction.With, cards[f]})
	}
	for _, f := range overlapping {
		left = append(left, cards[f])
	}
	return made, left
}

// Change says in words what a card's accepted correction changes in the text; "" where it changes nothing.
func (v *review) Change(c card) string {
	f := c.Finding
	if !f.Decided() || f.Decision.Action != claims.Apply || !slices.ContainsFunc(v.changes(), func(made change) bool { return made.Finding == f }) {
		return ""
	}
	var parts []string
	if old := v.Result.Document.Quote(f.Correction.Span); old != "" {
		parts = append(parts, "“"+old+"” taken out")
	}
	if f.Correction.With != "" {
		parts = append(parts, "“"+f.Correction.With+"” put in")
	}
	return strings.Join(parts, ", ")
}

// accepted are the findings whose correction was accepted, in the order of the text: those that can be made together,
// and those that would change words which one of these changes.
func accepted(findings []*claims.Finding) (made, left []*claims.Finding) {
	var all []*claims.Finding
	for _, f := range findings {
		if f.Decided() && f.Decision.Action == claims.Apply && f.Correction != nil {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b *claims.Finding) int { return a.Correction.Span.Start - b.Correction.Span.Start })
	end := -1
	for _, f := range all {
		if f.Correction.Span.Start < end {
			left = append(left, f)
			continue
		}
		made, end = append(made, f), f.Correction.Span.End
	}
	return made, left
}

// madeIn are the corrections that the page shows as made: the very ones that the exports make.
func madeIn(r *claims.Result) []claims.Correction {
	var findings []*claims.Finding
	for i := range r.Findings {
		findings = append(findings, &r.Findings[i])
	}
	var out []claims.Correction
	made, _ := accepted(findings)
	for _, f := range made {
		out = append(out, *f.Correction)
	}
	return out
}

// exportCorrected writes the corrected draft: where its file is plain text or Markdown, that file with the changes made
// in it, so that links and emphasis stay; else its visible words.
func exportCorrected(_ *Desk, w io.Writer, v *review) error {
	doc := v.Result.Document
	text, changes := doc.Text, v.changes()
	if writable(v) {
		text = string(doc.Source)
		for i := range changes {
			changes[i].Span = extract.Span(doc.Origin(changes[i].Span)) // of the file, which is text here
		}
	}
	_, err := io.WriteString(w, corrected(text, changes))
	return err
}

// corrected makes the changes in a text.
func corrected(text string, changes []change) string {
	var b strings.Builder
	at := 0
	for _, c := range changes {
		b.WriteString(text[at:c.Start] + c.With)
		at = c.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// shownPage is the corrected text with what went and what came.
var shownPage = template.Must(template.New("shown").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{.Title}}</title><style>body{max-width:42em;margin:3em auto;padding:0 1em;font:18px/1.6 Georgia,serif}del{color:#b0122f}ins{font-weight:700;background:#e2efe6;color:#1e1d1b;text-decoration:none}</style></head>
<body><h1>{{.Title}}</h1><p>{{.Changes}}</p>
{{range .Blocks}}<p>{{range .}}{{if .Old}}<del>{{.Old}}</del>{{end}}{{if .New}} <ins>{{.New}}</ins>{{end}}{{.Text}}{{end}}</p>
{{end}}</body></html>
`))

// shownPiece is text as it was, or a change.
type shownPiece struct{ Text, Old, New string }

func exportShown(_ *Desk, w io.Writer, v *review) error {
	doc, changes := v.Result.Document, v.changes()
	var blocks [][]shownPiece
	for _, b := range doc.Blocks {
		at := b.Start
		var pieces []shownPiece
		for _, c := range changes {
			if b.Covers(c.Span) {
				pieces = append(pieces, shownPiece{Text: doc.Text[at:c.Start]}, shownPiece{Old: doc.Quote(c.Span), New: c.With})
				at = c.End
			}
		}
		blocks = append(blocks, append(pieces, shownPiece{Text: doc.Text[at:b.End]}))
	}
	said := fmt.Sprintf("Corrections made: %d.", len(changes))
	return shownPage.Execute(w, map[string]any{"Title": v.Parts.Heading, "Changes": said, "Blocks": blocks})
}

// exportChanges lists the changes for who keys them in.
func exportChanges(_ *Desk, w io.Writer, v *review) error {
	doc, out := v.Result.Document, csv.NewWriter(w)
	rows := [][]string{{"line", "words", "change", "to", "record", "why", "by", "when", "note"}}
	for _, c := range v.changes() {
		line, _ := doc.Place(c.Span)
		d := c.Finding.Decision
		rows = append(rows, []string{fmt.Sprint(line), sheetSafe(c.Quote), sheetSafe(doc.Quote(c.Span)), sheetSafe(c.With),
			sheetSafe(recordOf(c.Finding)), sheetSafe(c.Text), sheetSafe(d.By), d.At.Format("2006-01-02 15:04 UTC"), sheetSafe(d.Note)})
	}
	return out.WriteAll(rows)
}

// sheetSafe keeps a spreadsheet from taking a text for a formula.
func sheetSafe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func recordOf(f *claims.Finding) string {
	if len(f.Evidence) == 0 {
		return ""
	}
	return f.Evidence[0].Record
}

// exportNotice drafts what is printed about an article that went out with the errors in it.
func exportNotice(_ *Desk, w io.Writer, v *review) error {
	changes := v.changes()
	if len(changes) == 0 {
		return &problem{http.StatusConflict, errors.New("no correction was accepted, so there is nothing to tell readers: accept one first")}
	}
	var b strings.Builder
	b.WriteString("DRAFT: read it before it is printed.\n\nCorrection: An earlier version of this article")
	if day := v.Result.Document.Published.String(); day != "" {
		b.WriteString(", dated " + day + ",")
	}
	b.WriteString(map[bool]string{true: " was wrong on one point.\n", false: fmt.Sprintf(" was wrong on %d points.\n", len(changes))}[len(changes) == 1])
	for _, c := range changes {
		fmt.Fprintf(&b, "\nIt said “%s”. It should have said “%s”.", c.Quote, strings.TrimSpace(c.Copy))
		for _, e := range c.Finding.Evidence {
			if e.Record != "" {
				fmt.Fprintf(&b, " The record of %s is %s.", e.Date, e.Record)
				break
			}
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
