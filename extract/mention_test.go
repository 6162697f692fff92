package extract

import (
	"fmt"
	"strings"
	"testing"
)

var testNames = NewLexicon([]Entry{
	{Text: "US", ID: "USA"}, {Text: "U.S.", ID: "USA"}, {Text: "United States", ID: "USA"}, {Text: "American", Kind: Demonym, ID: "USA"},
	{Text: "Turkey", ID: "TUR"}, {Text: "Türkiye", ID: "TUR"}, {Text: "Guinea", ID: "GIN"}, {Text: "Papua New Guinea", ID: "PNG"},
	{Text: "Guinea-Bissau", ID: "GNB"}, {Text: "Congo", ID: "COG"}, {Text: "Congo", ID: "COD"}, {Text: "Chad", ID: "TCD"},
	{Text: "Russia", ID: "RUS"}, {Text: "Russian", Kind: Demonym, ID: "RUS"}, {Text: "Hungary", ID: "HUN"}, {Text: "Hungary", ID: "HUN"},
	{Text: "Security Council", Kind: Body, ID: "SC"}, {Text: "council", Kind: Body, ID: "SC"}, {Text: "Côte d'Ivoire", ID: "CIV"},
	{Text: "DRC", ID: "COD"}, {Text: "Maldives", ID: "MDV"},
})

// TestMentions shows names as their identifiers, with ' for a possessive and + for a part of a compound,
// scores as "93:18:65", numbers, dates and symbols as in their own tests.
func TestMentions(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// names: the longest, capitals, possessives
		{"Papua New Guinea and Guinea", "PNG GIN"},
		{"Guinea-Bissau", "GNB"},
		{"Papua New Zealand", ""},
		{"the US told us, and the U.S. and us again", "USA USA"},
		{"TELL US", "USA"}, // all in capitals, nobody knows
		{"Turkey sent turkey; TURKEY too", "TUR TUR"},
		{"Türkiye and Turkiye", "TUR TUR"},
		{"Cote d’Ivoire", "CIV"},
		{"a chad", ""},
		{"the Council, the council and the COUNCIL", "SC SC SC"},
		{"the security council", "SC"},
		{"Congo", "COG|COD"},
		{"Drc DRC", "COD"},
		{"Russia’s vote and the United States' and the Maldives’ and U.S.'s", "RUS' USA' MDV' USA'"},
		{"Security Council’s", "SC'"},
		// compounds
		{"the US-backed draft", "USA+"},
		{"a Russian-led, non-American text", "RUS+ USA+"},
		{"Russia - the author", "RUS"},
		{"Russia-", "RUS"},
		// scores
		{"by 93-18-65", "93:18:65"},
		{"by 93–18–65", "93:18:65"},
		{"by 124–14", "124:14"},
		{"by 13 - 0 - 2", "13:0:2"},
		{"in 2023-24", "2023-01-01..2024-12-31"},
		{"call 1-212-555", "1 212 555"},
		{"call 1-212-555-0100", "1 212 555 100"},
		{"on page 93-18-65-2", "93 18 65 2"},
		{"ES-11/7", "ES-11/7"},
		// in order, the most specific first
		{"On Feb. 24, 2025, Hungary and 17 others voted against A/RES/ES-11/7, 93-18.", "2025-02-24 n HUN 17 A/RES/ES-11/7 93:18"},
		{"nearly 100 states, Russia among them, on 2 March 2022", "90..100 RUS 2022-03-02 n"},
		{"the 2022 US vote", "2022-01-01..2022-12-31 USA"},
		{"no more than one third of Russia’s 5 texts", "~1/3 RUS' 5"},
	} {
		var got []string
		for _, m := range mentionsOf(tt.text, testNames, Date{}) {
			got = append(got, showMention(m))
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func showMention(m Mention) string {
	switch m.Kind {
	case NumberMention:
		return showNumber(m.Number)
	case DateMention:
		return showWhen(m.When)
	case SymbolMention:
		return m.Symbol
	case ScoreMention:
		var parts []string
		for _, q := range m.Score {
			parts = append(parts, fmt.Sprint(q.Value))
		}
		return strings.Join(parts, ":")
	}
	var ids []string
	for _, e := range m.Entries {
		if len(ids) == 0 || ids[len(ids)-1] != e.ID {
			ids = append(ids, e.ID)
		}
	}
	out := strings.Join(ids, "|")
	if m.Poss {
		out += "'"
	}
	if m.Compound {
		out += "+"
	}
	return out
}

// TestAnalyzeWant reads the mentions of the sentences asked for only; a very long sentence is cut.
func TestAnalyzeWant(t *testing.T) {
	text := "Russia voted. Hungary voted. " + strings.Repeat("Hungary, ", maxSentence)
	doc := &Document{Text: text, Blocks: []Block{{Span: Span{0, len(text)}}}}
	Analyze(doc, testNames, func(s *Sentence) bool { return s.Start > 0 })
	if len(doc.Sentences) != 3 || doc.Sentences[0].Mentions != nil || len(doc.Sentences[1].Mentions) != 1 {
		t.Fatalf("%d sentences: %v", len(doc.Sentences), doc.Sentences)
	}
	if last := doc.Sentences[2]; len(last.Tokens) != maxSentence || last.End != last.Tokens[maxSentence-1].End || len(last.Mentions) != maxSentence/2 {
		t.Errorf("the long sentence: %d tokens, %d mentions", len(last.Tokens), len(last.Mentions))
	}
}
