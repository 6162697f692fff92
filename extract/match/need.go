package match

// Most patterns fail for want of one word: "against n:NUM" where nothing is counted. What every match of a pattern must hold is
// found when it is compiled, so that a start is tried only where the sentence still has it.

// need is a choice of words and labels of which every match holds at least one.
type need struct {
	words  []string
	ids    []int32 // of the words, in the Set
	labels Label
}

// size is how many things may fill the need; the fewer, the rarer it is filled.
func (n need) size() int {
	size := len(n.words)
	for l := n.labels; l > 0; l &= l - 1 {
		size++
	}
	return size
}

// maxNeed bounds the choices of a need: long ones cost more to look for than they save.
const maxNeed = 24

// needs are the needs of a node, all of which every match of it fills. A node that may match nothing, or anything, has none.
func (n *ast) needs() []need {
	switch n.op {
	case opWord:
		if !n.negate {
			return []need{{words: []string{n.arg}}}
		}
	case opLabel:
		if !n.negate {
			return []need{{labels: n.label}}
		}
	case opPlus, opCapture:
		return n.kids[0].needs()
	case opSeq:
		var all []need
		for _, k := range n.kids {
			all = append(all, k.needs()...)
		}
		return all
	case opAlt:
		return anyOf(n.kids)
	}
	return nil
}

// anyOf is the one need of alternatives: the smallest of each together.
func anyOf(kids []*ast) []need {
	var out need
	for _, k := range kids {
		list := k.needs()
		if len(list) == 0 {
			return nil
		}
		least := list[0]
		for _, n := range list[1:] {
			if n.size() < least.size() {
				least = n
			}
		}
		out.words, out.labels = append(out.words, least.words...), out.labels|least.labels
	}
	if out.size() > maxNeed {
		return nil
	}
	return []need{out}
}

// number gives the words of a pattern's needs their numbers in the set.
func (s *Set) number(p *Pattern) {
	for i := range p.needs {
		for _, w := range p.needs[i].words {
			id, ok := s.ids[w]
			if !ok {
				id = int32(len(s.ids))
				s.ids[w] = id
			}
			p.needs[i].ids = append(p.needs[i].ids, id)
		}
	}
}

// held tells what stands at or behind an item.
type held struct {
	last   []int32 // by number of a word: one more than the last item that is it, 0 for none
	labels []Label // by item: those of it and of all behind it
}

// hold reads what the items hold.
func (s *Set) hold(items []Item) held {
	h := held{last: make([]int32, len(s.ids)), labels: make([]Label, len(items)+1)}
	for i := range items {
		if id, ok := s.ids[items[i].Word]; ok {
			h.last[id] = int32(i + 1)
		}
	}
	for i := len(items) - 1; i >= 0; i-- {
		h.labels[i] = h.labels[i+1] | items[i].Labels
	}
	return h
}

// fills reports whether a match from that item on can fill all needs.
func (h *held) fills(needs []need, start int) bool {
next:
	for i := range needs {
		n := &needs[i]
		if h.labels[start]&n.labels != 0 {
			continue
		}
		for _, id := range n.ids {
			if h.last[id] > int32(start) {
				continue next
			}
		}
		return false
	}
	return true
}
