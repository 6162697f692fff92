package extract

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says about its article.
type metadata struct {
	title       string
	weakTitle   bool // title is the <title> element, which also names the site
	description string
	byline      string
	site        string
	url         string
	lang        string
	stamps      []stamp // of publication, the most trusted first
}

// day is the article's day in its own zone, zero where none is told.
func (m *metadata) day() time.Time {
	var d Document
	d.publish(m.stamps)
	return d.Published.Time
}

// metaNames, each list in the order of trust, are the name, property or itemprop of a meta element.
var (
	titleNames  = []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline"}
	authorNames = []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "og:article:author", "citation_author"}
	dateNames   = []string{"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
		"dc.date", "dcterms.created", "dcterms.date", "dc.date.created", "cxenseparse:recs:publishtime", "article.published", "published_time", "published-date", "publish-date", "publish_date",
		"publishdate", "publication_date", "pubdate", "pub_date", "ptime", "originalpublicationdate", "date", "article_date_original", "citation_publication_date", "release_date", "displaydate", "dat"}
)

// Each ends its search of the page at the first.
var (
	headTitle   = goquery.Single("head title")
	canonical   = goquery.Single(`link[rel="canonical"]`)
	htmlElement = goquery.Single("html")
)

// readMetadata gathers JSON-LD, meta elements, links and the page's own time elements.
func readMetadata(root *html.Node) metadata {
	doc := goquery.NewDocumentFromNode(root)
	meta := metaValues(doc)
	ld := readJSONLD(doc)
	var m metadata
	m.title = firstOf(ld.headline, pick(meta, titleNames))
	if m.title == "" {
		m.title, m.weakTitle = foldText(doc.FindMatcher(headTitle).Text()), true
	}
	m.description = firstOf(pick(meta, []string{"og:description", "description"}), ld.description)
	m.byline = cleanByline(firstOf(ld.author, authorOf(meta), shownAuthor(root)))
	m.site = firstOf(pick(meta, []string{"og:site_name", "application-name"}), ld.publisher)
	m.url = webAddress(firstOf(doc.FindMatcher(canonical).AttrOr("href", ""), pick(meta, []string{"og:url"}), ld.url))
	whole := doc.FindMatcher(htmlElement)
	m.lang = firstOf(whole.AttrOr("lang", ""), whole.AttrOr("xml:lang", ""), ld.lang,
		strings.ReplaceAll(pick(meta, []string{"content-language", "og:locale"}), "_", "-"))
	m.stamps = append(ld.stamps, metaStamps(meta)...)
	m.stamps = append(m.stamps, shownStamps(root)...)
	if s, ok := addressDate(m.url); ok && len(m.stamps) == 0 {
		m.stamps = append(m.stamps, s)
	}
	return m
}

// metaValues are the contents of meta elements by lower-case name, the first of each.
func metaValues(doc *goquery.Document) map[string]string {
	values := map[string]string{}
	doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		content := foldText(s.AttrOr("content", ""))
		for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
			name := strings.ToLower(strings.TrimSpace(s.AttrOr(key, "")))
			if name != "" && content != "" && values[name] == "" {
				values[name] = content
			}
		}
	})
	return values
}

func pick(values map[string]string, names []string) string {
	for _, n := range names {
		if v := values[n]; v != "" {
			return v
		}
	}
	return ""
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = foldText(v); v != "" {
			return v
		}
	}
	return ""
}

// authorOf is the first author that is a name and not an address.
func authorOf(meta map[string]string) string {
	for _, n := range authorNames {
		if v := meta[n]; v != "" && !strings.Contains(v, "://") && !strings.HasPrefix(v, "@") {
			return v
		}
	}
	return ""
}

// shownAuthor is the author that the page marks in its text.
func shownAuthor(root *html.Node) string {
	var names []string
	each(root, func(n *html.Node) bool {
		if attr(n, "itemprop") == "author" || strings.Contains(" "+attr(n, "rel")+" ", " author ") {
			name := nodeText(n)
			if name != "" && len(name) < 80 && len(names) < 6 && !slices.Contains(names, name) {
				names = append(names, name)
			}
			return false
		}
		return true
	})
	return strings.Join(names, ", ")
}

// webAddress keeps only http and https addresses.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

func metaStamps(meta map[string]string) []stamp {
	var stamps []stamp
	for _, n := range dateNames {
		if s, ok := parseStamp(meta[n]); ok {
			stamps = append(stamps, s)
		}
	}
	return stamps
}

// maxShown is how many dates are read from a page's text.
const maxShown = 4

