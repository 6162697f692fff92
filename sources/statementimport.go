package sources

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// StatementSummary is what an import of statements did.
type StatementSummary struct {
	Statements int // stored
	Duplicates int // entries that stood in the file twice, letter for letter: stored once
	Words      int
	TextBytes  int
}

// Bounds of an import, against files that are not what they seem.
const (
	longestStatement = 8 << 20 // bytes of a line, of a CSV row, of a text in an archive
	largestImport    = 16 << 30
	mostFaults       = 20 // faults told before the import is given up
)

// ImportStatements reads statements or texts into a dataset, within the caller's transaction and in place of what
// the dataset held: to import the same file again changes nothing. It reads CSV with a header line, JSON lines, and
// archives (.tgz) of one text a file, each also compressed with gzip; it looks at the bytes, not at the name.
//
// Columns and fields: text (or quote), symbol (or about), date (or year), body, code, speaker, role, occasion (or
// context, session), status (verbatim or reported), translation (0 or 1), source (or source1, source2), licence.
// A text is needed, and a symbol or code or speaker. Where no status is told, quotations ("quote") are reported and
// texts verbatim.
//
// Any fault ends the import with an error that lists up to 20 of them by line; the caller rolls back, so that nothing
// is half imported.
func ImportStatements(ctx context.Context, tx *sql.Tx, dataset string, r io.Reader) (StatementSummary, error) {
	if err := removeStatements(ctx, tx, dataset); err != nil {
		return StatementSummary{}, err
	}
	w, err := newPassageWriter(ctx, tx, dataset)
	if err != nil {
		return StatementSummary{}, err
	}
	im := &statementImport{ctx: ctx, writer: w, seen: map[uint64]seenStatement{}, seed: maphash.MakeSeed()}
	if err := im.read(r); err != nil {
		return StatementSummary{}, err
	}
	if err := im.verdict(); err != nil {
		return StatementSummary{}, err
	}
	if err := w.flush(); err != nil {
		return StatementSummary{}, err
	}
	return StatementSummary{w.statements, im.duplicates, w.words, w.textSize}, nil
}

// ErrStatements is an error in the file that is imported, not of the database.
var ErrStatements = errors.New("no statements to import")

type statementImport struct {
	ctx        context.Context
	writer     *passageWriter
	seen       map[uint64]seenStatement
	seed       maphash.Seed
	duplicates int
	faults     []string
	more       int // faults beyond those told
}

type seenStatement struct {
	text  uint64
	place string
}

// fault notes what is wrong at a place, "line 12".
func (im *statementImport) fault(place, format string, args ...any) {
	if len(im.faults) == mostFaults {
		im.more++
		return
	}
	im.faults = append(im.faults, place+": "+fmt.Sprintf(format, args...))
}

// tooMany reports whether reading on is no use.
func (im *statementImport) tooMany() bool { return im.more >= 10*mostFaults }

func (im *statementImport) verdict() error {
	if len(im.faults) == 0 {
		if im.writer.statements == 0 {
			return fmt.Errorf("%w: the file holds none; see 'stet data import statements --help' for the columns", ErrStatements)
		}
		return nil
	}
	text := strings.Join(im.faults, "\n")
	if im.more > 0 {
		text += fmt.Sprintf("\nand %d more", im.more)
	}
	return fmt.Errorf("%w: nothing was imported; mend these and import again:\n%s", ErrStatements, text)
}

// read finds out what the bytes are and reads them.
func (im *statementImport) read(r io.Reader) error {
	in := bufio.NewReaderSize(io.LimitReader(r, largestImport), 1<<16)
	if head, _ := in.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		zip, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("%w: a damaged gzip file: %v", ErrStatements, err)
		}
		in = bufio.NewReaderSize(io.LimitReader(zip, largestImport), 1<<16)
	}
	head, err := in.Peek(512)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return fmt.Errorf("%w: %v", ErrStatements, err)
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return im.archive(tar.NewReader(in))
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		in.Discard(3)
		head = head[3:]
	}
	switch trimmed := bytes.TrimLeft(head, " \t\r\n"); {
	case len(trimmed) == 0:
		return fmt.Errorf("%w: the file is empty", ErrStatements)
	case trimmed[0] == '{':
		return im.lines(in)
	case bytes.IndexByte(trimmed, 0) >= 0:
		return fmt.Errorf("%w: not a text file: give CSV, JSON lines or a .tgz of texts, in UTF-8", ErrStatements)
	}
	return im.table(in)
}

