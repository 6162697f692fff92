package sources

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An Excel workbook (XLSX) is a ZIP archive of XML parts: the list of sheets, the sheets, and the strings
// that they share (ECMA-376). Of a table only text and numbers matter, so this reads no styles: which
// numbers are dates the mapping tells. The well-kept library for all of the format costs 6.4 MB of the program and 3 ms of
// every start.

// What a workbook may hold: a ZIP archive can grow a thousandfold.
const (
	largestWorkbook = 64 << 20 // bytes of the file
	largestSheet    = 1 << 30  // bytes of a sheet, unpacked; it is read row by row
	largestStrings  = 32 << 20 // bytes of the shared strings, unpacked; they are kept
	mostParts       = 10_000
)

// workbook is one sheet of a workbook, read from the top.
type workbook struct {
	ctx      context.Context
	parts    map[string]*zip.File
	strings  []string
	names    []string // the header
	sheet    *xmlPart
	row      int
	date1904 bool
}

var errWorkbook = errors.New("unpack it, or save the sheet as CSV and give that file")

func openWorkbook(ctx context.Context, r io.Reader, m *Mapping) (rowSource, error) {
	data, err := io.ReadAll(io.LimitReader(r, largestWorkbook+1))
	if err != nil {
		return nil, fmt.Errorf("read the workbook: %w", err)
	}
	if len(data) > largestWorkbook {
		return nil, fmt.Errorf("the workbook has more than %d MB: save the sheet as CSV and give that file", largestWorkbook>>20)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(archive.File) > mostParts {
		return nil, fmt.Errorf("the file is a damaged ZIP archive or workbook (%v): get it again, or save the sheet as CSV", err)
	}
	w := &workbook{ctx: ctx, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		w.parts[strings.ToLower(path.Clean("/"+f.Name))] = f
	}
	if err := w.open(m); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// open finds the sheet, reads the shared strings, and goes to the header.
func (w *workbook) open(m *Mapping) error {
	if w.parts["/xl/workbook.xml"] == nil {
		return fmt.Errorf("the file is a ZIP archive, and no Excel workbook: %w", errWorkbook)
	}
	part, err := w.findSheet(m.Table.Sheet)
	if err != nil {
		return err
	}
	if err := w.readStrings(); err != nil {
		return err
	}
	if w.sheet, err = w.part(part, largestSheet); err != nil {
		return err
	}
	for range max(m.Table.Header, 1) {
		cells, _, _, err := w.next()
		if err != nil {
			return err
		}
		if cells == nil {
			return fmt.Errorf("the sheet has no row %d with column names: see [table] header and sheet", max(m.Table.Header, 1))
		}
		w.names = cells
	}
	return nil
}

// part opens a part of which at most so many bytes are read, and at once no more than a row may have.
func (w *workbook) part(name string, most int64) (*xmlPart, error) {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("the workbook has no part %s, though it names it: it is damaged; save the sheet as CSV", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("the workbook's part %s: %w", name, err)
	}
	p := &xmlPart{limit: &rowLimit{r: bufio.NewReaderSize(r, 1<<16), left: longestRow}, close: r.Close, left: most}
	p.Decoder = xml.NewDecoder(p.limit)
	return p, nil
}

// findSheet is the part of the sheet with a name, or of the first sheet.
func (w *workbook) findSheet(name string) (string, error) {
	targets := map[string]string{}
	err := w.elements("/xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
		if e.Name.Local == "Relationship" {
			targets[attribute(e, "Id")] = attribute(e, "Target")
		}
	})
	if err != nil {
		return "", err
	}
	var sheets, ids []string
	err = w.elements("/xl/workbook.xml", func(e xml.StartElement) {
		switch e.Name.Local {
		case "sheet":
			sheets, ids = append(sheets, attribute(e, "name")), append(ids, attribute(e, "id"))
		case "workbookPr":
			w.date1904 = attribute(e, "date1904") == "1" || attribute(e, "date1904") == "true"
		}
	})
	if err != nil {
		return "", err
	}
	i := 0
	if name != "" {
		i = slices.Index(sheets, name)
	}
	if i < 0 || i >= len(sheets) {
		return "", fmt.Errorf("the workbook has no sheet %q; it has %s", name, firstNames(sheets))
	}
	target := targets[ids[i]]
	if !strings.HasPrefix(target, "/") {
		target = "/xl/" + target
	}
	return path.Clean(target), nil
}

// elements calls do for every element of a small part.
func (w *workbook) elements(name string, do func(xml.StartElement)) error {
	p, err := w.part(name, longestRow)
	if err != nil {
		return err
	}
	defer p.close()
	for {
		t, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			do(e)
		}
	}
}

// readStrings keeps the strings that cells refer to by number.
func (w *workbook) readStrings() error {
	const name = "/xl/sharedStrings.xml"
	if w.parts[strings.ToLower(name)] == nil {
		return nil
	}
	p, err := w.part(name, largestStrings)
	if err != nil {
		return err
	}
	defer p.close()
	for {
		t, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = w.ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("the workbook's strings: %w", err)
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "si" {
			text, err := p.text("si")
			if err == nil {
				err = p.more()
			}
			if err != nil {
				return fmt.Errorf("the workbook's strings: %w", err)
			}
			w.strings = append(w.strings, text)
		}
	}
}

func (w *workbook) header() []string { return w.names }

func (w *workbook) next() (cells []string, line int, odd, err error) {
	for {
		t, err := w.sheet.next()
		if err == io.EOF {
			return nil, 0, nil, nil
		}
		if err == nil && w.row%256 == 0 {
			err = w.ctx.Err()
		}
		if err != nil {
			return nil, 0, nil, fmt.Errorf("after row %d: %w", w.row, err)
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "row" {
			continue
		}
		w.row++
		if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n > w.row {
			w.row = n // empty rows are left out
		}
		cells, err := w.cells()
		if err == nil {
			err = w.sheet.more()
		}
		if err != nil {
			return nil, 0, nil, fmt.Errorf("row %d: %w", w.row, err)
		}
		return cells, w.row, nil, nil
	}
}

// cells reads the cells of a row, up to its end.
func (w *workbook) cells() ([]string, error) {
	cells := []string{}
	for {
		t, err := w.sheet.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return cells, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			at := columnNumber(attribute(t, "r"), len(cells))
			if at < len(cells) || at >= mostColumns {
				return nil, fmt.Errorf("the cell %q is out of place, or in a column beyond %d: no table of votes", attribute(t, "r"), mostColumns)
			}
			text, err := w.cell(attribute(t, "t"))
			if err != nil {
				return nil, err
			}
			cells = append(append(cells, make([]string, at-len(cells))...), text)
		}
	}
}

// cell is the text of a cell by its type: s a shared string, b a truth value, else what stands there.
func (w *workbook) cell(kind string) (string, error) {
	text, err := w.sheet.value()
	if err != nil {
		return "", err
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(w.strings) {
			return "", fmt.Errorf("a cell refers to the string %q, which is not there: the workbook is damaged", text)
		}
		return w.strings[i], nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(text)], nil
	}
	return text, nil
}

// day reads a date that the workbook keeps as a number of days since 1899-12-30, or 1904-01-01.
func (w *workbook) day(cell string) (Date, bool) {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n < 1 || n > 100_000 || strings.ContainsAny(cell, "eExX") {
		return Date{}, false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if w.date1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	t := first.AddDate(0, 0, int(math.Floor(n)))
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}

// close forgets errors: the file is in memory, and was only read.
func (w *workbook) close() {
	if w.sheet != nil {
		w.sheet.close()
	}
}
