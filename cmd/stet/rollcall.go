package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"stet/sources"
)

// The picture of a roll call: one mark a member, by regional group, in the order of the tally, as the
// report draws it. The marks differ in shape too, for those who see or print no colours.

// mark is how one way to vote is drawn.
func mark(p sources.Position) (glyph, style string) {
	switch p {
	case sources.Yes:
		return "■", "32"
	case sources.No:
		return "x", "31"
	case sources.Abstain:
		return "□", "33"
	case sources.NotVoting:
		return "·", "2"
	}
	return "?", "2"
}

// regions are the UN's regional groups in the order of the picture, with the names that it prints.
var regions = []struct{ group, name string }{
	{"African Group", "Africa"},
	{"Asia-Pacific Group", "Asia, Pacific"},
	{"Eastern European Group", "Eastern Europe"},
	{"Latin American and Caribbean Group", "Latin America"},
	{"Western European and Others Group", "West, others"},
	{"", "No group"},
}

// smallTable is the size up to which a body's members fit in the picture by code.
const smallTable = 15

// labelWidth is the columns before the marks: name and number of members.
const labelWidth = 20

// rows are the members at the table, by what the picture sets apart.
type pictureRow struct {
	name  string
	seats []int
}

func rollCallText(w io.Writer, db *sources.DB, r *sources.Record, style voteStyle) {
	rows := pictureRows(db, r)
	if len(rows) == 0 || r.Partial {
		return
	}
	var key []string
	for _, s := range sides {
		if n := len(db.Voters(r, s.position)); n > 0 {
			glyph, color := mark(s.position)
			key = append(key, style.paint(color, glyph)+" "+strings.ToLower(s.name))
		}
	}
	fmt.Fprintf(w, "\n%s%s\n", strings.Repeat(" ", labelWidth), strings.Join(key, "   "))
	small := r.Body == sources.SecurityCouncil && len(r.Positions) > 0 && r.Members <= smallTable
	for _, row := range rows {
		name := row.name
		if runes(name) > labelWidth-6 {
			name = string([]rune(name)[:labelWidth-7]) + "…"
		}
		label := fmt.Sprintf("%-15s%3d", name, len(row.seats))
		for _, line := range markLines(db, r, row.seats, small, style) {
			fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-*s%s", labelWidth, label, line), " "))
			label = ""
		}
	}
}

// pictureRows sets the Council's permanent members apart from the elected ones, the members of another chamber by
// party, and an assembly's by region.
func pictureRows(db *sources.DB, r *sources.Record) []pictureRow {
	members := db.Members()
	byName := map[string]*pictureRow{}
	for seat := range len(r.Positions) {
		if r.Position(seat) == sources.NotMember || seat >= len(members) {
			continue
		}
		name := rowOf(db, r, &members[seat])
		if byName[name] == nil {
			byName[name] = &pictureRow{name: name}
		}
		byName[name].seats = append(byName[name].seats, seat)
	}
	var rows []pictureRow
	for _, row := range byName {
		slices.SortStableFunc(row.seats, func(a, b int) int { return tallyOrder(r.Position(a)) - tallyOrder(r.Position(b)) })
		rows = append(rows, *row)
	}
	slices.SortFunc(rows, func(a, b pictureRow) int {
		return cmp.Or(rowOrder(a.name)-rowOrder(b.name), len(b.seats)-len(a.seats), cmp.Compare(a.name, b.name))
	})
	return rows
}

// rowOf is the row that a member stands in.
func rowOf(db *sources.DB, r *sources.Record, m *sources.Member) string {
	switch {
	case m.Chamber != "":
		return cmp.Or(clean(m.Party), "Members")
	case r.Body == sources.SecurityCouncil && permanent(db, r.Date.Year, m.Code):
		return "Permanent"
	case r.Body == sources.SecurityCouncil:
		return "Elected"
	}
	for _, g := range regions {
		if g.group == m.RegionalGroup {
			return g.name
		}
	}
	return "No group"
}

// rowOrder sorts rows that have an order of their own before parties, which are sorted by size.
func rowOrder(name string) int {
	for i, g := range regions {
		if g.name == name {
			return i
		}
	}
	switch name {
	case "Permanent":
		return -2
	case "Elected":
		return -1
	}
	return len(regions)
}

func permanent(db *sources.DB, year int, code string) bool {
	return slices.ContainsFunc(db.Council(), func(s sources.CouncilSeat) bool { return s.Year == year && s.Code == code && s.Permanent })
}

func tallyOrder(p sources.Position) int {
	return slices.IndexFunc(sides, func(s side) bool { return s.position == p })
}

// markLines sets the marks of one row in as many lines as the width asks for, with the members' codes
// where they are few.
func markLines(db *sources.DB, r *sources.Record, seats []int, codes bool, style voteStyle) []string {
	each := 1
	if codes {
		each = len("■ USA  ")
	}
	across := max((style.width-labelWidth)/each, 1)
	var lines []string
	for chunk := range slices.Chunk(seats, across) {
		var b strings.Builder
		for i := 0; i < len(chunk); {
			position, n := r.Position(chunk[i]), 1
			for !codes && i+n < len(chunk) && r.Position(chunk[i+n]) == position {
				n++ // a run of like marks is painted once
			}
			glyph, color := mark(position)
			b.WriteString(style.paint(color, strings.Repeat(glyph, n)))
			if codes {
				b.WriteString(" " + db.Members()[chunk[i]].Code + "  ")
			}
			i += n
		}
		lines = append(lines, b.String())
	}
	return lines
}

// byRegionText lists the members' names by region, each with its mark.
func byRegionText(w io.Writer, db *sources.DB, r *sources.Record, style voteStyle) {
	order := collate.New(language.English)
	for _, row := range pictureRows(db, r) {
		var names []string
		for _, s := range sides {
			var side []string
			for _, seat := range row.seats {
				if r.Position(seat) == s.position {
					side = append(side, db.Members()[seat].Name)
				}
			}
			order.SortStrings(side)
			for _, n := range side {
				glyph, _ := mark(s.position)
				names = append(names, glyph+" "+n)
			}
		}
		fmt.Fprintf(w, "\n%s\n", style.paint("1", fmt.Sprintf("%s (%d)", row.name, len(row.seats))))
		for _, line := range columns(names, style.width-2) {
			fmt.Fprintln(w, "  "+paintMarks(line, style))
		}
	}
}

// paintMarks colours the marks of a line that was set in columns without them, since colours have no
// width.
func paintMarks(line string, style voteStyle) string {
	if !style.color {
		return line
	}
	var b strings.Builder
	start := true
	for _, c := range line {
		glyph := string(c)
		for _, s := range sides {
			if g, color := mark(s.position); start && g == glyph {
				glyph = style.paint(color, g)
				break
			}
		}
		start = c == ' '
		b.WriteString(glyph)
	}
	return b.String()
}