// add checks one entry and stores it.
func (im *statementImport) add(place string, e *statementEntry) error {
	if err := im.ctx.Err(); err != nil {
		return err
	}
	s, fault := e.statement()
	if fault != "" {
		im.fault(place, "%s", fault)
		return nil
	}
	key, text := im.keys(s)
	if before, ok := im.seen[key]; ok {
		if before.text == text {
			im.duplicates++
		} else {
			im.fault(place, "another text than %s has for the same %s", before.place, whatIs(s))
		}
		return nil
	}
	im.seen[key] = seenStatement{text, place}
	if len(im.faults) > 0 {
		return nil // nothing will be kept: only look for more faults
	}
	return im.writer.add(s)
}

func whatIs(s *Statement) string {
	if s.Kind == DocumentText {
		return "document, " + s.Symbol
	}
	return "speech, " + strings.Join(strings.Fields(s.Code+" "+s.Speaker+" "+s.Occasion+" "+s.Date.String()), " ")
}

// keys hash what an entry is of, and its text. A document has one text, and a speech on a named occasion;
// of other words there may be many.
func (im *statementImport) keys(s *Statement) (key, text uint64) {
	var h maphash.Hash
	h.SetSeed(im.seed)
	h.WriteString(s.Text)
	text = h.Sum64()
	for _, part := range []string{string(s.Kind), s.Symbol, s.Code, s.Speaker, s.Occasion, s.Date.String()} {
		h.WriteByte(0)
		h.WriteString(part)
	}
	if s.Complete && (s.Kind == DocumentText || s.Occasion != "") {
		h.Reset()
		for _, part := range []string{string(s.Kind), s.Symbol, s.Code, s.Speaker, s.Occasion, s.Date.String()} {
			h.WriteByte(0)
			h.WriteString(part)
		}
	}
	return h.Sum64(), text
}

// archive reads a tar of texts, each named for its resolution: S_RES_0621_1988_EN.txt.
func (im *statementImport) archive(in *tar.Reader) error {
	for {
		h, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: a damaged archive: %v", ErrStatements, err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		name := path.Base(h.Name)
		if im.tooMany() {
			return nil
		}
		m := resolutionFile.FindStringSubmatch(name)
		if m == nil {
			im.fault(name, "no file of a resolution: name it S_RES_0621_1988.txt or A_RES_77_1.txt")
			continue
		}
		if h.Size > longestStatement {
			im.fault(name, "too large: a text may have %d MB", longestStatement>>20)
			continue
		}
		data, err := io.ReadAll(io.LimitReader(in, longestStatement))
		if err != nil {
			return fmt.Errorf("%w: %s: %v", ErrStatements, name, err)
		}
		e := &statementEntry{Text: string(data), Symbol: symbolOfFile(m), Source: h.Name}
		if d := datedText.FindStringSubmatch(e.Text[:min(len(e.Text), 300)]); d != nil {
			e.Date = fmt.Sprintf("%s-%02d-%02s", d[3], monthNumber[strings.ToLower(d[2])], d[1])
		}
		if err := im.add(name, e); err != nil {
			return err
		}
	}
}

var (
	resolutionFile = regexp.MustCompile(`^([AS])_RES_(?:(ES-\d+|\d+)_)?0*(\d+)(?:_(\d{4}))?(?:_[A-Za-z_]*)?\.txt$`)
	datedText      = regexp.MustCompile(`\bof (\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})`)
	monthNumber    = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12}
)

// symbolOfFile is "S/RES/621(1988)" for S_RES_0621_1988, "A/RES/77/1" for A_RES_77_1.
func symbolOfFile(m []string) string {
	switch {
	case m[1] == "S" && m[2] != "" && m[4] == "": // S_RES_0621_1988 reads its number as a session
		return fmt.Sprintf("S/RES/%s(%s)", strings.TrimLeft(m[2], "0"), m[3])
	case m[1] == "S":
		return fmt.Sprintf("S/RES/%s(%s)", m[3], m[4])
	case m[2] != "":
		return fmt.Sprintf("A/RES/%s/%s", m[2], m[3])
	}
	return "A/RES/" + m[3]
}

// lines reads one JSON object a line.
func (im *statementImport) lines(in io.Reader) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 0, 1<<16), longestStatement)
	n := 1
	for ; scan.Scan() && !im.tooMany(); n++ {
		line := bytes.TrimSpace(scan.Bytes())
		if len(line) == 0 {
			continue
		}
		place := fmt.Sprintf("line %d", n)
		if !utf8.Valid(line) {
			im.fault(place, "not UTF-8: save the file as UTF-8")
			continue
		}
		e, fault := parseEntry(line)
		if fault != "" {
			im.fault(place, "%s", fault)
			continue
		}
		if err := im.add(place, e); err != nil {
			return err
		}
	}
	if err := scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		im.fault(fmt.Sprintf("line %d", n), "longer than %d MB: split it", longestStatement>>20)
	} else if err != nil {
		return fmt.Errorf("%w: line %d: %v", ErrStatements, n, err)
	}
	return nil
}
