package claims

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"stet/extract"
	"stet/sources"
)

// reference opens the record once for all benchmarks.
var reference = sync.OnceValues(func() (*Checker, error) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		return nil, err
	}
	return NewChecker(db), nil
})

func benchChecker(b *testing.B) *Checker {
	b.Helper()
	c, err := reference()
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// opinion is an op-ed of some 550 words, as long as the one that started this project: claims in every
// second paragraph, and talk in the others.
var opinion = func() string {
	claims := []string{
		`On Monday the United Nations General Assembly adopted a resolution on the war in Ukraine by 93 votes to 18, with 65 abstentions.
The United States voted against it, beside Russia, Belarus and North Korea. China abstained, and so did India and Brazil.`,
		`Hours later the Security Council adopted an American text, resolution 2774, with 10 votes in favour and none against. Britain,
France, Denmark, Greece and Slovenia abstained.`,
		`Three years before, on 2 March 2022, 141 states voted for a resolution that deplored the aggression against Ukraine. Only five
voted against it, and 35 abstained.`,
		`In February 2023 the General Assembly asked once more for a just peace, by 141 votes to seven, with 32 abstentions.`,
	}
	const talk = `What does a vote in that hall amount to? Not an order, surely, for nobody sends an army to carry it out. It is a
reading of the room, taken in public, with every name on the board, and governments that say they do not care tend to spend the week
before it on the telephone. The old hands of the corridor like to say that the text is written in the last hour and understood in the
next decade. They may be right. But a friend who changes his place at the table has told you something, whatever the menu was.`
	var b strings.Builder
	for _, c := range claims {
		b.WriteString(c + "\n\n" + talk + "\n\n")
	}
	return b.String()
}()

// BenchmarkCheck is the whole way of an article, from its bytes to its findings; "parse" is what a bare
// parse of the same text as HTML takes, "seed" the op-ed in ../shared where that is at hand.
func BenchmarkCheck(b *testing.B) {
	c := benchChecker(b)
	whole := func(source []byte) func(*testing.B) {
		return func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			b.ReportAllocs()
			for b.Loop() {
				doc, err := extract.Read("article.txt", source, extract.Options{Date: "2025-02-25"})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := c.Check(b.Context(), doc); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.Run("opinion", whole([]byte(opinion)))
	if seed, err := os.ReadFile("../../shared/seed/article.txt"); err == nil {
		b.Run("seed", whole(seed))
	}
	page := "<html><body><p>" + strings.ReplaceAll(opinion, "\n\n", "</p><p>") + "</p></body></html>"
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(len(opinion)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := html.Parse(strings.NewReader(page)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkNewChecker is what a process pays once, beside opening the record.
func BenchmarkNewChecker(b *testing.B) {
	ref := benchChecker(b).ref
	b.ReportAllocs()
	for b.Loop() {
		NewChecker(ref)
	}
}

// BenchmarkLink ranks the votes that each claim of an article may be about; one operation is one claim.
func BenchmarkLink(b *testing.B) {
	c := benchChecker(b)
	doc, err := extract.Read("article.txt", []byte(opinion), extract.Options{Date: "2025-02-25"})
	if err != nil {
		b.Fatal(err)
	}
	a := newArticle(context.Background(), doc, c)
	list := findClaims(a)
	around := newSurroundings(a, c.index, list)
	if len(list) == 0 {
		b.Fatal("no claim")
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.index.Rank(around.query(&list[i%len(list)]))
	}
}
