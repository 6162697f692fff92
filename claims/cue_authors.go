package claims

import (
	"stet/extract"
	"stet/extract/match"
)

var authored = wordSet(`one text resolution draft measure proposal version plan motion initiative alternative counter-proposal counterproposal`)

// sponsors are the states whose text the claim's clause speaks of: "Kyiv's text", "the US-drafted resolution".
func (c *surroundings) sponsors(claim *Claim) (list []string, beside bool) {
	clause := c.clause(claim)
	out, own := c.authors(c.a.passages[claim.Sentence], clause, claim.Span)
	if len(own) > 0 {
		return own, true
	}
	if f, ok := claim.Fact.(positionFact); ok && c.ownText(clause) {
		for _, n := range f.names {
			out = append(out, codes(n.entries[0].ID)...)
		}
		return out, true
	}
	if len(out) == 0 && !c.rival(claim) {
		out = c.carriedSponsors(claim)
	}
	return out, false
}

// ownText reports whether the clause speaks of "its own draft".
func (c *surroundings) ownText(clause extract.Span) bool {
	for i := range c.a.doc.Sentences {
		s := &c.a.doc.Sentences[i]
		for k := 0; s.Overlaps(clause) && k+1 < len(s.Tokens); k++ {
			if clause.Covers(s.Tokens[k].Span) && s.Tokens[k].Norm == "own" && authoredWithin(s, k+1, 5) {
				return true
			}
		}
	}
	return false
}

// authoredWithin reports whether a word for a text is among the n tokens from k on, with no mark between: "own six-month draft".
func authoredWithin(s *extract.Sentence, k, n int) bool {
	for i := k; i < min(len(s.Tokens), k+n) && (s.Tokens[i].Kind != extract.Punct || s.Tokens[i].Norm == "-"); i++ {
		if authored[s.Tokens[i].Norm] {
			return true
		}
	}
	return false
}

// carriedSponsors are the authors told in the sentences before, of the same block, where the claim goes on about that text.
func (c *surroundings) carriedSponsors(claim *Claim) []string {
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-3 && c.a.doc.Sentences[i].Block == block; i-- {
		p := c.a.passages[i]
		if p == nil {
			continue
		}
		if _, last := c.authors(p, p.s.Span, extract.Span{Start: p.s.End, End: p.s.End}); len(last) > 0 {
			return last
		}
	}
	return nil
}

// authors reads the states whose text a clause speaks of; own are those next to the claim's words, or the last
// named before a claim that stands behind the clause.
func (c *surroundings) authors(p *passage, clause, claim extract.Span) (out, own []string) {
	if p == nil {
		return nil, nil // a table's row without a word of voting
	}
	behind := claim.Start >= p.s.End
	add := func(seats []string, at extract.Span) {
		out = append(out, seats...)
		switch {
		case behind:
			own = seats
		case at.Overlaps(claim) || at.End <= claim.Start && claim.Start-at.End < 12:
			own = append(own, seats...)
		}
	}
	for i := range p.items {
		it := &p.items[i]
		if !clause.Covers(it.Span) {
			continue
		}
		if at, ok := p.authoredAfter(i); ok {
			add(p.seatCodes(i), it.Span.Join(at))
		} else if l, ok := p.lists[i]; ok && p.authoredBefore(i) {
			var seats []string
			for _, n := range l.names {
				seats = append(seats, codes(n.entries[0].ID)...)
			}
			add(seats, it.Span)
		}
	}
	return out, own
}

// seatCodes are the member codes that an item's mentions can mean.
func (p *passage) seatCodes(item int) []string {
	var out []string
	for _, i := range p.items[item].Mentions {
		for _, e := range p.s.Mentions[i].Entries {
			if e.Kind <= extract.Capital {
				out = append(out, codes(e.ID)...)
			}
		}
	}
	return out
}

// authoredAfter reads "Kyiv's (own, humanitarian) text", "the US-drafted resolution" at an adjective and gives
// the place of the text's noun.
func (p *passage) authoredAfter(i int) (extract.Span, bool) {
	it := &p.items[i]
	if l := p.lists[i]; len(l.names) == 1 && l.names[0].entries[0].ID == "USA" && authored[p.word(i+1)] {
		return p.items[i+1].Span, true // "the United States text": it has no adjective of its own
	}
	if it.Labels&match.ADJ == 0 || len(it.Mentions) == 0 {
		return extract.Span{}, false
	}
	m := &p.s.Mentions[it.Mentions[0]]
	demonym := false
	for _, e := range m.Entries {
		demonym = demonym || e.Kind == extract.Demonym
	}
	if !m.Poss && !m.Compound && !demonym {
		return extract.Span{}, false
	}
	for k, n := i+1, 0; k < len(p.items) && n < 4 && p.items[k].Word != ","; k++ {
		if p.items[k].Word != "-" && p.items[k].Labels&match.NUM == 0 { // "own six-month draft"
			n++
		}
		if authored[p.items[k].Word] {
			return p.items[k].Span, true
		}
	}
	return extract.Span{}, false
}

// authoredBefore reads "the one from Kyiv", "a draft by Jordan", "tabled by Norway and Mexico" at a list of states.
func (p *passage) authoredBefore(i int) bool {
	k := i - 1
	for k >= 0 && p.items[k].Skip {
		k--
	}
	if k < 1 {
		return false
	}
	switch p.word(k) {
	case "by":
		return drafted[p.word(k-1)] || authored[p.word(k-1)]
	case "from":
		return authored[p.word(k-1)] || p.word(k-1) == "one"
	}
	return false
}

var drafted = wordSet(`drafted tabled proposed sponsored presented submitted introduced penned written authored forward circulated initiated moved brought`)
