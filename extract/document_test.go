package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// checkDocument tests what holds of every document: valid text, blocks in order with two newlines between,
// and a map that leads every run of plain characters back to the same bytes.
func checkDocument(t testing.TB, d *Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatal("text is not valid UTF-8")
	}
	end := -2
	for _, b := range d.Blocks {
		if b.Start != end+2 || b.End <= b.Start || b.End > len(d.Text) {
			t.Fatalf("block %v after %d in text of %d bytes", b.Span, end, len(d.Text))
		}
		if end >= 0 && d.Text[end:b.Start] != "\n\n" {
			t.Fatalf("between blocks: %q", d.Text[end:b.Start])
		}
		if q := d.Quote(b.Span); strings.ContainsAny(q, "\n\r") || strings.Contains(q, "\t") != (b.Role == TableRow && strings.Contains(q, cellBar)) || strings.TrimSpace(q) == "" {
			t.Fatalf("block %q", q)
		}
		end = b.End
	}
	if end >= 0 && end != len(d.Text) {
		t.Fatalf("text goes on after its last block: %q", d.Text[end:])
	}
	checkSegments(t, d)
}

func checkSegments(t testing.TB, d *Document) {
	t.Helper()
	at := 0
	for _, s := range d.segments {
		if s.text.Start < at || s.text.Len() <= 0 || s.text.End > len(d.Text) {
			t.Fatalf("segment %v after %d", s, at)
		}
		if s.source.Start < 0 || s.source.End <= s.source.Start || s.source.End > len(d.Source) {
			t.Fatalf("segment %v of a source of %d bytes", s, len(d.Source))
		}
		at = s.text.End
		if o := d.Origin(s.text); o != s.source {
			t.Fatalf("origin of %v is %v, want %v", s.text, o, s.source)
		}
		if !s.exact() {
			continue
		}
		text, source := d.Quote(s.text), string(d.Source[s.source.Start:s.source.End])
		for i := range len(text) {
			if text[i] != source[i] && text[i] > ' ' && text[i] < utf8.RuneSelf {
				t.Fatalf("text %q came from %q", text, source)
			}
		}
	}
}

// words returns the plain words of the text that lie in one segment, with their spans.
func TestOriginOfWords(t *testing.T) {
	source := "<p>Caf&eacute; vote:\r\n <b>1</b>41 to&nbsp;5 &amp; 35</p><p>And more, " + strings.Repeat("x ", 20) + "</p>"
	d, err := Read("a.html", []byte(source), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []struct{ text, from string }{
		{"Café", "Caf&eacute;"}, {"vote:", "vote:"}, {"141", "1</b>41"}, {"5", "5"}, {"to 5", "to&nbsp;5"}, {"&", "&amp;"}, {"35", "35"},
	} {
		i := strings.Index(d.Text, word.text)
		if i < 0 {
			t.Fatalf("%q is not in %q", word.text, d.Text)
		}
		o := d.Origin(Span{i, i + len(word.text)})
		if got := source[o.Start:o.End]; got != word.from {
			t.Errorf("origin of %q is %q, want %q", word.text, got, word.from)
		}
	}
}
