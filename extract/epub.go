package extract

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"strings"
)

// maxChapters bounds the pages that are read of a book.
const maxChapters = 2000

// epub is a publication's package document (EPUB 2 and 3).
type epub struct {
	root  string // path of the package document
	items map[string]epubItem
	spine []string // ids in reading order
	stamp []stamp
}

type epubItem struct {
	href string
	page bool // a page with text, and not the table of contents
}

// readEPUB fills d from the pages of a publication in their reading order.
func readEPUB(d *Document, p *pack, limits Limits) error {
	for _, part := range []string{"META-INF/encryption.xml", "META-INF/rights.xml"} {
		data, err := p.read(part)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte("xmlenc#aes")) || part == "META-INF/rights.xml" && len(data) > 0 {
			return locked(p.name)
		}
	}
	book, err := p.book(d)
	if err != nil {
		return err
	}
	read := 0
	for _, id := range book.spine {
		item := book.items[id]
		if !item.page || !p.has(item.href) || read >= maxChapters {
			continue
		}
		read++
		if err := d.chapter(p, item.href, limits); err != nil {
			return err
		}
	}
	if read == 0 {
		return damaged(p.name, "its package names no page with text")
	}
	oneHeadline(d)
	titleFromHeadline(d)
	d.publish(book.stamp)
	return nil
}

// book reads the package document, and the metadata into d.
func (p *pack) book(d *Document) (*epub, error) {
	b := &epub{items: map[string]epubItem{}}
	err := p.walk("META-INF/container.xml", func(x *xmlPart, e xml.StartElement) {
		if e.Name.Local == "rootfile" && b.root == "" {
			b.root = attribute(e, "full-path")
		}
	})
	if err != nil {
		return nil, err
	}
	data, err := p.must(b.root)
	if err != nil {
		return nil, err
	}
	x, err := newXMLPart(p.name, b.root, data, 0, Limits{}.withDefaults())
	if err != nil {
		return nil, err
	}
	if _, err := x.root(); err != nil {
		return nil, err
	}
	return b, x.children(func(e xml.StartElement) error { return b.element(d, x, e) }, nil)
}

// walk calls f for each element of a part that has to be there.
func (p *pack) walk(part string, f func(*xmlPart, xml.StartElement)) error {
	data, err := p.must(part)
	if err != nil {
		return err
	}
	x, err := newXMLPart(p.name, part, data, 0, Limits{}.withDefaults())
	if err != nil {
		return err
	}
	for {
		t, err := x.next()
		if t == nil || err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			f(x, e)
		}
	}
}

// element takes an element of the package document.
func (b *epub) element(d *Document, x *xmlPart, e xml.StartElement) error {
	switch e.Name.Local {
	case "metadata", "dc-metadata", "manifest", "spine":
		return x.children(func(e xml.StartElement) error { return b.element(d, x, e) }, nil)
	case "item":
		href, err := url.PathUnescape(attribute(e, "href"))
		if err != nil {
			href = attribute(e, "href")
		}
		page := strings.Contains(attribute(e, "media-type"), "html") && !strings.Contains(" "+attribute(e, "properties")+" ", " nav ")
		b.items[attribute(e, "id")] = epubItem{resolve(b.root, href), page}
	case "itemref":
		if attribute(e, "linear") != "no" {
			b.spine = append(b.spine, attribute(e, "idref"))
		}
	case "date":
		if event := attribute(e, "event"); event == "" || event == "publication" {
			s, err := x.content()
			if st, ok := parseStamp(s); ok {
				b.stamp = append(b.stamp, st)
			}
			return err
		}
	default:
		return x.property(d, e)
	}
	return x.skip()
}

// chapter reads one page and appends it.
func (d *Document) chapter(p *pack, part string, limits Limits) error {
	data, err := p.must(part)
	if err != nil {
		return err
	}
	if len(data) > limits.Source {
		return tooLarge(d.Name, limits.Source)
	}
	one := &Document{Name: d.Name, Source: data}
	if err := readHTML(one, decode(data, true), limits); err != nil {
		return err
	}
	base := len(d.Source)
	d.Source = append(d.Source, data...)
	d.Parts = append(d.Parts, Part{part, Origin{base, len(d.Source)}})
	d.appendText(one, base)
	return nil
}

// appendText adds the text of another document, whose source begins at base in d's.
func (d *Document) appendText(o *Document, base int) {
	if o.Text == "" {
		return
	}
	if d.Text != "" {
		d.Text += "\n\n"
	}
	shift, tables := len(d.Text), 0
	for _, b := range d.Blocks {
		tables = max(tables, b.Table)
	}
	for _, b := range o.Blocks {
		b.Start, b.End = b.Start+shift, b.End+shift
		if b.Table > 0 {
			b.Table += tables
		}
		d.Blocks = append(d.Blocks, b)
	}
	for _, s := range o.segments {
		d.segments = append(d.segments, segment{Span{s.text.Start + shift, s.text.End + shift}, Origin{s.source.Start + base, s.source.End + base}})
	}
	d.Text += o.Text
}
