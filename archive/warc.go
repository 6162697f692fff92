package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// WARC is ISO 28500: records of a version line, headers, and a block of Content-Length bytes. Lengths lie and
// streams break off, so that a record whose end is not where it says gives back what it swallowed.

// warcMark begins every record.
var warcMark = []byte("WARC/1.")

const (
	longestHead  = 64 << 10 // bytes of a record's headers
	recordWindow = 1 << 20  // bytes looked at together while the next record is searched
)

// warcReader reads records from a stream.
type warcReader struct {
	in     *bufio.Reader
	back   *givenBack // below in
	gz     *members   // below back, nil for plain
	again  int64      // bytes that may still be given back
	limits Limits
}

// mostAgain bounds what records with false lengths may make the reader read twice.
const mostAgain = 1 << 30

// givenBack is a stream before which bytes were put back.
type givenBack struct {
	front []byte
	r     io.Reader
}

// Read implements io.Reader.
func (g *givenBack) Read(p []byte) (int, error) {
	if len(g.front) == 0 {
		return g.r.Read(p)
	}
	n := copy(p, g.front)
	g.front = g.front[n:]
	return n, nil
}

// eachWARC reads the pages of a crawl: responses of HTTP with status 200, and resources and conversions (WET), where
// their type is one of articles. Other records are passed over.
func eachWARC(r io.Reader, limits Limits, do emit) error {
	back := &givenBack{r: r}
	w := &warcReader{in: bufio.NewReaderSize(back, recordWindow), back: back, again: mostAgain, limits: limits}
	w.gz, _ = r.(*members)
	for {
		m, found, err := w.next()
		if err == io.EOF {
			return nil
		}
		if err != nil && w.gz != nil && w.gz.damaged() {
			if fail := do(Member{Name: w.gz.place(), Err: readFailure(err)}); fail != nil {
				return fail
			}
			if w.gz.resync() != nil {
				return nil // there is nothing behind the damage
			}
			w.in.Reset(w.back)
			continue
		}
		if err != nil {
			return readFailure(err)
		}
		if found {
			if err := do(m); err != nil {
				return err
			}
		}
	}
}

// next reads one record; found is false for those that are no articles.
func (w *warcReader) next() (m Member, found bool, err error) {
	lost, err := w.seek()
	if err != nil {
		return m, false, err
	}
	if lost > 0 {
		return Member{Name: "WARC", Err: fmt.Errorf("%w: %d bytes between two records are none of either", errDamaged, lost)}, true, nil
	}
	head, err := w.head()
	if err != nil {
		return Member{Name: "WARC record", Err: fmt.Errorf("%w: its headers cannot be read", errDamaged)}, !isEnd(err), endOf(err)
	}
	m.Name = oneLine(strings.Trim(head.Get("WARC-Target-URI"), "<> "))
	length, err := strconv.ParseInt(strings.TrimSpace(head.Get("Content-Length")), 10, 64)
	if err != nil || length < 0 {
		m.Err = fmt.Errorf("%w: its record tells no length", errDamaged)
		return m, true, nil // seek finds the next record
	}
	kind := strings.ToLower(head.Get("WARC-Type"))
	wanted := kind == "response" || kind == "resource" || kind == "conversion"
	if !wanted || length > int64(w.limits.Member) {
		if wanted {
			m.Err = tooLarge(w.limits)
		}
		return m, wanted, w.pass(length)
	}
	block, err := w.block(length)
	if err != nil {
		return m, false, err
	}
	if block == nil {
		m.Err = fmt.Errorf("%w: its record is shorter or longer than it says", errDamaged)
		return m, true, nil
	}
	return w.page(m, kind, head, block)
}

