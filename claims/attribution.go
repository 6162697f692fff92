package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

var (
	quotationPatterns = patterns("quotation.pat")
	followPatterns    = patterns("follow.pat")
)

// window bounds the items on either side of a quotation that may tell whose words it is.
const window = 60

// attribute ties every outer quotation to its speaker.
func (s *speech) attribute() {
	for b := range s.rows {
		row := &s.rows[b]
		for i := range row.items {
			if q, ok := row.quoteAt[i]; ok {
				s.said[q] = s.attributed(b, i)
				s.said[q].item = i
			}
		}
	}
	for q := len(s.quotes) - 1; q >= 0; q-- { // a speech over paragraphs often tells its speaker at the end
		if c := s.quotes[q].Continues; c >= 0 && s.said[c].who == nil {
			s.said[c].who, s.said[c].cue, s.said[c].head = s.said[q].who, s.said[q].cue, "carried"
		}
	}
	for b := range s.rows {
		for i := range s.rows[b].items {
			if q, ok := s.rows[b].quoteAt[i]; ok && s.said[q].who == nil {
				s.carry(b, i, q)
				if s.said[q].who == nil {
					s.followed(b, i, q)
				}
			}
		}
	}
}

// attributed reads the words around one quotation.
func (s *speech) attributed(block, item int) saying {
	row := &s.rows[block]
	from, to := s.bounds(block, item)
	items := make([]match.Item, to-from)
	copy(items, row.items[from:to])
	for i := range items {
		if items[i].Labels&match.QUOTE != 0 && i != item-from {
			items[i].Labels, items[i].Word = 0, "other"
		}
		if i == item-from { // a quotation may hold the verb: the text “implores a swift end”
			items[i].Word = leadingWord(s.doc.Quote(s.quotes[row.quoteAt[item]].Inner))
		}
	}
	words := len(strings.Fields(s.doc.Quote(s.quotes[row.quoteAt[item]].Inner)))
	var best saying
	far := 1 << 30
	for _, m := range quotationPatterns.Find(items) {
		at, _, ok := m.Capture("s")
		q, _, _ := m.Capture("q")
		if !ok || q != item-from || !s.mayBe(block, from+at, m) || m.Pattern.Head == "person.long" && words < fewestUncued {
			continue
		}
		d := distance(at, q, m)
		if who := row.speakers[from+at]; who.state && q > at {
			d += statePenalty
		}
		d += headPenalties[m.Pattern.Head]
		if d >= far {
			continue
		}
		far = d
		best = saying{who: s.speakerAt(block, from+at), head: m.Pattern.Head}
		if v, end, ok := m.Capture("c"); ok && end > v {
			best.cueSpan = extract.Span{Start: items[v].Start, End: items[end-1].End}
			best.cue = extract.Fold(s.doc.Quote(best.cueSpan))
		}
	}
	if best.who != nil {
		best.audience, best.occasion = s.hearers(block, from, to)
		best.setting = s.settingOf(block, item)
	}
	return best
}

func leadingWord(text string) string {
	for _, word := range strings.Fields(text) {
		word = strings.NewReplacer("[", "", "]", "", ",", "").Replace(extract.Fold(word))
		if !strings.HasSuffix(word, "ly") {
			return word
		}
	}
	return ""
}

// statePenalty is how much farther off a person may stand than a state: "Woodward said London wanted …".
const statePenalty = 8

// headPenalties put readings without a verb of saying behind every other one.
var headPenalties = map[string]int{"person.far": 2 * window, "person.colon": 4 * window, "person.long": 6 * window}

// fewestUncued are the words of a quotation that is somebody's although no verb says so; fewer may be a name or a jest.
const fewestUncued = 5

// distance prefers what stands right behind the quotation, then the nearest before it.
func distance(at, q int, m match.Match) int {
	if at > q {
		return at - q
	}
	return q - at + 2
}

