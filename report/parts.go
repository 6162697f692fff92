package report

import (
	"bytes"
	"html/template"
	"slices"
	"strings"

	"stet/claims"
)

// Parts are the pieces of a checked article from which a page of another program is made. All of them are
// escaped HTML that works with Style; none carries a script or an inline style.
//
// A mark in the Words links to its claim's Anchor, or, where it stands within a link of the article, has that as data-to. With
// HTMLOptions.Markup the Words of a web page are in its own markup, cleaned; what of it was not read is of class "unread".
type Parts struct {
	Heading  string        // the article's headline, title or name
	Summary  string        // the counts of all verdicts, in a sentence
	Coverage string        // what the reference holds, and to which day
	Words    template.HTML // the article with its claims marked; see below
	Symbols  template.HTML // pictures that the other pieces refer to; once a page
	Records  template.HTML // the roll calls name by name; "" for none
	Claims   []ClaimPart
}

// ClaimPart is one finding that a person is shown.
type ClaimPart struct {
	Finding *claims.Finding
	N       int
	Anchor  string // id for the element that shows it
	Words   string // id of the claim's words
	Class   string // of the verdict, for the style: "ok", "no", "no mean", "two", "un"
	Glyph   template.HTML
	Word    string // "Does not stand"
	Sub     string // "a detail"
	Quote   string
	Text    string        // why
	Fix     template.HTML // the phrase with the change shown; "" where there is no correction
	Copy    string        // the phrase as corrected
	Detail  template.HTML // evidence, and the votes that it may mean
	Label   string        // of Detail
}

// Style is the style sheet that the pieces are made for.
func Style() string { return styleSource }

// BaseStyle is the part of Style that every page of stet has in common: colours, letters and small pieces.
func BaseStyle() string { return baseStyle }

// NewParts renders the pieces of a checked article; a result with an error has no claims.
func NewParts(r *claims.Result, opt HTMLOptions) (*Parts, error) {
	p := newPage(r, opt)
	out := &Parts{Heading: firstOf(headlineOf(documentOf(r)), documentOf(r).Title, documentOf(r).Name)}
	if r.Err != nil {
		return out, nil
	}
	out.Summary = p.Counts.sentence()
	var sets []string
	for _, set := range r.Reference.Datasets {
		if set.Records >= smallSet {
			sets = append(sets, datasetName(set)+", "+coverage(set))
		}
	}
	out.Coverage = strings.Join(sets, "; ")
	if p.Method.Shown != "" { // in its own markup; what a page says of its author and date is seldom read, and dates are read from it
		titled := slices.IndexFunc(p.Blocks, func(g group) bool { return strings.Contains(string(g.Markup), "<h1") })
		p.Blocks = slices.Insert(p.Blocks, titled+1, bylineRow(documentOf(r)))
	}
	for i := range p.Blocks { // the claims stand beside, not between
		g := &p.Blocks[i]
		g.Notes = nil
		for k := range g.Items {
			g.Items[k].Notes = nil
		}
	}
	w := &partWriter{err: p.err}
	out.Words = w.all("block", p.Blocks)
	out.Symbols = w.one("symbols", p.Records)
	if len(p.Records) > 0 {
		out.Records = w.one("records", p.Records)
	}
	for i, f := range shown(r) {
		out.Claims = append(out.Claims, w.claim(p.Notes[i], f))
	}
	return out, w.err
}

// partWriter renders templates and keeps the first error.
type partWriter struct{ err error }

func (w *partWriter) one(name string, data any) template.HTML {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil && w.err == nil {
		w.err = err
	}
	return template.HTML(b.String())
}

func (w *partWriter) all(name string, blocks []group) template.HTML {
	var out strings.Builder
	for _, b := range blocks {
		out.WriteString(string(w.one(name, b)))
	}
	return template.HTML(out.String())
}

func (w *partWriter) claim(n *note, f *claims.Finding) ClaimPart {
	c := ClaimPart{Finding: f, N: n.N, Anchor: n.ID, Words: n.Anchor, Class: n.Class, Glyph: n.Icon, Word: n.Word,
		Sub: n.Sub, Quote: n.Quote, Text: n.Text, Copy: n.Copy, Label: n.Label}
	if len(n.Fix) > 0 {
		c.Fix = w.one("changes", n.Fix)
	}
	c.Detail = w.one("readas", n) + w.one("evidence", n)
	return c
}
