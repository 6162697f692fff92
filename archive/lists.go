package archive

import (
	"bufio"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html/charset"
)

// Mapping says where the files lie whose addresses, or paths in a list, begin with a prefix.
type Mapping struct{ Prefix, Dir string }

// Listing is where an archive's files are told.
type Listing struct {
	Paths  []string  // files, folders and patterns; RSS, Atom and sitemap files by their names (.rss, .atom, .xml, each also .gz)
	Lists  []string  // lists: RSS, Atom or sitemap files, or a path, pattern or address a line; "-" is Input
	Map    []Mapping // of what lists name; the longest prefix that fits counts
	Input  io.Reader // nil for none
	Skip   string    // folder that is passed over, "" for none
	Limits Limits

	read map[string]bool // lists that were read: one that names another often, or itself, is not read again
}

// Bounds of a list beside those of any source.
const (
	longestLink  = 8 << 10
	deepestXML   = 100
	deepestLists = 3 // sitemaps within one another
	mostLists    = 50_000
)

var errClimbs = errors.New("it leads out of the folder that it may name files in: put the files below the list, or say where they are with --map PREFIX=DIR")

// isList reports whether a file is a list by its name.
func isList(name string) bool {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".rss", ".atom", ".xml":
		return true
	}
	return false
}

// Each calls do for every file, in the order of the paths, then of the lists. What a list names and what is not here is a source with an
// error: nothing is fetched.
func (l *Listing) Each(ctx context.Context, do func(Source) error) error {
	l.Limits = l.Limits.withDefaults()
	for _, p := range l.Paths {
		found, err := globbed(p)
		if err != nil {
			return err
		}
		for _, f := range found {
			if info, err := os.Stat(f); err == nil && !info.IsDir() && isList(f) {
				err = l.list(ctx, f, 1, do)
				if err != nil {
					return err
				}
				continue
			}
			if err := under(ctx, f, l.Skip, l.Limits, do); err != nil {
				return err
			}
		}
	}
	for _, p := range l.Lists {
		if err := l.list(ctx, p, 1, do); err != nil {
			return err
		}
	}
	return nil
}

// globbed is the files that a path or pattern names; one that names none stays as it is.
func globbed(p string) ([]string, error) {
	if _, err := os.Lstat(p); err == nil || !strings.ContainsAny(p, "*?[") {
		return []string{p}, nil
	}
	found, err := filepath.Glob(p)
	if err != nil {
		return nil, fmt.Errorf("%s: not a pattern: quote the brackets in it with a backslash", p)
	}
	if len(found) == 0 {
		found = []string{p}
	}
	return found, nil
}

// list reads one list. Only what do says and the context end it; what is wrong with the list is told as a source.
func (l *Listing) list(ctx context.Context, name string, depth int, do func(Source) error) error {
	if l.read[filepath.Clean(name)] {
		return nil
	}
	if len(l.read) >= mostLists {
		return do(Source{Path: filepath.ToSlash(name), Err: fmt.Errorf("more than %d lists: give this one to another run", mostLists)})
	}
	if l.read == nil {
		l.read = map[string]bool{}
	}
	l.read[filepath.Clean(name)] = true
	var ended error
	n := 0
	each := func(link string, list bool) error {
		n++
		ended = l.link(ctx, link, filepath.Dir(name), list, depth, do)
		return ended
	}
	err := l.links(ctx, name, each)
	switch {
	case ended != nil:
		return ended
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil && n == 0:
		err = errors.New("it names no file: a list is RSS, Atom, a sitemap, or a path or address a line")
	case err == nil:
		return nil
	}
	return do(Source{Path: filepath.ToSlash(name), Err: err})
}

// links finds the links of a list.
func (l *Listing) links(ctx context.Context, name string, each func(link string, list bool) error) error {
	in, size := l.Input, int64(0)
	if name != "-" || in == nil {
		f, err := os.Open(name)
		if err != nil {
			return unreadable(err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil {
			size = info.Size()
		}
		in = f
	}
	packing := ""
	if strings.HasSuffix(strings.ToLower(name), ".gz") {
		packing = ".gz"
	}
	r, done, err := unpack(&interrupted{ctx: ctx, r: in}, packing)
	if err != nil {
		return err
	}
	defer done()
	if packing != "" {
		r = newAllowance(r, size, l.Limits)
	}
	b := bufio.NewReaderSize(r, 64<<10)
	if head, _ := b.Peek(1 << 10); strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), " \t\r\n"), "<") {
		return eachLink(b, each)
	}
	for {
		line, err := b.ReadSlice('\n')
		if err == bufio.ErrBufferFull || len(line) > longestLink {
			return fmt.Errorf("a line of it is longer than %d bytes: a list has a path or address a line", longestLink)
		}
		if text := strings.TrimSpace(strings.TrimPrefix(string(line), "\uFEFF")); text != "" {
			if fail := each(text, false); fail != nil {
				return fail
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return readFailure(err)
		}
	}
}

// eachLink reads the links of RSS (item/link), Atom (entry/link that is no other than the page) and sitemaps (url/loc, and sitemap/loc, which names
// another list). The decoder follows no entity and no DTD.
func eachLink(r io.Reader, each func(link string, list bool) error) error {
	d := xml.NewDecoder(r)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	var open []string
	text := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return readFailure(fmt.Errorf("not well-formed XML: %w", err))
		}
		switch x := token.(type) {
		case xml.StartElement:
			if open, text = append(open, x.Name.Local), ""; len(open) > deepestXML {
				return fmt.Errorf("its elements lie more than %d deep: it is no feed and no sitemap", deepestXML)
			}
			if link := atomLink(x, open); link != "" {
				if err := each(link, false); err != nil {
					return err
				}
			}
		case xml.CharData:
			if text += string(x); len(text) > longestLink {
				text = text[:longestLink]
			}
		case xml.EndElement:
			if link, list := namedBy(open, strings.TrimSpace(text)); link != "" {
				if err := each(link, list); err != nil {
					return err
				}
			}
			open, text = open[:max(0, len(open)-1)], ""
		}
	}
}

// namedBy is the link that an element's text is, if it is one.
func namedBy(open []string, text string) (link string, list bool) {
	if len(open) < 2 {
		return "", false
	}
	switch open[len(open)-2] + "/" + open[len(open)-1] {
	case "item/link", "url/loc":
		return text, false
	case "sitemap/loc":
		return text, true
	}
	return "", false
}

func atomLink(x xml.StartElement, open []string) string {
	if len(open) < 2 || open[len(open)-2] != "entry" || x.Name.Local != "link" {
		return ""
	}
	href, rel := "", "alternate"
	for _, a := range x.Attr {
		switch a.Name.Local {
		case "href":
			href = strings.TrimSpace(a.Value)
		case "rel":
			rel = a.Value
		}
	}
	if rel != "alternate" || len(href) > longestLink {
		return ""
	}
	return href
}
