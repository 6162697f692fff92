package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"stet/sources"
)

// An assembly is drawn as tiles, one a member, by regional group.

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
