package claims_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// The goldens are txtar files under testdata. A section is an article (Markdown, text or HTML by its
// name); under a paragraph stand the expectations of it, each a line of its own:
//
//	// want KIND VERDICT "words" => RECORD: note
//	// miss KIND VERDICT "words" => RECORD: note
//	// silent "words"
//	// miss silent "words"
//
// Deleting these lines gives back the article byte for byte. VERDICT is a name of the JSON contract, with
// "/reason" where the reason is asserted too. RECORD is what the first evidence must cite; several are
// joined by " + " and must all be cited. The note is free, but for two forms that are asserted:
// (because "words") must occur in the diagnosis, (becomes "words") is what the correction puts in.
//
// KIND.txt pins one kind: words are exact, and a finding that nobody wants fails. miss records a known gap:
// the true answer, which is not given yet; it fails once it is given. linking.txt asserts which vote is
// meant: there the words only have to overlap (see near). adversarial-*.txt hold true answers and are
// measured, not asserted: see TestAdversarial.
//
// Sections named data/KIND/FILE are data of a golden's own: see golden_data_test.go.
//
// go test ./claims -run Golden -update brings the lines up to date: a new finding becomes a want, to be
// reviewed, and a want that is not given becomes a miss. It never writes over a verdict.
var update = flag.Bool("update", false, "rewrite the goldens")

// unneeded are the cases that a kind cannot have, with the reason.
var unneeded = map[string]map[string]string{
	"arithmetic": {
		"supported":           "an article that adds up is not told so",
		"not-enough-evidence": "an article is its own evidence",
	},
	"statement": {
		"supported": "no record proves a paraphrase",
		"refuted":   "no record disproves a paraphrase",
	},
}

// floors are the figures that the adversarial set has reached, less a hair; they may only rise. Batches that join bring a row of their own: those
// before are held to what they had.
var floors = []struct {
	batches                                                 int // adversarial-1 to this one
	extraction, supportedRecall, errorRecall, flagPrecision float64
	wrongSupported                                          int // a ceiling
}{
	{14, 0.755, 0.64, 0.70, 0.975, 2},
	{18, 0.735, 0.62, 0.69, 0.975, 2},
	{27, 0.75, 0.65, 0.71, 0.98, 2},
}

var checker = sync.OnceValues(func() (*claims.Checker, error) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		return nil, err
	}
	return claims.NewChecker(db), nil
})

// expectation is one line of a golden.
type expectation struct {
	verb    string // want, miss, silent
	noisy   bool   // silence that is not kept yet
	kind    string
	verdict string
	reason  string // "" where not asserted
	words   string
	records []string
	because string // of the diagnosis
	becomes string // of the correction
	tail    string // the line from "=>" on, as written
	line    int    // in the golden file

	at   int          // byte of the article where the line stood
	span extract.Span // of the words in the visible text
}

func (e *expectation) String() string {
	if e.verb == "silent" {
		return fmt.Sprintf("// %ssilent %s", map[bool]string{true: "miss "}[e.noisy], strconv.Quote(e.words))
	}
	verdict := e.verdict
	if e.reason != "" {
		verdict += "/" + e.reason
	}
	return strings.TrimRight(fmt.Sprintf("// %s %s %s %s %s", e.verb, e.kind, verdict, strconv.Quote(e.words), e.tail), " ")
}

var (
	isExpectation = regexp.MustCompile(`^// (want|miss|silent) `)
	becausePart   = regexp.MustCompile(`\(because "([^"]*)"\)`)
	becomesPart   = regexp.MustCompile(`\(becomes "([^"]*)"\)`)
)

