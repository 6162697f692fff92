package report

import (
	"fmt"
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
	URL           string
	Names         []nameList
	Grid          *grid // tiles, or
	Shoe          *shoe // the Council's seats
	Note          string
	Alt           string // the drawing in words
	seats         map[string]seatPlace
	vote          *sources.Record
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
	Alt    string
	Named  []namedSeat
	Shoe   *shoe // the Council's seats, with the named ones in bold
}

// namedSeat is a member that the claim names.
type namedSeat struct {
	Key, Text string
	X, Y      string // tile in the grid; "" where there is none
	Ring      string // path of the ring
}

// grid is the drawing of an assembly: one path a kind of tile.
type grid struct {
	Height                  int
	Labels                  []gridLabel
	Yes, No, Cross, Abstain string
	AbstainInner, Absent    string
	members                 [][]int // seats of each row of tiles' region, in drawn order
	votes                   []string
}

type gridLabel struct {
	Y    string
	Text string
}

// pictures draws every record once.
type pictures struct {
	seats   []sources.Member
	code    map[string]int
	records []*record
	byVote  map[string]*record
}

func newPictures(seats []sources.Member) *pictures {
	p := &pictures{seats: seats, code: map[string]int{}, byVote: map[string]*record{}}
	for i, m := range seats {
		p.code[m.Code] = i
	}
	return p
}

// record is the drawing of the evidence's vote; nil where its positions or the members are not known.
func (p *pictures) record(e *claims.Evidence) *record {
	v := e.Vote
	if v.Positions == "" || len(p.seats) == 0 {
		return nil
	}
	key := v.Symbol + "\x00" + v.Date.String() + "\x00" + v.Positions
	if r, ok := p.byVote[key]; ok {
		return r
	}
	r := &record{ID: "r" + strconv.Itoa(len(p.records)+1), Symbol: firstOf(v.Symbol, e.Record), Title: v.Title,
		Tally: tallyWords(v.Tally), URL: webAddress(v.URL), Note: v.Note, seats: map[string]seatPlace{}, vote: v}
	r.Alt = altText(r)
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
		if pos := v.Position(i); pos != sources.NotMember && pos != sources.Unknown {
			out = append(out, i)
		}
	}
	return out
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

// picture uses the record's drawing, with the evidence's named members ringed.
func (p *pictures) picture(r *record, e *claims.Evidence) *picture {
	if r == nil {
		return nil
	}
	pic := &picture{Record: r, Alt: r.Alt}
	bold := map[string]bool{}
	for _, code := range e.Named {
		s, ok := r.seats[code]
		if !ok {
			if i, known := p.code[code]; known {
				pic.Named = append(pic.Named, namedSeat{Text: p.seats[i].Name + ": not at the table"})
			}
			continue
		}
		n := namedSeat{Key: keys[s.vote], Text: s.name + ": " + positionWords(s.vote)}
		if r.Grid != nil {
			n.X, n.Y = coord(s.x), coord(s.y)
			n.Ring = fmt.Sprintf("M%s %sh13v13h-13z", coord(s.x-2), coord(s.y-2))
		}
		bold[s.name] = true
		pic.Named = append(pic.Named, n)
	}
	if r.Shoe != nil {
		pic.Shoe = r.Shoe.named(bold)
	}
	for _, n := range pic.Named {
		pic.Alt += " " + n.Text + "."
	}
	return pic
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
		var letters strings.Builder
		for _, i := range members {
			letters.WriteByte(byte(v.Position(i)))
		}
		g.members, g.votes = append(g.members, members), append(g.votes, letters.String())
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

// tiles is what the script needs to name the tile under the pointer: names once, seats and letters a record.
func (p *pictures) tiles() any {
	type tile struct {
		Seats [][]int  `json:"i"`
		Votes []string `json:"v"`
	}
	out := struct {
		Names   []string        `json:"n"`
		Records map[string]tile `json:"r"`
	}{Records: map[string]tile{}}
	place := map[int]int{}
	for _, r := range p.records {
		if r.Grid == nil {
			continue
		}
		t := tile{Votes: r.Grid.votes}
		for _, members := range r.Grid.members {
			row := make([]int, len(members))
			for k, i := range members {
				if _, ok := place[i]; !ok {
					place[i] = len(out.Names)
					out.Names = append(out.Names, p.seats[i].Name)
				}
				row[k] = place[i]
			}
			t.Seats = append(t.Seats, row)
		}
		out.Records[r.ID] = t
	}
	if len(out.Records) == 0 {
		return nil
	}
	return out
}
