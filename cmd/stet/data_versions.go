package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/sources"
)

// ownCommand adds --format to a command over the user's own database, which prints what find gives.
func (a *app) ownCommand(c *cobra.Command, find func(c *cobra.Command, u *sources.UserData, base *sources.DB, args []string) (printable, error)) *cobra.Command {
	format := c.Flags().String("format", "text", "what to print: "+strings.Join(dataFormats, ", "))
	complete(c, "format", dataFormats)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := oneOf("format", *format, dataFormats); err != nil {
			return err
		}
		return a.withOwnData(c, reading, func(u *sources.UserData, base *sources.DB) error {
			found, err := find(c, u, base, args)
			if err != nil {
				return err
			}
			return a.printData(*format, found)
		})
	}
	return c
}

// versionsJSON is what `stet data list` prints.
type versionsJSON struct {
	Data     string            `json:"data"` // the database, "" where there is none yet
	Versions []sources.Version `json:"versions"`
	Problems []problemJSON     `json:"problems,omitempty"`

	asked bool
}

func (a *app) dataListCommand() *cobra.Command {
	problems := false
	c := a.ownCommand(&cobra.Command{
		Use:   "list [DATASET]",
		Short: "List the imports into your own datasets",
		Long: `list tells each import into your own database: dataset, version, file, when, and what it changed. With the name
of a dataset and --problems it tells what the last import repaired or refused, by line.`,
		Example: `  stet data list
  stet data list --problems undl-ga`,
		Args: usage(cobra.MaximumNArgs(1)),
	}, func(c *cobra.Command, u *sources.UserData, _ *sources.DB, args []string) (printable, error) {
		name := strings.Join(args, "")
		if problems && name == "" {
			return nil, usageError("--problems: name the dataset")
		}
		versions, err := u.Versions(c.Context(), name)
		if err != nil {
			return nil, err
		}
		found := &versionsJSON{Data: u.Path(), Versions: versions, asked: problems}
		if problems {
			list, err := u.Problems(c.Context(), name, len(versions))
			if err != nil {
				return nil, err
			}
			found.Problems = newProblemsJSON(list)
		}
		return found, nil
	})
	c.Flags().BoolVar(&problems, "problems", false, "tell what the last import repaired or refused")
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if path, named := a.dataFile(); !named && len(args) == 0 {
			if _, err := os.Stat(path); os.IsNotExist(err) {
				a.say("no datasets of your own yet: 'stet data import' makes %s", path)
				return nil
			}
		}
		return run(c, args)
	}
	return c
}

func (v *versionsJSON) text(w io.Writer, _ voteStyle) {
	fmt.Fprintf(w, "Data: %s\n\n", clean(v.Data))
	if len(v.Versions) == 0 {
		fmt.Fprintln(w, "Nothing was imported into it yet: see 'stet data import --help'.")
		return
	}
	header, rows := v.table()
	for _, r := range rows {
		for i := range r {
			r[i] = clean(r[i])
		}
	}
	for _, i := range []int{1, 6, 7, 8, 9, 10} {
		header[i] = " " + header[i] // numbers stand to the right
	}
	textTable(w, header, rows)
	if v.asked {
		fmt.Fprintln(w)
		problemsText(w, v.Problems, len(v.Problems), true)
	}
}

func (v *versionsJSON) table() ([]string, [][]string) {
	header := []string{"dataset", "version", "kind", "recorded", "file", "sha256", "added", "changed", "withdrawn", "repaired", "refused", "removed"}
	var rows [][]string
	for _, i := range v.Versions {
		rows = append(rows, []string{i.Dataset, strconv.Itoa(i.Version), i.Kind, i.Recorded, i.File, i.Hash[:min(12, len(i.Hash))], strconv.Itoa(i.Added),
			strconv.Itoa(i.Changed), strconv.Itoa(i.Withdrawn), strconv.Itoa(i.Repaired), strconv.Itoa(i.Refused), i.Removed})
	}
	return header, rows
}

func (a *app) dataRemoveCommand() *cobra.Command {
	purge := false
	c := &cobra.Command{
		Use:   "remove DATASET",
		Short: "Take one of your own datasets out, or erase it",
		Long: `remove takes a dataset of your own out of everything that is checked from now on. Its rows are kept for
questions about an earlier day (--as-of); --purge erases them for good.

Exit codes: 0 removed, 2 wrong usage, 3 not found or failed.`,
		Example: `  stet data remove press
  stet data remove --purge press`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withOwnData(c, changing, func(u *sources.UserData, _ *sources.DB) error {
				if err := u.Remove(c.Context(), args[0], a.now().UTC().Format(time.RFC3339), purge); err != nil {
					return err
				}
				if purge {
					a.say("%s is erased", clean(args[0]))
				} else {
					a.say("%s is taken out; its rows are kept for --as-of an earlier day, and --purge erases them", clean(args[0]))
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&purge, "purge", false, "erase the dataset's rows for good")
	return c
}

// verifiedJSON is what `stet data verify` prints.
type verifiedJSON struct {
	Records int           `json:"records"` // of the facts that the program carries
	Data    string        `json:"data"`    // the user's database, "" for none
	Imports int           `json:"imports"`
	Votes   int           `json:"votes"` // the user's, superseded ones too
	Entries int           `json:"entries"`
	Broken  []problemJSON `json:"broken"`
}

func (a *app) dataVerifyCommand() *cobra.Command {
	format := ""
	c := &cobra.Command{
		Use:   "verify",
		Short: "Prove every invariant of the data anew",
		Long: `verify proves the fact tables that the program carries and every row of your own database anew: letters, counts,
members, dates, sessions, validity, files and references.

Exit codes: 0 all holds, 2 wrong usage, 3 something is broken.`,
		Example: "  stet data verify",
		Args:    usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("format", format, dataFormats); err != nil {
				return err
			}
			return a.dataVerify(c, format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "what to print: "+strings.Join(dataFormats, ", "))
	complete(c, "format", dataFormats)
	return c
}

func (a *app) dataVerify(c *cobra.Command, format string) error {
	records, err := sources.VerifyFacts()
	if err != nil {
		return err
	}
	found := &verifiedJSON{Records: records, Broken: []problemJSON{}}
	o, err := a.layers()
	if err != nil {
		return err
	}
	if o.Data != "" {
		err = a.withOwnData(c, reading, func(u *sources.UserData, base *sources.DB) error {
			v, err := u.Verify(c.Context(), base)
			if err != nil {
				return err
			}
			found.Data, found.Imports, found.Votes, found.Entries, found.Broken = u.Path(), v.Imports, v.Votes, v.Entries, newProblemsJSON(v.Broken)
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := a.printData(format, found); err != nil {
		return err
	}
	if n := len(found.Broken); n > 0 {
		return fmt.Errorf("%d rows do not hold: restore the database from a copy, or remove the dataset and import it again", n)
	}
	return nil
}

func (v *verifiedJSON) text(w io.Writer, _ voteStyle) {
	fmt.Fprintf(w, "The reference's own facts hold: %d votes.\n", v.Records)
	if v.Data != "" {
		fmt.Fprintf(w, "%s: %d imports, %d votes, %d entries, %d of them broken\n", clean(v.Data), v.Imports, v.Votes, v.Entries, len(v.Broken))
	}
	for _, p := range v.Broken {
		fmt.Fprintf(w, "  %s (line %d of its file): %s\n", clean(p.Item), p.Line, clean(p.Message))
	}
}

func (v *verifiedJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, p := range v.Broken {
		rows = append(rows, []string{p.Item, strconv.Itoa(p.Line), p.Message})
	}
	return []string{"item", "line", "message"}, rows
}
