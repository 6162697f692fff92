package report

import (
	"html/template"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"stet/claims"
	"stet/extract"
)

// group is a row of the page: a block, or the items of one list, or the rows of one table.
type group struct {
	Tag    string  // headline, summary, subhead, paragraph, list, table, caption, pull, quote, footnote; own
	First  bool    // the first headline, which is the page's title
	Long   bool    // a headline of more than 120 bytes, set smaller
	Byline string  // stands after this group: who, where, when
	Stamp  string  // time of a live blog's entry, where it changes
	Items  []item  // list items, else one
	Rows   []row   // of a table
	Lost   []*note // claims whose words no other row shows
	Notes  []*note
	Label  string // accessible name of the notes

	// Of a row in the page's own markup, which Tag "own" says:
	Markup template.HTML // clean
	Loose  bool          // no element of its own is around it
	Unread bool          // none of its words were read
}

type item struct {
	Pieces []piece
	Notes  []*note
	Label  string
}

type row struct {
	Header bool
	Cells  [][]piece
}

// piece is a run of text that the same findings cover, and that a correction takes out whole or not at all.
type piece struct {
	Text string
	Mark *mark
	edit
}

// plain reports whether a piece is text alone.
func (p piece) plain() bool { return p.Mark == nil && p.edit == edit{} }

// edit is what a correction that is shown as made does to a piece.
type edit struct {
	Gone bool   // the piece is taken out
	Come string // put in behind it
}

// mark is a piece inside one or more claims. It links to the gravest of them.
type mark struct {
	Note   *note  // the claim it links to
	ID     string // "c5" on the first piece of claim 5
	IDs    []string
	Class  string            // classes of line: "no mean", with "also" where other claims share the words
	V, K   string            // verdict classes, where they are several, and kind slots of all claims, for the filters
	N      string            // numbers of all claims
	Attrs  template.HTMLAttr // V, K and N
	Again  bool              // not the first piece of its claim: no tab stop of its own
	InLink bool              // stands within a link of the article, which holds no other
	Head   string
	Tail   string // last word, kept on one line with the number
	Number bool   // the claim ends here: its number follows
	Others []*note
	edit
}

// layout cuts the document into rows and marks the findings' words in them. notes[i] belongs to findings[i].
func layout(d *extract.Document, findings []*claims.Finding, notes []*note, made []claims.Correction) []group {
	l := newLayouter(d, findings, notes)
	l.make(made)
	blocks := d.Blocks
	if len(blocks) == 0 && strings.TrimSpace(d.Text) != "" {
		blocks = []extract.Block{{Span: extract.Span{Start: 0, End: len(d.Text)}}}
	}
	var out []group
	for i := 0; i < len(blocks); {
		n := sameGroup(blocks[i:])
		out = append(out, l.group(blocks[i:i+n], i == 0 || blocks[i-1].Time != blocks[i].Time))
		i += n
	}
	return l.finish(out)
}

func newLayouter(d *extract.Document, findings []*claims.Finding, notes []*note) *layouter {
	l := &layouter{d: d, notes: notes, seen: make([]bool, len(notes))}
	end := 0
	for _, f := range findings {
		l.spans = append(l.spans, clamp(d.Text, f.Span))
		end = max(end, l.spans[len(l.spans)-1].End)
		l.ends = append(l.ends, end)
	}
	return l
}

type layouter struct {
	d     *extract.Document
	notes []*note
	spans []extract.Span // by their start
	ends  []int          // how far the spans up to each reach, to skip those before a block
	seen  []bool         // the claim's first piece is written
	made  []claims.Correction
	shown []int // how many bytes of each correction are shown, one more once its end is
	heads int
}

// make says which corrections the words show as made.
func (l *layouter) make(made []claims.Correction) {
	l.made, l.shown = made, make([]int, len(made))
}

// whole reports whether every correction is shown as made from its first word to its last.
func (l *layouter) whole() bool {
	for i, c := range l.made {
		if l.shown[i] != c.Span.Len()+1 {
			return false
		}
	}
	return true
}

