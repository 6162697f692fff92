package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"stet/claims"
	"stet/sources"
)

// voteOrder is the order of tiles, seats and lists of names.
var voteOrder = []sources.Position{sources.Yes, sources.No, sources.Abstain, sources.NotVoting}

// regions are the UN's regional groups as the picture names them, in its order.
var regions = [...]struct{ group, line1, line2 string }{
	{"African Group", "Africa", ""},
	{"Asia-Pacific Group", "Asia and", "the Pacific"},
	{"Eastern European Group", "Eastern", "Europe"},
	{"Latin American and Caribbean Group", "Latin America", "& Caribbean"},
	{"Western European and Others Group", "W. Europe", "and others"},
	{"", "No group", ""},
}

// Geometry of the tile grid, in units of its view box.
const (
	tilesAcross = 23
	tileLeft    = 79
	tileStep    = 11
	gridWidth   = 332
)

// record is a roll call on the page: drawn once, named once, used by every note that cites it.
type record struct {
	ID            string // anchor of its names
	Symbol, Title string
	Tally         string
	Names         []nameList
	Grid          *grid // tiles, or
	Shoe          *shoe // the Council's seats
	Note          string
	Alt           string // the drawing in words
	Short         string // the same where tally and names stand beside it
	provenance
	seats map[string]seatPlace
	vote  *sources.Record
}

// provenance is where a record is to be read, what data it is of, and how to look it up again.
type provenance struct {
	URL, Address string // link, or the address as text where it may not be one
	Source       string // what the link says
	Dataset      string
	Query        string
}

// nameList is who voted one way.
type nameList struct {
	Key, Label string // symbol of the key, "Against"
	N          int
	Names      string
}

// seatPlace is where a member is drawn, and how it voted.
type seatPlace struct {
	name string
	vote sources.Position
	x, y float64
}

// picture is a use of a record's drawing in a note, with the states that the claim names.
type picture struct {
	Record *record
	Rings  template.HTML // around the tiles of named members
	Bold   string        // classes that put names of the Council's seats in bold: " b0 b4"
	Who    []votersOf
	says   [2]string // how a record says the same as Who: by vote, by state
}

// votersOf are members that the claim names and that voted alike; Key is "" of those not at the table.
type votersOf struct{ Key, Text string }

// grid is the drawing of an assembly: one path a kind of tile.
type grid struct {
	Height                  int
	Labels                  []gridLabel
	Yes, No, Cross, Abstain string
	AbstainInner, Absent    string
}

type gridLabel struct {
	Y    string
	Text string
}

// pictures draws every record once, and renders once what its citations have in common.
type pictures struct {
	seats    []sources.Member
	code     map[string]int
	records  []*record
	byVote   map[string]*record
	rendered map[string]template.HTML
	err      error // the first of a template
}

func newPictures(seats []sources.Member) *pictures {
	p := &pictures{seats: seats, code: map[string]int{}, byVote: map[string]*record{}, rendered: map[string]template.HTML{}}
	for i, m := range seats {
		p.code[m.Code] = i
	}
	return p
}

// once renders a template, or gives what it gave before; key is all that the rendering depends on.
func (p *pictures) once(name string, data any, key ...string) template.HTML {
	k := name + "\x00" + strings.Join(key, "\x00")
	out, ok := p.rendered[k]
	if !ok {
		out = p.render(name, data)
		p.rendered[k] = out
	}
	return out
}

func (p *pictures) render(name string, data any) template.HTML {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil && p.err == nil {
		p.err = err
	}
	return template.HTML(b.String())
}

// record is the drawing of the evidence's vote; nil where its positions or the members are not known.
func (p *pictures) record(e *claims.Evidence, from provenance) *record {
	v := e.Vote
	if v.Positions == "" || len(p.seats) == 0 {
		return nil
	}
	key := v.Symbol + "\x00" + v.Date.String() + "\x00" + v.Positions
	if r, ok := p.byVote[key]; ok {
		return r
	}
	r := &record{ID: "r" + strconv.Itoa(len(p.records)+1), Symbol: firstOf(v.Symbol, e.Record), Title: v.Title,
		Tally: tallyWords(v.Tally), provenance: from, Note: v.Note, seats: map[string]seatPlace{}, vote: v}
	r.Alt, r.Short = altText(r), r.Symbol+", one mark a member"
	seated := p.seated(v)
	for _, i := range seated {
		r.seats[p.seats[i].Code] = seatPlace{name: p.seats[i].Name, vote: v.Position(i)}
	}
	r.Names = p.names(v, seated)
	switch n := len(seated); {
	case v.Partial:
		r.Note = firstOf(r.Note, "Only the positions named here are known.")
	case v.Body == sources.SecurityCouncil && n >= 6 && n <= 15:
		r.Shoe = p.shoe(v, seated)
	case n > 15:
		r.Grid = p.grid(r, v, seated)
	}
	p.byVote[key] = r
	p.records = append(p.records, r)
	return r
}

