package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"stet/claims"
	"stet/report"
	"stet/web"
)

// knownFlags are the flags of a run over an archive that say what was decided before.
type knownFlags struct{ decisions, baseline string }

func (k *knownFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&k.baseline, "baseline", "", "a JSON report of an earlier check, the findings.jsonl of a run, or exported decisions: what it knows is told in the run's files")
	c.Flags().StringVar(&k.decisions, "decisions", "", "the database of a desk (stet serve): what was decided there is told in the run's files")
}

// known is what was decided before a check, by finding: at the desk first, then what baselines know, then the ignore
// list of the settings. A file that a flag names stands in place of what the settings name of its kind.
func (a *app) known(ctx context.Context, decisions, baseline string) (map[string][]claims.Decision, error) {
	decided, err := a.decided(ctx, decisions)
	if err != nil {
		return nil, err
	}
	before, err := a.knownBefore(baseline)
	if err != nil {
		return nil, err
	}
	return joinKnown(decided, before), nil
}

// decided is what was decided at the desk that the flag names, else at that of the settings, which need not have been opened yet.
func (a *app) decided(ctx context.Context, flag string) (map[string][]claims.Decision, error) {
	if flag != "" || a.set.Desk == "" {
		return readDecisions(ctx, flag)
	}
	if _, err := os.Stat(a.set.Desk); os.IsNotExist(err) {
		return nil, nil
	}
	decided, err := web.ReadDecisions(ctx, a.set.Desk)
	if err != nil {
		return nil, usageError("%s: desk = %w", a.set.path, err)
	}
	return decided, nil
}

// knownBefore is what baselines and the ignore list know: all that is not of a desk of one's own.
func (a *app) knownBefore(flag string) (map[string][]claims.Decision, error) {
	if flag != "" {
		return a.withIgnored(readBaseline(flag))
	}
	var out map[string][]claims.Decision
	for _, path := range a.set.Baseline {
		more, err := readKnown(path, filepath.Base(path)) // what is shown at the desk names no folder
		if err != nil {
			return nil, usageError("%s: baseline = %w", a.set.path, err)
		}
		out = joinKnown(out, more)
	}
	return a.withIgnored(out, nil)
}

func (a *app) withIgnored(known map[string][]claims.Decision, err error) (map[string][]claims.Decision, error) {
	if err != nil {
		return nil, err
	}
	ignored, err := ignoreList(a.set.Ignore, a.set.path)
	return joinKnown(known, ignored), err
}

// findingID is a finding's fingerprint, as every output tells it.
var findingID = regexp.MustCompile(`^[0-9a-f]{10}$`)

// ignoreList reads entries like those of remarks: an id, and behind it why.
func ignoreList(entries []string, path string) (map[string][]claims.Decision, error) {
	out := map[string][]claims.Decision{}
	for _, e := range entries {
		id, note, _ := strings.Cut(strings.TrimSpace(e), " ")
		if !findingID.MatchString(id) {
			return nil, fmt.Errorf("ignore: %q begins with no finding's id: take the \"id\" of --format json, ten letters and digits", e)
		}
		out[id] = append(out[id], claims.Decision{Finding: id, Note: strings.TrimSpace(note), From: filepath.Base(path)})
	}
	return out, nil
}

// readBaseline reads the report of an earlier run; without one nothing is known.
func readBaseline(path string) (map[string][]claims.Decision, error) {
	if path == "" {
		return nil, nil
	}
	known, err := readKnown(path, path)
	if err != nil {
		return nil, usageError("--baseline %w", err)
	}
	return known, nil
}

// readKnown reads a baseline, whose decisions say that they are from what it is called.
func readKnown(path, called string) (map[string][]claims.Decision, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, cannotRead(path, err)
	}
	defer f.Close()
	return report.ReadBaseline(called, f)
}

// readDecisions reads what was decided at a desk; without one nothing was.
func readDecisions(ctx context.Context, path string) (map[string][]claims.Decision, error) {
	if path == "" {
		return nil, nil
	}
	decided, err := web.ReadDecisions(ctx, path)
	if err != nil {
		return nil, usageError("--decisions %w", err)
	}
	return decided, nil
}

// joinKnown puts two memories together; of decisions in force about one finding the first memory's hold.
func joinKnown(first, then map[string][]claims.Decision) map[string][]claims.Decision {
	out := map[string][]claims.Decision{}
	for _, known := range []map[string][]claims.Decision{first, then} {
		for id, made := range known {
			out[id] = append(out[id], made...)
		}
	}
	return out
}
