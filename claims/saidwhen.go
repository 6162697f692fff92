package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

var saidWhenPatterns = patterns("saidwhen.pat")

// setting is when and where a quotation is told to have been said, as far as nothing else in the sentence can be meant.
type setting struct {
	when extract.When // zero From where no day is told for certain
	day  extract.Span // of the words that tell it
	body sources.Body // the organ, "" where none is told for certain
	hall extract.Span // of the words that tell it
}

// settingOf reads the words around a quotation. Two days, or two organs, in its sentence leave open which is meant.
func (s *speech) settingOf(block, item int) setting {
	row := &s.rows[block]
	from, to := s.bounds(block, item)
	items := slices.Clone(row.items[from:to])
	days, organs := 0, 0
	for i := range items {
		switch {
		case items[i].Labels&match.QUOTE != 0 && i != item-from:
			items[i].Labels, items[i].Word = 0, "other"
		case items[i].Labels&match.DATE != 0:
			days++
		case items[i].Labels&match.BODY != 0:
			organs++
		}
	}
	var out setting
	for _, m := range saidWhenPatterns.Find(items) {
		if q, _, ok := m.Capture("q"); !ok || q != item-from {
			continue
		}
		if d, _, ok := m.Capture("d"); ok && days == 1 {
			if when, ok := s.whenAt(row.sentence[from+d], items[d].Span); ok {
				out.when, out.day = when, items[d].Span
			}
		}
		if o, end, ok := m.Capture("o"); ok && organs <= 1 {
			out.hall = extract.Span{Start: items[o].Start, End: items[end-1].End}
			out.body = organNamed(extract.Fold(s.doc.Quote(out.hall)))
		}
	}
	return out
}

// organNamed is the organ of words that can mean no other: "the council" may be any.
func organNamed(words string) sources.Body {
	switch {
	case strings.Contains(words, "security council") || words == "unsc":
		return sources.SecurityCouncil
	case strings.Contains(words, "general assembly") || words == "unga" || words == "general debate":
		return sources.GeneralAssembly
	}
	return ""
}

// whenAt is the time of a mention, where it is counted from nothing that is not known for certain.
func (s *speech) whenAt(sentence int, span extract.Span) (extract.When, bool) {
	for _, m := range s.doc.Sentences[sentence].Mentions {
		if m.Kind != extract.DateMention || m.Span != span {
			continue
		}
		w := m.When
		sure := !w.From.IsZero() && !w.Since && w.Shift == 0 && (!w.Relative || s.doc.Published.Precision == extract.Day)
		return w, sure
	}
	return extract.When{}, false
}

// Bounds of the check of a day.
const (
	// datedWords are the fewest words, in a row on record, whose day is judged. Of 3,528 stretches of so many words drawn from
	// the speeches of eleven years, 0.2% stand in another year's speech of the same state too; of 8 words 1.0%.
	datedWords = 12
	datedHeavy = 5
	dayApart   = 1 // midnight comes at another time in New York than where the article is read
)

// elsewhen reports how the told day or organ of exact words differs from the record's: "" where it does not, or where
// any statement of the same words fits, or where the record has no day.
func (c *quotationCheck) elsewhen(q *found[quotationFact], list []held, best *held) (differs string, sure bool, told extract.Span) {
	at := q.fact.said.setting
	var day, hall bool
	for i := range list {
		h := &list[i]
		if h.passage.Statement.Kind != sources.Speech || !h.wording.exact() || !h.tells() || h.who == agreeOther {
			continue
		}
		day = day || fitsDay(at.when, h.passage.Statement.Date)
		hall = hall || fitsOrgan(at.body, h.passage.Statement.Body)
	}
	s := best.passage.Statement
	w := &best.wording
	sure = best.who == agreeSame && w.matched >= datedWords && w.heavy >= datedHeavy && !w.elided && !formula(list)
	switch {
	case !day:
		return fmt.Sprintf("of %s", s.Date), sure && !c.mayBeOtherWeek(at.when, s.Date), at.day
	case !hall:
		return "of " + bodyPlace(s.Body), sure, at.hall
	}
	return "", false, at.day
}

// bodyPlace names an organ in a sentence.
func bodyPlace(b sources.Body) string {
	if b == sources.SecurityCouncil {
		return "the Security Council"
	}
	return "the General Assembly"
}

func fitsDay(w extract.When, d sources.Date) bool {
	if w.From.IsZero() || d.Year == 0 {
		return true
	}
	if d.Day == 0 { // the record has a month or year: too little to refute a day with
		return true
	}
	return w.Contains(d.Time(), dayApart)
}

func fitsOrgan(told, held sources.Body) bool {
	known := held == sources.GeneralAssembly || held == sources.SecurityCouncil
	return told == "" || !known || told == held
}

// mayBeOtherWeek reports whether the article's weekday is the record's too, some weeks before: articles are put out again
// long after they were written, with the weekday that they had.
func (c *quotationCheck) mayBeOtherWeek(w extract.When, d sources.Date) bool {
	return w.Relative && !w.Named && w.Days() == 1 && w.From.Weekday() == d.Time().Weekday()
}

// sayElsewhen words the verdict on right words of another day or organ.
func (c *quotationCheck) sayElsewhen(f *Finding, h *held, differs string, sure bool, told extract.Span) quoteClass {
	s := h.passage.Statement
	if !sure {
		f.Reason = Ambiguous
		f.Message = fmt.Sprintf("The record has these words, %s; whether they were said again as told is not on record.", differs)
		return classAbsent
	}
	verdict, reason := Refuted, Mismatch
	if !s.Verbatim {
		verdict, reason = Conflicting, TwoRecords
	}
	c.citeStatement(f, verdict, reason, h)
	f.Message = fmt.Sprintf("The record has these words, but %s, and not as told (“%s”).", differs, c.speech.doc.Quote(told))
	f.Diagnosis = diagnoses[classMisattributed]
	if verdict == Refuted {
		f.Severity = Detail
	}
	return classMisattributed
}
