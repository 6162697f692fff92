package extract

import (
	"strconv"
	"time"
)

// When is a time that the article names: every day from From to To, inclusive, would fit it.
type When struct {
	From, To time.Time // midnight UTC; zero From: nothing is known but the Shift
	// Relative: read relative to the article's date ("on Monday", "last year").
	Relative bool
	// Named: a month and a day of it are named ("October 1"), not a weekday.
	Named bool
	// Shift counts years from the vote that is being told ("a year earlier": -1).
	Shift int
	// Since: the words say "since", "from … to", "until": a stretch, not a day of a vote.
	Since bool
}

// Contains reports whether the day lies in the stretch, give or take slack days.
func (w When) Contains(day time.Time, slack int) bool {
	if w.From.IsZero() {
		return false
	}
	return !day.Before(w.From.AddDate(0, 0, -slack)) && !day.After(w.To.AddDate(0, 0, slack))
}

// Days is the length of the stretch.
func (w When) Days() int { return int(w.To.Sub(w.From).Hours()/24) + 1 }

var months = map[string]time.Month{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
	"july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11,
	"nov": 11, "december": 12, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thurs": 4, "fri": 5,
}

// dateReader reads the times named in one article.
type dateReader struct {
	published Date
}

func (r dateReader) today() time.Time {
	t := r.published.Time
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// read reads the date that begins at token i, and the token after it.
func (r dateReader) read(tokens []Token, i int) (When, int, bool) {
	for _, rule := range []func([]Token, int) (When, int, bool){r.iso, r.dayMonth, r.monthDay, r.weekday, r.relative, r.shift, r.year} {
		if w, j, ok := rule(tokens, i); ok {
			w.Since = i > 0 && isSince(tokens[i-1].Norm)
			return w, j, true
		}
	}
	return When{}, i, false
}

func isSince(word string) bool {
	return word == "since" || word == "until" || word == "till"
}

func oneDay(y int, m time.Month, d int) When {
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	return When{From: t, To: t}
}

func wholeMonth(y int, m time.Month) When {
	t := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	return When{From: t, To: t.AddDate(0, 1, -1)}
}

func wholeYear(y int) When {
	return When{From: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)}
}

// iso reads "2025-02-24", which tokenizes as five parts.
func (r dateReader) iso(tokens []Token, i int) (When, int, bool) {
	if i+4 >= len(tokens) || len(tokens[i].Norm) != 4 || tokens[i+1].Norm != "-" || tokens[i+3].Norm != "-" {
		return When{}, i, false
	}
	y, m, d := number(tokens[i]), number(tokens[i+2]), number(tokens[i+4])
	if !plausibleYear(y) || m < 1 || m > 12 || d < 1 || d > 31 || len(tokens[i+2].Norm) != 2 {
		return When{}, i, false
	}
	return oneDay(y, time.Month(m), d), i + 5, true
}

func number(t Token) int {
	n, err := strconv.Atoi(t.Norm)
	if err != nil {
		return -1
	}
	return n
}

func plausibleYear(y int) bool { return 1940 <= y && y <= 2050 }

