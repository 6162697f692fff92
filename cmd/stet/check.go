package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/claims"
	"stet/extract"
	"stet/report"
	"stet/sources"
)

// checkOptions are the flags of `stet check`.
type checkOptions struct {
	format, report, annotate, baseline, decisions, date, title string
	reportSource                                               string
	verdicts, kinds                                            []string
	exitZero, withText, explain                                bool
	jobs                                                       int

	filter report.Filter
}

// reportSources are what an HTML report can show of an article.
var reportSources = []string{"text", "page"}

var formats = []string{"text", "json", "html", "sarif", "github", "w3c", "csv"}

func (a *app) checkCommand() *cobra.Command {
	o := &checkOptions{}
	c := &cobra.Command{
		Use:   "check PATH…|-",
		Short: "Check articles against the voting record",
		Long: `check reads articles (HTML pages, Markdown, plain text, Word, OpenDocument, RTF, PDF, EPUB, e-mail), finds
what they say about votes of the United Nations, and tells for each claim whether it stands, what the
record says instead, or why it could not be checked. The content tells the format.
A folder is searched, with the folders in it, for files named
` + strings.Join(articleSuffixes, ", ") + `;
hidden files are left out. "-" reads one article from standard input.

Words such as "on Monday" or "last week" are read from the article's date. stet finds it in most pages
and in front matter; --date gives it where the article does not, or overrides it.

--verdict and --kind choose what the formats other than HTML, and the comments of --annotate, show. The
summary, the HTML report and the exit code always count everything.

What a remark in the source of a page or of Markdown says to ignore, <!-- stet: ignore --> before or in a
paragraph, and what --baseline and --decisions know is shown as such and does not count in the exit code.
A newsroom's stet.toml sets these and more for every check; 'stet config' tells what is in force.

Exit codes: 0 nothing refuted; 1 something refuted (0 with --exit-zero); 2 wrong usage; 3 an article
could not be read or checked, or a report not written. The other articles are still checked.`,
		Example: `  stet check article.html
  stet check --date 2025-02-25 draft.txt
  stet check --report report.html draft.md
  stet check --report report.html --report-source page article.html
  pbpaste | stet check --date 2025-02 -
  stet check --format json --with-text --exit-zero articles/ >findings.json
  stet check --annotate draft-checked.docx draft.docx
  stet check --baseline known.json articles/
  stet check --format sarif articles/ >stet.sarif
  stet check --verdict refuted --explain articles/`,
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			a.settle(c, o)
			return a.check(c.Context(), o, args)
		},
	}
	o.bind(c)
	a.addAsOf(c)
	complete(c, "format", formats)
	complete(c, "report-source", reportSources)
	complete(c, "verdict", verdictNames())
	complete(c, "kind", kindNames())
	return c
}

// bind adds the options as flags.
func (o *checkOptions) bind(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", "what to print: "+strings.Join(formats, ", "))
	f.StringVar(&o.report, "report", "", "write the annotated article(s) as HTML to `FILE`; several articles get a page each in FILE's folder, and FILE is their index")
	f.StringVar(&o.reportSource, "report-source", "text", "`WHAT` the HTML report shows: text, the words as they were read; page, a web page's article in its own markup, without what acts or reaches out")
	f.StringVar(&o.annotate, "annotate", "", "write a copy of the Word file to `FILE.docx`, each finding a comment at its words, each correction a tracked change")
	f.StringVar(&o.baseline, "baseline", "", "a JSON report of an earlier run: what it refuted, and nothing else, is known and does not count in the exit code")
	f.StringVar(&o.decisions, "decisions", "", "the database of a desk (stet serve): what was decided there is told, and what stands or is ignored does not count in the exit code")
	f.StringVar(&o.date, "date", "", "the day, month or year of publication: `YYYY[-MM[-DD]]`")
	f.StringVar(&o.title, "title", "", "the article's title, where it does not tell its own")
	f.StringSliceVar(&o.verdicts, "verdict", nil, "show only these verdicts: "+strings.Join(verdictNames(), ", "))
	f.StringSliceVar(&o.kinds, "kind", nil, "show only claims of these kinds: "+strings.Join(kindNames(), ", "))
	f.BoolVar(&o.withText, "with-text", false, "JSON: add each article's visible text, which the offsets speak of")
	f.BoolVar(&o.explain, "explain", false, "text: tell for each claim which votes were weighed, and why")
	f.BoolVar(&o.exitZero, "exit-zero", false, "end with 0 also where something is refuted")
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "how many articles to check at a time")
}

