package extract

import (
	"strings"
	"testing"
	"time"
)

// quotationsOf reads a text as the articles are read.
func quotationsOf(t *testing.T, name, text string) (*Document, []Quotation) {
	t.Helper()
	doc, err := Read(name, []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	Analyze(doc, NewLexicon(nil), nil)
	return doc, Quotations(doc)
}

func TestQuotations(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"curly", "She said: “We voted no.” Then she left.", "We voted no."},
		{"straight", `"We voted no," she said. "We would again."`, `We voted no,|We would again.`},
		{"british single", "‘We voted no’, she said. It was the envoy’s first speech.", "We voted no"},
		{"single with an apostrophe", "‘We don’t bargain over the delegates’ rights,’ he said.", "We don’t bargain over the delegates’ rights,"},
		{"straight single", "He called it 'a poor day', the states' worst since the '90s.", "a poor day"},
		{"apostrophes only", "The members' votes weren't the EU's, and '22 wasn't '23.", ""},
		{"german", "Der Text sei „ein Anfang“, sagte sie. Er nannte ihn „klug”.", "ein Anfang|klug"},
		{"french", "Le texte est « un début », dit-elle, «rien de plus».", "un début|rien de plus"},
		{"inward", "Der Text sei »ein Anfang«, sagte sie.", "ein Anfang"},
		{"nested", "“He told us ‘stay calm’ and left,” she said.", "He told us ‘stay calm’ and left,|>stay calm"},
		{"nested the other way", "‘He told us “stay calm” and left,’ she said.", "He told us “stay calm” and left,|>stay calm"},
		{"split", "“We tried,” she said, “and we failed.”", "We tried,|and we failed."},
		{"scare", "The “experts” were out to lunch.", "experts"},
		{"inches", `The 6'2" envoy and a 12" ruler stood by "the rail".`, "the rail"},
		{"unclosed curly", "“We will not yield, she said. The vote was on Monday.", "We will not yield, she said.?"},
		{"unclosed, then another", "“We will not yield, she said. “We go on,” said he.", "We will not yield, she said.?|We go on,"},
		{"unclosed straight, then another", `"We will not yield, she said. "We go on," said he.`, `We will not yield, she said.?|We go on,`},
		{"paragraphs", "“We came in peace.\n\n“We leave in peace,” he said.", "We came in peace.?|+We leave in peace,"},
		{"three paragraphs", "“One day.\n\n“Two days.\n\n“Three days.” So he said.", "One day.?|+Two days.?|+Three days."},
		{"no words", "It read “…” and ended.", ""},
		{"bracket after", "“We tried” (and failed), he said.", "We tried"},
		{"after a dash", "He had one word — “never” — for them.", "never"},
		{"closing before a word", "He called it a “ruse”and left.", "ruse"},
	} {
		doc, found := quotationsOf(t, "a.txt", test.text)
		var got []string
		for i, q := range found {
			words := doc.Quote(q.Inner)
			if q.Parent >= 0 {
				words = ">" + words
			}
			if q.Continues >= 0 {
				words = "+" + words
			}
			if !q.Closed {
				words += "?"
			}
			if q.Parent >= i {
				t.Errorf("%s: parent %d of %d", test.name, q.Parent, i)
			}
			got = append(got, words)
		}
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.text, s, test.want)
		}
	}
}

func TestBlockQuotes(t *testing.T) {
	doc, found := quotationsOf(t, "a.md", "The envoy wrote:\n\n> We stayed out of it.\n>\n> We would again.\n\nNobody answered.\n")
	if len(found) != 2 || doc.Quote(found[0].Span) != "We stayed out of it." || found[1].Continues != 0 || found[0].Marks != NoMarks {
		t.Errorf("block quote: %+v", found)
	}
}

// TestStrayMarks: marks that never close cost little and swallow nothing.
func TestStrayMarks(t *testing.T) {
	for _, mark := range []string{`"`, "“", "‘", "'", "«", "„", "» ", "“‘", " '"} {
		text := strings.Repeat(mark+"a word. ", 20000)
		start := time.Now()
		doc, found := quotationsOf(t, "a.txt", text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q: %v", mark, took)
		}
		for _, q := range found {
			if q.End > len(doc.Text) || q.Inner.Start > q.Inner.End || !q.Span.Covers(q.Inner) {
				t.Fatalf("%q: %+v", mark, q)
			}
		}
	}
	doc, found := quotationsOf(t, "a.txt", "“Never closed at all. "+strings.Repeat("Another sentence follows. ", 200)+"\n\nA new paragraph.")
	if len(found) != 1 || doc.Quote(found[0].Inner) != "Never closed at all." {
		t.Errorf("an unclosed mark: %d found", len(found))
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("“a ‘b’ c” 'd' \"e\"\n\n“f")
	f.Add("«x» »y« „z“ ‚w‘")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := Read("a.txt", []byte(text), Options{})
		if err != nil {
			return
		}
		Analyze(doc, NewLexicon(nil), nil)
		for i, q := range Quotations(doc) {
			if !q.Span.Covers(q.Inner) || q.Inner.Len() <= 0 || q.Parent >= i || q.Continues >= i || !doc.Blocks[q.Block].Covers(q.Span) {
				t.Fatalf("%d: %+v of %q", i, q, text)
			}
		}
	})
}

// TestSignature: the line under a block quote that tells whose words it is is none of them.
func TestSignature(t *testing.T) {
	for text, want := range map[string]int{
		"> We stayed out of it.\n>\n> — Alma Reyes, envoy of Chile\n\nSo she wrote.": 1,
		"> We stayed out of it.\n>\n> It was late.\n\nSo she wrote.":                 2,
		"> — and we stayed out of it.\n\nSo she wrote.":                              1,
	} {
		if doc, found := quotationsOf(t, "a.md", text); len(found) != want || !strings.Contains(doc.Quote(found[0].Span), "stayed") {
			t.Errorf("%q: %d quotations, want %d", text, len(found), want)
		}
	}
}
