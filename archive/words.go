package archive

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// longestName bounds what is kept of a member's name.
const longestName = 2000

// oneLine is a text of an archive as it may stand in a line: without control characters, and bounded.
func oneLine(s string) string {
	if len(s) > longestName {
		s = strings.ToValidUTF8(s[:longestName], "") + "…"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// sortCounts puts the commonest first, and equal ones by name.
func sortCounts(c []Count) {
	slices.SortStableFunc(c, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Number, a.Number), strings.Compare(a.Name, b.Name)) })
}
