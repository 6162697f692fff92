package sources

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	_ "github.com/mattn/go-sqlite3" // registers the "sqlite3" driver
)

// contentKey is a hash of the fact tables' bytes: what the reference's version is named after.
func contentKey(fsys fs.FS) (string, error) {
	names, err := fs.Glob(fsys, "*.csv")
	if err != nil {
		return "", fmt.Errorf("list the fact tables: %w", err)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("read fact table: %w", err)
		}
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

//go:embed build.go facts.go harmless.go layer.go layertables.go parse_records.go passage.go passageword.go record.go schema.go snapshot.go statement.go symbol.go table.go userload.go
var builders embed.FS

// storeKey is what the store of these facts is named after: their hash, and one of the code that builds
// it, so that no program ever reads a store that another version of it made in another way.
func storeKey(content string) (string, error) {
	code, err := fs.Glob(builders, "*")
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, content)
	for _, name := range code {
		data, err := fs.ReadFile(builders, name)
		if err != nil {
			return "", err
		}
		h.Write(data)
	}
	return content[:8] + hex.EncodeToString(h.Sum(nil))[:8], nil
}

// dsn names a database file with the pragmas that every pooled connection needs.
func dsn(path string, params ...string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: strings.Join(params, "&")}).String()
}

// fill writes the facts into an empty database, in one transaction after the migrations.
func fill(ctx context.Context, db *sql.DB, f *Facts, key string) error {
	if err := migrate(ctx, db); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin filling the store: %w", err)
	}
	defer tx.Rollback()
	if f.version == "" {
		f.version = version(f, key)
		for i := range f.Datasets {
			f.Datasets[i].Version = key[:8]
		}
	}
	b := &builder{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	b.small(f)
	for i := range f.Records {
		b.record(&f.Records[i])
	}
	b.insert("snapshot", encodeSnapshot(f))
	b.insert("meta", "key", key)
	b.insert("meta", "version", f.version)
	b.insert("meta", "records", fmt.Sprint(len(f.Records)))
	if b.err != nil {
		return fmt.Errorf("fill the store: %w", b.err)
	}
	if err := addStatements(ctx, tx, f.Statements); err != nil {
		return fmt.Errorf("fill the store: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit the store: %w", err)
	}
	return nil
}

// version is the reference's version: year and month up to which the Library's records reach, and the
// start of the content hash.
func version(f *Facts, key string) string {
	var to Date
	for _, d := range f.Datasets {
		if strings.HasPrefix(d.Name, "undl-") && d.To.compare(to) > 0 {
			to = d.To
		}
	}
	return fmt.Sprintf("%04d.%02d-%s", to.Year, to.Month, key[:8])
}

// builder inserts rows; after its first error it does nothing.
type builder struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	err        error
}

// insert adds one row with a value for every column of the table.
func (b *builder) insert(table string, values ...any) {
	if b.err != nil {
		return
	}
	st := b.statements[table]
	if st == nil {
		st, b.err = b.tx.PrepareContext(b.ctx, "INSERT INTO "+table+" VALUES (?"+strings.Repeat(",?", len(values)-1)+")")
		if b.err != nil {
			return
		}
		b.statements[table] = st
	}
	if _, err := st.ExecContext(b.ctx, values...); err != nil {
		b.err = fmt.Errorf("insert into %s: %w", table, err)
	}
}

func (b *builder) small(f *Facts) {
	for _, m := range f.Members {
		b.insert("members", m.Index, m.Code, m.Name, m.UNName, m.From.String(), m.To.String(), m.RegionalGroup, m.Region, m.Subregion, m.Successor)
		for _, a := range m.Aliases {
			b.insert("names", m.Index, a.Text, string(a.Kind), a.From.String(), a.To.String())
		}
	}
	for _, g := range f.Groups {
		b.insert("groups", g.Group, g.Code, g.From.String(), g.To.String(), g.AsOf)
	}
	for _, s := range f.Council {
		b.insert("council", s.Year, s.Code, s.Permanent, s.From.String(), s.To.String())
	}
	for _, d := range f.Datasets {
		b.insert("datasets", d.Name, d.Title, d.Publisher, d.Credit, d.Terms, d.URL, d.From.String(), d.To.String(), d.Retrieved, d.Records)
	}
	for _, c := range f.Corrections {
		b.insert("corrections", c.Symbol, c.Date.String(), c.Body, c.TallyA, c.TallyB, c.What, c.Kind, c.SourceA, c.SourceB)
	}
}

func (b *builder) record(r *Record) {
	b.insert("records", r.ID, orNull(r.UNDL, 0), string(r.Body), r.Symbol, r.Confirmed, r.Date.String(), r.Session, r.Meeting, r.Title, r.Agenda,
		r.CommitteeReport, string(r.Outcome), orNull(r.Tally.Yes, -1), orNull(r.Tally.No, -1), orNull(r.Tally.Abstain, -1), orNull(r.Tally.NotVoting, -1),
		r.Members, r.Positions, r.Partial, r.Series, r.Dataset, r.URL, r.SponsorText, r.Threshold, r.Confidence, r.Note)
	for _, d := range []struct {
		kind   string
		values []string
	}{{"vetoed by", r.VetoedBy}, {"sponsor", r.Sponsors}, {"known as", r.KnownAs}, {"content", r.Content}, {"source", r.Sources}} {
		for i, v := range d.values {
			b.insert("record_details", r.ID, d.kind, i, v)
		}
	}
	for _, k := range recordKeys(r) {
		b.insert("symbols", k.key, k.rank, r.ID)
	}
	b.insert("words(docid, title, subjects, landmarks)", r.ID, r.Title, r.Agenda, landmarkText(r))
}

// landmarkText is what the full-text index holds of a record beyond title and subjects.
func landmarkText(r *Record) string {
	parts := slices.Concat(r.KnownAs, r.Content, []string{strings.ReplaceAll(r.Series, "-", " ")})
	if !r.Resolution() {
		parts = append(parts, r.Symbol) // a description: "Canadian amendment to ES-10/21"
	}
	return strings.Join(parts, "; ")
}

func orNull(n, none int) any {
	if n == none {
		return nil
	}
	return n
}
