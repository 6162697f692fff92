package sources

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// parsePress parses a page, and fails the test on an error.
func parsePress(t testing.TB, db *DB, page []byte, o PressOptions) (votes []ImportedVote, problems []Problem) {
	t.Helper()
	if o.Known == nil {
		o.Known = db.KnowsName
	}
	err := NewPressParser(o)(context.Background(), bytes.NewReader(page),
		func(v ImportedVote) error { votes = append(votes, v); return nil }, func(p Problem) { problems = append(problems, p) })
	if err != nil {
		t.Fatal(err)
	}
	return votes, problems
}

// brief is a vote in one line.
func brief(v ImportedVote) string {
	s := fmt.Sprintf("%s %s%s %s %s", v.Body, v.Symbol, v.Draft, v.Outcome, v.Tally)
	if v.Partial {
		s += " partial"
	}
	for _, side := range []Position{Yes, No, Abstain, NotVoting} {
		var names []string
		for _, p := range v.Positions {
			if p.Position == side {
				names = append(names, p.Name)
			}
		}
		s += " " + string(rune(side)) + "[" + strings.Join(names, "|") + "]"
	}
	return s
}

func TestPressGenerations(t *testing.T) {
	db := openTest(t)
	for file, want := range map[string][]string{
		"1999-pre.html": {"1999-11-09",
			"GA A/54/L.11 adopted 155-2-8 partial Y[] N[Israel|United States] A[] X[]",
			"GA A/54/L.11 adopted 3-2-1 Y[Bolivia (Plurinational State of)|Democratic People's Republic of Korea|Iran (Islamic Republic of)] N[Israel|United States] A[Latvia] X[]"},
		"2007-p.html": {"2007-12-18",
			"GA operative paragraph 9 of A/62/L.70 adopted 2-1-0 Y[Antigua and Barbuda|Côte d’Ivoire] N[United Republic of Tanzania] A[] X[Trinidad and Tobago|Bosnia and Herzegovina]",
			"GA A/62/L.70 adopted 3-0-1 Y[Antigua and Barbuda|Côte d’Ivoire|Trinidad and Tobago] N[] A[Federated States of Micronesia] X[United Republic of Tanzania]"},
		"2025-div.html": {"2025-02-24",
			"GA amendment of A/ES-11/L.11 rejected 1-2-1 partial Y[] N[Kenya|Türkiye] A[Viet Nam] X[]",
			"GA A/ES-11/L.10 adopted 4-1-2 Y[Bolivia (Plurinational State of)|Republic of Moldova|Saint Vincent and the Grenadines|Ukraine] N[Democratic People’s Republic of Korea] A[China|Lao People’s Democratic Republic] X[Islamic Republic of Iran]"},
		"2025-council.html": {"2025-02-24",
			"SC S/RES/2774(2025) adopted 10-0-5 partial Y[] N[] A[Denmark|France|Greece|Slovenia|United Kingdom] X[]",
			"SC S/2025/112 vetoed 9-1-5 partial Y[] N[Russian Federation] A[] X[]"},
	} {
		page, err := os.ReadFile(filepath.Join("testdata", "press", file))
		if err != nil {
			t.Fatal(err)
		}
		votes, problems := parsePress(t, db, page, PressOptions{})
		if len(problems) > 0 {
			t.Errorf("%s: problems %v", file, problems)
		}
		var got []string
		for _, v := range votes {
			got = append(got, brief(v))
			if v.Date.String() != want[0] {
				t.Errorf("%s: date %s, want %s", file, v.Date, want[0])
			}
			for _, p := range v.Positions {
				lines := bytes.Split(page, []byte("\n"))
				if p.Line < 1 || p.Line > len(lines) || v.FirstLine > p.Line || v.LastLine < p.Line {
					t.Errorf("%s: %s stands on line %d of %d, the vote on %d to %d", file, p.Name, p.Line, len(lines), v.FirstLine, v.LastLine)
				}
			}
		}
		if !slices.Equal(got, want[1:]) {
			t.Errorf("%s:\n%s\nwant\n%s", file, strings.Join(got, "\n"), strings.Join(want[1:], "\n"))
		}
	}
}

// TestPressLines: a position's line is where its list begins in the source.
func TestPressLines(t *testing.T) {
	db := openTest(t)
	page, err := os.ReadFile("testdata/press/2007-p.html")
	if err != nil {
		t.Fatal(err)
	}
	votes, _ := parsePress(t, db, page, PressOptions{})
	line := strings.Split(string(page), "\n")[votes[1].Positions[3].Line-1]
	if !strings.Contains(line, "Federated States of Micronesia") {
		t.Errorf("Micronesia is on line %d: %s", votes[1].Positions[3].Line, line)
	}
	page, err = os.ReadFile("testdata/press/1999-pre.html")
	if err != nil {
		t.Fatal(err)
	}
	votes, _ = parsePress(t, db, page, PressOptions{})
	if votes[1].Note != "* The delegation later said that it had meant to vote in favour." {
		t.Errorf("note %q", votes[1].Note)
	}
}

