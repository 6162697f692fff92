package claims

import (
	"stet/extract"
	"stet/extract/match"
)

// readScore reads "93-18-65" as yes, no, abstaining, where the sentence speaks of a vote.
func readScore(p *passage, m match.Match, all extract.Span) []count {
	score := p.s.Mentions[p.items[m.Start].Mentions[0]].Score
	if !scoreOfVote(p, m.Start) || len(score) == 2 && !votesNear(p, m) {
		return nil
	}
	sides := []side{yes, no, abstain}
	var out []count
	spans := scoreSpans(p, m.Start)
	for i, q := range score {
		out = append(out, count{side: sides[i], q: q, span: spans[i], all: all})
	}
	return out
}

// lopsided reports whether two counts are those of an assembly and of no game: "187 to 2".
func lopsided(y, n int) bool { return y+n > 100 && y+n <= maxVotes && (y > 5*n || n > 5*y) }

// scoreSpans are the digits of a score, one span a count.
func scoreSpans(p *passage, item int) []extract.Span {
	var out []extract.Span
	for i := p.items[item].First; i < p.items[item].Last; i++ {
		if t := p.s.Tokens[i]; t.Kind == extract.Digits {
			out = append(out, t.Span)
		}
	}
	return out
}

var voteWords = wordSet(`vote votes voted voting adopted passed approved carried rejected tally abstaining abstained abstentions abstention assembly council resolution
	defeated ballot count margin for went result scraped cleared`)

var gameWords = wordSet(`beat beaten innings game match goal goals league cup season lost team score scored semi-final quarter-final overtime seats seat
	election elections polls poll points`)

func scoreOfVote(p *passage, item int) bool {
	vote, game := false, false
	for i := range p.items {
		vote = vote || voteWords[p.items[i].Word]
		game = game || gameWords[p.items[i].Word]
		if p.items[i].Labels&match.BODY != 0 && (p.bodyID(i) == "GA" || p.bodyID(i) == "SC") {
			vote = true
		}
	}
	vote = vote || p.chamberActs(item)
	if next := p.word(item + 1); next == "votes" || next == "vote" {
		return true
	}
	if mention := p.s.Mentions[p.items[item].Mentions[0]]; mention.Kind == extract.ScoreMention && len(mention.Score) == 3 {
		vote = true // three counts are a vote's
	}
	return vote && !game
}

// readPair reads "84 votes to 19".
func readPair(p *passage, m match.Match, all extract.Span) []count {
	y, _, ok1 := m.Capture("y")
	n, _, ok2 := m.Capture("n")
	if !ok1 || !ok2 {
		return nil
	}
	labelled := (p.word(m.Start-1) == ":" || p.itWas(m.Start)) && p.quantity(y).Value+p.quantity(n).Value > 30 // "Zone of peace: 129 to 5"
	if !p.quantity(y).Exact && p.quantity(y).Hi > 1000 && p.quantity(n).Value > p.quantity(y).Value || !scoreOfVote(p, y) && !labelled && !(lopsided(p.quantity(y).Value, p.quantity(n).Value) && p.has("score", "scoreline", "beaten")) {
		return nil // "from 120 to 150"
	}
	if labelled {
		return []count{
			{side: yes, q: p.quantity(y), span: p.items[y].Span, all: all},
			{side: no, q: p.quantity(n), span: p.items[n].Span, all: all},
		}
	}
	if m.Start > 0 && (p.word(m.Start-1) == "from" || p.word(m.Start-1) == "between") {
		return nil
	}
	if p.word(y+1) == "to" && !votesNear(p, m) {
		return nil
	}
	return []count{
		{side: yes, q: p.quantity(y), span: p.items[y].Span, all: all},
		{side: no, q: p.quantity(n), span: p.items[n].Span, all: all},
	}
}

// itemPair reads a pair of numbers that opens a sentence of a list's item: "World Horse Day (June 3). 169 to 1."
func (a *article) itemPair(p *passage, m match.Match) []count {
	if m.Pattern.Head != "pair" || m.Start > 0 || a.doc.Blocks[p.s.Block].Role != extract.ListItem || p.word(m.End) != "." && p.word(m.End) != "," {
		return nil
	}
	y, _, ok1 := m.Capture("y")
	n, _, ok2 := m.Capture("n")
	if !ok1 || !ok2 || !p.quantity(y).Exact || p.quantity(y).Value+p.quantity(n).Value <= councilSize || p.quantity(y).Value+p.quantity(n).Value > maxVotes {
		return nil
	}
	all := p.span(m.Start, m.End)
	return []count{{side: yes, q: p.quantity(y), span: p.items[y].Span, all: all}, {side: no, q: p.quantity(n), span: p.items[n].Span, all: all}}
}

// votesBefore reports whether the sentence before speaks of a vote.
func (a *article) votesBefore(p *passage) bool {
	q := a.before(p)
	if q == nil || len(a.counts(q)) > 0 {
		return q != nil
	}
	for i := range q.items {
		if ballotWords[q.items[i].Word] {
			return true
		}
	}
	return false
}

// itWas reports whether "it was" or "it had been" leads to the item in a sentence with a time: "the year before it was 187 to 2".
func (p *passage) itWas(item int) bool {
	w := p.word(item - 1)
	if w != "was" && w != "been" && w != "were" || p.word(item-2) != "it" && p.word(item-3) != "it" {
		return false
	}
	for i := range p.items {
		if p.items[i].Labels&match.DATE != 0 {
			return true
		}
	}
	return false
}

// votesNear asks of a bare "84 to 19" that a word of voting stands right before or after.
func votesNear(p *passage, m match.Match) bool {
	if p.word(m.Start-1) == ":" || p.word(m.Start-1) == "," && p.plenaryActs(m.Start) {
		return true
	}
	for i := max(0, m.Start-7); i < min(len(p.items), m.End+5); i++ {
		switch p.items[i].Word {
		case "vote", "votes", "voted", "voting", "resolution", "in", "by", "passed", "adopted", "approved", "carried", "tally", "abstaining", "abstentions", "rejected", "was", "down", "count":
			return true
		}
	}
	return p.chamberActs(m.Start)
}

// plenaryActs reports whether the Assembly or the Council is the subject before the item: "the Council authorised the use of
// force, 12-2".
func (p *passage) plenaryActs(end int) bool {
	for i := 0; i < end; i++ {
		if p.items[i].Labels&match.BODY != 0 && (p.bodyID(i) == "GA" || p.bodyID(i) == "SC") {
			for k := i + 1; k < end; k++ {
				if triggers[p.word(k)] {
					return true
				}
			}
		}
	}
	return false
}