// shownStamps are the dates that the page shows: marked by itemprop or pubdate first, then in time
// elements, then in short lines that a class calls the byline or the date.
func shownStamps(root *html.Node) []stamp {
	var marked, times, lines []stamp
	each(root, func(n *html.Node) bool {
		switch {
		case attr(n, "itemprop") == "datePublished", n.DataAtom == atom.Time && hasAttr(n, "pubdate"):
			marked = appendStamp(marked, n)
		case n.DataAtom == atom.Time:
			times = appendStamp(times, n)
		case len(lines) == 0 && dateWords.in(classWords(n)):
			if text := nodeText(n); len(text) < 300 {
				if s, ok := parseStamp(text); ok {
					lines = append(lines, s)
				}
			}
		}
		return n.DataAtom != atom.Script && n.DataAtom != atom.Nav && n.DataAtom != atom.Footer
	})
	if found := append(marked, times...); len(found) > 0 {
		return found
	}
	return lines
}

var dateWords = namePhrases(`date, dateline, datetime, byline, by, meta, time, timestamp, published, publish, publication, pubdate, posted`)

// appendStamp adds the date that an element tells by an attribute or its text.
func appendStamp(list []stamp, n *html.Node) []stamp {
	if len(list) == maxShown {
		return list
	}
	for _, v := range [...]string{attr(n, "datetime"), attr(n, "content"), nodeText(n)} {
		if s, ok := parseStamp(foldText(v)); ok {
			return append(list, s)
		}
	}
	return list
}

var inAddress = regexp.MustCompile(`/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)|/((?:19|20)\d{2})/([a-z]{3})/(\d{1,2})/`)

// addressDate reads the date in an address such as /2025/06/12/ or /2025/jun/12/.
func addressDate(address string) (stamp, bool) {
	g := inAddress.FindStringSubmatch(address)
	if g == nil {
		return stamp{}, false
	}
	year, m, day := atoi(g[1]), time.Month(atoi(g[2])), atoi(g[3])
	if g[1] == "" {
		year, m, day = atoi(g[4]), monthNamed(g[5]), atoi(g[6])
	}
	t := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	return stamp{time: t, prec: Day}, t.Month() == m && t.Day() == day && sensible(t)
}

// linked is what a page's JSON-LD says about the article.
type linked struct {
	headline, description, author, publisher, url, lang string
	stamps                                              []stamp
}

// articleType matches schema.org's kinds of article.
var articleType = regexp.MustCompile(`(?:Article|Posting|Report)(?:,|$)`)

// readJSONLD reads the first article among all JSON-LD of the page.
func readJSONLD(doc *goquery.Document) linked {
	var l linked
	doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		raw := strings.TrimSpace(s.Text())
		raw = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(raw, "//"), "<![CDATA["), "]]>")
		var v any
		if len(raw) <= 2<<20 && json.Unmarshal([]byte(strings.TrimSpace(raw)), &v) == nil {
			l.take(v, 0)
		}
	})
	return l
}

// take looks through arrays, @graph and nested entities for articles.
func (l *linked) take(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			l.take(item, depth+1)
		}
	case map[string]any:
		if articleType.MatchString(ldNames(v["@type"])) {
			l.takeArticle(v)
			return
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			l.take(v[key], depth+1)
		}
	}
}

func (l *linked) takeArticle(v map[string]any) {
	l.headline = firstOf(l.headline, ldText(v["headline"]))
	l.description = firstOf(l.description, ldText(v["description"]))
	l.author = firstOf(l.author, ldNames(v["author"]), ldNames(v["creator"]))
	l.publisher = firstOf(l.publisher, ldNames(v["publisher"]))
	l.url = firstOf(l.url, ldText(v["url"]), ldText(v["@id"]))
	l.lang = firstOf(l.lang, ldText(v["inLanguage"]))
	for _, key := range [...]string{"datePublished", "dateCreated", "uploadDate"} {
		if s, ok := parseStamp(ldText(v[key])); ok {
			l.stamps = append(l.stamps, s)
			return
		}
	}
}

// ldText is a string value, or the first of a list.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case []any:
		if len(v) > 0 {
			return ldText(v[0])
		}
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return s
		}
	}
	return ""
}

// ldNames are the names of people or organisations, joined by commas.
func ldNames(v any) string {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "://") {
			return ""
		}
		return html.UnescapeString(v)
	case map[string]any:
		return ldNames(v["name"])
	case []any:
		var names []string
		for _, item := range v {
			if n := ldNames(item); n != "" && len(names) < 20 {
				names = append(names, n)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}
