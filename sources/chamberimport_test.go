package sources

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// mootMapping is a made-up chamber of five that a table of members describes.
const mootMapping = `[dataset]
name = "moot"
[body]
id = "Moot of Lindow"
seats = 5
[table]
layout = "long"
[columns]
symbol = "no"
date = "day"
title = "subject"
voter = "member"
vote = "vote"
`

const mootMembers = `code,name,from,to
ash,Wim Ash,2020-05-01,2024-04-30
bay,Ada Bay,2020-05-01,
cob,Ned Cob,2020-05-01,
dot,Eva Dot,2020-05-01,
elk,Jon Elk,2024-05-01,
fen,Una Fen,,
`

func importMoot(t *testing.T, path, table string, strict bool) (*ImportReport, error) {
	t.Helper()
	m := mapping(t, mootMapping)
	return tryImport(t, path, ImportOptions{Kind: "table", Parse: NewTableParser(m), Body: Body(m.Body.ID), Bodies: m.BodyTable(), Dataset: Dataset{Name: "moot"}, Strict: strict},
		strings.NewReader("no,day,subject,member,vote\n"+table))
}

// TestChamberTerms: a chamber's member votes within its days alone.
func TestChamberTerms(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Kind: "members", Dataset: Dataset{Name: "moot"}, Body: "Moot of Lindow"}, mootMembers)
	for _, test := range []struct{ day, voter, want string }{
		{"2025-03-01", "Wim Ash", "Wim Ash (ash) did not sit in Moot of Lindow on 2025-03-01: the table of members says 2020-05-01 to 2024-04-30"},
		{"2023-03-01", "Jon Elk", "Jon Elk (elk) did not sit in Moot of Lindow on 2023-03-01: the table of members says from 2024-05-01"},
		{"2023-03-01", "Wim Ash", ""},
		{"2025-03-01", "Jon Elk", ""},
	} {
		var rows strings.Builder
		for i, voter := range []string{"Ada Bay", "Ned Cob", "Eva Dot", test.voter} {
			fmt.Fprintf(&rows, "M-1,%s,Ferry fares,%s,%s\n", test.day, voter, []string{"yes", "yes", "no", "no"}[i])
		}
		report, err := importMoot(t, filepath.Join(t.TempDir(), "other.sqlite"), rows.String(), true)
		if err != nil || report.Added == 0 {
			t.Fatalf("without a table of members: %v, %+v", err, report)
		}
		report, err = importMoot(t, path, rows.String(), true)
		if test.want == "" && err != nil || test.want != "" && !strings.Contains(fmt.Sprint(report.Problems), test.want) {
			t.Errorf("%s on %s: %v, %+v", test.voter, test.day, err, report.Problems)
		}
	}
}

// TestChamberCutOff: a list far shorter than the chamber, which no stated total bears out, is told and kept.
func TestChamberCutOff(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	rows := "M-2,2025-03-01,Bridge,Ada Bay,yes\nM-2,2025-03-01,Bridge,Ned Cob,yes\nM-2,2025-03-01,Bridge,Eva Dot,no\n"
	report, err := importMoot(t, path, rows, false)
	if err != nil || report.Added == 0 || !strings.Contains(fmt.Sprint(report.Problems), "3 votes are told, Moot of Lindow had 5 seats") {
		t.Errorf("%v, %+v", err, report)
	}
	report, err = importMoot(t, filepath.Join(t.TempDir(), "whole.sqlite"), rows+"M-2,2025-03-01,Bridge,Una Fen,no\n", true)
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("four of five: %v, %+v", err, report)
	}
}

// TestMemberElsewhere: a code that a chamber has is no unknown one; what to do is said.
func TestMemberElsewhere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.sqlite")
	importTest(t, path, ImportOptions{Kind: "members", Dataset: Dataset{Name: "moot"}, Body: "Moot of Lindow"}, mootMembers)
	report, err := tryImport(t, path, ImportOptions{Kind: "groups", Dataset: Dataset{Name: "moot"}}, strings.NewReader("group,code\nRiver Bench,bay\n"))
	if err == nil || !strings.Contains(fmt.Sprint(report.Problems), `give --body "Moot of Lindow"`) {
		t.Errorf("%v, %+v", err, report)
	}
	importTest(t, path, ImportOptions{Kind: "groups", Dataset: Dataset{Name: "moot"}, Body: "Moot of Lindow", Strict: true}, "group,code\nRiver Bench,bay\n")
	db := openWith(t, path, Date{})
	if v, err := db.Voter("bay"); err != nil || v.Name != "Ada Bay" {
		t.Errorf("by its code: %+v, %v", v, err)
	}
}
