package claims

import (
	"strings"
	"sync"

	"stet/extract"
)

// speaker is who speaks in a place of the article: a person, an office, a state, a document, or a pronoun.
type speaker struct {
	span     extract.Span
	name     string       // "Barbara Woodward", "Woodward"; "" where no name stands
	role     string       // as the article words it: "ambassador", "deputy foreign minister"
	roleSpan extract.Span // of the role, where it stands with the name
	country  string       // member code, "" where not told
	gender   byte         // 'f', 'm', or 0
	pronoun  string       // "he", "she", "it"; "" for any other
	named    extract.Span // of what a pronoun stands for
	state    bool         // a state or capital itself speaks
	text     bool         // a resolution or draft
	paper    bool         // another document: a letter, a statement
	body     string       // an organ that speaks
	vague    bool         // "a diplomat", "officials": nobody that a record could name
}

// String names the speaker for a reading.
func (s *speaker) String() string {
	var parts []string
	for _, p := range []string{s.name, s.role} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if s.country != "" {
		parts = append(parts, strings.ReplaceAll(s.country, "+", " and "))
	}
	if len(parts) == 0 {
		return s.pronoun
	}
	return strings.Join(parts, ", ")
}

// Word sets of quotation.pat's definitions.
var (
	roleWords   = definedWords("roles")
	roleMods    = definedWords("rolemods")
	titleWordsP = definedWords("titles")
	textHeads   = definedWords("texts")
	textMods    = definedWords("textmods")
	paperHeads  = definedWords("papers")
	femaleNames = definedWords("female")
	maleNames   = definedWords("male")
	speechNouns = definedWords("nouns") // what somebody says: "her answer"
	cueWords    = definedWords("says", "tells", "writes", "labels", "docsays", "starts")
)

// quotationDefs are the definitions of quotation.pat.
var quotationDefs = sync.OnceValue(func() map[string]string { return definitions("quotation.pat") })

// definedWords are the single words of definitions in quotation.pat.
func definedWords(names ...string) map[string]bool {
	defs := quotationDefs()
	set := map[string]bool{}
	for _, n := range names {
		for _, alt := range strings.Split(defs[n], "|") {
			if w := strings.Fields(alt); len(w) == 1 {
				set[strings.Trim(w[0], "()")] = true
			}
		}
	}
	return set
}

// phraseReader reads who can speak in one sentence, outside the quotations.
type phraseReader struct {
	doc     *extract.Document
	s       *extract.Sentence
	mention map[int]*extract.Mention // by first token
	limit   int                      // the token where a quotation or the sentence ends
	first   int                      // the sentence's first token outside quotations
	known   func(surname string) bool
}

func (r *phraseReader) token(i int) *extract.Token {
	if i < 0 || i >= r.limit {
		return &extract.Token{}
	}
	return &r.s.Tokens[i]
}

// at reads the speaker that begins at token i and gives the token after it.
func (r *phraseReader) at(i int) (speaker, int, bool) {
	if w := r.token(i).Norm; w == "he" || w == "she" || w == "it" {
		gender := map[string]byte{"he": 'm', "she": 'f'}[w]
		return speaker{pronoun: w, gender: gender, span: r.token(i).Span}, i + 1, true
	}
	if w := r.token(i).Norm; (w == "his" || w == "her" || w == "its") && speechNouns[r.token(i+1).Norm] {
		pronoun := map[string]string{"his": "he", "her": "she", "its": "it"}[w]
		return speaker{pronoun: pronoun, gender: map[string]byte{"his": 'm', "her": 'f'}[w], span: r.token(i).Span}, i + 1, true
	}
	if s, j, ok := r.document(i); ok {
		return s, j, true
	}
	s, j, ok := r.office(i)
	if !ok {
		return s, i, false
	}
	s.span = extract.Span{Start: r.s.Tokens[i].Start, End: r.s.Tokens[j-1].End}
	return s, j, true
}

