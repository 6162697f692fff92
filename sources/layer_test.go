package sources

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func layeredVote(t testing.TB, db *DB, symbol string) *Record {
	t.Helper()
	found, err := db.Lookup(context.Background(), symbol)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %d records, error %v", symbol, len(found), err)
	}
	return &found[0]
}

// iraqCorrected is ES-10/21 as it was corrected later: Iraq in favour.
func iraqCorrected(t testing.TB) string {
	text := edit(t, libraryCSV(t, "A/RES/ES-10/21"), "IRQ,Iraq,A", "IRQ,Iraq,Y", 0)
	return strings.ReplaceAll(text, ",120,14,45,", ",121,14,44,")
}

func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// TestRival: another dataset that tells a vote otherwise is its rival; the record that was there keeps its place.
func TestRival(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{File: "corr.csv", Dataset: Dataset{Name: "corr", Publisher: "The desk"}}, iraqCorrected(t))
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "second"}}, iraqCorrected(t))
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "same"}}, libraryCSV(t, "A/RES/ES-10/21", "A/RES/ES-11/7"))
	db := openWith(t, path, Date{})
	r := layeredVote(t, db, "ES-10/21")
	if r.Dataset != "undl-ga" || r.Tally.Yes != 120 || len(r.Rivals) != 1 || !slices.Equal(r.Also, []string{"same"}) {
		t.Fatalf("%s %v, %d rivals, also %v", r.Dataset, r.Tally, len(r.Rivals), r.Also)
	}
	rival := r.Rivals[0]
	iraq := db.Member("IRQ").Index
	if rival.Dataset != "corr" || rival.Tally.Yes != 121 || rival.Position(iraq) != Yes || r.Position(iraq) != Abstain || !slices.Equal(rival.Also, []string{"second"}) {
		t.Errorf("%s %v %c, also %v", rival.Dataset, rival.Tally, rival.Position(iraq), rival.Also)
	}
	if o := rival.Origin; o == nil || o.File != "corr.csv" || o.FirstLine != 2 || o.LastLine != 194 || o.Version != 1 || len(o.Hash) != 64 {
		t.Errorf("origin %+v", rival.Origin)
	}
	if len(rival.KnownAs) == 0 || !slices.Equal(rival.KnownAs, r.KnownAs) {
		t.Errorf("known as %v", rival.KnownAs)
	}
	if d := db.Dataset("corr"); d.Records != 1 || d.Publisher != "The desk" || d.From != day("2023-10-27") || d.To != d.From || !slices.Equal(d.Bodies, []string{"GA"}) || d.Versions != 1 {
		t.Errorf("%+v", d)
	}
	if len(db.Records()) != len(openTest(t).Records()) {
		t.Errorf("%d records", len(db.Records()))
	}
	verifyTest(t, path)
}

// TestSupersede: a dataset of the same name is a newer version, not a rival; each day has the form that was
// known then, and no form is lost.
func TestSupersede(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "undl-ga"}, Recorded: day("2023-10-28").Time()}, libraryCSV(t, "A/RES/ES-10/21"))
	report := importTest(t, path, ImportOptions{Dataset: Dataset{Name: "undl-ga"}, Recorded: day("2023-11-05").Time()}, iraqCorrected(t))
	if report.Changed != 1 || report.Version != 2 {
		t.Fatalf("%+v", report)
	}
	for _, test := range []struct {
		asOf   Date
		yes, v int
	}{{Date{}, 121, 2}, {day("2023-10-27"), 120, 0}, {day("2023-10-28"), 120, 1}, {day("2023-11-04"), 120, 1}, {day("2023-11-05"), 121, 2}, {day("2023-10"), 120, 1}} {
		db := openWith(t, path, test.asOf)
		r := layeredVote(t, db, "ES-10/21")
		version := 0
		if r.Origin != nil {
			version = r.Origin.Version
		}
		if r.Tally.Yes != test.yes || version != test.v || len(r.Rivals) > 0 || len(r.KnownAs) == 0 {
			t.Errorf("as of %s: %v, version %d, %d rivals; want %d of version %d", test.asOf, r.Tally, version, len(r.Rivals), test.yes, test.v)
		}
		if last := db.Records()[len(db.Records())-1].Date; test.asOf.Day != 0 && last.compare(test.asOf) > 0 {
			t.Errorf("as of %s: a vote of %s", test.asOf, last)
		}
		if test.asOf.Day != 0 && !strings.HasSuffix(db.Version(), "@"+test.asOf.String()) {
			t.Errorf("version %s", db.Version())
		}
	}
	if _, err := tryImport(t, path, ImportOptions{Dataset: Dataset{Name: "undl-ga"}, Recorded: day("2023-11-01").Time()}, strings.NewReader(iraqCorrected(t))); err == nil {
		t.Error("a version before the last was taken")
	}
	verifyTest(t, path)
}

