package extract

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// newsPage makes a page of about size bytes as papers serve them: a third of it scripts and styles, a wide
// navigation, forty paragraphs, related links and comments.
func newsPage(size int) []byte {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Assembly votes | Paper</title>
<meta property="og:title" content="Assembly votes"><meta property="article:published_time" content="2025-02-24T20:00:00-05:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Assembly votes","datePublished":"2025-02-24T20:00:00-05:00","author":{"name":"A. Writer"}}</script>`)
	filler := strings.Repeat(`!function(e,t){var n=e.createElement(t);n.async=1;n.src="/x.js";window.q=window.q||[]}(document,"script");`, size/3/2/100)
	fmt.Fprintf(&b, "<script>%s</script><style>%s</style></head><body>", filler, strings.Repeat(".a-1{margin:0 auto;padding:1px}", size/3/2/31))
	b.WriteString(`<header><nav><ul>`)
	for i := range 120 {
		fmt.Fprintf(&b, `<li class="nav-item nav-item--%d"><a class="nav-link" href="/section/%d" data-track="nav:%d"><span>Section %d</span></a></li>`, i, i, i, i)
	}
	b.WriteString(`</ul></nav></header><main><article class="story"><h1>Assembly votes</h1><p class="byline">By A. Writer</p>`)
	for i := range 40 {
		fmt.Fprintf(&b, `<p class="paragraph css-%d" data-n="%d">The Assembly adopted text %d by 93 votes to 18, with 65 abstentions; the <a href="/x">Council&rsquo;s own</a> vote was 10&ndash;0. <em>Diplomats</em> said that, after a debate of some hours, many delegations had been without instructions and stayed away from the hall.</p>`, i, i, i)
		if i%8 == 7 {
			fmt.Fprintf(&b, `<h2>Part %d</h2><figure><img src="/i.jpg" srcset="/i-1.jpg 1x, /i-2.jpg 2x" alt="hall"><figcaption>The hall on Monday.</figcaption></figure><div class="ad-slot" id="ad-%d"></div>`, i, i)
		}
	}
	b.WriteString(`</article></main><section class="related"><h2>Related</h2>`)
	for i := 0; b.Len() < size-200; i++ {
		fmt.Fprintf(&b, `<div class="card card--%d"><a href="/story/%d"><img src="/t-%d.jpg" alt=""><h3 class="card__title">Another story with number %d</h3></a></div>`, i, i, i, i)
	}
	b.WriteString(`</section><footer><p>© Paper</p></footer></body></html>`)
	return []byte(b.String())
}

func BenchmarkReadHTML(b *testing.B) {
	source := newsPage(138 << 10)
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Read("page.html", source, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("goquery", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := goquery.NewDocumentFromReader(bytes.NewReader(source)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReadFormats reads the same article of about a thousand words in each format.
func BenchmarkReadFormats(b *testing.B) {
	const sentence = "The General Assembly adopted the text by 93 votes to 18, with 65 abstentions, on Monday. "
	var word, odt, rtf strings.Builder
	var lines []string
	for range 16 {
		p := strings.Repeat(sentence, 4)
		fmt.Fprintf(&word, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>", p)
		fmt.Fprintf(&odt, "<text:p>%s</text:p>", p)
		fmt.Fprintf(&rtf, "%s\\par\n", p)
		lines = append(lines, sentence, sentence, sentence, sentence)
	}
	for name, source := range map[string][]byte{
		"docx": wordOf(b, word.String()), "odt": odtOf(b, odt.String()), "rtf": []byte(`{\rtf1 ` + rtf.String() + "}"), "pdf": pdfOf(column(50, 9000, lines...)),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Read(name, source, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
