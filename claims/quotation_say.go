package claims

import (
	"fmt"
	"strings"

	"stet/extract"
	"stet/sources"
)

// exactMessage says that the record has the words.
func exactMessage(class quoteClass, s *sources.Statement) string {
	if !s.Verbatim {
		return "A news report gives these words."
	}
	return map[quoteClass]string{
		classVerbatim:    "The record has these words.",
		classTypographic: "The record has these words, in another spelling.",
		classElided:      "The record has these words, with those between that the quotation leaves out.",
		classBracketed:   "The record has these words, but for those in brackets.",
	}[class]
}

// sayExact words the verdict on words that stand in the record.
func (c *quotationCheck) sayExact(f *Finding, q *found[quotationFact], list []held, best *held) quoteClass {
	for i := range list { // the speaker's own words, if they are among those that fit
		if h := &list[i]; h.wording.exact() && h.tells() && h.who == agreeSame {
			best = h
			break
		}
	}
	w := &best.wording
	s := best.passage.Statement
	if w.denied != "" && !c.deniedInArticle(q) {
		return c.sayTrimmed(f, best)
	}
	if s.Kind == sources.Speech && best.who == agreeOther {
		return c.sayMisattributed(f, q, list, best)
	}
	if differs, sure, told := c.elsewhen(q, list, best); s.Kind == sources.Speech && differs != "" {
		return c.sayElsewhen(f, best, differs, sure, told)
	}
	class := classVerbatim
	switch {
	case w.elided:
		class = classElided
	case w.bracketed:
		class = classBracketed
	case w.respelt:
		class = classTypographic
	}
	c.citeStatement(f, Supported, Match, best)
	f.Message = exactMessage(class, s)
	if best.who == agreeUnknown && s.Kind == sources.Speech {
		f.Message += fmt.Sprintf(" It gives them to %s.", c.byline(s))
	}
	if note := c.officeNote(q.fact.said.who, s); note != "" {
		f.Message += " " + note
	}
	return class
}

// deniedInArticle reports whether the article's own words before the quotation hold the negation or condition.
func (c *quotationCheck) deniedInArticle(q *found[quotationFact]) bool {
	s := &c.speech.doc.Sentences[q.sentence]
	for i := len(s.Tokens) - 1; i >= 0; i-- {
		t := &s.Tokens[i]
		if t.End > q.span.Start {
			continue
		}
		if negations[t.Norm] || conditions[t.Norm] || strings.HasSuffix(t.Norm, "n't") || t.Norm == "refused" || t.Norm == "rejected" || t.Norm == "denied" || t.Norm == "opposed" || t.Norm == "ruled" {
			return true
		}
	}
	return false
}

// sayTrimmed flags a cut that turns the meaning.
func (c *quotationCheck) sayTrimmed(f *Finding, h *held) quoteClass {
	verdict, reason := Refuted, Mismatch
	if h.wording.conditional || !h.passage.Statement.Verbatim || h.passage.Statement.Translation {
		verdict, reason = Conflicting, TwoRecords
	}
	c.citeStatement(f, verdict, reason, h)
	f.Message = fmt.Sprintf("The record has “%s” before these words: the cut changes what was said.", h.wording.denied)
	f.Diagnosis = diagnoses[classTrimmed]
	if verdict == Refuted {
		f.Severity = Meaning
	}
	return classTrimmed
}

// sayMisattributed words the verdict on right words of another speaker.
func (c *quotationCheck) sayMisattributed(f *Finding, q *found[quotationFact], list []held, h *held) quoteClass {
	s := h.passage.Statement
	if h.wording.matched < distinctWords || h.wording.heavy < 4 || formula(list) {
		f.Reason = Ambiguous
		f.Message = fmt.Sprintf("The same words are on record from %s; they are too common to tell whose they are.", c.byline(s))
		return classAbsent
	}
	verdict, reason := Refuted, Mismatch
	if !s.Verbatim {
		verdict, reason = Conflicting, TwoRecords
	}
	c.citeStatement(f, verdict, reason, h)
	f.Message = fmt.Sprintf("The record gives these words to %s.", c.byline(s))
	f.Diagnosis = diagnoses[classMisattributed]
	if verdict == Refuted {
		f.Severity = Meaning
	}
	return classMisattributed
}

