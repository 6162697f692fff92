package main

import (
	"strings"
	"unicode"
)

// clean makes text of an article or the record safe for a terminal: one line, and no control or
// direction-changing characters, which could repaint the screen.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return unicode.ReplacementChar
		}
		return r
	}, strings.Join(strings.Fields(s), " "))
}
