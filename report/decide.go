package report

import (
	"bytes"
	"encoding/json"
	"fmt"

	"stet/claims"
)

// DecideDocument puts decisions to the findings of a document object as JSONDocument wrote it, and gives it back with them; all
// else in it stays as it is, byte for byte. Told is called with each finding that has one.
func DecideDocument(document []byte, known map[string][]claims.Decision, told func(f *claims.Finding, words string)) ([]byte, error) {
	var d struct {
		Findings []json.RawMessage `json:"findings"`
	}
	if err := json.Unmarshal(document, &d); err != nil {
		return nil, fmt.Errorf("read kept findings: %w", err)
	}
	var out bytes.Buffer
	rest := document
	for _, raw := range d.Findings {
		var b baselineFinding
		if err := json.Unmarshal(raw, &b); err != nil {
			return nil, fmt.Errorf("read a kept finding: %w", err)
		}
		f := b.finding()
		if f.Decision != nil {
			told(f, decisionWords(f))
			continue // a remark in the article itself comes first
		}
		f.Decision, f.Stale = claims.DecisionOn(f, known[f.ID])
		if f.Decision == nil {
			continue
		}
		told(f, decisionWords(f))
		end := bytes.Index(rest, raw) + len(raw) - 1 // before its last brace; findings come in order, each verbatim
		out.Write(rest[:end])
		out.WriteString(`,"decision":`)
		var made bytes.Buffer
		if err := encode(&made, decisionOf(f), false); err != nil {
			return nil, fmt.Errorf("write a decision: %w", err)
		}
		out.Write(bytes.TrimSpace(made.Bytes()))
		rest = rest[end:]
	}
	out.Write(rest)
	return out.Bytes(), nil
}
