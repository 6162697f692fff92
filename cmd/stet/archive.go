package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"stet/archive"
	"stet/extract"
)

func (a *app) archiveCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "archive",
		Short: "Check a whole archive, again and again",
		Example: `  stet archive run 'crawl/*.warc.gz' --out run-june
  stet archive query run-june --verdict refuted --by outlet
  stet archive show run-june https://www.example.org/un-vote
  stet archive report run-june --refuted
  stet archive diff run-may run-june`,
		Args: commandOnly,
		RunE: helpAsked,
	}
	c.AddCommand(a.archiveRunCommand(), a.archiveShowCommand(), a.archiveQueryCommand(), a.archiveDiffCommand(), a.archiveReportCommand())
	return c
}

// archiveOptions are the flags of `stet archive run`.
type archiveOptions struct {
	archive.Options
	out, progress string
	fields        map[string]string
	known         knownFlags
	maps          []string
	maxSize       int
}

func (a *app) archiveRunCommand() *cobra.Command {
	o := &archiveOptions{}
	c := &cobra.Command{
		Use:   "run ARCHIVE… --out RUN",
		Short: "Check every article of an archive",
		Long: `run reads folders, ZIP, TAR (.gz, .zst), JSON Lines and WARC files (also .gz) as streams, nothing unpacked to
disk, checks every different text once, and writes what it found into the folder RUN: index.html to look at,
findings.jsonl, findings.csv, quarantine.csv, summary.json and run.sqlite.

A list of files is read from --list, and from files named .rss, .atom or .xml: a feed, a sitemap, or a path,
pattern or address a line. What it names must lie below it, or where --map says. Nothing is fetched.

It may be stopped or killed at any moment: the same command goes on from there. Given again over an archive
that grew it reads only the files that are new or changed. What could not be read or checked is in
quarantine.csv with the reason; --retry reads it again.

Exit codes: 0 the run is whole, whatever it found; 2 wrong usage; 3 it was interrupted or could not go on.`,
		Example: `  stet archive run articles/ --out run
  stet archive run 'crawl/*.warc.gz' --out run-june --since run-may
  stet archive run export.jsonl --out run --field text=story.body,date=story.printed
  stet archive run mirror/sitemap.xml --out run --map https://cdn.example.org=mirror/cdn
  find stories -name '*.html' -newer last | stet archive run --list - --map =. --out run`,
		RunE: func(c *cobra.Command, args []string) error { return a.archiveRun(c.Context(), o, args) },
	}
	f := c.Flags()
	f.StringVar(&o.out, "out", "", "the run's `FOLDER`")
	f.StringArrayVar(&o.Lists, "list", nil, "check the files that this `FILE` lists: RSS, Atom, a sitemap, or a line each; - for the standard input")
	f.StringArrayVar(&o.maps, "map", nil, "where files lie whose addresses or paths in a list begin so: `PREFIX=FOLDER`")
	f.StringVar(&o.Since, "since", "", "begin with what the run in this `FOLDER` knows, and tell what changed since")
	f.StringToStringVar(&o.fields, "field", nil, "JSON Lines: the fields that hold text, html, title, date, name and outlet; a dot leads into an object")
	f.StringVar(&o.Date, "date", "", "the day, month or year of publication of all articles: `YYYY[-MM[-DD]]`")
	f.BoolVar(&o.All, "parse-all", false, "read also articles whose bytes name nothing of the United Nations")
	f.BoolVar(&o.Retry, "retry", false, "read again what could not be read or checked")
	f.IntVar(&o.Jobs, "jobs", 0, "how many articles to check at a time (default: a worker for each core)")
	f.IntVar(&o.maxSize, "max-size", 16, "megabytes that an article may have, unpacked")
	f.DurationVar(&o.Time, "max-time", 30*time.Second, "how long one article may take")
	f.StringVar(&o.progress, "progress", "line", "on the error stream: line, json (an object every second), none")
	o.known.add(c)
	a.addAsOf(c)
	complete(c, "progress", []string{"line", "json", "none"})
	return c
}

// validate refuses what no run could make sense of.
func (o *archiveOptions) validate(paths []string) error {
	if len(paths)+len(o.Lists) == 0 {
		return usageError("no archive: name files or folders, or a list with --list; see 'stet archive run --help'")
	}
	if o.out == "" {
		return usageError("--out is missing: name the folder that the run is kept in")
	}
	if o.Since != "" && o.Since == o.out {
		return usageError("--since %s: it is the run itself; name another folder with --out", o.Since)
	}
	if err := oneOf("progress", o.progress, []string{"line", "json", "none"}); err != nil {
		return err
	}
	if _, err := extract.ParseDate(o.Date); err != nil {
		return usageError("--%w", err)
	}
	if o.maxSize < 1 || o.maxSize > 256 || o.Jobs < 0 || o.Time <= 0 {
		return usageError("--max-size is 1 to 256, --jobs not below 0 and --max-time above 0")
	}
	o.Limits.Member = o.maxSize << 20
	for _, m := range o.maps {
		at := strings.LastIndex(m, "=") // an address may have one of its own
		if at < 0 {
			return usageError("--map %s: use PREFIX=FOLDER", m)
		}
		o.Map = append(o.Map, archive.Mapping{Prefix: m[:at], Dir: cmp.Or(m[at+1:], ".")})
	}
	into := map[string]*string{"text": &o.Fields.Text, "html": &o.Fields.HTML, "title": &o.Fields.Title, "date": &o.Fields.Date, "name": &o.Fields.Name, "outlet": &o.Fields.Outlet}
	for name, field := range o.fields {
		if into[name] == nil {
			return usageError("--field %s=…: use text, html, title, date, name or outlet", name)
		}
		*into[name] = field
	}
	return nil
}

