package sources

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The bodies of these tests are made up.

const longMapping = `
[dataset]
name = "riverland"
credit = "Clerk of the Riverland Assembly"
[body]
id = "Riverland Assembly"
seats = 5
[table]
layout = "long"
dates = "dmy"
[columns]
id = "No"
date = "Day"
title = "Motion"
voter = "Member"
vote = "Vote"
outcome = "Result"
yes = "Ayes"
[votes]
yes = ["Aye"]
no = ["Nay"]
absent = ["-"]
[outcomes]
adopted = ["carried"]
rejected = ["lost"]
[fixed]
session = "4"
`

const longTable = `No,Day,Motion,Member,Vote,Result,Ayes
7,3.4.2025,"Ferry, free for all",Ada Reed,Aye,carried,2
7,3.4.2025,"Ferry, free for all",Bo Lind,aye,carried,2
7,3.4.2025,"Ferry, free for all",Cy Moor,NAY,carried,2
7,3.4.2025,"Ferry, free for all",Di Wold,abstain,carried,2
7,3.4.2025,"Ferry, free for all",Ed Holt,-,carried,2
8,4.4.2025,Toll,Ada Reed,Nay,lost,0
`

func mapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := ReadMapping(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func parseTable(m *Mapping, table []byte) (votes []ImportedVote, problems []string, err error) {
	err = NewTableParser(m)(context.Background(), bytes.NewReader(table),
		func(v ImportedVote) error { votes = append(votes, v); return nil }, func(p Problem) { problems = append(problems, p.String()) })
	return votes, problems, err
}

// row is a vote of a table in one line.
func tableBrief(v ImportedVote) string {
	s := fmt.Sprintf("%s %s %q %s %s %s %d-%d:", v.Body, v.Date, v.Symbol+v.Draft, v.Title, v.Outcome, v.Tally, v.FirstLine, v.LastLine)
	for _, p := range v.Positions {
		s += fmt.Sprintf(" %s=%c", p.Name, p.Position)
		if p.Seats > 0 {
			s += fmt.Sprint(p.Seats)
		}
	}
	return s
}

var longVotes = []string{
	`Riverland Assembly 2025-04-03 "7" Ferry, free for all adopted 2-?-? 2-6: Ada Reed=Y Bo Lind=Y Cy Moor=N Di Wold=A Ed Holt=X`,
	`Riverland Assembly 2025-04-04 "8" Toll rejected 0-?-? 7-7: Ada Reed=N`,
}

func wantVotes(t *testing.T, name string, votes []ImportedVote, want []string) {
	t.Helper()
	var got []string
	for _, v := range votes {
		got = append(got, tableBrief(v))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTableLong(t *testing.T) {
	for name, table := range map[string]string{
		"as it is": longTable, "semicolons": strings.NewReplacer(`"Ferry, free for all"`, "Ferry, free for all", ",", ";", "Ferry, free", "Ferry, free").Replace(strings.ReplaceAll(longTable, "Ferry, free", "Ferry\x00 free")),
		"with a mark": "\ufeff" + longTable, "CRLF": strings.ReplaceAll(longTable, "\n", "\r\n"), "empty lines": strings.ReplaceAll(longTable, "8,4.4", "\n,,,,,,\n8,4.4"),
	} {
		table = strings.ReplaceAll(table, "\x00", ",")
		votes, problems, err := parseTable(mapping(t, longMapping), []byte(table))
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, problems %v", name, err, problems)
		}
		if name != "empty lines" {
			wantVotes(t, name, votes, longVotes)
		} else if len(votes) != 2 {
			t.Errorf("%s: %d votes", name, len(votes))
		}
		if len(votes) > 0 && votes[0].Session != "4" {
			t.Errorf("%s: session %q", name, votes[0].Session)
		}
	}
}

func TestTableLayouts(t *testing.T) {
	head := "[body]\nid = \"Delta Council\"\n"
	for name, c := range map[string]struct {
		mapping, table string
		want           []string
	}{
		"wide": {head + "[table]\nlayout = \"wide\"\nheader = 3\nignore = [\"Clerk\"]\n[columns]\nsymbol = \"Bill\"\ndate = \"Date\"\ntitle = \"Title\"\n",
			"Votes of the council\n\nBill,Date,Title,Kenya,France,Clerk\nB1,2025-01-02,Dykes,yes,no,xy\nB2,2025-01-03,Dams,,abstain,\n",
			[]string{`Delta Council 2025-01-02 "B1" Dykes  ?-?-? 4-4: Kenya=Y France=N`, `Delta Council 2025-01-03 "B2" Dams  ?-?-? 5-5: France=A`}},
		"parties": {head + "[table]\nlayout = \"parties\"\n[columns]\nid = \"Vote\"\ndate = \"Date\"\nvoter = \"Party\"\nyes = \"For\"\nno = \"Against\"\nabsent = \"Away\"\n",
			"Vote,Date,Party,For,Against,Away\n1,2 January 2025,Reeds,10,1,0\n1,2 January 2025,Oaks,,7,2\n2,2 January 2025,Reeds,11,0,0\n",
			[]string{`Delta Council 2025-01-02 "1"   10-8-? 2-3: Reeds=Y10 Reeds=N1 Oaks=N7 Oaks=X2`, `Delta Council 2025-01-02 "2"   11-0-? 4-4: Reeds=Y11`}},
		"totals": {head + "[table]\nlayout = \"totals\"\n[columns]\ntitle = \"Motion\"\ndate = \"Date\"\nyes = \"For\"\nno = \"Against\"\nabstain = \"Neither\"\nmembers = \"Seats\"\n",
			"Motion\tDate\tFor\tAgainst\tNeither\tSeats\nDykes\t2025-01-02\t12\t3\t0\t19\n",
			[]string{`Delta Council 2025-01-02 "Dykes" Dykes  12-3-0 2-2:`}},
	} {
		votes, problems, err := parseTable(mapping(t, c.mapping), []byte(c.table))
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, problems %v", name, err, problems)
		}
		wantVotes(t, name, votes, c.want)
	}
}

// sheet is the long table as a workbook that a program wrote: dates as numbers of days, counts as numbers.
func sheet(t testing.TB, program string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "tables", "riverland-"+program+".xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWorkbook(t *testing.T) {
	for program, table := range map[string]string{"excelize": "[table]", "sheetjs": "[table]\nsheet = \"Votes\""} {
		data := sheet(t, program)
		votes, problems, err := parseTable(mapping(t, strings.Replace(longMapping, "[table]", table, 1)), data)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v, problems %v", program, err, problems)
		}
		wantVotes(t, program, votes, longVotes)
		if _, _, err := parseTable(mapping(t, strings.Replace(longMapping, "[table]", "[table]\nsheet = \"Ballots\"", 1)), data); err == nil || !strings.Contains(err.Error(), `no sheet "Ballots"; it has "`) {
			t.Errorf("%s: a sheet that is not there: %v", program, err)
		}
		for cut := 1; cut < len(data); cut += len(data) / 40 {
			if votes, _, err := parseTable(mapping(t, longMapping), data[:cut]); err == nil {
				t.Errorf("%s: cut off after %d of %d bytes it gives %d votes", program, cut, len(data), len(votes))
			}
		}
	}
}

