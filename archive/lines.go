package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Fields say under which names the objects of JSON Lines hold an article; a dot leads into an object. An empty
// one stands for its usual names.
type Fields struct {
	Text, HTML, Title, Date, Name, Outlet string
}

// usual are the names that are tried, in their order, where Fields is silent.
var usual = map[string][]string{
	"text":   {"text", "body", "content", "article", "maintext"},
	"html":   {"html", "raw_html", "content_html"},
	"title":  {"title", "headline"},
	"date":   {"date", "published", "published_at", "date_published", "publish_date", "pubDate", "publication_date"},
	"name":   {"url", "link", "uri", "id"},
	"outlet": {"outlet", "source", "publisher", "site", "domain"},
}

// eachLine reads JSON Lines. A line beyond the limit, or no object, is that member's error; the line is never held whole.
func eachLine(r io.Reader, fields Fields, limits Limits, do emit) error {
	in := bufio.NewReaderSize(r, 256<<10)
	for n := 1; ; n++ {
		line, err := readLine(in, limits)
		if err == io.EOF && len(line) == 0 {
			return nil
		}
		if err != nil && err != io.EOF && !errors.Is(err, errTooLarge) {
			return readFailure(err)
		}
		if err == nil || err == io.EOF {
			if isBlank(line) {
				if err == io.EOF {
					return nil
				}
				continue
			}
		}
		m := Member{Name: "line " + strconv.Itoa(n)}
		if errors.Is(err, errTooLarge) {
			m.Err = err
		} else {
			m.fill(line, fields)
		}
		if fail := do(m); fail != nil {
			return fail
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine is the next line, without holding more than the limit of it; a longer one is read through to its end.
func readLine(in *bufio.Reader, limits Limits) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > limits.Member; !long {
			line = append(line, part...)
		} else {
			line = nil
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case long && (err == nil || err == io.EOF):
			return nil, tooLarge(limits)
		}
		return line, err
	}
}

// fill reads the article out of an object.
func (m *Member) fill(line []byte, fields Fields) {
	var object map[string]any
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&object); err != nil || object == nil {
		m.Err = errors.New("not an object of JSON: write one object a line")
		return
	}
	if name := field(object, fields.Name, "name"); name != "" {
		m.Name = oneLine(name)
	}
	m.Title, m.Outlet = field(object, fields.Title, "title"), field(object, fields.Outlet, "outlet")
	m.Date = dayOf(field(object, fields.Date, "date"))
	if text := field(object, fields.HTML, "html"); text != "" {
		m.Data = []byte(text)
	} else if text := field(object, fields.Text, "text"); text != "" {
		m.Data = []byte(text)
	} else {
		m.Err = fmt.Errorf("no text in it: name the field that holds it with --field text=NAME (it has %s)", fieldNames(object))
	}
}

// field is the text under the name, or under one of the usual ones.
func field(object map[string]any, name, usually string) string {
	names := []string{name}
	if name == "" {
		names = usual[usually]
	}
	for _, n := range names {
		var at any = object
		for key := range strings.SplitSeq(n, ".") {
			inner, _ := at.(map[string]any)
			at = inner[key]
		}
		switch v := at.(type) {
		case string:
			if v != "" {
				return v
			}
		case json.Number:
			return v.String()
		}
	}
	return ""
}

// fieldNames lists at most eight of an object's fields, for a message.
func fieldNames(object map[string]any) string {
	names := sortedKeys(object)
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	return oneLine(strings.Join(names, ", "))
}

// dayOf is a date as ISO 8601 to the day, month or year; "" where it is none, so that the article's own counts.
func dayOf(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.RFC1123Z, time.RFC1123, time.DateOnly, "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	for _, layout := range []string{"2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return s
		}
	}
	return ""
}
