package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// TestMain builds the program and prism, and runs the tests in a network of their own that has only the loopback address:
// prism listens on all addresses of a machine, and nothing here may be reached from outside or dial there.
func TestMain(m *testing.M) {
	if os.Getenv("STET_BEAM_PROGRAMS") != "" {
		if err := raiseLoopback(); err != nil {
			fmt.Fprintln(os.Stderr, "raise the loopback address:", err)
			os.Exit(1)
		}
		os.Exit(m.Run())
	}
	code, err := apart()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// apart runs this test anew in a network namespace.
func apart() (code int, err error) {
	dir, err := os.MkdirTemp("", "stet-beam-test-*")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	for name, what := range map[string]string{"beam": ".", "prism": "github.com/apache/beam/sdks/v2/go/cmd/prism"} {
		if said, err := exec.Command("go", "build", "-o", filepath.Join(dir, name), what).CombinedOutput(); err != nil {
			return 1, fmt.Errorf("build %s: %w: %s", name, err, said)
		}
	}
	self, err := os.Executable()
	if err != nil {
		return 1, err
	}
	cmd := exec.Command(self, os.Args[1:]...)
	cmd.Env = append(os.Environ(), "STET_BEAM_PROGRAMS="+dir)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		Pdeathsig:   syscall.SIGKILL,
	}
	runtime.LockOSThread() // Pdeathsig is of the thread that starts the child
	defer runtime.UnlockOSThread()
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	if err != nil {
		return 1, fmt.Errorf("make a network of its own for the tests: %w: allow user namespaces (sysctl user.max_user_namespaces)", err)
	}
	return 0, nil
}

// raiseLoopback sets the loopback address up, which is down in a new network.
func raiseLoopback() error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	r, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	r.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	return unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, r)
}
