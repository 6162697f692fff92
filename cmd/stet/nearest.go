package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"stet/sources"
)

// fewest is how many suggestions a person can use.
const fewest = 5

// nearest is the symbols that somebody may have meant: those that differ in the fewest characters, or,
// where none is near, those that a search finds.
func nearest(ctx context.Context, db *sources.DB, symbol string) ([]string, error) {
	want := folded(symbol)
	if len(want) > 40 {
		return nil, nil
	}
	type near struct {
		symbol   string
		distance int
	}
	var all []near
	most := max(1, len(want)/5)
	for _, r := range db.Records() {
		have := folded(r.Symbol)
		if abs(len(have)-len(want)) > most {
			continue
		}
		if d := distance(want, have); d <= most {
			all = append(all, near{r.Symbol, d})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Or(a.distance-b.distance, cmp.Compare(a.symbol, b.symbol)) })
	var out []string
	for _, n := range all {
		if len(out) < fewest && !slices.Contains(out, n.symbol) {
			out = append(out, n.symbol)
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	found, err := db.Find(ctx, symbol, fewest)
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		out = append(out, r.Symbol)
	}
	return out, nil
}

// folded is a symbol without what people leave out or write in their own way.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n.", r) {
			return -1
		}
		return r
	}, strings.ToUpper(s))
}

// distance is the number of characters to change, add or take away, neighbours swapped counting once
// (optimal string alignment). Symbols are ASCII; other text is compared byte by byte.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func abs(n int) int { return max(n, -n) }
