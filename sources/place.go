package sources

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// placer turns imported votes into records: names into seats, and every count, member, date and session
// held against what is known of the body on that day.
type placer struct {
	roster *roster
	body   Body                        // of votes that do not tell their own, "" for none
	today  time.Time                   // no vote is later
	create func(m Member) (int, error) // adds a voter of a chamber whose membership nobody imported; nil for none
}

// placed is a vote with its seats, and all that was wrong with it.
type placed struct {
	rec      Record // ID, Dataset and Origin are not set; Positions in the order of the roster's members
	problems []Problem
	refused  bool
	seen     map[int]ImportedPosition // by seat
	counted  Tally                    // of the positions, a party's with all its seats
	rows     int                      // seats that the source gives a position, a party's with all its seats
}

// mostOfVote is how many problems of one vote are told.
const mostOfVote = 500

func (p *placed) repair(line int, format string, args ...any) {
	if len(p.problems) >= mostOfVote {
		return
	}
	p.problems = append(p.problems, Problem{line, Repaired, p.name(), fmt.Sprintf(format, args...)})
}

func (p *placed) refuse(line int, format string, args ...any) {
	p.refused = true
	if len(p.problems) >= mostOfVote {
		return
	}
	p.problems = append(p.problems, Problem{line, Refused, p.name(), fmt.Sprintf(format, args...)})
}

func (p *placed) name() string { return cmp.Or(p.rec.Symbol, p.rec.Draft, p.rec.Title) }

// identify fills the vote's own particulars, without its positions.
func (pl *placer) identify(v *ImportedVote) *placed {
	p := &placed{rec: Record{
		UNDL: v.UNDL, Body: cmp.Or(v.Body, bodyOfSymbol(v.Symbol), bodyOfSymbol(v.Draft), pl.body),
		Symbol: v.Symbol, Draft: v.Draft, Confirmed: true, Date: v.Date, Session: v.Session, Meeting: spaced(v.Meeting),
		CommitteeReport: spaced(v.CommitteeReport), Title: spaced(v.Title), Agenda: joined(". ", spaced(v.Agenda), spaced(v.Subjects)),
		Threshold: v.Threshold, Outcome: v.Outcome, Tally: v.Tally, Members: v.Members, URL: v.URL, Partial: v.Partial,
		Note: joined("; ", spaced(v.Note), unvoted(v.Modality)),
	}, seen: map[int]ImportedPosition{}}
	r := &p.rec
	if pl.roster.chamber(r.Body) == "" {
		r.Symbol, r.Draft = compactSymbol(r.Symbol), compactSymbol(r.Draft)
	}
	if r.Symbol == "" {
		r.Symbol, r.Draft = r.Draft, ""
	}
	if r.Symbol == "" && r.UNDL > 0 {
		r.Symbol = fmt.Sprintf("record %d", r.UNDL)
	}
	switch {
	case r.Body == "":
		p.refuse(v.FirstLine, "no body is told: name it with --body (GA, SC, or the body's own name)")
	case r.Symbol == "":
		p.refuse(v.FirstLine, "neither a symbol nor a draft is told: a vote needs one to be found by")
	}
	pl.checkDate(p, v)
	return p
}

// compactSymbol is a UN symbol without spaces and square brackets, as the record writes it; a description
// of several words stays as it is.
func compactSymbol(s string) string {
	if bodyOfSymbol(s) == "" {
		return spaced(s)
	}
	return strings.NewReplacer(" ", "", "[", "(", "]", ")").Replace(s)
}

