package claims

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"stet/extract"
)

// The Council's texts are no part of the project: without them the test is skipped.
const textsFile = "../../shared/data/sc_resolution_texts_1946_2002.tgz"

// everyBeginning is how many of the paragraphs are left out for each that is told: all together take minutes.
const everyBeginning = 24

// beginning is of a paragraph of a real text: its number, verb and what hangs from it.
type beginning struct {
	symbol, number, verb, words string
}

var (
	numberedStart = regexp.MustCompile(`(?s)\n(\d{1,2})\. (?:(?:Further|Also|Strongly|Urgently|Again) )?(\w+)(?: upon| on| for)? ([^;“”"\[\]()…]{60,})`)
	textName      = regexp.MustCompile(`S_RES_0*(\d+)_(\d{4})`)
)

// swaps are verbs as articles tell them: near ones, which are no error, and others, which are.
var swaps = map[string]struct{ near, wrong string }{
	"Demands": {"calls for", "urges"}, "Urges": {"implores", "demands"}, "Requests": {"asks", "demands"}, "Condemns": {"denounces", "notes"}, "Deplores": {"regrets", "condemns"},
	"Notes": {"notes", "condemns"}, "Welcomes": {"commends", "demands"}, "Calls": {"urges", "demands"}, "Reaffirms": {"stresses", "demands"}, "Invites": {"encourages", "demands"}, "Expresses": {"voices", "demands"},
}

func readBeginnings(t *testing.T) (packed []byte, out []beginning) {
	packed, err := os.ReadFile(textsFile)
	if err != nil {
		t.Skip("no shared texts here: ", err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for files := tar.NewReader(zip); ; {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			return packed, out
		}
		if err != nil {
			t.Fatal(err)
		}
		name := textName.FindStringSubmatch(head.Name)
		text, err := io.ReadAll(files)
		if err != nil {
			t.Fatal(err)
		}
		if name == nil || bytes.Count(text, []byte("\n1. ")) > 1 { // parts that are numbered each
			continue
		}
		for _, m := range numberedStart.FindAllSubmatch(text, -1) {
			words := strings.Fields(string(m[3]))
			if _, ok := swaps[string(m[2])]; ok && len(words) > 14 {
				out = append(out, beginning{fmt.Sprintf("S/RES/%s(%s)", name[1], name[2]), string(m[1]), string(m[2]), strings.TrimRight(strings.Join(words[:12], " "), ",:")})
			}
		}
	}
}

// TestGeneratedDocuments tells the beginnings of real paragraphs with right and wrong verbs and numbers.
func TestGeneratedDocuments(t *testing.T) {
	packed, all := readBeginnings(t)
	c := referenceWith(t, bytes.NewReader(packed))
	dates := map[string]string{}
	for i := range c.records {
		dates[c.records[i].Symbol] = c.records[i].Date.String()
	}
	type count struct{ right, of int }
	counts := map[string]*count{}
	for n, b := range all {
		if dates[b.symbol] == "" || n%(everyBeginning*slowdown) != 0 {
			continue
		}
		swap := swaps[b.verb]
		own := strings.ToLower(b.verb)
		for name, x := range map[string][3]string{
			"right verb": {"The resolution", own, ""}, "near verb": {"The resolution", swap.near, ""}, "wrong verb": {"The resolution", swap.wrong, "another operative verb"},
			"right paragraph": {"Operative paragraph " + b.number, own, ""}, "wrong paragraph": {"Operative paragraph " + b.number + "7", own, "another paragraph"},
		} {
			symbol, _, _ := strings.Cut(strings.TrimPrefix(b.symbol, "S/RES/"), "(")
			article := fmt.Sprintf("---\ndate: %s\n---\nThe UN Security Council adopted resolution %s on %s. %s %s “%s”.\n", dates[b.symbol], symbol, dates[b.symbol], x[0], x[1], b.words)
			got := diagnosisOf(t, c, article)
			if counts[name] == nil {
				counts[name] = &count{}
			}
			counts[name].of++
			if got == x[2] {
				counts[name].right++
			} else {
				t.Logf("%s: %s: %q: %s", name, b.symbol, got, article[strings.LastIndex(article, "---\n")+4:])
			}
		}
	}
	for name, k := range counts {
		t.Logf("%-16s %d of %d", name, k.right, k.of)
		least := 0.995 // nothing right is refuted
		if strings.HasPrefix(name, "wrong") {
			least = 0.85 // where nothing leaves open which text is meant
		}
		if float64(k.right) < least*float64(k.of) {
			t.Errorf("%s: want %.3f", name, least)
		}
	}
}

// diagnosisOf is the diagnosis of the article's refuted quotation, "" for none.
func diagnosisOf(t *testing.T, c *Checker, article string) string {
	doc, err := extract.Read("a.md", []byte(article), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := c.Check(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings {
		if f.Kind == "quotation" && f.Verdict == Refuted {
			return f.Diagnosis
		}
	}
	return ""
}
