package claims

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"stet/extract"
	"stet/sources"
)

// ownStatements are speeches of invented people, with their days.
const ownStatements = `code,speaker,role,date,body,occasion,status,text
PER,Marisol Quispe,Permanent Representative,2025-02-24,SC,explanation of vote,verbatim,"We have read every page of this draft twice, and twice we have found the same empty chair where the victims should sit. My delegation will vote for it, without joy. The harvest of the southern valleys cannot wait for another season of speeches in this chamber."
PER,Marisol Quispe,Permanent Representative,2018-09-25,GA,General Debate,verbatim,"A small country measures the strength of the law by the patience of its larger neighbours, and our patience is long."
NOR,Henrik Solberg,Deputy Permanent Representative,2025-02-24,SC,explanation of vote,reported,"Nobody in this room has asked the fishermen of the northern harbours what the closing of the strait has cost them."
`

const ownRoles = `person,role,code,from,to
Henrik Solberg,Deputy Permanent Representative,NOR,2023-08-01,
Ingrid Dahl,Permanent Representative,NOR,2021-09-01,
Arvid Lund,Deputy Foreign Minister,NOR,2024-01-01,
Turid Moe,Permanent Representative,NOR,2025-02-20,
Turid Moe,Deputy Permanent Representative,NOR,2022-01-01,2025-02-19
`

// ownTexts is a resolution's text of our own words, for a vote that is held.
const ownTexts = `symbol,date,text
A/RES/ES-11/8,2025-02-24,"The General Assembly,
Mindful of the fields that lie fallow along the river,
1. Urges all parties to let the grain convoys pass without toll or hindrance;
2. Calls for the return of the ferrymen to their families before the winter;
3. Demands that the bridges of the lower river be kept open at all hours;
4. Requests the Secretary-General to report on the state of the crossings within ninety days."
`

