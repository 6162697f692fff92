package extract

import (
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// word carries out a control word.
func (r *rtf) word(word string, value int, has bool, from Origin) {
	g := &r.group
	first := g.first
	g.first = false
	if first && r.destination(word) {
		return
	}
	on := !has || value != 0
	switch word {
	case "ansicpg":
		if p := rtfCodePages[value]; p != nil {
			r.page = p
		}
	case "mac":
		r.page = charmap.Macintosh
	case "uc":
		g.unicode = max(0, min(value, 8))
	case "u":
		r.unicodeChar(value, from)
	case "bin":
		r.at += max(0, min(value, len(r.src)-r.at))
	case "v":
		g.hidden = on
	case "deleted":
		g.deleted = on
	case "plain":
		g.hidden, g.deleted = false, false
	default:
		if s := rtfChars[word]; s != "" {
			r.put(s, from)
			return
		}
		r.paragraphWord(word, value)
	}
}

// destination turns to another destination where the word that a group begins with names one.
func (r *rtf) destination(word string) bool {
	g := &r.group
	switch {
	case g.dest != "" && g.dest != "footnote" && g.dest != "info" && g.dest != "stylesheet":
		return false // nothing inside is shown
	case word == "info" || word == "stylesheet":
		g.dest = word
	case g.dest == "info":
		g.dest = word // title and author are taken up at its end
	case g.dest == "stylesheet":
		return false
	case word == "footnote":
		r.enter(true)
	case word == "shptxt":
		r.enter(false)
	case word == "shpinst" || word == "shprslt" && !g.star:
		if word == "shprslt" {
			g.dest = "hidden" // the same box for older programs
		}
	case rtfHidden[word], g.star:
		g.dest = "hidden"
	default:
		return false
	}
	return true
}

// paragraphWord carries out what has to do with paragraphs and tables.
func (r *rtf) paragraphWord(word string, value int) {
	if r.group.dest == "stylesheet" {
		if word == "s" {
			r.group.style = value
		}
		return
	}
	if r.group.dest != "" && r.group.dest != "footnote" {
		return
	}
	switch word {
	case "pard":
		r.para.inTable, r.para.style, r.para.outline, r.para.list = false, 0, -1, false
	case "intbl":
		r.para.inTable = true
	case "s":
		r.para.style = value
	case "outlinelevel":
		r.para.outline = value
	case "ls", "pnlvlblt", "pnlvlbody":
		r.para.list = true
	case "par", "page", "sect", "column":
		r.endLine()
	case "cell", "nestcell":
		r.beginRow()
		r.para.bars++
	case "row":
		r.endRow()
	}
}

// unicodeChar writes a character by its number; the stand-ins behind it are skipped.
func (r *rtf) unicodeChar(value int, from Origin) {
	r.skip = r.group.unicode
	c := rune(uint16(value))
	if value > 0xffff && value <= 0x10ffff {
		c = rune(value)
	}
	switch {
	case utf16.IsSurrogate(c) && r.high == 0:
		r.high = c
		return
	case r.high != 0:
		c = utf16.DecodeRune(r.high, c)
	}
	r.high = 0
	r.put(string(c), from)
}
