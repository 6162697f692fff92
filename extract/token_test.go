package extract

import (
	"fmt"
	"strings"
	"testing"
)

func tokensOf(s string) []Token { return tokenize(s, Span{0, len(s)}) }

// TestTokenize shows each token as norm, with ' for a possessive, ^ for a capital, _ for a space before it.
func TestTokenize(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The U.S. and the U.N.", "^the _^us _and _the _^un"},
		{"us U.S", "us _^us"},
		{"at 3 p.m. on", "at _3 _pm _on"},
		{"J.F.K., e.g. Ms. D", "^jfk , _eg _^ms . _^d"},
		{"Russia's Russia’s Russia‘s", "^russia' _^russia' _^russia'"},
		{"states' states’ vote", "states ' _states ' _vote"},
		{"U.S.'s U.N.’s vote", "^us' _^un' _vote"},
		{"it's that’s didn't didn’t", "it's _that's _didn't _didn't"},
		{"ES-11/7 ES‑11/7", "^es - 11 / 7 _^es - 11 / 7"},
		{"A/RES/68/262", "^a / ^res / 68 / 262"},
		{"US-backed vote-rigging", "^us - backed _vote - rigging"},
		{"93–18–65 — 93−18", "93 - 18 - 65 _- _93 - 18"},
		{"“Yes,” ‘no’", `" ^yes , " _' no '`},
		{"Türkiye Côte d’Ivoire São Tomé Łódź", "^turkiye _^cote _d'ivoire _^sao _^tome _^lodz"},
		{"1,234 3.5 33rd 54% $5 #7", "1,234 _3.5 _33rd _54 % _$ 5 _# 7"},
		{"No. 5 … x...y", "^no . _5 _… _x . . . y"},
		{"", ""},
		{" \t\n ", ""},
	} {
		var got []string
		for _, k := range tokensOf(tt.text) {
			s := k.Norm
			if k.Poss {
				s += "'"
			}
			if k.Cap {
				s = "^" + s
			}
			if k.Gap {
				s = "_" + s
			}
			got = append(got, s)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestTokenKinds(t *testing.T) {
	want := map[string]TokenKind{"vote": Word, "U.S.": Word, "É": Word, "93": Digits, "33rd": Digits, "1,234": Digits, "-": Punct, "“": Punct, "/": Punct}
	for text, kind := range want {
		if tokens := tokensOf(text); len(tokens) != 1 || tokens[0].Kind != kind {
			t.Errorf("%q: %+v", text, tokens)
		}
	}
}

// TestTokenizeLong keeps a very long word whole in its span and short in its norm.
func TestTokenizeLong(t *testing.T) {
	for _, word := range []string{strings.Repeat("a", 100_000), strings.Repeat("é", 50_000)} {
		text := "x " + word + " y"
		tokens := tokensOf(text)
		if len(tokens) != 3 || tokens[1].Len() != len(word) || len(tokens[1].Norm) > maxToken {
			t.Errorf("%d tokens; the long one has %d bytes, %d of norm", len(tokens), tokens[1].Len(), len(tokens[1].Norm))
		}
	}
}

// TestTokenizeOffset reads a part of a text: spans are of the whole.
func TestTokenizeOffset(t *testing.T) {
	text := "No. Russia’s vote."
	for _, k := range tokenize(text, Span{4, len(text)}) {
		if got := Fold(text[k.Start:k.End]); !strings.HasPrefix(got, k.Norm) {
			t.Errorf("%v: %q for %q", k.Span, got, k.Norm)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Türkiye": "turkiye", "“don’t”": `"don't"`, "93–18": "93-18", "Søren Æbelø ß": "soren aebelo ss", "Iğdır": "igdir", "vote": "vote", "VOTE": "vote",
	} {
		if got := Fold(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestSplitSentences has a bar where a sentence ends.
func TestSplitSentences(t *testing.T) {
	for _, text := range []string{
		"The U.S. allies said no.| They left.",
		"It was put by the U.S. and by Japan.| That was all.",
		"It was a defeat for the U.S.| The Assembly went on.",
		"This is the U.N.| The Council met elsewhere.",
		"A vote went against the U.S.| Russia abstained.",
		"So it was in the U.S.| Most countries took note.",
		"Ms. Woodward spoke.| Mr. Nebenzia did not.",
		"Gov. Lee and Sen. Ray met on Oct. 5.| They talked.",
		"See resolution No. 5 of that year.| It passed.",
		"The answer was no.| Russia vetoed it.",
		"“We lost.”| He left.",
		"“We won,” she said.| “It is over.”| They cheered.",
		"It rose by 3.5 percent.| Then it fell to 2.1.",
		"J. F. Kennedy spoke.| John D. Rockefeller paid.",
		"It was adopted at 3 p.m. Monday.| All went home.",
		"It ended at 3 p.m.| The vote came later.",
		"Why?| No one knew!| So it goes.",
		"The vote in Washington, D.C. was late.| It ended.",
		"He said yes (as did the U.S.).| It passed.",
		"Russia, China, etc. were there.| Others left.",
		"Read A/RES/ES-11/7.| Then vote.",
		"It passed (93-18.)| It was late.",
		"One cell\tAnother. With two\t93",
	} {
		plain := strings.ReplaceAll(text, "|", "")
		var got []string
		for _, s := range splitSentences(plain, Span{0, len(plain)}) {
			got = append(got, plain[s.Start:s.End])
		}
		var want []string
		if strings.Contains(text, "\t") { // the cells of a row
			want = []string{"One cell", "Another.", "With two", "93"}
		} else {
			for _, s := range strings.Split(text, "|") {
				want = append(want, strings.TrimSpace(s))
			}
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("%q:\n got %q\nwant %q", plain, got, want)
		}
	}
}
