package extract

import (
	"errors"
	"fmt"
)

// Limits bound what one article may cost. A zero field means the default.
type Limits struct {
	Source int // bytes of the article's file; default 16 MB
	Depth  int // elements, lists or quotes within one another; default 500, and never more
	Runs   int // pieces of text between tags; default and at most 131,068
}

const (
	defaultSource = 16 << 20
	defaultDepth  = 500
	maxRuns       = 2 * (0xFFFD + 1)
	// readableSource is the size up to which go-readability is asked; it is quadratic in places.
	readableSource = 3 << 20
)

// withDefaults fills zero fields and caps the others at what the readers can stand.
func (l Limits) withDefaults() Limits {
	if l.Source <= 0 {
		l.Source = defaultSource
	}
	if l.Depth <= 0 || l.Depth > defaultDepth {
		l.Depth = defaultDepth
	}
	if l.Runs <= 0 || l.Runs > maxRuns {
		l.Runs = maxRuns
	}
	return l
}

// Errors that a caller may branch on, by errors.Is. What Read returns names the file and ends with what
// to do next.
var (
	ErrEmpty    = errors.New("no text in it")
	ErrBinary   = errors.New("not a text file")
	ErrDamaged  = errors.New("damaged")
	ErrLocked   = errors.New("protected by a password")
	ErrTooLarge = errors.New("too large")
	ErrTooDeep  = errors.New("nested too deeply")
	ErrDate     = errors.New("not a date")
	ErrFormat   = errors.New("not a format")
)

// tooLarge says which limit an article of size bytes is over.
func tooLarge(name string, limit int) error {
	return fmt.Errorf("%s: %w: an article may have at most %s; split it, or save the article's text alone",
		name, ErrTooLarge, byteSize(limit))
}

// tooDeep says that the file's structure goes beyond the limit.
func tooDeep(name, what string, limit int) error {
	return fmt.Errorf("%s: %w: %s more than %d levels deep; save the article as plain text and check that",
		name, ErrTooDeep, what, limit)
}

// byteSize writes a limit for people: "16 MB", "500 bytes".
func byteSize(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
