package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"stet/claims"
)

// TextOptions shape a report for a terminal.
type TextOptions struct {
	Color  bool   // ANSI colours
	Width  int    // columns to wrap at; 0 means 100
	Quiet  bool   // leave out what stands
	Filter Filter // findings shown; the summary counts all
}

// Text writes findings as "file:line:column: verdict" with the words, the record, the correction and the
// address; then failed articles by name, a summary that leads with coverage, and the data's credit.
func Text(w io.Writer, results []*claims.Result, opt TextOptions) error {
	if opt.Width <= 0 {
		opt.Width = 100
	}
	t := &terminal{w: bufio.NewWriter(w), opt: opt}
	for _, r := range results {
		t.article(r)
	}
	t.summary(results)
	return t.w.Flush()
}

type terminal struct {
	w   *bufio.Writer
	opt TextOptions
}

const (
	bold  = "1"
	faint = "2"
	red   = "1;31"
	green = "32"
	blue  = "34"
	mauve = "1;35"
)

func verdictColor(v claims.Verdict) string {
	return [...]string{blue, green, mauve, red}[v]
}

func (t *terminal) paint(style, s string) string {
	if !t.opt.Color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

func (t *terminal) line(format string, args ...any) { fmt.Fprintf(t.w, format+"\n", args...) }

func (t *terminal) article(r *claims.Result) {
	d := documentOf(r)
	if r.Err != nil {
		t.line("%s: %s", plain(d.Name), t.paint(red, "this article was not checked"))
		t.wrapped("    ", plain(r.Err.Error()))
		t.line("")
		return
	}
	at := newLines(d)
	for _, f := range shown(r) {
		if !t.opt.Filter.Keep(f) || (t.opt.Quiet && f.Verdict == claims.Supported) {
			continue
		}
		line, column := at.place(clamp(d.Text, f.Span))
		where := fmt.Sprintf("%s:%d:%d:", plain(d.Name), line, column)
		if f.Verdict == claims.Supported {
			t.supported(where, r, f)
		} else {
			t.finding(where, r, f)
		}
	}
}

// supported takes one line: what is right stays quiet.
func (t *terminal) supported(where string, r *claims.Result, f *claims.Finding) {
	d := documentOf(r)
	rest := ""
	if len(f.Evidence) > 0 {
		e := f.Evidence[0]
		rest = " (" + plain(joined(": ", e.Record, e.Says)) + ")"
	}
	room := max(t.opt.Width-len([]rune(where+" "+verdictLine(f)+": “”"+rest)), 40)
	quote := shorten(plain(d.Quote(clamp(d.Text, f.Span))), room)
	t.line("%s %s: “%s”%s", where, t.paint(green, verdictLine(f)), quote, t.paint(faint, rest))
}

func (t *terminal) finding(where string, r *claims.Result, f *claims.Finding) {
	d := documentOf(r)
	t.line("%s %s", where, t.paint(verdictColor(f.Verdict), verdictLine(f)))
	t.wrapped("    ", "“"+shorten(plain(d.Quote(clamp(d.Text, f.Span))), 400)+"”")
	t.wrapped("    ", plain(explanation(f)))
	t.field("decided", plain(decisionWords(f)))
	if f.Correction != nil {
		before, old, with, after := corrected(d, f)
		t.field("correction", shorten(spaced(before), 200)+t.struck(shorten(spaced(old), 400))+
			t.added(shorten(spaced(with), 400))+shorten(spaced(after), 200))
	}
	for _, e := range f.Evidence {
		name := "record"
		if e.Record == "" && len(e.Article) > 0 {
			name = "elsewhere"
		}
		t.field(name, plain(joined(": ", joined(", ", e.Record, dateWords(e.Date)), e.Says)))
		t.field("address", plain(e.URL))
	}
	if f.Verdict == claims.NotEnoughEvidence {
		t.candidates(f)
	}
	t.line("")
}

func (t *terminal) candidates(f *claims.Finding) {
	for _, c := range f.Candidates {
		says := ""
		if c.Vote != nil {
			says = c.Vote.Tally.String()
		}
		t.field("may mean", plain(joined(": ", joined(", ", c.Record, dateWords(c.Date)), joined(", ", c.Title, says))))
	}
	if len(f.Evidence) == 0 {
		t.field("to do", advice(f.Kind, f.Reason))
	}
}

// struck and added mark a correction in a way that reads without colour too.
func (t *terminal) struck(s string) string {
	if s == "" {
		return ""
	}
	return t.paint(red, "[-"+s+"-]")
}

func (t *terminal) added(s string) string {
	if s == "" {
		return ""
	}
	return t.paint(green, "{+"+s+"+}")
}

func (t *terminal) field(name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	t.wrapped(fmt.Sprintf("    %-11s ", name), value)
}

// wrapped breaks text at spaces to the width; later lines are indented as far as the first.
func (t *terminal) wrapped(prefix, text string) {
	room := max(t.opt.Width-len([]rune(prefix)), 24)
	for text != "" {
		line := text
		if visible(text) > room {
			if cut := breakAt(text, room); cut > 0 {
				line = text[:cut]
			}
		}
		text = strings.TrimLeft(text[len(line):], " ")
		t.line("%s%s", prefix, strings.TrimRight(line, " "))
		prefix = strings.Repeat(" ", len([]rune(prefix)))
	}
}

// visible is the number of code points that take room: escape sequences take none.
func visible(s string) int {
	n, escaped := 0, false
	for _, r := range s {
		switch {
		case r == '\x1b':
			escaped = true
		case !escaped:
			n++
		case r == 'm':
			escaped = false
		}
	}
	return n
}

// breakAt is the offset of the last space within the room, else of the first one after it, else 0.
func breakAt(s string, room int) int {
	last := 0
	for i, r := range s {
		if r != ' ' || i == 0 {
			continue
		}
		if visible(s[:i]) > room {
			if last == 0 {
				return i
			}
			break
		}
		last = i
	}
	return last
}

func (t *terminal) summary(results []*claims.Result) {
	var sum tallyOf
	var failed []string
	for _, r := range results {
		if r.Err != nil {
			failed = append(failed, plain(documentOf(r).Name))
			continue
		}
		sum = sum.plus(countVerdicts(shown(r)))
	}
	if read := len(results) - len(failed); read > 0 || len(results) == 0 {
		text := sum.sentence()
		if len(results) != 1 {
			text = capital(count(read, "article", "articles")) + " read. " + text
		}
		t.wrapped("", t.paint(bold, text))
	}
	if n := ignored(results); n > 0 {
		t.wrapped("", capital(count(n, "of these is known and not counted", "of these are known and not counted"))+" in the exit code.")
	}
	if len(failed) > 0 {
		t.wrapped("", t.paint(red, capital(count(len(failed), "article was", "articles were"))+
			" not checked: "+strings.Join(failed, ", ")+"."))
	}
	t.data(referenceOf(results))
}

// ignored is how many refuted findings a decision says are known.
func ignored(results []*claims.Result) int {
	n := 0
	for _, r := range results {
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Verdict == claims.Refuted && f.Ignored() {
				n++
			}
		}
	}
	return n
}

