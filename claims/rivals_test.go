package claims

import (
	"context"
	"slices"
	"strings"
	"testing"

	"stet/extract"
	"stet/sources"
)

// layered is a reference in which another dataset tells one vote otherwise.
type layered struct {
	*sources.DB
	records []sources.Record
}

func (l *layered) Records() []sources.Record { return l.records }

// disagreeing is the reference with a second form of ES-11/7, of the dataset "desk": Hungary abstaining.
func disagreeing(t *testing.T) *layered {
	db, err := sources.Open(context.Background(), sources.Options{CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	l := &layered{DB: db, records: slices.Clone(db.Records())}
	for i := range l.records {
		r := &l.records[i]
		if r.Symbol != "A/RES/ES-11/7" {
			continue
		}
		other := *r
		other.Dataset, other.Tally.No, other.Tally.Abstain = "desk", 17, 66
		letters := []byte(r.Positions)
		letters[db.Member("HUN").Index] = byte(sources.Abstain)
		other.Positions = string(letters)
		r.Rivals = []sources.Record{other}
	}
	return l
}

// TestRivals: what the datasets tell in one way is judged as ever; what they tell in two is conflicting, with both; what
// both deny is refuted.
func TestRivals(t *testing.T) {
	checker := NewChecker(disagreeing(t))
	for _, test := range []struct {
		text     string
		verdict  Verdict
		evidence int
	}{
		{"The General Assembly adopted resolution ES-11/7 by 93 votes to 18, with 65 abstentions.", Conflicting, 2},
		{"The General Assembly adopted resolution ES-11/7 by 93 votes to 17, with 66 abstentions.", Conflicting, 2},
		{"The General Assembly adopted resolution ES-11/7 by 94 votes to 18, with 65 abstentions.", Refuted, 2},
		{"In the vote on General Assembly resolution ES-11/7, Hungary voted against.", Conflicting, 2},
		{"In the vote on General Assembly resolution ES-11/7, Hungary abstained.", Conflicting, 2},
		{"In the vote on General Assembly resolution ES-11/7, Hungary voted in favor.", Refuted, 2},
		{"In the vote on General Assembly resolution ES-11/7, Israel voted against.", Supported, 2},
		{"In the vote on General Assembly resolution ES-11/8, Hungary abstained.", Supported, 1},
	} {
		doc, err := extract.Read("a.txt", []byte(test.text), extract.Options{Date: "2025-02-25"})
		if err != nil {
			t.Fatal(err)
		}
		result, err := checker.Check(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(result.Findings, func(f Finding) bool { return f.Kind == "tally" || f.Kind == "position" })
		if i < 0 {
			t.Errorf("%s: no finding", test.text)
			continue
		}
		f := result.Findings[i]
		if f.Verdict != test.verdict || len(f.Evidence) != test.evidence {
			t.Errorf("%s: %v (%s), evidence %+v; want %v with %d", test.text, f.Verdict, f.Message, f.Evidence, test.verdict, test.evidence)
		}
		if f.Verdict == Conflicting && (f.Reason != TwoRecords || f.Evidence[1].Dataset != "desk" || f.Evidence[0].Says == f.Evidence[1].Says ||
			!strings.Contains(f.Message, "undl-ga says") || !strings.Contains(f.Message, "desk says")) {
			t.Errorf("%s: %s; %+v", test.text, f.Message, f.Evidence)
		}
	}
}
