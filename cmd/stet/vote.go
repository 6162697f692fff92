package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"stet/sources"
)

// voteStyle is how votes are drawn.
type voteStyle struct {
	color bool
	width int    // columns, 0 for 100
	by    string // how a roll call's names are set: "position" or "region"
}

// side is one way to vote, as a heading.
type side struct {
	position sources.Position
	name     string
	style    string // ANSI
}

var sides = []side{
	{sources.Yes, "In favour", "32"},
	{sources.No, "Against", "31"},
	{sources.Abstain, "Abstaining", "33"},
	{sources.NotVoting, "Not voting", "2"},
	{sources.Unknown, "Vote not known", "2"},
}

func (s voteStyle) paint(style, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// votesText draws each record: what it was, how it ended, who voted how in columns, where it stands.
func votesText(w io.Writer, db *sources.DB, records []sources.Record, style voteStyle) error {
	if style.width == 0 {
		style.width = 100
	}
	b := bufio.NewWriter(w)
	for i := range records {
		if i > 0 {
			fmt.Fprintln(b)
		}
		voteText(b, db, &records[i], style)
	}
	return b.Flush()
}

func voteText(w io.Writer, db *sources.DB, r *sources.Record, style voteStyle) {
	fmt.Fprintln(w, style.paint("1", clean(r.Symbol)))
	for _, line := range wrap(clean(r.Title), style.width) {
		fmt.Fprintln(w, line)
	}
	fmt.Fprintln(w)
	label := func(name, text string) {
		for i, line := range wrap(clean(text), style.width-12) {
			if i > 0 {
				name = ""
			}
			fmt.Fprintf(w, "%-12s%s\n", name, line)
		}
	}
	label("Date", r.Date.String())
	label("Body", bodyName(r))
	label("Outcome", string(r.Outcome))
	label("Tally", tallyText(r))
	label("Vetoed by", strings.Join(names(db, r.VetoedBy), ", "))
	label("Known as", strings.Join(r.KnownAs, "; "))
	label("Sponsors", strings.Join(names(db, r.Sponsors), ", "))
	rollCallText(w, db, r, style)
	if style.by == "region" {
		byRegionText(w, db, r, style)
	} else {
		for _, s := range sides {
			sideText(w, db, r, s, style)
		}
	}
	if r.Positions == "" {
		fmt.Fprintln(w, "\nNo roll call is held: the record tells the tally alone.")
	}
	fmt.Fprintln(w)
	label("Note", r.Note)
	label("Address", r.URL)
	for _, s := range r.Sources {
		if s != r.URL {
			label("Source", s)
		}
	}
	label("Imported", originText(r.Origin))
	label("The same in", strings.Join(r.Also, ", "))
	for k := range r.Rivals {
		rivalText(w, db, r, &r.Rivals[k], label)
	}
	if d := db.Dataset(r.Dataset); d != nil {
		label("Dataset", fmt.Sprintf("%s (%s), retrieved %s, reference %s", d.Title, d.Name, d.Retrieved, db.Version()))
		label("Credit", d.Credit)
		label("Terms", d.Terms)
	}
}

// rivalText tells in what another dataset's form of the vote differs.
func rivalText(w io.Writer, db *sources.DB, r, rival *sources.Record, label func(name, text string)) {
	fmt.Fprintln(w)
	label("Otherwise", strings.Join(differences(db, r, rival), "; "))
	label("  says", strings.Join(append([]string{rival.Dataset}, rival.Also...), ", "))
	label("  imported", originText(rival.Origin))
	label("  address", rival.URL)
	fmt.Fprintln(w)
}

// differences words in what a form of a vote differs from another: the day, the outcome, the tally, who voted otherwise.
func differences(db *sources.DB, before, after *sources.Record) []string {
	var out []string
	if before.Date != after.Date {
		out = append(out, fmt.Sprintf("date %s, not %s", after.Date, before.Date))
	}
	if before.Outcome != after.Outcome {
		out = append(out, fmt.Sprintf("%s, not %s", after.Outcome, before.Outcome))
	}
	if before.Tally != after.Tally {
		out = append(out, fmt.Sprintf("tally %s, not %s", after.Tally, before.Tally))
	}
	for i, m := range db.Members() {
		was, is := before.Position(i), after.Position(i)
		if was != is && was != sources.Unknown && is != sources.Unknown {
			out = append(out, fmt.Sprintf("%s %s, not %s", m.Name, voteWord(is), voteWord(was)))
		}
	}
	return out
}

// voteWord is how somebody voted, in a word or two.
func voteWord(p sources.Position) string {
	if w := voteWords[p]; w != "" {
		return w
	}
	return "no member"
}

// sideText writes the states of one side in columns.
func sideText(w io.Writer, db *sources.DB, r *sources.Record, s side, style voteStyle) {
	voters := db.Voters(r, s.position)
	if len(voters) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", style.paint(s.style, fmt.Sprintf("%s (%d)", s.name, len(voters))))
	list := make([]string, len(voters))
	for i, m := range voters {
		list[i] = m.Name
	}
	collate.New(language.English).SortStrings(list)
	for _, line := range columns(list, style.width-2) {
		fmt.Fprintln(w, "  "+line)
	}
}

// columns sets words in columns that are read downwards, as many as the width allows.
func columns(words []string, width int) []string {
	for across := len(words); across > 1; across-- {
		down := (len(words) + across - 1) / across
		if lines := inColumns(words, down); runes(slices.MaxFunc(lines, byLength)) <= width {
			return lines
		}
	}
	return words
}

// inColumns sets words in columns of so many lines, each column as wide as its widest word.
func inColumns(words []string, down int) []string {
	lines := make([]string, down)
	for first := 0; first < len(words); first += down {
		column := words[first:min(first+down, len(words))]
		widest := runes(slices.MaxFunc(column, byLength))
		for i, w := range column {
			lines[i] += fmt.Sprintf("%-*s", widest+2, w)
		}
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

func runes(s string) int { return utf8.RuneCountInString(s) }

func byLength(a, b string) int { return runes(a) - runes(b) }

// wrap breaks text at spaces; no line for no text.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case runes(line)+1+runes(word) > width:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// bodyTitle is a body's name in full.
func bodyTitle(b sources.Body) string {
	switch b {
	case sources.GeneralAssembly:
		return "General Assembly"
	case sources.SecurityCouncil:
		return "Security Council"
	}
	return clean(string(b))
}

func bodyName(r *sources.Record) string {
	name := bodyTitle(r.Body)
	if r.Session != "" {
		name += ", session " + r.Session
	}
	if r.Meeting != "" {
		name += ", meeting " + r.Meeting
	}
	return name
}

func tallyText(r *sources.Record) string {
	part := func(n int, what string) string {
		if n < 0 {
			return "? " + what
		}
		return strconv.Itoa(n) + " " + what
	}
	text := part(r.Tally.Yes, "yes") + ", " + part(r.Tally.No, "no") + ", " + part(r.Tally.Abstain, "abstaining")
	if r.Tally.NotVoting > 0 {
		text += fmt.Sprintf(", %d not voting", r.Tally.NotVoting)
	}
	if r.Members > 0 {
		text += fmt.Sprintf("; %d members", r.Members)
	}
	return text
}

func names(db *sources.DB, codes []string) []string {
	var out []string
	for _, c := range codes {
		if m := db.Member(c); m != nil {
			c = m.Name
		}
		out = append(out, c)
	}
	return out
}

// symbolColumn is how wide the column of symbols may be; a longer description pushes its title aside.
const symbolColumn = 20

// listText writes a line for each record: date, tally, outcome, symbol, title. The title is cut where a
// terminal of that width would break it.
func listText(w io.Writer, records []sources.Record, width int) error {
	b := bufio.NewWriter(w)
	for i := range records {
		r := &records[i]
		line := recordLine(r)
		if width > 0 && runes(line) > width {
			line = string([]rune(line)[:width-1]) + "…"
		}
		fmt.Fprintln(b, line)
	}
	return b.Flush()
}

func recordLine(r *sources.Record) string {
	return fmt.Sprintf("%-10s  %-10s  %-8s  %-*s  %s", r.Date, r.Tally, r.Outcome, symbolColumn, clean(r.Symbol), clean(r.Title))
}

// infoText writes what the reference holds and where it comes from.
func infoText(w io.Writer, db *sources.DB) error {
	b := bufio.NewWriter(w)
	rollCalls, votes := held(db)
	fmt.Fprintf(b, "Reference %s\n", db.Version())
	fmt.Fprintf(b, "%d votes, %d of them with every member's position (%d positions)\n", len(db.Records()), rollCalls, votes)
	if db.Path() != "" {
		fmt.Fprintf(b, "Store: %s\n", db.Path())
	}
	for _, d := range db.Datasets() {
		fmt.Fprintf(b, "\n%s (%s)\n", clean(d.Title), clean(d.Name))
		for _, line := range [][2]string{{"coverage", extent(&d)}, {"bodies", strings.Join(d.Bodies, ", ")}, {"publisher", d.Publisher}, {"credit", d.Credit},
			{"terms", d.Terms}, {"retrieved", d.Retrieved}, {"version", d.Version}, {"address", d.URL}} {
			if line[1] != "" {
				fmt.Fprintf(b, "  %-10s %s\n", line[0], clean(line[1]))
			}
		}
	}
	return b.Flush()
}

// extent is the days and number of a dataset's records.
func extent(d *sources.Dataset) string {
	if d.Records == 0 && d.From.Year == 0 {
		return "members and names, no votes"
	}
	return fmt.Sprintf("%s to %s, %d records", d.From, d.To, d.Records)
}

// held counts the records with a whole roll call, and the positions of members in them.
func held(db *sources.DB) (rollCalls, positions int) {
	for i := range db.Records() {
		r := &db.Records()[i]
		if r.Positions == "" || r.Partial {
			continue
		}
		rollCalls++
		positions += len(r.Positions) - strings.Count(r.Positions, string(rune(sources.NotMember)))
	}
	return rollCalls, positions
}
