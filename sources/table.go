package sources

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// row is one line of a fact table, its cells by column name. Reading a column that the table does not
// have, or a cell that does not parse, sets the table's first error: callers check once, at the end.
type row struct {
	t     *table
	cells []string
	line  int
}

// table reads one CSV fact table with a header line.
type table struct {
	name    string
	columns map[string]int
	err     error
}

// readTable calls each for every row of the table, in file order, and returns the first error with
// file and line.
func readTable(fsys fs.FS, name string, each func(row)) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("open fact table: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: read header: %w", name, err)
	}
	t := &table{name: name, columns: make(map[string]int, len(header))}
	for i, h := range header {
		t.columns[h] = i
	}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		each(row{t: t, cells: cells, line: line})
		if t.err != nil {
			return t.err
		}
	}
}

// fail records the row's error unless there already is one.
func (r row) fail(format string, args ...any) {
	if r.t.err == nil {
		r.t.err = fmt.Errorf("%s:%d: %s", r.t.name, r.line, fmt.Sprintf(format, args...))
	}
}

func (r row) text(column string) string {
	i, ok := r.t.columns[column]
	if !ok {
		r.fail("no column %q", column)
		return ""
	}
	return r.cells[i]
}

// number reads a count; an empty cell is none.
func (r row) number(column string, none int) int {
	s := r.text(column)
	if s == "" {
		return none
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		r.fail("column %s: %q is not a count", column, s)
	}
	return n
}

func (r row) date(column string) Date {
	d, err := ParseDate(r.text(column))
	if err != nil {
		r.fail("column %s: %v", column, err)
	}
	return d
}

// flag reads 1 or 0.
func (r row) flag(column string) bool {
	s := r.text(column)
	if s != "0" && s != "1" {
		r.fail("column %s: %q is neither 0 nor 1", column, s)
	}
	return s == "1"
}

// words reads a list of codes, separated by spaces; nil for an empty cell.
func (r row) words(column string) []string {
	return strings.Fields(r.text(column))
}

// phrases reads a list separated by semicolons; nil for an empty cell.
func (r row) phrases(column string) []string {
	var out []string
	for p := range strings.SplitSeq(r.text(column), ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// ParseDate reads "2025-02-24", "2018-11", "1946" or "" (no date).
func ParseDate(s string) (Date, error) {
	var d Date
	if s == "" {
		return d, nil
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return d, fmt.Errorf("%q is not a date: write YYYY, YYYY-MM or YYYY-MM-DD", s)
	}
	widths := [3]int{4, 2, 2}
	for i, into := range []*int{&d.Year, &d.Month, &d.Day}[:len(parts)] {
		n, err := strconv.Atoi(parts[i])
		if err != nil || len(parts[i]) != widths[i] || n < 1 {
			return Date{}, fmt.Errorf("%q is not a date: write YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		*into = n
	}
	if t := d.Time(); t.Year() != d.Year || d.Month != 0 && int(t.Month()) != d.Month || d.Day != 0 && t.Day() != d.Day {
		return Date{}, fmt.Errorf("%q is not a day of the calendar", s)
	}
	return d, nil
}

// compare orders dates; a coarse date stands before the days in it.
func (d Date) compare(e Date) int {
	return (d.Year*10000 + d.Month*100 + d.Day) - (e.Year*10000 + e.Month*100 + e.Day)
}

// within reports whether the day lies between from and to, both included; a zero bound is open.
func (d Date) within(from, to Date) bool {
	return (from.Year == 0 || d.compare(from) >= 0) && (to.Year == 0 || d.compare(to) <= 0)
}
