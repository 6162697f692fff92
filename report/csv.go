package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"stet/claims"
	"stet/extract"
)

// csvColumns are the columns of the CSV format, in their order. New ones are only ever added at the end.
var csvColumns = []string{"path", "line", "column", "start", "end", "kind", "verdict", "severity", "reason_code", "quote",
	"reading", "reason", "replace", "with", "record", "date", "says", "url", "id", "error", "decision"}

// CSV writes one row a finding (RFC 4180, UTF-8), under a row of column names; an article that could not be
// read is a row with its error alone. Cells that a spreadsheet would take for a formula begin with an
// apostrophe.
func CSV(w io.Writer, results []*claims.Result, filter Filter) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(csvColumns); err != nil {
		return err
	}
	for _, r := range results {
		d := documentOf(r)
		if r.Err != nil {
			row := make([]string, len(csvColumns))
			row[0], row[slices.Index(csvColumns, "error")] = SheetCell(d.Name), SheetCell(r.Err.Error())
			if err := out.Write(row); err != nil {
				return err
			}
			continue
		}
		lines, points := newLines(d), &pointCounter{text: d.Text}
		for k := range r.Findings {
			if f := &r.Findings[k]; filter.Keep(f) && !notAClaim(f) {
				if err := out.Write(csvRow(d, f, lines, points)); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(d *extract.Document, f *claims.Finding, lines *lines, points *pointCounter) []string {
	span := clamp(d.Text, f.Span)
	line, column := lines.place(span)
	start, end := points.span(span)
	var old, with string
	if f.Correction != nil {
		_, old, with, _ = corrected(d, f)
	}
	var e claims.Evidence
	if len(f.Evidence) > 0 {
		e = f.Evidence[0]
	}
	return []string{SheetCell(d.Name), strconv.Itoa(line), strconv.Itoa(column), strconv.Itoa(start), strconv.Itoa(end),
		f.Kind, f.Verdict.String(), f.Severity.String(), string(f.Reason), SheetCell(d.Quote(span)),
		SheetCell(f.Reading), SheetCell(explanation(f)), SheetCell(old), SheetCell(with), SheetCell(e.Record), e.Date, SheetCell(e.Says), SheetCell(e.URL), f.ID, "", SheetCell(decisionWords(f))}
}

// SheetCell is a text for a cell of CSV that no spreadsheet runs: OWASP's list of what a formula begins with.
func SheetCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && !isNumber(s) && s != standardInputName {
		return "'" + s
	}
	return s
}

// standardInputName is how a result names standard input; alone it is no formula.
const standardInputName = "-"

// isNumber keeps "-3" a number.
func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
