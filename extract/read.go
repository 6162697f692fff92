package extract

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"time"
)

// Format is the kind of file that an article comes in.
type Format uint8

const (
	Auto Format = iota // told by the content, with the name as a hint
	HTML
	Markdown
	Text
	DOCX
	ODT
	RTF
	PDF
	EPUB
	Mail
)

var formatNames = [...]string{"auto", "html", "markdown", "text", "docx", "odt", "rtf", "pdf", "epub", "mail"}

// String is the format's name as ParseFormat reads it.
func (f Format) String() string { return formatNames[f] }

// ParseFormat reads a format's name, such as "markdown"; anything unknown is ErrFormat.
func ParseFormat(s string) (Format, error) {
	for i, name := range formatNames {
		if strings.EqualFold(s, name) {
			return Format(i), nil
		}
	}
	return Auto, fmt.Errorf("%q: %w: use one of %s", s, ErrFormat, strings.Join(formatNames[:], ", "))
}

// Options say what the caller knows better than the file.
type Options struct {
	Date   string // publication date: YYYY, YYYY-MM or YYYY-MM-DD; overrides the article's own
	Title  string // overrides the article's own
	Format Format
	Limits Limits
}

// Read turns the bytes of an article in any of the formats into a Document without Sentences (see Analyze).
// The name is a path or "-"; it serves in messages and, between Markdown and plain text, as a hint. Errors
// are ErrEmpty, ErrBinary, ErrDamaged, ErrLocked, ErrTooLarge, ErrTooDeep and ErrDate.
func Read(name string, source []byte, opt Options) (*Document, error) {
	limits := opt.Limits.withDefaults()
	override, err := ParseDate(opt.Date)
	if err != nil {
		return nil, err
	}
	if len(source) > limits.Source {
		return nil, tooLarge(name, limits.Source)
	}
	if len(bytes.TrimSpace(source)) == 0 {
		return nil, fmt.Errorf("%s: %w: check that it is the right file, and that it was saved", name, ErrEmpty)
	}
	d := &Document{Name: name, Source: source}
	if err := d.read(opt.Format, limits); err != nil {
		return nil, err
	}
	if strings.TrimSpace(d.Text) == "" {
		return nil, fmt.Errorf("%s: %w: no article could be found; save its text alone and check that", name, ErrEmpty)
	}
	if override.Precision != NoDate {
		d.Published, d.Moment = override, time.Time{}
	}
	if opt.Title != "" {
		d.Title = opt.Title
	}
	d.Lang = language(d)
	return d, nil
}

// ReadFrom is Read of a stream; it takes in no more than the size limit allows.
func ReadFrom(name string, r io.Reader, opt Options) (*Document, error) {
	limit := opt.Limits.withDefaults().Source
	source, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return Read(name, source, opt)
}

// read hands the source to the reader of its format.
func (d *Document) read(format Format, limits Limits) error {
	if told := formatOf(d.Source); told != Auto && (format == Auto || format > Text) {
		format = told
	}
	switch format {
	case DOCX, ODT, EPUB:
		return d.readPack(limits)
	case RTF:
		return readRTF(d, limits)
	case PDF:
		return readPDF(d, limits)
	case Mail:
		return readMail(d, limits)
	}
	if err := refuseBinary(d.Name, d.Source); err != nil {
		return err
	}
	return d.readPlain(format, limits)
}

// readPlain decodes what is text as it is and reads it.
func (d *Document) readPlain(format Format, limits Limits) error {
	if format == Auto && isClipboard(d.Source) {
		format = HTML
	}
	isHTML := format == HTML || format == Auto && looksLikeHTML(d.Source, d.Name)
	in := decode(d.Source, isHTML)
	if isClipboard(d.Source) {
		in = decodePage(d.Source)
	}
	if format == Auto {
		format = sniff(d.Name, in.text)
	}
	d.Format = format
	switch format {
	case HTML:
		return readHTML(d, in, limits)
	case Markdown:
		return readMarkdown(d, in, limits)
	}
	readText(d, in)
	return nil
}

// readPack reads a file that is a zip package, by what the package says it is.
func (d *Document) readPack(limits Limits) error {
	p, err := openPack(d.Name, d.Source, limits)
	if err != nil {
		return err
	}
	format, what := p.format()
	if format == Auto {
		return fmt.Errorf("%s: %w: it is %s; give the article itself, or save it as text", d.Name, ErrBinary, what)
	}
	d.unpack(format)
	switch format {
	case DOCX:
		return readDOCX(d, p, limits)
	case ODT:
		return readODT(d, p, limits)
	}
	return readEPUB(d, p, limits)
}

// unpack puts the file aside: from here on the source is made of its parts.
func (d *Document) unpack(format Format) {
	d.Format, d.File, d.Source = format, d.Source, nil
}

var pdfMark = regexp.MustCompile(`%PDF-\d\.\d`)