// complete offers a flag's values to the shell.
func complete(c *cobra.Command, flag string, values []string) {
	if err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // no such flag: a slip in this program
	}
}

func verdictNames() []string {
	var out []string
	for v := claims.NotEnoughEvidence; v <= claims.Refuted; v++ {
		out = append(out, v.String())
	}
	return out
}

func kindNames() []string {
	var out []string
	for _, k := range claims.All {
		out = append(out, k.Name)
	}
	return out
}

// oneOf refuses a value that is not on the list.
func oneOf(flag, value string, allowed []string) error {
	if !slices.Contains(allowed, value) {
		return usageError("--%s %q: use one of %s", flag, value, strings.Join(allowed, ", "))
	}
	return nil
}

// validate refuses what no run could make sense of, before anything is read.
func (o *checkOptions) validate() error {
	if err := oneOf("format", o.format, formats); err != nil {
		return err
	}
	if err := oneOf("report-source", o.reportSource, reportSources); err != nil {
		return err
	}
	if o.reportSource == "page" && o.report == "" && o.format != "html" {
		return usageError("--report-source page is for --report FILE and --format html; give one of them")
	}
	if _, err := extract.ParseDate(o.date); err != nil {
		return usageError("--%w", err)
	}
	for _, v := range o.verdicts {
		if err := oneOf("verdict", v, verdictNames()); err != nil {
			return err
		}
		o.filter.Verdicts = append(o.filter.Verdicts, claims.Verdict(slices.Index(verdictNames(), v)))
	}
	for _, k := range o.kinds {
		if err := oneOf("kind", k, kindNames()); err != nil {
			return err
		}
	}
	o.filter.Kinds = o.kinds
	if o.jobs < 1 {
		return usageError("--jobs %d: use 1 or more", o.jobs)
	}
	if o.withText && o.format != "json" {
		return usageError("--with-text is for --format json")
	}
	if o.explain && o.format != "text" {
		return usageError("--explain is for --format text; JSON always tells the candidates and why")
	}
	return nil
}

