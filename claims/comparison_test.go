package claims_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// told is a sentence on a vote, made from the record by the test's own arithmetic, and whether it is true.
type told struct {
	words string
	true  bool
}

// TestComparisonsOfEverySeries says true and false things of each vote of the landmarks' series beside the one before, and
// holds every verdict to the arithmetic: what is true is never refuted, what is false never supported, and most is decided.
func TestComparisonsOfEverySeries(t *testing.T) {
	c, err := checker()
	if err != nil {
		t.Fatal(err)
	}
	decided, all := 0, 0
	series, members := annualSeries(t)
	for series, list := range series {
		for i := 1; i < len(list); i++ {
			if (i+len(series))%sampled != 0 {
				continue
			}
			for _, s := range append(sayings(list, i), stateSayings(members, list, i)...) {
				all++
				switch verdict := verdictOf(t, c, list[i], s.words); {
				case verdict == claims.Refuted && s.true:
					t.Errorf("%s, %s: a true sentence is refuted: %s", series, list[i].Symbol, s.words)
				case verdict == claims.Supported && !s.true:
					t.Errorf("%s, %s: a false sentence is supported: %s", series, list[i].Symbol, s.words)
				case verdict == claims.Refuted || verdict == claims.Supported:
					decided++
				}
			}
		}
	}
	t.Logf("%d of %d sentences decided", decided, all)
	if all == 0 || decided*10 < all*8 {
		t.Errorf("%d of %d sentences decided, fewer than four in five", decided, all)
	}
}

// annualSeries are the Assembly's recurrent texts with a tally at most once a year, by date.
func annualSeries(t *testing.T) (map[string][]*sources.Record, []sources.Member) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string][]*sources.Record{}
	twice := map[string]bool{}
	records := db.Records()
	for i := range records {
		r := &records[i]
		if r.Series == "" || r.Body != sources.GeneralAssembly || !r.Tally.Known() || !r.Resolution() {
			continue
		}
		if list := out[r.Series]; len(list) > 0 && list[len(list)-1].Date.Year == r.Date.Year {
			twice[r.Series] = true
		}
		out[r.Series] = append(out[r.Series], r)
	}
	for series := range out {
		if twice[series] || len(out[series]) < 4 {
			delete(out, series)
		}
	}
	return out, db.Members()
}

// sampled says that one vote of so many is tried; with 1 (5,028 sentences) the test takes minutes.
const sampled = 30

// stateSayings are sentences on one state that opposed the text for the first time, and one that did not.
func stateSayings(members []sources.Member, list []*sources.Record, i int) []told {
	var out []told
	done := map[bool]bool{}
	for m := range members {
		if members[m].To.Year > 0 || list[i].Position(m) != sources.No || strings.Contains(members[m].Name, "(") {
			continue
		}
		first, known := true, true
		for _, r := range list[:i] {
			first = first && r.Position(m) != sources.No
			known = known && r.Positions != ""
		}
		if !known || done[first] {
			continue
		}
		done[first] = true
		out = append(out, told{fmt.Sprintf("%s opposed the text for the first time.", members[m].Name), first})
		out = append(out, told{fmt.Sprintf("%s had never before opposed the text.", members[m].Name), first})
	}
	return out
}

// sayings are sentences on vote i of a series, each with its truth.
func sayings(list []*sources.Record, i int) []told {
	now, then := list[i], list[i-1]
	up := func(d int) string { return map[bool]string{true: "up", false: "down"}[d > 0] }
	var out []told
	say := func(true bool, format string, args ...any) {
		out = append(out, told{fmt.Sprintf(format, args...), true})
	}
	if d := now.Tally.Yes - then.Tally.Yes; d != 0 {
		say(true, "Support was %s from %d in %d.", up(d), then.Tally.Yes, then.Date.Year)
		say(false, "Support was %s from %d in %d.", up(d), then.Tally.Yes+3, then.Date.Year)
		say(false, "Support was %s from %d in %d.", up(-d), then.Tally.Yes, then.Date.Year)
		say(true, "The yes votes went from %d in %d to %d.", then.Tally.Yes, then.Date.Year, now.Tally.Yes)
	}
	if d := now.Tally.Abstain - then.Tally.Abstain; d > 0 {
		say(true, "There were %d more abstentions than in %d.", d, then.Date.Year)
		say(false, "There were %d more abstentions than in %d.", d+2, then.Date.Year)
	} else if d < 0 {
		say(true, "There were %d fewer abstentions than in %d.", -d, then.Date.Year)
		say(false, "There were %d fewer abstentions than in %d.", -d+2, then.Date.Year)
	}
	say(now.Tally.No == then.Tally.No, "The number of noes was unchanged from %d.", then.Date.Year)
	highest, ties := true, false
	for _, r := range list[:i] {
		highest = highest && now.Tally.No >= r.Tally.No
		ties = ties || now.Tally.No == r.Tally.No
	}
	if !ties && i > 1 {
		say(highest, "It was the highest number of noes yet.")
	}
	return out
}

// verdictOf checks the sentence right after one that names the vote, and gives the verdict on the comparison.
func verdictOf(t *testing.T, c *claims.Checker, r *sources.Record, words string) claims.Verdict {
	t.Helper()
	text := fmt.Sprintf("The United Nations General Assembly adopted resolution %s by %d votes to %d on Tuesday. %s", strings.TrimPrefix(r.Symbol, "A/RES/"), r.Tally.Yes, r.Tally.No, words)
	text = strings.Replace(text, "resolution ", "resolution A/RES/", 1)
	doc, err := extract.Read("article.txt", []byte(text), extract.Options{Date: r.Date.Time().AddDate(0, 0, 1).Format("2006-01-02")})
	if err != nil {
		t.Fatal(err)
	}
	result, err := c.Check(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings {
		if f.Kind == "comparison" {
			return f.Verdict
		}
	}
	return claims.NotEnoughEvidence
}
