package claims

import (
	"context"
	"strings"
	"time"

	"stet/extract"
)

// article is a document as the kinds look at it.
type article struct {
	ctx           context.Context // of the check, which ends where it does
	doc           *extract.Document
	passages      []*passage // by sentence; nil where nothing of a vote stands
	countCache    map[int][]count
	named         map[string]bool // organs that the text names in full
	scopedTo      map[int]int     // by sentence: where its last count of a group's members ends
	tallyCache    []found[tallyFact]
	positionCache []found[positionFact]
	membership    func(time.Time) int // members of the United Nations on a day
	sidesTold     []sideTold          // while positions are read
	sharedTold    []sharedTold        // while positions are read
	lastVoters    []name              // the states whose vote was told last, while positions are read
	organs        []organ             // every organ named, in text order
}

// triggers are words without which a sentence tells no vote.
var triggers = wordSet(`vote votes voted voting voters abstain abstains abstained abstaining abstention abstentions abstainers veto vetoes vetoed vetoing adopt adopted
	adopts passed passes pass approved approves approve rejected rejects reject carried endorsed endorses backed backs supported supports support opposed opposes oppose
	against favour favor favoured favored yes no noes nays ayes unanimously unanimous consensus condemned condemns resolution resolutions did blocked blocks
	absent absentees boycotted skipped likewise joined sided dissent dissented ballots tally result count voting suspended demanded demands called urges urged defeated
	went scraped dissenting negative recorded endorse deplored denounced amendment amendments other others remaining stood joining sided same opposition opposing backing declared
	running consecutive straight margin fewest votes-to majority threshold two-thirds calls granted sat sit sitting walked missed missing absented supporters supporting opponents dissenters abstainer failed
	authorised authorized imposed extended renewed lifted banned requested decided established created ordered recognised recognized proclaimed welcomed admitted
	slapped tightened eased widened prohibited referred deployed dissolved terminated expanded prolonged allowed mandated empowered exception camp column alone
	turned threw thrown rebuffed hands hand raised made gave let signed waved censured rebuked criticised criticized regretted stripped expelled unseated ousted handed instructed told withheld
	used wielded cast killed sank sunk torpedoed foundered won drew attracted secured mustered garnered secures wins stayed kept cut sent granted upgraded elevated affirmed reaffirmed
	commended appealed set among opponents away score scoreline figure figures numbers beaten lost
	neutral fence declined refused neither sides button red green yellow`)

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

// vetoPower reports whether the name is of a permanent member that uses "its veto": that is the Council's, even where the text
// does not say so. (A president of the United States has another one.)
func vetoPower(s *extract.Sentence, m *extract.Mention) bool {
	for _, e := range m.Entries {
		if e.Kind != extract.State && e.Kind != extract.Capital || !permanent[e.ID] || e.ID == "USA" {
			continue
		}
		for i := m.Last; i+1 < min(len(s.Tokens), m.Last+4); i++ {
			if (s.Tokens[i].Norm == "its" || s.Tokens[i].Norm == "a") && s.Tokens[i+1].Norm == "veto" {
				return true
			}
		}
	}
	return false
}

// runsOn reports whether the text runs on from one sentence to a later one: within a block, or into the next where each is
// a paragraph, since most news sites set every sentence or two as a paragraph of its own.
func (a *article) runsOn(from, to int) bool {
	x, y := a.doc.Sentences[from].Block, a.doc.Sentences[to].Block
	return x == y || y-x == 1 && a.doc.Blocks[x].Role == extract.Paragraph && a.doc.Blocks[y].Role == extract.Paragraph
}

// shortSentence is how many tokens a sentence between two others may have that breaks off nothing: "But look at the nine."
const shortSentence = 9

// newArticle analyses the document. It is nil where the text has nothing to do with the United Nations.
func newArticle(ctx context.Context, doc *extract.Document, c *Checker) *article {
	extract.Analyze(doc, c.lexicon, func(*extract.Sentence) bool { heed(ctx); return true })
	a := &article{ctx: ctx, doc: doc, passages: make([]*passage, len(doc.Sentences)), countCache: map[int][]count{}, scopedTo: map[int]int{}, named: map[string]bool{}, membership: c.membersOn}
	numbered := false // "Resolution 660"
	un := strings.Contains(doc.Title, "UN ") || strings.Contains(doc.Title, "U.N.") || strings.Contains(doc.Title, "United Nations") ||
		strings.Contains(doc.Title, "Security Council") || strings.Contains(doc.Title, "General Assembly")
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		un = un || emergencySession(s)
		for k := range s.Mentions {
			m := &s.Mentions[k]
			un = un || vetoPower(s, m)
			numbered = numbered || m.Kind == extract.SymbolMention
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
				if e.ID == "GA" && m.Last == m.First+1 && !s.Tokens[m.First].Cap && assemblyOf(s, m.Last) {
					a.organs = append(a.organs, organ{i, m.Span, ""}) // "the assembly of the Turkish Cypriots"
					break
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
	if !un && !a.manyVoters(c, numbered) {
		return nil
	}
	a.bareCouncils()
	for i := range doc.Sentences {
		heed(ctx)
		after := i > 0 && a.runsOn(i-1, i) && (triggered(&doc.Sentences[i-1]) || i > 1 && len(doc.Sentences[i-1].Tokens) < shortSentence && a.runsOn(i-2, i-1) && triggered(&doc.Sentences[i-2]))
		if after || i > 0 && a.asksWho(i-1) || triggered(&doc.Sentences[i]) { // "The U.S. was not among them."
			a.passages[i] = newPassage(doc, i)
		}
	}
	a.resolvePronouns()
	return a
}
