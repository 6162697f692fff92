package match

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// plain matches a pattern's tree as the package comment tells it, each alternative by itself: what the machine's short cuts
// must come to as well.
type plain struct {
	items    []Item
	first    int
	captures map[string][2]int
}

// match goes on with then wherever a match of the node that begins at item i may end, the preferred end first.
func (r *plain) match(n *ast, i int, then func(int) bool) bool {
	switch n.op {
	case opSeq:
		return r.sequence(n.kids, i, then)
	case opAlt:
		return slices.ContainsFunc(n.kids, func(k *ast) bool { return r.match(k, i, then) })
	case opOpt:
		return r.match(n.kids[0], i, then) || then(i)
	case opStar:
		return r.match(n.kids[0], i, func(at int) bool { return at != i && r.match(n, at, then) }) || then(i)
	case opPlus:
		return r.match(n.kids[0], i, func(at int) bool { return at != i && r.match(n, at, then) || then(at) })
	case opGap:
		return r.gap(n.n, i, then)
	case opCapture:
		return r.match(n.kids[0], i, func(at int) bool {
			was, had := r.captures[n.arg]
			r.captures[n.arg] = [2]int{i, at}
			if then(at) {
				return true
			}
			if r.captures[n.arg] = was; !had {
				delete(r.captures, n.arg)
			}
			return false
		})
	case opStart:
		return (i == 0 || clauseMark(r.items[i-1].Word)) && then(i)
	case opEnd:
		for i < len(r.items) && !clauseMark(r.items[i].Word) && r.items[i].Skip {
			i++
		}
		return (i == len(r.items) || clauseMark(r.items[i].Word) || r.items[i].Word == ".") && then(i)
	}
	return r.test(n, i, then)
}

func (r *plain) sequence(kids []*ast, i int, then func(int) bool) bool {
	if len(kids) == 0 {
		return then(i)
	}
	return r.match(kids[0], i, func(at int) bool { return r.sequence(kids[1:], at, then) })
}

func (r *plain) gap(most, i int, then func(int) bool) bool {
	return then(i) || most > 0 && i < len(r.items) && !stops(r.items[i].Word) && r.gap(most-1, i+1, then)
}

func (r *plain) test(n *ast, i int, then func(int) bool) bool {
	if i == len(r.items) {
		return false
	}
	it := &r.items[i]
	is := n.op == opWord && it.Word == n.arg || n.op == opLabel && it.Labels&n.label != 0 || n.op == opTag && it.Tag == n.arg
	return it.Skip && i > r.first && r.test(n, i+1, then) || is != n.negate && then(i+1)
}

// randomPattern writes a pattern of at most so many levels. What is repeated holds an item always.
func randomPattern(random *rand.Rand, depth int) string {
	words := []string{"a", "b", "c", "d", "the", "also", "NUM", "STATES", "tag:VBD", "!a", ",", "nowhere"}
	if depth == 0 {
		return words[random.IntN(len(words))]
	}
	inner := func() string { return randomPattern(random, depth-1) }
	switch random.IntN(8) {
	case 0:
		return inner() + " " + inner()
	case 1:
		return "(" + inner() + ")? " + inner()
	case 2:
		return words[random.IntN(len(words))] + "+ " + inner()
	case 3:
		return "(" + inner() + "|" + words[random.IntN(len(words))] + ")"
	case 4:
		return "n:(" + inner() + ") " + inner()
	case 5:
		return inner() + " ~2 " + inner()
	case 6:
		return inner() + " " + words[random.IntN(len(words))] + "* $"
	}
	var list []string
	for range 2 + random.IntN(4) {
		list = append(list, words[random.IntN(len(words))])
	}
	return "(" + strings.Join(list, "|") + "|(" + inner() + "))"
}

// randomItems are a sentence of the words that randomPattern asks for.
func randomItems(random *rand.Rand) []Item {
	words := []string{"a", "b", "c", "d", "the", "also", "NUM", "STATES", ",", ";"}
	var text []string
	for range 1 + random.IntN(8) {
		text = append(text, words[random.IntN(len(words))])
	}
	list := items(text...)
	for i := range list {
		if random.IntN(4) == 0 {
			list[i].Tag = "VBD"
		}
	}
	return list
}

// TestPlain compares the machine with plain, over random patterns and sentences: where a match ends and what it captures.
func TestPlain(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	matches, choices := 0, 0
	for range 3000 {
		pattern := randomPattern(random, 1+random.IntN(4))
		set, err := NewSet([]Rule{{Pattern: pattern}}, nil)
		if err != nil {
			t.Fatal(pattern, err)
		}
		choices += len(set.choices)
		tree, err := (&parser{}).pattern(pattern)
		if err != nil {
			t.Fatal(pattern, err)
		}
		var m machine
		for range 30 {
			text := randomItems(random)
			m.take(set, text)
			for start := range text {
				matches += comparePlain(t, &m, set.Patterns[0], tree, start)
			}
		}
	}
	if matches < 50_000 || choices < 1000 {
		t.Errorf("only %d matches and %d choices: this tests little", matches, choices)
	}
}

// comparePlain gives 1 for a match.
func comparePlain(t *testing.T, m *machine, p *Pattern, tree *ast, start int) int {
	end := -1
	r := &plain{items: m.items, first: start, captures: map[string][2]int{}}
	want := r.match(tree, start, func(at int) bool {
		end = at
		return true
	}) && end > start
	got, ok := m.run(p, start)
	if ok != want || ok && got.End != end {
		t.Fatalf("%s over %+v at %d: match %v to %d, want %v to %d", p.Pattern, m.items, start, ok, got.End, want, end)
	}
	if !ok {
		return 0
	}
	n, there := r.captures["n"]
	for there && n[0] < n[1]-1 && m.items[n[0]].Skip {
		n[0]++
	}
	if a, b, captured := got.Capture("n"); captured != there || captured && n != [2]int{a, b} {
		t.Fatalf("%s over %+v at %d: captured %v %d-%d, want %v %v", p.Pattern, m.items, start, captured, a, b, there, n)
	}
	return 1
}
