package sources

import (
	"cmp"
	"slices"
	"strings"
)

// pressVote is a vote as a press release tells it.
type pressVote struct {
	first   int    // line of the source that it begins on
	last    int    // and the last one read for it
	annex   string // "IV", "" outside an annex without a number
	title   string // "Vote on …", or the draft's subject
	symbol  string // of the text voted on, "" where none is told
	part    string // "operative paragraph 9", "preambular paragraph 4", "amendment": the vote was on that alone
	outcome Outcome
	tally   Tally // -1 for what is not told
	sides   map[Position][]pressName
	listed  bool // names came in lists under labels, not only in brackets
	notes   []string
}

// pressName is a voter with the line that it stands on.
type pressName struct {
	name string
	line int
}

// most of what a page may hold; the longest real releases have some seventy votes.
const (
	mostPressVotes = 500
	mostNames      = 400
	longestName    = 200 // bytes; longer is text, not a name
)

// pressReader finds the votes in a page's blocks.
type pressReader struct {
	split func(list string) []string

	votes   []*pressVote
	heading string
	annex   string
	told    map[string]*pressVote // by number of the annex that the text refers to
	open    *pressVote            // the vote whose lists are being read
	side    Position              // of the list being read, 0 for none
	list    string                // its text so far
	line    int                   // where that begins
}

// pressVotes finds the votes of a page: those with lists of names in the annexes, and those of the text whose names
// stand in brackets. A vote of the text that an annex gives in full is one vote.
func pressVotes(p *pressPage, split func(string) []string) []*pressVote {
	r := &pressReader{split: split, told: map[string]*pressVote{}}
	for _, b := range p.blocks {
		if len(r.votes) >= mostPressVotes {
			break
		}
		r.block(b.line, b.text)
	}
	r.close()
	r.match()
	return r.join()
}

// match gives the votes of the annexes what the text says of them: the symbol, and figures where the annex has none.
func (r *pressReader) match() {
	for _, v := range r.votes {
		if !v.listed {
			continue
		}
		if t := r.told[v.annex]; t != nil && v.annex != "" && (t.tally == v.tally || !v.tally.Known()) {
			v.symbol, v.tally, v.outcome = cmp.Or(v.symbol, t.symbol), t.tally, cmp.Or(v.outcome, t.outcome)
		}
		for _, t := range r.votes {
			if !t.listed && !v.tally.Known() && v.symbol != "" && t.symbol == v.symbol && t.part == v.part {
				v.tally, v.outcome = t.tally, cmp.Or(v.outcome, t.outcome)
			}
		}
	}
}

func (r *pressReader) block(n int, block string) {
	if m := annexHead.FindStringSubmatch(block); m != nil && len(block) < 300 {
		r.leave()
		r.open, r.annex, r.heading = nil, strings.ToUpper(m[1]), ""
		if block = strings.TrimSpace(block[len(m[0]):]); block == "" {
			return
		}
	}
	if noise.MatchString(block) {
		return // a page break of the printed release
	}
	first := label.FindStringIndex(block)
	intro := block
	if first != nil {
		intro = block[:first[0]]
	}
	var counts [][]int
	if strings.Contains(intro, " to ") || strings.Contains(intro, "\nto ") {
		counts = voteCount.FindAllStringSubmatchIndex(intro, 20)
	}
	switch {
	case first == nil && r.continues(block):
		r.list += " " + block
		r.open.reaches(n)
	case first == nil && strings.HasPrefix(block, "*") && r.open != nil:
		r.open.notes = append(r.open.notes, fold(block))
	case len(counts) > 0:
		r.introduce(n, intro, counts)
	case first == nil && len(block) < longestHeading:
		r.heading = fold(block)
		r.leave()
	case first == nil:
		r.leave()
	}
	if first != nil {
		r.close()
		r.lists(n, block)
	}
}

// longestHeading is longer, in bytes, than the heading of any vote.
const longestHeading = 400

// leave ends a list, and forgets a vote whose lists did not follow.
func (r *pressReader) leave() {
	r.close()
	if r.open != nil && !r.open.listed {
		r.open = nil
	}
}

// continues reports whether a block carries on the list before it: one that has not come to its full stop,
// and names alone.
func (r *pressReader) continues(block string) bool {
	ended := strings.HasSuffix(footmark.ReplaceAllString(r.list, ""), ".")
	return r.open != nil && r.side != 0 && !ended && len(r.list) < longestList && (strings.Contains(block, ",") || len(block) < 60)
}

// longestList is longer, in bytes, than the names of all members.
const longestList = 16 << 10

