package sources

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	longestRow    = 4 << 20 // bytes of a row; one that is longer is an open quotation mark
	longestCellOf = 1 << 16 // bytes of a cell that is read: more than any title or list of subjects
	mostColumns   = 4096
)

// delimited reads a delimited text file from outside, row by row, with the memory of one row. Columns are
// found by name. It reads UTF-8 and UTF-16 with or without a byte order mark, and, cell by cell, Windows-1252
// (of which Latin-1 is a part), with comma, semicolon, tab or bar.
type delimited struct {
	ctx     context.Context
	csv     *csv.Reader
	limit   *rowLimit
	header  []string
	columns map[string]int // by folded name
	cells   []string
	line    int // of the present row
	rows    int // read so far
	notUTF8 int // line of the first cell that was not UTF-8, 0 for none
}

// rowLimit counts what is read since the last row, so that no row fills the memory.
type rowLimit struct {
	r     *bufio.Reader
	left  int
	total int64
	last  byte
}

var errLongRow = fmt.Errorf("a row of more than %d MB: is a quotation mark left open?", longestRow>>20)

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLongRow
	}
	n, err := l.r.Read(p)
	l.left -= n
	l.total += int64(n)
	if n > 0 {
		l.last = p[n-1]
	}
	return n, err
}

// otherFormats are beginnings of files that somebody may take for a table.
var otherFormats = []struct{ magic, what string }{
	{"PK\x03\x04", "a ZIP archive or a spreadsheet: unpack it, or save the sheet as CSV, and give that file"},
	{"\x1f\x8b", "compressed with gzip: unpack it first (gunzip)"},
	{"BZh", "compressed with bzip2: unpack it first"},
	{"\xfd7zXZ", "compressed with xz: unpack it first"},
	{"%PDF", "a PDF: give the table as CSV"},
	{"\xd0\xcf\x11\xe0", "an old spreadsheet (XLS): save the sheet as CSV and give that file"},
	{"SQLite format 3\x00", "an SQLite database: give the table as CSV"},
	{"<!doctype", "a web page: the download may have failed; get the file itself"},
	{"<html", "a web page: the download may have failed; get the file itself"},
	{"{", "JSON: give the table as CSV"},
}

// openDelimited reads the header. Its error says what the file is instead of a table.
func openDelimited(ctx context.Context, r io.Reader) (*delimited, error) {
	text, err := decoded(r)
	if err != nil {
		return nil, err
	}
	start, err := text.Peek(text.Size())
	if len(start) == 0 {
		return nil, fmt.Errorf("the file is empty (%w)", err)
	}
	if bytes.IndexByte(start, 0) >= 0 {
		return nil, errors.New("not a text file: give a CSV")
	}
	line, _, _ := bytes.Cut(start, []byte("\n"))
	d := &delimited{ctx: ctx, limit: &rowLimit{r: text, left: longestRow}, columns: map[string]int{}}
	d.csv = csv.NewReader(d.limit)
	d.csv.ReuseRecord, d.csv.FieldsPerRecord = true, -1
	d.csv.Comma = delimiterOf(line)
	header, err := d.csv.Read()
	if err != nil {
		return nil, d.failure(err)
	}
	if len(header) > mostColumns {
		return nil, fmt.Errorf("line 1: %d columns, more than %d: no table of votes", len(header), mostColumns)
	}
	d.header = slices.Clone(header)
	for i, h := range d.header {
		if _, twice := d.columns[columnKey(h)]; !twice {
			d.columns[columnKey(h)] = i
		}
	}
	return d, nil
}

// decoded takes the byte order mark away, and UTF-16 with it.
func decoded(r io.Reader) (*bufio.Reader, error) {
	raw := bufio.NewReaderSize(r, 1<<16)
	start, err := raw.Peek(512)
	if len(start) == 0 && err != nil && err != io.EOF {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	lower := strings.ToLower(strings.TrimLeft(string(start), "\ufeff \r\n\t"))
	for _, f := range otherFormats {
		if strings.HasPrefix(string(start), f.magic) || strings.HasPrefix(lower, f.magic) {
			return nil, fmt.Errorf("this is no CSV but %s", f.what)
		}
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		raw.Discard(3)
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		utf16 := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
		return bufio.NewReaderSize(transform.NewReader(raw, utf16), 1<<16), nil
	}
	return raw, nil
}

// delimiterOf is the separator that the header has most often outside quotation marks.
func delimiterOf(line []byte) rune {
	counts := map[byte]int{}
	quoted := false
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte{';', '\t', '|'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return rune(best)
}

// columnKey is a column's name as it is looked up: "Total Non-Voting" is total_non_voting.
func columnKey(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '.' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.Trim(name, " \t\r\ufeff")))
}

// column is the place of the first of the names that the header has, -1 for none.
func (d *delimited) column(names ...string) int {
	for _, n := range names {
		if i, ok := d.columns[n]; ok {
			return i
		}
	}
	return -1
}

// next reads a row; false at the end of the file. A row of another length than the header's is read too:
// odd says so.
func (d *delimited) next() (more bool, odd error, err error) {
	if d.rows%1024 == 0 && d.ctx.Err() != nil {
		return false, nil, d.ctx.Err()
	}
	d.limit.left = longestRow
	cells, err := d.csv.Read()
	if err == io.EOF {
		return false, nil, nil
	}
	if err != nil {
		return false, nil, d.failure(err)
	}
	d.rows++
	d.cells = cells
	d.line, _ = d.csv.FieldPos(0)
	for i := range cells {
		if len(cells[i]) > longestCellOf {
			odd = fmt.Errorf("column %d has %d KB: no cell of such a table is so long", i+1, len(cells[i])>>10)
		}
	}
	if len(cells) != len(d.header) {
		odd = fmt.Errorf("%d cells where the header has %d", len(cells), len(d.header))
		if d.ended() {
			return false, nil, fmt.Errorf("line %d: the file ends in the middle of a row: it was cut off; get it again", d.line)
		}
	}
	return true, odd, nil
}

// ended reports whether the row just read was the last and no line's end stood after it.
func (d *delimited) ended() bool {
	if d.csv.InputOffset() < d.limit.total || d.limit.last == '\n' || d.limit.last == '\r' {
		return false
	}
	_, err := d.limit.r.Peek(1)
	return err == io.EOF
}

// cell is the text of a column, "" for none; never more than its bytes in UTF-8.
func (d *delimited) cell(i int) string {
	if i < 0 || i >= len(d.cells) {
		return ""
	}
	return d.utf8(strings.TrimSpace(d.cells[i]))
}

// utf8 reads text that is not UTF-8 as Windows-1252.
func (d *delimited) utf8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	if d.notUTF8 == 0 {
		d.notUTF8 = d.line
	}
	out, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return out
}

// failure words an error of the reader, with its line and what to do.
func (d *delimited) failure(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return fmt.Errorf("after line %d: %w", d.line, err)
	}
	_, end := d.limit.r.Peek(1)
	if errors.Is(err, csv.ErrQuote) && (parse.Line > parse.StartLine || end == io.EOF && d.csv.InputOffset() >= d.limit.total) {
		return fmt.Errorf("line %d: a quotation mark is left open: the file was cut off or damaged there; get it again", parse.StartLine)
	}
	return fmt.Errorf("line %d, column %d: %w: write the cell in quotation marks, and marks in it doubled", parse.Line, parse.Column, parse.Err)
}
