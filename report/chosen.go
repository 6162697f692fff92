package report

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// cueWords are the cues to a vote as an editor knows them.
var cueWords = map[string]string{"focus": "the passage", "time": "date", "organ": "body", "form": "form of vote"}

// chosenBy says in words by which cues a vote was chosen, the weightiest first, and which spoke against it. Their weights
// are for --explain.
func chosenBy(why []string) string {
	type cue struct {
		name   string
		weight float64
	}
	var by, against []cue
	for _, w := range why {
		c := cue{w, 1}
		if name, figure, ok := cutLast(w, " "); ok {
			if weight, err := strconv.ParseFloat(figure, 64); err == nil && strings.ContainsAny(figure[:1], "+-") {
				c = cue{firstOf(cueWords[name], name), weight}
			}
		}
		switch {
		case c.weight >= leastCue:
			by = append(by, c)
		case c.weight <= -leastCue:
			against = append(against, c)
		}
	}
	heavier := func(a, b cue) int { return cmp.Compare(math.Abs(b.weight), math.Abs(a.weight)) }
	names := func(cues []cue) (out []string) {
		slices.SortStableFunc(cues, heavier)
		for _, c := range cues {
			out = append(out, c.name)
		}
		return out
	}
	text := capital(strings.Join(names(by), ", "))
	if len(against) > 0 {
		text = joined("; ", text, "against it: "+strings.Join(names(against), ", "))
	}
	return text
}

// leastCue is the weight under which a cue decided nothing.
const leastCue = 0.5

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
