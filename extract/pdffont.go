package extract

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// pdfFont is a font: how its codes read, and how wide they are.
type pdfFont struct {
	wide   bool              // codes of two bytes
	chars  map[string]string // what the font itself says that a code shows
	table  [256]string       // for codes of one byte that it says nothing of
	first  int
	widths []float64
	cid    map[int]float64
	usual  float64
	bold   bool
}

// newPDFFont reads a font's dictionary.
func newPDFFont(v pdf.Value) (*pdfFont, error) {
	f := &pdfFont{first: int(v.Key("FirstChar").Int64()), usual: 500}
	base := strings.ToLower(v.Key("BaseFont").Name())
	f.bold = strings.Contains(base, "bold") || strings.Contains(base, "black") || strings.Contains(base, "heavy") || strings.HasSuffix(base, "-bd")
	w := v.Key("Widths")
	for i := range min(w.Len(), 256) {
		f.widths = append(f.widths, w.Index(i).Float64())
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.wide = true
		f.readCID(v.Key("DescendantFonts").Index(0))
	}
	if err := f.readChars(v.Key("ToUnicode")); err != nil {
		return nil, err
	}
	if !f.wide {
		f.readEncoding(v)
	}
	return f, nil
}

// readEncoding fills the table of single bytes: the base encoding, then what the font says differs from it.
func (f *pdfFont) readEncoding(v pdf.Value) {
	enc := v.Key("Encoding")
	name := enc.Name()
	if enc.Kind() == pdf.Dict {
		name = enc.Key("BaseEncoding").Name()
	}
	for i := range f.table {
		switch name {
		case "WinAnsiEncoding":
			f.table[i] = string(charmap.Windows1252.DecodeByte(byte(i)))
		case "MacRomanEncoding":
			f.table[i] = string(charmap.Macintosh.DecodeByte(byte(i)))
		default:
			f.table[i] = standardChar(byte(i))
		}
	}
	differences := enc.Key("Differences")
	code := 0
	glyphs := pdf.Font{V: v}
	decode := glyphs.Encoder()
	for i := range min(differences.Len(), 1000) {
		d := differences.Index(i)
		if d.Kind() == pdf.Integer {
			code = int(d.Int64())
			continue
		}
		if code >= 0 && code < 256 {
			f.table[code] = glyphChar(d.Name(), byte(code), decode)
		}
		code++
	}
}

// glyphChar is the character that a glyph's name stands for: by the library's list of names, which it reads
// out of the font itself, or by the number in the name.
func glyphChar(name string, code byte, library pdf.TextEncoding) string {
	if s := library.Decode(string([]byte{code})); s != string(rune(code)) {
		return s
	}
	name, _, _ = strings.Cut(name, ".")
	for _, prefix := range []string{"uni", "u"} {
		if n, err := strconv.ParseUint(strings.TrimPrefix(name, prefix), 16, 21); err == nil && len(name) >= len(prefix)+4 && strings.HasPrefix(name, prefix) && utf8.ValidRune(rune(n)) {
			return string(rune(n))
		}
	}
	if len(name) == 1 || code < 0x80 && code >= ' ' && (code|0x20 < 'a' || code|0x20 > 'z') {
		return string(rune(code))
	}
	return "\ufffd" // "g17": only the eye can tell
}

// standardChar is the character of Adobe's standard encoding, as far as it differs from ASCII in what Latin
// text needs.
func standardChar(b byte) string {
	if s, ok := standardChars[b]; ok {
		return s
	}
	if b < 0x80 {
		return string(rune(b))
	}
	return string(charmap.Windows1252.DecodeByte(b)) // some leave out to say which encoding they use
}

var standardChars = map[byte]string{
	'\'': "’", '`': "‘", 0xa2: "¢", 0xa3: "£", 0xa7: "§", 0xa9: "'", 0xaa: "“", 0xab: "«", 0xac: "‹", 0xad: "›", 0xae: "ﬁ", 0xaf: "ﬂ",
	0xb1: "–", 0xb2: "†", 0xb3: "‡", 0xb4: "·", 0xb7: "•", 0xb8: "‚", 0xb9: "„", 0xba: "”", 0xbb: "»", 0xbc: "…", 0xd0: "—",
	0xe1: "Æ", 0xe8: "Ł", 0xe9: "Ø", 0xea: "Œ", 0xf1: "æ", 0xf5: "ı", 0xf8: "ł", 0xf9: "ø", 0xfa: "œ", 0xfb: "ß",
}

