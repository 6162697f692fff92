package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// now is the time that a report carries; SOURCE_DATE_EPOCH fixes it
// (https://reproducible-builds.org/specs/source-date-epoch/).
func (a *app) now() time.Time {
	if s, err := strconv.ParseInt(a.env("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now()
}

// writeReport writes the annotated article to path, or, for several, a page for each and their index.
// Where no article could be read nothing is written, so that an earlier report stays as it is.
func (a *app) writeReport(path string, results []*claims.Result, say report.HTMLOptions) error {
	if len(failures(results)) == len(results) {
		a.say("%s was not written: no article could be read", path)
		return silent(codeFailure)
	}
	if len(results) == 1 {
		return writeFile(path, func(w io.Writer) error { return report.HTML(w, results[0], say) })
	}
	dir, file := filepath.Split(path)
	folder := strings.TrimSuffix(file, filepath.Ext(file)) + "-articles"
	if err := os.MkdirAll(dir+folder, 0o777); err != nil {
		return fmt.Errorf("make the folder for the reports: %w", err)
	}
	names := pageNames(results)
	links := make([]string, len(results))
	for i, r := range results {
		page := folder + "/" + names[i]
		links[i] = (&url.URL{Path: page}).String()
		if err := writeFile(dir+page, func(w io.Writer) error { return report.HTML(w, r, say) }); err != nil {
			return err
		}
	}
	return writeFile(path, func(w io.Writer) error { return report.HTMLIndex(w, results, links, say) })
}

// writeAnnotated writes the Word file back with its findings.
func (a *app) writeAnnotated(o *checkOptions, r *claims.Result) error {
	if r.Err != nil {
		a.say("%s was not written: the article could not be checked", o.annotate)
		return silent(codeFailure)
	}
	if r.Document.Format != extract.DOCX {
		return fmt.Errorf("%s: --annotate gives back Word files (.docx) only: use --report for an annotated page", r.Document.Name)
	}
	return writeFile(o.annotate, func(w io.Writer) error {
		return report.AnnotateDOCX(w, r, report.AnnotateOptions{Now: a.now(), Filter: o.filter})
	})
}

// spareArticles refuses, for the flag that names it, a file to write that has no file's name, or that would
// replace one of the articles.
func spareArticles(flag, path string, inputs []input) error {
	if path == "" {
		return nil
	}
	if strings.HasSuffix(path, "/") {
		return usageError("--%s %s: name a file in that folder", flag, path)
	}
	target, err := os.Stat(path)
	if err != nil {
		return nil // a new file
	}
	for _, in := range inputs {
		if info, err := os.Stat(in.path); err == nil && os.SameFile(target, info) {
			return usageError("--%s %s: it would replace the article; name another file", flag, path)
		}
	}
	return nil
}

// writeFile writes a file whole or not at all: beside its place first, then moved there.
func writeFile(path string, render func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return fmt.Errorf("%s: is a folder: name a file for the report", path)
		}
		return writeStream(path, render) // /dev/stdout, a pipe
	}
	dir, _ := filepath.Split(path) // not Dir, which would take "link/.." for "."
	tmp, err := os.CreateTemp(cmp.Or(dir, "."), ".stet-*.tmp")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: cannot be written: there is no folder %s: create it, or name a file elsewhere", path, filepath.Clean(dir))
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	if err := render(tmp); err != nil {
		return fmt.Errorf("%s: write the report: %w", path, err)
	}
	if err := tmp.Chmod(modeOf(path)); err != nil {
		return fmt.Errorf("%s: write the report: %w", path, err)
	}
	if err := tmp.Sync(); err != nil {
		return fmt.Errorf("%s: write the report: %w", path, err)
	}
	if err := tmp.Close(); err != nil {
		return fmt.Errorf("%s: write the report: %w", path, err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("%s: move the report into place: %w", path, err)
	}
	return nil
}

func writeStream(path string, render func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	defer f.Close()
	if err := render(f); err != nil {
		return fmt.Errorf("%s: write the report: %w", path, err)
	}
	return f.Close()
}

// modeOf is the mode of the file that is to be replaced, or that of a new file.
func modeOf(path string) os.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

// pageNames is a file name for each article's page, told from the article's path and unique also where
// the file system does not tell capitals.
func pageNames(results []*claims.Result) []string {
	used := map[string]bool{}
	out := make([]string, len(results))
	for i, r := range results {
		base := slug(r.Document.Name)
		name := base
		for n := 2; used[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		used[strings.ToLower(name)] = true
		out[i] = name + ".html"
	}
	return out
}

// slug is a path as the stem of a file name: "../desk/un vote.md" is "desk-un-vote.md".
func slug(path string) string {
	if path == standardInput {
		return "standard-input"
	}
	var b strings.Builder
	for _, r := range filepath.ToSlash(path) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	parts := strings.FieldsFunc(b.String(), func(r rune) bool { return r == '-' })
	for len(parts) > 0 && strings.Trim(parts[0], ".") == "" {
		parts = parts[1:]
	}
	s := strings.TrimLeft(strings.Join(parts, "-"), ".")
	if r := []rune(s); len(r) > 60 {
		s = strings.TrimLeft(string(r[len(r)-60:]), "-.")
	}
	if s == "" {
		return "article"
	}
	return s
}

// commandLine is the command that repeats the check, for a report.
func commandLine(o *checkOptions, paths []string) string {
	words := []string{"stet", "check"}
	if o.date != "" {
		words = append(words, "--date", o.date)
	}
	if o.title != "" {
		words = append(words, "--title", quoted(o.title))
	}
	for _, p := range paths {
		words = append(words, quoted(p))
	}
	return strings.Join(words, " ")
}

// quoted is a word as a POSIX shell reads it back.
func quoted(s string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./:@%+,", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
