package extract

import (
	"strings"
	"testing"
)

// TestSymbols reads every symbol of a text in its canonical spelling.
func TestSymbols(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"A/RES/68/262 passed", "A/RES/68/262"},
		{"(A/RES/68/262).", "A/RES/68/262"},
		{"the A/RES/68/262-based claim", "A/RES/68/262"},
		{"A/RES/ES-11/7", "A/RES/ES-11/7"},
		{"A/RES/ES‑11/7 and A/RES/ES–11/8", "A/RES/ES-11/7 A/RES/ES-11/8"},
		{"A/RES/S-10/2", "A/RES/S-10/2"},
		{"S/RES/2774(2025)", "S/RES/2774(2025)"},
		{"S/RES/2774 (2025), the text", "S/RES/2774(2025)"},
		{"S/RES/2774", "S/RES/2774"},
		{"A/RES/3379(XXX)", "A/RES/3379(XXX)"},
		{"A/RES/3379 (XXX)", "A/RES/3379(XXX)"},
		{"A/RES/377(V)A", "A/RES/377(V)A"},
		{"A/RES/377 (V) A", "A/RES/377(V)A"},
		{"A/RES/60/1B", "A/RES/60/1B"},
		{"A/RES/48/75 L, adopted", "A/RES/48/75L"},
		{"By A/RES/68/262 A majority spoke", "A/RES/68/262"},
		{"S/2022/720 a draft", "S/2022/720"},
		{"A/C.3/74/L.62", "A/C.3/74/L.62"},
		{"A/C.1/78/L.56/Rev.1", "A/C.1/78/L.56/REV.1"},
		{"A/ES-11/L.10", "A/ES-11/L.10"},
		{"S/PV.9866 and A/79/PV.58", "S/PV.9866 A/79/PV.58"},
		{"A/DEC/74/408", "A/DEC/74/408"},

		{"resolution 2774", "2774"},
		{"Resolution 3379", "3379"},
		{"resolution 3379 (XXX)", "3379(XXX)"},
		{"resolution 2774 (2025)", "2774(2025)"},
		{"resolution 2774 [2025]", "2774(2025)"},
		{"resolution 377 A (V)", "377(V)A"},
		{"resolution 377 (V) A", "377(V)A"},
		{"resolution 68/262", "68/262"},
		{"resolution 46/86 B", "46/86B"},
		{"resolution ES-11/7 and ES-11/8", "ES-11/7 ES-11/8"},
		{"resolution S-10/2", "S-10/2"},
		{"resolution No. 242 and Res. 338", "242 338"},
		{"Resolution #2334", "2334"},
		{"UNSCR 1973", "1973"},
		{"UNGA 68/262", "68/262"},
		{"UNSC 2728 (2024)", "2728(2024)"},
		{"resolution 1373’s text", "1373"},
		{"decision 74/408", "74/408"},
		{"resolutions 68/262 and 71/205", "68/262 71/205"},
		{"resolutions 242, 338 and 1397", "242 338 1397"},
		{"resolutions 242 (1967) and 338 (1973)", "242(1967) 338(1973)"},

		{"resolution 1,000", ""},
		{"the resolution 93-18", ""},
		{"the resolution 93–18–65", ""},
		{"the resolution 141 to 5", ""},
		{"backed the resolution 12 times", ""},
		{"the resolution, 54% of", ""},
		{"a resolution of 2025", ""},
		{"resolutions 242 and 12 states", "242"},
		{"A / B and s/he, A/B, w/o", ""},
		{"UNSC 1973", ""},
		{"scores of 68/262", ""},
	} {
		var got []string
		for _, m := range mentionsOf(tt.text, NewLexicon(nil), Date{}) {
			if m.Kind == SymbolMention {
				got = append(got, m.Symbol)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}