// mayBe refuses a speaker in a place where none stands: after a preposition, or possessed.
func (s *speech) mayBe(block, item int, m match.Match) bool {
	row := &s.rows[block]
	if strings.HasPrefix(m.Pattern.Head, "text") || m.Pattern.Head == "person.sure" || m.Pattern.Head == "person.passive" {
		return row.speakers[item] != nil
	}
	who := row.speakers[item]
	if who == nil {
		return false
	}
	if item == 0 || m.Pattern.Head == "person.after" {
		return true
	}
	before := row.items[item-1]
	if k := item - 1; who.state && k > 0 && row.items[k].Skip { // "for the Arab group"
		before = row.items[k-1]
	}
	if hears[before.Word] || before.Labels == 0 && item > 1 && row.items[item-2].Word == "to" { // "told Al Jazeera:", "to address the envoy:"
		return false
	}
	if who.paper && item > 1 && issues[before.Word] && row.speakers[item-2] != nil { // the words are those of who issued it
		return false
	}
	if who.pronoun == "it" && !beforeIt[before.Word] {
		return false
	}
	if before.Word == "as" && (item == 1 || before.Start == s.doc.Sentences[row.sentence[item-1]].Start || row.items[item-2].Word == ",") { // "As the envoy put it"
		return true
	}
	if before.Word == "to" && item > 1 && row.items[item-2].Word == "according" || before.Word == "of" && item > 1 && row.items[item-2].Word == "words" {
		return true
	}
	if before.Word == "for" && who.name == "" && !who.state {
		return true
	}
	return !objectOf[before.Word] || cueWords[before.Word]
}

// hears are the verbs whose object is told something.
var hears = wordSet(`told telling tells reminded informed assured thanked accused addressed briefed urged`)

// issues are the verbs of those who put out a paper.
var issues = wordSet(`issued issue issues released releases published publishes circulated distributed sent read signed wrote`)

// beforeIt are words after which "it" acts.
var beforeIt = wordSet(`. , and but that which because while said says ; : as when if`)

// bounds is the range of items around a quotation that belong to its sentence.
func (s *speech) bounds(block, item int) (from, to int) {
	items := s.rows[block].items
	from, to = item, item+1
	for from > 0 && item-from < window && !ends(items[from-1]) && !s.endsInside(block, from-1) {
		from--
	}
	for to < len(items) && to-item < window && !s.endsInside(block, to-1) {
		to++
		if ends(items[to-1]) {
			break
		}
	}
	return from, to
}

func ends(item match.Item) bool {
	return item.Word == "." || item.Word == "?" || item.Word == "!"
}

// endsInside reports whether a sentence ends with the quotation at an item: its last mark within is a full stop
// (or question mark) and what follows begins anew.
func (s *speech) endsInside(block, item int) bool {
	row := &s.rows[block]
	q, ok := row.quoteAt[item]
	if !ok {
		return false
	}
	inner := s.doc.Quote(s.quotes[q].Inner)
	if inner == "" || !strings.ContainsAny(inner[len(inner)-1:], ".?!") && !strings.HasSuffix(inner, "…") {
		return false
	}
	if item+1 >= len(row.items) {
		return true
	}
	next := &row.items[item+1]
	if inner[len(inner)-1] == '.' {
		return !strings.ContainsAny(s.doc.Quote(next.Span)[:1], ",;") && next.Labels&match.QUOTE == 0 && !cueWords[next.Word]
	}
	return !lowerStart(s.doc.Quote(next.Span)) && row.speakers[item+1] == nil
}

func lowerStart(text string) bool {
	return text != "" && text[0] >= 'a' && text[0] <= 'z'
}

// carry gives a quotation without words of its own around it the speaker of the one before: the rest of a split
// quotation, the next paragraph of a speech, a sentence that is all quotation.
func (s *speech) carry(block, item, q int) {
	if c := s.quotes[q].Continues; c >= 0 {
		s.said[q].who, s.said[q].cue, s.said[q].head = s.said[c].who, s.said[c].cue, "carried"
		if s.said[q].who != nil {
			return
		}
	}
	before := s.quoteBefore(q)
	if before < 0 || s.said[before].who == nil || s.said[before].who.text && s.quotes[before].Block != block {
		s.announced(block, item, q)
		return
	}
	split := s.quotes[before].Block == block && s.splits(block, s.said[before].item, item)
	if !split && !s.alone(block, item) {
		return
	}
	if s.quotes[before].Block != block && (s.quotes[before].Block != block-1 || !s.alone(block, item)) {
		s.announced(block, item, q)
		return
	}
	s.said[q].who, s.said[q].cue, s.said[q].head = s.said[before].who, s.said[before].cue, "carried"
	if who := s.turn(block, before, item); who != nil && !split {
		s.said[q].who, s.said[q].cue, s.said[q].head = who, "", "turn"
	}
}

// turn is who acts in a sentence between two quotations of a block: "The envoy thought for a moment. “…”"; nil for nobody
// new.
func (s *speech) turn(block, before, item int) *speaker {
	if s.quotes[before].Block != block {
		return nil
	}
	row := &s.rows[block]
	i := s.said[before].item + 1
	for i < item && !ends(row.items[i]) {
		i++
	}
	for i++; i < item; i++ {
		if who := row.speakers[i]; who != nil && !who.text && !who.paper && !who.state && who.body == "" && who.pronoun == "" && (i == 0 || ends(row.items[i-1])) {
			return s.speakerAt(block, i)
		}
	}
	return nil
}

