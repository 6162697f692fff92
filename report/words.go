package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// verdictWords is what a person reads for a verdict.
func verdictWords(v claims.Verdict) string {
	switch v {
	case claims.Supported:
		return "stands"
	case claims.Refuted:
		return "does not stand"
	case claims.Conflicting:
		return "records disagree"
	}
	return "could not be checked"
}

// severityWords qualifies "does not stand".
func severityWords(s claims.Severity) string {
	switch s {
	case claims.Detail:
		return "a detail"
	case claims.Meaning:
		return "changes the meaning"
	}
	return ""
}

// reasonWords is the reason in three words or so, to stand beside the verdict; "" where the verdict says all.
func reasonWords(r claims.Reason) string {
	switch r {
	case claims.ByFigures:
		return "known by its figures"
	case claims.Inconsistent:
		return "contradicts itself"
	case claims.Ambiguous:
		return "several votes fit"
	case claims.OutsideCoverage:
		return "outside the data’s dates"
	case claims.NoRecord:
		return "no record fits"
	case claims.NotInDataset:
		return "not in the data"
	case claims.Failed:
		return "the check failed"
	}
	return ""
}

// reasonClause completes "could not be checked, because …".
func reasonClause(r claims.Reason) string {
	switch r {
	case claims.Ambiguous:
		return "several votes fit"
	case claims.OutsideCoverage:
		return "the vote lies outside the data’s dates"
	case claims.NotInDataset:
		return "such votes are not in the data"
	case claims.Failed:
		return "the check itself failed"
	}
	return "no record fits"
}

// advice tells an editor what to do about a claim that could not be checked.
func advice(kind string, r claims.Reason) string {
	if (kind == "quotation" || kind == "statement") && r != claims.Failed {
		return "Hold it against the speech or document itself; statements can be added with ‘stet data import statements’."
	}
	switch r {
	case claims.Ambiguous:
		return "A date, the body or the resolution’s symbol in the article would settle which vote is meant."
	case claims.OutsideCoverage:
		return "Look the vote up in the UN Digital Library, or the body’s own record, or check again with newer data."
	case claims.NotInDataset:
		return "Look it up by hand: the meeting’s record or the UN’s press release of the day."
	case claims.Failed:
		return "Check this sentence by hand. The fault is the program’s, not the article’s."
	}
	return "Look for the meeting’s record by hand; the symbol or the date may be mistaken."
}

// blindSpots is what no verdict here can rest on: other bodies' votes among it, but for those that users imported.
func blindSpots(ref claims.ReferenceInfo) string {
	const others = "Adoptions without a vote, committee votes and amendments (but for a few), other parliaments"
	var own []string
	for _, d := range ref.Datasets {
		for _, b := range d.Bodies {
			if b != string(sources.GeneralAssembly) && b != string(sources.SecurityCouncil) && !slices.Contains(own, b) {
				own = append(own, b)
			}
		}
	}
	if len(own) == 0 {
		return others
	}
	slices.Sort(own)
	if len(own) > mostBodiesNamed {
		own = append(own[:mostBodiesNamed], count(len(own)-mostBodiesNamed, "more", "more"))
	}
	return others + " and bodies than " + list(own)
}

// mostBodiesNamed is how many imported bodies a report names where it says what it cannot know.
const mostBodiesNamed = 5

// kindWords is the heading of a kind of claim; an unknown kind keeps its name.
func kindWords(kind string) string {
	switch kind {
	case "tally":
		return "Tallies"
	case "position":
		return "How states voted"
	case "group":
		return "Groups of states"
	case "veto":
		return "Vetoes"
	case "outcome":
		return "Outcomes"
	case "comparison":
		return "Comparisons"
	case "resolution":
		return "Resolution, date, body"
	case "quotation":
		return "Quotations"
	case "statement":
		return "Statements"
	case "arithmetic":
		return "The article’s own sums"
	}
	return kind
}

// positionWords is how a seat voted, as a participle.
func positionWords(p sources.Position) string {
	switch p {
	case sources.Yes:
		return "in favour"
	case sources.No:
		return "against"
	case sources.Abstain:
		return "abstaining"
	case sources.NotVoting:
		return "not voting"
	case sources.NotMember:
		return "not a member"
	}
	return "vote not known"
}

func bodyWords(b sources.Body) string {
	switch b {
	case sources.GeneralAssembly:
		return "General Assembly"
	case sources.SecurityCouncil:
		return "Security Council"
	}
	return string(b)
}

// count is "no claims", "1 claim", "1,204 claims".
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return number(n) + " " + many
}