// sameGroup is how many of the blocks make one row.
func sameGroup(blocks []extract.Block) int {
	n := 1
	for n < len(blocks) && blocks[n].Role == blocks[0].Role && blocks[n].Time == blocks[0].Time &&
		(blocks[0].Role == extract.ListItem || (blocks[0].Role == extract.TableRow && blocks[n].Table == blocks[0].Table)) {
		n++
	}
	return n
}

var tags = [...]string{"paragraph", "headline", "summary", "subhead", "list", "table", "caption", "pull", "quote", "footnote"}

func (l *layouter) group(blocks []extract.Block, newTime bool) group {
	g := group{Tag: tags[blocks[0].Role]}
	if g.Tag == "headline" {
		g.First = l.heads == 0
		g.Long = blocks[0].Len() > 120
		l.heads++
	}
	if t := blocks[0].Time; newTime && !t.IsZero() {
		g.Stamp = t.Format("2 January 2006, 15:04")
	}
	for i, b := range blocks {
		span := clamp(l.d.Text, b.Span)
		first := l.firstSeen()
		if g.Tag == "table" {
			g.Rows = append(g.Rows, l.row(span, i == 0))
		} else {
			g.Items = append(g.Items, item{Pieces: l.pieces(span)})
		}
		begun := l.begun(first)
		if g.Tag == "list" {
			g.Items[i].Notes, g.Items[i].Label = begun, notesLabel(begun)
		} else {
			g.Notes = append(g.Notes, begun...)
		}
	}
	g.Label = notesLabel(g.Notes)
	return g
}

// firstSeen is a copy of which claims are begun, to tell afterwards which ones a block began.
func (l *layouter) firstSeen() []bool { return slices.Clone(l.seen) }

func (l *layouter) begun(before []bool) []*note {
	var out []*note
	for i, was := range before {
		if l.seen[i] && !was {
			out = append(out, l.notes[i])
		}
	}
	return out
}

// finish puts the byline after the headline and standfirst, and notes whose words lie in no block at the end.
func (l *layouter) finish(groups []group) []group {
	at := 0
	for at < len(groups) && (groups[at].Tag == "headline" || groups[at].Tag == "summary") {
		at++
	}
	return slices.Insert(l.withLost(groups), at, bylineRow(l.d))
}

func bylineRow(d *extract.Document) group { return group{Tag: "byline", Byline: bylineOf(d)} }

// withLost adds the notes whose words no row shows.
func (l *layouter) withLost(groups []group) []group {
	var lost []*note
	for i, seen := range l.seen {
		if !seen {
			lost = append(lost, l.notes[i])
		}
	}
	if len(lost) > 0 {
		groups = append(groups, group{Tag: "lost", Lost: lost, Notes: lost, Label: notesLabel(lost)})
	}
	return groups
}

func bylineOf(d *extract.Document) string {
	day := published(d.Published)
	if day == "" {
		day = "undated"
	}
	return joined(" · ", strings.TrimSpace(d.Byline), strings.TrimSpace(d.Site), day)
}

// row cuts a table row into cells, at tabs.
func (l *layouter) row(span extract.Span, first bool) row {
	text := l.d.Quote(span)
	r := row{Header: first && !strings.ContainsAny(text, "0123456789")}
	at := span.Start
	for _, cell := range strings.Split(text, "\t") {
		r.Cells = append(r.Cells, l.pieces(extract.Span{Start: at, End: at + len(cell)}))
		at += len(cell) + len("\t")
	}
	return r
}

