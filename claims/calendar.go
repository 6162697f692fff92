package claims

import (
	"fmt"
	"strings"

	"stet/extract"
)

// wrongWeekdays finds the dates whose day of the week is another: "Wednesday 17 December 2024" was a Tuesday. It needs no record;
// a year that the article leaves out is not taken for granted.
func (a *article) wrongWeekdays() []found[arithmeticFact] {
	var out []found[arithmeticFact]
	for i, p := range a.each() {
		if p == nil {
			continue
		}
		for k := range p.s.Mentions {
			m := &p.s.Mentions[k]
			first, ok := weekdayBefore(p.s, k)
			if !ok || m.When.Relative || m.When.Days() != 1 || !m.When.Named {
				continue
			}
			told, is := p.s.Tokens[first].Norm, m.When.From.Weekday().String()
			if told != strings.ToLower(is) {
				span := extract.Span{Start: p.s.Tokens[first].Start, End: m.End}
				out = append(out, wrongSum(span, i, fmt.Sprintf("%s was a %s", m.When.From.Format("2 January 2006"), is)))
			}
		}
	}
	return out
}

// weekdayBefore is the token of the day of the week that a date begins with or follows at once.
func weekdayBefore(s *extract.Sentence, mention int) (token int, ok bool) {
	m := &s.Mentions[mention]
	if m.Kind != extract.DateMention {
		return 0, false
	}
	at := m.First
	if !weekdayNames[s.Tokens[at].Norm] {
		at--
		if at >= 0 && s.Tokens[at].Norm == "," {
			at--
		}
	}
	return at, at >= 0 && at < m.Last-1 && weekdayNames[s.Tokens[at].Norm]
}

var weekdayNames = wordSet(`monday tuesday wednesday thursday friday saturday sunday`)
