package sources

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// openTest opens the reference in a cache folder that the tests of one run share.
func openTest(t testing.TB) *DB {
	t.Helper()
	db, err := Open(context.Background(), Options{CacheDir: testCache})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func lookupOne(t *testing.T, db *DB, symbol string) Record {
	t.Helper()
	rs, err := db.Lookup(context.Background(), symbol)
	if err != nil || len(rs) != 1 {
		t.Fatalf("Lookup(%q): %d records, error %v; want one", symbol, len(rs), err)
	}
	return rs[0]
}

func TestPublishedTallies(t *testing.T) {
	db := openTest(t)
	for symbol, want := range map[string]string{
		"A/RES/ES-11/1": "141-5-35", "A/RES/ES-11/2": "140-5-38", "A/RES/ES-11/3": "93-24-58", "A/RES/ES-11/4": "143-5-35",
		"A/RES/ES-11/5": "94-14-73", "A/RES/ES-11/6": "141-7-32", "A/RES/ES-11/7": "93-18-65", "A/RES/ES-11/8": "93-8-73",
		"A/RES/ES-11/9": "91-12-57", "A/RES/68/262": "100-11-58", "A/RES/67/19": "138-9-41", "A/RES/2758(XXVI)": "76-35-17",
		"A/RES/3379(XXX)": "72-35-32", "A/RES/181(II)A": "33-13-10", "A/RES/ES-10/22": "153-10-23", "A/RES/ES-10/27": "149-12-19",
		"A/RES/ES-10/21": "120-14-45", "A/RES/2373(XXII)": "95-4-21", "S/RES/2774(2025)": "10-0-5", "S/RES/1441(2002)": "15-0-0",
		"S/RES/678(1990)": "12-2-1", "S/2022/155": "11-1-3", "S/2014/189": "13-1-1", "S/2024/312": "12-1-2", "A/73/L.42": "87-57-33",
	} {
		if got := lookupOne(t, db, symbol).Tally.String(); got != want {
			t.Errorf("%s: %s, want %s", symbol, got, want)
		}
	}
}

func TestWholeStoreCounts(t *testing.T) {
	db := openTest(t)
	records, calls, votes := 0, 0, 0
	for i := range db.Records() {
		r := &db.Records()[i]
		if r.ID != i || r.URL == "" || r.Dataset == "" || db.Dataset(r.Dataset) == nil {
			t.Errorf("record %d %s: ID %d, URL %q, dataset %q", i, r.Symbol, r.ID, r.URL, r.Dataset)
		}
		if strings.Contains(r.Symbol, "?") {
			t.Errorf("%s: the question mark belongs into Confirmed", r.Symbol)
		}
		if i > 0 && db.Records()[i-1].Date.compare(r.Date) > 0 {
			t.Errorf("record %d %s stands before an earlier one", i, r.Symbol)
		}
		if r.UNDL == 0 {
			continue
		}
		records++
		if r.Positions == "" {
			continue
		}
		calls++
		tally, members, _ := count(r.Positions)
		if tally != r.Tally || members != r.Members {
			t.Errorf("%s: letters say %v of %d, the record %v of %d", r.Symbol, tally, members, r.Tally, r.Members)
		}
		votes += members
	}
	if records != 10168 || calls != 8466 || votes != 988533 {
		t.Errorf("%d records, %d roll calls, %d member votes; want 10168, 8466, 988533", records, calls, votes)
	}
	if n := len(db.Records()); n != 10168+353+24+8 {
		t.Errorf("%d records in all, want 10553", n)
	}
	sum := 0
	for _, d := range db.Datasets() {
		sum += d.Records
	}
	sum -= len(db.Statements())
	if sum != len(db.Records()) {
		t.Errorf("the datasets count %d records", sum)
	}
}

// TestSQLAgreesWithMemory asks the relational tables what the records in memory say.
func TestSQLAgreesWithMemory(t *testing.T) {
	db := openTest(t)
	var records, votes, named int
	err := db.sql.QueryRow(`SELECT (SELECT count(*) FROM records WHERE undl IS NOT NULL),
		(SELECT sum(members) FROM records WHERE undl IS NOT NULL AND positions <> ''), (SELECT count(*) FROM names)`).Scan(&records, &votes, &named)
	if err != nil || records != 10168 || votes != 988533 || named < 1500 {
		t.Errorf("%d records, %d votes, %d names, error %v", records, votes, named, err)
	}
	var no string
	err = db.sql.QueryRow(`SELECT group_concat(code, ' ') FROM (SELECT code FROM votes WHERE symbol = 'A/RES/ES-11/1' AND position = 'N' ORDER BY code)`).Scan(&no)
	if err != nil || no != "BLR ERI PRK RUS SYR" {
		t.Errorf("noes of ES-11/1: %q, error %v", no, err)
	}
}

func TestQuirks(t *testing.T) {
	db := openTest(t)
	for symbol, part := range map[string]string{
		"A/RES/2373(XXII)": "Non-Proliferation", "A/RES/61/119": "61/118", "A/DEC/80/506": "New York Declaration", "S/RES/290(1970)": "another tally",
	} {
		if r := lookupOne(t, db, symbol); !strings.Contains(r.Note, part) {
			t.Errorf("%s: note %q does not speak of %q", symbol, r.Note, part)
		}
	}
	if r := lookupOne(t, db, "A/RES/ES-11/10"); r.Confirmed || !r.Partial || r.Position(db.Member("HUN").Index) != Abstain || r.Position(db.Member("BRB").Index) != Unknown {
		t.Errorf("ES-11/10: confirmed %t, partial %t, %s", r.Confirmed, r.Partial, r.Positions)
	}
	if r := lookupOne(t, db, "S/2020/797"); r.Confirmed || r.Outcome != Rejected || r.Tally.String() != "2-2-11" {
		t.Errorf("S/2020/797: %+v", r)
	}
	if rs, _ := db.Lookup(context.Background(), "S/2025/115"); len(rs) != 0 {
		t.Errorf("S/2025/115 stands for two other rows, yet there is %v", rs)
	}
	r := lookupOne(t, db, "S/2022/720")
	if r.Outcome != Vetoed || !slices.Equal(r.VetoedBy, []string{"RUS"}) || !slices.Equal(r.Sponsors, []string{"USA", "ALB"}) || r.Resolution() {
		t.Errorf("S/2022/720: %+v", r)
	}
	// 14-1-0 with one veto: everybody else voted yes
	if r := lookupOne(t, db, "S/2011/24"); r.Partial || r.Position(db.Member("USA").Index) != No || r.Position(db.Member("IND").Index) != Yes || r.Members != 15 {
		t.Errorf("S/2011/24: partial %t, members %d, %s", r.Partial, r.Members, r.Positions)
	}
	if r := lookupOne(t, db, "A/RES/69/5"); !slices.Equal(r.Sponsors, []string{"CUB"}) || r.Series != "cuba-embargo" {
		t.Errorf("69/5: sponsors %v, series %q", r.Sponsors, r.Series)
	}
	vetoes := 0
	for i := range db.Records() {
		if db.Records()[i].Outcome == Vetoed {
			vetoes++
			if len(db.Records()[i].VetoedBy) == 0 {
				t.Errorf("%s is vetoed by nobody", db.Records()[i].Symbol)
			}
		}
	}
	if vetoes != 233 {
		t.Errorf("%d vetoed drafts, want 233: 231 listed, less S/2025/115, with two amendments of that day and S/2026/273", vetoes)
	}
}

// TestMembership compares the members' dates with the letters of all roll calls. They part only on the
// day of an admission, which comes after the vote, and in the Library's slips of the keyboard.
func TestMembership(t *testing.T) {
	db := openTest(t)
	slips := []string{"JPN 1956", "MNG 1961", "WSM 1976", "ARE 1971", "DMA 1978"}
	for i := range db.Records() {
		r := &db.Records()[i]
		if r.UNDL == 0 || r.Positions == "" {
			continue
		}
		table := db.MembersOn(r.Body, r.Date)
		for j, m := range db.Members() {
			voted, member := r.Position(j) != NotMember, slices.Contains(table, j)
			admitted := member && !voted && m.From == r.Date
			if voted != member && !admitted && !slices.Contains(slips, m.Code+" "+r.Date.String()[:4]) {
				t.Errorf("%s of %s: %s has a letter %t, is a member %t", r.Symbol, r.Date, m.Code, voted, member)
			}
		}
	}
	for date, want := range map[string]int{"1946-01-24": 51, "1956-12-31": 80, "1973-12-31": 135, "2002-12-31": 191, "2025-02-24": 193} {
		d, _ := ParseDate(date)
		if got := len(db.MembersOn(GeneralAssembly, d)); got != want {
			t.Errorf("%d members on %s, want %d", got, date, want)
		}
	}
	for date, want := range map[string]int{"1955-06-01": 11, "1990-03-01": 15, "1990-09-01": 15, "2026-03-11": 15, "2031-01-01": 0} {
		d, _ := ParseDate(date)
		if got := len(db.CouncilMembers(d)); got != want {
			t.Errorf("%d Council members on %s, want %d", got, date, want)
		}
	}
}

func TestNames(t *testing.T) {
	db := openTest(t)
	day := func(s string) Date { d, _ := ParseDate(s); return d }
	means := func(text string, on Date) (codes []string) {
		for _, m := range db.Members() {
			for _, a := range m.Aliases {
				if a.Text == text && on.within(a.From, a.To) && !slices.Contains(codes, m.Code) && m.MemberOn(on) {
					codes = append(codes, m.Code)
				}
			}
		}
		return codes
	}
	for _, c := range []struct{ text, on, want string }{
		{"U.S.", "2025-02-24", "USA"}, {"America", "2025-02-24", "USA"}, {"the White House", "2025-02-24", "USA"}, {"Britain", "2025-02-24", "GBR"},
		{"Moscow", "2025-02-24", "RUS"}, {"Moscow", "1980-01-07", "SUN"}, {"the Kremlin", "1991-12-31", "RUS"}, {"USSR", "1962-10-24", "SUN"},
		{"Zaire", "1985-01-01", "COD"}, {"Zaire", "2005-01-01", ""}, {"DRC", "2024-01-01", "COD"}, {"Congo-Brazzaville", "2024-01-01", "COG"},
		{"North Korea", "2022-03-02", "PRK"}, {"DPRK", "2022-03-02", "PRK"}, {"South Korea", "2022-03-02", "KOR"}, {"Ivory Coast", "2019-01-01", "CIV"},
		{"Côte d'Ivoire", "2019-01-01", "CIV"}, {"Türkiye", "2023-01-01", "TUR"}, {"Turkey", "2023-01-01", "TUR"}, {"Swaziland", "1990-01-01", "SWZ"},
		{"Burma", "2010-01-01", "MMR"}, {"FYROM", "2010-01-01", "MKD"}, {"East Germany", "1980-01-01", "DDR"}, {"West Germany", "1980-01-01", "DEU"},
		{"South Yemen", "1980-01-01", "YMD"}, {"Taiwan", "1965-01-01", "CHN"}, {"Taiwan", "2020-01-01", ""}, {"Beijing", "2020-01-01", "CHN"},
		{"Beijing", "1965-01-01", ""}, {"Kyiv", "2025-02-24", "UKR"}, {"Dutch", "2025-02-24", "NLD"}, {"Emirati", "2025-02-24", "ARE"},
		{"St. Lucia", "2025-02-24", "LCA"}, {"Upper Volta", "1975-01-01", "BFA"}, {"Holland", "2025-02-24", "NLD"}, {"Jerusalem", "2025-02-24", "ISR"},
		{"Congolese", "2025-02-24", "COD COG"}, {"Dominican", "2025-02-24", "DMA DOM"}, {"Palestine", "2025-02-24", ""}, {"Vatican", "2025-02-24", ""},
	} {
		if got := strings.Join(means(c.text, day(c.on)), " "); got != c.want {
			t.Errorf("%q on %s means %q, want %q", c.text, c.on, got, c.want)
		}
	}
	for _, m := range db.Members() {
		kinds := map[AliasKind]int{}
		for _, a := range m.Aliases {
			kinds[a.Kind]++
		}
		if kinds[AliasName] == 0 || kinds[AliasDemonym] == 0 || m.RegionalGroup == "" || m.Subregion == "" || m.From.Day == 0 {
			t.Errorf("%s: %v, %q, %q, member from %s", m.Code, kinds, m.RegionalGroup, m.Subregion, m.From)
		}
	}
}
