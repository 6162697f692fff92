package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// The files that the links of a list stand for: none is fetched, and none is read outside the folders that may be.

// link hands on what a link of a list in a folder names.
func (l *Listing) link(ctx context.Context, link, folder string, list bool, depth int, do func(Source) error) error {
	file, err := l.local(link, folder)
	switch {
	case err != nil && !strings.Contains(link, "://") && strings.ContainsAny(link, "*?["):
		return l.pattern(ctx, link, folder, do)
	case err != nil:
		return do(Source{Path: oneLine(link), Err: err})
	case (list || isList(file)) && depth >= deepestLists:
		return do(Source{Path: filepath.ToSlash(file), Err: fmt.Errorf("more than %d lists within one another: give this one itself with --list", deepestLists)})
	case list || isList(file):
		return l.list(ctx, file, depth+1, do)
	}
	return under(ctx, file, l.Skip, l.Limits, do)
}

// pattern hands on the files that a pattern in a list names.
func (l *Listing) pattern(ctx context.Context, pattern, folder string, do func(Source) error) error {
	dir, rest := l.mapped(pattern, folder)
	if climbs(rest[0]) {
		return do(Source{Path: oneLine(pattern), Err: errClimbs})
	}
	found, err := filepath.Glob(filepath.Join(escaped(dir), filepath.FromSlash(rest[0])))
	if err != nil || len(found) == 0 {
		return do(Source{Path: oneLine(pattern), Err: errors.New("a pattern that no file fits: quote brackets that are meant with a backslash")})
	}
	for _, f := range found {
		if within, err := inFolder(dir, f); err != nil || !within {
			if err := do(Source{Path: filepath.ToSlash(f), Err: errClimbs}); err != nil {
				return err
			}
			continue
		}
		if err := under(ctx, f, l.Skip, l.Limits, do); err != nil {
			return err
		}
	}
	return nil
}

// inFolder reports whether a file, with all links followed, lies in a folder.
func inFolder(dir, file string) (bool, error) {
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return false, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false, err
	}
	defer root.Close()
	_, err = root.Stat(rel)
	return err == nil, nil
}

// mapped is the folder that a link's files lie in, and how they may be called there, the likeliest first.
func (l *Listing) mapped(link, folder string) (dir string, names []string) {
	best := -1
	for i, m := range l.Map {
		rest, ok := strings.CutPrefix(link, m.Prefix)
		whole := m.Prefix == "" || strings.HasSuffix(m.Prefix, "/") || rest == "" || strings.HasPrefix(rest, "/")
		if m.Prefix == "" && (strings.Contains(link, "://") || strings.HasPrefix(link, "/")) {
			continue // an empty prefix is of paths that are told relative to some folder
		}
		if ok && whole && (best < 0 || len(m.Prefix) > len(l.Map[best].Prefix)) {
			best = i
		}
	}
	if best >= 0 {
		return l.Map[best].Dir, []string{strings.TrimPrefix(link[len(l.Map[best].Prefix):], "/")}
	}
	if u, err := url.Parse(link); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		_, rest, _ := strings.Cut(link, "://")
		_, rest, _ = strings.Cut(rest, u.Host)
		return folder, []string{u.Host + "/" + strings.TrimPrefix(rest, "/"), strings.TrimPrefix(rest, "/")}
	}
	link = strings.TrimPrefix(link, "file://")
	if filepath.IsAbs(link) {
		if abs, err := filepath.Abs(folder); err == nil {
			if rel, err := filepath.Rel(abs, link); err == nil {
				link = filepath.ToSlash(rel)
			}
		}
	}
	return folder, []string{link}
}

// climbs reports whether a path leads out of where it starts.
func climbs(name string) bool {
	return path.IsAbs(name) || slices.Contains(strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' }), "..")
}

// local is the file that a link names: as it is, as mirroring programs call it (with the query, .html, index.html), by the address with
// or without its host.
func (l *Listing) local(link, folder string) (string, error) {
	dir, names := l.mapped(link, folder)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", unreadable(err)
	}
	defer root.Close()
	for _, name := range names {
		for _, c := range spellings(name) {
			if climbs(c) {
				return "", errClimbs
			}
			info, err := root.Stat(filepath.FromSlash(c))
			if err == nil && (info.Mode().IsRegular() || info.IsDir() && !strings.Contains(link, "://")) {
				return filepath.Join(dir, filepath.FromSlash(c)), nil
			}
			if err != nil && !errors.Is(err, fs.ErrNotExist) && isEscape(err) {
				return "", errClimbs
			}
		}
	}
	return "", fmt.Errorf("no file for it is in %s: fetch it there (stet fetches nothing), or say where it is with --map PREFIX=DIR", filepath.ToSlash(dir))
}

// isEscape reports whether a path, or a link on it, leads out of a root; the error has no name of its own.
func isEscape(err error) bool { return strings.Contains(err.Error(), "escapes from parent") }

// spellings are the names that the file of a link may have.
func spellings(name string) []string {
	name, _, _ = strings.Cut(name, "#")
	asIs := name
	bare, query, has := strings.Cut(name, "?")
	if plain, err := url.PathUnescape(bare); err == nil {
		bare = plain
	}
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) && !strings.ContainsRune(s, 0) {
			out = append(out, s)
		}
	}
	add(strings.TrimSuffix(asIs, "/"))
	if has {
		add(bare + "?" + query)
		add(bare + "?" + query + ".html")
	}
	if bare == "" || strings.HasSuffix(bare, "/") {
		add(bare + "index.html")
		bare = strings.TrimSuffix(bare, "/")
	}
	add(bare)
	add(bare + ".html")
	add(bare + ".htm")
	add(bare + "/index.html")
	return out
}
