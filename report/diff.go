package report

import (
	"unicode"
	"unicode/utf8"
)

// change is a run of words of a correction: Op is 0 for what stays, '-' for what goes, '+' for what comes.
type change struct {
	Op   byte
	Text string
}

// maxDiff bounds the words compared; beyond it the whole is struck and replaced.
const maxDiff = 400

// wordDiff compares two texts word by word. What it yields joins to a without '+' and to b without '-'.
func wordDiff(a, b string) []change {
	x, y := splitWords(a), splitWords(b)
	if len(x) > maxDiff || len(y) > maxDiff {
		return joinChanges([]change{{'-', a}, {'+', b}})
	}
	// common[i][j] is the length of the longest common subsequence of x[i:] and y[j:].
	common := make([][]int16, len(x)+1)
	for i := range common {
		common[i] = make([]int16, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []change
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			out = append(out, change{0, x[i]})
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			out = append(out, change{'-', x[i]})
			i++
		default:
			out = append(out, change{'+', y[j]})
			j++
		}
	}
	for ; i < len(x); i++ {
		out = append(out, change{'-', x[i]})
	}
	for ; j < len(y); j++ {
		out = append(out, change{'+', y[j]})
	}
	return joinChanges(out)
}

// splitWords cuts into runs of letters and figures, and single characters of anything else.
func splitWords(s string) []string {
	var out []string
	for s != "" {
		n := 0
		for n < len(s) {
			r, size := utf8.DecodeRuneInString(s[n:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				if n == 0 {
					n = size
				}
				break
			}
			n += size
		}
		out, s = append(out, s[:n]), s[n:]
	}
	return out
}

// joinChanges merges neighbours of one kind, and a lone space between two changes into both of them, so
// that a phrase is struck and replaced as a whole.
func joinChanges(in []change) []change {
	var out []change
	var gone, come string
	flush := func() {
		for _, c := range []change{{'-', gone}, {'+', come}} {
			if c.Text != "" {
				out = append(out, c)
			}
		}
		gone, come = "", ""
	}
	for i, c := range in {
		switch {
		case c.Op == '-':
			gone += c.Text
		case c.Op == '+':
			come += c.Text
		case c.Text == " " && gone != "" && come != "" && i+1 < len(in) && in[i+1].Op != 0:
			gone, come = gone+" ", come+" "
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Op == 0 {
				out[n-1].Text += c.Text
			} else {
				out = append(out, c)
			}
		}
	}
	flush()
	return out
}
