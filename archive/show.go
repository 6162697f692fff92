package archive

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
)

// Article is a checked text as the run keeps it.
type Article struct {
	Text                     string // its fingerprint, in hexadecimal: what the run knows it by
	Title, Published, Outlet string
	Path                     string   // its first place
	Places                   []string // all its places where there are several, at most mostPlaces
	Copies                   []Copy   // texts that are told with it, at most mostPlaces
	Like                     string   // place of a text that it is much like
	Document                 []byte   // its findings as a document object of JSON (docs/json.md), on one line

	places int
}

// Articles gives the articles with a finding that the filter picks, in the archive's order and at most so many. An address
// narrows them to those at a place: a file, FILE!NAME, an address of a crawl, the end of one of these behind a
// slash, or the beginning of a text's fingerprint. No article at an address is an error that says why.
func (r *Run) Articles(ctx context.Context, address string, f Filter, most int) ([]Article, error) {
	condition, args := selection(address, f)
	query := fmt.Sprintf(inOrder, "r.text, r.title, r.published, r.outlet, r.document, s.path, p.name, f.places", condition) + " LIMIT ?"
	found, err := rowsOf(ctx, r.sql, func(rows *sql.Rows) (a Article, err error) {
		var text []byte
		var name string
		err = rows.Scan(&text, &a.Title, &a.Published, &a.Outlet, &a.Document, &a.Path, &name, &a.places)
		a.Text, a.Path = hex.EncodeToString(text), Path(a.Path, name)
		return a, err
	}, query, append(args, most)...)
	if err != nil {
		return nil, fmt.Errorf("%s: look for the article: %w", r.Dir, err)
	}
	for i := range found {
		if err := r.complete(ctx, &found[i], found[i].places); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 && address != "" {
		return nil, r.notThere(ctx, address)
	}
	return found, nil
}

// selection is the condition on r of the articles at an address that the filter picks, with its arguments.
func selection(address string, f Filter) (string, []any) {
	condition, args := "1", []any{}
	if address != "" {
		condition, args = "r.text IN ("+placesAt+")", addressArgs(address)
	}
	if where, more := f.where(); len(more) > 0 || address == "" {
		condition += " AND r.text IN (SELECT text FROM findings WHERE " + where + ")"
		args = append(args, more...)
	}
	return condition, args
}

// complete adds an article's places and puts its path into its document.
func (r *Run) complete(ctx context.Context, a *Article, places int) error {
	text, err := hex.DecodeString(a.Text)
	if err != nil {
		return err
	}
	more, err := r.aroundOf(ctx, text, places)
	if err != nil {
		return err
	}
	a.Places, a.Copies, a.Like = more.places, more.copies, more.like
	var b bytes.Buffer
	if err := writeDocument(&b, a.Document, a.Path, more); err != nil {
		return err
	}
	a.Document = bytes.TrimSpace(b.Bytes())
	return nil
}

// atAddress is the condition of a place p of a source s at an address: ?1 as given, ?2 the file and ?3 the name where it has
// a "!", ?4 the address behind a slash.
const atAddress = `(s.path = ?1 OR p.name = ?1 OR (s.path = ?2 AND (p.name = ?3 OR p.name = '/' || ?3))
	OR substr(s.path, -length(?4)) = ?4 AND p.name = '' OR substr(p.name, -length(?4)) = ?4)`

// placesAt are the texts at an address, or whose fingerprint begins as it does (?5).
const placesAt = `SELECT p.text FROM place p JOIN source s ON s.id = p.source WHERE ` + atAddress + `
	UNION SELECT text FROM result WHERE ?5 <> '' AND substr(lower(hex(text)), 1, length(?5)) = ?5`

// shortestPrint is how much of a fingerprint must be told.
const shortestPrint = 6

func addressArgs(address string) []any {
	file, name, _ := strings.Cut(address, "!")
	if name == "" {
		file = ""
	}
	begins := strings.ToLower(address)
	if len(begins) < shortestPrint || len(begins) > 32 || strings.Trim(begins, "0123456789abcdef") != "" {
		begins = ""
	}
	return []any{address, file, name, "/" + strings.TrimPrefix(address, "/"), begins}
}

// notThere says why there is no article at an address.
func (r *Run) notThere(ctx context.Context, address string) error {
	var reason string
	err := r.sql.QueryRowContext(ctx, `SELECT p.reason FROM quarantine p JOIN source s ON s.id = p.source WHERE `+atAddress+` ORDER BY s.ord, p.ordinal LIMIT 1`,
		addressArgs(address)[:4]...).Scan(&reason)
	if err == nil {
		return fmt.Errorf("%s: it could not be read or checked: %s", address, reason)
	}
	if err != sql.ErrNoRows {
		return fmt.Errorf("%s: look for the article: %w", r.Dir, err)
	}
	return fmt.Errorf("%s: the run has no finding there: the article names nothing of the United Nations, or the archive does not hold it; 'stet archive query %s' lists what it has", address, r.Dir)
}
