package main

import (
	"strings"
	"unicode"

	"github.com/spf13/cobra"
)

func (a *app) dataCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "data",
		Short: "Look into the voting record",
		Long:  "data shows what the reference holds: its datasets, one vote, or the votes about a subject.",
		Example: `  stet data info
  stet data show A/RES/ES-11/7
  stet data find ukraine 2025`,
		Args: commandOnly,
		RunE: helpAsked,
	}
	return c
}

// clean makes text of an article or the record safe for a terminal.
func clean(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
