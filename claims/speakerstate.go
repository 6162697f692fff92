package claims

import "stet/extract"

// alone reads a state that speaks itself.
func (r *phraseReader) alone(begin, i int) (speaker, int, bool) {
	m := r.mention[i]
	poss := m != nil && m.Poss && !cueWords[r.token(m.Last).Norm] // "France's said": its envoy
	if m == nil || m.Kind != extract.NameMention || poss || m.Compound || m.Last > r.limit {
		return speaker{}, begin, false
	}
	for _, e := range m.Entries {
		if e.Kind == extract.State || e.Kind == extract.Capital {
			s := speaker{state: true, country: e.ID}
			if r.token(m.Last).Norm == "," && r.token(m.Last+1).Norm == "which" { // "Algeria, which drafted the text,"
				return r.clause(m.Last, s)
			}
			end := r.joined(m.Last, &s)
			return s, end, true
		}
		if e.Kind == extract.Demonym && begin < i && r.national(begin, m.Last) {
			return r.nationalNamed(m.Last, speaker{role: r.words(i, m.Last), country: e.ID})
		}
	}
	return speaker{}, begin, false
}

// national reports whether a demonym stands for a person: "The German added", "asked the Greek.".
func (r *phraseReader) national(begin, end int) bool {
	next := r.token(end)
	return cueWords[next.Norm] || cueWords[r.token(begin-1).Norm] && next.Kind != extract.Word && next.Norm != "-"
}

// nationalNamed reads the name behind it: "pleaded the Tanzanian, Juma Kileo".
func (r *phraseReader) nationalNamed(i int, s speaker) (speaker, int, bool) {
	if n := r.nameEnd(i+1, false); r.token(i).Norm == "," && n > i+2 {
		s.name = r.words(i+1, n)
		return s, n, true
	}
	return s, i, true
}

// joined reads the states that speak together with one: "France and Britain said".
func (r *phraseReader) joined(i int, s *speaker) int {
	for {
		k := i
		if r.token(k).Norm == "," {
			k++
		}
		and := r.token(k).Norm == "and"
		if and {
			k++
		}
		m := r.mention[k]
		if k == i || m == nil || m.Poss || m.Compound || m.Last > r.limit || !stateOrCapital(m) || !and && r.token(m.Last).Norm != "and" && r.token(m.Last).Norm != "," {
			return i
		}
		if !and && !r.andFollows(m.Last) {
			return i
		}
		s.country += "+" + countryOf(m)
		if i = m.Last; and {
			return i
		}
	}
}

// longestJoint bounds a list of states that speak together, in tokens.
const longestJoint = 40

// andFollows reports whether a list of states goes on to its "and".
func (r *phraseReader) andFollows(i int) bool {
	for end := min(r.limit, i+longestJoint); i < end; i++ {
		if r.token(i).Norm == "and" {
			return true
		}
		if m := r.mention[i]; m != nil && stateOrCapital(m) {
			i = m.Last - 1
		} else if r.token(i).Norm != "," {
			return false
		}
	}
	return false
}

func stateOrCapital(m *extract.Mention) bool {
	for _, e := range m.Entries {
		if m.Kind == extract.NameMention && (e.Kind == extract.State || e.Kind == extract.Capital) {
			return true
		}
	}
	return false
}
