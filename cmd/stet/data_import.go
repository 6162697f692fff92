package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"stet/sources"
)

// importOptions are the flags of `stet data import`.
type importOptions struct {
	dataset                 sources.Dataset
	body, recorded, format  string
	date, mapping           string
	table                   *sources.Mapping // kind table: what mapping says
	whole, strict, problems bool
}

// importKinds are the kinds of files that can be imported.
var importKinds = append([]string{"undl", "press", "table", sources.StatementsKind}, sources.EntryKinds()...)

func (a *app) dataImportCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import KIND FILE…",
		Short: "Import votes or tables of members into your own database",
		Long: `import reads files into a dataset of your own database, each in one transaction: it is there wholly or not at
all. Importing a file again changes nothing; a row that says otherwise than before supersedes the earlier
form, which stays for questions about that day (--as-of).

Kinds: undl, the UN Digital Library's voting data (CSV, General Assembly or Security Council, any edition);
press, a UN press release with its voting annexes, saved as a web page; table, the roll calls of any other
body (CSV or an Excel workbook), read as the TOML file of --mapping says; bodies, members, aliases, groups and
roles, tables in CSV that docs/data.md describes; statements, speeches and texts of documents for the check of
quotations (CSV, JSON lines, a .tgz of texts; docs/quotations.md). "-" reads standard input.

Every vote is held against its totals, the size of its body, its session and its symbol. A vote that
contradicts itself is refused, and the report tells the line. With --strict nothing is imported then.

Exit codes: 0 imported or nothing new, 2 wrong usage, 3 nothing was imported.`,
		Example: `  stet data import undl 2026_02_06_ga_voting.csv
  stet data import press --dataset press ga12345.html
  stet data import table --mapping riverland.toml votes.csv
  stet data import statements --dataset speeches speeches.jsonl.gz
  stet data import members --dataset zubrowka --body "Senate of Zubrowka" senators.csv`,
		Args:      usage(cobra.MinimumNArgs(2)),
		ValidArgs: importKinds,
		RunE:      func(c *cobra.Command, args []string) error { return a.dataImport(c, &o, args[0], args[1:]) },
	}
	f := c.Flags()
	f.StringVar(&o.dataset.Name, "dataset", "", "`NAME` of the dataset (kind undl: undl-ga or undl-sc, after the file)")
	f.StringVar(&o.dataset.Title, "title", "", "its title, as reports print it")
	f.StringVar(&o.dataset.Publisher, "publisher", "", "who publishes it")
	f.StringVar(&o.dataset.Credit, "credit", "", "whom to credit (default: the publisher)")
	f.StringVar(&o.dataset.Terms, "licence", "", "its licence or terms")
	f.StringVar(&o.dataset.URL, "address", "", "where it is to be had")
	f.StringVar(&o.dataset.Retrieved, "retrieved", "", "the day the file was got: `YYYY-MM-DD` (default: today)")
	f.StringVar(&o.body, "body", "", "the body of rows that do not tell their own: ga, sc, or another one's name")
	f.StringVar(&o.date, "date", "", "press: the day of the votes, where the page does not tell it")
	f.StringVar(&o.mapping, "mapping", "", "table: the `FILE` that says how to read it; see docs/data.md")
	f.StringVar(&o.recorded, "recorded", "", "since when the rows count as known: `YYYY-MM-DD` (default: now)")
	f.BoolVar(&o.whole, "whole", false, "the file is the whole dataset: withdraw what it does not have")
	f.BoolVar(&o.strict, "strict", false, "import nothing if any row must be repaired or refused")
	f.BoolVar(&o.problems, "problems", false, "print all that was repaired or refused, not the first 20")
	f.StringVar(&o.format, "format", "text", "what to print: "+strings.Join(dataFormats, ", "))
	complete(c, "format", dataFormats)
	return c
}

// options turns flags into what the store is told, without file and parser.
func (o *importOptions) options(a *app, kind string) (sources.ImportOptions, error) {
	if err := o.readMapping(kind); err != nil {
		return sources.ImportOptions{}, err
	}
	opt := sources.ImportOptions{Kind: kind, Dataset: o.dataset, Whole: o.whole, Strict: o.strict, Now: a.now(),
		Body: cmp.Or(bodies[strings.ToLower(o.body)], sources.Body(o.body))}
	if o.table != nil {
		opt.Body, opt.Bodies = sources.Body(o.table.Body.ID), o.table.BodyTable()
	}
	if err := oneOf("format", o.format, dataFormats); err != nil {
		return opt, err
	}
	if !slices.Contains(importKinds, kind) {
		return opt, usageError("%q is no kind of import: use one of %s", kind, strings.Join(importKinds, ", "))
	}
	if _, err := dayFlag("retrieved", o.dataset.Retrieved); err != nil {
		return opt, err
	}
	var err error
	if opt.Recorded, err = dayFlag("recorded", o.recorded); err != nil {
		return opt, err
	}
	if opt.Recorded.After(a.now()) {
		return opt, usageError("--recorded %s: is in the future", o.recorded)
	}
	if o.dataset.Name == "" && kind != "undl" {
		return opt, usageError("name the dataset that the file belongs to: --dataset NAME")
	}
	if strings.ContainsFunc(o.dataset.Name, func(r rune) bool { return r <= ' ' }) || len(o.dataset.Name) > 100 {
		return opt, usageError("--dataset %q: use a short name without spaces", o.dataset.Name)
	}
	return opt, nil
}

