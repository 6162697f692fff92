package claims

import (
	"stet/extract"
	"stet/sources"
)

// Verdict is the field's own scale (FEVER, AVeriTeC). The zero value claims nothing.
type Verdict uint8

const (
	NotEnoughEvidence Verdict = iota
	Supported
	Conflicting
	Refuted
)

var verdictNames = [...]string{"not-enough-evidence", "supported", "conflicting", "refuted"}

// String is the verdict's name in the JSON contract.
func (v Verdict) String() string { return verdictNames[v] }

// Reason is a closed list of codes: why a verdict is what it is.
type Reason string

const (
	Match           Reason = "match"            // supported: the record says the same
	ByFigures       Reason = "by-figures"       // supported: of several plausible votes exactly one has these figures
	Mismatch        Reason = "mismatch"         // refuted: the record says otherwise
	Inconsistent    Reason = "inconsistent"     // refuted: the article contradicts itself or the size of the body
	TwoRecords      Reason = "two-records"      // conflicting: two records, or a record and its official correction
	NoRecord        Reason = "no-record"        // nothing held fits
	OutsideCoverage Reason = "outside-coverage" // later or earlier than the data
	Ambiguous       Reason = "ambiguous"        // several votes fit
	NotInDataset    Reason = "not-in-dataset"   // another body, an amendment, a vote of a kind that is not held
	Opinion         Reason = "opinion"
	Future          Reason = "future"
	Failed          Reason = "failed" // the check itself failed
)

// Severity of a refuted claim.
type Severity uint8

const (
	NoSeverity Severity = iota
	Detail              // 142 for 141
	Meaning             // adopted for rejected, against for abstained, the wrong country
)

var severityNames = [...]string{"", "detail", "meaning"}

// String is "", "detail" or "meaning".
func (s Severity) String() string { return severityNames[s] }

// Correction is the smallest change of the article's own words that makes the claim true.
type Correction struct {
	Span extract.Span
	With string
}

// Evidence is what a verdict rests on: a record, the article's own words, or the membership on a date.
type Evidence struct {
	Record  string // symbol: "A/RES/ES-11/7"; "" where the evidence is the article or a membership
	Title   string
	Date    string // ISO 8601
	Says    string // "93 yes, 18 no, 65 abstaining"
	Dataset string
	URL     string
	Query   string          // command that repeats the look-up: "stet data show A/RES/ES-11/7"
	Vote    *sources.Record // the record itself, where there is one
	Article []extract.Span  // the article's own words, where they are the evidence
	Named   []string        // codes of the members that the claim names, for a picture of the roll call
}

// Candidate is a vote that the claim may be about.
type Candidate struct {
	Record      string // symbol, or a description of a vote that is not held
	Title       string
	Date        string
	Probability float64
	Why         []string // the cues that spoke for or against it, for --explain
	Vote        *sources.Record
}

// Finding is one checked claim.
type Finding struct {
	ID         string // fingerprint of kind, quote and context; survives edits elsewhere
	Kind       string
	Span       extract.Span
	Reading    string // canonical reading: "General Assembly: 93 yes, 18 no, 65 abstaining"
	Verdict    Verdict
	Reason     Reason
	Message    string // one sentence for a person
	Severity   Severity
	Diagnosis  string // "the tally of A/RES/ES-11/8, of the same day"; "" where none fits exactly
	Correction *Correction
	Evidence   []Evidence
	Candidates []Candidate
	Decision   *Decision // what somebody decided about it, nil for nothing
	Stale      bool      // the decision was about something else that the finding said
}

// Result is a checked article.
type Result struct {
	Document  *extract.Document
	Reference ReferenceInfo
	Findings  []Finding // ordered by span, kind and reading
	Err       error     // why the article could not be read or checked; Findings is then empty
}

// ReferenceInfo says which data a verdict rests on.
type ReferenceInfo struct {
	Version  string
	Datasets []sources.Dataset
}
