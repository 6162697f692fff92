package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLists: feeds, sitemaps and plain lists name files below them or where a mapping says; whatever leads elsewhere, is not
// there, or would have to be fetched is told with its reason.
func TestLists(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, name := range []string{"a.html", "www.example.org/news/b.html", "news/c.html", "deep/index.html", "q/d?id=1.html", "e f.md", "mirror/x/g.html", "sub/h.md", "crawl.warc.gz"} {
		put(t, at(name), []byte("x"))
	}
	outside := t.TempDir()
	put(t, filepath.Join(outside, "secret.md"), []byte("x"))
	for name, to := range map[string]string{"out": outside, "leak.md": filepath.Join(outside, "secret.md")} {
		if err := os.Symlink(to, at(name)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, at("feed.rss"), []byte(`<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><link>https://www.example.org/</link><item><title>B &amp; Caf`+"\xe9"+`</title><link>https://www.example.org/news/b.html</link></item>
<item><link> https://www.example.org/news/c </link></item><item><link>https://www.example.org/../../etc/passwd</link></item><item><link>https://www.example.org/none.html</link></item></channel></rss>`))
	put(t, at("feed.atom"), []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://www.example.org/"/><entry><link rel="self" href="https://www.example.org/z.html"/>
<link href="https://www.example.org/deep/"/></entry><entry><link rel="alternate" href="https://cdn.example.org/x/g.html"/></entry></feed>`))
	put(t, at("sitemap.xml"), []byte(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://www.example.org/sub.xml.gz</loc></sitemap>
<sitemap><loc>https://www.example.org/sitemap.xml</loc></sitemap><sitemap><loc>https://www.example.org/sub.xml.gz</loc></sitemap></sitemapindex>`))
	put(t, at("sub.xml.gz"), packed([]byte(`<urlset><url><loc>https://www.example.org/a.html</loc></url><url><loc>https://www.example.org/q/d?id=1</loc></url></urlset>`)))
	put(t, at("list.txt"), []byte("\uFEFFa.html\n\n./e%20f.md\r\n../gone.md\n"+filepath.ToSlash(at("news/c.html"))+"\n/etc/hosts.md\nleak.md\nout/secret.md\nsub\n*.warc.gz\nout/*.md\nwww.example.org/news"))
	for i := range 4 {
		put(t, at(fmt.Sprintf("nest%d.xml", i+1)), fmt.Appendf(nil, "<sitemapindex><sitemap><loc>https://x.org/nest%d.xml</loc></sitemap></sitemapindex>", i+2))
	}
	put(t, at("cut.xml"), []byte(`<urlset><url><loc>https://www.example.org/a.html</loc></url><url><lo`))
	put(t, at("empty.rss"), []byte(`<rss><channel/></rss>`))
	put(t, at("long.txt"), []byte(strings.Repeat("a", 100_000)))
	put(t, at("deep.xml"), []byte(strings.Repeat("<a>", 1000)))
	for _, c := range []struct {
		lists, paths string
		want         string
	}{
		{"feed.rss", "", "www.example.org/news/b.html, news/c.html, https://www.example.org/../../etc/passwd: it leads out, https://www.example.org/none.html: no file for it"},
		{"", "feed.atom", "deep/index.html, mirror/x/g.html"},
		{"", "site*.xml", "a.html, q/d?id=1.html"},
		{"", "nest1.xml", "nest4.xml: more than 3 lists"},
		{"list.txt", "", "a.html, e f.md, ../gone.md: it leads out, news/c.html, /etc/hosts.md: it leads out, leak.md: it leads out, out/secret.md: it leads out, sub/h.md, crawl.warc.gz, out/secret.md: it leads out, www.example.org/news/b.html"},
		{"cut.xml", "", "a.html, cut.xml: damaged or cut short"},
		{"empty.rss", "gone.xml", "gone.xml: no such file, empty.rss: it names no file"},
		{"long.txt", "deep.xml", "deep.xml: its elements lie more, long.txt: a line of it is longer"},
	} {
		l := Listing{Map: []Mapping{{"https://cdn.example.org", filepath.Join(dir, "mirror")}, {"https://cdn.example", outside}}}
		if c.lists != "" {
			l.Lists = []string{at(c.lists)}
		}
		if c.paths != "" {
			l.Paths = []string{at(c.paths)}
		}
		var got []string
		if err := l.Each(t.Context(), func(s Source) error {
			name := strings.TrimPrefix(s.Path, filepath.ToSlash(dir)+"/")
			if s.Err != nil {
				name = fmt.Sprintf("%s: %v", name, s.Err)
			}
			got = append(got, name)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		want := strings.Split(c.want, ", ")
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s%s: %q, want %q", c.lists, c.paths, got, want)
				break
			}
		}
	}
}

// FuzzList: whatever a list holds, what it names lies below it.
func FuzzList(f *testing.F) {
	for _, s := range []string{"a.md\n../x.md", "<rss><item><link>https://x/%2e%2e/a.md</link></item></rss>", "<urlset><url><loc>file:///etc/passwd.md</loc></url></urlset>", "*/../*.md", "<a", "~/x.md\n\\..\\x.md", "https://x/a?../../b.md"} {
		f.Add([]byte(s))
	}
	dir := f.TempDir()
	put(f, filepath.Join(dir, "in", "a.md"), []byte("x"))
	put(f, filepath.Join(dir, "b.md"), []byte("x"))
	list := filepath.Join(dir, "in", "list")
	f.Fuzz(func(t *testing.T, data []byte) {
		put(t, list, data)
		l := Listing{Lists: []string{list}}
		err := l.Each(t.Context(), func(s Source) error {
			if rel, err := filepath.Rel(filepath.Join(dir, "in"), s.Path); s.Err == nil && (err != nil || strings.HasPrefix(rel, "..")) {
				t.Errorf("%q is outside", s.Path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
