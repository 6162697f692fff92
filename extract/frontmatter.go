package extract

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxFrontMatter bounds what is read as front matter; a longer block is text.
const maxFrontMatter = 64 << 10

// splitFrontMatter returns the YAML or TOML between the fences at the top of text, and the offset at which
// the article begins; 0 where there is no front matter.
func splitFrontMatter(text string) (meta string, rest int) {
	fence := ""
	for _, f := range []string{"---", "+++"} {
		if strings.HasPrefix(text, f) {
			fence = f
		}
	}
	line, next := cutLine(text, 0)
	if fence == "" || strings.TrimRight(line, " \t") != fence {
		return "", 0
	}
	start := next
	for at := next; at < len(text) && at < maxFrontMatter; at = next {
		line, next = cutLine(text, at)
		bare := strings.TrimRight(line, " \t")
		if bare == fence || fence == "---" && bare == "..." {
			if meta = text[start:at]; !strings.ContainsAny(meta, ":=") && strings.TrimSpace(meta) != "" {
				return "", 0 // two rules with text between
			}
			return meta, next
		}
	}
	return "", 0
}

// cutLine is the line at an offset without its end, and the offset of the next line.
func cutLine(text string, at int) (line string, next int) {
	i := strings.IndexByte(text[at:], '\n')
	if i < 0 {
		return text[at:], len(text)
	}
	return strings.TrimSuffix(text[at:at+i], "\r"), at + i + 1
}

// frontMatter reads keys in lower case with the separators dropped: "Published_At" is "publishedat".
// Front matter that is not valid YAML, as an unquoted title with a colon, is read line by line.
func frontMatter(meta string) map[string]any {
	out := map[string]any{}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(meta), &doc) == nil && len(doc.Content) == 1 && doc.Content[0].Kind == yaml.MappingNode {
		pairs := doc.Content[0].Content
		for i := 0; i+1 < len(pairs); i += 2 {
			out[plainKey(pairs[i].Value)] = yamlValue(pairs[i+1])
		}
		return out
	}
	for _, line := range strings.Split(meta, "\n") {
		i := strings.IndexAny(line, ":=")
		if i <= 0 || line[0] == ' ' || line[0] == '#' {
			continue
		}
		out[plainKey(line[:i])] = strings.Trim(strings.TrimSpace(line[i+1:]), `"'`)
	}
	return out
}

// yamlValue keeps scalars as they are written, so that "2022-10" stays a month, and lists of names.
// Aliases are not followed: nothing in an article's front matter needs them.
func yamlValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.ScalarNode:
		return n.Value
	case yaml.SequenceNode:
		var list []string
		for _, item := range n.Content {
			if s, ok := yamlValue(item).(string); ok && s != "" {
				list = append(list, s)
			}
		}
		return strings.Join(list, ", ")
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "name" {
				return n.Content[i+1].Value
			}
		}
	}
	return ""
}

func plainKey(s string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "", "\r", "", `"`, "").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// takeFrontMatter reads the metadata at the top of text into the document and returns where the article
// begins.
func (d *Document) takeFrontMatter(text string) int {
	meta, rest := splitFrontMatter(text)
	if rest == 0 {
		return 0
	}
	values := frontMatter(meta)
	get := func(keys ...string) string {
		for _, k := range keys {
			if s := strings.TrimSpace(fmt.Sprint(values[k])); values[k] != nil && s != "" {
				return s
			}
		}
		return ""
	}
	d.Title = get("title", "headline")
	d.Byline = cleanByline(get("byline", "author", "authors", "by"))
	d.Site = get("site", "sitename", "publication", "publisher", "outlet")
	d.URL = get("canonicalurl", "canonical", "url", "sourceurl", "link")
	d.Lang = strings.ReplaceAll(get("lang", "language", "locale"), "_", "-")
	var stamps []stamp
	for _, key := range []string{"published", "publishedat", "datepublished", "pubdate", "date", "publishdate", "created", "issued"} {
		if s, ok := parseStamp(get(key)); ok {
			stamps = append(stamps, s)
		}
	}
	d.publish(stamps)
	return rest
}

// cleanByline drops "By", and a date or other figures behind the names, and folds white space.
func cleanByline(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = strings.TrimSpace(s[3:])
	}
	for _, date := range []*regexp.Regexp{dayFirst, monthFirst} {
		if at := date.FindStringIndex(s); at != nil && at[0] > 0 {
			s = s[:at[0]]
		}
	}
	if at := strings.IndexAny(s, "0123456789"); at > 0 {
		s = s[:at]
	}
	return strings.TrimRight(s, " ,;|·•-–—")
}
