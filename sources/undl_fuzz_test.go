package sources

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParseLibrary: whatever the bytes, the parser ends without a panic, and what it emits is text, with lines in order.
func FuzzParseLibrary(f *testing.F) {
	for _, text := range editions {
		f.Add([]byte(text))
		f.Add([]byte(strings.ReplaceAll(text, ",", ";")))
		f.Add([]byte(text[:len(text)/2]))
	}
	f.Add([]byte("\xff\xfeu\x00n\x00d\x00l\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		err := ParseLibrary(context.Background(), strings.NewReader(string(data)), func(v ImportedVote) error {
			if v.FirstLine < last || v.LastLine < v.FirstLine || v.Date.Day == 0 || v.Members < 0 || v.UNDL < 0 || v.Tally.Yes < -1 {
				t.Errorf("%+v", v)
			}
			last = v.FirstLine
			for _, s := range []string{v.Symbol, v.Title, v.Agenda, v.Note} {
				if !utf8.ValidString(s) {
					t.Errorf("%q is no text", s)
				}
			}
			return nil
		}, func(Problem) {})
		if err != nil && !utf8.ValidString(err.Error()) {
			t.Errorf("%q is no text", err)
		}
	})
}