func parseExpectation(line string) (*expectation, error) {
	e := &expectation{}
	head, rest, ok := strings.Cut(strings.TrimPrefix(line, "// "), ` "`)
	if !ok {
		return nil, fmt.Errorf("no quoted words")
	}
	quoted, err := strconv.QuotedPrefix(`"` + rest)
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	e.words, _ = strconv.Unquote(quoted)
	e.tail = strings.TrimSpace((`"` + rest)[len(quoted):])
	fields := strings.Fields(head)
	switch {
	case head == "silent" || head == "miss silent":
		e.verb, e.noisy = "silent", head != "silent"
		return e, nil
	case len(fields) != 3:
		return nil, fmt.Errorf("want: // want KIND VERDICT \"words\" => RECORD: note")
	}
	e.verb, e.kind = fields[0], fields[1]
	e.verdict, e.reason, _ = strings.Cut(fields[2], "/")
	switch e.verdict {
	case "supported", "refuted", "conflicting", "not-enough-evidence":
	default:
		return nil, fmt.Errorf("no such verdict: %q", e.verdict)
	}
	if e.tail == "" {
		return e, nil
	}
	record, ok := strings.CutPrefix(e.tail, "=> ")
	if !ok {
		return nil, fmt.Errorf("after the words comes => RECORD: note")
	}
	record, note, _ := strings.Cut(record, ": ")
	e.records = strings.Split(record, " + ")
	if m := becausePart.FindStringSubmatch(note); m != nil {
		e.because = m[1]
	}
	if m := becomesPart.FindStringSubmatch(note); m != nil {
		e.becomes = m[1]
	}
	return e, nil
}

// section is an article of a golden with what is expected of it.
type section struct {
	data   []txtar.File // imports of its file: see goldenData
	name   string
	source []byte // the article, without the expectations
	expect []*expectation
	doc    *extract.Document
	found  []claims.Finding
}

// parseSection takes the expectations out of an article.
func parseSection(t *testing.T, f txtar.File) *section {
	s := &section{name: f.Name}
	for i, line := range bytes.SplitAfter(f.Data, []byte("\n")) {
		if !isExpectation.Match(line) {
			s.source = append(s.source, line...)
			continue
		}
		e, err := parseExpectation(string(bytes.TrimSpace(line)))
		if err != nil {
			t.Fatalf("%s:%d: %v", f.Name, i+1, err)
		}
		e.at, e.line = len(s.source), i+1
		s.expect = append(s.expect, e)
	}
	return s
}

// check reads and checks the article, and places the expectations in its text.
func (s *section) check(t *testing.T) {
	c, err := checkerWith(t, s.data)
	if err != nil {
		t.Fatal(err)
	}
	if s.doc, err = extract.Read(s.name, s.source, extract.Options{}); err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	result, err := c.Check(context.Background(), s.doc)
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	s.found = result.Findings
	s.place(t)
}

// paragraph is the range of the article that expectations at the byte speak of: back to a blank line or to
// the expectations before.
func (s *section) paragraph(at int) extract.Origin {
	from := 0
	if i := bytes.LastIndex(s.source[:max(at-1, 0)], []byte("\n\n")); i >= 0 {
		from = i + 2
	}
	for _, e := range s.expect {
		if e.at < at {
			from = max(from, e.at)
		}
	}
	return extract.Origin{Start: from, End: at}
}

// place finds the words of each expectation in its paragraph; the same words twice are two occurrences.
func (s *section) place(t *testing.T) {
	seen := map[string]int{}
	for _, e := range s.expect {
		in := s.paragraph(e.at)
		key := fmt.Sprint(e.at, e.kind, e.words)
		nth := seen[key]
		seen[key]++
		ok := false
		for _, m := range wordsPattern(e.words).FindAllStringIndex(s.doc.Text, -1) {
			span := extract.Span{Start: m[0], End: m[1]}
			if o := s.doc.Origin(span); o.Start < in.Start || o.Start >= in.End {
				continue
			}
			if e.span, ok = span, true; nth == 0 {
				break
			}
			nth--
		}
		if !ok {
			t.Errorf("%s:%d: %q is not in the paragraph above", s.name, e.line, e.words)
		}
	}
}

