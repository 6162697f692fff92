package report

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"stet/claims"
	"stet/sources"
)

// voteOrder is the order of tiles, seats and lists of names.
var voteOrder = []sources.Position{sources.Yes, sources.No, sources.Abstain, sources.NotVoting}

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
