package sources

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// QueryLimits bound a query of the user's own. Zero fields mean the defaults.
type QueryLimits struct {
	Rows int           // default 1,000; more rows are cut off
	Time time.Duration // default 5 s
}

// Answer is what a query gave.
type Answer struct {
	Columns []string
	Rows    [][]any // each cell nil, int64, float64, string or []byte
	Cut     bool    // there were more rows than the limit
}

// What a query may cost beside time: memory of SQLite in this process (sorting, temporary tables), one value,
// the text of the query, and all cells of the answer together.
const (
	queryMemory  = 256 << 20
	longestValue = 1 << 20
	longestSQL   = 100_000
	mostAnswer   = 64 << 20
)

// Codes of the actions that the authorizer decides on; the driver names only some of them
// (https://www.sqlite.org/c3ref/c_alter_table.html).
const (
	actionPragma    = 19
	actionRead      = 20
	actionSelect    = 21
	actionFunction  = 31
	actionRecursive = 33
)

// readablePragmas tell the schema and change nothing.
var readablePragmas = map[string]bool{
	"table_info": true, "table_xinfo": true, "table_list": true, "index_list": true, "index_info": true, "index_xinfo": true,
	"foreign_key_list": true, "function_list": true, "collation_list": true,
}

// forbiddenFunctions reach outside the database, or into the memory of the process.
var forbiddenFunctions = map[string]bool{"load_extension": true, "fts3_tokenizer": true}

// authorize lets a query read, and nothing else.
func authorize(action int, a, b, _ string) int {
	switch action {
	case actionRead, actionSelect, actionRecursive:
		return sqlite3.SQLITE_OK
	case actionFunction:
		if !forbiddenFunctions[strings.ToLower(b)] {
			return sqlite3.SQLITE_OK
		}
	case actionPragma:
		if readablePragmas[strings.ToLower(a)] {
			return sqlite3.SQLITE_OK
		}
	}
	return sqlite3.SQLITE_DENY
}

// guarded opens connections on which only reading is allowed, within limits.
type guarded struct {
	driver sqlite3.SQLiteDriver
	dsn    string
}

func (g *guarded) Driver() driver.Driver { return &g.driver }

func (g *guarded) Connect(context.Context) (driver.Conn, error) {
	c, err := g.driver.Open(g.dsn)
	if err != nil {
		return nil, err
	}
	conn, ok := c.(*sqlite3.SQLiteConn)
	if !ok {
		c.Close()
		return nil, errors.New("the SQLite driver gave no connection of its own")
	}
	// Set before the authorizer forbids pragmas. The heap limit is the process's: SQLite has none for a
	// connection.
	for _, pragma := range []string{"temp_store = MEMORY", fmt.Sprintf("hard_heap_limit = %d", queryMemory), "trusted_schema = OFF", "cell_size_check = ON"} {
		if _, err := conn.Exec("PRAGMA "+pragma, nil); err != nil {
			c.Close()
			return nil, err
		}
	}
	for limit, most := range map[int]int{
		sqlite3.SQLITE_LIMIT_LENGTH: longestValue, sqlite3.SQLITE_LIMIT_SQL_LENGTH: longestSQL, sqlite3.SQLITE_LIMIT_ATTACHED: 0,
		sqlite3.SQLITE_LIMIT_COLUMN: 200, sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100, sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
		sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000, sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0, sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
	} {
		conn.SetLimit(limit, most)
	}
	conn.RegisterAuthorizer(authorize)
	return conn, nil
}

// Query runs a query of the user's own over the store, on a connection that can only read: no write,
// no ATTACH, no extension, no pragma but those that tell the schema. It ends at the limits: rows beyond
// them are cut off, and a query that takes too long or too much memory is an error. Of several
// statements the last one's rows are given. The limit of memory is SQLite's for the whole process, from the
// first query on.
func (db *DB) Query(ctx context.Context, query string, limits QueryLimits) (*Answer, error) {
	if db.path == "" {
		return nil, errors.New("the store is in memory only, and queries need its file: name a folder that can be written in STET_CACHE_DIR")
	}
	return QueryFile(ctx, dsn(db.path, "mode=ro", "immutable=1", "_query_only=1"), limits, query)
}

// QueryFile is Query over any SQLite file that another package keeps, by the name that the driver opens it under; args
// stand for the question marks of the query.
func QueryFile(ctx context.Context, name string, limits QueryLimits, query string, args ...any) (*Answer, error) {
	if limits.Rows <= 0 {
		limits.Rows = 1000
	}
	if limits.Time <= 0 {
		limits.Time = 5 * time.Second
	}
	conn := sql.OpenDB(&guarded{dsn: name})
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	timed, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	a, err := collect(timed, conn, limits.Rows, query, args...)
	switch {
	case err == nil:
		return a, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("query: %w", ctx.Err())
	case timed.Err() != nil:
		return nil, fmt.Errorf("query: not done after %s: narrow it, or allow more time", limits.Time)
	}
	return nil, fmt.Errorf("query: %w", explainQuery(err))
}

func collect(ctx context.Context, conn *sql.DB, most int, query string, args ...any) (*Answer, error) {
	rows, err := conn.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	a := &Answer{Rows: [][]any{}}
	if a.Columns, err = rows.Columns(); err != nil {
		return nil, err
	}
	if len(a.Columns) == 0 {
		return nil, errors.New("it asks for nothing: write a SELECT")
	}
	size := 0
	for rows.Next() {
		if len(a.Rows) == most {
			a.Cut = true
			return a, nil
		}
		cells, into := make([]any, len(a.Columns)), make([]any, len(a.Columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		if size += sizeOf(cells); size > mostAnswer {
			return nil, fmt.Errorf("the answer has more than %d MB: ask for fewer columns or rows", mostAnswer>>20)
		}
		a.Rows = append(a.Rows, cells)
	}
	return a, rows.Err()
}

// sizeOf estimates the memory of a row.
func sizeOf(cells []any) int {
	n := 0
	for _, c := range cells {
		n += 16
		switch v := c.(type) {
		case string:
			n += len(v)
		case []byte:
			n += len(v)
		}
	}
	return n
}

// explainQuery adds what to do to the errors that SQLite words for programs.
func explainQuery(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code == sqlite3.ErrAuth || strings.Contains(e.Error(), "prohibited") || strings.Contains(e.Error(), "not authorized"):
		return fmt.Errorf("%w: a query may only read (SELECT), and not reach outside the store", err)
	case e.Code == sqlite3.ErrNomem:
		return fmt.Errorf("it needs more than %d MB of memory: narrow it", queryMemory>>20)
	case e.Code == sqlite3.ErrReadonly:
		return fmt.Errorf("%w: a query may only read (SELECT)", err)
	case strings.Contains(e.Error(), "no such table"):
		return fmt.Errorf("%w: SELECT name, sql FROM sqlite_schema lists them", err)
	}
	return err
}