func isEnd(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// endOf keeps an error of the stream; one of the words themselves costs only the record.
func endOf(err error) error {
	if isEnd(err) || errors.Is(err, errBomb) || errors.Is(err, errDamaged) {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// seek stands the stream at the next record and counts the bytes that are none of any.
func (w *warcReader) seek() (lost int, err error) {
	for {
		b, err := w.in.Peek(len(warcMark))
		if len(b) == 0 && err != nil {
			if err == io.EOF && lost > 0 {
				return lost, nil
			}
			return lost, err
		}
		if bytes.Equal(b, warcMark) {
			return lost, nil
		}
		line, err := w.in.ReadSlice('\n')
		if !isBlank(line) {
			lost += len(line)
		}
		if err != nil && err != bufio.ErrBufferFull && err != io.EOF {
			return lost, err
		}
	}
}

// head reads the version line and the headers.
func (w *warcReader) head() (textproto.MIMEHeader, error) {
	limit := &io.LimitedReader{R: w.in, N: longestHead}
	one := bufio.NewReaderSize(byByte{limit, w.in}, 16)
	t := textproto.NewReader(one)
	if _, err := t.ReadLine(); err != nil {
		return nil, err
	}
	return t.ReadMIMEHeader()
}

// byByte gives no more than a byte at a time, so that nothing behind the headers is taken from the stream.
type byByte struct {
	limit *io.LimitedReader
	in    *bufio.Reader
}

// Read implements io.Reader.
func (b byByte) Read(p []byte) (int, error) { return b.limit.Read(p[:min(len(p), 1)]) }

// block takes in a record's block and its end. It is nil where the end is not there: what the block holds
// of later records is then given back to the stream.
func (w *warcReader) block(length int64) ([]byte, error) {
	block := make([]byte, length)
	n, err := io.ReadFull(w.in, block)
	if err == nil {
		end, _ := w.in.Peek(4)
		if string(end) == "\r\n\r\n" || len(end) == 0 || bytes.HasPrefix(end, []byte("\n\n")) || isBlank(end) {
			return block, nil
		}
	} else if !isEnd(err) {
		return nil, err
	}
	if at := bytes.Index(block[:n], append([]byte("\n"), warcMark...)); at >= 0 {
		ahead, _ := w.in.Peek(w.in.Buffered())
		if w.again -= int64(n - at); w.again < 0 {
			return nil, fmt.Errorf("%w: too many of its records tell a false length", errDamaged)
		}
		w.back.front = slices.Concat(block[at+1:n], ahead, w.back.front)
		w.in.Reset(w.back)
	}
	return nil, nil
}

// pass reads over a block without holding it, but stops at what looks like the next record.
func (w *warcReader) pass(length int64) error {
	mark := append([]byte("\r\n\r\n"), warcMark...)
	for length > 0 {
		window, err := w.in.Peek(int(min(length, recordWindow/2)))
		if len(window) == 0 {
			return err
		}
		if at := bytes.Index(window, mark); at >= 0 {
			_, err := w.in.Discard(at + 4)
			return err
		}
		keep := 0
		if int64(len(window)) < length {
			keep = min(len(mark)-1, len(window)-1)
		}
		n, _ := w.in.Discard(len(window) - keep)
		if length -= int64(n); err != nil {
			w.in.Discard(keep)
			return nil // the stream ends or breaks here: the next read tells
		}
	}
	return nil
}

// page is the article of a record's block.
func (w *warcReader) page(m Member, kind string, head textproto.MIMEHeader, block []byte) (Member, bool, error) {
	media, _, _ := mime.ParseMediaType(head.Get("Content-Type"))
	if kind == "response" && strings.HasPrefix(media, "application/http") {
		return w.response(m, block)
	}
	m.Data = block
	return m, isText(media), nil
}

// response undoes HTTP: status line, headers, encodings of transfer and content.
func (w *warcReader) response(m Member, block []byte) (Member, bool, error) {
	in := bufio.NewReader(bytes.NewReader(block))
	t := textproto.NewReader(in)
	status, err := t.ReadLine()
	if err != nil || !strings.HasPrefix(status, "HTTP/") {
		m.Err = fmt.Errorf("%w: its record holds no answer of a web server", errDamaged)
		return m, true, nil
	}
	if _, code, _ := strings.Cut(status, " "); !strings.HasPrefix(strings.TrimSpace(code), "200") {
		return m, false, nil
	}
	head, err := t.ReadMIMEHeader()
	if err != nil && len(head) == 0 {
		m.Err = fmt.Errorf("%w: the web server's headers cannot be read", errDamaged)
		return m, true, nil
	}
	media, _, _ := mime.ParseMediaType(head.Get("Content-Type"))
	if !isText(media) && media != "" {
		return m, false, nil
	}
	at := len(block) - in.Buffered()
	if n := bytes.Index(block, []byte("\r\n\r\n")); n >= 0 && at < len(block) {
		at = n + 4
	} else {
		rest, _ := io.ReadAll(in)
		at = len(block) - len(rest)
	}
	m.Data, m.Err = decoded(block[at:], head, w.limits)
	return m, len(m.Data) > 0 || m.Err != nil, nil
}

// decoded undoes the encodings that the headers name; archives often keep the headers and undo the encodings
// themselves, so that bytes which are not encoded as told are taken as they are.
func decoded(body []byte, head textproto.MIMEHeader, limits Limits) ([]byte, error) {
	if strings.Contains(strings.ToLower(head.Get("Transfer-Encoding")), "chunked") {
		whole, err := readMember(httputil.NewChunkedReader(bytes.NewReader(body)), int64(len(body)), limits)
		if err == nil && len(whole) > 0 {
			body = whole
		}
	}
	var r io.Reader
	switch encoding := strings.ToLower(strings.TrimSpace(head.Get("Content-Encoding"))); {
	case bytes.HasPrefix(body, []byte{0x1F, 0x8B}):
		g, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, readFailure(err)
		}
		r = g
	case encoding == "zstd" && bytes.HasPrefix(body, []byte{0x28, 0xB5, 0x2F, 0xFD}):
		z, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil, readFailure(err)
		}
		defer z.Close()
		r = z
	case encoding == "deflate" && len(body) > 2 && body[0] == 0x78:
		r = flate.NewReader(bytes.NewReader(body[2:]))
	case encoding == "br":
		data, err := readMember(brotli.NewReader(bytes.NewReader(body)), int64(len(body))*4, limits)
		if err != nil && !errors.Is(err, errTooLarge) && bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
			return body, nil // not packed as told
		}
		return data, readFailure(err)
	default:
		return body, nil
	}
	data, err := readMember(r, int64(len(body))*4, limits)
	return data, readFailure(err)
}

// isText reports whether a media type is one of articles.
func isText(media string) bool {
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain", "text/markdown":
		return true
	}
	return false
}
