package extract

import (
	"bytes"
	"regexp"
	"slices"
)

// Remark is a comment in the source of a page or of Markdown that speaks to stet: <!-- stet: ignore -->.
type Remark struct {
	Text  string // behind "stet:", trimmed: "ignore"
	Block int    // the block that it stands in or, between two, before; -1 behind the last
}

// maxRemarks bounds the remarks of one article.
const maxRemarks = 1000

var remarkComment = regexp.MustCompile(`<!--\s*stet:\s*([^<>]{1,300}?)\s*-->`)

// Remarks are the remarks in the source, in its order; other formats have none. What is shown as text, as in
// an example of code, is none either.
func (d *Document) Remarks() []Remark {
	if d.Format != HTML && d.Format != Markdown || !bytes.Contains(d.Source, []byte("stet:")) {
		return nil
	}
	var out []Remark
	for _, at := range remarkComment.FindAllSubmatchIndex(d.Source, maxRemarks) {
		whole := Origin{at[0], at[1]}
		if slices.ContainsFunc(d.segments, func(s segment) bool { return s.source.Start < whole.End && whole.Start < s.source.End }) {
			continue
		}
		out = append(out, Remark{string(d.Source[at[2]:at[3]]), d.blockFrom(whole.End)})
	}
	return out
}

// blockFrom is the first block that has text from the source offset on, -1 for none.
func (d *Document) blockFrom(at int) int {
	return slices.IndexFunc(d.Blocks, func(b Block) bool { return d.Origin(b.Span).End > at })
}
