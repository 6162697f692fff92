package extract

import (
	"encoding/xml"
	"regexp"
	"strings"
)

// readStyles reads what the paragraph styles are called and what they rest on.
func (r *docx) readStyles() error {
	r.styles = map[string]wordStyle{}
	part := resolve(r.main, "styles.xml")
	rels, err := r.relations(r.main)
	if err != nil {
		return err
	}
	for _, rel := range rels {
		if strings.HasSuffix(rel.kind, "/styles") {
			part = rel.target
		}
	}
	data, err := r.read(part)
	if err != nil || data == nil {
		return err
	}
	x, err := newXMLPart(r.name, part, data, 0, r.limits)
	if err != nil {
		return err
	}
	if _, err := x.root(); err != nil {
		return err
	}
	return x.children(func(e xml.StartElement) error {
		if e.Name.Local != "style" {
			return x.skip()
		}
		s, err := readStyle(x)
		r.styles[attribute(e, "styleId")] = s
		return err
	}, nil)
}

// readStyle reads the style that was begun.
func readStyle(x *xmlPart) (s wordStyle, err error) {
	err = x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "name":
			s.name = attribute(e, "val")
		case "basedOn":
			s.base = attribute(e, "val")
		case "outlineLvl":
			s.outline = attribute(e, "val")
		case "numPr":
			s.list = true
		case "pPr":
			inner, err := readStyle(x)
			s.outline, s.list = inner.outline, inner.list
			return err
		}
		return x.skip()
	}, nil)
	return s, err
}

// maxStyleChain bounds how far one style rests on another; a loop ends there.
const maxStyleChain = 12

// roleOf is the role of a paragraph by its style and its own properties.
func (r *docx) roleOf(style, outline string, list bool) Role {
	id := style
	for range maxStyleChain {
		s, ok := r.styles[id]
		if role := roleOfStyle(s.name); role != Paragraph {
			return role
		}
		if role := roleOfStyle(id); role != Paragraph {
			return role
		}
		if outline == "" {
			outline = s.outline
		}
		list = list || s.list
		if !ok || s.base == "" {
			break
		}
		id = s.base
	}
	switch {
	case outline == "0":
		return Headline
	case outline != "" && outline != "9":
		return Subhead
	case list:
		return ListItem
	}
	return Paragraph
}

// styleRoles are the built-in names of the word processors, and those that newsrooms give to their own.
var styleRoles = []struct {
	role Role
	name *regexp.Regexp
}{
	{Headline, regexp.MustCompile(`^(?:title|headline|heading ?1|hed|article ?title)$`)},
	{Summary, regexp.MustCompile(`^(?:subtitle|standfirst|deck|dek|summary|abstract|intro)$`)},
	{Subhead, regexp.MustCompile(`^(?:heading ?[2-9]|heading|subhead(?:ing|line)?|crosshead)$`)},
	{Caption, regexp.MustCompile(`^(?:(?:image |table |photo )?caption|illustration|figure)$`)},
	{PullQuote, regexp.MustCompile(`^pull ?-?quote$`)},
	{BlockQuote, regexp.MustCompile(`^(?:quote|quotations?|intense ?quote|block ?(?:quote|text|quotation))$`)},
	{ListItem, regexp.MustCompile(`^(?:list(?: ?(?:paragraph|bullet|number|contents|continue))? ?\d*|compact|bullets?)$`)},
	{Footnote, regexp.MustCompile(`^(?:(?:foot|end)note ?(?:text)?)$`)},
}

func roleOfStyle(name string) Role {
	name = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(name, "_20_", " ")))
	for _, s := range styleRoles {
		if s.name.MatchString(name) {
			return s.role
		}
	}
	return Paragraph
}

// readTable writes the rows of a table as blocks. A table in a cell, and one with a single column, is read
// as paragraphs.
func (r *docx) readTable() error {
	r.finishParagraph()
	if r.inRow && r.boxes == 0 {
		return r.x.children(r.tableInCell, nil)
	}
	r.out.tables++
	number := r.out.tables
	return r.x.children(func(e xml.StartElement) error { return r.tablePart(e, number) }, nil)
}

