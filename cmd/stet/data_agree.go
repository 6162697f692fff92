package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

// recordedOnly stands under every figure that counts votes.
const recordedOnly = "Recorded votes only: what was adopted without a vote is not in the record. Votes that either did not cast are not compared."

func (a *app) dataAgreeCommand() *cobra.Command {
	var which selectFlags
	limit, least, furthest := 20, 20, false
	c := a.dataSubcommand(&cobra.Command{
		Use:   "agree WHO [WHO]",
		Short: "Tell how often two states vote alike, or who votes most like one",
		Long: `agree compares two states, or a state and a group, over the votes that both cast: how many they cast
alike, year by year and in all, the Assembly and the Council apart. With one state it ranks the others by
their share of equal votes, in the Assembly unless --body says otherwise.

A state is named by code, name, demonym or capital. A group's vote is that of more than half of its members.`,
		Example: `  stet data agree USA RUS --since 2017
  stet data agree HUN EU --about ukraine
  stet data agree USA --since 2020 --limit 10`,
		Args: usage(cobra.RangeArgs(1, 2)),
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		if limit < 1 || least < 1 {
			return usageError("--limit and --least: use 1 or more")
		}
		if len(args) == 1 && which.body == "" {
			which.body = "ga" // the Council's members would stand first for its many unanimous votes
		}
		voters, err := voters(db, args)
		if err != nil {
			return err
		}
		records, err := which.votes(c, db)
		if err != nil {
			return err
		}
		if len(args) == 1 {
			return a.printCompanions(format, db, voters[0], records, &which, companionRange{limit, least, furthest})
		}
		lines := sources.Agree(records, voters[0], voters[1])
		if len(lines) == 0 {
			return fmt.Errorf("%s and %s never sat at the same recorded vote: widen the question", voters[0].Name, voters[1].Name)
		}
		return a.printData(format, newAgreeJSON(db, voters, lines, which.words()))
	})
	which.add(c)
	c.Flags().IntVar(&limit, "limit", limit, "with one state: rank at most so many")
	c.Flags().IntVar(&least, "least", least, "with one state: leave out those with fewer common votes")
	c.Flags().BoolVar(&furthest, "furthest", false, "with one state: those that vote least like it first")
	return c
}

// voters finds every one that is named; a name that is none is wrong usage.
func voters(db *sources.DB, names []string) ([]*sources.Voter, error) {
	var out []*sources.Voter
	for _, n := range names {
		v, err := db.Voter(n)
		if err != nil {
			return nil, usageError("%w", err)
		}
		out = append(out, v)
	}
	return out, nil
}

// agreeJSON is what `stet data agree A B` prints; see docs/data.md.
type agreeJSON struct {
	Reference string         `json:"reference"`
	Voters    []codeName     `json:"voters"`
	Votes     string         `json:"votes"` // which votes were asked about, "" for all
	Bodies    []agreeOneJSON `json:"bodies"`
}

type codeName struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type agreeOneJSON struct {
	Body  string          `json:"body"`
	Years []agreeYearJSON `json:"years"`
	All   agreeYearJSON   `json:"all"`
}

type agreeYearJSON struct {
	Year *int `json:"year"` // null for all years
	agreeCounts
}

type agreeCounts struct {
	Compared int      `json:"compared"`
	Equal    int      `json:"equal"`
	Opposed  int      `json:"opposed"`
	Missed   int      `json:"missed"`
	Share    *float64 `json:"share"` // 0 to 1, null where nothing can be compared
}

func newAgreeJSON(db *sources.DB, voters []*sources.Voter, lines []sources.Agreement, words string) *agreeJSON {
	out := &agreeJSON{Reference: db.Version(), Votes: words}
	for _, v := range voters {
		out.Voters = append(out.Voters, codeName{v.Code, v.Name})
	}
	for _, l := range lines {
		if n := len(out.Bodies); n == 0 || out.Bodies[n-1].Body != string(l.Body) {
			out.Bodies = append(out.Bodies, agreeOneJSON{Body: string(l.Body)})
		}
		body := &out.Bodies[len(out.Bodies)-1]
		if l.Year == 0 {
			body.All = newAgreeYear(l)
		} else {
			body.Years = append(body.Years, newAgreeYear(l))
		}
	}
	return out
}

func newAgreeYear(l sources.Agreement) agreeYearJSON {
	return agreeYearJSON{positive(l.Year), newAgreeCounts(l)}
}

func newAgreeCounts(l sources.Agreement) agreeCounts {
	return agreeCounts{l.Compared, l.Equal, l.Opposed, l.Missed, share(l)}
}

// share is the part of equal votes to four digits, nil where nothing can be compared.
func share(l sources.Agreement) *float64 {
	if l.Compared == 0 {
		return nil
	}
	s := math.Round(l.Share()*1e4) / 1e4
	return &s
}

func percent(share *float64) string {
	if share == nil {
		return ""
	}
	return fmt.Sprintf("%.0f%%", *share*100)
}

