package sources

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A user's datasets lie over the facts that the binary carries. A vote that a dataset of the same name
// tells anew replaces the earlier form; one that another dataset tells the same is one record that names
// both; and where two datasets disagree the record that was there first keeps its place and carries the
// other as its rival.

// layer is the facts with a user's datasets over them, as known at the end of a day; the zero day is now.
// base is not changed. Of an earlier day it leaves out the base's later votes too.
func layer(base *Facts, s *userState, asOf Date) (*Facts, error) {
	f, err := layerTables(base, s)
	if err != nil {
		return nil, err
	}
	f.Records = slices.Clone(base.Records)
	if asOf.Year != 0 {
		end := asOf.last()
		f.Records = slices.DeleteFunc(f.Records, func(r Record) bool { return r.Date.compare(end) > 0 })
		for i := range f.Datasets {
			if f.Datasets[i].To.compare(end) > 0 {
				f.Datasets[i].To = asOf
			}
		}
	}
	if s != nil {
		l := &layering{facts: f, at: map[string]int{}, days: map[sitting][]int{}, seat: seatsOf(f, s)}
		for i := range f.Records {
			l.add(i)
		}
		for i := range s.votes {
			l.put(s.votes[i].rec)
		}
		describe(f, s)
	}
	f.order()
	f.countRecords()
	return f, nil
}

// layering lays votes over records.
type layering struct {
	facts *Facts
	at    map[string]int // identity to index in facts.Records
	days  map[sitting][]int
	seat  []int // seat of the user's database to index in facts.Members
}

// identities are the ways in which two datasets may name one vote.
func identities(r *Record) []string {
	var out []string
	if r.UNDL > 0 {
		out = append(out, fmt.Sprintf("undl %d", r.UNDL))
	}
	for _, s := range []string{r.Symbol, r.Draft} {
		switch folded := foldSymbol(s); {
		case s == "":
		case strings.Contains(folded, "/RES/"):
			out = append(out, string(r.Body)+" "+folded)
		default:
			out = append(out, string(r.Body)+" "+folded+" "+r.Date.String())
		}
	}
	return out
}

// index notes a record's identities, the first of each.
func (l *layering) index(i int) {
	for _, id := range identities(&l.facts.Records[i]) {
		if _, ok := l.at[id]; !ok {
			l.at[id] = i
		}
	}
}

// put lays one vote of the user's over what is there.
func (l *layering) put(r Record) {
	r.Positions = l.inMembers(r.Positions)
	if i, ok := l.find(&r); ok {
		have := &l.facts.Records[i]
		bothNames(have, &r)
		combine(have, r)
		l.index(i)
		return
	}
	l.facts.Records = append(l.facts.Records, r)
	l.add(len(l.facts.Records) - 1)
}

// find is the record that is the same vote.
func (l *layering) find(r *Record) (int, bool) {
	for _, id := range identities(r) {
		if i, ok := l.at[id]; ok {
			return i, true
		}
	}
	return l.counterpart(r)
}

// inMembers writes letters of the user's seats in the order of Members.
func (l *layering) inMembers(letters string) string {
	if letters == "" {
		return ""
	}
	out := []byte(strings.Repeat(string(rune(NotMember)), len(l.facts.Members)))
	for i := range min(len(letters), len(l.seat)) {
		out[l.seat[i]] = letters[i]
	}
	return strings.TrimRight(string(out), string(rune(NotMember)))
}

// combine joins a vote as another dataset, or a later version of the same, tells it.
func combine(have *Record, r Record) {
	switch {
	case have.Dataset == r.Dataset:
		replace(have, r)
		reconcile(have)
	case !agree(have, &r):
		for i := range have.Rivals {
			if agree(&have.Rivals[i], &r) {
				have.Rivals[i].Also = append(have.Rivals[i].Also, r.Dataset)
				return
			}
		}
		r.Series, r.KnownAs, r.Content = have.Series, have.KnownAs, have.Content
		have.Rivals = append(slices.Clip(have.Rivals), r)
	default:
		also := r.Dataset
		if whole(&r) && !whole(have) || r.Resolution() && !have.Resolution() {
			also = have.Dataset
			replace(have, r)
			have.Dataset = r.Dataset
		}
		have.tellsToo(also)
	}
}

// tellsToo notes another dataset that tells the same.
func (r *Record) tellsToo(dataset string) {
	if dataset != r.Dataset && !slices.Contains(r.Also, dataset) {
		r.Also = append(slices.Clip(r.Also), dataset)
		slices.Sort(r.Also)
	}
}

// reconcile drops the rivals that a record's newer form no longer disagrees with.
func reconcile(have *Record) {
	var left []Record
	for _, r := range have.Rivals {
		if !agree(have, &r) {
			left = append(left, r)
			continue
		}
		for _, d := range append([]string{r.Dataset}, r.Also...) {
			have.tellsToo(d)
		}
	}
	have.Rivals = left
}

