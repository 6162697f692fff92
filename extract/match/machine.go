package match

// machine runs patterns by backtracking; every (instruction, item) pair is tried once for a start, so
// that a run is linear in their product.
type machine struct {
	items    []Item
	pattern  *Pattern
	visited  []uint64
	captures []int
	end      int
}

// run matches the pattern at item start. A match that consumes nothing does not count.
func (m *machine) run(p *Pattern, items []Item, start int) (Match, bool) {
	m.items, m.pattern = items, p
	need := (len(p.code)*(len(items)+1) + 63) / 64
	if cap(m.visited) < need {
		m.visited = make([]uint64, need)
	}
	m.visited = m.visited[:need]
	clear(m.visited)
	m.captures = m.captures[:0]
	for range p.slots {
		m.captures = append(m.captures, -1, -1)
	}
	if !m.step(0, start, start) || m.end == start {
		return Match{}, false
	}
	captures := append([]int(nil), m.captures...)
	for i := 0; i < len(captures); i += 2 { // what was passed over before a capture is no part of it
		for captures[i] >= 0 && captures[i] < captures[i+1]-1 && items[captures[i]].Skip {
			captures[i]++
		}
	}
	return Match{Pattern: p, Start: start, End: m.end, captures: captures}, true
}

// step runs from instruction pc at item i; first is where the match began.
func (m *machine) step(pc, i, first int) bool {
	for {
		bit := pc*(len(m.items)+1) + i
		if m.visited[bit/64]&(1<<(bit%64)) != 0 {
			return false
		}
		m.visited[bit/64] |= 1 << (bit % 64)
		switch in := &m.pattern.code[pc]; in.code {
		case cMatch:
			m.end = i
			return true
		case cTest:
			if i >= len(m.items) {
				return false
			}
			if in.holds(&m.items[i]) {
				if m.items[i].Skip && i > first && m.step(pc, i+1, first) { // "the" may be meant or passed over
					return true
				}
				pc, i = pc+1, i+1
				continue
			}
			if !m.items[i].Skip || i == first {
				return false
			}
			i++
		case cAny:
			if i >= len(m.items) || stops(m.items[i].Word) {
				return false
			}
			pc, i = pc+1, i+1
		case cSplit:
			if m.step(in.x, i, first) {
				return true
			}
			pc = in.y
		case cJump:
			pc = in.x
		case cSave:
			old := m.captures[in.x]
			m.captures[in.x] = i
			if m.step(pc+1, i, first) {
				return true
			}
			m.captures[in.x] = old
			return false
		case cStart:
			if i > 0 && !clauseMark(m.items[i-1].Word) {
				return false
			}
			pc++
		case cEnd:
			if !m.atEnd(i) {
				if i < len(m.items) && m.items[i].Skip {
					i++
					continue
				}
				return false
			}
			pc++
		}
	}
}

func (m *machine) atEnd(i int) bool {
	return i >= len(m.items) || clauseMark(m.items[i].Word) || m.items[i].Word == "."
}

func (in *instruction) holds(item *Item) bool {
	if in.word != "" {
		return (item.Word == in.word) != in.negate
	}
	if in.tag != "" {
		return (item.Tag == in.tag) != in.negate
	}
	return (item.Labels&in.label != 0) != in.negate
}

// stops reports whether a gap may not cross the mark.
func stops(word string) bool {
	return word == ";" || word == "." || word == "?" || word == "!"
}

// clauseMark reports whether a clause begins after the mark and ends before it.
func clauseMark(word string) bool {
	switch word {
	case ",", ";", ":", "-", "(", ")", "?", "!", "|", "\"":
		return true
	}
	return false
}
