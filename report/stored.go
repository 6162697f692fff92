package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"stet/claims"
	"stet/extract"
)

// StoredText writes findings that JSONDocument wrote earlier as Text would have written them, under the path given. The
// article is not at hand any more: a correction is shown within the words that the JSON quotes.
func StoredText(w io.Writer, document []byte, path string, opt TextOptions) error {
	var d jsonDocument
	if err := json.Unmarshal(document, &d); err != nil {
		return fmt.Errorf("%s: its findings are damaged: %w", path, err)
	}
	if opt.Width <= 0 {
		opt.Width = 100
	}
	t := &terminal{w: bufio.NewWriter(w), opt: opt}
	for i := range d.Findings {
		j := &d.Findings[i]
		r := stored(j, path)
		f := &r.Findings[0]
		if !opt.Filter.Keep(f) || notAClaim(f) || opt.Quiet && f.Verdict == claims.Supported {
			continue
		}
		where := fmt.Sprintf("%s:%d:%d:", plain(path), j.Line, j.Column)
		if f.Verdict == claims.Supported {
			t.supported(where, r, f)
		} else {
			t.finding(where, r, f)
		}
	}
	return t.w.Flush()
}

// stored is a finding of JSON as a result of its own, whose text is the quote in its context.
func stored(j *jsonFinding, path string) *claims.Result {
	d := &extract.Document{Name: path, Text: j.Prefix + j.Quote + j.Suffix}
	begin := len(j.Prefix)
	f := claims.Finding{ID: j.ID, Kind: j.Kind, Span: extract.Span{Start: begin, End: begin + len(j.Quote)}, Reading: j.Reading,
		Verdict: verdictNamed(j.Verdict), Reason: claims.Reason(j.ReasonCode), Message: j.Reason, Diagnosis: j.Diagnosis, Severity: severityNamed(j.Severity)}
	if c := j.Correction; c != nil {
		from := offsetOf(d.Text, utf8.RuneCountInString(j.Prefix)+c.Start-j.Start)
		if to := offsetOf(d.Text, utf8.RuneCountInString(j.Prefix)+c.End-j.Start); from >= 0 && to >= from {
			f.Correction = &claims.Correction{Span: extract.Span{Start: from, End: to}, With: c.With}
		}
	}
	for _, e := range j.Evidence {
		kept := claims.Evidence{Record: e.Record, Title: e.Title, Date: e.Date, Says: e.Says, Dataset: e.Dataset, URL: e.URL, Query: e.Query}
		if e.Record == "" && e.Dataset == "" { // of no dataset: the article's own words
			kept.Article = []extract.Span{f.Span}
		}
		f.Evidence = append(f.Evidence, kept)
	}
	for _, c := range j.Candidates {
		f.Candidates = append(f.Candidates, claims.Candidate{Record: c.Record, Title: c.Title, Date: c.Date, Probability: c.Probability, Why: c.Why})
	}
	return &claims.Result{Document: d, Findings: []claims.Finding{f}}
}

// offsetOf is the byte at which the code point stands, -1 where the text has no such place.
func offsetOf(text string, point int) int {
	if point < 0 {
		return -1
	}
	at := 0
	for ; point > 0 && at < len(text); point-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	if point > 0 {
		return -1
	}
	return at
}

func verdictNamed(name string) claims.Verdict {
	for v := claims.NotEnoughEvidence; v <= claims.Refuted; v++ {
		if v.String() == name {
			return v
		}
	}
	return claims.NotEnoughEvidence
}

func severityNamed(name string) claims.Severity {
	for s := claims.NoSeverity; s <= claims.Meaning; s++ {
		if s.String() == name {
			return s
		}
	}
	return claims.NoSeverity
}
