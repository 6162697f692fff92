package claims

import (
	"context"
	"index/suffixarray"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/extract"
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