// ownChecker is a checker with the statements, texts and roles imported.
func ownChecker(t *testing.T) *Checker {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "own.sqlite")
	base, err := openReference()
	if err != nil {
		t.Fatal(err)
	}
	user, err := sources.OpenUserData(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	for kind, text := range map[string]string{sources.StatementsKind: ownStatements, "roles": ownRoles, "texts": ownTexts} {
		opt := sources.ImportOptions{Kind: kind, Dataset: sources.Dataset{Name: "own-" + kind}, File: kind + ".csv"}
		if kind == "texts" {
			opt.Kind = sources.StatementsKind
		}
		if _, err := user.Import(ctx, base, opt, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := user.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sources.Open(ctx, sources.Options{Data: path, CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return NewChecker(db)
}

// checkOwn checks an article's findings of a kind, one a line: verdict, diagnosis, correction.
func checkOwn(t *testing.T, c *Checker, kind, published, article string) string {
	t.Helper()
	doc, err := extract.Read("a.md", []byte("---\ndate: "+published+"\n---\n"+article+"\n"), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := c.Check(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range result.Findings {
		if f.Kind != kind || f.Reason == NoRecord && kind == "statement" {
			continue
		}
		line := f.Verdict.String()
		if f.Verdict == NotEnoughEvidence {
			line += "/" + string(f.Reason)
		}
		if f.Diagnosis != "" {
			line += " (" + f.Diagnosis + ")"
		}
		if f.Correction != nil {
			line += " " + doc.Quote(f.Correction.Span) + "→" + f.Correction.With
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// TestSaidWhen: the day and organ of held words, where the article attaches them beyond doubt.
func TestSaidWhen(t *testing.T) {
	c := ownChecker(t)
	const draft = "“We have read every page of this draft twice, and twice we have found the same empty chair where the victims should sit,”"
	const law = "“A small country measures the strength of the law by the patience of its larger neighbours, and our patience is long.”"
	for name, x := range map[string][3]string{
		"right day":             {"2025-02-26", draft + " Peru’s Marisol Quispe told the Security Council on Monday.", "supported"},
		"wrong day":             {"2025-02-28", draft + " Peru’s Marisol Quispe told the Security Council on Thursday.", "refuted (misattributed)"},
		"wrong day, before":     {"2025-02-28", "On Thursday, Peru’s Marisol Quispe said: " + draft[:len(draft)-len(",”")] + ".”", "refuted (misattributed)"},
		"midnight":              {"2025-02-26", draft + " Peru’s Marisol Quispe told the Security Council on Tuesday.", "supported"},
		"put out again":         {"2025-03-13", draft + " Peru’s Marisol Quispe told the Security Council on Monday.", "not-enough-evidence/ambiguous"},
		"day of something else": {"2025-02-28", draft + " Peru’s Marisol Quispe said of the text that Norway rewrote on Thursday.", "supported"},
		"two days":              {"2025-02-28", draft + " Peru’s Marisol Quispe said on Thursday, repeating what she had said on Monday.", "supported"},
		"few words":             {"2025-02-28", "“My delegation will vote for it, without joy,” Peru’s Marisol Quispe told the Security Council on Thursday.", "not-enough-evidence/ambiguous"},
		"wrong year":            {"2019-09-27", law[:len(law)-len(".”")] + ",” Peru’s Marisol Quispe told the General Debate in 2019.", "refuted (misattributed)"},
		"right year":            {"2019-09-27", law[:len(law)-len(".”")] + ",” Peru’s Marisol Quispe told the General Debate in 2018.", "supported"},
		"wrong organ":           {"2018-09-27", law[:len(law)-len(".”")] + ",” Peru’s Marisol Quispe told the UN Security Council on Tuesday.", "refuted (misattributed)"},
		"some council":          {"2018-09-27", "The Security Council met. " + law[:len(law)-len(".”")] + ",” Peru’s Marisol Quispe told the council.", "supported"},
		"reported, another day": {"2025-02-28", "“Nobody in this room has asked the fishermen of the northern harbours what the closing of the strait has cost them,” Norway’s Henrik Solberg told the UN Security Council on Thursday.", "conflicting (misattributed)"},
	} {
		if got := checkOwn(t, c, "quotation", x[0], "The United Nations met.\n\n"+x[1]); got != x[2] {
			t.Errorf("%s: %s, want %s", name, got, x[2])
		}
	}
}

// TestOffices: the office of a person, as of the article's day.
func TestOffices(t *testing.T) {
	c := ownChecker(t)
	for name, x := range map[string][3]string{
		"deputy told as head":   {"2025-02-26", "The Norwegian ambassador to the United Nations, Henrik Solberg, spoke first.", "refuted (another office) →deputy "},
		"after the name":        {"2025-02-26", "Henrik Solberg, the Norwegian ambassador, spoke first in the Security Council.", "refuted (another office) →deputy "},
		"head told as deputy":   {"2025-02-26", "Norway’s deputy permanent representative, Ingrid Dahl, spoke first in the Security Council.", "refuted (another office) deputy →"},
		"right":                 {"2025-02-26", "Norway’s deputy ambassador to the UN, Henrik Solberg, spoke first.", ""},
		"rank":                  {"2025-02-26", "Ambassador Henrik Solberg of Norway spoke first in the Security Council.", ""},
		"no office":             {"2025-02-26", "The Norwegian envoy, Henrik Solberg, spoke first in the Security Council.", ""},
		"acting":                {"2025-02-26", "Norway’s acting permanent representative, Henrik Solberg, spoke first in the Security Council.", ""},
		"before the office":     {"2022-02-26", "The Norwegian ambassador to the United Nations, Henrik Solberg, spoke first.", ""},
		"promoted that month":   {"2025-02-26", "Norway’s permanent representative, Turid Moe, spoke first in the Security Council.", ""},
		"promoted, old office":  {"2025-02-26", "Norway’s deputy permanent representative, Turid Moe, spoke first in the Security Council.", ""},
		"long before promotion": {"2024-02-26", "Norway’s permanent representative, Turid Moe, spoke first in the Security Council.", "refuted (another office) →deputy "},
		"minister":              {"2025-02-26", "The Norwegian foreign minister, Arvid Lund, flew in for the UN vote.", "refuted (another office) →deputy "},
		"minister, an envoy":    {"2025-02-26", "The Norwegian foreign minister, Ingrid Dahl, spoke first in the Security Council.", "refuted (another office) foreign minister→ambassador to the United Nations"},
		"minister, a deputy":    {"2025-02-26", "Henrik Solberg, Norway’s deputy foreign minister, spoke first in the Security Council.", "refuted (another office) deputy foreign minister→deputy ambassador to the United Nations"},
		"envoy, a minister":     {"2025-02-26", "The Norwegian ambassador to the United Nations, Arvid Lund, spoke first.", "refuted (another office) ambassador to the United Nations→deputy foreign minister"},
		"another person":        {"2025-02-26", "The Norwegian ambassador to the United Nations, Gunnar Solberg, spoke first.", ""},
		"another state":         {"2025-02-26", "The Danish ambassador to the United Nations, Henrik Solberg, spoke first.", ""},
		"another year":          {"2025-02-26", "In 2031 the Norwegian ambassador to the United Nations, Henrik Solberg, spoke first.", ""},
		"told right elsewhere":  {"2025-02-26", "Henrik Solberg, the deputy Norwegian ambassador to the UN, came late. The Norwegian ambassador, Henrik Solberg, spoke first.", ""},
		"facts":                 {"2025-02-26", "The American ambassador to the United Nations, Dorothy Shea, voted against.", "refuted (another office) →deputy "},
		"as chargé":             {"2025-02-26", "The American chargé d’affaires at the UN, Dorothy Shea, voted against.", ""},
	} {
		if got := checkOwn(t, c, "statement", x[0], x[1]); got != x[2] {
			t.Errorf("%s: %q, want %q", name, got, x[2])
		}
	}
}
