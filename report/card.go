package report

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// note is a finding as the page shows it: beside the words, in the strip and in the list.
type note struct {
	N       int
	ID      string // anchor of the note
	Class   string // "ok", "no", "no mean", "two", "un"
	V       string // verdict class alone
	Slot    string // kind, as the style sheet knows it
	Word    string // "Does not stand"
	Sub     string // "a detail"
	Line    string // "Does not stand (a detail)"
	Open    bool   // what stands is closed
	Quote   string
	Text    string // why
	Decided string // what somebody decided, by whom and when; "" for nothing
	Reading string
	Advice  string
	Fix     []change
	Copy    string // the phrase as corrected
	Cards   []card
	Options []option // votes that the claim may mean
	Query   string
	Label   string // of the evidence's disclosure

	// Made once, since every place that shows the claim writes them:
	Num    string            // N as text
	Anchor string            // id of the claim's words in the text
	Spoken string            // the verdict as a screen reader says it after the words
	Icon   template.HTML     // the verdict's symbol
	Mark   template.HTML     // symbol and number, as they stand behind the words
	To     template.HTMLAttr // the link to the note
	Back   template.HTMLAttr // the link to the words
	Attrs  template.HTMLAttr // by which filters and script know the claim

	weight int
}

// icon is the symbol of a verdict's class.
func icon(class string) template.HTML {
	return template.HTML(`<svg class="i" aria-hidden="true"><use href="#g-` + class + `"/></svg>`)
}

// write makes what of a note is written in several places. Nothing of it comes from the article: it is numbers, classes,
// anchors and our own words.
func (n *note) write() {
	n.Num = strconv.Itoa(n.N)
	n.Anchor = "c" + n.Num
	n.Spoken = "claim " + n.Num + ": " + strings.ToLower(n.Line)
	n.Icon = icon(n.V)
	n.Mark = template.HTML(`<span class="q"><span aria-hidden="true"><svg class="i"><use href="#g-` + n.V + `"/></svg>` + n.Num +
		`</span><span class="vh"> (` + template.HTMLEscapeString(n.Spoken) + `)</span></span>`)
	n.To, n.Back = template.HTMLAttr(`href="#`+n.ID+`"`), template.HTMLAttr(`href="#`+n.Anchor+`"`)
	n.Attrs = template.HTMLAttr(`data-k="` + n.Slot + `" data-n="` + n.Num + `"`)
}

// card is one piece of evidence.
type card struct {
	Record, Title, Where string
	Says                 string
	Why                  string // how the vote was chosen
	Brief                string // what the record says, for the list
	Rows                 []tallyRow
	Picture              *picture
	Article              []string
	Names                string // anchor of the record's names
	provenance                  // Dataset and Query only where the record's names do not tell them

	// What every citation of a record has in common, rendered once:
	Head   template.HTML // what the record is
	Tally  template.HTML // its figures, the article's above them where it tells some
	Origin template.HTML // where it is to be read
}

// option is a vote that the claim may be about.
type option struct{ Record, URL, Date, Title, Tally string }

// newNotes turns findings into notes, in their order.
func newNotes(r *claims.Result, findings []*claims.Finding, slots kindSlots, pics *pictures, opt HTMLOptions) []*note {
	d := documentOf(r)
	ids := map[string]int{}
	out := make([]*note, 0, len(findings))
	for i, f := range findings {
		n := &note{
			N: i + 1, ID: anchor(f.ID, ids), Slot: slots.of(f.Kind),
			Word: capital(verdictWords(f.Verdict)), Line: capital(verdictLine(f)), Sub: subWords(f),
			Open: f.Verdict != claims.Supported, Quote: strings.Join(strings.Fields(d.Quote(clamp(d.Text, f.Span))), " "),
			Text: explanation(f), Decided: capital(decisionWords(f)), Reading: f.Reading, Label: "Evidence",
		}
		n.style(f)
		n.write()
		n.fix(d, f)
		n.evidence(r, f, pics)
		n.candidates(f)
		if len(n.Cards) == 0 {
			n.Query = opt.Command
		}
		out = append(out, n)
	}
	return out
}

// style chooses line, colour class and weight: the gravest claim leads where words are shared.
func (n *note) style(f *claims.Finding) {
	switch f.Verdict {
	case claims.Supported:
		n.V, n.weight = "ok", 0
		if n.Sub == "" && len(f.Evidence) > 0 {
			n.Sub = f.Evidence[0].Record
		}
	case claims.Refuted:
		n.V, n.weight = "no", 3
	case claims.Conflicting:
		n.V, n.weight = "two", 2
	default:
		n.V, n.weight = "un", 1
	}
	n.Class = n.V
	if f.Verdict == claims.Refuted && f.Severity == claims.Meaning {
		n.Class, n.weight = "no mean", 4
	}
}