// data names what everything above rests on, and each credit once; the terms and versions in full are
// what "stet data info" prints.
func (t *terminal) data(ref claims.ReferenceInfo) {
	if ref.Version == "" && len(ref.Datasets) == 0 {
		return
	}
	blind := plain(blindSpots(ref))
	t.wrapped("", t.paint(faint, strings.TrimSpace("Checked against reference data "+plain(ref.Version))+". Not held: "+
		strings.ToLower(blind[:1])+blind[1:]+"."))
	var credits []string
	for _, d := range ref.Datasets {
		t.wrapped("  ", t.paint(faint, plain(datasetLine(d)+".")))
		for _, c := range strings.Split(strings.TrimSuffix(cmp.Or(d.Credit, d.Publisher), "."), "; ") {
			if c != "" && !slices.Contains(credits, c) {
				credits = append(credits, c)
			}
		}
	}
	if len(credits) > 0 {
		t.wrapped("  ", t.paint(faint, plain("Credit: "+strings.Join(credits, "; ")+". Terms of use: stet data info.")))
	}
}

// referenceOf is the reference that the results rest on: the first that is stated.
func referenceOf(results []*claims.Result) claims.ReferenceInfo {
	for _, r := range results {
		if r.Reference.Version != "" || len(r.Reference.Datasets) > 0 {
			return r.Reference
		}
	}
	return claims.ReferenceInfo{}
}

// plain makes text of an article safe for a terminal: white space becomes single spaces, and control and
// direction-changing characters, which could repaint the screen or reorder a line, become "�".
func plain(s string) string { return spaced(strings.TrimSpace(s)) }

// spaced is plain that keeps a space at either end.
func spaced(s string) string {
	inner := strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
	if s != "" && unicode.IsSpace(rune(s[0])) {
		inner = " " + inner
	}
	if last := lastRune(s); len(inner) > 1 && unicode.IsSpace(last) {
		inner += " "
	}
	s = inner
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
			return '�'
		}
		return r
	}, s)
}

// shorten cuts to n code points with an ellipsis in the middle, where both ends still tell.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	head := (n - 1) * 2 / 3
	return strings.TrimRight(string(r[:head]), " ") + "…" + strings.TrimLeft(string(r[len(r)-(n-1-head):]), " ")
}

// joined joins what is not empty.
func joined(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}
