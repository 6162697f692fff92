package match

import (
	"bufio"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// op is the kind of a pattern's node.
type op uint8

const (
	opWord  op = iota // arg: word
	opLabel           // label
	opSeq             // kids
	opAlt             // kids
	opOpt             // kid, greedy
	opStar
	opPlus
	opCapture // arg: name, kid
	opTag     // arg: Penn tag
	opGap     // n: items at most
	opStart
	opEnd
)

type ast struct {
	op     op
	arg    string
	label  Label
	negate bool
	n      int
	kids   []*ast
}

// Rule is one line of a pattern file: a head that says what a match means, and the pattern.
type Rule struct {
	Head    string // "yes", "no.open"
	Pattern string
	Line    int
}

// ParseFile reads a pattern file: "%name = pattern" definitions, "head: pattern" rules, "#" comments;
// a line that begins with white space continues the one before. It returns the rules in order and adds
// the definitions to defs.
func ParseFile(text string, defs map[string]string) ([]Rule, error) {
	var rules []Rule
	var lines []string
	var numbers []int
	scan := bufio.NewScanner(strings.NewReader(text))
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimRight(scan.Text(), " \t")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if (line[0] == ' ' || line[0] == '\t') && len(lines) > 0 {
			lines[len(lines)-1] += " " + strings.TrimSpace(line)
			continue
		}
		lines, numbers = append(lines, line), append(numbers, n)
	}
	for i, line := range lines {
		if name, body, ok := strings.Cut(line, "="); ok && strings.HasPrefix(line, "%") {
			defs[strings.TrimSpace(name[1:])] = strings.TrimSpace(body)
			continue
		}
		head, body, ok := strings.Cut(line, ": ")
		if !ok {
			return nil, fmt.Errorf("pattern line %d: no \"head: pattern\" in %q", numbers[i], line)
		}
		rules = append(rules, Rule{Head: strings.TrimSpace(head), Pattern: strings.TrimSpace(body), Line: numbers[i]})
	}
	return rules, scan.Err()
}

type parser struct {
	words  []string
	defs   map[string]string
	parsed map[string]*ast // definitions that were parsed, by name
	depth  int
}

// maxDepth bounds nested definitions, so that one that names itself is an error and no endless loop.
const maxDepth = 40

// pattern reads a pattern with its definitions expanded.
func (p *parser) pattern(text string) (*ast, error) {
	if p.depth > maxDepth {
		return nil, fmt.Errorf("definitions nest more than %d deep", maxDepth)
	}
	p.words = lex(text)
	tree, err := p.alternatives()
	if err != nil {
		return nil, err
	}
	if len(p.words) > 0 {
		return nil, fmt.Errorf("unexpected %q", p.words[0])
	}
	return tree, nil
}

// definition is what a name stands for, parsed once.
func (p *parser) definition(name string) (*ast, error) {
	if tree := p.parsed[name]; tree != nil {
		return tree, nil
	}
	body, ok := p.defs[name]
	if !ok {
		return nil, fmt.Errorf("%%%s is not defined", name)
	}
	tree, err := (&parser{defs: p.defs, parsed: p.parsed, depth: p.depth + 1}).pattern(body)
	if err == nil {
		p.parsed[name] = tree
	}
	return tree, err
}

// lex cuts a pattern into brackets, bars, repeats and atoms.
func lex(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '\\': // at the very end it stands alone, and is an error
			end := min(i+2, len(s))
			out = append(out, s[i:end])
			i = end
		case strings.IndexByte("()|?*+", c) >= 0:
			out = append(out, string(c))
			i++
		default:
			j := i
			for j < len(s) && strings.IndexByte(" \t()|?*+\\", s[j]) < 0 {
				j++
				if s[j-1] == ':' && j > i+1 && !isTagTest(s[i:j]) {
					break // "n:" before a bracket or an atom
				}
			}
			out = append(out, s[i:j])
			i = j
		}
	}
	return out
}

