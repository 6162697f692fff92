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

// InYear is the same days of another year.
func (w When) InYear(year int) When {
	years := year - w.From.Year()
	w.From, w.To = w.From.AddDate(years, 0, 0), w.To.AddDate(years, 0, 0)
	return w
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
	scene     scene
	block     int       // of the sentence being read
	day       time.Time // the day told last, zero where none was
	month     time.Time // the first day of the month told last, zero where none was
	monthIn   int       // the block that told it
}

func (r dateReader) today() time.Time {
	t := r.published.Time
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// read reads the date that begins at token i, and the token after it.
func (r dateReader) read(tokens []Token, i int) (When, int, bool) {
	if nowWords[wordBefore(tokens, i)] {
		r.scene = scene{} // "this February" is counted from the article
	}
	for _, rule := range []func([]Token, int) (When, int, bool){r.iso, r.slashed, r.dayMonth, r.monthDay, r.feast, r.dayAlone, r.weekday, r.relative, r.shift, r.year} {
		if w, j, ok := rule(tokens, i); ok {
			w.Since = since(tokens, i)
			return w, j, true
		}
	}
	return When{}, i, false
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
	if d > daysIn(y, time.Month(m)) {
		return When{}, i + 5, true
	}
	return oneDay(y, time.Month(m), d), i + 5, true
}

// slashed reads "24/02/2025" and "2/24/2025"; where both could be the month, nobody knows the day.
func (r dateReader) slashed(tokens []Token, i int) (When, int, bool) {
	if i+4 >= len(tokens) || tokens[i+1].Norm != "/" || tokens[i+3].Norm != "/" || len(tokens[i+4].Norm) != 4 {
		return When{}, i, false
	}
	a, b, y := number(tokens[i]), number(tokens[i+2]), number(tokens[i+4])
	if !plausibleYear(y) || a < 1 || b < 1 || a > 31 || b > 31 || a > 12 && b > 12 {
		return When{}, i, false
	}
	switch {
	case a > 12:
		a, b = b, a
	case b <= 12 && a != b:
		return When{}, i + 5, true
	}
	if b > daysIn(y, time.Month(a)) {
		return When{}, i + 5, true
	}
	w := oneDay(y, time.Month(a), b)
	w.Named = true
	return w, i + 5, true
}

func daysIn(y int, m time.Month) int { return time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day() }

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
	if y := r.sceneYear(m); y > 0 {
		return y
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
	last := d
	if d > 0 && j+1 < len(tokens) && joinsDays(tokens[j]) && dayOf(tokens[j+1]) > d {
		last, j = dayOf(tokens[j+1]), j+2
	}
	if d > 0 && j < len(tokens) && tokens[j].Norm == "of" {
		j++
	}
	m, j := month(tokens, j)
	if d == 0 || m == 0 {
		return When{}, i, false
	}
	return r.finishDay(tokens, j, m, d, last)
}

// joinsDays reports whether the token stands between two days of one month: "2 and 7 April", "March 1-2".
func joinsDays(t Token) bool {
	return t.Norm == "and" || t.Norm == "-" || t.Norm == "to" || t.Norm == "or"
}

// monthDay reads "February 24, 2025", "Feb. 24", "February 2025", "February".
func (r dateReader) monthDay(tokens []Token, i int) (When, int, bool) {
	m, j := month(tokens, i)
	if m == 0 {
		return When{}, i, false
	}
	if j < len(tokens) {
		if d := dayOf(tokens[j]); d > 0 && tokens[j].Kind == Digits {
			last, k := r.secondDay(tokens, j+1, d)
			return r.finishDay(tokens, k, m, d, last)
		}
	}
	if y, k := r.yearAfter(tokens, j); y > 0 {
		return wholeMonth(y, m), k, true
	}
	if m == time.May && (i == 0 || !beforeMonth[tokens[i-1].Norm]) || m != time.May && len(tokens[i].Norm) < 4 {
		return When{}, i, false
	}
	if y := r.nearestYear(m, 1); y > 0 {
		if wordBefore(tokens, i) == "last" && y == r.today().Year() && m == r.today().Month() && r.published.Precision >= Month {
			y-- // "last December", of an article in December
		}
		w := wholeMonth(y, m)
		w.Relative = true
		return w, j, true
	}
	return When{}, i, false
}

// beforeMonth holds the words after which "May" is the month.
var beforeMonth = wordSet("in last this past since until by during of from late early mid next every")

// secondDay reads "-2" or "and 9, 2022" after "March 1": the last day told, d for none, and the token after
// it. After "and" a year must follow: "on March 2 and 12 states" tells one day.
func (r dateReader) secondDay(tokens []Token, j, d int) (int, int) {
	if j+1 >= len(tokens) || !joinsDays(tokens[j]) || tokens[j+1].Kind != Digits || dayOf(tokens[j+1]) <= d {
		return d, j
	}
	year, _ := r.yearAfter(tokens, j+2)
	another := j+2 < len(tokens) && tokens[j+2].Norm == "-" // "on March 2 - 93-18"
	if year == 0 && (tokens[j].Norm != "-" || tokens[j].Gap || tokens[j+1].Gap || another) {
		return d, j
	}
	return dayOf(tokens[j+1]), j + 2
}

// finishDay is the day d of the month, to the day last of it, in the year told or else chosen.
func (r dateReader) finishDay(tokens []Token, j int, m time.Month, d, last int) (When, int, bool) {
	y, k := r.yearAfter(tokens, j)
	relative := y == 0
	if relative {
		y, k = r.nearestYear(m, d), j
	}
	if y == 0 || last > daysIn(y, m) {
		return When{}, k, true // a day of an unknown year, or none of the calendar: a date all the same, and no number
	}
	w := oneDay(y, m, d)
	w.To, w.Relative, w.Named = oneDay(y, m, last).To, relative, true
	return w, k, true
}

// year reads a bare year after a word that makes it one: "in 2022", "of 2019", "since 2011", "the 2022 vote".
func (r dateReader) year(tokens []Token, i int) (When, int, bool) {
	y := number(tokens[i])
	if len(tokens) == 1 && len(tokens[i].Norm) == 4 && plausibleYear(y) {
		return wholeYear(y), i + 1, true // a table's cell
	}
	if len(tokens[i].Norm) != 4 || !plausibleYear(y) {
		return When{}, i, false
	}
	if w, j, ok := season(tokens, i, y); ok {
		return w, j, true
	}
	if i == 0 {
		labels := len(tokens) > 1 && (tokens[1].Norm == "." || tokens[1].Norm == ":" || tokens[1].Norm == "-" && tokens[1].Gap)
		return wholeYear(y), i + 1, labels // "1974. The first text goes through easily"
	}
	switch tokens[i-1].Norm {
	case "a", "its", "their", "his", "her", "our", "that", "this", "another", "in", "of", "since", "from", "until", "till", "by", "to", "through", "and", "year", "early", "late", "mid", "during", "after", "before",
		"with", "than", "the", "least", "'s", "for", "or", "as", ",", "(", "every", "around", "between", "autumn", "spring", "summer", "winter", "fall", "year's", "-":
		return wholeYear(y), i + 1, true
	}
	if tokens[i-1].Poss {
		return wholeYear(y), i + 1, true
	}
	return When{}, i, false
}

// season reads "2023-24": two years in one, and no score.
func season(tokens []Token, i, y int) (When, int, bool) {
	if i+2 >= len(tokens) || tokens[i+1].Norm != "-" || tokens[i+1].Gap || tokens[i+2].Gap ||
		len(tokens[i+2].Norm) != 2 || number(tokens[i+2]) != (y+1)%100 {
		return When{}, i, false
	}
	return When{From: wholeYear(y).From, To: wholeYear(y + 1).To}, i + 3, true
}

// dayAlone reads "on the 24th" as a day of the month that the paragraph, or the one before it, told last.
func (r dateReader) dayAlone(tokens []Token, i int) (When, int, bool) {
	t := &tokens[i]
	n := len(t.Norm)
	if r.month.IsZero() || r.block-r.monthIn > 1 || n < 3 || i < 2 || tokens[i-1].Norm != "the" || tokens[i-2].Norm != "on" && tokens[i-2].Norm != "of" {
		return When{}, i, false
	}
	day := dayOf(*t)
	if day == 0 || t.Norm[n-1] < 'a' || day > daysIn(r.month.Year(), r.month.Month()) {
		return When{}, i, false
	}
	if i+1 < len(tokens) && tokens[i+1].Kind == Word && !afterDay[tokens[i+1].Norm] {
		return When{}, i, false // "on the 24th floor"
	}
	w := oneDay(r.month.Year(), r.month.Month(), day)
	w.Named = true
	return w, i + 1, true
}

// afterDay are the words that may follow "on the 24th" where it is a day.
var afterDay = wordSet("it the a an he she they we and but by after when in at with that this there its their his her as while before")