// pieces cuts a span at every edge of a finding, and of a correction that is made.
func (l *layouter) pieces(span extract.Span) []piece {
	var cover []int
	edges := []int{span.Start, span.End}
	first := sort.Search(len(l.ends), func(i int) bool { return l.ends[i] > span.Start })
	for i := first; i < len(l.spans) && l.spans[i].Start < span.End; i++ {
		s := l.spans[i]
		if s.Len() > 0 && s.Overlaps(span) {
			cover = append(cover, i)
			edges = append(edges, max(s.Start, span.Start), min(s.End, span.End))
		}
	}
	made := l.madeIn(span)
	for _, k := range made {
		c := l.made[k].Span
		edges = append(edges, max(c.Start, span.Start), min(c.End, span.End))
	}
	if len(edges) == 2 {
		return []piece{{Text: l.d.Quote(span)}}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []piece
	for k := 1; k < len(edges); k++ {
		part := extract.Span{Start: edges[k-1], End: edges[k]}
		var here []int
		for _, i := range cover {
			if l.spans[i].Covers(part) {
				here = append(here, i)
			}
		}
		p := piece{Text: l.d.Quote(part), Mark: l.mark(part, here), edit: l.editOf(part, made)}
		if p.Mark != nil {
			p.Mark.edit = p.edit
		}
		out = append(out, p)
	}
	return out
}

// madeIn are the corrections, by their index, that are shown as made within a span, or begin or end there. One that takes out
// nothing needs a piece before it, behind which it comes.
func (l *layouter) madeIn(span extract.Span) []int {
	var out []int
	for k, c := range l.made {
		if c.Span.Overlaps(span) || c.Span.Len() == 0 && span.Start < c.Span.Start && c.Span.Start <= span.End {
			out = append(out, k)
		}
	}
	return out
}

// editOf is what the corrections do to a piece.
func (l *layouter) editOf(part extract.Span, made []int) (e edit) {
	for _, k := range made {
		c := l.made[k]
		if c.Span.Len() > 0 && c.Span.Covers(part) {
			e.Gone = true
			l.shown[k] += part.Len()
		}
		if c.Span.End == part.End {
			e.Come += c.With
			l.shown[k]++
		}
	}
	return e
}

// mark describes the claims that cover a piece; nil where none does.
func (l *layouter) mark(part extract.Span, here []int) *mark {
	if len(here) == 0 {
		return nil
	}
	lead := here[0]
	for _, i := range here[1:] {
		if l.notes[i].weight > l.notes[lead].weight || l.notes[i].weight == l.notes[lead].weight && l.spans[i].Len() < l.spans[lead].Len() {
			lead = i
		}
	}
	m := &mark{Note: l.notes[lead], Class: l.notes[lead].Class, Again: l.seen[lead]}
	var v, k, n []string
	for _, i := range here {
		note := l.notes[i]
		v, k, n = append(v, note.V), append(k, note.Slot), append(n, note.Num)
		if !l.seen[i] {
			l.seen[i] = true
			m.IDs = append(m.IDs, note.Anchor)
		}
		switch {
		case l.spans[i].End != part.End:
		case i == lead:
			m.Number = true
		default:
			m.Others = append(m.Others, note)
		}
	}
	m.V, m.K, m.N = strings.Join(v, " "), strings.Join(k, " "), strings.Join(n, " ")
	if len(here) > 1 {
		m.Class += " also"
	} else {
		m.V = "" // Class tells it
	}
	m.Attrs = template.HTMLAttr(`data-k="` + m.K + `" data-n="` + m.N + `"`)
	if m.V != "" {
		m.Attrs = template.HTMLAttr(`data-v="`+m.V+`" `) + m.Attrs
	}
	if i := slices.Index(m.IDs, m.Note.Anchor); i >= 0 {
		m.ID = m.IDs[i]
		m.IDs = slices.Delete(m.IDs, i, i+1)
	}
	m.Head, m.Tail = lastWord(l.d.Quote(part))
	return m
}

// lastWord cuts off a last word that is short enough to be kept on one line with a number.
func lastWord(s string) (head, tail string) {
	i := strings.LastIndexAny(s, " \n\t-–—/")
	if i < 0 {
		i = 0
	} else {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	if utf8.RuneCountInString(s[i:]) > 24 {
		return s, ""
	}
	return s[:i], s[i:]
}
