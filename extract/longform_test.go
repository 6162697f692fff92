package extract

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// longform holds articles with gold quotes that come with the workplace, not with the repository.
const longform = "../../shared/longform"

// folded is text as gold quotes are written: white space folded, cells of a table set apart by spaces.
func folded(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, cellBar, " ")), " ")
}

// TestLongform looks for every gold quote in the visible text; those of related links, comments and the
// page's own lines must not be there.
func TestLongform(t *testing.T) {
	f, err := os.Open(filepath.Join(longform, "gold.jsonl"))
	if err != nil {
		t.Skip("../shared/longform is not here")
	}
	defer f.Close()
	texts := map[string]string{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	checked := 0
	for lines.Scan() {
		var gold struct{ File, Quote, Zone string }
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		if !hasExt(gold.File, ".html", ".md", ".txt", ".docx", ".odt") {
			continue
		}
		text, ok := texts[gold.File]
		if !ok {
			text = folded(readFile(t, filepath.Join(longform, gold.File)).Text)
			texts[gold.File] = text
		}
		checked++
		beside := gold.Zone == "related" || gold.Zone == "comment" || gold.Zone == "boilerplate"
		if found := strings.Contains(text, folded(gold.Quote)); found == beside {
			t.Errorf("%s: %s quote %q: found %v", gold.File, gold.Zone, gold.Quote, found)
		}
	}
	t.Logf("%d quotes in %d articles", checked, len(texts))
}

func readFile(t *testing.T, path string) *Document {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(path, source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
