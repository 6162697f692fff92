package claims

import (
	"math/rand/v2"
	"strings"
	"testing"

	"stet/extract"
)

// TestSpeechOfSoup reads sentences of words in any order, whose quotations and paragraphs never close: nothing may fail,
// and every span lies in the text.
func TestSpeechOfSoup(t *testing.T) {
	c := ownChecker(t)
	words := strings.Fields(`The UN envoy John Smith , who said , which in on at speaking and but while that RUSSIA - France “ ab cd ” " ' : ; . ? the resolution ES-11/8 demands urges
		paragraph 3 99999999999 operative his reply from its foreign minister China's statement said told reporters it she according to entitled “the bridges of the lower river” notes “ Wu Li - hua ( ) > —`)
	random := rand.New(rand.NewPCG(5, 8))
	for range 300 {
		var b strings.Builder
		for range 10 + random.IntN(120) {
			b.WriteString(words[random.IntN(len(words))])
			b.WriteString([]string{" ", " ", " ", " ", "\n\n", ""}[random.IntN(6)])
		}
		doc, err := extract.Read("a.md", []byte("---\ndate: 2025-02-25\n---\nThe General Assembly adopted resolution ES-11/8.\n\n"+b.String()), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		result, err := c.Check(t.Context(), doc)
		if err != nil {
			t.Fatalf("%v: %s", err, b.String())
		}
		for _, f := range result.Findings {
			if f.Span.Start < 0 || f.Span.End > len(doc.Text) || f.Span.Len() <= 0 || f.Correction != nil && !f.Span.Covers(f.Correction.Span) {
				t.Errorf("%s %q: %s", f.Kind, doc.Quote(f.Span), b.String())
			}
		}
	}
}