// seated is the indexes of members that were at the table and whose vote is known.
func (p *pictures) seated(v *sources.Record) []int {
	var out []int
	for i := range p.seats {
		if seatedIn(v, i) {
			out = append(out, i)
		}
	}
	return out
}

// seatedIn reports whether a member was at the table and its vote is known.
func seatedIn(v *sources.Record, i int) bool {
	pos := v.Position(i)
	return pos != sources.NotMember && pos != sources.Unknown
}

var keys = map[sources.Position]string{sources.Yes: "ky", sources.No: "kn", sources.Abstain: "ka", sources.NotVoting: "kx"}

// names lists members by vote, the fewest told first: against, abstaining, not voting, in favour.
func (p *pictures) names(v *sources.Record, seated []int) []nameList {
	var out []nameList
	for _, pos := range []sources.Position{sources.No, sources.Abstain, sources.NotVoting, sources.Yes} {
		var who []string
		for _, i := range seated {
			if v.Position(i) == pos {
				who = append(who, p.seats[i].Name)
			}
		}
		if len(who) > 0 {
			slices.Sort(who)
			out = append(out, nameList{keys[pos], capital(positionWords(pos)), len(who), strings.Join(who, ", ")})
		}
	}
	return out
}

// picture uses the record's drawing, with the evidence's named members ringed or in bold.
func (p *pictures) picture(r *record, e *claims.Evidence) *picture {
	if r == nil {
		return nil
	}
	pic := &picture{Record: r}
	names := map[sources.Position][]string{}
	var away, each []string
	for _, code := range e.Named {
		s, ok := r.seats[code]
		if i, known := p.code[code]; !ok && known {
			away = append(away, p.seats[i].Name)
		}
		if !ok {
			continue
		}
		names[s.vote] = append(names[s.vote], s.name)
		each = append(each, s.name+": "+sideWords[s.vote])
		if r.Grid != nil {
			pic.Rings += template.HTML(`<use href="#r` + keys[s.vote][1:] + `" x="` + coord(s.x) + `" y="` + coord(s.y) + `"/>`)
		}
		if r.Shoe != nil {
			pic.Bold += " b" + strconv.Itoa(r.Shoe.seat(s.name))
		}
	}
	pic.list(names, away)
	pic.says[1] = strings.Join(each, "; ")
	return pic
}

// list names members by their vote.
func (pic *picture) list(names map[sources.Position][]string, away []string) {
	var says []string
	for _, pos := range voteOrder {
		if who := names[pos]; len(who) > 0 {
			pic.Who = append(pic.Who, votersOf{keys[pos], list(who) + ": " + positionWords(pos)})
			says = append(says, strings.Join(who, ", ")+": "+sideWords[pos])
		}
	}
	if len(away) > 0 {
		pic.Who = append(pic.Who, votersOf{"", list(away) + ": not at the table"})
	}
	pic.says[0] = strings.Join(says, "; ")
}

// sideWords are a vote as evidence says it.
var sideWords = map[sources.Position]string{sources.Yes: "yes", sources.No: "no", sources.Abstain: "abstaining", sources.NotVoting: "not voting"}

// tells reports whether the names under the picture say what the record says.
func (pic *picture) tells(says string) bool {
	return pic != nil && says != "" && slices.Contains(pic.says[:], strings.TrimSuffix(says, "."))
}

func altText(r *record) string {
	t := r.vote.Tally
	text := r.Symbol + ", one mark a member: " + fmt.Sprintf("%d in favour, %d against, %d abstaining", max(t.Yes, 0), max(t.No, 0), max(t.Abstain, 0))
	if t.NotVoting > 0 {
		text += fmt.Sprintf(", %d not voting", t.NotVoting)
	}
	return text + "."
}

// byTally orders seats as the tally does, and by place within.
func byTally(v *sources.Record, seats []int) []int {
	out := make([]int, 0, len(seats))
	for _, pos := range voteOrder {
		for _, i := range seats {
			if v.Position(i) == pos {
				out = append(out, i)
			}
		}
	}
	return out
}

