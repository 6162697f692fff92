package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/archive"
	"stet/claims"
	"stet/extract"
	"stet/report"
	"stet/sources"
)

// archiveFilter are the flags that pick findings of a run.
type archiveFilter struct{ archive.Filter }

func (f *archiveFilter) add(c *cobra.Command) {
	x := c.Flags()
	x.StringSliceVar(&f.Verdicts, "verdict", nil, "only these verdicts: "+strings.Join(verdictNames(), ", "))
	x.StringSliceVar(&f.Kinds, "kind", nil, "only claims of these kinds: "+strings.Join(kindNames(), ", "))
	x.StringVar(&f.Severity, "severity", "", "only errors that change the `meaning`, or a detail")
	x.StringVar(&f.Outlet, "outlet", "", "only this outlet; example.org has news.example.org too")
	x.StringVar(&f.From, "from", "", "published on or after that `YYYY[-MM[-DD]]`")
	x.StringVar(&f.To, "to", "", "published on or before that `YYYY[-MM[-DD]]`")
	x.StringVar(&f.Record, "record", "", "only findings that rest on this vote, by its `SYMBOL`: A/RES/ES-11/7, or ES-11/7")
	x.StringVar(&f.Diagnosis, "diagnosis", "", "only where the diagnosis or the reason holds these `WORDS`")
	x.StringVar(&f.Text, "text", "", "only where the quotation, its reading or the headline holds these `WORDS`")
	x.StringVar(&f.Path, "path", "", "only where the article's first place holds these `LETTERS`")
	x.BoolVar(&f.Once, "once", false, "tell copies of a story that say nothing beside it with the story only")
	complete(c, "verdict", verdictNames())
	complete(c, "kind", kindNames())
	complete(c, "severity", []string{"meaning", "detail"})
}

// validate refuses a filter that could pick nothing.
func (f *archiveFilter) validate() error {
	for _, v := range f.Verdicts {
		if err := oneOf("verdict", v, verdictNames()); err != nil {
			return err
		}
	}
	for _, k := range f.Kinds {
		if err := oneOf("kind", k, kindNames()); err != nil {
			return err
		}
	}
	if f.Severity != "" {
		if err := oneOf("severity", f.Severity, []string{"meaning", "detail"}); err != nil {
			return err
		}
	}
	for name, day := range map[string]string{"from": f.From, "to": f.To} {
		if _, err := extract.ParseDate(day); err != nil {
			return usageError("--%s: %w", name, err)
		}
	}
	return nil
}

func (f *archiveFilter) empty() bool {
	return len(f.Verdicts) == 0 && len(f.Kinds) == 0 && f.Severity+f.Outlet+f.From+f.To+f.Record+f.Diagnosis+f.Text+f.Path == "" && !f.Once
}

// report is the same choice for the renderer of an article.
func (f *archiveFilter) report() report.Filter {
	out := report.Filter{Kinds: f.Kinds}
	for _, v := range f.Verdicts {
		out.Verdicts = append(out.Verdicts, claims.Verdict(slices.Index(verdictNames(), v)))
	}
	return out
}

func (a *app) archiveShowCommand() *cobra.Command {
	f, format, source, limit := &archiveFilter{}, "", "", 20
	c := &cobra.Command{
		Use:   "show RUN [ARTICLE]",
		Short: "Show what a run found in one article, or in those that a filter picks",
		Long: `show prints the findings of an article as 'stet check' would have. ARTICLE is a file, FILE!NAME for what lies in a
file, an address of a crawl, the end of one of these behind a slash, or the first six or more letters of the
fingerprint that 'query' prints. Without ARTICLE it shows the articles that the flags pick; without either it
sums up the run.

--format html makes the article's annotated page out of the archive, which must still be there and unchanged.`,
		Example: `  stet archive show run-june
  stet archive show run-june https://www.example.org/world/un-vote
  stet archive show run-june 3fd0c2 --format html > article.html
  stet archive show run-june --severity meaning --outlet example.org`,
		Args: usage(cobra.RangeArgs(1, 2)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, []string{"text", "json", "html"}); err != nil {
				return err
			}
			if err := f.validate(); err != nil {
				return err
			}
			if limit < 1 {
				return usageError("--limit: use 1 or more")
			}
			if err := oneOf("report-source", source, reportSources); err != nil {
				return err
			}
			if source == "page" && format != "html" {
				return usageError("--report-source page is for --format html; give both")
			}
			return a.archiveShow(c.Context(), f, format, source, limit, args[0], strings.Join(args[1:], ""))
		},
	}
	f.add(c)
	c.Flags().StringVar(&source, "report-source", "text", "`WHAT` --format html shows: text, or page, a web page's article in its own markup, as 'stet check' has it")
	complete(c, "report-source", reportSources)
	c.Flags().StringVar(&format, "format", "text", "what to print: text, json (a document object a line, as findings.jsonl has), html (one article)")
	c.Flags().IntVar(&limit, "limit", limit, "show at most so many articles")
	complete(c, "format", []string{"text", "json", "html"})
	return c
}