// number groups thousands with commas.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// list joins with commas and a final "and".
func list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// capital makes the first letter a capital.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// dateWords turns an ISO date of any precision into "24 February 2025"; anything else stays as it is.
func dateWords(iso string) string {
	for _, layout := range [...][2]string{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}} {
		if t, err := time.Parse(layout[0], iso); err == nil {
			return t.Format(layout[1])
		}
	}
	return iso
}

func published(d extract.Date) string { return dateWords(d.String()) }

// tallyWords is a tally with dashes as typeset, "93–18–65", or "" where no part is known.
func tallyWords(t sources.Tally) string {
	if t.Yes < 0 && t.No < 0 && t.Abstain < 0 {
		return ""
	}
	return strings.ReplaceAll(t.String(), "-", "–")
}

// coverage is "26 January 1946 to 18 December 2025".
func coverage(d sources.Dataset) string {
	from, to := dateWords(d.From.String()), dateWords(d.To.String())
	switch {
	case from == "" && to == "":
		return ""
	case from == "":
		return "to " + to
	case to == "":
		return "from " + from
	}
	return from + " to " + to
}

// datasetName is the title a reader sees, else the short identifier.
func datasetName(d sources.Dataset) string {
	if d.Title != "" {
		return d.Title
	}
	return d.Name
}

// findDataset is the dataset that an evidence names, by identifier or title.
func findDataset(ref claims.ReferenceInfo, name string) (sources.Dataset, bool) {
	for _, d := range ref.Datasets {
		if name == d.Name || name == d.Title {
			return d, true
		}
	}
	return sources.Dataset{}, false
}

// datasetWords is one dataset with its version, dates and size, for a reader.
func datasetWords(d sources.Dataset) string {
	name := datasetName(d)
	if d.Version != "" {
		name += " " + d.Version
	}
	words := datasetExtent(name, d)
	if d.Retrieved != "" {
		words += ", retrieved " + dateWords(d.Retrieved)
	}
	return words
}

// ofNames reports whether a user imported members, names or groups under the dataset's name, but nothing that has a day.
func ofNames(d sources.Dataset) bool { return d.Versions > 0 && d.Records == 0 && coverage(d) == "" }

// datasetLine is datasetWords without the version and the day of retrieval.
func datasetLine(d sources.Dataset) string { return datasetExtent(datasetName(d), d) }

// datasetExtent is the name with the days that the dataset covers and its number of records.
func datasetExtent(name string, d sources.Dataset) string {
	parts := []string{name}
	if c := coverage(d); c != "" {
		parts = append(parts, c)
	}
	if d.Records > 0 {
		parts = append(parts, count(d.Records, "record", "records"))
	} else if ofNames(d) {
		parts = append(parts, "members and names, no votes")
	}
	return strings.Join(parts, ", ")
}

// creditWords is "Credit: …. Terms: …." of a dataset, without what it does not state.
func creditWords(d sources.Dataset) string {
	var parts []string
	if credit := d.Credit; credit != "" {
		parts = append(parts, "Credit: "+strings.TrimSuffix(credit, ".")+".")
	} else if d.Publisher != "" {
		parts = append(parts, "Publisher: "+strings.TrimSuffix(d.Publisher, ".")+".")
	}
	if d.Terms != "" {
		parts = append(parts, "Terms: "+strings.TrimSuffix(d.Terms, ".")+".")
	}
	return strings.Join(parts, " ")
}

// verdictLine is "does not stand (a detail)".
func verdictLine(f *claims.Finding) string {
	line, more := verdictWords(f.Verdict), subWords(f)
	if more == "" {
		return line
	}
	return fmt.Sprintf("%s (%s)", line, more)
}

// subWords is what stands beside the verdict: the severity, else the reason.
func subWords(f *claims.Finding) string {
	if s := severityWords(f.Severity); s != "" && f.Verdict == claims.Refuted {
		return s
	}
	return reasonWords(f.Reason)
}

// explanation is the message with the diagnosis, as one or two sentences; the reading where there is neither.
func explanation(f *claims.Finding) string {
	text := strings.TrimSpace(f.Message)
	if d := strings.TrimSpace(f.Diagnosis); d != "" && !strings.Contains(text, d) {
		text = strings.TrimSpace(sentence(text) + " Likely cause: " + sentence(d))
	}
	if text == "" {
		text = f.Reading
	}
	return sentence(text)
}

// sentence closes a text with a full stop where it ends in a letter or figure.
func sentence(s string) string {
	if s == "" || strings.ContainsRune(".!?…”’\"", lastRune(s)) {
		return s
	}
	return s + "."
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}
