package claims

import (
	"strings"

	"stet/extract"
)

// organ is a named body.
type organ struct {
	sentence int
	span     extract.Span
	id       string // "" for a foreign one
}

// bareCouncils reads "the council" as the Security Council only where the article names that one; beside the
// Human Rights Council it is that, and in a sentence about a town it is the town's.
func (a *article) bareCouncils() {
	named := a.named
	for i, o := range a.organs {
		if text := extract.Fold(a.doc.Quote(o.span)); o.id != "SC" || text != "council" && text != "council's" {
			continue
		}
		switch {
		case a.townHall(o.sentence):
			a.organs[i].id = ""
		case a.ofGroup(o):
			a.organs[i].id = ""
		case named["SC"]:
		case named["HRC"] && !a.acts("HRC"):
			a.organs[i].id = "UN" // "suspended from the Human Rights Council. The Council has 47 seats."
		case named["HRC"]:
			a.organs[i].id = "HRC"
		default:
			a.organs[i].id = "" // a council that is not introduced is some other one
		}
	}
}

// acts reports whether the article names the organ by its full name as one that does something, not just as what a vote was about.
func (a *article) acts(id string) bool {
	for _, o := range a.organs {
		if text := extract.Fold(a.doc.Quote(o.span)); o.id == id && text != "council" && text != "council's" {
			return true
		}
	}
	return false
}

// ofGroup reports whether a group's name stands right before the organ: "the EU's Council".
func (a *article) ofGroup(o organ) bool {
	s := &a.doc.Sentences[o.sentence]
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind == extract.NameMention && m.Entries[0].Kind == extract.Group && m.End < o.span.Start && o.span.Start-m.End < 4 {
			return true
		}
	}
	return false
}

var localWords = wordSet(`city town village mayor municipal parish borough county ward suburb provincial cantonal`)

func (a *article) townHall(sentence int) bool {
	s := &a.doc.Sentences[sentence]
	for i := range s.Tokens {
		if localWords[s.Tokens[i].Norm] {
			return true
		}
	}
	return false
}

// addressee reports whether the organ is not where the vote was, but what it was about: "from the Human
// Rights Council", "asks the Security Council to".
func addressee(s *extract.Sentence, m *extract.Mention, id string) bool {
	i := m.First - 1
	for i >= 0 && beforeOrgan[s.Tokens[i].Norm] {
		i--
	}
	if i < 0 {
		return false
	}
	if id == "court" {
		return prepositions[s.Tokens[i].Norm]
	}
	switch s.Tokens[i].Norm {
	case "created", "established", "creating", "establishing", "new", "up", "founded":
		return id == "HRC"
	case "from", "off", "ask", "asks", "asked", "asking", "urges", "urged", "requests", "requested", "on":
		return true
	case ",":
		return i > 0 && id != "GA" && id != "SC" && (s.Tokens[i-1].Norm == "watchdog" || s.Tokens[i-1].Norm == "agency") // "a team from the watchdog, the OPCW"
	case "with":
		return id != "GA" && id != "SC" // "a joint mission with the OPCW"
	case "to":
		return id == "HRC"
	case "in", "of":
		return i > 0 && belonging[s.Tokens[i-1].Norm]
	}
	return false
}

// beforeOrgan are words that may stand before an organ's name and belong to it.
var beforeOrgan = wordSet(`the un u.n united nations its`)

var prepositions = wordSet(`ask asks asked asking request requesting requested petition of by to at before from in with against for on`)

// belonging are words that make an organ what a vote was about: "membership of the Human Rights Council".
var belonging = wordSet(`participation membership seat place member members term rights role status presence representation`)

// bodyID is the organ that a BODY item names.
func (p *passage) bodyID(item int) string {
	for _, i := range p.items[item].Mentions {
		for _, e := range p.s.Mentions[i].Entries {
			if e.Kind == extract.Body {
				return e.ID
			}
		}
	}
	return ""
}

// where is the organ that a claim at the span speaks of, and how surely: 1 in its sentence, less where
// it is carried over. A foreign organ has id "" and certainty above 0.
func (a *article) where(sentence int, span extract.Span) (id string, certainty float64) {
	best := a.organNear(sentence, span)
	if best >= 0 && a.organs[best].id != "UN" {
		return a.organs[best].id, 1
	}
	if id, certainty, ok := a.organBefore(sentence, best >= 0); ok {
		return id, certainty
	}
	if best >= 0 {
		return "UN", 1
	}
	for _, o := range a.organs {
		if o.sentence < sentence && o.id == "UN" {
			return "UN", 0.3
		}
	}
	for _, o := range a.organs {
		if o.sentence > sentence && o.id != "UN" && o.id != "" {
			return o.id, 0.5
		}
	}
	return "UN", 0.2
}

// organNear is the index of the organ of the sentence that the span is most likely of, -1 for none.
func (a *article) organNear(sentence int, span extract.Span) int {
	best, distance := -1, 1<<30
	for i, o := range a.organs {
		if o.sentence != sentence {
			continue
		}
		if (o.id == "" || o.id == "court") && span.Covers(o.span) && o.span.Start > span.Start {
			continue // in an insertion: "Israel, to the fury of some in Congress, was in favour"
		}
		if o.id == "court" && o.span.Start >= span.End {
			continue // what comes after a vote is told is its subject or its object: "abstained over a clause on the Court"
		}
		if o.id == "" && o.span.Start >= span.End && a.clauseBetween(sentence, span.End, o.span.Start) {
			continue // "abstained, in protest at the status that the Olympic Committee gives them"
		}
		d := max(span.Start-o.span.End, o.span.Start-span.End, 0)
		if o.span.Start > span.End {
			d = d*2 + 10 // what went before counts first
		}
		if o.id == "UN" {
			d = d*2 + 150
		}
		if d < distance {
			best, distance = i, d
		}
	}
	return best
}