// whole reports whether every position is known.
func whole(r *Record) bool { return r.Positions != "" && !r.Partial }

// replace takes a later form's facts over and keeps what only the earlier one knows: what journalists call it,
// who sponsored it.
func replace(have *Record, r Record) {
	old := *have
	*have = r
	have.KnownAs, have.Content, have.Series = old.KnownAs, old.Content, old.Series
	have.Sponsors, have.SponsorText = old.Sponsors, old.SponsorText
	have.Rivals, have.Also = old.Rivals, old.Also
	have.Sources = old.Sources
	if len(have.VetoedBy) == 0 && have.Outcome == Vetoed {
		have.VetoedBy = old.VetoedBy
	}
	for _, p := range []struct{ now, before *string }{
		{&have.Title, &old.Title}, {&have.Agenda, &old.Agenda}, {&have.Session, &old.Session}, {&have.Meeting, &old.Meeting},
		{&have.CommitteeReport, &old.CommitteeReport}, {&have.Note, &old.Note}, {&have.URL, &old.URL}, {&have.Threshold, &old.Threshold}, {&have.Draft, &old.Draft},
	} {
		if *p.now == "" {
			*p.now = *p.before
		}
	}
	if have.UNDL == 0 {
		have.UNDL = old.UNDL
	}
	if old.Resolution() && !have.Resolution() { // told by its draft's symbol
		have.Symbol, have.Draft = old.Symbol, r.Symbol
	}
}

// agree reports whether two datasets tell the same of a vote, as far as both tell it.
func agree(a, b *Record) bool {
	if a.Date.Day != 0 && b.Date.Day != 0 && a.Date != b.Date || a.Outcome != b.Outcome {
		return false
	}
	for _, p := range [][2]int{{a.Tally.Yes, b.Tally.Yes}, {a.Tally.No, b.Tally.No}, {a.Tally.Abstain, b.Tally.Abstain}} {
		if p[0] >= 0 && p[1] >= 0 && p[0] != p[1] {
			return false
		}
	}
	for i := range min(len(a.Positions), len(b.Positions)) {
		p, q := Position(a.Positions[i]), Position(b.Positions[i])
		if p != q && p != Unknown && q != Unknown && p != NotMember && q != NotMember {
			return false
		}
	}
	return true
}

// seatsOf finds the member of each seat of the user's. A voter whose table of members was removed stands on
// under its code.
func seatsOf(f *Facts, s *userState) []int {
	place := map[string]int{}
	for i, m := range f.Members {
		place[m.Code] = i
	}
	out := make([]int, len(s.seats))
	for seat, code := range s.seats {
		i, ok := place[code]
		if !ok {
			i = len(f.Members)
			chamber, local, _ := strings.Cut(code, "/")
			f.Members = append(f.Members, Member{Index: i, Code: code, Name: local, UNName: local, Chamber: Body(chamber)})
		}
		out[seat] = i
	}
	return out
}

// describe adds the user's datasets, with the bodies and days of their votes.
func describe(f *Facts, s *userState) {
	for _, d := range s.datasets {
		i := slices.IndexFunc(f.Datasets, func(k Dataset) bool { return k.Name == d.Name })
		if i < 0 {
			i = len(f.Datasets)
			f.Datasets = append(f.Datasets, d.Dataset)
		} else {
			known := &f.Datasets[i]
			known.Retrieved, known.Versions, known.Version = d.Retrieved, d.Versions, known.Version+"+"+d.Version
		}
		into := &f.Datasets[i]
		bodies := map[string]bool{}
		for k := range s.votes {
			if r := &s.votes[k].rec; s.votes[k].dataset == d.id {
				bodies[string(r.Body)] = true
				if into.From.Year == 0 || r.Date.compare(into.From) < 0 {
					into.From = r.Date
				}
				if r.Date.compare(into.To) > 0 {
					into.To = r.Date
				}
			}
		}
		into.Bodies = slices.Sorted(maps.Keys(bodies))
	}
}

// countRecords counts what the datasets hold: records of their own, and those that another tells the same or
// otherwise.
func (f *Facts) countRecords() {
	held := map[string]int{}
	for i := range f.Records {
		r := &f.Records[i]
		held[r.Dataset]++
		for _, d := range r.Also {
			held[d]++
		}
		for k := range r.Rivals {
			held[r.Rivals[k].Dataset]++
		}
	}
	for i := range f.Statements {
		held[f.Statements[i].Dataset]++
	}
	for i := range f.Datasets {
		f.Datasets[i].Records = held[f.Datasets[i].Name]
	}
}
