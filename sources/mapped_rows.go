package sources

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
)

// openRows opens a table by what its first bytes say it is.
func openRows(ctx context.Context, r io.Reader, m *Mapping) (rowSource, error) {
	head := bufio.NewReaderSize(r, 1<<16)
	if magic, _ := head.Peek(4); bytes.Equal(magic, []byte("PK\x03\x04")) {
		return openWorkbook(ctx, head, m)
	}
	return openText(ctx, head, m)
}

// textRows is a delimited text.
type textRows struct {
	d     *delimited
	names []string
	above int // lines above the column names
}

func openText(ctx context.Context, r io.Reader, m *Mapping) (rowSource, error) {
	text, err := decoded(r)
	if err != nil {
		return nil, err
	}
	for range max(m.Table.Header, 1) - 1 {
		if _, err := text.ReadSlice('\n'); err != nil {
			return nil, fmt.Errorf("the table has no line %d with column names: see [table] header (%w)", m.Table.Header, err)
		}
	}
	d, err := openDelimited(ctx, text)
	if err != nil {
		return nil, err
	}
	return &textRows{d: d, names: slices.Clone(d.header), above: max(m.Table.Header, 1) - 1}, nil
}

func (t *textRows) header() []string { return t.names }

func (t *textRows) next() (cells []string, line int, odd, err error) {
	more, odd, err := t.d.next()
	if err != nil || !more {
		return nil, 0, nil, err
	}
	cells = make([]string, len(t.d.cells))
	for i := range cells {
		cells[i] = t.d.cell(i)
	}
	return cells, t.d.line + t.above, odd, nil
}

func (t *textRows) day(string) (Date, bool) { return Date{}, false }

func (t *textRows) close() {}