// wordsPattern matches the words with any white space between them.
func wordsPattern(words string) *regexp.Regexp {
	fields := strings.Fields(words)
	for i, f := range fields {
		fields[i] = regexp.QuoteMeta(f)
	}
	return regexp.MustCompile(strings.Join(fields, `\s+`))
}

// trim leaves out what is no letter or digit at either end.
func trim(text string, s extract.Span) extract.Span {
	inner := strings.TrimLeftFunc(text[s.Start:s.End], notAlnum)
	s.Start = s.End - len(inner)
	s.End = s.Start + len(strings.TrimRightFunc(inner, notAlnum))
	return s
}

func notAlnum(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// near is how ../shared/eval/score.py places a finding: the two share half of the shorter, and the finding
// is not over two and a half times as long.
func (s *section) near(e *expectation, f *claims.Finding) bool {
	a, b := trim(s.doc.Text, e.span), trim(s.doc.Text, f.Span)
	length := func(x extract.Span) int { return utf8.RuneCountInString(s.doc.Text[x.Start:max(x.Start, x.End)]) }
	shared := length(extract.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)})
	if max(a.Start, b.Start) >= min(a.End, b.End) {
		return false
	}
	return 2*shared >= min(length(a), length(b)) && 2*length(b) <= 5*length(a)+20
}

// given reports whether the finding is the one expected, with the words as exact as the file asks.
func (s *section) given(e *expectation, f *claims.Finding, exact bool) bool {
	if f.Kind != e.kind || f.Verdict.String() != e.verdict || e.reason != "" && string(f.Reason) != e.reason {
		return false
	}
	if exact && f.Span != e.span || !exact && !s.near(e, f) {
		return false
	}
	for i, r := range e.records {
		if i == 0 && (len(f.Evidence) == 0 || f.Evidence[0].Record != r) {
			return false
		}
		if !slices.ContainsFunc(f.Evidence, func(x claims.Evidence) bool { return x.Record == r }) {
			return false
		}
	}
	if !strings.Contains(f.Diagnosis, e.because) {
		return false
	}
	return e.becomes == "" || f.Correction != nil && f.Correction.With == e.becomes
}

// tell words a finding as a want line.
func (s *section) tell(f *claims.Finding) string { return s.wanted(f).String() }

func (s *section) wanted(f *claims.Finding) *expectation {
	e := &expectation{verb: "want", kind: f.Kind, verdict: f.Verdict.String(), words: strings.Join(strings.Fields(s.doc.Quote(f.Span)), " "), span: f.Span}
	if f.Verdict == claims.NotEnoughEvidence {
		e.reason = string(f.Reason)
	}
	if len(f.Evidence) > 0 && f.Evidence[0].Record != "" {
		e.records = []string{f.Evidence[0].Record}
		e.tail = "=> " + f.Evidence[0].Record
		if f.Evidence[0].Says != "" {
			e.tail += ": " + f.Evidence[0].Says
		}
	}
	return e
}

// compare fails the test where findings and expectations differ.
func (s *section) compare(t *testing.T, exact bool) {
	taken := make([]bool, len(s.found))
	for _, e := range s.expect {
		switch i := s.giver(e, taken, exact); {
		case e.verb == "silent":
			noise := s.about(e)
			for _, k := range noise {
				if taken[k] = true; !e.noisy {
					t.Errorf("%s:%d: no finding was to be had of %q; there is\n\t%s", s.name, e.line, e.words, s.tell(&s.found[k]))
				}
			}
			if e.noisy && len(noise) == 0 {
				t.Errorf("%s:%d: a known gap is closed; turn the line into\n\t// silent %q", s.name, e.line, e.words)
			}
		case i >= 0:
			taken[i] = true
			if e.verb == "miss" {
				t.Errorf("%s:%d: a known gap is closed; turn the line into\n\t%s", s.name, e.line, strings.Replace(e.String(), "// miss", "// want", 1))
			}
		case e.verb == "want":
			t.Errorf("%s:%d: not found:\n\t%s%s", s.name, e.line, e, s.instead(e, taken))
		}
	}
	for i := range s.found {
		if !taken[i] && !s.known(&s.found[i]) {
			t.Errorf("%s: nobody wanted\n\t%s\n\t(%s)", s.name, s.tell(&s.found[i]), s.found[i].Message)
		}
	}
}