// introduce reads the sentences with figures. The last vote's lists may follow; the names of others may stand in
// brackets, or in an annex that the text refers to.
func (r *pressReader) introduce(n int, text string, counts [][]int) {
	r.close()
	for i, m := range counts {
		end := len(text)
		if i+1 < len(counts) {
			end = counts[i+1][0]
		}
		v := r.figures(n, text, m)
		if ref := annexRef.FindStringSubmatch(text[m[0]:min(end, m[1]+200)]); ref != nil && r.annex == "" {
			if key := strings.ToUpper(ref[1]); r.told[key] == nil {
				r.told[key] = v
			}
		}
		r.open = v
		r.votes = append(r.votes, v)
	}
}

// figures is the vote that one match of voteCount tells.
func (r *pressReader) figures(n int, text string, m []int) *pressVote {
	text, m = window(text, m)
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	sentence, at := sentenceAround(text, m[0], m[1])
	v := r.newVote(n)
	v.tally = Tally{pressCount(group(1)), pressCount(group(3)), pressCount(group(5)), -1}
	v.title = r.titleOf(sentence)
	v.symbol, v.part, v.outcome = r.symbolOf(sentence, at, text), partIn(sentence, v.title), outcomeIn(sentence, at)
	for i, p := range map[int]Position{2: Yes, 4: No, 6: Abstain} {
		if names := group(i); names != "" && !annexRef.MatchString(names) {
			v.add(p, r.split(names), n)
		}
	}
	return v
}

func (r *pressReader) newVote(line int) *pressVote {
	return &pressVote{first: line, last: line, annex: r.annex, title: r.heading, tally: NoTally, sides: map[Position][]pressName{}}
}

// titleOf is what the vote was on: the annex's heading, a title in quotation marks before the symbol, else the
// beginning of the sentence.
func (r *pressReader) titleOf(text string) string {
	if h := r.heading; h != "" && (r.annex != "" || strings.HasPrefix(strings.ToLower(h), "vote on")) {
		return h
	}
	if m := quotedTitle.FindStringSubmatch(text); m != nil {
		return fold(m[1])
	}
	title, _, _ := strings.Cut(fold(text), " was adopted")
	if len(title) > 300 {
		title = title[:300]
		if i := strings.LastIndexByte(title, ' '); i > 0 {
			title = title[:i] + " …"
		}
	}
	return title
}

// symbolOf is the symbol of the text voted on: the last one before the figures in their sentence, else the
// first after them, else the only one of the block.
func (r *pressReader) symbolOf(sentence string, at int, block string) string {
	before, after := symbolsIn(sentence[:at]), symbolsIn(sentence[at:])
	switch all := symbolsIn(block); {
	case len(before) > 0:
		return before[len(before)-1]
	case len(after) > 0:
		return after[0]
	case len(all) == 1:
		return all[0]
	}
	if all := symbolsIn(r.heading); len(all) == 1 {
		return all[0]
	}
	return ""
}

// lists reads the labelled lists of a block: one, or several one after the other.
func (r *pressReader) lists(n int, block string) {
	marks := label.FindAllStringSubmatchIndex(block, mostPressVotes)
	for i, m := range marks {
		side := sideOfLabel(block[m[2]:m[3]])
		end := len(block)
		if i+1 < len(marks) {
			end = marks[i+1][2]
		}
		if r.open == nil || r.open.has(side) {
			r.open = r.newVote(n)
			r.open.symbol, r.open.part = r.symbolOf("", 0, r.heading), partIn("", r.heading)
			r.votes = append(r.votes, r.open)
		}
		r.side, r.line, r.list, r.open.listed = side, n, block[m[1]:end], true
		if r.open.sides[side] == nil {
			r.open.sides[side] = []pressName{}
		}
		r.open.reaches(n)
		if i+1 < len(marks) {
			r.close()
		}
	}
}

// has reports whether a list of that side was read.
func (v *pressVote) has(p Position) bool { return v.listed && v.sides[p] != nil }

// close takes the list that was read apart, and ends it.
func (r *pressReader) close() {
	if r.side != 0 {
		r.open.add(r.side, r.split(r.list), r.line)
	}
	r.side, r.list = 0, ""
}

// reaches notes a line that the vote was read from; a parser repairs a broken page by moving text, so they need
// not rise.
func (v *pressVote) reaches(line int) { v.first, v.last = min(v.first, line), max(v.last, line) }

func (v *pressVote) add(p Position, names []string, line int) {
	for _, name := range names {
		if len(v.sides[p]) < mostNames && len(name) <= longestName {
			v.sides[p] = append(v.sides[p], pressName{name, line})
		}
	}
}

// join drops the votes of the text that an annex repeats, and those that name nobody.
func (r *pressReader) join() []*pressVote {
	var out []*pressVote
	for _, v := range r.votes {
		named := 0
		for _, names := range v.sides {
			named += len(names)
		}
		repeated := !v.listed && slices.ContainsFunc(r.votes, func(w *pressVote) bool {
			return w.listed && w.tally == v.tally && v.tally.Known() && w.part == v.part && (v.symbol == "" || w.symbol == "" || w.symbol == v.symbol)
		})
		if named > 0 && !repeated {
			out = append(out, v)
		}
	}
	return out
}
