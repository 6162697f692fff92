package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/sources"
)

// longestQuery bounds what is read from the standard input, in bytes.
const longestQuery = 1 << 20

func (a *app) dataQueryCommand() *cobra.Command {
	limits := sources.QueryLimits{Rows: 1000, Time: 5 * time.Second}
	c := a.dataSubcommand(&cobra.Command{
		Use:   "query [SQL]",
		Short: "Ask the store in SQL, read-only",
		Long: `query runs a SELECT over the SQLite store of the reference and prints its rows. Without words, or with
"-", it reads the SQL from the standard input. It can only read, and it ends at a number of rows and a time.

The tables are records, record_details, members, names, groups, council, datasets and corrections; the view
votes has one row a record and member (record, body, symbol, date, code, member, position: Y N A X, and ? for
a vote not known); "SELECT name, sql FROM sqlite_schema" tells them all.`,
		Example: `  stet data query "SELECT date, symbol FROM votes WHERE code = 'HUN' AND position = 'N' ORDER BY date DESC LIMIT 10"
  stet data query --format csv --limit 100000 < desk.sql > desk.csv`,
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		if limits.Rows < 1 || limits.Time <= 0 {
			return usageError("--limit and --timeout: use more than 0")
		}
		sql, err := a.queryText(args)
		if err != nil {
			return err
		}
		found, err := db.Query(c.Context(), sql, limits)
		if err != nil {
			return err
		}
		if err := a.printData(format, newQueryJSON(db.Version(), found)); err != nil {
			return err
		}
		if found.Cut {
			a.say("note: cut off after %d rows: --limit allows more", limits.Rows)
		}
		return nil
	})
	c.Flags().IntVar(&limits.Rows, "limit", limits.Rows, "print at most so many rows")
	c.Flags().DurationVar(&limits.Time, "timeout", limits.Time, "stop the query after that time")
	return c
}

// queryText is the SQL of the arguments, or of the standard input.
func (a *app) queryText(args []string) (string, error) {
	sql := strings.Join(args, " ")
	if sql == "" || sql == standardInput {
		data, err := io.ReadAll(io.LimitReader(a.In, longestQuery+1))
		if err != nil {
			return "", fmt.Errorf("read the query: %w", err)
		}
		if len(data) > longestQuery {
			return "", fmt.Errorf("the query is longer than %d bytes: shorten it", longestQuery)
		}
		sql = string(data)
	}
	if strings.TrimSpace(sql) == "" {
		return "", usageError("no query: write a SELECT, see 'stet data query --help'")
	}
	if strings.ContainsRune(sql, 0) {
		return "", errors.New("the query holds a zero byte: it is no SQL")
	}
	return sql, nil
}

// queryJSON is what `stet data query` prints; a cell is null, a number or a string (a blob in hexadecimal
// after "x'").
type queryJSON struct {
	Reference string   `json:"reference"`
	Columns   []string `json:"columns"`
	Rows      [][]any  `json:"rows"`
	Cut       bool     `json:"cut"`
}

func newQueryJSON(reference string, found *sources.Answer) *queryJSON {
	for _, row := range found.Rows {
		for i, cell := range row {
			if b, ok := cell.([]byte); ok {
				row[i] = "x'" + hex.EncodeToString(b) + "'"
			}
		}
	}
	return &queryJSON{reference, found.Columns, found.Rows, found.Cut}
}

func (j *queryJSON) table() ([]string, [][]string) {
	rows := make([][]string, len(j.Rows))
	for i, row := range j.Rows {
		rows[i] = make([]string, len(row))
		for k, cell := range row {
			if cell != nil {
				rows[i][k] = fmt.Sprint(cell)
			}
		}
	}
	return j.Columns, rows
}

// widestCell is the columns that a cell may take in text; CSV and JSON print all of it.
const widestCell = 80

func (j *queryJSON) text(w io.Writer, style voteStyle) {
	_, rows := j.table()
	header := make([]string, len(j.Columns))
	for k := range header {
		header[k] = clean(j.Columns[k])
		if j.numeric(k) {
			header[k] = " " + header[k]
		}
		for _, row := range rows {
			row[k] = voteStyle{width: widestCell}.cut(clean(row[k]), 0)
		}
	}
	textTable(w, header, rows)
}

// numeric reports whether a column holds numbers alone, which are set to the right.
func (j *queryJSON) numeric(column int) bool {
	for _, row := range j.Rows {
		switch row[column].(type) {
		case int64, float64, nil:
		default:
			return false
		}
	}
	return len(j.Rows) > 0
}
