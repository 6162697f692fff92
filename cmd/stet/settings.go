package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
)

// settingsFile is the name under which settings are looked for.
const settingsFile = "stet.toml"

// largestSettings is the most bytes of a settings file.
const largestSettings = 256 << 10

// settings are what a newsroom's stet.toml says for every command; flags and the environment win over it. It names
// nothing that a check would write to: whoever sends a folder of articles may send a stet.toml in it.
type settings struct {
	Data     string   `toml:"data"`     // as --data
	AsOf     string   `toml:"as-of"`    // as --as-of
	Desk     string   `toml:"desk"`     // the database of the desk: serve keeps it, the others honour it
	Baseline []string `toml:"baseline"` // as --baseline, several
	Ignore   []string `toml:"ignore"`   // findings' ids, each with a note behind it, as in a remark
	Check    struct {
		Format  string   `toml:"format"`
		Verdict []string `toml:"verdict"`
		Kind    []string `toml:"kind"`
	} `toml:"check"`

	path string // of the file; "" where there is none
}

// addConfig adds the flags that say where settings are, and loads them before any command runs.
func (a *app) addConfig(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&a.config, "config", "", "the settings (default: stet.toml in the working folder, else in those above it up to the repository's root)")
	f.BoolVar(&a.verbose, "verbose", false, "tell on the error stream which settings are in force")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) (err error) {
		if a.set, err = loadSettings(a.config); err != nil {
			return usageError("%w", err)
		}
		if a.verbose {
			a.say("settings: %s", orNone(a.set.path))
		}
		return nil
	}
}

func orNone(path string) string {
	if path == "" {
		return "no " + settingsFile
	}
	return path
}

// loadSettings reads the file that somebody named, else the one that is found; without one nothing is set. Paths in it are
// relative to its folder.
func loadSettings(named string) (*settings, error) {
	path := named
	if path == "" {
		dir, err := os.Getwd()
		if err != nil {
			return &settings{}, nil // a working folder that is gone holds no settings
		}
		if path = findSettings(dir); path == "" {
			return &settings{}, nil
		}
	}
	data, err := readSettings(path)
	if err != nil {
		return nil, err
	}
	s := &settings{path: path}
	if err := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields().Decode(s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, settingsError(err))
	}
	if err := s.validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	dir := filepath.Dir(path)
	for _, p := range []*string{&s.Data, &s.Desk} {
		*p = beside(dir, *p)
	}
	for i := range s.Baseline {
		s.Baseline[i] = beside(dir, s.Baseline[i])
	}
	return s, nil
}

// findSettings looks in a folder, then in those above it up to the root of the repository that it lies in. Outside a repository
// it looks no further: a file in a folder of everybody's, such as /tmp, is nobody's settings.
func findSettings(dir string) string {
	first := ""
	for at := dir; ; at = filepath.Dir(at) {
		file := filepath.Join(at, settingsFile)
		if _, err := os.Lstat(file); err == nil && (first == "" || at == dir) {
			first = file
		}
		if at == dir && first != "" {
			return first
		}
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return first
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

func readSettings(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such settings: check --config", path)
	case err == nil && !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no file: name another with --config", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, cannotRead(path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largestSettings+1))
	if err != nil {
		return nil, cannotRead(path, err)
	}
	if len(data) > largestSettings {
		return nil, fmt.Errorf("%s: has more than %d KB: keep known findings in a baseline", path, largestSettings>>10)
	}
	return data, nil
}

func beside(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, filepath.FromSlash(path))
}

// settingsError says where in the file something is wrong; of a key that means nothing, which one is near it.
func settingsError(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		row, _ := strict.Errors[0].Position()
		key := strings.Join(strict.Errors[0].Key(), ".")
		if near := nearestKey(key); near != "" {
			return fmt.Errorf("line %d: %q means nothing: did you mean %q? docs/settings.md tells them all", row, key, near)
		}
		return fmt.Errorf("line %d: %q means nothing: docs/settings.md tells the keys that do", row, key)
	}
	var wrong *toml.DecodeError
	if errors.As(err, &wrong) {
		row, column := wrong.Position()
		if key := wrong.Key(); len(key) > 0 && strings.Contains(err.Error(), "struct field") { // the library's words name our code
			return fmt.Errorf("line %d: %s has a value of another kind: docs/settings.md shows how to write it", row, strings.Join(key, "."))
		}
		return fmt.Errorf("line %d, column %d: %w: see docs/settings.md", row, column, err)
	}
	return err
}

// settingsKeys are all the keys, a table's with its name before them.
func settingsKeys(t reflect.Type, before string) []string {
	var keys []string
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("toml")
		switch {
		case name == "":
		case t.Field(i).Type.Kind() == reflect.Struct:
			keys = append(keys, settingsKeys(t.Field(i).Type, before+name+".")...)
		default:
			keys = append(keys, before+name)
		}
	}
	return keys
}

// nearestKey is the key that somebody may have meant, "" where none is near.
func nearestKey(key string) string {
	near, least := "", 0
	for _, k := range settingsKeys(reflect.TypeFor[settings](), "") {
		d := min(levenshtein.ComputeDistance(key, k), levenshtein.ComputeDistance(last(key), last(k))+1)
		if near == "" || d < least {
			near, least = k, d
		}
	}
	if least > max(2, len(last(key))/2) {
		return ""
	}
	return near
}

func last(key string) string { return key[strings.LastIndex(key, ".")+1:] }

// validate refuses values that a flag of the same name would refuse.
func (s *settings) validate() error {
	for _, one := range []struct {
		key             string
		values, allowed []string
	}{{"format", []string{cmp.Or(s.Check.Format, "text")}, formats}, {"verdict", s.Check.Verdict, verdictNames()}, {"kind", s.Check.Kind, kindNames()}} {
		for _, v := range one.values {
			if !slices.Contains(one.allowed, v) {
				return fmt.Errorf("check.%s %q: use one of %s", one.key, v, strings.Join(one.allowed, ", "))
			}
		}
	}
	_, err := ignoreList(s.Ignore, s.path)
	return err
}

// settle gives a check the settings where the command line says nothing.
func (a *app) settle(c *cobra.Command, o *checkOptions) {
	set := a.set.Check
	if !c.Flags().Changed("format") && set.Format != "" {
		o.format = set.Format
	}
	if !c.Flags().Changed("verdict") {
		o.verdicts = set.Verdict
	}
	if !c.Flags().Changed("kind") {
		o.kinds = set.Kind
	}
}
