package claims

import (
	"stet/extract"
	"stet/sources"
)

// votersOf are the states whose vote the claim, or else its sentence, tells.
func (c *surroundings) votersOf(claim *Claim) []name {
	if f, ok := claim.Fact.(positionFact); ok {
		return append(append([]name(nil), f.names...), f.besides...)
	}
	return c.voters[claim.Sentence]
}

// awayFrom counts, for a record of the Council, those of the states that had no seat at the table. That a state voted is no
// evidence of how it did, but the vote was one of a body that it sat in; and no count is larger than the body.
func (c *Checker) awayFrom(claim *Claim, voters []name) func(record int) int {
	switch f := claim.Fact.(type) {
	case tallyFact:
		if f.tooManyForCouncil() {
			return func(int) int { return councilSeats }
		}
	case positionFact:
		if len(f.names)+len(f.besides)+f.also > councilSeats || f.count != nil && f.count.q.Den == 0 && f.count.q.Lo > councilSeats {
			return func(int) int { return councilSeats }
		}
	}
	if len(voters) == 0 {
		return nil
	}
	seats := make([][]int, 0, len(voters))
	for _, n := range voters {
		if s := c.seatsOf(n); len(s) > 0 {
			seats = append(seats, s)
		}
	}
	return func(record int) int {
		r := c.index.Record(record)
		away := 0
		if r.Positions == "" {
			return 0
		}
		for _, alternatives := range seats {
			if !seated(r, alternatives) {
				away++
			}
		}
		return away
	}
}

// seatsOf are the indexes of every seat that a name can mean, those of its predecessors and successors included.
func (c *Checker) seatsOf(n name) []int {
	var out []int
	for _, e := range n.entries {
		if e.Kind != extract.State && e.Kind != extract.Capital && e.Kind != extract.Demonym {
			continue
		}
		for _, code := range codes(e.ID) {
			i, ok := c.seat[code]
			if !ok {
				continue
			}
			out = append(out, i)
			for k := range c.members {
				if c.members[k].Successor == code || c.members[i].Successor == c.members[k].Code {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

func seated(r *sources.Record, seats []int) bool {
	for _, i := range seats {
		if r.Position(i) != sources.NotMember {
			return true
		}
	}
	return false
}

// manyVoters reports whether the text tells the votes of many states, or of a numbered resolution, in "the Assembly" or "the
// Council" without the United Nations' name, as a column or a blog may.
func (a *article) manyVoters(c *Checker, numbered bool) bool {
	organ, abstention, counted, foreign := false, false, false, false
	states, named := map[string]bool{}, map[string]bool{}
	for i := range a.doc.Sentences {
		s := &a.doc.Sentences[i]
		abstention = abstention || hasAbstention(s)
		counted = counted || hasAbstention(s) && countsCountries(s)
		for k := range s.Mentions {
			m := &s.Mentions[k]
			for _, e := range m.Entries {
				switch {
				case e.Kind == extract.Body && (e.ID == "" || e.ID == "HRC" || e.ID == "court"):
					foreign = true
				case e.Kind == extract.Body && (e.ID == "GA" || e.ID == "SC") && s.Tokens[m.First].Cap && m.First > 0:
					organ = true
				case e.Kind == extract.State && voteNear(s, m.Last):
					states[e.ID] = true
				}
				if e.Kind == extract.State || e.Kind == extract.Capital {
					named[e.ID] = true
				}
			}
		}
	}
	if counted && len(named) >= 5 {
		return true // countries vote nowhere else but in bodies like it
	}
	return !foreign && (organ && (numbered || len(states) >= 5) || abstention && (len(states) >= 7 || len(states) >= 3 && a.namesText(c)))
}

// countsCountries reports whether the sentence counts countries: "12 countries abstained".
func countsCountries(s *extract.Sentence) bool {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.Kind != extract.NumberMention || m.Last >= len(s.Tokens) {
			continue
		}
		switch s.Tokens[m.Last].Norm {
		case "countries", "nations", "delegations", "governments", "states":
			return true
		}
	}
	return false
}

// namesText reports whether a sentence calls a vote as it is known or titled, in words rare enough for that.
func (a *article) namesText(c *Checker) bool {
	for i := range a.doc.Sentences {
		words := sentenceWords(&a.doc.Sentences[i])
		if c.index.Names(c.index.Vocabulary.Terms(nil, words), words) {
			return true
		}
	}
	return false
}

// hasAbstention reports whether the sentence speaks of abstaining, as only votes of states and parliaments do.
func hasAbstention(s *extract.Sentence) bool {
	for i := range s.Tokens {
		switch s.Tokens[i].Norm {
		case "abstained", "abstaining", "abstention", "abstentions", "abstainers":
			return true
		}
	}
	return false
}

// voteNear reports whether a word of voting stands in the sentence after token i.
func voteNear(s *extract.Sentence, i int) bool {
	for ; i < len(s.Tokens); i++ {
		switch s.Tokens[i].Norm {
		case "voted", "abstained", "abstaining", "vetoed":
			return true
		}
	}
	return false
}
