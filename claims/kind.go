package claims

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

// Kind is a kind of claim: how it is phrased and how it is checked.
type Kind struct {
	Name string // in the JSON contract
	Doc  string // one sentence for a person

	find func(*article) []Claim
}

// All lists the kinds, in the order in which they look for claims; an earlier one owns its words.
var All = []Kind{group, position, tally, veto, comparison, outcome, resolution, title, arithmetic, quotation, statement}

// Claim is one factual statement of an article about a vote.
type Claim struct {
	Kind     string
	Span     extract.Span
	Sentence int          // index into Document.Sentences
	Fact     fmt.Stringer // prints as the canonical reading

	whole extract.Span // with the words between its parts; Span may be the verb alone
	told  telling
	judge func(*Claim, *world) Judgement
}

// telling is what the claim's own words say of the vote's fate and form, beside what they assert.
type telling struct {
	failed bool       // vetoed, blocked, not adopted
	motion bool       // an amendment, a motion, a paragraph
	fixed  *Judgement // the verdict needs no record: the article contradicts itself
	sides  bool       // asserts counts or positions, and so may identify a vote for other claims
}

// found is a claim of a known fact type.
type found[F fmt.Stringer] struct {
	span     extract.Span
	whole    extract.Span // zero: the span
	sentence int
	fact     F
	told     telling
}

// define makes a Kind out of functions that know its fact's type.
func define[F fmt.Stringer](name, doc string, find func(*article) []found[F], judge func(F, *world) Judgement) Kind {
	check := func(c *Claim, w *world) Judgement { return judge(c.Fact.(F), w) }
	return Kind{Name: name, Doc: doc, find: func(a *article) []Claim {
		var out []Claim
		for _, f := range find(a) {
			if f.whole.Len() == 0 {
				f.whole = f.span
			}
			out = append(out, Claim{Kind: name, Span: f.span, whole: f.whole, Sentence: f.sentence, Fact: f.fact, told: f.told, judge: check})
		}
		return out
	}}
}

// beside joins two ways to find claims of one kind. Where both read the same words, k's reading stands.
func (k Kind) beside(other Kind) Kind {
	return Kind{Name: other.Name, Doc: other.Doc, find: func(a *article) []Claim {
		out := k.find(a)
		own := len(out)
		for _, c := range other.find(a) {
			if !slices.ContainsFunc(out[:own], func(o Claim) bool { return o.Span.Overlaps(c.Span) }) {
				out = append(out, c)
			}
		}
		return out
	}}
}

// Truth is what one record says of a claim.
type Truth uint8

const (
	Unknown Truth = iota // the record does not tell
	Right
	Wrong
	Both // right by one form of the record and wrong by another
)

// Judgement is what one record says of a claim.
type Judgement struct {
	Truth      Truth
	Says       string // "93 yes, 18 no, 65 abstaining"
	Message    string // for a person, when wrong
	Severity   Severity
	Diagnosis  string
	Correction *Correction
	Named      []string // member codes that the claim names
	Weight     float64  // how much a right or wrong match says about which vote is meant, in nats
	nothing    bool     // a whole tally, of which not one figure is the record's
	Identifies bool     // a full tally or a closed list: may identify the vote by its figures

	by    *sources.Record // the form of the vote that tells it, nil for the record itself
	forms []form          // what other datasets' forms of the vote say
}

// world is one vote that the article may mean, as a judge sees it.
type world struct {
	record  *sources.Record
	checker *Checker
	doc     *extract.Document
}

//go:embed *.pat
var patternFiles embed.FS

// rules are the patterns of a kind. They are compiled when they are first asked for, so that a command which checks nothing
// does not wait for them.
type rules struct{ compiled func() *match.Set }

// Find matches the rules against a sentence's items.
func (r *rules) Find(items []match.Item) []match.Match { return r.compiled().Find(items) }

// patterns are those of the kind's pattern file, with the shared vocabulary.
func patterns(file string) *rules {
	return &rules{sync.OnceValue(func() *match.Set { return compile(file) })}
}

// warm compiles every kind's patterns, several at a time.
func warm() {
	var all sync.WaitGroup
	for _, r := range []*rules{comparisonPatterns, severalPatterns, groupPatterns, outcomePatterns, positionPatterns, tallyPatterns, vetoPatterns, quotationPatterns, followPatterns, saidWhenPatterns, statementPatterns} {
		all.Go(func() { r.compiled() })
	}
	all.Wait()
}