// tableInCell reads a table within a row: its text goes into the row's cell.
func (r *docx) tableInCell(e xml.StartElement) error {
	if e.Name.Local == "p" && isWord(e) {
		return r.paragraph()
	}
	return r.x.children(r.tableInCell, nil)
}

func (r *docx) tablePart(e xml.StartElement, number int) error {
	switch e.Name.Local {
	case "tr":
		return r.row(number)
	case "tblPr", "tblGrid":
		return r.x.skip()
	}
	return r.x.children(func(e xml.StartElement) error { return r.tablePart(e, number) }, nil)
}

// row writes one row, its cells set apart by tabs; a deleted row leaves nothing.
func (r *docx) row(number int) error {
	wasRow, wasCell := r.inRow, r.cell
	r.inRow, r.cell = true, 0
	boxes := r.boxes
	r.boxes = 0
	role := TableRow
	r.out.begin(role, number)
	deleted := false
	err := r.x.children(func(e xml.StartElement) error { return r.rowPart(e, &deleted) }, nil)
	if deleted {
		r.out.top().items = nil
	}
	r.out.end()
	r.inRow, r.cell, r.boxes = wasRow, wasCell, boxes
	return err
}

func (r *docx) rowPart(e xml.StartElement, deleted *bool) error {
	switch e.Name.Local {
	case "trPr":
		return r.x.children(func(e xml.StartElement) error {
			*deleted = *deleted || e.Name.Local == "del"
			return r.x.skip()
		}, nil)
	case "tc":
		return r.tableCell()
	case "sdtPr", "tblPrEx":
		return r.x.skip()
	}
	return r.x.children(func(e xml.StartElement) error { return r.rowPart(e, deleted) }, nil)
}

// tableCell writes a cell, and empty ones for the further columns that it spans.
func (r *docx) tableCell() error {
	if r.cell > 0 {
		r.out.literal(cellBar)
	}
	r.cell++
	span, start := 1, len(r.out.top().items)
	gone := false
	err := r.x.children(func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return r.block(e)
		}
		return r.x.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "gridSpan":
				span = max(1, min(atoi(attribute(e, "val")), maxSpan))
			case "cellDel":
				gone = true
			}
			return r.x.skip()
		}, nil)
	}, nil)
	if top := r.out.top(); gone && top != nil {
		top.items = top.items[:start]
	}
	for range span - 1 {
		r.out.literal(cellBar)
	}
	return err
}

// coreProperties reads title and author of the Dublin Core that office packages carry.
func (p *pack) coreProperties(d *Document, part string) error {
	data, err := p.read(part)
	if err != nil || data == nil {
		return err
	}
	x, err := newXMLPart(p.name, part, data, 0, Limits{}.withDefaults())
	if err != nil {
		return err
	}
	if _, err := x.root(); err != nil {
		return err
	}
	return x.children(func(e xml.StartElement) error { return x.property(d, e) }, nil)
}

// property takes one field of Dublin Core over.
func (x *xmlPart) property(d *Document, e xml.StartElement) error {
	if e.Name.Local == "meta" || e.Name.Local == "metadata" {
		return x.children(func(e xml.StartElement) error { return x.property(d, e) }, nil)
	}
	s, err := x.content()
	switch {
	case err != nil || s == "":
	case e.Name.Local == "title" && d.Title == "" && !junkTitle.MatchString(s):
		d.Title = s
	case (e.Name.Local == "creator" || e.Name.Local == "initial-creator") && d.Byline == "" && !junkAuthor.MatchString(s):
		d.Byline = cleanByline(s)
	case e.Name.Local == "language" && d.Lang == "":
		d.Lang = s
	}
	return err
}

var (
	junkTitle  = regexp.MustCompile(`(?i)^(?:untitled|microsoft word\b.*|(?:word )?document ?\d*|template|normal(?:\.dotm?)?|.*\.(?:docx?|odt|rtf|pdf|indd))$`)
	junkAuthor = regexp.MustCompile(`(?i)^(?:user|admin(?:istrator)?|owner|author|microsoft(?: office)?(?: user)?|unknown|root|default|.*\d{3,}.*)$`)
)