// followed looks for who is told right after a quotation that stands alone: "That was how the envoy put it", "So said …".
func (s *speech) followed(block, item, q int) {
	if !s.alone(block, item) {
		return
	}
	b, at := block, item+1
	for at < len(s.rows[b].items) && ends(s.rows[b].items[at]) {
		at++
	}
	if at == len(s.rows[b].items) {
		b, at = b+1, 0
	}
	if b >= len(s.rows) || at >= len(s.rows[b].items) {
		return
	}
	items := s.rows[b].items[at:min(len(s.rows[b].items), at+window)]
	for _, m := range followPatterns.Find(items) {
		if who, _, ok := m.Capture("s"); ok && m.Start == 0 && s.rows[b].speakers[at+who] != nil {
			s.said[q].who, s.said[q].head = s.speakerAt(b, at+who), "followed"
			return
		}
	}
}

// quoteBefore is the outer quotation before q, -1 for none.
func (s *speech) quoteBefore(q int) int {
	for q--; q >= 0; q-- {
		if s.quotes[q].Parent < 0 {
			return q
		}
	}
	return -1
}

// splits reports whether one sentence holds both quotations.
func (s *speech) splits(block, first, second int) bool {
	items := s.rows[block].items
	for i := first + 1; i < second; i++ {
		if ends(items[i]) {
			return false
		}
	}
	return true
}

// alone reports whether a quotation is a sentence of its own.
func (s *speech) alone(block, item int) bool {
	from, to := s.bounds(block, item)
	items := s.rows[block].items
	for i := from; i < to; i++ {
		if i != item && !ends(items[i]) && items[i].Labels&match.QUOTE == 0 && items[i].Word != "," {
			return false
		}
	}
	return true
}

// announced looks for who is announced at the end of the text before: "She told the council:", or in the sentence
// before a quotation that stands alone.
func (s *speech) announced(block, item, q int) {
	if !s.alone(block, item) {
		return
	}
	b, end := block, item
	if item == 0 {
		b = block - 1
		if b < 0 {
			return
		}
		end = len(s.rows[b].items)
	}
	items := s.rows[b].items
	if end == 0 {
		return
	}
	colon := items[end-1].Word == ":"
	if item == 0 && !colon && s.quotes[q].Marks != extract.NoMarks {
		return
	}
	last := end - 1
	answer := items[last].Word == "?" // "Had there been a deal? “…”": whoever the sentence before is about answers
	for i := end - 2; i >= 0 && end-i < window; i-- {
		if ends(items[i]) && i < last-1 {
			if answer && !colon {
				colon = true
				continue
			}
			break
		}
		who := s.rows[b].speakers[i]
		if who == nil || who.text || who.body != "" || !s.acts(b, i) {
			continue
		}
		if cue := s.cueAfter(b, i, end); cue != "" || colon {
			s.said[q].who, s.said[q].cue, s.said[q].head = s.speakerAt(b, i), cue, "announced"
			return
		}
	}
}

func (s *speech) cueAfter(block, item, end int) string {
	for i := item + 1; i < end && i < item+12; i++ {
		if w := s.rows[block].items[i].Word; cueWords[w] {
			return w
		}
	}
	return ""
}

// hearers reads to whom and when it was said, as far as the sentence tells.
func (s *speech) hearers(block, from, to int) (audience, occasion string) {
	items := s.rows[block].items
	for i := from; i < to; i++ {
		switch w := items[i].Word; {
		case w == "told" || w == "telling" || w == "tells":
			if i+1 < to {
				k := i + 1
				if speechSkips[items[k].Word] && k+1 < to {
					k++
				}
				if items[k].Labels&match.QUOTE == 0 && items[k].Word != "," {
					audience = s.doc.Quote(extract.Span{Start: items[i+1].Start, End: items[k].End})
				}
			}
		case items[i].Labels&match.DATE != 0 && occasion == "":
			occasion = s.doc.Quote(items[i].Span)
		case (w == "statement" || w == "tweet" || w == "letter" || w == "interview" || w == "speech" || w == "vote") && occasion == "" && i > from+1:
			if p := items[i-1].Word; p == "a" || p == "the" {
				p = items[i-2].Word
				if p == "in" || p == "after" || p == "before" || p == "on" {
					occasion = s.doc.Quote(extract.Span{Start: items[i-2].Start, End: items[i].End})
				}
			}
		}
	}
	return audience, occasion
}
