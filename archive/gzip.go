package archive

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// members reads a file of gzip members, as a crawl packs its records, one after another. Where one is damaged it
// can go on with the next, which gzip readers do not.
type members struct {
	file *interrupted
	from io.Seeker // the same file
	in   *bufio.Reader
	at   int64        // where the present member begins
	z    *gzip.Reader // nil between members
	left int64        // bytes that may still be unpacked
	n    int          // members begun
	err  error
}

// newMembers reads at most so many unpacked bytes.
func newMembers(file *interrupted, from io.Seeker, allowed int64) *members {
	return &members{file: file, from: from, in: bufio.NewReaderSize(file, 256<<10), left: allowed}
}

// Read implements io.Reader over all members as one stream.
func (m *members) Read(p []byte) (int, error) {
	for {
		if m.err != nil {
			return 0, m.err
		}
		if m.left <= 0 {
			m.err = errBomb
			continue
		}
		if m.z == nil || m.n == 0 {
			if m.err = m.begin(); m.err != nil {
				continue
			}
		}
		n, err := m.z.Read(p)
		m.left -= int64(n)
		switch {
		case err == io.EOF:
			m.err = m.begin()
			if n > 0 {
				return n, nil
			}
		case err != nil:
			m.err = err
			return n, nil
		default:
			return n, nil
		}
	}
}

// begin stands at the next member; io.EOF where there is none.
func (m *members) begin() error {
	if _, err := m.in.Peek(1); err != nil {
		return err
	}
	m.n++
	m.at = m.file.n - int64(m.in.Buffered())
	var err error
	if m.z == nil {
		m.z, err = gzip.NewReader(m.in)
	} else {
		err = m.z.Reset(m.in)
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if m.z != nil {
		m.z.Multistream(false)
	}
	return err
}

// damaged reports whether a member cannot be unpacked, while those behind it may.
func (m *members) damaged() bool { return m.err != nil && m.err != io.EOF && m.err != errBomb }

// place names the member at which the stream stands.
func (m *members) place() string { return fmt.Sprintf("gzip member %d", m.n) }

// resync goes on behind damage: at the next bytes behind the damaged member's first that begin one.
func (m *members) resync() error {
	if err := m.jump(m.at + 1); err != nil {
		return err
	}
	for {
		window, err := m.in.Peek(4 << 10)
		if at := bytes.Index(window, []byte{0x1F, 0x8B, 0x08}); at >= 0 {
			m.in.Discard(at)
			m.z, m.err = nil, nil
			if m.err = m.begin(); m.err == nil {
				return nil
			}
			if err := m.jump(m.at + 1); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			m.err = io.EOF
			return io.EOF
		}
		m.in.Discard(len(window) - 2)
	}
}

// jump goes on at an offset of the file.
func (m *members) jump(to int64) error {
	if _, err := m.from.Seek(to, io.SeekStart); err != nil {
		m.err = err
		return err
	}
	m.file.n = to
	m.in.Reset(m.file)
	return nil
}