// document reads "its own resolution", "Resolution 2774", "the letter".
func (r *phraseReader) document(i int) (speaker, int, bool) {
	j, issuer := i, ""
	for j < r.limit && j < i+8 {
		if m := r.mention[j]; m != nil {
			if m.Kind == extract.NameMention && m.Poss && issuer == "" {
				issuer = countryOf(m)
			}
			if m.Kind == extract.SymbolMention {
				return r.documentAt(i, m.Last, false)
			}
			if m.Kind != extract.NameMention || m.Last == r.limit {
				return speaker{}, i, false
			}
			j = m.Last
			continue
		}
		w := r.token(j).Norm
		switch {
		case textHeads[w]:
			if j++; r.mention[j] != nil && r.mention[j].Kind == extract.SymbolMention {
				j = r.mention[j].Last
			} else if r.token(j).Kind == extract.Digits {
				j++
			}
			return r.documentAt(i, j, false)
		case paperHeads[w] && j > i:
			s, j, ok := r.documentAt(i, j+1, true)
			if issuer != "" { // "Chile's statement": the state's words
				s.paper, s.state, s.country = false, true, issuer
			}
			return s, j, ok
		case determiner(w) && (j == i || w == "own") || textMods[w] || w == "-" && j > i || w == "backed" || w == "led" || w == "drafted" || w == "sponsored" || w == "joint":
			j++
		default:
			return speaker{}, i, false
		}
	}
	return speaker{}, i, false
}

func (r *phraseReader) documentAt(i, j int, paper bool) (speaker, int, bool) {
	if j > r.limit {
		return speaker{}, i, false
	}
	return speaker{text: !paper, paper: paper, span: extract.Span{Start: r.s.Tokens[i].Start, End: r.s.Tokens[j-1].End}}, j, true
}

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "one", "another", "its", "their", "his", "her", "this", "that", "our":
		return true
	}
	return false
}

// office reads "the U.K. Ambassador to the U.N. Barbara Woodward", "France's envoy", "Ms Shea", "Moscow" and,
// after a name, what stands between commas: ", the British ambassador,".
func (r *phraseReader) office(i int) (speaker, int, bool) {
	var s speaker
	begin := i
	det := r.token(i).Norm
	if m := r.mention[i]; determiner(det) && !(det == "that" && r.token(i+1).Cap) && (m == nil || m.Kind == extract.NumberMention) { // a name may have its article: "the US"
		i++
	}
	j, head := r.before(i, &s)
	if head {
		if r.token(j-1).Poss && paperHeads[r.token(j).Norm] { // "the Secretary-General's statement"
			s.role, s.paper = r.words(i, j), true
			return s, j + 1, true
		}
		j = r.complement(j, &s)
		s.role, s.roleSpan = strings.TrimSpace(strings.Join(strings.Fields(r.words(i, j)), " ")), r.spanOf(i, j)
	}
	named := j
	if n := r.nameEnd(j, head || s.gender != 0 || s.country != "" && j > i); n > j {
		s.name, named = r.words(j, n), n
	} else if head && r.token(j).Norm == "," { // "Russia's ambassador, Vassily Nebenzia,"
		if n := r.nameEnd(j+1, false); n > j+2 || n == j+2 && r.known(r.token(j+1).Norm) {
			s.name, named = r.words(j+1, n), n
			if r.token(n).Norm == "," {
				named = n + 1
			}
			return s, named, true
		}
	}
	switch {
	case s.name != "":
		return r.apposed(r.placedIn(named, begin, &s), s)
	case head:
		s.vague = s.country == "" && det != "the" && det != "his" && det != "her" && det != "its" || vagueRole(r.token(j-1).Norm) && s.country == ""
		return r.clause(j, s)
	}
	return r.alone(begin, i)
}

func vagueRole(w string) bool {
	switch w {
	case "person", "source", "sources", "insider", "aide", "attendee", "participant", "bystander", "onlooker",
		"officials", "diplomats", "envoys", "delegates", "ministers", "leaders", "ambassadors":
		return true
	}
	return false
}

