package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"stet/sources"
)

func (a *app) dataVetoesCommand() *cobra.Command {
	var which selectFlags
	c := a.dataSubcommand(&cobra.Command{
		Use:   "vetoes [WHO]",
		Short: "Count the vetoes of the permanent members, or list those of one",
		Long: `vetoes counts the texts that each permanent member stopped in the Security Council. With a member it lists
them with their number, the Soviet Union's among Russia's.`,
		Example: `  stet data vetoes
  stet data vetoes RUS --since 2011
  stet data vetoes USA --about palestine`,
		Args: usage(cobra.MaximumNArgs(1)),
	}, func(c *cobra.Command, db *sources.DB, format string, args []string) error {
		which.body = "sc"
		chosen, err := voters(db, args)
		if err != nil {
			return err
		}
		records, err := which.votes(c, db)
		if err != nil {
			return err
		}
		out := newVetoesJSON(db, records, chosen, &which)
		if len(args) > 0 && len(out.Members) == 0 {
			return usageError("%s is no permanent member: name one of CHN, FRA, GBR, RUS, USA", chosen[0].Name)
		}
		return a.printData(format, out)
	})
	which.add(c)
	c.Flags().Lookup("body").Hidden = true // only the Council knows vetoes
	return c
}

// vetoesJSON is what `stet data vetoes` prints.
type vetoesJSON struct {
	Reference string            `json:"reference"`
	Votes     string            `json:"votes"`
	Members   []*vetoMemberJSON `json:"members"`

	one bool
}

type vetoMemberJSON struct {
	Code    string       `json:"code"`
	Name    string       `json:"name"`
	Count   int          `json:"vetoes"`
	Records []*briefJSON `json:"records"` // by date

	vetoes []*sources.Record
}

func newVetoesJSON(db *sources.DB, records []*sources.Record, chosen []*sources.Voter, which *selectFlags) *vetoesJSON {
	out := &vetoesJSON{Reference: db.Version(), Votes: which.words(), Members: []*vetoMemberJSON{}, one: len(chosen) > 0}
	for _, v := range db.Vetoes(records) {
		if out.one && chosen[0].Code != v.State.Code {
			continue
		}
		m := &vetoMemberJSON{Code: v.State.Code, Name: v.State.Name, Count: len(v.Vetoes), Records: []*briefJSON{}, vetoes: v.Vetoes}
		for _, r := range v.Vetoes {
			m.Records = append(m.Records, newBrief(r))
		}
		out.Members = append(out.Members, m)
	}
	return out
}

func (j *vetoesJSON) table() ([]string, [][]string) {
	var rows [][]string
	for _, m := range j.Members {
		for i, r := range recordRows(m.vetoes) {
			rows = append(rows, append([]string{m.Code, fmt.Sprint(i + 1)}, r...))
		}
	}
	return append([]string{"code", "number"}, recordColumns...), rows
}

// heldVetoes says what the count is of.
const heldVetoes = "Texts stopped by a vote against, as far as the record holds them; a text that two members stopped counts for both. Other counts, of paragraphs or meetings, differ."

func (j *vetoesJSON) text(w io.Writer, style voteStyle) {
	if !j.one {
		fmt.Fprintln(w, style.paint("1", heading("Vetoes", j.Votes)))
		var rows [][]string
		for _, m := range j.Members {
			first, last := "", ""
			if m.Count > 0 {
				first, last = m.Records[0].Date, m.Records[m.Count-1].Date
			}
			rows = append(rows, []string{m.Name, fmt.Sprint(m.Count), first, last})
		}
		textTable(w, []string{"member", " vetoes", "first", "last"}, rows)
		footnote(w, heldVetoes, style)
		return
	}
	m := j.Members[0]
	fmt.Fprintln(w, style.paint("1", heading("Vetoes of "+m.Name, j.Votes)))
	for i, r := range m.vetoes {
		fmt.Fprintln(w, style.cut(fmt.Sprintf("%4d  %s", i+1, recordLine(r)), 0))
	}
	footnote(w, heldVetoes, style)
}
