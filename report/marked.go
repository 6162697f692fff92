package report

import (
	"html/template"
	"strings"
)

// The article's words with their marks. A page has thousands of pieces, and html/template takes longer for the few
// places of each than for all else; so this one piece of HTML is written by hand. Every string that comes from the article or
// from a correction goes through text; classes, ids and attributes are the page's own.

// marked writes pieces.
type marked struct{ strings.Builder }

// words is a block's text with its marks.
func words(pieces []piece) template.HTML {
	var w marked
	for _, p := range pieces {
		w.piece(p)
	}
	return template.HTML(w.String())
}

func (w *marked) piece(p piece) {
	if p.Mark != nil {
		w.mark(p.Mark)
	} else {
		w.edited(p.Text, p.edit)
	}
}

// text writes what is not ours.
func (w *marked) text(s string) { w.WriteString(template.HTMLEscapeString(s)) }

// edited writes text with what a correction does to it.
func (w *marked) edited(s string, e edit) {
	if e.Gone {
		w.WriteString(`<del><span class="vh">taken out: </span>`)
		w.text(s)
		w.WriteString(`</del>`)
	} else {
		w.text(s)
	}
	if e.Come != "" {
		w.WriteString(`<ins><span class="vh">put in: </span>`)
		w.text(e.Come)
		w.WriteString(`</ins>`)
	}
}

// mark writes a piece inside claims: a link to the gravest, and after it the numbers of others that end with it. Within a link of
// the article it is no link, and the script leads to the claim.
func (w *marked) mark(m *mark) {
	for _, id := range m.IDs {
		w.WriteString(`<span id="` + id + `"></span>`)
	}
	w.open(m.InLink, m.Class, m.ID, m.Note, m.Attrs)
	if m.InLink || m.Again {
		w.WriteString(` tabindex="-1"`)
	}
	w.WriteString(">")
	w.inside(m)
	w.close(m.InLink)
	for _, n := range m.Others {
		w.open(m.InLink, n.Class, "", n, n.Attrs)
		w.WriteString(">")
		w.WriteString(string(n.Mark))
		w.close(m.InLink)
	}
}

// open begins the element of a mark that leads to a note, up to where further attributes go.
func (w *marked) open(inLink bool, class, id string, to *note, attrs template.HTMLAttr) {
	w.WriteString(tagOf(inLink, "<mark", "<a") + ` class="m ` + class + `"`)
	if id != "" {
		w.WriteString(` id="` + id + `"`)
	}
	if inLink {
		w.WriteString(` data-to="` + to.ID + `"`)
	} else {
		w.WriteString(" " + string(to.To))
	}
	w.WriteString(" " + string(attrs))
}

func (w *marked) close(inLink bool) { w.WriteString(tagOf(inLink, "</mark>", "</a>")) }

func tagOf(inLink bool, mark, link string) string {
	if inLink {
		return mark
	}
	return link
}

// inside writes a mark's words. The number of a claim that ends here stays on one line with the last of them.
func (w *marked) inside(m *mark) {
	switch {
	case m.edit != edit{}:
		w.edited(m.Head+m.Tail, m.edit)
		if m.Number {
			w.WriteString(string(m.Note.Mark))
		}
	case m.Number:
		w.text(m.Head)
		w.WriteString(`<span class="nw">`)
		w.text(m.Tail)
		w.WriteString(string(m.Note.Mark) + `</span>`)
	default:
		w.text(m.Head + m.Tail)
	}
}
