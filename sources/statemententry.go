package sources

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// statementEntry is one entry of a file of statements, as read.
type statementEntry struct {
	Text, Quote                        string
	Symbol, About, Body                string
	Date, Code, Speaker, Role          string
	Occasion, Context, Status          string
	Translation, Source                string
	Source1, Source2, Licence, License string
	Session, Year                      flexible
}

// flexible is a JSON string or number.
type flexible string

// UnmarshalJSON takes a string, a number, or null.
func (f *flexible) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		return json.Unmarshal(b, (*string)(f))
	}
	if string(b) != "null" {
		*f = flexible(b)
	}
	return nil
}

// parseEntry reads a JSON object; fault says what is wrong with it.
func parseEntry(line []byte) (e *statementEntry, fault string) {
	e = &statementEntry{}
	if err := json.Unmarshal(line, e); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			return nil, fmt.Sprintf("field %s: a %s where text is needed", strings.ToLower(kind.Field), kind.Value)
		}
		return nil, "not a JSON object: " + err.Error()
	}
	return e, ""
}

// statementColumns by the name in a header line.
func (e *statementEntry) column(name string) *string {
	switch name {
	case "text":
		return &e.Text
	case "quote":
		return &e.Quote
	case "symbol":
		return &e.Symbol
	case "about":
		return &e.About
	case "body":
		return &e.Body
	case "date":
		return &e.Date
	case "year":
		return (*string)(&e.Year)
	case "session":
		return (*string)(&e.Session)
	case "code":
		return &e.Code
	case "speaker":
		return &e.Speaker
	case "role":
		return &e.Role
	case "occasion":
		return &e.Occasion
	case "context":
		return &e.Context
	case "status":
		return &e.Status
	case "translation":
		return &e.Translation
	case "source":
		return &e.Source
	case "source1":
		return &e.Source1
	case "source2":
		return &e.Source2
	case "licence", "license":
		return &e.Licence
	}
	return nil
}

// guard fails a reader that is asked for more than a row may have.
type guard struct {
	r    io.Reader
	left int
}

var errLongStatement = errors.New("a row of more than 8 MB: is a quotation mark left open?")

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, errLongStatement
	}
	n, err := g.r.Read(p[:min(len(p), g.left)])
	g.left -= n
	return n, err
}

// table reads CSV with a header line.
func (im *statementImport) table(in io.Reader) error {
	g := &guard{in, longestStatement}
	r := csv.NewReader(g)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("%w: header line: %v", ErrStatements, err)
	}
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = strings.ToLower(strings.TrimSpace(h))
	}
	if !slices.Contains(names, "text") && !slices.Contains(names, "quote") {
		return fmt.Errorf("%w: line 1: no column \"text\" or \"quote\" among %q: begin the file with a line of column names", ErrStatements, names)
	}
	if !slices.ContainsFunc(names, func(n string) bool { return n == "symbol" || n == "about" || n == "code" || n == "speaker" }) {
		return fmt.Errorf("%w: line 1: no column \"symbol\", \"about\", \"code\" or \"speaker\" among %q: add who says it, or of what document it is", ErrStatements, names)
	}
	for !im.tooMany() {
		g.left = longestStatement
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		line, _ := 0, 0
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			im.fault(fmt.Sprintf("line %d", bad.StartLine), "%v", bad.Err)
			if !errors.Is(bad.Err, csv.ErrFieldCount) {
				return nil // quotes are in disorder: what follows would be read wrong
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%w: %v", ErrStatements, err)
		}
		line, _ = r.FieldPos(0)
		if err := im.row(fmt.Sprintf("line %d", line), names, cells); err != nil {
			return err
		}
	}
	return nil
}

func (im *statementImport) row(place string, names, cells []string) error {
	e := &statementEntry{}
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			im.fault(place, "column %s: not UTF-8: save the file as UTF-8", names[i])
			return nil
		}
		if into := e.column(names[i]); into != nil {
			*into = strings.TrimSpace(cell)
		}
	}
	return im.add(place, e)
}

