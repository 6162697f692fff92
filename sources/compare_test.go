package sources

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func selected(t testing.TB, db *DB, s Selection) []*Record {
	t.Helper()
	records, err := db.Select(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func voter(t testing.TB, db *DB, name string) *Voter {
	t.Helper()
	v, err := db.Voter(name)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func conditions(t testing.TB, db *DB, words ...string) []Condition {
	t.Helper()
	var out []Condition
	for _, w := range words {
		c, err := db.Condition(w)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func TestVoter(t *testing.T) {
	db := openTest(t)
	for name, want := range map[string]string{
		"USA": "USA", "usa": "USA", "Russia": "RUS", "russian  federation": "RUS", "Moscow": "RUS", "Hungarian": "HUN", "EU": "EU", "eu": "EU",
		"E10": "E10", "P5": "P5", "African Group": "African Group", "western africa": "Western Africa", "Soviet Union": "SUN", "China": "CHN",
		"Ivory Coast": "CIV", "Zaire": "COD", "north korea": "PRK",
	} {
		if v, err := db.Voter(name); err != nil || v.Code != want {
			t.Errorf("Voter(%q) = %+v, error %v; want %s", name, v, err, want)
		}
	}
	for name, want := range map[string]string{"": "no state or group", "Atlantis": `"Atlantis" is no state`, "'; --": "no state", "Congolese": "means several states: write one of "} {
		if v, err := db.Voter(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Voter(%q) = %+v, error %v; want %q", name, v, err, want)
		}
	}
}

// bySQL counts the same thing in the store, by another road: the view of single votes.
func bySQL(t *testing.T, db *DB, query string, args ...any) string {
	t.Helper()
	var a, b, c int
	if err := db.sql.QueryRow(query, args...).Scan(&a, &b, &c); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(a, b, c)
}

func TestAgreeAgainstTheStore(t *testing.T) {
	db := openTest(t)
	const query = `SELECT count(*), sum(x.position = y.position), sum(x.position <> y.position AND x.position <> 'A' AND y.position <> 'A')
		FROM votes x JOIN votes y ON x.record = y.record
		WHERE x.code = ? AND y.code = ? AND x.position IN ('Y','N','A') AND y.position IN ('Y','N','A') AND x.body = ? AND x.date >= ?`
	for _, pair := range [][2]string{{"USA", "RUS"}, {"HUN", "POL"}, {"ISR", "PLW"}} {
		lines := Agree(selected(t, db, Selection{From: Date{2017, 0, 0}}), voter(t, db, pair[0]), voter(t, db, pair[1]))
		for _, body := range []Body{GeneralAssembly, SecurityCouncil} {
			i := slices.IndexFunc(lines, func(a Agreement) bool { return a.Body == body && a.Year == 0 })
			if i < 0 {
				continue // never on the Council together
			}
			sum := Agreement{}
			for _, a := range lines {
				if a.Body == body && a.Year != 0 {
					sum.Compared, sum.Equal, sum.Opposed, sum.Missed = sum.Compared+a.Compared, sum.Equal+a.Equal, sum.Opposed+a.Opposed, sum.Missed+a.Missed
				}
			}
			all := lines[i]
			got := fmt.Sprint(all.Compared, all.Equal, all.Opposed)
			if want := bySQL(t, db, query, pair[0], pair[1], string(body), "2017"); got != want {
				t.Errorf("%v in %s: %s, the store says %s", pair, body, got, want)
			}
			if fmt.Sprint(sum.Compared, sum.Equal, sum.Opposed, sum.Missed) != fmt.Sprint(all.Compared, all.Equal, all.Opposed, all.Missed) {
				t.Errorf("%v in %s: the years add up to %+v, overall %+v", pair, body, sum, all)
			}
		}
	}
	if a := (Agreement{}); a.Share() != 0 {
		t.Errorf("share of nothing: %v", a.Share())
	}
}

// TestContinuedSeat: Russia carries on the Soviet Union's seat, so a question reaches back across 1991.
func TestContinuedSeat(t *testing.T) {
	db := openTest(t)
	records := selected(t, db, Selection{Body: GeneralAssembly, From: Date{1980, 0, 0}, To: Date{1995, 0, 0}})
	joint := Agree(records, voter(t, db, "Russia"), voter(t, db, "USA"))
	soviet := Agree(records, voter(t, db, "SUN"), voter(t, db, "USA"))
	if joint[0].Year != 1980 || joint[0] != soviet[0] || joint[len(joint)-1].Compared <= soviet[len(soviet)-1].Compared {
		t.Errorf("Russia %+v … %+v, Soviet Union %+v", joint[0], joint[len(joint)-1], soviet[0])
	}
}

func TestCompanions(t *testing.T) {
	db := openTest(t)
	records := selected(t, db, Selection{Body: GeneralAssembly, From: Date{2017, 0, 0}, To: Date{2024, 0, 0}})
	usa := voter(t, db, "USA")
	ranked := db.Companions(records, usa, 100)
	if ranked[0].State.Code != "ISR" {
		t.Errorf("nearest to the United States: %s", ranked[0].State.Code)
	}
	if slices.ContainsFunc(ranked, func(c Companion) bool { return c.State.Code == "USA" || c.Compared < 100 }) {
		t.Error("a state stands beside itself, or with too few votes")
	}
	for _, c := range ranked[:5] {
		lines := Agree(records, usa, voter(t, db, c.State.Code))
		if all := lines[len(lines)-1]; all.Equal != c.Equal || all.Compared != c.Compared {
			t.Errorf("%s: %+v in the ranking, %+v alone", c.State.Code, c.Agreement, all)
		}
	}
}

func TestSelect(t *testing.T) {
	db := openTest(t)
	for name, c := range map[string]struct {
		s    Selection
		want int
	}{
		"a series": {Selection{Series: "Cuba-Embargo"}, 33}, "a day": {Selection{Body: SecurityCouncil, From: Date{2022, 9, 30}, To: Date{2022, 9, 30}}, 1},
		"a year's end": {Selection{Series: "cuba-embargo", To: Date{1993, 0, 0}}, 2}, "a month": {Selection{Series: "cuba-embargo", To: Date{1993, 11, 0}}, 2},
		"before the month": {Selection{Series: "cuba-embargo", To: Date{1993, 10, 0}}, 1}, "words that no vote has together": {Selection{About: "falklands embargo"}, 0},
	} {
		if got := selected(t, db, c.s); len(got) != c.want {
			t.Errorf("%s: %d votes, want %d", name, len(got), c.want)
		}
	}
	if _, err := db.Select(context.Background(), Selection{Series: "cuba embargo"}); err == nil || !strings.Contains(err.Error(), "'stet data series'") {
		t.Errorf("an unknown series: %v", err)
	}
	for _, s := range db.Series() {
		if got := selected(t, db, Selection{Series: s.Name}); len(got) != s.Votes || got[0] != s.First || got[len(got)-1] != s.Last {
			t.Errorf("series %s: %d votes, the list says %d", s.Name, len(got), s.Votes)
		}
	}
}

func TestWhen(t *testing.T) {
	db := openTest(t)
	cuba := selected(t, db, Selection{Series: "cuba-embargo"})
	for words, want := range map[string]string{
		"USA=no": "32 of 33, A/RES/47/19 to A/RES/80/4, longest 24, now 8", "USA=abstain": "1 of 33, A/RES/71/5 to A/RES/71/5, longest 1, now 0",
		"USA!=no": "1 of 33, A/RES/71/5 to A/RES/71/5, longest 1, now 0", "no>=3 yes<100": "2 of 33, A/RES/47/19 to A/RES/48/16, longest 2, now 0",
		"outcome=adopted": "33 of 33, A/RES/47/19 to A/RES/80/4, longest 33, now 33", "outcome=vetoed": "0 of 33, longest 0, now 0",
		"USA=veto": "0 of 0, longest 0, now 0", "SUN=yes": "0 of 0, longest 0, now 0",
	} {
		if got := history(When(cuba, conditions(t, db, strings.Fields(words)...))); got != want {
			t.Errorf("%s: %s; want %s", words, got, want)
		}
	}
	all := selected(t, db, Selection{About: "ukraine", From: Date{2022, 0, 0}, Body: GeneralAssembly})
	if h := When(all, conditions(t, db, "USA=RUS", "USA!=UKR")); len(h.Held) == 0 || h.Held[0].Symbol != "A/RES/ES-11/7" {
		t.Errorf("the United States first voted with Russia and not with Ukraine at %s", history(h))
	}
}

func history(h History) string {
	s := fmt.Sprintf("%d of %d, ", len(h.Held), h.Asked)
	if len(h.Held) > 0 {
		s += h.Held[0].Symbol + " to " + h.Held[len(h.Held)-1].Symbol + ", "
	}
	return s + fmt.Sprintf("longest %d, now %d", h.Longest.Length, h.Last.Length)
}

func TestGroupConditions(t *testing.T) {
	db := openTest(t)
	record := func(symbol string) []*Record {
		rs, err := db.Lookup(context.Background(), symbol)
		if err != nil || len(rs) != 1 {
			t.Fatal(symbol, rs, err)
		}
		return []*Record{&rs[0]}
	}
	for _, c := range []struct {
		symbol, condition string
		want              bool
	}{
		{"A/RES/ES-11/1", "EU=yes", true}, {"A/RES/ES-11/1", "EU=united", true}, {"A/RES/ES-11/1", "EU=split", false}, {"A/RES/ES-11/1", "HUN=EU", true},
		{"A/RES/ES-11/7", "EU=split", true}, {"A/RES/ES-11/7", "EU=yes", true}, {"A/RES/ES-11/7", "HUN!=EU", true}, {"A/RES/ES-11/7", "HUN=no,abstain", true},
		{"S/2022/720", "RUS=veto", true}, {"S/2022/720", "CHN=veto", false}, {"S/2022/720", "P5=split", true}, {"S/2022/720", "E10=yes", true},
	} {
		h := When(record(c.symbol), conditions(t, db, c.condition))
		if h.Asked != 1 || (len(h.Held) == 1) != c.want {
			t.Errorf("%s %s: asked %d, held %d; want %v", c.symbol, c.condition, h.Asked, len(h.Held), c.want)
		}
	}
}

func TestWrongConditions(t *testing.T) {
	db := openTest(t)
	for s, want := range map[string]string{
		"": "is no condition", "USA": "is no condition", "=no": "is no condition", "USA=": "is no condition", "USA==no": "is no condition", "USA=no=yes": "is no condition",
		"USA<no": "compares counts", "yes=many": "is no count", "yes<-1": "is no count", "outcome=lost": "is no outcome", "outcome<adopted": "is no outcome",
		"Atlantis=no": "is no state", "USA=Atlantis": "or a vote: yes, no", "EU=veto": "a group has no veto", "USA=no,maybe": "is no state",
		strings.Repeat("USA", 100) + "=no": "is no condition",
	} {
		if c, err := db.Condition(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Condition(%q) = %v, error %v; want %q", s, c, err, want)
		}
	}
}

func TestExtremes(t *testing.T) {
	db := openTest(t)
	cuba := selected(t, db, Selection{Series: "cuba-embargo"})
	lowest, highest := Extremes(cuba, Yes)
	if len(lowest) != 1 || lowest[0].Tally.String() != "59-3-71" || len(highest) != 3 || highest[0].Tally.Yes != 191 {
		t.Errorf("lowest %v, highest %v", lowest, highest)
	}
	if low, high := Extremes(nil, Yes); low != nil || high != nil {
		t.Error("extremes of nothing")
	}
	if low, _ := Extremes([]*Record{{Tally: Tally{-1, -1, -1, -1}}}, No); low != nil {
		t.Error("a count that nobody states is an extreme")
	}
}

func TestSince(t *testing.T) {
	db := openTest(t)
	cuba := selected(t, db, Selection{Series: "cuba-embargo"})
	last := cuba[len(cuba)-1]
	name := func(r *Record) string {
		if r == nil {
			return "none"
		}
		return r.Symbol
	}
	for p, want := range map[Position]string{Yes: "A/RES/54/21 A/RES/79/7", No: "A/RES/79/7 none", Abstain: "A/RES/79/7 A/RES/52/10"} {
		fewer, more := Since(cuba, last, p)
		if got := name(fewer) + " " + name(more); got != want {
			t.Errorf("%c: %s, want %s", p, got, want)
		}
	}
	if fewer, more := Since(cuba, cuba[0], Yes); fewer != nil || more != nil {
		t.Error("something came before the first")
	}
	if fewer, more := Since(cuba, &Record{Tally: NoTally}, Yes); fewer != nil || more != nil {
		t.Error("a count that nobody states was compared")
	}
}

func TestVetoesAgainstTheStore(t *testing.T) {
	db := openTest(t)
	counts := db.Vetoes(selected(t, db, Selection{}))
	if len(counts) != 5 || counts[0].State.Code != "RUS" || counts[1].State.Code != "USA" {
		t.Fatalf("vetoes of %d states, first %s", len(counts), counts[0].State.Code)
	}
	for _, c := range counts {
		codes := []any{c.State.Code, c.State.Code}
		if former := continued[c.State.Code]; former != "" {
			codes[1] = former
		}
		want := bySQL(t, db, "SELECT count(DISTINCT record), 0, 0 FROM record_details WHERE kind = 'vetoed by' AND value IN (?, ?)", codes...)
		if got := fmt.Sprint(len(c.Vetoes), 0, 0); got != want {
			t.Errorf("%s: %s vetoes, the store says %s", c.State.Code, got, want)
		}
	}
}

func FuzzCondition(f *testing.F) {
	db := openTest(f)
	for _, s := range []string{"USA=no", "HUN!=EU", "yes<100", "outcome=vetoed", "EU=split", "USA=no,abstain", "a=b", "Côte d'Ivoire=yes", "=", "\x00=\xff"} {
		f.Add(s)
	}
	records := []*Record{{}, {Positions: "YNAX-?"}, {Body: SecurityCouncil, VetoedBy: []string{"ZZZ"}, Positions: strings.Repeat("Y", 300)}}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := db.Condition(s); err == nil {
			When(records, []Condition{c})
		}
	})
}

// The questions of a reporter over all votes held; each must stay under 100 ms.
func BenchmarkAgree(b *testing.B) {
	db := openTest(b)
	for b.Loop() {
		if len(Agree(selected(b, db, Selection{}), voter(b, db, "USA"), voter(b, db, "RUS"))) == 0 {
			b.Fatal("nothing")
		}
	}
}

func BenchmarkCompanions(b *testing.B) {
	db := openTest(b)
	for b.Loop() {
		if len(db.Companions(selected(b, db, Selection{}), voter(b, db, "USA"), 20)) == 0 {
			b.Fatal("nothing")
		}
	}
}

func BenchmarkWhen(b *testing.B) {
	db := openTest(b)
	for _, words := range []string{"USA=RUS USA!=UKR", "EU=split", "HUN!=EU", "RUS=veto"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				When(selected(b, db, Selection{}), conditions(b, db, strings.Fields(words)...))
			}
		})
	}
}

