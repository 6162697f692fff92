package sources

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// Verified says what Verify looked at and what it found broken.
type Verified struct {
	Records int       // of the facts that the binary carries
	Imports int       // versions of the user's datasets
	Votes   int       // of the user's, superseded ones too
	Entries int       // members, aliases, groups, roles, bodies
	Broken  []Problem // Item is the dataset and row meant; Line is its line in the imported file
}

// VerifyFacts proves the fact tables that the binary carries anew: every count, code and date of them.
func VerifyFacts() (records int, err error) {
	f, err := ParseFacts(EmbeddedFacts())
	if err != nil {
		return 0, err
	}
	return len(f.Records), nil
}

// Verify proves every invariant of the user's database anew: the file itself, the references between its tables, and of
// each row, superseded or not, what the import proved. base is the reference without the user's data.
func (u *UserData) Verify(ctx context.Context, base *DB) (*Verified, error) {
	v := &verifying{ctx: ctx, sql: u.sql, out: &Verified{}}
	for _, step := range []func(*DB) error{v.file, v.imports, v.load, v.votes, v.entries} {
		if err := step(base); err != nil {
			return v.out, fmt.Errorf("%s: verify: %w", u.path, friendly(err))
		}
	}
	return v.out, nil
}

type verifying struct {
	ctx   context.Context
	sql   *sql.DB
	out   *Verified
	state *userState
	facts *Facts
}

// mostBroken is how many broken rows are told.
const mostBroken = 1000

func (v *verifying) broken(item string, line int, format string, args ...any) {
	if len(v.out.Broken) < mostBroken {
		v.out.Broken = append(v.out.Broken, Problem{Line: line, Severity: Refused, Item: item, Message: fmt.Sprintf(format, args...)})
	}
}

// rows tells each row of a query as broken; its columns are item and message.
func (v *verifying) rows(query string) error {
	return each(v.ctx, v.sql, func(r *sql.Rows) error {
		var item, message string
		err := r.Scan(&item, &message)
		v.broken(item, 0, "%s", message)
		return err
	}, query)
}

func (v *verifying) file(*DB) error {
	if err := v.rows("SELECT 'the file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"); err != nil {
		return err
	}
	return v.rows(`SELECT "table" || ' ' || rowid, 'refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check`)
}

