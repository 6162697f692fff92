package archive

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/sources"
)

// TestCopies: copies of wire stories are told once with their places, whatever says anything else is told on its own, and the
// order of reading changes nothing of that.
func TestCopies(t *testing.T) {
	dir := t.TempDir()
	const stories = 12
	type printed struct{ name, text string }
	var all []printed
	for i := range stories {
		w := newWire(i)
		all = append(all, printed{fmt.Sprintf("%02d-own.md", i), w.text()})
		for k, e := range wireEdits {
			all = append(all, printed{fmt.Sprintf("%02d-%d.md", i, k), e.edit(w, rand.New(rand.NewPCG(uint64(i), 3))).text()})
		}
	}
	write := func(in string, order []int) {
		for n, k := range order {
			put(t, filepath.Join(in, fmt.Sprintf("%03d", n), all[k].name), []byte(strings.Replace("---\ntitle: T\ndate: 2025-02-25\n---\n\n", "T", all[k].name, 1)+all[k].text))
		}
	}
	order := rand.New(rand.NewPCG(1, 2)).Perm(len(all))
	var told []string
	for n, in := range []string{filepath.Join(dir, "a"), filepath.Join(dir, "b")} {
		write(in, order)
		slices.Reverse(order)
		run := filepath.Join(dir, fmt.Sprint("run", n))
		if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
			t.Fatal(err)
		}
		told = append(told, toldBy(t, run))
	}
	if told[0] != told[1] {
		t.Errorf("the order of reading decides:\n%s\n%s", told[0], told[1])
	}
	// Six edits of each story agree with it, the seventh, with another number, does not.
	lines := strings.Split(strings.TrimSpace(told[0]), "\n")
	copied, own := 0, 0
	for _, line := range lines {
		teller, with, _ := strings.Cut(line, ":")
		if strings.HasSuffix(teller, "-6.md") && strings.TrimSpace(with) != "" {
			t.Errorf("another number tells for the story: %s", line)
		}
		for _, c := range strings.Fields(with) {
			copied++
			if c[:2] != teller[:2] {
				t.Errorf("another story: %s", line)
			}
			if strings.HasSuffix(c, "-6.md") {
				t.Errorf("another number is told with the story: %s", line)
			}
		}
		own++
	}
	if copied+own != len(all) || copied < stories*5 {
		t.Errorf("%d told on their own and %d with others, of %d:\n%s", own, copied, len(all), told[0])
	}
	r := openRun(t, filepath.Join(dir, "run0"))
	s, err := r.Summary(t.Context())
	if err != nil || s.Articles != int64(len(all)) || s.Copies != int64(copied) || s.CopyPlaces != int64(copied) || s.Stories != int64(own) {
		t.Errorf("summed up: %+v, %v", s, err)
	}
	for _, once := range []bool{false, true} {
		want := len(all)
		if once {
			want = own
		}
		got, err := r.Find(t.Context(), Filter{Kinds: []string{"tally"}, Once: once}, sources.QueryLimits{})
		if err != nil || len(got.Rows) != want {
			t.Errorf("once %v: %d found, %v; want %d", once, len(got.Rows), err, want)
		}
	}
}

