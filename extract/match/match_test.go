package match

import (
	"strings"
	"testing"
)

func items(words ...string) []Item {
	var out []Item
	for i, w := range words {
		it := Item{First: i, Last: i + 1, Word: w}
		switch w {
		case "NUM":
			it.Word, it.Labels = "", NUM
		case "STATES":
			it.Word, it.Labels = "", STATES
		case "the", "also":
			it.Skip = true
		}
		out = append(out, it)
	}
	return out
}

func TestFind(t *testing.T) {
	defs := map[string]string{"for": "in (favour|favor)|for", "voters": "(states|members)"}
	for _, tt := range []struct {
		pattern string
		text    []Item
		want    [2]int // of the first match; {-1,-1}: none
		capture [2]int // of n
	}{
		{"n:NUM %voters? voted %for", items("NUM", "states", "voted", "in", "favour"), [2]int{0, 5}, [2]int{0, 1}},
		{"n:NUM %voters? voted %for", items("so", "NUM", "voted", "for"), [2]int{1, 4}, [2]int{1, 2}},
		{"n:NUM voted against", items("NUM", "also", "voted", "against"), [2]int{0, 4}, [2]int{0, 1}},
		{"n:NUM voted the against", items("NUM", "voted", "the", "against"), [2]int{0, 4}, [2]int{0, 1}},
		{"n:NUM ~2 against", items("NUM", "x", "y", "against"), [2]int{0, 4}, [2]int{0, 1}},
		{"n:NUM ~2 against", items("NUM", "x", ";", "against"), [2]int{-1, -1}, [2]int{}},
		{"against n:(STATES (, NUM)*)", items("against", "STATES", ",", "NUM", ",", "NUM"), [2]int{0, 6}, [2]int{1, 6}},
		{"^ n:NUM $", items("a", ",", "NUM", ";", "b"), [2]int{2, 3}, [2]int{2, 3}},
		{"^ n:NUM $", items("a", "NUM", ";", "b"), [2]int{-1, -1}, [2]int{}},
		{`\( n:NUM \)`, items("(", "NUM", ")"), [2]int{0, 3}, [2]int{1, 2}},
		{"n:NUM !votes", items("NUM", "votes"), [2]int{-1, -1}, [2]int{}},
	} {
		set, err := NewSet([]Rule{{Head: "x", Pattern: tt.pattern}}, defs)
		if err != nil {
			t.Fatal(err)
		}
		got := set.Find(tt.text)
		if len(got) == 0 {
			if tt.want[0] >= 0 {
				t.Errorf("%s: no match", tt.pattern)
			}
			continue
		}
		a, b, _ := got[0].Capture("n")
		if [2]int{got[0].Start, got[0].End} != tt.want || [2]int{a, b} != tt.capture {
			t.Errorf("%s: match %d-%d, capture %d-%d, want %v %v", tt.pattern, got[0].Start, got[0].End, a, b, tt.want, tt.capture)
		}
	}
}

// TestTag matches by part of speech: "voted/VBD".
func TestTag(t *testing.T) {
	tagged := func(words ...string) []Item {
		var out []Item
		for i, w := range words {
			word, tag, _ := strings.Cut(w, "/")
			out = append(out, Item{First: i, Last: i + 1, Word: word, Tag: tag, Skip: word == "the"})
		}
		return out
	}
	defs := map[string]string{"past": "(tag:VBD|tag:VBN)"}
	for _, tt := range []struct {
		pattern    string
		text       []Item
		start, end int // of the first match; -1: none
	}{
		{"tag:VBD against", tagged("they/PRP", "voted/VBD", "against/IN"), 1, 3},
		{"tag:VBD against", tagged("they/PRP", "vote/VBP", "against/IN"), -1, 0},
		{"tag:VBD against", tagged("they", "voted", "against"), -1, 0},
		{"n:%past the tag:NN", tagged("was/VBD", "rejected/VBN", "the/DT", "text/NN"), 1, 4},
		{"n:tag:VBN", tagged("was/VBD", "rejected/VBN"), 1, 2},
		{"tag:NNP tag:NN", tagged("Russia/NNP", "the/DT", "veto/NN"), 0, 3},
		{"was n:!tag:VBN", tagged("was/VBD", "rejected/VBN"), -1, 0},
		{"was n:!tag:VBN", tagged("was/VBD", "unhappy/JJ"), 0, 2},
		{"was n:!tag:VBN", tagged("was", "unhappy"), 0, 2},
		{"his|tag:PRP$ vote", tagged("its/PRP$", "vote/NN"), 0, 2},
		{"(a|tag:VB)+ on", tagged("to/TO", "vote/VB", "a/DT", "on/IN"), 1, 4},
	} {
		set, err := NewSet([]Rule{{Head: "x", Pattern: tt.pattern}}, defs)
		if err != nil {
			t.Fatal(err)
		}
		got := set.Find(tt.text)
		switch {
		case len(got) == 0 && tt.start >= 0:
			t.Errorf("%s: no match", tt.pattern)
		case len(got) > 0 && (got[0].Start != tt.start || got[0].End != tt.end):
			t.Errorf("%s: match %d-%d, want %d-%d", tt.pattern, got[0].Start, got[0].End, tt.start, tt.end)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, pattern := range []string{"(a", "a |", "%none", "~0", "NOLABEL", `a\`, `!\`, "tag:", "tag:VBX", "n:tag:vbd", "!tag:", "a )", "?"} {
		if _, err := NewSet([]Rule{{Pattern: pattern}}, map[string]string{}); err == nil {
			t.Errorf("%q compiles", pattern)
		}
	}
	if _, err := NewSet([]Rule{{Pattern: "%a"}}, map[string]string{"a": "b %a"}); err == nil {
		t.Error("a definition that names itself compiles")
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{"n:NUM %x? voted (for|in favour)", "~3 a* \\( !b", "((((", "a:b:c", "%y", "n:tag:VBD !tag:NN", "tag:tag:", `a\`, "\xe4\\"} {
		f.Add(s)
	}
	text := items("NUM", "the", "voted", ",", "for")
	f.Fuzz(func(t *testing.T, pattern string) {
		if len(pattern) > 500 { // patterns are our own data, of a line or two
			return
		}
		set, err := NewSet([]Rule{{Pattern: pattern}}, map[string]string{"x": "a|b", "y": "%x %x"})
		if err != nil || len(set.Patterns[0].code) > 4000 {
			return
		}
		var m machine
		m.take(set, text)
		for i := range text {
			if got, ok := m.run(set.Patterns[0], i); ok && (got.Start != i || got.End > len(text) || got.End <= i) {
				t.Errorf("%q: match %d-%d at %d", pattern, got.Start, got.End, i)
			}
		}
	})
}
