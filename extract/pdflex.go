package extract

import (
	"bytes"
	"strconv"
	"strings"
)

// pdfOperand is what stands before an operator.
type pdfOperand struct {
	kind pdfKind
	num  float64
	text string // of a string or a name
	list []pdfOperand
}

type pdfKind uint8

const (
	pdfNothing pdfKind = iota // a dictionary, null, a switch
	pdfNum
	pdfText
	pdfName
	pdfList
)

// Bounds of what stands before one operator: tables of characters list a hundred pairs at once.
const (
	pdfOperands = 100_000
	pdfNesting  = 32
)

// pdfScanner reads commands: those of a page, or of a table of characters. It never fails; what makes no
// sense is passed over, as viewers do.
type pdfScanner struct {
	data []byte
	at   int
}

// scan calls do for each operator with what stands before it. The operands hold until the next call.
func (s *pdfScanner) scan(do func(op string, args []pdfOperand) error) error {
	var args []pdfOperand
	for {
		v, op := s.next(0)
		switch {
		case op == "" && v.kind == pdfNothing && s.at >= len(s.data):
			return nil
		case op == "":
			if len(args) < pdfOperands {
				args = append(args, v)
			}
			continue
		case op == "ID":
			s.skipImage()
		default:
			if err := do(op, args); err != nil {
				return err
			}
		}
		args = args[:0]
	}
}

// skipImage passes over the bytes of a picture that stands among the commands.
func (s *pdfScanner) skipImage() {
	for rest := s.data[s.at:]; ; rest = s.data[s.at:] {
		i := bytes.Index(rest, []byte("EI"))
		if i < 0 {
			s.at = len(s.data)
			return
		}
		s.at += i + 2
		before := i == 0 || isPDFSpace(rest[i-1])
		after := i+2 >= len(rest) || isPDFSpace(rest[i+2])
		if before && after {
			return
		}
	}
}

func isPDFSpace(c byte) bool { return strings.IndexByte("\x00\t\n\f\r ", c) >= 0 }

func isPDFDelim(c byte) bool { return strings.IndexByte("()<>[]{}/%", c) >= 0 }

// next is the next operand or operator; nothing at the end, and for what is neither.
func (s *pdfScanner) next(depth int) (v pdfOperand, op string) {
	s.space()
	if s.at >= len(s.data) {
		return v, ""
	}
	c := s.data[s.at]
	switch {
	case c == '(':
		s.at++
		return pdfOperand{kind: pdfText, text: s.literal()}, ""
	case c == '<' && s.at+1 < len(s.data) && s.data[s.at+1] == '<':
		s.at += 2
		s.list(">>", depth)
		return v, ""
	case c == '<':
		s.at++
		return pdfOperand{kind: pdfText, text: s.hex()}, ""
	case c == '[':
		s.at++
		return pdfOperand{kind: pdfList, list: s.list("]", depth)}, ""
	case c == '/':
		s.at++
		return pdfOperand{kind: pdfName, text: s.name()}, ""
	case isPDFDelim(c):
		s.at++
		return v, ""
	}
	word := s.word()
	if f, err := strconv.ParseFloat(word, 64); err == nil && strings.IndexByte("+-.0123456789", word[0]) >= 0 {
		return pdfOperand{kind: pdfNum, num: f}, ""
	}
	if word == "true" || word == "false" || word == "null" {
		return v, ""
	}
	return v, word
}

// space passes over white space and comments.
func (s *pdfScanner) space() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case isPDFSpace(c):
			s.at++
		case c == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// word is the run of plain characters here; at least one.
func (s *pdfScanner) word() string {
	start := s.at
	for s.at++; s.at < len(s.data) && !isPDFSpace(s.data[s.at]) && !isPDFDelim(s.data[s.at]); s.at++ {
	}
	return string(s.data[start:s.at])
}

// name is a name behind its slash, with its escapes resolved.
func (s *pdfScanner) name() string {
	if s.at >= len(s.data) || isPDFSpace(s.data[s.at]) || isPDFDelim(s.data[s.at]) {
		return ""
	}
	raw := s.word()
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(raw[i])
	}
	return b.String()
}

// list is the operands up to the closing mark; deeper ones than the bound are passed over.
func (s *pdfScanner) list(end string, depth int) []pdfOperand {
	var out []pdfOperand
	for {
		s.space()
		if s.at >= len(s.data) {
			return out
		}
		if bytes.HasPrefix(s.data[s.at:], []byte(end)) {
			s.at += len(end)
			return out
		}
		if depth >= pdfNesting {
			s.at++
			continue
		}
		if v, op := s.next(depth + 1); op == "" && len(out) < pdfOperands {
			out = append(out, v)
		}
	}
}

// literal is a string in parentheses, behind the first.
func (s *pdfScanner) literal() string {
	var b strings.Builder
	for depth := 1; s.at < len(s.data); {
		c := s.data[s.at]
		s.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return b.String()
			}
		case '\\':
			s.escape(&b)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// escape reads what stands behind a backslash.
func (s *pdfScanner) escape(b *strings.Builder) {
	if s.at >= len(s.data) {
		return
	}
	c := s.data[s.at]
	s.at++
	switch {
	case c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f':
		b.WriteByte(map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}[c])
	case c == '\r':
		if s.at < len(s.data) && s.data[s.at] == '\n' {
			s.at++
		}
	case c == '\n':
	case c >= '0' && c <= '7':
		n := int(c - '0')
		for i := 0; i < 2 && s.at < len(s.data) && s.data[s.at] >= '0' && s.data[s.at] <= '7'; i++ {
			n = n*8 + int(s.data[s.at]-'0')
			s.at++
		}
		b.WriteByte(byte(n))
	default:
		b.WriteByte(c)
	}
}

// hex is a string in hexadecimal figures, behind its mark.
func (s *pdfScanner) hex() string {
	var b strings.Builder
	high, odd := byte(0), false
	for s.at < len(s.data) {
		c := s.data[s.at]
		s.at++
		if c == '>' {
			break
		}
		n, err := strconv.ParseUint(string(c), 16, 8)
		if err != nil {
			continue
		}
		if odd {
			b.WriteByte(high<<4 | byte(n))
		}
		high, odd = byte(n), !odd
	}
	if odd {
		b.WriteByte(high << 4)
	}
	return b.String()
}
