package extract

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// findEntries finds a live blog's entries: siblings of one kind, each with a time stamp before its text.
// What stands in an entry carries its time; the stamp itself is not shown as text.
func (p *page) findEntries() {
	p.entries, p.stamps = map[*html.Node]time.Time{}, map[*html.Node]bool{}
	var times []*html.Node
	count := map[*html.Node]int{} // time elements in an element
	each(p.root, func(n *html.Node) bool {
		if neverShown[n.DataAtom] && n.DataAtom != atom.Nav {
			return false
		}
		if n.DataAtom == atom.Time {
			times = append(times, n)
			for a := n; a != nil; a = a.Parent {
				count[a]++
			}
			return false
		}
		return true
	})
	if len(times) < 2 {
		return
	}
	day := p.meta.day()
	for _, t := range times {
		entry := entryOf(t, count)
		if entry == nil || !p.entries[entry].IsZero() {
			continue
		}
		if at, ok := entryTime(t, day); ok {
			p.entries[entry] = at
			p.stamps[t] = true
		}
	}
}

// entryOf is the smallest box around a time stamp that has a sibling of its kind with a stamp too.
func entryOf(t *html.Node, count map[*html.Node]int) *html.Node {
	for a := t.Parent; a != nil && a.Parent != nil; a = a.Parent {
		switch a.DataAtom {
		case atom.Div, atom.Article, atom.Section, atom.Li, 0:
		default:
			continue
		}
		if count[a.Parent] == count[a] || len(nodeText(a)) < len(nodeText(t))+40 || !leads(t, a) {
			continue
		}
		for s := a.Parent.FirstChild; s != nil; s = s.NextSibling {
			if s != a && s.Data == a.Data && count[s] > 0 {
				return a
			}
		}
	}
	return nil
}

// leads reports whether a stamp comes before any paragraph of its entry.
func leads(t, entry *html.Node) bool {
	found, prose := false, false
	each(entry, func(n *html.Node) bool {
		if n == t {
			found = true
		} else if n.DataAtom == atom.P && !found && len(nodeText(n)) > 80 {
			prose = true
		}
		return !found && !prose
	})
	return found && !prose
}

// entryTime reads a stamp's attribute, or the clock that it shows on the day of the article.
func entryTime(t *html.Node, day time.Time) (time.Time, bool) {
	shown := nodeText(t)
	if s, ok := parseStamp(attr(t, "datetime")); ok && s.clock {
		return s.time, true
	}
	if s, ok := parseStamp(shown); ok && s.clock {
		return s.time, true
	}
	if day.IsZero() || len(strings.Fields(shown)) > 6 {
		return time.Time{}, false
	}
	at, _, ok := parseClock(shown, day)
	return at, ok
}
