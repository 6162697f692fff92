package claims

import "stet/extract/match"

var modals = wordSet(`expect expects will would could may might should must shall if unless whether expected likely unlikely due hoped hopes hope hoping threatened threatens threatening wants
	want wanted needs need needed requires required require urge urging planned plans plan intends intended wish wished promised pledged vowed can cannot can't won't
	wouldn't asked ask pressed pressing lobbied lobbying warned supposed pending ready poised bound scheduled upcoming tomorrow possible potential potentially probably perhaps
	predicted forecast seeks seeking sought ought`)

// modal looks for a word of doubt between the start of the clause and the end of the match.
func (p *passage) modal(start, end int) bool {
	from := start
	for from > 0 && start-from < 14 && !hardStop(p.items[from-1].Word) {
		from--
	}
	inFrom, inTo := p.insertion(start, end)
	for i := from; i < end; i++ {
		w := p.items[i].Word
		if !modals[w] || i > inFrom && i < inTo {
			continue
		}
		if i >= start && p.word(i-1) == "to" {
			continue // "voted to urge"
		}
		if w == "may" && p.items[i].Labels&match.DATE != 0 {
			continue
		}
		if (w == "hope" || w == "plan" || w == "ask" || w == "need" || w == "needs" || w == "required" || w == "plans" || w == "asked" || w == "warned" || w == "wants" || w == "want" || w == "sought" || w == "pressed" || w == "pressing") && (i >= start || !leadsToVote(p, i, start, end)) {
			continue
		}
		if i < start && (p.word(start) == "but" || backToFact(p, i, start) || relativeModal(p, i, start)) {
			continue
		}
		return true
	}
	if p.word(start-1) == "to" && start > 0 && !isPast(p.word(start-2)) {
		return true
	}
	return startsWithIf(p)
}

// insertion is the first and the last comma of a match that begins with its subject: what stands between says nothing of the
// verb ("Russia, which had wanted more, abstained"). Both are start where there is none.
func (p *passage) insertion(start, end int) (from, to int) {
	from, to = start, start
	for i := start; i < end; i++ {
		if p.word(i) != "," {
			continue
		}
		if from == start {
			from = i
		}
		to = i
	}
	return from, to
}

// leadsToVote reports whether "to" or "that" ties the word to the match.
func leadsToVote(p *passage, i, start, end int) bool {
	for k := i + 1; k < min(start+1, len(p.items)); k++ {
		if p.word(k) == "," {
			return false
		}
		if p.word(k) == "to" || p.word(k) == "that" || p.word(k) == "for" && p.word(i) == "hope" {
			return k >= start-5
		}
	}
	return i >= start
}

// relativeModal reports whether the doubtful word stands in a relative clause that the match's own finite verb leaves:
// "principles for countries that cannot pay were adopted".
func relativeModal(p *passage, i, start int) bool {
	if w := p.word(i); w == "if" || w == "unless" || w == "whether" || i >= start-1 {
		return false
	}
	if w := p.word(start); w != "was" && w != "were" {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if w := p.word(k); w == "that" || w == "which" || w == "who" {
			return true
		}
	}
	return false
}

// backToFact reports whether a comma with a finite past verb closes the doubtful part before the match:
// "Diplomats had hoped for more, but 93 voted for it".
func backToFact(p *passage, i, start int) bool {
	for k := i + 1; k < start; k++ {
		switch p.word(k) {
		case "but", ";", "-", "although", "though", "while", "because", "as", "after", "when", "where", "since", "which", "now":
			return true
		case ",":
			if start-k < 4 || p.word(k+1) == "and" || p.word(k+1) == "but" || subordinate(p, i) {
				return true
			}
		}
	}
	return false
}

// subordinate reports whether the doubtful word stands in a clause that gives a reason or a time: the comma after that opens the
// main clause ("because Washington would not give him a visa, Palau voted no").
func subordinate(p *passage, i int) bool {
	for k := i - 1; k >= 0 && p.word(k) != ","; k-- {
		switch p.word(k) {
		case "because", "since", "as", "although", "though", "while", "when", "after":
			return true
		}
	}
	return false
}

func isPast(word string) bool {
	switch word {
	case "voted", "chose", "opted", "decided", "managed", "went", "moved", "declined", "refused", "failed", "came", "agreed", "preferred", "country", "countries", "state", "states",
		"nation", "member", "members", "nations", "only", "votes", "ones", "one", "from", "due":
		return true
	}
	return false
}

func startsWithIf(p *passage) bool {
	return p.word(0) == "if" || p.word(0) == "should" || p.word(0) == "were" || p.word(0) == "unless"
}
