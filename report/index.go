package report

import (
	"bufio"
	"io"
	"net/url"
	"strings"

	"stet/claims"
)

// index is the page that lists several articles.
type index struct {
	frame
	Headline []part
	Gravity  string
	Because  string
	Coverage []fact
	Articles []indexRow
	Method   method
}

type indexRow struct {
	Title, Name, Date string
	Link              string // "" where there is none, or where it is not a relative path
	Failed            string
	Counts            tallyOf
}

// HTMLIndex lists articles with the counts of their verdicts. links[i] is the address of the report of
// results[i], relative to the page (slashes, no scheme); a missing or other link is left out.
func HTMLIndex(w io.Writer, results []*claims.Result, links []string, opt HTMLOptions) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := templates.ExecuteTemplate(b, "index", newIndex(results, links, opt)); err != nil {
		return err
	}
	return b.Flush()
}

func newIndex(results []*claims.Result, links []string, opt HTMLOptions) *index {
	ref := referenceOf(results)
	x := &index{Method: newMethod(nil, nil, ref)}
	var sum tallyOf
	failed := 0
	for i, r := range results {
		d := documentOf(r)
		row := indexRow{Title: firstOf(headlineOf(d), d.Title, d.Name), Name: d.Name, Date: firstOf(published(d.Published), "undated")}
		if i < len(links) {
			row.Link = relative(links[i])
		}
		if r.Err != nil {
			row.Failed, failed = r.Err.Error(), failed+1
		} else {
			row.Counts = countVerdicts(shown(r))
			sum = sum.plus(row.Counts)
		}
		x.Articles = append(x.Articles, row)
	}
	x.Headline, x.Gravity, x.Because = sum.headline(), sum.gravity(), sum.because()
	x.Coverage = []fact{{"Read", capital(count(len(results)-failed, "article", "articles"))}}
	if failed > 0 {
		x.Coverage = append(x.Coverage, fact{"Not read", capital(count(failed, "article", "articles"))})
	}
	x.Coverage = append(x.Coverage, coveringFacts(ref)...)
	x.frame = newFrame(opt, stillPolicy, pageTitle(sum, count(len(results), "article", "articles")), count(len(results), "article", "articles"))
	return x
}

// relative is the link if it can only lead to a neighbouring file, else "".
func relative(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(link, "//") || strings.HasPrefix(link, "\\") {
		return ""
	}
	return link
}
