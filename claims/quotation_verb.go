package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// force is what a verb of a resolution does. Words of one force are each other's near synonyms.
type force string

const (
	forceDemand  force = "demand"
	forceDecide  force = "decide"
	forceUrge    force = "urge"
	forceCall    force = "call"
	forceRequest force = "request"
	forceInvite  force = "invite"
	forceCondemn force = "condemn"
	forceDeplore force = "deplore"
	forceConcern force = "concern"
	forceNote    force = "note"
	forceWelcome force = "welcome"
	forceAffirm  force = "affirm"
)

// operativeVerbs are the verbs that paragraphs of resolutions begin with, or that articles give them, by their force.
var operativeVerbs = map[string]force{
	"demand": forceDemand, "decide": forceDecide, "order": forceDecide, "authorize": forceDecide, "require": forceDecide, "urge": forceUrge, "implore": forceUrge, "exhort": forceUrge, "call": forceCall, "appeal": forceCall,
	"request": forceRequest, "invite": forceInvite, "encourage": forceInvite, "condemn": forceCondemn, "denounce": forceCondemn, "deplore": forceDeplore, "regret": forceDeplore, "lament": forceDeplore, "mourn": forceDeplore,
	"note": forceNote, "welcome": forceWelcome, "commend": forceWelcome, "endorse": forceWelcome, "support": forceWelcome, "hail": forceWelcome, "praise": forceWelcome,
	"reaffirm": forceAffirm, "affirm": forceAffirm, "underscore": forceAffirm, "underline": forceAffirm, "stress": forceAffirm, "emphasize": forceAffirm, "emphasise": forceAffirm, "reiterate": forceAffirm, "recall": forceAffirm,
	"recognize": forceAffirm, "recognise": forceAffirm, "acknowledge": forceAffirm, "declare": forceAffirm, "express": forceAffirm, "consider": forceAffirm, "proclaim": forceAffirm,
}

// loose are verbs that journalists set for any other of a resolution: they tell no force. What only restates is told as
// stressing, asking and supporting alike.
var loose = wordSet(`call appeal support declare express consider proclaim require order authorize recall recognize recognise acknowledge reaffirm affirm underscore underline stress emphasize emphasise reiterate mourn praise hail`)

// nearForces are pairs that an article may swap: the stronger word of each tells nothing that the weaker does not.
var nearForces = map[[2]force]bool{
	{forceDemand, forceDecide}: true, {forceUrge, forceCall}: true, {forceRequest, forceCall}: true, {forceUrge, forceInvite}: true, {forceInvite, forceCall}: true, {forceInvite, forceRequest}: true, {forceUrge, forceAffirm}: true,
	{forceRequest, forceAffirm}: true, {forceInvite, forceAffirm}: true, {forceWelcome, forceAffirm}: true, {forceNote, forceAffirm}: true, {forceDeplore, forceConcern}: true, {forceRequest, forceDecide}: true,
}

// nounForces are what a paragraph reiterates or expresses: "reiterates its demand that", "expresses grave concern".
var nounForces = map[string]force{
	"demand": forceDemand, "demands": forceDemand, "call": forceCall, "calls": forceCall, "request": forceRequest, "requests": forceRequest, "condemnation": forceCondemn, "concern": forceConcern, "alarm": forceConcern,
	"regret": forceDeplore, "outrage": forceCondemn, "support": forceWelcome, "appreciation": forceWelcome, "satisfaction": forceWelcome, "gratitude": forceWelcome, "indignation": forceCondemn, "shock": forceConcern,
}

// verbForms are the forms of the operative verbs: third person, past, participle.
var verbForms = func() map[string]verbForm {
	forms := map[string]verbForm{}
	for lemma := range operativeVerbs {
		for ending := range 3 {
			forms[inflected(lemma, ending)] = verbForm{lemma, ending}
		}
	}
	return forms
}()

// verbForm is a verb and which of its forms it is.
type verbForm struct {
	lemma  string
	ending int // 0 demands, 1 demanded, 2 demanding
}

