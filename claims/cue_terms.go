package claims

import (
	"sort"
	"stet/claims/link"
	"stet/extract"
)

// frequentTerms are those of four sentences and of at least a twelfth of all.
func frequentTerms(sentences [][]string) []string {
	count := map[string]int{}
	for _, terms := range sentences {
		seen := map[string]bool{}
		for _, t := range terms {
			if !seen[t] {
				seen[t] = true
				count[t]++
			}
		}
	}
	var out []string
	for t, n := range count {
		if n >= 4 && n*12 >= len(sentences) {
			out = append(out, t)
		}
	}
	return out
}

func sentenceWords(s *extract.Sentence) []string { return subjectWords(s, false) }

// subjectWords are the words that may tell what a sentence is about; where a group's votes are told, its name does not: "all 27 members of the
// European Union backed it".
func subjectWords(s *extract.Sentence, grouped bool) []string {
	out := make([]string, 0, len(s.Tokens))
	for i := 0; i < len(s.Tokens); i++ {
		if end := groupAt(s, i); grouped && end > i {
			i = end - 1
			continue
		}
		if i+1 < len(s.Tokens) && eras[s.Tokens[i+1].Norm] && s.Tokens[i].Cap {
			continue // "the first Trump administration" says when, not what
		}
		if s.Tokens[i].Kind == extract.Word {
			out = append(out, s.Tokens[i].Norm)
		}
	}
	return out
}

// groupAt is the token after a group's name that begins at token i, 0 where none does.
func groupAt(s *extract.Sentence, i int) int {
	for k := range s.Mentions {
		if m := &s.Mentions[k]; m.First == i && len(m.Entries) > 0 && m.Entries[0].Kind == extract.Group {
			return m.Last
		}
	}
	return 0
}

// eras are words after a name that make it a time.
var eras = wordSet(`administration presidency premiership era years government`)

// local are the terms of the claim's sentence, the one before it, its subhead and its block's first sentence.
func (c *surroundings) local(claim *Claim) map[string]float64 {
	out := map[string]float64{}
	weight := 1.0
	put := func(i int) {
		for _, t := range c.terms[i] {
			out[t] = max(out[t], weight)
		}
	}
	put(claim.Sentence)
	back := c.topicalDistance(claim.Sentence, false)
	if c.another(claim) {
		return out
	}
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-3; i-- {
		if c.a.doc.Sentences[i].Block == block {
			weight = back[claim.Sentence-i]
			put(i)
		}
	}
	weight = 0.7
	if role := c.a.doc.Blocks[block].Role; role == extract.Headline || role == extract.Summary {
		return out
	}
	for i := claim.Sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			put(i)
			break
		}
	}
	return out
}

