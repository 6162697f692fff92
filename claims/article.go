package claims

import (
	"strings"
	"time"

	"stet/extract"
	"stet/extract/match"
)

// article is a document as the kinds look at it.
type article struct {
	doc        *extract.Document
	passages   []*passage // by sentence; nil where nothing of a vote stands
	countCache map[int][]count
	named      map[string]bool // organs that the text names in full
	scopedTo   map[int]int     // by sentence: where its last count of a group's members ends
	tallyCache []found[tallyFact]
	membership func(time.Time) int // members of the United Nations on a day
	sidesTold  []sideTold          // while positions are read
	lastVoters []name              // the states whose vote was told last, while positions are read
	organs     []organ             // every organ named, in text order
}

// organ is a named body.
type organ struct {
	sentence int
	span     extract.Span
	id       string // "" for a foreign one
}

// triggers are words without which a sentence tells no vote.
var triggers = wordSet(`vote votes voted voting voters abstain abstains abstained abstaining abstention abstentions abstainers veto vetoes vetoed vetoing adopt adopted
	adopts passed passes pass approved approves approve rejected rejects reject carried endorsed endorses backed backs supported supports support opposed opposes oppose
	against favour favor favoured favored yes no noes nays ayes unanimously unanimous consensus condemned condemns resolution resolutions did blocked blocks
	absent absentees boycotted skipped likewise joined sided dissent dissented ballots tally result count voting suspended demanded demands called urges urged defeated
	went scraped dissenting negative recorded endorse deplored denounced amendment amendments other others remaining stood joining sided same opposition opposing backing declared
	votes-to majority threshold two-thirds calls granted`)

// emergencySession reports whether the sentence names one of the Assembly's special sessions.
func emergencySession(s *extract.Sentence) bool {
	for i := 2; i < len(s.Tokens); i++ {
		if s.Tokens[i].Norm == "session" && s.Tokens[i-1].Norm == "special" && s.Tokens[i-2].Norm == "emergency" {
			return true
		}
	}
	return false
}

func triggered(s *extract.Sentence) bool {
	for i := range s.Tokens {
		if triggers[s.Tokens[i].Norm] || s.Tokens[i].Norm == "-" && i > 0 && s.Tokens[i-1].Kind == extract.Digits || s.Tokens[i].Kind == extract.Digits {
			return true
		}
	}
	return false
}

// newArticle analyses the document. It is nil where the text has nothing to do with the United Nations.
func newArticle(doc *extract.Document, c *Checker) *article {
	extract.Analyze(doc, c.lexicon, nil)
	a := &article{doc: doc, passages: make([]*passage, len(doc.Sentences)), countCache: map[int][]count{}, scopedTo: map[int]int{}, named: map[string]bool{}, membership: c.membersOn}
	un := strings.Contains(doc.Title, "UN ") || strings.Contains(doc.Title, "U.N.") || strings.Contains(doc.Title, "United Nations")
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		un = un || emergencySession(s)
		for k := range s.Mentions {
			m := &s.Mentions[k]
			if m.Kind == extract.SymbolMention && strings.Contains(m.Symbol, "/") {
				un = true
			}
			for _, e := range m.Entries {
				if e.Kind != extract.Body {
					continue
				}
				if text := doc.Quote(m.Span); len(text) > 8 || text == "UNSC" || text == "UNHRC" {
					a.named[e.ID] = true
				}
				if !addressee(s, m, e.ID) && !(m.Poss && e.ID != "GA" && e.ID != "SC") {
					a.organs = append(a.organs, organ{i, m.Span, e.ID})
				}
				un = un || e.ID == "UN" || e.ID == "HRC" || strings.HasPrefix(e.ID, "GA ") || len(e.Text) > 8 && (e.ID == "GA" || e.ID == "SC") || e.Text == "UNGA" || e.Text == "UNSC" ||
					e.ID != "" && e.ID != "GA" && e.ID != "SC"
				break
			}
		}
	}
	if !un {
		return nil
	}
	a.bareCouncils()
	for i := range doc.Sentences {
		after := i > 0 && doc.Sentences[i-1].Block == doc.Sentences[i].Block && triggered(&doc.Sentences[i-1])
		if after || triggered(&doc.Sentences[i]) { // "The U.S. was not among them."
			a.passages[i] = newPassage(doc, i)
		}
	}
	return a
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
		case a.local(o.sentence):
			a.organs[i].id = ""
		case a.ofGroup(o):
			a.organs[i].id = ""
		case named["SC"]:
		case named["HRC"]:
			a.organs[i].id = "HRC"
		default:
			a.organs[i].id = "" // a council that is not introduced is some other one
		}
	}
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

