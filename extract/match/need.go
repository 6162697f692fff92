package match

// Most patterns fail for want of one word: "against n:NUM" where nothing is counted. What every match of a pattern must hold is
// found when it is compiled, so that a start is tried only where the sentence still has it.

// need is a choice of words and labels of which every match holds at least one.
type need struct {
	words  []string // while the pattern is compiled
	ids    []int32  // of the words, in the Set
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
		n := &p.needs[i]
		n.ids = make([]int32, 0, len(n.words))
		for _, w := range n.words {
			n.ids = append(n.ids, s.wordID(w))
		}
		n.words = nil
	}
}

// fills reports whether a match from that item on can fill all needs.
func (m *machine) fills(needs []need, start int) bool {
next:
	for i := range needs {
		n := &needs[i]
		if m.labels[start]&n.labels != 0 {
			continue
		}
		for _, id := range n.ids {
			if m.last[id] > int32(start) {
				continue next
			}
		}
		return false
	}
	return true
}
