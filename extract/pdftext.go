package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// pdfChunk is a string as a page shows it.
type pdfChunk struct {
	text   string
	x, end float64 // where it begins and ends on its line
	y      float64
	size   float64
	bold   bool
}

// pdfMatrix is a transformation, without the column that never changes.
type pdfMatrix [6]float64

func (m pdfMatrix) mul(n pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// pdfState is what q saves and Q brings back.
type pdfState struct {
	ctm                     pdfMatrix
	font                    *pdfFont
	size                    float64
	char, word, lead, scale float64
	rise                    float64
}

// pdfFont is a font: how its codes read, and how wide they are.
type pdfFont struct {
	enc    pdf.TextEncoding
	wide   bool // codes of two bytes
	first  int
	widths []float64
	cid    map[int]float64
	usual  float64
	bold   bool
}

// pdfPage runs a page's drawing commands.
type pdfPage struct {
	resources []pdf.Value // of the page and of the forms that are open
	pdfState
	saved     []pdfState
	text, row pdfMatrix
	fonts     map[string]*pdfFont
	chunks    []pdfChunk
	left      *int // characters that may still be shown
	budget    *int64
	depth     int
}

var identity = pdfMatrix{1, 0, 0, 1, 0, 0}

// minContent is what the shortest page or form counts.
const minContent = 4 << 10

// maxForms bounds forms within forms.
const maxForms = 8

// run carries out the commands of a page or a form.
func (p *pdfPage) run(content pdf.Value) error {
	n, err := measured(content, min(pdfContent, *p.budget))
	if err != nil {
		return err
	}
	*p.budget -= max(n, minContent) // so that short forms that draw one another come to an end
	pdf.Interpret(content, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		if e := p.command(op, args); e != nil && err == nil {
			err = e
		}
		if err != nil {
			panic(err)
		}
	})
	return err
}