// TestDiff: what versions of a dataset changed, and a whole file withdraws what it no longer has.
func TestDiff(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{}, libraryCSV(t, "A/RES/ES-10/21", "A/RES/ES-11/7"))
	report := importTest(t, path, ImportOptions{Whole: true}, iraqCorrected(t))
	if report.Changed != 1 || report.Withdrawn != 1 || report.Added != 0 {
		t.Fatalf("%+v", report)
	}
	importTest(t, path, ImportOptions{}, libraryCSV(t, "A/RES/80/4"))
	u, err := OpenUserData(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	for _, test := range []struct {
		from, to int
		want     []string
	}{
		{-1, 0, []string{"+A/RES/80/4"}},
		{1, 2, []string{"~A/RES/ES-10/21 120-14-45 121-14-44", "-A/RES/ES-11/7"}},
		{0, 1, []string{"+A/RES/ES-10/21", "+A/RES/ES-11/7"}},
		{0, 3, []string{"+A/RES/ES-10/21", "+A/RES/80/4"}},
	} {
		changes, err := u.Diff(ctx, "desk", test.from, test.to)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range changes {
			switch {
			case c.Before == nil:
				got = append(got, "+"+c.After.Symbol)
			case c.After == nil:
				got = append(got, "-"+c.Before.Symbol)
			default:
				got = append(got, "~"+c.After.Symbol+" "+c.Before.Tally.String()+" "+c.After.Tally.String())
			}
		}
		slices.Sort(got)
		slices.Sort(test.want)
		if !slices.Equal(got, test.want) {
			t.Errorf("versions %d to %d: %v, want %v", test.from, test.to, got, test.want)
		}
	}
	if _, err := u.Diff(ctx, "desk", 3, 2); err == nil {
		t.Error("a later version was compared with an earlier one")
	}
	if _, err := u.Diff(ctx, "dsk", -1, 0); err == nil || !strings.Contains(err.Error(), "desk") {
		t.Errorf("an unknown dataset: %v", err)
	}
}

// TestRemove: a removed dataset tells nothing from then on, but still of the days before; purged it is gone.
func TestRemove(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "corr"}, Recorded: day("2026-01-01").Time()}, iraqCorrected(t))
	rivals := func(asOf Date) int { return len(layeredVote(t, openWith(t, path, asOf), "ES-10/21").Rivals) }
	remove := func(purge bool) error {
		u, err := OpenUserData(ctx, path, false)
		if err != nil {
			t.Fatal(err)
		}
		defer u.Close()
		return u.Remove(ctx, "corr", testNow.Format(time.RFC3339), purge)
	}
	if rivals(Date{}) != 1 {
		t.Fatal("no rival before")
	}
	if err := remove(false); err != nil {
		t.Fatal(err)
	}
	if rivals(Date{}) != 0 || rivals(day("2026-06-01")) != 1 || rivals(day("2026-11-24")) != 0 {
		t.Errorf("after the removal: %d now, %d in June, %d that day", rivals(Date{}), rivals(day("2026-06-01")), rivals(day("2026-11-24")))
	}
	if openWith(t, path, Date{}).Dataset("corr") != nil {
		t.Error("the dataset is still named")
	}
	if err := remove(false); err == nil {
		t.Error("removed twice")
	}
	verifyTest(t, path)
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "corr"}, Recorded: day("2026-11-25").Time(), Now: testNow.AddDate(0, 0, 2)}, iraqCorrected(t))
	if rivals(Date{}) != 1 {
		t.Error("imported again, and not there")
	}
	if err := remove(true); err != nil {
		t.Fatal(err)
	}
	if rivals(Date{}) != 0 || rivals(day("2026-06-01")) != 0 {
		t.Error("purged, and still there")
	}
	wantVersions(t, path, 0)
	verifyTest(t, path)
}

