package claims

import (
	"slices"
	"strings"

	"stet/extract"
)

// wording is how the words of a quotation compare with a stretch of a record.
type wording struct {
	words   int // of the quotation, without what stands in brackets
	matched int // of them, in the record in this order
	errors  int // words changed, added, or left out without a sign
	heavy   int // matched words that are not light
	run     int // the longest run of matched words
	gap     int // the longest run of the record's words left out without a sign

	respelt, elided, bracketed bool
	denied                     string // a negation or condition that the quotation leaves out, "" for none
	conditional                bool   // it is a condition
	edits                      []edit // in text order
	at                         extract.Span
	source                     []quotedWord
	text                       string // of the record
	first                      int    // the first record word that is matched, -1 for none
}

// edit is a difference: bytes of the quotation, and of the record. One of them may be empty.
type edit struct{ quote, record extract.Span }

// exact reports whether every word stands in the record.
func (w *wording) exact() bool { return w.errors == 0 }

// steps of an alignment.
const (
	stepNone uint8 = iota
	stepMatch
	stepRespelt
	stepEdited
	stepChange // one word for another
	stepAdd    // a word that the record does not have
	stepDrop   // a word of the record that the quotation does not have
	stepAside  // such a word, in brackets in the record
	stepSkip   // a word of the record that an ellipsis or bracket stands for
	stepOpen   // the ellipsis or bracket itself
	stepJoined // two words of the quotation, one of the record: "cease-fire", "ceasefire"
	stepSplit  // one of the quotation, two of the record
)

const (
	costChange = 3
	costAdd    = 2
	costDrop   = 2
	// largestTable bounds an alignment's cells: a longer quotation or record is compared as far as that goes.
	largestTable = 4 << 20
)

// aligner compares quotations with records; it keeps its table between uses.
type aligner struct {
	cost  []int32
	steps []uint8
}

// compare aligns a quotation with the best-fitting stretch of a record (semi-global: the record's words before
// and after cost nothing). An ellipsis stands for any of the record's words, a bracket for any, too.
func (al *aligner) compare(quote, record []quotedWord, text string) wording {
	if len(quote) == 0 || len(record) == 0 {
		return wording{words: len(quote), errors: len(quote)}
	}
	if len(quote)*len(record) > largestTable {
		record = record[:max(1, largestTable/len(quote))]
	}
	n, m := len(quote), len(record)
	width := m + 1
	if need := (n + 1) * width; cap(al.cost) < need {
		al.cost, al.steps = make([]int32, need), make([]uint8, need)
	}
	al.cost, al.steps = al.cost[:(n+1)*width], al.steps[:(n+1)*width]
	for j := 0; j <= m; j++ {
		al.cost[j], al.steps[j] = 0, stepNone
	}
	for i := 1; i <= n; i++ {
		for j := 0; j <= m; j++ {
			al.cost[i*width+j], al.steps[i*width+j] = al.cell(quote, record, i, j, width)
		}
	}
	end := 0
	for j := 1; j <= m; j++ {
		if al.cost[n*width+j] < al.cost[n*width+end] {
			end = j
		}
	}
	w := al.trace(quote, record, end, width)
	w.text = text
	w.tidy(quote)
	w.findTrimmed()
	return w
}

// cell is the cheapest way to reach quotation word i and record word j.
func (al *aligner) cell(quote, record []quotedWord, i, j, width int) (int32, uint8) {
	q := &quote[i-1]
	at := func(di, dj int) int32 { return al.cost[(i-di)*width+j-dj] }
	if q.kind == ellipsis || q.kind == inserted {
		best, step := at(1, 0), stepOpen
		if j > 0 && i < len(quote) && at(0, 1) < best { // a last ellipsis stands for what follows anyway
			best, step = at(0, 1), stepSkip
		}
		return best, step
	}
	best, step := at(1, 0)+costAdd, stepAdd
	if j == 0 {
		return best, step
	}
	s := &record[j-1]
	take := func(c int32, st uint8) {
		if c < best {
			best, step = c, st
		}
	}
	if q.kind == editedWord && sameStem(q.norm, s.norm) {
		take(at(1, 1), stepEdited)
	} else if same, respelt := sameWord(q.norm, s.norm); same {
		st := stepMatch
		if respelt {
			st = stepRespelt
		}
		take(at(1, 1), st)
	} else {
		take(at(1, 1)+costChange, stepChange)
	}
	if s.aside {
		take(at(0, 1), stepAside)
	} else {
		take(at(0, 1)+costDrop, stepDrop)
	}
	if i > 1 && quote[i-2].norm != "" && len(s.norm) > 3 && quote[i-2].norm+q.norm == s.norm {
		take(at(2, 1), stepJoined)
	}
	if j > 1 && len(q.norm) > 3 && record[j-2].norm+s.norm == q.norm {
		take(at(1, 2), stepSplit)
	}
	return best, step
}

// aligned is one step of an alignment, with the words that it reaches.
type aligned struct {
	step uint8
	q, s int
}

