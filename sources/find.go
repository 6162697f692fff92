package sources

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// barePeriod matches a query whose only number is a year in plain words: "security council 2022" asks
// for a year, "resolution 2022" for a resolution.
var barePeriod = regexp.MustCompile(`^(?i:(?:un|unga|unsc|ga|sc|(?:general )?assembly|(?:security )?council) +)?(?:19[4-9]\d|20\d\d)$`)

// search is a query for Find, understood: words to look for, and filters.
type search struct {
	words []string
	body  Body
	year  int
}

var bodyWords = map[string]Body{
	"ga": GeneralAssembly, "unga": GeneralAssembly, "assembly": GeneralAssembly,
	"sc": SecurityCouncil, "unsc": SecurityCouncil, "council": SecurityCouncil,
}

// idle are words of a query that say nothing about a vote.
var idle = map[string]bool{
	"the": true, "of": true, "in": true, "on": true, "and": true, "a": true, "an": true, "to": true, "for": true, "by": true, "un": true,
	"resolution": true, "resolutions": true, "vote": true, "votes": true, "general": true, "security": true, "united": true, "nations": true,
}

// mostWords is how many words of a query count: FTS4 takes no endless expressions.
const mostWords = 24

// parseSearch takes a year and a body's name out of the query as filters. "security" and "general"
// stay words unless they stand before "council" and "assembly".
func parseSearch(query string) search {
	var s search
	words := strings.FieldsFunc(strings.ToLower(query), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words[:min(len(words), mostWords)] {
		year, err := strconv.Atoi(w)
		before := i > 0 && (words[i-1] == "security" || words[i-1] == "general")
		switch body := bodyWords[w]; {
		case err == nil && len(w) == 4 && year >= 1945 && year <= 2100 && s.year == 0:
			s.year = year
		case body != "" && s.body == "" && (w != "council" || before || !(i > 0 && words[i-1] == "rights")):
			s.body = body
			if before && len(s.words) > 0 && s.words[len(s.words)-1] == words[i-1] {
				s.words = s.words[:len(s.words)-1]
			}
		case idle[w] && w != "security" && w != "general":
		default:
			s.words = append(s.words, w)
		}
	}
	return s
}

// expression is the full-text query: every word, as the beginning of a word where it is long enough.
func (s search) expression(operator string) string {
	parts := make([]string, len(s.words))
	for i, w := range s.words {
		parts[i] = `"` + w + `"`
		if len([]rune(w)) >= 4 {
			parts[i] = `"` + w + `*"`
		}
	}
	return strings.Join(parts, operator)
}

// Find searches titles, subjects and the names that journalists use, and returns up to limit records,
// the best match first, the later of equal ones first. A year and a body's name in the query are
// filters ("ukraine 2025", "security council gaza"); a symbol finds its record. Where no record has all
// the words, those that have most of them are found.
func (db *DB) Find(ctx context.Context, query string, limit int) ([]Record, error) {
	if limit <= 0 {
		return nil, nil
	}
	bySymbol, err := db.Lookup(ctx, query)
	if err != nil || len(bySymbol) > 0 && !barePeriod.MatchString(query) {
		return bySymbol[:min(limit, len(bySymbol))], err
	}
	s := parseSearch(query)
	if len(s.words) == 0 {
		return db.filtered(s, limit), nil
	}
	for _, operator := range []string{" ", " OR "} {
		found, err := db.search(ctx, s, operator)
		if err != nil {
			return nil, fmt.Errorf("search for %q: %w", query, err)
		}
		if len(found) > 0 {
			return db.pick(found[:min(limit, len(found))]), nil
		}
	}
	return nil, nil
}

// filtered is the latest records of a year and body, for a query without other words.
func (db *DB) filtered(s search, limit int) []Record {
	var out []Record
	for i := len(db.facts.Records) - 1; i >= 0 && len(out) < limit && (s.year != 0 || s.body != ""); i-- {
		if s.admits(&db.facts.Records[i]) {
			out = append(out, db.facts.Records[i])
		}
	}
	return out
}

func (s search) admits(r *Record) bool {
	return (s.year == 0 || r.Date.Year == s.year) && (s.body == "" || r.Body == s.body)
}

type scored struct {
	id    int
	score float64
}

// search is the IDs of the records that match, best first.
func (db *DB) search(ctx context.Context, s search, operator string) ([]int, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT docid, matchinfo(words, 'pcnalx') FROM words WHERE words MATCH ?", s.expression(operator))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []scored
	for rows.Next() {
		var id int
		var info []byte
		if err := rows.Scan(&id, &info); err != nil {
			return nil, err
		}
		if id < 0 || id >= len(db.facts.Records) {
			return nil, errDamaged
		}
		if s.admits(&db.facts.Records[id]) {
			found = append(found, scored{id, bm25(info)})
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), b.id-a.id) })
	ids := make([]int, len(found))
	for i, f := range found {
		ids[i] = f.id
	}
	return ids, nil
}

// columnWeights are those of title, subjects and landmarks: the Library's subject words are many and
// general, what journalists call a vote is short and exact.
var columnWeights = [...]float64{2, 1, 3}

// bm25 ranks a match by FTS4's matchinfo 'pcnalx', 32-bit numbers of the machine's byte order: phrases,
// columns, rows, average and own lengths of the columns, then per phrase and column the hits here, hits
// everywhere, and rows with hits.
func bm25(info []byte) float64 {
	at := func(i int) float64 {
		if 4*i+4 > len(info) {
			return 0
		}
		return float64(binary.NativeEndian.Uint32(info[4*i:]))
	}
	const k, b = 1.2, 0.6
	phrases, columns, rows := int(at(0)), int(at(1)), at(2)
	score := 0.0
	for p := range phrases {
		for c := range min(columns, len(columnWeights)) {
			x := 3 + 2*columns + 3*(p*columns+c)
			hits, with := at(x), at(x+2)
			if hits == 0 {
				continue
			}
			average, length := max(at(3+c), 1), at(3+columns+c)
			idf := math.Log(1 + (rows-with+0.5)/(with+0.5))
			score += columnWeights[c] * idf * hits * (k + 1) / (hits + k*(1-b+b*length/average))
		}
	}
	return score
}
