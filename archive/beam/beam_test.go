package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stet/archive"
	"stet/sources"
)

// Ports are free in the tests' own network.
const (
	jobPort  = "8073"
	poolPort = "8075"
)

// page is a synthetic story; of four, one is of the United Nations and right, one is wrong.
func page(n int) []byte {
	body := "<p>The ferry came in late, and the market was already shut.</p>"
	if n%2 == 0 {
		body += fmt.Sprintf("<p>On 24 February 2025 the United Nations General Assembly adopted resolution A/RES/ES-11/7 on Ukraine by 93 votes to %d, with 65 abstentions.</p>", 16+n%4)
	}
	return fmt.Appendf(nil, "<html lang=en><head><title>Page %d</title><meta property=\"article:published_time\" content=\"2025-02-25\"></head><body><article><h1>Page %d</h1>%s</article></body></html>", n, n, body)
}

// writeArchive makes so many crawls of so many pages, which share every tenth page, with loose articles and a broken one.
func writeArchive(t *testing.T, dir string, crawls, pages int) {
	t.Helper()
	for c := range crawls {
		var b bytes.Buffer
		for i := range pages {
			n := c*pages + i
			if i%10 == 0 {
				n = i
			}
			z := gzip.NewWriter(&b)
			http := fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s", page(n))
			fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper%d.example/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", c, n, len(http), http)
			z.Close()
		}
		write(t, filepath.Join(dir, fmt.Sprintf("crawl-%02d.warc.gz", c)), b.Bytes())
	}
	write(t, filepath.Join(dir, "a.html"), page(2))
	write(t, filepath.Join(dir, "b.html"), page(100_000))
	write(t, filepath.Join(dir, "bad.docx"), []byte("PK\x03\x04 broken"))
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// program is the path of one that TestMain built.
func program(name string) string { return filepath.Join(os.Getenv("STET_BEAM_PROGRAMS"), name) }

// process is a program that runs beside the test.
type process struct {
	*exec.Cmd
	said lockedBuffer
	done chan error
}

type lockedBuffer struct {
	sync.Mutex
	b bytes.Buffer
}

// Write implements io.Writer.
func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.Lock()
	defer l.Unlock()
	return l.b.String()
}

// start starts a program and ends it with the test.
func start(t *testing.T, name string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(program(name), args...), done: make(chan error, 1)}
	p.Stdout, p.Stderr = &p.said, &p.said
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- p.Wait() }()
	t.Cleanup(p.kill)
	return p
}

func (p *process) kill() { p.Process.Kill() }

// ends waits for the process.
func (p *process) ends(t *testing.T, within time.Duration) error {
	t.Helper()
	select {
	case err := <-p.done:
		return err
	case <-time.After(within):
		t.Fatalf("%s did not end within %s:\n%s", p.Args, within, p.said.String())
	}
	return nil
}