// TestFill: a dataset that knows more than the record fills it, and is no rival.
func TestFill(t *testing.T) {
	base := openTest(t)
	var partial *Record
	for i := range base.Records() {
		if r := &base.Records()[i]; r.Partial && r.Body == SecurityCouncil && r.Symbol == "S/PV.45" {
			partial = r
		}
	}
	if partial == nil {
		t.Fatal("no such partial record")
	}
	var b strings.Builder
	b.WriteString("ms_code,ms_name,ms_vote,date,resolution,draft,total_yes,total_no,total_abstentions\n")
	for _, i := range base.MembersOn(SecurityCouncil, partial.Date) {
		letter := "Y"
		switch base.Members()[i].Code {
		case "SUN":
			letter = "N"
		case "GBR":
			letter = "A"
		}
		b.WriteString(base.Members()[i].Code + ",," + letter + "," + partial.Date.String() + ",,S/PV.45,9,1,1\n")
	}
	path := filepath.Join(t.TempDir(), "data.sqlite")
	report, err := tryImport(t, path, ImportOptions{}, strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err, report.Problems)
	}
	r := layeredVote(t, openWith(t, path, Date{}), "S/PV.45")
	// The record says nine to one with no abstention: that disagrees, so that the fuller form is a rival.
	if len(r.Rivals) != 1 || r.Rivals[0].Outcome != Vetoed || !slices.Equal(r.Rivals[0].VetoedBy, []string{"SUN"}) {
		t.Errorf("%+v", r)
	}
	agreeing := strings.ReplaceAll(strings.ReplaceAll(b.String(), "GBR,,A,", "GBR,,X,"), ",9,1,1\n", ",9,1,0\n")
	path = filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{}, agreeing)
	r = layeredVote(t, openWith(t, path, Date{}), "S/PV.45")
	if len(r.Rivals) != 0 || r.Partial || r.Dataset != "desk" || !slices.Equal(r.Also, []string{partial.Dataset}) || r.Tally != (Tally{9, 1, 0, 1}) || r.Title != partial.Title {
		t.Errorf("%+v", r)
	}
}

