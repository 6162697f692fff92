package extract

import (
	"testing"
	"unicode/utf8"
)

func FuzzReadNumber(f *testing.F) {
	for _, s := range []string{
		"one hundred and forty-two", "93-18-65", "two-thirds of", "nearly a dozen", "1,000,000,000,000", "33rd", "one-hundred-and-five", "half a dozen",
		"no more than a hundred", "100-plus 100+ 100-odd", "a hundred and first", "two thousand and", "no-one", "54 per cent", "fifty years ago",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := tokensOf(s)
		for i := range tokens {
			q, j, ok := readNumber(s, tokens, i)
			if !ok {
				continue
			}
			if q, j = trailing(q, tokens, j); j <= i || j > len(tokens) {
				t.Fatalf("%q: from %d to %d", s, i, j)
			}
			q, from := hedge(q, tokens, i)
			switch {
			case from < 0 || from > i:
				t.Errorf("%q: hedged from %d, before %d", s, from, i)
			case q.Den < 0 || q.Num < 0 || q.Den > 0 && q.Num >= q.Den:
				t.Errorf("%q: fraction %d/%d", s, q.Num, q.Den)
			case q.Value < 0 || q.Lo < 0 || q.Lo > q.Hi:
				t.Errorf("%q: %+v", s, q)
			case q.Exact && q.Lo != q.Hi:
				t.Errorf("%q: exact, and yet %+v", s, q)
			}
		}
	})
}

func FuzzReadSymbol(f *testing.F) {
	for _, s := range []string{
		"A/RES/ES-11/7", "resolution 2774 (2025)", "S/2022/720", "A/", "resolution 377 A (V)", "resolutions 242 (1967), 338 and 68/262 B",
		"A/RES/ES‑11/7 A", "the resolution 93-18", "UNGA 68/262", "É/RES/1", "resolution S-10/2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := tokensOf(s)
		for i := range tokens {
			symbol, j, ok := readSymbol(s, tokens, i, len(s))
			if !ok {
				continue
			}
			if symbol == "" || j <= i || j > len(tokens) || len(symbol) > 2*maxSymbol {
				t.Errorf("%q at %d: %q to %d", s, i, symbol, j)
			}
			if again := canonicalSymbol(symbol); again != symbol {
				t.Errorf("%q: %q is canonically %q", s, symbol, again)
			}
		}
	})
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{
		"On Monday, 24 Feb., the Security Council voted 10-0; Hungary’s envoy said “no”. ES-11/7",
		"Two weeks ago, no more than a hundred states (the U.S.'s allies) backed A/RES/68/262 A in 2023-24. On 2 and 7 April 2022 they didn’t.",
		"Feb. 31, 24/02/2025, 2025-02-30, next Monday, last May, half a century ago, a year earlier", "A\tB. C\t93–18",
		"İstanbul ẞ U.S.’s \u0301's \u0301", "UNITED NATIONS, Oct 29 — on Wednesday, in 2024",
	} {
		f.Add(s, uint8(len(s)))
	}
	f.Fuzz(func(t *testing.T, s string, precision uint8) {
		if !utf8.ValidString(s) || s == "" {
			return
		}
		doc := &Document{Text: s, Blocks: []Block{{Span: Span{0, len(s)}}}, Published: dateOf("2024-02-01", Precision(precision%4))}
		Analyze(doc, testNames, nil)
		at := 0
		for i := range doc.Sentences {
			checkSentence(t, doc, i, at)
			at = doc.Sentences[i].End
		}
	})
}

// checkSentence tests what holds of every sentence: its tokens and mentions are in order, inside it, and
// begin and end between characters; its tags are as many as its tokens.
func checkSentence(t *testing.T, doc *Document, index, at int) {
	t.Helper()
	s := &doc.Sentences[index]
	whole := func(x Span) bool {
		return x.Start < x.End && s.Covers(x) && utf8.ValidString(doc.Quote(x))
	}
	if s.Start < at || !whole(s.Span) {
		t.Fatalf("sentence %v after %d", s.Span, at)
	}
	at = s.Start
	for _, token := range s.Tokens {
		if token.Start < at || !whole(token.Span) {
			t.Fatalf("token %v of %v, after %d", token.Span, s.Span, at)
		}
		at = token.End
	}
	last := 0
	for _, m := range s.Mentions {
		if m.First < last || m.Last <= m.First || m.Last > len(s.Tokens) {
			t.Fatalf("mention %d-%d after %d", m.First, m.Last, last)
		}
		if (m.Span != Span{s.Tokens[m.First].Start, s.Tokens[m.Last-1].End}) || !whole(m.Span) {
			t.Fatalf("mention %v of %v", m.Span, s.Span)
		}
		if m.Kind == DateMention && m.When.To.Before(m.When.From) {
			t.Fatalf("%q: %v after %v", doc.Quote(m.Span), m.When.From, m.When.To)
		}
		last = m.Last
	}
	if n := len(doc.Tags(index)); n != len(s.Tokens) {
		t.Fatalf("%d tags of %d tokens", n, len(s.Tokens))
	}
}
