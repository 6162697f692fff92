package report

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/sources"
)

// shoe is the Council's horseshoe: five seats on the bow, the rest down its sides, in tally order.
type shoe struct {
	Height  int
	MidY    int
	Tally   string
	Members string
	Seats   []shoeSeat
}

// shoeSeat is one named seat.
type shoeSeat struct {
	X, Y      string
	Vote      string // "y", "n", "a", "x"
	Permanent bool
	N         int    // by which the style sheet knows its label
	Anchor    string // of the label: "start", "middle", "end"
	Lines     []shoeLine

	name string
}

// shoeLine is a line of a seat's label.
type shoeLine struct{ X, Y, Text string }

// permanentSeats are the codes that held a permanent seat at any time; the Council's China and Russia
// seats bear one code through their successions, but for the Soviet Union's.
var permanentSeats = []string{"CHN", "FRA", "RUS", "SUN", "GBR", "USA"}

var voteLetter = map[sources.Position]string{sources.Yes: "y", sources.No: "n", sources.Abstain: "a", sources.NotVoting: "x"}

// Geometry of the horseshoe, in units of its view box.
const (
	shoeBow    = 5
	shoeX      = 166.0
	shoeY      = 82.0
	shoeRadius = 48.0
	shoeStep   = 22.0
)

func (p *pictures) shoe(v *sources.Record, seated []int) *shoe {
	seats := slices.Clone(seated)
	slices.SortStableFunc(seats, func(a, b int) int { return strings.Compare(p.seats[a].Name, p.seats[b].Name) })
	seats = byTally(v, seats)
	left := (len(seats) - shoeBow + 1) / 2
	side := float64(max(left, len(seats)-shoeBow-left))
	s := &shoe{Height: int(shoeY + shoeStep*(side-1) + 16), Tally: tallyWords(v.Tally), Members: count(len(seats), "member", "members")}
	s.MidY = int(shoeY + max(shoeStep*(side-2)/2, 4))
	for k, i := range seats {
		m := p.seats[i]
		seat := shoeSeat{N: k, name: m.Name, Vote: voteLetter[v.Position(i)], Permanent: slices.Contains(permanentSeats, m.Code)}
		seat.place(k, left)
		s.Seats = append(s.Seats, seat)
	}
	return s
}

// place sets the seat's point and label: k counts from the foot of the left side over the bow.
func (s *shoeSeat) place(k, left int) {
	var x, y float64
	switch {
	case k < left:
		x, y = shoeX-shoeRadius, shoeY+shoeStep*float64(left-1-k)
		s.label(x-13, y+3.8, "end")
	case k < left+shoeBow:
		angle := math.Pi * (1 - float64(k-left+1)/(shoeBow+1))
		x, y = shoeX+shoeRadius*math.Cos(angle), shoeY-shoeRadius*math.Sin(angle)
		switch at := k - left; {
		case at < shoeBow/2:
			s.label(x-12, y, "end")
		case at == shoeBow/2:
			s.label(x, y-13, "middle")
		default:
			s.label(x+12, y, "start")
		}
	default:
		x, y = shoeX+shoeRadius, shoeY+shoeStep*float64(k-left-shoeBow)
		s.label(x+13, y+3.8, "start")
	}
	s.X, s.Y = coord(x), coord(y)
}

// label breaks a long name into two lines, so that it stays within the picture.
func (s *shoeSeat) label(x, y float64, anchor string) {
	s.Anchor = anchor
	first, second := s.name, ""
	if utf8.RuneCountInString(s.name) > 19 {
		best := len(s.name)
		for i, r := range s.name {
			if r == ' ' && abs(2*i-len(s.name)) < abs(2*best-len(s.name)) {
				best = i
			}
		}
		first, second = s.name[:best], strings.TrimPrefix(s.name[best:], " ")
	}
	if second == "" {
		s.Lines = []shoeLine{{coord(x), coord(y), first}}
		return
	}
	s.Lines = []shoeLine{{coord(x), coord(y - 6), first}, {coord(x), coord(y + 5), second}}
}

func abs(n int) int { return max(n, -n) }

// seat is the number of the seat that bears the name; -1 for none.
func (s *shoe) seat(name string) int {
	return slices.IndexFunc(s.Seats, func(seat shoeSeat) bool { return seat.name == name })
}
