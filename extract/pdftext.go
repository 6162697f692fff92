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

// pdfPage runs a page's drawing commands.
type pdfPage struct {
	resources []pdf.Value // of the page and of the forms that are open
	pdfState
	saved     []pdfState
	text, row pdfMatrix
	fonts     map[string]*pdfFont
	chunks    []pdfChunk
	left      *int // characters that may still be shown
	budget    *int
	depth     int
}

var identity = pdfMatrix{1, 0, 0, 1, 0, 0}

// minContent is what the shortest page or form counts.
const minContent = 4 << 10

// maxForms bounds forms within forms.
const maxForms = 8

// run carries out the commands of a page or a form.
func (p *pdfPage) run(content pdf.Value) error {
	data, err := pdfStreamOf(content, min(pdfContent, *p.budget))
	if err != nil {
		return err
	}
	*p.budget -= max(len(data), minContent) // so that short forms that draw one another come to an end
	s := pdfScanner{data: data}
	return s.scan(p.command)
}

// command carries out one operator; those that do not bear on text are nothing to it.
func (p *pdfPage) command(op string, args []pdfOperand) error {
	num := func(i int) float64 {
		if i < len(args) {
			return args[i].num
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
		p.ctm = matrixOf(num).mul(p.ctm)
	case "BT":
		p.text, p.row = identity, identity
	case "Tf":
		return p.setFont(args)
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
		p.text = matrixOf(num)
		p.row = p.text
	default:
		return p.show(op, args)
	}
	return nil
}

func matrixOf(num func(int) float64) pdfMatrix {
	return pdfMatrix{num(0), num(1), num(2), num(3), num(4), num(5)}
}

// setFont turns to a font of the resources.
func (p *pdfPage) setFont(args []pdfOperand) (err error) {
	p.font = nil
	if len(args) == 2 {
		p.size = args[1].num
		p.font, err = p.fontNamed(args[0].text)
	}
	return err
}

func (p *pdfPage) move(x, y float64) {
	p.row = pdfMatrix{1, 0, 0, 1, x, y}.mul(p.row)
	p.text = p.row
}

// show carries out the operators that show text or another content.
func (p *pdfPage) show(op string, args []pdfOperand) error {
	if len(args) == 0 {
		return nil
	}
	last := args[len(args)-1]
	switch op {
	case "\"":
		if len(args) == 3 {
			p.word, p.char = args[0].num, args[1].num
		}
		p.move(0, -p.lead)
		return p.string(last.text)
	case "'":
		p.move(0, -p.lead)
		return p.string(last.text)
	case "Tj":
		return p.string(last.text)
	case "TJ":
		for _, v := range last.list {
			if v.kind != pdfText {
				p.advance(-v.num / 1000 * p.size * p.scale)
				continue
			}
			if err := p.string(v.text); err != nil {
				return err
			}
		}
	case "Do":
		return p.form(last.text)
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
		p.ctm = matrixOf(func(i int) float64 { return m.Index(i).Float64() }).mul(p.ctm)
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

// fontNamed is a font of the resources; nil for one that they do not have.
func (p *pdfPage) fontNamed(name string) (*pdfFont, error) {
	if f, ok := p.fonts[name]; ok {
		return f, nil
	}
	v := p.resource("Font").Key(name)
	if v.Kind() != pdf.Dict {
		p.fonts[name] = nil
		return nil, nil
	}
	f, err := newPDFFont(v)
	p.fonts[name] = f
	return f, err
}