// The markup of three generations, for any roll call.
var generations = map[string]func(b *strings.Builder, intro string, lists [4]string){
	"pre": func(b *strings.Builder, intro string, lists [4]string) {
		fmt.Fprintf(b, "<pre>\n\n                    ANNEX I\n\n          Vote on the text\n\n%s\n\n", hardWrap(intro))
		for i, label := range []string{"In favour", "Against", "Abstaining", "Absent"} {
			fmt.Fprintf(b, "   %s\n\n", hardWrap(label+":  "+lists[i]))
		}
		b.WriteString("</pre>")
	},
	"paragraphs": func(b *strings.Builder, intro string, lists [4]string) {
		fmt.Fprintf(b, "<p align=center><b>ANNEX I</b></p><p><b>Vote on the text</b></p><p>%s</p>", intro)
		for i, label := range []string{"In favour", "Against", "Abstain", "Absent"} {
			fmt.Fprintf(b, "<p><strong><em>%s</em></strong>:&nbsp;&nbsp;%s</p>\n<p>&nbsp;</p>\n", label, strings.ReplaceAll(lists[i], " (", "&nbsp;("))
		}
	},
	"one block": func(b *strings.Builder, intro string, lists [4]string) {
		fmt.Fprintf(b, "<h3>ANNEX I</h3><div>%s<br/><br/>", intro)
		for i, label := range []string{"In favour", "Against", "Abstentions", "Absent"} {
			fmt.Fprintf(b, "<strong>%s:</strong> %s<br/>", label, strings.ReplaceAll(lists[i], ", ", ",\n"))
		}
		b.WriteString("</div>")
	},
}

// hardWrap breaks lines as the old releases do, also inside names.
func hardWrap(s string) string {
	var b strings.Builder
	width := 0
	for _, w := range strings.Fields(s) {
		if width += len(w) + 1; width > 66 {
			b.WriteString("\n")
			width = len(w) + 1
		} else if b.Len() > 0 {
			b.WriteString(" ")
		}
		b.WriteString(w)
	}
	return b.String()
}

// TestPressRollCalls prints real roll calls in each generation of markup, and reads them back name by name.
func TestPressRollCalls(t *testing.T) {
	db := openTest(t)
	var whole []*Record
	for i := range db.Records() {
		if r := &db.Records()[i]; r.UNDL != 0 && r.Positions != "" && r.Body == GeneralAssembly {
			whole = append(whole, r)
		}
	}
	random := rand.New(rand.NewPCG(4, 2))
	for range 100 {
		r := whole[random.IntN(len(whole))]
		var names [4][]string
		for i, p := range []Position{Yes, No, Abstain, NotVoting} {
			for _, m := range db.Voters(r, p) {
				names[i] = append(names[i], m.UNName)
			}
		}
		var lists [4]string
		for i := range names {
			lists[i] = "None."
			if len(names[i]) > 0 {
				lists[i] = html.EscapeString(strings.Join(names[i], ", ")) + "."
			}
		}
		intro := fmt.Sprintf("The draft resolution (document A/99/L.%d) was adopted by a recorded vote of %d in favour to %d against, with %d abstentions, as follows:",
			r.ID, r.Tally.Yes, r.Tally.No, r.Tally.Abstain)
		for generation, markup := range generations {
			var page strings.Builder
			page.WriteString("<html><head><meta charset=utf-8></head><body><p>GA/9999</p><p>" + r.Date.Time().Format("2 January 2006") + "</p>")
			markup(&page, intro, lists)
			votes, problems := parsePress(t, db, []byte(page.String()), PressOptions{})
			if len(votes) != 1 || len(problems) > 0 {
				t.Fatalf("%s in %s: %d votes, problems %v", r.Symbol, generation, len(votes), problems)
			}
			v := votes[0]
			want := fmt.Sprintf("GA A/99/L.%d adopted %s", r.ID, r.Tally)
			for i, side := range []Position{Yes, No, Abstain, NotVoting} {
				want += " " + string(rune(side)) + "[" + strings.Join(names[i], "|") + "]"
			}
			if got := brief(v); got != want || v.Date != r.Date {
				t.Fatalf("%s in %s:\n%s\nwant\n%s", r.Symbol, generation, got, want)
			}
		}
	}
}

