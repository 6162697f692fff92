package report

import (
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"stet/claims"
	"stet/extract"
)

// SARIF writes the results as a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS), one
// run. What is refuted is a failure, what could not be checked is open, where records disagree is for
// review, what stands has passed. Regions count lines and code points of the file; a format whose bytes
// nobody sees, as a Word file's, has the paragraph as a logical location instead. The filter chooses the
// results.
func SARIF(w io.Writer, results []*claims.Result, version string, filter Filter) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{"stet", version, sarifRules()}},
		Invocations: []sarifInvocation{{ExecutionSuccessful: true}},
		Artifacts:   []sarifArtifact{},
		Results:     []sarifResult{},
		ColumnKind:  "unicodeCodePoints",
		Properties:  map[string]any{"reference": referenceOf(results).Version},
	}
	for i, r := range results {
		d := documentOf(r)
		at := sarifArtifactLocation{URI: fileURI(d.Name), Index: &i}
		run.Artifacts = append(run.Artifacts, sarifArtifact{Location: sarifArtifactLocation{URI: at.URI}})
		if r.Err != nil {
			run.Invocations[0].fail(r.Err, at)
			continue
		}
		lines := newLines(d)
		for k := range r.Findings {
			if f := &r.Findings[k]; filter.Keep(f) && !notAClaim(f) {
				run.Results = append(run.Results, sarifFinding(d, f, at, lines))
			}
		}
	}
	return encode(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	}, true)
}

// sarifFinding is one result.
func sarifFinding(d *extract.Document, f *claims.Finding, at sarifArtifactLocation, lines *lines) sarifResult {
	span := clamp(d.Text, f.Span)
	kind, level := sarifKind(f.Verdict)
	out := sarifResult{
		RuleID: f.Kind, RuleIndex: ruleIndex(f.Kind), Kind: kind, Level: level,
		Message:      sarifMessage{"“" + plain(d.Quote(span)) + "” " + verdictLine(f) + ". " + plain(explanation(f))},
		Locations:    []sarifLocation{locate(d, span, at, lines)},
		Fingerprints: map[string]string{"stetFinding/v1": f.ID},
		Properties: map[string]any{"verdict": f.Verdict.String(), "reasonCode": string(f.Reason), "severity": f.Severity.String(),
			"reading": f.Reading, "evidence": evidenceOf(f)},
	}
	if f.Ignored() {
		kind := "external"
		if f.Decision.From == claims.FromArticle {
			kind = "inSource"
		}
		out.Suppressions = []sarifSuppression{{kind, decisionWords(f)}}
	}
	if f.Correction != nil {
		out.Fixes = sarifFixes(d, f, at, lines)
	}
	return out
}

// sarifKind is the result's kind and level; the standard wants level none for all but failures.
func sarifKind(v claims.Verdict) (kind, level string) {
	switch v {
	case claims.Supported:
		return "pass", "none"
	case claims.Refuted:
		return "fail", "error"
	case claims.Conflicting:
		return "review", "none"
	}
	return "open", "none"
}

// locate is where a span is.
func locate(d *extract.Document, span extract.Span, at sarifArtifactLocation, lines *lines) sarifLocation {
	out := sarifLocation{Physical: sarifPhysical{Artifact: at}}
	line, _ := lines.place(span)
	if d.Parts != nil {
		out.Logical = []sarifLogical{{FullName: "paragraph " + strconv.Itoa(line), Kind: "element"}}
		return out
	}
	out.Physical.Region = region(d, span, lines)
	out.Physical.Region.Snippet = &sarifText{d.Quote(span)}
	return out
}

// region is the range of a span in the file.
func region(d *extract.Document, span extract.Span, lines *lines) *sarifRegion {
	o := d.Origin(span)
	r := &sarifRegion{}
	r.StartLine, r.StartColumn = lines.position(o.Start)
	r.EndLine, r.EndColumn = lines.position(o.End)
	return r
}

// sarifFixes is the correction, where the file has the very words: within markup a replacement could take
// away more than words.
func sarifFixes(d *extract.Document, f *claims.Finding, at sarifArtifactLocation, lines *lines) []sarifFix {
	span := clamp(d.Text, f.Correction.Span)
	if o := d.Origin(span); d.Parts != nil || o.End > len(d.Source) || string(d.Source[o.Start:o.End]) != d.Quote(span) {
		return nil
	}
	return []sarifFix{{
		Description: sarifMessage{"Write “" + f.Correction.With + "”, as the record has it."},
		Changes: []sarifChange{{at, []sarifReplacement{{*region(d, span, lines),
			sarifText{f.Correction.With}}}}},
	}}
}

// sarifRules are the kinds of claims.
func sarifRules() []sarifRule {
	var out []sarifRule
	for _, k := range claims.All {
		out = append(out, sarifRule{ID: k.Name, Short: sarifMessage{capital(k.Doc)}})
	}
	return out
}

// ruleIndex is the place of a kind among the rules, -1 for one that is none.
func ruleIndex(kind string) int {
	for i, k := range claims.All {
		if k.Name == kind {
			return i
		}
	}
	return -1
}

// fileURI is a path as a URI reference: relative ones stay relative.
func fileURI(path string) string {
	slashed := filepath.ToSlash(path)
	u := url.URL{Path: slashed}
	if strings.HasPrefix(slashed, "/") {
		u.Scheme = "file"
	} else if len(slashed) > 2 && slashed[1] == ':' {
		u = url.URL{Scheme: "file", Path: "/" + slashed}
	}
	return u.String()
}