// listens waits until a process takes connections on a port.
func listens(t *testing.T, p *process, port string) {
	t.Helper()
	for range 300 {
		if c, err := net.Dial("tcp", "localhost:"+port); err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s does not listen on %s:\n%s", p.Args, port, p.said.String())
}

func startPrism(t *testing.T) {
	t.Helper()
	listens(t, start(t, "prism", "--job_port", jobPort, "--serve_http=false", "--log_level=warn"), jobPort)
}

func startPool(t *testing.T) *process {
	t.Helper()
	p := start(t, "beam", "--pool", poolPort)
	listens(t, p, poolPort)
	return p
}

// driver submits the job with the worker in a process of its own.
func driver(t *testing.T, in, out string, more ...string) *process {
	t.Helper()
	if more == nil {
		more = []string{"--environment_type", "EXTERNAL", "--environment_config", "localhost:" + poolPort}
	}
	return start(t, "beam", slices.Concat([]string{"--out", out, "--endpoint", "localhost:" + jobPort}, more, []string{in})...)
}

// local is what a run on this machine writes, made by the same build.
func local(t *testing.T, in string) string {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	db, err := sources.Open(ctx, sources.Options{CacheDir: os.Getenv("STET_CACHE_DIR")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	engine, err := engineOf(program("beam"))
	if err != nil {
		t.Fatal(err)
	}
	if err := archive.Check(ctx, db, dir, archive.Options{Paths: []string{in}, Engine: engine}); err != nil {
		t.Fatal(err)
	}
	r, err := archive.OpenRun(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	s, err := r.WriteFiles(context.WithoutCancel(ctx), archive.OutputOptions{Version: version})
	if err != nil || s.Supported == 0 || s.Meaning+s.Detail == 0 || s.Quarantined != 1 || s.Places <= s.Articles {
		t.Fatalf("the archive of the test is not what it should be: %+v %v", s, err)
	}
	return files(t, dir)
}

func files(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, name := range archive.Files {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "-- %s\n%s", name, data)
	}
	return b.String()
}

// same compares the job's files with the local run's.
func same(t *testing.T, out, want string) {
	t.Helper()
	got := strings.Split(files(t, out), "\n")
	for i, line := range strings.Split(want, "\n") {
		if i >= len(got) || got[i] != line {
			t.Fatalf("line %d differs from the local run's:\n%.500s\nwant\n%.500s", i+1, strings.Join(got[min(i, len(got)):min(i+1, len(got))], ""), line)
		}
	}
}

// shardTimes tells when each shard that is in its place was written.
func shardTimes(t *testing.T, out string) map[string]time.Time {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(out, "shards", "*", "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]time.Time{}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		times[p] = info.ModTime()
	}
	return times
}

// TestPipeline: on prism as a job server of its own, with a worker in a process of its own and with the driver as the
// worker, the job writes the files of the local run, to the byte.
func TestPipeline(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in")
	writeArchive(t, in, 4, 60)
	want := local(t, in)
	startPrism(t)
	startPool(t)
	for name, more := range map[string][]string{"a worker of its own": nil, "the driver": {"--environment_type", "LOOPBACK"}} {
		out := filepath.Join(t.TempDir(), "run")
		d := driver(t, in, out, more...)
		if err := d.ends(t, time.Minute); err != nil {
			t.Fatalf("%s: %v:\n%s", name, err, d.said.String())
		}
		same(t, out, want)
		if n := len(shardTimes(t, out)); n != 5 { // four crawls, and the loose articles before them
			t.Errorf("%s: %d shards, want 5", name, n)
		}
	}
}

// TestWorkerKilled: the worker is killed (SIGKILL) when some shards are checked. The job fails; prism gives no other
// worker its work. The same command with a new worker checks only what is missing, and comes to the local run's files.
func TestWorkerKilled(t *testing.T) {
	in, out := filepath.Join(t.TempDir(), "in"), filepath.Join(t.TempDir(), "run")
	writeArchive(t, in, 12, 240)
	want := local(t, in)
	startPrism(t)
	worker := startPool(t)
	d := driver(t, in, out)
	for begin := time.Now(); len(shardTimes(t, out)) < 2; time.Sleep(5 * time.Millisecond) {
		if time.Since(begin) > time.Minute {
			t.Fatalf("no shard was checked:\n%s\n%s", d.said.String(), worker.said.String())
		}
	}
	worker.kill()
	worker.ends(t, time.Minute)
	if err := d.ends(t, time.Minute); err == nil || !strings.Contains(d.said.String(), "give the same command again") {
		t.Fatalf("the worker was killed, and the driver: %v:\n%s", err, d.said.String())
	}
	t.Logf("the driver said:\n%s", d.said.String())
	kept := shardTimes(t, out)
	if len(kept) < 2 || len(kept) >= 13 {
		t.Fatalf("%d shards of 13 were checked when the worker was killed", len(kept))
	}
	if _, err := os.Stat(filepath.Join(out, "summary.json")); err == nil {
		t.Error("a job that failed wrote a summary")
	}
	startPool(t)
	again := driver(t, in, out)
	if err := again.ends(t, time.Minute); err != nil {
		t.Fatalf("the same command: %v:\n%s", err, again.said.String())
	}
	same(t, out, want)
	after := shardTimes(t, out)
	for path, written := range kept {
		if !after[path].Equal(written) {
			t.Errorf("%s was checked again", path)
		}
	}
	if half, _ := filepath.Glob(filepath.Join(out, "shards", ".shard-*")); len(half) > 0 {
		t.Errorf("left half done: %q", half)
	}
	t.Logf("%d of %d shards were checked before the kill", len(kept), len(after))
}
