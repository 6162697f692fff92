package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"stet/sources"
)

// printable is what a data command found: as text, as a table for CSV, and, as it is, for JSON.
type printable interface {
	text(w io.Writer, style voteStyle)
	table() (header []string, rows [][]string)
}

// printData prints what a command found in the format asked for.
func (a *app) printData(format string, found printable) error {
	switch format {
	case "json":
		return a.printJSON(found)
	case "csv":
		header, rows := found.table()
		return writeCSV(a.Out, header, rows)
	}
	b := bufio.NewWriter(a.Out)
	found.text(b, voteStyle{color: a.color(a.Out), width: lineWidth(a.Out)})
	return b.Flush()
}

func writeCSV(w io.Writer, header []string, rows [][]string) error {
	c := csv.NewWriter(w)
	if err := c.Write(header); err != nil {
		return err
	}
	return c.WriteAll(rows)
}

// textTable writes rows under a header in columns; those whose header begins with a space are set to
// the right.
func textTable(w io.Writer, header []string, rows [][]string) {
	widths := make([]int, len(header))
	for i, h := range header {
		widths[i] = runes(strings.TrimSpace(h))
		for _, r := range rows {
			widths[i] = max(widths[i], runes(r[i]))
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, c := range cells {
			if pad := strings.Repeat(" ", widths[i]-runes(c)); strings.HasPrefix(header[i], " ") {
				b.WriteString(pad + c)
			} else {
				b.WriteString(c + pad)
			}
			b.WriteString("  ")
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	heads := make([]string, len(header))
	for i, h := range header {
		heads[i] = strings.TrimSpace(h)
	}
	line(heads)
	for _, r := range rows {
		line(r)
	}
}

// recordColumns are the columns of a vote in CSV.
var recordColumns = []string{"record", "date", "body", "outcome", "yes", "no", "abstain", "not_voting", "members", "title", "series", "dataset", "url"}

func recordRow(r *sources.Record) []string {
	return []string{r.Symbol, r.Date.String(), string(r.Body), string(r.Outcome), count(r.Tally.Yes), count(r.Tally.No), count(r.Tally.Abstain),
		count(r.Tally.NotVoting), memberCount(r), r.Title, r.Series, r.Dataset, r.URL}
}

// count is a number as a cell, empty where no source states it.
func count(n int) string {
	if n < 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func recordRows(records []*sources.Record) [][]string {
	out := make([][]string, len(records))
	for i, r := range records {
		out[i] = recordRow(r)
	}
	return out
}

// pointers is the records by address.
func pointers(records []sources.Record) []*sources.Record {
	out := make([]*sources.Record, len(records))
	for i := range records {
		out[i] = &records[i]
	}
	return out
}

// voteColumns are the columns of `stet data show` in CSV: a line a member.
var voteColumns = []string{"record", "date", "body", "code", "name", "vote"}

var voteWords = map[sources.Position]string{
	sources.Yes: "yes", sources.No: "no", sources.Abstain: "abstain", sources.NotVoting: "not voting", sources.Unknown: "unknown",
}

func voteRows(db *sources.DB, records []sources.Record) [][]string {
	var out [][]string
	for i := range records {
		r := &records[i]
		for seat := range len(r.Positions) {
			if p := r.Position(seat); p != sources.NotMember {
				m := db.Members()[seat]
				out = append(out, []string{r.Symbol, r.Date.String(), string(r.Body), m.Code, m.Name, voteWords[p]})
			}
		}
	}
	return out
}

var datasetColumns = []string{"name", "title", "publisher", "credit", "terms", "url", "version", "from", "to", "retrieved", "records"}

func datasetRows(db *sources.DB) [][]string {
	var out [][]string
	for _, d := range db.Datasets() {
		out = append(out, []string{d.Name, d.Title, d.Publisher, d.Credit, d.Terms, d.URL, d.Version, d.From.String(), d.To.String(), d.Retrieved, fmt.Sprint(d.Records)})
	}
	return out
}

// memberCount is the seats at the table, empty where unknown.
func memberCount(r *sources.Record) string {
	if r.Members == 0 {
		return ""
	}
	return fmt.Sprint(r.Members)
}