func TestPressText(t *testing.T) {
	db := openTest(t)
	for text, want := range map[string]string{
		// figures with names in brackets, in several wordings
		"<p>The text (document A/60/L.9) was adopted by a recorded vote of 182 in favour to 4 against ( Israel, Marshall Islands, Palau, United States), with 1 abstention (Micronesia (Federated States of)).</p>": "GA A/60/L.9 adopted 182-4-1 partial Y[] N[Israel|Marshall Islands|Palau|United States] A[Micronesia (Federated States of)] X[]",
		"<p>Approved by a vote of 132 in favour to 3 against (Israel, Marshall Islands and United States) with 5 abstentions, draft A/C.2/54/L.12 goes to the Assembly.</p>":                                        "GA A/C.2/54/L.12 adopted 132-3-5 partial Y[] N[Israel|Marshall Islands|United States] A[] X[]",
		"<p>The Assembly adopted A/70/L.2 by 149 votes in favour to two against (Israel, United States).</p>":                                                                                                       "GA A/70/L.2 adopted 149-2-? partial Y[] N[Israel|United States] A[] X[]",
		"<p>By a roll-call vote of 1 in favour (Nauru) to none against, with one abstention (Palau), it adopted A/70/L.3.</p>":                                                                                      "GA A/70/L.3 adopted 1-0-1 Y[Nauru] N[] A[Palau] X[]",
		// the wrong text's symbol must not be taken
		"<p>It first adopted A/70/L.5 without a vote. It then rejected A/70/L.6 by a recorded vote of 5 in favour to 90 against, with 2 abstentions (Cuba, Nicaragua). Draft A/70/L.7 was withdrawn.</p>": "GA A/70/L.6 rejected 5-90-2 partial Y[] N[] A[Cuba|Nicaragua] X[]",
	} {
		page := "<html><meta charset=utf-8><body><p>GA/9999</p><p>1 October 2015</p>" + text
		votes, _ := parsePress(t, db, []byte(page), PressOptions{})
		if len(votes) != 1 || brief(votes[0]) != want {
			t.Errorf("%s\n%d votes: %s\nwant %s", text, len(votes), brief(votes[0]), want)
		}
	}
}

func TestPressTitles(t *testing.T) {
	db := openTest(t)
	for text, want := range map[string]string{
		"<p>The draft resolution “Lethal autonomous weapons systems” (document A/C.1/80/L.41) was adopted by a recorded vote of 3 in favour to 1 against (Burundi).</p>": "Lethal autonomous weapons systems",
		"<p>Earlier it rose.  By a recorded vote of 3 in favour to 1 against (Burundi), it adopted A/70/L.1.</p>":                                                        "By a recorded vote of 3 in favour to 1 against (Burundi), it adopted A/70/L.1.",
		"<p>ANNEX II</p><p>Vote on the Law of the Sea</p><p>In favour: Kenya.</p>":                                                                                       "Law of the Sea",
	} {
		votes, _ := parsePress(t, db, []byte("<meta charset=utf-8>"+text), PressOptions{})
		if len(votes) != 1 || votes[0].Title != want {
			t.Errorf("%s: %+v; want %q", text, votes, want)
		}
	}
}

func TestPressWithoutSymbol(t *testing.T) {
	db := openTest(t)
	page := "<html><body><p>GA/9999</p><p>ANNEX II</p><p>In favour: Kenya.</p><p>Against: None.</p><p>In favour: Chad.</p><p>Against: Togo.</p></body></html>"
	votes, problems := parsePress(t, db, []byte(page), PressOptions{Date: Date{2020, 1, 2}, URL: "https://example.org/x"})
	if len(votes) != 2 || votes[0].Symbol != "GA/9999, annex II" || votes[0].Tally != NoTally || votes[1].Positions[0].Name != "Chad" || votes[0].Date.Year != 2020 || votes[0].URL == "" {
		t.Errorf("%+v", votes)
	}
	if len(problems) != 2 || problems[0].Line != 1 || !strings.Contains(problems[0].Message, "no symbol") {
		t.Errorf("%v", problems)
	}
}

