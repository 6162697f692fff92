package sources

import (
	"fmt"
	"strings"
	"time"
)

// Body names the organ that voted: "GA" and "SC" for the plenary General Assembly and the Security
// Council, else the organ as the facts name it ("GA First Committee", "HRC"). Motions, amendments and
// rejected drafts of the plenary Assembly, its emergency sessions included, are "GA" too; their symbol
// or description and Record.Resolution tell them apart.
type Body string

const (
	GeneralAssembly Body = "GA"
	SecurityCouncil Body = "SC"
)

// Position is one seat's vote: the letter that the fact tables use.
type Position byte

const (
	Yes       Position = 'Y'
	No        Position = 'N'
	Abstain   Position = 'A'
	NotVoting Position = 'X' // a member, listed, but no vote cast: absent, or not participating
	NotMember Position = '-'
	Unknown   Position = '?' // the source does not name this seat's vote
)

// Outcome is what became of the text.
type Outcome string

const (
	Adopted  Outcome = "adopted"
	Vetoed   Outcome = "vetoed"
	Rejected Outcome = "rejected" // not adopted for want of votes
)

// Tally is a count of votes. A part that no source states is -1.
type Tally struct{ Yes, No, Abstain, NotVoting int }

// Known reports whether yes, no and abstentions are all stated.
func (t Tally) Known() bool { return t.Yes >= 0 && t.No >= 0 && t.Abstain >= 0 }

// String gives the tally in the Library's order, yes-no-abstaining: "93-18-65"; a part not stated is "?".
func (t Tally) String() string {
	part := func(n int) string {
		if n < 0 {
			return "?"
		}
		return fmt.Sprint(n)
	}
	return part(t.Yes) + "-" + part(t.No) + "-" + part(t.Abstain)
}

// Date is a calendar day; Day (and Month) are 0 where the source gives only the month (or year).
type Date struct{ Year, Month, Day int }

// Time is the date at midnight UTC, the first day of a coarse one.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// String is ISO 8601, as precise as the date: "2025-02-24", "2018-11", "1946"; "" for none.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Record is one vote that the reference holds.
type Record struct {
	ID        int    // place in DB.Records, which is ordered by date, body and symbol
	UNDL      int    // UN Digital Library record number, 0 where there is none
	Body      Body   // GA or SC, or another organ's name
	Symbol    string // "A/RES/ES-11/7", "S/RES/2774(2025)", "S/2022/720"; may be a description ("Canadian amendment to ES-10/21")
	Confirmed bool   // false: the vote is well supported, the symbol was not read in a source
	Date      Date
	Session   string // "ES-11", "80"; "" for the Council
	Meeting   string
	Title     string
	Agenda    string // with the Library's subject words
	Outcome   Outcome
	Tally     Tally
	Members   int      // seats at the table that day, 0 where unknown
	Positions string   // one Position letter a seat, in DB.Members order (shorter: the rest are not members); "" where no roll call is held
	Partial   bool     // only the named positions are known, the rest are Unknown
	VetoedBy  []string // member codes
	Sponsors  []string // member codes of sponsors or introducers, where a source states them
	KnownAs   []string // how journalists call it (landmarks)
	Content   []string // operative points in our own words (landmarks)
	Series    string   // one identifier for a recurrent text, "" for none
	Dataset   string   // Dataset.Name
	URL       string   // address of the record
	Note      string

	CommitteeReport string   // symbol of the committee's report, "" for none
	SponsorText     string   // sponsorship as the source words it ("introduced by UKR; about 90 sponsors")
	Threshold       string   // majority required, only where a source states it
	Sources         []string // addresses or descriptions of the sources, beyond URL
	Confidence      string   // "high" or "medium" for votes gathered from reports, "" for the Library's own records

	Draft  string   // symbol of the draft voted on, "" where it is not told or Symbol is it
	Origin *Origin  // of what a user imported, nil for the facts that the binary carries
	Also   []string // names of other datasets that tell the same of this vote, sorted
	Rivals []Record // the same vote as other datasets tell it, where they disagree; their ID is the record's
}

// Origin says which file and day a record that a user imported came from.
type Origin struct {
	File      string // base name
	Hash      string // SHA-256 of the file, hex
	FirstLine int    // lines of the file, from 1; 0 where unknown
	LastLine  int
	Version   int    // of the dataset, from 1
	Recorded  string // when it was imported or known since, RFC 3339 in UTC
}