// path reads the alignment back, from the first word to the last.
func (al *aligner) path(words, end, width int) []aligned {
	var out []aligned
	for i, j := words, end; i > 0; {
		step := al.steps[i*width+j]
		out = append(out, aligned{step, i - 1, j - 1})
		switch step {
		case stepMatch, stepRespelt, stepEdited, stepChange:
			i, j = i-1, j-1
		case stepAdd, stepOpen:
			i--
		case stepDrop, stepAside, stepSkip:
			j--
		case stepJoined:
			i, j = i-2, j-1
		case stepSplit:
			i, j = i-1, j-2
		default:
			i = 0
		}
	}
	slices.Reverse(out)
	return out
}

// trace counts what an alignment has, and collects its differences.
func (al *aligner) trace(quote, record []quotedWord, end, width int) wording {
	w := wording{source: record, first: -1}
	last, run, gap := -1, 0, 0
	skipped := "" // the last word that an ellipsis stands for
	for _, p := range al.path(len(quote), end, width) {
		matched := w.take(p, quote, record)
		switch {
		case p.step == stepSkip:
			skipped = record[p.s].norm
		case matched > 0 && negations[skipped] && skipped != "no" && w.denied == "":
			w.denied = skipped
		}
		if p.step == stepDrop {
			gap++
			w.gap = max(w.gap, gap)
		} else if p.step != stepAside {
			gap = 0
		}
		if matched == 0 {
			if p.step != stepAside && p.step != stepOpen {
				run = 0
			}
			continue
		}
		skipped = ""
		if w.first < 0 {
			w.first = p.s
			if p.step == stepSplit {
				w.first--
			}
		}
		last = p.s
		run += matched
		w.run = max(w.run, run)
	}
	if w.first >= 0 {
		w.at = extract.Span{Start: record[w.first].Start, End: record[last].End}
	}
	return w
}

// take counts one step and gives how many words of the quotation it matches.
func (w *wording) take(p aligned, quote, record []quotedWord) (matched int) {
	switch p.step {
	case stepMatch, stepRespelt, stepSplit, stepEdited:
		matched = 1
		w.respelt = w.respelt || p.step == stepRespelt || p.step == stepSplit
		w.bracketed = w.bracketed || p.step == stepEdited
	case stepJoined:
		matched = 2
		w.respelt = true
	case stepOpen:
		w.elided = w.elided || quote[p.q].kind == ellipsis
		w.bracketed = w.bracketed || quote[p.q].kind == inserted
	case stepChange:
		w.words++
		w.errors++
		w.note(quote[p.q].Span, record[p.s].Span)
	case stepAdd:
		w.words++
		w.errors++
		at := 0
		if p.s >= 0 {
			at = record[p.s].End
		}
		w.note(quote[p.q].Span, extract.Span{Start: at, End: at})
	case stepDrop:
		w.errors++
		w.note(extract.Span{Start: quote[p.q].End, End: quote[p.q].End}, record[p.s].Span)
		if negations[record[p.s].norm] {
			w.denied = record[p.s].norm
		}
	}
	if matched > 0 {
		w.words += matched
		w.matched += matched
		if !light[quote[p.q].norm] {
			w.heavy++
		}
	}
	return matched
}

// note adds a difference, joined to the one before where nothing stands between.
func (w *wording) note(quote, record extract.Span) {
	if n := len(w.edits) - 1; n >= 0 && w.adjacent(w.edits[n], quote, record) {
		e := &w.edits[n]
		if quote.Len() > 0 {
			if e.quote.Len() == 0 {
				e.quote = quote
			}
			e.quote.End = quote.End
		}
		if record.Len() > 0 {
			if e.record.Len() == 0 {
				e.record = record
			}
			e.record.End = record.End
		}
		return
	}
	w.edits = append(w.edits, edit{quote, record})
}

// adjacent reports whether no word of the record lies between a difference and the next.
func (w *wording) adjacent(e edit, quote, record extract.Span) bool {
	for i := range w.source {
		if s := w.source[i].Span; s.Start >= e.record.End && s.End <= record.Start {
			return false
		}
	}
	return true
}

// findTrimmed looks for a negation that stands right before what is quoted, and for a condition that begins its
// sentence.
func (w *wording) findTrimmed() {
	if w.first < 0 || w.denied != "" {
		return
	}
	for i := w.first - 1; i >= 0 && i >= w.first-12; i-- {
		between := w.between(i)
		if strings.ContainsAny(between, ".;:!?") {
			return
		}
		word := w.source[i].norm
		if negations[word] && word != "no" && word != "nor" && i >= w.first-2 && !strings.Contains(between, ",") {
			w.denied = word
			return
		}
		if conditions[word] && (i == 0 || strings.ContainsAny(w.between(i-1), ".;:!?,\n")) {
			w.denied, w.conditional = word, true
			return
		}
	}
}

// between is the record's text from word i to the next; the parts of a contraction have none.
func (w *wording) between(i int) string {
	from, to := w.source[i].End, w.source[i+1].Start
	return w.text[min(from, to):to]
}
