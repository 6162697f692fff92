package main

import (
	"fmt"
	"io"
	"strconv"

	"stet/sources"
)

// importsJSON is what `stet data import` prints.
type importsJSON struct {
	Imports []importJSON `json:"imports"`

	all bool // print every problem
}

type importJSON struct {
	Dataset   string        `json:"dataset"`
	Version   int           `json:"version"` // of the dataset after it
	File      string        `json:"file"`
	SHA256    string        `json:"sha256"`
	Bytes     int64         `json:"bytes"`
	Added     int           `json:"added"`
	Changed   int           `json:"changed"`
	Withdrawn int           `json:"withdrawn"`
	Unchanged int           `json:"unchanged"`
	Repaired  int           `json:"repaired"`
	Refused   int           `json:"refused"`
	Problems  []problemJSON `json:"problems"` // the first 1000
	Error     string        `json:"error,omitempty"`
}

type problemJSON struct {
	Line     int    `json:"line"` // 0 where the whole file is meant
	Severity string `json:"severity"`
	Item     string `json:"item"`
	Message  string `json:"message"`
}

func newProblemsJSON(list []sources.Problem) []problemJSON {
	out := []problemJSON{}
	for _, p := range list {
		out = append(out, problemJSON{p.Line, string(p.Severity), p.Item, p.Message})
	}
	return out
}

func (d *importsJSON) add(r *sources.ImportReport, err error) {
	i := importJSON{Dataset: r.Dataset, Version: r.Version, File: r.File, SHA256: r.Hash, Bytes: r.Bytes, Added: r.Added, Changed: r.Changed,
		Withdrawn: r.Withdrawn, Unchanged: r.Unchanged, Repaired: r.Repaired, Refused: r.Refused, Problems: newProblemsJSON(r.Problems)}
	if err != nil {
		i.Error = err.Error()
	}
	d.Imports = append(d.Imports, i)
}

// fewProblems is how many problems the text tells where not all are asked for.
const fewProblems = 20

func (d *importsJSON) text(w io.Writer, _ voteStyle) {
	for _, i := range d.Imports {
		what := fmt.Sprintf("%s → %s version %d: %d added, %d changed, %d withdrawn, %d unchanged", clean(i.File), clean(i.Dataset), i.Version, i.Added, i.Changed, i.Withdrawn, i.Unchanged)
		switch {
		case i.Error != "":
			what = fmt.Sprintf("%s → nothing was imported", clean(i.File))
		case i.Added+i.Changed+i.Withdrawn == 0:
			what = fmt.Sprintf("%s → %s: nothing new (%d unchanged)", clean(i.File), clean(i.Dataset), i.Unchanged)
		}
		if i.Repaired+i.Refused > 0 {
			what += fmt.Sprintf("; %d repaired, %d refused", i.Repaired, i.Refused)
		}
		fmt.Fprintln(w, what)
		problemsText(w, i.Problems, i.Repaired+i.Refused, d.all)
	}
}

// problemsText tells problems line by line: what was refused before what was repaired, where not all are told.
func problemsText(w io.Writer, list []problemJSON, total int, all bool) {
	told := 0
	for _, severity := range []string{string(sources.Refused), string(sources.Repaired)} {
		for _, p := range list {
			if p.Severity != severity || told >= fewProblems && !all {
				continue
			}
			told++
			fmt.Fprintln(w, "  "+clean(sources.Problem{Line: p.Line, Severity: sources.Severity(p.Severity), Item: p.Item, Message: p.Message}.String()))
		}
	}
	if told < total {
		fmt.Fprintf(w, "  … and %d more; 'stet data list --problems DATASET' tells up to 1000 of a version that was imported\n", total-told)
	}
}

func (d *importsJSON) table() ([]string, [][]string) {
	header := []string{"dataset", "version", "file", "sha256", "line", "severity", "item", "message", "added", "changed", "withdrawn", "unchanged"}
	var rows [][]string
	for _, i := range d.Imports {
		head := []string{i.Dataset, strconv.Itoa(i.Version), i.File, i.SHA256}
		counts := []string{strconv.Itoa(i.Added), strconv.Itoa(i.Changed), strconv.Itoa(i.Withdrawn), strconv.Itoa(i.Unchanged)}
		rows = append(rows, append(append(head[:4:4], "", "", "", ""), counts...))
		for _, p := range i.Problems {
			rows = append(rows, append(head[:4:4], strconv.Itoa(p.Line), p.Severity, p.Item, p.Message, "", "", "", ""))
		}
	}
	return header, rows
}
