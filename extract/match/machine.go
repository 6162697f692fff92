package match

import "sync"

// machine runs patterns by backtracking; every (instruction, item) pair is tried once for a start, so
// that a run is linear in their product.
type machine struct {
	set      *Set
	items    []Item
	words    []int32 // their numbers in the set, -1 for what is no word of its patterns
	last     []int32 // by number of a word that is needed: one more than the last item that is it, 0 for none
	labels   []Label // by item: those of it and of all behind it
	code     []instruction
	first    int // item that the match begins with
	visited  []uint64
	captures []int
	end      int
}

// machines are those that rest: what they hold is used again.
var machines = sync.Pool{New: func() any { return new(machine) }}

// mostVisited is the most of a machine's memory that is kept while it rests, in words: what an ordinary sentence needs.
const mostVisited = 1 << 15

// rest gives the machine back.
func (m *machine) rest() {
	m.set, m.items, m.code = nil, nil, nil
	if cap(m.visited) > mostVisited {
		m.visited = nil
	}
	machines.Put(m)
}

// take gives the machine items to run the set's patterns over.
func (m *machine) take(s *Set, items []Item) {
	m.set, m.items = s, items
	m.words = m.words[:0]
	m.last = append(m.last[:0], make([]int32, s.needed)...)
	m.labels = append(m.labels[:0], make([]Label, len(items)+1)...)
	for i := range items {
		id, ok := s.ids[items[i].Word]
		if !ok {
			id = -1
		}
		m.words = append(m.words, id)
		if ok && id < int32(s.needed) {
			m.last[id] = int32(i + 1)
		}
	}
	for i := len(items) - 1; i >= 0; i-- {
		m.labels[i] = m.labels[i+1] | items[i].Labels
	}
}

// run matches the pattern at item start. A match that consumes nothing does not count.
func (m *machine) run(p *Pattern, start int) (Match, bool) {
	m.code, m.first = p.code, start
	need := (len(p.code)*(len(m.items)-start+1) + 63) / 64
	if cap(m.visited) < need {
		m.visited = make([]uint64, need)
	}
	m.visited = m.visited[:need]
	clear(m.visited)
	m.captures = m.captures[:0]
	for range p.slots {
		m.captures = append(m.captures, -1, -1)
	}
	if !m.step(0, start) || m.end == start {
		return Match{}, false
	}
	captures := append([]int(nil), m.captures...)
	for i := 0; i < len(captures); i += 2 { // what was passed over before a capture is no part of it
		for captures[i] >= 0 && captures[i] < captures[i+1]-1 && m.items[captures[i]].Skip {
			captures[i]++
		}
	}
	return Match{Pattern: p, Start: start, End: m.end, captures: captures}, true
}

// visit marks an instruction at an item, which is run once only; false where it was.
func (m *machine) visit(pc int32, i int) bool {
	bit := int(pc)*(len(m.items)-m.first+1) + i - m.first
	if m.visited[bit/64]&(1<<(bit%64)) != 0 {
		return false
	}
	m.visited[bit/64] |= 1 << (bit % 64)
	return true
}

// save runs on from instruction pc with a capture's edge at item i, and takes that back where nothing comes of it.
func (m *machine) save(slot, pc int32, i int) bool {
	old := m.captures[slot]
	m.captures[slot] = i
	if m.step(pc+1, i) {
		return true
	}
	m.captures[slot] = old
	return false
}

// step runs from instruction pc at item i.
func (m *machine) step(pc int32, i int) bool {
	for {
		if !m.visit(pc, i) {
			return false
		}
		switch in := &m.code[pc]; in.code {
		case cMatch:
			m.end = i
			return true
		case cWord, cLabel, cTag, cChoice:
			if i >= len(m.items) {
				return false
			}
			skip := m.items[i].Skip && i > m.first
			if !m.holds(in, i) {
				if !skip {
					return false
				}
				i++
				continue
			}
			if skip && in.code == cChoice {
				return m.choose(in, pc, i)
			}
			if skip && m.step(pc, i+1) { // "the" may be meant or passed over
				return true
			}
			pc, i = pc+1, i+1
		case cAny:
			if i >= len(m.items) || stops(m.items[i].Word) {
				return false
			}
			pc, i = pc+1, i+1
		case cSplit:
			if m.step(in.x, i) {
				return true
			}
			pc = in.y
		case cJump:
			pc = in.x
		case cSave:
			return m.save(in.x, pc, i)
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

// choose goes on behind a choice at an item that may be passed over and is one of its words: the words in their order, and for each the
// items that it may be, the last first, as if each word were an alternative of its own.
func (m *machine) choose(in *instruction, pc int32, i int) bool {
	last := i
	for last < len(m.items)-1 && m.items[last].Skip {
		last++
	}
	for _, w := range m.set.choices[in.x].words {
		for at := last; at >= i; at-- {
			if m.words[at] == w && m.step(pc+1, at+1) {
				return true
			}
		}
	}
	return false
}

// holds reports whether an item is what an instruction asks for.
func (m *machine) holds(in *instruction, i int) bool {
	var is bool
	switch in.code {
	case cWord:
		is = m.words[i] == in.x
	case cLabel:
		is = m.items[i].Labels&Label(in.x) != 0
	case cTag:
		is = m.items[i].Tag == pennTags[in.x]
	default:
		is = m.set.choices[in.x].holds(m.words[i])
	}
	return is != in.negate
}

func (m *machine) atEnd(i int) bool {
	return i >= len(m.items) || clauseMark(m.items[i].Word) || m.items[i].Word == "."
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