func (a *article) local(sentence int) bool {
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
	for i >= 0 && (s.Tokens[i].Norm == "the" || s.Tokens[i].Norm == "un" || s.Tokens[i].Norm == "its") {
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
	case "to":
		return id == "HRC"
	case "in", "of":
		return i > 0 && belonging[s.Tokens[i-1].Norm]
	}
	return false
}

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
	best, distance := -1, 1<<30
	for i, o := range a.organs {
		if o.sentence != sentence {
			continue
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
	if best >= 0 && a.organs[best].id != "UN" {
		return a.organs[best].id, 1
	}
	block := a.doc.Sentences[sentence].Block
	for i := len(a.organs) - 1; i >= 0; i-- {
		o := a.organs[i]
		if o.sentence >= sentence || o.id == "UN" || o.id == "" {
			continue
		}
		gap := sentence - o.sentence
		if a.doc.Sentences[o.sentence].Block == block {
			return o.id, max(0.5, 0.9-0.1*float64(gap))
		}
		if best >= 0 {
			return o.id, 0.35
		}
		return o.id, max(0.2, 0.6-0.05*float64(gap))
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
	for i := len(a.organs) - 1; i >= 0; i-- { // "The Knesset … . Four members abstained."
		o := a.organs[i]
		if o.sentence >= sentence {
			continue
		}
		return o.sentence >= sentence-2 && a.doc.Sentences[o.sentence].Block == block && (o.id == "" || o.id == "court")
	}
	return false
}

var modals = wordSet(`will would could may might should must shall if unless whether expected likely unlikely due hoped hopes hope hoping threatened threatens threatening wants
	want wanted needs need needed requires required require urge urging planned plans plan intends intended wish wished promised pledged vowed can cannot can't won't
	wouldn't asked ask pressed pressing lobbied lobbying warned supposed pending ready poised bound scheduled upcoming tomorrow possible potential potentially probably perhaps
	predicted forecast seeks seeking sought ought`)

// rebuttals mark a claim that the article reports in order to deny it.
var rebuttals = wordSet(`false falsely fake myth misleading manipulation disinformation untrue debunked debunk hoax misinformation fabricated viral bogus`)

// silent reports whether the match tells no fact of a vote: a future or conditional one, a hope, a claim
// reported to be rebutted, another chamber's or a candidate's votes.
func (a *article) silent(p *passage, m match.Match) bool {
	span := p.span(m.Start, m.End)
	for i := range p.items {
		if rebuttals[p.items[i].Word] {
			return true
		}
	}
	if a.rebuttedNext(p) {
		return true
	}
	return p.modal(m.Start, m.End) || a.foreign(p.index, span) || p.election() || p.question()
}

// rebuttedNext reports whether the next sentence, a short one, says that this one is not true.
func (a *article) rebuttedNext(p *passage) bool {
	if p.index+1 >= len(a.doc.Sentences) {
		return false
	}
	next := &a.doc.Sentences[p.index+1]
	if next.Block != p.s.Block || len(next.Tokens) > 14 {
		return false
	}
	for i := range next.Tokens {
		if w := next.Tokens[i].Norm; rebuttals[w] || w == "wrong" || w == "incorrect" || w == "inaccurate" {
			return true
		}
	}
	return false
}

// modal looks for a word of doubt between the start of the clause and the end of the match.
func (p *passage) modal(start, end int) bool {
	from := start
	for from > 0 && start-from < 14 && !hardStop(p.items[from-1].Word) {
		from--
	}
	for i := from; i < end; i++ {
		w := p.items[i].Word
		if !modals[w] {
			continue
		}
		if i >= start && p.word(i-1) == "to" {
			continue // "voted to urge"
		}
		if w == "may" && p.items[i].Labels&match.DATE != 0 {
			continue
		}
		if (w == "hope" || w == "plan" || w == "ask" || w == "need" || w == "needs" || w == "required" || w == "plans" || w == "asked" || w == "warned" || w == "wants" || w == "want" || w == "sought") && (i >= start || !leadsToVote(p, i, start, end)) {
			continue
		}
		if i < start && backToFact(p, i, start) {
			continue
		}
		return true
	}
	if p.word(start-1) == "to" && start > 0 && !isPast(p.word(start-2)) {
		return true
	}
	return startsWithIf(p)
}

// leadsToVote reports whether "to" or "that" ties the word to the match.
func leadsToVote(p *passage, i, start, end int) bool {
	for k := i + 1; k < min(start+1, len(p.items)); k++ {
		if p.word(k) == "to" || p.word(k) == "that" {
			return k >= start-5
		}
	}
	return i >= start
}

// backToFact reports whether a comma with a finite past verb closes the doubtful part before the match:
// "Diplomats had hoped for more, but 93 voted for it".
func backToFact(p *passage, i, start int) bool {
	for k := i + 1; k < start; k++ {
		switch p.word(k) {
		case "but", ";", "-", "although", "though", "while", "because", "as", "after", "when", "where", "since", "which":
			return true
		case ",":
			if start-k < 4 || p.word(k+1) == "and" || p.word(k+1) == "but" {
				return true
			}
		}
	}
	return false
}

func isPast(word string) bool {
	switch word {
	case "voted", "chose", "opted", "decided", "managed", "went", "moved", "declined", "refused", "failed", "came", "agreed", "preferred", "country", "countries", "state", "states",
		"nation", "member", "members", "nations", "only", "votes", "ones", "one", "from", "due":
		return true
	}
	return false
}

// series reports whether the clause tells many votes at once: "voted yes three times", "on each occasion",
// "the first time that more than four opposed".
func (p *passage) series(m match.Match) bool {
	for i := max(0, m.Start-8); i < min(len(p.items), m.End+8); i++ {
		w := p.word(i)
		if i >= m.End && (w == "," || hardStop(w)) || i < m.Start && hardStop(w) && i < m.Start-1 {
			if i >= m.End {
				break
			}
			continue
		}
		switch w {
		case "times", "occasion", "occasions", "throughout", "running", "never", "always", "ever", "consecutive", "annually", "routinely", "usually", "generally", "traditionally", "regularly":
			return true
		case "time":
			if p.word(i-1) == "first" && (p.word(i-2) == "for" || p.word(i-3) == "for") && p.word(i+1) != "that" {
				continue // "for the first time" leaves the vote itself to be checked
			}
			switch p.word(i - 1) {
			case "every", "each", "first", "only", "second", "third":
				return true
			}
			if i > 0 && p.items[i-1].Labels&match.ORD != 0 {
				return true
			}
		case "year":
			if p.word(i-1) == "every" || p.word(i-1) == "each" || p.word(i+1) == "after" {
				return true
			}
		case "votes", "resolutions", "texts", "ballots":
			if i > 1 && p.items[i-1].Labels&match.NUM != 0 && (p.word(i-2) == "all" || p.word(i-2) == "those") || p.word(i-1) == "both" {
				return true
			}
		case "them", "these":
			if p.word(i-1) == "of" && i > 1 && p.items[i-2].Labels&match.NUM != 0 && i < m.Start {
				return true
			}
		case "all":
			if p.word(i-1) == "in" && i+1 < len(p.items) && p.items[i+1].Labels&match.NUM != 0 && p.quantity(i+1).Value < 12 {
				return true
			}
		}
	}
	return false
}

// subset reports whether the counts are of a part told before: "of the others, 33 abstained".
func (p *passage) subset(m match.Match) bool {
	for i := max(0, m.Start-12); i < m.Start; i++ {
		if p.word(i) != "of" || i > 0 && !clauseStart(p.word(i-1)) {
			continue
		}
		switch p.word(i + 1) {
		case "others", "those", "them", "these", "rest":
			return true
		case "the":
			if w := p.word(i + 2); w == "others" || w == "rest" {
				return true
			}
		}
	}
	return false
}

func clauseStart(word string) bool {
	return word == "," || word == ";" || word == ":" || word == "." || word == "-" || word == "("
}

// notSubject reports whether a preposition before the states makes them no voters: "all but Hungary
// voted for it", "allies of Israel abstained".
func (p *passage) notSubject(m match.Match) bool {
	at, _, ok := m.Capture("w")
	if !ok || at != m.Start && !(at == m.Start+1 && p.items[m.Start].Skip) {
		return false
	}
	for i := at - 1; i >= 0; i-- {
		w := p.word(i)
		if w == "the" || w == "both" || w == "even" || w == "only" {
			continue
		}
		switch w {
		case "of", "except", "but", "than", "unlike", "by", "for", "from", "to", "against", "like", "besides", "beside", "between", "on", "about", "over", "toward", "towards",
			"excluding", "without", "save", "bar", "beyond", "despite", "with":
			return w != "but" || i == 0 || !clauseStart(p.word(i-1)) && p.word(i-1) != "."
		}
		return false
	}
	return false
}

func startsWithIf(p *passage) bool {
	return p.word(0) == "if" || p.word(0) == "should" || p.word(0) == "were" || p.word(0) == "unless"
}

func hardStop(word string) bool {
	return word == ";" || word == "." || word == ":" || word == "(" || word == ")"
}

// election reports whether the sentence tells candidates' votes.
func (p *passage) election() bool {
	seat, ballot := false, false
	for i := range p.items {
		switch p.items[i].Word {
		case "seat", "seats", "elected", "election", "elections", "candidate", "candidates", "elect":
			seat = true
		case "ballot", "won", "ballots", "round", "polled", "runoff":
			ballot = true
		}
	}
	if p.has("elected", "re-elected") && p.has("votes") {
		return true
	}
	return seat && ballot && !p.has("suspend", "suspended", "resolution", "strip", "47-seat")
}

func (p *passage) has(words ...string) bool {
	for i := range p.items {
		for _, w := range words {
			if p.items[i].Word == w {
				return true
			}
		}
	}
	return false
}

func (p *passage) question() bool {
	return len(p.items) > 0 && p.items[len(p.items)-1].Word == "?"
}
