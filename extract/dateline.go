package extract

import (
	"strings"
	"time"
)

// inferDate dates an article that no metadata dates, from its own dateline: the first month and day it
// names ("UNITED NATIONS, Oct 29 —") in the earliest year that is not before any year the text names and in
// which a weekday that the opening names falls within a day of it. Without such a weekday nothing is
// inferred: a guess would be worse than no date.
func inferDate(doc *Document) Date {
	none := Date{}
	if d, ok := fullDateline(doc); ok {
		return d
	}
	if d, ok := masthead(doc); ok {
		return d
	}
	told, month, day, weekday, ok := dateline(doc)
	if !ok {
		return none
	}
	first, end := told, told+1
	if told == 0 {
		first = lastYear(doc)
		end = first + 6
	}
	if first == 0 {
		return none
	}
	for year := first; year < end; year++ {
		if day > daysIn(year, month) {
			continue
		}
		t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		for back := 0; back <= 1; back++ {
			if t.AddDate(0, 0, -back).Weekday() == weekday {
				return Date{Time: t, Precision: Day}
			}
		}
	}
	return none
}

// masthead reads the month or day of an issue from a line under the title: "Bulletin of the Fellowship · No. 88, January 2025". The line is no
// sentence: it is short and ends in the year.
func masthead(doc *Document) (Date, bool) {
	for i := 0; i < len(doc.Sentences) && doc.Sentences[i].Block < mastheadBlocks; i++ {
		t := doc.Sentences[i].Tokens
		n := len(t)
		if n < 3 || n > mastheadTokens || i >= mastheadSentences || !endsLine(doc, i) {
			continue
		}
		year := number(t[n-1])
		m, j := month(t, n-2)
		if m == 0 || j != n-1 || !t[n-2].Cap || t[n-1].Kind != Digits || year < 1946 || year > 2100 || !punctOrDay(t[n-3]) {
			continue
		}
		if day := dayOf(t[n-3]); day > 0 && day <= daysIn(year, m) {
			return Date{Time: time.Date(year, m, day, 0, 0, 0, 0, time.UTC), Precision: Day}, true
		}
		return Date{Time: time.Date(year, m, 1, 0, 0, 0, 0, time.UTC), Precision: Month}, true
	}
	return Date{}, false
}

// punctOrDay reports whether a token may stand before the month of an issue: a mark, or a day.
func punctOrDay(t Token) bool { return t.Kind == Punct || dayOf(t) > 0 }

// A masthead stands in the first blocks, and is short.
const (
	mastheadBlocks    = 3
	mastheadSentences = 6
	mastheadTokens    = 30
)

// endsLine reports whether nothing follows the sentence in its block or line.
func endsLine(doc *Document, sentence int) bool {
	if sentence+1 >= len(doc.Sentences) || doc.Sentences[sentence+1].Block != doc.Sentences[sentence].Block {
		return true
	}
	return strings.Contains(doc.Text[doc.Sentences[sentence].End:doc.Sentences[sentence+1].Start], "\n")
}

// fullDateline reads a dateline that tells the whole day: "UNITED NATIONS, N.Y., Nov. 20, 1959 -". The place stands before it in
// capitals, the dash after it.
func fullDateline(doc *Document) (Date, bool) {
	for i := 0; i < len(doc.Sentences) && i < datelineReach/4; i++ {
		tokens := doc.Sentences[i].Tokens
		for k := 0; k < len(tokens) && k < datelineWords && (tokens[k].Cap || tokens[k].Kind != Word); k++ {
			m, j := month(tokens, k)
			if m == 0 || j+3 >= len(tokens) {
				continue
			}
			day, year := 0, 0
			switch {
			case dayOf(tokens[j]) > 0 && tokens[j+1].Norm == ",":
				day, year, j = dayOf(tokens[j]), number(tokens[j+2]), j+3
			case k > 0 && dayOf(tokens[k-1]) > 0:
				day, year, j = dayOf(tokens[k-1]), number(tokens[j]), j+1
			}
			if day == 0 || day > daysIn(year, m) || year < 1946 || year > 2100 || !closesDateline(tokens, j) || !opensDateline(doc, tokens[0]) {
				continue
			}
			return Date{Time: time.Date(year, m, day, 0, 0, 0, 0, time.UTC), Precision: Day}, true
		}
	}
	return Date{}, false
}

// datelineWords is how many tokens a place and its agency may have before the day.
const datelineWords = 12

// opensDateline reports whether the sentence begins with a place in capitals.
func opensDateline(doc *Document, first Token) bool {
	word := doc.Quote(first.Span)
	return first.Kind == Word && len(word) > 1 && strings.ToUpper(word) == word
}

// closesDateline reports whether a dash, or an agency in brackets and a dash, follows.
func closesDateline(tokens []Token, i int) bool {
	if i < len(tokens) && tokens[i].Norm == "(" {
		i += 3
	}
	if i >= len(tokens) {
		return false
	}
	return tokens[i].Norm == "-" || tokens[i].Norm == "--"
}

// datelineReach is how many sentences the dateline and its weekday are looked for in.
const datelineReach = 12

// dateline reads the first "Oct 29" or "29 October", with its year where one is told (else 0), and the first weekday.
func dateline(doc *Document) (year int, mon time.Month, day int, weekday time.Weekday, ok bool) {
	named := false
	for i := 0; i < len(doc.Sentences) && i < datelineReach; i++ {
		tokens := doc.Sentences[i].Tokens
		for k := range tokens {
			if w, is := weekdays[tokens[k].Norm]; is && tokens[k].Cap && !named && len(tokens[k].Norm) > 4 {
				weekday, named = w, true
			}
			if mon != 0 || !tokens[k].Cap {
				continue
			}
			m, j := month(tokens, k)
			if m == 0 {
				continue
			}
			switch {
			case j < len(tokens) && dayOf(tokens[j]) > 0 && tokens[j].Kind == Digits:
				mon, day, year = m, dayOf(tokens[j]), yearSoon(tokens, j+1)
			case k > 0 && dayOf(tokens[k-1]) > 0 && tokens[k-1].Kind == Digits:
				mon, day, year = m, dayOf(tokens[k-1]), yearSoon(tokens, j)
			}
		}
	}
	return year, mon, day, weekday, mon != 0 && named
}

// yearSoon is the year that follows a month or a day, a comma aside; 0 for none.
func yearSoon(tokens []Token, i int) int {
	if i < len(tokens) && tokens[i].Norm == "," {
		i++
	}
	if i < len(tokens) && tokens[i].Kind == Digits && len(tokens[i].Norm) == 4 {
		if y := number(tokens[i]); y >= 1946 && y <= 2100 {
			return y
		}
	}
	return 0
}

// lastYear is the latest year that the text names, 0 for none.
func lastYear(doc *Document) int {
	last := 0
	for i := range doc.Sentences {
		for _, t := range doc.Sentences[i].Tokens {
			if t.Kind != Digits || len(t.Norm) != 4 {
				continue
			}
			if y := number(t); y >= 1946 && y <= 2050 {
				last = max(last, y)
			}
		}
	}
	return last
}
