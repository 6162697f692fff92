package sources

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// imported1 imports a text and gives the one record of a symbol that comes of it.
func imported1(t *testing.T, opt ImportOptions, text, symbol string) (*DB, Record, *ImportReport) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "data.sqlite")
	report := importTest(t, path, opt, text)
	db := openWith(t, path, Date{})
	records, err := db.Lookup(context.Background(), symbol)
	if err != nil || len(records) != 1 {
		t.Fatalf("%s: %d records, error %v; report %+v", symbol, len(records), err, report)
	}
	return db, records[0], report
}

// TestImportPress: a made-up press release about a made-up vote of all members becomes a record.
func TestImportPress(t *testing.T) {
	base := openTest(t)
	day := Date{2026, 3, 2}
	var lists [4]string
	var counts [4]int
	for n, seat := range base.MembersOn(GeneralAssembly, day) {
		side := [...]int{0, 0, 0, 1, 2, 0, 3}[n%7]
		lists[side] += ", " + base.Members()[seat].UNName
		counts[side]++
	}
	for i := range lists {
		lists[i] = strings.TrimPrefix(lists[i], ", ") + "."
	}
	for generation, markup := range generations {
		var page strings.Builder
		page.WriteString("<html><meta charset=utf-8><body><p>GA/12999</p><p>2 March 2026</p>")
		markup(&page, fmt.Sprintf("The draft resolution (document A/80/L.77) was adopted by a recorded vote of %d in favour to %d against, with %d abstentions, as follows:", counts[0], counts[1], counts[2]), lists)
		opt := ImportOptions{Kind: "press", Parse: NewPressParser(PressOptions{Known: base.KnowsName}), File: "ga12999.html", Strict: true}
		db, r, report := imported1(t, opt, page.String(), "A/80/L.77")
		if want := (Tally{counts[0], counts[1], counts[2], counts[3]}); r.Tally != want || r.Members != 193 || r.Partial || r.Outcome != Adopted || r.Body != GeneralAssembly || r.Date != day {
			t.Errorf("%s: %+v, report %+v", generation, r, report)
		}
		if got := len(db.Voters(&r, No)); got != counts[1] || r.Origin == nil || r.Origin.FirstLine == 0 {
			t.Errorf("%s: %d against, origin %+v", generation, got, r.Origin)
		}
	}
}

// TestImportPressPartial: only the states named in brackets are known; the others stay unknown.
func TestImportPressPartial(t *testing.T) {
	base := openTest(t)
	page := `<html><body><p>SC/16999</p><p>5 January 2026</p><p>The Council adopted a text (document S/2026/9991) by a vote of 12 in favour to 1 against (Somalia), with 2 abstentions (China, Latvia).</p></body></html>`
	opt := ImportOptions{Kind: "press", Parse: NewPressParser(PressOptions{Known: base.KnowsName})}
	db, r, report := imported1(t, opt, page, "S/2026/9991")
	if !r.Partial || r.Tally.Yes != 12 || r.Outcome != Adopted || len(db.Voters(&r, No)) != 1 || len(db.Voters(&r, Abstain)) != 2 || len(db.Voters(&r, Yes)) != 0 {
		t.Errorf("%+v, report %+v", r, report)
	}
}

// TestImportPressMismatch: lists that do not add up to the figures are told, and nothing is guessed.
func TestImportPressMismatch(t *testing.T) {
	base := openTest(t)
	page := `<html><body><p>GA/12999</p><p>2 March 2026</p><p>ANNEX I</p><p>The draft (document A/80/L.78) was adopted by a recorded vote of 3 in favour to none against, with no abstentions, as follows:</p><p>In favour: Chad, Ruritania.</p></body></html>`
	opt := ImportOptions{Kind: "press", Parse: NewPressParser(PressOptions{Known: base.KnowsName})}
	report, err := tryImport(t, filepath.Join(t.TempDir(), "data.sqlite"), opt, strings.NewReader(page))
	if report == nil || report.Refused == 0 || !strings.Contains(fmt.Sprint(report.Problems), "Ruritania") {
		t.Errorf("error %v, report %+v", err, report)
	}
}

// importedTable imports a table of a made-up body, twice.
func importedTable(t *testing.T, m *Mapping, table, symbol string) (*DB, Record, *ImportReport) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "data.sqlite")
	dataset := Dataset{Name: m.Dataset.Name, Credit: m.Dataset.Credit}
	opt := ImportOptions{Kind: "table", Parse: NewTableParser(m), Body: Body(m.Body.ID), Bodies: m.BodyTable(), Dataset: dataset}
	report := importTest(t, path, opt, table)
	if again := importTest(t, path, opt, table); !again.Nothing() {
		t.Errorf("importing the same again changed it: %+v", again)
	}
	db := openWith(t, path, Date{})
	records, err := db.Lookup(context.Background(), symbol)
	if err != nil || len(records) != 1 {
		t.Fatalf("%s: %d records, error %v; report %+v", symbol, len(records), err, report)
	}
	return db, records[0], report
}

// TestImportParliament: a made-up chamber is data alone: its voters, words and threshold come from the table.
func TestImportParliament(t *testing.T) {
	db, r, report := importedTable(t, mapping(t, longMapping), longTable, "7")
	if r.Body != "Riverland Assembly" || r.Tally.Yes != 2 || r.Tally.No != 1 || r.Outcome != Adopted || r.Dataset != "riverland" {
		t.Errorf("%+v, report %+v", r, report)
	}
	v, err := db.Voter("Ada Reed")
	if err != nil || v.Position(&r) != Yes {
		t.Errorf("Ada Reed: %+v, %v", v, err)
	}
	h := When(pointersOf(db), conditions(t, db, "Ada Reed=no"))
	if len(h.Held) != 1 || h.Held[0].Title != "Toll" {
		t.Errorf("when Ada Reed voted no: %+v", h)
	}
}

func pointersOf(db *DB) []*Record {
	var out []*Record
	for i := range db.Records() {
		out = append(out, &db.Records()[i])
	}
	return out
}

// TestImportParties: a party's votes count with all its seats.
func TestImportParties(t *testing.T) {
	m := mapping(t, "[body]\nid = \"Delta Council\"\n[table]\nlayout = \"parties\"\n[columns]\nid = \"Vote\"\ndate = \"Date\"\nvoter = \"Party\"\nyes = \"For\"\nno = \"Against\"\n")
	_, r, report := importedTable(t, m, "Vote,Date,Party,For,Against\nV1,2025-01-02,Reeds,10,0\nV1,2025-01-02,Oaks,0,7\nV1,2025-01-02,Elms,1,2\n", "V1")
	if r.Tally.Yes != 11 || r.Tally.No != 9 {
		t.Errorf("%+v, report %+v", r, report)
	}
}
