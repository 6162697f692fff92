package sources

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// parseLibrary parses a text and gives the votes and problems.
func parseLibrary(text string) (votes []ImportedVote, problems []Problem, err error) {
	err = ParseLibrary(context.Background(), strings.NewReader(text), func(v ImportedVote) error {
		votes = append(votes, v)
		return nil
	}, func(p Problem) { problems = append(problems, p) })
	return votes, problems, err
}

// editions are the headers of the Library's editions, each with the rows of one vote of three states.
var editions = map[string]string{
	"Assembly, September 2024": `undl_id,ms_codes,ms_names,ms_votes,resolutions,title,modality,draft,committee_report,meeting,agenda_titles,subjects,date,yes,no,abstentions,non-voting,total-voting,undl_link
700,FRA,FRANCE,Y,A/RES/80/900,Fish,adopted by recorded vote,A/80/L.9,A/80/12,A/80/PV.9,Sea,FISH,2025-12-01,1,1,0,1,3,https://digitallibrary.un.org/record/700
700,GBR,UNITED KINGDOM,N,A/RES/80/900,Fish,adopted by recorded vote,A/80/L.9,A/80/12,A/80/PV.9,Sea,FISH,2025-12-01,1,1,0,1,3,https://digitallibrary.un.org/record/700
700,VUT,VANUATU,NV,A/RES/80/900,Fish,adopted by recorded vote,A/80/L.9,A/80/12,A/80/PV.9,Sea,FISH,2025-12-01,1,1,0,1,3,https://digitallibrary.un.org/record/700
`,
	"Assembly, March 2025": `undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
700,FRA,FRANCE,Y,2025-12-01,80,A/RES/80/900,A/80/L.9,A/80/12,A/80/PV.9,Fish : resolution / adopted by the General Assembly,Sea,FISH,1,1,0,1,3,https://digitallibrary.un.org/record/700
700,GBR,UNITED KINGDOM,N,2025-12-01,80,A/RES/80/900,A/80/L.9,A/80/12,A/80/PV.9,Fish : resolution / adopted by the General Assembly,Sea,FISH,1,1,0,1,3,https://digitallibrary.un.org/record/700
700,VUT,VANUATU,X,2025-12-01,80,A/RES/80/900,A/80/L.9,A/80/12,A/80/PV.9,Fish : resolution / adopted by the General Assembly,Sea,FISH,1,1,0,1,3,https://digitallibrary.un.org/record/700
`,
	"Assembly, February 2026": `undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
700,FRA,FRANCE,Y,2025-12-01T00:00:00,80,A/RES/80/900,A/80/L.9,A/80/12,A/80/PV.9,Fish,Sea,FISH,,1.0,1.0,0.0,1.0,3.0,https://digitallibrary.un.org/record/700
700,GBR,UNITED KINGDOM,N,2025-12-01T00:00:00,80,A/RES/80/900,A/80/L.9,A/80/12,A/80/PV.9,Fish,Sea,FISH,,1.0,1.0,0.0,1.0,3.0,https://digitallibrary.un.org/record/700
700,VUT,VANUATU,,2025-12-01T00:00:00,80,A/RES/80/900,A/80/L.9,A/80/12,A/80/PV.9,Fish,Sea,FISH,,1.0,1.0,0.0,1.0,3.0,https://digitallibrary.un.org/record/700
`,
}