func (v *verifying) imports(*DB) error {
	if err := v.sql.QueryRowContext(v.ctx, "SELECT count(*) FROM imports").Scan(&v.out.Imports); err != nil {
		return err
	}
	for _, q := range []string{
		`SELECT d.name, 'has the versions 1 to ' || max(i.version) || ', but ' || count(*) || ' imports' FROM imports i JOIN datasets d ON d.id = i.dataset
			GROUP BY d.id HAVING count(*) <> max(i.version)`,
		`SELECT d.name || ' version ' || i.version, 'was recorded before version ' || p.version FROM imports i JOIN imports p ON p.dataset = i.dataset AND p.version = i.version - 1
			JOIN datasets d ON d.id = i.dataset WHERE i.recorded < p.recorded`,
		`SELECT d.name || ' version ' || i.version, 'the hash of its file is missing' FROM imports i JOIN datasets d ON d.id = i.dataset WHERE length(i.sha256) <> 64`,
	} {
		if err := v.rows(q); err != nil {
			return err
		}
	}
	for _, table := range []string{"votes", "entries"} {
		for _, q := range []string{
			`SELECT d.name || ' ' || v.key, 'is of an import into another dataset, or of another moment' FROM ` + table + ` v JOIN imports i ON i.id = v.import JOIN datasets d ON d.id = v.dataset
				WHERE i.dataset <> v.dataset OR i.recorded <> v.recorded`,
			`SELECT d.name || ' ' || v.key, 'ended before it was recorded' FROM ` + table + ` v JOIN datasets d ON d.id = v.dataset WHERE v.ended < v.recorded`,
			`SELECT d.name || ' ' || v.key, 'stands there twice' FROM ` + table + ` v JOIN datasets d ON d.id = v.dataset WHERE v.ended IS NULL
				GROUP BY v.dataset, v.key` + map[string]string{"entries": ", v.kind"}[table] + ` HAVING count(*) > 1`,
			`SELECT d.name || ' ' || v.key, 'stands although its dataset was removed' FROM ` + table + ` v JOIN datasets d ON d.id = v.dataset WHERE v.ended IS NULL AND d.removed IS NOT NULL`,
		} {
			if err := v.rows(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// load reads the present state as a check does.
func (v *verifying) load(base *DB) (err error) {
	if v.state, err = loadUser(v.ctx, v.sql, ""); err != nil {
		v.broken("the present state", 0, "%v", err)
		v.state = nil
		return nil
	}
	if v.facts, err = layer(base.facts, v.state, Date{}); err != nil {
		v.broken("the present state", 0, "%v", err)
	}
	return nil
}

// votes proves each vote as its import did.
func (v *verifying) votes(*DB) error {
	if v.facts == nil {
		return nil
	}
	r := newRoster(v.facts)
	l := &layering{facts: v.facts, seat: seatsOf(v.facts, v.state)}
	pl := &placer{roster: r, today: time.Now()}
	return each(v.ctx, v.sql, func(rows *sql.Rows) error {
		u, err := scanVote(rows)
		v.out.Votes++
		if err != nil {
			v.broken("a vote", 0, "%v", err)
			return nil
		}
		item := u.rec.Dataset + " " + u.key
		if n := strings.IndexFunc(u.rec.Positions, func(c rune) bool { return !strings.ContainsRune("YNAX?-", c) }); n >= 0 {
			v.broken(item, u.rec.Origin.FirstLine, "unknown vote letter %q", u.rec.Positions[n])
			return nil
		}
		if len(u.rec.Positions) > len(l.seat) {
			v.broken(item, u.rec.Origin.FirstLine, "%d letters for %d seats", len(u.rec.Positions), len(l.seat))
			return nil
		}
		for _, p := range pl.reprove(&u.rec, l.inMembers(u.rec.Positions)) {
			v.broken(item, u.rec.Origin.FirstLine, "%s", p.Message)
		}
		return nil
	}, "SELECT "+voteColumnsSQL+" FROM "+voteTablesSQL+" ORDER BY v.id")
}

// reprove proves a kept record as its import did and gives what would refuse it. Letters of a chamber may stand
// for several seats, so their count is bounded, not equal.
func (pl *placer) reprove(r *Record, letters string) []Problem {
	p := &placed{rec: *r}
	pl.checkDate(p, &ImportedVote{})
	counted, members, _ := count(strings.ReplaceAll(letters, string(rune(Unknown)), string(rune(NotMember))))
	named := len(letters) - strings.Count(letters, string(rune(NotMember)))
	switch {
	case letters == "":
		pl.proveTallyAlone(p, 0, 0)
	case pl.roster.chamber(r.Body) != "":
		if counted.Yes > r.Tally.Yes && r.Tally.Yes >= 0 || counted.No > r.Tally.No && r.Tally.No >= 0 || named > r.Members && r.Members > 0 {
			p.refuse(0, "the letters count %s of %d, the row says %s of %d", counted, named, r.Tally, r.Members)
		}
	default:
		p.counted, p.rows = counted, named
		if r.Partial {
			p.rec.Members = 0
		} else if members != named {
			p.refuse(0, "a whole roll call has letters that are not known")
		}
		pl.proveParts(p, 0, named, named-members)
		pl.proveSize(p, 0, []byte(letters), pl.roster.table(r.Body, r.Date))
	}
	var out []Problem
	for _, q := range p.problems {
		if q.Severity == Refused {
			out = append(out, q)
		}
	}
	return out
}

func (v *verifying) entries(*DB) error {
	return each(v.ctx, v.sql, func(r *sql.Rows) error {
		var e userEntry
		if err := r.Scan(&e.kind, &e.key, &e.line, &e.data); err != nil {
			return err
		}
		v.out.Entries++
		into := map[string]any{"members": &memberEntry{}, "aliases": &aliasEntry{}, "groups": &groupEntry{}, "roles": &roleEntry{}, "bodies": &bodyEntry{}}[e.kind]
		if into == nil {
			v.broken(e.kind+" "+e.key, e.line, "unknown kind of entry")
		} else if err := e.unpack(into); err != nil {
			v.broken(e.kind+" "+e.key, e.line, "%v", err)
		}
		return nil
	}, "SELECT kind, key, line, data FROM entries ORDER BY id")
}
