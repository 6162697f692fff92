package archive

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Shard is a part of an archive that one worker checks by itself: one package, or loose articles next to one
// another. It is written as JSON where it travels between machines.
type Shard struct {
	Number int    `json:"number"` // its place in the archive, from 0
	Files  []File `json:"files"`
}

// File is a Source as it is told to another machine.
type File struct {
	Path     string `json:"path"` // as every machine knows it
	Size     int64  `json:"size"` // bytes
	Modified int64  `json:"modified"`
	Problem  string `json:"problem,omitempty"` // why it cannot be read
}

// Loose articles are put together until a shard holds so many, or so many bytes.
const (
	shardFiles = 1000
	shardBytes = 256 << 20
)

// sources calls do for the files that a run reads, in their order.
func (o *Options) sources(ctx context.Context, skip string, do func(Source) error) error {
	if o.given == nil {
		files := Listing{Paths: o.Paths, Lists: o.Lists, Map: o.Map, Input: o.Input, Skip: skip, Limits: o.Limits}
		return files.Each(ctx, do)
	}
	for _, s := range o.given {
		if err := do(s); err != nil {
			return err
		}
	}
	return nil
}

// Shards calls do for the shards of the archive that the options name, in its order; each file is in one of them.
// What lies in the folder skip is left out.
func Shards(ctx context.Context, opt Options, skip string, do func(Shard) error) error {
	seen := map[string]bool{}
	var next Shard
	var bytes int64
	flush := func() error {
		if len(next.Files) == 0 {
			return nil
		}
		s := next
		next, bytes = Shard{Number: s.Number + 1}, 0
		return do(s)
	}
	err := opt.sources(ctx, skip, func(s Source) error {
		if seen[oneLine(s.Path)] {
			return nil
		}
		seen[oneLine(s.Path)] = true
		k, _ := kindOf(s.Path)
		if k != article || len(next.Files) == shardFiles || bytes+s.Size > shardBytes {
			if err := flush(); err != nil {
				return err
			}
		}
		f := File{Path: s.Path, Size: s.Size, Modified: s.Modified}
		if s.Err != nil {
			f.Problem = s.Err.Error()
		}
		next.Files, bytes = append(next.Files, f), bytes+s.Size
		if k != article {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// shardFindings is the file of a shard's folder that tells what was found; the other is RunFile.
const shardFindings = "findings.jsonl"

// CheckShard checks a shard into a folder of its own under dir, which it names: findings.jsonl as of a run, and run.sqlite
// for Gather. The folder appears whole or not at all. Its name follows from the shard, the engine, the reference and
// how articles are read, so that what is there already is not checked again, and two workers that are given the
// same shard come to the same. Paths and Since of the options are not heeded. The error is of the machine, never of an article.
func (e *Engine) CheckShard(ctx context.Context, dir string, s Shard, opt Options) (name string, err error) {
	name = e.shardName(s, opt)
	done := filepath.Join(dir, name)
	if there, err := isShard(done); there || err != nil {
		return name, err
	}
	// A run is kept in SQLite's WAL, which a folder that machines share cannot hold: it is made on this machine.
	scratch, err := os.MkdirTemp("", "stet-shard-*")
	if err != nil {
		return "", fmt.Errorf("make a scratch folder for a shard: %w: see that the disk of temporary files has room", err)
	}
	defer os.RemoveAll(scratch)
	opt.Paths, opt.Since, opt.given = nil, "", s.sources()
	if err := e.Check(ctx, scratch, opt); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", fmt.Errorf("make the folder of the shards: %w", err)
	}
	tmp, err := os.MkdirTemp(dir, ".shard-*.tmp")
	if err != nil {
		return "", fmt.Errorf("%s: make a folder for a shard: %w: see that it can be written", dir, err)
	}
	defer os.RemoveAll(tmp)
	if err := keepShard(ctx, scratch, tmp); err != nil {
		return "", fmt.Errorf("%s: keep a shard: %w: see that the disk has room", done, err)
	}
	return name, placeShard(tmp, done)
}

// shardName begins with the name of the first file, for people, and ends in what makes it the only one.
func (e *Engine) shardName(s Shard, opt Options) string {
	opt.Limits = opt.Limits.withDefaults()
	b, _ := json.Marshal([]any{s.Files, opt.Engine, e.db.Version(), (&check{opt: opt}).reading()}) // plain values
	sum := sha256.Sum256(b)
	first := ""
	if len(s.Files) > 0 {
		first = path.Base(s.Files[0].Path)
	}
	plain := func(r rune) rune {
		if r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}
	first = strings.TrimLeft(strings.Map(plain, first), ".")
	return fmt.Sprintf("%s-%x", first[:min(len(first), 80)], sum[:12])
}

// sources are the shard's files for a run.
func (s Shard) sources() []Source {
	out := []Source{}
	for _, f := range s.Files {
		source := Source{Path: f.Path, Size: f.Size, Modified: f.Modified}
		if f.Problem != "" {
			source.Err = errors.New(f.Problem)
		}
		out = append(out, source)
	}
	return out
}

// isShard reports whether a shard's folder is there, which it is only when whole.
func isShard(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, shardFindings))
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	}
	return false, fmt.Errorf("%s: look for a shard: %w", dir, err)
}

// keepShard writes of the run in one folder what Gather needs into another.
func keepShard(ctx context.Context, from, into string) error {
	r, err := OpenRun(ctx, from)
	if err != nil {
		return err
	}
	defer r.Close()
	kept := filepath.Join(into, RunFile)
	if _, err := r.sql.ExecContext(ctx, "VACUUM INTO ?", kept); err != nil {
		return err
	}
	if err := syncFile(kept); err != nil {
		return err
	}
	if err := whole(filepath.Join(into, shardFindings), func(w io.Writer) error { return r.FindingsJSON(ctx, w) }); err != nil {
		return err
	}
	if err := os.Chmod(into, 0o755); err != nil { // MkdirTemp's are for their maker alone
		return err
	}
	return syncDir(into)
}

// placeShard moves a shard to its place. Where another worker was first, its shard stays.
func placeShard(tmp, done string) error {
	if err := os.Rename(tmp, done); err != nil {
		if there, _ := isShard(done); there {
			return nil
		}
		return fmt.Errorf("%s: move the shard into place: %w", done, err)
	}
	return syncDir(filepath.Dir(done))
}

// syncFile makes what was written to a file durable.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
