package claims

import (
	"cmp"
	"slices"
	"strings"

	"stet/extract"
	"stet/extract/match"
)

var statementPatterns = patterns("statement.pat")

// statement finds indirect speech. No record can prove or disprove a paraphrase word by word: the findings name the
// speaker and what is told, for a person to check. A vote told in it is another kind's claim, which is checked.
var statement = Kind{Name: "statement", Doc: "Reported speech: who is said to have said what.", find: func(*article) []Claim { return nil }}

// statementFact says that somebody said something in words that are the article's own.
type statementFact struct {
	who     *speaker
	cue     string
	content string
}

// String is the canonical reading: Barbara Woodward, British ambassador, GBR: that London …
func (f statementFact) String() string {
	content := strings.Join(strings.Fields(f.content), " ")
	if r := []rune(content); len(r) > 120 {
		content = strings.TrimSpace(string(r[:119])) + "…"
	}
	return f.who.String() + " " + f.cue + ": " + content
}

// told is one piece of indirect speech.
type told struct {
	found[statementFact]
	content extract.Span
	wish    bool // an intention, a threat, an urging: nothing that a record could hold
	unnamed bool // "a person familiar with the talks": nobody that a record could name
}

// tellings lists the indirect speech of the article, in text order.
func (s *speech) tellings() []told {
	var out []told
	for b := range s.rows {
		row := &s.rows[b]
		for from := 0; from < len(row.items); {
			to := from
			for to < len(row.items) && (to == from || !ends(row.items[to-1]) && !s.endsInside(b, to-1)) {
				to++
			}
			out = append(out, s.tellingsIn(b, from, min(to, from+2*window))...)
			from = to
		}
	}
	return out
}

// tellingsIn reads one sentence; of overlapping readings the earlier pattern's is kept.
func (s *speech) tellingsIn(block, from, to int) []told {
	items := s.rows[block].items[from:to]
	var out []told
	var last told // whose speaker a second verb tells more of
	taken := -1
	for _, m := range inOrder(statementPatterns.Find(items)) {
		at, _, named := m.Capture("s")
		if m.Pattern.Head == "more" {
			out = s.tellMore(block, from, to, m, last, out)
			continue
		}
		if !named || at <= taken || !s.mayTell(block, from+at, m) || len(out) > 0 && out[len(out)-1].content.Covers(items[at].Span) && !begins(items, at) {
			continue // "X said Y had warned that …" is what X said
		}
		who := s.speakerAt(block, from+at)
		if who == nil || who.text || who.paper || who.name == "" && who.role == "" && !who.state {
			continue
		}
		v, end, _ := m.Capture("c")
		last = told{unnamed: who.vague, found: found[statementFact]{sentence: s.rows[block].sentence[from+at], fact: statementFact{who: who}}}
		parts := s.toldParts(block, from, to, m)
		if len(parts) == 0 {
			continue
		}
		content := parts[0]
		f := last
		f.content, f.wish = content, m.Pattern.Head == "to" || m.Pattern.Head == "urge"
		f.span = content.Join(items[at].Span)
		f.fact = statementFact{who, s.doc.Quote(extract.Span{Start: items[v].Start, End: items[max(v, end-1)].End}), s.doc.Quote(content)}
		if n := len(out); n > 0 && out[n-1].content.Overlaps(f.span) { // "…, and Y said …": the first ends there
			out[n-1].content.End = s.trimContent(out[n-1].content.Start, f.span.Start)
			out[n-1].span.End = max(out[n-1].content.End, out[n-1].span.Start+1)
		}
		out = append(out, f)
		taken = at
		if len(parts) > 1 { // "The amendment, he said, was …": the rest is told too
			f.content = parts[1]
			f.fact.content = s.doc.Quote(parts[1])
			out = append(out, f)
		}
		if aside(m) {
			break
		}
	}
	return out
}

// inOrder puts speakers behind or within what they say first ("X is dead, Y said": Y says it, whatever X is), then the
// speakers in text order, each with the reading that tells most.
func inOrder(matches []match.Match) []match.Match {
	slices.SortStableFunc(matches, func(a, b match.Match) int {
		return cmp.Or(boolOrder(aside(a), aside(b)), boolOrder(a.Pattern.Head == "mid", b.Pattern.Head == "mid"), cmp.Compare(late[a.Pattern.Head], late[b.Pattern.Head]),
			cmp.Compare(a.Start, b.Start), cmp.Compare(contentAt(a), contentAt(b)))
	})
	return matches
}

// late are the heads that are looked at after the others.
var late = map[string]int{"second": 1, "more": 2}

// contentAt is the item at which a match's content begins: "Nepal said it regretted that …" tells from "it" on.
func contentAt(m match.Match) int {
	x, _, _ := m.Capture("x")
	return x
}