// before reads what stands before a name: country, office, title. head tells whether an office was read.
func (r *phraseReader) before(i int, s *speaker) (end int, head bool) {
	for n := 0; n < 14 && i < r.limit; n++ {
		if m := r.mention[i]; m != nil && m.Kind == extract.NameMention && m.Last <= r.limit && !r.givenName(m) {
			if code := countryOf(m); code != "" && !(head && !m.Poss) {
				if s.country == "" {
					s.country = code
				}
			} else if head || code != "" {
				return i, head
			}
			i = m.Last
			if r.token(i).Norm == "'" && !r.token(i).Gap {
				i++
			}
			continue
		}
		t := r.token(i)
		switch {
		case titleWordsP[t.Norm] && t.Cap:
			s.gender = titleGender(t.Norm, s.gender)
			if i++; r.token(i).Norm == "." && !r.token(i).Gap {
				i++
			}
			if !r.name(i) {
				return i, head
			}
		case roleWords[t.Norm] && !(t.Norm == "general" && !head):
			s.gender = roleGender(t.Norm, s.gender)
			head = true
			i++
		case roleMods[t.Norm] && (!t.Cap || !head):
			i++
		case t.Norm == "-" && !t.Gap && i > 0 && (head || roleMods[r.token(i-1).Norm] || r.mention[i+1] == nil) && (roleWords[r.token(i+1).Norm] || roleMods[r.token(i+1).Norm]):
			i++
		case t.Norm == "," && roleMods[r.token(i+1).Norm] && !head && r.token(i-1).Poss:
			i++
		default:
			return i, head
		}
	}
	return i, head
}

// countryOf is the member that a name stands for.
func countryOf(m *extract.Mention) string {
	for _, e := range m.Entries {
		switch e.Kind {
		case extract.State, extract.Demonym, extract.Capital:
			return e.ID
		}
	}
	return ""
}

// complement reads "to the United Nations", "of state", "for human rights", "at the UN".
func (r *phraseReader) complement(i int, s *speaker) int {
	for n := 0; n < 3; n++ {
		switch r.token(i).Norm {
		case "to", "of", "for", "at", "on", "from":
		case "in": // "the foreign ministry in Lima"; an ambassador in Lima is another state's
			if m := r.mention[i+1]; m == nil || !atHome[r.token(i-1).Norm] || !stateOrCapital(m) {
				return i
			}
		case "a":
			if r.token(i+1).Norm == "." || r.token(i+1).Norm == "i" { // a.i.
				i += 2
				continue
			}
			return i
		default:
			return i
		}
		k := i + 1
		for determiner(r.token(k).Norm) && r.mention[k] == nil {
			k++
		}
		from := k
		for k < r.limit && k < from+4 {
			if m := r.mention[k]; m != nil && m.Kind == extract.NameMention && m.Last <= r.limit {
				if code := countryOf(m); code != "" && s.country == "" && placeOf[r.token(i).Norm] {
					s.country = code
				}
				if k = m.Last; !m.Poss {
					break
				}
				continue // "the EU's diplomatic service"
			}
			t := r.token(k)
			if !(t.Kind == extract.Word && (t.Cap && !notNames[t.Norm] || roleMods[t.Norm] || roleWords[t.Norm] || complements[t.Norm])) {
				break
			}
			k++
		}
		if k == from {
			return i
		}
		i = k
	}
	return i
}

// atHome are offices that stand in the capital of their own state; placeOf are words before the state of an office.
var (
	atHome  = wordSet(`ministry government chancellery presidency parliament administration`)
	placeOf = wordSet(`of for from in`)
)

// complements are words of offices after "of", "for" and "at": "secretary of state for foreign affairs".
var complements = wordSet(`diplomatic service bloc alliance league bank fund bureau directorate state affairs foreign delegation mission council assembly nations united un organization organisation body rights peace operations department party group union agency secretariat school university institute college and treasury war defence justice trade institute world union department centre center committee commission think tank`)

// spanOf is the span of a range of tokens.
func (r *phraseReader) spanOf(i, j int) extract.Span {
	if j <= i {
		return extract.Span{}
	}
	return extract.Span{Start: r.s.Tokens[i].Start, End: r.s.Tokens[j-1].End}
}

// words is the text of a range of tokens.
func (r *phraseReader) words(i, j int) string {
	if j <= i {
		return ""
	}
	text := r.doc.Text[r.s.Tokens[i].Start:r.s.Tokens[j-1].End]
	if r.s.Tokens[j-1].Poss {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s")
	}
	return strings.Join(strings.Fields(text), " ")
}