// TestWorkbookCells: the kinds of cells that programs write.
func TestWorkbookCells(t *testing.T) {
	const head = `<row><c t="inlineStr"><is><t>No</t></is></c><c t="inlineStr"><is><r><t>Da</t></r><r><t>y</t></r></is></c><c t="str"><v>Motion</v></c><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>`
	const strs = `<sst><si><t>Member</t></si><si><r><t>Vo</t></r><r><t>te</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si><si><t xml:space="preserve"> Result </t></si><si><t>Ayes</t></si></sst>`
	for name, c := range map[string]struct{ sheet, want string }{
		"numbers and gaps": {head + `<row r="4"><c r="A4"><v>7</v></c><c r="B4"><v>45750</v></c><c r="D4" t="inlineStr"><is><t>Ada</t></is></c><c r="E4" t="str"><f>A1&amp;"x"</f><v>Aye</v></c></row>`, `Riverland Assembly 2025-04-03 "7"   ?-?-? 4-4: Ada=Y`},
		"a time of day":    {head + `<row><c><v>7</v></c><c><v>45750.75</v></c><c/><c t="str"><v>Ada</v></c><c t="str"><v>nay</v></c></row>`, `Riverland Assembly 2025-04-03 "7"   ?-?-? 2-2: Ada=N`},
		"a written day":    {head + `<row><c><v>7</v></c><c t="d"><v>2025-04-03T00:00:00</v></c><c/><c t="str"><v>Ada</v></c><c t="str"><v>nay</v></c><c/><c t="b"><v>1</v></c></row>`, `Riverland Assembly 2025-04-03 "7"   ?-?-? 2-2: Ada=N`},
	} {
		votes, _, err := parseTable(mapping(t, longMapping), workbookOf(t, c.sheet, strs, ""))
		if err != nil || len(votes) != 1 || tableBrief(votes[0]) != c.want {
			t.Errorf("%s: %v, %v; want %s", name, err, votes, c.want)
		}
	}
	votes, _, err := parseTable(mapping(t, longMapping), workbookOf(t, head+`<row><c><v>7</v></c><c><v>44288</v></c><c/><c t="str"><v>Ada</v></c><c t="str"><v>nay</v></c></row>`, strs, `date1904="1"`))
	if err != nil || len(votes) != 1 || votes[0].Date != (Date{2025, 4, 3}) {
		t.Errorf("days since 1904: %v, %v", votes, err)
	}
}