// opensContent reports whether what is told can begin at an item without "that": not with a preposition, not where "that"
// comes before any verb ("told members on Monday that"), not with words that say that nothing is told.
func opensContent(items []match.Item, x int, head string) bool {
	first := &items[x]
	if head != "bare" && head != "loose" || finiteVerbs[first.Word] {
		return true
	}
	if head == "loose" && (objectOf[first.Word] || first.Labels&match.QUOTE != 0) {
		return false
	}
	for i := x; i < len(items) && i < x+8; i++ {
		if items[i].Word == "that" {
			return false
		}
		if finiteVerbs[items[i].Word] || cueWords[items[i].Word] {
			return true
		}
	}
	return !tellsNothing[first.Word]
}

// speakingOf are words that begin a phrase about the speaker.
var speakingOf = wordSet(`asked speaking addressing writing pressed questioned appearing visiting arriving leaving sitting standing`)

var (
	finiteVerbs  = wordSet(`had has have would will could should must was were is are did does can cannot may might`)
	tellsNothing = wordSet(`nothing little much more less so what yes no`)
)

// begins reports whether a new main clause can begin at an item: after a conjunction or a mark.
func begins(items []match.Item, at int) bool {
	if at == 0 {
		return true
	}
	switch items[at-1].Word {
	case ",", ";", ":", "-", "and", "but", "while", "whereas", "as":
		return true
	}
	return false
}

// tellMore adds what the same speaker is told to have said with a second verb: "said the talks had failed and warned that
// …". toldEnd ends the first there.
func (s *speech) tellMore(block, from, to int, m match.Match, last told, out []told) []told {
	c, _, _ := m.Capture("c")
	verb := s.rows[block].items[from+c].Span
	if last.fact.who == nil || !s.secondVerb(block, from+m.Start) || verb.Start < last.fact.who.span.End {
		return out
	}
	parts := s.toldParts(block, from, to, m)
	if len(parts) == 0 || len(out) > 0 && parts[0].Overlaps(out[len(out)-1].content) {
		return out
	}
	last.content, last.span = parts[0], parts[0]
	last.fact.cue, last.fact.content = s.doc.Quote(verb), s.doc.Quote(parts[0])
	return append(out, last)
}

// aside reports whether a match tells the speaker behind or within what is told.
func aside(m match.Match) bool { return m.Pattern.Head == "after" || m.Pattern.Head == "mid" }

// boolOrder puts true first.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// mayTell refuses speakers in places where none stands.
func (s *speech) mayTell(block, item int, m match.Match) bool {
	if m.Pattern.Head == "accord" || m.Pattern.Head == "after" {
		return true
	}
	row := &s.rows[block]
	who := row.speakers[item]
	if who == nil || who.pronoun == "it" && item > 0 && !beforeIt[row.items[item-1].Word] {
		return false
	}
	before := item - 1
	for before > 0 && who.state && row.items[before].Skip { // "for the Arab group"
		before--
	}
	return item == 0 || !objectOf[row.items[before].Word]
}

// toldParts are the ranges of what is told: to the end of the sentence, before the speaker, or on both sides. None
// where all of it is quotation.
func (s *speech) toldParts(block, from, to int, m match.Match) []extract.Span {
	items := s.rows[block].items
	ranges := s.toldRanges(block, from, to, m)
	var out []extract.Span
	plain, before, quoted := 0, 0, false
	for _, r := range ranges {
		if r[0] >= r[1] {
			return nil
		}
		for i := r[0]; i < r[1]; i++ {
			if items[i].Labels&match.QUOTE != 0 {
				quoted = true
			} else if items[i].Word != "," && items[i].Word != ":" {
				plain += items[i].Last - items[i].First
				if !quoted {
					before++
				}
			}
		}
		out = append(out, extract.Span{Start: items[r[0]].Start, End: s.trimContent(items[r[0]].Start, items[r[1]-1].End)})
	}
	if len(out) == 0 || plain == 0 || plain < 3 && (!quoted || items[ranges[0][0]].Labels&match.QUOTE != 0) {
		return nil
	}
	if quoted && m.Pattern.Head == "label" && before < 6 && items[from+m.Start+1].Word != "accused" {
		return nil // "called the text “a trap”" quotes
	}
	if first := &items[ranges[0][0]]; aside(m) && (objectOf[first.Word] || speakingOf[first.Word]) && first.Labels&match.PERSON == 0 {
		return nil // "In her letter, …", "Asked why …"
	}
	return out
}

