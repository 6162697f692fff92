package sources

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Condition is something that holds at a vote, or does not: "USA=no", "HUN!=EU", "yes<100".
type Condition struct {
	text string
	test func(*Record) answer
}

// answer is what a record tells about a condition.
type answer int

const (
	untold answer = iota // the state was not at the table, or the record does not say
	fails
	holds
)

func answered(ok bool) answer {
	if ok {
		return holds
	}
	return fails
}

// String is the condition as a person wrote it.
func (c Condition) String() string { return c.text }

var (
	compared = regexp.MustCompile(`^([^=!<>]+?)\s*(!=|<=|>=|=|<|>)\s*([^=!<>]+)$`)

	positionWords = map[string]Position{
		"yes": Yes, "y": Yes, "for": Yes, "favour": Yes, "favor": Yes, "no": No, "n": No, "against": No,
		"abstain": Abstain, "abstained": Abstain, "abstaining": Abstain, "abstention": Abstain, "abstentions": Abstain, "a": Abstain,
		"absent": NotVoting, "x": NotVoting, "not voting": NotVoting, "notvoting": NotVoting,
	}
	outcomes = map[string]Outcome{"adopted": Adopted, "vetoed": Vetoed, "rejected": Rejected}
)

// longestCondition bounds what a person may write, in bytes.
const longestCondition = 200

// Condition reads one condition:
//
//	USA=no          the state voted so: yes, no, abstain, absent, veto; several with commas: USA=no,abstain
//	USA!=no         it was at the table and did not
//	USA=RUS         both cast a vote, the same one
//	HUN!=EU         both cast a vote, not the same one; a group's is that of more than half of its members
//	EU=split        its members that cast a vote did not all cast the same; EU=united: they did
//	yes<100         a count of the tally: yes, no, abstain, absent, with =, !=, <, <=, >, >=
//	outcome=vetoed  adopted, vetoed, rejected
//
// A state is named as for Voter.
func (db *DB) Condition(s string) (Condition, error) {
	c := Condition{text: strings.Join(strings.Fields(s), " ")}
	m := compared.FindStringSubmatch(c.text)
	if m == nil || len(s) > longestCondition {
		return c, fmt.Errorf("%.40q is no condition: write USA=no, USA=RUS, HUN!=EU, EU=split, yes<100 or outcome=vetoed", s)
	}
	left, op, right := strings.TrimSpace(m[1]), m[2], strings.TrimSpace(m[3])
	var err error
	switch p, counts := positionWords[strings.ToLower(left)]; {
	case counts && len(left) > 1:
		c.test, err = tallyTest(p, op, right)
	case strings.EqualFold(left, "outcome"):
		c.test, err = outcomeTest(op, right)
	default:
		c.test, err = db.voterTest(left, op, right)
	}
	if err != nil {
		return c, fmt.Errorf("condition %q: %w", c.text, err)
	}
	return c, nil
}

func tallyTest(p Position, op, right string) (func(*Record) answer, error) {
	want, err := strconv.Atoi(right)
	if err != nil || want < 0 {
		return nil, fmt.Errorf("%q is no count: write a number, as in yes<100", right)
	}
	return func(r *Record) answer {
		n := r.Tally.Of(p)
		if n < 0 {
			return untold
		}
		return answered(map[string]bool{"=": n == want, "!=": n != want, "<": n < want, "<=": n <= want, ">": n > want, ">=": n >= want}[op])
	}, nil
}

func outcomeTest(op, right string) (func(*Record) answer, error) {
	want, ok := outcomes[strings.ToLower(right)]
	if !ok || op != "=" && op != "!=" {
		return nil, fmt.Errorf("%q is no outcome: write outcome=adopted, outcome=vetoed or outcome=rejected", right)
	}
	return func(r *Record) answer { return answered((r.Outcome == want) == (op == "=")) }, nil
}

// voterTest is a condition about a state or a group.
func (db *DB) voterTest(left, op, right string) (func(*Record) answer, error) {
	if op != "=" && op != "!=" {
		return nil, fmt.Errorf("%s compares counts, and %q is none of yes, no, abstain, absent", op, left)
	}
	v, err := db.Voter(left)
	if err != nil {
		return nil, err
	}
	equal := op == "="
	switch word := strings.ToLower(right); {
	case v.Group && (word == "split" || word == "united"):
		return unityTest(v, (word == "united") == equal), nil
	case v.Group && word == "veto":
		return nil, fmt.Errorf("a group has no veto: name a state")
	case word == "veto":
		return func(r *Record) answer {
			if r.Body != SecurityCouncil || v.Position(r) == NotMember {
				return untold
			}
			return answered(v.Vetoed(r, db.facts.Members) == equal)
		}, nil
	}
	if set, ok := positionSet(right); ok {
		return positionTest(v, set, equal), nil
	}
	other, err := db.Voter(right)
	if err != nil {
		return nil, fmt.Errorf("%w; or a vote: yes, no, abstain, absent, veto", err)
	}
	return pairTest(v, other, equal), nil
}

// positionSet reads "no" or "no,abstain".
func positionSet(s string) (set [128]bool, ok bool) {
	for word := range strings.SplitSeq(s, ",") {
		p, known := positionWords[strings.ToLower(strings.TrimSpace(word))]
		if !known {
			return set, false
		}
		set[p] = true
	}
	return set, true
}

func positionTest(v *Voter, set [128]bool, equal bool) func(*Record) answer {
	return func(r *Record) answer {
		p := v.Position(r)
		if p == NotMember || p == Unknown && !v.Group || p >= 128 {
			return untold
		}
		return answered(set[p] == equal) // a group without a majority voted neither way
	}
}

func pairTest(v, other *Voter, equal bool) func(*Record) answer {
	cast := func(p Position) bool { return p == Yes || p == No || p == Abstain }
	return func(r *Record) answer {
		p, q := v.Position(r), other.Position(r)
		if !cast(p) || !cast(q) {
			return untold
		}
		return answered((p == q) == equal)
	}
}

func unityTest(v *Voter, united bool) func(*Record) answer {
	return func(r *Record) answer {
		is, known := v.United(r)
		if !known {
			return untold
		}
		return answered(is == united)
	}
}

// History is when conditions held, all of them at once, among votes in the order of their dates.
type History struct {
	Asked   int // votes at which every condition could be answered
	Held    []*Record
	Longest Run // the longest run of such votes, the earlier of equal ones
	Last    Run // the run that the last of the asked votes ends; Length 0 where it broke
}

// Run is votes one after the other at which the conditions held.
type Run struct {
	From, To *Record
	Length   int
}

// When asks at which votes all conditions held. Votes at which one of them cannot be answered (a state that was not
// at the table, a roll call that is not held) neither count nor break a run.
func When(records []*Record, conditions []Condition) History {
	var h History
	for _, r := range records {
		switch meets(r, conditions) {
		case untold:
			continue
		case holds:
			h.Held = append(h.Held, r)
			if h.Last.Length == 0 {
				h.Last.From = r
			}
			h.Last.To = r
			h.Last.Length++
			if h.Last.Length > h.Longest.Length {
				h.Longest = h.Last
			}
		case fails:
			h.Last = Run{}
		}
		h.Asked++
	}
	return h
}

// meets is whether every condition holds. One that cannot be answered outweighs the others, so that the
// asked votes are the same ones whichever condition stands first.
func meets(r *Record, conditions []Condition) answer {
	out := holds
	for _, c := range conditions {
		switch c.test(r) {
		case untold:
			return untold
		case fails:
			out = fails
		}
	}
	return out
}