// TestReconcile: a rival that a later version of the record's own dataset bears out is a rival no longer; and a vote
// first told by its draft takes the resolution's symbol when a dataset tells that.
func TestReconcile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "corr"}}, iraqCorrected(t))
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "undl-ga"}}, iraqCorrected(t))
	r := layeredVote(t, openWith(t, path, Date{}), "ES-10/21")
	if len(r.Rivals) != 0 || r.Tally.Yes != 121 || !slices.Equal(r.Also, []string{"corr"}) {
		t.Errorf("%v, %d rivals, also %v", r.Tally, len(r.Rivals), r.Also)
	}
	draft := strings.NewReplacer("A/RES/ES-11/7,,", ",A/ES-11/L.99,", "4076672,", "", "undl_id,", "", ",https://digitallibrary.un.org/record/4076672", ",",
		"2025-02-24", "2025-02-25").Replace(libraryCSV(t, "A/RES/ES-11/7"))
	adopted := strings.NewReplacer("A/RES/ES-11/7,,", "A/RES/ES-11/99,A/ES-11/L.99,", "4076672", "9076672", "2025-02-24", "2025-02-25").Replace(libraryCSV(t, "A/RES/ES-11/7"))
	path = filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "press"}}, draft)
	if r := layeredVote(t, openWith(t, path, Date{}), "A/ES-11/L.99"); r.UNDL != 0 || r.Dataset != "press" {
		t.Errorf("%+v", r)
	}
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "library"}}, adopted)
	db := openWith(t, path, Date{})
	r = layeredVote(t, db, "A/RES/ES-11/99")
	if r.Draft != "A/ES-11/L.99" || r.Dataset != "library" || r.UNDL != 9076672 || !slices.Equal(r.Also, []string{"press"}) {
		t.Errorf("%+v", r)
	}
	if n := len(db.Records()) - len(openTest(t).Records()); n != 1 {
		t.Errorf("%d votes more, want one", n)
	}
}

// TestSeats: a user's database outlives releases whose order of members differs: letters follow codes.
func TestSeats(t *testing.T) {
	base := openTest(t)
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{}, libraryCSV(t, "A/RES/ES-11/7"))
	user, err := readUser(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer user.Close()
	s, err := loadUser(context.Background(), user, "")
	if err != nil {
		t.Fatal(err)
	}
	later := *base.facts
	later.Records = nil
	later.Members = slices.Insert(slices.Clone(base.facts.Members), 3, Member{Code: "AAB", Name: "A new state", From: Date{2030, 1, 1}})
	for i := range later.Members {
		later.Members[i].Index = i
	}
	f, err := layer(&later, s, Date{})
	if err != nil {
		t.Fatal(err)
	}
	want := layeredVote(t, base, "ES-11/7")
	for i, m := range f.Members {
		old := NotMember
		if was := base.Member(m.Code); was != nil {
			old = want.Position(was.Index)
		}
		if got := f.Records[0].Position(i); got != old {
			t.Fatalf("%s: %c, want %c", m.Code, got, old)
		}
	}
}

// TestHarmless: nothing in a database that somebody else made reaches a terminal as a command.
func TestHarmless(t *testing.T) {
	const evil = "\x1b[2Jred\u202e"
	path := filepath.Join(t.TempDir(), "data.sqlite")
	opt := ImportOptions{File: "a" + evil, Dataset: Dataset{Name: "corr", Title: evil, Publisher: evil, Terms: evil, URL: evil}}
	importTest(t, path, opt, strings.ReplaceAll(iraqCorrected(t), "Protection of civilians", "Protection "+evil))
	importTest(t, path, ImportOptions{Kind: "bodies", Dataset: Dataset{Name: "b"}}, "body,name,names\nDiet"+evil+",Diet "+evil+",D"+evil+"\n")
	importTest(t, path, ImportOptions{Kind: "members", Dataset: Dataset{Name: "b"}}, "body,code,name,party\nDiet"+evil+",x"+evil+",X "+evil+",P"+evil+"\n")
	db := openWith(t, path, Date{})
	r := layeredVote(t, db, "ES-10/21").Rivals[0]
	d := db.Dataset("corr")
	m := db.Members()[len(db.Members())-1]
	b := db.Bodies()[0]
	if m.Chamber == "" || !strings.Contains(r.Title, "red") {
		t.Fatal(m, r.Title)
	}
	g := db.Groups()[len(db.Groups())-1]
	for _, s := range []string{r.Title, r.Origin.File, d.Title, d.Publisher, d.Credit, d.Terms, d.URL, m.Code, m.Name, m.UNName, m.Party, string(m.Chamber),
		m.Aliases[0].Text, string(b.Body), b.Name, b.Names[0], g.Group, g.Code} {
		if strings.ContainsAny(s, "\x1b\u202e") {
			t.Errorf("%q", s)
		}
	}
}