// toldRanges are the items of what is told.
func (s *speech) toldRanges(block, from, to int, m match.Match) [][2]int {
	items := s.rows[block].items
	if !aside(m) {
		x, _, ok := m.Capture("x")
		if !ok || !opensContent(items[from:to], x, m.Pattern.Head) {
			return nil
		}
		start := from + x
		for start > from && items[start-1].Skip { // "the" was passed over
			start--
		}
		return [][2]int{{start, s.toldEnd(block, from+x+1, to)}}
	}
	begin := from + afterDateline(items[from:to], s.doc.Quote)
	for i := from + m.Start - 1; i > begin; i-- {
		if items[i].Word == ":" { // "She disagreed: the winners, she said, were"
			begin = i + 1
			break
		}
	}
	if m.Pattern.Head == "after" {
		return [][2]int{{begin, from + m.Start}}
	}
	return [][2]int{{begin, from + m.Start}, {from + m.End, s.toldEnd(block, from+m.End, to)}}
}

// toldEnd is the item that ends what is told: the end of the clause, a second verb of the same speaker, or what the
// article says of a quotation ("…”, a phrase that").
func (s *speech) toldEnd(block, i, to int) int {
	items := s.rows[block].items
	for ; i < to && !ends(items[i]) && items[i].Word != ";"; i++ {
		if s.secondVerb(block, i) || s.otherSpeaks(block, i, to) {
			break
		}
		if items[i].Word == "," && i+2 < to && items[i-1].Labels&match.QUOTE != 0 && speechSkips[items[i+1].Word] && speechNouns[items[i+2].Word] {
			break
		}
	}
	return i
}

// otherSpeaks reports whether somebody else's words begin: "…, while the Danish envoy called it".
func (s *speech) otherSpeaks(block, i, to int) bool {
	items := s.rows[block].items
	if w := items[i].Word; w != "while" && w != "whereas" {
		return false
	}
	for k := i + 1; k < to && k < i+4; k++ {
		if s.rows[block].speakers[k] != nil && items[k].Labels&match.PERSON != 0 {
			return s.cueAfter(block, k, to) != ""
		}
	}
	return false
}

// secondVerb reports whether a conjunction or comma joins another verb of saying to the first: "… and warned that".
func (s *speech) secondVerb(block, i int) bool {
	items := s.rows[block].items
	if q, ok := s.rows[block].quoteAt[i]; ok && i+1 < len(items) { // "called it “a wall,” noted that"
		return strings.HasSuffix(s.doc.Quote(s.quotes[q].Inner), ",") && cueWords[items[i+1].Word] && strings.HasSuffix(items[i+1].Word, "ed")
	}
	if w := items[i].Word; w != "and" && w != "but" && w != "," || i+2 >= len(items) {
		return false
	}
	v := items[i+1].Word
	if v == "and" || v == "but" || v == "then" || v == "also" || v == "later" {
		v = items[min(i+2, len(items)-1)].Word
	}
	return cueWords[v] && (strings.HasSuffix(v, "ed") || v == "said" || v == "told" || v == "wrote")
}

// afterDateline is the item at which a sentence begins behind "MANILA - ".
func afterDateline(items []match.Item, text func(extract.Span) string) int {
	for i := 1; i < len(items) && i < 6; i++ {
		if items[i].Word == "-" {
			if place := text(items[0].Span); place == strings.ToUpper(place) && len(place) > 2 {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// trimContent takes commas and conjunctions off the end.
func (s *speech) trimContent(start, end int) int {
	text := s.doc.Text[start:max(start, end)]
	for {
		before := text
		text = strings.TrimRight(text, " ,;:—–-\n\t")
		for _, w := range []string{" and", " but", " while", " whereas", " as"} {
			text = strings.TrimSuffix(text, w)
		}
		if text == before {
			return start + len(text)
		}
	}
}

// checkStatements makes findings of the indirect speech that no other finding speaks of.
func (c *Checker) checkStatements(s *speech, others []Finding) []Finding {
	var out []Finding
	for _, t := range s.tellings() {
		f := Finding{Kind: "statement", Span: t.span, Reading: t.fact.String(), Reason: NoRecord,
			Message: "Reported speech: its words are the article’s own, and no record tells whether they give the sense."}
		if t.wish || t.unnamed || t.content.Len() == 0 || !s.ofVotes(t.sentence) || foundNear(others, t.span) || foundNear(out, t.span) {
			continue
		}
		f.ID = fingerprint(s.doc, &f)
		out = append(out, f)
	}
	return out
}

// votesWords make reported speech a matter of votes and resolutions; what else people say is no business of the record.
var votesWords = wordSet(`vote votes voted voting resolution resolutions text texts draft drafts veto vetoes vetoed vetoing abstain abstained abstention abstaining amendment amendments un u.n assembly council unga unsc measure
	mandate sanctions tally ballot adopted adoption charter majority paragraph session`)

func (s *speech) ofVotes(sentence int) bool {
	for _, t := range s.doc.Sentences[sentence].Tokens {
		if votesWords[t.Norm] && (t.Norm != "un" || t.Cap) {
			return true
		}
	}
	return false
}

func foundNear(list []Finding, span extract.Span) bool {
	for i := range list {
		if list[i].Span.Overlaps(span) {
			return true
		}
	}
	return false
}
