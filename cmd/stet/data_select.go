package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

// selectFlags are the flags that say which votes a question is about.
type selectFlags struct{ since, until, body, about, series string }

func (f *selectFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.since, "since", "", "only votes from that year, month or day on (2017, 2022-02, 2022-02-24)")
	c.Flags().StringVar(&f.until, "until", "", "only votes up to the end of that year, month or day")
	c.Flags().StringVar(&f.body, "body", "", "only votes of that body: ga, sc, or another one's name")
	c.Flags().StringVar(&f.about, "about", "", "only votes whose title, subjects or usual names have all these words")
	c.Flags().StringVar(&f.series, "series", "", "only votes on that recurrent text; 'stet data series' lists them")
	complete(c, "body", []string{"ga", "sc"})
}

// bodies are the short names of the two main bodies.
var bodies = map[string]sources.Body{
	"ga": sources.GeneralAssembly, "assembly": sources.GeneralAssembly, "general assembly": sources.GeneralAssembly,
	"sc": sources.SecurityCouncil, "council": sources.SecurityCouncil, "security council": sources.SecurityCouncil,
}

// selection is what the flags ask for.
func (f *selectFlags) selection(db *sources.DB) (sources.Selection, error) {
	s := sources.Selection{About: f.about, Series: f.series}
	var err error
	if s.From, err = sources.ParseDate(f.since); err != nil {
		return s, usageError("--since: %w", err)
	}
	if s.To, err = sources.ParseDate(f.until); err != nil {
		return s, usageError("--until: %w", err)
	}
	if f.body == "" {
		return s, nil
	}
	s.Body = bodies[strings.ToLower(f.body)]
	if s.Body == "" {
		s.Body, err = heldBody(db, f.body)
	}
	return s, err
}

// heldBody is another body that the record has votes of.
func heldBody(db *sources.DB, name string) (sources.Body, error) {
	var known []string
	for _, r := range db.Records() {
		if strings.EqualFold(string(r.Body), name) {
			return r.Body, nil
		}
		if !slices.Contains(known, string(r.Body)) {
			known = append(known, string(r.Body))
		}
	}
	return "", usageError("--body %q: no vote of it is held; there are votes of %s", name, strings.Join(known, ", "))
}

// words says what the flags select, "" for everything.
func (f *selectFlags) words() string {
	var out []string
	body := f.body
	if b, ok := bodies[strings.ToLower(body)]; ok {
		body = "the " + bodyTitle(b)
	}
	for _, p := range [][2]string{{"of ", body}, {"about ", f.about}, {"in the series ", f.series}, {"since ", f.since}, {"until ", f.until}} {
		if p[1] != "" {
			out = append(out, p[0]+clean(p[1]))
		}
	}
	return strings.Join(out, ", ")
}

// votes is what the flags select; none is an error that says so.
func (f *selectFlags) votes(c *cobra.Command, db *sources.DB) ([]*sources.Record, error) {
	s, err := f.selection(db)
	if err != nil {
		return nil, err
	}
	records, err := db.Select(c.Context(), s)
	if err == nil && len(records) == 0 {
		return nil, fmt.Errorf("no vote is held %s: widen the question", f.words())
	}
	return records, err
}
