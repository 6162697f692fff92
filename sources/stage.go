package sources

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Votes are imported in two passes, so that a file whose rows of one vote do not stand together is read as
// well, and memory stays that of one vote: each vote is seated and put into a temporary table, a later part
// of it is joined to it there; then, in the order of the file, each is proved and written.

const stageSQL = `CREATE TEMP TABLE staged (place INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
	record BLOB NOT NULL, letters BLOB NOT NULL, yes INTEGER, no INTEGER, abstain INTEGER, nonvoting INTEGER, rows INTEGER, refused INTEGER, problems TEXT)`

// staged is a row of that table.
type staged struct {
	placed
	place       int
	key         string
	first, last int
	letters     []byte
}

func (im *importing) votes(file io.Reader) error {
	if _, err := im.tx.ExecContext(im.ctx, stageSQL); err != nil {
		return fmt.Errorf("make room for the votes: %w", err)
	}
	pl := &placer{roster: im.roster, body: im.opt.Body, today: im.opt.Now, create: im.create}
	var failed error
	emit := func(v ImportedVote) error {
		failed = im.stage(pl, &v)
		return failed
	}
	if err := im.opt.Parse(im.ctx, file, emit, im.note); err != nil {
		if failed != nil && errors.Is(err, failed) {
			return fmt.Errorf("keep the votes: %w", failed)
		}
		return err
	}
	if err := im.proveAll(pl); err != nil {
		return err
	}
	if err := im.withdraw("votes", "", "SELECT key FROM staged"); err != nil {
		return err
	}
	slices.SortStableFunc(im.report.Problems, func(a, b Problem) int { return a.Line - b.Line })
	_, err := im.tx.ExecContext(im.ctx, "DROP TABLE staged")
	return err
}

// stage seats a vote and puts it aside.
func (im *importing) stage(pl *placer, v *ImportedVote) error {
	p := pl.identify(v)
	s := &staged{key: p.key(v.FirstLine), first: v.FirstLine, last: v.LastLine}
	if !p.refused {
		pl.seat(p, v.Positions)
	}
	s.placed = *p
	s.letters = p.letters(len(im.roster.facts.Members))
	before, err := im.staged("key = ?", s.key)
	if err != nil {
		return err
	}
	if len(before) > 0 {
		before[0].join(s, im.roster)
		s = before[0]
	}
	return im.keep(s)
}

// key tells a vote from all others of its dataset: its number in the Library, else body and symbol, with the
// day where the symbol is no resolution's.
func (p *placed) key(line int) string {
	r := &p.rec
	switch {
	case r.UNDL > 0:
		return fmt.Sprintf("undl %d", r.UNDL)
	case r.Body == "" || r.Symbol == "":
		return fmt.Sprintf("line %d", line)
	case r.Symbol != "" && bodyOfSymbol(r.Symbol) != "" && strings.Contains(r.Symbol, "/RES/"):
		return string(r.Body) + " " + foldSymbol(r.Symbol)
	}
	return string(r.Body) + " " + foldSymbol(r.Symbol) + " " + r.Date.String()
}

// join adds a later part of the same vote.
func (s *staged) join(o *staged, r *roster) {
	s.first, s.last = min(s.first, o.first), max(s.last, o.last)
	s.problems = append(s.problems, o.problems[:min(len(o.problems), max(0, mostOfVote-len(s.problems)))]...)
	s.refused = s.refused || o.refused
	if s.rec.Tally != o.rec.Tally || s.rec.Date != o.rec.Date {
		s.refuse(o.first, "this part says %s, %s, the part from line %d %s, %s", o.rec.Date, totals(o.rec.Tally), s.first, s.rec.Date, totals(s.rec.Tally))
	}
	for len(s.letters) < len(o.letters) {
		s.letters = append(s.letters, byte(NotMember))
	}
	s.rows += o.rows
	c, oc := &s.counted, o.counted
	c.Yes, c.No, c.Abstain, c.NotVoting = c.Yes+oc.Yes, c.No+oc.No, c.Abstain+oc.Abstain, c.NotVoting+oc.NotVoting
	for i, letter := range o.letters {
		switch {
		case Position(letter) == NotMember:
		case Position(s.letters[i]) == NotMember:
			s.letters[i] = letter
		case s.letters[i] == letter:
			s.repair(o.first, "%s stands there twice: counted once", r.facts.Members[i].Name)
			s.uncount(Position(letter))
		default:
			s.refuse(o.first, "%s is %s in this part and %s before", r.facts.Members[i].Name, positionName(Position(letter)), positionName(Position(s.letters[i])))
		}
	}
}

// uncount takes one position back.
func (p *placed) uncount(pos Position) {
	p.rows--
	for q, n := range map[Position]*int{Yes: &p.counted.Yes, No: &p.counted.No, Abstain: &p.counted.Abstain, NotVoting: &p.counted.NotVoting} {
		if q == pos {
			*n--
		}
	}
}

