package extract

import (
	"bytes"
	"encoding/xml"
)

// odt reads an OpenDocument text (ISO/IEC 26300), tracked changes accepted. Annotations, headers and footers
// are no part of the article.
type odt struct {
	*pack
	x      *xmlPart
	limits Limits
	styles map[string]odtStyle
	out    flow
	row    *odtRow // the row that paragraphs go into, nil for none
	list   int     // lists that are open
	note   bool
}

// odtRow is the state of an open table row.
type odtRow struct{ cells int }

// odtStyle is what a style says of the role, and whether its text is hidden.
type odtStyle struct {
	name, base string
	hidden     bool
	outline    string
}

// readODT fills d from an OpenDocument text: the body, then its notes.
func readODT(d *Document, p *pack, limits Limits) error {
	manifest, err := p.read("META-INF/manifest.xml")
	if err != nil {
		return err
	}
	if bytes.Contains(manifest, []byte(":encryption-data")) {
		return locked(p.name)
	}
	r := &odt{pack: p, limits: limits, styles: map[string]odtStyle{}}
	if err := r.readStyles(); err != nil {
		return err
	}
	if r.x, err = addPart(d, p, "content.xml", limits); err != nil {
		return err
	}
	if _, err := r.x.root(); err != nil {
		return err
	}
	if err := r.x.children(r.part, nil); err != nil {
		return err
	}
	if err := p.coreProperties(d, "meta.xml"); err != nil {
		return err
	}
	r.out.compose(d)
	return nil
}

// readStyles reads the named styles; the automatic ones stand before the text in the content itself.
func (r *odt) readStyles() error {
	data, err := r.read("styles.xml")
	if err != nil || data == nil {
		return err
	}
	x, err := newXMLPart(r.name, "styles.xml", data, 0, r.limits)
	if err != nil {
		return err
	}
	if _, err := x.root(); err != nil {
		return err
	}
	return x.children(func(e xml.StartElement) error { return r.styleIn(x, e) }, nil)
}

func (r *odt) styleIn(x *xmlPart, e xml.StartElement) error {
	if e.Name.Local != "style" {
		return x.children(func(e xml.StartElement) error { return r.styleIn(x, e) }, nil)
	}
	id := attribute(e, "name")
	s := odtStyle{name: attribute(e, "display-name"), base: attribute(e, "parent-style-name"), outline: attribute(e, "default-outline-level")}
	err := x.children(func(e xml.StartElement) error {
		if e.Name.Local == "text-properties" && attribute(e, "display") == "none" {
			s.hidden = true
		}
		return x.skip()
	}, nil)
	r.styles[id] = s
	return err
}

// part reads the parts of the content: automatic styles and the body.
func (r *odt) part(e xml.StartElement) error {
	switch e.Name.Local {
	case "automatic-styles":
		return r.x.children(func(e xml.StartElement) error { return r.styleIn(r.x, e) }, nil)
	case "body":
		return r.x.children(func(e xml.StartElement) error {
			if e.Name.Local != "text" {
				return damaged(r.name, "it holds no text but a "+e.Name.Local)
			}
			return r.x.children(r.block, nil)
		}, nil)
	}
	return r.x.skip()
}

// block reads an element in which paragraphs, lists and tables stand.
func (r *odt) block(e xml.StartElement) error {
	switch e.Name.Local {
	case "h":
		return r.paragraph(r.headingRole(e), e)
	case "p":
		return r.paragraph(r.roleOf(attribute(e, "style-name")), e)
	case "list":
		r.list++
		err := r.x.children(r.block, nil)
		r.list--
		return err
	case "table":
		return r.table()
	case "tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls", "user-field-decls",
		"table-of-content", "alphabetical-index", "illustration-index", "table-index", "bibliography", "list-header":
		return r.x.skip()
	case "section":
		if attribute(e, "display") == "none" {
			return r.x.skip()
		}
	}
	return r.x.children(r.block, nil)
}

func (r *odt) headingRole(e xml.StartElement) Role {
	if role := r.roleOf(attribute(e, "style-name")); role == Headline || role == Summary {
		return role
	}
	if level := attribute(e, "outline-level"); level == "1" || level == "" {
		return Headline
	}
	return Subhead
}

// roleOf is the role by the style, its own name or that of one that it rests on.
func (r *odt) roleOf(style string) Role {
	if r.note {
		return Footnote
	}
	for range maxStyleChain {
		s, ok := r.styles[style]
		for _, name := range []string{s.name, style} {
			if role := roleOfStyle(name); role != Paragraph {
				return role
			}
		}
		if !ok || s.base == "" {
			break
		}
		style = s.base
	}
	if r.list > 0 {
		return ListItem
	}
	return Paragraph
}