// about lists the findings near the words.
func (s *section) about(e *expectation) (out []int) {
	for i := range s.found {
		if s.near(e, &s.found[i]) {
			out = append(out, i)
		}
	}
	return out
}

// giver is the first finding, not taken, that is the one expected, or -1.
func (s *section) giver(e *expectation, taken []bool, exact bool) int {
	for i := range s.found {
		if !taken[i] && e.verb != "silent" && s.given(e, &s.found[i], exact) {
			return i
		}
	}
	return -1
}

// known reports whether the finding is the present state of a gap or, of an unmet want, told already.
func (s *section) known(f *claims.Finding) bool {
	return slices.ContainsFunc(s.expect, func(e *expectation) bool { return e.verb == "miss" && s.near(e, f) })
}

// instead tells the findings that stand where one was wanted.
func (s *section) instead(e *expectation, taken []bool) string {
	var b strings.Builder
	for i := range s.found {
		if !taken[i] && s.near(e, &s.found[i]) {
			fmt.Fprintf(&b, "\n    but:\t%s", s.tell(&s.found[i]))
			if d := s.found[i].Diagnosis; d != "" {
				fmt.Fprintf(&b, " (because %q)", d)
			}
		}
	}
	return b.String()
}

// rewritten is the article with its expectations brought up to date.
func (s *section) rewritten(exact bool) []byte {
	taken := make([]bool, len(s.found))
	lines := map[int][]*expectation{} // by byte of the article
	for _, e := range s.expect {
		n := *e
		if e.verb == "silent" {
			n.noisy = len(s.about(e)) > 0
		} else if i := s.giver(e, taken, true); i >= 0 {
			taken[i] = true
			n.verb = "want"
		} else if i := s.giver(e, taken, false); i >= 0 {
			taken[i] = true
			n.verb = "want"
			if exact {
				n.span, n.words = s.found[i].Span, s.wanted(&s.found[i]).words
			}
		} else {
			n.verb = "miss"
		}
		lines[e.at] = append(lines[e.at], &n)
	}
	for i := range s.found {
		if f := &s.found[i]; !taken[i] && !slices.ContainsFunc(s.expect, func(e *expectation) bool { return s.near(e, f) && !s.metBy(e, taken) }) {
			at := s.under(f)
			lines[at] = append(lines[at], s.wanted(f))
		}
	}
	var out []byte
	for at := 0; at <= len(s.source); at++ {
		slices.SortStableFunc(lines[at], func(a, b *expectation) int { return a.span.Start - b.span.Start })
		for _, e := range lines[at] {
			out = append(append(out, e.String()...), '\n')
		}
		if at < len(s.source) {
			out = append(out, s.source[at])
		}
	}
	return out
}

// metBy reports whether a taken finding met the expectation.
func (s *section) metBy(e *expectation, taken []bool) bool {
	for i := range s.found {
		if taken[i] && s.given(e, &s.found[i], false) {
			return true
		}
	}
	return false
}

// under is the byte of the article under the finding's paragraph: in HTML under its line.
func (s *section) under(f *claims.Finding) int {
	end := s.doc.Origin(f.Span).End
	for _, e := range s.expect {
		if in := s.paragraph(e.at); in.Start < end && end <= in.End {
			return e.at
		}
	}
	stop := []byte("\n\n")
	if filepath.Ext(s.name) == ".html" {
		stop = []byte("\n")
	}
	if i := bytes.Index(s.source[end:], stop); i >= 0 {
		return end + i + 1
	}
	return len(s.source)
}

