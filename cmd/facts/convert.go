package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// conversion holds what the single tables need of one another.
type conversion struct {
	from, to fs.FS
	codes    []string            // members' codes in the order of the roll-call letters
	known    map[string]bool     // the same, as a set
	council  map[string][]string // year to codes, elected members only
	repairs  []line
	out      tables
	records  map[string]string // "GA A/RES/1(I)" to date, of everything converted so far
}

func newConversion(from, to fs.FS) (*conversion, error) {
	c := &conversion{from: from, to: to, known: map[string]bool{}, council: map[string][]string{}, out: tables{}, records: map[string]string{}}
	members, err := readLines(to, "members.csv", "code")
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		c.codes = append(c.codes, m.get("code"))
		c.known[m.get("code")] = true
	}
	c.repairs, err = parseLines(repairsCSV, "repairs.csv", "list", "date", "draft", "action", "to", "why")
	return c, err
}

// convert makes every table, or fails at the first fact that it does not understand.
func (c *conversion) convert() (tables, error) {
	steps := []func() error{
		c.checkMembers, c.checkNames, c.checkGroups,
		c.councilSeats, c.votingRecords, c.drafts, c.otherVotes, c.laterVotes,
		c.landmarks, c.sponsors, c.corrections,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c.out, nil
}

// votingRecords joins the Library's records with their roll calls.
func (c *conversion) votingRecords() error {
	calls, err := readLines(c.from, "votes.csv", "undl_id", "votes")
	if err != nil {
		return err
	}
	letters := make(map[string]string, len(calls))
	for _, l := range calls {
		id := l.get("undl_id")
		if _, twice := letters[id]; twice {
			return l.errorf("roll call of %s stands there twice", id)
		}
		letters[id] = l.get("votes")
	}
	lines, err := readLines(c.from, "resolutions.csv", "undl_id", "body", "symbol", "rollcall", "source")
	if err != nil {
		return err
	}
	var rows [][]string
	for _, l := range lines {
		id := l.get("undl_id")
		votes, has := letters[id]
		if has != (l.get("rollcall") == "1") {
			return l.errorf("record %s: rollcall says %s, votes.csv says %t", id, l.get("rollcall"), has)
		}
		delete(letters, id)
		key := l.get("body") + " " + l.get("symbol")
		if _, twice := c.records[key]; twice {
			return l.errorf("%s stands there twice", key)
		}
		c.records[key] = l.get("date")
		row := []string{id}
		for _, col := range []string{"body", "symbol", "date", "session", "meeting", "title", "agenda", "committee_report", "yes", "no", "abstain", "nonvoting", "members"} {
			row = append(row, squeeze(l.get(col)))
		}
		rows = append(rows, append(row, votes, l.get("source"), squeeze(l.get("note"))))
	}
	for id := range letters {
		return fmt.Errorf("votes.csv: roll call of an unknown record %s", id)
	}
	slices.SortStableFunc(rows, func(a, b []string) int {
		return cmp.Or(strings.Compare(a[3], b[3]), strings.Compare(a[1], b[1]), strings.Compare(a[2], b[2]))
	})
	return c.out.write("records.csv", strings.Split("undl,body,symbol,date,session,meeting,title,agenda,committee_report,yes,no,abstain,nonvoting,members,positions,source,note", ","), rows)
}

// councilSeats copies the Council's membership, splits the Yemeni seat of 1990 at the union, and adds
// 2026, which the gathered table lacks (data/NOTES.md names its members).
func (c *conversion) councilSeats() error {
	lines, err := readLines(c.from, "sc_members.csv", "year", "code", "permanent")
	if err != nil {
		return err
	}
	var rows [][]string
	for _, l := range lines {
		year, code := l.get("year"), l.get("code")
		if !c.known[code] {
			return l.errorf("unknown code %q", code)
		}
		row := []string{year, code, l.get("permanent"), "", ""}
		if year == "1990" && code == "YMD" {
			row[4] = "1990-05-21"
		}
		if year == "1990" && code == "YEM" {
			row[3] = "1990-05-22"
		}
		if l.get("permanent") == "0" {
			c.council[year] = append(c.council[year], code)
		}
		rows = append(rows, row)
	}
	if len(c.council["2026"]) == 0 {
		permanent := "CHN FRA GBR RUS USA"
		for _, code := range strings.Fields("BHR CHN COL COD DNK FRA GRC LVA LBR PAK PAN RUS SOM GBR USA") {
			p := "0"
			if strings.Contains(permanent, code) {
				p = "1"
			} else {
				c.council["2026"] = append(c.council["2026"], code)
			}
			rows = append(rows, []string{"2026", code, p, "", ""})
		}
	}
	slices.SortStableFunc(rows, func(a, b []string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	return c.out.write("council.csv", []string{"year", "code", "permanent", "from", "to"}, rows)
}

// landmarks copies what journalists call a vote, under the symbol that the converted record has.
func (c *conversion) landmarks() error {
	lines, err := readLines(c.from, "landmarks.csv", "record", "body", "date", "known_as", "content", "series", "confidence")
	if err != nil {
		return err
	}
	var rows [][]string
	for _, l := range lines {
		symbol, _ := canonical(l.get("record"))
		if err := c.mustHold(l, l.get("body"), symbol); err != nil {
			return err
		}
		rows = append(rows, []string{l.get("body"), symbol, squeeze(l.get("known_as")), squeeze(l.get("content")), l.get("series"), l.get("confidence")})
	}
	sortRows(rows, 0, 1)
	return c.out.write("landmarks.csv", []string{"body", "symbol", "known_as", "content", "series", "confidence"}, rows)
}

// sponsors parses the codes out of the wording, which is kept.
func (c *conversion) sponsors() error {
	lines, err := readLines(c.from, "sponsors.csv", "symbol", "sponsors", "threshold", "source1", "source2")
	if err != nil {
		return err
	}
	var rows [][]string
	for _, l := range lines {
		symbol, _ := canonical(strings.TrimSuffix(l.get("symbol"), " (not adopted)"))
		if err := c.mustHold(l, "GA", symbol); err != nil {
			return err
		}
		text := squeeze(l.get("sponsors"))
		rows = append(rows, []string{"GA", symbol, strings.Join(c.codesIn(text), " "), text, squeeze(l.get("threshold")), l.get("source1"), l.get("source2")})
	}
	sortRows(rows, 0, 1)
	return c.out.write("sponsors.csv", []string{"body", "symbol", "sponsors", "sponsors_text", "threshold", "source1", "source2"}, rows)
}

func (c *conversion) corrections() error {
	lines, err := readLines(c.from, "corrections.csv", "symbol", "date", "body", "tally_a", "tally_b", "what", "source1", "source2", "confidence", "kind")
	if err != nil {
		return err
	}
	var rows [][]string
	for _, l := range lines {
		if !slices.Contains([]string{"corrected", "intention", "press", "committee"}, l.get("kind")) {
			return l.errorf("unknown kind of correction %q", l.get("kind"))
		}
		var row []string
		for _, col := range []string{"symbol", "date", "body", "tally_a", "tally_b", "what", "kind", "confidence", "source1", "source2"} {
			row = append(row, squeeze(l.get(col)))
		}
		rows = append(rows, row)
	}
	sortRows(rows, 1, 0)
	return c.out.write("corrections.csv", []string{"symbol", "date", "body", "tally_a", "tally_b", "what", "kind", "confidence", "source_a", "source_b"}, rows)
}

var codePattern = regexp.MustCompile(`\b[A-Z]{3}\b`)

// codesIn is the members' codes that a wording names, each once, in its order.
func (c *conversion) codesIn(text string) []string {
	var out []string
	for _, code := range codePattern.FindAllString(text, -1) {
		if c.known[code] && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

func (c *conversion) mustHold(l line, body, symbol string) error {
	if _, ok := c.records[body+" "+symbol]; !ok {
		return l.errorf("no vote %s of %s is held", symbol, body)
	}
	return nil
}

func sortRows(rows [][]string, columns ...int) {
	slices.SortStableFunc(rows, func(a, b []string) int {
		for _, i := range columns {
			if d := strings.Compare(a[i], b[i]); d != 0 {
				return d
			}
		}
		return 0
	})
}
