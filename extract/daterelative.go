package extract

import "time"

// weekday reads "Monday", "last Friday": the latest one that is not after the article.
func (r dateReader) weekday(tokens []Token, i int) (When, int, bool) {
	day, ok := weekdays[tokens[i].Norm]
	if !ok || !tokens[i].Cap {
		return When{}, i, false
	}
	if r.published.Precision != Day {
		return When{}, i + 1, true
	}
	if wordBefore(tokens, i) == "a" {
		return When{}, i + 1, true // "on 14 January 1980, a Monday": of the day told
	}
	back := (int(r.today().Weekday()) - int(day) + 7) % 7
	switch before := wordBefore(tokens, i); {
	case before == "next":
		back -= 7
	case back == 0 && (before == "last" || before == "past"):
		back = 7
	}
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
		return r.ago(tokens, i)
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
	if word == "last" && finalNotLatest[wordBefore(tokens, i)] {
		return When{}, i, false
	}
	switch {
	case word == "today" && daily || word == "tonight" && daily:
		return stretch(today, today, i+1)
	case word == "yesterday" && daily:
		return stretch(today.AddDate(0, 0, -1), today.AddDate(0, 0, -1), i+1)
	case word == "last" && (next == "night" || next == "evening") && daily:
		return stretch(today.AddDate(0, 0, -1), today, i+2)
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

// finalNotLatest are words before "last" that make it the final one: "renewed for one last year".
var finalNotLatest = map[string]bool{"one": true, "a": true, "its": true, "his": true, "her": true, "their": true, "final": true, "second": true, "third": true}

// ago reads "two weeks ago", "a year ago", "three years ago".
func (r dateReader) ago(tokens []Token, i int) (When, int, bool) {
	n, at, ok := span(tokens, i)
	if !ok || at+1 >= len(tokens) || tokens[at+1].Norm != "ago" {
		return When{}, i, false
	}
	near := func(years, months, days, slack int) (When, int, bool) {
		if r.published.Precision == NoDate {
			return When{}, at + 2, true
		}
		first, last := r.stretch()
		return When{From: first.AddDate(-years, -months, -days-slack), To: last.AddDate(-years, -months, slack-days), Relative: true}, at + 2, true
	}
	switch tokens[at].Norm {
	case "day", "days":
		return near(0, 0, n, 1)
	case "week", "weeks":
		return near(0, 0, 7*n, 4)
	case "month", "months":
		return near(0, n, 0, 20)
	case "year", "years":
		if at+2 < len(tokens) && (tokens[at+2].Norm == "today" || tokens[at+2].Norm == "tonight") && r.published.Precision == Day {
			w := oneDay(r.today().Year()-n, r.today().Month(), r.today().Day())
			w.Relative = true
			return w, at + 3, true // "ten years ago today"
		}
		if at+3 < len(tokens) && tokens[at+2].Norm == "this" && tokens[at+3].Norm == "week" && r.published.Precision == Day {
			day := r.today().AddDate(-n, 0, 0)
			return When{From: day.AddDate(0, 0, -6), To: day.AddDate(0, 0, 6), Relative: true}, at + 4, true
		}
		return near(n, 0, 0, 200)
	case "decade", "decades":
		return near(10*n, 0, 0, 400)
	case "century":
		return near(50, 0, 0, 400) // "half a century ago": a whole one is before the record
	}
	return When{}, i, false
}

// stretch is the days on which the article may have appeared: one, or those of a month or year.
func (r dateReader) stretch() (first, last time.Time) {
	first = r.today()
	switch r.published.Precision {
	case Month:
		return first, first.AddDate(0, 1, -1)
	case Year:
		return first, first.AddDate(1, 0, -1)
	}
	return first, first
}

func wordBefore(tokens []Token, i int) string {
	if i == 0 {
		return ""
	}
	return tokens[i-1].Norm
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
	if w, ok := r.vaguelyApart(at(0), at(1)); ok {
		return w, i + 2, true
	}
	if (at(0) == "following" || at(0) == "next") && partsOfDay[at(1)] && !r.day.IsZero() {
		return When{From: r.day.AddDate(0, 0, 1), To: r.day.AddDate(0, 0, 1), Relative: true, Named: true}, i + 2, true
	}
	if w, ok := r.season(at(0), at(1)); ok {
		return w, i + 2, true
	}
	n := units[at(0)]
	if n == 0 && at(0) == "a" {
		n = 1
	}
	if w, ok := r.daysApart(n, at(1), at(2)); ok {
		return w, i + 3, true
	}
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

// toldLast is the day that "three days later" counts from: the day told last, else the article's; loose is by how many days it may be off.
func (r dateReader) toldLast() (base time.Time, loose int) {
	base = r.day
	if at := r.scene.from; r.scene.active(r.block) && (base.IsZero() || base.Sub(at).Abs() > sceneAge*24*time.Hour) {
		base, loose = at, 31 // the scene's day is not told
	}
	if base.IsZero() && r.published.Precision == Day {
		base = r.today()
	}
	return base, loose
}

// vaguelyApart reads "days later", "weeks earlier": up to twelve days, from one to seven weeks. It counts from a day that the text has told.
func (r dateReader) vaguelyApart(unit, way string) (When, bool) {
	least, most := 0, 0
	switch unit {
	case "days":
		least, most = 1, 12
	case "weeks":
		least, most = 7, 50
	default:
		return When{}, false
	}
	base, loose := r.toldLast()
	if base.IsZero() || r.day.IsZero() && !r.scene.active(r.block) || way != "earlier" && way != "later" {
		return When{}, false
	}
	if way == "earlier" {
		least, most = -most, -least
	}
	return When{From: base.AddDate(0, 0, least-loose), To: base.AddDate(0, 0, most+loose), Relative: true, Named: true}, true
}

// season reads "that autumn" of the year told last, and "last spring" before the article's day.
func (r dateReader) season(which, name string) (When, bool) {
	first, ok := seasons[name]
	if !ok || which != "that" && which != "last" {
		return When{}, false
	}
	base := r.day
	if !r.month.IsZero() && r.monthIn == r.block {
		base = r.month
	}
	if which == "last" {
		base = r.published.Time
	} else if r.scene.active(r.block) && base.IsZero() {
		base = r.scene.from
	}
	if base.IsZero() || which == "last" && r.published.Precision != Day {
		return When{}, false
	}
	from := time.Date(base.Year(), first, 1, 0, 0, 0, 0, time.UTC)
	if which == "last" && from.AddDate(0, 2, 0).After(base) {
		from = from.AddDate(-1, 0, 0)
	}
	return When{From: from.AddDate(0, 0, -10), To: from.AddDate(0, 3, 20), Relative: true, Named: true}, true
}

// partsOfDay after "the following" or "the next" are of the day after the one told last.
var partsOfDay = wordSet("day morning afternoon evening night")

// seasons by their first month, of the north.
var seasons = map[string]time.Month{"spring": time.March, "summer": time.June, "autumn": time.September, "fall": time.September, "winter": time.December}

// daysApart reads "three days earlier", "two weeks later" from the day told last, else from the article's.
func (r dateReader) daysApart(n int, unit, way string) (When, bool) {
	base, loose := r.toldLast()
	if n == 0 || base.IsZero() || way != "earlier" && way != "later" {
		return When{}, false
	}
	days, slack := 0, 0
	switch unit {
	case "day", "days":
		days, slack = n, 1
	case "week", "weeks":
		days, slack = 7*n, 4
	case "month", "months":
		days, slack = 30*n, 20
	default:
		return When{}, false
	}
	if way == "earlier" {
		days = -days
	}
	at := base.AddDate(0, 0, days)
	slack += loose
	return When{From: at.AddDate(0, 0, -slack), To: at.AddDate(0, 0, slack), Relative: true, Named: true}, true
}

// since reports whether "since" or "until" stands before the date, with at most two words like "at least"
// or "last" between.
func since(tokens []Token, i int) bool {
	for at := i - 1; at >= 0 && at >= i-3; at-- {
		switch tokens[at].Norm {
		case "since", "until", "till":
			return true
		case "last", "this", "past", "the", "at", "least", "early", "late", "mid", "-", "about", "around":
		default:
			return false
		}
	}
	return false
}

// feasts are days that are called by a name, as words: "New Year's Eve".
var feasts = []struct {
	words []string
	month time.Month
	day   int
}{
	{[]string{"new", "year", "eve"}, time.December, 31}, {[]string{"new", "year", "day"}, time.January, 1},
	{[]string{"christmas", "eve"}, time.December, 24}, {[]string{"christmas", "day"}, time.December, 25}, {[]string{"boxing", "day"}, time.December, 26},
}

// feast reads the last "Christmas Eve" before the article, or that of the scene told.
func (r dateReader) feast(tokens []Token, i int) (When, int, bool) {
	if !tokens[i].Cap {
		return When{}, i, false
	}
next:
	for _, f := range feasts {
		if i+len(f.words) > len(tokens) {
			continue
		}
		for k, w := range f.words {
			if n := tokens[i+k].Norm; n != w && n != w+"s" && n != w+"'s" {
				continue next
			}
		}
		j := i + len(f.words)
		year, end := r.yearAfter(tokens, j)
		if year == 0 {
			if year = r.nearestYear(f.month, f.day); year == 0 {
				return When{}, j, true
			}
			end = j
		}
		w := oneDay(year, f.month, f.day)
		w.Named = true
		return w, end, true
	}
	return When{}, i, false
}
