package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func dateOf(s string, p Precision) Date {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return Date{d, p}
}

// showWhen writes a time as "2025-02-24", "2025-02-01/28", with r for relative, n for named, s for since.
func showWhen(w When) string {
	var out string
	switch {
	case w.Shift != 0:
		out = fmt.Sprintf("%+dy", w.Shift)
	case w.From.IsZero():
		out = "?"
	case w.From.Equal(w.To):
		out = w.From.Format(time.DateOnly)
	default:
		out = w.From.Format(time.DateOnly) + ".." + w.To.Format(time.DateOnly)
	}
	for _, flag := range []struct {
		set  bool
		mark string
	}{{w.Relative, " r"}, {w.Named, " n"}, {w.Since, " s"}} {
		if flag.set {
			out += flag.mark
		}
	}
	return out
}

// testDates reads the times of texts in an article of a date.
func testDates(t *testing.T, published Date, cases [][2]string) {
	t.Helper()
	for _, tt := range cases {
		var got []string
		for _, m := range mentionsOf(tt[0], NewLexicon(nil), published) {
			if m.Kind == DateMention {
				got = append(got, showWhen(m.When))
			}
		}
		if got := strings.Join(got, ", "); got != tt[1] {
			t.Errorf("%v %q: %q, want %q", published, tt[0], got, tt[1])
		}
	}
}

// TestDates reads what needs no other date.
func TestDates(t *testing.T) {
	for _, published := range []Date{{}, dateOf("2025-02-25", Day), dateOf("2025-02-01", Month), dateOf("2025-01-01", Year)} {
		testDates(t, published, [][2]string{
			{"on February 24, 2025,", "2025-02-24 n"},
			{"on Feb. 24, 2025", "2025-02-24 n"},
			{"24 February 2025", "2025-02-24 n"},
			{"the 18th of September 2024", "2024-09-18 n"},
			{"2025-02-24", "2025-02-24"},
			{"24/02/2025", "2025-02-24 n"},
			{"2/24/2025", "2025-02-24 n"},
			{"02/03/2025", "?"},
			{"February 30, 2024", "?"},
			{"2025-02-30", "?"},
			{"April 7 and 9, 2022", "2022-04-07..2022-04-09 n"},
			{"on 2 and 7 April 2022", "2022-04-02..2022-04-07 n"},
			{"March 1-2, 2022", "2022-03-01..2022-03-02 n"},
			{"March 2022's vote", "2022-03-01..2022-03-31"},
			{"in May 2024", "2024-05-01..2024-05-31"},
			{"he may vote, may he", ""},
			{"in 2022", "2022-01-01..2022-12-31"},
			{"the 2022 vote", "2022-01-01..2022-12-31"},
			{"a 2012 text", "2012-01-01..2012-12-31"},
			{"2022", "2022-01-01..2022-12-31"},
			{"since 2011", "2011-01-01..2011-12-31 s"},
			{"until October 2024", "2024-10-01..2024-10-31 s"},
			{"since at least 2011", "2011-01-01..2011-12-31 s"},
			{"from 2011 to 2016", "2011-01-01..2011-12-31, 2016-01-01..2016-12-31"},
			{"in 2023-24", "2023-01-01..2024-12-31"},
			{"in 1999-00", "1999-01-01..2000-12-31"},
			{"a year earlier", "-1y"},
			{"the year before.", "-1y"},
			{"a year before the vote", ""},
			{"two years earlier", "-2y"},
			{"the previous year", "-1y"},
			{"the following year", "+1y"},
			{"two years later", "+2y"},
			{"2500 of them, 1900 more", ""},
		})
	}
}

