package claims

import (
	"slices"
	"strings"
	"time"

	"stet/extract"
)

// Decision is what somebody decided about a finding: that it is known and need not be told as news, or what is
// to come of it. It sticks to the claim by its fingerprint, so that edits elsewhere in the article leave it in force, and
// is stale once the finding says something else.
type Decision struct {
	Finding string    // the finding's ID
	Action  Action    // "" is Ignore
	Basis   string    // what the finding said (see Basis) when it was decided; "" holds whatever it says
	Note    string    // why, in the words of who decided
	From    string    // where it is written: a file's path, FromArticle or FromDesk
	By      string    // who decided; "" where that is not told
	At      time.Time // when; zero where that is not told
}

// Action is what was decided.
type Action string

const (
	Ignore  Action = "ignore"  // known, in this article
	Always  Action = "always"  // known, in every article that says it in the same words
	Apply   Action = "apply"   // the correction is made when the article goes out
	Stands  Action = "stands"  // the words stay as they are
	Dispute Action = "dispute" // somebody is asking; the note says whom
)

// Actions are all there are.
var Actions = []Action{Apply, Stands, Dispute, Ignore, Always}

// settled are the actions after which a finding is no news: the others ask for a change, or for an answer.
var settled = []Action{"", Ignore, Always, Stands}

const (
	FromArticle = "article" // a remark in the article itself makes the decision
	FromDesk    = "desk"    // it was made at the desk, stet serve
)

// Basis is what a finding rests on, as a decision keeps it: the verdict, and what each record says. A new
// figure in the record or another verdict makes another basis; a new wording of the message does not.
func (f *Finding) Basis() string {
	parts := []string{f.Verdict.String()}
	for _, e := range f.Evidence {
		parts = append(parts, e.Record+"="+e.Says)
	}
	return strings.Join(parts, "\n")
}

// Ignored reports whether a decision in force says that the finding is known.
func (f *Finding) Ignored() bool {
	return f.Decided() && slices.Contains(settled, f.Decision.Action)
}

// Decided reports whether any decision about the finding is in force.
func (f *Finding) Decided() bool { return f.Decision != nil && !f.Stale }

// Decide puts the decisions to the findings that they are about, those of remarks in the article first.
// Where several are about one finding, one in force wins over a stale one, and then the first.
func Decide(r *Result, known map[string][]Decision) {
	if r.Err != nil || r.Document == nil {
		return
	}
	remarks := ignoringRemarks(r.Document)
	for i := range r.Findings {
		f := &r.Findings[i]
		if d := remarks.of(r.Document, f); d != nil {
			f.Decision = d
			continue
		}
		f.Decision, f.Stale = DecisionOn(f, known[f.ID])
	}
}

// DecisionOn is the decision about a finding among those made, nil for none, and whether it is stale: one in force wins
// over a stale one, and then the first.
func DecisionOn(f *Finding, made []Decision) (d *Decision, stale bool) {
	for k := range made {
		old := made[k].Basis != "" && made[k].Basis != f.Basis()
		if d == nil || stale && !old {
			d, stale = &made[k], old
		}
	}
	return d, stale
}

// remarkSet is the remarks of an article that say what to ignore: by finding, or by block.
type remarkSet struct {
	byID    map[string]string // its note
	byBlock map[int]string
}

// ignoringRemarks reads "ignore", "ignore why", "ignore 7b2cd38051" and "ignore 7b2cd38051 why".
func ignoringRemarks(doc *extract.Document) remarkSet {
	s := remarkSet{map[string]string{}, map[int]string{}}
	for _, r := range doc.Remarks() {
		word, rest, _ := strings.Cut(r.Text, " ")
		if word != "ignore" {
			continue
		}
		rest = strings.TrimSpace(rest)
		if id, note, _ := strings.Cut(rest, " "); isFingerprint(id) {
			s.byID[id] = strings.TrimSpace(note)
		} else if r.Block >= 0 {
			s.byBlock[r.Block] = rest
		}
	}
	return s
}

// of is the decision of a remark about the finding, or nil.
func (s remarkSet) of(doc *extract.Document, f *Finding) *Decision {
	note, ok := s.byID[f.ID]
	if !ok {
		note, ok = s.byBlock[doc.BlockAt(f.Span.Start)]
	}
	if !ok {
		return nil
	}
	return &Decision{Finding: f.ID, Note: note, From: FromArticle}
}

// isFingerprint reports whether a word is a finding's ID.
func isFingerprint(s string) bool {
	return len(s) == 2*fingerprintBytes && strings.Trim(s, "0123456789abcdef") == ""
}
