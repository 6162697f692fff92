package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stet/archive"
	"stet/claims"
	"stet/report"
)

// archiveReportOptions are the flags of `stet archive report`.
type archiveReportOptions struct {
	since, source string
	known         knownFlags
	all, refuted  bool
	jobs          int
}

func (a *app) archiveReportCommand() *cobra.Command {
	o := &archiveReportOptions{}
	c := &cobra.Command{
		Use:   "report RUN [ARTICLE…]",
		Short: "Make articles' annotated pages, and a run's files anew",
		Long: `report writes the run's files anew. With ARTICLE (as 'stet archive show' takes it), --refuted or --all it also makes
the annotated pages of articles, in RUN/articles, and index.html then links to those that are there.

For a page the article is read again out of the archive and checked again. The archive must therefore still be
there; an article that changed since the run, or that another build or another reference judges otherwise, gets no
page and is named. Pages that are there already are kept: a report that was stopped goes on. Copies of a story
that are told with it get no page unless they are named. With --report-source page a web page's article is shown
in its own markup; an article has one page, so what is there in the other form is made anew.

Exit codes: 0 all is written, 2 wrong usage, 3 a page or file could not be written.`,
		Example: `  stet archive report run-june --refuted
  stet archive report run-june crawl.warc.gz!https://www.example.org/un-vote
  stet archive report run-june --refuted --report-source page
  stet archive report run-june --since run-may`,
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if o.all && o.refuted || (o.all || o.refuted) && len(args) > 1 {
				return usageError("use one of ARTICLE…, --refuted and --all")
			}
			if o.jobs < 0 {
				return usageError("--jobs: not below 0")
			}
			if err := oneOf("report-source", o.source, reportSources); err != nil {
				return err
			}
			if o.source == "page" && !o.all && !o.refuted && len(args) == 1 {
				return usageError("--report-source page is for articles' pages; give ARTICLE…, --refuted or --all")
			}
			return a.archiveReport(c.Context(), o, args[0], args[1:])
		},
	}
	c.Flags().StringVar(&o.since, "since", "", "tell what changed since the run in this `FOLDER` (default: the one that the run was told)")
	c.Flags().BoolVar(&o.refuted, "refuted", false, "make the page of every article with a claim that does not stand")
	c.Flags().BoolVar(&o.all, "all", false, "make the page of every article with a finding")
	c.Flags().IntVar(&o.jobs, "jobs", 0, "how many articles to check at a time (default: a worker for each core)")
	c.Flags().StringVar(&o.source, "report-source", "text", "`WHAT` articles' pages show: text, or page, a web page's article in its own markup, as 'stet check' has it")
	complete(c, "report-source", reportSources)
	o.known.add(c)
	a.addAsOf(c)
	return c
}

// archiveReport makes pages first, so that the index links to them.
func (a *app) archiveReport(ctx context.Context, o *archiveReportOptions, dir string, articles []string) error {
	known, err := a.known(ctx, o.known.decisions, o.known.baseline)
	if err != nil {
		return err
	}
	pages := len(articles) > 0 || o.all || o.refuted
	failed := 0
	if pages {
		var err error
		if failed, err = a.archivePages(ctx, o, dir, articles); err != nil {
			return err
		}
	}
	if err := a.archiveFiles(ctx, dir, o.since, len(articles) > 0, known); err != nil {
		return err
	}
	if failed > 0 {
		return silent(codeFailure)
	}
	return nil
}

// archivePages makes the pages and counts those that it could not make; each was named.
func (a *app) archivePages(ctx context.Context, o *archiveReportOptions, dir string, articles []string) (failed int, err error) {
	run, err := archive.OpenRun(ctx, dir)
	if err != nil {
		return 0, err
	}
	defer run.Close()
	db, err := a.openReference(ctx)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	filter := archive.Filter{Once: len(articles) == 0}
	if o.refuted {
		filter.Verdicts = []string{claims.Refuted.String()}
	}
	if len(articles) == 0 {
		articles = []string{""}
	}
	opt := archive.PageOptions{Jobs: o.jobs, HTML: report.HTMLOptions{Now: a.now(), Version: version, Markup: o.source == "page"}, Fail: func(u archive.Unpaged) error {
		failed++
		a.say("%s: no page: %v", clean(u.Path), u.Err)
		return nil
	}}
	made := 0
	for _, address := range articles {
		n, err := run.WritePages(ctx, db, address, filter, opt)
		made += n
		if err != nil {
			return failed, err
		}
	}
	fmt.Fprintf(a.Out, "%d pages made in %s/%s.\n", made, dir, archive.PagesDir)
	return failed, nil
}

// archiveFiles writes the run's files, or its index alone, and says in a line what the run holds.
func (a *app) archiveFiles(ctx context.Context, dir, since string, index bool, known map[string][]claims.Decision) error {
	run, err := archive.OpenRun(ctx, dir)
	if err != nil {
		return err
	}
	defer run.Close()
	command, told, err := run.Made(ctx)
	if err != nil {
		return err
	}
	opt := archive.OutputOptions{Now: a.now(), Version: version, Command: command, Known: known}
	switch {
	case since != "":
		opt.Since, err = run.Compare(ctx, since, nil)
	case told != "":
		if opt.Since, err = run.Compare(ctx, told, nil); err != nil {
			a.say("note: the files do not tell what changed since the earlier run: %v", err)
			opt.Since, err = nil, nil
		}
	}
	if err != nil {
		return err
	}
	if index {
		return run.WriteIndex(ctx, opt)
	}
	s, err := run.WriteFiles(ctx, opt)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "%s\n%s", foundLine(s), failedLine(s))
	if s.Known > 0 {
		fmt.Fprintf(a.Out, "%d of those that do not stand, copies left out, are known.\n", s.Known)
	}
	_, err = fmt.Fprintf(a.Out, "See %s/index.html.\n", strings.TrimRight(dir, "/"))
	return err
}