// TestDatesOfDay reads times relative to an article of a known day, a Tuesday.
func TestDatesOfDay(t *testing.T) {
	testDates(t, dateOf("2025-02-25", Day), [][2]string{
		{"on Monday", "2025-02-24 r"},
		{"on Tuesday", "2025-02-25 r"},
		{"last Tuesday", "2025-02-18 r"},
		{"last Monday", "2025-02-24 r"},
		{"next Monday", "2025-03-03 r"},
		{"on Wednesday", "2025-02-19 r"},
		{"on Monday, February 24", "2025-02-24 r n"},
		{"on Monday, Feb. 24, 2025,", "2025-02-24 n"},
		{"yesterday and today", "2025-02-24 r, 2025-02-25 r"},
		{"last week", "2025-02-11..2025-02-24 r"},
		{"this week", "2025-02-19..2025-02-26 r"},
		{"last month", "2025-01-01..2025-01-31 r"},
		{"this month", "2025-02-01..2025-02-28 r"},
		{"last year", "2024-01-01..2024-12-31 r"},
		{"this year", "2025-01-01..2025-12-31 r"},
		{"last October", "2024-10-01..2024-10-31 r"},
		{"since last October", "2024-10-01..2024-10-31 r s"},
		{"this past February", "2025-02-01..2025-02-28 r"},
		{"on 16 November 2017 and the following evening", "2017-11-16 n, 2017-11-17 r n"},
		{"on 16 November 2017 and days later", "2017-11-16 n, 2017-11-17..2017-11-28 r n"},
		{"on 16 November 2017 and weeks earlier", "2017-11-16 n, 2017-09-27..2017-11-09 r n"},
		{"on 2 March 1976. That autumn", "1976-03-02 n, 1976-08-22..1976-12-21 r n"},
		{"last autumn", "2024-08-22..2024-12-21 r n"},
		{"days later", ""},
		{"last May", "2024-05-01..2024-05-31 r"},
		{"in May", "2024-05-01..2024-05-31 r"},
		{"in October", "2024-10-01..2024-10-31 r"},
		{"Feb. 24", "2025-02-24 r n"},
		{"24th of February", "2025-02-24 r n"},
		{"on March 2", "2024-03-02 r n"},
		{"on March 2 and 12 states", "2024-03-02 r n"},
		{"on March 1-2", "2024-03-01..2024-03-02 r n"},
		{"Feb. 31", "?"},
		{"June 12 this year", "2025-06-12 n"},
		{"June 12 last year", "2024-06-12 n"},
		{"12 June last year", "2024-06-12 n"},
		{"two weeks ago", "2025-02-07..2025-02-15 r"},
		{"a month ago", "2025-01-05..2025-02-14 r"},
		{"three years ago", "2021-08-09..2022-09-13 r"},
		{"fifty years ago", "1974-08-09..1975-09-13 r"},
		{"50 years ago", "1974-08-09..1975-09-13 r"},
		{"half a century ago", "1974-01-21..1976-03-31 r"},
		{"two decades ago", "2004-01-22..2006-04-01 r"},
		{"a century ago", ""},
	})
}

// TestDatesOfMonth and TestDatesOfYear: what the article's coarse date leaves open stays open.
func TestDatesOfMonth(t *testing.T) {
	testDates(t, dateOf("2025-02-01", Month), [][2]string{
		{"on Monday", "?"},
		{"today", ""},
		{"last week", ""},
		{"last month", "2025-01-01..2025-01-31 r"},
		{"last October", "2024-10-01..2024-10-31 r"},
		{"in February", "2025-02-01..2025-02-28 r"},
		{"on February 24", "2025-02-24 r n"},
		{"June 12 this year", "2025-06-12 n"},
		{"two weeks ago", "2025-01-14..2025-02-18 r"},
		{"three years ago", "2021-07-16..2022-09-16 r"},
	})
}

func TestDatesOfYear(t *testing.T) {
	testDates(t, dateOf("2025-01-01", Year), [][2]string{
		{"on Monday", "?"},
		{"last month", ""},
		{"last year", "2024-01-01..2024-12-31 r"},
		{"in October", "2025-10-01..2025-10-31 r"},
		{"October 7", "2025-10-07 r n"},
		{"two weeks ago", "2024-12-14..2025-12-21 r"},
		{"fifty years ago", "1974-06-15..1976-07-18 r"},
	})
}

// TestDatesOfNothing: in an article without a date, a time is known to be one, and no number.
func TestDatesOfNothing(t *testing.T) {
	testDates(t, Date{}, [][2]string{
		{"on Monday", "?"},
		{"Feb. 24", "?"},
		{"two weeks ago", "?"},
		{"fifty years ago", "?"},
		{"last October", ""},
		{"last year", ""},
	})
}

func TestInferDate(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"UNITED NATIONS, Oct 29 (Agency) -- The Assembly voted on Wednesday. Support was lower than in 2024.", "2025-10-29"},
		{"NEW YORK, 24 February — The vote came on Monday. It was the third since 2022.", "2025-02-24"},
		{"NEW YORK, 25 February — The vote came on Monday. It was the third since 2022.", "2025-02-25"}, // told a day later
		{"NEW YORK, 24 February — The vote came on Monday.", ""},                                        // no year at all
		{"NEW YORK, 24 February — The vote came late. It was the third since 2022.", ""},                // no weekday
		{"The vote came on Monday. It was the third since 2022.", ""},                                   // no dateline
		{"UNITED NATIONS, February 30 — The vote came on Monday. It was the third since 2022.", ""},
		{"A vote\n\nLantern, the members' letter, No. 12, March 2024\n\nThe vote came on Monday.", "2024-03"},
		{"A vote\n\nThe Harbour Gazette · 4 March 2024\n\nThe vote came on Monday.", "2024-03-04"},
		{"A vote\n\nThe vote came in March 2024\n\nIt was the third.", ""},          // tells when something was
		{"On Friday evenings we sing. On 17 December 2024 the Assembly voted.", ""}, // a day told whole is no dateline's
	} {
		doc := plainDocument(tt.text)
		if got := doc.Published.String(); got != tt.want || doc.Inferred != (tt.want != "") {
			t.Errorf("%q: %q, inferred %v, want %q", tt.text, got, doc.Inferred, tt.want)
		}
	}
}
