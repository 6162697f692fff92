package claims

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"index/suffixarray"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/extract"
	"stet/sources"
)

// The generator takes sentences out of real speeches, changes some of them in a known way, and sets them into
// article sentences of our own. The speeches are no part of the project: without them the test is skipped.
const speechesFile = "../../shared/data/speeches_2015_2025.jsonl.gz"

// How many quotations are made, and what share of the speeches is kept out of the reference, for quotations
// that it does not hold.
const (
	generated = 1000
	heldOut   = 12 // every twelfth speech
)

// withSpeeches is the reference with the speeches imported.
type withSpeeches struct {
	*sources.DB
	search *sources.StatementSearch
}

func (r withSpeeches) Passages(ctx context.Context, words []sources.TextWord, limit int) ([]sources.Passage, error) {
	return r.search.Passages(ctx, words, limit)
}

// delivered is one speech.
type delivered struct {
	Code, Text    string
	Year, Session int
	sentences     []string
}

func readSpeeches(t testing.TB) []delivered {
	packed, err := os.ReadFile(speechesFile)
	if err != nil {
		t.Skip("no shared speeches here: ", err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var out []delivered
	scan := bufio.NewScanner(zip)
	scan.Buffer(nil, 4<<20)
	for scan.Scan() {
		var s delivered
		if err := json.Unmarshal(scan.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// speechReference imports the speeches but for those held out.
func speechReference(t testing.TB, speeches []delivered) *Checker {
	ctx := context.Background()
	base, err := sources.Open(ctx, sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", filepath.Join(t.TempDir(), "speeches.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	var file bytes.Buffer
	for i, s := range speeches {
		if i%heldOut != 0 {
			json.NewEncoder(&file).Encode(map[string]any{"code": s.Code, "session": s.Session, "year": s.Year, "text": s.Text})
		}
	}
	tx, err := db.Begin()
	if err == nil {
		err = sources.CreateStatementTables(ctx, tx)
	}
	if err == nil {
		_, err = sources.ImportStatements(ctx, tx, "speeches", &file)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	search, err := sources.NewStatementSearch(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { search.Close(); db.Close(); base.Close() })
	return NewChecker(withSpeeches{base, search})
}

// generator makes the quotations.
type generator struct {
	rand     *rand.Rand
	checker  *Checker
	speeches []delivered
	all      *suffixarray.Index // every held text, folded, for what must not be in it
	words    []string
}

// made is a quotation with what is true of it.
type made struct {
	want    []quoteClass
	name    string // of the way it was made
	words   string
	code    string // of the speech
	told    string // of the article's speaker
	article string
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?]\s+`)
	unfit       = regexp.MustCompile(`[\[\]()"“”‘’…*]|\.\.|\bSDG|PV\.|\d\d-\d{5}|\d[.,]\d|[^\x20-\x7e]`)
	oneWord     = regexp.MustCompile(`[A-Za-z][A-Za-z-]*`)
)

// fitSentences are a speech's sentences that a newspaper would quote whole.
func fitSentences(text string) []string {
	var out []string
	for _, s := range sentenceEnd.Split(strings.Join(strings.Fields(text), " "), -1) {
		s = strings.TrimRight(s, ".!? ")
		if n := len(strings.Fields(s)); n >= 9 && n <= 40 && !unfit.MatchString(s) && s[0] >= 'A' && s[0] <= 'Z' && !strings.Contains(s, "President") {
			out = append(out, s)
		}
	}
	return out
}

func newGenerator(c *Checker, speeches []delivered) *generator {
	g := &generator{rand: rand.New(rand.NewPCG(5, 2774)), checker: c, speeches: speeches}
	var all strings.Builder
	for i := range speeches {
		speeches[i].sentences = fitSentences(speeches[i].Text)
		if i%heldOut != 0 {
			all.WriteString(plainWords(speeches[i].Text))
			all.WriteString("\n")
		}
		if len(g.words) < 4000 {
			for _, w := range oneWord.FindAllString(speeches[i].Text, 400) {
				if len(w) > 4 && w == strings.ToLower(w) && !light[w] {
					g.words = append(g.words, w)
				}
			}
		}
	}
	g.all = suffixarray.New([]byte(all.String()))
	return g
}

// held reports whether the words stand in the held texts at least n times.
func (g *generator) held(words string, n int) bool {
	return len(g.all.Lookup([]byte(plainWords(words)), n)) >= n
}

func plainWords(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range quotedWords(text, false) {
		b.WriteString(w.norm)
		b.WriteByte(' ')
	}
	return b.String()
}

// speech picks one, of a member, that is held or is not.
func (g *generator) speech(held bool) *delivered {
	for {
		i := g.rand.IntN(len(g.speeches))
		s := &g.speeches[i]
		if (i%heldOut != 0) == held && len(s.sentences) > 12 {
			if _, ok := g.checker.seat[s.Code]; ok {
				return s
			}
		}
	}
}

func (g *generator) pick(list []string) string { return list[g.rand.IntN(len(list))] }

// quotation makes the n-th; ok is false where the sentence at hand does not lend itself to it.
func (g *generator) quotation(n int) (m made, ok bool) {
	ways := []struct {
		name string
		want []quoteClass
		make func(s *delivered) string
	}{
		{"verbatim", []quoteClass{classVerbatim, classTypographic}, func(s *delivered) string { return g.pick(s.sentences) }},
		{"fragment", []quoteClass{classVerbatim, classTypographic}, g.fragment},
		{"elided", []quoteClass{classElided}, g.elided},
		{"bracketed", []quoteClass{classBracketed}, g.bracketed},
		{"one word changed", []quoteClass{classAltered}, g.changed},
		{"two words swapped", []quoteClass{classAltered}, g.swapped},
		{"negation dropped", []quoteClass{classAltered}, g.undenied},
		{"spliced", []quoteClass{classSpliced}, g.spliced},
		{"other speaker", []quoteClass{classMisattributed}, func(s *delivered) string { return g.pick(s.sentences) }},
		{"absent", []quoteClass{classAbsent}, func(s *delivered) string { return g.pick(s.sentences) }},
	}
	way := ways[n%len(ways)]
	s := g.speech(way.name != "absent")
	m = made{want: way.want, name: way.name, code: s.Code, told: s.Code}
	if m.words = way.make(s); m.words == "" {
		return m, false
	}
	switch held := g.held(m.words, 1); way.name {
	case "verbatim", "fragment", "other speaker":
		if !held {
			return m, false
		}
	case "elided", "bracketed":
	default:
		if held { // by chance the change makes what somebody did say
			return m, false
		}
	}
	if way.name == "other speaker" {
		o := g.speech(true)
		if m.told = o.Code; o.Code == s.Code || g.held(m.words, 2) {
			return m, false
		}
	}
	m.article = g.article(&m, s.Year)
	return m, true
}

// fragment is part of a sentence, cut where it leaves no negation or condition behind.
func (g *generator) fragment(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	from := g.rand.IntN(len(words) - 6)
	to := from + 6 + g.rand.IntN(len(words)-from-5)
	for _, w := range words[:from] {
		if w = strings.ToLower(strings.Trim(w, ",;:")); negations[w] || conditions[w] {
			return ""
		}
	}
	if from == 0 || light[strings.ToLower(words[from])] {
		return ""
	}
	return strings.TrimRight(strings.Join(words[from:min(to, len(words))], " "), ",;: ")
}

func (g *generator) elided(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	if len(words) < 14 {
		return ""
	}
	from := 5 + g.rand.IntN(len(words)-12)
	n := 2 + g.rand.IntN(3)
	for _, w := range words[from : from+n] {
		if negations[strings.ToLower(w)] {
			return ""
		}
	}
	sign := g.pick([]string{"…", "...", "[...]", "[…]", ". . ."})
	return strings.Join(slices.Concat(words[:from], []string{sign}, words[from+n:]), " ")
}

func (g *generator) bracketed(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	switch g.rand.IntN(3) {
	case 0: // a pronoun told
		for i, w := range words {
			if i > 2 && i < len(words)-3 && (w == "it" || w == "we" || w == "they" || w == "our" || w == "us" || w == "them" || w == "its" || w == "their") {
				words[i] = g.pick([]string{"[the country]", "[the members]", "[the Organization's]", "[my people]"})
				return strings.Join(words, " ")
			}
		}
	case 1: // the letter at the start
		words[0] = "[" + strings.ToLower(words[0][:1]) + "]" + words[0][1:]
		if len(words[0]) > 4 {
			return strings.Join(words, " ")
		}
	case 2: // an insertion
		i := 4 + g.rand.IntN(len(words)-6)
		words[i] = words[i] + g.pick([]string{" [sic]", " [of the Council]", " [last year]"})
		return strings.Join(words, " ")
	}
	return ""
}

func (g *generator) changed(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	i := g.rand.IntN(len(words))
	old := strings.Trim(words[i], ",;:")
	if len(old) < 4 || light[strings.ToLower(old)] {
		return ""
	}
	with := g.pick(g.words)
	if same, _ := sameWord(with, strings.ToLower(old)); same {
		return ""
	}
	words[i] = strings.Replace(words[i], old, with, 1)
	return strings.Join(words, " ")
}

func (g *generator) swapped(s *delivered) string {
	words := strings.Fields(g.pick(s.sentences))
	i, j := g.rand.IntN(len(words)), g.rand.IntN(len(words))
	if i == j || strings.EqualFold(words[i], words[j]) || len(words[i]) < 4 || len(words[j]) < 4 {
		return ""
	}
	words[i], words[j] = words[j], words[i]
	return strings.Join(words, " ")
}

func (g *generator) undenied(s *delivered) string {
	for range 40 {
		words := strings.Fields(g.pick(s.sentences))
		for i, w := range words {
			if i > 0 && i < len(words)-1 && (w == "not" || w == "never" || w == "cannot") {
				if w == "cannot" {
					words[i] = "can"
					return strings.Join(words, " ")
				}
				return strings.Join(slices.Delete(words, i, i+1), " ")
			}
		}
	}
	return ""
}

// spliced joins the beginning of one sentence to the end of another of the same speech.
func (g *generator) spliced(s *delivered) string {
	i := g.rand.IntN(len(s.sentences) - 6)
	a, b := strings.Fields(s.sentences[i]), strings.Fields(s.sentences[i+3+g.rand.IntN(3)])
	if len(a) < 12 || len(b) < 12 {
		return ""
	}
	return strings.TrimRight(strings.Join(a[:6+g.rand.IntN(4)], " "), ",;:") + " " + strings.Join(b[len(b)-6-g.rand.IntN(4):], " ")
}

// frames are article sentences: Q the quotation, A and Z its halves, N a name, C the country, R an office. A
// "~" asks for a quotation of a sentence.
var frames = []string{
	"N, the R of C, told the General Assembly: “Q.”",
	"“Q,” said N, C's R.",
	"“Q,” N of C said.",
	"“Q,” C's R told delegates.",
	"C's R, N, was blunt: “Q.”",
	"According to N, the R of C, “Q.”",
	"N spoke for C. “Q,” she said, and left the podium.",
	"N, C's R, was next. He warned that “Q”.",
	"‘Q’, argued N, the R of C.",
	"‘Q,’ C's R said.",
	`"Q," said the R of C, N.`,
	`C's R insisted: "Q."`,
	"“A,” N, the R of C, said, “Z.”",
	`"A," said C's R, "Z."`,
	"In the words of N, the R of C, “Q”.",
	"C said “Q”.",
	"N (R of C) added that “Q”.",
	"«Q», said N, C's R.",
	"„Q“, said C's R, N.",
	"The R of C, N, had the floor after lunch. “Q,” N's surname noted.",
	"“Q” — N, R of C",
	"N, who has been C's R since the spring, put it like this: “Q.”",
}

var (
	givenParts  = []string{"Alma", "Jonas", "Mirela", "Tobias", "Henrike", "Paolo", "Sunniva", "Idris", "Yasmin", "Lev"}
	familyParts = []string{"Reyes-Holt", "Lindgreen", "Abakar", "Okonedo", "Varga", "Petrosyan", "Mbeki-Lund", "Castellan", "Duvalle", "Nakamori"}
	offices     = []string{"foreign minister", "ambassador", "permanent representative", "deputy foreign minister", "prime minister", "envoy"}
)

// article sets the quotation into an article.
func (g *generator) article(m *made, year int) string {
	frame := g.pick(frames)
	given, family := g.pick(givenParts), g.pick(familyParts)
	words := m.words
	if strings.ContainsAny(frame, "‘") && strings.ContainsAny(words, "'") {
		frame = frames[0]
	}
	half := strings.Fields(words)
	cut := 4 + g.rand.IntN(max(1, len(half)-8))
	if strings.Contains(frame, "“A,”") || strings.Contains(frame, `"A,"`) {
		if m.name == "spliced" || m.name == "elided" || m.name == "bracketed" || len(half) < 16 || strings.HasSuffix(half[cut-1], ",") {
			frame = frames[1]
		}
	}
	country := g.checker.memberName(m.told)
	text := regexp.MustCompile(`N's surname|[QAZNCR]\b`).ReplaceAllStringFunc(frame, func(s string) string {
		switch s {
		case "Q":
			return words
		case "A":
			return strings.Join(half[:cut], " ")
		case "Z":
			return strings.Join(half[cut:], " ")
		case "N":
			return given + " " + family
		case "N's surname":
			return family
		case "C":
			return country
		case "R":
			return g.pick(offices)
		}
		return s
	})
	return fmt.Sprintf("---\ndate: %d-10-20\n---\nThe UN General Assembly closed its general debate on a wet afternoon.\n\n%s\n\nThe hall emptied slowly.\n", year, text)
}

// TestGeneratedQuotations holds the figures of issue 5.
func TestGeneratedQuotations(t *testing.T) {
	speeches := readSpeeches(t)
	speeches = speeches[:len(speeches)/slowdown]
	c := speechReference(t, speeches)
	g := newGenerator(c, speeches)
	right, rightSpeaker, falseRefuted, pieces := map[string]int{}, 0, 0, 0
	total := map[string]int{}
	var took []time.Duration
	for n := 0; n < generated/slowdown; {
		m, ok := g.quotation(n)
		if !ok {
			continue
		}
		n++
		total[m.name]++
		start := time.Now()
		classes, verdicts, speakers := c.classesOf(t, m.article)
		took = append(took, time.Since(start))
		pieces++
		if slices.Contains(speakers, m.told) && len(slices.Compact(slices.Clone(speakers))) == 1 {
			rightSpeaker++
		} else {
			t.Logf("speaker %v for %s: %s", speakers, m.told, m.article)
		}
		class := worstClass(classes)
		if slices.Contains(m.want, class) {
			right[m.name]++
		} else {
			t.Logf("%s: got %v (%v): %s\n%s", m.name, classes, verdicts, m.words, m.article)
		}
		if innocent := m.name == "verbatim" || m.name == "fragment" || m.name == "elided" || m.name == "bracketed" || m.name == "absent"; innocent && slices.Contains(verdicts, Refuted) {
			falseRefuted++
		}
	}
	sum := 0
	for name, n := range total {
		t.Logf("%-18s %d of %d", name, right[name], n)
		sum += right[name]
	}
	slices.Sort(took)
	t.Logf("class right %.3f, speaker right %.3f, false refuted %.4f, median article %v", float64(sum)/float64(pieces), float64(rightSpeaker)/float64(pieces), float64(falseRefuted)/float64(pieces), took[len(took)/2])
	if slowdown > 1 {
		return // too few for figures
	}
	if float64(sum) < 0.97*float64(pieces) || float64(rightSpeaker) < 0.97*float64(pieces) || float64(falseRefuted) > 0.005*float64(pieces) {
		t.Errorf("want 0.97 classes right, 0.97 speakers right, at most 0.005 refuted falsely")
	}
}

// worstClass is the class of a quotation in pieces: of those that are not verbatim, the first.
func worstClass(classes []quoteClass) quoteClass {
	if len(classes) == 0 {
		return ""
	}
	for _, c := range classes {
		if c != classVerbatim && c != classTypographic {
			return c
		}
	}
	return classes[0]
}

// classesOf checks an article's quotations.
func (c *Checker) classesOf(t testing.TB, article string) (classes []quoteClass, verdicts []Verdict, speakers []string) {
	doc, err := extract.Read("a.md", []byte(article), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	extract.Analyze(doc, c.lexicon, nil)
	s := newSpeech(doc, c)
	check := &quotationCheck{Checker: c, ctx: context.Background(), speech: s}
	found, classes, err := check.all()
	if err != nil {
		t.Fatal(err)
	}
	for i, q := range s.quotationsOf() {
		verdicts = append(verdicts, found[i].Verdict)
		who := ""
		if w := q.fact.said.who; w != nil {
			who = w.country
		}
		speakers = append(speakers, who)
	}
	return classes, verdicts, speakers
}
