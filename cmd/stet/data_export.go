package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

var exportFormats = []string{"csv", "sqlite"}

type exportOptions struct {
	which    selectFlags
	format   string
	datasets []string
	force    bool
}

func (a *app) dataExportCommand() *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export FILE",
		Short: "Write the votes to a file for other tools: CSV or SQLite",
		Long: `export writes the votes with every member's position, one row a resolution and member: as CSV in the shape of
the UN Digital Library's voting data, or as a plain SQLite database (tables resolutions, members, votes,
datasets; view roll_calls). The file's ending decides, or --format; "-" is CSV on the standard output.

The CSV has whole roll calls only. A file that exists is not replaced without --force.

Exit codes: 0 written, 2 wrong usage, 3 failed.`,
		Example: `  stet data export votes.csv
  stet data export --since 2020 --body sc council.csv
  stet data export votes.sqlite`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			db, err := a.openReference(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			return a.export(c, db, args[0], &o)
		},
	}
	o.which.add(c)
	c.Flags().StringVar(&o.format, "format", "", "what to write: "+strings.Join(exportFormats, ", "))
	c.Flags().StringSliceVar(&o.datasets, "dataset", nil, "only votes of that dataset; 'stet data info' names them")
	c.Flags().BoolVar(&o.force, "force", false, "replace a file that exists")
	complete(c, "format", exportFormats)
	return c
}

func (a *app) export(c *cobra.Command, db *sources.DB, path string, o *exportOptions) error {
	format, err := exportFormat(path, o.format)
	if err != nil {
		return err
	}
	records, err := o.which.votes(c, db)
	if err != nil {
		return err
	}
	if records, err = ofDatasets(db, records, o.datasets); err != nil {
		return err
	}
	var done sources.Exported
	write := func(tmp string) (err error) {
		if format == "sqlite" {
			done, err = db.WriteSQLite(c.Context(), tmp, records)
			return err
		}
		f, err := os.OpenFile(tmp, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		if done, err = db.WriteLibraryCSV(c.Context(), f, records); err != nil {
			return err
		}
		return f.Close()
	}
	if path == standardInput {
		done, err = db.WriteLibraryCSV(c.Context(), a.Out, records)
	} else {
		err = newFile(path, o.force, write)
	}
	if err != nil {
		return err
	}
	a.sayExported(db, records, done, format)
	return nil
}

// exportFormat is the format of a file's ending, unless one is told.
func exportFormat(path, format string) (string, error) {
	if format != "" {
		if err := oneOf("format", format, exportFormats); err != nil {
			return "", err
		}
		if path == standardInput && format != "csv" {
			return "", usageError("--format %s: a database needs a file's name", format)
		}
		return format, nil
	}
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case path == standardInput || ending == ".csv":
		return "csv", nil
	case ending == ".sqlite" || ending == ".sqlite3" || ending == ".db":
		return "sqlite", nil
	}
	return "", usageError("%s: end the name in .csv or .sqlite, or tell --format", path)
}

// ofDatasets keeps the records of the datasets named, all for none.
func ofDatasets(db *sources.DB, records []*sources.Record, names []string) ([]*sources.Record, error) {
	for _, n := range names {
		if db.Dataset(n) == nil {
			var known []string
			for _, d := range db.Datasets() {
				known = append(known, d.Name)
			}
			return nil, usageError("--dataset %q: none of that name is held; there are %s", n, strings.Join(known, ", "))
		}
	}
	if len(names) == 0 {
		return records, nil
	}
	return slices.DeleteFunc(records, func(r *sources.Record) bool { return !slices.Contains(names, r.Dataset) }), nil
}

// sayExported tells what was written and what the format could not carry, with the credit that goes with it.
func (a *app) sayExported(db *sources.DB, records []*sources.Record, done sources.Exported, format string) {
	a.say("%d votes, %d positions written", done.Records, done.Positions)
	if left := done.NoRollCall + done.Partial; left > 0 && format == "csv" {
		a.say("left out, since CSV carries whole roll calls only: %d without a roll call, %d of which only some positions are known", done.NoRollCall, done.Partial)
	}
	said := map[string]bool{}
	for _, r := range records {
		if d := db.Dataset(r.Dataset); d != nil && !said[d.Credit+d.Terms] {
			said[d.Credit+d.Terms] = true
			a.say("credit: %s. Terms: %s", d.Credit, d.Terms)
		}
	}
}

// newFile makes a file whole or not at all: fill writes one beside its place, which is then moved there.
func newFile(path string, force bool, fill func(tmp string) error) error {
	if _, err := os.Lstat(path); err == nil && !force {
		return fmt.Errorf("%s: is there already: name another file, or replace it with --force", path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s: is no plain file: name one", path)
	}
	dir, _ := filepath.Split(path)
	tmp, err := os.CreateTemp(cmp.Or(dir, "."), ".stet-*.tmp")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	if err := fill(tmp.Name()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := errors.Join(tmp.Chmod(modeOf(path)), tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("%s: write to disk: %w", path, err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("%s: move into place: %w", path, err)
	}
	return nil
}
