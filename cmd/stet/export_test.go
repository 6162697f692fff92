package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestNewFile: a file comes to be whole or not at all, and never in the place of another unasked.
func TestNewFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "votes.csv")
	write := func(text string) func(string) error {
		return func(tmp string) error { return os.WriteFile(tmp, []byte(text), 0o600) }
	}
	full := errors.New("no space left on device")
	half := func(tmp string) error { return errors.Join(write("half")(tmp), full) }
	want := func(text string) {
		t.Helper()
		if data, err := os.ReadFile(path); err != nil && text != "" || string(data) != text {
			t.Errorf("the file holds %q (%v), want %q", data, err, text)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".stet-*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	if err := newFile(path, false, half); !errors.Is(err, full) {
		t.Errorf("a full disk: %v", err)
	}
	want("")
	if err := newFile(path, false, write("first")); err != nil {
		t.Error(err)
	}
	want("first")
	if err := newFile(path, false, write("second")); err == nil {
		t.Error("replaced a file unasked")
	}
	want("first")
	if err := newFile(path, true, half); !errors.Is(err, full) {
		t.Errorf("a full disk: %v", err)
	}
	want("first")
	if err := newFile(path, true, write("second")); err != nil {
		t.Error(err)
	}
	want("second")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	if err := newFile(dir, true, write("x")); err == nil {
		t.Error("wrote over a folder")
	}
}