// dayOf reads "24", "24th" as a day of the month.
func dayOf(t Token) int {
	s := t.Norm
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if len(s) > 2 && s[len(s)-2:] == suffix {
			s = s[:len(s)-2]
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// month reads a month's name, with the full stop of an abbreviation, and the token after it.
func month(tokens []Token, i int) (time.Month, int) {
	if i >= len(tokens) || !tokens[i].Cap {
		return 0, i
	}
	m, ok := months[tokens[i].Norm]
	if !ok {
		return 0, i
	}
	j := i + 1
	if j < len(tokens) && tokens[j].Norm == "." && !tokens[j].Gap && len(tokens[i].Norm) <= 4 {
		j++
	}
	return m, j
}

// yearAfter reads ", 2025" or "2025" at token j; without one the year is chosen near the article's date.
func (r dateReader) yearAfter(tokens []Token, j int) (int, int) {
	k := j
	if k < len(tokens) && (tokens[k].Norm == "," || tokens[k].Norm == "of") {
		k++
	}
	if k < len(tokens) && len(tokens[k].Norm) == 4 && plausibleYear(number(tokens[k])) {
		return number(tokens[k]), k + 1
	}
	if j+1 < len(tokens) && tokens[j+1].Norm == "year" && r.published.Precision != NoDate {
		switch tokens[j].Norm {
		case "this":
			return r.today().Year(), j + 2
		case "last":
			return r.today().Year() - 1, j + 2
		}
	}
	return 0, j
}

// nearestYear is the year that puts the day latest without lying more than two days after the article.
func (r dateReader) nearestYear(m time.Month, d int) int {
	if r.published.Precision == NoDate {
		return 0
	}
	limit := r.today().AddDate(0, 0, 2)
	switch r.published.Precision {
	case Year:
		return limit.Year()
	case Month:
		limit = r.today().AddDate(0, 1, 1)
	}
	if time.Date(limit.Year(), m, d, 0, 0, 0, 0, time.UTC).After(limit) {
		return limit.Year() - 1
	}
	return limit.Year()
}

// dayMonth reads "24 February 2025", "24th of February", "24 Feb".
func (r dateReader) dayMonth(tokens []Token, i int) (When, int, bool) {
	d := dayOf(tokens[i])
	j := i + 1
	if d > 0 && j < len(tokens) && tokens[j].Norm == "of" {
		j++
	}
	m, j := month(tokens, j)
	if d == 0 || m == 0 {
		return When{}, i, false
	}
	return r.finishDay(tokens, j, m, d)
}

// monthDay reads "February 24, 2025", "Feb. 24", "February 2025", "February".
func (r dateReader) monthDay(tokens []Token, i int) (When, int, bool) {
	m, j := month(tokens, i)
	if m == 0 {
		return When{}, i, false
	}
	if j < len(tokens) {
		if d := dayOf(tokens[j]); d > 0 && tokens[j].Kind == Digits {
			return r.finishDay(tokens, j+1, m, d)
		}
	}
	if y, k := r.yearAfter(tokens, j); y > 0 {
		return wholeMonth(y, m), k, true
	}
	if m == time.May && (i == 0 || tokens[i-1].Norm != "in" && tokens[i-1].Norm != "last") || len(tokens[i].Norm) < 4 {
		return When{}, i, false
	}
	if y := r.nearestYear(m, 1); y > 0 {
		w := wholeMonth(y, m)
		w.Relative = true
		return w, j, true
	}
	return When{}, i, false
}

func (r dateReader) finishDay(tokens []Token, j int, m time.Month, d int) (When, int, bool) {
	if y, k := r.yearAfter(tokens, j); y > 0 {
		w := oneDay(y, m, d)
		w.Named = true
		return w, k, true
	}
	if y := r.nearestYear(m, d); y > 0 {
		w := oneDay(y, m, d)
		w.Relative, w.Named = true, true
		return w, j, true
	}
	return When{}, j, true // a day of an unknown year: a date all the same, and no number
}

// weekday reads "Monday", "last Friday": the latest one that is not after the article.
func (r dateReader) weekday(tokens []Token, i int) (When, int, bool) {
	day, ok := weekdays[tokens[i].Norm]
	if !ok || !tokens[i].Cap {
		return When{}, i, false
	}
	if r.published.Precision != Day {
		return When{}, i + 1, true
	}
	back := (int(r.today().Weekday()) - int(day) + 7) % 7
	t := r.today().AddDate(0, 0, -back)
	w := When{From: t, To: t, Relative: true}
	j := i + 1
	if j < len(tokens) && tokens[j].Norm == "," {
		if exact, k, ok := r.monthDay(tokens, min(j+1, len(tokens)-1)); ok && j+1 < len(tokens) && exact.Days() == 1 {
			return exact, k, true
		}
	}
	return w, j, true
}

// relative reads "today", "yesterday", "last week", "this month", "last year", "two weeks ago".
func (r dateReader) relative(tokens []Token, i int) (When, int, bool) {
	if r.published.Precision == NoDate {
		return When{}, i, false
	}
	today := r.today()
	stretch := func(from, to time.Time, j int) (When, int, bool) {
		return When{From: from, To: to, Relative: true}, j, true
	}
	word := tokens[i].Norm
	next := ""
	if i+1 < len(tokens) {
		next = tokens[i+1].Norm
	}
	daily := r.published.Precision == Day
	switch {
	case word == "today" && daily || word == "tonight" && daily:
		return stretch(today, today, i+1)
	case word == "yesterday" && daily:
		return stretch(today.AddDate(0, 0, -1), today.AddDate(0, 0, -1), i+1)
	case (word == "last" || word == "past" || word == "previous") && next == "week" && daily:
		return stretch(today.AddDate(0, 0, -14), today.AddDate(0, 0, -1), i+2)
	case word == "this" && next == "week" && daily:
		return stretch(today.AddDate(0, 0, -6), today.AddDate(0, 0, 1), i+2)
	case word == "earlier" && next == "this" && i+2 < len(tokens) && tokens[i+2].Norm == "month" && daily:
		return stretch(today.AddDate(0, 0, 1-today.Day()), today, i+3)
	case word == "last" && next == "month" && r.published.Precision >= Month:
		w := wholeMonth(today.Year(), today.Month()-1)
		return stretch(w.From, w.To, i+2)
	case word == "this" && next == "month" && r.published.Precision >= Month:
		w := wholeMonth(today.Year(), today.Month())
		return stretch(w.From, w.To, i+2)
	case word == "last" && next == "year":
		w := wholeYear(today.Year() - 1)
		return stretch(w.From, w.To, i+2)
	case word == "this" && next == "year":
		w := wholeYear(today.Year())
		return stretch(w.From, w.To, i+2)
	}
	return r.ago(tokens, i)
}

// ago reads "two weeks ago", "a year ago", "three years ago".
func (r dateReader) ago(tokens []Token, i int) (When, int, bool) {
	n, at, ok := span(tokens, i)
	if !ok || at+1 >= len(tokens) || tokens[at+1].Norm != "ago" {
		return When{}, i, false
	}
	today := r.today()
	near := func(t time.Time, slack int) (When, int, bool) {
		return When{From: t.AddDate(0, 0, -slack), To: t.AddDate(0, 0, slack), Relative: true}, at + 2, true
	}
	switch tokens[at].Norm {
	case "day", "days":
		return near(today.AddDate(0, 0, -n), 1)
	case "week", "weeks":
		return near(today.AddDate(0, 0, -7*n), 4)
	case "month", "months":
		return near(today.AddDate(0, -n, 0), 20)
	case "year", "years":
		return near(today.AddDate(-n, 0, 0), 200)
	case "decade", "decades":
		return near(today.AddDate(-10*n, 0, 0), 400)
	case "century":
		return near(today.AddDate(-50, 0, 0), 400) // "half a century ago": a whole one is before the record
	}
	return When{}, i, false
}

// span reads the number before "years ago", "decades ago": "a", "two", "twenty-five", "50", "half a", and gives the
// place of the unit's word.
func span(tokens []Token, i int) (n, unit int, ok bool) {
	switch {
	case tokens[i].Norm == "a":
		n, unit = 1, i+1
	case tokens[i].Norm == "half" && i+2 < len(tokens) && tokens[i+1].Norm == "a" && tokens[i+2].Norm == "century":
		return 1, i + 2, true
	case tokens[i].Kind == Digits:
		n, unit = number(tokens[i]), i+1
	default:
		q, j, read := readWords(tokens, i)
		if !read || q.Ordinal {
			return 0, i, false
		}
		n, unit = q.Value, j
	}
	if n < 1 || n > 90 || unit >= len(tokens) || tokens[unit].Norm == "century" {
		return 0, i, false
	}
	return n, unit, true
}

// shift reads "a year earlier", "two years before", "the year before", "the previous year".
func (r dateReader) shift(tokens []Token, i int) (When, int, bool) {
	at := func(k int) string {
		if i+k < len(tokens) {
			return tokens[i+k].Norm
		}
		return ""
	}
	ends := func(k int) bool { // "a year after Assad's fall" is no shift of a vote
		return i+k >= len(tokens) || tokens[i+k].Kind == Punct
	}
	switch {
	case (at(0) == "previous" || at(0) == "preceding") && at(1) == "year":
		return When{Shift: -1}, i + 2, true
	case (at(0) == "following" || at(0) == "next") && at(1) == "year":
		return When{Shift: 1}, i + 2, true
	case at(0) == "year" && (at(1) == "before" && ends(2) || at(1) == "earlier"):
		return When{Shift: -1}, i + 2, true
	case at(0) == "year" && (at(1) == "after" && ends(2) || at(1) == "later"):
		return When{Shift: 1}, i + 2, true
	}
	n := units[at(0)]
	if n > 0 && (at(1) == "years" || at(1) == "year") {
		switch at(2) {
		case "before":
			if !ends(3) {
				return When{}, i, false
			}
			return When{Shift: -n}, i + 3, true
		case "earlier", "previously":
			return When{Shift: -n}, i + 3, true
		case "later", "on":
			return When{Shift: n}, i + 3, true
		}
	}
	return When{}, i, false
}

// year reads a bare year after a word that makes it one: "in 2022", "of 2019", "since 2011", "the 2022 vote".
func (r dateReader) year(tokens []Token, i int) (When, int, bool) {
	y := number(tokens[i])
	if len(tokens) == 1 && len(tokens[i].Norm) == 4 && plausibleYear(y) {
		return wholeYear(y), i + 1, true // a table's cell
	}
	if len(tokens[i].Norm) != 4 || !plausibleYear(y) || i == 0 {
		return When{}, i, false
	}
	switch tokens[i-1].Norm {
	case "in", "of", "since", "from", "until", "till", "by", "to", "through", "and", "year", "early", "late", "mid", "during", "after", "before",
		"with", "than", "the", "'s", "for", "or", "as", ",", "(", "every", "around", "between", "autumn", "spring", "summer", "winter", "fall", "year's", "-":
		return wholeYear(y), i + 1, true
	}
	if tokens[i-1].Poss {
		return wholeYear(y), i + 1, true
	}
	return When{}, i, false
}
