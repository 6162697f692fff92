package extract

import (
	"encoding/xml"
	"strings"
)

// Namespaces of WordprocessingML, transitional and strict (ECMA-376 and ISO/IEC 29500).
const (
	wordNS       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordStrictNS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// docx reads a Word file as it looks once every tracked change is accepted. Reviewers' comments, headers,
// footers, field codes and hidden text are no part of the article.
type docx struct {
	*pack
	d      *Document
	limits Limits
	main   string
	styles map[string]wordStyle
	out    flow

	x        *xmlPart
	noteIDs  []noteID // in the order of their references
	seen     map[noteID]bool
	cell     int  // cells begun in the open row of it
	inRow    bool // paragraphs go into the open row
	goesOn   bool // the last paragraph's mark was deleted: the next goes on with it
	boxes    int  // text boxes that are open
	noteRole bool
}

// noteID names a footnote or an endnote.
type noteID struct{ kind, id string }

// wordStyle is what a paragraph style says of the role.
type wordStyle struct {
	name, base string
	outline    string
	list       bool
}

// wordMain is the name of the main part, by the package's relationships; "" where they name none.
func (p *pack) wordMain() string {
	rels, err := p.relations("")
	if err != nil {
		return ""
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && p.has(r.target) && strings.Contains(r.target, "word") {
			return r.target
		}
	}
	return ""
}

// relation is one relationship of a part.
type relation struct{ id, kind, target string }

// relations are those of the part; "" is the package.
func (p *pack) relations(part string) ([]relation, error) {
	dir, file := "", part
	if i := strings.LastIndexByte(part, '/'); i >= 0 {
		dir, file = part[:i+1], part[i+1:]
	}
	name := dir + "_rels/" + file + ".rels"
	data, err := p.read(name)
	if err != nil || data == nil {
		return nil, err
	}
	x, err := newXMLPart(p.name, name, data, 0, Limits{}.withDefaults())
	if err != nil {
		return nil, err
	}
	if _, err := x.root(); err != nil {
		return nil, err
	}
	var out []relation
	err = x.children(func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attribute(e, "TargetMode") != "External" {
			out = append(out, relation{attribute(e, "Id"), attribute(e, "Type"), resolve(part, attribute(e, "Target"))})
		}
		return x.skip()
	}, nil)
	return out, err
}

// readDOCX fills d from a Word file: the body, then the notes that it refers to.
func readDOCX(d *Document, p *pack, limits Limits) error {
	r := &docx{pack: p, d: d, limits: limits, main: p.wordMain(), seen: map[noteID]bool{}}
	if r.main == "" {
		r.main = "word/document.xml"
	}
	if err := r.readStyles(); err != nil {
		return err
	}
	if err := r.readBody(); err != nil {
		return err
	}
	if err := r.readNotes(); err != nil {
		return err
	}
	if err := p.coreProperties(d, "docProps/core.xml"); err != nil {
		return err
	}
	r.out.compose(d)
	return nil
}

// addPart appends a part to the document's source and opens it.
func addPart(d *Document, p *pack, part string, limits Limits) (*xmlPart, error) {
	data, err := p.must(part)
	if err != nil {
		return nil, err
	}
	x, err := newXMLPart(p.name, part, data, len(d.Source), limits)
	if err != nil {
		return nil, err
	}
	d.Source = append(d.Source, data...)
	d.Parts = append(d.Parts, Part{part, Origin{x.base, len(d.Source)}})
	return x, nil
}

func (r *docx) readBody() error {
	x, err := addPart(r.d, r.pack, r.main, r.limits)
	if err != nil {
		return err
	}
	r.x = x
	if _, err := x.root(); err != nil {
		return err
	}
	err = x.children(r.block, nil)
	r.finishParagraph()
	return err
}

