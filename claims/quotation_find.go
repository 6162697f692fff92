package claims

import (
	"slices"
	"strings"

	"stet/claims/link"
	"stet/extract"
	"stet/sources"
)

// document is documentOf; for "it" the one named by the words that it stands for, or that of the quotation before where
// "it" goes on about the same text in its paragraph.
func (c *quotationCheck) document(q *found[quotationFact]) (*sources.Record, float64) {
	record, probability := c.documentOf(q)
	if who := q.fact.said.who; who != nil && who.pronoun == "it" && who.named.Len() > 0 {
		named := *q
		named.span, named.sentence = who.named, c.speech.sentenceAt(who.named.Start)
		if r, p := c.documentOf(&named); p > max(probability, sureDocument) {
			record, probability = r, p
		}
	}
	block := c.speech.doc.Sentences[q.sentence].Block
	if who := q.fact.said.who; probability < c.before.probability && who != nil && who.text && who.pronoun == "it" && c.before.block == block {
		record, probability = c.before.record, c.before.probability
	}
	if record != nil {
		c.before = quotedDocument{record, probability, block}
	}
	return record, probability
}

// quotedDocument is the document of the quotation before.
type quotedDocument struct {
	record      *sources.Record
	probability float64
	block       int
}

// documentOf is the vote whose text a quotation of a document is likely of, nil where the article leaves it open
// or a person is quoted.
func (c *quotationCheck) documentOf(q *found[quotationFact]) (record *sources.Record, probability float64) {
	who := q.fact.said.who
	if who == nil || !who.text && who.body == "" || c.around == nil {
		return nil, 0
	}
	claim := &Claim{Kind: "quotation", Span: q.span, whole: q.span, Sentence: q.sentence, Fact: q.fact}
	l := &linkedClaim{claim: claim, query: c.around.query(claim)}
	l.query.Main = mainVotes(c.linked)
	var last *linkedClaim
	for _, o := range c.linked {
		if o.claim.Span.Start < q.span.Start && o.claim.Kind != "comparison" && o.claim.Kind != "arithmetic" {
			last = o
		}
	}
	if last != nil {
		l.query.Focus, l.query.FocusWeight = shares(last.ranking), c.around.continuity(last, l)
	}
	ranking := c.index.Rank(l.query)
	if after := c.nextInSentence(q); after != nil { // what is told of the same text right after
		ranking = preferred(ranking, shares(after.ranking))
	}
	if len(ranking.Candidates) == 0 || ranking.Candidates[0].Probability < likelyDocument {
		return nil, 0
	}
	return c.index.Record(ranking.Candidates[0].Record), ranking.Candidates[0].Probability
}

// How likely a vote must be for its text to be looked at, and for that text to refute anything.
const (
	likelyDocument = 0.2
	sureDocument   = 0.4
)

// nextInSentence is the first claim about a vote in the quotation's sentence or the two after it in its paragraph.
func (c *quotationCheck) nextInSentence(q *found[quotationFact]) *linkedClaim {
	block := c.speech.doc.Sentences[q.sentence].Block
	for _, o := range c.linked {
		if o.claim.Sentence >= q.sentence && o.claim.Sentence <= q.sentence+2 && c.speech.doc.Sentences[o.claim.Sentence].Block == block && o.claim.Span.Start > q.span.End {
			return o
		}
	}
	return nil
}

// preferred weighs a ranking with another claim's votes.
func preferred(r link.Ranking, other map[int]float64) link.Ranking {
	for i := range r.Candidates {
		r.Candidates[i].Probability *= 0.4 + other[r.Candidates[i].Record]
	}
	slices.SortStableFunc(r.Candidates, func(a, b link.Candidate) int {
		switch {
		case a.Probability > b.Probability:
			return -1
		case a.Probability < b.Probability:
			return 1
		}
		return 0
	})
	return r
}

