package claims

import "stet/extract/match"

// participles are verbs that tell the vote of a state, and in the passive what others did to it.
var participles = wordSet(`backed supported endorsed approved favoured favored vetoed condemned`)

// passive reports whether the states of the match are what was done to, not who did it: "Ukraine was supported", "Russia was
// opposed by", "a draft on Syria was vetoed". "Hungary was opposed" is its vote.
func (p *passage) passive(m match.Match) bool {
	at, _, ok := m.Capture("w")
	if !ok {
		return false
	}
	if p.doneTo(m.Start) {
		return true
	}
	for i := at + 1; i < m.End; i++ {
		w := p.word(i)
		if !participles[w] && !((w == "opposed" || w == "rejected") && p.word(i+1) == "by") {
			continue
		}
		if beVerbs[p.word(at+1)] {
			return true // "Israel was, in the vote, backed"
		}
		for k := i - 1; k > at; k-- {
			if p.items[k].Skip {
				continue
			}
			if beVerbs[p.word(k)] {
				return true
			}
			break
		}
	}
	return false
}

var beVerbs = wordSet(`was were is are been being be gets got`)

// doneTo reports whether the words at item i say by whom a state was opposed or backed: "Russia was opposed by 93 states".
func (p *passage) doneTo(i int) bool {
	w := p.word(i)
	if !participles[w] && w != "opposed" && w != "rejected" || p.word(i+1) != "by" || !beVerbs[p.word(i-1)] {
		return false
	}
	_, state := p.lists[i-2]
	return state && (i < 3 || p.items[i-3].Labels == 0 && !prepositions[p.word(i-3)])
}

// notSubject reports whether a preposition before the states makes them no voters: "all but Hungary
// voted for it", "allies of Israel abstained".
func (p *passage) notSubject(m match.Match) bool {
	at, _, ok := m.Capture("w")
	return ok && (at == m.Start || at == m.Start+1 && p.items[m.Start].Skip) && p.notSubjectAt(at)
}

// notSubjectAt asks it of the states at an item.
func (p *passage) notSubjectAt(at int) bool {
	for i := at - 1; i >= 0; i-- {
		w := p.word(i)
		if w == "the" || w == "both" || w == "even" || w == "only" {
			continue
		}
		switch w {
		case "but":
			return i > 0 && (isVoters(p.word(i-1)) || wholes[p.word(i-1)] || p.items[i-1].Labels&match.BODY != 0 && (p.word(0) == "every" || p.word(0) == "all") || p.items[i-1].Labels&(match.GROUP|match.NUM) != 0)
		case "of", "except", "than", "unlike", "by", "for", "from", "to", "against", "like", "besides", "beside", "between", "on", "about", "over", "toward", "towards",
			"excluding", "without", "save", "bar", "beyond", "despite", "with":
			return true
		}
		return false
	}
	return false
}

// wholes are words of which "but" makes an exception: "all but Hungary".
var wholes = wordSet(`all everyone everybody nobody none anyone every each any nothing no-one members countries states`)