// organBefore is the organ that the text before a sentence carries over to it, less surely where the sentence names the United Nations itself.
func (a *article) organBefore(sentence int, un bool) (id string, certainty float64, ok bool) {
	block := a.doc.Sentences[sentence].Block
	for i := len(a.organs) - 1; i >= 0; i-- {
		o := a.organs[i]
		if o.sentence >= sentence || o.id == "UN" || o.id == "" || o.id == "court" && (a.plenaryIn(o.sentence) || a.doc.Sentences[o.sentence].Block != block) {
			continue
		}
		if o.id != "GA" && o.id != "SC" && a.doc.Sentences[o.sentence].Block != block && !a.decidesIn(o.sentence) {
			continue // "An Indian delegate told the First Committee": what comes after is not its vote
		}
		gap := sentence - o.sentence
		share := 1.0
		if first := a.firstPlenary(o.sentence); first != "" && first != o.id && (o.id == "GA" || o.id == "SC") {
			o.id, share = first, 0.6 // "the Assembly demanded a truce, days after a veto in the Council" is of the Assembly
		}
		switch {
		case a.doc.Sentences[o.sentence].Block == block:
			return o.id, share * max(0.5, 0.9-0.1*float64(gap)), true
		case un:
			return o.id, 0.35, true
		}
		return o.id, max(0.2, 0.6-0.05*float64(gap)), true
	}
	return "", 0, false
}

// decidesIn reports whether the sentence tells a vote or a decision.
func (a *article) decidesIn(sentence int) bool {
	for _, t := range a.doc.Sentences[sentence].Tokens {
		if decisions[t.Norm] {
			return true
		}
	}
	return false
}

var decisions = wordSet(`vote voted votes voting ballot adopted adopts approved approves passed rejected endorsed carried defeated abstained abstentions abstaining opposed`)

// headedForeign reports whether a subhead, or a question set before the block, asks about a foreign organ: "And the Senate?"
func (a *article) headedForeign(block int) bool {
	if block == 0 {
		return false
	}
	head := a.doc.Blocks[block-1]
	if text := strings.TrimRight(a.doc.Quote(head.Span), "*_ "); head.Role != extract.Subhead && !strings.HasSuffix(text, "?") {
		return false
	}
	found := false
	for _, o := range a.organs {
		if a.doc.Sentences[o.sentence].Block == block-1 {
			if found = o.id == ""; !found {
				return false
			}
		}
	}
	return found
}

// clauseBetween reports whether another clause begins between two places of a sentence, and goes on to the second.
func (a *article) clauseBetween(sentence, from, to int) bool {
	s := &a.doc.Sentences[sentence]
	comma := false
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case t.Start < from:
		case t.End > to:
			return false
		case t.Norm == ",":
			comma = true
		case comma && opensClause[t.Norm]:
			return true
		}
	}
	return false
}

var opensClause = wordSet(`that which who whose because after before while when where as since although though protest`)

// firstPlenary is the first of the Assembly and the Council that a sentence names, "" for none.
func (a *article) firstPlenary(sentence int) string {
	for _, o := range a.organs {
		if o.sentence == sentence && (o.id == "GA" || o.id == "SC") {
			return o.id
		}
	}
	return ""
}

// assemblyOf reports whether "of" and a people or place follow: then the assembly is theirs.
func assemblyOf(s *extract.Sentence, i int) bool {
	return i+1 < len(s.Tokens) && s.Tokens[i].Norm == "of" && s.Tokens[i+1].Norm != "nations" && s.Tokens[i+1].Norm != "states"
}

// plenaryIn reports whether the sentence names the Assembly or the Security Council: another organ beside it is mentioned in
// passing ("the Assembly asked for an opinion after the Knesset banned the agency").
func (a *article) plenaryIn(sentence int) bool {
	for _, o := range a.organs {
		if o.sentence == sentence && (o.id == "GA" || o.id == "SC") {
			return true
		}
	}
	return false
}

// foreign reports whether the nearest organ in the claim's sentence is a foreign one.
func (a *article) foreign(sentence int, span extract.Span) bool {
	id, certainty := a.where(sentence, span)
	if certainty == 1 {
		return id == "" || id == "court"
	}
	if id == "UN" && certainty > 0.5 {
		return false
	}
	block := a.doc.Sentences[sentence].Block
	if certainty < 1 && a.headedForeign(block) {
		return true
	}
	for i := len(a.organs) - 1; i >= 0; i-- { // "The Knesset … . Four members abstained."
		o := a.organs[i]
		if o.sentence >= sentence || o.id == "" && a.clauseBetween(o.sentence, a.doc.Sentences[o.sentence].Start, o.span.Start) {
			continue
		}
		return o.sentence >= sentence-2 && a.doc.Sentences[o.sentence].Block == block && (o.id == "" || o.id == "court") && !a.plenaryIn(o.sentence)
	}
	return false
}