// command carries out one operator; those that do not bear on text are nothing to it.
func (p *pdfPage) command(op string, args []pdf.Value) error {
	num := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	switch op {
	case "q":
		if len(p.saved) < 1000 {
			p.saved = append(p.saved, p.pdfState)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.pdfState, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		p.ctm = pdfMatrix{num(0), num(1), num(2), num(3), num(4), num(5)}.mul(p.ctm)
	case "BT":
		p.text, p.row = identity, identity
	case "Tf":
		p.size = num(1)
		p.font = nil
		if len(args) > 0 {
			p.font = p.fontNamed(args[0].Name())
		}
	case "Tc":
		p.char = num(0)
	case "Tw":
		p.word = num(0)
	case "Tz":
		p.scale = num(0) / 100
	case "TL":
		p.lead = num(0)
	case "Ts":
		p.rise = num(0)
	case "Td":
		p.move(num(0), num(1))
	case "TD":
		p.lead = -num(1)
		p.move(num(0), num(1))
	case "T*":
		p.move(0, -p.lead)
	case "Tm":
		p.text = pdfMatrix{num(0), num(1), num(2), num(3), num(4), num(5)}
		p.row = p.text
	default:
		return p.show(op, args)
	}
	return nil
}

func (p *pdfPage) move(x, y float64) {
	p.row = pdfMatrix{1, 0, 0, 1, x, y}.mul(p.row)
	p.text = p.row
}

// show carries out the operators that show text or another content.
func (p *pdfPage) show(op string, args []pdf.Value) error {
	if len(args) == 0 {
		return nil
	}
	last := args[len(args)-1]
	switch op {
	case "\"":
		if len(args) == 3 {
			p.word, p.char = args[0].Float64(), args[1].Float64()
		}
		p.move(0, -p.lead)
		return p.string(last.RawString())
	case "'":
		p.move(0, -p.lead)
		return p.string(last.RawString())
	case "Tj":
		return p.string(last.RawString())
	case "TJ":
		for i := range last.Len() {
			v := last.Index(i)
			if v.Kind() != pdf.String {
				p.advance(-v.Float64() / 1000 * p.size * p.scale)
				continue
			}
			if err := p.string(v.RawString()); err != nil {
				return err
			}
		}
	case "Do":
		return p.form(last.Name())
	}
	return nil
}

func (p *pdfPage) advance(tx float64) { p.text = pdfMatrix{1, 0, 0, 1, tx, 0}.mul(p.text) }

// form runs a form, as which some programs draw whole pages.
func (p *pdfPage) form(name string) error {
	x := p.resource("XObject").Key(name)
	if x.Kind() != pdf.Stream || x.Key("Subtype").Name() != "Form" || p.depth >= maxForms {
		return nil
	}
	state, saved, fonts := p.pdfState, p.saved, p.fonts
	if m := x.Key("Matrix"); m.Len() == 6 {
		p.ctm = pdfMatrix{m.Index(0).Float64(), m.Index(1).Float64(), m.Index(2).Float64(), m.Index(3).Float64(), m.Index(4).Float64(), m.Index(5).Float64()}.mul(p.ctm)
	}
	p.saved = nil
	if r := x.Key("Resources"); r.Kind() == pdf.Dict {
		p.resources, p.fonts = append(p.resources, r), map[string]*pdfFont{}
		defer func() { p.resources = p.resources[:len(p.resources)-1] }()
	}
	p.depth++
	err := p.run(x)
	p.depth--
	p.pdfState, p.saved, p.fonts = state, saved, fonts
	return err
}

func (p *pdfPage) resource(kind string) pdf.Value {
	return p.resources[len(p.resources)-1].Key(kind)
}

// string shows a string and moves on by its width.
func (p *pdfPage) string(raw string) error {
	if p.font == nil || raw == "" {
		return nil
	}
	text := p.font.decode(raw)
	if *p.left -= utf8.RuneCountInString(text); *p.left < 0 {
		return errPDFLarge
	}
	at := pdfMatrix{p.size * p.scale, 0, 0, p.size, 0, p.rise}.mul(p.text).mul(p.ctm)
	width := p.font.width(raw)/1000*p.size + p.char*float64(p.font.codes(raw))
	if !p.font.wide {
		width += p.word * float64(strings.Count(raw, " "))
	}
	p.advance(width * p.scale)
	end := pdfMatrix{p.size * p.scale, 0, 0, p.size, 0, p.rise}.mul(p.text).mul(p.ctm)
	if at[1] > at[0]/2 || at[1] < -at[0]/2 || at[0] < 0 {
		return nil // text that stands on its side, as a mark along the margin
	}
	p.chunks = append(p.chunks, pdfChunk{text: text, x: at[4], end: end[4], y: at[5], size: at[3], bold: p.font.bold})
	return nil
}

// fontNamed is a font of the resources.
func (p *pdfPage) fontNamed(name string) *pdfFont {
	if f, ok := p.fonts[name]; ok {
		return f
	}
	v := p.resource("Font").Key(name)
	var f *pdfFont
	if v.Kind() == pdf.Dict {
		f = newPDFFont(v)
	}
	p.fonts[name] = f
	return f
}

func newPDFFont(v pdf.Value) *pdfFont {
	cmapSensible(v.Key("ToUnicode"))
	font := pdf.Font{V: v}
	f := &pdfFont{enc: font.Encoder(), first: int(v.Key("FirstChar").Int64()), usual: 500}
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
	return f
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

// codes is how many characters the font makes of a string.
func (f *pdfFont) codes(raw string) int {
	if f.wide {
		return len(raw) / 2
	}
	return len(raw)
}

// width is that of a string, in thousandths of the size.
func (f *pdfFont) width(raw string) float64 {
	sum := 0.0
	if f.wide {
		for i := 0; i+1 < len(raw); i += 2 {
			w, ok := f.cid[int(raw[i])<<8|int(raw[i+1])]
			if !ok {
				w = f.usual
			}
			sum += w
		}
		return sum
	}
	for i := range len(raw) {
		if k := int(raw[i]) - f.first; k >= 0 && k < len(f.widths) {
			sum += f.widths[k]
		} else {
			sum += f.usual
		}
	}
	return sum
}

// pdfLetters writes ligatures as the letters that they join, and what no reader sees as nothing.
var pdfLetters = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\x00", "", "\ufffd", "")

func (f *pdfFont) decode(raw string) string {
	if f.enc == nil {
		return ""
	}
	return strings.ToValidUTF8(pdfLetters.Replace(f.enc.Decode(raw)), "")
}
