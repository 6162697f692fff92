package sources

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// PressOptions says what a press release may not tell itself.
type PressOptions struct {
	Body        Body              // the organ that voted; "" to take it from the release's symbol
	Date        Date              // the day of the votes; zero to take it from the page
	URL         string            // address of the page, "" for none
	ContentType string            // as a server gave it, for the charset; "" to detect it
	Known       func(string) bool // whether a spelling is a state's, to take lists apart; nil: none is
}

// NewPressParser reads the votes of a United Nations press release, saved as a web page: of its annexes, whose lists name
// everybody ("In favour: Albania, …  Against: …"), and of its text, where figures are followed by names in brackets
// ("to 2 against (Israel, United States)"); those votes are partial. It knows the markup of every generation
// of the site since 1996. A vote on a paragraph, an amendment or a motion gets a description in place of the text's
// symbol, since it is no vote on the text.
func NewPressParser(o PressOptions) VoteParser {
	return func(ctx context.Context, r io.Reader, emit func(ImportedVote) error, report func(Problem)) error {
		head := bufio.NewReader(r)
		if err := looksLikePage(head); err != nil {
			return err
		}
		page, err := readPage(head, o.ContentType)
		if err != nil {
			return err
		}
		known := o.Known
		if known == nil {
			known = func(string) bool { return false }
		}
		votes := pressVotes(page, func(list string) []string { return splitNames(list, known) })
		if len(votes) == 0 {
			return errors.New("the page names no voters: save the whole press release with its voting annexes as a web page, and import that")
		}
		for i, v := range votes {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("read the page: %w", err)
			}
			if err := emit(v.imported(page, o, i+1, report)); err != nil {
				return err
			}
		}
		return nil
	}
}

// looksLikePage refuses what is plainly another kind of file, by its first bytes.
func looksLikePage(r *bufio.Reader) error {
	head, err := r.Peek(512)
	if err != nil && err != io.EOF {
		return fmt.Errorf("read the page: %w", err)
	}
	for magic, name := range map[string]string{"PK\x03\x04": "a ZIP archive or Office document", "%PDF": "a PDF", "\x1f\x8b": "a gzip file", "SQLite format 3": "a database"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return fmt.Errorf("it is %s, not a web page: save the press release as HTML", name)
		}
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return errors.New("the page is empty: save the press release as HTML")
	}
	return nil
}

// imported is the vote in the neutral form of imports.
func (v *pressVote) imported(p *pressPage, o PressOptions, number int, report func(Problem)) ImportedVote {
	out := ImportedVote{
		Body: o.Body, Date: o.Date, Title: voteOn.ReplaceAllString(v.title, ""), Modality: "recorded vote", Outcome: v.outcome, Tally: v.tally, Partial: !v.whole(),
		URL: o.URL, Note: strings.Join(v.notes, " "), FirstLine: v.first, LastLine: v.last,
	}
	if out.Body == "" {
		out.Body = p.body()
	}
	if out.Date.Year == 0 {
		out.Date = p.date
	}
	v.name(&out, p, number, report)
	for _, side := range []Position{Yes, No, Abstain, NotVoting} {
		for _, n := range v.sides[side] {
			out.Positions = append(out.Positions, ImportedPosition{Name: n.name, Position: side, Line: n.line})
		}
	}
	return out
}

// whole reports whether the page names everybody who voted: in lists, or in brackets as many as the figures say.
func (v *pressVote) whole() bool {
	return v.listed && v.sides[Yes] != nil || v.tally.Known() && len(v.sides[Yes]) == v.tally.Yes && len(v.sides[No]) == v.tally.No && len(v.sides[Abstain]) == v.tally.Abstain
}

// name gives the vote the symbol of the text, or a description where the vote was on a part or the page tells no symbol.
func (v *pressVote) name(out *ImportedVote, p *pressPage, number int, report func(Problem)) {
	where := fmt.Sprintf("vote %d", number)
	if v.annex != "" {
		where = "annex " + v.annex
	}
	switch adopted := strings.Contains(v.symbol, "/RES/") || strings.Contains(v.symbol, "/DEC/"); {
	case v.symbol != "" && v.part != "":
		out.Symbol = v.part + " of " + v.symbol
	case adopted:
		out.Symbol = v.symbol
	case v.symbol != "":
		out.Draft = v.symbol
	default:
		out.Symbol = strings.Join(slices.DeleteFunc([]string{p.symbol, where, v.part}, func(s string) bool { return s == "" }), ", ")
		report(Problem{Line: v.first, Severity: Repaired, Item: out.Symbol, Message: "the page tells no symbol of the text voted on, so the vote is named after its place: give the symbol in a correction"})
	}
}
