package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// HTMLOptions are what a page says beside its result.
type HTMLOptions struct {
	Now     time.Time        // when the check was made; zero: not said
	Command string           // command that repeats the whole check; "": not said
	Version string           // of stet
	Seats   []sources.Member // members in the order of the roll-call letters; without them no pictures and no names
	Markup  bool             // show an article that is a web page in its own markup, cleaned; others as ever

	// Made are corrections that the words show as made: what they take out struck, what they put in behind it. They do
	// not overlap. Where a page's own markup does not have all the words that they change, the text is shown. The notes stay
	// as they are.
	Made []claims.Correction
}

var (
	//go:embed assets/base.css
	baseStyle string // colours, letters and small pieces, which the archive's index shares
	//go:embed assets/report.css
	reportStyle string
	//go:embed assets/report.js
	scriptSource string
	//go:embed assets/page.tmpl
	pageSource string
	//go:embed assets/card.tmpl
	cardSource string
	//go:embed assets/index.tmpl
	indexSource string
)

// styleSource is the whole style sheet of a report.
var styleSource = baseStyle + reportStyle

var (
	templates = template.Must(template.Must(template.Must(
		template.New("page").Funcs(template.FuncMap{"words": words}).Parse(pageSource)).New("card").Parse(cardSource)).New("index").Parse(indexSource))
	// policy allows exactly this style and this script, and nothing from anywhere.
	policy = "default-src 'none'; style-src '" + digest(styleSource) + "'; script-src '" + digest(scriptSource) +
		"'; base-uri 'none'; form-action 'none'"
	// stillPolicy is for pages without a script.
	stillPolicy = "default-src 'none'; style-src '" + digest(styleSource) + "'; base-uri 'none'; form-action 'none'"
)

// digest is the source expression by which a Content-Security-Policy allows an inline element.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// frame is what every page has.
type frame struct {
	Policy, Title, Name, Checked string
	Version, Command             string
	Style                        template.CSS
	Script                       template.JS
}

func newFrame(opt HTMLOptions, policy, title, name string) frame {
	f := frame{Policy: policy, Title: title, Name: name, Version: opt.Version, Command: opt.Command,
		Style: template.CSS(styleSource), Script: template.JS(scriptSource)}
	if !opt.Now.IsZero() {
		f.Checked = opt.Now.Format("2 January 2006, 15:04 MST")
	}
	return f
}

// page is the whole report of one article.
type page struct {
	frame
	Failed   string // why the article was not checked; everything below is then empty
	Counts   tallyOf
	Headline []part
	Gravity  string
	Because  string
	Coverage []fact
	Filters  []filter
	Kinds    []kindCount
	Lang     string
	Heading  string // shown where the text has no headline of its own
	Blocks   []group
	Notes    []*note
	Strip    []*note // as chips above the article
	Records  []*record
	Tiles    *tileData // for the script
	Method   method
	err      error // of a template
}

// fact is a line of a definition list.
type fact struct{ Name, Text string }

// filter is one radio button; Class is "" for all.
type filter struct {
	Class, Label string
	N            int
}

// Icon is the symbol of the filter's verdict.
func (f filter) Icon() template.HTML { return icon(f.Class) }

// kindCount is one option of the kind selector; Slot is the name by which the style sheet knows it.
type kindCount struct {
	Slot, Label string
	N           int
}

// method is the section that says how the check was made.
type method struct {
	Read     string
	Shown    string // of the page, where it is in its own markup
	Blind    string
	Version  string // of the reference
	Datasets []datasetView
}

type datasetView struct{ Text, Credit, URL string }

// HTML writes the article with its findings as one page that needs nothing else: no request, no script
// (the one that it carries only adds comfort), readable on paper and without colour.
func HTML(w io.Writer, r *claims.Result, opt HTMLOptions) error {
	b := bufio.NewWriterSize(w, 64<<10)
	p := newPage(r, opt)
	if p.err != nil {
		return p.err
	}
	if err := templates.ExecuteTemplate(b, "page", p); err != nil {
		return err
	}
	return b.Flush()
}

func newPage(r *claims.Result, opt HTMLOptions) *page {
	d := documentOf(r)
	heading := firstOf(headlineOf(d), d.Title, d.Name)
	if r.Err != nil {
		p := &page{frame: newFrame(opt, policy, "Not checked: "+heading+" · stet", d.Name), Failed: r.Err.Error(), Heading: heading}
		p.Method = newMethod(d, nil, r.Reference)
		return p
	}
	findings := shown(r)
	counts := countVerdicts(findings)
	p := &page{
		frame:    newFrame(opt, policy, pageTitle(counts, heading), d.Name),
		Counts:   counts,
		Headline: counts.headline(),
		Gravity:  counts.gravity(),
		Because:  counts.because(),
		Coverage: coverageFacts(d, findings, r.Reference),
		Filters:  filters(counts),
		Lang:     d.Lang,
		Method:   newMethod(d, findings, r.Reference),
	}
	slots := newKindSlots(findings)
	p.Kinds = slots.counts()
	pics := newPictures(opt.Seats)
	p.Notes = newNotes(r, findings, slots, pics, opt)
	p.Strip = strip(p.Notes)
	p.lay(d, findings, opt)
	p.Records = pics.records
	p.Tiles = pics.tiles()
	p.err = pics.err
	return p
}