func (a *app) archiveRun(ctx context.Context, o *archiveOptions, paths []string) error {
	if err := o.validate(paths); err != nil {
		return err
	}
	engine, err := engineVersion()
	if err != nil {
		return err
	}
	known, err := a.known(ctx, o.known.decisions, o.known.baseline) // before hours of work, not after
	if err != nil {
		return err
	}
	db, err := a.openReference(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	o.Paths, o.Input, o.Engine, o.Command = paths, a.In, engine, o.command(paths)
	step, stop := a.archiveProgress(o.progress)
	o.Step = step
	defer archive.BoundGarbage(a.env, o.Jobs)()
	err = archive.Check(ctx, db, o.out, o.Options)
	stop()
	if err != nil {
		return err
	}
	return a.archiveFiles(ctx, o.out, o.Since, false, known)
}

// command is the command that repeats the run, with the flags that decide what is found.
func (o *archiveOptions) command(paths []string) string {
	words := []string{"stet", "archive", "run"}
	for _, p := range paths {
		words = append(words, quoted(p))
	}
	add := func(flag string, values ...string) {
		for _, v := range values {
			if v != "" {
				words = append(words, "--"+flag, quoted(v))
			}
		}
	}
	add("list", o.Lists...)
	add("map", o.maps...)
	for _, name := range slices.Sorted(maps.Keys(o.fields)) {
		add("field", name+"="+o.fields[name])
	}
	add("date", o.Date)
	if o.All {
		words = append(words, "--parse-all")
	}
	if o.maxSize != 16 {
		add("max-size", strconv.Itoa(o.maxSize))
	}
	add("out", o.out)
	return strings.Join(words, " ")
}

// engineVersion tells this very build: another one may judge otherwise, and its results are not mixed with these.
func engineVersion() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program's own file: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read this program's own file: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", fmt.Errorf("read this program's own file: %w", err)
	}
	return fmt.Sprintf("%s-%x", version, sum.Sum(nil)[:6]), nil
}

// archiveProgress tells how far a run is; stop leaves the terminal clean.
func (a *app) archiveProgress(mode string) (step func(archive.Progress), stop func()) {
	begin, width := time.Now(), terminalWidth(a.Err)
	var last archive.Progress
	var mu sync.Mutex
	line := func(p archive.Progress) string {
		rate, left := float64(p.Members)/time.Since(begin).Seconds(), ""
		if p.Bytes > 0 && p.Total > p.Bytes {
			rest := time.Duration(float64(time.Since(begin)) * float64(p.Total-p.Bytes) / float64(p.Bytes))
			left = ", " + rest.Round(time.Second).String() + " left"
		}
		return fmt.Sprintf("%d articles read, %d checked, %d errors found, %d failed, %.0f/s%s", p.Members, p.Checked, p.Errors, p.Failed, rate, left)
	}
	step = func(p archive.Progress) {
		mu.Lock()
		defer mu.Unlock()
		last = p
		switch {
		case mode == "json":
			_ = json.NewEncoder(a.Err).Encode(map[string]any{"articles": p.Members, "checked": p.Checked, "errors": p.Errors, "failed": p.Failed,
				"bytes": p.Bytes, "bytes_total": p.Total, "seconds": time.Since(begin).Seconds()})
		case mode == "line" && width > 0:
			fmt.Fprintf(a.Err, "\r\x1b[K%.*s", width-1, line(p))
		}
	}
	return step, func() {
		if mode == "line" && width > 0 {
			fmt.Fprint(a.Err, "\r\x1b[K")
		}
		if mode == "line" && last.Members > 0 {
			last.Total = 0
			a.say("%s", line(last))
		}
	}
}

func (a *app) archiveDiffCommand() *cobra.Command {
	format := ""
	c := &cobra.Command{
		Use:   "diff EARLIER LATER",
		Short: "What changed between two runs",
		Long: `diff tells, a line each, the errors that are new in articles added or edited since, those that an edited
article no longer has, and the findings that were judged otherwise, or on another record, with the article's
words unchanged.`,
		Example: "  stet archive diff run-may run-june",
		Args:    usage(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, []string{"text", "json"}); err != nil {
				return err
			}
			return a.archiveDiff(c.Context(), format, args[0], args[1])
		},
	}
	c.Flags().StringVar(&format, "format", "text", "what to print: text, json (an object a line)")
	complete(c, "format", []string{"text", "json"})
	return c
}

func (a *app) archiveDiff(ctx context.Context, format, earlier, later string) error {
	run, err := archive.OpenRun(ctx, later)
	if err != nil {
		return err
	}
	defer run.Close()
	out := json.NewEncoder(a.Out)
	out.SetEscapeHTML(false)
	d, err := run.Compare(ctx, earlier, func(c archive.Change) error {
		if format == "json" {
			return out.Encode(c)
		}
		_, err := fmt.Fprintf(a.Out, "%-8s %s: %q: %s\n", c.What, clean(c.Path), clean(c.Quote), clean(c.Reason))
		return err
	})
	if err != nil || format == "json" {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "%d new, %d fixed, %d judged otherwise, %d on another record.\n", d.New, d.Fixed, d.Verdict, d.Record)
	return err
}
