package sources

import (
	"context"
	"fmt"
	"io"
)

// ImportedVote is one vote as a file from outside tells it: names and letters are as read, nothing is
// yet held against the reference. Parsers fill what their source states and leave the rest zero; the
// store gives positions their seats, verifies the counts and decides what is kept.
type ImportedVote struct {
	UNDL            int    // UN Digital Library record number, 0 for none
	Body            Body   // "" where only the symbol or the importer's user tells it
	Symbol          string // of the resolution, or a description; "" where only a draft is named
	Draft           string // symbol of the draft voted on, "" for none
	Date            Date
	Session         string // "80", "ES-11"
	Meeting         string
	CommitteeReport string
	Title           string
	Agenda          string
	Subjects        string
	Modality        string  // how it was decided, in the source's words ("recorded vote", "without a vote")
	Threshold       string  // majority required, only where the source states it
	Outcome         Outcome // "" where the source does not say
	Tally           Tally   // as stated, -1 for a part that is not
	Members         int     // size of the body as stated, 0 where it is not
	Positions       []ImportedPosition
	Partial         bool // the source names only some of the voters
	URL             string
	Note            string
	FirstLine       int // of the source, from 1
	LastLine        int
}

// ImportedPosition is one voter's line: a state, a member of a parliament, a party.
type ImportedPosition struct {
	Code      string   // as the source writes it, "" where it has none
	Name      string   // as the source writes it
	Position  Position // Yes, No, Abstain, NotVoting, or Unknown
	Seats     int      // how many seats vote so (a party's), 0 and 1 for one
	Permanent bool     // marked as a permanent member of the Council
	Line      int      // of the source, from 1
}

// NoTally is the tally of a source that states no part of it.
var NoTally = Tally{-1, -1, -1, -1}

// Severity says what became of an odd row.
type Severity string

const (
	Repaired Severity = "repaired" // kept, in the way that the message tells
	Refused  Severity = "refused"  // not kept
)

// Problem is one thing wrong with a file that is imported, for a report by line.
type Problem struct {
	Line     int // of the source, from 1; 0 where the whole file is meant
	Severity Severity
	Item     string // the vote or row meant ("A/RES/80/12", "Ruritania"), "" for none
	Message  string // what is wrong, what was done, and where it helps what to do next
}

// String is "line 12: repaired: A/RES/80/12: …".
func (p Problem) String() string {
	text := string(p.Severity) + ": "
	if p.Line > 0 {
		text = fmt.Sprintf("line %d: ", p.Line) + text
	}
	if p.Item != "" {
		text += p.Item + ": "
	}
	return text + p.Message
}

// VoteParser reads votes out of a file in one pass, with memory that does not grow with it. It calls
// emit for each vote in the order of the file, and report for each row that it repairs or refuses
// itself; what emit was given is not touched afterwards. An error of emit ends it and is returned
// unchanged; its own errors mean that the file as a whole cannot be read (no such header, not text,
// cut off in a row) and name line and remedy. It ends with ctx.
type VoteParser func(ctx context.Context, r io.Reader, emit func(ImportedVote) error, report func(Problem)) error
