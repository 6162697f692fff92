package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stet/claims"
	"stet/report"
)

// explain writes for each finding the votes that were weighed, and what spoke for or against each.
func explain(w io.Writer, results []*claims.Result, filter report.Filter) error {
	b := bufio.NewWriter(w)
	for _, r := range results {
		if r.Err != nil {
			continue
		}
		for i := range r.Findings {
			f := &r.Findings[i]
			if !filter.Keep(f) {
				continue
			}
			line, column := r.Document.Place(f.Span)
			fmt.Fprintf(b, "%s:%d:%d: %s, %s: “%s”\n    read as     %s\n", clean(r.Document.Name), line, column, f.Kind, verdictOn(f),
				clean(r.Document.Quote(f.Span)), clean(f.Reading))
			for _, c := range f.Candidates {
				explainCandidate(b, &c)
			}
			if len(f.Candidates) == 0 {
				fmt.Fprintln(b, "    weighed     nothing")
			}
			fmt.Fprintln(b)
		}
	}
	return b.Flush()
}

func verdictOn(f *claims.Finding) string {
	if f.Reason == "" {
		return f.Verdict.String()
	}
	return fmt.Sprintf("%s (%s)", f.Verdict, f.Reason)
}

func explainCandidate(w io.Writer, c *claims.Candidate) {
	says := ""
	if c.Vote != nil {
		says = ", " + c.Vote.Tally.String()
	}
	fmt.Fprintf(w, "    %9.1f%%  %s%s%s\n", 100*c.Probability, clean(c.Record), says, clean(prefixed(", ", c.Date)))
	if len(c.Why) > 0 {
		fmt.Fprintf(w, "                because %s\n", clean(strings.Join(c.Why, "; ")))
	}
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}