// readNotes reads footnotes, then endnotes, each in the order of the references.
func (r *docx) readNotes() error {
	rels, err := r.relations(r.main)
	if err != nil {
		return err
	}
	r.out.inNote, r.noteRole = true, true
	for _, kind := range []string{"footnote", "endnote"} {
		for _, rel := range rels {
			if strings.HasSuffix(rel.kind, "/"+kind+"s") && r.has(rel.target) {
				if err := r.readNotePart(rel.target, kind); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

func (r *docx) readNotePart(part, kind string) error {
	x, err := addPart(r.d, r.pack, part, r.limits)
	if err != nil {
		return err
	}
	r.x = x
	if _, err := x.root(); err != nil {
		return err
	}
	before, byID := r.out.notes, map[string][]flowBlock{}
	err = x.children(func(e xml.StartElement) error {
		id := attribute(e, "id")
		if !isWord(e) || e.Name.Local != kind || !r.seen[noteID{kind, id}] {
			return x.skip()
		}
		r.out.notes = nil
		err := x.children(r.block, nil)
		r.finishParagraph()
		byID[id] = append(byID[id], r.out.notes...)
		return err
	}, nil)
	r.out.notes = before
	for _, n := range r.noteIDs {
		if n.kind == kind {
			r.out.notes = append(r.out.notes, byID[n.id]...)
		}
	}
	return err
}

func isWord(e xml.StartElement) bool { return e.Name.Space == wordNS || e.Name.Space == wordStrictNS }

// block reads an element in which paragraphs and tables stand.
func (r *docx) block(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		if isWord(e) {
			return r.paragraph()
		}
	case "tbl":
		if isWord(e) {
			return r.readTable()
		}
	case "sectPr", "del", "moveFrom", "Fallback", "sdtPr", "customXmlDelRangeStart", "txbxStyle":
		return r.x.skip()
	}
	return r.x.children(r.block, nil)
}

// paragraph reads one paragraph as a block, or into the open table row.
func (r *docx) paragraph() error {
	joined := r.goesOn
	r.goesOn = false
	switch {
	case r.inRow && r.boxes == 0:
		r.out.literal("")
	case !joined:
		r.finishParagraph()
		r.out.begin(r.defaultRole(), 0)
	}
	err := r.x.children(r.inline, nil)
	if !r.goesOn && !(r.inRow && r.boxes == 0) {
		r.out.end()
	}
	return err
}

func (r *docx) defaultRole() Role {
	if r.noteRole {
		return Footnote
	}
	return Paragraph
}

// finishParagraph closes a paragraph that waits for another to go on with it.
func (r *docx) finishParagraph() {
	if r.goesOn {
		r.goesOn = false
		r.out.end()
	}
}

// inline reads an element within a paragraph.
func (r *docx) inline(e xml.StartElement) error {
	switch e.Name.Local {
	case "pPr":
		return r.paragraphProperties()
	case "r":
		return r.run()
	case "del", "moveFrom", "Fallback", "sdtPr", "instrText", "rubyPr", "rt":
		return r.x.skip()
	}
	return r.x.children(r.inline, nil)
}

// paragraphProperties tells the role, and whether the paragraph's mark was deleted.
func (r *docx) paragraphProperties() error {
	style, list, outline := "", false, ""
	err := r.x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			style = attribute(e, "val")
		case "numPr":
			list = true
		case "outlineLvl":
			outline = attribute(e, "val")
		case "rPr":
			return r.x.children(func(e xml.StartElement) error {
				if e.Name.Local == "del" || e.Name.Local == "moveFrom" {
					r.goesOn = !r.inRow || r.boxes > 0
				}
				return r.x.skip()
			}, nil)
		}
		return r.x.skip()
	}, nil)
	if b := r.out.top(); b != nil && b.Role == Paragraph {
		b.Role = r.roleOf(style, outline, list)
	}
	return err
}

// run reads a run of text of one format.
func (r *docx) run() error {
	hidden := false
	return r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "rPr" {
			return r.x.children(func(e xml.StartElement) error {
				if e.Name.Local == "vanish" || e.Name.Local == "webHidden" {
					hidden = isOn(attribute(e, "val"))
				}
				return r.x.skip()
			}, nil)
		}
		if hidden {
			return r.x.skip()
		}
		return r.runContent(e)
	}, nil)
}

// isOn reads a switch, which is on where it is only named.
func isOn(val string) bool { return val != "0" && val != "false" && val != "off" }

// runContent reads what stands in a run: text, breaks, a reference to a note, a drawing with a text box.
func (r *docx) runContent(e xml.StartElement) error {
	switch e.Name.Local {
	case "t":
		return r.x.children(func(xml.StartElement) error { return r.x.skip() }, func() { r.out.write(r.x.pieces()...) })
	case "tab", "br", "cr", "ptab":
		r.out.literal("")
	case "noBreakHyphen":
		r.out.literal("-")
	case "footnoteReference", "endnoteReference":
		id := noteID{strings.TrimSuffix(e.Name.Local, "Reference"), attribute(e, "id")}
		if !r.seen[id] {
			r.seen[id] = true
			r.noteIDs = append(r.noteIDs, id)
		}
	case "txbxContent":
		return r.textBox()
	case "Fallback", "instrText", "delText":
	case "ruby", "rubyBase":
		return r.x.children(r.inline, nil)
	case "AlternateContent", "Choice", "drawing", "pict", "object":
		return r.x.children(r.runContent, nil)
	default:
		if !isWord(e) {
			return r.x.children(r.runContent, nil) // the shapes of a drawing, in which a text box may be
		}
	}
	return r.x.skip()
}

// textBox reads the paragraphs of a text box, which follow the paragraph that it hangs on.
func (r *docx) textBox() error {
	waits := r.goesOn
	r.goesOn = false
	r.boxes++
	err := r.x.children(r.block, nil)
	r.finishParagraph()
	r.boxes--
	r.goesOn = waits
	return err
}
