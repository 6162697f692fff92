package archive

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// scale is the whole size of a stress test where STET_STRESS is 1, and a tenth of it where it is not set.
func scale(whole int64) int64 {
	if os.Getenv("STET_STRESS") == "1" {
		return whole
	}
	return whole / 10
}

// highWater is the memory that the process got from the system while do ran, beyond what it had.
func highWater(do func()) uint64 {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	if after.Sys < before.Sys {
		return 0
	}
	return after.Sys - before.Sys
}

// answer is a WARC record of a web server's answer with a body packed in some way.
func answer(n int, headers string, body []byte) []byte {
	http := slicesOf([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"+headers+"\r\n"), body)
	return slicesOf(fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n", n, len(http)), http, []byte("\r\n\r\n"))
}

// TestEncodings: what a web server packed is unpacked, within bounds; bytes that are not packed as told are taken as they are.
func TestEncodings(t *testing.T) {
	page := testPage(1, true, true)
	br := func(data []byte) []byte {
		var b bytes.Buffer
		w := brotli.NewWriter(&b)
		w.Write(data)
		w.Close()
		return b.Bytes()
	}
	path := filepath.Join(t.TempDir(), "a.warc")
	put(t, path, slicesOf(
		answer(1, "Content-Encoding: br\r\n", br(page)),
		answer(2, "Content-Encoding: br\r\n", page),
		answer(3, "Content-Encoding: br\r\n", br(page)[:len(br(page))/2]),
		answer(4, "Content-Encoding: br\r\n", br(bytes.Repeat([]byte(" "), 4<<20))),
		answer(5, "Content-Encoding: gzip\r\n", packed(page)),
		answer(6, "Content-Encoding: zstd\r\n", zstdOf(page)),
		answer(7, "Content-Encoding: gzip\r\n", packed(bytes.Repeat([]byte(" "), 4<<20))),
		answer(8, "Transfer-Encoding: chunked\r\n", fmt.Appendf(nil, "%x\r\n%s\r\n0\r\n\r\n", len(page), page)),
	))
	got, err := every(t, path, Limits{Member: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	whole := fmt.Sprint(": ", len(page))
	for i, want := range []string{whole, whole, "damaged", "larger than", whole, whole, "larger than", whole} {
		if i >= len(got) || !strings.Contains(got[i], want) {
			t.Errorf("answer %d: %q, want %q", i+1, got[min(i, len(got)-1)], want)
		}
	}
}

// TestLongLine: a line of 2 GB is named and passed over without being held; what is around it is read.
func TestLongLine(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "long.jsonl")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	first, last := []byte(`{"text":"before"}`+"\n"), []byte("\n"+`{"text":"after"}`+"\n")
	size := scale(2 << 30)
	if _, err := f.Write(first); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(last, int64(len(first))+size); err != nil { // zeros between, which take no room on disk
		t.Fatal(err)
	}
	f.Close()
	var got []string
	used := highWater(func() { got, err = every(t, path, Limits{Member: 1 << 20}) })
	if err != nil || len(got) != 3 || got[0] != "line 1: 6" || !strings.Contains(got[1], "line 2: larger than") || got[2] != "line 3: 5" {
		t.Errorf("%q, %v", got, err)
	}
	t.Logf("a line of %d MB: %d MB of memory", size>>20, used>>20)
	if used > 32<<20 {
		t.Errorf("a line of %d MB took %d MB of memory", size>>20, used>>20)
	}
}

// TestLongRecord: a WARC record of 2 GB, and one that says it has so many, are named; what is behind them is read.
func TestLongRecord(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.warc")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	size := scale(2 << 30)
	head := func(uri string, length int64) []byte {
		return fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.org/%s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n", uri, length)
	}
	one, two := head("long", size), slicesOf([]byte("\r\n\r\n"), record(1, testPage(1, true, true)), head("liar", 1<<62), []byte("HTTP/1.1 200 OK\r\n\r\nshort\r\n\r\n"), record(2, testPage(2, true, true)))
	if _, err := f.Write(one); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(two, int64(len(one))+size); err != nil {
		t.Fatal(err)
	}
	f.Close()
	var got []string
	used := highWater(func() { got, err = every(t, path, Limits{Member: 1 << 20}) })
	if err != nil || len(got) != 4 {
		t.Fatalf("%q, %v", got, err)
	}
	for i, want := range []string{"x.org/long: larger than", "example.org/1: ", "x.org/liar: larger than", "example.org/2: "} {
		if !strings.Contains(got[i], want) {
			t.Errorf("%q, want %q", got[i], want)
		}
	}
	if used > 32<<20 {
		t.Errorf("a record of %d MB took %d MB of memory", size>>20, used>>20)
	}
}

// bombs are small files that unpack without end.
func bombs(t *testing.T, dir string) {
	t.Helper()
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	zeros := bytes.Repeat([]byte("0"), 900<<10)
	for i := range 400 {
		f, _ := w.Create(fmt.Sprintf("%03d.txt", i))
		f.Write(zeros)
	}
	w.Close()
	put(t, filepath.Join(dir, "many.zip"), z.Bytes())
	var g bytes.Buffer
	p := gzip.NewWriter(&g)
	io.Copy(p, io.LimitReader(zeroReader{}, 400<<20))
	p.Close()
	put(t, filepath.Join(dir, "zeros.jsonl.gz"), g.Bytes())
	put(t, filepath.Join(dir, "zeros.warc.gz"), g.Bytes())
	put(t, filepath.Join(dir, "zeros.tar.gz"), slicesOf(g.Bytes()))
	put(t, filepath.Join(dir, "liar.zip"), lyingZip())
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// lyingZip says in its directory that a member of 4 MB has a byte.
func lyingZip() []byte {
	data := zipOf("liar.txt", strings.Repeat("words ", 700_000))
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	copy(data[at+24:], []byte{1, 0, 0, 0})
	return data
}

// TestBadRun: an archive of everything that is wrong with archives. Each thing is named in the quarantine, the articles among it
// are checked, and the next run comes to the same.
func TestBadRun(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	bombs(t, in)
	one, two := record(1, testPage(1, true, true)), record(2, testPage(2, true, true))
	put(t, filepath.Join(in, "cut.warc.gz"), slicesOf(packed(one), packed(two)[:40]))
	put(t, filepath.Join(in, "lying.warc"), slicesOf(bytes.Replace(one, []byte("Content-Length: "), []byte("Content-Length: 9"), 1), two))
	put(t, filepath.Join(in, "climbs.zip"), zipOf("../../../climbs.html", string(testPage(3, true, true)), "/etc/abs.html", string(testPage(4, true, true)), `..\..\back.html`, string(testPage(5, true, true))))
	put(t, filepath.Join(in, "climbs.tar"), tarOf("../../x.md"))
	put(t, filepath.Join(in, "z.html"), testPage(6, true, true))
	for name, to := range map[string]string{"loop": in, "loop.html": "loop.html", "self": "."} {
		if err := os.Symlink(to, filepath.Join(in, name)); err != nil {
			t.Fatal(err)
		}
	}
	opt := Options{Paths: []string{in, filepath.Join(dir, "nowhere")}, Limits: Limits{Member: 1 << 20, Slack: 64 << 20, Ratio: 10}}
	var last Progress
	opt.Step = func(p Progress) { last = p }
	var err error
	used := highWater(func() { err = runAll(t.Context(), run, opt) })
	if err != nil {
		t.Fatal(err)
	}
	first := files(t, run)
	for _, want := range []string{"many.zip,it unpacks to far more", "zeros.jsonl.gz,it unpacks to far more", "zeros.warc.gz,it unpacks to far more", "cut.warc.gz!gzip member 2,damaged or cut short",
		"liar.zip!liar.txt,", "loop.html,", "nowhere,\"no such file", "climbs.zip!climbs.html", "climbs.zip!etc/abs.html", "climbs.zip!back.html", "/z.html", "lying.warc!https://www.example.org/2"} {
		if !strings.Contains(first, want) {
			t.Errorf("the run's files lack %q", want)
		}
	}
	for _, out := range []string{filepath.Join(dir, "climbs.html"), filepath.Join(in, "x.md"), "/etc/abs.html"} {
		if _, err := os.Lstat(out); err == nil {
			t.Errorf("%s was written", out)
		}
	}
	t.Logf("%d MB of memory", used>>20)
	if err := runAll(t.Context(), run, opt); err != nil || last.Checked != 0 || files(t, run) != first {
		t.Errorf("the second run: %+v, %v", last, err)
	}
	anew := filepath.Join(dir, "anew")
	if err := runAll(t.Context(), anew, opt); err != nil || files(t, anew) != first {
		t.Errorf("a run made anew differs, %v", err)
	}
}

// TestManyFiles: a million tiny files are listed and read with no more memory than some. STET_FILES sets their number.
func TestManyFiles(t *testing.T) {
	n := int(scale(1_000_000))
	if k, err := strconv.Atoi(os.Getenv("STET_FILES")); err == nil {
		n = k
	}
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	for i := range n {
		folder := filepath.Join(in, fmt.Sprintf("%03d", i/1000))
		if i%1000 == 0 {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txt", i%1000)), []byte("tide"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(in, "zzz.html"), testPage(1, true, true))
	var last Progress
	used := highWater(func() {
		if err := runAll(t.Context(), run, Options{Paths: []string{in}, Step: func(p Progress) { last = p }}); err != nil {
			t.Fatal(err)
		}
	})
	if last.Members != int64(n)+1 || last.Errors != 1 {
		t.Errorf("%+v", last)
	}
	t.Logf("%d files: %d MB of memory", n, used>>20)
	if used > 200<<20 {
		t.Errorf("%d files took %d MB of memory", n, used>>20)
	}
}

// TestMaxTime: an article that takes longer than it may is quarantined with what to do, its reading ends, and the others are checked. As
// many as this one would otherwise go on for minutes after the run.
func TestMaxTime(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	for i := range 4 {
		slow := strings.Repeat(fmt.Sprintf("On 24 February 2025 the United Nations General Assembly adopted resolution A/RES/ES-11/7 on Ukraine by 93 votes to %d, with 65 abstentions. ", 14+i), 28000)
		put(t, filepath.Join(in, fmt.Sprintf("slow%d.txt", i)), []byte(slow))
	}
	put(t, filepath.Join(in, "z.html"), testPage(1, true, true))
	if err := runAll(t.Context(), filepath.Join(dir, "warm"), Options{Paths: []string{filepath.Join(in, "z.html")}}); err != nil { // patterns are compiled once
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	if err := runAll(t.Context(), run, Options{Paths: []string{in}, Time: 2 * time.Second}); err != nil {
		t.Fatal(err)
	}
	told := files(t, run)
	if strings.Count(told, "it took longer than 2s: split it, or raise --max-time") != 4 || !strings.Contains(told, "z.html") || !strings.Contains(told, `"refuted_detail": 1`) {
		t.Errorf("the run's files: %s", told[max(0, len(told)-600):])
	}
	for range 30 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("%d goroutines go on after the run", runtime.NumGoroutine()-before)
}