// diagnoses word the classes of what does not stand.
var diagnoses = map[quoteClass]string{
	classAltered: "words altered inside the marks", classSpliced: "two stretches joined into one quotation", classTrimmed: "a negation or condition trimmed away",
	classMisattributed: "misattributed", classTranslation: "another translation",
}

// sayAltered words the verdict on changed words, with the difference and the correction.
func (c *quotationCheck) sayAltered(f *Finding, q *found[quotationFact], h *held) quoteClass {
	s, w := h.passage.Statement, &h.wording
	if s.Kind == sources.Speech && (h.who == agreeOther || h.otherTime) {
		f.Reason = NoRecord
		f.Message = fmt.Sprintf("Nearly the same words are on record from %s.", c.byline(s))
		return classAbsent
	}
	class, verdict, reason := classAltered, Refuted, Mismatch
	switch {
	case w.gap >= splicedWords && w.errors == w.gap:
		class = classSpliced
	case s.Translation:
		class = classTranslation
	}
	if !s.Verbatim || s.Translation {
		verdict, reason = Conflicting, TwoRecords
	}
	c.citeStatement(f, verdict, reason, h)
	diff := w.difference(q.fact.words)
	f.Diagnosis = diagnoses[class]
	switch {
	case class == classSpliced:
		f.Message = fmt.Sprintf("The record has %d more words in between, and the quotation does not say that it leaves any out.", w.gap)
	case s.Translation:
		f.Message = "The record is a translation and words it otherwise: " + diff + "."
	case !s.Verbatim:
		f.Message = "A news report gives other words: " + diff + "."
	default:
		f.Message = "The record has other words: " + diff + "."
	}
	if verdict == Refuted {
		f.Severity = Detail
		if w.denied != "" && !w.conditional {
			f.Severity = Meaning
		}
	}
	f.Correction = w.correction(q)
	return class
}

// difference lists the changed words: “durable” for “sustainable”.
func (w *wording) difference(quote string) string {
	var parts []string
	for i, e := range w.edits {
		if i == 4 {
			parts = append(parts, "…")
			break
		}
		told, held := clip(quote[e.quote.Start:e.quote.End]), clip(w.text[e.record.Start:e.record.End])
		switch {
		case e.quote.Len() == 0:
			parts = append(parts, fmt.Sprintf("“%s” is left out", held))
		case e.record.Len() == 0:
			parts = append(parts, fmt.Sprintf("“%s” is not in it", told))
		default:
			parts = append(parts, fmt.Sprintf("“%s” for “%s”", told, held))
		}
	}
	return strings.Join(parts, ", ")
}

// clip shortens words for a sentence.
func clip(text string) string {
	fields := strings.Fields(text)
	if len(fields) > 14 {
		fields = append(fields[:13:13], "…")
	}
	return strings.Join(fields, " ")
}

// correction puts the record's words in, where the differences are near enough for one change.
func (w *wording) correction(q *found[quotationFact]) *Correction {
	if len(w.edits) == 0 {
		return nil
	}
	first, last := w.edits[0], w.edits[len(w.edits)-1]
	if first.record.Start > last.record.End || last.record.End-first.record.Start > 400 {
		return nil
	}
	span := extract.Span{Start: q.span.Start + first.quote.Start, End: q.span.Start + last.quote.End}
	with := strings.Join(strings.Fields(w.text[first.record.Start:last.record.End]), " ")
	if len(w.edits) == 1 && first.quote.Len() == 0 { // words left out
		with = " " + with
	}
	return &Correction{Span: span, With: with}
}

