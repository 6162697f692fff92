package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the program's own.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program and of the reference, with credit and terms",
		Example: "  stet version",
		Args:    usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			db, err := a.openReference(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			fmt.Fprintf(a.Out, "stet %s%s\n%s %s/%s\nreference %s\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH, db.Version())
			for _, d := range db.Datasets() {
				fmt.Fprintf(a.Out, "\n%s\n  coverage: %s to %s, %d records\n  credit:   %s\n  terms:    %s\n", d.Title, d.From, d.To, d.Records, d.Credit, d.Terms)
			}
			return nil
		},
	}
}

// revision is the commit that the binary was built from, where that is known.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	rev, dirty := "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			rev = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				dirty = ", changed"
			}
		}
	}
	if rev == "" {
		return ""
	}
	return " (" + rev[:min(len(rev), 12)] + dirty + ")"
}
