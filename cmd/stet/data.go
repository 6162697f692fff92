package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

var dataFormats = []string{"text", "json", "csv"}

func (a *app) dataCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "data",
		Short: "Look into the voting record, and add your own datasets to it",
		Long: `data shows what the reference holds: its datasets, one vote, or the votes about a subject. It imports datasets
of your own into a database that lies over the record (--data), and compares, proves and removes them.

Exit codes: 0 found, 2 wrong usage, 3 not found or failed.`,
		Example: `  stet data info
  stet data show A/RES/ES-11/7
  stet data find ukraine 2025`,
		Args: commandOnly,
		RunE: helpAsked,
	}
	c.SuggestionsMinimumDistance = 2
	c.AddCommand(a.dataInfoCommand(), a.dataShowCommand(), a.dataFindCommand())
	c.AddCommand(a.dataAgreeCommand(), a.dataWhenCommand(), a.dataSeriesCommand(), a.dataVetoesCommand(),
		a.dataExportCommand(), a.dataQueryCommand())
	c.AddCommand(a.dataImportCommand(), a.dataListCommand(), a.dataDiffCommand(), a.dataVerifyCommand(), a.dataRemoveCommand())
	a.addAsOf(c)
	return c
}

// dataAction is the work of a data command: it gets the open reference and prints what it finds.
type dataAction func(c *cobra.Command, db *sources.DB, format string, args []string) error

// dataSubcommand adds to a command what all three share: the reference and --format.
func (a *app) dataSubcommand(c *cobra.Command, do dataAction) *cobra.Command {
	format := c.Flags().String("format", "text", "what to print: "+strings.Join(dataFormats, ", "))
	complete(c, "format", dataFormats)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := oneOf("format", *format, dataFormats); err != nil {
			return err
		}
		db, err := a.openReference(c.Context())
		if err != nil {
			return err
		}
		defer db.Close()
		return do(c, db, *format, args)
	}
	return c
}

func (a *app) dataInfoCommand() *cobra.Command {
	return a.dataSubcommand(&cobra.Command{
		Use:   "info",
		Short: "Tell the datasets: coverage, versions, credit and terms",
		Example: `  stet data info
  stet data info --format json`,
		Args: usage(cobra.NoArgs),
	}, func(_ *cobra.Command, db *sources.DB, format string, _ []string) error {
		if format == "json" {
			return a.printJSON(newInfoJSON(db))
		}
		if format == "csv" {
			return writeCSV(a.Out, datasetColumns, datasetRows(db))
		}
		return infoText(a.Out, db)
	})
}

var rollCallOrders = []string{"position", "region"}

// mostShown is how many records of one symbol are shown whole; more are listed.
const mostShown = 3

func (a *app) dataShowCommand() *cobra.Command {
	by := "position"
	c := a.dataSubcommand(&cobra.Command{
		Use:   "show SYMBOL",
		Short: "Show a vote: title, date, tally, who voted how, address",
		Long: `show finds the vote of a symbol in any common spelling: A/RES/ES-11/7, "resolution 2774", 3379 (XXX),
S/2022/720, or the address of its record in the UN Digital Library.`,
		Example: `  stet data show A/RES/ES-11/7
  stet data show --by region resolution 2774
  stet data show --format json "S/RES/2728(2024)"`,
		Args: usage(cobra.MinimumNArgs(1)),
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		if err := oneOf("by", by, rollCallOrders); err != nil {
			return err
		}
		symbol := strings.Join(args, " ")
		records, err := db.Lookup(c.Context(), symbol)
		if err != nil {
			return err
		}
		if len(records) == 0 {
			return notHeld(c, db, symbol)
		}
		switch {
		case format == "json":
			return a.printJSON(newRecordsJSON(db, records))
		case format == "csv":
			return writeCSV(a.Out, voteColumns, voteRows(db, records))
		case len(records) > mostShown:
			a.say("note: %d votes have this symbol; name one of them", len(records))
			return listText(a.Out, records, terminalWidth(a.Out))
		}
		return votesText(a.Out, db, records, voteStyle{color: a.color(a.Out), width: lineWidth(a.Out), by: by})
	})
	c.Flags().StringVar(&by, "by", by, "set the members' names by: "+strings.Join(rollCallOrders, ", "))
	complete(c, "by", rollCallOrders)
	return c
}

func (a *app) dataFindCommand() *cobra.Command {
	limit := 0
	c := a.dataSubcommand(&cobra.Command{
		Use:   "find WORDS…",
		Short: "Search the titles and subjects of the votes",
		Long: `find searches titles, subjects and the names that journalists use. A year and a body's name in the
query are filters. Where no vote has all the words, those that have most of them are listed.`,
		Example: `  stet data find ukraine 2025
  stet data find security council gaza ceasefire
  stet data find --limit 100 --format json cuba embargo`,
		Args: usage(cobra.MinimumNArgs(1)),
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		if limit < 1 {
			return usageError("--limit %d: use 1 or more", limit)
		}
		words := strings.Join(args, " ")
		records, err := db.Find(c.Context(), words, limit)
		if err != nil {
			return err
		}
		switch format {
		case "json":
			err = a.printJSON(newRecordsJSON(db, records))
		case "csv":
			err = writeCSV(a.Out, recordColumns, recordRows(pointers(records)))
		default:
			err = listText(a.Out, records, terminalWidth(a.Out))
		}
		if err == nil && len(records) == 0 {
			return fmt.Errorf("no vote is held about %q: try fewer or other words, or a year alone", clean(words))
		}
		return err
	})
	c.Flags().IntVar(&limit, "limit", 20, "list at most so many")
	return c
}

// notHeld says that a symbol is not in the reference, with the nearest that are.
func notHeld(c *cobra.Command, db *sources.DB, symbol string) error {
	near, err := nearest(c.Context(), db, symbol)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s: no vote with this symbol is held", clean(symbol))
	if len(near) > 0 {
		return fmt.Errorf("%s; the nearest are %s", text, strings.Join(near, ", "))
	}
	return fmt.Errorf("%s: search by subject with 'stet data find'", text)
}

// printJSON writes one indented object.
func (a *app) printJSON(v any) error {
	e := json.NewEncoder(a.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
