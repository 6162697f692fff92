package claims

import (
	"stet/extract"
	"stet/extract/match"
)

// list is one state or several joined by commas and "and".
type list struct {
	names []name
	span  extract.Span
	also  int // "and three others", "and 12 more": states that are counted and not named

	pronoun bool // "it", "they": the names are those of its antecedent
}

// name is one state of a list, with every seat that the words can mean.
type name struct {
	span    extract.Span
	entries []extract.Entry
}

// join takes lists of states as one item each.
func (p *passage) join(raw []match.Item) {
	for i := 0; i < len(raw); {
		l, j := p.readList(raw, i)
		if j == i {
			p.items = append(p.items, raw[i])
			i++
			continue
		}
		item := match.Item{Span: l.span, First: raw[i].First, Last: raw[j-1].Last, Labels: raw[i].Labels | match.STATES}
		if j > i+1 {
			item.Labels = match.STATES
		} else {
			item.Word = raw[i].Word
		}
		for _, r := range raw[i:j] {
			item.Mentions = append(item.Mentions, r.Mentions...)
		}
		p.lists[len(p.items)] = l
		p.items = append(p.items, item)
		i = j
	}
}

// readList reads "A", "A and B", "A, B, its ally C and D itself" from item i and the item after it.
func (p *passage) readList(raw []match.Item, i int) (list, int) {
	if raw[i].Labels&match.STATE == 0 {
		return list{}, i
	}
	l := list{span: raw[i].Span}
	j := i
	for {
		l.names = append(l.names, name{raw[j].Span, p.s.Mentions[raw[j].Mentions[0]].Entries})
		l.span.End = raw[j].End
		j++
		if j == i+1 && i > 0 && subjectOf[raw[i-1].Word] {
			return l, j // "the ruling on Nicaragua, Israel and …": the first name is what the ruling is on
		}
		if j < len(raw) && (raw[j].Word == "itself" || raw[j].Word == "too") {
			l.span.End = raw[j].End
			j++
		}
		k := p.separator(raw, j)
		if k == j || k == j+2 && p.nextSubject(raw, i, k) {
			return l, j
		}
		k = p.preModifier(raw, k)
		if next := p.countedSublist(raw, k); next > k {
			k = next
		}
		if k >= len(raw) || raw[k].Labels&match.STATE == 0 {
			if n, end := p.uncounted(raw, p.separator(raw, j)); n > 0 && !(p.separator(raw, j) == j+2 && objectList(raw, i) && beginsVerb(raw, end)) {
				l.also = n
				l.span.End = raw[end-1].End
				return l, end
			}
			return l, j
		}
		j = k
	}
}

// nextSubject reports whether the names from item k, after ", and", are the subject of the next clause and no part of the list from item i,
// which is an object: "Hungary joined Israel, and Germany and Italy abstained".
func (p *passage) nextSubject(raw []match.Item, i, k int) bool {
	if !objectList(raw, i) {
		return false
	}
	for {
		if k = p.preModifier(raw, k); k >= len(raw) || raw[k].Labels&match.STATE == 0 {
			break
		}
		next := p.separator(raw, k+1)
		if next == k+1 {
			return beginsVerb(raw, k+1)
		}
		k = next
	}
	return false
}

// objectList reports whether the list from item i is the object of a verb or preposition that takes states.
func objectList(raw []match.Item, i int) bool {
	return i > 0 && (takesStates[raw[i-1].Word] || raw[i-1].Word == "the" && i > 1 && takesStates[raw[i-2].Word])
}

// beginsVerb reports whether a verb begins at item i, or a relative clause before one.
func beginsVerb(raw []match.Item, i int) bool {
	return i < len(raw) && (ballotWords[raw[i].Word] || verbAfter[raw[i].Word] || raw[i].Word == "," && i+1 < len(raw) && (raw[i+1].Word == "which" || raw[i+1].Word == "who"))
}

// takesStates are words whose object is a list of states; verbAfter begins what the next states did.
var (
	takesStates = wordSet(`joined joining followed following with alongside beside by from backed supported behind`)
	verbAfter   = wordSet(`did was were had sat stayed chose opted declined refused skipped stood backed supported opposed rejected said joined followed switched carried passed made got won`)
)

var subjectOf = wordSet(`on about over regarding concerning`)

// separator reads ",", "and", ", and", ";", "as well as", "plus" and returns the item after it.
func (p *passage) separator(raw []match.Item, j int) int {
	k := j
	if k < len(raw) && (raw[k].Word == "," || raw[k].Word == "/") {
		k++
	}
	if k < len(raw) {
		switch raw[k].Word {
		case "and", "&", "plus", "or", "nor":
			return k + 1
		case "as":
			if k+2 < len(raw) && raw[k+1].Word == "well" && raw[k+2].Word == "as" {
				return k + 3
			}
		}
	}
	return k
}

// preModifier is the item after what may stand before a name in a list: "the", "its close ally", "Russia's ally"; past the end where what follows
// tells of whom the states before are allies, and so is none of them.
func (p *passage) preModifier(raw []match.Item, k int) int {
	for n := 0; n < 4 && k < len(raw); n++ {
		if raw[k].Labels&match.STATE != 0 {
			return k
		}
		if raw[k].Word == "of" && (k+1 >= len(raw) || raw[k+1].Word != "course") {
			return len(raw) // "France and Japan, allies of America, voted for it": America is none of them
		}
		switch raw[k].Word {
		case "the", "its", "their", "close", "closest", "ally", "allies", "fellow", "neighbouring", "neighboring", "neighbour", "neighbor", "partner", "even",
			"also", "both", "of", "course", "nuclear-armed", "tiny", "communist":
			k++
			continue
		}
		if raw[k].Labels&match.ADJ != 0 && k+1 < len(raw) && (raw[k+1].Word == "ally" || raw[k+1].Word == "neighbour" || raw[k+1].Word == "neighbor" || raw[k+1].Word == "partner") {
			k += 2
			continue
		}
		return k
	}
	return k
}

// countedSublist is the item of the first name in "four islands: Palau, Nauru and two more", which goes on a list; k where none begins there.
func (p *passage) countedSublist(raw []match.Item, k int) int {
	if k >= len(raw) || raw[k].Labels&match.NUM == 0 {
		return k
	}
	for i := k + 1; i < min(len(raw)-1, k+5); i++ {
		if next := p.preModifier(raw, i+1); (raw[i].Word == ":" || raw[i].Word == "-") && next < len(raw) && raw[next].Labels&match.STATE != 0 {
			return next
		}
		if raw[i].Labels&match.STATE != 0 || clauseStart(raw[i].Word) {
			return k
		}
	}
	return k
}

// uncounted reads "17 others", "three other countries", "12 more" at item k.
func (p *passage) uncounted(raw []match.Item, k int) (n, end int) {
	if k >= len(raw) || raw[k].Labels&match.NUM == 0 {
		return 0, k
	}
	q := p.s.Mentions[raw[k].Mentions[0]].Number
	if !q.Exact || q.Value == 0 {
		return 0, k
	}
	if k+1 >= len(raw) {
		return 0, k
	}
	switch raw[k+1].Word {
	case "others", "more":
		return q.Value, k + 2
	case "other":
		if k+2 < len(raw) && isVoters(raw[k+2].Word) {
			return q.Value, k + 3
		}
	}
	return 0, k
}
