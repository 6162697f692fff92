package main

import (
	"slices"
	"strconv"
	"strings"
)

// deducePositions fills in what follows from a tally and the vetoes: the vetoing members voted no; if
// they are all the noes and nobody abstained, everybody else voted yes.
func (c *conversion) deducePositions(v *vote) {
	if v.positions != "" || len(v.vetoedBy) == 0 {
		return
	}
	year := v.date[:4]
	seats := append([]string{}, c.council[year]...)
	for _, p := range permanent {
		if p == "SUN" && year > "1991" || p == "RUS" && year <= "1991" {
			continue
		}
		seats = append(seats, p)
	}
	slices.Sort(seats)
	yes, _ := strconv.Atoi(v.yes)
	whole := v.abstain == "0" && v.no == strconv.Itoa(len(v.vetoedBy)) && yes+len(v.vetoedBy) == len(seats)
	var named []string
	for _, s := range seats {
		switch {
		case slices.Contains(v.vetoedBy, s):
			named = append(named, s+":N")
		case whole:
			named = append(named, s+":Y")
		}
	}
	v.positions, v.complete = strings.Join(named, " "), whole
	if whole {
		v.nonvoting = "0"
		v.addNote("positions follow from the tally and the veto")
	}
}

// otherVotes converts the votes of committees and of the Human Rights Council, and the plenary's motions
// and amendments, which are votes of the General Assembly.
func (c *conversion) otherVotes() error {
	lines, err := readLines(c.from, "other_bodies.csv", "body", "symbol", "date", "title", "outcome", "positions", "partial_positions", "sponsor", "draft")
	if err != nil {
		return err
	}
	var votes []*vote
	for _, l := range lines {
		body := l.get("body")
		if body == "GA plenary" || body == "GA emergency session" {
			body = "GA"
		}
		v, err := c.gathered(l, body, l.get("symbol"), l.get("title"))
		if err != nil {
			return err
		}
		if l.get("body") == "GA emergency session" {
			v.addNote("in an emergency special session")
		}
		if d := l.get("draft"); d != "" && d != v.symbol {
			v.addNote("draft " + d)
		}
		votes = append(votes, v)
	}
	return c.writeVotes("other_votes.csv", votes)
}

// laterVotes converts the votes after the Library's coverage, beyond the Council drafts already there.
func (c *conversion) laterVotes() error {
	lines, err := readLines(c.from, "later_votes_2026.csv", "body", "symbol", "date", "title", "outcome", "positions", "partial_positions", "roll_call", "sponsor")
	if err != nil {
		return err
	}
	var votes []*vote
	for _, l := range lines {
		v, err := c.gathered(l, l.get("body"), l.get("symbol"), l.get("title"))
		if err != nil {
			return err
		}
		if c.records[v.body+" "+v.symbol] == v.date {
			continue
		}
		if (l.get("roll_call") == "complete") != v.complete {
			return l.errorf("roll call said to be %s", l.get("roll_call"))
		}
		votes = append(votes, v)
	}
	return c.writeVotes("later_votes.csv", votes)
}