func (a *app) archiveShow(ctx context.Context, f *archiveFilter, format, source string, limit int, dir, address string) error {
	run, err := archive.OpenRun(ctx, dir)
	if err != nil {
		return err
	}
	defer run.Close()
	switch {
	case format == "html" && address == "":
		return usageError("--format html is for one article: name it, or use 'stet archive report %s'", dir)
	case format == "html":
		return a.archivePage(ctx, run, address, source)
	case address == "" && f.empty():
		return a.archiveSummary(ctx, run, format)
	}
	found, err := run.Articles(ctx, address, f.Filter, limit+1)
	if err != nil {
		return err
	}
	for _, x := range found[:min(len(found), limit)] {
		if err := a.showArticle(x, f.report(), format); err != nil {
			return err
		}
	}
	switch {
	case len(found) == 0:
		a.say("note: no article of the run is picked by these flags")
	case len(found) > limit:
		a.say("note: cut off after %d articles: --limit shows more", limit)
	}
	return nil
}

func (a *app) showArticle(x archive.Article, filter report.Filter, format string) error {
	if format == "json" {
		_, err := fmt.Fprintf(a.Out, "%s\n", x.Document)
		return err
	}
	about := []string{x.Text[:12]}
	for _, s := range []string{x.Title, x.Published, x.Outlet} {
		if s != "" {
			about = append(about, clean(s))
		}
	}
	fmt.Fprintf(a.Out, "%s\n", strings.Join(about, " · "))
	for _, p := range x.Places {
		fmt.Fprintf(a.Out, "  at %s\n", clean(p))
	}
	for _, c := range x.Copies {
		lacks := ""
		if len(c.Lacks) > 0 {
			lacks = fmt.Sprintf(", without %d of the findings below", len(c.Lacks))
		}
		fmt.Fprintf(a.Out, "  copy at %s%s\n", clean(c.Path), lacks)
	}
	if x.Like != "" {
		fmt.Fprintf(a.Out, "  much like %s\n", clean(x.Like))
	}
	if err := report.StoredText(a.Out, x.Document, x.Path, report.TextOptions{Color: a.color(a.Out), Width: lineWidth(a.Out), Filter: filter}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.Out)
	return err
}

// archivePage prints the annotated page of one article, which is checked again for it.
func (a *app) archivePage(ctx context.Context, run *archive.Run, address, source string) error {
	db, err := a.openReference(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	var page bytes.Buffer // so that nothing is printed where it cannot be made
	say := report.HTMLOptions{Now: a.now(), Version: version, Command: fmt.Sprintf("stet archive show %s %s --format html", quoted(run.Dir), quoted(address))}
	if source == "page" {
		say.Markup = true
		say.Command += " --report-source page"
	}
	if err := run.WritePage(ctx, db, &page, address, archive.PageOptions{HTML: say}); err != nil {
		return err
	}
	_, err = page.WriteTo(a.Out)
	return err
}

// archiveSummary sums up a run.
func (a *app) archiveSummary(ctx context.Context, run *archive.Run, format string) error {
	s, err := run.Summary(ctx)
	if err != nil {
		return err
	}
	if format == "json" {
		return a.printJSON(s)
	}
	whole := "The run is whole."
	if !s.Whole {
		whole = "The run is not whole yet: give its command again."
	}
	_, err = fmt.Fprintf(a.Out, "%d articles and pages in %d files, %d of them name nothing of the United Nations.\n%s\n%sChecked against UN votes %s by stet %s. %s\n",
		s.Members, s.Sources, s.LookedOver, foundLine(s), failedLine(s), s.Reference, s.Engine, whole)
	return err
}

func (a *app) archiveQueryCommand() *cobra.Command {
	f, by, sql, format := &archiveFilter{}, "", "", ""
	limits := sources.QueryLimits{Rows: 1000, Time: 30 * time.Second}
	c := &cobra.Command{
		Use:   "query RUN",
		Short: "List or count a run's findings by verdict, outlet, date, vote, words; or ask in SQL",
		Long: `query lists the findings that all flags together pick, a row each, in the archive's order; --by counts them.

--sql runs a SELECT of your own ("-" reads it from the standard input), which can only read. The view findings has
a row a finding with article (the fingerprint of its text), path, title, published, outlet, places, line, kind,
verdict, severity, reason_code, quote, reading, reason, diagnosis, "with", record, id, copy_of. Below it lie the tables
source, place, result, finding, uses (votes weighed), and quarantine; docs/archive.md tells of them.`,
		Example: `  stet archive query run --verdict refuted --outlet example.org --from 2024
  stet archive query run --record ES-11/7 --format csv > es-11-7.csv
  stet archive query run --verdict refuted --by diagnosis
  stet archive query run --sql "SELECT outlet, count(*) FROM findings WHERE severity = 'meaning' GROUP BY outlet"
  stet archive query run --sql "SELECT s.path, q.name, q.reason FROM quarantine q JOIN source s ON s.id = q.source"`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, dataFormats); err != nil {
				return err
			}
			if err := f.validate(); err != nil {
				return err
			}
			switch {
			case limits.Rows < 1 || limits.Time <= 0:
				return usageError("--limit and --timeout: use more than 0")
			case sql != "" && (by != "" || !f.empty()):
				return usageError("--sql: say it all in SQL, without the other flags that pick or count")
			case by != "":
				if err := oneOf("by", by, groupNames()); err != nil {
					return err
				}
			}
			return a.archiveQuery(c.Context(), f, by, sql, format, limits, args[0])
		},
	}
	f.add(c)
	x := c.Flags()
	x.StringVar(&by, "by", "", "count by this: "+strings.Join(groupNames(), ", "))
	x.StringVar(&sql, "sql", "", "a `SELECT` of your own, or - for the standard input")
	x.StringVar(&format, "format", "text", "what to print: "+strings.Join(dataFormats, ", "))
	x.IntVar(&limits.Rows, "limit", limits.Rows, "print at most so many rows")
	x.DurationVar(&limits.Time, "timeout", limits.Time, "stop the query after that time")
	complete(c, "by", groupNames())
	complete(c, "format", dataFormats)
	return c
}

