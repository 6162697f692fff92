// Package match is the small pattern language in which phrasings are written: patterns over the
// labelled items of a sentence, in the manner of spaCy's Matcher. It knows what items look like, not
// what they mean; the patterns and their meaning live beside the claim kinds.
//
// A pattern is a sequence of
//
//	word        the item is this word or punctuation mark, in folded form: favour , ; -
//	LABEL       the item carries the label: NUM, STATES, DATE
//	tag:VBD     the item has this part of speech, a Penn Treebank tag
//	!word !NUM  (and !tag:VBD) the item is anything but
//	~4          at most four items of any kind, as few as will do, not across ; or a sentence's end
//	a|b  (a b)  alternatives, groups
//	x? x* x+    optional, repeated
//	n:x         captures what x matched under the name n
//	%name       the pattern that a file defines as "%name = …"
//	^ $         the start or end of a sentence or clause
//	\( \)       brackets in the text
//
// Tags are the caller's to fill (see extract.Document.Tags); an item without one fails every "tag:" and
// passes every "!tag:".
//
// Items that are marked Skip (articles, adverbs) are passed over wherever the pattern does not ask for
// them. Matching is leftmost, earlier alternatives first, in time linear in pattern × sentence.
package match

import (
	"strings"

	"stet/extract"
)

// Label is a set of labels.
type Label uint32

const (
	NUM      Label = 1 << iota // a count: "143", "nearly 100", "none"
	ORD                        // an ordinal: "sixth"
	FRACTION                   // "two-thirds", "half"
	PCT                        // "54%"
	SCORE                      // "93-18-65"
	DATE
	SYMBOL
	STATE  // one state as an actor: "Hungary", "Moscow"
	STATES // one state or a list of them
	ADJ    // a state as an adjective: "Russian", "US-backed", "Israel's"
	GROUP  // "the EU", "African"
	BODY   // "the Security Council"
	PERSON // somebody who speaks: a person, an office, a state
	TEXT   // a document that speaks: "the resolution"
	QUOTE  // a quotation, marks and all

	lastLabel = QUOTE
)

var labelNames = map[string]Label{
	"NUM": NUM, "ORD": ORD, "FRACTION": FRACTION, "PCT": PCT, "SCORE": SCORE, "DATE": DATE, "SYMBOL": SYMBOL,
	"STATE": STATE, "STATES": STATES, "ADJ": ADJ, "GROUP": GROUP, "BODY": BODY, "PERSON": PERSON, "TEXT": TEXT, "QUOTE": QUOTE,
}

// Item is a token or a mention of a sentence, or a list of states taken as one.
type Item struct {
	extract.Span
	First, Last int    // half-open range of Sentence.Tokens
	Word        string // folded text of a single token, "" for a mention of several
	Labels      Label
	Mentions    []int // indexes into Sentence.Mentions
	Skip        bool
	Tag         string // part of speech of a single token, a Penn Treebank tag; "" where not asked for
}

// pennTags are the tags of words that a pattern may ask for.
var pennTags = strings.Fields(`CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS
	RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB`)