// passages gathers what the quotation is compared with: what the search finds, and the short texts held that
// the context points at, in which fragments are looked for too.
func (c *quotationCheck) passages(q *found[quotationFact], document *sources.Record) ([]sources.Passage, error) {
	who := q.fact.said.who
	wanted := func(s *sources.Statement) bool {
		switch {
		case who == nil:
			return true
		case who.text || who.body != "":
			return s.Kind == sources.DocumentText
		case who.paper && who.role == "":
			return false
		}
		return s.Kind == sources.Speech
	}
	found, err := c.ref.Passages(c.ctx, sources.TextWords(q.fact.words), mostPassagesHeld)
	if err != nil {
		return nil, err
	}
	var out []sources.Passage
	seen := map[string]bool{}
	for _, p := range found {
		if !wanted(p.Statement) || c.later(p.Statement) {
			continue
		}
		out = append(out, p)
		seen[p.Text] = true
	}
	statements := c.ref.Statements()
	for i := range statements {
		s := &statements[i]
		if len(s.Text) > shortText || seen[s.Text] || !wanted(s) || c.later(s) {
			continue
		}
		if s.Kind == sources.DocumentText && document != nil && document.Symbol == s.Symbol || s.Kind == sources.Speech && c.agree(who, s) == agreeSame && c.sameTime(s) {
			out = append(out, sources.Passage{Statement: s, Text: s.Text, Whole: true})
		}
	}
	return out, nil
}

// later reports whether a statement was made after the article was published.
func (c *quotationCheck) later(s *sources.Statement) bool {
	p := c.speech.doc.Published
	return p.Precision == extract.Day && s.Date.Day > 0 && s.Date.Time().After(p.Time.AddDate(0, 0, 2))
}

// sameTime reports whether the article can be about the statement's occasion: of a fragment of some words only the
// speaker's words of those days tell anything.
func (c *quotationCheck) sameTime(s *sources.Statement) bool {
	p := c.speech.doc.Published
	if p.Precision == extract.NoDate || s.Date.Year == 0 {
		return true
	}
	days := p.Time.Sub(s.Date.Time()).Hours() / 24
	switch p.Precision {
	case extract.Day:
		return days >= -2 && days <= 60
	case extract.Month:
		return days >= -32 && days <= 90
	}
	return days >= -366 && days <= 60
}

// otherTime reports whether the statement is surely of another occasion than the article tells of: more than a year
// before it. Speakers say nearly the same again, and not every occasion is on record.
func (c *quotationCheck) otherTime(s *sources.Statement) bool {
	p := c.speech.doc.Published
	if s.Kind == sources.DocumentText || p.Precision == extract.NoDate || s.Date.Year == 0 {
		return false
	}
	if s.Date.Day == 0 || p.Precision != extract.Day {
		return s.Date.Year < p.Time.Year()-1
	}
	return p.Time.Sub(s.Date.Time()).Hours() > 400*24
}

// agree compares the article's speaker with a record's.
func (c *quotationCheck) agree(who *speaker, s *sources.Statement) agreement {
	if who == nil || s.Kind == sources.DocumentText || who.text || who.body != "" {
		return agreeUnknown
	}
	if who.name != "" && !who.state && s.Speaker != "" {
		if sameSpeaker(who.name, s.Speaker) {
			return agreeSame
		}
		if !strings.Contains(who.name, " ") && who.country == "" {
			return agreeUnknown
		}
		if who.country == "" || who.country == s.Code && rank(who.role) != rank(s.Role) && rank(who.role) != "" && rank(s.Role) != "" {
			return agreeOther
		}
		if who.country == s.Code {
			return agreeOther // one state's two speakers
		}
	}
	if who.country == "" || s.Code == "" {
		return agreeUnknown
	}
	for _, code := range codes(who.country) {
		if code == s.Code || c.seatAt(code, s.Date.Time()) == s.Code {
			return agreeSame
		}
	}
	return agreeOther
}

