package claims

import "stet/extract"

// symbols are those of the claim's clause, else of its sentence, else of the last sentence before that has one.
func (c *surroundings) symbols(claim *Claim) []string {
	clause := c.clause(claim)
	var inClause, inSentence []string
	s := &c.a.doc.Sentences[claim.Sentence]
	for i := range s.Mentions {
		if s.Mentions[i].Kind != extract.SymbolMention {
			continue
		}
		inSentence = append(inSentence, s.Mentions[i].Symbol)
		if clause.Covers(s.Mentions[i].Span) {
			inClause = append(inClause, s.Mentions[i].Symbol)
		}
	}
	if len(inClause) > 0 {
		return nearestSymbol(s, claim, inClause)
	}
	return inSentence
}

// carriedSymbols are those of the nearest sentence before, in the block, that has any.
func (c *surroundings) carriedSymbols(claim *Claim) []string {
	block := c.a.doc.Sentences[claim.Sentence].Block
	for i := claim.Sentence - 1; i >= 0 && i >= claim.Sentence-4 && c.a.doc.Sentences[i].Block == block; i-- {
		var out []string
		for k := range c.a.doc.Sentences[i].Mentions {
			if m := &c.a.doc.Sentences[i].Mentions[k]; m.Kind == extract.SymbolMention {
				out = append(out, m.Symbol)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// nearestSymbol keeps the symbol next to the claim where a clause has several.
func nearestSymbol(s *extract.Sentence, claim *Claim, all []string) []string {
	if len(all) == 1 {
		return all
	}
	best, distance := "", 1<<30
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != extract.SymbolMention {
			continue
		}
		d := max(claim.Span.Start-m.End, (m.Start-claim.Span.End)*2, 0)
		if d < distance {
			best, distance = m.Symbol, d
		}
	}
	return []string{best}
}
