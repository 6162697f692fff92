package extract

import (
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// TestRefuse reads what is no article: each gives a typed error whose message says what to do.
func TestRefuse(t *testing.T) {
	for _, tt := range []struct {
		name, source string
		opt          Options
		want         error
		says         string
	}{
		{"empty.txt", "", Options{}, ErrEmpty, "check that"},
		{"blank.txt", " \n\t\n", Options{}, ErrEmpty, "check that"},
		{"nothing.html", "<html><body><script>x</script></body></html>", Options{}, ErrEmpty, "save its text"},
		{"front.md", "---\ntitle: x\n---\n", Options{}, ErrEmpty, "save its text"},
		{"a.docx", "PK\x03\x04\x14\x00", Options{}, ErrDamaged, "save it anew"},
		{"a.bin", strings.Repeat("\x00\x01\x02abc\xff", 100), Options{}, ErrBinary, "plain text"},
		{"big.txt", strings.Repeat("word ", 300), Options{Limits: Limits{Source: 1 << 10}}, ErrTooLarge, "1 kB"},
		{"huge.txt", strings.Repeat("x", defaultSource+1), Options{}, ErrTooLarge, "16 MB"},
		{"deep.html", "<p>" + strings.Repeat("<div>", 100000) + "text", Options{}, ErrTooDeep, "500"},
		{"deep.html", "<p>" + strings.Repeat("<b>", 100000) + "text", Options{}, ErrTooDeep, "500"},
		{"deep.md", strings.Repeat("> ", 100000) + "text", Options{}, ErrTooDeep, "500"},
		{"deep.md", strings.Repeat("- ", 100000) + "text", Options{}, ErrTooDeep, "500"},
		{"runs.html", "<p>" + strings.Repeat("a<b>", 20), Options{Limits: Limits{Runs: 10}}, ErrTooLarge, "split"},
		{"a.txt", "text", Options{Date: "yesterday"}, ErrDate, "2025-02-24"},
		{"a.txt", "text", Options{Date: "2025-02-30"}, ErrDate, "2025-02-24"},
	} {
		_, err := Read(tt.name, []byte(tt.source), tt.opt)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		} else if !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %q does not say %q", tt.name, err, tt.says)
		}
	}
}

// TestSlow reads sources that are meant to take long.
func TestSlow(t *testing.T) {
	const size = 200 << 10
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, source := range map[string]string{
		"unclosed.html":  "<html><body>" + fill("<p><a href=x><b><i>vote "),
		"links.html":     "<html><body>" + fill("<ul><li><a href=x>vote</a></ul>"),
		"spans.html":     "<html><body><p>" + fill("<span>x</span> "),
		"tables.html":    "<html><body>" + fill("<table><tr><td>x<td>y</table>"),
		"nested.html":    "<html><body>" + fill(strings.Repeat("<div>", 400)+"x"+strings.Repeat("</div>", 400)),
		"times.html":     "<html><body>" + fill("<div><time>10.00</time> "+strings.Repeat("text ", 10)+"</div>"),
		"entities.html":  "<html><body><p>" + fill("&amp;&#x26;&"),
		"classes.html":   "<html><body>" + fill(`<div class="related-x aCamelCase ad ad ad">x</div>`),
		"headings.html":  "<html><body>" + fill("<h2>Related</h2><p>text</p>"),
		"comment.html":   "<html><body>" + fill("<!-- x -->y"),
		"aside.html":     "<html><body>" + fill("<aside><ul>") + "x",
		"brackets.md":    fill("["),
		"emphasis.md":    fill("*a **b "),
		"ticks.md":       fill("` `` "),
		"links.md":       fill("[a](b "),
		"html.md":        fill("<a <b "),
		"footnotes.md":   fill("[^1] "),
		"quotes.md":      fill("> > > > x\n"),
		"list.md":        fill("- a\n"),
		"pipes.md":       "|a|b|\n|-|-|\n" + fill("|"),
		"lines.txt":      fill("a\n"),
		"long.txt":       fill("word "),
		"spaces.txt":     fill(" ") + "x",
		"dashes.txt":     fill("---\n"),
		"frontmatter.md": "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n---\ntext",
	} {
		start := time.Now()
		d, err := Read(name, []byte(source), Options{})
		if err == nil {
			checkDocument(t, d)
		}
		if took := time.Since(start); took > slowdown*3*time.Second {
			t.Errorf("%s: took %v (%v)", name, took, err)
		} else if took > slowdown*500*time.Millisecond {
			t.Logf("%s: took %v (%v)", name, took, err)
		}
	}
}

// TestCharset reads the same sentence in several encodings, declared and not.
func TestCharset(t *testing.T) {
	const text = "The délégué’s vote – 93 to 18 – was “final”."
	page := func(head string) string {
		return "<html><head>" + head + "<title>x</title></head><body><p>" + text + "</p></body></html>"
	}
	win := func(s string) string { return must(charmap.Windows1252.NewEncoder().String(s)) }
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	bare := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	for name, source := range map[string]string{
		"utf8":         page(`<meta charset="utf-8">`),
		"bom":          "\ufeff" + page(""),
		"undeclared":   win(page("")),
		"declared":     win(page(`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`)),
		"mislabelled":  win(page(`<meta charset="utf-8">`)),
		"utf16":        must(utf16le.String(page(""))),
		"utf16be":      must(bare.String(page(""))),
		"text":         text,
		"text-win":     win(text),
		"text-utf16":   must(utf16le.String(text)),
		"text-bom":     "\ufeff" + text,
		"wrong-but-ok": page(`<meta charset="windows-1252">`),
	} {
		d, err := Read(name, []byte(source), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkDocument(t, d)
		if d.Text != text {
			t.Errorf("%s: text %q", name, d.Text)
			continue
		}
		i := strings.Index(d.Text, "18")
		o := d.Origin(Span{i, i + 2})
		if got := strings.ReplaceAll(string(d.Source[o.Start:o.End]), "\x00", ""); got != "18" {
			t.Errorf("%s: origin of 18 is %q", name, got)
		}
	}
}

func TestCharsetOfManyBytes(t *testing.T) {
	text := "総会は93対18で決議を採択した。ABC。"
	for name, source := range map[string]string{
		"sjis":  must(japanese.ShiftJIS.NewEncoder().String(`<html><head><meta charset="shift_jis"></head><body><p>` + text + `</p></body></html>`)),
		"eucjp": must(japanese.EUCJP.NewEncoder().String(`<html><head><meta charset="euc-jp"></head><body><p>` + text + `</p></body></html>`)),
		"2022":  must(japanese.ISO2022JP.NewEncoder().String(`<html><head><meta charset="iso-2022-jp"></head><body><p>` + text + `</p></body></html>`)),
	} {
		d, err := Read(name+".html", []byte(source), Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
		if d.Text != text {
			t.Errorf("%s: %q", name, d.Text)
		}
	}
}

// TestInvalidUTF8 keeps the place of what follows a damaged byte.
func TestInvalidUTF8(t *testing.T) {
	source := "Caf\xe9 d\xc3\xa9l\xc3\xa9gu\xc3\xa9 \xff voted 93-18."
	d, err := Read("a.txt", []byte(source), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, d)
	i := strings.Index(d.Text, "93-18")
	if o := d.Origin(Span{i, i + 5}); source[o.Start:o.End] != "93-18" {
		t.Errorf("text %q, origin %q", d.Text, source[o.Start:o.End])
	}
}

func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}
