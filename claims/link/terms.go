// Package link decides which recorded vote a claim is about. It ranks the reference's records by what
// an article says around a claim (symbol, organ, dates, subject words, sponsors), never by what the
// claim itself asserts (Query.Away knows only what every vote presupposes: a seat for its voters); a vote that the reference does not hold is always a candidate too.
//
// It knows records and cues, not claims: what a claim asserts never reaches it.
package link

import (
	"strings"

	"stet/extract"
)

// stopTerms say nothing about a subject.
var stopTerms = wordSet(`the a an and or of to in on for by with at from as is was were are be been it its that this which who whom their his her
	they he she we you i not no nor but if than then so such into over under about after before between during through against among
	resolution resolutions text draft measure motion vote votes voted voting voter ballot adopted adopt passed pass approved approve approval rejected
	general assembly security council united nation nations un member members state states country countries government governments said say says
	yes favour favor abstain abstained abstention abstentions abstaining opposed oppose support supported backed question report reports situation
	international world global session agenda item items new year years one two three four five six seven eight nine ten first second third
	last also had has have will would could may might can do did does done more most other others only just monday tuesday wednesday thursday
	friday saturday sunday january february march april may june july august september october november december there when where while what how why
	all any each both some many few part parts since until up down out off per related including include between amid ahead
	implementation committee action actions general's measures request requests call calls called right rights human people peoples
	them these those own same very our your my me him us being because against among again hall room day week month time times body majority
	non two-thirds proposal decision decisions relating concerning regarding entitled title follow followed following role toward towards`)

// synonyms fold a journalist's word into the one that the records use.
var synonyms = map[string]string{
	"blockade": "embargo", "takeover": "annex", "seizure": "annex", "truce": "ceasefire", "cease-fire": "ceasefire", "executions": "death", "nuke": "nuclear",
	"nukes": "nuclear", "a-bomb": "nuclear", "killer": "autonomous", "robots": "autonomous", "landmines": "mine", "refugees": "refugee", "unrwa": "unrwa", "nazi": "nazism",
	"bid": "membership", "statehood": "statehood", "uighur": "xinjiang", "uyghur": "xinjiang", "war": "war", "invade": "invasion", "invaded": "invasion",
	"reparation": "reparations", "ai": "artificial",
}

// compounds are pairs of stop words: each alone says nothing, both together are a subject.
var compounds = map[string]bool{"human rights": true, "international day": true, "international year": true, "international decade": true}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// suffixes are cut, the longest first, where at least four letters remain.
var suffixes = []string{"ications", "ication", "ations", "ation", "ising", "izing", "ments", "ings", "ions", "ing", "ied", "ies", "ion", "ism", "ists", "ist", "ed", "es", "s", "e"}

// stem folds the endings of a word crudely: "annexation", "annexing" and "annexed" are one.
func stem(word string) string {
	if s, ok := synonyms[word]; ok {
		word = s
	}
	for _, suffix := range suffixes {
		if len(word) >= len(suffix)+4 && strings.HasSuffix(word, suffix) {
			return word[:len(word)-len(suffix)]
		}
	}
	return word
}

// Vocabulary turns words into terms; names of states become "@" and their code.
type Vocabulary struct {
	names   map[string]string // folded name → "@" and the code
	longest map[string]int    // first word of a name → words of the longest name that begins so
}

// NewVocabulary makes one from folded names by code.
func NewVocabulary(names map[string]string) *Vocabulary {
	v := &Vocabulary{names: map[string]string{}, longest: map[string]int{}}
	for name, code := range names {
		first, _, _ := strings.Cut(name, " ")
		v.names[name] = "@" + code
		v.longest[first] = max(v.longest[first], 1+strings.Count(name, " "))
	}
	return v
}

// Terms appends the terms of folded words; single letters, numbers and stop words give none.
func (v *Vocabulary) Terms(out []string, words []string) []string {
	for i := 0; i < len(words); i++ {
		w := words[i]
		if code, n := v.name(words[i:]); n > 0 {
			out = append(out, code)
			i += n - 1
			continue
		}
		if i+1 < len(words) && compounds[w+" "+words[i+1]] {
			out = append(out, w+words[i+1])
			i++
			continue
		}
		if len(w) < 3 && w != "ai" || w[0] < 'a' || w[0] > 'z' || stopTerms[w] {
			continue
		}
		out = append(out, stem(w))
	}
	return out
}

// name is the longest name of a state that the words begin with, as a term, and how many words it has; 0 for none.
func (v *Vocabulary) name(words []string) (string, int) {
	for n := min(v.longest[words[0]], len(words)); n > 0; n-- {
		key := words[0]
		if n > 1 {
			key = strings.Join(words[:n], " ")
		}
		if code, ok := v.names[key]; ok {
			return code, n
		}
	}
	return "", 0
}

// words cuts a record's text into folded words.
func words(text string) []string {
	return strings.FieldsFunc(extract.Fold(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80
	})
}