func (im *importing) keep(s *staged) error {
	problems, err := json.Marshal(s.problems)
	if err != nil {
		return err
	}
	w := writer{}
	w.record(&s.rec)
	c := s.counted
	_, err = im.tx.ExecContext(im.ctx, `INSERT INTO staged VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
		first_line = excluded.first_line, last_line = excluded.last_line, letters = excluded.letters, yes = excluded.yes, no = excluded.no,
		abstain = excluded.abstain, nonvoting = excluded.nonvoting, rows = excluded.rows, refused = excluded.refused, problems = excluded.problems`,
		s.place, s.key, s.first, s.last, w.b, s.letters, c.Yes, c.No, c.Abstain, c.NotVoting, s.rows, s.refused, string(problems))
	return err
}

// staged reads staged votes, in the order of the file.
func (im *importing) staged(where string, args ...any) ([]*staged, error) {
	var out []*staged
	err := each(im.ctx, im.tx, func(r *sql.Rows) error {
		s := &staged{}
		var rec []byte
		var problems string
		err := r.Scan(&s.place, &s.key, &s.first, &s.last, &rec, &s.letters, &s.counted.Yes, &s.counted.No, &s.counted.Abstain, &s.counted.NotVoting,
			&s.rows, &s.refused, &problems)
		if err != nil {
			return err
		}
		read := reader{s: string(rec)}
		read.record(&s.rec)
		if read.bad {
			return errDamaged
		}
		out = append(out, s)
		return json.Unmarshal([]byte(problems), &s.problems)
	}, "SELECT * FROM staged WHERE "+where, args...)
	return out, err
}

// proveAll proves and writes the staged votes, some at a time.
func (im *importing) proveAll(pl *placer) error {
	for last := 0; ; {
		some, err := im.staged("place > ? ORDER BY place LIMIT 200", last)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, s := range some {
			for len(s.letters) < len(im.roster.facts.Members) {
				s.letters = append(s.letters, byte(NotMember))
			}
			if !s.refused {
				pl.prove(&s.placed, s.letters, s.first)
			}
			for _, p := range s.problems {
				im.note(p)
			}
			if !s.refused {
				if err := im.write(s); err != nil {
					return fmt.Errorf("write %s: %w", s.name(), err)
				}
			}
			last = s.place
		}
	}
}

// inSeats writes letters in the order of the user's seats.
func (im *importing) inSeats(letters string) string {
	out := bytes.Repeat([]byte{byte(NotMember)}, slices.Max(im.seats)+1)
	for i := range len(letters) {
		out[im.seats[i]] = letters[i]
	}
	return string(bytes.TrimRight(out, string(rune(NotMember))))
}

// write adds the vote, unless the dataset has it just so; an earlier form is superseded.
func (im *importing) write(s *staged) error {
	r := s.rec
	r.Positions = im.inSeats(r.Positions)
	var live []userVote
	err := each(im.ctx, im.tx, func(rows *sql.Rows) error {
		v, err := scanVote(rows)
		live = append(live, v)
		return err
	}, "SELECT "+voteColumnsSQL+" FROM "+voteTablesSQL+" WHERE v.dataset = ? AND v.key = ? AND v.ended IS NULL", im.dataset, s.key)
	if err != nil {
		return err
	}
	if len(live) > 0 {
		if sameContent(live[0].rec, r) {
			im.report.Unchanged++
			return nil
		}
		if err := im.end("votes", "id = ?", live[0].id); err != nil {
			return err
		}
		im.report.Changed++
	} else {
		im.report.Added++
	}
	_, err = im.tx.ExecContext(im.ctx, "INSERT INTO votes VALUES (NULL"+strings.Repeat(", ?", 30)+")",
		im.dataset, s.key, im.id, im.stamp, nil, nil, s.first, s.last, orNull(r.UNDL, 0), string(r.Body), r.Symbol, r.Draft, r.Date.String(),
		r.Session, r.Meeting, r.CommitteeReport, r.Title, r.Agenda, r.Threshold, string(r.Outcome), orNull(r.Tally.Yes, -1), orNull(r.Tally.No, -1),
		orNull(r.Tally.Abstain, -1), orNull(r.Tally.NotVoting, -1), r.Members, r.Positions, r.Partial, strings.Join(r.VetoedBy, " "), r.URL, r.Note)
	return err
}

// sameContent compares two forms of a vote without regard to where they stand.
func sameContent(a, b Record) bool {
	a.ID, a.Dataset, a.Origin = b.ID, b.Dataset, b.Origin
	var wa, wb writer
	wa.record(&a)
	wb.record(&b)
	return bytes.Equal(wa.b, wb.b)
}

// end supersedes rows that are live.
func (im *importing) end(table, where string, args ...any) error {
	_, err := im.tx.ExecContext(im.ctx, "UPDATE "+table+" SET ended = ?, ended_by = ? WHERE ended IS NULL AND "+where, append([]any{im.stamp, im.id}, args...)...)
	return err
}

// withdraw ends what a whole file no longer has.
func (im *importing) withdraw(table, kind, keys string) error {
	if kind != "" {
		kind = " AND kind = '" + kind + "'"
	}
	if !im.opt.Whole {
		return nil
	}
	r, err := im.tx.ExecContext(im.ctx, "UPDATE "+table+" SET ended = ?1, ended_by = ?2 WHERE ended IS NULL AND dataset = ?3"+kind+" AND key NOT IN ("+keys+")",
		im.stamp, im.id, im.dataset)
	if err != nil {
		return fmt.Errorf("withdraw what is gone: %w", err)
	}
	n, err := r.RowsAffected()
	im.report.Withdrawn += int(n)
	return err
}
