package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"stet/claims"
)

// ReadBaseline reads what is known from a report of an earlier run, JSON as the JSON format writes it: one
// object, or document objects in sequence. The refuted findings in it become decisions, by ID, from the
// named file, each on the basis of what it said then; what Decisions wrote becomes the decisions that it was. A report that is no such JSON, or cut short, is an
// error, so that nothing passes for known by mistake.
func ReadBaseline(name string, r io.Reader) (map[string][]claims.Decision, error) {
	out := map[string][]claims.Decision{}
	dec := json.NewDecoder(r)
	for n := 0; ; n++ {
		var v struct {
			Documents []baselineDocument `json:"documents"`
			Decisions []jsonDecided      `json:"decisions"`
			baselineDocument
		}
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) && n > 0 {
			return out, nil
		}
		if err != nil || v.Documents == nil && v.Findings == nil && v.Decisions == nil {
			return nil, fmt.Errorf("%s: not a report in stet's JSON format: write one with 'stet check --format json'", name)
		}
		for i := range v.Decisions {
			d, err := v.Decisions[i].decision(name)
			if err != nil {
				return nil, err
			}
			out[d.Finding] = append(out[d.Finding], d)
		}
		for _, d := range append(v.Documents, v.baselineDocument) {
			for i := range d.Findings {
				if f := d.Findings[i].finding(); f.Verdict == claims.Refuted {
					out[f.ID] = append(out[f.ID], claims.Decision{Finding: f.ID, Basis: f.Basis(), From: name})
				}
			}
		}
	}
}

// baselineDocument is what is read of a document object.
type baselineDocument struct {
	Findings []baselineFinding `json:"findings"`
}

// baselineFinding is what is read of a finding.
type baselineFinding struct {
	ID       string         `json:"id"`
	Verdict  string         `json:"verdict"`
	Evidence []jsonEvidence `json:"evidence"`
	Decision *jsonDecision  `json:"decision"`
}

// finding is as much of a finding as its basis needs.
func (b baselineFinding) finding() *claims.Finding {
	f := &claims.Finding{ID: b.ID}
	for v := claims.NotEnoughEvidence; v <= claims.Refuted; v++ {
		if v.String() == b.Verdict {
			f.Verdict = v
		}
	}
	for _, e := range b.Evidence {
		f.Evidence = append(f.Evidence, claims.Evidence{Record: e.Record, Says: e.Says})
	}
	if d := b.Decision; d != nil && d.From == claims.FromArticle {
		f.Decision = &claims.Decision{Finding: b.ID, Action: claims.Action(d.Action), Note: d.Note, From: d.From}
	}
	return f
}

// decisionWords says for people what was decided about a finding, "" where nothing was.
func decisionWords(f *claims.Finding) string {
	d := f.Decision
	if d == nil {
		return ""
	}
	where := "known from " + d.From
	if d.From == claims.FromArticle {
		where = "ignored by a remark in the article"
	}
	if d.From == claims.FromDesk {
		where = deskWords[d.Action] + " at the desk"
		if d.By != "" {
			where += " by " + d.By
		}
		if !d.At.IsZero() {
			where += ", " + d.At.UTC().Format("2 January 2006, 15:04 MST")
		}
	}
	if f.Stale {
		return where + ", but it says something else now"
	}
	return joined(": ", where, d.Note)
}

// deskWords say what was decided at the desk.
var deskWords = map[claims.Action]string{claims.Apply: "correction accepted", claims.Stands: "stands as written",
	claims.Dispute: "disputed", claims.Ignore: "ignored", claims.Always: "ignored everywhere"}