func bodyOfSymbol(s string) Body {
	switch {
	case strings.HasPrefix(s, "A/C."):
		return "" // a committee's, which the symbol alone does not name as we do
	case strings.HasPrefix(s, "A/HRC/"):
		return "HRC"
	case strings.HasPrefix(s, "A/"):
		return GeneralAssembly
	case strings.HasPrefix(s, "S/"):
		return SecurityCouncil
	}
	return ""
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// joined puts the parts that are not empty together, each once.
func joined(by string, parts ...string) string {
	var out []string
	for _, s := range parts {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, by)
}

// unvoted is the remark that a modality calls for: none for a vote.
func unvoted(modality string) string {
	m := strings.ToLower(modality)
	if strings.Contains(m, "without") || strings.Contains(m, "acclamation") || strings.Contains(m, "consensus") {
		return "adopted " + strings.TrimPrefix(m, "adopted ")
	}
	return ""
}

var (
	yearOfSymbol    = regexp.MustCompile(`^S/RES/\d+\((\d{4})\)$`)
	sessionOfSymbol = regexp.MustCompile(`^A/RES/(\d+)/\d+`)
)

// checkDate holds the day against today, the body's first day, the session and the symbol.
func (pl *placer) checkDate(p *placed, v *ImportedVote) {
	r := &p.rec
	if r.Date.Year == 0 {
		p.refuse(v.FirstLine, "no date is told")
		return
	}
	day := r.Date.Time()
	if day.After(pl.today.AddDate(0, 0, 1)) {
		p.refuse(v.FirstLine, "%s is in the future", r.Date)
	}
	if (r.Body == GeneralAssembly || r.Body == SecurityCouncil) && r.Date.Year < 1946 {
		p.refuse(v.FirstLine, "%s is before the United Nations voted", r.Date)
	}
	if m := yearOfSymbol.FindStringSubmatch(r.Symbol); m != nil && m[1] != fmt.Sprint(r.Date.Year) {
		p.refuse(v.FirstLine, "the symbol is of %s, the date %s", m[1], r.Date)
	}
	session := r.Session
	if m := sessionOfSymbol.FindStringSubmatch(r.Symbol); m != nil {
		if session == "" {
			session, r.Session = m[1], m[1]
		} else if n, err := strconv.Atoi(session); err == nil && strconv.Itoa(n) != m[1] {
			p.refuse(v.FirstLine, "the symbol is of session %s, the row of session %s", m[1], session)
		}
	}
	if n, err := strconv.Atoi(session); err == nil && r.Body == GeneralAssembly {
		pl.checkSession(p, v.FirstLine, n)
	}
}

// checkSession: regular session n opens in September of 1945+n and closes a year later; the first opened in January
// 1946. The Library's records err by a year once, so a year's difference is told and kept.
func (pl *placer) checkSession(p *placed, line, n int) {
	day := p.rec.Date.Time()
	from := time.Date(1945+n, 9, 1, 0, 0, 0, 0, time.UTC)
	to := time.Date(1946+n, 9, 30, 0, 0, 0, 0, time.UTC)
	if n == 1 {
		from = time.Date(1946, 1, 10, 0, 0, 0, 0, time.UTC)
	}
	const slip = 370 * 24 * time.Hour
	switch {
	case day.Before(from.Add(-slip)) || day.After(to.Add(slip)):
		p.refuse(line, "%s is not in session %d, which was from %s to %s", p.rec.Date, n, from.Format("January 2006"), to.Format("January 2006"))
	case day.Before(from) || day.After(to):
		p.repair(line, "%s is not in session %d, which was from %s to %s: kept as it stands", p.rec.Date, n, from.Format("January 2006"), to.Format("January 2006"))
	}
}

// seat gives positions their seats. A voter that is not known, or that did not sit there, refuses the vote.
func (pl *placer) seat(p *placed, list []ImportedPosition) {
	chamber := pl.roster.chamber(p.rec.Body)
	for _, pos := range list {
		i, why, err := pl.roster.seat(chamber, pos.Code, pos.Name, p.rec.Date)
		if err != nil && chamber != "" && pl.create != nil {
			name := cmp.Or(pos.Name, pos.Code)
			if made, failed := pl.create(Member{Code: chamberCode(chamber, cmp.Or(pos.Code, pos.Name)), Name: name, UNName: name, Chamber: chamber}); failed == nil {
				i, err = made, nil
			}
		}
		if err != nil {
			p.refuse(pos.Line, "%v", err)
			continue
		}
		if why != "" {
			p.repair(pos.Line, "%s", why)
		}
		before, twice := p.seen[i]
		pos.Seats = max(1, pos.Seats)
		name := pl.roster.facts.Members[i].Name
		switch {
		case twice && before.Position == pos.Position:
			p.repair(pos.Line, "%s stands there twice (line %d): counted once", name, before.Line)
			continue
		case twice && chamber == "":
			p.refuse(pos.Line, "%s is %s here and %s in line %d", name, positionName(pos.Position), positionName(before.Position), before.Line)
			continue
		case twice: // a party whose members voted apart
			p.repair(pos.Line, "%s voted apart: %s here and %s in line %d; its position is kept as not known", name, positionName(pos.Position), positionName(before.Position), before.Line)
			p.count(pos)
			pos.Position = Unknown
			p.seen[i] = pos
			continue
		}
		p.seen[i] = pos
		p.count(pos)
	}
}

// count adds a position to what was counted.
func (p *placed) count(pos ImportedPosition) {
	p.rows += pos.Seats
	switch pos.Position {
	case Yes:
		p.counted.Yes += pos.Seats
	case No:
		p.counted.No += pos.Seats
	case Abstain:
		p.counted.Abstain += pos.Seats
	case NotVoting:
		p.counted.NotVoting += pos.Seats
	}
}

var positionNames = map[Position]string{Yes: "in favour", No: "against", Abstain: "abstaining", NotVoting: "not voting", Unknown: "not known", NotMember: "no member"}

func positionName(p Position) string { return cmp.Or(positionNames[p], "not known") }

// letters writes the positions as one letter a seat.
func (p *placed) letters(members int) []byte {
	out := []byte(strings.Repeat(string(NotMember), members))
	for i, pos := range p.seen {
		out[i] = byte(pos.Position)
	}
	return out
}
