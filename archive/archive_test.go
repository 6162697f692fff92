package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"stet/sources"
)

// TestMain lets the test of kills start this binary as the run that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("STET_ARCHIVE_CHILD"); dir != "" {
		if limit, err := strconv.ParseUint(os.Getenv("STET_ARCHIVE_FSIZE"), 10, 64); err == nil && limit > 0 {
			if err := limitFiles(limit); err != nil {
				panic(err)
			}
		}
		if err := runAll(context.Background(), dir, Options{Paths: filepath.SplitList(os.Getenv("STET_ARCHIVE_PATHS"))}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func runAll(ctx context.Context, dir string, opt Options) error {
	db, err := sources.Open(ctx, sources.Options{CacheDir: os.Getenv("STET_CACHE_DIR")})
	if err != nil {
		return err
	}
	defer db.Close()
	opt.Engine = "test"
	if err := Check(ctx, db, dir, opt); err != nil {
		return err
	}
	r, err := OpenRun(ctx, dir)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = r.WriteFiles(ctx, OutputOptions{})
	return err
}

// page is a synthetic page: of the United Nations where about is true, with a wrong figure where wrong is.
func testPage(n int, about, wrong bool) []byte {
	body := "<p>The harbour was quiet that morning, and the pilots waited for the tide.</p>"
	if about {
		against := 18
		if wrong {
			against = 16
		}
		body += fmt.Sprintf("<p>On 24 February 2025 the United Nations General Assembly adopted resolution A/RES/ES-11/7 on Ukraine by 93 votes to %d, with 65 abstentions.</p>", against)
	}
	return fmt.Appendf(nil, "<html lang=en><head><title>Story %d</title><meta property=\"article:published_time\" content=\"2025-02-25\"></head><body><article><h1>Story %d</h1>%s</article></body></html>", n, n, body)
}

// record is a WARC response of a page.
func record(n int, page []byte) []byte {
	http := fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s", page)
	return fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, len(http), http)
}

func packed(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// crawl writes a WARC.gz of so many pages, one in every every of the United Nations.
func crawl(t testing.TB, path string, pages, every int) {
	t.Helper()
	var b bytes.Buffer
	for i := range pages {
		b.Write(packed(record(i, testPage(i, i%every == 0, i%(2*every) == 0))))
	}
	put(t, path, b.Bytes())
}

func put(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// every reads a source's members as "name: length or error".
func every(t *testing.T, path string, limits Limits) (out []string, err error) {
	t.Helper()
	info, statErr := os.Stat(path)
	if statErr != nil {
		t.Fatal(statErr)
	}
	err = Source{Path: path, Size: info.Size()}.Each(t.Context(), Reading{Limits: limits}, func(m Member) error {
		if m.Err != nil {
			out = append(out, m.Name+": "+m.Err.Error())
		} else {
			out = append(out, fmt.Sprintf("%s: %d", m.Name, len(m.Data)))
		}
		return nil
	})
	return out, err
}

func tarOf(names ...string) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, n := range names {
		w.WriteHeader(&tar.Header{Name: n, Size: 5, Mode: 0o644})
		w.Write([]byte("words"))
	}
	w.Close()
	return b.Bytes()
}

func zipOf(files ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, _ := w.Create(files[i])
		f.Write([]byte(files[i+1]))
	}
	w.Close()
	return b.Bytes()
}

func zstdOf(data []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(data, nil)
}

