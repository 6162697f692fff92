package extract

import (
	"fmt"
	"testing"
)

// mentionsOf reads the mentions of a text that is one sentence, with no names, relative to a date.
func mentionsOf(text string, lexicon *Lexicon, published Date) []Mention {
	a := &analyzer{lexicon: lexicon, dates: dateReader{published: published}}
	return a.mentions(&Document{Text: text}, &Sentence{Span: Span{0, len(text)}, Tokens: tokensOf(text)})
}

// showNumber writes a quantity as "142", "101..", "85..99", "33rd", "54%", "2/3".
func showNumber(q Quantity) string {
	switch {
	case q.Den > 0 && q.Exact:
		return fmt.Sprintf("%d/%d", q.Num, q.Den)
	case q.Den > 0:
		return fmt.Sprintf("~%d/%d", q.Num, q.Den)
	case q.Percent:
		return fmt.Sprintf("%d%%", q.Value)
	case q.Ordinal:
		return fmt.Sprintf("%dth", q.Value)
	case q.Exact && q.Lo == q.Hi:
		return fmt.Sprint(q.Value)
	case q.Hi == unbounded:
		return fmt.Sprintf("%d..", q.Lo)
	}
	return fmt.Sprintf("%d..%d", q.Lo, q.Hi)
}

// TestNumbers reads the only number of a text: the words it takes, and what it says.
func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ text, quote, want string }{
		{"93 states", "93", "93"},
		{"1,234 people", "1,234", "1234"},
		{"0 against", "0", "0"},
		{"zero against", "zero", "0"},
		{"none against", "none", "0"},
		{"no one objected", "no one", "0"},
		{"no-one objected", "no-one", "0"},
		{"nineteen states", "nineteen", "19"},
		{"twenty-one states", "twenty-one", "21"},
		{"Ninety-three members", "Ninety-three", "93"},
		{"ninety‑three members", "ninety‑three", "93"},
		{"thirty three states", "thirty three", "33"},
		{"one hundred", "one hundred", "100"},
		{"a hundred states", "hundred", "100"},
		{"one hundred and forty-two countries", "one hundred and forty-two", "142"},
		{"one hundred forty-two countries", "one hundred forty-two", "142"},
		{"a hundred and ninety-nine", "hundred and ninety-nine", "199"},
		{"one-hundred-and-forty-one", "one-hundred-and-forty-one", "141"},
		{"one hundred-forty-one", "one hundred-forty-one", "141"},
		{"one hundred and five states", "one hundred and five", "105"},
		{"one hundred and many", "one hundred", "100"},
		{"ONE HUNDRED", "ONE HUNDRED", "100"},
		{"two hundred", "two hundred", "200"},

		{"the sixth veto", "sixth", "6th"},
		{"the thirty-third year", "thirty-third", "33th"},
		{"the hundredth", "hundredth", "100th"},
		{"one hundred and first", "one hundred and first", "101th"},
		{"a third veto", "third", "3th"},
		{"the 33rd and last", "33rd", "33th"},
		{"the 141st", "141st", "141th"},

		{"two-thirds of them", "two-thirds", "2/3"},
		{"two thirds", "two thirds", "2/3"},
		{"one-third", "one-third", "1/3"},
		{"a third of them", "a third", "1/3"},
		{"one quarter of them", "one quarter", "1/4"},
		{"three-fourths", "three-fourths", "3/4"},
		{"nine-tenths", "nine-tenths", "9/10"},
		{"half of them", "half", "1/2"},
		{"more than half", "more than half", "~1/2"},
		{"nearly two-thirds", "nearly two-thirds", "~2/3"},

		{"54% of them", "54%", "54%"},
		{"54 per cent of them", "54 per cent", "54%"},
		{"54 percent of them", "54 percent", "54%"},

		{"a dozen states", "dozen", "10..15"},
		{"two dozen states", "two dozen", "20..29"},
		{"half a dozen states", "half a dozen", "5..7"},
		{"a half-dozen states", "half-dozen", "5..7"},
		{"dozens of states", "dozens", "24..120"},
		{"a handful of states", "handful", "2..9"},

		{"nearly 100", "nearly 100", "90..100"},
		{"almost a hundred states", "almost a hundred", "90..100"},
		{"more than 120", "more than 120", "121.."},
		{"more than a hundred", "more than a hundred", "101.."},
		{"more than a dozen", "more than a dozen", "13.."},
		{"nearly a dozen", "nearly a dozen", "10..12"},
		{"around two dozen", "around two dozen", "20..29"},
		{"at least two dozen", "at least two dozen", "24.."},
		{"over 100", "over 100", "101.."},
		{"just over 100", "just over 100", "101..115"},
		{"just under 100", "just under 100", "85..99"},
		{"just shy of 100", "just shy of 100", "85..99"},
		{"well over 120", "well over 120", "127.."},
		{"in excess of 100", "in excess of 100", "101.."},
		{"fewer than 20", "fewer than 20", "0..19"},
		{"no fewer than 10", "no fewer than 10", "10.."},
		{"not fewer than ten", "not fewer than ten", "10.."},
		{"no more than 10", "no more than 10", "0..10"},
		{"not more than ten", "not more than ten", "0..10"},
		{"at least 10", "at least 10", "10.."},
		{"up to 12", "up to 12", "0..12"},
		{"about 140", "about 140", "129..151"},
		{"some 140 states", "some 140", "129..151"},
		{"as many as 60", "as many as 60", "60"},
		{"100-plus states", "100-plus", "100.."},
		{"100+ states", "100+", "100.."},
		{"100-odd states", "100-odd", "92..108"},
	} {
		var got []Mention
		for _, m := range mentionsOf(tt.text, NewLexicon(nil), Date{}) {
			if m.Kind == NumberMention {
				got = append(got, m)
			}
		}
		if len(got) != 1 {
			t.Errorf("%q: %d numbers", tt.text, len(got))
			continue
		}
		if quote, show := tt.text[got[0].Start:got[0].End], showNumber(got[0].Number); quote != tt.quote || show != tt.want {
			t.Errorf("%q: %q is %s, want %q, %s", tt.text, quote, show, tt.quote, tt.want)
		}
	}
}

// TestNoNumbers reads texts without a count.
func TestNoNumbers(t *testing.T) {
	for _, text := range []string{
		"votes", "hundreds of states", "3.5 points", "12345678901", "a failed 2012 draft", "the 1990s", "in 2022", "in 2023-24", "2 March 2022",
		"24/02/2025", "A/RES/68/262", "resolution 2774",
	} {
		for _, m := range mentionsOf(text, NewLexicon(nil), Date{}) {
			if m.Kind == NumberMention {
				t.Errorf("%q: %s in %q", text, showNumber(m.Number), text[m.Start:m.End])
			}
		}
	}
}