// readCID reads the widths of a font of many characters: "5 [600 610]" and "10 20 500".
func (f *pdfFont) readCID(v pdf.Value) {
	f.usual, f.cid = 1000, map[int]float64{}
	if dw := v.Key("DW"); dw.Kind() != pdf.Null {
		f.usual = dw.Float64()
	}
	w := v.Key("W")
	n := min(w.Len(), 100_000)
	for i := 0; i+1 < n; {
		first := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range min(list.Len(), 1<<16) {
				f.cid[first+k] = list.Index(k).Float64()
			}
			i += 2
			continue
		}
		if i+2 >= n {
			return
		}
		for c := first; c <= int(w.Index(i+1).Int64()) && c-first < 1<<16; c++ {
			f.cid[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// readChars reads the table that says which characters the codes show.
func (f *pdfFont) readChars(v pdf.Value) error {
	if v.Kind() != pdf.Stream {
		return nil
	}
	data, err := pdfStreamOf(v, pdfCMap)
	if err != nil {
		return err
	}
	f.chars = map[string]string{}
	s := pdfScanner{data: data}
	return s.scan(func(op string, args []pdfOperand) error {
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				f.chars[args[i].text] = utf16Text(args[i+1].text)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				f.charRange(args[i].text, args[i+1].text, args[i+2])
			}
		}
		if len(f.chars) > 1<<17 {
			return errPDFLarge
		}
		return nil
	})
}

// charRange adds the characters of codes from low to high: a list, or one after the other.
func (f *pdfFont) charRange(low, high string, to pdfOperand) {
	if len(low) == 0 || len(low) > 2 || len(low) != len(high) {
		return
	}
	from, until := bigEndian([]byte(low)), bigEndian([]byte(high))
	for i := 0; from+i <= until; i++ {
		code := []byte{byte((from + i) >> 8), byte(from + i)}[2-len(low):]
		switch {
		case to.kind == pdfList && i < len(to.list):
			f.chars[string(code)] = utf16Text(to.list[i].text)
		case to.kind == pdfText && len(to.text) >= 1:
			last := []rune(utf16Text(to.text))
			if len(last) > 0 {
				last[len(last)-1] += rune(i)
			}
			f.chars[string(code)] = string(last)
		}
	}
}

// utf16Text reads big-endian UTF-16, as these tables write characters; a single byte is itself.
func utf16Text(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// size is how many bytes a code has.
func (f *pdfFont) size() int {
	if f.wide {
		return 2
	}
	return 1
}

// codes is how many characters the font makes of a string.
func (f *pdfFont) codes(raw string) int { return len(raw) / f.size() }

// width is that of a string, in thousandths of the size.
func (f *pdfFont) width(raw string) float64 {
	sum := 0.0
	for i := 0; i+f.size() <= len(raw); i += f.size() {
		w := f.usual
		if f.wide {
			if c, ok := f.cid[int(raw[i])<<8|int(raw[i+1])]; ok {
				w = c
			}
		} else if k := int(raw[i]) - f.first; k >= 0 && k < len(f.widths) {
			w = f.widths[k]
		}
		sum += w
	}
	return sum
}

// pdfLetters writes ligatures as the letters that they join.
var pdfLetters = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\x00", "")

// decode is what a string shows; U+FFFD stands for what the font does not tell.
func (f *pdfFont) decode(raw string) string {
	var b strings.Builder
	for i := 0; i+f.size() <= len(raw); i += f.size() {
		code := raw[i : i+f.size()]
		if s, ok := f.chars[code]; ok {
			b.WriteString(s)
		} else if !f.wide {
			b.WriteString(f.table[code[0]])
		} else {
			b.WriteString("\ufffd")
		}
	}
	return strings.ToValidUTF8(pdfLetters.Replace(b.String()), "\ufffd")
}
