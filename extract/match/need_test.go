package match

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestNeeds compares Find with the machine run for every pattern at every item, over random sentences.
func TestNeeds(t *testing.T) {
	patterns := []string{"n:NUM %x? voted (for|against)", "(a|b c)+ ~2 (NUM|STATE votes)", "a? b* !c d", "^ (a|tag:VBD) (b|NUM)? c $", "(a b?|(c|NUM) d) ~3 for",
		"STATE (, STATE)* (and STATE)? voted", "!a b", "tag:VBD a", "a|b c|d", "~2 NUM", "(a|b*) c"}
	defs := map[string]string{"x": "a|b|the c"}
	var rules []Rule
	for _, p := range patterns {
		rules = append(rules, Rule{Head: p, Pattern: p})
	}
	set, err := NewSet(rules, defs)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 11))
	words := []string{"a", "b", "c", "d", "the", "voted", "for", "against", "votes", "and", ",", ";", "NUM", "STATE", "STATES"}
	matches := 0
	for range 20_000 {
		var text []string
		for range 1 + random.IntN(9) {
			text = append(text, words[random.IntN(len(words))])
		}
		list := items(text...)
		for i := range list {
			if random.IntN(4) == 0 {
				list[i].Tag = "VBD"
			}
		}
		var want []Match
		var m machine
		m.take(set, list)
		for i := range list {
			for _, p := range set.Patterns {
				if match, ok := m.run(p, i); ok {
					want = append(want, match)
				}
			}
		}
		got := set.Find(list)
		if matches += len(want); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: found %d matches, want %d", text, len(got), len(want))
		}
	}
	if matches < 10_000 {
		t.Errorf("only %d matches: the sentences test little", matches)
	}
}
