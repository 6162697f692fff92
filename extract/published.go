package extract

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD, as people give it on the command line; "" is no date.
// Anything else is ErrDate.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	for i, layout := range [...]string{"2006", "2006-01", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil && sensible(t) {
			return Date{t, Year + Precision(i)}, nil
		}
	}
	return Date{}, fmt.Errorf("date %q: %w: write 2025, 2025-02 or 2025-02-24", s, ErrDate)
}

// sensible keeps out years that no article about the United Nations was printed in.
func sensible(t time.Time) bool { return t.Year() >= 1940 && t.Year() <= 2100 }

// stamp is a point in time as metadata tell it.
type stamp struct {
	time  time.Time
	prec  Precision
	clock bool // the time of day is told
	zone  bool // the zone is told
}

// date is the stamp's day in its own zone.
func (s stamp) date() Date {
	y, m, d := s.time.Date()
	return Date{time.Date(y, m, d, 0, 0, 0, 0, s.time.Location()), s.prec}
}

var stampLayouts = []struct {
	layout      string
	prec        Precision
	clock, zone bool
}{
	{time.RFC3339Nano, Day, true, true},
	{"2006-01-02T15:04Z07:00", Day, true, true},
	{"2006-01-02T15:04:05.999999999Z0700", Day, true, true},
	{"2006-01-02T15:04Z0700", Day, true, true},
	{"2006-01-02 15:04:05 Z0700", Day, true, true},
	{"2006-01-02 15:04:05Z07:00", Day, true, true},
	{"2006-01-02 15:04:05 Z07:00", Day, true, true},
	{"2006-01-02 15:04:05 -0700 MST", Day, true, true},
	{"2006-01-02 15:04 Z07:00", Day, true, true},
	{"2006-01-02T15:04:05.999999999", Day, true, false},
	{"2006-01-02T15:04", Day, true, false},
	{"2006-01-02 15:04:05", Day, true, false},
	{"2006-01-02 15:04", Day, true, false},
	{"2006-01-02", Day, false, false},
	{"2006/01/02", Day, false, false},
	{"2006/01/02 15:04:05", Day, true, false},
	{"20060102T150405Z0700", Day, true, true},
	{"20060102150405", Day, true, false},
	{"20060102", Day, false, false},
	{time.RFC1123Z, Day, true, true},
	{"Mon, 2 Jan 2006 15:04:05 -0700", Day, true, true},
	{"Mon Jan 2 2006 15:04:05 GMT-0700", Day, true, true},
	{"Mon Jan 2 15:04:05 -0700 2006", Day, true, true},
	{"2006-01", Month, false, false},
	{"2006/01", Month, false, false},
	{"January 2006", Month, false, false},
	{"2006", Year, false, false},
}

// parseStamp reads the time stamps of metadata, machine formats first, then dates in words.
func parseStamp(s string) (stamp, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) < 4 || len(s) > 120 {
		return stamp{}, false
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		t := time.Unix(n, 0).UTC()
		return stamp{t, Day, true, true}, sensible(t)
	}
	// "Mon Jan 2 2006 15:04:05 GMT+0100 (Central European Time)"
	bare, _, _ := strings.Cut(s, " (")
	for _, f := range stampLayouts {
		if t, err := time.Parse(f.layout, bare); err == nil && sensible(t) {
			return stamp{fixed(t), f.prec, f.clock, f.zone}, true
		}
	}
	return parseWordDate(s)
}

// fixed gives t a zone that does not depend on this machine's.
func fixed(t time.Time) time.Time {
	name, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	if name == "" {
		name = t.Format("-07:00")
	}
	return t.In(time.FixedZone(name, offset))
}

