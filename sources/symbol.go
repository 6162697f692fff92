package sources

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// symbolKey is one way of writing a record's symbol, in the form that fold gives. The smaller the rank,
// the more exact: 0 the whole symbol, 1 without "A/RES/", 2 without part, session or year, 3 the number
// alone.
type symbolKey struct {
	key  string
	rank int
}

var (
	// A/RES/181(II)A, S/RES/2774(2025): series, number, bracket, part
	numbered = regexp.MustCompile(`^([AS]/(?:RES|DEC)/)(\d+)(\([^)]*\))([A-Z][A-Z0-9-]*)?$`)
	// A/RES/68/262, A/RES/ES-11/7, A/RES/S-10/2, A/RES/46/36L: series, session, number, part
	sessioned = regexp.MustCompile(`^([AS]/(?:RES|DEC)/)((?:ES-|S-)?\d+/\d+)([A-Z][A-Z0-9-]*)?$`)
	revised   = regexp.MustCompile(`^(.*?)/(?:REV|CORR|ADD)\.?\d+$`)
)

// recordKeys is every way of writing a record's symbol that Lookup understands.
func recordKeys(r *Record) []symbolKey {
	s := foldSymbol(r.Symbol)
	keys := []symbolKey{{s, 0}}
	add := func(key string, rank int) {
		if !slices.ContainsFunc(keys, func(k symbolKey) bool { return k.key == key }) {
			keys = append(keys, symbolKey{key, rank})
		}
	}
	if m := numbered.FindStringSubmatch(s); m != nil {
		add(m[2]+m[3]+m[4], 1)
		add(m[1]+m[2]+m[3], 2)
		add(m[2]+m[3], 2)
		add(m[1]+m[2], 2)
		add(m[2], 3)
	} else if m := sessioned.FindStringSubmatch(s); m != nil {
		add(m[2]+m[3], 1)
		add(m[1]+m[2], 2)
		add(m[2], 2)
	} else if m := revised.FindStringSubmatch(s); m != nil {
		add(m[1], 2)
	}
	if draft := foldSymbol(r.Draft); draft != "" {
		add(draft, 1)
	}
	if r.UNDL != 0 {
		add(fmt.Sprintf("UNDL%d", r.UNDL), 0)
	}
	return keys
}

// query is a symbol as somebody wrote it: the keys to look up, in order of preference, and the body
// that the words around it name ("" for none).
type query struct {
	keys []string
	body Body
}

// longestSymbol is longer, in bytes, than any symbol or description with the words around it.
const longestSymbol = 300

var (
	hyphens = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2212", "-", "[", "(", "]", ")")
	leading = regexp.MustCompile(`^(?:(?:THE|UN|U\.N\.|UNITED NATIONS|DRAFT|RESOLUTIONS?|DECISION|RES\.?|NO\.?|NUMBER|SYMBOL|DOCUMENT|RECORD|(UNSCR|UNSC|SCR|SC|SECURITY COUNCIL|COUNCIL)|(UNGAR|UNGA|GAR|GA|GENERAL ASSEMBLY|ASSEMBLY))[ :,]+)+`)
	address = regexp.MustCompile(`DIGITALLIBRARY\.UN\.ORG/RECORD/(\d+)`)
	listed  = regexp.MustCompile(`^\d{6,8}$`)
	roman   = regexp.MustCompile(`^((?:[AS]/(?:RES|DEC)/)?\d+)[ ,-]+([IVXL]+|ES-[IVX]+|S-[IVX]+)([A-Z])?$`)
	yeared  = regexp.MustCompile(`^((?:S/RES/)?\d{1,4})(?: OF |[ ,/-]+)((?:19|20)\d\d)$`)
)

// foldSymbol is a symbol in capitals, plain hyphens, round brackets, without white space.
func foldSymbol(s string) string {
	return strings.Join(strings.Fields(strings.ToUpper(hyphens.Replace(s))), "")
}

// parseSymbol reads a symbol in any common spelling: "A/RES/ES-11/7", "es-11/7", "resolution 2774",
// "UNSCR 2774 (2025)", "3379 (XXX)", "S/2022/720", the address of a record in the Digital Library.
func parseSymbol(s string) query {
	if len(s) > longestSymbol {
		return query{keys: []string{""}} // no symbol, but a text
	}
	up := strings.Join(strings.Fields(strings.ToUpper(hyphens.Replace(s))), " ")
	up = strings.Trim(up, " .,;:\"'“”‘’?")
	if m := address.FindStringSubmatch(up); m != nil {
		return query{keys: []string{"UNDL" + m[1]}}
	}
	q := query{keys: []string{foldSymbol(up)}}
	if m := leading.FindStringSubmatchIndex(up + " "); m != nil {
		q.body = namedBody(up[:min(m[1], len(up))])
		up = strings.TrimSpace(up[min(m[1], len(up)):])
		q.add(foldSymbol(up))
	}
	switch {
	case listed.MatchString(up):
		q.add("UNDL" + up)
	case roman.MatchString(up):
		m := roman.FindStringSubmatch(up)
		q.add(m[1] + "(" + m[2] + ")" + m[3])
	case yeared.MatchString(up):
		m := yeared.FindStringSubmatch(up)
		q.add(m[1] + "(" + m[2] + ")")
	}
	if rest, ok := strings.CutPrefix(foldSymbol(up), "RES/"); ok {
		q.add(rest)
	}
	return q
}

func (q *query) add(key string) {
	if key != "" && !slices.Contains(q.keys, key) {
		q.keys = append(q.keys, key)
	}
}

// namedBody is the body that words in capitals before a symbol name.
func namedBody(words string) Body {
	switch {
	case strings.Contains(words, "COUNCIL") || strings.Contains(words, "SC"):
		return SecurityCouncil
	case strings.Contains(words, "ASSEMBLY") || strings.Contains(words, "GA"):
		return GeneralAssembly
	}
	return ""
}

// match is a record found under a key.
type match struct{ record, rank int }

// best keeps the records of the most exact rank, in the order of Records, each once.
func best(found []match) []int {
	slices.SortFunc(found, func(a, b match) int { return cmp.Or(a.rank-b.rank, a.record-b.record) })
	var out []int
	for _, m := range found {
		if m.rank == found[0].rank && !slices.Contains(out, m.record) {
			out = append(out, m.record)
		}
	}
	return out
}
