package report

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"stet/claims"
)

// longArticle has the words and findings asked for, spread over paragraphs of about 80 words, on ten records.
func longArticle(t testing.TB, words, findings int) *claims.Result {
	model := threeVotes(t).Findings
	var blocks []string
	for i := 0; i < words; i += 80 {
		blocks = append(blocks, "p: "+fmt.Sprintf("Paragraph %d opens. ", i)+strings.Repeat("delegates spoke of peace and of war again ", 9))
	}
	a := newArticle(t, "long.html", "A long article", blocks...)
	per := (findings + len(blocks) - 1) / len(blocks)
	for i, b := range a.doc.Blocks {
		for k := 0; k < per && len(a.res.Findings) < findings; k++ {
			f := model[(i*per+k)%len(model)]
			f.ID = fmt.Sprintf("%06x", len(a.res.Findings))
			f.Span.Start = b.Start + k*b.Len()/per
			f.Span.End = min(f.Span.Start+40, b.End)
			if f.Correction != nil {
				f.Correction = &claims.Correction{Span: f.Span, With: "other words"}
			}
			a.res.Findings = append(a.res.Findings, f)
		}
	}
	return a.res
}

func benchmarkHTML(b *testing.B, words, findings int) {
	r, opt := longArticle(b, words, findings), testOptions(b)
	for b.Loop() {
		if err := HTML(io.Discard, r, opt); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(render(b, r, opt))), "bytes/page")
}

func BenchmarkHTML20(b *testing.B)  { benchmarkHTML(b, 1000, 20) }
func BenchmarkHTML500(b *testing.B) { benchmarkHTML(b, 12000, 500) }

// ownLong is a page of so many paragraphs of about 80 words, each with links, emphasis and one claim.
func ownLong(t testing.TB, paragraphs int) *claims.Result {
	var page strings.Builder
	var claimed []string
	for i := range paragraphs {
		claimed = append(claimed, fmt.Sprintf("vote %d was adopted by", i))
		fmt.Fprintf(&page, "<p>In the hall <a href='https://paper.example/%d'>vote %d was</a> <em>adopted</em> by 93 votes. %s</p>", i, i,
			strings.Repeat("Delegates spoke of <b>peace</b> and of war again. ", 8))
	}
	return ownArticle(t, "<html><head><title>Long</title></head><body><article><h1>A long article</h1>"+page.String()+"</article></body></html>", claimed...)
}

func benchmarkOwn(b *testing.B, paragraphs int) {
	r, opt := ownLong(b, paragraphs), testOptions(b)
	opt.Markup = true
	for b.Loop() {
		if err := HTML(io.Discard, r, opt); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(render(b, r, opt))), "bytes/page")
}

func BenchmarkOwn20(b *testing.B)  { benchmarkOwn(b, 20) }
func BenchmarkOwn500(b *testing.B) { benchmarkOwn(b, 500) }

func BenchmarkText20(b *testing.B) {
	r := []*claims.Result{longArticle(b, 1000, 20)}
	for b.Loop() {
		if err := Text(io.Discard, r, TextOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSON20(b *testing.B) {
	r := []*claims.Result{longArticle(b, 1000, 20)}
	for b.Loop() {
		if err := JSON(io.Discard, r, version, JSONOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A long article stays under 250 KB.
func TestSize(t *testing.T) {
	if n := len(render(t, longArticle(t, 3000, 40), testOptions(t))); n > 250_000 {
		t.Errorf("3,000 words with 40 findings make %d bytes", n)
	}
}