// Position is the vote of the seat at index i of DB.Members: NotMember where the seat did not exist or
// was not at the table, Unknown where the record has no such detail.
func (r *Record) Position(i int) Position {
	switch {
	case r.Positions == "":
		return Unknown
	case i >= len(r.Positions):
		return NotMember
	}
	return Position(r.Positions[i])
}

// Resolution reports whether the record is an adopted resolution or decision (not a failed draft or motion).
func (r *Record) Resolution() bool {
	return r.Outcome == Adopted && (strings.HasPrefix(r.Symbol, "A/RES/") || strings.HasPrefix(r.Symbol, "A/DEC/") || strings.HasPrefix(r.Symbol, "S/RES/"))
}

// Member is a seat: a state that is or was a member, in the order of the roll-call letters.
type Member struct {
	Index             int
	Code              string // ISO 3166 alpha-3, or the former one (SUN, YUG, DDR, CSK, YMD, EAT, EAZ, SCG)
	Name              string // short English name, as a report prints it: "North Korea", "United Kingdom"
	UNName            string // as the UN writes it
	From, To          Date   // first and last day a member; zero To: still one
	RegionalGroup     string // "African Group", "Asia-Pacific Group", "Eastern European Group", "Latin American and Caribbean Group", "Western European and Others Group", ""
	Region, Subregion string // UN M49, without codes: "Africa", "Northern Africa"
	Aliases           []Alias
	Successor         string   // code, for a former seat
	Gaps              []Period // days between From and To when it was not a member (Indonesia 1965-66, Syria 1958-61)
	Chamber           Body     // "" for a state; else the imported body that this member or party votes in: its Code is then "BODY/code"
	Party             string   // of a member of a chamber, "" for none
}

// Period is a run of days, both ends included.
type Period struct{ From, To Date }

// MemberOn reports whether the state was a member of the United Nations that day, or the voter one of its
// chamber; of a coarse date its first day counts.
func (m *Member) MemberOn(d Date) bool {
	if !d.within(m.From, m.To) {
		return false
	}
	for _, g := range m.Gaps {
		if d.within(g.From, g.To) {
			return false
		}
	}
	return true
}

// AliasKind says what a name is.
type AliasKind string

const (
	AliasName    AliasKind = "name"    // a name of the state: "Ivory Coast"
	AliasDemonym AliasKind = "demonym" // adjective or people: "Ivorian", "Ivorians"
	AliasCapital AliasKind = "capital" // seat of government, used for the state: "Moscow", "the Kremlin"
)

// Alias is another name of a member. A name with dates means this seat only within them ("Zaire").
type Alias struct {
	Text     string
	Kind     AliasKind
	From, To Date
}

// GroupMember says that a state belonged to a group from From to To (zero: open). A group whose
// membership is undated in the facts has AsOf set: it is evidence only about that time.
type GroupMember struct {
	Group, Code string
	From, To    Date
	AsOf        string // "2019-2020" for undated memberships, else ""
	Dataset     string // of a membership that a user imported, else ""
}

// Correction is a second form of one tally that is met in print.
type Correction struct {
	Symbol           string
	Date             Date
	Body             string
	TallyA           string // the form of the record
	TallyB           string
	What             string
	Kind             string // "corrected": both right in their way; "intention", "press", "committee": explains an error, does not excuse it
	SourceA, SourceB string
}

// Dataset describes where rows come from.
type Dataset struct {
	Name      string // short identifier: "un-votes"
	Title     string
	Publisher string
	Credit    string
	Terms     string
	URL       string
	From, To  Date // coverage
	Retrieved string
	Version   string // content hash prefix
	Records   int
	Bodies    []string // of a dataset that a user imported, sorted; nil for the others
	Versions  int      // how often a user imported into it, 0 for a dataset that the binary carries alone
}

// BodyInfo describes a body of another membership than the United Nations', as a user imported it: a
// parliament, a committee, a council. A body whose seats or majority changed has several, by date.
type BodyInfo struct {
	Body     Body     // its identifier, as Record.Body
	Name     string   // as a report prints it: "Senate of Zubrowka"
	Names    []string // what articles call it, Name left out
	Seats    int      // 0 where unknown
	States   bool     // its voters are states, not members or parties of its own
	Majority string   // of the votes cast unless it says otherwise: "simple", "absolute", "2/3", "3/5 of seats"; "" for simple
	From, To Date
	Dataset  string
}

// Role says that a person acted for a state or a chamber's voter: "Linda Example", "permanent
// representative", "USA".
type Role struct {
	Person   string
	Names    []string // other spellings
	Role     string
	Code     string // of the state or voter that the person speaks for
	From, To Date
	Dataset  string
}
