package extract

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"strconv"
)

// pdfXRef is an object whose dictionary says that it is a table of objects, up to its data.
var pdfXRef = regexp.MustCompile(`\d+\s+\d+\s+obj\s*<<`)

var (
	pdfStream  = regexp.MustCompile(`>>\s*stream\r?\n`)
	pdfWidths  = regexp.MustCompile(`/W\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s*\]`)
	pdfColumns = regexp.MustCompile(`/Columns\s+(\d+)`)
	startXRef  = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	pdfPrev    = regexp.MustCompile(`/Prev\s+(\d+)`)
)

var errPDFTable = errors.New("its table of objects cannot be read")

// maxTables bounds how many tables one file may chain.
const maxTables = 64

// pdfTables walks the chain of tables that the library will read and refuses one by which an object stream
// would lie in an object stream: the library would look for it in itself, without end and without reading.
// Tables in plain text cannot say such a thing.
func pdfTables(data []byte) error {
	g := startXRef.FindSubmatch(data)
	if g == nil {
		return errPDFTable
	}
	o := pdfObjectsOf{inStream: map[int]bool{}, holders: map[int]bool{}, at: map[int]int{}}
	seen := map[int]bool{}
	for at, err := strconv.Atoi(string(g[1])); ; {
		if err != nil || at < 0 || at >= len(data) || seen[at] || len(seen) > maxTables {
			return errPDFTable
		}
		seen[at] = true
		dict, body, plain := tableAt(data[at:])
		if plain {
			return nil // older tables of such a file are plain as well
		}
		if dict == nil {
			return errPDFTable
		}
		if bytes.Contains(dict, []byte("/Encrypt")) {
			return errPDFLock // what the streams hold cannot be looked at beforehand
		}
		if e := o.read(dict, body); e != nil {
			return e
		}
		prev := pdfPrev.FindSubmatch(dict)
		if prev == nil {
			break
		}
		at, err = strconv.Atoi(string(prev[1]))
	}
	return o.check(data)
}

// pdfObjectsOf is what the tables of a file say of its objects.
type pdfObjectsOf struct {
	inStream map[int]bool // objects that lie in a stream
	holders  map[int]bool // the streams that hold others
	at       map[int]int  // where the others begin; the newest table counts
}

// check looks at every object stream before the library does.
func (o *pdfObjectsOf) check(data []byte) error {
	budget := pdfTotal
	for h := range o.holders {
		if o.inStream[h] {
			return errPDFLoop
		}
		at, ok := o.at[h]
		if !ok || at < 0 || at >= len(data) {
			continue // the library finds nothing there
		}
		dict, body, _ := tableAt(data[at:])
		if dict == nil {
			return errPDFTable
		}
		n, err := holderSound(dict, body, budget)
		if err != nil {
			return err
		}
		budget -= n
	}
	return nil
}

var (
	holderFilter  = regexp.MustCompile(`/Filter\s*\[?\s*/FlateDecode\s*\]?`)
	holderKeys    = regexp.MustCompile(`/(?:N|First)\s+\d+`)
	holderForeign = regexp.MustCompile(`/Extends|/DecodeParms|/(?:N|First)\s+\d+\s+\d+\s+R`)
	holderCount   = regexp.MustCompile(`/N\s+(\d+)`)
)

// holderSound unpacks an object stream and returns its size. The library reads on for ever behind the end of
// a string in hexadecimal figures that is not closed, so there has to be a closing mark behind the last
// opening one; and it believes the number of objects.
func holderSound(dict, body []byte, budget int) (int, error) {
	if len(holderKeys.FindAll(dict, 3)) != 2 || holderForeign.Match(dict) || len(holderFilter.FindAll(dict, 2)) != 1 || bytes.Count(dict, []byte("/Filter")) != 1 {
		return 0, errPDFTable
	}
	if n := holderCount.FindSubmatch(dict); n == nil || len(n[1]) > 6 {
		return 0, errPDFTable
	}
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return 0, errPDFTable
	}
	data, _ := io.ReadAll(io.LimitReader(z, int64(budget)+1)) // where it is cut short, the library stops
	if len(data) > budget {
		return 0, errPDFLarge
	}
	if bytes.LastIndexByte(data, '<') > bytes.LastIndexByte(data, '>') {
		return 0, errPDFTable
	}
	return len(data), nil
}

