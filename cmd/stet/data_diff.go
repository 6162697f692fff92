package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"stet/sources"
)

// diffJSON is what `stet data diff` prints.
type diffJSON struct {
	Dataset string       `json:"dataset"`
	From    int          `json:"from"` // version; 0 is the empty dataset before the first
	To      int          `json:"to"`
	Changes []changeJSON `json:"changes"`
}

// changeJSON is one vote or entry that came, went or changed.
type changeJSON struct {
	Change string          `json:"change"` // added, withdrawn, changed
	Kind   string          `json:"kind"`   // votes, members, aliases, groups, roles, bodies
	Record string          `json:"record"` // symbol of a vote, key of an entry
	Date   string          `json:"date,omitempty"`
	Before string          `json:"before"` // tally of a vote
	After  string          `json:"after"`
	What   []string        `json:"what"` // in what they differ, one at a time
	Old    json.RawMessage `json:"old,omitempty"`
	New    json.RawMessage `json:"new,omitempty"`
}

func (a *app) dataDiffCommand() *cobra.Command {
	return a.ownCommand(&cobra.Command{
		Use:   "diff DATASET [FROM [TO]]",
		Short: "Tell what two versions of your own dataset changed",
		Long: `diff compares two versions of one of your own datasets, as 'stet data list' numbers them: what was added,
withdrawn or changed, which tally, and who voted otherwise. Without numbers it compares the last two; 0 is
the empty dataset before the first.`,
		Example: `  stet data diff undl-ga
  stet data diff undl-ga 1 3`,
		Args: usage(cobra.RangeArgs(1, 3)),
	}, func(c *cobra.Command, u *sources.UserData, base *sources.DB, args []string) (printable, error) {
		from, to := -1, 0
		for i, into := range []*int{&from, &to}[:len(args)-1] {
			n, err := strconv.Atoi(args[i+1])
			if err != nil || n < 0 {
				return nil, usageError("%q is no version: 'stet data list' numbers them", args[i+1])
			}
			*into = n
		}
		versions, err := u.Versions(c.Context(), args[0])
		if err != nil {
			return nil, err
		}
		if to == 0 {
			to = len(versions)
		}
		if from < 0 {
			from = to - 1
		}
		changes, err := u.Diff(c.Context(), args[0], from, to)
		if err != nil {
			return nil, err
		}
		seats, err := u.SeatCodes(c.Context())
		if err != nil {
			return nil, err
		}
		d := &diffJSON{Dataset: args[0], From: from, To: to, Changes: []changeJSON{}}
		for _, change := range changes {
			d.Changes = append(d.Changes, newChangeJSON(base, seats, change))
		}
		return d, nil
	})
}

func newChangeJSON(base *sources.DB, seats []string, c sources.Change) changeJSON {
	out := changeJSON{Change: "changed", Kind: c.Kind, Record: c.Key, What: []string{}, Old: json.RawMessage(c.Old), New: json.RawMessage(c.New)}
	if c.Before == nil && c.Old == "" {
		out.Change = "added"
	} else if c.After == nil && c.New == "" {
		out.Change = "withdrawn"
	}
	for r, into := range map[*sources.Record]*string{c.Before: &out.Before, c.After: &out.After} {
		if r != nil {
			out.Record, out.Date, *into = r.Symbol, r.Date.String(), r.Tally.String()
		}
	}
	if c.Before != nil && c.After != nil {
		out.What = append(out.What, textDifferences(c.Before, c.After)...)
		out.What = append(out.What, seatDifferences(base, seats, c.Before, c.After)...)
	}
	if c.Old != "" && c.New != "" {
		out.What = append(out.What, entryDifferences(out.Old, out.New)...)
	}
	return out
}

// textDifferences tells the fields that differ.
func textDifferences(a, b *sources.Record) []string {
	var out []string
	for _, f := range []struct{ name, before, after string }{
		{"symbol", a.Symbol, b.Symbol}, {"date", a.Date.String(), b.Date.String()}, {"tally", a.Tally.String(), b.Tally.String()},
		{"not voting", strconv.Itoa(a.Tally.NotVoting), strconv.Itoa(b.Tally.NotVoting)}, {"outcome", string(a.Outcome), string(b.Outcome)},
		{"title", a.Title, b.Title}, {"agenda", a.Agenda, b.Agenda}, {"session", a.Session, b.Session}, {"meeting", a.Meeting, b.Meeting}, {"draft", a.Draft, b.Draft},
		{"committee report", a.CommitteeReport, b.CommitteeReport}, {"address", a.URL, b.URL}, {"note", a.Note, b.Note},
	} {
		if f.before != f.after {
			out = append(out, fmt.Sprintf("%s %q → %q", f.name, f.before, f.after))
		}
	}
	return out
}

// seatDifferences tells whose position differs. Letters are in the order of seats.
func seatDifferences(base *sources.DB, seats []string, a, b *sources.Record) []string {
	var out []string
	for i, code := range seats {
		was, is := a.Position(i), b.Position(i)
		if was == is {
			continue
		}
		name := code
		if m := base.Member(code); m != nil {
			name = m.Name
		} else if _, local, ok := strings.Cut(code, "/"); ok {
			name = local
		}
		out = append(out, fmt.Sprintf("%s %s → %s", name, voteWord(was), voteWord(is)))
	}
	return out
}

// entryDifferences tells the fields of an entry that differ.
func entryDifferences(before, after json.RawMessage) []string {
	var a, b map[string]any
	if json.Unmarshal(before, &a) != nil || json.Unmarshal(after, &b) != nil {
		return nil
	}
	var out []string
	for _, name := range []string{"Name", "UNName", "Party", "From", "To", "Alias", "Kind", "Group", "Person", "Role", "Code", "Seats", "Majority", "Voters", "Names", "Region"} {
		x, _ := json.Marshal(a[name])
		y, _ := json.Marshal(b[name])
		if !bytes.Equal(x, y) {
			out = append(out, fmt.Sprintf("%s %s → %s", strings.ToLower(name), x, y))
		}
	}
	return out
}

func (d *diffJSON) text(w io.Writer, style voteStyle) {
	fmt.Fprintf(w, "%s: version %d → %d\n", clean(d.Dataset), d.From, d.To)
	if len(d.Changes) == 0 {
		fmt.Fprintln(w, "no difference")
	}
	for _, c := range d.Changes {
		sign, paint := "~", "33"
		switch c.Change {
		case "added":
			sign, paint = "+", "32"
		case "withdrawn":
			sign, paint = "-", "31"
		}
		line := fmt.Sprintf("%s %s", sign, clean(c.Record))
		if c.Kind != "votes" {
			line = fmt.Sprintf("%s %s: %s", sign, c.Kind, clean(c.Record))
		}
		if c.Date != "" {
			line += "  " + c.Date
		}
		if c.Before != "" && c.After != "" && c.Before != c.After {
			line += "  " + c.Before + " → " + c.After
		} else {
			line += "  " + max(c.Before, c.After) // the one there is, or both the same
		}
		fmt.Fprintln(w, style.paint(paint, strings.TrimRight(line, " ")))
		for _, what := range c.What {
			fmt.Fprintln(w, "    "+clean(what))
		}
	}
}

func (d *diffJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, c := range d.Changes {
		rows = append(rows, []string{c.Change, c.Kind, c.Record, c.Date, c.Before, c.After, strings.Join(c.What, "; ")})
	}
	return []string{"change", "kind", "record", "date", "before", "after", "what"}, rows
}
