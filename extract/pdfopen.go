package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"
	"time"

	"github.com/ledongthuc/pdf"
)

// Bounds of a PDF. The library trusts what a file says of itself, so what could make it run on, or take
// memory without end, is looked for before and while it reads.
const (
	pdfPages   = 500
	pdfContent = 16 << 20 // bytes of drawing commands of one page, unpacked
	pdfTotal   = 64 << 20 // of all pages
	pdfCMap    = 4 << 20  // bytes of one font's table of characters
	pdfGlyphs  = 2 << 20  // characters of all pages
	pdfObjects = 1 << 20  // objects that a table may name
	pdfFrames  = 3000     // calls within one another, beyond which references go round in a circle
)

// pdfTime is how long a file may take; the usual one takes milliseconds.
var pdfTime = 10 * time.Second

var (
	errPDFTime  = errors.New("it takes too long")
	errPDFLoop  = errors.New("its objects refer to one another in a circle")
	errPDFLarge = errors.New("it unpacks to too much")
	errPDFLock  = errors.New("it is encrypted")
)

// pdfBytes is the file as the library reads it. It ends a read that is late, or that comes from too deep.
type pdfBytes struct {
	data  []byte
	until time.Time
	pcs   []uintptr
}

// ReadAt reads, or panics where the reading has to end: the library recovers from nothing and its callers
// here do.
func (b *pdfBytes) ReadAt(p []byte, at int64) (int, error) {
	if time.Now().After(b.until) {
		panic(errPDFTime)
	}
	if runtime.Callers(1, b.pcs) == len(b.pcs) {
		panic(errPDFLoop)
	}
	if at < 0 || at >= int64(len(b.data)) {
		return 0, io.EOF
	}
	n := copy(p, b.data[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// pdfTrimmed is the file from its mark to its end, as the library wants it: other programs allow other
// bytes before and behind, and a version that it does not know reads like one that it does.
func pdfTrimmed(source []byte) []byte {
	if i := bytes.Index(source[:min(len(source), 1<<10)], []byte("%PDF-")); i > 0 {
		source = source[i:]
	}
	if i := bytes.LastIndex(source, []byte("%%EOF")); i >= 0 {
		source = source[:i+len("%%EOF")]
	}
	out := bytes.Clone(source)
	if len(out) > 9 && out[0] == '%' {
		copy(out, "%PDF-1.7")
		if out[8] != '\r' && out[8] != '\n' {
			out[8] = '\n'
		}
	}
	return out
}

var (
	pdfSize    = regexp.MustCompile(`/Size\s+(\d+)`)
	pdfIndex   = regexp.MustCompile(`/Index\s*\[([\d\s]*)\]`)
	pdfSection = regexp.MustCompile(`(?:^|[\r\n])\s*(\d{7,})\s+\d+\s*[\r\n]`)
	pdfNumber  = regexp.MustCompile(`\d+`)
)

// pdfPlausible refuses a file whose tables name more objects than it can have: room is made for them before
// they are read.
func pdfPlausible(data []byte) error {
	numbers := [][]byte{}
	for _, g := range pdfSize.FindAllSubmatch(data, -1) {
		numbers = append(numbers, g[1])
	}
	for _, g := range pdfIndex.FindAllSubmatch(data, -1) {
		numbers = append(numbers, pdfNumber.FindAll(g[1], -1)...)
	}
	for _, g := range pdfSection.FindAllSubmatch(data, -1) {
		numbers = append(numbers, g[1])
	}
	for _, n := range numbers {
		if v, err := strconv.Atoi(string(n)); err != nil || v > pdfObjects {
			return fmt.Errorf("its table names object %s", n)
		}
	}
	return pdfTables(data)
}

// pdfSafely runs what may panic, for its own time and no longer.
func pdfSafely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(error); ok && (errors.Is(e, errPDFTime) || errors.Is(e, errPDFLoop) || errors.Is(e, errPDFLarge)) {
				err = e
				return
			}
			err = fmt.Errorf("%v", p)
		}
	}()
	return f()
}

// pdfOpen opens the file.
func pdfOpen(source []byte) (r *pdf.Reader, err error) {
	data := pdfTrimmed(source)
	if err := pdfPlausible(data); err != nil {
		return nil, err
	}
	b := &pdfBytes{data, time.Now().Add(pdfTime), make([]uintptr, pdfFrames)}
	err = pdfSafely(func() error {
		var err error
		r, err = pdf.NewReader(b, int64(len(data)))
		return err
	})
	return r, err
}

// pdfStreamOf unpacks a stream, or an array of them in sequence; more than limit bytes are an error. What is
// cut short is read as far as it goes.
func pdfStreamOf(v pdf.Value, limit int) ([]byte, error) {
	var out []byte
	one := func(v pdf.Value) error {
		if v.Kind() != pdf.Stream {
			return nil
		}
		r := v.Reader()
		defer r.Close()
		data, _ := io.ReadAll(io.LimitReader(r, int64(max(0, limit-len(out)))+1))
		if out = append(append(out, data...), '\n'); len(out) > limit+1 {
			return errPDFLarge
		}
		return nil
	}
	if v.Kind() != pdf.Array {
		return out, one(v)
	}
	for i := range v.Len() {
		if err := one(v.Index(i)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pdfLevels bounds pages within pages, and pdfNodes how many are looked at.
const (
	pdfLevels = 64
	pdfNodes  = 20_000
)

// pdfPageList is the pages in order, at most one more than are read. The library's own look-up would go
// round in circles with a file that does, and walk the tree once a page.
func pdfPageList(r *pdf.Reader) []pdf.Value {
	var pages []pdf.Value
	nodes := 0
	var walk func(v pdf.Value, level int)
	walk = func(v pdf.Value, level int) {
		kids := v.Key("Kids")
		if nodes++; nodes > pdfNodes || level > pdfLevels || len(pages) > pdfPages {
			return
		}
		if kids.Kind() != pdf.Array {
			if v.Kind() == pdf.Dict {
				pages = append(pages, v)
			}
			return
		}
		for i := range kids.Len() {
			walk(kids.Index(i), level+1)
		}
	}
	walk(r.Trailer().Key("Root").Key("Pages"), 0)
	return pages
}

// pdfInherited is a page's attribute, or that of what it stands in.
func pdfInherited(page pdf.Value, key string) pdf.Value {
	for range pdfLevels {
		if v := page.Key(key); v.Kind() != pdf.Null || page.Kind() == pdf.Null {
			return v
		}
		page = page.Key("Parent")
	}
	return pdf.Value{}
}