func (r *odt) isHidden(style string) bool {
	for range maxStyleChain {
		s, ok := r.styles[style]
		if s.hidden {
			return true
		}
		if !ok || s.base == "" {
			break
		}
		style = s.base
	}
	return false
}

// paragraph reads one paragraph as a block, or into the open table row.
func (r *odt) paragraph(role Role, e xml.StartElement) error {
	if r.isHidden(attribute(e, "style-name")) {
		return r.x.skip()
	}
	if r.row != nil {
		r.out.literal("")
		return r.text()
	}
	r.out.begin(role, 0)
	err := r.text()
	r.out.end()
	return err
}

// text reads what stands in a paragraph or a span.
func (r *odt) text() error {
	return r.x.children(r.inline, func() { r.out.write(r.x.pieces()...) })
}

// inline reads an element within a paragraph.
func (r *odt) inline(e xml.StartElement) error {
	switch e.Name.Local {
	case "s", "tab", "line-break":
		r.out.literal("")
		return r.x.skip()
	case "note":
		return r.readNote()
	case "annotation", "ruby-text", "tracked-changes", "hidden-paragraph", "desc", "title", "object", "object-ole", "script":
		return r.x.skip()
	case "hidden-text", "conditional-text":
		return r.x.skip()
	case "text-box":
		return r.textBox()
	case "frame", "custom-shape", "g", "rect":
		return r.x.children(r.shape, nil)
	case "span", "a":
		if r.isHidden(attribute(e, "style-name")) {
			return r.x.skip()
		}
	}
	return r.text()
}

// shape reads a drawing, of which only text boxes and the paragraphs of shapes are text.
func (r *odt) shape(e xml.StartElement) error {
	switch e.Name.Local {
	case "text-box":
		return r.textBox()
	case "p":
		return r.aside(func() error { return r.block(e) })
	case "frame", "g", "custom-shape", "rect", "a":
		return r.x.children(r.shape, nil)
	}
	return r.x.skip()
}

func (r *odt) textBox() error {
	return r.aside(func() error { return r.x.children(r.block, nil) })
}

// aside reads blocks that stand in the middle of another one.
func (r *odt) aside(read func() error) error {
	row, list := r.row, r.list
	r.row, r.list = nil, 0
	err := read()
	r.row, r.list = row, list
	return err
}

// readNote reads a note's body, which goes to the end; its mark is not shown.
func (r *odt) readNote() error {
	stack, queued := r.out.stack, r.out.queued
	r.out.stack, r.out.queued = nil, nil
	r.out.inNote, r.note = true, true
	err := r.aside(func() error {
		return r.x.children(func(e xml.StartElement) error {
			if e.Name.Local != "note-body" {
				return r.x.skip()
			}
			return r.x.children(r.block, nil)
		}, nil)
	})
	r.out.inNote, r.note = false, false
	r.out.stack, r.out.queued = stack, queued
	return err
}

// table writes the rows as blocks; a table in a cell goes into the cell.
func (r *odt) table() error {
	if r.row != nil {
		return r.x.children(r.block, nil)
	}
	r.out.tables++
	number := r.out.tables
	return r.x.children(func(e xml.StartElement) error { return r.tablePart(e, number) }, nil)
}

func (r *odt) tablePart(e xml.StartElement, number int) error {
	switch e.Name.Local {
	case "table-row":
		r.row = &odtRow{}
		r.out.begin(TableRow, number)
		err := r.x.children(r.cell, nil)
		r.out.end()
		r.row = nil
		return err
	case "table-columns", "table-column", "table-header-columns":
		return r.x.skip()
	}
	return r.x.children(func(e xml.StartElement) error { return r.tablePart(e, number) }, nil)
}

// cell writes a cell; one that a span covers is empty, one that is repeated without text is empty so often.
func (r *odt) cell(e xml.StartElement) error {
	covered := e.Name.Local == "covered-table-cell"
	if !covered && e.Name.Local != "table-cell" {
		return r.x.skip()
	}
	times := max(1, min(atoi(attribute(e, "number-columns-repeated")), maxSpan))
	for range times {
		if r.row.cells > 0 {
			r.out.literal(cellBar)
		}
		r.row.cells++
	}
	if covered {
		return r.x.skip()
	}
	row := r.row
	err := r.x.children(r.block, nil)
	r.row = row
	return err
}
