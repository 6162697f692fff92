package match

import (
	"fmt"
	"slices"
)

// instruction kinds of the matching machine.
type code uint8

const (
	cTest code = iota
	cAny       // any item but a strong stop, for gaps
	cSplit
	cJump
	cSave
	cStart
	cEnd
	cMatch
)

type instruction struct {
	code   code
	x, y   int // targets of cSplit (x first) and cJump; slot of cSave
	word   string
	label  Label
	tag    string
	negate bool
}

// Pattern is a compiled pattern.
type Pattern struct {
	Rule
	Index int // place in the Set
	code  []instruction
	slots []string // capture names; slot 2i and 2i+1 are its start and end
	needs []need   // what every match holds
}

// Compile compiles one rule with the definitions it uses.
func Compile(rule Rule, defs map[string]string) (*Pattern, error) {
	tree, err := parse(rule.Pattern, defs, 0)
	if err != nil {
		return nil, fmt.Errorf("pattern line %d (%s): %w", rule.Line, rule.Head, err)
	}
	p := &Pattern{Rule: rule, needs: tree.needs()}
	p.emit(tree)
	p.code = append(p.code, instruction{code: cMatch})
	return p, nil
}

func (p *Pattern) add(i instruction) int {
	p.code = append(p.code, i)
	return len(p.code) - 1
}

func (p *Pattern) emit(n *ast) {
	switch n.op {
	case opWord:
		p.add(instruction{code: cTest, word: n.arg, negate: n.negate})
	case opLabel:
		p.add(instruction{code: cTest, label: n.label, negate: n.negate})
	case opTag:
		p.add(instruction{code: cTest, tag: n.arg, negate: n.negate})
	case opSeq:
		for _, k := range n.kids {
			p.emit(k)
		}
	case opAlt:
		p.emitAlt(n.kids)
	case opOpt:
		split := p.add(instruction{code: cSplit})
		p.code[split].x = len(p.code)
		p.emit(n.kids[0])
		p.code[split].y = len(p.code)
	case opStar, opPlus:
		p.emitRepeat(n)
	case opCapture:
		slot := p.slot(n.arg)
		p.add(instruction{code: cSave, x: 2 * slot})
		p.emit(n.kids[0])
		p.add(instruction{code: cSave, x: 2*slot + 1})
	case opGap:
		var splits []int
		for range n.n {
			splits = append(splits, p.add(instruction{code: cSplit}))
			p.code[len(p.code)-1].y = len(p.code)
			p.add(instruction{code: cAny})
		}
		for _, s := range splits {
			p.code[s].x = len(p.code)
		}
	case opStart:
		p.add(instruction{code: cStart})
	case opEnd:
		p.add(instruction{code: cEnd})
	}
}

func (p *Pattern) emitAlt(kids []*ast) {
	var jumps []int
	for i, k := range kids {
		if i < len(kids)-1 {
			split := p.add(instruction{code: cSplit})
			p.code[split].x = len(p.code)
			p.emit(k)
			jumps = append(jumps, p.add(instruction{code: cJump}))
			p.code[split].y = len(p.code)
			continue
		}
		p.emit(k)
	}
	for _, j := range jumps {
		p.code[j].x = len(p.code)
	}
}

func (p *Pattern) emitRepeat(n *ast) {
	if n.op == opPlus {
		start := len(p.code)
		p.emit(n.kids[0])
		split := p.add(instruction{code: cSplit, x: start})
		p.code[split].y = len(p.code)
		return
	}
	split := p.add(instruction{code: cSplit})
	p.code[split].x = len(p.code)
	p.emit(n.kids[0])
	p.add(instruction{code: cJump, x: split})
	p.code[split].y = len(p.code)
}

func (p *Pattern) slot(name string) int {
	for i, s := range p.slots {
		if s == name {
			return i
		}
	}
	p.slots = append(p.slots, name)
	return len(p.slots) - 1
}

// Match is one match of a pattern: half-open ranges of item indexes.
type Match struct {
	Pattern    *Pattern
	Start, End int
	captures   []int
}

// Capture is the item range under a name; ok is false where that part did not match.
func (m Match) Capture(name string) (start, end int, ok bool) {
	for i, s := range m.Pattern.slots {
		if s == name && m.captures[2*i] >= 0 && m.captures[2*i+1] >= 0 {
			return m.captures[2*i], m.captures[2*i+1], true
		}
	}
	return 0, 0, false
}

// Set is a compiled pattern file, indexed by what its patterns can begin with.
type Set struct {
	Patterns []*Pattern
	byWord   map[string][]int
	byLabel  map[Label][]int
	byTag    map[string][]int
	anywhere []int
	ids      map[string]int32 // numbers of the words that patterns need
}

// NewSet compiles the rules.
func NewSet(rules []Rule, defs map[string]string) (*Set, error) {
	s := &Set{byWord: map[string][]int{}, byLabel: map[Label][]int{}, byTag: map[string][]int{}, ids: map[string]int32{}}
	for i, rule := range rules {
		p, err := Compile(rule, defs)
		if err != nil {
			return nil, err
		}
		p.Index = i
		s.Patterns = append(s.Patterns, p)
		s.index(p)
		s.number(p)
	}
	return s, nil
}

// index notes the words, labels and tags that a pattern can begin with.
func (s *Set) index(p *Pattern) {
	seen := map[int]bool{}
	words, labels, tags, any := map[string]bool{}, map[Label]bool{}, map[string]bool{}, false
	var walk func(pc int)
	walk = func(pc int) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := p.code[pc]; in.code {
		case cTest:
			switch {
			case in.negate:
				any = true
			case in.word != "":
				words[in.word] = true
			case in.tag != "":
				tags[in.tag] = true
			default:
				labels[in.label] = true
			}
		case cSplit:
			walk(in.x)
			walk(in.y)
		case cJump:
			walk(in.x)
		case cSave, cStart, cEnd:
			walk(pc + 1)
		default:
			any = true
		}
	}
	walk(0)
	if any {
		s.anywhere = append(s.anywhere, p.Index)
		return
	}
	for w := range words {
		s.byWord[w] = append(s.byWord[w], p.Index)
	}
	for l := range labels {
		s.byLabel[l] = append(s.byLabel[l], p.Index)
	}
	for t := range tags {
		s.byTag[t] = append(s.byTag[t], p.Index)
	}
}

// Find returns the matches of all patterns over the items: for each pattern and each item it can begin
// at, the preferred match. They are ordered by start, then by pattern.
func (s *Set) Find(items []Item) []Match {
	var out []Match
	var m machine
	var maybe []int
	there := s.hold(items)
	for i := range items {
		maybe = s.candidates(maybe[:0], &items[i])
		for _, index := range maybe {
			p := s.Patterns[index]
			if !there.fills(p.needs, i) {
				continue
			}
			if match, ok := m.run(p, items, i); ok {
				out = append(out, match)
			}
		}
	}
	return out
}

// candidates appends the patterns that can begin with the item, in order.
func (s *Set) candidates(out []int, item *Item) []int {
	out = append(out, s.byWord[item.Word]...)
	for label := Label(1); label <= lastLabel; label <<= 1 {
		if item.Labels&label != 0 {
			out = append(out, s.byLabel[label]...)
		}
	}
	if item.Tag != "" {
		out = append(out, s.byTag[item.Tag]...)
	}
	out = append(out, s.anywhere...)
	slices.Sort(out)
	return slices.Compact(out)
}