// notOnRecord says that the reference does not hold the words, which is no verdict on them.
func (c *quotationCheck) notOnRecord(f *Finding, q *found[quotationFact], document *sources.Record) {
	f.Reason = NoRecord
	if document != nil {
		f.Message = fmt.Sprintf("The text of %s, which is perhaps meant, is not held.", document.Symbol)
		for _, s := range c.ref.Statements() {
			if s.Kind == sources.DocumentText && s.Symbol == document.Symbol && s.Complete {
				f.Message = fmt.Sprintf("These words are not in the text held of %s.", document.Symbol)
			}
		}
		return
	}
	f.Message = "No statement on record has these words; few statements are held."
}

// byline names a statement's speaker, country and day for a sentence.
func (c *quotationCheck) byline(s *sources.Statement) string {
	var who string
	switch {
	case s.Kind == sources.DocumentText:
		who = s.Symbol
	case s.Speaker != "" && s.Code != "":
		who = fmt.Sprintf("%s (%s)", s.Speaker, c.memberName(s.Code))
	case s.Speaker != "":
		who = s.Speaker
	default:
		who = c.memberName(s.Code)
	}
	if s.Date.Year > 0 {
		who += ", " + s.Date.String()
	}
	return who
}

// citeStatement sets the verdict with the statement as its evidence.
func (c *quotationCheck) citeStatement(f *Finding, v Verdict, reason Reason, h *held) {
	s := h.passage.Statement
	f.Verdict, f.Reason = v, reason
	e := Evidence{Record: s.Symbol, Title: c.byline(s), Date: s.Date.String(), Says: "“" + h.excerpt() + "”", Dataset: s.Dataset, URL: firstAddress(s.Source)}
	if s.Symbol == "" { // a speech that no vote is told of is named by its speaker
		e.Record = c.byline(&sources.Statement{Kind: s.Kind, Speaker: s.Speaker, Code: s.Code})
		if s.Occasion != "" {
			e.Record += ", " + s.Occasion
		}
	} else {
		for i := range c.records {
			if c.records[i].Symbol == s.Symbol {
				e.Vote, e.Query = &c.records[i], query(&c.records[i])
				if e.URL == "" {
					e.URL = c.records[i].URL
				}
				break
			}
		}
	}
	if s.Code != "" {
		e.Named = []string{s.Code}
	}
	f.Evidence = append(f.Evidence, e)
}

// firstAddress is the first web address of a source.
func firstAddress(source string) string {
	for _, part := range strings.FieldsFunc(source, func(r rune) bool { return r == ' ' || r == ';' }) {
		if strings.HasPrefix(part, "https://") || strings.HasPrefix(part, "http://") {
			return part
		}
	}
	return ""
}

// excerpt is the record's words about the quotation, with a little before and after.
func (h *held) excerpt() string {
	text, at := h.passage.Text, h.wording.at
	for _, e := range h.wording.edits {
		if e.record.Len() > 0 {
			at = at.Join(e.record)
		}
	}
	from := max(0, at.Start-60)
	if i := strings.LastIndexAny(text[:at.Start], ".;\n"); i >= from {
		from = i + 1
	} else if i := strings.IndexByte(text[from:], ' '); from > 0 && i >= 0 {
		from += i
	}
	to := min(len(text), at.End+80)
	if i := strings.IndexAny(text[at.End:], ".;\n"); i >= 0 && at.End+i+1 <= to {
		to = at.End + i + 1
	} else if i := strings.LastIndexByte(text[at.End:to], ' '); to < len(text) && i > 0 {
		to = at.End + i
	}
	fields := strings.Fields(strings.ToValidUTF8(text[min(from, at.Start):max(to, at.End)], ""))
	for len(fields) > 1 && strings.Trim(fields[0], ".,;:)]”\"'…") == "" {
		fields = fields[1:]
	}
	if len(fields) > 90 {
		fields = append(append(fields[:60:60], "…"), fields[len(fields)-25:]...)
	}
	return strings.Join(fields, " ")
}
