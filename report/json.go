package report

import (
	"encoding/json"
	"io"
	"time"
	"unicode/utf8"

	"stet/claims"
	"stet/extract"
)

// JSONOptions shape the JSON report.
type JSONOptions struct {
	WithText bool   // each document carries its visible text
	Indent   bool   // for people
	Filter   Filter // findings written
}

// contextLength is the length of prefix and suffix, in code points.
const contextLength = 32

type jsonReport struct {
	Tool      jsonTool       `json:"tool"`
	Reference jsonReference  `json:"reference"`
	Documents []jsonDocument `json:"documents"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonReference struct {
	Version  string        `json:"version"`
	Datasets []jsonDataset `json:"datasets"`
}

type jsonDataset struct {
	Name      string `json:"name"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher"`
	Credit    string `json:"credit,omitempty"`
	Terms     string `json:"terms,omitempty"`
	URL       string `json:"url,omitempty"`
	Version   string `json:"version,omitempty"`
	From      string `json:"from"`
	To        string `json:"to"`
	Retrieved string `json:"retrieved"`
	Records   int    `json:"records"`
}

type jsonDocument struct {
	Path      string        `json:"path"`
	Title     string        `json:"title"`
	Published string        `json:"published"` // "" where undated
	Error     *string       `json:"error"`
	Text      *string       `json:"text,omitempty"`
	Findings  []jsonFinding `json:"findings"`
}

type jsonFinding struct {
	ID         string          `json:"id"`
	Kind       string          `json:"kind"`
	Start      int             `json:"start"`
	End        int             `json:"end"`
	Line       int             `json:"line"`
	Column     int             `json:"column"`
	Quote      string          `json:"quote"`
	Prefix     string          `json:"prefix"`
	Suffix     string          `json:"suffix"`
	Reading    string          `json:"reading"`
	Verdict    string          `json:"verdict"`
	ReasonCode string          `json:"reason_code"`
	Reason     string          `json:"reason"`
	Severity   string          `json:"severity"`
	Diagnosis  string          `json:"diagnosis,omitempty"`
	Correction *jsonCorrection `json:"correction"`
	Evidence   []jsonEvidence  `json:"evidence"`
	Candidates []jsonCandidate `json:"candidates"`
	Decision   *jsonDecision   `json:"decision,omitempty"`
}

type jsonDecision struct {
	Action string `json:"action"`
	From   string `json:"from"`
	Note   string `json:"note,omitempty"`
	By     string `json:"by,omitempty"`
	At     string `json:"at,omitempty"` // RFC 3339
	Stale  bool   `json:"stale,omitempty"`
}

type jsonCorrection struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	With  string `json:"with"`
}

type jsonEvidence struct {
	Record  string `json:"record"`
	Title   string `json:"title"`
	Date    string `json:"date"`
	Says    string `json:"says"`
	Dataset string `json:"dataset"`
	URL     string `json:"url"`
	Query   string `json:"query"`
}

type jsonCandidate struct {
	Record      string   `json:"record"`
	Title       string   `json:"title,omitempty"`
	Date        string   `json:"date,omitempty"`
	Probability float64  `json:"probability"`
	Why         []string `json:"why,omitempty"`
}

// JSON writes one object for all results, after the contract in the design document: offsets are
// half-open, in code points of the document's visible text.
func JSON(w io.Writer, results []*claims.Result, version string, opt JSONOptions) error {
	ref := referenceOf(results)
	out := jsonReport{
		Tool:      jsonTool{"stet", version},
		Reference: jsonReference{ref.Version, []jsonDataset{}},
		Documents: []jsonDocument{},
	}
	for _, d := range ref.Datasets {
		out.Reference.Datasets = append(out.Reference.Datasets, jsonDataset{d.Name, d.Title, d.Publisher,
			d.Credit, d.Terms, d.URL, d.Version, d.From.String(), d.To.String(), d.Retrieved, d.Records})
	}
	for _, r := range results {
		out.Documents = append(out.Documents, document(r, opt))
	}
	return encode(w, out, opt.Indent)
}

// JSONDocument writes one document object and a newline, for archives; Indent is not heeded.
func JSONDocument(w io.Writer, r *claims.Result, opt JSONOptions) error {
	return encode(w, document(r, opt), false)
}

func encode(w io.Writer, v any, indent bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if indent {
		e.SetIndent("", "  ")
	}
	return e.Encode(v)
}

func document(r *claims.Result, opt JSONOptions) jsonDocument {
	d := documentOf(r)
	out := jsonDocument{Path: d.Name, Title: d.Title, Published: d.Published.String(), Findings: []jsonFinding{}}
	if r.Err != nil {
		text := r.Err.Error()
		out.Error = &text
		return out
	}
	if opt.WithText {
		out.Text = &d.Text
	}
	at := newLines(d)
	points := &pointCounter{text: d.Text}
	for i := range r.Findings {
		if f := &r.Findings[i]; opt.Filter.Keep(f) {
			out.Findings = append(out.Findings, finding(d, f, at, points))
		}
	}
	return out
}

func finding(d *extract.Document, f *claims.Finding, at *lines, points *pointCounter) jsonFinding {
	span := clamp(d.Text, f.Span)
	line, column := at.place(span)
	start, end := points.span(span)
	out := jsonFinding{
		ID: f.ID, Kind: f.Kind, Start: start, End: end, Line: line, Column: column,
		Quote: d.Quote(span), Prefix: before(d.Text, span.Start), Suffix: after(d.Text, span.End),
		Reading: f.Reading, Verdict: f.Verdict.String(), ReasonCode: string(f.Reason), Reason: f.Message,
		Severity: f.Severity.String(), Diagnosis: f.Diagnosis,
		Evidence: evidenceOf(f), Candidates: []jsonCandidate{},
	}
	if f.Decision != nil {
		out.Decision = decisionOf(f)
	}
	if f.Correction != nil {
		start, end := points.span(clamp(d.Text, f.Correction.Span))
		out.Correction = &jsonCorrection{start, end, f.Correction.With}
	}
	for _, c := range f.Candidates {
		out.Candidates = append(out.Candidates, jsonCandidate{c.Record, c.Title, c.Date, c.Probability, c.Why})
	}
	return out
}

func decisionOf(f *claims.Finding) *jsonDecision {
	d := f.Decision
	out := &jsonDecision{Action: string(d.Action), From: d.From, Note: d.Note, By: d.By, Stale: f.Stale}
	if out.Action == "" {
		out.Action = string(claims.Ignore)
	}
	if !d.At.IsZero() {
		out.At = d.At.UTC().Format(time.RFC3339)
	}
	return out
}

// pointCounter turns byte offsets into code points; it remembers the last place, because findings come
// in text order.
type pointCounter struct {
	text       string
	byte, code int
}

func (p *pointCounter) at(offset int) int {
	if offset < p.byte {
		return p.code - utf8.RuneCountInString(p.text[offset:p.byte])
	}
	p.code += utf8.RuneCountInString(p.text[p.byte:offset])
	p.byte = offset
	return p.code
}

func (p *pointCounter) span(s extract.Span) (start, end int) {
	start = p.at(s.Start)
	return start, start + utf8.RuneCountInString(p.text[s.Start:s.End])
}

// before is the contextLength code points that end at the offset.
func before(text string, at int) string {
	i := at
	for n := 0; n < contextLength && i > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	return text[i:at]
}

// after is the contextLength code points that begin at the offset.
func after(text string, at int) string {
	i := at
	for n := 0; n < contextLength && i < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return text[at:i]
}
