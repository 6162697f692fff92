package match

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// instruction kinds of the matching machine.
type code uint8

const (
	cWord   code = iota // x: number of the word in the Set
	cChoice             // x: number of the choice in the Set
	cLabel              // x: label
	cTag                // x: place in pennTags
	cAny                // any item but a strong stop, for gaps
	cSplit              // x, y: targets, x first
	cJump               // x: target
	cSave               // x: slot
	cStart
	cEnd
	cMatch
)

// instruction is small, since the patterns of a program that runs long are held all the while.
type instruction struct {
	code   code
	negate bool
	x, y   int32
}

// Pattern is a compiled pattern.
type Pattern struct {
	Rule
	Index int // place in the Set
	set   *Set
	code  []instruction
	slots []string // capture names; slot 2i and 2i+1 are its start and end
	needs []need   // what every match holds
}

// choice is alternatives of one word each, which are told by one look: most of what patterns hold.
type choice struct {
	words []int32  // in their order
	has   []uint64 // a bit for each
}

func (c *choice) holds(word int32) bool {
	at := uint32(word) / 64 // of no word: beyond the end
	return at < uint32(len(c.has)) && c.has[at]&(1<<(word%64)) != 0
}

// builder compiles the rules of a set.
type builder struct {
	set     *Set
	parsed  map[string]*ast  // definitions, by name
	choices map[string]int32 // numbers, by their words
	code    []instruction    // of the pattern at hand
	slots   []string
}

// compile compiles a rule's tree.
func (b *builder) compile(p *Pattern, tree *ast) {
	b.code, b.slots = b.code[:0], nil
	b.emit(tree)
	b.add(instruction{code: cMatch})
	p.code, p.slots = slices.Clone(b.code), b.slots
}

func (b *builder) add(i instruction) int32 {
	b.code = append(b.code, i)
	return b.next() - 1
}

// next is where the next instruction comes to stand.
func (b *builder) next() int32 { return int32(len(b.code)) }

func (b *builder) emit(n *ast) {
	switch n.op {
	case opWord:
		b.add(instruction{code: cWord, x: b.set.wordID(n.arg), negate: n.negate})
	case opLabel:
		b.add(instruction{code: cLabel, x: int32(n.label), negate: n.negate})
	case opTag:
		b.add(instruction{code: cTag, x: int32(slices.Index(pennTags, n.arg)), negate: n.negate})
	case opSeq:
		for _, k := range n.kids {
			b.emit(k)
		}
	case opAlt:
		b.emitAlt(alternatives(nil, n))
	case opOpt:
		split := b.add(instruction{code: cSplit})
		b.code[split].x = b.next()
		b.emit(n.kids[0])
		b.code[split].y = b.next()
	case opStar, opPlus:
		b.emitRepeat(n)
	case opCapture:
		slot := b.slot(n.arg)
		b.add(instruction{code: cSave, x: 2 * slot})
		b.emit(n.kids[0])
		b.add(instruction{code: cSave, x: 2*slot + 1})
	case opGap:
		b.emitGap(n.n)
	case opStart:
		b.add(instruction{code: cStart})
	case opEnd:
		b.add(instruction{code: cEnd})
	}
}

// alternatives appends those of a node, with those of an alternative that is itself a choice in its place.
func alternatives(out []*ast, n *ast) []*ast {
	for n.op == opSeq && len(n.kids) == 1 {
		n = n.kids[0]
	}
	if n.op != opAlt {
		return append(out, n)
	}
	for _, k := range n.kids {
		out = alternatives(out, k)
	}
	return out
}

func (b *builder) emitAlt(kids []*ast) {
	var jumps []int32
	for len(kids) > 0 {
		n := 0
		for n < len(kids) && kids[n].op == opWord && !kids[n].negate {
			n++
		}
		n = max(n, 1)
		part := kids[:n]
		kids = kids[n:]
		if len(kids) == 0 {
			b.emitChoice(part)
			break
		}
		split := b.add(instruction{code: cSplit})
		b.code[split].x = b.next()
		b.emitChoice(part)
		jumps = append(jumps, b.add(instruction{code: cJump}))
		b.code[split].y = b.next()
	}
	for _, j := range jumps {
		b.code[j].x = b.next()
	}
}

// emitChoice emits one alternative, or several next to one another that are of one word each.
func (b *builder) emitChoice(words []*ast) {
	if len(words) == 1 {
		b.emit(words[0])
		return
	}
	var c choice
	var name []byte
	for _, w := range words {
		id := b.set.wordID(w.arg)
		if slices.Contains(c.words, id) {
			continue
		}
		c.words, name = append(c.words, id), binary.BigEndian.AppendUint32(name, uint32(id))
	}
	number, ok := b.choices[string(name)]
	if !ok {
		number = int32(len(b.choices))
		b.choices[string(name)] = number
		c.has = make([]uint64, slices.Max(c.words)/64+1)
		for _, id := range c.words {
			c.has[id/64] |= 1 << (id % 64)
		}
		b.set.choices = append(b.set.choices, c)
	}
	b.add(instruction{code: cChoice, x: number})
}

