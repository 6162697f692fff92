package archive

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"stet/sources"
)

// Filter picks findings of a run. Empty fields pick all; what people are not told of, opinions and the future, is
// never picked.
type Filter struct {
	Verdicts  []string // as in JSON
	Kinds     []string
	Severity  string // meaning or detail
	Outlet    string // whole, or the end of it: "example.org" has "news.example.org"
	From, To  string // day, month or year of publication, ISO 8601; undated articles are in neither
	Record    string // symbol of the vote that the finding rests on, or the end of it behind a slash
	Diagnosis string // part of the diagnosis or of the reason
	Text      string // part of the quotation, the reading or the title
	Path      string // part of the first place
	Once      bool   // without the texts that are told with another one
}

// Columns of a finding in the view "findings", as a query prints them.
const findingsColumns = `article, path, title, published, outlet, places, line, kind, verdict, severity, reason_code, quote, reading, reason, diagnosis, "with", record, id, copy_of`

// Groups are by what findings may be counted, each with its expression over the view.
var Groups = map[string]string{"verdict": "verdict", "severity": "severity", "kind": "kind", "outlet": "outlet", "record": "record",
	"diagnosis": "CASE WHEN diagnosis = '' THEN kind ELSE diagnosis END", "reason": "reason_code", "month": "substr(published, 1, 7)", "year": "substr(published, 1, 4)"}

// where is the filter as a condition over the view "findings", with its arguments.
func (f Filter) where() (string, []any) {
	conditions, args := []string{"reason_code NOT IN ('opinion', 'future')"}, []any{}
	add := func(condition string, values ...string) {
		conditions = append(conditions, condition)
		for _, v := range values {
			args = append(args, v)
		}
	}
	oneOf := func(column string, values []string) {
		if len(values) > 0 {
			add(column+" IN (?"+strings.Repeat(", ?", len(values)-1)+")", values...)
		}
	}
	within := func(value string, columns ...string) {
		if value == "" {
			return
		}
		any := make([]string, len(columns))
		for i, c := range columns {
			any[i] = "instr(lower(" + c + "), lower(?)) > 0"
			args = append(args, value)
		}
		conditions = append(conditions, "("+strings.Join(any, " OR ")+")")
	}
	oneOf("verdict", f.Verdicts)
	oneOf("kind", f.Kinds)
	if f.Severity != "" {
		add("severity = ?", f.Severity)
	}
	if f.Outlet != "" {
		add("(lower(outlet) = lower(?) OR lower(substr(outlet, -length(?) - 1)) = lower('.' || ?))", f.Outlet, f.Outlet, f.Outlet)
	}
	if f.From != "" { // a month or year that may hold the day is in
		add("published <> '' AND published >= substr(?, 1, length(published))", f.From)
	}
	if f.To != "" {
		add("published <> '' AND substr(published, 1, length(?)) <= ?", f.To, f.To)
	}
	if f.Record != "" {
		add("(lower(record) = lower(?) OR lower(substr(record, -length(?) - 1)) = lower('/' || ?))", f.Record, f.Record, f.Record)
	}
	within(f.Diagnosis, "diagnosis", "reason")
	within(f.Text, "quote", "reading", "title")
	within(f.Path, "path")
	if f.Once {
		add("copy_of = ''")
	}
	return strings.Join(conditions, " AND "), args
}

// Find gives the findings that the filter picks, in the archive's order, within the limits.
func (r *Run) Find(ctx context.Context, f Filter, limits sources.QueryLimits) (*sources.Answer, error) {
	where, args := f.where()
	return r.Ask(ctx, limits, "SELECT "+findingsColumns+" FROM findings WHERE "+where+" ORDER BY pos, number", args...)
}

// Count counts the findings that the filter picks by one of Groups, the commonest first.
func (r *Run) Count(ctx context.Context, f Filter, by string, limits sources.QueryLimits) (*sources.Answer, error) {
	group, ok := Groups[by]
	if !ok {
		return nil, fmt.Errorf("count by %q: use one of %s", by, strings.Join(sortedKeys(Groups), ", "))
	}
	where, args := f.where()
	return r.Ask(ctx, limits, fmt.Sprintf(`SELECT %s AS "%s", count(*) AS findings, sum(verdict = 'refuted') AS refuted, sum(severity = 'meaning') AS meaning,
		count(DISTINCT article) AS articles FROM findings WHERE %s GROUP BY 1 ORDER BY 2 DESC, 1`, group, by, where), args...)
}

// Ask runs a query of the user's own over the run's file, on a connection that can only read, within the limits
// (see sources.QueryFile).
func (r *Run) Ask(ctx context.Context, limits sources.QueryLimits, query string, args ...any) (*sources.Answer, error) {
	return sources.QueryFile(ctx, dsn(filepath.Join(r.Dir, RunFile), "mode=ro", "_query_only=1"), limits, query, args...)
}
