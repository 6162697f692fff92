package report

import (
	"cmp"
	"io"
	"strconv"

	"stet/claims"
	"stet/extract"
)

type annoCollection struct {
	Context string   `json:"@context"`
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Label   string   `json:"label"`
	Creator annoTool `json:"creator"`
	Total   int      `json:"total"`
	First   annoPage `json:"first"`
}

type annoPage struct {
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	StartIndex int             `json:"startIndex"`
	Items      []webAnnotation `json:"items"`
}

type annoTool struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

type webAnnotation struct {
	ID         string     `json:"id"`
	Type       string     `json:"type"`
	Motivation string     `json:"motivation"`
	Body       []annoBody `json:"body"`
	Target     annoTarget `json:"target"`
}

type annoBody struct {
	Type     string `json:"type"`
	Purpose  string `json:"purpose"`
	Value    string `json:"value,omitempty"`
	Format   string `json:"format,omitempty"`
	Language string `json:"language,omitempty"`
	Source   string `json:"source,omitempty"`
}

type annoTarget struct {
	Type     string         `json:"type"`
	Source   string         `json:"source"`
	Selector []annoSelector `json:"selector"`
}

type annoSelector struct {
	Type   string `json:"type"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// W3C writes the findings as a collection of Web Annotations (W3C Recommendation of 2017, JSON-LD). A
// finding is an annotation that assesses its words; a correction is one more, which edits the words that it
// replaces. Positions are code points of the visible text, as in the JSON format; the source is the
// article's own address where it tells one, else its path. Articles that could not be read have none.
func W3C(w io.Writer, results []*claims.Result, version string, filter Filter) error {
	items := []webAnnotation{}
	for i, r := range results {
		if r.Err != nil {
			continue
		}
		d := documentOf(r)
		points := &pointCounter{text: d.Text}
		for k := range r.Findings {
			if f := &r.Findings[k]; filter.Keep(f) && !notAClaim(f) {
				items = append(items, annotationsOf(d, f, annoID(i, k), points)...)
			}
		}
	}
	return encode(w, annoCollection{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:stet:findings", Type: "AnnotationCollection",
		Label:   "Claims about United Nations votes, checked against reference data " + referenceOf(results).Version,
		Creator: annoTool{"Software", "stet " + version}, Total: len(items),
		First: annoPage{"urn:stet:findings:1", "AnnotationPage", 0, items},
	}, true)
}

// annoID is an annotation's name: that of the article and of the finding in this run.
func annoID(article, finding int) string {
	return "urn:stet:findings:" + strconv.Itoa(article+1) + ":" + strconv.Itoa(finding+1)
}

// annotationsOf is a finding as annotations.
func annotationsOf(d *extract.Document, f *claims.Finding, id string, points *pointCounter) []webAnnotation {
	assessing := webAnnotation{ID: id, Type: "Annotation", Motivation: "assessing", Target: target(d, clamp(d.Text, f.Span), points)}
	assessing.Body = []annoBody{
		{Type: "TextualBody", Purpose: "classifying", Value: f.Verdict.String(), Format: "text/plain"},
		{Type: "TextualBody", Purpose: "identifying", Value: f.ID, Format: "text/plain"},
		{Type: "TextualBody", Purpose: "assessing", Value: verdictLine(f) + ". " + plain(explanation(f)), Format: "text/plain", Language: "en"},
	}
	if s := decisionWords(f); s != "" {
		assessing.Body = append(assessing.Body, annoBody{Type: "TextualBody", Purpose: "commenting", Value: capital(plain(s)) + ".", Format: "text/plain", Language: "en"})
	}
	for _, e := range f.Evidence {
		if a := webAddress(e.URL); a != "" {
			assessing.Body = append(assessing.Body, annoBody{Type: "SpecificResource", Purpose: "linking", Source: a})
		}
	}
	if f.Correction == nil {
		return []webAnnotation{assessing}
	}
	editing := webAnnotation{ID: id + ":correction", Type: "Annotation", Motivation: "editing",
		Body:   []annoBody{{Type: "TextualBody", Purpose: "editing", Value: f.Correction.With, Format: "text/plain", Language: "en"}},
		Target: target(d, clamp(d.Text, f.Correction.Span), points)}
	return []webAnnotation{assessing, editing}
}

// target is a span, by position and by quotation.
func target(d *extract.Document, span extract.Span, points *pointCounter) annoTarget {
	start, end := points.span(span)
	return annoTarget{"SpecificResource", cmp.Or(webAddress(d.URL), fileURI(d.Name)), []annoSelector{
		{Type: "TextPositionSelector", Start: &start, End: &end},
		{Type: "TextQuoteSelector", Exact: d.Quote(span), Prefix: before(d.Text, span.Start), Suffix: after(d.Text, span.End)},
	}}
}
