package archive

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Source is a file of an archive: an article, or many in one package.
type Source struct {
	Path     string // as given, joined with the path inside a folder, with slashes
	Size     int64
	Modified int64 // nanoseconds since 1970
	Err      error // why it cannot be read
}

// articleSuffixes are those of the articles in folders and packages; what has another name is passed over.
var articleSuffixes = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".md": true, ".markdown": true, ".txt": true,
	".docx": true, ".odt": true, ".rtf": true, ".pdf": true, ".epub": true, ".eml": true}

// kind is what a source is.
type kind uint8

const (
	noKind kind = iota
	article
	zipKind
	tarKind
	lineKind
	warcKind
)

// kindOf tells by the name; the packing is the suffix behind the kind's own.
func kindOf(name string) (k kind, packing string) {
	name = strings.ToLower(name)
	for _, p := range []string{".gz", ".zst"} {
		if strings.HasSuffix(name, p) {
			name, packing = strings.TrimSuffix(name, p), p
		}
	}
	switch ext := filepath.Ext(name); {
	case ext == ".zip" && packing == "":
		return zipKind, ""
	case ext == ".tar":
		return tarKind, packing
	case ext == ".tgz" && packing == "":
		return tarKind, ".gz"
	case ext == ".tzst" && packing == "":
		return tarKind, ".zst"
	case ext == ".jsonl", ext == ".ndjson":
		return lineKind, packing
	case ext == ".warc", ext == ".wet":
		return warcKind, packing
	case articleSuffixes[ext] && packing == "":
		return article, ""
	}
	return noKind, ""
}

// isArticleName reports whether a member of a package is named like an article.
func isArticleName(name string) bool {
	base := filepath.Base(filepath.FromSlash(name))
	k, _ := kindOf(base)
	return k == article && !strings.HasPrefix(base, ".") && !strings.HasPrefix(base, "~$")
}

// under is the files of one path, sorted within folders. What cannot be read is a source with an error. Links to folders are not
// followed, so that no loop is walked; hidden files and what skip names are passed over.
func under(ctx context.Context, root, skip string, limits Limits, do func(Source) error) error {
	info, err := os.Stat(root)
	if err != nil {
		return do(Source{Path: root, Err: unreadable(err)})
	}
	if !info.IsDir() {
		s := sourceOf(root, info)
		if k, _ := kindOf(root); k == noKind {
			s.Err = fmt.Errorf("%w: name it .zip, .tar, .jsonl, .warc (each also .gz or .zst) or as an article, by what it is", errFormat)
		}
		return do(s)
	}
	base := strings.Count(filepath.Clean(root), string(filepath.Separator))
	return filepath.WalkDir(root, func(at string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return do(Source{Path: filepath.ToSlash(at), Err: unreadable(err)})
		case e.IsDir():
			switch {
			case at == root:
				return nil
			case strings.HasPrefix(e.Name(), ".") || sameFile(at, skip):
				return fs.SkipDir
			case strings.Count(filepath.Clean(at), string(filepath.Separator))-base > limits.MaxDepth:
				return errors.Join(do(Source{Path: filepath.ToSlash(at), Err: fmt.Errorf("more than %d folders deep: give this folder itself", limits.MaxDepth)}), fs.SkipDir)
			}
			return nil
		}
		return file(at, e, do)
	})
}

// file hands on one file of a folder where it is named like an article or an archive.
func file(at string, e fs.DirEntry, do func(Source) error) error {
	name := e.Name()
	if k, _ := kindOf(name); k == noKind || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
		return nil
	}
	info, err := os.Stat(at)
	switch {
	case err != nil:
		return do(Source{Path: filepath.ToSlash(at), Err: unreadable(err)})
	case info.Mode().IsRegular():
		return do(sourceOf(at, info))
	}
	return nil // a link to a folder, a pipe
}

func sourceOf(path string, info fs.FileInfo) Source {
	return Source{Path: filepath.ToSlash(path), Size: info.Size(), Modified: info.ModTime().UnixNano()}
}