// tableAt is the dictionary and the packed data of the table that data begins with; plain says that it is
// one in text.
func tableAt(data []byte) (dict, body []byte, plain bool) {
	data = bytes.TrimLeft(data, " \t\r\n\f\x00")
	if bytes.HasPrefix(data, []byte("xref")) {
		return nil, nil, true
	}
	head := pdfXRef.FindIndex(data[:min(len(data), 64)])
	if head == nil || head[0] != 0 {
		return nil, nil, false
	}
	end := pdfStream.FindIndex(data[:min(len(data), 16<<10)])
	if end == nil {
		return nil, nil, false
	}
	dict = data[head[1]:end[0]]
	// Escapes and comments could hide a key from these patterns, or a second dictionary stand in for it.
	if bytes.ContainsAny(dict, "#%(") {
		return nil, nil, false
	}
	return dict, data[end[1]:], false
}

// read notes what the rows of one table say.
func (o *pdfObjectsOf) read(dict, body []byte) error {
	w := pdfWidths.FindSubmatch(dict)
	if w == nil || len(pdfIndex.FindAll(dict, 2)) > 1 || len(pdfPrev.FindAll(dict, 2)) > 1 || len(pdfWidths.FindAll(dict, 2)) > 1 {
		return errPDFTable
	}
	var width [3]int
	for i := range width {
		if width[i] = atoi(string(w[i+1])); width[i] > 8 {
			return errPDFTable
		}
	}
	rows, err := tableRowsOf(dict, body, width[0]+width[1]+width[2])
	if err != nil {
		return err
	}
	ids := tableIDs(dict, len(rows))
	for i, row := range rows {
		if i >= len(ids) {
			break
		}
		kind, where := 1, bigEndian(row[width[0]:width[0]+width[1]])
		if width[0] > 0 {
			kind = bigEndian(row[:width[0]])
		}
		switch _, known := o.at[ids[i]]; {
		case kind == 2:
			o.inStream[ids[i]], o.holders[where] = true, true
		case kind == 1 && !known:
			o.at[ids[i]] = where
		}
	}
	return nil
}

// tableRowsOf unpacks the rows: Flate with or without the PNG filter "up", all that the library knows.
func tableRowsOf(dict, body []byte, size int) ([][]byte, error) {
	if size == 0 {
		return nil, errPDFTable
	}
	var r io.Reader = bytes.NewReader(body)
	if bytes.Contains(dict, []byte("/Filter")) {
		z, err := zlib.NewReader(r)
		if err != nil {
			return nil, errPDFTable
		}
		r = z
	}
	filtered := bytes.Contains(dict, []byte("/Predictor"))
	if filtered {
		c := pdfColumns.FindSubmatch(dict)
		if c == nil || atoi(string(c[1])) != size {
			return nil, errPDFTable
		}
	}
	var rows [][]byte
	last := make([]byte, size)
	for len(rows) <= pdfObjects {
		row := make([]byte, size)
		if filtered {
			var tag [1]byte
			if _, err := io.ReadFull(r, tag[:]); err != nil {
				return rows, nil
			}
		}
		if _, err := io.ReadFull(r, row); err != nil {
			return rows, nil
		}
		for i := range row {
			if filtered {
				row[i] += last[i]
			}
		}
		last = row
		rows = append(rows, row)
	}
	return rows, nil
}

// tableIDs are the numbers of the objects that the rows are about, in their order.
func tableIDs(dict []byte, rows int) []int {
	ranges := []int{0, rows}
	if g := pdfIndex.FindSubmatch(dict); g != nil {
		ranges = ranges[:0]
		for _, n := range pdfNumber.FindAll(g[1], -1) {
			ranges = append(ranges, atoi(string(n)))
		}
	}
	var ids []int
	for i := 0; i+1 < len(ranges); i += 2 {
		for k := 0; k < ranges[i+1] && len(ids) < rows; k++ {
			ids = append(ids, ranges[i]+k)
		}
	}
	return ids
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}