func groupNames() []string {
	var out []string
	for name := range archive.Groups {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func (a *app) archiveQuery(ctx context.Context, f *archiveFilter, by, sql, format string, limits sources.QueryLimits, dir string) error {
	run, err := archive.OpenRun(ctx, dir)
	if err != nil {
		return err
	}
	defer run.Close()
	var found *sources.Answer
	switch {
	case sql != "":
		if sql, err = a.queryText([]string{sql}); err == nil {
			found, err = run.Ask(ctx, limits, sql)
		}
	case by != "":
		found, err = run.Count(ctx, f.Filter, by, limits)
	default:
		found, err = run.Find(ctx, f.Filter, limits)
	}
	if err != nil {
		return err
	}
	s, err := run.Reference(ctx)
	if err != nil {
		return err
	}
	answer := newQueryJSON(s, found)
	switch {
	case format == "csv":
		header, rows := answer.table()
		err = writeCSV(a.Out, header, sheetRows(rows))
	case format == "text" && sql == "" && by == "":
		err = a.printData(format, answer.only(listColumns))
	default:
		err = a.printData(format, answer)
	}
	if err == nil && found.Cut {
		a.say("note: cut off after %d rows: --limit allows more", limits.Rows)
	}
	return err
}

// listColumns are what of a finding goes on a line of a terminal.
var listColumns = []string{"article", "published", "outlet", "verdict", "severity", "kind", "record", "quote", "path"}

// only is the answer with some of its columns; a fingerprint is cut to what show understands.
func (j *queryJSON) only(columns []string) *queryJSON {
	out := &queryJSON{Reference: j.Reference, Columns: columns, Cut: j.Cut}
	for _, row := range j.Rows {
		cells := make([]any, len(columns))
		for i, name := range columns {
			cells[i] = row[slices.Index(j.Columns, name)]
			if s, ok := cells[i].(string); ok && name == "article" && len(s) > 12 {
				cells[i] = s[:12]
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// sheetRows are rows that no spreadsheet runs as formulas: their words are those of articles.
func sheetRows(rows [][]string) [][]string {
	for _, row := range rows {
		for i := range row {
			row[i] = report.SheetCell(row[i])
		}
	}
	return rows
}

// foundLine and failedLine say what a run found and what it could not read.
func foundLine(s *archive.Summary) string {
	return fmt.Sprintf("%d articles with claims: %d claims stand, %d do not (%d change the meaning), on %d the records disagree, %d could not be checked.",
		s.WithClaims, s.Supported, s.Errors(), s.Meaning, s.Conflicting, s.Unchecked)
}

func failedLine(s *archive.Summary) string {
	return fmt.Sprintf("%d files and members could not be read or checked.\n", s.Quarantined)
}