func (b *builder) emitRepeat(n *ast) {
	if n.op == opPlus {
		start := b.next()
		b.emit(n.kids[0])
		split := b.add(instruction{code: cSplit, x: start})
		b.code[split].y = b.next()
		return
	}
	split := b.add(instruction{code: cSplit})
	b.code[split].x = b.next()
	b.emit(n.kids[0])
	b.add(instruction{code: cJump, x: split})
	b.code[split].y = b.next()
}

func (b *builder) emitGap(most int) {
	var splits []int32
	for range most {
		split := b.add(instruction{code: cSplit})
		b.code[split].y = b.next()
		b.add(instruction{code: cAny})
		splits = append(splits, split)
	}
	for _, s := range splits {
		b.code[s].x = b.next()
	}
}

func (b *builder) slot(name string) int32 {
	at := slices.Index(b.slots, name)
	if at < 0 {
		at = len(b.slots)
		b.slots = append(b.slots, name)
	}
	return int32(at)
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
	ids      map[string]int32 // numbers of the words that patterns name
	needed   int              // of these the first that patterns need
	choices  []choice
	byWord   [][]int32 // by number
	byLabel  map[Label][]int32
	byTag    map[string][]int32
	anywhere []int32
}

// NewSet compiles the rules.
func NewSet(rules []Rule, defs map[string]string) (*Set, error) {
	s := &Set{byLabel: map[Label][]int32{}, byTag: map[string][]int32{}, ids: map[string]int32{}}
	b := builder{set: s, parsed: map[string]*ast{}, choices: map[string]int32{}}
	var trees []*ast
	for i, rule := range rules {
		tree, err := (&parser{defs: defs, parsed: b.parsed}).pattern(rule.Pattern)
		if err != nil {
			return nil, fmt.Errorf("pattern line %d (%s): %w", rule.Line, rule.Head, err)
		}
		p := &Pattern{Rule: rule, Index: i, set: s, needs: tree.needs()}
		s.Patterns, trees = append(s.Patterns, p), append(trees, tree)
		s.number(p)
	}
	s.needed = len(s.ids)
	for i, p := range s.Patterns {
		b.compile(p, trees[i])
	}
	s.byWord = make([][]int32, len(s.ids))
	for _, p := range s.Patterns {
		s.index(p)
	}
	return s, nil
}

// wordID is a word's number.
func (s *Set) wordID(word string) int32 {
	id, ok := s.ids[word]
	if !ok {
		id = int32(len(s.ids))
		s.ids[word] = id
	}
	return id
}

// index notes the words, labels and tags that a pattern can begin with.
func (s *Set) index(p *Pattern) {
	seen := make([]bool, len(p.code))
	words, labels, tags, any := map[int32]bool{}, Label(0), map[string]bool{}, false
	var walk func(pc int32)
	walk = func(pc int32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		in := p.code[pc]
		switch {
		case in.negate:
			any = true
		case in.code == cWord:
			words[in.x] = true
		case in.code == cChoice:
			for _, w := range s.choices[in.x].words {
				words[w] = true
			}
		case in.code == cLabel:
			labels |= Label(in.x)
		case in.code == cTag:
			tags[pennTags[in.x]] = true
		case in.code == cSplit:
			walk(in.x)
			walk(in.y)
		case in.code == cJump:
			walk(in.x)
		case in.code == cSave || in.code == cStart || in.code == cEnd:
			walk(pc + 1)
		default:
			any = true
		}
	}
	walk(0)
	s.beginsWith(int32(p.Index), words, labels, tags, any)
}

// beginsWith enters what a pattern can begin with into the index.
func (s *Set) beginsWith(p int32, words map[int32]bool, labels Label, tags map[string]bool, any bool) {
	if any {
		s.anywhere = append(s.anywhere, p)
		return
	}
	for w := range words {
		s.byWord[w] = append(s.byWord[w], p)
	}
	for l := Label(1); l <= lastLabel; l <<= 1 {
		if labels&l != 0 {
			s.byLabel[l] = append(s.byLabel[l], p)
		}
	}
	for t := range tags {
		s.byTag[t] = append(s.byTag[t], p)
	}
}

// Find returns the matches of all patterns over the items: for each pattern and each item it can begin
// at, the preferred match. They are ordered by start, then by pattern.
func (s *Set) Find(items []Item) []Match {
	var out []Match
	m := machines.Get().(*machine)
	defer m.rest()
	m.take(s, items)
	var maybe []int32
	for i := range items {
		maybe = s.candidates(maybe[:0], &items[i], m.words[i])
		for _, index := range maybe {
			p := s.Patterns[index]
			if !m.fills(p.needs, i) {
				continue
			}
			if match, ok := m.run(p, i); ok {
				out = append(out, match)
			}
		}
	}
	return out
}

// candidates appends the patterns that can begin with the item, in order.
func (s *Set) candidates(out []int32, item *Item, word int32) []int32 {
	if word >= 0 {
		out = append(out, s.byWord[word]...)
	}
	for left := item.Labels; left != 0; left &= left - 1 {
		out = append(out, s.byLabel[left&-left]...)
	}
	if item.Tag != "" {
		out = append(out, s.byTag[item.Tag]...)
	}
	out = append(out, s.anywhere...)
	slices.Sort(out)
	return slices.Compact(out)
}
