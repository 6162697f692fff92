package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// sayingVerbs are verbs that make what follows in marks words of the text, beside the operative verbs.
var sayingVerbs = wordSet(`says said states stated declares declared insists insisted asks asked stipulates stipulated provides provided reads`)

// longestTitle bounds a title that is put in as a correction, in bytes.
const longestTitle = 200

// checkTitles looks at the words in marks that are told as a title and may be words of the text.
func (c *quotationCheck) checkTitles() ([]Finding, error) {
	var out []Finding
	s := c.speech
	for i := range s.quotes {
		q := &s.quotes[i]
		words := len(sources.TextWords(s.doc.Quote(q.Inner)))
		if q.Parent >= 0 || words <= knownWords || !s.calledTitle(i) {
			continue
		}
		told := found[quotationFact]{span: q.Inner, sentence: s.sentenceAt(q.Inner.Start), fact: quotationFact{s.doc.Quote(q.Inner), s.said[i]}}
		f, err := c.textAsTitle(&told)
		if err != nil {
			return nil, err
		}
		if f.Kind != "" {
			out = append(out, f)
		}
	}
	return out, nil
}

// calledTitle reports whether the words are told as a title: "entitled “…”".
func (s *speech) calledTitle(q int) bool {
	row := s.rows[s.quotes[q].Block]
	for i := s.said[q].item - 1; i >= 0 && i >= s.said[q].item-2; i-- {
		switch row.items[i].Word {
		case "entitled", "titled":
			return true
		case ",", ":":
		default:
			return false
		}
	}
	return false
}

// textOf finds the document whose words these can only be, with the passages of its text that share words with them.
func (c *quotationCheck) textOf(q *found[quotationFact]) (*sources.Record, []held, error) {
	document, certainty := c.documentOf(q)
	if document == nil || certainty < sureDocument {
		return nil, nil, nil
	}
	passages, err := c.passages(q, document)
	if err != nil {
		return nil, nil, err
	}
	words := quotedWords(q.fact.words, false)
	var out []held
	for i := range passages {
		p := &passages[i]
		if s := p.Statement; s.Symbol == document.Symbol && s.Kind == sources.DocumentText && s.Verbatim && !s.Translation && s.Complete {
			out = append(out, held{passage: p, wording: c.aligner.compare(words, quotedWords(p.Text, true), p.Text), near: true, sure: true})
		}
	}
	return document, out, nil
}

func isExact(h held) bool { return h.wording.exact() }

// ofTitle reports whether words of a document are those of a title.
func (c *quotationCheck) ofTitle(q *found[quotationFact]) bool {
	who := q.fact.said.who
	return (who == nil || who.text || who.body != "") && c.titled(q.fact.words)
}

// titleAsText refutes words told as those of the text that are its title and stand nowhere in it.
func (c *quotationCheck) titleAsText(q *found[quotationFact]) (Finding, error) {
	document, texts, err := c.textOf(q)
	if err != nil || document == nil || document.Body != sources.GeneralAssembly || !within(document.Title, q.fact.words) {
		return Finding{}, err
	}
	if len(texts) == 0 || slices.ContainsFunc(texts, isExact) {
		return Finding{}, nil // it has them too, or is not held
	}
	f := c.documentFinding(q, document, texts[0].passage.Statement, fmt.Sprintf("title: “%s”", document.Title))
	f.Diagnosis, f.Message = "the title given as text", fmt.Sprintf("These words are of the title of %s; its text does not have them.", document.Symbol)
	return f, nil
}

// saysText reports whether a verb right before the mark makes the words those of the text: "demands “…”", not "called “…”".
func (s *speech) saysText(inner extract.Span) bool {
	tokens := s.doc.Sentences[s.sentenceAt(inner.Start)].Tokens
	last := ""
	for i := len(tokens) - 1; i >= 0; i-- {
		t := &tokens[i]
		if t.End > inner.Start || t.Kind != extract.Word {
			continue
		}
		if (t.Norm == "for" || t.Norm == "upon" || t.Norm == "that" || t.Norm == "on") && last == "" {
			last = t.Norm
			continue
		}
		form, operative := verbForms[t.Norm]
		return sayingVerbs[t.Norm] || operative && (operativeVerbs[form.lemma] != forceCall || last != "") && operativeVerbs[form.lemma] != forceAffirm
	}
	return false
}

// textAsTitle refutes words told as the title of a text that stand within it and in no title.
func (c *quotationCheck) textAsTitle(q *found[quotationFact]) (Finding, error) {
	if c.titled(q.fact.words) {
		return Finding{}, nil
	}
	if q.fact.said.who == nil || !q.fact.said.who.text {
		q.fact.said.who = &speaker{text: true, span: q.span}
	}
	document, texts, err := c.textOf(q)
	if err != nil || document == nil || within(document.Title, q.fact.words) {
		return Finding{}, err
	}
	at := slices.IndexFunc(texts, isExact)
	if at < 0 {
		return Finding{}, nil
	}
	h := &texts[at]
	f := c.documentFinding(q, document, h.passage.Statement, "“"+h.excerpt()+"”")
	f.Diagnosis, f.Message = "words of the text given as its title", fmt.Sprintf("These words stand in the text of %s and are not its title.", document.Symbol)
	if document.Body == sources.GeneralAssembly && document.Title != "" && len(document.Title) < longestTitle { // the Council's titles in the data are descriptions
		f.Message = fmt.Sprintf("These words stand in the text of %s; its title is “%s”.", document.Symbol, document.Title)
		f.Correction = &Correction{q.span, document.Title}
	}
	return f, nil
}

// within reports whether a title has the words in a row.
func within(title, words string) bool {
	told := titleWords(words)
	return len(told) > 0 && strings.Contains(" "+strings.Join(titleWords(title), " ")+" ", " "+strings.Join(told, " ")+" ")
}

// documentFinding is a refuted finding on a document's words, with its record as evidence.
func (c *quotationCheck) documentFinding(q *found[quotationFact], document *sources.Record, s *sources.Statement, says string) Finding {
	f := Finding{Kind: "quotation", Span: q.span, Reading: q.fact.String(), Verdict: Refuted, Reason: Mismatch, Severity: Detail}
	f.ID = fingerprint(c.speech.doc, &f)
	f.Evidence = []Evidence{{Record: document.Symbol, Title: document.Title, Date: document.Date.String(), Says: says, Dataset: s.Dataset, URL: document.URL, Vote: document, Query: query(document)}}
	return f
}
