package main

import (
	"io"

	"github.com/spf13/cobra"

	"stet/report"
	"stet/web"
)

func (a *app) decisionsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "decisions",
		Short:   "Take a desk's decisions elsewhere",
		Example: "  stet decisions export desk.sqlite --out known.json",
		Args:    commandOnly,
		RunE:    helpAsked,
	}
	c.AddCommand(a.decisionsExportCommand())
	return c
}

func (a *app) decisionsExportCommand() *cobra.Command {
	out := ""
	c := &cobra.Command{
		Use:   "export [DESK.sqlite]",
		Short: "Write the decisions that hold as a file that --baseline reads",
		Long: `export writes each decision that holds at a desk, with who made it, when, why, and what the finding said then. It
can be kept beside the articles, and 'stet check --baseline' honours it as --decisions honours the desk itself. Words of drafts
are not in it, but the notes are. The desk is only read; without a name it is that of stet.toml, else the one in your data folder.

Exit codes: 0 written, 2 wrong usage, 3 it could not be written.`,
		Example: `  stet decisions export desk.sqlite --out known.json
  stet check --baseline known.json articles/`,
		Args: usage(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			path, err := a.deskFile(append(args, "")[0])
			if err != nil {
				return err
			}
			decided, err := web.ReadDecisions(c.Context(), path)
			if err != nil {
				return usageError("%w", err)
			}
			write := func(w io.Writer) error { return report.Decisions(w, decided, version) }
			if out == "" {
				return write(a.Out)
			}
			return writeFile(out, write)
		},
	}
	c.Flags().StringVar(&out, "out", "", "write it to `FILE` (default: the standard output)")
	return c
}
