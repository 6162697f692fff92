package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestRemarks finds remarks where they stand, and takes nothing for one that a reader sees or that another
// format has.
func TestRemarks(t *testing.T) {
	page := `<html><body><article><h1>A heading of the page</h1><!-- stet: ignore --><p>The first paragraph of this page, before the others.</p>
<p>The second<!--stet:ignore 0123456789 why not--> paragraph of this page, with a remark in it.</p><p>The third, with an example: &lt;!-- stet: ignore --&gt;.</p><!-- another remark --><!-- stet: behind all --></article></body></html>`
	markdown := "# Heading\n\n<!-- stet: ignore\n-->\nFirst.\n\nSecond <!-- stet: ignore this --> goes on.\n\n    <!-- stet: ignore code -->\n\n`<!-- stet: ignore inline -->` shown.\n"
	for _, tt := range []struct {
		name, source string
		want         []Remark
	}{
		{"a.html", page, []Remark{{"ignore", 1}, {"ignore 0123456789 why not", 2}, {"behind all", -1}}},
		{"a.md", markdown, []Remark{{"ignore", 1}, {"ignore this", 2}}},
		{"a.txt", "Text.\n\n<!-- stet: ignore -->\n\nMore.", nil},
	} {
		d, err := Read(tt.name, []byte(tt.source), Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
		if got := d.Remarks(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %+v, want %+v in %q", tt.name, got, tt.want, d.Text)
		}
	}
	d, err := Read("many.md", []byte("Text.\n\n"+strings.Repeat("<!-- stet: ignore -->\n\n", 5000)+"\nMore."), Options{})
	if err != nil || len(d.Remarks()) != maxRemarks {
		t.Errorf("%d remarks, %v", len(d.Remarks()), err)
	}
}