func (p *parser) alternatives() (*ast, error) {
	alt := &ast{op: opAlt}
	for {
		seq, err := p.sequence()
		if err != nil {
			return nil, err
		}
		alt.kids = append(alt.kids, seq)
		if len(p.words) == 0 || p.words[0] != "|" {
			break
		}
		p.words = p.words[1:]
	}
	if len(alt.kids) == 1 {
		return alt.kids[0], nil
	}
	return alt, nil
}

func (p *parser) sequence() (*ast, error) {
	seq := &ast{op: opSeq}
	for len(p.words) > 0 && p.words[0] != "|" && p.words[0] != ")" {
		atom, err := p.repeated()
		if err != nil {
			return nil, err
		}
		seq.kids = append(seq.kids, atom)
	}
	if len(seq.kids) == 0 {
		return nil, fmt.Errorf("an alternative is empty")
	}
	return seq, nil
}

func (p *parser) repeated() (*ast, error) {
	atom, err := p.atom()
	if err != nil {
		return nil, err
	}
	for len(p.words) > 0 {
		switch p.words[0] {
		case "?":
			atom = &ast{op: opOpt, kids: []*ast{atom}}
		case "*":
			atom = &ast{op: opStar, kids: []*ast{atom}}
		case "+":
			atom = &ast{op: opPlus, kids: []*ast{atom}}
		default:
			return atom, nil
		}
		p.words = p.words[1:]
	}
	return atom, nil
}

func (p *parser) atom() (*ast, error) {
	if len(p.words) == 0 {
		return nil, fmt.Errorf("the pattern ends too soon")
	}
	word := p.words[0]
	p.words = p.words[1:]
	switch {
	case word == "(":
		inner, err := p.alternatives()
		if err != nil {
			return nil, err
		}
		if len(p.words) == 0 || p.words[0] != ")" {
			return nil, fmt.Errorf("a bracket is not closed")
		}
		p.words = p.words[1:]
		return inner, nil
	case strings.HasSuffix(word, ":") && len(word) > 1 && word[0] != '\\' && !isTagTest(word):
		inner, err := p.atom()
		if err != nil {
			return nil, err
		}
		return &ast{op: opCapture, arg: strings.TrimSuffix(word, ":"), kids: []*ast{inner}}, nil
	case word == "^":
		return &ast{op: opStart}, nil
	case word == "$":
		return &ast{op: opEnd}, nil
	case word[0] == '~':
		n, err := strconv.Atoi(word[1:])
		if err != nil || n < 1 || n > 40 {
			return nil, fmt.Errorf("%q: a gap is ~1 to ~40", word)
		}
		return &ast{op: opGap, n: n}, nil
	case word[0] == '%':
		return p.definition(word[1:])
	}
	return test(word)
}

// isTagTest reports whether the atom begins as "tag:NN" or "!tag:NN" does, and so is no capture.
func isTagTest(atom string) bool {
	return strings.HasPrefix(atom, "tag:") || strings.HasPrefix(atom, "!tag:")
}

// test reads a word, label or tag, possibly negated.
func test(word string) (*ast, error) {
	node := &ast{op: opWord}
	if len(word) > 1 && word[0] == '!' {
		node.negate, word = true, word[1:]
	}
	if tag, ok := strings.CutPrefix(word, "tag:"); ok {
		if !slices.Contains(pennTags, tag) {
			return nil, fmt.Errorf("unknown tag %q; tags are those of the Penn Treebank", tag)
		}
		node.op, node.arg = opTag, tag
		return node, nil
	}
	if strings.IndexByte("()|?*+", word[0]) >= 0 {
		return nil, fmt.Errorf("unexpected %q", word)
	}
	if word == "\\" {
		return nil, fmt.Errorf("nothing stands after the last backslash")
	}
	if word[0] == '\\' {
		word = word[1:]
	}
	if word == strings.ToUpper(word) && 'A' <= word[0] && word[0] <= 'Z' {
		label, ok := labelNames[word]
		if !ok {
			return nil, fmt.Errorf("unknown label %s", word)
		}
		node.op, node.label = opLabel, label
		return node, nil
	}
	node.arg = word
	return node, nil
}
