package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// nonMembers are the codes that stand in group lists without being members of the United Nations:
// Western Sahara (African Union) and the State of Palestine (Arab League).
var nonMembers = []string{"ESH", "PSE"}

// records reads the Library's voting records: one line a record, one letter a seat.
func (p *parser) records() error {
	return readTable(p.fsys, "records.csv", func(r row) {
		rec := Record{
			UNDL: r.number("undl", 0), Body: Body(r.text("body")), Symbol: r.text("symbol"), Confirmed: true,
			Date: r.date("date"), Session: r.text("session"), Meeting: r.text("meeting"), Title: r.text("title"),
			Agenda: r.text("agenda"), CommitteeReport: r.text("committee_report"), Outcome: Adopted,
			Tally:   r.tally(),
			Members: r.number("members", 0), Positions: r.text("positions"), Note: r.text("note"),
		}
		rec.URL = fmt.Sprintf("https://digitallibrary.un.org/record/%d", rec.UNDL)
		rec.Dataset = "undl-ga"
		if rec.Body == SecurityCouncil {
			rec.Dataset = "undl-sc"
		}
		if rec.UNDL == 0 || rec.Symbol == "" || rec.Date.Day == 0 || rec.Body != GeneralAssembly && rec.Body != SecurityCouncil {
			r.fail("a record needs its number, body, symbol and day")
		}
		if rec.Positions != "" {
			p.countAgainst(r, &rec)
		}
		p.facts.Records = append(p.facts.Records, rec)
	})
}

// countAgainst checks the letters of a roll call against its stated tally.
func (p *parser) countAgainst(r row, rec *Record) {
	if len(rec.Positions) > len(p.facts.Members) {
		r.fail("%s: %d letters for %d seats", rec.Symbol, len(rec.Positions), len(p.facts.Members))
	}
	counted, members, bad := count(rec.Positions)
	if bad != 0 {
		r.fail("%s: unknown vote letter %q", rec.Symbol, bad)
	}
	if counted != rec.Tally || members != rec.Members {
		r.fail("%s: the letters count %v of %d, the line says %v of %d", rec.Symbol, counted, members, rec.Tally, rec.Members)
	}
}

// count adds up a roll call; bad is the first letter that is none of Y, N, A, X, -.
func count(positions string) (t Tally, members int, bad byte) {
	for i := range len(positions) {
		switch Position(positions[i]) {
		case Yes:
			t.Yes++
		case No:
			t.No++
		case Abstain:
			t.Abstain++
		case NotVoting:
			t.NotVoting++
		case NotMember:
			continue
		default:
			return t, members, positions[i]
		}
		members++
	}
	return t, members, 0
}

func (r row) tally() Tally {
	return Tally{r.number("yes", -1), r.number("no", -1), r.number("abstain", -1), r.number("nonvoting", -1)}
}

// described reads votes outside the Library's sets, whose positions are written "FRA:Y GBR:N".
func (p *parser) described(file, dataset string) error {
	return readTable(p.fsys, file, func(r row) {
		rec := Record{
			Body: Body(r.text("body")), Symbol: r.text("symbol"), Confirmed: r.flag("confirmed"), Date: r.date("date"),
			Meeting: r.text("meeting"), Title: r.text("title"), Agenda: r.text("agenda"), Outcome: Outcome(r.text("outcome")),
			Tally: r.tally(), VetoedBy: r.words("vetoed_by"), Sponsors: r.words("sponsors"), SponsorText: r.text("sponsors_text"),
			Threshold: r.text("threshold"), Confidence: r.text("confidence"), Note: r.text("note"), Dataset: dataset,
		}
		p.know(r, rec.VetoedBy...)
		p.know(r, rec.Sponsors...)
		if rec.Outcome != Adopted && rec.Outcome != Vetoed && rec.Outcome != Rejected {
			r.fail("unknown outcome %q", rec.Outcome)
		}
		if rec.Symbol == "" || rec.Date.Year == 0 || rec.Body == "" {
			r.fail("a vote needs its body, symbol or description, and date")
		}
		p.place(r, &rec)
		for _, s := range []string{r.text("source1"), r.text("source2")} {
			if rec.URL == "" && strings.HasPrefix(s, "http") {
				rec.URL = strings.TrimRight(strings.Fields(s)[0], ";")
			}
			if s != "" {
				rec.Sources = append(rec.Sources, s)
			}
		}
		p.facts.Records = append(p.facts.Records, rec)
	})
}

// place turns "FRA:Y GBR:N" into one letter a seat. Seats at the table that the list does not name are
// Unknown; where the list is complete, nobody else was at the table.
func (p *parser) place(r row, rec *Record) {
	named := r.words("positions")
	complete := r.flag("complete")
	table := p.facts.membersOn(rec.Body, rec.Date)
	rec.Members = len(table)
	if len(named) == 0 {
		return
	}
	letters := []byte(strings.Repeat("-", len(p.facts.Members)))
	if !complete {
		rec.Partial = true
		for _, i := range table {
			letters[i] = byte(Unknown)
		}
	}
	for _, n := range named {
		code, letter, _ := strings.Cut(n, ":")
		p.know(r, code)
		if len(letter) != 1 || !strings.Contains("YNAX", letter) {
			r.fail("unknown vote letter in %q", n)
			return
		}
		letters[p.seat[code]] = letter[0]
	}
	rec.Positions = strings.TrimRight(string(letters), "-")
	if complete {
		counted, members, _ := count(rec.Positions)
		rec.Members = members
		if rec.Tally.NotVoting < 0 {
			rec.Tally.NotVoting = counted.NotVoting
		}
		if counted != rec.Tally {
			r.fail("%s: the named positions count %v, the line says %v", rec.Symbol, counted, rec.Tally)
		}
	}
}