// toldBy is a line for each text of findings.jsonl: its title and those told with it. Every error of a copy must be one of it.
func toldBy(t *testing.T, run string) string {
	data, err := os.ReadFile(filepath.Join(run, "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var d struct {
			Title    string
			Copies   []Copy
			Findings []struct{ ID string }
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		text := d.Title + ":"
		for _, c := range d.Copies {
			text += " " + c.Title
			if len(c.Lacks) >= len(d.Findings) {
				t.Errorf("%s has no finding of %s", c.Title, d.Title)
			}
		}
		out = append(out, text)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestCopiesLack: a copy cut short is told with what it lacks, and what it alone says is never told away.
func TestCopiesLack(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	w := newWire(4)
	second := "The next day the Security Council adopted resolution S/RES/2774(2025) by 11 votes to none, with 4 abstentions."
	third := "In 2022 the General Assembly had adopted resolution A/RES/ES-11/1 by 142 votes to 5, with 35 abstentions."
	full, cut, other := w, w, w
	full.paragraphs = append(slices.Clone(w.paragraphs), second)
	other.paragraphs = append(slices.Clone(w.paragraphs), third)
	for name, x := range map[string]wire{"full.md": full, "cut.md": cut, "other.md": other} {
		put(t, filepath.Join(in, name), []byte("---\ntitle: "+name+"\ndate: 2025-02-26\n---\n\n"+x.text()))
	}
	if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	r := openRun(t, run)
	found, err := r.Articles(t.Context(), "full.md", Filter{}, 1)
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	other1, err := r.Articles(t.Context(), "other.md", Filter{}, 1)
	if err != nil || len(other1) != 1 {
		t.Fatal(other1, err)
	}
	teller, variant := found[0], other1[0]
	if len(teller.Copies) == 0 {
		teller, variant = variant, teller
	}
	if len(teller.Copies) != 1 || teller.Copies[0].Title != "cut.md" || len(teller.Copies[0].Lacks) == 0 {
		t.Errorf("told with %s: %+v", teller.Path, teller.Copies)
	}
	if len(variant.Copies) != 0 || variant.Like != teller.Path && teller.Like != variant.Path {
		t.Errorf("%s is like %q, and %s like %q", variant.Path, variant.Like, teller.Path, teller.Like)
	}
	first := files(t, run)
	for _, want := range []string{`"lacks":["`, "and 1 copy", `"copies": 1`} {
		if !strings.Contains(first, want) {
			t.Errorf("the run's files lack %s", want)
		}
	}
	// The cut one is edited to say something else: it is told on its own from then on.
	put(t, filepath.Join(in, "cut.md"), []byte("---\ntitle: cut.md\ndate: 2025-02-26\n---\n\n"+strings.Replace(cut.text(), "to 16,", "to 17,", 1)))
	if err := runAll(t.Context(), run, Options{Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	if s, err := r.Summary(t.Context()); err != nil || s.Copies != 0 || s.Stories != 3 {
		t.Errorf("after the edit: %+v, %v", s, err)
	}
}

func TestGroups(t *testing.T) {
	g := newGroups(9)
	for _, p := range [][2]int32{{7, 8}, {3, 4}, {8, 3}, {1, 1}} {
		g.join(p[0], p[1])
	}
	var roots []int32
	for i := range g {
		roots = append(roots, g.root(int32(i)))
	}
	if want := []int32{0, 1, 2, 3, 3, 5, 6, 3, 3, 9}; !slices.Equal(roots, want) {
		t.Errorf("%v, want %v", roots, want)
	}
}

// BenchmarkCopies looks for copies among so many texts (STET_COPIES, default 20,000) of which three in four are copies.
func BenchmarkCopies(b *testing.B) {
	n := 20_000
	if k, err := strconv.Atoi(os.Getenv("STET_COPIES")); err == nil {
		n = k
	}
	run, err := makeRun(b.Context(), b.TempDir(), "")
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	err = run.change(b.Context(), func(tx *sql.Tx) error {
		for i := range n {
			r := rand.New(rand.NewPCG(uint64(i/4), 5))
			s := signature{make([]byte, 4*hashes), 400}
			for k := range s.hashes {
				s.hashes[k] = byte(r.Uint32())
			}
			s.hashes[i%4*40]++
			text := key{byte(i), byte(i >> 8), byte(i >> 16)}
			if err := all(b.Context(), tx, []string{"INSERT INTO result VALUES (?, 't', '2025-02-25', 'o', 0, 0, 1, 0, 0, '', '{}')",
				"INSERT INTO finding VALUES (?, 0, 'id', 'tally', 'refuted', 'mismatch', 'detail', '', 1, 'q', 'r', 'm', '18', 'A/RES/ES-11/7', 0)"}, text.blob()); err != nil {
				return err
			}
			if err := all(b.Context(), tx, []string{"INSERT INTO signature (text, findings, shingles, hashes) VALUES (?, 1, ?, ?)"}, text.blob(), s.shingles, s.hashes); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		err := run.change(b.Context(), func(tx *sql.Tx) error {
			if err := all(b.Context(), tx, []string{"DELETE FROM copy", "DELETE FROM meta WHERE name = 'copies'"}); err != nil {
				return err
			}
			return findCopies(b.Context(), tx)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	var found int
	if err := run.sql.QueryRow("SELECT count(*) FROM copy WHERE told <> text").Scan(&found); err != nil || found != n/4*3 {
		b.Errorf("%d copies found, want %d: %v", found, n/4*3, err)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}
