package extract

import (
	"errors"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		prec     Precision
	}{{"", "", NoDate}, {"2025", "2025", Year}, {"2025-02", "2025-02", Month}, {"2025-02-24", "2025-02-24", Day}} {
		d, err := ParseDate(tt.in)
		if err != nil || d.String() != tt.want || d.Precision != tt.prec {
			t.Errorf("%q: %v %v", tt.in, d, err)
		}
	}
	for _, in := range []string{"25", "2025-13", "2025-02-30", "24/02/2025", "yesterday", "2025-2-4", "0000", "1066"} {
		if _, err := ParseDate(in); !errors.Is(err, ErrDate) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestParseStamp(t *testing.T) {
	for in, want := range map[string]string{
		"2025-02-24T20:12:31-05:00":             "2025-02-24T20:12:31-05:00",
		"2025-02-24T13:40:00.000Z":              "2025-02-24T13:40:00Z",
		"2025-02-24T13:40Z":                     "2025-02-24T13:40:00Z",
		"2025-02-24T13:40:00+0100":              "2025-02-24T13:40:00+01:00",
		"2025-02-24 13:40:00":                   "2025-02-24T13:40:00Z",
		"2025-02-24":                            "2025-02-24T00:00:00Z",
		"20250224":                              "2025-02-24T00:00:00Z",
		"2025-02":                               "2025-02-01T00:00:00Z",
		"1740404400":                            "2025-02-24T13:40:00Z",
		"1740404400000":                         "2025-02-24T13:40:00Z",
		"Mon, 24 Feb 2025 13:40:00 +0000":       "2025-02-24T13:40:00Z",
		"Mon 24 Feb 2025 20.12 EST":             "2025-02-24T20:12:00-05:00",
		"Published June 12, 2025, 5:47 PM ET":   "2025-06-12T17:47:00-04:00",
		"Jan. 3, 2025 at 9 a.m. ET":             "2025-01-03T09:00:00-05:00",
		"5 December 2025 · 6 min":               "2025-12-05T00:00:00Z",
		"Updated 1st March 2022, 21:05 GMT":     "2022-03-01T21:05:00Z",
		"The 3rd of May, 2011":                  "2011-05-03T00:00:00Z",
		"03/04/2025":                            "",
		"31 February 2025":                      "",
		"five minutes ago":                      "",
		"":                                      "",
		"0001-01-01T00:00:00Z":                  "",
		"Mon Feb 24 2025 13:40:00 GMT+0100 (x)": "2025-02-24T13:40:00+01:00",
	} {
		got := ""
		if s, ok := parseStamp(in); ok {
			got = s.time.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// TestPublished reads the date from where pages tell it, with the newsroom's day rather than UTC's.
func TestPublished(t *testing.T) {
	for _, tt := range []struct{ name, head, body, day, moment string }{
		{"none", "", "", "", ""},
		{"meta", `<meta property="article:published_time" content="2025-02-24T20:12:31-05:00">`, "", "2025-02-24", "2025-02-24T20:12:31-05:00"},
		{"local zone", `<meta property="article:published_time" content="2025-02-25T01:12:31Z">`, `<time datetime="2025-02-24T22:00:00-05:00">x</time>`, "2025-02-24", "2025-02-24T20:12:31-05:00"},
		{"graph", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"WebPage","datePublished":"2001-01-01"},{"@type":["Thing","ReportageNewsArticle"],"datePublished":"2024-03-22T10:00:00+01:00"}]}</script>`, "", "2024-03-22", "2024-03-22T10:00:00+01:00"},
		{"broken json", `<script type="application/ld+json">{"@type":"NewsArticle",</script><meta name="parsely-pub-date" content="2024-05-10T15:00:00Z">`, "", "2024-05-10", "2024-05-10T15:00:00Z"},
		{"sailthru", `<meta name="sailthru.date" content="2023-10-27">`, "", "2023-10-27", ""},
		{"dublin core", `<meta name="DC.date.issued" content="2012-11">`, "", "2012-11", ""},
		{"itemprop", "", `<span itemprop="datePublished" content="2019-01-02T03:04:05Z">long ago</span>`, "2019-01-02", "2019-01-02T03:04:05Z"},
		{"shown", "", `<p class="byline">By A. B. | 29 October 2025</p>`, "2025-10-29", ""},
		{"address", `<link rel="canonical" href="https://x.example/world/2022/feb/28/emergency">`, "", "2022-02-28", ""},
		{"day and clock", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-12-05"}</script><meta property="article:published_time" content="2025-12-05T06:00:00+01:00">`, "", "2025-12-05", "2025-12-05T06:00:00+01:00"},
		{"modified only", `<meta property="article:modified_time" content="2025-12-05T06:00:00+01:00">`, "", "", ""},
	} {
		source := "<html><head>" + tt.head + "</head><body><article><h1>A title of some words</h1>" + tt.body + "<p>A paragraph of the article, which is long enough to count as one.</p></article></body></html>"
		d, err := Read("a.html", []byte(source), Options{})
		if err != nil {
			t.Fatal(err)
		}
		moment := ""
		if !d.Moment.IsZero() {
			moment = d.Moment.Format(time.RFC3339)
		}
		if d.Published.String() != tt.day || moment != tt.moment {
			t.Errorf("%s: %s %s, want %s %s", tt.name, d.Published, moment, tt.day, tt.moment)
		}
		d, err = Read("a.html", []byte(source), Options{Date: "1999-12", Title: "Mine"})
		if err != nil || d.Published.String() != "1999-12" || !d.Moment.IsZero() || d.Title != "Mine" {
			t.Errorf("%s: override: %v %v %q %v", tt.name, d.Published, d.Moment, d.Title, err)
		}
	}
}

func TestLanguage(t *testing.T) {
	long := map[string]string{
		"en": "The Assembly voted on Monday and it was clear that the text had the support of most of the members, although some of them were not in the hall at the time of the vote, which was late in the day.",
		"fr": "L’Assemblée a voté lundi et il était clair que le texte avait le soutien de la plupart des membres, bien que certains ne soient pas dans la salle au moment du vote, qui a eu lieu tard dans la journée, selon des diplomates.",
		"es": "La Asamblea votó el lunes y quedó claro que el texto tenía el apoyo de la mayoría de los miembros, aunque algunos no estaban en la sala en el momento de la votación, que se celebró a última hora del día, según los diplomáticos.",
		"de": "Die Versammlung stimmte am Montag ab und es war klar, dass der Text von den meisten Mitgliedern unterstützt wurde, auch wenn einige nicht im Saal waren, als über ihn abgestimmt wurde, was erst spät am Tag geschah, wie Diplomaten sagten.",
		"ru": "В понедельник Ассамблея провела голосование, и стало ясно, что текст поддержали большинство членов.",
		"ar": "صوتت الجمعية العامة يوم الاثنين وكان من الواضح أن النص حظي بتأييد معظم الأعضاء.",
		"zh": "大会星期一进行了表决，大多数会员国支持该文本，但有些会员国在表决时不在场。大会星期一进行了表决，大多数会员国支持该文本。",
		"ja": "総会は月曜日に採決を行い、ほとんどの加盟国がこの決議案を支持したことが明らかになった。一部の加盟国は採決の時に議場にいなかった。",
	}
	for lang, text := range long {
		for _, declared := range []string{"", "en"} {
			d := &Document{Text: text, Lang: declared}
			d.Lang = language(d)
			if d.Lang != lang || English(d) != (lang == "en") {
				t.Errorf("%s declared %q: %q, English %v", lang, declared, d.Lang, English(d))
			}
		}
	}
	for _, short := range []string{"93-18-65", "Vote: Brazil yes, Mali no", "Non"} {
		d := &Document{Text: short, Lang: "en-GB"}
		if d.Lang = language(d); !English(d) {
			t.Errorf("%q: %q", short, d.Lang)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range []Format{Auto, HTML, Markdown, Text, DOCX, ODT, RTF, PDF, EPUB, Mail} {
		if got, err := ParseFormat(f.String()); err != nil || got != f {
			t.Errorf("%v: %v %v", f, got, err)
		}
	}
	if _, err := ParseFormat("wordstar"); !errors.Is(err, ErrFormat) {
		t.Errorf("wordstar: %v", err)
	}
}

// TestSniff tells formats by content first.
func TestSniff(t *testing.T) {
	for _, tt := range []struct {
		name, source string
		want         Format
	}{
		{"-", "<!DOCTYPE html><p>x", HTML},
		{"-", "\ufeff<?xml version='1.0'?><!-- c --><html>", HTML},
		{"page", "<p>a</p><p>b</p><p>c</p>", HTML},
		{"a.html", "just a line with one <br> in it", HTML},
		{"a.md", "text with <b>one</b> tag", Markdown},
		{"a.md", "<div>raw</div>\n\ntext", Markdown},
		{"a.txt", "<!doctype html><html><body>saved as text</body></html>", HTML},
		{"a.txt", "# not a heading", Text},
		{"-", "---\ntitle: x\n---\ntext", Markdown},
		{"-", "# Title\n\n## Part\n\ntext", Markdown},
		{"-", "It passed 93 < 100 votes, and 5 > 3.", Text},
	} {
		if got := sniff(tt.name, tt.source); got != tt.want {
			t.Errorf("%s %q: %v, want %v", tt.name, tt.source, got, tt.want)
		}
	}
}
