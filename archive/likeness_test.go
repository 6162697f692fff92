package archive

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// wire is a generated story: sentences of made-up words around the sentences about the vote, which every story has, and a
// paragraph of background, which every other has.
type wire struct {
	headline   string
	paragraphs []string
}

const (
	wireClaim = "On 24 February 2025 the United Nations General Assembly adopted resolution A/RES/ES-11/7 on Ukraine by 93 votes to 16, with 65 abstentions."
	wireBack  = "The General Assembly of the United Nations has 193 members, each of which has one vote, and its resolutions bind nobody in law but carry the weight of those who voted for them."
)

func newWire(n int) wire {
	r := rand.New(rand.NewPCG(uint64(n), 11))
	w := wire{headline: sentence(r, 8)}
	for i := range 6 + r.IntN(8) {
		text := ""
		for range 1 + r.IntN(3) {
			text += sentence(r, 12+r.IntN(14)) + " "
		}
		if i == 1 {
			text += wireClaim
		}
		w.paragraphs = append(w.paragraphs, text)
	}
	if n%2 == 0 {
		w.paragraphs = append(w.paragraphs, wireBack)
	}
	return w
}

// sentence is so many words, the commoner ones more often.
func sentence(r *rand.Rand, words int) string {
	out := make([]string, words)
	for i := range out {
		x := r.Float64()
		k := int(x * x * 1500)
		out[i] = []string{"ta", "ri", "mon", "del", "ska", "ber", "lo", "quin", "hav", "ves"}[k%10] + []string{"o", "en", "ist", "ure", "al"}[k/10%5] + strings.Repeat("n", k/50%3) + strconv.Itoa(k/150)
	}
	return strings.Join(out, " ") + "."
}

func (w wire) text() string { return w.headline + "\n\n" + strings.Join(w.paragraphs, "\n\n") }

// wireEdits are what papers do to a story. The last says something else.
var wireEdits = []struct {
	name string
	edit func(w wire, r *rand.Rand) wire
}{
	{"headline changed", func(w wire, r *rand.Rand) wire { w.headline = sentence(r, 9); return w }},
	{"trimmed to two thirds", func(w wire, _ *rand.Rand) wire { w.paragraphs = w.paragraphs[:max(2, len(w.paragraphs)*2/3)]; return w }},
	{"trimmed to half", func(w wire, _ *rand.Rand) wire { w.paragraphs = w.paragraphs[:max(2, len(w.paragraphs)/2)]; return w }},
	{"paragraph added", func(w wire, r *rand.Rand) wire {
		w.paragraphs = append(slices.Clone(w.paragraphs), sentence(r, 25)+" "+sentence(r, 20))
		return w
	}},
	{"one word in twenty changed", func(w wire, r *rand.Rand) wire {
		w.paragraphs = slices.Clone(w.paragraphs)
		for i, p := range w.paragraphs {
			words := strings.Fields(p)
			for k := range words {
				if r.IntN(20) == 0 && !strings.Contains(p, "United Nations") {
					words[k] = sentence(r, 1)
				}
			}
			w.paragraphs[i] = strings.Join(words, " ")
		}
		return w
	}},
	{"trimmed, headline and lead rewritten", func(w wire, r *rand.Rand) wire {
		w.headline, w.paragraphs = sentence(r, 7), slices.Clone(w.paragraphs[:max(3, len(w.paragraphs)*3/5)])
		w.paragraphs[0] = sentence(r, 22)
		return w
	}},
	{"one number changed", func(w wire, _ *rand.Rand) wire {
		w.paragraphs = slices.Clone(w.paragraphs)
		w.paragraphs[1] = strings.Replace(w.paragraphs[1], "votes to 16", "votes to 17", 1)
		return w
	}},
}

// TestCopiesMeasured tells how many edited stories are found to be copies of their own, and how many of others; docs/archive.md
// has its figures. STET_COPIES sets the number of stories.
func TestCopiesMeasured(t *testing.T) {
	n := 200
	if k, err := strconv.Atoi(os.Getenv("STET_COPIES")); err == nil {
		n = k
	}
	own := make([]signature, n)
	for i := range own {
		own[i] = sign(newWire(i).text())
	}
	for _, e := range wireEdits {
		found, least := 0, 1.0
		for i := range own {
			c := sign(e.edit(newWire(i), rand.New(rand.NewPCG(uint64(i), 3))).text())
			if l := own[i].likeness(c); own[i].sharesBand(c) && l >= copyLikeness {
				found++
				least = min(least, l)
			}
		}
		t.Logf("%-38s %5.1f%% found, the least alike %.2f", e.name, 100*float64(found)/float64(n), least)
		if found*100 < n*80 { // what is not found is told on its own
			t.Errorf("%s: %d of %d found", e.name, found, n)
		}
	}
	most, wrong, compared := 0.0, 0, 0
	for i := range own {
		for k := range i {
			l := own[i].likeness(own[k])
			if most = max(most, l); own[i].sharesBand(own[k]) {
				compared++
				if l >= copyLikeness {
					wrong++
				}
			}
		}
	}
	t.Logf("of %d pairs of other stories %d share a band, %d are taken for copies; the most alike %.2f", n*(n-1)/2, compared, wrong, most)
	if wrong > 0 {
		t.Errorf("%d pairs of other stories are taken for copies", wrong)
	}
}

// TestSign: a signature is of the set of runs, whatever their order and number.
func TestSign(t *testing.T) {
	a := "one two three four five six seven eight nine ten"
	if x, y := sign(a), sign(strings.ToUpper(strings.ReplaceAll(a, " ", " — "))); fmt.Sprint(x) != fmt.Sprint(y) {
		t.Error("capitals and marks make another text")
	}
	if s := sign(a); s.likeness(s) != 1 || !s.sharesBand(s) || s.shingles != 6 {
		t.Errorf("like itself: %v, %d runs", s.likeness(s), s.shingles)
	}
	if s := sign("one two three four"); s.shingles != 0 || s.likeness(s) != 0 || s.sharesBand(s) {
		t.Errorf("a text without a run: %+v", s)
	}
	if l := sign(newWire(1).text()).likeness(sign(newWire(3).text())); l > 0.3 {
		t.Errorf("two stories: %.2f", l)
	}
}

func BenchmarkSign(b *testing.B) {
	text := newWire(1).text()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		sign(text)
	}
}
