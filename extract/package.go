package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxEntries bounds the files of a package; a long article with its pictures has some dozens.
const maxEntries = 10_000

// unpackFactor is how many times the size limit of a file its parts may have together, unpacked.
const unpackFactor = 4

// pack is a zip package such as a Word file. It reads parts by name and never more than its allowance,
// whatever the directory says of their sizes.
type pack struct {
	name  string
	files map[string]*zip.File
	limit int // bytes that all parts may have, for the message
	left  int // of these
}

// openPack reads the directory of a package.
func openPack(name string, source []byte, limits Limits) (*pack, error) {
	r, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged(name, "its zip container is broken or cut short")
	}
	if len(r.File) > maxEntries {
		return nil, fmt.Errorf("%s: %w: it packs %d files; save the article alone", name, ErrTooLarge, len(r.File))
	}
	p := &pack{name: name, files: map[string]*zip.File{}, limit: limits.Source * unpackFactor, left: limits.Source * unpackFactor}
	for _, f := range r.File {
		if _, twice := p.files[f.Name]; !twice {
			p.files[f.Name] = f
		}
	}
	return p, nil
}

// has reports whether the package holds the part.
func (p *pack) has(part string) bool { return p.files[part] != nil }

// read unpacks a part; a part that is not there is nil.
func (p *pack) read(part string) ([]byte, error) {
	f := p.files[part]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, locked(p.name)
	}
	stream, err := f.Open()
	if err != nil {
		return nil, damaged(p.name, "its part "+part+" cannot be unpacked")
	}
	defer stream.Close()
	data, err := io.ReadAll(io.LimitReader(stream, int64(p.left)+1))
	if len(data) > p.left {
		return nil, fmt.Errorf("%s: %w: unpacked it has more than %s; save the article's text alone", p.name, ErrTooLarge, byteSize(p.limit))
	}
	if err != nil {
		return nil, damaged(p.name, "its part "+part+" cannot be unpacked")
	}
	p.left -= len(data)
	return bytes.TrimPrefix(data, utf8BOM), nil
}

// must is read of a part that has to be there.
func (p *pack) must(part string) ([]byte, error) {
	data, err := p.read(part)
	if err == nil && data == nil {
		err = damaged(p.name, "its part "+part+" is missing")
	}
	return data, err
}

// format tells what a package is by what it declares, not by its name; "" and what it is where it is none
// of ours.
func (p *pack) format() (f Format, what string) {
	kind, _ := p.read("mimetype")
	switch mime := strings.TrimSpace(string(kind)); {
	case strings.HasPrefix(mime, "application/epub+zip"):
		return EPUB, ""
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument.text"):
		return ODT, ""
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument."):
		return Auto, "an OpenDocument file, but no text"
	case p.has("META-INF/container.xml"):
		return EPUB, ""
	case p.has("content.xml") && p.has("META-INF/manifest.xml"):
		return ODT, ""
	case p.has("[Content_Types].xml") && (p.has("word/document.xml") || p.wordMain() != ""):
		return DOCX, ""
	case p.has("xl/workbook.xml") || p.has("xl/workbook.bin"):
		return Auto, "a spreadsheet"
	case p.has("ppt/presentation.xml"):
		return Auto, "a presentation"
	}
	return Auto, "a zip archive"
}

// resolve is the part that a relationship of another part points to.
func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(from), target), "/")
}

// damaged says that a file does not keep to its format.
func damaged(name, what string) error {
	return fmt.Errorf("%s: %w: %s; open it in the program that wrote it, save it anew and check that", name, ErrDamaged, what)
}

// locked says that a file is encrypted.
func locked(name string) error {
	return fmt.Errorf("%s: %w: save a copy without the password and check that", name, ErrLocked)
}
