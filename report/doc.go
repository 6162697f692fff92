// Package report renders checked articles: as text for a terminal, as JSON for tools, and as one
// self-contained HTML page for an editor.
//
// Renderers are pure. They read no file, ask no clock, rank nothing and judge nothing: what they print
// is a function of the results and of the options, byte for byte. All of them lead with coverage, what
// was read and against which data, because a report that hides what it could not check is a false one.
//
// Words that people read are kept in words.go and summary.go; the JSON keeps the names of package claims.
package report

import (
	"slices"

	"stet/claims"
)

// Filter says which findings a text or JSON report shows. The zero value shows all; summaries count all
// findings in any case.
type Filter struct {
	Verdicts []claims.Verdict
	Kinds    []string
}

// Keep reports whether the filter shows the finding.
func (f Filter) Keep(x *claims.Finding) bool {
	return (len(f.Verdicts) == 0 || slices.Contains(f.Verdicts, x.Verdict)) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, x.Kind))
}

// notAClaim reports whether the finding says only that its words are an opinion or speak of the future.
// People are not shown these; tools are.
func notAClaim(f *claims.Finding) bool {
	return f.Verdict == claims.NotEnoughEvidence && (f.Reason == claims.Opinion || f.Reason == claims.Future)
}

// shown is the findings that a person is shown, in their order.
func shown(r *claims.Result) []*claims.Finding {
	out := make([]*claims.Finding, 0, len(r.Findings))
	for i := range r.Findings {
		if f := &r.Findings[i]; !notAClaim(f) {
			out = append(out, f)
		}
	}
	return out
}
