package extract

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// readPDF fills d from the text of a PDF: the lines of each page in the order in which they are drawn,
// joined to paragraphs. The source is the text of the pages, each a part.
func readPDF(d *Document, limits Limits) error {
	source := d.Source
	d.unpack(PDF)
	type answer struct {
		pages [][]pdfChunk
		info  pdfInfo
		err   error
	}
	done := make(chan answer, 1)
	go func() { // a reading that hangs without reading cannot be stopped, but it can be left
		var a answer
		a.err = pdfSafely(func() error {
			var err error
			a.pages, a.info, err = pdfPagesOf(source)
			return err
		})
		done <- a
	}()
	select {
	case a := <-done:
		if a.err != nil {
			return pdfProblem(d.Name, a.err)
		}
		return layOut(d, a.pages, a.info)
	case <-time.After(pdfTime + time.Second):
		return pdfProblem(d.Name, errPDFTime)
	}
}

// pdfInfo is what the file says of itself.
type pdfInfo struct{ title, author, lang string }

// pdfProblem says in plain words what is wrong with a file.
func pdfProblem(name string, err error) error {
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword), errors.Is(err, errPDFLock), strings.Contains(err.Error(), "encryption"): // of a kind that the library does not know
		return locked(name)
	case errors.Is(err, errPDFTime), errors.Is(err, errPDFLarge):
		return fmt.Errorf("%s: %w: %w; save the article's pages alone, or its text", name, ErrTooLarge, err)
	}
	return damaged(name, fmt.Sprintf("it cannot be read as a PDF (%v)", err))
}

// pdfPagesOf is what the pages show.
func pdfPagesOf(source []byte) ([][]pdfChunk, pdfInfo, error) {
	var info pdfInfo
	r, err := pdfOpen(source)
	if err != nil {
		return nil, info, err
	}
	list := pdfPageList(r)
	if len(list) > pdfPages {
		return nil, info, fmt.Errorf("%w: %d pages are read at most", errPDFLarge, pdfPages)
	}
	t := r.Trailer()
	info = pdfInfo{t.Key("Info").Key("Title").Text(), t.Key("Info").Key("Author").Text(), t.Key("Root").Key("Lang").Text()}
	if len(list) == 0 {
		return nil, info, errors.New("it has no page")
	}
	left, budget := pdfGlyphs, pdfTotal
	var pages [][]pdfChunk
	var failed error
	for i, page := range list {
		chunks, err := pdfChunksOf(page, &left, &budget)
		if errors.Is(err, errPDFTime) || errors.Is(err, errPDFLarge) {
			return nil, info, err
		}
		if err != nil {
			failed = fmt.Errorf("page %d: %w", i+1, err)
		}
		pages = append(pages, chunks)
	}
	return pages, info, failed
}

// pdfChunksOf is what one page shows.
func pdfChunksOf(page pdf.Value, left *int, budget *int) (chunks []pdfChunk, err error) {
	err = pdfSafely(func() error {
		content := page.Key("Contents")
		if content.IsNull() {
			return nil
		}
		p := &pdfPage{resources: []pdf.Value{pdfInherited(page, "Resources")}, pdfState: pdfState{ctm: identity, scale: 1}, text: identity, row: identity,
			fonts: map[string]*pdfFont{}, left: left, budget: budget}
		err := p.run(content)
		chunks = p.chunks
		return err
	})
	return chunks, err
}
