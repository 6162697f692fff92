package archive

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// memberName is a member's name as it is told: it never leads out of the package, since nothing is ever written
// under it, and the marks that would are taken off so that no later tool follows them.
func memberName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// passed reports whether a member of a package is none of ours; an archive is told as one that is not opened.
func passed(name string, do emit) (bool, error) {
	if name = memberName(name); isArticleName(name) {
		return false, nil
	}
	if k, _ := kindOf(name); k != noKind && k != article {
		return true, do(Member{Name: name, Err: errNested})
	}
	return true, nil
}

// eachZip reads a ZIP by its directory, each member within its own limit and all within the source's.
func eachZip(f *os.File, size int64, limits Limits, do emit) error {
	z, err := zip.NewReader(f, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%w: its directory, at its end, cannot be read: fetch it again", errDamaged)
	}
	if len(z.File) > limits.Entries {
		return fmt.Errorf("it holds %d files, and its directory does not fit the memory: split it, or pack it as .tar", len(z.File))
	}
	left := max(limits.Slack, size*limits.Ratio)
	for i, e := range z.File {
		z.File[i] = nil // what is read need not be held
		if e.Mode().IsDir() {
			continue
		}
		if skip, err := passed(e.Name, do); skip || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		m := Member{Name: memberName(e.Name)}
		m.Data, m.Err = zipMember(e, limits)
		if left -= int64(len(m.Data)); left < 0 {
			return errBomb
		}
		if err := do(m); err != nil {
			return err
		}
	}
	return nil
}

func zipMember(e *zip.File, limits Limits) ([]byte, error) {
	if e.Flags&1 != 0 {
		return nil, errors.New("protected by a password: pack it without one")
	}
	if !e.Mode().IsRegular() {
		return nil, errors.New("a link or device, which is not followed: pack the file itself")
	}
	if e.UncompressedSize64 > uint64(limits.Member) {
		return nil, tooLarge(limits)
	}
	r, err := e.Open()
	if err != nil {
		return nil, readFailure(err)
	}
	defer r.Close()
	data, err := readMember(r, int64(e.UncompressedSize64), limits)
	return data, readFailure(err)
}

// eachTar reads a TAR as a stream.
func eachTar(r io.Reader, limits Limits, do emit) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return readFailure(err)
		}
		if h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		if skip, err := passed(h.Name, do); skip || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		m := Member{Name: memberName(h.Name)}
		if h.Typeflag != tar.TypeReg {
			m.Err = errors.New("a link or device, which is not followed: pack the file itself")
		} else if m.Data, err = readMember(t, h.Size, limits); err != nil && !errors.Is(err, errTooLarge) {
			return readFailure(err) // the stream itself is broken
		} else {
			m.Err = err
		}
		if err := do(m); err != nil {
			return err
		}
	}
}
