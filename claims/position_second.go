package claims

import (
	"strings"

	"stet/extract"
	"stet/extract/match"
)

// Second verbs: what states are said to have done beside something else, "Russia complained of the haste and abstained".

// gapped reads a second verb of the states whose vote was just told: "and abstained on the second".
func (a *article) gapped(p *passage, matches []match.Match, told []found[positionFact]) []found[positionFact] {
	var out []found[positionFact]
	for _, m := range matches {
		if !strings.HasSuffix(m.Pattern.Head, ".gap") || a.silent(p, m) {
			continue
		}
		var subject *found[positionFact]
		for i := range told {
			if gap := p.items[m.Start].Start - told[i].span.End; gap >= 0 && gap < longGap && (subject == nil || told[i].span.End > subject.span.End) {
				subject = &told[i]
			}
		}
		if subject == nil || len(subject.fact.besides) > 0 {
			continue
		}
		end := m.End
		if w := p.word(end - 1); w == "," || hardStop(w) {
			end--
		}
		f := positionFact{side: sideOf(m.Pattern.Head), names: subject.fact.names, soft: subject.fact.soft}
		out = append(out, found[positionFact]{span: p.span(m.Start+1, end), sentence: p.index, fact: f, told: telling{sides: true}})
	}
	return out
}

// longGap is how far, in bytes, a second verb may stand from the first one's words: "the first text ".
const longGap = 24

// coordinated reads a verb of voting whose subject is that of another verb before it.
func (a *article) coordinated(p *passage, matches []match.Match, told []found[positionFact]) []found[positionFact] {
	var out []found[positionFact]
	for _, m := range matches {
		if !strings.HasSuffix(m.Pattern.Head, ".conj") || a.silent(p, m) || p.oneAndOther(m.End) {
			continue
		}
		verb := m.Start
		for verb < m.End && joinsVerbs[p.word(verb)] {
			verb++
		}
		span := p.span(verb, m.End)
		if verb >= m.End || toldAt(told, span) || toldAt(out, span) || p.word(verb-1) == "before" && !strings.HasSuffix(p.word(verb), "ing") {
			continue
		}
		at := p.subjectOf(m.Start, verb)
		if at < 0 {
			continue
		}
		l, ok := p.lists[at]
		if !ok {
			men := &p.s.Mentions[p.items[at].Mentions[0]]
			l = list{names: []name{{men.Span, men.Entries}}}
		}
		f := positionFact{side: sideOf(m.Pattern.Head), names: l.names, also: l.also, soft: l.pronoun || m.Start-at > nearSubject || p.votedBefore(at, m.Start), vague: vagueObject(p, m.End)}
		if f.side == noSide || a.attitude(p, m, f) {
			continue
		}
		a.sidesTold = append(a.sidesTold, sideTold{span, p.index, f.side})
		one := found[positionFact]{span: span, sentence: p.index, fact: f, told: telling{sides: true}}
		if all := p.span(at, m.End); all.Len() <= longClaim {
			one.span = all
		} else {
			one.whole = all
		}
		out = append(out, one)
	}
	return out
}

// votedBefore reports whether the items between a subject and its second verb tell a vote, or a time: "abstained in 2009 and voted no this week" is
// of two votes.
func (p *passage) votedBefore(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if w := p.word(i); ballotWords[w] || attitudes[w] || w == "no" || w == "yes" || p.items[i].Labels&match.DATE != 0 {
			return true
		}
	}
	return false
}

// nearSubject is how many items off a subject may stand for a verdict by it to be a refutation.
const nearSubject = 16

// joinsVerbs are the words that lead from one verb of a subject to the next.
var joinsVerbs = wordSet(`and but then yet before only to , later also now still again nevertheless nonetheless finally eventually simply duly ultimately in the end this time instead`)

// toldAt reports whether a position was read of these words.
func toldAt(told []found[positionFact], span extract.Span) bool {
	for _, t := range told {
		if t.span.Overlaps(span) || t.whole.Len() > 0 && t.whole.Overlaps(span) {
			return true
		}
	}
	return false
}

// subjectOf is the item of the states that are the subject of a verb after the item end, -1 where none or another subject stands between.
// A comma alone leads to the verb only past an insertion, "Germany, wary of a war, abstained".
func (p *passage) subjectOf(end, verb int) int {
	inserted := p.word(end) == "," && !p.wordsIn(end, verb, "and", "but", "then") && !p.listed(verb)
	for i := end - 1; i >= 0; i-- {
		switch w := p.word(i); {
		case w == ";" || w == "." || w == ":" || w == "because" || w == "if" || w == "when" || w == "as" && p.opensNames(i+1) || w == "what":
			return -1
		}
		opens := i == 0 || p.opensClause(i) || ranks[p.word(i-1)] && p.spokenFor(i) && (i == 1 || p.opensClause(i-1))
		if l, ok := p.lists[i]; ok && p.items[i].Labels&match.STATES != 0 && len(l.names) > 0 {
			if !opens {
				continue // an object: "Czechia broke with Hungary and abstained"
			}
			if i+1 >= end || p.reported(i) || p.notSubjectAt(i) || inserted && p.word(i+1) != "," {
				return -1
			}
			return i
		}
		if opens && p.items[i].Labels&match.ADJ != 0 && p.spokenFor(i) {
			return i
		}
		if w := p.word(i); (w == "which" || w == "who") && p.wordsIn(i+2, end, ",") {
			continue // an insertion that ends before the verb
		}
		if opens && !inserted && p.items[i].Labels&(match.NUM|match.GROUP|match.BODY) != 0 || opens && otherSubject[p.word(i)] {
			return -1
		}
	}
	return -1
}

// listed reports whether a verb is followed by another of the same subject: "grumbled, abstained and let it go".
func (p *passage) listed(verb int) bool {
	for i := verb + 1; i < min(len(p.items), verb+7); i++ {
		if w := p.word(i); w == "and" || w == "but" {
			return i+1 < len(p.items) && p.items[i+1].Labels == 0 && p.word(i+1) != "the"
		} else if clauseStart(w) {
			return false
		}
	}
	return false
}

// reported reports whether the states at an item are the subject of what somebody says: "complained that Germany had lied and abstained".
func (p *passage) reported(i int) bool {
	for i > 0 && p.items[i-1].Skip {
		i--
	}
	return p.word(i-1) == "that"
}

// spokenFor reports whether a state's envoy follows its name or adjective: "Hungary's foreign minister", "the Hungarian ambassador".
func (p *passage) spokenFor(i int) bool {
	for k := i + 1; k < min(len(p.items), i+4); k++ {
		switch p.word(k) {
		case "ambassador", "envoy", "delegate", "delegation", "representative", "minister", "government", "mission", "president", "diplomats", "leader":
			return true
		}
		if p.items[k].Labels != 0 || clauseStart(p.word(k)) {
			return false
		}
	}
	return false
}

// ranks stand between the article and an envoy's country: "the deputy American ambassador".
var ranks = wordSet(`deputy acting new then outgoing incoming interim departing`)

// otherSubject are words that, at the beginning of a clause, make another subject than the states before.
var otherSubject = wordSet(`it they he she who which both all most many some others nobody none several few neither everyone`)

// opensNames reports whether states stand at the item, "the" aside.
func (p *passage) opensNames(i int) bool {
	for ; i < len(p.items) && p.items[i].Skip; i++ {
	}
	return i < len(p.items) && p.lists[i].names != nil
}