// check is one run: gather, check, tell.
func (a *app) check(ctx context.Context, o *checkOptions, paths []string) error {
	if err := o.validate(); err != nil {
		return err
	}
	inputs := gather(paths)
	if err := o.suit(inputs); err != nil {
		return err
	}
	known, err := a.known(ctx, o.decisions, o.baseline)
	if err != nil {
		return err
	}
	db, err := a.openReference(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	results, err := a.work(ctx, o, db, inputs)
	if err != nil {
		return err
	}
	for _, r := range results {
		claims.Decide(r, known)
	}
	return a.tell(o, results, report.HTMLOptions{Now: a.now(), Command: commandLine(o, paths), Version: version, Seats: db.Members(), Markup: o.reportSource == "page"})
}

// suit refuses what does not go with so many articles, and files to write that would replace one of them.
func (o *checkOptions) suit(inputs []input) error {
	switch {
	case len(inputs) > 1 && (o.title != "" || o.format == "html"):
		return usageError("%d articles: --title and --format html are for one; use --report FILE for the pages of several", len(inputs))
	case len(inputs) > 1 && o.annotate != "":
		return usageError("%d articles: --annotate is for one Word file", len(inputs))
	case o.annotate != "" && o.annotate == o.report:
		return usageError("--annotate %s: --report names the same file; name another", o.annotate)
	}
	if err := spareArticles("report", o.report, inputs); err != nil {
		return err
	}
	return spareArticles("annotate", o.annotate, inputs)
}

// tell prints the results, writes the files that were asked for, and says how it went.
func (a *app) tell(o *checkOptions, results []*claims.Result, say report.HTMLOptions) error {
	failed := failures(results)
	if o.format != "text" || len(failed) == len(results) {
		for _, r := range failed {
			a.say("%v", r.Err)
		}
	}
	if o.format != "text" && o.format != "html" || len(failed) < len(results) {
		if err := a.print(o, results, say); err != nil {
			return fmt.Errorf("print the findings: %w", err)
		}
	}
	a.sayUndated(results)
	if o.reportSource == "page" {
		a.sayNoPage(results)
	}
	if o.report != "" {
		if err := a.writeReport(o.report, results, say); err != nil {
			return err
		}
	}
	if o.annotate != "" {
		if err := a.writeAnnotated(o, results[0]); err != nil {
			return err
		}
	}
	return verdictOf(results, o.exitZero)
}

// work checks the inputs, with a progress bar where somebody watches.
func (a *app) work(ctx context.Context, o *checkOptions, db *sources.DB, inputs []input) ([]*claims.Result, error) {
	w := &worker{
		checker: claims.NewChecker(db),
		ref:     claims.ReferenceInfo{Version: db.Version(), Datasets: db.Datasets()},
		in:      a.In,
		opt:     extract.Options{Date: o.date, Title: o.title},
	}
	step, stop := a.progress(len(inputs))
	defer stop()
	return w.all(ctx, inputs, o.jobs, step)
}

func (a *app) print(o *checkOptions, results []*claims.Result, say report.HTMLOptions) error {
	switch o.format {
	case "json":
		return report.JSON(a.Out, results, version, report.JSONOptions{WithText: o.withText, Indent: terminalWidth(a.Out) > 0, Filter: o.filter})
	case "html":
		return report.HTML(a.Out, results[0], say)
	case "sarif":
		return report.SARIF(a.Out, results, version, o.filter)
	case "github":
		return report.GitHub(a.Out, results, o.filter)
	case "w3c":
		return report.W3C(a.Out, results, version, o.filter)
	case "csv":
		return report.CSV(a.Out, results, o.filter)
	}
	color := a.color(a.Out)
	if o.explain {
		if err := explain(a.Out, results, o.filter); err != nil {
			return err
		}
	}
	return report.Text(a.Out, results, report.TextOptions{Color: color, Width: lineWidth(a.Out), Filter: o.filter})
}

// sayUndated tells of articles without a date, each by name while they are few.
func (a *app) sayUndated(results []*claims.Result) {
	var names []string
	for _, r := range results {
		if r.Err == nil && r.Document.Published.Precision == extract.NoDate {
			names = append(names, r.Document.Name)
		}
	}
	const what = "no date of publication was found, so words such as “last week” have no fixed meaning; give it with --date"
	switch {
	case len(names) > 3:
		a.say("note: %s and %d other articles: %s", names[0], len(names)-1, what)
	default:
		for _, n := range names {
			a.say("note: %s: %s", n, what)
		}
	}
}

// sayNoPage tells which articles are no web pages, so that their reports show the text.
func (a *app) sayNoPage(results []*claims.Result) {
	for _, r := range results {
		if r.Err == nil && (r.Document.Format != extract.HTML || r.Document.Parts != nil) {
			a.say("note: %s is no web page: its report shows the text", r.Document.Name)
		}
	}
}

func failures(results []*claims.Result) []*claims.Result {
	var out []*claims.Result
	for _, r := range results {
		if r.Err != nil {
			out = append(out, r)
		}
	}
	return out
}

// verdictOf is the run's end: a failure outranks a refuted claim.
func verdictOf(results []*claims.Result, exitZero bool) error {
	if len(failures(results)) > 0 {
		return silent(codeFailure)
	}
	if exitZero {
		return nil
	}
	for _, r := range results {
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Verdict == claims.Refuted && !f.Ignored() {
				return silent(codeRefuted)
			}
		}
	}
	return nil
}