func (y agreeCounts) row(first string) []string {
	return []string{first, fmt.Sprint(y.Equal), fmt.Sprint(y.Compared), percent(y.Share), fmt.Sprint(y.Opposed), fmt.Sprint(y.Missed)}
}

func (j *agreeJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, b := range j.Bodies {
		for _, y := range append(b.Years, b.All) {
			year, part := "all", ""
			if y.Year != nil {
				year = fmt.Sprint(*y.Year)
			}
			if y.Share != nil {
				part = fmt.Sprintf("%.4f", *y.Share)
			}
			rows = append(rows, []string{j.Voters[0].Code, j.Voters[1].Code, b.Body, year, fmt.Sprint(y.Equal), fmt.Sprint(y.Compared), part, fmt.Sprint(y.Opposed), fmt.Sprint(y.Missed)})
		}
	}
	return []string{"a", "b", "body", "year", "equal", "compared", "share", "opposed", "missed"}, rows
}

// barWidth is how many columns stand for a share of 1.
const barWidth = 20

func (j *agreeJSON) text(w io.Writer, style voteStyle) {
	fmt.Fprintln(w, style.paint("1", heading(j.Voters[0].Name+" and "+j.Voters[1].Name, j.Votes)))
	for _, b := range j.Bodies {
		var rows [][]string
		for _, y := range b.Years {
			rows = append(rows, append(y.row(fmt.Sprint(*y.Year)), bar(y.Share)))
		}
		rows = append(rows, append(b.All.row("all"), bar(b.All.Share)))
		fmt.Fprintf(w, "\n%s\n", style.paint("1", bodyTitle(sources.Body(b.Body))))
		textTable(w, []string{"year", " alike", " of", " share", " opposed", " missed", ""}, rows)
	}
	footnote(w, recordedOnly, style)
}

// heading is a title with the votes that were asked about.
func heading(title, votes string) string {
	if votes == "" {
		return title
	}
	return title + ": votes " + votes
}

func bar(share *float64) string {
	if share == nil {
		return ""
	}
	return strings.Repeat("█", int(math.Round(*share*barWidth)))
}

func footnote(w io.Writer, text string, style voteStyle) {
	fmt.Fprintln(w)
	width := style.width
	if width == 0 {
		width = 100
	}
	for _, line := range wrap(text, width) {
		fmt.Fprintln(w, style.paint("2", line))
	}
}

// companionRange says how much of a ranking is printed.
type companionRange struct {
	limit, least int
	furthest     bool
}

// companionsJSON is what `stet data agree A` prints.
type companionsJSON struct {
	Reference string          `json:"reference"`
	Voter     codeName        `json:"voter"`
	Votes     string          `json:"votes"`
	Furthest  bool            `json:"furthest_first"`
	States    []companionJSON `json:"states"`
}

type companionJSON struct {
	Rank int    `json:"rank"` // 1 is the nearest
	Code string `json:"code"`
	Name string `json:"name"`
	agreeCounts
}

func (a *app) printCompanions(format string, db *sources.DB, v *sources.Voter, records []*sources.Record, which *selectFlags, r companionRange) error {
	ranked := db.Companions(records, v, r.least)
	if len(ranked) == 0 {
		return fmt.Errorf("no state has %d votes in common with %s there: widen the question, or lower --least", r.least, v.Name)
	}
	out := &companionsJSON{Reference: db.Version(), Voter: codeName{v.Code, v.Name}, Votes: which.words(), Furthest: r.furthest}
	for i := range min(r.limit, len(ranked)) {
		if r.furthest {
			i = len(ranked) - 1 - i
		}
		c := ranked[i]
		out.States = append(out.States, companionJSON{i + 1, c.State.Code, c.State.Name, newAgreeCounts(c.Agreement)})
	}
	return a.printData(format, out)
}

func (j *companionsJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, s := range j.States {
		rows = append(rows, []string{fmt.Sprint(s.Rank), s.Code, s.Name, fmt.Sprint(s.Equal), fmt.Sprint(s.Compared), fmt.Sprintf("%.4f", *s.Share), fmt.Sprint(s.Opposed), fmt.Sprint(s.Missed)})
	}
	return []string{"rank", "code", "name", "equal", "compared", "share", "opposed", "missed"}, rows
}

func (j *companionsJSON) text(w io.Writer, style voteStyle) {
	title := "Voted most like "
	if j.Furthest {
		title = "Voted least like "
	}
	fmt.Fprintln(w, style.paint("1", heading(title+j.Voter.Name, j.Votes)))
	var rows [][]string
	for _, s := range j.States {
		rows = append(rows, append(append([]string{fmt.Sprint(s.Rank), s.Name}, s.row("")[1:]...), bar(s.Share)))
	}
	textTable(w, []string{" rank", "state", " alike", " of", " share", " opposed", " missed", ""}, rows)
	footnote(w, recordedOnly, style)
}
