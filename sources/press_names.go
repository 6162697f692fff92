package sources

import (
	"slices"
	"strings"
)

// splitNames takes a list of states apart: at commas and semicolons outside brackets, and at a last "and" that is no
// part of a name. known reports whether a spelling is a name, as DB.KnowsName does. A name turned round at a comma ("Iran,
// Islamic Republic of") is put straight.
func splitNames(list string, known func(string) bool) []string {
	list = strings.TrimSuffix(strings.TrimSpace(fold(list)), ".")
	var parts []string
	for _, p := range outsideBrackets(list) {
		p = strings.TrimSpace(footmark.ReplaceAllString(strings.TrimSpace(p), ""))
		p = strings.TrimSpace(strings.TrimPrefix(p, "and "))
		if p != "" && !none.MatchString(p) && !strings.Contains(p, ":") {
			parts = append(parts, splitAnd(p, known)...)
		}
	}
	for i := 0; i+1 < len(parts); i++ {
		if turned := parts[i+1] + " " + parts[i]; strings.HasSuffix(strings.ToLower(" "+parts[i+1]), " of") || strings.HasSuffix(strings.ToLower(parts[i+1]), " of the") {
			if known(turned) {
				parts[i] = turned
				parts = slices.Delete(parts, i+1, i+2)
			}
		}
	}
	return parts
}

// splitAnd divides "Marshall Islands and United States", but not "Antigua and Barbuda".
func splitAnd(p string, known func(string) bool) []string {
	const and = " and "
	if known(p) || len(p) > 2*longestName {
		return []string{p}
	}
	either := -1
	for i := strings.LastIndex(p, and); i >= 0; i = strings.LastIndex(p[:i], and) {
		left, right := known(p[:i]), known(p[i+len(and):])
		if left && right {
			return []string{p[:i], p[i+len(and):]}
		}
		if (left || right) && either < 0 {
			either = i
		}
	}
	if either < 0 {
		return []string{p}
	}
	return append(splitAnd(p[:either], known), p[either+len(and):])
}

// outsideBrackets splits at commas and semicolons that stand in no brackets.
func outsideBrackets(s string) []string {
	var out []string
	depth, start := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth = max(depth-1, 0)
		case ',', ';':
			if depth == 0 {
				out = append(out, s[start:i])
				start = i + 1
			}
		}
	}
	return append(out, s[start:])
}
