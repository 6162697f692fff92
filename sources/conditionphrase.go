package sources

import (
	"fmt"
	"regexp"
	"strings"
)

// A reporter may ask in words: "USA votes with RUS against UKR" is USA=RUS and USA!=UKR. Each phrase stands for
// conditions that the answer names, so that nobody need guess how it was understood.

var (
	phraseVotes = regexp.MustCompile(`(?i)^(.+?) (?:votes?|voted|voting) (.+)$`)
	phraseAlone = regexp.MustCompile(`(?i)^(.+?) (?:(abstain)(?:s|ed)?|(veto)(?:es|ed)?|(?:is|was|were) (absent))$`)
	phraseSides = regexp.MustCompile(`(?i)(?:^| )(?:and )?(with|like|against|unlike) `)
)

// phrasePositions are the ways to say a vote that are no position words of their own.
var phrasePositions = map[string]string{"for": "yes", "in favour": "yes", "in favor": "yes", "against": "no", "yes": "yes", "no": "no"}

// Conditions reads what Condition reads, or a phrase that stands for several conditions:
//
//	USA votes with RUS against UKR   USA=RUS, USA!=UKR; "like" and "unlike" mean the same
//	HUN votes against                HUN=no; "for", "in favour"
//	CHN abstains, CHN vetoes         CHN=abstain, CHN=veto; "is absent"
func (db *DB) Conditions(s string) ([]Condition, error) {
	text := strings.Join(strings.Fields(s), " ")
	written := []string{s}
	if len(s) <= longestCondition && !strings.ContainsAny(text, "=<>") {
		if in := phrase(text); in != nil {
			written = in
		}
	}
	var out []Condition
	for _, w := range written {
		c, err := db.Condition(w)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// phrase is the conditions that a phrase stands for, nil where it is none.
func phrase(text string) []string {
	if m := phraseAlone.FindStringSubmatch(text); m != nil {
		return []string{m[1] + "=" + strings.ToLower(m[2]+m[3]+m[4])}
	}
	m := phraseVotes.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	who, how := m[1], m[2]
	if p, ok := phrasePositions[strings.ToLower(how)]; ok {
		return []string{who + "=" + p}
	}
	sides := phraseSides.FindAllStringSubmatchIndex(how, -1)
	if len(sides) == 0 || sides[0][0] != 0 {
		return nil
	}
	var out []string
	for i, side := range sides {
		end := len(how)
		if i+1 < len(sides) {
			end = sides[i+1][0]
		}
		op := "="
		if word := strings.ToLower(how[side[2]:side[3]]); word == "against" || word == "unlike" {
			op = "!="
		}
		out = append(out, fmt.Sprintf("%s%s%s", who, op, strings.TrimSpace(how[side[1]:end])))
	}
	return out
}
