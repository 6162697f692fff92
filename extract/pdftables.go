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
	inStream, holders := map[int]bool{}, map[int]bool{}
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
		if e := tableEntries(dict, body, inStream, holders); e != nil {
			return e
		}
		prev := pdfPrev.FindSubmatch(dict)
		if prev == nil {
			break
		}
		at, err = strconv.Atoi(string(prev[1]))
	}
	for h := range holders {
		if inStream[h] {
			return errPDFLoop
		}
	}
	return nil
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

// tableEntries notes which objects lie in streams, and in which.
func tableEntries(dict, body []byte, inStream, holders map[int]bool) error {
	w := pdfWidths.FindSubmatch(dict)
	if w == nil || len(pdfWidths.FindAll(dict, 2)) > 1 {
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
	ids := tableIDs(dict)
	for i, row := range rows {
		if i >= len(ids) {
			break
		}
		kind := 1
		if width[0] > 0 {
			kind = bigEndian(row[:width[0]])
		}
		if kind == 2 {
			inStream[ids[i]] = true
			holders[bigEndian(row[width[0]:width[0]+width[1]])] = true
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

// tableIDs are the numbers of the objects that the rows are about.
func tableIDs(dict []byte) []int {
	ranges := []int{0, pdfObjects}
	if g := pdfIndex.FindSubmatch(dict); g != nil {
		ranges = ranges[:0]
		for _, n := range pdfNumber.FindAll(g[1], -1) {
			ranges = append(ranges, atoi(string(n)))
		}
	}
	var ids []int
	for i := 0; i+1 < len(ranges); i += 2 {
		for k := 0; k < ranges[i+1] && len(ids) <= pdfObjects; k++ {
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
