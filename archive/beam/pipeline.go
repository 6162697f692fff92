package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"stet/archive"
	"stet/sources"
)

// Settings are what every step knows. They travel to the workers as JSON.
type Settings struct {
	Out    string         // the run's folder, which all machines share
	Engine string         // build of the program, as engineOf tells it
	Total  int            // shards
	Date   string         // publication of every article, "" for each one's own
	All    bool           // read also what names nothing of the United Nations
	Fields archive.Fields // of JSON Lines
	Size   int            // bytes an article may have
}

func (s Settings) options() archive.Options {
	return archive.Options{Engine: s.Engine, Date: s.Date, All: s.All, Fields: s.Fields, Limits: archive.Limits{Member: s.Size}}
}

func (s Settings) list() string   { return filepath.Join(s.Out, "shards.jsonl") }
func (s Settings) shards() string { return filepath.Join(s.Out, "shards") }

func init() { // the SDK finds the steps by name on a worker
	register.DoFn3x1[context.Context, []byte, func(string), error](&listFn{})
	register.DoFn3x1[context.Context, string, func(string, string), error](&checkFn{})
	register.DoFn3x1[context.Context, string, func(*string) bool, error](&gatherFn{})
	register.Emitter1[string]()
	register.Emitter2[string, string]()
	register.Iter1[string]()
}

// build puts the pipeline together: the list of shards, spread over the workers, each checked, all gathered into one run.
// The elements are shards, never articles, so that no runner holds more than some names.
func build(s Settings) *beam.Pipeline {
	p := beam.NewPipeline()
	root := p.Root()
	shards := beam.ParDo(root, &listFn{s}, beam.Impulse(root))
	checked := beam.ParDo(root, &checkFn{s}, beam.Reshuffle(root, shards))
	beam.ParDo0(root, &gatherFn{s}, beam.GroupByKey(root, checked))
	return p
}

// listFn reads the list of shards that the driver wrote, a JSON object a line.
type listFn struct{ Settings Settings }

// ProcessElement hands on each line.
func (f *listFn) ProcessElement(_ context.Context, _ []byte, emit func(string)) error {
	file, err := os.Open(f.Settings.list())
	if err != nil {
		return fmt.Errorf("read the list of shards: %w: all machines must see the folder --out under this name", err)
	}
	defer file.Close()
	return eachLine(file, func(line string) error {
		emit(line)
		return nil
	})
}

// eachLine hands on lines of at most 16 MB, which a shard of 1,000 long names does not reach.
func eachLine(r io.Reader, do func(string) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		if err := do(in.Text()); err != nil {
			return err
		}
	}
	return in.Err()
}

// checkFn checks shards.
type checkFn struct{ Settings Settings }

// engine is one for the process: the runner makes many checkFn, and the reference is large.
var engine = sync.OnceValues(func() (*archive.Engine, error) {
	db, err := sources.Open(context.Background(), sources.Options{CacheDir: os.Getenv("STET_CACHE_DIR")})
	if err != nil {
		return nil, err
	}
	return archive.NewEngine(db), nil
})

// Setup opens the reference. A worker of another build is refused, since its results would be kept as this one's.
func (f *checkFn) Setup(context.Context) error {
	here, err := engineOf("/proc/self/exe")
	if err != nil {
		return err
	}
	if here != f.Settings.Engine {
		return fmt.Errorf("this worker is of another build (%s) than the driver (%s): start the worker anew, of the same file", here, f.Settings.Engine)
	}
	_, err = engine()
	return err
}

// checked is the number of a shard and the name of its folder.
type checked struct {
	Number int
	Name   string
}

// ProcessElement checks a shard, or finds it checked. All results have one key, the run's folder.
func (f *checkFn) ProcessElement(ctx context.Context, line string, emit func(string, string)) error {
	var shard archive.Shard
	if err := json.Unmarshal([]byte(line), &shard); err != nil {
		return fmt.Errorf("%s: not a list of shards (%w): give the command again", f.Settings.list(), err)
	}
	e, err := engine()
	if err != nil {
		return err
	}
	name, err := e.CheckShard(ctx, f.Settings.shards(), shard, f.Settings.options())
	if err != nil {
		return fmt.Errorf("shard %d: %w", shard.Number, err)
	}
	b, err := json.Marshal(checked{shard.Number, name})
	if err != nil {
		return err
	}
	emit(f.Settings.Out, string(b))
	return nil
}

// gatherFn makes one run of all shards.
type gatherFn struct{ Settings Settings }

// ProcessElement runs once, with the names of all shards in any order, some perhaps twice.
func (f *gatherFn) ProcessElement(ctx context.Context, out string, next func(*string) bool) error {
	folders := make([]string, f.Settings.Total)
	for line := ""; next(&line); {
		var c checked
		if err := json.Unmarshal([]byte(line), &c); err != nil || c.Number < 0 || c.Number >= len(folders) {
			return fmt.Errorf("%q: not a shard of this run: give the command again", line)
		}
		folders[c.Number] = filepath.Join(f.Settings.shards(), c.Name)
	}
	if missing := slices.Index(folders, ""); missing >= 0 {
		return fmt.Errorf("shard %d was not checked: this is a fault of the runner's; give the command again", missing)
	}
	if _, err := archive.Gather(ctx, out, folders, archive.OutputOptions{Version: version}); err != nil {
		return err
	}
	return removeLitter(f.Settings.shards())
}

// removeLitter removes what workers that were killed left half done. All shards are in their places then.
func removeLitter(dir string) error {
	half, err := filepath.Glob(filepath.Join(dir, ".shard-*.tmp"))
	for _, path := range half {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return err
}

// engineOf tells a build by the program's file: another one may judge otherwise.
func engineOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read this program's own file: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", fmt.Errorf("read this program's own file: %w", err)
	}
	return fmt.Sprintf("%s-beam-%x", version, sum.Sum(nil)[:6]), nil
}