// fix shows the correction inside the article's own phrase.
func (n *note) fix(d *extract.Document, f *claims.Finding) {
	if f.Correction == nil {
		return
	}
	before, old, with, after := corrected(d, f)
	n.Fix = append(n.Fix, change{0, before})
	n.Fix = append(n.Fix, wordDiff(old, with)...)
	n.Fix = append(n.Fix, change{0, after})
	n.Copy = before + with + after
}

func (n *note) evidence(r *claims.Result, f *claims.Finding, pics *pictures) {
	drawn := map[*sources.Record]bool{}
	for i := range f.Evidence {
		e := &f.Evidence[i]
		c := card{Record: e.Record, Title: e.Title, Where: whereWords(e), Says: e.Says, Brief: strings.TrimSuffix(e.Says, "."),
			provenance: provenance{URL: webAddress(e.URL), Address: e.URL, Source: sourceWords(e), Query: e.Query, Dataset: dataWords(r.Reference, e.Dataset)}}
		if c.Says == c.Record {
			c.Says, c.Brief = "", ""
		}
		for _, s := range e.Article {
			c.Article = append(c.Article, documentOf(r).Quote(clamp(documentOf(r).Text, s)))
		}
		if e.Vote != nil {
			c.vote(f, e, pics, !drawn[e.Vote])
			drawn[e.Vote] = true
		}
		c.render(pics)
		n.Cards = append(n.Cards, c)
	}
	if len(n.Cards) > 1 {
		n.Label = "Evidence: " + count(len(n.Cards), "record", "records")
	}
}

// render writes what other citations of the record have too.
func (c *card) render(pics *pictures) {
	c.Head = pics.once("rec", c, c.Record, c.Title, c.Where)
	c.Origin = pics.once("origin", c, c.URL, c.Address, c.Source, c.Names)
	if len(c.Rows) == 1 {
		cells := &c.Rows[0].Cells
		c.Tally = pics.once("tally", c.Rows, cells[0].Text, cells[1].Text, cells[2].Text, cells[3].Text)
	} else if len(c.Rows) > 1 {
		c.Tally = pics.render("tally", c.Rows)
	}
}

// vote adds what is known of the evidence's roll call. What the table, the picture or the record's names tell is not said twice.
func (c *card) vote(f *claims.Finding, e *claims.Evidence, pics *pictures, draw bool) {
	c.Rows = tallyRows(f, e.Vote)
	rec := pics.record(e, c.provenance)
	if rec != nil {
		c.Names = rec.ID
		if c.Dataset == rec.Dataset {
			c.Dataset = ""
		}
		if c.Query == rec.Query {
			c.Query = ""
		}
	}
	if draw {
		c.Picture = pics.picture(rec, e)
	}
	if len(c.Rows) > 0 && strings.HasPrefix(e.Says, number(e.Vote.Tally.Yes)+" yes") || c.Picture.tells(c.Says) {
		c.Says = ""
	}
}

// candidates are shown where the choice of the vote is what the reader must know.
func (n *note) candidates(f *claims.Finding) {
	if f.Verdict != claims.NotEnoughEvidence && f.Reason != claims.ByFigures {
		n.why(f)
		return
	}
	for _, c := range f.Candidates {
		o := option{Record: c.Record, Date: dateWords(c.Date), Title: c.Title}
		if c.Vote != nil {
			o.URL, o.Tally = webAddress(c.Vote.URL), tallyWords(c.Vote.Tally)
		}
		n.Options = append(n.Options, o)
	}
	if f.Verdict == claims.NotEnoughEvidence {
		n.Advice = advice(f.Kind, f.Reason)
		n.Label = "What to do"
		if len(n.Options) > 0 {
			n.Label = "Votes that it may mean: " + number(len(n.Options))
		}
	}
}

// why says how the vote was chosen, where the linker says so of the very record that is cited.
func (n *note) why(f *claims.Finding) {
	if len(f.Evidence) == 0 || f.Evidence[0].Record == "" {
		return
	}
	for _, c := range f.Candidates {
		if c.Record == f.Evidence[0].Record {
			n.Cards[0].Why = chosenBy(c.Why)
			return
		}
	}
}

// whereWords is "General Assembly, 24 February 2025, A/ES-11/PV.20".
func whereWords(e *claims.Evidence) string {
	if e.Vote == nil {
		return dateWords(e.Date)
	}
	return joined(", ", bodyWords(e.Vote.Body), firstOf(dateWords(e.Date), dateWords(e.Vote.Date.String())), e.Vote.Meeting)
}

