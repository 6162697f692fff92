package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"stet/claims"
	"stet/extract"
	"stet/sources"
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

// denseArticle is as dense as articles come: a table in which each of twelve states' six votes is a claim with its evidence,
// and six claims more beside it, 78 in all, in 1,000 words.
func denseArticle(t testing.TB) *claims.Result {
	texts := []string{"A/RES/ES-11/1", "A/RES/ES-11/4", "A/RES/ES-11/6", "A/RES/ES-11/7", "A/RES/ES-11/8", "A/RES/ES-10/21"}
	states := []string{"ARG", "BGD", "BRA", "HUN", "IND", "IRN", "ISR", "ZAF", "THA", "TUR", "ARE", "USA"}
	blocks := []string{"tr: State\t" + strings.Join(texts, "\t")}
	for _, code := range states {
		blocks = append(blocks, "tr: "+code+strings.Repeat("\tcast", len(texts)))
	}
	for range 6 {
		blocks = append(blocks, "p: "+strings.Repeat("Delegates spoke of peace and of war again ", 20))
	}
	a := newArticle(t, "dense.html", "Who voted how, and when", blocks...)
	seats, votes := testSeats(t), testVotes(t)
	add := func(f claims.Finding, start, end int) {
		f.ID, f.Span = fmt.Sprintf("%010x", 0x5b0c7e1234+len(a.res.Findings)*7919), extract.Span{Start: start, End: end}
		a.res.Findings = append(a.res.Findings, f)
	}
	for i, code := range states {
		at := a.doc.Blocks[i+1].Start + len(code)
		for _, symbol := range texts {
			v := votes[symbol]
			seat := seats[slices.IndexFunc(seats, func(m sources.Member) bool { return m.Code == code })]
			says := seat.Name + ": " + positionWords(v.Position(seat.Index))
			add(claims.Finding{Kind: "position", Verdict: claims.Supported, Reason: claims.Match, Reading: code + ": " + positionWords(v.Position(seat.Index)),
				Message: "The record says the same: " + says + ".", Evidence: cite(v, says, code), Candidates: []claims.Candidate{{Record: symbol, Probability: 1, Vote: v,
					Why: []string{"subject +5.1", "focus +4.6", "time +5.0", "organ +0.4", "other claims +4.6"}}}}, at+1, at+1+len("cast"))
			at += len("\tcast")
		}
	}
	for i, f := range threeVotes(t).Findings[:6] {
		f.Correction = nil
		add(f, a.doc.Blocks[i+1+len(states)].Start, a.doc.Blocks[i+1+len(states)].Start+40)
	}
	return a.res
}

func BenchmarkHTMLDense(b *testing.B) {
	r, opt := denseArticle(b), testOptions(b)
	for b.Loop() {
		if err := HTML(io.Discard, r, opt); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(render(b, r, opt))), "bytes/page")
}

// A long article stays under 250 KB, and a dense one too; the limits are what was reached, and a little.
func TestSize(t *testing.T) {
	for _, c := range []struct {
		name   string
		result *claims.Result
		limit  int
	}{
		{"3,000 words with 40 findings", longArticle(t, 3000, 40), 170_000},
		{"78 findings in 1,000 words", denseArticle(t), 220_000},
	} {
		if n := len(render(t, c.result, testOptions(t))); n > c.limit {
			t.Errorf("%s make %d bytes, want at most %d", c.name, n, c.limit)
		}
	}
}