// statement checks an entry and gives it the shape of the store; fault says what is wrong with it.
func (e *statementEntry) statement() (s *Statement, fault string) {
	s = &Statement{Kind: Speech, Symbol: cleanSymbol(first(e.Symbol, e.About)), Body: Body(e.Body), Code: strings.ToUpper(e.Code), Speaker: e.Speaker, Role: e.Role,
		Occasion: first(e.Occasion, e.Context), Source: first(e.Source, strings.Trim(e.Source1+"; "+e.Source2, "; ")), Licence: first(e.Licence, e.License),
		Text: cleanTranscript(first(e.Text, e.Quote)), Verbatim: e.Quote == "", Complete: e.Quote == ""}
	if s.Speaker == "" && s.Code == "" {
		s.Kind = DocumentText
	}
	if s.Occasion == "" && e.Session != "" {
		s.Occasion = "session " + string(e.Session)
	}
	switch {
	case strings.TrimSpace(s.Text) == "":
		return nil, "no text"
	case len(s.Text) > longestStatement:
		return nil, fmt.Sprintf("a text of more than %d MB", longestStatement>>20)
	case !utf8.ValidString(s.Text):
		return nil, "not UTF-8: save it as UTF-8"
	case s.Symbol == "" && s.Code == "" && s.Speaker == "":
		return nil, "neither a symbol nor a code nor a speaker: whose words are they?"
	case s.Code != "" && !memberCode.MatchString(s.Code):
		return nil, fmt.Sprintf("code %q: give the three letters of ISO 3166", e.Code)
	}
	var err error
	if s.Date, err = ParseDate(first(e.Date, string(e.Year))); err != nil {
		return nil, err.Error()
	}
	switch strings.ToLower(e.Status) {
	case "":
	case "verbatim", "reported":
		s.Verbatim = strings.ToLower(e.Status) == "verbatim"
	default:
		return nil, fmt.Sprintf("status %q: say verbatim or reported", e.Status)
	}
	if s.Translation = spokenElsewise(s.Text); e.Translation != "" {
		if s.Translation, err = strconv.ParseBool(strings.ToLower(e.Translation)); err != nil {
			return nil, fmt.Sprintf("translation %q: say 1 or 0", e.Translation)
		}
	}
	return s, ""
}

var memberCode = regexp.MustCompile(`^[A-Z]{2,4}$`)

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// cleanSymbol takes the spaces out of a symbol; a description stays as it is.
func cleanSymbol(s string) string {
	if joined := strings.ReplaceAll(s, " (", "("); !strings.Contains(joined, " ") {
		return joined
	}
	return s
}

// spokenElsewise reports whether a transcript says that its speaker spoke another language than English.
func spokenElsewise(text string) bool {
	_, after, ok := strings.Cut(text[:min(len(text), 2000)], "(spoke in ")
	return ok && !strings.HasPrefix(after, "English")
}

// runningHead are the lines that the United Nations' printed records have at the top and foot of each page.
var runningHead = regexp.MustCompile(`(?m)^(?:\d{1,3}/\d{1,3}(?: \d\d-\d{5}(?:E|\(E\))?)?|\d\d-\d{5}(?:E|\(E\))?(?: \d{1,3}/\d{1,3})?|(?:\d\d/\d\d/\d{4} )?[AS]/(?:\d+/)?PV\.\d+(?: \d\d/\d\d/\d{4})?)$\n?`)

// cleanTranscript takes page breaks with their running heads out of a transcript, so that a sentence that
// goes on over the page reads on.
func cleanTranscript(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.Contains(text, "\f") {
		return text
	}
	text = strings.ReplaceAll(text, "\f\n", "")
	return strings.ReplaceAll(runningHead.ReplaceAllString(text, ""), "\f", "\n")
}
