package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stet/claims"
	"stet/extract"
)

// GitHub writes workflow commands, which GitHub shows as annotations beside the lines of a pull request:
// an error for what is refuted and for an article that could not be read, a warning where records disagree,
// a notice for what could not be checked. What stands is told only in the summary, which comes last as a
// plain line of the log. GitHub shows ten annotations of each level a step; the log has all.
func GitHub(w io.Writer, results []*claims.Result, filter Filter) error {
	b := bufio.NewWriter(w)
	var sum tallyOf
	read := 0
	for _, r := range results {
		d := documentOf(r)
		if r.Err != nil {
			fmt.Fprintf(b, "::error file=%s,title=%s::%s\n", githubProperty(d.Name), githubProperty("not checked"), githubData(r.Err.Error()))
			continue
		}
		read++
		sum = sum.plus(countVerdicts(shown(r)))
		lines := newLines(d)
		for _, f := range shown(r) {
			if level := githubLevel(f); level != "" && filter.Keep(f) {
				fmt.Fprintf(b, "::%s file=%s%s,title=%s::%s\n", level, githubProperty(d.Name), githubPlace(d, f, lines),
					githubProperty(verdictLine(f)), githubData(githubMessage(d, f)))
			}
		}
	}
	fmt.Fprintf(b, "stet: %s read. %s\n", count(read, "article", "articles"), sum.sentence())
	return b.Flush()
}

// githubLevel is the level of a finding's annotation; what is known is a notice.
func githubLevel(f *claims.Finding) string {
	switch f.Verdict {
	case claims.Refuted:
		if f.Ignored() {
			return "notice"
		}
		return "error"
	case claims.Conflicting:
		return "warning"
	case claims.NotEnoughEvidence:
		return "notice"
	}
	return ""
}

// githubPlace is the range of lines and columns; a Word file and the like have none.
func githubPlace(d *extract.Document, f *claims.Finding, lines *lines) string {
	if d.Parts != nil {
		return ""
	}
	r := region(d, clamp(d.Text, f.Span), lines)
	if r.StartLine != r.EndLine { // columns hold for one line only
		return fmt.Sprintf(",line=%d,endLine=%d", r.StartLine, r.EndLine)
	}
	return fmt.Sprintf(",line=%d,endLine=%d,col=%d,endColumn=%d", r.StartLine, r.EndLine, r.StartColumn, r.EndColumn)
}

// githubMessage is what an annotation says: the words, why, the correction and the record.
func githubMessage(d *extract.Document, f *claims.Finding) string {
	lines := []string{"“" + shorten(plain(d.Quote(clamp(d.Text, f.Span))), 300) + "”", plain(explanation(f))}
	if f.Correction != nil {
		_, old, with, _ := corrected(d, f)
		lines = append(lines, fmt.Sprintf("Correction: “%s” for “%s”", plain(with), plain(old)))
	}
	if s := decisionWords(f); s != "" {
		lines = append(lines, capital(plain(s))+".")
	}
	for _, e := range f.Evidence {
		lines = append(lines, joined(" ", plain(joined(": ", e.Record, e.Says)), e.URL))
	}
	return strings.Join(lines, "\n")
}

var (
	githubText   = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubValues = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// githubData and githubProperty escape as GitHub's own toolkit does, so that no article can end a command
// and begin another.
func githubData(s string) string     { return githubText.Replace(s) }
func githubProperty(s string) string { return githubValues.Replace(s) }