const monthWords = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`

var (
	dayFirst   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + monthWords + `,? (\d{4})\b`)
	monthFirst = regexp.MustCompile(`(?i)\b` + monthWords + ` (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	clockTime  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:[:.](\d{2}))(?::\d{2})?\s*([ap]\.?m\b\.?)?(?:\s*\(?(UTC|GMT|BST|CET|CEST|EST|EDT|ET|CST|CDT|PST|PDT|PT|SAST|AEST|AEDT|NZST|NZDT|JST|KST|HKT|SGT|MSK)\b)?|\b(\d{1,2})\s*([ap]\.?m\b\.?)(?:\s*(UTC|GMT|BST|CET|CEST|EST|EDT|ET|CST|CDT|PST|PDT|PT)\b)?`)
)

// parseWordDate finds a date in words, such as "Updated June 12, 2025, 5:47 PM ET". Dates in figures with
// slashes are left alone: 3/4/2025 is two different days.
func parseWordDate(s string) (stamp, bool) {
	var day, year int
	var m time.Month
	if g := dayFirst.FindStringSubmatch(s); g != nil {
		day, m, year = atoi(g[1]), monthNamed(g[2]), atoi(g[3])
	} else if g := monthFirst.FindStringSubmatch(s); g != nil {
		day, m, year = atoi(g[2]), monthNamed(g[1]), atoi(g[3])
	} else {
		return stamp{}, false
	}
	t := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || !sensible(t) {
		return stamp{}, false
	}
	st := stamp{time: t, prec: Day}
	if at, zone, ok := parseClock(s, t); ok {
		st.time, st.clock, st.zone = at, true, zone
	}
	return st, true
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// monthNamed is the month that a word of at least three letters begins; 0 for none.
func monthNamed(s string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && strings.EqualFold(s[:3], m.String()[:3]) {
			return m
		}
	}
	return 0
}

// parseClock reads a time of day, "20.10 EST" or "5:47 PM ET", on the given day. zone says whether one is
// told; without one the day's own stands.
func parseClock(s string, day time.Time) (at time.Time, zone, ok bool) {
	g := clockTime.FindStringSubmatch(s)
	if g == nil {
		return time.Time{}, false, false
	}
	hour, minute, half, name := atoi(g[1]), atoi(g[2]), g[3], g[4]
	if g[1] == "" {
		hour, half, name = atoi(g[5]), g[6], g[7]
	}
	if half != "" {
		hour %= 12
		if half[0]|0x20 == 'p' {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return time.Time{}, false, false
	}
	loc := day.Location()
	if name != "" {
		loc = zoneNamed(strings.ToUpper(name), day)
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, hour, minute, 0, 0, loc), name != "", true
}

var zoneHours = map[string]int{
	"UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "PST": -8, "PDT": -7,
	"SAST": 2, "MSK": 3, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}

// zoneNamed is the zone of an abbreviation; ET and PT follow the American summer time of the day.
func zoneNamed(name string, day time.Time) *time.Location {
	full := name
	if name == "ET" || name == "PT" {
		full = name[:1] + "ST"
		if americanSummer(day) {
			full = name[:1] + "DT"
		}
	}
	if zoneHours[full] == 0 {
		return time.UTC
	}
	return time.FixedZone(full, zoneHours[full]*3600)
}

// americanSummer reports whether daylight saving time held in New York (by the rule in force since 2007).
func americanSummer(day time.Time) bool {
	sunday := func(m time.Month, nth int) time.Time {
		first := time.Date(day.Year(), m, 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(nth-1))
	}
	d := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	return !d.Before(sunday(time.March, 2)) && d.Before(sunday(time.November, 1))
}

// publish sets the date from stamps in order of trust. A stamp in UTC takes on the zone that another one
// of about the same time tells, since "on Monday" means the newsroom's Monday.
func (d *Document) publish(stamps []stamp) {
	if len(stamps) == 0 {
		return
	}
	best := stamps[0]
	for _, s := range stamps[1:] {
		if !best.clock && s.clock && s.zone && sameDay(best.time, s.time) {
			best = s
			break
		}
	}
	if best.clock && best.time.Location() == time.UTC {
		for _, s := range stamps {
			gap := s.time.Sub(best.time).Abs()
			if s.clock && s.zone && s.time.Location() != time.UTC && gap < 48*time.Hour {
				best.time = best.time.In(s.time.Location())
				break
			}
		}
	}
	d.Published = best.date()
	if best.clock && best.zone {
		d.Moment = best.time
	}
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}