func BenchmarkVetoes(b *testing.B) {
	db := openTest(b)
	for b.Loop() {
		db.Vetoes(selected(b, db, Selection{}))
	}
}

// TestQuestionsAreQuick: every question over all votes held stays under 100 ms; it takes some 5, so a busy
// machine does not fail this.
func TestQuestionsAreQuick(t *testing.T) {
	db := openTest(t)
	usa, rus := voter(t, db, "USA"), voter(t, db, "RUS")
	for name, ask := range map[string]func([]*Record){
		"agree": func(r []*Record) { Agree(r, usa, rus) }, "companions": func(r []*Record) { db.Companions(r, usa, 20) },
		"when":   func(r []*Record) { When(r, conditions(t, db, "EU=split", "HUN!=EU", "USA=RUS", "yes<150")) },
		"vetoes": func(r []*Record) { db.Vetoes(r) }, "extremes": func(r []*Record) { Extremes(r, Yes) },
	} {
		best := time.Hour
		for range 5 {
			began := time.Now()
			ask(selected(t, db, Selection{}))
			best = min(best, time.Since(began))
		}
		if best > slowdown*100*time.Millisecond {
			t.Errorf("%s took %s", name, best)
		}
	}
}

// TestConditionPhrases: a phrase is the conditions that it stands for, and what is none is refused.
func TestConditionPhrases(t *testing.T) {
	db := openTest(t)
	for text, want := range map[string]string{
		"USA votes with RUS against UKR":                      "USA=RUS USA!=UKR",
		"United States voted against Ukraine and with Russia": "United States!=Ukraine United States=Russia",
		"HUN votes like RUS unlike EU":                        "HUN=RUS HUN!=EU",
		"HUN votes against":                                   "HUN=no",
		"HUN voted in favour":                                 "HUN=yes",
		"China abstained":                                     "China=abstain",
		"RUS vetoes":                                          "RUS=veto",
		"Venezuela was absent":                                "Venezuela=absent",
		"USA != RUS":                                          "USA != RUS",
		"yes<100":                                             "yes<100",
	} {
		list, err := db.Conditions(text)
		var got []string
		for _, c := range list {
			got = append(got, c.String())
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %q, error %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"USA votes", "USA votes often", "votes with RUS", "USA votes with", "Ruritania votes against", "USA votes with RUS against Ruritania", "USA", ""} {
		if list, err := db.Conditions(text); err == nil {
			t.Errorf("%q is %v", text, list)
		}
	}
	words, err := db.Conditions("USA votes with RUS against UKR")
	if err != nil {
		t.Fatal(err)
	}
	h, same := When(pointersOf(db), words), When(pointersOf(db), conditions(t, db, "USA=RUS", "USA!=UKR"))
	if len(h.Held) == 0 || len(h.Held) != len(same.Held) || h.Asked != same.Asked {
		t.Errorf("in words %d of %d, as conditions %d of %d", len(h.Held), h.Asked, len(same.Held), same.Asked)
	}
}
