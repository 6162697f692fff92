package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

func (a *app) dataWhenCommand() *cobra.Command {
	var which selectFlags
	limit := 20
	c := a.dataSubcommand(&cobra.Command{
		Use:     "when CONDITION…",
		Aliases: []string{"first", "first-time"},
		Short:   "Tell when something happened: the first and last time, how often, how many times in a row",
		Long: `when finds the votes at which every condition holds, counts them, and tells the first, the last and the
longest run of them. A vote at which a condition cannot be answered, since a state was not at the table or
the roll call is not held, neither counts nor breaks a run.

Conditions:
  USA=no           the state voted so: yes, no, abstain, absent (cast no vote), veto; several: USA=no,abstain
  USA!=no          it was at the table and did not
  USA=RUS          both cast a vote, the same one; a group's vote is that of more than half of its members
  HUN!=EU          both cast a vote, not the same one
  EU=split         its members that cast a vote did not all cast the same; EU=united: they did
  'yes<100'        a count: yes, no, abstain, absent, with = != < <= > >= (in quotes, for the shell)
  outcome=vetoed   adopted, vetoed, rejected

In words: "USA votes with RUS against UKR" is USA=RUS and USA!=UKR; "HUN votes against", "CHN abstains",
"RUS vetoes". The answer begins with the conditions as they were understood.`,
		Example: `  stet data when USA=RUS USA!=UKR --about ukraine
  stet data first-time "USA votes with RUS against UKR" --about ukraine
  stet data when USA=no --series cuba-embargo
  stet data when CHN=veto RUS=veto
  stet data when EU=split --about palestine --since 2020`,
		Args: usage(cobra.MinimumNArgs(1)),
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		if limit < 1 {
			return usageError("--limit %d: use 1 or more", limit)
		}
		return a.when(c, db, format, args, &which, limit)
	})
	which.add(c)
	c.Flags().IntVar(&limit, "limit", limit, "list at most so many of the votes, the last ones")
	return c
}

func (a *app) when(c *cobra.Command, db *sources.DB, format string, args []string, which *selectFlags, limit int) error {
	var conditions []sources.Condition
	for _, s := range args {
		k, err := db.Conditions(s)
		if err != nil {
			return usageError("%w", err)
		}
		conditions = append(conditions, k...)
	}
	records, err := which.votes(c, db)
	if err != nil {
		return err
	}
	h := sources.When(records, conditions)
	if err := a.printData(format, newWhenJSON(db, conditions, which, h, limit)); err != nil {
		return err
	}
	if len(h.Held) == 0 {
		return fmt.Errorf("it never happened in the %d votes that tell", h.Asked)
	}
	return nil
}

// whenJSON is what `stet data when` prints; see docs/data.md.
type whenJSON struct {
	Reference  string       `json:"reference"`
	Conditions []string     `json:"conditions"`
	Votes      string       `json:"votes"`
	Asked      int          `json:"asked"`
	Held       int          `json:"held"`
	First      *briefJSON   `json:"first"` // null for never
	Last       *briefJSON   `json:"last"`
	Longest    *runJSON     `json:"longest_run"`
	Current    *runJSON     `json:"current_run"` // null where the last vote asked about broke it
	Records    []*briefJSON `json:"records"`     // the last ones, by date

	held []*sources.Record
}

// briefJSON is a vote in few words.
type briefJSON struct {
	Record  string    `json:"record"`
	Date    string    `json:"date"`
	Body    string    `json:"body"`
	Outcome string    `json:"outcome"`
	Tally   tallyJSON `json:"tally"`
	Title   string    `json:"title"`
	URL     string    `json:"url"`
}

type runJSON struct {
	Length int    `json:"length"`
	From   string `json:"from"` // symbols, then dates
	To     string `json:"to"`
	Since  string `json:"since"`
	Until  string `json:"until"`
}

func newBrief(r *sources.Record) *briefJSON {
	t := r.Tally
	return &briefJSON{r.Symbol, r.Date.String(), string(r.Body), string(r.Outcome),
		tallyJSON{stated(t.Yes), stated(t.No), stated(t.Abstain), stated(t.NotVoting)}, r.Title, r.URL}
}

func newRun(r sources.Run) *runJSON {
	if r.Length == 0 {
		return nil
	}
	return &runJSON{r.Length, r.From.Symbol, r.To.Symbol, r.From.Date.String(), r.To.Date.String()}
}

func newWhenJSON(db *sources.DB, conditions []sources.Condition, which *selectFlags, h sources.History, limit int) *whenJSON {
	out := &whenJSON{Reference: db.Version(), Votes: which.words(), Asked: h.Asked, Held: len(h.Held), Longest: newRun(h.Longest), Current: newRun(h.Last),
		Records: []*briefJSON{}, held: h.Held}
	for _, c := range conditions {
		out.Conditions = append(out.Conditions, c.String())
	}
	for i, r := range h.Held {
		brief := newBrief(r)
		if i == 0 {
			out.First = brief
		}
		if i >= len(h.Held)-limit {
			out.Records = append(out.Records, brief)
		}
		out.Last = brief
	}
	return out
}

func (j *whenJSON) table() ([]string, [][]string) {
	return recordColumns, recordRows(j.held[len(j.held)-len(j.Records):])
}

func (j *whenJSON) text(w io.Writer, style voteStyle) {
	fmt.Fprintln(w, style.paint("1", clean(heading(strings.Join(j.Conditions, " and "), j.Votes))))
	fmt.Fprintf(w, "%-12s%d of %d votes at which it can be told\n", "Happened", j.Held, j.Asked)
	if j.Held == 0 {
		return
	}
	name := func(b *briefJSON) string { return fmt.Sprintf("%s  %s  %s", b.Date, clean(b.Record), clean(b.Title)) }
	fmt.Fprintf(w, "%-12s%s\n%-12s%s\n", "First", style.cut(name(j.First), 12), "Last", style.cut(name(j.Last), 12))
	if j.Longest.Length > 1 {
		fmt.Fprintf(w, "%-12s%s\n", "Longest run", j.Longest)
	}
	if j.Current != nil && *j.Current != *j.Longest {
		fmt.Fprintf(w, "%-12s%s, not ended\n", "Last run", j.Current)
	} else if j.Current != nil && j.Current.Length > 1 {
		fmt.Fprintf(w, "%-12snot ended: the last vote asked about is part of it\n", "")
	}
	fmt.Fprintln(w)
	if hidden := j.Held - len(j.Records); hidden > 0 {
		fmt.Fprintf(w, "%d earlier ones are not listed: --limit %d lists all\n", hidden, j.Held)
	}
	for _, r := range j.held[len(j.held)-len(j.Records):] {
		fmt.Fprintln(w, style.cut(recordLine(r), 0))
	}
}

func (r *runJSON) String() string {
	if r.Length == 1 {
		return fmt.Sprintf("1 vote, %s (%s)", r.Since, clean(r.From))
	}
	return fmt.Sprintf("%d votes in a row, %s to %s (%s to %s)", r.Length, r.Since, r.Until, clean(r.From), clean(r.To))
}

// cut shortens a line that a terminal would break, after so many columns before it; text that no
// terminal shows stays whole.
func (s voteStyle) cut(line string, before int) string {
	if room := s.width - before; s.width > 0 && runes(line) > room {
		return string([]rune(line)[:max(room-1, 0)]) + "…"
	}
	return line
}
