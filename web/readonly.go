package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"stet/claims"
)

// ReadDecisions reads the decisions that hold in a desk's database, by finding, the latest first. Of one article's
// about one finding only the last is among them. The file is opened to be read: neither it nor its folder is written to,
// so a desk of an older schema is read as it is. A file that is no desk's, or a newer stet's, is an error.
func ReadDecisions(ctx context.Context, path string) (map[string][]claims.Decision, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if info, err := os.Stat(full); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: there is no desk's database: name the file that 'stet serve --desk' keeps", path)
	}
	db, err := sql.Open("sqlite3", (&url.URL{Scheme: "file", OmitHost: true, Path: full, RawQuery: readingParams(full)}).String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	defer db.Close()
	var app, version int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)`).Scan(&app, &version)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: read the desk's database: %w: name the file that 'stet serve --desk' keeps", path, err)
	case app != deskApplicationID || version < 1:
		return nil, fmt.Errorf("%s: is no desk's database: name the file that 'stet serve --desk' keeps", path)
	case version > len(migrations):
		return nil, fmt.Errorf("%s: was made by a newer stet (schema %d; this one knows %d): use that one", path, version, len(migrations))
	}
	out, err := standing(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// readingParams opens a database that nobody writes without the files that SQLite keeps beside one that is open; what a
// desk at work has not moved into its database yet is in the log beside it, which must then be read too.
func readingParams(path string) string {
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		return "mode=ro&immutable=1&_query_only=1"
	}
	return "mode=ro&_query_only=1&_busy_timeout=5000"
}

// standing reads the last decision of each article about each finding.
func standing(ctx context.Context, db *sql.DB) (map[string][]claims.Decision, error) {
	rows, err := db.QueryContext(ctx, "SELECT "+decisionColumns+` FROM decisions d WHERE undone IS NULL AND NOT EXISTS (SELECT 1 FROM decisions e
		WHERE e.finding = d.finding AND e.article = d.article AND e.undone IS NULL AND e.id > d.id) ORDER BY id DESC`)
	if err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	defer rows.Close()
	out := map[string][]claims.Decision{}
	for rows.Next() {
		d, err := scanDecision(rows)
		if err != nil {
			return nil, err
		}
		out[d.Finding] = append(out[d.Finding], d.claim())
	}
	return out, rows.Err()
}
