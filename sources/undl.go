package sources

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Columns of the UN Digital Library's voting data by what they hold, each with the names that its
// editions since 2024 gave it: General Assembly (https://digitallibrary.un.org/record/4060887) and Security
// Council (https://digitallibrary.un.org/record/4055387), one row a resolution and member, or, in its
// second file, one row a resolution and one column a member.
var libraryNames = map[string][]string{
	"undl": {"undl_id", "undl_ids"}, "code": {"ms_code", "ms_codes"}, "name": {"ms_name", "ms_names"},
	"vote": {"ms_vote", "ms_votes"}, "permanent": {"permanent_member"}, "date": {"date"}, "session": {"session", "sessions"},
	"resolution": {"resolution", "resolutions"}, "draft": {"draft", "drafts"}, "report": {"committee_report", "committee_reports"},
	"meeting": {"meeting", "meetings"}, "title": {"title", "titles", "description"}, "agenda": {"agenda_title", "agenda_titles", "agenda"},
	"subjects": {"subjects", "subject"}, "note": {"vote_note", "vote_notes"}, "modality": {"modality"}, "yes": {"total_yes", "yes"},
	"no": {"total_no", "no"}, "abstain": {"total_abstentions", "abstentions"}, "nonvoting": {"total_non_voting", "non_voting"},
	"members": {"total_ms", "total_voting"}, "link": {"undl_link", "undl_links", "link"},
}

// library reads one file of the Library's voting data.
type library struct {
	*delimited
	at     map[string]int // column of each thing in libraryNames, -1 for none
	wide   []int          // columns of members, where a row is a whole vote
	emit   func(ImportedVote) error
	report func(Problem)
	intern map[string]string
	vote   *ImportedVote
	key    string   // of the vote that is being read
	head   []string // its cells that all its rows should share, in the order of shared
	shared []int
}

// ParseLibrary reads the UN Digital Library's voting data, whatever the edition: a VoteParser. Rows of one
// vote should stand together; where they do not, the vote is emitted in parts.
func ParseLibrary(ctx context.Context, r io.Reader, emit func(ImportedVote) error, report func(Problem)) error {
	d, err := openDelimited(ctx, r)
	if err != nil {
		return err
	}
	l := &library{delimited: d, at: map[string]int{}, emit: emit, report: report, intern: map[string]string{}}
	if err := l.findColumns(); err != nil {
		return err
	}
	for {
		more, odd, err := l.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if odd != nil {
			report(Problem{Line: l.line, Severity: Refused, Message: odd.Error()})
			continue
		}
		if err := l.row(); err != nil {
			return err
		}
	}
	if err := l.finish(); err != nil {
		return err
	}
	if l.notUTF8 > 0 {
		report(Problem{Line: l.notUTF8, Severity: Repaired, Message: "the file is not all UTF-8: such cells were read as Windows-1252 (Latin-1); this is the first"})
	}
	if l.rows == 0 {
		return errors.New("the file has a header and no rows: was it cut off?")
	}
	return nil
}

// findColumns places the columns, or tells which are wanting.
func (l *library) findColumns() error {
	known := map[int]bool{}
	for what, names := range libraryNames {
		i := l.column(names...)
		l.at[what] = i
		known[i] = true
	}
	for i := range l.header {
		if !known[i] && strings.TrimSpace(l.header[i]) != "" {
			l.wide = append(l.wide, i)
		}
	}
	var missing []string
	require := func(what string, any ...string) {
		for _, a := range any {
			if l.at[a] >= 0 {
				return
			}
		}
		missing = append(missing, what)
	}
	require("date", "date")
	require("resolution", "resolution", "draft", "undl")
	if l.at["vote"] >= 0 || len(l.wide) < 10 { // the Council has eleven seats and more
		l.wide = nil
		require("ms_vote", "vote")
		require("ms_code", "code", "name")
	}
	if len(missing) > 0 {
		return fmt.Errorf("line 1: no column %s: the header is %q; it should be that of the UN Digital Library's voting data; for another table use the kind table",
			strings.Join(missing, ", "), shorten(strings.Join(l.header, string(l.csv.Comma)), 300))
	}
	for _, what := range []string{"date", "session", "resolution", "draft", "meeting", "title", "yes", "no", "abstain", "nonvoting", "members"} {
		if i := l.at[what]; i >= 0 {
			l.shared = append(l.shared, i)
		}
	}
	return nil
}

// shorten cuts text at so many characters.
func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func (l *library) get(what string) string { return l.cell(l.at[what]) }

// row takes one row in: to the present vote, or to a new one.
func (l *library) row() error {
	key := l.raw("undl")
	if key == "" {
		key = l.raw("resolution") + "\x00" + l.raw("draft") + "\x00" + l.raw("date")
	}
	if l.vote == nil || key != l.key || l.wide != nil {
		if err := l.finish(); err != nil {
			return err
		}
		if !l.begin(key) {
			return nil
		}
	} else {
		l.compare()
	}
	l.vote.LastLine = l.line
	if len(l.vote.Positions) > mostSeats {
		return fmt.Errorf("line %d: more than %d rows of one vote (%s): is the column of its number the right one?", l.line, mostSeats, l.vote.Symbol)
	}
	if l.wide != nil {
		for _, i := range l.wide {
			if letter := l.cell(i); letter != "" {
				l.position("", l.header[i], letter)
			}
		}
		return nil
	}
	l.position(l.get("code"), l.get("name"), l.get("vote"))
	return nil
}

// raw is a cell as it stands, to tell rows apart.
func (l *library) raw(what string) string {
	if i := l.at[what]; i >= 0 && i < len(l.cells) {
		return l.cells[i]
	}
	return ""
}