func (p *parser) sortRecords() error {
	p.facts.order()
	rs := p.facts.Records
	p.bySymbol = make(map[string][]int, len(rs))
	for i := range rs {
		k := string(rs[i].Body) + " " + rs[i].Symbol
		p.bySymbol[k] = append(p.bySymbol[k], i)
	}
	return nil
}

// order sorts the records and numbers them.
func (f *Facts) order() {
	slices.SortStableFunc(f.Records, func(a, b Record) int {
		return cmp.Or(a.Date.compare(b.Date), strings.Compare(string(a.Body), string(b.Body)), strings.Compare(a.Symbol, b.Symbol))
	})
	f.number()
}

// number gives the records, and their rivals, their places.
func (f *Facts) number() {
	for i := range f.Records {
		r := &f.Records[i]
		r.ID = i
		for k := range r.Rivals {
			r.Rivals[k].ID = i
		}
	}
}

// find is the records of a symbol in a body; the row fails where there is none.
func (p *parser) find(r row) []*Record {
	var out []*Record
	for _, i := range p.bySymbol[r.text("body")+" "+r.text("symbol")] {
		out = append(out, &p.facts.Records[i])
	}
	if len(out) == 0 {
		r.fail("no record %s of %s", r.text("symbol"), r.text("body"))
	}
	return out
}

func (p *parser) landmarks() error {
	err := readTable(p.fsys, "landmarks.csv", func(r row) {
		for _, rec := range p.find(r) {
			rec.KnownAs, rec.Content, rec.Series = r.phrases("known_as"), r.phrases("content"), r.text("series")
		}
	})
	if err != nil {
		return err
	}
	if err := p.titles(); err != nil {
		return err
	}
	return readTable(p.fsys, "notes.csv", func(r row) {
		for _, rec := range p.find(r) {
			rec.KnownAs = withPhrases(rec.KnownAs, r.phrases("known_as"))
			rec.Note = strings.TrimPrefix(rec.Note+"; "+r.text("note"), "; ")
		}
	})
}

// titles says how journalists call the votes of a title, year after year; one that ends in "*" is the beginning of several.
func (p *parser) titles() error {
	return readTable(p.fsys, "titles.csv", func(r row) {
		title, begins := strings.CutSuffix(strings.ToLower(r.text("title")), "*")
		found := false
		for i := range p.facts.Records {
			rec := &p.facts.Records[i]
			have := strings.ToLower(rec.Title)
			if string(rec.Body) != r.text("body") || have != title && !(begins && strings.HasPrefix(have, title)) {
				continue
			}
			found = true
			rec.KnownAs, rec.Content = withPhrases(rec.KnownAs, r.phrases("known_as")), withPhrases(rec.Content, r.phrases("content"))
			rec.Series = cmp.Or(rec.Series, r.text("series"))
		}
		if !found {
			r.fail("no record is titled %s", r.text("title"))
		}
	})
}

// withPhrases adds the phrases that the list does not have.
func withPhrases(list, more []string) []string {
	for _, k := range more {
		if !slices.Contains(list, k) {
			list = append(list, k)
		}
	}
	return list
}

func (p *parser) sponsors() error {
	return readTable(p.fsys, "sponsors.csv", func(r row) {
		codes := r.words("sponsors")
		p.know(r, codes...)
		for _, rec := range p.find(r) {
			rec.Sponsors, rec.SponsorText, rec.Threshold = codes, r.text("sponsors_text"), cmp.Or(r.text("threshold"), rec.Threshold)
		}
	})
}

func (p *parser) corrections() error {
	return readTable(p.fsys, "corrections.csv", func(r row) {
		p.facts.Corrections = append(p.facts.Corrections, Correction{
			Symbol: r.text("symbol"), Date: r.date("date"), Body: r.text("body"), TallyA: r.text("tally_a"), TallyB: r.text("tally_b"),
			What: r.text("what"), Kind: r.text("kind"), SourceA: r.text("source_a"), SourceB: r.text("source_b"),
		})
	})
}

// membersOn is the seats at the table of a body on a day, as indexes of Members: the Council's members
// of that year, every member of the United Nations, or the voters of a chamber; none for a body whose
// membership is not known.
func (f *Facts) membersOn(body Body, d Date) []int {
	var out []int
	if body == SecurityCouncil {
		for _, code := range f.councilOn(d) {
			out = append(out, slices.IndexFunc(f.Members, func(m Member) bool { return m.Code == code }))
		}
		slices.Sort(out)
		return out
	}
	chamber := body
	if body == GeneralAssembly || strings.HasPrefix(string(body), "GA ") {
		chamber = ""
	}
	for i := range f.Members {
		if f.Members[i].Chamber == chamber && f.Members[i].MemberOn(d) {
			out = append(out, i)
		}
	}
	return out
}

// councilOn is the codes of the Council's members that day, sorted.
func (f *Facts) councilOn(d Date) []string {
	var out []string
	for _, s := range f.Council {
		if s.Year == d.Year && d.within(s.From, s.To) {
			out = append(out, s.Code)
		}
	}
	slices.Sort(out)
	return out
}
