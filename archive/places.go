package archive

import (
	"context"
	"database/sql"
	"io"
)

// notCopy is the condition of a text that is told on its own.
const notCopy = "r.text NOT IN (SELECT text FROM copy WHERE told <> text)"

// Copy is a text that is told with another one, as JSON has it.
type Copy struct {
	Path      string   `json:"path"` // its first place
	Title     string   `json:"title"`
	Published string   `json:"published"`
	Places    []string `json:"places,omitempty"` // all, where there are several
	Lacks     []string `json:"lacks,omitempty"`  // ids of the findings of the text it is told with that it does not have
}

// firstPlace is the path of a text's first place.
func (r *Run) firstPlace(ctx context.Context, text []byte) (string, error) {
	var path, name string
	err := r.sql.QueryRowContext(ctx, "SELECT s.path, p.name FROM place p JOIN source s ON s.id = p.source WHERE p.text = ? ORDER BY s.ord, p.ordinal LIMIT 1", text).Scan(&path, &name)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return Path(path, name), err
}

// copiesOf are the texts that are told with one, in the order of publication, at most mostPlaces, and how many there are.
func (r *Run) copiesOf(ctx context.Context, text []byte) (copies []Copy, number int, err error) {
	type row struct {
		Copy
		text []byte
	}
	if err := r.sql.QueryRowContext(ctx, "SELECT count(*) FROM copy WHERE told = ?1 AND text <> ?1", text).Scan(&number); err != nil || number == 0 {
		return nil, 0, err
	}
	found, err := rowsOf(ctx, r.sql, func(rows *sql.Rows) (c row, err error) {
		return c, rows.Scan(&c.text, &c.Title, &c.Published)
	}, `SELECT c.text, r.title, r.published FROM copy c JOIN result r ON r.text = c.text WHERE c.told = ?1 AND c.text <> ?1
		ORDER BY r.published = '', r.published, c.text LIMIT ?2`, text, mostPlaces)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range found {
		if c.Places, err = r.placesOf(ctx, c.text); err != nil {
			return nil, 0, err
		}
		if len(c.Places) > 0 {
			c.Path = c.Places[0]
		}
		if len(c.Places) == 1 {
			c.Places = nil
		}
		if c.Lacks, err = rowsOf(ctx, r.sql, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) },
			"SELECT x.id FROM finding x WHERE x.text = ? AND NOT EXISTS (SELECT 1 FROM finding y WHERE y.text = ? AND "+sameFinding+") ORDER BY x.number", text, c.text); err != nil {
			return nil, 0, err
		}
		copies = append(copies, c.Copy)
	}
	return copies, number, nil
}

// around is what is told beside a text's own findings.
type around struct {
	places []string
	copies []Copy
	number int    // of copies
	like   string // first place of the text that it is a variant of
}

func (r *Run) aroundOf(ctx context.Context, text []byte, places int) (a around, err error) {
	if places > 1 {
		if a.places, err = r.placesOf(ctx, text); err != nil {
			return a, err
		}
	}
	if a.copies, a.number, err = r.copiesOf(ctx, text); err != nil {
		return a, err
	}
	var story []byte
	switch err := r.sql.QueryRowContext(ctx, "SELECT CASE WHEN told <> text THEN told ELSE story END FROM copy WHERE text = ?", text).Scan(&story); err {
	case nil:
		a.like, err = r.firstPlace(ctx, story)
		return a, err
	case sql.ErrNoRows:
		return a, nil
	default:
		return a, err
	}
}

// writeAround writes it as members of an object that is open.
func (a around) write(w io.Writer) error {
	member := func(name string, v any) error {
		_, err := io.WriteString(w, `,"`+name+`":`+string(quoted(v)))
		return err
	}
	if len(a.places) > 1 {
		if err := member("places", a.places); err != nil {
			return err
		}
	}
	if a.like != "" {
		if err := member("like", a.like); err != nil {
			return err
		}
	}
	if a.number == 0 {
		return nil
	}
	if err := member("copies", a.copies); err != nil || a.number <= len(a.copies) {
		return err
	}
	return member("more_copies", a.number-len(a.copies))
}