// phrases are the runs of terms of the claim's sentence and those before it in running text, by their weight.
func (c *surroundings) phrases(claim *Claim) []link.Phrase {
	out := []link.Phrase{{Terms: c.terms[claim.Sentence], Weight: 1}}
	for gap, w := range c.topicalDistance(claim.Sentence, c.another(claim)) {
		if w >= 0.2 {
			out = append(out, link.Phrase{Terms: c.terms[claim.Sentence-gap], Weight: w})
		}
	}
	if intro := c.introduction(claim.Sentence); intro >= 0 {
		out = append(out, link.Phrase{Terms: c.terms[intro], Weight: 0.75})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}

// thin is the rarity, in nats, under which a sentence's own words do not tell its subject.
const thin = 16

// besideItem is the weight of the terms of a list's other items.
const besideItem = 0.06

func itemized(role extract.Role) bool { return role == extract.ListItem || role == extract.TableRow }

// weighTerms gives every term of the article the weight of its nearness to the claim.
func (c *surroundings) weighTerms(claim *Claim) map[string]float64 {
	out := map[string]float64{}
	own := 0.0
	for _, t := range c.terms[claim.Sentence] {
		own += c.index.Rarity(t)
	}
	back := c.topicalDistance(claim.Sentence, c.another(claim))
	lift := max(1, min(2, 2-own/thin)) // a sentence with no subject of its own leans on the others
	put := func(terms []string, w float64) {
		if w < 1 {
			w = min(0.85, w*lift)
		}
		for _, t := range terms {
			out[t] = max(out[t], w)
		}
	}
	sentences := c.a.doc.Sentences
	block := sentences[claim.Sentence].Block
	if c.another(claim) {
		put(c.terms[claim.Sentence], 1)
		put(c.title, 0.3)
		put(c.frequent, 0.2)
		return out // another text than those told before: only its own words count
	}
	for i := range sentences {
		role := c.a.doc.Blocks[sentences[i].Block].Role
		switch gap := i - claim.Sentence; {
		case gap == 0:
			put(c.terms[i], 1)
		case sentences[i].Block != block && itemized(role) && itemized(c.a.doc.Blocks[block].Role):
			put(c.terms[i], besideItem) // each item of a list, each row of a table has a subject of its own
		case gap < 0 && back[-gap] > 0:
			put(c.terms[i], back[-gap])
		case sentences[i].Block == block && gap < 0:
			put(c.terms[i], 0.25)
		case sentences[i].Block == block:
			put(c.terms[i], max(0.15, 0.45-0.1*float64(gap)))
		case role == extract.Headline:
			put(c.terms[i], 0.6)
		case role == extract.Subhead && i < claim.Sentence && !c.subheadBetween(i, claim.Sentence):
			put(c.terms[i], 0.7)
		case gap < 0 && gap > -6:
			put(c.terms[i], 0.3)
		default:
			put(c.terms[i], 0.12)
		}
	}
	if intro := c.introduction(claim.Sentence); intro >= 0 {
		put(c.terms[intro], 0.75)
	}
	c.dampVoters(claim, out)
	put(c.title, 0.6)
	put(c.frequent, 0.45)
	return out
}

// dampVoters keeps the states whose vote the claim tells from counting as its subject; the longer the
// list, the less each of them says.
func (c *surroundings) dampVoters(claim *Claim, terms map[string]float64) {
	voters := c.voters[claim.Sentence]
	if f, ok := claim.Fact.(positionFact); ok {
		voters = append(append([]name(nil), f.names...), f.besides...)
	}
	most := min(0.3, 0.6/float64(max(1, len(voters))))
	for _, n := range voters {
		for _, e := range n.entries {
			for _, code := range codes(e.ID) {
				if w, ok := terms["@"+code]; ok {
					terms["@"+code] = min(w, most)
				}
			}
		}
	}
}

// introduction is the last sentence before the table or list that a claim stands in, or -1.
func (c *surroundings) introduction(sentence int) int {
	role := c.a.doc.Blocks[c.a.doc.Sentences[sentence].Block].Role
	if role != extract.TableRow && role != extract.ListItem {
		return -1
	}
	for i := sentence - 1; i >= 0; i-- {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role != role {
			return i
		}
	}
	return -1
}

// topicalDistance weighs the sentences before one in running text, by their distance: the nearest that has a subject
// of its own counts fully if the sentence has none ("that text", "it"), those before it less and less, and over a paragraph's end less again.
func (c *surroundings) topicalDistance(sentence int, shifted bool) map[int]float64 {
	out := map[int]float64{}
	block := c.a.doc.Sentences[sentence].Block
	weight := 0.95
	if c.subjectIn(sentence) {
		weight = 0.7
	}
	if shifted {
		weight = 0.2
	}
	for i := sentence - 1; i >= 0 && i > sentence-8 && c.a.runsOn(i, i+1); i-- {
		if b := c.a.doc.Sentences[i].Block; b != block {
			block = b
			weight *= overParagraph
		}
		if weight < 0.3 {
			break
		}
		out[sentence-i] = weight
		if c.subjectIn(i) {
			weight = max(0.25, weight*0.6)
		}
	}
	return out
}

// overParagraph is how much a subject loses from one paragraph to the next.
const overParagraph = 0.75

// subjectIn reports whether a sentence names what a vote may be about.
func (c *surroundings) subjectIn(sentence int) bool {
	sum := 0.0
	for _, t := range c.terms[sentence] {
		if t[0] != '@' { // states are voters as often as subjects
			sum += c.index.Rarity(t)
		}
	}
	return sum >= 5
}

func (c *surroundings) subheadBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if c.a.doc.Blocks[c.a.doc.Sentences[i].Block].Role == extract.Subhead {
			return true
		}
	}
	return false
}
