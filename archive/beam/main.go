// Command beam checks an archive on many machines: an Apache Beam pipeline around package archive (docs/beam.md).
// It is a module of its own so that stet itself stays small.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/harness/init" // makes this program a worker where a runner starts it as one
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/extworker"

	"stet/archive"
	"stet/extract"
)

// version is that of the outcomes' form; the build itself is told by the program's file.
const version = "0.1.0"

var (
	out     = flag.String("out", "", "the run's folder, which all machines see under this name")
	date    = flag.String("date", "", "the day, month or year of publication of all articles: YYYY[-MM[-DD]]")
	all     = flag.Bool("parse-all", false, "read also articles whose bytes name nothing of the United Nations")
	maxSize = flag.Int("max-size", 16, "megabytes that an article may have, unpacked")
	pool    = flag.Int("pool", 0, "be a worker: wait on this port of the loopback address for a runner's orders")
	fields  archive.Fields
)

func main() {
	flag.Func("field", "JSON Lines: what holds text, html, title, date, name or outlet, as text=story.body (may be given again)", setField)
	flag.Usage = usage
	flag.Parse()
	beam.Init()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		if errors.Is(err, errUsage) {
			os.Exit(2)
		}
		os.Exit(3)
	}
}

// errUsage is of a command that no run can come of.
var errUsage = errors.New("see docs/beam.md")

func usage() {
	fmt.Fprint(flag.CommandLine.Output(), "beam --out RUN --endpoint HOST:PORT --environment_type EXTERNAL --environment_config HOST:PORT ARCHIVE…\n"+
		"beam --pool PORT\n\nExit codes: 0 the run is whole, 2 wrong usage, 3 it could not go on: what was done is kept.\n\n")
	flag.PrintDefaults()
}

func setField(s string) error {
	name, field, ok := strings.Cut(s, "=")
	into := map[string]*string{"text": &fields.Text, "html": &fields.HTML, "title": &fields.Title, "date": &fields.Date, "name": &fields.Name, "outlet": &fields.Outlet}[name]
	if !ok || into == nil {
		return errors.New("use text=, html=, title=, date=, name= or outlet= and the field's name")
	}
	*into = field
	return nil
}

func run(ctx context.Context, paths []string) error {
	if *pool != 0 {
		return serve(ctx, *pool, paths)
	}
	s, err := settings(paths)
	if err != nil {
		return err
	}
	if s.Total, err = writeList(ctx, s, paths); err != nil {
		return err
	}
	if s.Total == 0 {
		return fmt.Errorf("nothing to read under %s: name files, folders or patterns (%w)", strings.Join(paths, ", "), errUsage)
	}
	if *jobopts.WorkerBinary == "" { // else the SDK compiles one out of the sources, where it finds them
		if *jobopts.WorkerBinary, err = os.Executable(); err != nil {
			return fmt.Errorf("find this program's own file: %w", err)
		}
	}
	if _, err := universal.Execute(ctx, build(s)); err != nil {
		return fmt.Errorf("the job ended early: %w: the shards that were checked are kept in %s; see that the runner and its workers are up, and give the same command again", err, s.shards())
	}
	return tell(s)
}

// serve waits as a worker until the context ends.
func serve(ctx context.Context, port int, paths []string) error {
	if port < 1 || port > 65535 || len(paths) > 0 {
		return fmt.Errorf("--pool takes a port, 1 to 65535, and no archives (%w)", errUsage)
	}
	s, err := extworker.StartLoopback(ctx, port)
	if err != nil {
		return fmt.Errorf("wait on port %d: %w: take another port", port, err)
	}
	<-ctx.Done()
	return s.Stop(context.WithoutCancel(ctx))
}

// settings are those of the flags. Paths are made absolute, since workers stand in other folders.
func settings(paths []string) (s Settings, err error) {
	switch {
	case *out == "" || len(paths) == 0:
		return s, fmt.Errorf("--out and an archive are needed (%w)", errUsage)
	case *maxSize < 1 || *maxSize > 256:
		return s, fmt.Errorf("--max-size is 1 to 256 (%w)", errUsage)
	}
	if _, err := extract.ParseDate(*date); err != nil {
		return s, fmt.Errorf("--%w (%w)", err, errUsage)
	}
	s = Settings{Date: *date, All: *all, Fields: fields, Size: *maxSize << 20}
	if s.Out, err = filepath.Abs(*out); err != nil {
		return s, err
	}
	for i, p := range paths {
		if paths[i], err = filepath.Abs(p); err != nil {
			return s, err
		}
	}
	s.Engine, err = engineOf("/proc/self/exe")
	return s, err
}

// writeList writes the list of shards beside its place and moves it there. It is how many there are.
func writeList(ctx context.Context, s Settings, paths []string) (total int, err error) {
	if err := os.MkdirAll(s.Out, 0o777); err != nil {
		return 0, fmt.Errorf("make the run's folder: %w", err)
	}
	f, err := os.CreateTemp(s.Out, ".shards-*.tmp")
	if err != nil {
		return 0, fmt.Errorf("%s: cannot be written: %w", s.Out, err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	e, opt := json.NewEncoder(f), s.options()
	opt.Paths = paths
	err = archive.Shards(ctx, opt, s.Out, func(shard archive.Shard) error {
		total++
		return e.Encode(shard)
	})
	for _, step := range []func() error{func() error { return err }, func() error { return f.Chmod(0o644) }, f.Sync, f.Close, func() error { return os.Rename(f.Name(), s.list()) }} {
		if err := step(); err != nil {
			return 0, fmt.Errorf("list the shards: %w", err)
		}
	}
	return total, nil
}

// tell says in a line what the run holds.
func tell(s Settings) error {
	f, err := os.Open(filepath.Join(s.Out, "summary.json"))
	if err != nil {
		return fmt.Errorf("the job ended without a summary: %w: all machines must see the folder --out under this name", err)
	}
	defer f.Close()
	var sum archive.Summary
	if err := json.NewDecoder(io.LimitReader(f, 64<<20)).Decode(&sum); err != nil {
		return fmt.Errorf("%s: %w", f.Name(), err)
	}
	fmt.Printf("%d shards, %d articles with claims: %d claims stand, %d do not, %d could not be checked. %d files and members could not be read. See %s.\n",
		s.Total, sum.WithClaims, sum.Supported, sum.Meaning+sum.Detail, sum.Unchecked, sum.Quarantined, filepath.Join(s.Out, "index.html"))
	return nil
}
