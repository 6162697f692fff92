package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// settingJSON is one setting as it is in force.
type settingJSON struct {
	Key   string   `json:"key"`
	Value []string `json:"value"` // empty: nothing is set
	From  string   `json:"from"`  // a file, "--data", "STET_DATA" or "default"
}

func (a *app) configCommand() *cobra.Command {
	format := ""
	c := &cobra.Command{
		Use:   "config",
		Short: "Tell which settings are in force, and from where",
		Long: `config reads stet.toml as every command does and prints each setting that is in force without further flags, and
where it comes from. A file with a mistake is told by line.

Exit codes: 0 told, 2 the settings or the call are wrong.`,
		Example: `  stet config
  stet config --config newsroom/stet.toml --format json`,
		Args: usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("format", format, []string{"text", "json"}); err != nil {
				return err
			}
			return a.printConfig(a.Out, format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "what to print: text, json")
	complete(c, "format", []string{"text", "json"})
	return c
}

func (a *app) printConfig(w io.Writer, format string) error {
	list := a.inForce()
	if format == "json" {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"file": a.set.path, "settings": list})
	}
	fmt.Fprintf(w, "Settings: %s\n\n", clean(orNone(a.set.path)))
	var rows [][]string
	for _, s := range list {
		rows = append(rows, []string{s.Key, clean(cmp.Or(strings.Join(s.Value, ", "), "none")), clean(s.From)})
	}
	textTable(w, []string{"key", "value", "from"}, rows)
	return nil
}

// inForce is every setting, in the order of docs/settings.md.
func (a *app) inForce() []settingJSON {
	s := a.set
	data, named := a.dataFile()
	from := s.path
	switch {
	case a.own.file != "":
		from = "--data"
	case a.env("STET_DATA") != "":
		from = "STET_DATA"
	case !named:
		from = "default"
	}
	desk, _ := a.deskFile("") // without a data folder there is none
	list := []settingJSON{{"data", words(data), from}}
	add := func(key string, set bool, value ...string) {
		one := settingJSON{key, words(value...), "default"}
		if set {
			one.From = s.path
		}
		list = append(list, one)
	}
	add("as-of", s.AsOf != "", s.AsOf)
	add("desk", s.Desk != "", desk)
	add("baseline", s.Baseline != nil, s.Baseline...)
	add("ignore", s.Ignore != nil, s.Ignore...)
	add("check.format", s.Check.Format != "", cmp.Or(s.Check.Format, "text"))
	add("check.verdict", s.Check.Verdict != nil, s.Check.Verdict...)
	add("check.kind", s.Check.Kind != nil, s.Check.Kind...)
	return list
}

// words leaves out what is empty; it is never nil, so that JSON has a list.
func words(values ...string) []string {
	out := []string{}
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}
