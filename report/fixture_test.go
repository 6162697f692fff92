package report

import (
	"encoding/csv"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// now is the clock of every test.
var now = time.Date(2026, 2, 26, 9, 14, 0, 0, time.UTC)

const version = "0.0-test"

func readCSV(t testing.TB, name string) [][]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// testSeats are the 201 seats in the order of the roll-call letters.
func testSeats(t testing.TB) []sources.Member {
	var out []sources.Member
	for i, row := range readCSV(t, "testdata/seats.csv") {
		out = append(out, sources.Member{Index: i, Code: row[0], Name: row[1], RegionalGroup: row[2]})
	}
	return out
}

// testVotes are real records by symbol.
func testVotes(t testing.TB) map[string]*sources.Record {
	out := map[string]*sources.Record{}
	for _, row := range readCSV(t, "testdata/votes.csv") {
		n := func(i int) int {
			if row[i] == "" {
				return -1
			}
			v, err := strconv.Atoi(row[i])
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		day, err := time.Parse("2006-01-02", row[3])
		if err != nil {
			t.Fatal(err)
		}
		out[row[2]] = &sources.Record{UNDL: n(0), Body: sources.Body(row[1]), Symbol: row[2],
			Date: sources.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}, Meeting: row[4], Title: row[5],
			Tally: sources.Tally{Yes: n(6), No: n(7), Abstain: n(8), NotVoting: n(9)}, Members: max(n(10), 0),
			Positions: row[11], Outcome: sources.Adopted, Dataset: "un-votes", URL: "https://digitallibrary.un.org/record/" + row[0]}
	}
	return out
}

var reference = claims.ReferenceInfo{
	Version: "5e1fd00d",
	Datasets: []sources.Dataset{
		{Name: "un-votes-ga", Title: "General Assembly voting data", Publisher: "UN Dag Hammarskjöld Library",
			Credit: "United Nations Dag Hammarskjöld Library, UN Digital Library", Terms: "non-commercial use with attribution; commercial users must clear the terms themselves",
			URL: "https://digitallibrary.un.org/record/4060887", From: sources.Date{Year: 1946, Month: 1, Day: 26}, To: sources.Date{Year: 2025, Month: 12, Day: 18},
			Retrieved: "2026-01-12", Version: "3fa9", Records: 7360},
		{Name: "un-votes", Title: "UN votes", Publisher: "UN Dag Hammarskjöld Library", From: sources.Date{Year: 1946, Month: 1, Day: 25},
			To: sources.Date{Year: 2025, Month: 12, Day: 29}, Retrieved: "2026-01-12", Version: "81c0", Records: 10168},
	},
}

// article builds documents and findings for tests. A block is written "role: text"; a finding names its
// words, which must occur once.
type article struct {
	t   testing.TB
	doc *extract.Document
	res *claims.Result
}

var rolesByName = map[string]extract.Role{"h1": extract.Headline, "deck": extract.Summary, "h2": extract.Subhead, "p": extract.Paragraph,
	"li": extract.ListItem, "tr": extract.TableRow, "cap": extract.Caption, "pull": extract.PullQuote, "quote": extract.BlockQuote, "fn": extract.Footnote}

func newArticle(t testing.TB, name, title string, blocks ...string) *article {
	d := &extract.Document{Name: name, Title: title, Lang: "en"}
	for i, b := range blocks {
		role, text, ok := strings.Cut(b, ": ")
		if !ok {
			t.Fatalf("block without role: %q", b)
		}
		if i > 0 {
			d.Text += "\n\n"
		}
		start := len(d.Text)
		d.Text += text
		block := extract.Block{Span: extract.Span{Start: start, End: len(d.Text)}, Role: rolesByName[role]}
		if block.Role == extract.TableRow {
			block.Table = 1
		}
		d.Blocks = append(d.Blocks, block)
	}
	d.Source = []byte(d.Text) // no map: origins are text offsets
	return &article{t, d, &claims.Result{Document: d, Reference: reference}}
}

func (a *article) span(words string) extract.Span {
	a.t.Helper()
	i := strings.Index(a.doc.Text, words)
	if i < 0 || strings.Contains(a.doc.Text[i+1:], words) {
		a.t.Fatalf("%q does not occur once", words)
	}
	return extract.Span{Start: i, End: i + len(words)}
}

// add appends a finding about the words; findings are added in text order.
func (a *article) add(words string, f claims.Finding) *article {
	a.t.Helper()
	f.Span = a.span(words)
	if f.ID == "" {
		f.ID = strconv.FormatInt(int64(0x5b0c7e+len(a.res.Findings)*7919), 16)
	}
	a.res.Findings = append(a.res.Findings, f)
	return a
}

func cite(v *sources.Record, says string, named ...string) []claims.Evidence {
	return []claims.Evidence{{Record: v.Symbol, Title: v.Title, Date: v.Date.String(), Says: says, Dataset: v.Dataset, URL: v.URL,
		Query: "stet data show '" + v.Symbol + "'", Vote: v, Named: named}}
}

// threeVotes is an article in our own words on real votes, with every verdict and every role.
func threeVotes(t testing.TB) *claims.Result {
	v := testVotes(t)
	a := newArticle(t, "three-votes.md", "Three votes, one war",
		"h1: Three votes, one war: 93 states stand by Kyiv",
		"deck: A year ago this week the Assembly and the Council both took up Ukraine. Washington had other plans.",
		"p: On 24 February 2025, three years to the day, delegates filed into the General Assembly to vote on a Ukrainian text. It was adopted by 93 votes to 8, with 73 abstentions: a victory, but a long way down from the 141 votes of February 2023.",
		"p: The United States joined Russia, Belarus and North Korea in voting against, a sentence that nobody in the building had expected to write. China, Moscow’s most powerful friend, opposed it too, and for an hour the corridors talked of little else.",
		"h2: A rival paper",
		"p: Washington’s own Path to Peace was amended from the floor and approved with 93 in favour, eight against and 73 abstaining. By evening the Council took up the same three paragraphs: Resolution 2747 was adopted by ten votes to none, with Britain, Denmark, France, Greece and Slovenia abstaining.",
		"li: The truce text of October 2023 passed by 121 votes to 14, with 44 abstentions.",
		"li: An earlier demand that Russia withdraw had been opposed by only five members.",
		"tr: Text\tFor\tAgainst",
		"tr: Kyiv’s\t93\t18",
		"tr: The Path to Peace\t93\t8",
		"cap: The board in the hall showed 65 yellow lights.",
		"pull: “It is a first step,” said an envoy.",
		"quote: A quoted paragraph without any claim.",
		"p: On the fourth anniversary, 107 members backed a new Ukrainian text, and the speeches were shorter.",
		"fn: Votes as recorded on the day.")
	a.doc.Byline, a.doc.Site = "By a staff writer", "The Example"
	a.doc.Published = extract.Date{Time: time.Date(2026, 2, 26, 0, 0, 0, 0, time.UTC), Precision: extract.Day}
	es7, es8, sc := v["A/RES/ES-11/7"], v["A/RES/ES-11/8"], v["S/RES/2774(2025)"]
	says7 := "93 yes, 18 no, 65 abstaining"
	a.add("93 states stand by Kyiv", claims.Finding{Kind: "tally", Verdict: claims.Supported, Reason: claims.Match,
		Reading: "General Assembly: 93 yes", Message: "93 members voted in favour.", Evidence: cite(es7, says7)})
	f := claims.Finding{Kind: "tally", Verdict: claims.Refuted, Reason: claims.Mismatch, Severity: claims.Detail,
		Reading: "General Assembly: 93 yes, 8 no, 73 abstaining", Message: "The record has 18 against and 65 abstaining.",
		Diagnosis: "the tally of A/RES/ES-11/8, of the same day", Evidence: cite(es7, says7),
		Candidates: []claims.Candidate{{Record: es7.Symbol, Probability: .94, Why: []string{"date 24 February 2025", "body General Assembly", "subject Ukraine"}, Vote: es7}}}
	f.Correction = &claims.Correction{Span: a.span("8, with 73"), With: "18, with 65"}
	a.add("93 votes to 8, with 73 abstentions", f)
	a.add("the 141 votes of February 2023", claims.Finding{Kind: "comparison", Verdict: claims.Supported, Reason: claims.Match,
		Reading: "General Assembly: 141 yes", Message: "141 in favour on 23 February 2023.", Evidence: cite(v["A/RES/ES-11/6"], "141 yes, 7 no, 32 abstaining")})
	a.add("The United States joined Russia, Belarus and North Korea in voting against", claims.Finding{Kind: "position", Verdict: claims.Supported,
		Reason: claims.Match, Reading: "General Assembly: United States, Russia, Belarus, North Korea: no", Message: "All four voted against.",
		Evidence: cite(es7, "all four against", "BLR", "PRK", "RUS", "USA")})
	f = claims.Finding{Kind: "position", Verdict: claims.Refuted, Reason: claims.Mismatch, Severity: claims.Meaning,
		Reading: "General Assembly: China, no", Message: "China abstained, which is not a vote against.", Evidence: cite(es7, "China: abstaining", "CHN")}
	f.Correction = &claims.Correction{Span: a.span("opposed it too"), With: "abstained"}
	a.add("China, Moscow’s most powerful friend, opposed it too", f)
	a.add("93 in favour, eight against and 73 abstaining", claims.Finding{Kind: "tally", Verdict: claims.Supported, Reason: claims.ByFigures,
		Reading: "General Assembly: 93 yes, 8 no, 73 abstaining", Message: "A/RES/ES-11/8 has exactly these figures.", Evidence: cite(es8, "93 yes, 8 no, 73 abstaining"),
		Candidates: []claims.Candidate{{Record: es8.Symbol, Title: es8.Title, Date: "2025-02-24", Probability: .8, Vote: es8}, {Record: es7.Symbol, Title: es7.Title, Date: "2025-02-24", Probability: .2, Vote: es7}}})
	f = claims.Finding{Kind: "resolution", Verdict: claims.Refuted, Reason: claims.Mismatch, Severity: claims.Detail,
		Reading: "Security Council: resolution 2747", Message: "The Council’s resolution of that evening is 2774.", Diagnosis: "two digits transposed", Evidence: cite(sc, "S/RES/2774(2025)")}
	f.Correction = &claims.Correction{Span: a.span("2747"), With: "2774"}
	a.add("Resolution 2747", f)
	a.add("ten votes to none, with Britain, Denmark, France, Greece and Slovenia abstaining", claims.Finding{Kind: "position", Verdict: claims.Supported, Reason: claims.Match,
		Reading: "Security Council: 10 yes, 0 no, 5 abstaining", Message: "Ten in favour, none against, and these five abstained.", Evidence: cite(sc, "10 yes, 0 no, 5 abstaining", "GBR", "DNK", "FRA", "GRC", "SVN")})
	a.add("passed by 121 votes to 14, with 44 abstentions", claims.Finding{Kind: "tally", Verdict: claims.Conflicting, Reason: claims.TwoRecords,
		Reading: "General Assembly: 121 yes, 14 no, 44 abstaining", Message: "120-14-45 in the roll call; 121-14-44 once Iraq had corrected its vote. Either may stand: say which.",
		Evidence: cite(v["A/RES/ES-10/21"], "120 yes, 14 no, 45 abstaining", "IRQ")})
	es1, es4, es6 := v["A/RES/ES-11/1"], v["A/RES/ES-11/4"], v["A/RES/ES-11/6"]
	a.add("opposed by only five members", claims.Finding{Kind: "tally", Verdict: claims.NotEnoughEvidence, Reason: claims.Ambiguous,
		Reading: "General Assembly: 5 no", Message: "Three votes fit: it is right for two and wrong for the third.",
		Candidates: []claims.Candidate{{Record: es1.Symbol, Title: es1.Title, Date: "2022-03-02", Probability: .5, Vote: es1}, {Record: es4.Symbol, Title: es4.Title, Date: "2022-10-12", Probability: .3, Vote: es4},
			{Record: es6.Symbol, Title: es6.Title, Date: "2023-02-23", Probability: .1, Vote: es6}, {Record: "an amendment that is not held", Probability: .1}}})
	a.add("93\t18", claims.Finding{Kind: "tally", Verdict: claims.Supported, Reason: claims.Match, Reading: "General Assembly: 93 yes, 18 no", Message: "So the record.", Evidence: cite(es7, says7)})
	f = claims.Finding{Kind: "tally", Verdict: claims.Refuted, Reason: claims.Inconsistent, Severity: claims.Detail, Reading: "the article: 65 abstaining; before, 73",
		Message: "The article gives 73 abstentions above."}
	f.Evidence = []claims.Evidence{{Says: "73 abstentions", Article: []extract.Span{a.span("with 73 abstentions")}}}
	a.add("65 yellow lights", f)
	a.add("107 members backed a new Ukrainian text", claims.Finding{Kind: "tally", Verdict: claims.NotEnoughEvidence, Reason: claims.OutsideCoverage,
		Reading: "General Assembly: 107 yes", Message: "A vote of February 2026 is later than the data, which end on 18 December 2025."})
	return a.res
}

// failedArticle is one that could not be read.
func failedArticle() *claims.Result {
	return &claims.Result{Document: &extract.Document{Name: "torn.html"}, Reference: reference, Err: errors.New("torn.html is not text: its first bytes are those of a ZIP archive; give the article itself")}
}

func testOptions(t testing.TB) HTMLOptions {
	return HTMLOptions{Now: now, Command: "stet check --format html three-votes.md", Version: version, Seats: testSeats(t)}
}