func compile(file string) *match.Set {
	defs := map[string]string{}
	vocabulary, err := patternFiles.ReadFile("vocabulary.pat")
	if err == nil {
		_, err = match.ParseFile(string(vocabulary), defs)
	}
	var set *match.Set
	if err == nil {
		var text []byte
		if text, err = patternFiles.ReadFile(file); err == nil {
			var rules []match.Rule
			if rules, err = match.ParseFile(string(text), defs); err == nil {
				set, err = match.NewSet(everySide(rules), defs)
			}
		}
	}
	if err != nil {
		panic(fmt.Sprintf("%s: %v", file, err)) // the files are part of the program; a test compiles them all
	}
	return set
}

// definitions are those of a pattern file, by name.
func definitions(file string) map[string]string {
	defs := map[string]string{}
	text, err := patternFiles.ReadFile(file)
	if err == nil {
		_, err = match.ParseFile(string(text), defs)
	}
	if err != nil {
		panic(fmt.Sprintf("%s: %v", file, err)) // the files are part of the program
	}
	return defs
}

// verbs are the definitions of %verb, %bare and %those for the rules that stand for every side.
var verbs = []struct{ side, verb, bare, those string }{
	{"yes", "(%yesverb)", "(vote (for|yes|in favour|in favor)|support it|back it|in favour|in favor|in (yes) column)", "(%voters that voted (for|yes|in favour|in favor)|yes votes|votes in favour|votes in favor|supporters)"},
	{"no", "(%noverb)", "(vote (against|no)|oppose it|say no|against|opposed|in (no) column)", "(%voters that (opposed|voted against|voted no|rejected)|%voters opposed|no votes|noes|votes against|opponents|that (opposed|voted against|voted no))"},
	{"abstain", "(%absverb)", "(abstain|abstaining)", "(abstentions|abstainers|%voters that abstained|that abstained)"},
	{"absent", "(%missverb)", "(stay away|miss (it|vote))", "(absentees|absences|%voters that did not vote)"},
	{"notyes", "(%notyesverb)", "((failed|refused|declined|unwilling) to (vote (yes|for|in favour|in favor)|support|back|endorse) (it)?|not (to)? (vote in favour|vote in favor|support it|back it|vote for it)|not in favour|not in favor|not to)", "(%voters that did not support it)"},
}

// everySide writes out the rules whose head begins with "each." once a side.
func everySide(rules []match.Rule) []match.Rule {
	var out []match.Rule
	for _, r := range rules {
		rest, ok := strings.CutPrefix(r.Head, "each.")
		if !ok {
			out = append(out, r)
			continue
		}
		for _, v := range verbs {
			pattern := strings.NewReplacer("%verb", v.verb, "%bare", v.bare, "%those", v.those).Replace(r.Pattern)
			out = append(out, match.Rule{Head: v.side + "." + rest, Pattern: pattern, Line: r.Line})
		}
	}
	return out
}

// side is a way to vote, or not to.
type side uint8

const (
	noSide side = iota
	yes
	no
	abstain
	absent
	notYes      // did not vote for it: no, abstaining or absent
	notAbstain  // did not abstain: yes or no
	notNo       // did not vote against it: yes, abstaining or absent
	noOrAbstain // voted no or abstained
	neither     // sat it out: abstaining or absent
)

var sideNames = [...]string{"", "yes", "no", "abstaining", "not voting", "not in favour", "not abstaining", "not against", "no or abstaining", "neither for nor against"}

func (s side) String() string { return sideNames[s] }

// sideOf reads a pattern's head: "no.closed".
func sideOf(head string) side {
	name, _, _ := strings.Cut(head, ".")
	switch name {
	case "yes":
		return yes
	case "no":
		return no
	case "abstain":
		return abstain
	case "absent":
		return absent
	case "notyes":
		return notYes
	case "notabstain":
		return notAbstain
	case "sides":
		return notAbstain
	case "notno":
		return notNo
	case "sum":
		return noOrAbstain
	}
	return noSide
}

// sideFrom turns a record's letter into a side; ok is false where the record does not tell.
func sideFrom(p sources.Position) (side, bool) {
	switch p {
	case sources.Yes:
		return yes, true
	case sources.No:
		return no, true
	case sources.Abstain:
		return abstain, true
	case sources.NotVoting:
		return absent, true
	}
	return noSide, false
}
