package archive

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestUnreadableFolder: what the user may not read is named, and the rest is checked. As root nothing is unreadable, so that
// this binary is started as nobody then.
func TestUnreadableFolder(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	put(t, filepath.Join(in, "a.html"), testPage(1, true, true))
	put(t, filepath.Join(in, "locked", "b.html"), testPage(2, true, true))
	put(t, filepath.Join(in, "locked.html"), testPage(3, true, true))
	put(t, filepath.Join(run, "x"), nil)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "STET_ARCHIVE_CHILD="+run, "STET_ARCHIVE_PATHS="+in, "STET_CACHE_DIR="+filepath.Join(dir, "cache"), "HOME="+dir)
	if os.Getuid() == 0 {
		const nobody = 65534
		if err := asNobody(t, dir, nobody); err != nil {
			t.Skip("the test binary cannot be run as nobody here:", err)
		}
		binary := filepath.Join(dir, "as-nobody")
		data, err := os.ReadFile(os.Args[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(binary, data, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd.Path = binary
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	cmd.Dir = dir
	for _, name := range []string{"locked", "locked.html"} {
		if err := os.Chmod(filepath.Join(in, name), 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(filepath.Join(in, name), 0o755) })
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	told := files(t, run)
	for _, want := range []string{`/locked,"you may not read it`, `/locked.html,"you may not read it`, `in/a.html"`} {
		if !strings.Contains(told, want) {
			t.Errorf("the run's files lack %s:\n%s", want, told[max(0, len(told)-300):])
		}
	}
}

// asNobody gives the folder and those it lies in to a user without rights.
func asNobody(t *testing.T, dir string, user int) error {
	for at := dir; len(at) > len(os.TempDir()); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			return err
		}
	}
	return filepath.Walk(dir, func(path string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(path, user, user)
	})
}

// TestFullDisk: a run on a disk that gets full ends with what to do; what was done is kept, and with room again the same command
// comes to what an undisturbed run comes to. RLIMIT_FSIZE stands for the disk: no file of the run may grow beyond it.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	in, run := filepath.Join(dir, "in"), filepath.Join(dir, "run")
	crawl(t, filepath.Join(in, "crawl.warc.gz"), 600, 2)
	child := func(run string, limit uint64) (string, error) {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "STET_ARCHIVE_CHILD="+run, "STET_ARCHIVE_PATHS="+in, fmt.Sprint("STET_ARCHIVE_FSIZE=", limit))
		var said bytes.Buffer
		cmd.Stderr = &said
		err := cmd.Run()
		return said.String(), err
	}
	if said, err := child(filepath.Join(dir, "whole"), 0); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	want := files(t, filepath.Join(dir, "whole"))
	full := 0
	for _, limit := range []uint64{1 << 10, 300 << 10, 600 << 10, 900 << 10} {
		said, err := child(run, limit)
		if err == nil {
			continue
		}
		full++
		if !strings.Contains(said, "what was done is kept") && !strings.Contains(said, "write") && !strings.Contains(said, "begin the run") {
			t.Errorf("%d kB: %s", limit>>10, said)
		}
		if strings.Contains(said, "panic") || strings.Contains(said, "goroutine") {
			t.Errorf("%d kB: %s", limit>>10, said)
		}
		for _, name := range Files { // none is half written
			if data, err := os.ReadFile(filepath.Join(run, name)); err == nil && !strings.Contains(want, string(data)) {
				t.Errorf("%d kB: %s is not whole", limit>>10, name)
			}
		}
	}
	if full < 2 {
		t.Errorf("the disk was full %d times only", full)
	}
	if said, err := child(run, 0); err != nil {
		t.Fatalf("with room again: %v: %s", err, said)
	}
	if files(t, run) != want {
		t.Error("with room again the results differ from those of an undisturbed run")
	}
	if left, _ := filepath.Glob(filepath.Join(run, ".stet-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// limitFiles lets no file of this process grow beyond so many bytes; a write that would is an error.
func limitFiles(limit uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit})
}
