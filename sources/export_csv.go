package sources

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// Exported says what an export holds, and what its shape could not carry.
type Exported struct {
	Records    int // votes written
	Positions  int // rows of resolution, member, vote
	NoRollCall int // votes left out, since no roll call is held
	Partial    int // votes left out, since only some positions are known
}

// LibraryColumns is the header of the UN Digital Library's voting data, one row a resolution and member
// (https://digitallibrary.un.org/record/4060887).
var LibraryColumns = []string{
	"undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "draft", "committee_report", "meeting", "title",
	"agenda_title", "subjects", "total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms", "undl_link",
}

// WriteLibraryCSV writes records in the shape of the UN Digital Library's voting data: UTF-8, comma, header, Y N A X.
// The agenda item stands with its subject words in agenda_title, since the facts do not keep them apart.
// The shape carries whole roll calls only; not the outcome, vetoes, sponsors, landmarks, notes and the source.
func (db *DB) WriteLibraryCSV(ctx context.Context, w io.Writer, records []*Record) (Exported, error) {
	var e Exported
	out := bufio.NewWriterSize(w, 1<<18)
	c := newCells()
	out.WriteString(c.line(LibraryColumns...))
	names := make([]string, len(db.facts.Members))
	for i, m := range db.facts.Members {
		names[i] = c.inner(m.Code, m.UNName)
	}
	for _, r := range records {
		if err := ctx.Err(); err != nil {
			return e, fmt.Errorf("export: %w", err)
		}
		switch {
		case r.Positions == "":
			e.NoRollCall++
			continue
		case r.Partial:
			e.Partial++
			continue
		}
		head, tail := c.inner(numeral(r.UNDL, 0)), c.line(libraryTail(r)...)
		for seat := range len(r.Positions) {
			if p := r.Positions[seat]; Position(p) != NotMember {
				out.WriteString(head)
				out.WriteString(names[seat])
				out.WriteByte(p)
				out.WriteByte(',')
				out.WriteString(tail)
				e.Positions++
			}
		}
		e.Records++
	}
	if err := out.Flush(); err != nil {
		return e, fmt.Errorf("export: %w", err)
	}
	return e, nil
}

// libraryTail is the cells after ms_vote, the same for every member.
func libraryTail(r *Record) []string {
	resolution, draft := r.Symbol, ""
	if !r.Resolution() {
		resolution, draft = "", r.Symbol
	}
	link := ""
	if r.UNDL != 0 {
		link = r.URL
	}
	t := r.Tally
	return []string{r.Date.String(), r.Session, resolution, draft, r.CommitteeReport, r.Meeting, r.Title, r.Agenda, "",
		numeral(t.Yes, -1), numeral(t.No, -1), numeral(t.Abstain, -1), numeral(t.NotVoting, -1), numeral(r.Members, 0), link}
}

// numeral is a number, "" where it is the one that means unknown.
func numeral(n, none int) string {
	if n == none {
		return ""
	}
	return strconv.Itoa(n)
}

// cells writes CSV cells once that many rows share.
type cells struct {
	b bytes.Buffer
	w *csv.Writer
}

func newCells() *cells {
	c := &cells{}
	c.w = csv.NewWriter(&c.b)
	return c
}

// line is a whole line, with its end.
func (c *cells) line(values ...string) string {
	c.b.Reset()
	c.w.Write(values) // a buffer takes everything
	c.w.Flush()
	return c.b.String()
}

// inner is cells inside a line, each with the comma after it.
func (c *cells) inner(values ...string) string {
	line := c.line(append(values, "")...)
	return line[:len(line)-1]
}