// splicePart is one of the two passages of a splice.
type splicePart struct {
	held  *held
	words int
	at    extract.Span // of the record's text
}

// splice looks for two stretches, of passages by speakers that may be the article's, that make up the whole
// quotation with nothing between.
func (c *quotationCheck) splice(q *found[quotationFact], list []held, words []quotedWord) ([2]splicePart, bool) {
	var parts [2]splicePart
	for i := range words {
		if words[i].kind != plainWord {
			return parts, false
		}
	}
	for i := range list {
		h := &list[i]
		if h.who == agreeOther || h.passage.Statement.Kind == sources.DocumentText && !h.near {
			continue
		}
		source := h.wording.source
		for j := range source {
			if n := matchForward(words, source[j:]); n > parts[0].words {
				parts[0] = splicePart{h, n, extract.Span{Start: source[j].Start, End: source[j+n-1].End}}
			}
			if n := matchBackward(words, source[:j+1]); n > parts[1].words {
				parts[1] = splicePart{h, n, extract.Span{Start: source[j-n+1].Start, End: source[j].End}}
			}
		}
	}
	n := len(words)
	if parts[0].words+parts[1].words < n || min(parts[0].words, parts[1].words, n) < splicedWords || parts[0].words == n || parts[1].words == n {
		return parts, false
	}
	if gap := parts[1].at.Start - parts[0].at.End; parts[0].held == parts[1].held && gap >= 0 && gap < 30 || parts[0].held.otherTime || parts[1].held.otherTime {
		return parts, false // a word or two left out of one stretch
	}
	a, b := parts[0].held.passage.Statement, parts[1].held.passage.Statement
	if a.ID != b.ID && (a.Code != b.Code || a.Kind != b.Kind) {
		return parts, false
	}
	return parts, heavyWords(words[:n-parts[1].words]) >= 2 && heavyWords(words[parts[0].words:]) >= 2
}

func matchForward(a, b []quotedWord) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].norm == b[n].norm {
		n++
	}
	return n
}

func matchBackward(a, b []quotedWord) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n].norm == b[len(b)-1-n].norm {
		n++
	}
	return n
}

func heavyWords(words []quotedWord) int {
	n := 0
	for i := range words {
		if !light[words[i].norm] {
			n++
		}
	}
	return n
}

// saySpliced words the verdict on two stretches set side by side as one.
func (c *quotationCheck) saySpliced(f *Finding, parts [2]splicePart) quoteClass {
	verdict, reason := Refuted, Mismatch
	for _, p := range parts {
		if s := p.held.passage.Statement; !s.Verbatim || s.Translation {
			verdict, reason = Conflicting, TwoRecords
		}
	}
	for _, p := range parts {
		h := *p.held
		h.wording.at, h.wording.edits = p.at, nil
		c.citeStatement(f, verdict, reason, &h)
	}
	f.Message = "The record has the beginning and the end of this in different places: two stretches are joined without a sign."
	f.Diagnosis = diagnoses[classSpliced]
	if verdict == Refuted {
		f.Severity = Meaning
	}
	return classSpliced
}

// officeNote tells where the record's office of a speaker is lower than the article's.
func (c *quotationCheck) officeNote(who *speaker, s *sources.Statement) string {
	if who == nil || s.Role == "" || who.role == "" || !sameSpeaker(who.name, s.Speaker) {
		return ""
	}
	told, held := extract.Fold(who.role), extract.Fold(s.Role)
	lower := strings.Contains(held, "deputy") || strings.Contains(held, "charge")
	if lower && strings.Contains(told, "ambassador") && !strings.Contains(told, "deputy") && !strings.Contains(told, "acting") && !strings.Contains(told, "interim") {
		return officeOnRecord(s)
	}
	return ""
}

func officeOnRecord(s *sources.Statement) string {
	return s.Speaker + " was " + s.Role + " then."
}