// sourceWords is what the link to the source says.
func sourceWords(e *claims.Evidence) string {
	if e.Vote != nil && e.Vote.UNDL > 0 && strings.Contains(e.URL, "digitallibrary.un.org/record/") {
		return "UN Digital Library " + strconv.Itoa(e.Vote.UNDL)
	}
	return strings.TrimPrefix(strings.TrimPrefix(e.URL, "https://"), "http://")
}

// dataWords is "UN votes 3f9a, retrieved 12 January 2026".
func dataWords(ref claims.ReferenceInfo, name string) string {
	d, ok := findDataset(ref, name)
	if !ok {
		return name
	}
	text := strings.TrimSpace(datasetName(d) + " " + d.Version)
	if d.Retrieved != "" {
		text += ", retrieved " + dateWords(d.Retrieved)
	}
	return text
}

// tallyRow is a line of the tally table: for, against, abstaining, not voting.
type tallyRow struct {
	Name   string
	Record bool
	Cells  [4]cell
}

// cell is a figure; Wrong marks one of the article's that the record contradicts.
type cell struct {
	Text  string
	Wrong bool
}

// readingParts are the endings by which a reading names the parts of a tally.
var readingParts = [4][]string{{" yes", " in favour", " for"}, {" no", " against"}, {" abstaining", " abstentions"}, {" not voting", " absent"}}

// tallyRows sets the article's figures above the record's; nil where the record states none.
func tallyRows(f *claims.Finding, v *sources.Record) []tallyRow {
	t := v.Tally
	if !t.Known() {
		return nil
	}
	rec := tallyRow{Name: "Record", Record: true}
	for i, n := range [4]int{t.Yes, t.No, t.Abstain, t.NotVoting} {
		if n >= 0 {
			rec.Cells[i].Text = number(n)
		}
	}
	if f.Kind != "tally" {
		return []tallyRow{rec}
	}
	art := tallyRow{Name: "Article"}
	told := false
	_, reading, found := strings.Cut(f.Reading, ": ")
	if !found {
		reading = f.Reading
	}
	for _, part := range strings.Split(reading, ", ") {
		for i, endings := range readingParts {
			j := slices.IndexFunc(endings, func(end string) bool { return strings.HasSuffix(part, end) })
			if j < 0 {
				continue
			}
			c := cell{Text: strings.TrimSuffix(part, endings[j])}
			_, err := strconv.Atoi(c.Text)
			c.Wrong = f.Verdict == claims.Refuted && err == nil && rec.Cells[i].Text != "" && c.Text != rec.Cells[i].Text
			art.Cells[i], told = c, true
		}
	}
	if !told {
		return []tallyRow{rec}
	}
	return []tallyRow{art, rec}
}

// anchor makes an id of a finding's fingerprint: letters, figures and hyphens, unique on the page.
func anchor(id string, used map[string]int) string {
	id = "f-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, id)
	used[id]++
	for used[id] > 1 {
		id += "-" + strconv.Itoa(used[id])
		used[id]++
	}
	return id
}

// maxSlots is how many kinds the style sheet can filter by.
const maxSlots = 16

// kindSlots are the kinds that the article has, in order of first appearance: the style sheet, which is
// fixed, knows them as k1, k2, ….
type kindSlots struct {
	kinds []string
	n     map[string]int
}

func newKindSlots(findings []*claims.Finding) kindSlots {
	s := kindSlots{n: map[string]int{}}
	for _, f := range findings {
		if s.n[f.Kind]++; s.n[f.Kind] == 1 {
			s.kinds = append(s.kinds, f.Kind)
		}
	}
	return s
}

func (s kindSlots) of(kind string) string {
	return "k" + strconv.Itoa(slices.Index(s.kinds, kind)+1)
}

func (s kindSlots) counts() []kindCount {
	var out []kindCount
	for i, k := range s.kinds[:min(len(s.kinds), maxSlots)] {
		out = append(out, kindCount{"k" + strconv.Itoa(i+1), kindWords(k), s.n[k]})
	}
	return out
}

// notesLabel names a group of notes for a screen reader: "Claims 2 and 3".
func notesLabel(notes []*note) string {
	if len(notes) == 0 {
		return ""
	}
	var nums []string
	for _, n := range notes {
		nums = append(nums, n.Num)
	}
	return map[bool]string{true: "Claim ", false: "Claims "}[len(notes) == 1] + list(nums)
}
