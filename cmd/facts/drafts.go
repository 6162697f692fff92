package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// vote is one vote outside the Library's sets, in the columns that drafts.csv, other_votes.csv and
// later_votes.csv share.
type vote struct {
	body, symbol                string
	confirmed                   bool
	date, meeting               string
	title, agenda               string
	outcome                     string
	yes, no, abstain, nonvoting string
	positions                   string // "FRA:Y GBR:N", by code
	complete                    bool
	vetoedBy                    []string
	sponsors                    []string
	sponsorsText, threshold     string
	source1, source2            string
	confidence, note            string
}

var voteColumns = strings.Split("body,symbol,confirmed,date,meeting,title,agenda,outcome,yes,no,abstain,nonvoting,positions,complete,vetoed_by,sponsors,sponsors_text,threshold,source1,source2,confidence,note", ",")

func (v *vote) row() []string {
	return []string{
		v.body, v.symbol, bit(v.confirmed), v.date, v.meeting, v.title, v.agenda, v.outcome,
		v.yes, v.no, v.abstain, v.nonvoting, v.positions, bit(v.complete), strings.Join(v.vetoedBy, " "),
		strings.Join(v.sponsors, " "), v.sponsorsText, v.threshold, v.source1, v.source2, v.confidence, v.note,
	}
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func (v *vote) addNote(s string) {
	v.note = strings.TrimPrefix(v.note+"; "+s, "; ")
}

var (
	qualifier   = regexp.MustCompile(`\s*\((?:as amended|as corrected|incorporating the amendment)\)\s*(S/\S+)?$| and Corr\.1 & 2$| and \S+/Add\.1$`)
	unread      = regexp.MustCompile(`\s*\((?:symbol not confirmed|resolution number not read)\)$`)
	insideTitle = regexp.MustCompile(`^.* \((S/RES/\d+)\?\)$`)
)

// canonical is the symbol without remarks ("S/3713/Rev.1 (as amended)" is S/3713/Rev.1) and whether it
// was read in a source: a trailing "?" or "(symbol not confirmed)" says no.
func canonical(s string) (symbol string, confirmed bool) {
	confirmed = !strings.Contains(s, "?") && !strings.Contains(s, "(symbol not confirmed)")
	if m := insideTitle.FindStringSubmatch(s); m != nil {
		return m[1], false
	}
	s = unread.ReplaceAllString(s, "")
	s = strings.TrimSuffix(s, "?")
	s = qualifier.ReplaceAllString(s, "")
	return strings.TrimSpace(s), confirmed
}

// drafts merges the three lists of Council drafts not adopted into one line a vote.
func (c *conversion) drafts() error {
	votes, err := c.recentDrafts()
	if err != nil {
		return err
	}
	failed, err := c.failedDrafts(votes)
	if err != nil {
		return err
	}
	votes = append(votes, failed...)
	if votes, err = c.addVetoes(votes); err != nil {
		return err
	}
	for _, v := range votes {
		c.deducePositions(v)
	}
	return c.writeVotes("drafts.csv", votes)
}

func (c *conversion) writeVotes(name string, votes []*vote) error {
	slices.SortStableFunc(votes, func(a, b *vote) int {
		return cmp.Or(strings.Compare(a.date, b.date), strings.Compare(a.body, b.body), strings.Compare(a.symbol, b.symbol), strings.Compare(a.title, b.title))
	})
	var rows [][]string
	for _, v := range votes {
		c.records[v.body+" "+v.symbol] = v.date
		rows = append(rows, v.row())
	}
	return c.out.write(name, voteColumns, rows)
}

// recentDrafts are those of 2018 to 2026, mostly with every position.
func (c *conversion) recentDrafts() ([]*vote, error) {
	lines, err := readLines(c.from, "council_drafts_2018_2026.csv", "draft", "date", "topic", "sponsor", "outcome", "positions", "partial_positions")
	if err != nil {
		return nil, err
	}
	var out []*vote
	for _, l := range lines {
		v, err := c.gathered(l, "SC", l.get("draft"), l.get("topic"))
		if err != nil {
			return nil, err
		}
		if v.outcome == "vetoed" {
			v.vetoedBy = c.noVotesOfPermanent(v.positions)
			if len(v.vetoedBy) == 0 {
				return nil, l.errorf("a vetoed draft without a permanent member's no")
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// gathered reads the columns that the tables gathered from reports share.
func (c *conversion) gathered(l line, body, symbol, title string) (*vote, error) {
	v := &vote{
		body: body, date: l.get("date"), title: squeeze(title),
		yes: l.get("yes"), no: l.get("no"), abstain: l.get("abstain"), nonvoting: l.get("nonvoting"),
		positions: l.get("positions"), complete: l.get("positions") != "",
		sponsorsText: squeeze(l.get("sponsor")), source1: address(l.get("source1"), l.get("date")), source2: address(l.get("source2"), l.get("date")), confidence: l.get("confidence"),
	}
	v.symbol, v.confirmed = canonical(symbol)
	if v.symbol != symbol && v.confirmed {
		v.addNote("in the source: " + symbol)
	}
	if strings.HasPrefix(v.symbol, "S/RES/") && !strings.HasSuffix(v.symbol, ")") {
		v.symbol += "(" + v.date[:4] + ")"
	}
	if !v.complete {
		v.positions = l.get("partial_positions")
		v.nonvoting = ""
	}
	v.sponsors = c.codesIn(v.sponsorsText)
	if strings.Contains(v.sponsorsText, "the ten elected members") {
		v.sponsors = slices.Sorted(slices.Values(c.council[v.date[:4]]))
	}
	what, detail, _ := strings.Cut(l.get("outcome"), ": ")
	outcomes := map[string]string{
		"vetoed": "vetoed", "insufficient votes": "rejected", "not adopted": "rejected", "rejected": "rejected",
		"adopted": "adopted", "approved": "adopted", "adopted as amendment": "adopted",
	}
	if v.outcome = outcomes[what]; v.outcome == "" {
		return nil, l.errorf("unknown outcome %q", what)
	}
	if detail == "two-thirds required" {
		v.threshold = "two-thirds"
	}
	return v, c.checkPositions(l, v.positions)
}

const libraryGuide = "https://research.un.org/en/docs/sc/quick"

// address gives the address of a source that the gathered facts name by one of their own files.
func address(source, date string) string {
	switch {
	case strings.HasPrefix(source, "sc_failed_drafts_1946_2019.csv"):
		return libraryGuide + "/meetings/" + date[:4] + " (Dag Hammarskjöld Library meetings table)"
	case source == "sc_vetoes.csv":
		return libraryGuide + " (Dag Hammarskjöld Library, list of vetoes)"
	}
	return source
}

func (c *conversion) checkPositions(l line, positions string) error {
	seen := map[string]bool{}
	for p := range strings.FieldsSeq(positions) {
		code, letter, ok := strings.Cut(p, ":")
		if !ok || !c.known[code] || len(letter) != 1 || !strings.Contains("YNAX", letter) || seen[code] {
			return l.errorf("position %q: unknown code or letter, or named twice", p)
		}
		seen[code] = true
	}
	return nil
}

var permanent = []string{"CHN", "FRA", "GBR", "RUS", "SUN", "USA"}

func (c *conversion) noVotesOfPermanent(positions string) []string {
	var out []string
	for p := range strings.FieldsSeq(positions) {
		if code, letter, _ := strings.Cut(p, ":"); letter == "N" && slices.Contains(permanent, code) {
			out = append(out, code)
		}
	}
	return out
}

// failedDrafts are the drafts of the Library's meetings tables, 1946 to 2019, beyond those that the
// recent list already has.
func (c *conversion) failedDrafts(recent []*vote) ([]*vote, error) {
	lines, err := readLines(c.from, "sc_failed_drafts_1946_2019.csv", "year", "day_month", "topic", "draft", "outcome", "yes-no-abstain", "raw")
	if err != nil {
		return nil, err
	}
	var out []*vote
	nth := map[string]int{}
	for _, l := range lines {
		listed, err := dayOf(l)
		if err != nil {
			return nil, err
		}
		draft, date, drop, _ := c.repair("failed", listed, l.get("draft"))
		if drop {
			continue
		}
		symbol, _ := canonical(draft)
		if i := slices.IndexFunc(recent, func(v *vote) bool { return v.symbol == symbol && v.date == date }); i >= 0 {
			recent[i].agenda = squeeze(l.get("topic"))
			continue
		}
		v := &vote{
			body: "SC", symbol: symbol, confirmed: true, date: date, title: squeeze(l.get("topic")),
			source1: libraryGuide + "/meetings/" + l.get("year"),
		}
		if err := v.readOutcome(l); err != nil {
			return nil, err
		}
		key := listed + l.get("draft")
		if about := aside(l.get("raw"), l.get("draft"), nth[key]); about != "" {
			v.title += " (" + about + ")"
		}
		nth[key]++
		out = append(out, v)
	}
	return out, nil
}

// readOutcome reads "vetoed by France and UK" or "not adopted", and the tally where there is one.
func (v *vote) readOutcome(l line) (err error) {
	v.outcome = "rejected"
	if by, vetoed := strings.CutPrefix(l.get("outcome"), "vetoed by "); vetoed {
		v.outcome = "vetoed"
		if v.vetoedBy, err = vetoers(l, by); err != nil {
			return err
		}
	} else if l.get("outcome") != "not adopted" {
		return l.errorf("unknown outcome %q", l.get("outcome"))
	}
	if t := strings.Split(l.get("yes-no-abstain"), "-"); len(t) == 3 {
		v.yes, v.no, v.abstain = t[0], t[1], t[2]
	} else if l.get("yes-no-abstain") != "" {
		return l.errorf("tally %q is not yes-no-abstain", l.get("yes-no-abstain"))
	}
	return nil
}

// aside is what the Library's table says in brackets behind the nth mention of a draft: "Transjordan".
func aside(raw, draft string, n int) string {
	at := regexp.MustCompile(regexp.QuoteMeta(draft)+`(?: \(([^)]*)\))?`).FindAllStringSubmatch(raw, -1)
	if n >= len(at) || at[n][1] == "as amended" || at[n][1] == "as corrected" {
		return ""
	}
	return at[n][1]
}

func dayOf(l line) (string, error) {
	if l.get("day_month") == "" {
		return l.get("year"), nil
	}
	t, err := time.Parse("2 January 2006", l.get("day_month")+" "+l.get("year"))
	if err != nil {
		return "", l.errorf("day %q is not a date", l.get("day_month"))
	}
	return t.Format(time.DateOnly), nil
}

// vetoers reads "France, UK and USA".
func vetoers(l line, by string) ([]string, error) {
	codes := map[string]string{
		"USSR": "SUN", "Russian Federation": "RUS", "USA": "USA", "United States": "USA", "UK": "GBR", "France": "FRA", "China": "CHN",
	}
	var out []string
	for _, name := range strings.Split(strings.ReplaceAll(by, " and ", ", "), ", ") {
		code := codes[strings.TrimPrefix(strings.TrimSpace(name), "the ")]
		if code == "" {
			return nil, l.errorf("unknown permanent member %q", name)
		}
		out = append(out, code)
	}
	return slices.Sorted(slices.Values(out)), nil
}

// repair looks a row up in repairs.csv: it gives its draft and date as they should be, whether to
// drop it, and positions to add.
func (c *conversion) repair(list, date, draft string) (newDraft, newDate string, drop bool, positions string) {
	newDraft, newDate = draft, date
	for _, r := range c.repairs {
		if r.get("list") != list || r.get("date") != date || r.get("draft") != draft {
			continue
		}
		switch r.get("action") {
		case "date":
			newDate = r.get("to")
		case "draft":
			newDraft = r.get("to")
		case "drop":
			drop = true
		case "votes":
			positions = r.get("to")
		}
	}
	return newDraft, newDate, drop, positions
}

// addVetoes joins the veto list, row by row: the nth veto of a draft that day is its nth vetoed vote.
func (c *conversion) addVetoes(votes []*vote) ([]*vote, error) {
	lines, err := readLines(c.from, "sc_vetoes.csv", "date", "draft", "meeting", "agenda_item", "topic", "vetoed_by", "source")
	if err != nil {
		return nil, err
	}
	used := map[*vote]bool{}
	for _, l := range lines {
		draft, date, drop, positions := c.repair("vetoes", l.get("date"), l.get("draft"))
		if drop {
			continue
		}
		symbol, _ := canonical(draft)
		i := vetoedVote(votes, used, symbol, date)
		if i < 0 {
			i = len(votes)
			votes = append(votes, &vote{
				body: "SC", symbol: symbol, confirmed: true, date: date, title: squeeze(l.get("agenda_item")), source1: libraryGuide,
			})
		}
		used[votes[i]] = true
		if err := votes[i].addVeto(l, positions); err != nil {
			return nil, err
		}
	}
	for _, v := range votes {
		if v.outcome == "vetoed" && !used[v] && v.confidence == "" {
			return nil, fmt.Errorf("%s of %s is told as vetoed, but the list of vetoes does not have it", v.symbol, v.date)
		}
	}
	return votes, nil
}

// addVeto completes a vote by its row of the veto list, and by positions from repairs.csv.
func (v *vote) addVeto(l line, positions string) error {
	by := strings.Split(l.get("vetoed_by"), ";")
	slices.Sort(by)
	for _, code := range by {
		if !slices.Contains(permanent, code) {
			return l.errorf("%q is no permanent member", code)
		}
	}
	if v.vetoedBy == nil {
		v.vetoedBy = by
	}
	if !slices.Equal(v.vetoedBy, by) {
		return l.errorf("vetoed by %v here, by %v in the other list", by, v.vetoedBy)
	}
	v.outcome, v.meeting = "vetoed", squeeze(l.get("meeting"))
	v.agenda = strings.TrimPrefix(v.agenda+"; "+squeeze(l.get("topic")), "; ")
	if positions != "" {
		v.positions, v.complete = positions, true
		v.yes, v.no, v.abstain, v.nonvoting = counts(positions)
		v.addNote("positions and tally from general knowledge")
	}
	return nil
}

// vetoedVote is the index of the vote that a row of the veto list means, -1 for none: one told as
// vetoed if there is one, else one that the Library's table tells only as not adopted.
func vetoedVote(votes []*vote, used map[*vote]bool, symbol, date string) int {
	that := func(outcome string) int {
		return slices.IndexFunc(votes, func(v *vote) bool {
			return !used[v] && v.symbol == symbol && v.date == date && v.outcome == outcome
		})
	}
	if i := that("vetoed"); i >= 0 {
		return i
	}
	return that("rejected")
}

func counts(positions string) (yes, no, abstain, nonvoting string) {
	n := func(letter string) string { return fmt.Sprint(strings.Count(positions, ":"+letter)) }
	return n("Y"), n("N"), n("A"), n("X")
}