// TestReaders: what each kind of source gives, hostile ones included. Whatever is wrong is named, and what is behind it
// is still read where it can be.
func TestReaders(t *testing.T) {
	dir := t.TempDir()
	one, two := record(1, testPage(1, false, false)), record(2, testPage(2, false, false))
	lying := bytes.Replace(one, []byte("Content-Length: "), []byte("Content-Length: 9"), 1)
	short := regexp.MustCompile(`Content-Length: \d+`).ReplaceAll(one, []byte("Content-Length: 100"))
	torn := packed(one)
	torn = append(torn[:len(torn)/2:len(torn)/2], packed(two)...)
	cut := packed(two)
	for _, c := range []struct {
		name  string
		data  []byte
		wants []string // a part of each member, in order
		fails string   // a part of the source's own error
	}{
		{"a.zip", zipOf("../../out.md", "words", "in/b.html", "more words", "c.png", "x", "d.zip", "x"), []string{"out.md: 5", "in/b.html: 10", "d.zip: an archive within"}, ""},
		{"bomb.zip", zipOf("big.txt", strings.Repeat("0", 3000), "b.txt", "words"), []string{"big.txt: larger than", "b.txt: 5"}, ""},
		{"cut.zip", zipOf("a.txt", "words")[:60], nil, "damaged"},
		{"a.tar", tarOf("a.txt", "../../b.md", "e.jpg"), []string{"a.txt: 5", "b.md: 5"}, ""},
		{"a.tar.gz", packed(tarOf("a.txt")), []string{"a.txt: 5"}, ""},
		{"a.tar.zst", zstdOf(tarOf("a.txt")), []string{"a.txt: 5"}, ""},
		{"bomb.tar.gz", packed(append(tarOf("a.txt")[:1024], bytes.Repeat([]byte{0}, 1<<20)...)), []string{"a.txt: 5"}, ""},
		{"cut.tgz", packed(tarOf("a.txt", "b.txt"))[:90], nil, "damaged"},
		{"a.jsonl", []byte("{\"text\":\"words\",\"url\":\"https://x.org/1\"}\n\nnonsense\n{\"a\":1}\n{\"body\":\"" + strings.Repeat("y", 3000) + "\"}\n{\"content\":\"end\"}"),
			[]string{"https://x.org/1: 5", "line 3: not an object", "line 4: no text", "line 5: larger than", "line 6: 3"}, ""},
		{"a.warc", append(bytes.Clone(one), two...), []string{"example.org/1: ", "example.org/2: "}, ""},
		{"a.warc.gz", append(packed(one), packed(two)...), []string{"example.org/1: ", "example.org/2: "}, ""},
		{"lying.warc", append(bytes.Clone(lying), two...), []string{"example.org/1: ", "example.org/2: "}, ""},
		{"short.warc", append(bytes.Clone(short), two...), []string{"example.org/1: damaged", "WARC: damaged", "example.org/2: "}, ""},
		{"noise.warc", slicesOf([]byte("noise\n"), one), []string{"WARC: damaged", "example.org/1: "}, ""},
		{"torn.warc.gz", torn, []string{"damaged", "example.org/2: "}, ""},
		{"cut.warc.gz", append(packed(one), cut[:len(cut)/2]...), []string{"example.org/1: ", "damaged"}, ""},
		{"none.warc.gz", []byte("not gzip at all"), []string{"damaged"}, ""},
	} {
		path := filepath.Join(dir, c.name)
		put(t, path, c.data)
		got, err := every(t, path, Limits{Member: 2000})
		if (err != nil) != (c.fails != "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.fails)
		}
		k := 0
		for _, g := range got {
			if k < len(c.wants) && strings.Contains(g, c.wants[k]) {
				k++
			}
		}
		if k < len(c.wants) {
			t.Errorf("%s: %q, want %q", c.name, got, c.wants)
		}
	}
	put(t, filepath.Join(dir, "zero.jsonl.gz"), packed(bytes.Repeat([]byte{' '}, 8<<20)))
	if _, err := every(t, filepath.Join(dir, "zero.jsonl.gz"), Limits{Member: 2000, Slack: 1 << 20, Ratio: 2}); err == nil || !strings.Contains(err.Error(), "unpacks to far more") {
		t.Errorf("a bomb: %v", err)
	}
}

func slicesOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// TestSources: a folder with loops of links and a folder that may not be read is listed to its end.
func TestSources(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "b", "x.html"), []byte("x"))
	put(t, filepath.Join(dir, "a.md"), []byte("x"))
	put(t, filepath.Join(dir, ".hidden", "x.md"), []byte("x"))
	put(t, filepath.Join(dir, "pic.png"), []byte("x"))
	put(t, filepath.Join(dir, "run", "findings.txt"), []byte("x"))
	for name, to := range map[string]string{"loop": dir, "loop.html": "loop.html", "b/up": ".."} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	l := Listing{Paths: []string{dir, filepath.Join(dir, "*.md"), filepath.Join(dir, "gone.md")}, Skip: filepath.Join(dir, "run")}
	if err := l.Each(t.Context(), func(s Source) error {
		rel, _ := filepath.Rel(dir, s.Path)
		got = append(got, fmt.Sprint(rel, s.Err != nil))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := "a.mdfalse b/x.htmlfalse loop.htmltrue a.mdfalse gone.mdtrue"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// files are what a run tells, as one text.
func files(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, name := range Files {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "-- %s\n%s", name, data)
	}
	return b.String()
}

// TestRun: the same text is checked once and told with its places, failures are quarantined, a second run checks
// nothing, and a diff tells what was edited.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	in, run1, run2 := filepath.Join(dir, "in"), filepath.Join(dir, "run1"), filepath.Join(dir, "run2")
	crawl(t, filepath.Join(in, "crawl.warc.gz"), 40, 4)
	put(t, filepath.Join(in, "a.html"), testPage(1, true, true))
	put(t, filepath.Join(in, "b.html"), testPage(1, true, true))
	put(t, filepath.Join(in, "edited.html"), testPage(900, true, true))
	put(t, filepath.Join(in, "bad.docx"), []byte("PK\x03\x04 broken"))
	var last Progress
	opt := Options{Paths: []string{in}, Step: func(p Progress) { last = p }}
	if err := runAll(t.Context(), run1, opt); err != nil {
		t.Fatal(err)
	}
	if last.Members != 44 || last.Checked != 12 || last.Errors != 7 || last.Failed != 1 {
		t.Errorf("the first run: %+v", last)
	}
	if head, err := os.ReadFile(filepath.Join(run1, RunFile)); err != nil || head[18] != 1 {
		t.Errorf("a run at rest needs more than its one file to be read (%v)", err)
	}
	first := files(t, run1)
	for _, want := range []string{`a.html","` + filepath.ToSlash(in) + `/b.html"]`, "bad.docx", `"looked_over": 30`, "crawl.warc.gz!https://www.example.org/0", "example.org"} {
		if !strings.Contains(first, want) {
			t.Errorf("the run's files lack %q", want)
		}
	}
	if err := runAll(t.Context(), run1, opt); err != nil {
		t.Fatal(err)
	}
	if last.Members != 0 || files(t, run1) != first {
		t.Errorf("the second run: %+v, files differ: %v", last, files(t, run1) != first)
	}
	put(t, filepath.Join(in, "edited.html"), testPage(900, true, false))
	put(t, filepath.Join(in, "later.html"), testPage(901, true, true))
	later := opt
	later.Since = run1
	if err := runAll(t.Context(), run2, later); err != nil {
		t.Fatal(err)
	}
	if last.Members != 2 || last.Checked != 2 {
		t.Errorf("the grown archive: %+v", last)
	}
	r, err := OpenRun(t.Context(), run2)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var told []string
	d, err := r.Compare(t.Context(), run1, func(c Change) error {
		told = append(told, c.What+" "+filepath.Base(c.Path))
		return nil
	})
	if err != nil || strings.Join(told, ", ") != "new later.html, fixed edited.html" || d.New != 1 || d.Fixed != 1 || d.Changed() != 0 {
		t.Errorf("diff: %v %+v %v", told, d, err)
	}
	other := filepath.Join(dir, "run3")
	if err := runAll(t.Context(), other, Options{Paths: []string{in}, Jobs: 1}); err != nil {
		t.Fatal(err)
	}
	if files(t, other) != files(t, run2) {
		t.Error("a run that went on from another differs from one made anew")
	}
}

// TestKills kills a run at random moments until one comes to its end; the results are those of an undisturbed
// one. STET_KILLS sets how many kills there are at least.
func TestKills(t *testing.T) {
	kills := 3
	if n, err := strconv.Atoi(os.Getenv("STET_KILLS")); err == nil {
		kills = n
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	crawl(t, filepath.Join(in, "crawl.warc.gz"), 400, 2)
	for i := range 50 {
		put(t, filepath.Join(in, fmt.Sprintf("%02d.html", i)), testPage(i%20, i%2 == 0, i%4 == 0))
	}
	put(t, filepath.Join(in, "bad.docx"), []byte("PK\x03\x04 broken"))
	whole := filepath.Join(dir, "whole")
	begin := time.Now()
	if err := runAll(t.Context(), whole, Options{Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(begin)
	want := files(t, whole)
	killed, ended := 0, 0
	for killed < kills || ended == 0 {
		run := filepath.Join(dir, fmt.Sprint("run", ended))
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "STET_ARCHIVE_CHILD="+run, "STET_ARCHIVE_PATHS="+in)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		after := time.Duration(rand.Int64N(int64(took))) + 200*time.Millisecond
		if killed >= kills {
			after = time.Hour
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatalf("after %d kills: %v: %s", killed, err, said.String())
			}
			ended++
			if files(t, run) != want {
				t.Fatalf("after %d kills the results differ", killed)
			}
		case <-time.After(after):
			cmd.Process.Kill()
			<-done
			killed++
		}
	}
	t.Logf("%d kills, %d runs came to their end", killed, ended)
}