// begin starts a vote with the present row's cells; false where the row is refused.
func (l *library) begin(key string) bool {
	date, err := libraryDate(l.get("date"))
	if err != nil {
		l.report(Problem{Line: l.line, Severity: Refused, Item: l.get("resolution"), Message: err.Error()})
		return false
	}
	v := &ImportedVote{
		Symbol: l.get("resolution"), Draft: l.get("draft"), Date: date, Session: l.get("session"), Meeting: l.get("meeting"),
		CommitteeReport: l.get("report"), Title: plainTitle(l.get("title")), Agenda: l.get("agenda"), Subjects: l.get("subjects"),
		Modality: l.get("modality"), Note: l.get("note"), URL: l.get("link"), FirstLine: l.line,
		UNDL: max(0, l.count("undl")), Members: max(0, l.count("members")),
		Tally:     Tally{l.count("yes"), l.count("no"), l.count("abstain"), l.count("nonvoting")},
		Positions: make([]ImportedPosition, 0, 200),
	}
	if l.at["permanent"] >= 0 {
		v.Body = SecurityCouncil
	}
	if v.URL == "" && v.UNDL > 0 {
		v.URL = libraryAddress(v.UNDL)
	}
	l.vote, l.key, l.head = v, strings.Clone(key), l.head[:0]
	for _, i := range l.shared {
		l.head = append(l.head, l.cells[i])
	}
	return true
}

// libraryAddress is the page of a record of the Library.
func libraryAddress(undl int) string {
	return fmt.Sprintf("https://digitallibrary.un.org/record/%d", undl)
}

// compare tells where a row of the vote says otherwise than its first.
func (l *library) compare() {
	for k, i := range l.shared {
		if l.cells[i] != l.head[k] {
			l.report(Problem{Line: l.line, Severity: Repaired, Item: l.vote.Symbol, Message: fmt.Sprintf("column %s is %q, in the vote's first row (line %d) %q: the first is kept",
				l.header[i], shorten(l.cell(i), 60), l.vote.FirstLine, shorten(l.utf8(l.head[k]), 60))})
		}
	}
}

// position adds a voter to the present vote.
func (l *library) position(code, name, letter string) {
	p, ok := libraryLetter(letter)
	if !ok {
		l.report(Problem{Line: l.line, Severity: Repaired, Item: l.vote.Symbol, Message: fmt.Sprintf("%s: nobody knows the vote letter %q (Y, N, A and X are): the position is kept as not known", name, shorten(letter, 20))})
	}
	l.vote.Positions = append(l.vote.Positions, ImportedPosition{
		Code: l.kept(strings.ToUpper(code)), Name: l.kept(name), Position: p, Line: l.line,
		Permanent: strings.EqualFold(l.get("permanent"), "true") || l.get("permanent") == "1",
	})
}

// kept is one copy of a string that many rows repeat.
func (l *library) kept(s string) string {
	if k, ok := l.intern[s]; ok {
		return k
	}
	if len(l.intern) > 10_000 {
		clear(l.intern) // no table of states: keep the memory small
	}
	k := strings.Clone(s)
	l.intern[k] = k
	return k
}

// libraryLetter is the position of a letter as the editions write it; an empty cell stands for no vote.
func libraryLetter(s string) (Position, bool) {
	switch strings.ToUpper(s) {
	case "Y", "YES":
		return Yes, true
	case "N", "NO":
		return No, true
	case "A", "ABSTAIN", "ABSTENTION":
		return Abstain, true
	case "X", "NV", "", "-", "NON-VOTING":
		return NotVoting, true
	}
	return Unknown, false
}

// count is a number, written 120 or 120.0; -1 where none is stated. One that is no count is reported.
func (l *library) count(what string) int {
	s := l.get(what)
	if s == "" {
		return -1
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".0"))
	if err != nil || n < 0 {
		l.report(Problem{Line: l.line, Severity: Repaired, Item: l.get("resolution"), Message: fmt.Sprintf("column %s: %q is not a count: taken as not stated", l.header[l.at[what]], shorten(s, 20))})
		return -1
	}
	return n
}

// finish emits the present vote.
func (l *library) finish() error {
	if l.vote == nil {
		return nil
	}
	v := *l.vote
	l.vote = nil
	return l.emit(v)
}

// libraryDate reads 2023-10-27, 2023-10-27T00:00:00, 2023-10-27 00:00:00 and 20231027.
func libraryDate(s string) (Date, error) {
	day := s
	if i := strings.IndexAny(s, "T "); i == len("2023-10-27") {
		day = s[:i]
	}
	if len(day) == 8 && !strings.Contains(day, "-") {
		day = day[:4] + "-" + day[4:6] + "-" + day[6:]
	}
	d, err := ParseDate(day)
	if err == nil && d.Day == 0 {
		err = fmt.Errorf("%q is not a day: write YYYY-MM-DD", s)
	}
	return d, err
}

var (
	titleTail    = regexp.MustCompile(`(?i)\s*:\s*(?:(?:resolution|decision)\s*/\s*adopted by the (?:general assembly|security council)|draft resolution\s*/[^:]{0,300})\s*$`)
	councilTitle = regexp.MustCompile(`^(?i:security council) resolution \d+ \(\d{4}\)\s*\[(.*)\]\.?$`)
)

// plainTitle is a title without what the Library's catalogue adds: ": resolution / adopted by the General
// Assembly", "Security Council resolution 2774 (2025) [on …]".
func plainTitle(s string) string {
	if m := councilTitle.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return titleTail.ReplaceAllString(s, "")
}
