package sources

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
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

// What a workbook may hold: a ZIP archive can grow a thousandfold.
const (
	largestWorkbook = 64 << 20  // bytes of the file
	largestUnzipped = 128 << 20 // bytes of all its parts
)

// workbook is one sheet of an Excel workbook.
type workbook struct {
	ctx      context.Context
	file     *excelize.File
	rows     *excelize.Rows
	names    []string
	line     int
	date1904 bool
}

func openWorkbook(ctx context.Context, r io.Reader, m *Mapping) (_ rowSource, err error) {
	data, err := io.ReadAll(io.LimitReader(r, largestWorkbook+1))
	if err != nil {
		return nil, fmt.Errorf("read the workbook: %w", err)
	}
	if len(data) > largestWorkbook {
		return nil, fmt.Errorf("the workbook has more than %d MB: save the sheet as CSV and give that file", largestWorkbook>>20)
	}
	w := &workbook{ctx: ctx}
	defer func() {
		if p := recover(); p != nil { // the library reads hostile bytes
			w.close()
			err = fmt.Errorf("the workbook is damaged (%v): save the sheet as CSV and give that file", p)
		}
	}()
	w.file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: largestUnzipped, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("the file is a ZIP archive, and no Excel workbook that can be read (%w): unpack it, or save the sheet as CSV", err)
	}
	if err := w.open(m); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// open goes to the sheet's header.
func (w *workbook) open(m *Mapping) error {
	sheets := w.file.GetSheetList()
	sheet := m.Table.Sheet
	if sheet == "" && len(sheets) > 0 {
		sheet = sheets[0]
	}
	if !slices.Contains(sheets, sheet) {
		return fmt.Errorf("the workbook has no sheet %q; it has %s", sheet, firstNames(sheets))
	}
	if props, err := w.file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.date1904 = *props.Date1904
	}
	var err error
	if w.rows, err = w.file.Rows(sheet); err != nil {
		return fmt.Errorf("read the sheet %q: %w", sheet, err)
	}
	for range max(m.Table.Header, 1) {
		cells, _, _, err := w.next()
		if err != nil {
			return err
		}
		if cells == nil {
			return fmt.Errorf("the sheet %q has no row %d with column names", sheet, max(m.Table.Header, 1))
		}
		w.names = cells
	}
	return nil
}

func (w *workbook) header() []string { return w.names }

func (w *workbook) next() (cells []string, line int, odd, err error) {
	defer func() {
		if p := recover(); p != nil {
			cells, err = nil, fmt.Errorf("row %d: the workbook is damaged (%v): save the sheet as CSV and give that file", w.line+1, p)
		}
	}()
	if w.line%256 == 0 && w.ctx.Err() != nil {
		return nil, 0, nil, w.ctx.Err()
	}
	if !w.rows.Next() {
		if err := w.rows.Error(); err != nil {
			return nil, 0, nil, fmt.Errorf("after row %d: %w", w.line, err)
		}
		return nil, 0, nil, nil
	}
	w.line++
	cells, err = w.rows.Columns()
	if err != nil {
		return nil, 0, nil, fmt.Errorf("row %d: %w", w.line, err)
	}
	if len(cells) > mostColumns {
		return nil, 0, nil, fmt.Errorf("row %d has %d cells, more than %d: no table of votes", w.line, len(cells), mostColumns)
	}
	if cells == nil {
		cells = []string{}
	}
	return cells, w.line, nil, nil
}

// day reads a date that the workbook keeps as a number of days.
func (w *workbook) day(cell string) (Date, bool) {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n < 1 || n > 100_000 || strings.ContainsAny(cell, "eExX") {
		return Date{}, false
	}
	t, err := excelize.ExcelDateToTime(n, w.date1904)
	if err != nil {
		return Date{}, false
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}

// close forgets errors: the file is in memory, and was only read.
func (w *workbook) close() {
	if w.rows != nil {
		w.rows.Close()
	}
	if w.file != nil {
		w.file.Close()
	}
}
