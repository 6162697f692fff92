package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

func (a *app) dataSeriesCommand() *cobra.Command {
	var which selectFlags
	c := a.dataSubcommand(&cobra.Command{
		Use:   "series [NAME]",
		Short: "List the recurrent texts, or tell how the votes on one changed",
		Long: `series lists the texts that came to a vote again and again. With a name it lists the votes on that one, with the
lowest and the highest count of each side (v and ^) and the change of the yes votes.`,
		Example: `  stet data series
  stet data series cuba-embargo
  stet data series cuba-embargo --since 2000 --format csv`,
		Args: usage(cobra.MaximumNArgs(1)),
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		if len(args) == 0 {
			return a.printData(format, newSeriesListJSON(db))
		}
		which.series = args[0]
		records, err := which.votes(c, db)
		if err != nil {
			return err
		}
		return a.printData(format, newSeriesJSON(db, records, &which))
	})
	which.add(c)
	c.Flags().Lookup("series").Hidden = true // the argument says it
	return c
}

// seriesListJSON is what `stet data series` prints.
type seriesListJSON struct {
	Reference string         `json:"reference"`
	Series    []seriesOfJSON `json:"series"`
}

type seriesOfJSON struct {
	Name  string     `json:"name"`
	Votes int        `json:"votes"`
	First *briefJSON `json:"first"`
	Last  *briefJSON `json:"last"`
}

func newSeriesListJSON(db *sources.DB) *seriesListJSON {
	out := &seriesListJSON{Reference: db.Version(), Series: []seriesOfJSON{}}
	for _, s := range db.Series() {
		out.Series = append(out.Series, seriesOfJSON{s.Name, s.Votes, newBrief(s.First), newBrief(s.Last)})
	}
	return out
}

func (j *seriesListJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, s := range j.Series {
		rows = append(rows, []string{s.Name, fmt.Sprint(s.Votes), s.First.Date, s.Last.Date, s.Last.Record, s.Last.Title})
	}
	return []string{"name", "votes", "first", "last", "last_record", "last_title"}, rows
}

func (j *seriesListJSON) text(w io.Writer, style voteStyle) {
	var rows [][]string
	for _, s := range j.Series {
		rows = append(rows, []string{clean(s.Name), fmt.Sprint(s.Votes), s.First.Date, s.Last.Date, clean(s.Last.Title)})
	}
	var b strings.Builder
	textTable(&b, []string{"name", " votes", "first", "last", "latest title"}, rows)
	for line := range strings.Lines(b.String()) {
		fmt.Fprintln(w, style.cut(strings.TrimRight(line, "\n"), 0))
	}
}

// seriesJSON is what `stet data series NAME` prints.
type seriesJSON struct {
	Reference string            `json:"reference"`
	Name      string            `json:"name"`
	Votes     string            `json:"votes"`
	Latest    []standingJSON    `json:"latest"` // the last vote beside those before it
	Records   []*seriesVoteJSON `json:"records"`
}

// standingJSON says since when a count is the lowest or the highest.
type standingJSON struct {
	Side  string     `json:"side"`
	Count int        `json:"count"`
	Fewer *briefJSON `json:"last_with_fewer"` // null: no earlier vote has fewer
	More  *briefJSON `json:"last_with_more"`
}

type seriesVoteJSON struct {
	*briefJSON
	Lowest  []string `json:"lowest"`  // sides on which no vote listed has fewer: yes, no, abstain
	Highest []string `json:"highest"` // or more
	Change  *int     `json:"change"`  // of the yes votes from the vote before, null where not known

	record *sources.Record
}

// seriesSides are the sides whose extremes are told.
var seriesSides = []sources.Position{sources.Yes, sources.No, sources.Abstain}

func newSeriesJSON(db *sources.DB, records []*sources.Record, which *selectFlags) *seriesJSON {
	w := *which
	w.series = ""
	out := &seriesJSON{Reference: db.Version(), Name: records[0].Series, Votes: w.words()}
	before := -1
	for _, r := range records {
		v := &seriesVoteJSON{briefJSON: newBrief(r), Lowest: []string{}, Highest: []string{}, record: r}
		if before >= 0 && r.Tally.Yes >= 0 {
			change := r.Tally.Yes - before
			v.Change = &change
		}
		before = r.Tally.Yes
		out.Records = append(out.Records, v)
	}
	for _, side := range seriesSides {
		lowest, highest := sources.Extremes(records, side)
		if len(lowest) > 0 && lowest[0].Tally.Of(side) == highest[0].Tally.Of(side) {
			continue // all alike: no record
		}
		for _, v := range out.Records {
			if slices.Contains(lowest, v.record) {
				v.Lowest = append(v.Lowest, voteWords[side])
			}
			if slices.Contains(highest, v.record) {
				v.Highest = append(v.Highest, voteWords[side])
			}
		}
	}
	out.Latest = standings(records)
	return out
}

// standings compares the last vote with those before it.
func standings(records []*sources.Record) []standingJSON {
	out := []standingJSON{}
	last := records[len(records)-1]
	for _, side := range seriesSides {
		if last.Tally.Of(side) < 0 || len(records) < 2 {
			continue
		}
		st := standingJSON{Side: voteWords[side], Count: last.Tally.Of(side)}
		fewer, more := sources.Since(records, last, side)
		if fewer != nil {
			st.Fewer = newBrief(fewer)
		}
		if more != nil {
			st.More = newBrief(more)
		}
		out = append(out, st)
	}
	return out
}

// words is "165 yes, the fewest since 1999-11-09".
func (s standingJSON) words(before string) string {
	text := fmt.Sprintf("%d %s", s.Count, s.Side)
	switch {
	case s.Fewer == nil && s.More == nil:
		return text + ", as always"
	case s.Fewer == nil:
		return text + ", none had fewer"
	case s.More == nil:
		return text + ", none had more"
	case s.Fewer.Date != before:
		return text + ", the fewest since " + s.Fewer.Date
	case s.More.Date != before:
		return text + ", the most since " + s.More.Date
	}
	return text
}

func (v *seriesVoteJSON) change() string {
	if v.Change == nil {
		return ""
	}
	if *v.Change == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", *v.Change)
}

func (j *seriesJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, v := range j.Records {
		rows = append(rows, append(recordRow(v.record), strings.Join(v.Lowest, " "), strings.Join(v.Highest, " "), v.change()))
	}
	return slices.Concat(recordColumns, []string{"lowest", "highest", "change"}), rows
}

func (j *seriesJSON) text(w io.Writer, style voteStyle) {
	fmt.Fprintln(w, style.paint("1", clean(heading(j.Name, j.Votes))))
	var rows [][]string
	for _, v := range j.Records {
		row := []string{v.Date}
		for _, side := range seriesSides {
			mark := " "
			if slices.Contains(v.Lowest, voteWords[side]) {
				mark = "v"
			} else if slices.Contains(v.Highest, voteWords[side]) {
				mark = "^"
			}
			row = append(row, count(v.record.Tally.Of(side))+mark)
		}
		rows = append(rows, append(row, v.change(), v.Outcome, clean(v.Record)))
	}
	textTable(w, []string{"date", " yes ", " no ", " abstaining ", " change", "outcome", "record"}, rows)
	if n := len(j.Records); len(j.Latest) > 0 {
		var words []string
		for _, s := range j.Latest {
			words = append(words, s.words(j.Records[n-2].Date))
		}
		fmt.Fprintf(w, "\nThe last: %s.\n", strings.Join(words, "; "))
	}
	footnote(w, "v lowest, ^ highest of those listed. Recorded votes only: adoptions without a vote are not in the record.", style)
}
