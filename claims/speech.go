package claims

import (
	"slices"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

// speech is an article as one looks for who says what: a row of items a block, in which each quotation is one
// item and each speaker another.
type speech struct {
	doc    *extract.Document
	quotes []extract.Quotation
	rows   []speechRow    // by block
	people []person       // whom the article names, in the order of their first naming
	known  map[string]int // surnameKey → index of people
	said   []saying       // by quotation
	titles func(quoted string) bool
	heard  []*sources.Statement // of the quoted speakers, on record
}

// speechRow is one block.
type speechRow struct {
	items    []match.Item
	speakers map[int]*speaker // by item
	quoteAt  map[int]int      // item → quotation
	sentence []int            // by item: index into Document.Sentences
}

// person is somebody whom the article names, with what it says of them anywhere.
type person struct {
	name, key, role, country string
	gender                   byte
}

// saying is who says a quotation, as the article has it.
type saying struct {
	who      *speaker
	cue      string       // the verb, folded; "" where none stands
	cueSpan  extract.Span // of the verb
	audience string       // "the Council", "reporters"
	occasion string       // "on Monday", "in a statement"
	setting  setting      // when and where, as far as it is certain
	item     int          // of the quotation in its row
	head     string       // of the pattern: person.after, text.before, …
}

// newSpeech reads the speakers of an analysed document and ties the quotations to them.
func newSpeech(doc *extract.Document, c *Checker) *speech {
	s := &speech{doc: doc, quotes: extract.Quotations(doc), titles: c.titled, known: map[string]int{}}
	s.namePeople(c)
	s.rows = make([]speechRow, len(doc.Blocks))
	for i := range doc.Sentences {
		s.readSentence(i, s.knownSurname)
	}
	s.said = make([]saying, len(s.quotes))
	s.attribute()
	return s
}

// namePeople notes the full names first, so that a surname alone is known wherever it stands.
func (s *speech) namePeople(c *Checker) {
	for i := range s.doc.Sentences {
		r := s.reader(i, func(string) bool { return false })
		for k := 0; k < r.limit; k++ {
			if s.within(r.s.Tokens[k].Span) >= 0 {
				continue
			}
			r.limit = s.nextQuote(r.s, k)
			who, j, ok := r.at(k)
			r.limit = len(r.s.Tokens)
			if !ok || j <= k {
				continue
			}
			if who.name != "" {
				s.meet(&who)
			}
			k = j - 1
		}
	}
	for i := range s.people {
		p := &s.people[i]
		if first, _, two := strings.Cut(extract.Fold(p.name), " "); two && p.gender == 0 {
			switch {
			case femaleNames[first]:
				p.gender = 'f'
			case maleNames[first]:
				p.gender = 'm'
			}
		}
		if code, role := c.officeOf(p.name); p.country == "" {
			p.country = code
			if p.role == "" {
				p.role = role
			}
		}
	}
}

// meet adds what a naming tells of a person.
func (s *speech) meet(who *speaker) {
	key := surnameKey(who.name)
	if i, ok := s.known[key]; ok {
		p := &s.people[i]
		if len(who.name) > len(p.name) {
			p.name = who.name
		}
		if p.country == "" {
			p.country = who.country
		}
		if p.role == "" {
			p.role = who.role
		}
		if p.gender == 0 {
			p.gender = who.gender
		}
		return
	}
	if key != "" && len(s.people) < maxPeople {
		s.known[key] = len(s.people)
		if family := familyName(who.name); family != "" {
			if _, taken := s.known[family]; !taken {
				s.known[family] = len(s.people)
			}
		}
		s.people = append(s.people, person{name: who.name, key: key, role: who.role, country: who.country, gender: who.gender})
	}
}

// maxPeople bounds whom one article can name.
const maxPeople = 2000

func (s *speech) person(name string) *person {
	if i, ok := s.known[surnameKey(name)]; ok {
		return &s.people[i]
	}
	return nil
}

func (s *speech) knownSurname(word string) bool { return s.person(word) != nil }

func (s *speech) reader(sentence int, known func(string) bool) *phraseReader {
	sent := &s.doc.Sentences[sentence]
	r := &phraseReader{doc: s.doc, s: sent, mention: map[int]*extract.Mention{}, limit: len(sent.Tokens), known: known}
	for i := range sent.Mentions {
		r.mention[sent.Mentions[i].First] = &sent.Mentions[i]
	}
	for r.first < len(sent.Tokens)-1 && (s.within(sent.Tokens[r.first].Span) >= 0 || sent.Tokens[r.first].Kind == extract.Punct) {
		r.first++
	}
	return r
}

// within is the outermost quotation that covers the span, -1 for none.
func (s *speech) within(span extract.Span) int {
	i, _ := slices.BinarySearchFunc(s.quotes, span.Start+1, func(q extract.Quotation, at int) int { return q.Start - at })
	for i--; i >= 0; i-- {
		if s.quotes[i].Parent >= 0 {
			continue
		}
		if s.quotes[i].Covers(span) {
			return i
		}
		return -1
	}
	return -1
}

// nextQuote is the first token from k on that lies in a quotation.
func (s *speech) nextQuote(sent *extract.Sentence, k int) int {
	for ; k < len(sent.Tokens); k++ {
		if s.within(sent.Tokens[k].Span) >= 0 {
			return k
		}
	}
	return k
}

// readSentence adds a sentence's items to its block's row.
func (s *speech) readSentence(index int, known func(string) bool) {
	sent := &s.doc.Sentences[index]
	row := &s.rows[sent.Block]
	if row.speakers == nil {
		row.speakers, row.quoteAt = map[int]*speaker{}, map[int]int{}
	}
	r := s.reader(index, known)
	next := 0
	for i := 0; i < len(sent.Tokens); {
		item := match.Item{Span: sent.Tokens[i].Span, First: i, Last: i + 1, Word: sent.Tokens[i].Norm}
		if q := s.within(item.Span); q >= 0 {
			if n := len(row.items) - 1; n >= 0 && row.items[n].Labels&match.QUOTE != 0 && row.quoteAt[n] == q {
				i++
				continue
			}
			item.Span, item.Word, item.Labels = s.quotes[q].Span, "", match.QUOTE
			row.quoteAt[len(row.items)] = q
			i++
			next = i
		} else {
			if i >= next {
				next = s.nextQuote(sent, i)
			}
			r.limit = s.nextQuote(sent, i)
			i = r.item(i, row, &item)
		}
		row.sentence = append(row.sentence, index)
		row.items = append(row.items, item)
	}
}

// item fills the item that begins at token i and gives the token after it.
func (r *phraseReader) item(i int, row *speechRow, item *match.Item) int {
	if who, j, ok := r.at(i); ok && j > i {
		item.Last, item.Span, item.Word = j, extract.Span{Start: r.s.Tokens[i].Start, End: r.s.Tokens[j-1].End}, ""
		item.Labels = match.PERSON
		if who.text {
			item.Labels = match.TEXT
		}
		if who.pronoun == "it" {
			item.Word = "it"
		}
		row.speakers[len(row.items)] = &who
		return j
	}
	m := r.mention[i]
	if m == nil || m.Last > r.limit {
		item.Skip = speechSkips[item.Word]
		return i + 1
	}
	item.Last, item.Span = m.Last, m.Span
	if m.Last > i+1 {
		item.Word = ""
	}
	switch m.Kind {
	case extract.DateMention:
		item.Labels = match.DATE
	case extract.NumberMention:
		item.Labels = match.NUM
	case extract.SymbolMention:
		item.Labels = match.SYMBOL
	case extract.NameMention:
		for _, e := range m.Entries {
			switch e.Kind {
			case extract.Body:
				item.Labels |= match.BODY
				row.speakers[len(row.items)] = &speaker{span: m.Span, body: e.ID}
			case extract.Group:
				item.Labels |= match.GROUP | match.PERSON
				row.speakers[len(row.items)] = &speaker{span: m.Span, name: e.Text, state: true}
			default:
				item.Labels |= match.ADJ
				row.speakers[len(row.items)] = &speaker{span: m.Span, country: e.ID, state: true}
			}
		}
	}
	return m.Last
}

// speechSkips are passed over between the parts of a pattern.
var speechSkips = wordSet(`the a an very just only both either`)

// speakerAt is the speaker of an item, with what the article tells of them elsewhere, or whom a pronoun means.
func (s *speech) speakerAt(block, item int) *speaker {
	who := s.rows[block].speakers[item]
	if who == nil {
		return nil
	}
	full := *who
	if full.pronoun != "" {
		if meant := s.meant(block, item, &full); meant != nil {
			resolved := *meant
			resolved.pronoun, resolved.span, resolved.named = full.pronoun, full.span, meant.span
			return &resolved
		}
		return &full
	}
	if full.country == "" && full.role != "" {
		full.country = s.owner(block, item, &full)
	}
	if full.name == "" && full.role != "" && !full.vague {
		if p := s.holder(block, item, &full); p != nil {
			full.name, full.gender = p.name, p.gender
			if full.country == "" {
				full.country = p.country
			}
		}
	}
	if p := s.person(full.name); p != nil && full.name != "" {
		full.name = p.name
		if full.country == "" {
			full.country = p.country
		}
		if full.role == "" {
			full.role = p.role
		}
		if full.gender == 0 {
			full.gender = p.gender
		}
	}
	return &full
}
