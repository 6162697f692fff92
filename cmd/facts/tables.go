package main

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing/fstest"
)

//go:embed repairs.csv
var repairsCSV []byte

// line is one row of a gathered table, its cells by column name, with its place in the file.
type line struct {
	cells map[string]string
	at    string // "sc_vetoes.csv:12"
}

func (l line) get(column string) string { return strings.TrimSpace(l.cells[column]) }

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", l.at, fmt.Errorf(format, args...))
}

// readLines reads a CSV file with a header; it must have all the columns asked for.
func readLines(fsys fs.FS, name string, columns ...string) ([]line, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read the gathered facts: %w (give their folder with --from)", err)
	}
	return parseLines(data, name, columns...)
}

func parseLines(data []byte, name string, columns ...string) ([]line, error) {
	r := csv.NewReader(bytes.NewReader(data))
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: read header: %w", name, err)
	}
	for _, c := range columns {
		if !slices.Contains(header, c) {
			return nil, fmt.Errorf("%s: no column %q", name, c)
		}
	}
	var out []line
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		n, _ := r.FieldPos(0)
		l := line{cells: make(map[string]string, len(header)), at: fmt.Sprintf("%s:%d", name, n)}
		for i, h := range header {
			l.cells[h] = cells[i]
		}
		out = append(out, l)
	}
}

// tables is the converted files, by name.
type tables map[string][]byte

func (t tables) names() []string { return slices.Sorted(maps.Keys(t)) }

// write puts one table down: header, then the rows in the order given.
func (t tables) write(name string, header []string, rows [][]string) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(header); err != nil {
		return err
	}
	for _, r := range rows {
		if len(r) != len(header) {
			return fmt.Errorf("%s: a row of %d cells under %d columns", name, len(r), len(header))
		}
		if err := w.Write(r); err != nil {
			return err
		}
	}
	w.Flush()
	t[name] = b.Bytes()
	return w.Error()
}

// overlay is the converted tables over the hand-kept ones of a folder.
type overlay struct {
	tables tables
	under  fs.FS
}

func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.tables[name]; ok {
		return fstest.MapFS{name: {Data: data}}.Open(name)
	}
	return o.under.Open(name)
}

// squeeze makes runs of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
