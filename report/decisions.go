package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"stet/claims"
)

// jsonDecided is a decision on its own, without the finding that it is about.
type jsonDecided struct {
	Finding string `json:"finding"` // its id
	Basis   string `json:"basis"`   // what it said then; see claims.Finding.Basis
	jsonDecision
}

// Decisions writes decisions as JSON that ReadBaseline reads: an object whose "decisions" are in the order of the findings'
// ids, those about one finding in the order given. Of the articles' words nothing is in it.
func Decisions(w io.Writer, known map[string][]claims.Decision, version string) error {
	list := []jsonDecided{}
	for _, id := range slices.Sorted(maps.Keys(known)) {
		for i := range known[id] {
			d := &known[id][i]
			list = append(list, jsonDecided{id, d.Basis, *decisionOf(&claims.Finding{Decision: d})})
		}
	}
	return encode(w, struct {
		Tool      jsonTool      `json:"tool"`
		Decisions []jsonDecided `json:"decisions"`
	}{jsonTool{"stet", version}, list}, true)
}

// decision reads one back. From which file it was read matters less than that it was made at a desk, so From is kept; that of
// another file, or of none, is the file's.
func (j *jsonDecided) decision(name string) (claims.Decision, error) {
	d := claims.Decision{Finding: j.Finding, Action: claims.Action(j.Action), Basis: j.Basis, Note: j.Note, By: j.By, From: name}
	if j.From == claims.FromDesk {
		d.From = claims.FromDesk
	}
	if j.Finding == "" {
		return d, fmt.Errorf("%s: a decision is about no finding: give its id", name)
	}
	if !slices.Contains(claims.Actions, d.Action) {
		return d, fmt.Errorf("%s: the decision about %s is %q: use one of %v", name, j.Finding, j.Action, claims.Actions)
	}
	if j.At == "" {
		return d, nil
	}
	at, err := time.Parse(time.RFC3339, j.At)
	if err != nil {
		return d, fmt.Errorf("%s: the decision about %s has no time of RFC 3339: %q", name, j.Finding, j.At)
	}
	d.At = at
	return d, nil
}
