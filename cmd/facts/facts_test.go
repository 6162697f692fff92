package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	gathered = "../../../shared/data"
	kept     = "../../sources/facts"
)

func needGathered(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(gathered, "resolutions.csv")); err != nil {
		t.Skip("the gathered facts are not here: ", err)
	}
}

// TestReproduces: the tables in the repository are what the command makes of the gathered facts.
func TestReproduces(t *testing.T) {
	needGathered(t)
	c, err := newConversion(os.DirFS(gathered), os.DirFS(kept))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := c.convert()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tables.names() {
		have, err := os.ReadFile(filepath.Join(kept, name))
		if err != nil {
			t.Error(err)
		} else if string(have) != string(tables[name]) {
			t.Errorf("%s differs: run go run ./cmd/facts", name)
		}
	}
}

// TestRefuses damages one gathered table at a time; the command names the line and writes nothing.
func TestRefuses(t *testing.T) {
	needGathered(t)
	for name, c := range map[string]struct{ file, old, new, want string }{
		"letter nobody knows":   {"votes.csv", "280453,--------Y", "280453,--------Q", "records.csv:"},
		"count that is off":     {"resolutions.csv", "S/RES/1(1946),,1946-01-25,S/PV.2,on establishment of the Military Staff Committee,S1,,11,", "S/RES/1(1946),,1946-01-25,S/PV.2,on establishment of the Military Staff Committee,S1,,10,", "the letters count"},
		"roll call of nothing":  {"votes.csv", "280453,", "999999999,", "280453"},
		"unknown position":      {"council_drafts_2018_2026.csv", "BOL:N CHN:A", "BOL:N CHX:A", "council_drafts_2018_2026.csv:2: position \"CHX:A\""},
		"unknown outcome":       {"other_bodies.csv", "approved", "postponed", "other_bodies.csv:"},
		"unknown Council seat":  {"sc_members.csv", "1946,AUS", "1946,AUX", "sc_members.csv:2: unknown code"},
		"unknown landmark":      {"landmarks.csv", "A/RES/32(I),GA", "A/RES/9999(I),GA", "landmarks.csv:2: no vote"},
		"another seat order":    {"countries.csv", "0,AFG", "0,AGO", "countries.csv:2: seat 0"},
		"spelling without seat": {"countries.csv", "AFGHANISTAN (1946..2025)", "AFGANISTAN (1946..2025)", "names.csv has no line"},
		"missing column":        {"sponsors.csv", "threshold", "treshold", `no column "threshold"`},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := t.TempDir(), t.TempDir()
			copyFolder(t, gathered, from)
			copyFolder(t, kept, to)
			path := filepath.Join(from, c.file)
			data, err := os.ReadFile(path)
			if err != nil || !strings.Contains(string(data), c.old) {
				t.Fatalf("%s has no %q (%v)", c.file, c.old, err)
			}
			if err := os.WriteFile(path, []byte(strings.Replace(string(data), c.old, c.new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
			err = run([]string{"--from", from, "--to", to}, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v; want %q in it", err, c.want)
			}
			sameFolders(t, kept, to)
		})
	}
}

func TestRunWrites(t *testing.T) {
	needGathered(t)
	to := t.TempDir()
	for _, name := range []string{"members.csv", "names.csv", "groups.csv", "datasets.csv", "notes.csv", "titles.csv", "statements.csv", "texts.csv"} {
		data, err := os.ReadFile(filepath.Join(kept, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := run([]string{"--from", gathered, "--to", to}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "8466 roll calls of the Library with 988533 member votes") {
		t.Errorf("it says %q", out.String())
	}
	sameFolders(t, kept, to)
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"S/2022/720": "S/2022/720 true", "S/2020/797?": "S/2020/797 false", "S/3713/Rev.1 (as amended)": "S/3713/Rev.1 true",
		"S/15255/Rev.2(as corrected)": "S/15255/Rev.2 true", "S/9696 and Corr.1 & 2": "S/9696 true",
		"S/3995 (incorporating the amendment)S/3998": "S/3995 true", "A/RES/ES-11/10? (symbol not confirmed)": "A/RES/ES-11/10 false",
		"Russian draft on the Middle East war (symbol not confirmed)":          "Russian draft on the Middle East war false",
		"resolution extending Red Sea reporting to 15 July 2026 (S/RES/2812?)": "S/RES/2812 false", "A/80/L.65 (resolution number not read)": "A/80/L.65 true",
	} {
		symbol, confirmed := canonical(in)
		if got := symbol + map[bool]string{true: " true", false: " false"}[confirmed]; got != want {
			t.Errorf("canonical(%q) = %s, want %s", in, got, want)
		}
	}
}

// TestOverlayReads: converted tables stand before the kept ones.
func TestOverlayReads(t *testing.T) {
	o := overlay{tables{"a.csv": []byte("new")}, fstest.MapFS{"a.csv": {Data: []byte("old")}, "b.csv": {Data: []byte("kept")}}}
	for name, want := range map[string]string{"a.csv": "new", "b.csv": "kept"} {
		if data, err := fs.ReadFile(o, name); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(from, "*.csv"))
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(p)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sameFolders compares the CSV files of two folders.
func sameFolders(t *testing.T, want, got string) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(want, "*.csv"))
	for _, p := range paths {
		a, _ := os.ReadFile(p)
		b, err := os.ReadFile(filepath.Join(got, filepath.Base(p)))
		if err != nil || string(a) != string(b) {
			t.Errorf("%s is not the same (%v)", filepath.Base(p), err)
		}
	}
	if there, _ := os.ReadDir(got); len(there) != len(paths) {
		t.Errorf("%d files, want %d", len(there), len(paths))
	}
}