// TestGenerations reads one vote in the shape of each edition: all give the same.
func TestGenerations(t *testing.T) {
	for name, text := range editions {
		votes, problems, err := parseLibrary(text)
		if err != nil || len(votes) != 1 || len(problems) > 0 {
			t.Fatalf("%s: %d votes, %v, error %v", name, len(votes), problems, err)
		}
		got := votes[0]
		got.Modality = ""
		if name == "Assembly, September 2024" { // it had no column session
			got.Session = "80"
		}
		want := ImportedVote{UNDL: 700, Symbol: "A/RES/80/900", Draft: "A/80/L.9", Date: Date{2025, 12, 1}, Session: "80", Meeting: "A/80/PV.9",
			CommitteeReport: "A/80/12", Title: "Fish", Agenda: "Sea", Subjects: "FISH", Tally: Tally{1, 1, 0, 1}, Members: 3,
			URL: "https://digitallibrary.un.org/record/700", FirstLine: 2, LastLine: 4,
			Positions: []ImportedPosition{{Code: "FRA", Name: "FRANCE", Position: Yes, Line: 2}, {Code: "GBR", Name: "UNITED KINGDOM", Position: No, Line: 3},
				{Code: "VUT", Name: "VANUATU", Position: NotVoting, Line: 4}}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestCouncilEdition reads the Council's file: a mark of permanent members, a description with the catalogue's words, no
// session.
func TestCouncilEdition(t *testing.T) {
	votes, problems, err := parseLibrary(`undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
701,CHN,CHINA,True,A,2025-12-02,S/RES/2900 (2025),S/2025/700,S/PV.9900,Security Council resolution 2900 (2025) [on fish],SEA,FISH,,adopted with vote,0,0,1,1,2,https://digitallibrary.un.org/record/701
701,DNK,DENMARK,False,X,2025-12-02,S/RES/2900 (2025),S/2025/700,S/PV.9900,Security Council resolution 2900 (2025) [on fish],SEA,FISH,,adopted with vote,0,0,1,1,2,https://digitallibrary.un.org/record/701
702,CHN,CHINA,True,Y,2025-12-03,S/RES/2901 (2025),,S/PV.9901,"Security Council resolution 2901 (2025) [on nets, and rods]",SEA,FISH,adopted by acclamation,Without vote,2,0,0,0,2,https://digitallibrary.un.org/record/702
702,DNK,DENMARK,False,Y,2025-12-03,S/RES/2901 (2025),,S/PV.9901,"Security Council resolution 2901 (2025) [on nets, and rods]",SEA,FISH,adopted by acclamation,Without vote,2,0,0,0,2,https://digitallibrary.un.org/record/702
`)
	if err != nil || len(votes) != 2 || len(problems) > 0 {
		t.Fatal(len(votes), problems, err)
	}
	first, second := votes[0], votes[1]
	if first.Body != SecurityCouncil || first.Title != "on fish" || !first.Positions[0].Permanent || first.Positions[1].Permanent || first.Positions[0].Position != Abstain {
		t.Errorf("%+v", first)
	}
	if second.Title != "on nets, and rods" || second.Modality != "Without vote" || second.Note != "adopted by acclamation" || second.FirstLine != 4 {
		t.Errorf("%+v", second)
	}
}

// TestWideEdition reads the Library's second file, one row a resolution and one column a member.
func TestWideEdition(t *testing.T) {
	votes, problems, err := parseLibrary(`undl_id,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link,FRANCE,CHINA,CHAD,CHILE,CUBA,INDIA,JAPAN,KENYA,MALI,OMAN,PERU
700,2025-12-01,80,A/RES/80/900,,,,Fish,,,3,1,1,1,6,https://digitallibrary.un.org/record/700,Y,N,Y,A,X,,Y,,,,
703,2025-12-01,80,A/RES/80/901,,,,Nets,,,1,0,0,0,1,https://digitallibrary.un.org/record/703,,,,,,,,,,,Y
`)
	if err != nil || len(votes) != 2 || len(problems) > 0 {
		t.Fatal(len(votes), problems, err)
	}
	if v := votes[0]; len(v.Positions) != 6 || v.Positions[0].Name != "FRANCE" || v.Positions[4].Position != NotVoting || v.Tally.Yes != 3 {
		t.Errorf("%+v", v)
	}
	if v := votes[1]; len(v.Positions) != 1 || v.Positions[0].Name != "PERU" || v.FirstLine != 3 {
		t.Errorf("%+v", v)
	}
}

// TestShapes reads the same vote with other delimiters and encodings.
func TestShapes(t *testing.T) {
	plain := strings.ReplaceAll(editions["Assembly, March 2025"], "VUT,VANUATU", "CIV,CÔTE D'IVOIRE")
	want, _, err := parseLibrary(plain)
	if err != nil {
		t.Fatal(err)
	}
	latin1 := strings.ReplaceAll(plain, "Ô", "\xd4")
	shapes := map[string]string{
		"byte order mark": "\ufeff" + plain,
		"semicolons":      strings.ReplaceAll(plain, ",", ";"),
		"tabs":            strings.ReplaceAll(plain, ",", "\t"),
		"CRLF":            strings.ReplaceAll(plain, "\n", "\r\n"),
		"UTF-16":          utf16le(plain),
		"Latin-1":         latin1,
		"no last newline": strings.TrimSuffix(plain, "\n"),
		"capitals":        strings.Replace(plain, "undl_id,ms_code", "UNDL_ID, MS-CODE", 1),
	}
	for name, text := range shapes {
		got, problems, err := parseLibrary(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
		if (len(problems) > 0) != (name == "Latin-1") || len(problems) > 0 && (problems[0].Line != 4 || problems[0].Severity != Repaired) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// utf16le is ASCII and Latin-1 text in UTF-16 with its mark.
func utf16le(s string) string {
	out := []byte{0xff, 0xfe}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}
