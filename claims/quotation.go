package claims

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode"

	"stet/extract"
	"stet/sources"
)

// quotation finds words between marks and checks them against the statements and texts on record. It looks at no
// vote: its findings are made by checkQuotations, beside those of the other kinds, and disturb none of them.
var quotation = Kind{Name: "quotation", Doc: "Words between marks: of a speaker or of a document.", find: func(*article) []Claim { return nil }}

// quotationFact says that somebody said these words.
type quotationFact struct {
	words string
	said  saying
}

// String is the canonical reading: Barbara Woodward, ambassador, GBR: "No one wants …".
func (f quotationFact) String() string {
	words := f.words
	if r := []rune(words); len(r) > 120 {
		words = strings.TrimSpace(string(r[:119])) + "…"
	}
	who := "unattributed"
	if w := f.said.who; w != nil {
		switch {
		case w.text:
			who = "the text"
		case w.body != "":
			who = bodyName(w.body)
		default:
			who = w.String()
		}
	}
	if f.said.audience != "" {
		who += ", to " + strings.TrimPrefix(f.said.audience, "to ")
	}
	if f.said.occasion != "" {
		who += ", " + f.said.occasion
	}
	return fmt.Sprintf("%s: %q", who, words)
}

// shortest are the fewest words that a quotation needs to be a claim: one by a speaker, more by nobody in sight.
const (
	shortestOfNobody = 5
	shortestOfVague  = 6
)

// quotationsOf lists the quotations that claim somebody's words. Scare quotes, titles, and fragments of people
// without a name or office are none: no record could tell.
func (s *speech) quotationsOf() []found[quotationFact] {
	var out []found[quotationFact]
	for i := range s.quotes {
		q := &s.quotes[i]
		if q.Parent >= 0 || s.titled(i) {
			continue
		}
		if who := s.said[i].who; (who == nil || who.text || who.body != "") && s.titles(s.doc.Quote(q.Inner)) && !(who != nil && s.saysText(q.Inner)) {
			continue
		}
		words := len(sources.TextWords(s.doc.Quote(q.Inner)))
		said := s.said[i]
		switch {
		case said.who == nil && (words < shortestOfNobody || q.Marks == extract.NoMarks):
			continue
		case said.who != nil && (said.who.vague || said.who.pronoun != "" && said.who.name == "" && said.who.role == "") && words < shortestOfVague:
			continue
		case words == 0:
			continue
		}
		out = append(out, found[quotationFact]{span: q.Inner, sentence: s.sentenceAt(q.Inner.Start), fact: quotationFact{s.doc.Quote(q.Inner), said}})
	}
	return out
}

// sentenceAt is the sentence that holds the text offset.
func (s *speech) sentenceAt(at int) int {
	i := sort.Search(len(s.doc.Sentences), func(i int) bool { return s.doc.Sentences[i].End > at })
	return min(i, max(0, len(s.doc.Sentences)-1))
}

// markedBallots are votes, which articles put between marks too, after the words of beforeBallot.
var (
	markedBallots = wordSet(`yes no aye nay for against abstain abstained`)
	beforeBallot  = wordSet(`vote voted votes voting a the its with or and from to`)
)

// titled reports whether a quotation is a title or name: after "entitled", or with capitals throughout.
func (s *speech) titled(q int) bool {
	quote := &s.quotes[q]
	row := s.rows[quote.Block]
	if at := s.said[q].item; at > 0 && markedBallots[extract.Fold(s.doc.Quote(quote.Inner))] && beforeBallot[row.items[at-1].Word] {
		return true // voted “no”
	}
	for i := s.said[q].item - 1; i >= 0 && i >= s.said[q].item-3; i-- {
		w := row.items[i].Word
		if w == "entitled" || w == "titled" || w == "title" || w == "headlined" || w == "named" || w == "slogan" {
			return true
		}
		if w != "," && w != ":" && w != "is" && w != "was" {
			break
		}
	}
	long, capital := 0, 0
	for i, w := range strings.FieldsFunc(s.doc.Quote(quote.Inner), func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		r := []rune(w)
		if len(r) < 4 {
			continue
		}
		long++
		if unicode.IsUpper(r[0]) && i > 0 || unicode.IsUpper(r[0]) && i == 0 {
			capital++
		}
	}
	return long > 1 && capital == long || long == 1 && capital == 1 && s.said[q].who == nil
}

// titlesOf are the titles of all records as one text of words, to look a quoted one up in.
func titlesOf(c *Checker) func(string) bool {
	text := sync.OnceValue(func() string {
		var b strings.Builder
		for i := range c.records {
			b.WriteString("| ")
			b.WriteString(strings.Join(titleWords(c.records[i].Title), " "))
			b.WriteString(" ")
		}
		return b.String()
	})
	return func(quoted string) bool {
		words := titleWords(quoted)
		return len(words) >= knownWords && strings.Contains(text(), " "+strings.Join(words, " ")+" ")
	}
}

// officeOf is the country and office under which the reference knows a speaker.
func (c *Checker) officeOf(name string) (code, role string) {
	key := surnameKey(name)
	for _, s := range c.ref.Statements() {
		if s.Speaker != "" && surnameKey(s.Speaker) == key {
			return s.Code, s.Role
		}
	}
	return "", ""
}
