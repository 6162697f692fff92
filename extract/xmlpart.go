package extract

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// xmlPart walks one XML part token by token and keeps the byte range of each. Document type declarations
// are refused, so no entity is ever expanded and nothing outside the part is read.
type xmlPart struct {
	dec   *xml.Decoder
	name  string // of the article
	part  string
	text  string
	base  int    // where the part begins in Document.Source
	last  Origin // of the last token, within the part
	depth int
	limit int
}

func newXMLPart(name, part string, data []byte, base int, limits Limits) (*xmlPart, error) {
	if !utf8.Valid(data) {
		return nil, damaged(name, "its part "+part+" is not UTF-8")
	}
	x := &xmlPart{name: name, part: part, text: string(data), base: base, limit: limits.Depth}
	x.dec = xml.NewDecoder(strings.NewReader(x.text))
	x.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		return nil, errors.New("encoding " + label) // its bytes are UTF-8, but it says otherwise
	}
	return x, nil
}

// next is the next token, nil at the end. Its bytes hold until the next call.
func (x *xmlPart) next() (xml.Token, error) {
	x.last.Start = int(x.dec.InputOffset())
	t, err := x.dec.Token()
	x.last.End = int(x.dec.InputOffset())
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, damaged(x.name, "its part "+x.part+" is no well-formed XML")
	}
	switch t.(type) {
	case xml.Directive:
		return nil, damaged(x.name, "its part "+x.part+" has a document type declaration, which may name other files and is not read")
	case xml.StartElement:
		if x.depth++; x.depth > x.limit {
			return nil, tooDeep(x.name, "its elements are nested", x.limit)
		}
	case xml.EndElement:
		x.depth--
	}
	return t, nil
}

// root leads to the first element.
func (x *xmlPart) root() (xml.StartElement, error) {
	for {
		t, err := x.next()
		if err != nil {
			return xml.StartElement{}, err
		}
		switch t := t.(type) {
		case nil:
			return xml.StartElement{}, damaged(x.name, "its part "+x.part+" is empty")
		case xml.StartElement:
			return t, nil
		}
	}
}

// children calls element for each child of the element that was begun last, and chars, if given, for each
// run of its text. element has to read its child to the end, by children or skip.
func (x *xmlPart) children(element func(xml.StartElement) error, chars func()) error {
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case nil, xml.EndElement:
			return nil
		case xml.StartElement:
			if err := element(t); err != nil {
				return err
			}
		case xml.CharData:
			if chars != nil {
				chars()
			}
		}
	}
}

// skip reads the element that was begun last to its end.
func (x *xmlPart) skip() error {
	for level := 1; level > 0; {
		t, err := x.next()
		if err != nil {
			return err
		}
		switch t.(type) {
		case nil:
			return nil
		case xml.StartElement:
			level++
		case xml.EndElement:
			level--
		}
	}
	return nil
}

// content is the text in the element that was begun last, of all its descendants, white space folded.
func (x *xmlPart) content() (string, error) {
	var b strings.Builder
	for level := 1; level > 0; {
		t, err := x.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case nil:
			level = 0
		case xml.StartElement:
			level++
		case xml.EndElement:
			level--
		case xml.CharData:
			b.Write(t)
		}
	}
	return foldText(b.String()), nil
}

const (
	cdataStart = "<![CDATA["
	cdataEnd   = "]]>"
)

// pieces are the text token read last, with its place in Document.Source.
func (x *xmlPart) pieces() []piece {
	from, to := x.last.Start, x.last.End
	if raw := x.text[from:to]; strings.HasPrefix(raw, cdataStart) && strings.HasSuffix(raw, cdataEnd) {
		from, to = from+len(cdataStart), to-len(cdataEnd)
		return []piece{{x.text[from:to], Origin{x.base + from, x.base + to}}}
	}
	out := decodeRun(x.text, run{from, to})
	for i := range out {
		out[i].from.Start += x.base
		out[i].from.End += x.base
	}
	return out
}

// attribute is the value of the attribute with the local name, whatever its prefix.
func attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