// inflected writes a form of a verb.
func inflected(lemma string, ending int) string {
	switch {
	case ending == 0 && strings.HasSuffix(lemma, "ss"):
		return lemma + "es"
	case ending == 0:
		return lemma + "s"
	case strings.HasSuffix(lemma, "gret"):
		lemma += "t"
	}
	return strings.TrimSuffix(lemma, "e") + [...]string{"", "ed", "ing"}[ending]
}

// toldVerb is the verb that the article sets before words of a document.
type toldVerb struct {
	verbForm
	span extract.Span
}

// turned are words with which a sentence tells of what a document does not say.
var turned = wordSet(`stop stops stopped short rather instead than nor refuse refuses refused fail fails failed had if would could should cannot`)

// denials are words that deny what comes after them, wherever they stand before it.
var denials = wordSet(`not no never nothing nowhere none nobody neither few hardly scarcely without`)

// otherVersions are words for a document that is not the one adopted.
var otherVersions = wordSet(`draft drafts version versions earlier previous initial original amendment amendments proposal rival leaked proposed motion plan`)

// Most words between the verb that governs a quotation and its mark.
const farthestVerb = 6

// governing is the operative verb that a document's words in marks hang from, where the article's own words leave no doubt.
func (c *quotationCheck) governing(q *found[quotationFact]) (toldVerb, bool) {
	who := q.fact.said.who
	if who == nil || !who.text && who.body == "" || who.span.Len() == 0 || who.span.End > q.span.Start {
		return toldVerb{}, false
	}
	tokens := c.speech.doc.Sentences[q.sentence].Tokens
	first, last := -1, -1 // the tokens between the document and the mark
	for i := range tokens {
		t := &tokens[i]
		if otherVersions[t.Norm] && t.Start >= who.span.Start && t.Start < q.span.Start {
			return toldVerb{}, false
		}
		if denials[t.Norm] && t.End <= q.span.Start && c.speech.within(t.Span) < 0 { // "nothing in the resolution demands"
			return toldVerb{}, false
		}
		if t.Start < who.span.End || t.End > q.span.Start {
			continue
		}
		if turned[t.Norm] || strings.HasSuffix(t.Norm, "n't") {
			return toldVerb{}, false
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := last; first >= 0 && i >= first && i > last-farthestVerb-1; i-- {
		t := &tokens[i]
		if c.speech.within(t.Span) >= 0 && t.End <= q.span.Start && t.Norm != "\"" && t.Kind == extract.Word || t.Norm == ";" || t.Norm == ":" {
			return toldVerb{}, false
		}
		f, ok := verbForms[t.Norm]
		if !ok {
			if cueWords[t.Norm] {
				return toldVerb{}, false // another verb governs
			}
			continue
		}
		return toldVerb{f, t.Span}, !loose[f.lemma] && c.subjectOf(q.sentence, i, first)
	}
	return toldVerb{}, false
}

// subjectOf reports whether the document itself does what the verb at token i says: nobody else is named right before.
func (c *quotationCheck) subjectOf(sentence, i, first int) bool {
	s := &c.speech.doc.Sentences[sentence]
	for i--; i >= first; i-- {
		w := s.Tokens[i].Norm
		if !strings.HasSuffix(w, "ly") && w != "also" && w != "further" && w != "then" && w != "only" {
			break
		}
	}
	if i < first {
		return true
	}
	for _, m := range s.Mentions {
		if m.Kind == extract.NameMention && m.First <= i && i < m.Last {
			return false
		}
	}
	switch s.Tokens[i].Norm {
	case "he", "she", "they", "who", "we", "i", "to":
		return false
	}
	return true
}

// recordVerb is the verb from which words of a record's paragraph hang.
type recordVerb struct {
	verbForm
	forces   []force
	words    string // as the record has them: "Calls upon", "Reiterates its demand"
	particle string // " upon"
}

// recordVerbOf reads the operative verb before the matched words: the last one in the paragraph that begins a clause.
// None where the paragraph does not begin with one, or where the verb itself is among the words.
func recordVerbOf(paragraph string, at int) (recordVerb, bool) {
	words := sources.TextWords(paragraph)
	var v recordVerb
	found := false
	for i := range words {
		f, ok := verbForms[words[i].Norm]
		if !ok || f.ending == 1 || !clauseBegins(paragraph, words, i) || found && f.ending != v.ending {
			if !found && i > 4 {
				return v, false
			}
			continue
		}
		if words[i].End > at {
			return v, found && !onlyAdverbs(paragraph[min(at, words[i].Start):words[i].Start])
		}
		v, found = readRecordVerb(paragraph, words, i, f), true
	}
	return v, found
}

// onlyAdverbs reports whether nothing but adverbs stand in a stretch: the quotation begins with the verb.
func onlyAdverbs(text string) bool {
	for _, w := range strings.Fields(text) {
		if w = extract.Fold(w); !strings.HasSuffix(w, "ly") && w != "also" && w != "further" {
			return false
		}
	}
	return true
}

// clauseBegins reports whether the verb at word i opens the paragraph or goes on with it after "and" or a comma.
func clauseBegins(text string, words []sources.TextWord, i int) bool {
	if i+1 < len(words) && slices.Contains([]string{"of", "and", "or"}, words[i+1].Norm) {
		return false // a noun: "demands of"
	}
	for k := i - 1; k >= 0; k-- {
		w := words[k].Norm
		switch {
		case strings.HasSuffix(w, "ly") || w == "also" || w == "further" || w == "once" || w == "again" || w == "deeply":
		case w == "and":
			return true
		case w[0] >= '0' && w[0] <= '9':
			return k == 0
		default:
			return strings.ContainsAny(text[words[k].End:words[k+1].Start], ",;")
		}
	}
	return true
}

// readRecordVerb reads the force of a record's verb.
func readRecordVerb(text string, words []sources.TextWord, i int, f verbForm) recordVerb {
	v := recordVerb{verbForm: f, forces: []force{operativeVerbs[f.lemma]}, words: text[words[i].Start:words[i].End]}
	if i+1 < len(words) && (words[i+1].Norm == "upon" || words[i+1].Norm == "for" || words[i+1].Norm == "on") {
		v.particle = " " + words[i+1].Norm
		v.words += v.particle
	}
	for k := i + 1; k < len(words) && k < i+6; k++ {
		if n, ok := nounForces[words[k].Norm]; ok && (f.lemma == "reiterate" || f.lemma == "express" || f.lemma == "reaffirm" || f.lemma == "note") {
			v.forces = append(v.forces, n)
			v.words = text[words[i].Start:words[k].End]
			v.lemma = "" // a phrase: no word stands for it
			break
		}
	}
	return v
}

// fits reports whether the told verb may stand for the record's.
func (v *recordVerb) fits(told force) bool {
	return slices.ContainsFunc(v.forces, func(held force) bool {
		return held == told || nearForces[[2]force{held, told}] || nearForces[[2]force{told, held}]
	})
}

// checkVerb holds the verb before a document's words against the record's. at is the place of the words in the paragraph.
func (c *quotationCheck) checkVerb(f *Finding, q *found[quotationFact], h *held, paragraph string, at int) {
	told, ok := c.governing(q)
	if !ok {
		return
	}
	held, ok := recordVerbOf(paragraph, at)
	if !ok || held.fits(operativeVerbs[told.lemma]) {
		return
	}
	word := c.speech.doc.Quote(told.span)
	c.refuteDocument(f, told.span, "another operative verb", fmt.Sprintf("In the record the words follow “%s”, in the article “%s”.", held.words, word))
	if says := h.excerpt(); !strings.Contains(says, held.words) {
		f.Evidence[0].Says = "“" + held.words + " … " + says + "”"
	}
	if held.lemma != "" {
		f.Correction = &Correction{told.span, inflected(held.lemma, told.ending) + held.particle}
	}
}

// refuteDocument turns the finding on words that the record has into one on what the article says of them. The mark
// lies on both.
func (c *quotationCheck) refuteDocument(f *Finding, told extract.Span, diagnosis, message string) {
	f.Verdict, f.Reason, f.Severity, f.Diagnosis, f.Message = Refuted, Mismatch, Detail, diagnosis, message
	for i := range c.speech.quotes { // with its marks
		if q := &c.speech.quotes[i]; q.Inner == f.Span {
			f.Span = q.Span
			break
		}
	}
	f.Span = f.Span.Join(told)
	f.ID = fingerprint(c.speech.doc, f)
}
