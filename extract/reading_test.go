package extract

import (
	"testing"
	"time"
	"unicode/utf8"
)

func tokensOf(s string) []Token { return tokenize(s, Span{0, len(s)}) }

func TestReadNumber(t *testing.T) {
	for _, tt := range []struct {
		text   string
		lo, hi int
		exact  bool
	}{
		{"93 states", 93, 93, true},
		{"1,234 people", 1234, 1234, true},
		{"one hundred and forty-two countries", 142, 142, true},
		{"Ninety-three members", 93, 93, true},
		{"thirty three states", 33, 33, true},
		{"none against", 0, 0, true},
		{"two dozen states", 20, 29, false},
	} {
		q, _, ok := readNumber(tt.text, tokensOf(tt.text), 0)
		if !ok || q.Lo != tt.lo || q.Hi != tt.hi || q.Exact != tt.exact {
			t.Errorf("%q: %+v, %v", tt.text, q, ok)
		}
	}
	for _, text := range []string{"votes", "a third veto", "hundred", "3.5 points"} {
		if q, _, ok := readNumber(text, tokensOf(text), 0); ok {
			t.Errorf("%q: %+v", text, q)
		}
	}
}

func TestHedges(t *testing.T) {
	for _, tt := range []struct {
		text        string
		has, hasNot int
	}{
		{"nearly 100", 93, 101}, {"more than 120", 128, 120}, {"fewer than 20", 19, 20}, {"at least 10", 10, 9}, {"about 140", 143, 160},
	} {
		tokens := tokensOf(tt.text)
		last := len(tokens) - 1
		q, _, ok := readNumber(tt.text, tokens, last)
		if !ok {
			t.Fatal(tt.text)
		}
		if q, _ = hedge(q, tokens, last); !q.Has(tt.has) || q.Has(tt.hasNot) {
			t.Errorf("%q: %+v", tt.text, q)
		}
	}
}

func TestReadSymbol(t *testing.T) {
	for text, want := range map[string]string{
		"A/RES/ES-11/7 was":        "A/RES/ES-11/7",
		"S/RES/2774 (2025) passed": "S/RES/2774(2025)",
		"A/RES/3379(XXX)":          "A/RES/3379(XXX)",
		"A/C.3/74/L.62":            "A/C.3/74/L.62",
		"S/2022/720,":              "S/2022/720",
		"ES-11/7":                  "ES-11/7",
	} {
		if got, _, ok := readSymbol(text, tokensOf(text), 0, len(text)); !ok || got != want {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]string{"resolution 2774": "2774", "Resolution 68/262": "68/262", "resolution 1,000": ""} {
		if got, _, _ := readSymbol(text, tokensOf(text), 1, len(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestReadDates(t *testing.T) {
	published := Date{Time: time.Date(2025, 2, 25, 0, 0, 0, 0, time.UTC), Precision: Day}
	for text, want := range map[string]string{
		"Monday":                "2025-02-24",
		"February 24, 2025":     "2025-02-24",
		"24 February":           "2025-02-24",
		"October 12":            "2024-10-12",
		"2025-02-24":            "2025-02-24",
		"yesterday":             "2025-02-24",
		"last year":             "2024-01-01",
		"February 12 last year": "2024-02-12",
	} {
		w, _, ok := dateReader{published}.read(tokensOf(text), 0)
		if got := w.From.Format("2006-01-02"); !ok || got != want {
			t.Errorf("%q: %s, %v, want %s", text, got, ok, want)
		}
	}
}

func TestDateline(t *testing.T) {
	text := "UNITED NATIONS, Oct 29 (Agency) -- The Assembly voted on Wednesday. Support was lower than in 2024."
	doc := &Document{Text: text, Blocks: []Block{{Span: Span{0, len(text)}}}}
	Analyze(doc, NewLexicon(nil), nil)
	if got := doc.Published.String(); got != "2025-10-29" || !doc.Inferred {
		t.Errorf("inferred %s, %v", got, doc.Inferred)
	}
}

func TestSentences(t *testing.T) {
	text := "The U.S. text failed. Ms. Okafor cited No. 5 of the U.N. list. It passed at 3 p.m. on Monday."
	if got := splitSentences(text, Span{0, len(text)}); len(got) != 3 {
		t.Errorf("%d sentences: %v", len(got), got)
	}
}

func TestLexicon(t *testing.T) {
	lex := NewLexicon([]Entry{{Text: "US", ID: "USA"}, {Text: "Guinea", ID: "GIN"}, {Text: "Papua New Guinea", ID: "PNG"}, {Text: "Turkey", ID: "TUR"}})
	for text, want := range map[string]string{"US": "USA", "us": "", "turkey": "", "Turkey": "TUR", "Papua New Guinea": "PNG", "Guinea": "GIN"} {
		entries, _ := lex.longest(text, tokensOf(text), 0)
		got := ""
		if len(entries) > 0 {
			got = entries[0].ID
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzReadNumber(f *testing.F) {
	for _, s := range []string{"one hundred and forty-two", "93-18-65", "two-thirds of", "nearly a dozen", "1,000,000,000,000", "33rd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := tokensOf(s)
		for i := range tokens {
			if q, j, ok := readNumber(s, tokens, i); ok && (j <= i || j > len(tokens) || q.Den == 0 && q.Lo > q.Hi) {
				t.Errorf("%q at %d: %+v to %d", s, i, q, j)
			}
		}
	})
}

func FuzzReadSymbol(f *testing.F) {
	for _, s := range []string{"A/RES/ES-11/7", "resolution 2774 (2025)", "S/2022/720", "A/", "resolution 377 A (V)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := tokensOf(s)
		for i := range tokens {
			if symbol, j, ok := readSymbol(s, tokens, i, len(s)); ok && (symbol == "" || j <= i || j > len(tokens)) {
				t.Errorf("%q at %d: %q to %d", s, i, symbol, j)
			}
		}
	})
}

func FuzzAnalyze(f *testing.F) {
	lex := NewLexicon([]Entry{{Text: "Hungary", ID: "HUN"}, {Text: "Security Council", Kind: Body, ID: "SC"}})
	f.Add("On Monday, 24 Feb., the Security Council voted 10-0; Hungary’s envoy said “no”. ES-11/7")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || s == "" {
			return
		}
		doc := &Document{Text: s, Blocks: []Block{{Span: Span{0, len(s)}}}}
		Analyze(doc, lex, nil)
		for _, sentence := range doc.Sentences {
			at := sentence.Start
			for _, token := range sentence.Tokens {
				if token.Start < at || token.End > sentence.End || token.End <= token.Start {
					t.Fatalf("token %v of %v", token.Span, sentence.Span)
				}
				at = token.End
			}
			last := 0
			for _, m := range sentence.Mentions {
				if m.First < last || m.Last <= m.First || m.Last > len(sentence.Tokens) {
					t.Fatalf("mention %d-%d after %d", m.First, m.Last, last)
				}
				last = m.Last
			}
		}
	})
}
