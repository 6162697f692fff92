package extract

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded is a source as valid UTF-8, with the way back to the source bytes.
type decoded struct {
	text string
	segs []segment // ascending and gapless over text; nil: text is Source, byte for byte
	name string    // of the encoding: "utf-8", "windows-1252"
}

var utf8BOM = []byte("\xef\xbb\xbf")

// escape begins the shifts of ISO-2022-JP, which is plain ASCII to the eye.
const escape = 0x1b

// decode turns source into UTF-8. A byte-order mark decides; then, for HTML, what the page declares; then
// whether the bytes are valid UTF-8; windows-1252 is the last resort.
func decode(source []byte, isHTML bool) decoded {
	if bytes.HasPrefix(source, utf8BOM) {
		return repairUTF8(source, len(utf8BOM))
	}
	if e, skip := utf16Of(source); e != nil {
		return decodeWith(source, skip, e, "utf-16", false)
	}
	if utf8.Valid(source) && bytes.IndexByte(source, escape) < 0 {
		return decoded{text: string(source), name: "utf-8"}
	}
	contentType := "text/plain"
	if isHTML {
		contentType = "text/html"
	}
	e, name, certain := charset.DetermineEncoding(source, contentType)
	if name == "utf-8" || !certain {
		if mostlyUTF8(source) {
			return repairUTF8(source, 0)
		}
		if name == "utf-8" {
			e, name = charset.Lookup("windows-1252")
		}
	}
	stateless := name != "iso-2022-jp" && name != "replacement" && !strings.HasPrefix(name, "utf-16")
	return decodeWith(source, 0, e, name, stateless)
}

// utf16Of tells UTF-16 by its mark, or by zero bytes beside Latin letters, and how long the mark is.
func utf16Of(source []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(source, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(source, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	}
	head := source[:min(len(source), 512)&^1]
	zero := [2]int{}
	for i, b := range head {
		if b == 0 {
			zero[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 8:
	case zero[1] > half*9/10 && zero[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0
	case zero[0] > half*9/10 && zero[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0
	}
	return nil, 0
}

// mostlyUTF8 reports whether what is not ASCII is UTF-8 for the larger part: a damaged file, rather than
// one in another encoding.
func mostlyUTF8(source []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(source); {
		if source[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > bad
}

// repairUTF8 puts U+FFFD for every byte that is no UTF-8, from offset skip on.
func repairUTF8(source []byte, skip int) decoded {
	rest := source[skip:]
	if utf8.Valid(rest) {
		text := string(rest)
		return decoded{text, []segment{{Span{0, len(text)}, Origin{skip, len(source)}}}, "utf-8"}
	}
	m := mapper{at: skip}
	for i := 0; i < len(rest); {
		j := i
		for j < len(rest) {
			r, n := utf8.DecodeRune(rest[j:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			j += n
		}
		m.add(rest[i:j], j-i)
		if j < len(rest) {
			m.add([]byte("\uFFFD"), 1)
			j++
		}
		i = j
	}
	return decoded{m.text.String(), m.segs, "utf-8"}
}

// decodeWith decodes character by character, so that each keeps its place. Where the encoding is
// stateless, ASCII runs are copied as they are.
func decodeWith(source []byte, skip int, e encoding.Encoding, name string, stateless bool) decoded {
	m := mapper{at: skip}
	dec := e.NewDecoder()
	var out [utf8.UTFMax]byte
	for i := skip; i < len(source); {
		if j := asciiRun(source, i); stateless && j > i {
			m.add(source[i:j], j-i)
			i = j
			continue
		}
		nDst, nSrc := oneRune(dec, out[:], source[i:min(i+16, len(source))], i+16 >= len(source))
		m.add(out[:nDst], nSrc)
		i += nSrc
	}
	return decoded{m.text.String(), m.segs, name}
}

// oneRune decodes the next character only, so that each has its own place: room is given byte by byte until
// it fits. What cannot be decoded is U+FFFD.
func oneRune(dec *encoding.Decoder, out, source []byte, atEOF bool) (nDst, nSrc int) {
	for room := 1; room <= utf8.UTFMax; room++ {
		nDst, nSrc, err := dec.Transform(out[:room], source, atEOF)
		if nSrc > 0 {
			return nDst, nSrc
		}
		if err != transform.ErrShortDst {
			break
		}
	}
	return copy(out, "\uFFFD"), 1
}

// asciiRun is the end of the run of plain ASCII that starts at i.
func asciiRun(source []byte, i int) int {
	for i < len(source) && source[i] < utf8.RuneSelf && source[i] != escape {
		i++
	}
	return i
}

// mapper collects decoded text beside the source range of each part.
type mapper struct {
	text strings.Builder
	segs []segment
	at   int // the source offset reached
}

func (m *mapper) add(b []byte, from int) {
	if len(b) == 0 {
		m.at += from
		return
	}
	start := m.text.Len()
	m.text.Write(b)
	seg := segment{Span{start, m.text.Len()}, Origin{m.at, m.at + from}}
	m.at += from
	if n := len(m.segs); n > 0 && m.segs[n-1].exact() && seg.exact() {
		m.segs[n-1].text.End, m.segs[n-1].source.End = seg.text.End, seg.source.End
		return
	}
	m.segs = append(m.segs, seg)
}

// through leads segments over the decoded text on to the source, splitting those that cross parts.
func (in decoded) through(segs []segment) []segment {
	if in.segs == nil {
		return segs
	}
	out := make([]segment, 0, len(segs))
	for _, s := range segs {
		if !s.exact() {
			s.source = Origin{in.at(s.source.Start, false), in.at(s.source.End, true)}
			out = append(out, s)
			continue
		}
		for s.text.Len() > 0 {
			part := in.segs[in.find(s.source.Start)]
			n := min(s.text.Len(), part.text.End-s.source.Start)
			from := Origin{in.at(s.source.Start, false), in.at(s.source.Start+n, true)}
			out = append(out, segment{Span{s.text.Start, s.text.Start + n}, from})
			s.text.Start += n
			s.source.Start += n
		}
	}
	return out
}

// find is the index of the part that holds the decoded offset.
func (in decoded) find(at int) int {
	i := sort.Search(len(in.segs), func(i int) bool { return in.segs[i].text.End > at })
	return min(i, len(in.segs)-1)
}

// at is the source offset of a decoded offset, as the start or the end of a range.
func (in decoded) at(at int, end bool) int {
	i := in.find(at)
	if end {
		i = in.find(at - 1)
	}
	seg := in.segs[i]
	switch {
	case seg.exact():
		return seg.source.Start + at - seg.text.Start
	case end:
		return seg.source.End
	}
	return seg.source.Start
}