// workbookOf is a workbook of one sheet.
func workbookOf(t testing.TB, rows, strings, properties string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for part, text := range map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr ` + properties + `/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       strings,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(part)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostileWorkbook: archives that grow without end, a row as wide as the format allows, parts that do not fit.
func TestHostileWorkbook(t *testing.T) {
	for name, c := range map[string]struct{ sheet, strings, want string }{
		"a bomb in a row":      {`<row><c t="str"><v>` + strings.Repeat("a", 3*longestRow) + `</v></c></row>`, "", "more than 4 MB"},
		"a bomb in strings":    {`<row/>`, `<sst>` + strings.Repeat(`<si><t>`+strings.Repeat("a", 1<<20)+`</t></si>`, largestStrings>>20+2) + `</sst>`, "more than 32 MB unpacked"},
		"a bomb of space":      {strings.Repeat(" ", 3*longestRow), "", "more than 4 MB"},
		"deep":                 {`<row><c><is>` + strings.Repeat("<r>", 300_000), "", "damaged"},
		"a wide row":           {`<row r="1"><c r="XFD1"><v>1</v></c></row>`, "", "column beyond 4096"},
		"a column without end": {`<row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row>`, "", "column beyond 4096"},
		"out of place":         {`<row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>1</v></c></row>`, "", "out of place"},
		"no number":            {`<row r="x"><c r="!!"><v>1</v></c></row>`, "", `no column "No"`},
		"no string":            {`<row r="1"><c r="A1" t="s"><v>99999</v></c></row>`, "<sst/>", `the string "99999", which is not there`},
		"cut off":              {`<row r="1"><c r="A1"><v>1`, "", "damaged"},
		"no rows":              {``, "", "no row 1 with column names"},
		"an entity":            {`<row><c><v>&bomb;</v></c></row>`, "", "damaged"},
	} {
		began := time.Now()
		votes, _, err := parseTable(mapping(t, longMapping), workbookOf(t, c.sheet, c.strings, ""))
		if err == nil || !strings.Contains(err.Error(), c.want) || time.Since(began) > 30*time.Second {
			t.Errorf("%s: %d votes, %v after %s; want %q", name, len(votes), err, time.Since(began), c.want)
		}
	}
}

func TestTableProblems(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"a word nobody knows":     {strings.Replace(longTable, "NAY", "Perhaps", 1), `line 4: refused: 7: Cy Moor: the vote "Perhaps" is in none of the lists of [votes]`},
		"an outcome nobody knows": {strings.ReplaceAll(longTable, "lost", "deferred"), `line 7: refused: 8: the outcome "deferred" is in none`},
		"no date":                 {strings.Replace(longTable, "8,4.4.2025", "8,soon", 1), `line 7: refused: "soon" is no date: write YYYY-MM-DD; the row is left out`},
		"no such day":             {strings.Replace(longTable, "8,4.4.2025", "8,31.2.2025", 1), `line 7: refused: "31.2.2025" is no date`},
		"no voter":                {strings.Replace(longTable, "Di Wold", "", 1), "line 5: refused: 7: the row names no voter"},
		"an interrupted vote":     {longTable + "7,3.4.2025,Ferry,Flo Ash,Aye,carried,2\n", "line 8: repaired: 7: the rows of this vote do not stand together"},
		"a short row":             {longTable + "9,5.4.2025\n", "line 8: refused: 2 cells where the header has 7"},
		"no count":                {strings.ReplaceAll(longTable, "lost,0", "lost,many"), `line 7: refused: 8: yes: "many" is no count`},
	} {
		_, problems, err := parseTable(mapping(t, longMapping), []byte(c.table))
		if err != nil || !strings.Contains(strings.Join(problems, "\n"), c.want) {
			t.Errorf("%s: %v, problems %q; want %q", name, err, problems, c.want)
		}
	}
	m := mapping(t, strings.Replace(longMapping, "dates = \"dmy\"", "", 1))
	if _, problems, err := parseTable(m, []byte(longTable)); err != nil || !strings.Contains(strings.Join(problems, "\n"), `may be read in several ways: say how with dates = "dmy"`) {
		t.Errorf("an ambiguous date: %v, %v", err, problems)
	}
	for name, c := range map[string]struct{ table, want string }{
		"empty": {"", "empty"}, "no rows": {"No,Day,Motion,Member,Vote,Result,Ayes\n", "no rows"}, "a changed header": {strings.Replace(longTable, "Member", "Deputy", 1), `no column "Member", which [columns] voter names; it has "No", "Day"`},
		"a PDF": {"%PDF-1.7", "PDF"}, "a ZIP that is no workbook": {"PK\x03\x04" + strings.Repeat("x", 500), "damaged ZIP"}, "zero bytes": {"a\x00b\n", "not a text file"},
		"cut off": {strings.TrimSuffix(longTable, ",lost,0\n"), "cut off"}, "a quotation mark left open": {longTable + "9,\"5.4.2025,x,y,z,w,1\n", ""},
	} {
		_, problems, err := parseTable(mapping(t, longMapping), []byte(c.table))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, problems %v; want %q", name, err, problems, c.want)
		}
	}
}

