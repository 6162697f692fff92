package sources

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// xmlPart is a part of the archive on its way through the XML decoder.
type xmlPart struct {
	*xml.Decoder
	limit *rowLimit
	close func() error
	left  int64
}

// next is the next token; what has been read since the last call of more counts against the row.
func (p *xmlPart) next() (xml.Token, error) {
	t, err := p.Token()
	switch {
	case err == nil || err == io.EOF:
		return t, err
	case errors.Is(err, errLongRow):
		return nil, fmt.Errorf("a row or string of more than %d MB: no table of votes", longestRow>>20)
	}
	return nil, fmt.Errorf("%w: the workbook is damaged; save the sheet as CSV and give that file", err)
}

// more allows another row.
func (p *xmlPart) more() error {
	p.limit.left = longestRow
	if p.InputOffset() > p.left {
		return fmt.Errorf("more than %d MB unpacked: save the sheet as CSV and give that file", p.left>>20)
	}
	return nil
}

// attribute is an attribute's value by its local name, "" for none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// text is the text of an element up to its end, without how it is pronounced (rPh).
func (p *xmlPart) text(element string) (string, error) {
	var b strings.Builder
	depth, spoken := 1, 0
	for depth > 0 {
		t, err := p.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; t.Name.Local == "rPh" {
				spoken++
			}
		case xml.EndElement:
			if depth--; t.Name.Local == "rPh" {
				spoken--
			}
		case xml.CharData:
			if spoken == 0 {
				b.Write(t)
			}
		}
	}
	return b.String(), nil
}

// columnNumber is the column of a cell's reference, from 0: "B7" is 1; next where it has none.
func columnNumber(ref string, next int) int {
	n := 0
	for i := range len(ref) {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' || i > 3 {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// value is the text of a cell's value (v) or own string (is), up to the cell's end; its formula (f) is none.
func (p *xmlPart) value() (string, error) {
	value := ""
	for {
		t, err := p.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.EndElement:
			return value, nil
		case xml.StartElement:
			text, err := p.text(t.Name.Local)
			if err != nil {
				return "", err
			}
			if t.Name.Local == "v" || t.Name.Local == "is" {
				value = text
			}
		}
	}
}