// formatOf tells a format that announces itself in its first bytes; Auto for all others.
func formatOf(source []byte) Format {
	head := bytes.TrimLeft(bytes.TrimPrefix(source[:min(len(source), 4<<10)], utf8BOM), " \t\r\n")
	switch {
	case bytes.HasPrefix(source, []byte("PK\x03\x04")), bytes.HasPrefix(source, []byte("PK\x05\x06")):
		return DOCX // or another package
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return RTF
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDF
	case pdfMark.Match(source[:min(len(source), 1<<10)]) && bytes.Contains(source[max(0, len(source)-2<<10):], []byte("startxref")):
		return PDF // behind something that a server or a mail program put before it
	case looksLikeMail(head):
		return Mail
	}
	return Auto
}

// isClipboard tells the rich text that Windows programs put on the clipboard: a page behind some lines that
// say where it begins.
func isClipboard(source []byte) bool {
	return bytes.HasPrefix(source, []byte("Version:")) && bytes.Contains(source[:min(len(source), 512)], []byte("StartHTML:"))
}

// sniff tells the format of decoded text.
func sniff(name, text string) Format {
	switch {
	case looksLikeHTML([]byte(text[:min(len(text), sniffed)]), name):
		return HTML
	case hasExt(name, ".md", ".markdown", ".mdown", ".mkd"):
		return Markdown
	case hasExt(name, ".txt", ".text"):
		return Text
	case looksLikeMarkdown(text):
		return Markdown
	}
	return Text
}

var (
	htmlStart = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|meta|title|h1|p)\b`)
	htmlBlock = regexp.MustCompile(`(?i)</(?:p|div|article|section|h[1-6]|li|td|body|html)\s*>|<br\s*/?>`)
	mdMark    = regexp.MustCompile(`(?m)^#{1,6} \S|\]\(https?://|^(?:\* |- |\d+\. )?\*\*\S|^\|?[ :]*-{3,}[ :]*\|`)
)

// sniffed is how many bytes tell a page from text.
const sniffed = 16 << 10

// looksLikeHTML tells a page from text: by its start, or by how many blocks it closes. UTF-16 is looked at
// without its zero bytes.
func looksLikeHTML(source []byte, name string) bool {
	head := bytes.TrimPrefix(source[:min(len(source), sniffed)], utf8BOM)
	if e, skip := utf16Of(head); e != nil {
		head = bytes.ReplaceAll(head[skip:], []byte{0}, nil)
	}
	if hasExt(name, ".md", ".markdown", ".mdown", ".mkd", ".txt", ".text") {
		return htmlStart.Match(head) && bytes.Contains(bytes.ToLower(head), []byte("<body"))
	}
	if htmlStart.Match(head) {
		return true
	}
	closed := len(htmlBlock.FindAllIndex(head, 8))
	return closed >= 3 || closed >= 1 && hasExt(name, ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
}

// looksLikeMarkdown looks for front matter or two marks that plain text does not have.
func looksLikeMarkdown(text string) bool {
	if _, rest := splitFrontMatter(text); rest > 0 {
		return true
	}
	return len(mdMark.FindAllStringIndex(text[:min(len(text), 64<<10)], 2)) >= 2
}

func hasExt(name string, exts ...string) bool {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	for _, e := range exts {
		if ext == e {
			return true
		}
	}
	return false
}

// signatures are the first bytes of files that people mistake for an article's text.
var signatures = []struct{ magic, what, next string }{
	{"\xd0\xcf\x11\xe0", "an old Word file", "save it as .docx and check that"},
	{"\x1f\x8b", "a gzip file", "unpack it first"},
	{"\x89PNG", "a picture", "give the article's text"},
	{"\xff\xd8\xff", "a picture", "give the article's text"},
	{"GIF8", "a picture", "give the article's text"},
	{"\x7fELF", "a program", "give an article"},
	{"SQLite format 3\x00", "a database", "give an article"},
	{"WARC/", "a web archive", "extract the pages first"},
}

// encryptedPackage is the name, in UTF-16, of the stream that holds a Word file with a password.
var encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

// refuseBinary returns ErrBinary for what cannot be text in any encoding.
func refuseBinary(name string, source []byte) error {
	if bytes.HasPrefix(source, []byte("\xd0\xcf\x11\xe0")) && bytes.Contains(source, encryptedPackage) {
		return locked(name)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(source, []byte(s.magic)) {
			return fmt.Errorf("%s: %w: it is %s; %s", name, ErrBinary, s.what, s.next)
		}
	}
	if e, _ := utf16Of(source); e != nil {
		return nil
	}
	head := source[:min(len(source), 64<<10)]
	odd := 0
	for _, b := range head {
		if b == 0 {
			odd += 4
		} else if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b || b == 0x7f {
			odd++
		}
	}
	if odd*100 > len(head)*3 {
		return fmt.Errorf("%s: %w: give an article as HTML, Markdown, plain text, Word, OpenDocument, RTF, PDF, EPUB or e-mail", name, ErrBinary)
	}
	return nil
}
