package extract

import (
	"math"
	"strconv"
	"strings"
)

// Quantity is a number as the article gives it, with the values that it would be true of.
type Quantity struct {
	Value   int
	Lo, Hi  int  // inclusive bounds; equal to Value for an exact number
	Exact   bool // no "nearly", "more than", "dozens"
	Ordinal bool // "sixth", "33rd"
	Percent bool
	Num     int // a fraction's numerator and denominator ("two-thirds": 2, 3), else 0
	Den     int
}

// Has reports whether the quantity is true of n.
func (q Quantity) Has(n int) bool { return q.Lo <= n && n <= q.Hi }

const unbounded = math.MaxInt32

var units = map[string]int{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19,
}

var tens = map[string]int{
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
	"seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}

var fractions = map[string]int{"half": 2, "thirds": 3, "third": 3, "quarters": 4, "quarter": 4, "fourths": 4, "fifths": 5, "fifth": 5,
	"sixths": 6, "sevenths": 7, "eighths": 8, "ninths": 9, "tenths": 10}

// readNumber reads the number that begins at token i, in digits or words, and the token after it.
func readNumber(text string, tokens []Token, i int) (Quantity, int, bool) {
	if q, j, ok := readVague(tokens, i); ok {
		return q, j, true
	}
	if q, j, ok := readFraction(tokens, i); ok {
		return q, j, true
	}
	if tokens[i].Kind == Digits {
		if len(tokens[i].Norm) == 4 && plausibleYear(number(tokens[i])) {
			return Quantity{}, i, false // a year; so many never vote
		}
		return readDigits(text, tokens, i)
	}
	return readWords(tokens, i)
}

func exactly(n int) Quantity { return Quantity{Value: n, Lo: n, Hi: n, Exact: true} }

// readDigits reads "1,234", "33rd", "54%"; decimals are no counts.
func readDigits(text string, tokens []Token, i int) (Quantity, int, bool) {
	s := strings.ReplaceAll(tokens[i].Norm, ",", "")
	ordinal := false
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if cut := strings.TrimSuffix(s, suffix); cut != s {
			s, ordinal = cut, true
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil || len(s) > 9 {
		return Quantity{}, i, false
	}
	q := exactly(n)
	q.Ordinal = ordinal
	j := i + 1
	if j < len(tokens) {
		switch tokens[j].Norm {
		case "%", "percent", "pc":
			q.Percent, j = true, j+1
		case "per":
			if j+1 < len(tokens) && tokens[j+1].Norm == "cent" {
				q.Percent, j = true, j+2
			}
		}
	}
	return q, j, true
}

// readWords reads "one hundred and forty-two", "ninety-three", "sixth", "thirty-third".
func readWords(tokens []Token, i int) (Quantity, int, bool) {
	total, part, j, read := 0, 0, i, false
	for j < len(tokens) {
		word := tokens[j].Norm
		switch {
		case tens[word] > 0 && part%100 == 0 && (!read || part > 0):
			part += tens[word]
			read, j = true, j+1
			if k, unit := unitAfterHyphen(tokens, j); k > j {
				if unit < 0 {
					q := exactly(total + part - unit)
					q.Ordinal = true
					return q, k, true
				}
				part, j = part+unit, k
			}
			continue
		case isUnit(word) && part%100 == 0 && (!read || part > 0):
			part += units[word]
			read, j = true, j+1
			continue
		case word == "hundred" && (read && part > 0 && part < 20 || !read && j > 0 && tokens[j-1].Norm == "a"):
			part = max(part, 1) * 100
			read, j = true, j+1
			continue
		case word == "thousand" && read && part > 0:
			total, part, j = total+part*1000, 0, j+1
			continue
		case word == "and" && part > 0 && part%100 == 0 && andNumber(tokens, j):
			j++
			continue
		case word == "-" && read && hundredsHyphen(tokens, j):
			j++
			continue
		case ordinals[word] > 0 && (!read || part%100 == 0 && part > 0) && !(read && tokens[j-1].Norm != "and" && part == 0):
			q := exactly(total + part + ordinals[word])
			q.Ordinal = true
			return q, j + 1, true
		}
		break
	}
	if !read {
		return Quantity{}, i, false
	}
	return exactly(total + part), j, true
}

func isUnit(word string) bool { _, ok := units[word]; return ok }

func isNumberWord(word string) bool { return isUnit(word) || tens[word] > 0 || ordinals[word] > 0 }

// andNumber reports whether the "and" at token j joins tens and ones to hundreds: "hundred and five",
// "one-hundred-and-five".
func andNumber(tokens []Token, j int) bool {
	k := j + 1
	if k < len(tokens) && tokens[k].Norm == "-" && hundredsHyphen(tokens, k) {
		k++
	}
	return k < len(tokens) && isNumberWord(tokens[k].Norm)
}

// hundredsHyphen reports whether the hyphen at token j joins a number of hundreds: "one-hundred-and-five".
func hundredsHyphen(tokens []Token, j int) bool {
	if j == 0 || j+1 >= len(tokens) || tokens[j].Gap || tokens[j+1].Gap {
		return false
	}
	before, after := tokens[j-1].Norm, tokens[j+1].Norm
	return after == "hundred" && isUnit(before) || before == "hundred" && (after == "and" || isNumberWord(after)) ||
		before == "and" && isNumberWord(after) && j > 1 && tokens[j-2].Norm == "-"
}

// unitAfterHyphen reads "-three" or "three" after a tens word; an ordinal unit ("-third") is negative.
func unitAfterHyphen(tokens []Token, j int) (int, int) {
	k := j
	if k < len(tokens) && tokens[k].Norm == "-" && !tokens[k].Gap {
		k++
	}
	if k < len(tokens) {
		if n := units[tokens[k].Norm]; n > 0 && n < 10 {
			return k + 1, n
		}
		if n := ordinals[tokens[k].Norm]; n > 0 && n < 10 && k > j {
			return k + 1, -n
		}
	}
	return j, 0
}

// readFraction reads "two-thirds", "three quarters", "half".
func readFraction(tokens []Token, i int) (Quantity, int, bool) {
	if tokens[i].Norm == "half" {
		return Quantity{Num: 1, Den: 2, Exact: true}, i + 1, true
	}
	num, ok := units[tokens[i].Norm]
	if tokens[i].Norm == "a" {
		num, ok = 1, true
	}
	if !ok || num == 0 || num > 9 {
		return Quantity{}, i, false
	}
	j, hyphen := i+1, false
	if j < len(tokens) && tokens[j].Norm == "-" {
		hyphen = !tokens[j].Gap && j+1 < len(tokens) && !tokens[j+1].Gap
		j++
	}
	if j < len(tokens) && fractions[tokens[j].Norm] > num && tokens[j].Norm != "half" && (num > 1) == strings.HasSuffix(tokens[j].Norm, "s") {
		if next := j + 1; num == 1 && !hyphen && (next >= len(tokens) || tokens[next].Norm != "of") {
			return Quantity{}, i, false // "a third veto", "a quarter past"
		}
		return Quantity{Num: num, Den: fractions[tokens[j].Norm], Exact: true}, j + 1, true
	}
	return Quantity{}, i, false
}

// readVague reads "dozens", "two dozen", "half a dozen", "a dozen", "scores", "a handful", "none".
func readVague(tokens []Token, i int) (Quantity, int, bool) {
	switch tokens[i].Norm {
	case "half":
		at := i + 1
		if at < len(tokens) && (tokens[at].Norm == "a" || tokens[at].Norm == "-") {
			at++
		}
		if at < len(tokens) && tokens[at].Norm == "dozen" {
			return Quantity{Value: 6, Lo: 5, Hi: 7}, at + 1, true
		}
	case "dozens":
		return Quantity{Value: 24, Lo: 24, Hi: 120}, i + 1, true
	case "scores":
		return Quantity{Value: 40, Lo: 35, Hi: 140}, i + 1, true
	case "none", "nobody", "nil":
		return exactly(0), i + 1, true
	case "no":
		if i+1 < len(tokens) && (tokens[i+1].Norm == "one" || tokens[i+1].Norm == "-" && i+2 < len(tokens) && tokens[i+2].Norm == "one") {
			return exactly(0), i + 2 + btoi(tokens[i+1].Norm == "-"), true
		}
	case "nothing":
		if i > 0 && (tokens[i-1].Norm == "to" || tokens[i-1].Norm == "-") {
			return exactly(0), i + 1, true
		}
	case "handful":
		return Quantity{Value: 5, Lo: 2, Hi: 9}, i + 1, true
	case "several":
		return Quantity{Value: 5, Lo: 3, Hi: unbounded}, i + 1, true
	}
	count, at := 1, i
	if n, ok := units[tokens[i].Norm]; ok && n > 0 {
		count, at = n, i+1
	}
	if at < len(tokens) && tokens[at].Norm == "dozen" {
		n := 12 * count
		return Quantity{Value: n, Lo: n - n/6, Hi: n + n/6 + 1}, at + 1, true
	}
	return Quantity{}, i, false
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hedges gives what a few words before a number do to it; the first that fits counts, so "no more than"
// stands before "more than".
var hedges = []struct {
	words []string
	apply func(n int) (lo, hi int)
}{
	{strings.Fields("just over"), func(n int) (int, int) { return n + 1, n + n/7 + 1 }},
	{strings.Fields("just under"), func(n int) (int, int) { return n - n/7 - 1, n - 1 }},
	{strings.Fields("well over"), func(n int) (int, int) { return n + n/20 + 1, unbounded }},
	{strings.Fields("just more than"), func(n int) (int, int) { return n + 1, n + n/7 + 1 }},
	{strings.Fields("just shy of"), func(n int) (int, int) { return n - n/7 - 1, n - 1 }},
	{strings.Fields("no more than"), func(n int) (int, int) { return 0, n }},
	{strings.Fields("not more than"), func(n int) (int, int) { return 0, n }},
	{strings.Fields("no fewer than"), func(n int) (int, int) { return n, unbounded }},
	{strings.Fields("not fewer than"), func(n int) (int, int) { return n, unbounded }},
	{strings.Fields("no less than"), func(n int) (int, int) { return n, unbounded }},
	{strings.Fields("not less than"), func(n int) (int, int) { return n, unbounded }},
	{strings.Fields("more than"), func(n int) (int, int) { return n + 1, unbounded }},
	{strings.Fields("in excess of"), func(n int) (int, int) { return n + 1, unbounded }},
	{strings.Fields("shy of"), func(n int) (int, int) { return n - n/7 - 1, n - 1 }},
	{strings.Fields("fewer than"), func(n int) (int, int) { return 0, n - 1 }},
	{strings.Fields("less than"), func(n int) (int, int) { return 0, n - 1 }},
	{strings.Fields("at least"), func(n int) (int, int) { return n, unbounded }},
	{strings.Fields("up to"), func(n int) (int, int) { return 0, n }},
	{strings.Fields("close to"), around},
	{strings.Fields("as many as"), func(n int) (int, int) { return n, n }},
	{strings.Fields("upwards of"), func(n int) (int, int) { return n, unbounded }},
	{strings.Fields("over"), func(n int) (int, int) { return n + 1, unbounded }},
	{strings.Fields("under"), func(n int) (int, int) { return 0, n - 1 }},
	{strings.Fields("nearly"), nearly},
	{strings.Fields("almost"), nearly},
	{strings.Fields("about"), around},
	{strings.Fields("around"), around},
	{strings.Fields("roughly"), around},
	{strings.Fields("approximately"), around},
	{strings.Fields("some"), around},
	{strings.Fields("circa"), around},
}

// counted keeps bounds to what can be counted: none is below zero ("fewer than zero" is none).
func counted(lo, hi int) (int, int) { return max(lo, 0), max(hi, lo, 0) }

func nearly(n int) (int, int) { return n - max(n/10, 1), n }
func around(n int) (int, int) { return n - max(n*8/100, 1), n + max(n*8/100, 1) }

// hedge widens the number at token i by the words before it and returns the first token of the whole.
func hedge(q Quantity, tokens []Token, i int) (Quantity, int) {
	if q.Ordinal {
		return q, i
	}
	at := i
	if i > 0 && tokens[i-1].Norm == "a" && (tokens[i].Norm == "hundred" || tokens[i].Norm == "dozen") {
		at-- // "more than a hundred"
	}
	for _, h := range hedges {
		from := at - len(h.words)
		if from < 0 || !sameWords(tokens[from:at], h.words) {
			continue
		}
		q.Exact = false
		if q.Den == 0 {
			q.Lo, q.Hi = counted(widen(q, h.apply))
			q.Exact = q.Lo == q.Hi
		}
		return q, from
	}
	return q, i
}

// trailing widens the number that ends before token j by what follows it: "100-plus", "100+", "100-odd".
func trailing(q Quantity, tokens []Token, j int) (Quantity, int) {
	if !q.Exact || q.Ordinal || q.Percent || q.Den > 0 || j >= len(tokens) || tokens[j].Gap {
		return q, j
	}
	joined := tokens[j].Norm == "-" && j+1 < len(tokens) && !tokens[j+1].Gap
	switch {
	case tokens[j].Norm == "+":
		j++
		q.Hi = unbounded
	case joined && tokens[j+1].Norm == "plus":
		j += 2
		q.Hi = unbounded
	case joined && tokens[j+1].Norm == "odd":
		j += 2
		q.Lo, q.Hi = counted(around(q.Value))
	default:
		return q, j
	}
	q.Exact = false
	return q, j
}

// widen gives the bounds of a hedged number; one that is vague already ("a dozen") keeps its own on the
// side that the hedge leaves open.
func widen(q Quantity, apply func(int) (int, int)) (lo, hi int) {
	lo, hi = apply(q.Value)
	lo, hi = max(lo, 0), max(hi, 0)
	switch {
	case q.Lo == q.Hi:
	case lo < q.Value && q.Value < hi: // "around a dozen"
		return q.Lo, q.Hi
	case hi == q.Value: // "nearly a dozen"
		return min(lo, q.Lo), hi
	}
	return lo, hi
}

func sameWords(tokens []Token, words []string) bool {
	for i, w := range words {
		if tokens[i].Norm != w {
			return false
		}
	}
	return true
}
