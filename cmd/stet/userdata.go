package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"stet/sources"
)

// dataFlags say which datasets a command looks into beside those that the program carries.
type dataFlags struct{ file, asOf string }

// addData adds the flag --data, which every command understands.
func (a *app) addData(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.own.file, "data", "", "the database of your own datasets (default: STET_DATA, else that of stet.toml, else the one in your data folder, where it exists)")
}

// addAsOf adds the flag --as-of to a command and those below it.
func (a *app) addAsOf(c *cobra.Command) {
	c.PersistentFlags().StringVar(&a.own.asOf, "as-of", "", "the state of knowledge at the end of that day: `YYYY-MM-DD`")
}

// dataFile is the user's database, and whether somebody named it: one that nobody named need not exist.
func (a *app) dataFile() (path string, named bool) {
	if a.own.file != "" {
		return a.own.file, true
	}
	if path = a.env("STET_DATA"); path != "" {
		return path, true
	}
	if a.set.Data != "" {
		return a.set.Data, true
	}
	return sources.UserDataPath(a.env), false
}

// layers is what the reference is opened with.
func (a *app) layers() (sources.Options, error) {
	o := sources.Options{CacheDir: a.env("STET_CACHE_DIR")}
	day, err := sources.ParseDate(cmp.Or(a.own.asOf, a.set.AsOf))
	if err != nil {
		return o, usageError("--as-of: %w", err)
	}
	o.AsOf = day
	path, named := a.dataFile()
	if path == "" {
		return o, nil
	}
	if _, err := os.Stat(path); named || !errors.Is(err, fs.ErrNotExist) {
		o.Data = path
	}
	return o, nil
}

// access is what a command does with the user's database.
type access int

const (
	reading  access = iota
	changing        // of one that is there
	making          // also where there is none yet
)

// withOwnData opens the user's database, and the reference without it, and does something with both.
func (a *app) withOwnData(c *cobra.Command, access access, do func(u *sources.UserData, base *sources.DB) error) error {
	path, _ := a.dataFile()
	if path == "" {
		return usageError("there is no data folder to keep a database in: name a file with --data")
	}
	base, err := sources.Open(c.Context(), sources.Options{CacheDir: a.env("STET_CACHE_DIR")})
	if err != nil {
		return err
	}
	defer base.Close()
	var u *sources.UserData
	if access == reading {
		u, err = sources.ReadUserData(c.Context(), path)
	} else {
		u, err = sources.OpenUserData(c.Context(), path, access == making)
	}
	if err != nil {
		return err
	}
	defer u.Close()
	u.Waiting = func() { a.say("waiting for another import into %s", path) }
	return do(u, base)
}

// dayFlag reads a flag that is a day, zero for none.
func dayFlag(name, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return t, usageError("--%s %q: write YYYY-MM-DD", name, value)
	}
	return t, nil
}

// originText is one line on where an imported record came from, "" for one that the program carries.
func originText(o *sources.Origin) string {
	if o == nil {
		return ""
	}
	lines := ""
	switch {
	case o.LastLine > o.FirstLine:
		lines = fmt.Sprintf(", lines %d to %d", o.FirstLine, o.LastLine)
	case o.FirstLine > 0:
		lines = fmt.Sprintf(", line %d", o.FirstLine)
	}
	hash := o.Hash
	if len(hash) > 12 {
		hash = hash[:12]
	}
	day := o.Recorded
	if len(day) > 10 {
		day = day[:10]
	}
	return fmt.Sprintf("%s%s; version %d, known since %s; SHA-256 %s…", o.File, lines, o.Version, day, hash)
}