func TestTableEnds(t *testing.T) {
	stop := errors.New("stop")
	err := NewTableParser(mapping(t, longMapping))(context.Background(), strings.NewReader(longTable), func(ImportedVote) error { return stop }, func(Problem) {})
	if err != stop {
		t.Errorf("emit's error came back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, data := range map[string][]byte{"text": []byte(longTable), "workbook": sheet(t, "excelize")} {
		if err := NewTableParser(mapping(t, longMapping))(ctx, bytes.NewReader(data), func(ImportedVote) error { return nil }, func(Problem) {}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: went on after the end of its context: %v", name, err)
		}
	}
}

// TestTableBounds: one vote without end is refused, and does not fill the memory.
func TestTableBounds(t *testing.T) {
	var table strings.Builder
	table.WriteString("No,Day,Motion,Member,Vote,Result,Ayes\n")
	for i := range mostRowVoters + 50 {
		fmt.Fprintf(&table, "7,3.4.2025,x,Member %d,Aye,carried,2\n", i)
	}
	votes, problems, err := parseTable(mapping(t, longMapping), []byte(table.String()))
	if err != nil || len(votes) != 0 || len(problems) != 1 || !strings.Contains(problems[0], "more than 10000 voters") {
		t.Errorf("%d votes, %v, %v", len(votes), problems, err)
	}
}

func TestWrongMappings(t *testing.T) {
	good := longMapping
	for name, c := range map[string]struct{ text, want string }{
		"no TOML":              {"layout = ", "no TOML"},
		"a key of no meaning":  {good + "\n[colums]\na = \"b\"", `"colums" : see`},
		"no layout":            {strings.Replace(good, `layout = "long"`, "", 1), "write long, wide, parties or totals"},
		"no body":              {strings.Replace(good, `id = "Riverland Assembly"`, "", 1), "[body] id is wanting"},
		"no date":              {strings.Replace(good, `date = "Day"`, "", 1), "[columns] date is wanting"},
		"an unknown column":    {strings.Replace(good, `date = "Day"`, `day = "Day"`, 1), "[columns] day: a column holds one of id, symbol"},
		"no name":              {strings.NewReplacer(`id = "No"`, "", `title = "Motion"`, "").Replace(good), "a vote needs a name"},
		"a side of no meaning": {strings.Replace(good, `no = ["Nay"]`, `nay = ["Nay"]`, 1), "[votes] nay: write yes"},
		"a word twice":         {strings.Replace(good, `no = ["Nay"]`, `no = ["Nay", "aye"]`, 1), "stands under no and under yes"},
		"an outcome":           {strings.Replace(good, "rejected = ", "beaten = ", 1), "[outcomes] beaten"},
		"an order of dates":    {strings.Replace(good, `"dmy"`, `"ydm"`, 1), `dates = "ydm": write`},
		"a wrong kind":         {strings.Replace(good, "seats = 5", `seats = "five"`, 1), "no TOML of the kind needed"},
		"too many seats":       {strings.Replace(good, "seats = 5", `seats = 500000`, 1), "seats = 500000"},
		"too large":            {strings.Repeat("# x\n", 100_000), "more than 256 KB"},
	} {
		if _, err := ReadMapping(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), strings.ReplaceAll(c.want, " : ", ": ")) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

func FuzzTable(f *testing.F) {
	m := mapping(f, longMapping)
	f.Add([]byte(longTable))
	f.Add([]byte("No;Day;Motion;Member;Vote;Result;Ayes\n1;2025-01-01;a;b;aye;;\n"))
	f.Fuzz(func(t *testing.T, table []byte) {
		parseTable(m, table) // must not panic
	})
}

// FuzzWorkbook reads sheets that are nearly ones.
func FuzzWorkbook(f *testing.F) {
	m := mapping(f, longMapping)
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<sst><si><t>No</t></si></sst>`, `date1904="1"`)
	f.Fuzz(func(t *testing.T, sheet, strings, properties string) {
		parseTable(m, workbookOf(t, sheet, strings, properties)) // must not panic
	})
}

func FuzzMapping(f *testing.F) {
	f.Add(longMapping)
	f.Add("[table]\nlayout = \"wide\"")
	f.Fuzz(func(t *testing.T, text string) {
		if m, err := ReadMapping(strings.NewReader(text)); err == nil {
			parseTable(m, []byte(longTable))
		}
	})
}

// BenchmarkTable reads a long table of 100,000 rows.
func BenchmarkTable(b *testing.B) {
	var table strings.Builder
	table.WriteString("No,Day,Motion,Member,Vote,Result,Ayes\n")
	for i := range 100_000 {
		fmt.Fprintf(&table, "%d,2025-04-03,\"A motion, as long as motions are\",Member %d,Aye,carried,2\n", i/60, i%60)
	}
	m := mapping(b, longMapping)
	for b.Loop() {
		if err := NewTableParser(m)(context.Background(), strings.NewReader(table.String()), func(ImportedVote) error { return nil }, func(Problem) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// TestDocumentedMapping reads the example of the documentation.
func TestDocumentedMapping(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "docs", "data.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(doc), "```toml\n")
	text, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("docs/data.md has no mapping")
	}
	votes, problems, err := parseTable(mapping(t, text), []byte(longTable))
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	votes[0].Tally.Yes, votes[1].Tally.Yes = 2, 0 // the example reads no counts
	wantVotes(t, "docs/data.md", votes, longVotes)
}