func sameFile(a, b string) bool {
	if b == "" {
		return false
	}
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// unreadable says in plain words why a path cannot be read, and what to do.
func unreadable(err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file: check the name, and the folder that you are in")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("you may not read it: change its permissions, or make a copy of it")
	case errors.As(err, &path):
		return fmt.Errorf("cannot be read: %w", path.Err)
	}
	return fmt.Errorf("cannot be read: %w", err)
}

// Reading says how sources are read.
type Reading struct {
	Fields Fields
	Limits Limits
	Read   *atomic.Int64 // counts the bytes read, as they lie on disk; may be nil
}

// Each reads the members of a source in their order. An error of the source itself, beyond the members', is
// returned, and so is what do returned, as it is.
func (s Source) Each(ctx context.Context, how Reading, do func(Member) error) error {
	limits := how.Limits.withDefaults()
	f, err := os.Open(filepath.FromSlash(s.Path))
	if err != nil {
		return unreadable(err)
	}
	defer f.Close()
	k, packing := kindOf(s.Path)
	next := counted(ctx, do)
	switch {
	case k == article:
		data, err := readMember(&interrupted{ctx: ctx, r: f, count: how.Read}, s.Size, limits)
		return next(Member{Name: "", Data: data, Err: readFailure(err)})
	case k == zipKind:
		return eachZip(f, s.Size, limits, next)
	case k == warcKind && packing == ".gz":
		return eachWARC(newMembers(&interrupted{ctx: ctx, r: f, count: how.Read}, f, max(limits.Slack, s.Size*limits.Ratio)), limits, next)
	}
	r, done, err := unpack(&interrupted{ctx: ctx, r: f, count: how.Read}, packing)
	if err != nil {
		return err
	}
	defer done()
	if packing != "" {
		r = newAllowance(r, s.Size, limits)
	}
	switch k {
	case tarKind:
		return eachTar(r, limits, next)
	case lineKind:
		return eachLine(r, how.Fields, limits, next)
	case warcKind:
		return eachWARC(r, limits, next)
	}
	return errFormat
}

// counted numbers the members and ends with the context.
func counted(ctx context.Context, do func(Member) error) emit {
	n := 0
	return func(m Member) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.Ordinal = n
		n++
		return do(m)
	}
}

// interrupted is a reader that ends with its context.
type interrupted struct {
	ctx   context.Context
	r     io.Reader
	count *atomic.Int64
	n     int64 // offset reached
}

// Read implements io.Reader.
func (i *interrupted) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := i.r.Read(p)
	i.n += int64(n)
	if i.count != nil {
		i.count.Add(int64(n))
	}
	return n, err
}

// unpack undoes a packing, as a stream.
func unpack(r io.Reader, packing string) (io.Reader, func(), error) {
	switch packing {
	case ".gz":
		g, err := gzip.NewReader(bufio.NewReaderSize(r, 256<<10))
		if err != nil {
			return nil, nil, fmt.Errorf("%w: it is not gzip: fetch it again", errDamaged)
		}
		return g, func() { g.Close() }, nil
	case ".zst":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20), zstd.WithDecoderMaxWindow(64<<20))
		if err != nil {
			return nil, nil, fmt.Errorf("%w: it is not zstd: fetch it again", errDamaged)
		}
		return z, z.Close, nil
	}
	return bufio.NewReaderSize(r, 256<<10), func() {}, nil
}

// readFailure words what a stream's reader found wrong; nil stays nil.
func readFailure(err error) error {
	switch {
	case err == nil || errors.Is(err, errTooLarge) || errors.Is(err, errBomb) || errors.Is(err, errDamaged) || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: it ends in the middle: fetch it again", errDamaged)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return unreadable(err)
	}
	return fmt.Errorf("%w (%v): fetch it again", errDamaged, err)
}

// isBlank reports whether the bytes are white space only.
func isBlank(b []byte) bool { return len(bytes.TrimSpace(b)) == 0 }