// grid draws one tile a member, by regional group, in tally order. A run of like tiles is one dashed line.
func (p *pictures) grid(r *record, v *sources.Record, seated []int) *grid {
	g := &grid{}
	var b [6]strings.Builder // yes, no, cross, abstain, inner, absent
	y := 0
	for _, region := range regions {
		var members []int
		for _, i := range seated {
			if regionOf(p.seats[i].RegionalGroup) == region.group {
				members = append(members, i)
			}
		}
		if len(members) == 0 {
			continue
		}
		members = byTally(v, members)
		label2 := firstOf(region.line2, count(len(members), "member", "members"))
		g.Labels = append(g.Labels, gridLabel{strconv.Itoa(y + 8), region.line1}, gridLabel{coord(float64(y) + 19.5), label2})
		p.tilesOf(r, v, members, y, &b)
		y += tileStep*max(2, (len(members)+tilesAcross-1)/tilesAcross) + 8
	}
	g.Height = y + 1
	g.Yes, g.No, g.Cross, g.Abstain, g.AbstainInner, g.Absent = b[0].String(), b[1].String(), b[2].String(), b[3].String(), b[4].String(), b[5].String()
	return g
}

// regionOf is the group's row; a group that the picture does not know has none.
func regionOf(group string) string {
	for _, r := range regions {
		if r.group == group {
			return group
		}
	}
	return ""
}

// tilesOf adds the paths of one region's tiles, its first row at y.
func (p *pictures) tilesOf(r *record, v *sources.Record, members []int, y int, b *[6]strings.Builder) {
	for k := 0; k < len(members); {
		pos, n := v.Position(members[k]), 1
		for k+n < len(members) && (k+n)%tilesAcross != 0 && v.Position(members[k+n]) == pos {
			n++
		}
		x0, y0 := tileLeft+tileStep*(k%tilesAcross), y+tileStep*(k/tilesAcross)
		mid, long := float64(y0)+4.5, tileStep*n-2
		switch pos {
		case sources.Yes:
			fmt.Fprintf(&b[0], "M%d %gh%d", x0, mid, long)
		case sources.No:
			fmt.Fprintf(&b[1], "M%d %gh%d", x0, mid, long)
			for t := range n {
				fmt.Fprintf(&b[2], "M%g %gl4 4m0-4l-4 4", float64(x0+tileStep*t)+2.5, mid-2)
			}
		case sources.Abstain:
			fmt.Fprintf(&b[3], "M%d %gh%d", x0, mid, long)
			fmt.Fprintf(&b[4], "M%g %gh%g", float64(x0)+1.4, mid, float64(long)-2.8)
		default:
			fmt.Fprintf(&b[5], "M%g %gh%g", float64(x0)+4.5, mid, float64(tileStep*(n-1))+.01)
		}
		for t := range n {
			code := p.seats[members[k+t]].Code
			s := r.seats[code]
			s.x, s.y = float64(x0+tileStep*t), float64(y0)
			r.seats[code] = s
		}
		k += n
	}
}

// coord prints a coordinate to a tenth.
func coord(f float64) string { return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64) }

// tileData is what the script needs to name the tile under the pointer: the members once, by region, and of each record a
// letter for each of them, "." for who was not seated. The script sorts them as byTally does.
type tileData struct {
	Names   [][]string          `json:"n"`
	Records map[string][]string `json:"r"`
}

// tiles is nil where no assembly is drawn.
func (p *pictures) tiles() *tileData {
	out := &tileData{Records: map[string][]string{}}
	drawn := slices.DeleteFunc(slices.Clone(p.records), func(r *record) bool { return r.Grid == nil })
	if len(drawn) == 0 {
		return nil
	}
	for _, region := range regions {
		var members []int
		for i, m := range p.seats {
			if regionOf(m.RegionalGroup) == region.group && slices.ContainsFunc(drawn, func(r *record) bool { return seatedIn(r.vote, i) }) {
				members = append(members, i)
			}
		}
		if len(members) == 0 {
			continue
		}
		out.Names = append(out.Names, p.namesOf(members))
		for _, r := range drawn {
			out.Records[r.ID] = append(out.Records[r.ID], letters(r.vote, members))
		}
	}
	return out
}

func (p *pictures) namesOf(members []int) []string {
	var out []string
	for _, i := range members {
		out = append(out, p.seats[i].Name)
	}
	return out
}

// letters are the members' votes, one letter each.
func letters(v *sources.Record, members []int) string {
	var out []byte
	for _, i := range members {
		if seatedIn(v, i) {
			out = append(out, byte(v.Position(i)))
		} else {
			out = append(out, '.')
		}
	}
	return string(out)
}