func readGolden(t *testing.T, file string) []*section {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []*section
	data, articles := goldenData(archive)
	for _, f := range articles {
		s := parseSection(t, f)
		s.data = data
		out = append(out, s)
	}
	return out
}

// comment is what stands before the first article.
func comment(t *testing.T, file string) []byte {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return archive.Comment
}

func goldenFiles(t *testing.T) []string {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens in testdata", err)
	}
	return files
}

func fileKind(file string) string { return strings.TrimSuffix(filepath.Base(file), ".txt") }

func adversarial(file string) bool { return strings.HasPrefix(filepath.Base(file), "adversarial") }

func TestGolden(t *testing.T) {
	for _, file := range goldenFiles(t) {
		if adversarial(file) {
			continue
		}
		t.Run(fileKind(file), func(t *testing.T) {
			archive := &txtar.Archive{Comment: comment(t, file), Files: imports(t, file)}
			exact := fileKind(file) != "linking"
			if _, err := checkerWith(t, archive.Files); err != nil {
				t.Fatal(err)
			}
			for _, s := range readGolden(t, file) {
				t.Run(s.name, func(t *testing.T) {
					s.check(t)
					if !*update {
						s.compare(t, exact)
					}
				})
				if *update && s.doc != nil {
					archive.Files = append(archive.Files, txtar.File{Name: s.name, Data: s.rewritten(exact)})
				}
			}
			if *update && !t.Failed() {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestGoldensAreComplete asks of every kind a golden with a case of each verdict that matters, and of silence.
func TestGoldensAreComplete(t *testing.T) {
	for _, kind := range claims.All {
		file := filepath.Join("testdata", kind.Name+".txt")
		if _, err := os.Stat(file); err != nil {
			t.Errorf("the kind %s has no golden: write %s", kind.Name, file)
			continue
		}
		has := map[string]bool{}
		for _, s := range readGolden(t, file) {
			has["silent"] = has["silent"] || len(s.expect) == 0
			for _, e := range s.expect {
				if e.verb == "silent" {
					has["silent"] = true
				} else if e.verb == "want" && e.kind == kind.Name {
					has[e.verdict] = true
				}
			}
		}
		for _, need := range []string{"supported", "refuted", "not-enough-evidence", "silent"} {
			if !has[need] && unneeded[kind.Name][need] == "" {
				t.Errorf("%s has no case that is %s", file, need)
			}
		}
	}
}

// ratio is a rate with its counts.
type ratio struct{ hits, of int }

func (r *ratio) add(hit bool) {
	r.of++
	if hit {
		r.hits++
	}
}

func (r ratio) rate() float64 {
	if r.of == 0 {
		return 0
	}
	return float64(r.hits) / float64(r.of)
}

func (r ratio) String() string { return fmt.Sprintf("%d/%d %.0f%%", r.hits, r.of, 100*r.rate()) }

// figures are those of ../shared/eval/score.py.
type figures struct {
	extraction, supportedRecall, errorRecall, flagPrecision, undecided, silence, record ratio
	wrongSupported                                                                      int
	log                                                                                 []string
}

// verdictRank orders verdicts by strength; a claim takes the strongest of its findings.
var verdictRank = []string{"", "not-enough-evidence", "supported", "conflicting", "refuted"}

// measure adds the article's findings to the figures.
func (g *figures) measure(s *section) {
	say := func(what string, e *expectation, f *claims.Finding) {
		line := fmt.Sprintf("%s: %s", what, s.name)
		if e != nil {
			line += " " + e.String()
		}
		if f != nil {
			line += fmt.Sprintf("\n\t\tsaid %s", s.tell(f))
			if f.Verdict == claims.Refuted {
				line += " | " + f.Message
			}
		}
		g.log = append(g.log, line)
	}
	for _, e := range s.expect {
		var best *claims.Finding
		for i := range s.found {
			f := &s.found[i]
			if s.near(e, f) && (best == nil || slices.Index(verdictRank, f.Verdict.String()) > slices.Index(verdictRank, best.Verdict.String())) {
				best = f
			}
		}
		said := ""
		if best != nil {
			said = best.Verdict.String()
		}
		if e.verb == "silent" {
			g.silence.add(best == nil)
			if best != nil {
				say("spurious", e, best)
			}
			continue
		}
		g.extraction.add(best != nil)
		switch e.verdict {
		case "supported":
			g.supportedRecall.add(said == "supported")
		case "refuted":
			g.errorRecall.add(said == "refuted")
			if said == "supported" {
				g.wrongSupported++
			}
		default:
			g.undecided.add(said == e.verdict)
		}
		if best != nil && (said == "supported" || said == "refuted") && len(e.records) > 0 {
			g.record.add(len(best.Evidence) > 0 && slices.Contains(e.records, best.Evidence[0].Record))
		}
		if said != e.verdict {
			say(map[string]string{"": "not found", "refuted": "FALSE ALARM"}[said]+map[bool]string{true: "STAMPED"}[said == "supported" && e.verdict == "refuted"]+" wrong", e, best)
		}
	}
	for i := range s.found {
		f := &s.found[i]
		over, bad := false, false
		for _, e := range s.expect {
			if s.near(e, f) {
				over = true
				bad = bad || e.verdict == "refuted"
			}
		}
		if f.Verdict == claims.Refuted {
			g.flagPrecision.add(bad)
			if !over {
				say("FALSE ALARM on no claim", nil, f)
			}
		}
	}
}

// TestAdversarial measures the traps: what is found, what is rightly decided, and what is told falsely.
func TestAdversarial(t *testing.T) {
	byBatch := map[int][]*section{}
	for _, file := range goldenFiles(t) {
		if !adversarial(file) {
			continue
		}
		var batch int
		if _, err := fmt.Sscanf(filepath.Base(file), "adversarial-%d.txt", &batch); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, s := range readGolden(t, file) {
			s.check(t)
			byBatch[batch] = append(byBatch[batch], s)
		}
	}
	if len(byBatch) == 0 {
		t.Skip("no adversarial set")
	}
	for i, f := range floors {
		var g figures
		passages := 0
		for _, batch := range slices.Sorted(maps.Keys(byBatch)) {
			if batch > f.batches && i < len(floors)-1 {
				continue // all count in the last row, those that have none yet too
			}
			for _, s := range byBatch[batch] {
				g.measure(s)
				passages++
			}
		}
		if i == len(floors)-1 {
			for _, line := range g.log {
				t.Log(line)
			}
		}
		t.Logf("%d passages: extraction %v, supported recall %v, error recall %v, flag precision %v, errors stamped as true %d, undecided %v, silence kept %v, right vote cited %v",
			passages, g.extraction, g.supportedRecall, g.errorRecall, g.flagPrecision, g.wrongSupported, g.undecided, g.silence, g.record)
		for _, b := range []struct {
			name       string
			got, floor float64
		}{
			{"extraction", g.extraction.rate(), f.extraction}, {"supported recall", g.supportedRecall.rate(), f.supportedRecall},
			{"error recall", g.errorRecall.rate(), f.errorRecall}, {"flag precision", g.flagPrecision.rate(), f.flagPrecision},
		} {
			if b.got < b.floor {
				t.Errorf("to batch %d: %s is %.3f, below the %.3f once reached", f.batches, b.name, b.got, b.floor)
			}
		}
		if g.wrongSupported > f.wrongSupported {
			t.Errorf("to batch %d: %d errors stamped as true, above %d", f.batches, g.wrongSupported, f.wrongSupported)
		}
	}
}
