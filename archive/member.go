package archive

import (
	"errors"
	"fmt"
	"io"
)

// Member is one article of an archive, or the reason why there is none.
type Member struct {
	Ordinal int    // its place in the source, from 0
	Name    string // path within the source, or the address that a crawl recorded
	Data    []byte // nil where Err is set
	Date    string // publication as the archive tells it beside the article, "" where it does not
	Title   string // as the archive tells it, "" where it does not
	Outlet  string // as the archive tells it, "" where it does not
	Err     error  // why the member cannot be read; the others of the source go on
}

// Limits bound what reading an archive may cost. A zero field means the default.
type Limits struct {
	Member   int   // bytes of an article, unpacked; default 16 MB
	Slack    int64 // bytes that any source may unpack to, whatever its own size; default 1 GB
	Ratio    int64 // times its own size that a source may unpack to beyond that; default 200
	Entries  int   // members of a ZIP, whose directory is held in memory; default 2,000,000
	MaxDepth int   // folders within one another; default 100
}

func (l Limits) withDefaults() Limits {
	if l.Member <= 0 {
		l.Member = 16 << 20
	}
	if l.Slack <= 0 {
		l.Slack = 1 << 30
	}
	if l.Ratio <= 0 {
		l.Ratio = 200
	}
	if l.Entries <= 0 {
		l.Entries = 2_000_000
	}
	if l.MaxDepth <= 0 {
		l.MaxDepth = 100
	}
	return l
}

// Errors that end or spoil a member or a source; what carries them names the item and says what to do.
var (
	errTooLarge = errors.New("larger than an article may be")
	errBomb     = errors.New("it unpacks to far more than an archive of its size holds")
	errDamaged  = errors.New("damaged or cut short")
	errNested   = errors.New("an archive within an archive, which is not opened: unpack it beside the others")
	errFormat   = errors.New("not a format that is read")
)

// emit takes a member, which is the receiver's from then on. An error ends the reading.
type emit func(Member) error

// readMember takes in a member of at most the limit; a longer one is errTooLarge, and the rest is left unread.
func readMember(r io.Reader, hint int64, limits Limits) ([]byte, error) {
	if hint > int64(limits.Member) {
		return nil, tooLarge(limits)
	}
	size := int(min(max(hint, 0), 1<<20)) + 512 // what the directory says may be a lie
	buf := make([]byte, 0, size)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):min(cap(buf), limits.Member+1)])
		buf = buf[:len(buf)+n]
		if len(buf) > limits.Member {
			return nil, tooLarge(limits)
		}
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func tooLarge(limits Limits) error {
	return fmt.Errorf("%w (%d MB): split it, or raise --max-size", errTooLarge, limits.Member>>20)
}

// allowance counts what a source unpacks to and ends it where that is out of all proportion.
type allowance struct {
	r    io.Reader
	left int64
}

// newAllowance is for a source of the size on disk.
func newAllowance(r io.Reader, size int64, limits Limits) *allowance {
	return &allowance{r, max(limits.Slack, size*limits.Ratio)}
}

// Read implements io.Reader; past the allowance it fails with errBomb.
func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errBomb
	}
	n, err := a.r.Read(p[:min(int64(len(p)), a.left)])
	a.left -= int64(n)
	return n, err
}