// TestPressHostile: pages that are none, or worse, end in an error or in little, and soon.
func TestPressHostile(t *testing.T) {
	db := openTest(t)
	known := db.KnowsName
	list := "<p>In favour: " + strings.Repeat("Kenya, ", 200_000) + "Chad.</p>"
	for name, c := range map[string]struct{ page, want string }{
		"nothing": {"", "is empty"}, "white space": {" \n\t ", "is empty"}, "a ZIP": {"PK\x03\x04rest", "ZIP archive"}, "a PDF": {"%PDF-1.4", "a PDF"}, "gzip": {"\x1f\x8b\x08", "gzip"},
		"no votes": {"<html><body><p>The Assembly met.</p></body></html>", "names no voters"}, "bytes": {strings.Repeat("\xff\xfe\x00\x01", 1000), "names no voters"},
		"too large": {"<p>" + strings.Repeat("word ", 2_000_000), "more than 8 MB"}, "too deep": {strings.Repeat("<div>", 200_000) + "In favour: Kenya.", ""},
		"brackets": {"<p>adopted by a vote of 3 in favour to 2 against " + strings.Repeat("(", 100_000), "names no voters"}, "an endless list": {list, ""},
		"labels": {"<p>" + strings.Repeat("In favour: Against: ", 50_000) + "</p>", ""}, "counts": {"<p>" + strings.Repeat("by a vote of 1 to 1 (Chad) ", 50_000) + "</p>", ""},
		"annexes": {strings.Repeat("<p>ANNEX I</p><p>In favour: Chad.</p>", 50_000), ""}, "marks": {"<p>\ue0009999\ue001In favour: Chad.</p>", ""}, "ands": {"<p>In favour: " + strings.Repeat("a and ", 20_000) + ".</p>", ""},
		"cut off": {"<html><body><p>ANNEX I</p><p>In favour: Chad, Ken", ""}, "a tag cut off": {"<p>In favour: Chad.</p><p", ""}, "entities": {"<p>In favour: &#0;&#x110000;&bogus; Chad.</p>", ""},
	} {
		began, votes := time.Now(), 0
		err := NewPressParser(PressOptions{Known: known})(context.Background(), strings.NewReader(c.page), func(v ImportedVote) error {
			if votes++; len(v.Positions) > 4*mostNames {
				t.Errorf("%s: %d positions", name, len(v.Positions))
			}
			return nil
		}, func(Problem) {})
		if err == nil && c.want != "" || err != nil && !strings.Contains(err.Error(), c.want) || votes > mostPressVotes {
			t.Errorf("%s: %d votes, error %v; want %q", name, votes, err, c.want)
		}
		if time.Since(began) > 30*time.Second {
			t.Errorf("%s took %s", name, time.Since(began))
		}
	}
}

func TestPressEnds(t *testing.T) {
	page := "<p>In favour: Chad.</p><p>In favour: Mali.</p>"
	stop := errors.New("stop")
	err := NewPressParser(PressOptions{})(context.Background(), strings.NewReader(page), func(ImportedVote) error { return stop }, func(Problem) {})
	if err != stop {
		t.Errorf("emit's error came back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = NewPressParser(PressOptions{})(ctx, strings.NewReader(page), func(ImportedVote) error { cancel(); return nil }, func(Problem) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("went on after the end of its context: %v", err)
	}
	if err := NewPressParser(PressOptions{})(context.Background(), failingReader{}, func(ImportedVote) error { return nil }, func(Problem) {}); !errors.Is(err, errFull) {
		t.Errorf("a reader that fails: %v", err)
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errFull }

func FuzzPress(f *testing.F) {
	db := openTest(f)
	files, _ := filepath.Glob("testdata/press/*.html")
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page)
	}
	known := db.KnowsName
	f.Fuzz(func(t *testing.T, page []byte) {
		lines := bytes.Count(page, []byte("\n")) + 1
		NewPressParser(PressOptions{Known: known})(context.Background(), bytes.NewReader(page), func(v ImportedVote) error {
			if v.FirstLine > v.LastLine || len(v.Positions) == 0 || v.Symbol == "" && v.Draft == "" {
				t.Fatalf("%d lines: %+v", lines, v)
			}
			for _, p := range v.Positions {
				if strings.TrimSpace(p.Name) == "" || strings.ContainsAny(p.Name, lineOpen+lineClose) {
					t.Fatalf("%+v", p)
				}
			}
			return nil
		}, func(Problem) {})
	})
}

func BenchmarkPress(b *testing.B) {
	db := openTest(b)
	known := db.KnowsName
	var page strings.Builder
	page.WriteString("<html><meta charset=utf-8><body><p>GA/9999</p>")
	for _, r := range db.Records()[len(db.Records())-60 : len(db.Records())-30] {
		var lists [4]string
		for i, p := range []Position{Yes, No, Abstain, NotVoting} {
			for _, m := range db.Voters(&r, p) {
				lists[i] += m.UNName + ", "
			}
		}
		generations["paragraphs"](&page, "The draft was adopted by a recorded vote of 1 in favour to 2 against, with 3 abstentions, as follows:", lists)
	}
	b.SetBytes(int64(page.Len()))
	for b.Loop() {
		err := NewPressParser(PressOptions{Known: known})(context.Background(), strings.NewReader(page.String()), func(ImportedVote) error { return nil }, func(Problem) {})
		if err != nil {
			b.Fatal(err)
		}
	}
}
