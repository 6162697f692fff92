package claims

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// quoteClass is how a quotation stands to what is on record.
type quoteClass string

const (
	classVerbatim      quoteClass = "verbatim"
	classTypographic   quoteClass = "typographic" // but for marks, capitals or spelling
	classElided        quoteClass = "elided"
	classBracketed     quoteClass = "bracketed"
	classAltered       quoteClass = "altered"
	classSpliced       quoteClass = "spliced"
	classTrimmed       quoteClass = "trimmed" // a negation or condition left out
	classMisattributed quoteClass = "misattributed"
	classTranslation   quoteClass = "translation"
	classAbsent        quoteClass = "absent"
)

// Bounds of the comparison.
const (
	mostPassagesHeld = 10 // passages that a quotation is compared with
	knownWords       = 4  // words that, in a row, tie a fragment to a text that the context points at
	distinctWords    = 8  // words that are hardly said twice by chance
	splicedWords     = 5  // words of each part of a splice
	boilerplate      = 3  // speakers who say nearly the same: a formula, which tells nobody
)

// held is a quotation beside one passage on record.
type held struct {
	passage *sources.Passage
	wording wording
	who     agreement
	near    bool // the article's words point at this document or speaker
	sure    bool // and hardly at any other document

	otherTime bool // said on another occasion than the article's
}

// agreement is whether the article's speaker can be the record's.
type agreement uint8

const (
	agreeUnknown agreement = iota // the article or the record does not tell
	agreeSame
	agreeOther
)

// quotationCheck compares the quotations of one article.
type quotationCheck struct {
	*Checker
	ctx     context.Context
	speech  *speech
	around  *surroundings
	linked  []*linkedClaim
	aligner aligner
	before  quotedDocument
}

// checkQuotations finds and judges the quotations. linked are the claims about votes, after they were judged: a
// quoted document is looked for where they point.
func (c *Checker) checkQuotations(ctx context.Context, s *speech, around *surroundings, linked []*linkedClaim) ([]Finding, error) {
	check := &quotationCheck{Checker: c, ctx: ctx, speech: s, around: around, linked: linked}
	list, _, err := check.all()
	if err != nil {
		return nil, err
	}
	return list, nil
}

// all judges every quotation of the article.
func (c *quotationCheck) all() ([]Finding, []quoteClass, error) {
	var out, aside []Finding
	var classes []quoteClass
	var list []found[quotationFact]
	for _, q := range c.speech.quotationsOf() {
		if err := c.ctx.Err(); err != nil {
			return nil, nil, err
		}
		f, class, best, err := c.quotation(&q)
		if err == nil && f.Verdict == NotEnoughEvidence && c.ofTitle(&q) {
			f, err = c.titleAsText(&q)
		}
		if err != nil {
			return nil, nil, err
		}
		if f.Kind == "" {
			continue // a title, and nothing to say of it
		}
		if class == classAltered || class == classTranslation {
			if rest, changed, ok := c.bySentence(&q, &f, best); ok {
				aside = append(aside, rest...)
				f = changed
			}
		}
		list, out, classes = append(list, q), append(out, f), append(classes, class)
	}
	for i := range list { // the halves of a split quotation are one: what tells of one tells of the other
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(list) && classes[i] == classAbsent && classes[k] == classMisattributed && out[i].Reason == Ambiguous && list[i].sentence == list[k].sentence {
				classes[i] = classMisattributed
				out[i].Verdict, out[i].Reason, out[i].Message, out[i].Severity, out[i].Diagnosis, out[i].Evidence = out[k].Verdict, out[k].Reason, out[k].Message, out[k].Severity, out[k].Diagnosis, out[k].Evidence
			}
		}
	}
	titles, err := c.checkTitles()
	if err != nil {
		return nil, nil, err
	}
	return append(append(out, aside...), titles...), classes, nil
}

// bySentence gives the sentences of an altered quotation that stand as they are findings of their own, so that the
// mark lies on what is changed.
func (c *quotationCheck) bySentence(q *found[quotationFact], whole *Finding, h *held) (rest []Finding, changed Finding, ok bool) {
	text := q.fact.words
	var spans []extract.Span
	from := 0
	for i := 0; i+2 < len(text); i++ {
		if strings.IndexByte(".?!", text[i]) >= 0 && text[i+1] == ' ' && text[i+2] >= 'A' && text[i+2] <= 'Z' && len(strings.Fields(text[from:i])) > knownWords {
			spans = append(spans, extract.Span{Start: from, End: i + 1})
			from = i + 2
		}
	}
	if spans = append(spans, extract.Span{Start: from, End: len(text)}); len(spans) == 1 || len(strings.Fields(text[from:])) < knownWords {
		return nil, changed, false
	}
	for _, s := range spans {
		f := *whole
		f.Span = extract.Span{Start: q.span.Start + s.Start, End: q.span.Start + s.End}
		f.Reading = quotationFact{text[s.Start:s.End], q.fact.said}.String()
		f.ID = fingerprint(c.speech.doc, &f)
		if slices.ContainsFunc(h.wording.edits, func(e edit) bool { return s.Covers(e.quote) }) {
			if changed.Kind != "" {
				return nil, changed, false // changed in two sentences: one finding
			}
			changed = f
			continue
		}
		f.Verdict, f.Reason, f.Severity, f.Diagnosis, f.Correction = Supported, Match, NoSeverity, "", nil
		f.Message = exactMessage(classVerbatim, h.passage.Statement)
		rest = append(rest, f)
	}
	return rest, changed, changed.Kind != ""
}

