package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// articleSuffixes are those of the files that a folder is searched for. A file that is named on the
// command line is read whatever it is called.
var articleSuffixes = []string{".html", ".htm", ".xhtml", ".md", ".markdown", ".txt",
	".docx", ".odt", ".rtf", ".pdf", ".epub", ".eml"}

// standardInput is the path that means it.
const standardInput = "-"

// input is one article to check: a file, standard input, or a path that leads to neither.
type input struct {
	path string // as given, joined with the name inside a folder
	err  error  // why there is nothing to read
}

// gather lists the articles under the paths, in the order of the paths and sorted within folders, each
// once. A path that leads nowhere is an input with an error, so that the others are still checked.
func gather(paths []string) []input {
	var out []input
	seen := map[string]bool{}
	for _, p := range paths {
		for _, in := range under(p) {
			if key := filepath.Clean(in.path); !seen[key] {
				seen[key] = true
				out = append(out, in)
			}
		}
	}
	return out
}

// under is the articles of one path.
func under(path string) []input {
	if path == standardInput {
		return []input{{path: path}}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return []input{{path, cannotRead(path, err)}}
	case !info.IsDir():
		return []input{{path: path}}
	}
	var out []input
	root := strings.TrimRight(filepath.ToSlash(path), "/")
	err = filepath.WalkDir(path, func(at string, e fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(path, at)
		name := root + "/" + filepath.ToSlash(rel)
		switch {
		case relErr != nil:
			return relErr
		case err != nil:
			out = append(out, input{name, cannotRead(name, err)})
			return nil
		case rel == ".":
			return nil
		case strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && isArticle(e.Name()) && isFile(at) && !isReport(at):
			out = append(out, input{path: name})
		}
		return nil
	})
	if err != nil {
		out = append(out, input{path, cannotRead(path, err)})
	}
	if len(out) == 0 {
		return []input{{path, fmt.Errorf("%s: no article in this folder: stet looks for files named %s; name another file itself",
			path, strings.Join(articleSuffixes, ", "))}}
	}
	slices.SortStableFunc(out, func(a, b input) int { return strings.Compare(a.path, b.path) })
	return out
}

// isArticle reports whether a file of a folder is named like an article; "~$draft.docx" is what Word keeps
// beside one that is open.
func isArticle(name string) bool {
	return !strings.HasPrefix(name, "~$") && slices.Contains(articleSuffixes, strings.ToLower(filepath.Ext(name)))
}

// isFile reports whether the path is a regular file, also through a link: a pipe in a folder would
// block for ever.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// isReport reports whether the file is a report of ours: a run whose report lies among the articles
// must not check it the next time. Every page of ours begins with its head, and no other has both marks.
func isReport(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 4<<10)) // what cannot be read is told of later
	return bytes.Contains(head, []byte(" · stet</title>")) && bytes.Contains(head, []byte(`content="no-referrer"`))
}

// cannotRead says in plain words why a path cannot be read, and what to do.
func cannotRead(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file: check the name, and the folder that you are in", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: you may not read it: change its permissions, or make a copy of it", path)
	}
	return fmt.Errorf("%s: cannot be read: %w", path, err)
}

// open is the stream of an input; for standard input, in.
func (i input) open(in io.Reader) (io.ReadCloser, error) {
	if i.err != nil {
		return nil, i.err
	}
	if i.path == standardInput {
		return io.NopCloser(in), nil
	}
	f, err := os.Open(i.path)
	if err != nil {
		return nil, cannotRead(i.path, err)
	}
	return f, nil
}
