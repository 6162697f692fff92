package archive

import (
	"bytes"
	"encoding/hex"

	"stet/claims"
	"stet/report"
)

// knowing puts decisions to findings while they are written: what a run keeps is what it found, whoever decided what since.
type knowing struct {
	made    map[string][]claims.Decision
	words   map[string]string // of each finding with a decision, under its text's fingerprint and its own
	settled int64             // refuted findings that are known
}

// decide gives a text's document with the decisions in it.
func (k *knowing) decide(text, document []byte) ([]byte, error) {
	if len(k.made) == 0 && !bytes.Contains(document, []byte(`"decision":`)) {
		return document, nil
	}
	return report.DecideDocument(document, k.made, func(f *claims.Finding, words string) {
		k.words[hex.EncodeToString(text)+f.ID] = words
		if f.Verdict == claims.Refuted && f.Ignored() {
			k.settled++
		}
	})
}