// markupWords say what a reader sees of a page in its own markup, and what not.
const markupWords = "The article is shown in its page’s own markup. Scripts, forms, embedded and hidden parts are left out; pictures are named, not loaded; words in grey were not read."

// lay cuts the article into rows, in its own markup where that is asked for and can be had.
func (p *page) lay(d *extract.Document, findings []*claims.Finding, opt HTMLOptions) {
	titled := headlineOf(d) != ""
	if opt.Markup {
		l := newLayouter(d, findings, p.Notes)
		l.make(opt.Made)
		rows, has, err := layoutPage(l)
		if err == nil && l.whole() {
			p.Blocks, titled = rows, has
			p.Method.Shown = markupWords
		}
	}
	if p.Blocks == nil {
		p.Blocks = layout(d, findings, p.Notes, opt.Made)
	}
	if !titled {
		p.Heading = firstOf(headlineOf(d), d.Title, d.Name)
	}
}

// maxStrip is how many chips a reader can take in; beyond it those that stand are left out.
const maxStrip = 60

func strip(notes []*note) []*note {
	if len(notes) <= maxStrip {
		return notes
	}
	return slices.DeleteFunc(slices.Clone(notes), func(n *note) bool { return n.V == "ok" })
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

// headlineOf is the text of the headline block, "" where the article shows none.
func headlineOf(d *extract.Document) string {
	for _, b := range d.Blocks {
		if b.Role == extract.Headline {
			return d.Quote(clamp(d.Text, b.Span))
		}
	}
	return ""
}

// pageTitle is what a tab shows: the news first.
func pageTitle(t tallyOf, heading string) string {
	heading = shorten(heading, 120) + " · stet"
	switch {
	case t.Total == 0:
		return "No claims: " + heading
	case t.Not == 0:
		return count(t.Total, "claim", "claims") + ", " + map[bool]string{true: "all stand", false: "none refuted"}[t.Stand == t.Total] + ": " + heading
	case t.Not == 1:
		return "1 of " + count(t.Total, "claim", "claims") + " does not stand: " + heading
	}
	return number(t.Not) + " of " + count(t.Total, "claim", "claims") + " do not stand: " + heading
}

func filters(t tallyOf) []filter {
	out := []filter{{"", "All", t.Total}}
	for _, f := range []filter{{"no", "Does not stand", t.Not}, {"two", "Records disagree", t.Two},
		{"un", "Not checked", t.Open}, {"ok", "Stands", t.Stand}} {
		if f.N > 0 {
			out = append(out, f)
		}
	}
	return out
}

// coverageFacts stand beside the summary, before anything red.
func coverageFacts(d *extract.Document, findings []*claims.Finding, ref claims.ReferenceInfo) []fact {
	var out []fact
	add := func(name, text string) {
		if text != "" {
			out = append(out, fact{name, text})
		}
	}
	add("Read", readWords(d, findings))
	if day := published(d.Published); day != "" && d.Inferred {
		add("Dated", day+", as its dateline and weekdays tell")
	} else if day != "" {
		add("Dated", day)
	} else {
		add("Dated", "Undated: no date was found in the article, so words such as “last week” have no fixed meaning")
	}
	add("Against", strings.TrimSpace("Reference data "+ref.Version))
	return append(out, coveringFacts(ref)...)
}

// coveringFacts name the datasets with their dates, and what none of them holds.
func coveringFacts(ref claims.ReferenceInfo) []fact {
	var out []fact
	name := "Covering" // once; further datasets stand under it
	small := 0
	for _, set := range ref.Datasets {
		if set.Records > 0 && set.Records < smallSet && len(ref.Datasets) > 2 || ofNames(set) {
			small++
			continue
		}
		out = append(out, fact{name, joined(", ", datasetName(set), coverage(set))})
		name = ""
	}
	if small > 0 {
		out = append(out, fact{name, "And " + count(small, "smaller set", "smaller sets") + ", listed under “How this was checked”"})
	}
	return append(out, fact{"Not known", blindSpots(ref)})
}

// smallSet is under how many records a dataset is only counted in a page's head.
const smallSet = 1000

// readWords is "29 sentences, claims in 13 of them".
func readWords(d *extract.Document, findings []*claims.Finding) string {
	if len(d.Sentences) == 0 {
		return capital(count(len(strings.Fields(d.Text)), "word", "words"))
	}
	text := capital(count(len(d.Sentences), "sentence", "sentences"))
	with, next := 0, 0
	for _, s := range d.Sentences {
		for next < len(findings) && findings[next].Span.Start < s.Start {
			next++
		}
		if next < len(findings) && findings[next].Span.Start < s.End {
			with++
		}
	}
	if with == 0 {
		return text
	}
	return text + ", claims in " + number(with) + " of them"
}

func newMethod(d *extract.Document, findings []*claims.Finding, ref claims.ReferenceInfo) method {
	m := method{Blind: blindSpots(ref), Version: ref.Version}
	if findings != nil {
		m.Read = readWords(d, findings)
	}
	for _, set := range ref.Datasets {
		m.Datasets = append(m.Datasets, datasetView{datasetWords(set), creditWords(set), webAddress(set.URL)})
	}
	return m
}