func (a *app) dataImport(c *cobra.Command, o *importOptions, kind string, files []string) error {
	opt, err := o.options(a, kind)
	if err != nil {
		return err
	}
	if o.whole && len(files) > 1 {
		return usageError("--whole: one file is the whole dataset; %d were given", len(files))
	}
	if err := noneThere(files); err != nil {
		return err // no database is made for nothing
	}
	var done importsJSON
	var failed error
	err = a.withOwnData(c, making, func(u *sources.UserData, base *sources.DB) error {
		for _, file := range files {
			report, err := a.importFile(c, u, base, opt, o, file)
			if report != nil && report.Hash != "" || err == nil {
				done.add(report, err)
			}
			if errors.Is(err, context.Canceled) {
				err = errors.New("interrupted: nothing of it was imported")
			}
			if err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", file, err))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	done.all = o.problems
	if err := a.printData(o.format, &done); err != nil {
		return err
	}
	if err := a.afterImport(c, &done); err != nil {
		return err
	}
	return failed
}

// noneThere is what keeps every one of the files from being opened, nil where one may be.
func noneThere(files []string) error {
	var all error
	for _, file := range files {
		_, err := os.Stat(file)
		if err == nil || file == standardInput {
			return nil
		}
		all = errors.Join(all, fmt.Errorf("%s: %w", file, errors.Unwrap(err)))
	}
	return all
}

// importFile imports one file; its name "-" is standard input.
func (a *app) importFile(c *cobra.Command, u *sources.UserData, base *sources.DB, opt sources.ImportOptions, o *importOptions, file string) (*sources.ImportReport, error) {
	var in io.Reader = a.In
	size := int64(0)
	if file != standardInput {
		f, err := os.Open(file)
		if err != nil {
			return nil, errors.Unwrap(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, err
		}
		if info.IsDir() {
			return nil, errors.New("is a folder: name its files")
		}
		in, size = f, info.Size()
	}
	in, stop := a.importProgress(in, size)
	defer stop()
	buffered := bufio.NewReaderSize(in, 1<<16)
	opt.File = filepath.Base(file)
	if opt.Dataset.Name == "" {
		opt.Dataset.Name = libraryDataset(buffered)
	}
	parser, err := a.parser(c, opt.Kind, o)
	if err != nil {
		return nil, err
	}
	opt.Parse = parser
	return u.Import(c.Context(), base, opt, buffered)
}

// libraryDataset is the dataset that a file of the Library belongs to, by its header.
func libraryDataset(r *bufio.Reader) string {
	start, _ := r.Peek(r.Size())
	header, _, _ := bytes.Cut(bytes.ToLower(bytes.ReplaceAll(start, []byte{0}, nil)), []byte("\n"))
	if bytes.Contains(header, []byte("permanent_member")) || bytes.Contains(header, []byte("description")) {
		return "undl-sc"
	}
	return "undl-ga"
}

// parser is what reads the votes of a kind; nil for the kinds that are no votes.
func (a *app) parser(c *cobra.Command, kind string, o *importOptions) (sources.VoteParser, error) {
	switch kind {
	case "undl":
		return sources.ParseLibrary, nil
	case "table":
		return sources.NewTableParser(o.table), nil
	case "press":
		day, err := sources.ParseDate(o.date)
		if err != nil {
			return nil, usageError("--date: %w", err)
		}
		db, err := a.openReference(c.Context()) // names of the user's own are known too
		if err != nil {
			return nil, err
		}
		defer db.Close()
		db.KnowsName("") // read the names before the store is closed
		return sources.NewPressParser(sources.PressOptions{Body: bodies[strings.ToLower(o.body)], Date: day, URL: o.dataset.URL, Known: db.KnowsName}), nil
	}
	return nil, nil
}

// importProgress shows a bar of the bytes read where somebody watches and there is much to read.
func (a *app) importProgress(r io.Reader, size int64) (io.Reader, func()) {
	width := terminalWidth(a.Err)
	if size < 4<<20 || width == 0 || a.env("TERM") == "dumb" {
		return r, func() {}
	}
	bars := mpb.New(mpb.WithOutput(a.Err), mpb.WithWidth(min(width, 80)))
	bar := bars.AddBar(size, mpb.BarRemoveOnComplete(), mpb.PrependDecorators(decor.Name("importing "), decor.CountersKibiByte("% .0f of % .0f")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_MMSS)))
	stop := func() {
		bar.Abort(true)
		bars.Wait()
	}
	proxy, err := bar.ProxyReader(r)
	if err != nil { // it says that nothing could be drawn
		return r, stop
	}
	return proxy, stop
}

// afterImport builds the store that checks will read, and tells where the new data disagree with others.
func (a *app) afterImport(c *cobra.Command, done *importsJSON) error {
	if !slices.ContainsFunc(done.Imports, func(i importJSON) bool { return i.Error == "" }) {
		return nil
	}
	db, err := a.openReference(c.Context())
	if err != nil {
		return err
	}
	defer db.Close()
	var disagree []string
	for i := range db.Records() {
		r := &db.Records()[i]
		for k := range r.Rivals {
			if slices.ContainsFunc(done.Imports, func(i importJSON) bool { return i.Dataset == r.Dataset || i.Dataset == r.Rivals[k].Dataset }) {
				disagree = append(disagree, r.Symbol)
				break
			}
		}
	}
	if n := len(disagree); n > 0 {
		more := ""
		if n > 5 {
			more = fmt.Sprintf(" and %d more", n-5)
		}
		a.say("note: other datasets tell %d of these votes otherwise (%s%s): claims about them get the verdict conflicting where it matters; 'stet data show' shows both",
			n, clean(strings.Join(disagree[:min(n, 5)], ", ")), more)
	}
	return nil
}
