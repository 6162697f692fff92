// Command facts turns the gathered facts about United Nations votes into the reviewable fact tables
// that package sources embeds:
//
//	go run ./cmd/facts --from ../shared/data --to sources/facts
//
// It writes records.csv, drafts.csv, other_votes.csv, later_votes.csv, council.csv, landmarks.csv,
// sponsors.csv and corrections.csv, always the same bytes for the same input. The hand-kept tables of
// that folder (members.csv, names.csv, groups.csv, datasets.csv, notes.csv, titles.csv) are only checked: every
// code known, every name that the Library's records use mapped to a seat. Repairs of single rows, with
// the reason for each, are in repairs.csv beside this file. It fails, naming file and line, at the
// first fact that it does not understand, and then writes nothing.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"stet/sources"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "facts:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("facts", flag.ContinueOnError)
	flags.SetOutput(stderr)
	from := flags.String("from", "../shared/data", "folder of the gathered facts")
	to := flags.String("to", "sources/facts", "folder of the fact tables")
	if err := flags.Parse(args); err != nil {
		return err
	}
	c, err := newConversion(os.DirFS(*from), os.DirFS(*to))
	if err != nil {
		return err
	}
	tables, err := c.convert()
	if err != nil {
		return err
	}
	merged := overlay{tables, os.DirFS(*to)}
	facts, err := sources.ParseFacts(merged)
	if err != nil {
		return fmt.Errorf("the converted tables do not hold together, nothing was written: %w", err)
	}
	for _, name := range tables.names() {
		if err := replaceFile(filepath.Join(*to, name), tables[name]); err != nil {
			return err
		}
	}
	report(stdout, facts)
	return nil
}

// replaceFile writes the file beside its place and moves it there, so that no reader sees half of it.
func replaceFile(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".facts-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := tmp.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(tmp.Name(), path)
}

func report(w io.Writer, facts *sources.Facts) {
	votes := 0
	calls := 0
	for i := range facts.Records {
		r := &facts.Records[i]
		if r.UNDL == 0 || r.Positions == "" {
			continue
		}
		calls++
		for j := range len(r.Positions) {
			if r.Positions[j] != byte(sources.NotMember) {
				votes++
			}
		}
	}
	for _, d := range facts.Datasets {
		fmt.Fprintf(w, "%-16s %6d records\n", d.Name, d.Records)
	}
	fmt.Fprintf(w, "%d members, %d roll calls of the Library with %d member votes\n", len(facts.Members), calls, votes)
}