// quotation judges one; the passage that fits best is nil where none was found.
func (c *quotationCheck) quotation(q *found[quotationFact]) (Finding, quoteClass, *held, error) {
	f := Finding{Kind: "quotation", Span: q.span, Reading: q.fact.String()}
	f.ID = fingerprint(c.speech.doc, &f)
	words := quotedWords(q.fact.words, false)
	document, certainty := c.document(q)
	passages, err := c.passages(q, document)
	if err != nil {
		f.Reason, f.Message = Failed, "The statements on record could not be searched."
		return f, classAbsent, nil, err
	}
	var list []held
	for i := range passages {
		p := &passages[i]
		h := held{passage: p, wording: c.aligner.compare(words, quotedWords(p.Text, true), p.Text)}
		h.who = c.agree(q.fact.said.who, p.Statement)
		h.near = p.Statement.Kind == sources.DocumentText && document != nil && document.Symbol == p.Statement.Symbol || p.Statement.Kind == sources.Speech && h.who == agreeSame
		h.sure = h.near && certainty >= sureDocument
		h.otherTime = c.otherTime(p.Statement)
		if h.who == agreeSame && p.Statement.Role != "" {
			c.speech.heard = append(c.speech.heard, p.Statement)
		}
		list = append(list, h)
	}
	slices.SortStableFunc(list, func(a, b held) int { return cmp.Compare(b.worth(), a.worth()) })
	class := c.decideQuotation(&f, q, document, list, words)
	if class == classAbsent && f.Message == "" {
		c.notOnRecord(&f, q, document)
	}
	if len(list) == 0 {
		return f, class, nil, nil
	}
	c.checkDocument(&f, q, list, words)
	return f, class, &list[0], nil
}

// worth orders passages by how well they fit.
func (h *held) worth() int {
	w := 2*h.wording.matched - 3*h.wording.errors
	if h.wording.exact() {
		w += 1000
	}
	if h.near {
		w += 6
	}
	if h.who == agreeOther {
		w -= 4
	}
	return w
}

// decideQuotation sets the verdict after the best-fitting passage.
func (c *quotationCheck) decideQuotation(f *Finding, q *found[quotationFact], document *sources.Record, list []held, words []quotedWord) quoteClass {
	if len(list) == 0 {
		return classAbsent
	}
	best := &list[0]
	if s := best.passage.Statement; s.Kind == sources.DocumentText && !best.near && document != nil && best.wording.exact() {
		f.Reason, f.Message = NoRecord, fmt.Sprintf("The text of %s is not held; %s has these words.", document.Symbol, s.Symbol)
		return classAbsent
	}
	if best.wording.exact() && best.tells() {
		return c.sayExact(f, q, list, best)
	}
	if parts, ok := c.splice(q, list, words); ok {
		return c.saySpliced(f, parts)
	}
	if !best.nearly() || formula(list) {
		return classAbsent
	}
	return c.sayAltered(f, q, best)
}

// tells reports whether an exact match says anything: a fragment of a few words does only where the context
// points at that text.
func (h *held) tells() bool {
	w := &h.wording
	if h.passage.Statement.Kind == sources.DocumentText && !h.near {
		return w.matched >= distinctWords && w.heavy >= 4
	}
	if h.near {
		return w.matched >= knownWords || h.passage.Whole && w.matched >= 1 && w.heavy >= 1 && len(h.passage.Text) < shortText
	}
	return w.matched >= knownWords+1 && w.heavy >= 2
}

// shortText is the length in bytes up to which a fragment of a few words is looked for in a text.
const shortText = 8 << 10

// nearly reports whether the words are surely meant to be those of the passage, with changes.
func (h *held) nearly() bool {
	w := &h.wording
	changed := len(w.edits)
	switch {
	case h.passage.Statement.Kind == sources.DocumentText: // resolutions share their phrases: only the one that is meant tells
		return h.sure && w.run >= knownWords && w.heavy >= 2 && 2*w.matched >= w.words
	case h.near:
		return w.matched >= knownWords && w.run >= 3 && w.heavy >= 2 && 10*w.matched >= 7*w.words && (w.errors <= 2 || 3*w.errors <= w.words) && changed <= 4
	}
	return w.matched >= distinctWords && w.heavy >= 4 && w.run >= knownWords && 10*w.matched >= 8*w.words && 4*w.errors <= w.words
}

// formula reports whether several speakers have nearly the same words.
func formula(list []held) bool {
	seen := map[string]bool{}
	for i := range list {
		h := &list[i]
		if h.wording.matched >= list[0].wording.matched-1 && h.wording.errors <= list[0].wording.errors+1 {
			seen[h.passage.Statement.Code+h.passage.Statement.Symbol] = true
		}
	}
	return len(seen) >= boilerplate
}
