package sources

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// StatementKind says whose words they are.
type StatementKind string

const (
	Speech       StatementKind = "speech" // a person's, or a state's through one
	DocumentText StatementKind = "text"   // a resolution's or draft's
)

// Statement is words on record: a speech, a sentence of one, or the text of a document.
type Statement struct {
	ID          int64
	Dataset     string // Dataset.Name
	Kind        StatementKind
	Symbol      string // the document whose text it is, or the vote that it was about; "" where not told
	Body        Body
	Date        Date
	Code        string // the member that it was made for
	Speaker     string // "" where the source names the state only
	Role        string // on the day, as the source words it
	Occasion    string // "explanation of vote", "General Debate, session 70"
	Verbatim    bool   // an official text or transcript; false: as news reports gave it
	Translation bool   // made in another language
	Complete    bool   // the whole text of the document, or of the speech
	Source      string // where it was read
	Licence     string
	Text        string // "" where only a Passage of it was asked for
}

const statementColumns = "id, dataset, kind, symbol, body, date, code, speaker, role, occasion, verbatim, translation, complete, source, licence, first, last"

// scanStatement reads a row of statements with the range of its passages.
func scanStatement(row interface{ Scan(...any) error }) (s *Statement, first, last int64, err error) {
	s = &Statement{}
	var date string
	err = row.Scan(&s.ID, &s.Dataset, &s.Kind, &s.Symbol, &s.Body, &date, &s.Code, &s.Speaker, &s.Role, &s.Occasion, &s.Verbatim, &s.Translation, &s.Complete,
		&s.Source, &s.Licence, &first, &last)
	if err != nil {
		return nil, 0, 0, err
	}
	if s.Date, err = ParseDate(date); err != nil {
		return nil, 0, 0, err
	}
	return s, first, last, nil
}

// Statements is the few short texts and quotations that the facts themselves carry, in the order of their
// files.
func (db *DB) Statements() []Statement { return db.facts.Statements }

// Passages finds the stretches of held texts that share runs of words with a quotation, at most limit, the
// best first. Four words in a row that are shared are always found, three mostly; fewer never. It returns
// none, without error, where nothing is shared.
func (db *DB) Passages(ctx context.Context, words []TextWord, limit int) ([]Passage, error) {
	found, err := db.statements.Passages(ctx, words, limit)
	if err != nil || db.own == nil {
		return found, err
	}
	own, err := db.own.Passages(ctx, words, limit)
	if err != nil {
		return nil, err
	}
	found = append(found, own...)
	slices.SortStableFunc(found, func(a, b Passage) int { return b.Shared - a.Shared })
	return found[:min(len(found), limit)], nil
}

// addStatements stores the facts' own statements, a dataset at a time.
func addStatements(ctx context.Context, tx *sql.Tx, list []Statement) error {
	var names []string
	for i := range list {
		if !slices.Contains(names, list[i].Dataset) {
			names = append(names, list[i].Dataset)
		}
	}
	for _, name := range names {
		w, err := newPassageWriter(ctx, tx, name)
		if err != nil {
			return err
		}
		for i := range list {
			if list[i].Dataset != name {
				continue
			}
			if err := w.add(&list[i]); err != nil {
				return err
			}
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	return nil
}

// statements reads the two small tables of words on record.
func (p *parser) statements() error {
	if err := readTable(p.fsys, "statements.csv", func(r row) { p.addStatement(r, Speech, "statements") }); err != nil {
		return err
	}
	return readTable(p.fsys, "texts.csv", func(r row) { p.addStatement(r, DocumentText, "texts") })
}

func (p *parser) addStatement(r row, kind StatementKind, dataset string) {
	s := Statement{Kind: kind, Dataset: dataset, Symbol: r.text("symbol"), Body: Body(r.text("body")), Date: r.date("date"), Source: r.text("source"), Text: r.text("text")}
	switch status := r.text("status"); status {
	case "verbatim", "reported":
		s.Verbatim = status == "verbatim"
	default:
		r.fail("column status: %q is neither verbatim nor reported", status)
	}
	if kind == Speech {
		s.Code, s.Speaker, s.Role, s.Occasion, s.Translation = r.text("code"), r.text("speaker"), r.text("role"), r.text("occasion"), r.flag("translation")
		p.know(r, s.Code)
	} else {
		s.Complete = r.flag("complete")
	}
	if s.Text == "" || s.Source == "" {
		r.fail("a text and its source are needed")
	}
	s.ID = int64(len(p.facts.Statements) + 1)
	p.facts.Statements = append(p.facts.Statements, s)
}

// statement writes a statement to the snapshot.
func (w *writer) statement(s *Statement) {
	w.text(s.Dataset, string(s.Kind), s.Symbol, string(s.Body), s.Code, s.Speaker, s.Role, s.Occasion, s.Source, s.Licence, s.Text)
	w.date(s.Date)
	w.flag(s.Verbatim)
	w.flag(s.Translation)
	w.flag(s.Complete)
}

func (r *reader) statement(s *Statement) {
	var kind, body string
	r.text(&s.Dataset, &kind, &s.Symbol, &body, &s.Code, &s.Speaker, &s.Role, &s.Occasion, &s.Source, &s.Licence, &s.Text)
	s.Kind, s.Body = StatementKind(kind), Body(body)
	r.date(&s.Date)
	s.Verbatim, s.Translation, s.Complete = r.flag(), r.flag(), r.flag()
}

// By names the statement for people: "Dorothy Shea (United States), 2025-02-24".
func (s *Statement) By() string {
	who := s.Speaker
	if who == "" {
		who = s.Symbol
	}
	if s.Code != "" && who != s.Code {
		if who == "" {
			who = s.Code
		} else {
			who = fmt.Sprintf("%s (%s)", who, s.Code)
		}
	}
	if s.Date.Year > 0 {
		who += ", " + s.Date.String()
	}
	return who
}
