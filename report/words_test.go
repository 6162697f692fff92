package report

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"stet/claims"
	"stet/sources"
)

func TestSummary(t *testing.T) {
	finding := func(v claims.Verdict, r claims.Reason, n int) []*claims.Finding {
		var out []*claims.Finding
		for range n {
			out = append(out, &claims.Finding{Verdict: v, Reason: r})
		}
		return out
	}
	ok := func(n int) []*claims.Finding { return finding(claims.Supported, claims.Match, n) }
	no := func(n int) []*claims.Finding { return finding(claims.Refuted, claims.Mismatch, n) }
	two := func(n int) []*claims.Finding { return finding(claims.Conflicting, claims.TwoRecords, n) }
	un := func(r claims.Reason, n int) []*claims.Finding { return finding(claims.NotEnoughEvidence, r, n) }
	for want, parts := range map[string][][]*claims.Finding{
		"No claim about a UN vote was found.":                                         nil,
		"1 claim: it stands.":                                                         {ok(1)},
		"1 claim: it does not stand.":                                                 {no(1)},
		"1 claim: the records disagree on it.":                                        {two(1)},
		"2 claims: all stand.":                                                        {ok(2)},
		"2 claims: 2 do not stand.":                                                   {no(2)},
		"2 claims: 1 stands, 1 does not.":                                             {ok(1), no(1)},
		"3 claims: 2 stand, on 1 the records disagree.":                               {ok(2), two(1)},
		"1,200 claims: 1,199 stand, 1 does not.":                                      {ok(1199), no(1)},
		"1 claim: it could not be checked, because no record fits.":                   {un(claims.NoRecord, 1)},
		"2 claims: 2 could not be checked, because several votes fit.":                {un(claims.Ambiguous, 2)},
		"1 claim: it could not be checked, because the check itself failed.":          {un(claims.Failed, 1)},
		"2 claims: 1 does not stand, 1 could not be checked, because no record fits.": {no(1), un("", 1)},
		"17 claims: 11 stand, 2 do not, 4 could not be checked, because several votes fit (2), the vote lies outside the data’s dates (1) and such votes are not in the data (1).": {
			ok(11), no(2), un(claims.NotInDataset, 1), un(claims.Ambiguous, 2), un(claims.OutsideCoverage, 1)},
	} {
		var all []*claims.Finding
		for _, p := range parts {
			all = append(all, p...)
		}
		if got := countVerdicts(all).sentence(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// What is no claim is neither counted nor shown to people.
func TestOpinionsAreSilent(t *testing.T) {
	a := newArticle(t, "a.md", "", "p: The text should pass. It is a scandal.")
	a.add("should pass", claims.Finding{Kind: "outcome", Reason: claims.Future}).add("a scandal", claims.Finding{Kind: "outcome", Reason: claims.Opinion})
	var b bytes.Buffer
	if err := Text(&b, []*claims.Result{a.res}, TextOptions{}); err != nil || !strings.HasPrefix(b.String(), "No claim") {
		t.Errorf("got %s %v", b.String(), err)
	}
	if page := string(render(t, a.res, testOptions(t))); strings.Contains(page, `class="m `) {
		t.Error("an opinion is marked")
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		number(0): "0", number(999): "999", number(1000): "1,000", number(10168): "10,168", number(1234567): "1,234,567",
		dateWords("2025-02-24"): "24 February 2025", dateWords("2018-11"): "November 2018", dateWords("1946"): "1946", dateWords("soon"): "soon",
		list([]string{"a", "b", "c"}): "a, b and c", list(nil): "",
		shorten("abcdefghij", 7): "abcd…ij", sentence("It stands"): "It stands.", sentence("“Yes.”"): "“Yes.”",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Every verdict, severity, reason and kind of the contract has words.
func TestWordsAreComplete(t *testing.T) {
	for v := claims.NotEnoughEvidence; v <= claims.Refuted; v++ {
		if v != claims.NotEnoughEvidence && verdictWords(v) == verdictWords(claims.NotEnoughEvidence) {
			t.Errorf("no words for %s", v)
		}
	}
	for _, r := range reasonOrder {
		if reasonWords(r) == "" || reasonClause(r) == "" || advice("tally", r) == "" || advice("quotation", r) == "" {
			t.Errorf("no words for %s", r)
		}
	}
	for _, k := range strings.Fields("tally position group veto outcome comparison resolution quotation statement arithmetic") {
		if kindWords(k) == k {
			t.Errorf("no words for %s", k)
		}
	}
}

// A diff gives back both texts.
func TestWordDiff(t *testing.T) {
	for _, c := range [][2]string{{"8, with 73", "18, with 65"}, {"opposed it too", "abstained"}, {"", "new"}, {"old", ""}, {"same", "same"},
		{"a just and lasting peace", "a lasting peace"}, {"Russia", "the Russian Federation"}, {"ä 🗳 b", "ä b c"}} {
		var a, b string
		for _, d := range wordDiff(c[0], c[1]) {
			if d.Op != '+' {
				a += d.Text
			}
			if d.Op != '-' {
				b += d.Text
			}
		}
		if a != c[0] || b != c[1] {
			t.Errorf("%q to %q gives %q and %q: %v", c[0], c[1], a, b, wordDiff(c[0], c[1]))
		}
	}
}

// Nothing from an article can steer a terminal.
func TestTextIsPlain(t *testing.T) {
	a := newArticle(t, "a\x1b]0;owned\x07.md", "", "p: It passed \x1b[2J93\u202e-8\r\nnow.")
	a.add("\x1b[2J93\u202e-8\r\n", claims.Finding{Kind: "tally", Verdict: claims.Refuted, Message: "\x1b[31mred", Evidence: []claims.Evidence{{Record: "A\x1b[1m", URL: "https://x/\x07"}}})
	a.res.Findings[0].Correction = &claims.Correction{Span: a.res.Findings[0].Span, With: "\x1b[5m"}
	var b bytes.Buffer
	if err := Text(&b, []*claims.Result{a.res}, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexAny(b.String(), "\x1b\x07\r\u202e"); i >= 0 {
		t.Errorf("control character at %d: %q", i, b.String())
	}
}

// What a report says it cannot know is held against what its reader imported.
func TestImportedBodies(t *testing.T) {
	votes := sources.Dataset{Name: "marches", Title: "Roll calls of the Diet", Versions: 2, Records: 2, Bodies: []string{"Diet of the Marches"},
		From: sources.Date{Year: 2025, Month: 6, Day: 3}, To: sources.Date{Year: 2025, Month: 6, Day: 4}}
	names := sources.Dataset{Name: "desk", Title: "Names of the desk", Versions: 1}
	own := sources.Dataset{Name: "undl-ga", Versions: 1, Records: 9, Bodies: []string{"GA"}}
	if got := blindSpots(claims.ReferenceInfo{Datasets: []sources.Dataset{own, names}}); !strings.HasSuffix(got, "other parliaments") {
		t.Errorf("without another body: %q", got)
	}
	ref := claims.ReferenceInfo{Datasets: []sources.Dataset{own, votes, names}}
	if got := blindSpots(ref); !strings.HasSuffix(got, "other parliaments and bodies than Diet of the Marches") {
		t.Errorf("with one: %q", got)
	}
	for b := range 9 {
		votes.Bodies = append(votes.Bodies, "Moot "+strconv.Itoa(b))
	}
	if got := blindSpots(claims.ReferenceInfo{Datasets: []sources.Dataset{votes}}); !strings.HasSuffix(got, "Moot 3 and 5 more") {
		t.Errorf("with many: %q", got)
	}
	if got := datasetLine(names); got != "Names of the desk, members and names, no votes" {
		t.Errorf("a dataset of names reads %q", got)
	}
	for _, f := range coveringFacts(ref) {
		if strings.Contains(f.Text, "Names of the desk") {
			t.Errorf("a dataset without a day covers %q", f.Text)
		}
	}
}
