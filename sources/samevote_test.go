package sources

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// pressOf is a press release of our own about a vote of the record: it names the draft, and heads the lists as it is told.
// change writes other lists of members by side.
func pressOf(t *testing.T, symbol, draft, heading string, change func(lists map[Position][]string)) string {
	t.Helper()
	db := openTest(t)
	r := layeredVote(t, db, symbol)
	lists := map[Position][]string{}
	for _, p := range []Position{Yes, No, Abstain, NotVoting} {
		for _, m := range db.Voters(r, p) {
			lists[p] = append(lists[p], m.UNName)
		}
	}
	change(lists)
	organ := "GA/12999"
	if r.Body == SecurityCouncil {
		organ = "SC/16999"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<html><meta charset=utf-8><body><p>%s</p><p>%s</p><p>ANNEX I</p><p>%s</p>", organ, r.Date.Time().Format("2 January 2006"), heading)
	fmt.Fprintf(&b, "<p>The draft resolution (document %s) was adopted by a recorded vote of %d in favour to %d against, with %d abstentions, as follows:</p>",
		draft, len(lists[Yes]), len(lists[No]), len(lists[Abstain]))
	for _, side := range []struct {
		p     Position
		label string
	}{{Yes, "In favour"}, {No, "Against"}, {Abstain, "Abstain"}, {NotVoting, "Absent"}} {
		if names := lists[side.p]; len(names) > 0 {
			fmt.Fprintf(&b, "<p>%s: %s.</p>", side.label, strings.Join(names, ", "))
		}
	}
	return b.String()
}

func unchanged(map[Position][]string) {}

// move puts the first member of one list at the end of another.
func move(from, to Position) func(map[Position][]string) {
	return func(lists map[Position][]string) {
		lists[to] = append(lists[to], lists[from][0])
		lists[from] = lists[from][1:]
	}
}

func importPress(t *testing.T, path, page string) {
	t.Helper()
	importTest(t, path, ImportOptions{Kind: "press", Parse: NewPressParser(PressOptions{Known: openTest(t).KnowsName}), File: "ga12999.html",
		Dataset: Dataset{Name: "desk"}, Strict: true}, page)
}

// TestDraftAndResolution: a press release names the draft, the record the resolution; they are one vote where title or roll
// call show it, agreeing or not, and are left apart where they do not.
func TestDraftAndResolution(t *testing.T) {
	const title = "Vote on Advancing a comprehensive, just and lasting peace in Ukraine"
	tests := []struct {
		name, symbol, draft, heading string
		change                       func(map[Position][]string)
		joined                       bool
		rivals                       int
	}{
		{"the roll call", "A/RES/ES-11/7", "A/ES-11/L.10", "Vote on A/ES-11/L.10", unchanged, true, 0},
		{"the roll call without the absent", "A/RES/ES-11/7", "A/ES-11/L.10", "Vote on A/ES-11/L.10", func(l map[Position][]string) { delete(l, NotVoting) }, true, 0},
		{"the title", "A/RES/ES-11/7", "A/ES-11/L.10", title, move(Yes, Abstain), true, 1},
		{"neither", "A/RES/ES-11/7", "A/ES-11/L.10", "Vote on A/ES-11/L.10", move(Yes, Abstain), false, 0},
		{"a part of the text", "A/RES/ES-11/7", "A/ES-11/L.10", "Vote on Operative Paragraph 3 of A/ES-11/L.10", unchanged, false, 0},
		{"a small body's figures", "S/RES/2775(2025)", "S/2025/9912", "Vote on S/2025/9912", unchanged, false, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "data.sqlite")
			importPress(t, path, pressOf(t, test.symbol, test.draft, test.heading, test.change))
			db := openWith(t, path, Date{})
			if more := len(db.Records()) - len(openTest(t).Records()); (more == 0) != test.joined {
				t.Fatalf("%d records more than the base", more)
			}
			r := layeredVote(t, db, test.symbol)
			if !test.joined {
				if r.Draft != "" || len(r.Also)+len(r.Rivals) > 0 {
					t.Errorf("%s: draft %q, also %v, %d rivals", r.Symbol, r.Draft, r.Also, len(r.Rivals))
				}
				return
			}
			if r.Dataset != "undl-ga" || len(r.Rivals) != test.rivals || test.rivals == 0 && (len(r.Also) != 1 || r.Also[0] != "desk") {
				t.Errorf("%s, %d rivals, also %v", r.Dataset, len(r.Rivals), r.Also)
			}
			if by := layeredVote(t, db, test.draft); by.Symbol != test.symbol {
				t.Errorf("%s is %s", test.draft, by.Symbol)
			}
			verifyTest(t, path)
		})
	}
}

// TestResolutionAfterDraft: where the press release came first, the Library's later row is the same vote under its
// resolution's symbol.
func TestResolutionAfterDraft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	shifted := func(s string) string { // a vote that the base does not hold
		return strings.NewReplacer("2025-02-24", "2026-03-04", "24 February 2025", "4 March 2026", "A/RES/ES-11/7", "A/RES/ES-11/27", "ES-11/L.10", "ES-11/L.90").Replace(s)
	}
	importPress(t, path, shifted(pressOf(t, "A/RES/ES-11/7", "A/ES-11/L.10", "Vote on A/ES-11/L.10", unchanged)))
	r := layeredVote(t, openTest(t), "A/RES/ES-11/7")
	library := strings.ReplaceAll(shifted(libraryCSV(t, "A/RES/ES-11/7")), fmt.Sprint(r.UNDL), "4999999")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "undl-ga"}}, library)
	db := openWith(t, path, Date{})
	if more := len(db.Records()) - len(openTest(t).Records()); more != 1 {
		t.Fatalf("%d records more than the base", more)
	}
	for _, symbol := range []string{"A/ES-11/L.90", "ES-11/27"} {
		if got := layeredVote(t, db, symbol); got.Symbol != "A/RES/ES-11/27" || got.Draft != "A/ES-11/L.90" || len(got.Rivals) > 0 || len(got.Also) != 1 {
			t.Errorf("%s: %s, draft %q, also %v, %d rivals", symbol, got.Symbol, got.Draft, got.Also, len(got.Rivals))
		}
	}
}

// TestResolutionAgainstDraft: they may disagree; the one vote is still found under both names.
func TestResolutionAgainstDraft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	later := strings.NewReplacer("2025-02-24", "2026-03-04", "24 February 2025", "4 March 2026", "A/RES/ES-11/7", "A/RES/ES-11/27", "ES-11/L.10", "ES-11/L.90")
	page := pressOf(t, "A/RES/ES-11/7", "A/ES-11/L.10", "Vote on Advancing a comprehensive, just and lasting peace in Ukraine", move(Yes, No))
	importPress(t, path, later.Replace(page))
	r := layeredVote(t, openTest(t), "A/RES/ES-11/7")
	library := strings.ReplaceAll(later.Replace(libraryCSV(t, "A/RES/ES-11/7")), fmt.Sprint(r.UNDL), "4999999")
	importTest(t, path, ImportOptions{Dataset: Dataset{Name: "undl-ga"}}, library)
	db := openWith(t, path, Date{})
	for _, symbol := range []string{"A/ES-11/L.90", "ES-11/27"} {
		if got := layeredVote(t, db, symbol); got.Symbol != "A/RES/ES-11/27" || len(got.Rivals) != 1 {
			t.Errorf("%s: %s, %d rivals", symbol, got.Symbol, len(got.Rivals))
		}
	}
}
