package web

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

//go:embed assets
var assets embed.FS

var pages = template.Must(template.New("desk").Funcs(template.FuncMap{
	"when":      func(t time.Time) string { return t.Local().Format("2 January 2006, 15:04") },
	"did":       func(a claims.Action) string { return actionWords[a] },
	"elsewhere": elsewhereWords,
	"claims":    numbers,
	"pair":      func(page *articleView, c card) cardView { return cardView{page, c} },
}).ParseFS(assets, "assets/*.tmpl"))

// actionWords say what was decided.
var actionWords = map[claims.Action]string{claims.Apply: "Correction accepted", claims.Stands: "Stands as written",
	claims.Dispute: "Disputed", claims.Ignore: "Ignored here", claims.Always: "Ignored everywhere"}

// frame is what every page has.
type frame struct {
	Title, CSRF, Who, Problem string
	Recent                    []Article
	Current                   string // id of the article on show
	Coverage                  []string
	Locked                    bool // nothing is shown to who has not logged in
}

func (d *Desk) frame(r *http.Request, title string) *frame {
	f := &frame{Title: title + " · stet", CSRF: d.csrf(r), Who: d.who(r), Locked: d.opt.Token != "" && !d.loggedIn(r)}
	if f.Locked {
		return f
	}
	f.Recent, _ = d.store.Recent(r.Context(), recentShown) // a page without its list is better than none
	for _, set := range d.reference.Datasets {
		if set.Records >= 1000 {
			f.Coverage = append(f.Coverage, fmt.Sprintf("%s, %s to %s", cmp.Or(set.Title, set.Name), set.From, set.To))
		}
	}
	return f
}

// recentShown is how many drafts the list at the side has.
const recentShown = 30

// who is the name that decisions bear.
func (d *Desk) who(r *http.Request) string {
	if c, err := r.Cookie(nameCookie); err == nil {
		if name, err := url.QueryUnescape(c.Value); err == nil && name != "" {
			return clip(name, longestWho)
		}
	}
	return d.opt.Who
}

const (
	longestWho  = 60   // code points of a name
	longestNote = 2000 // code points of a note
)

// clip cuts a text to a number of code points.
func clip(s string, n int) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
	if utf8.RuneCountInString(s) > n {
		s = string([]rune(s)[:n])
	}
	return s
}

// render writes a page, whole or not at all.
func (d *Desk) render(w http.ResponseWriter, status int, name string, data any) error {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		return fmt.Errorf("render the page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := b.WriteTo(w)
	if err != nil {
		return nil // the reader went away
	}
	return nil
}

func (d *Desk) startPage(w http.ResponseWriter, r *http.Request) error {
	return d.render(w, http.StatusOK, "start", d.frame(r, "Check an article"))
}

// draftOf reads a form's file or pasted words.
func (d *Desk) draftOf(r *http.Request) (Draft, error) {
	draft := Draft{Name: pastedName, Title: clip(r.PostFormValue("title"), 300), Date: strings.TrimSpace(r.PostFormValue("date"))}
	if _, err := extract.ParseDate(draft.Date); err != nil {
		return draft, &problem{http.StatusBadRequest, err}
	}
	file, head, err := r.FormFile("file")
	switch {
	case err == nil && head.Size > 0:
		defer file.Close()
		draft.Name = cleanName(head.Filename)
		draft.Source, err = io.ReadAll(file)
		return draft, err
	case err != nil && !errors.Is(err, http.ErrMissingFile) && !errors.Is(err, http.ErrNotMultipart):
		return draft, &problem{http.StatusBadRequest, errors.New("the file could not be read: choose it again")}
	}
	draft.Source = d.pasted(r.PostFormValue("text"), r.PostFormValue("html"))
	if strings.TrimSpace(string(draft.Source)) == "" {
		return draft, &problem{http.StatusBadRequest, errors.New("there are no words: paste an article, or choose a file")}
	}
	return draft, nil
}

// plainLines undoes the line ends that forms are sent with.
func plainLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// submit takes in a new draft. One that cannot be read is told at once and not kept.
func (d *Desk) submit(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	draft, err := d.draftOf(r)
	if err != nil {
		return err
	}
	a, err := d.take(r, draft)
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/a/"+a.ID, http.StatusSeeOther)
	return nil
}

// take checks that a draft can be read, and keeps it.
func (d *Desk) take(r *http.Request, draft Draft) (Article, error) {
	result, err := d.check(r.Context(), draft)
	if err != nil {
		return Article{}, err
	}
	if result.Err != nil {
		return Article{}, &problem{http.StatusUnprocessableEntity, result.Err}
	}
	return d.store.Add(r.Context(), Article{Name: cleanName(draft.Name), Heading: headingOf(result.Document), Title: draft.Title, Date: draft.Date, Source: draft.Source})
}

// headingOf is the article's headline, else its title.
func headingOf(doc *extract.Document) string {
	for _, b := range doc.Blocks {
		if b.Role == extract.Headline {
			return clip(doc.Quote(b.Span), 200)
		}
	}
	return clip(doc.Title, 200)
}

// cardView is a claim with the page that it stands on.
type cardView struct {
	Page *articleView
	Card card
}

// articleView is the page of one article.
type articleView struct {
	*frame
	*review
	Editable string // its source, where people can write in it
	CanEdit  bool
	Loses    bool // editing drops the formatting that came with the paste
	CanWord  bool // a Word file can be given back
	CanPage  bool // the report can show the page as it was
	Made     bool // some decision is in force
}

// Standing is what the record has as the article says it, and asks for nothing.
func (v *articleView) Standing() []card {
	var out []card
	for _, c := range v.Cards {
		if c.Finding.Verdict == claims.Supported && !c.Decided() {
			out = append(out, c)
		}
	}
	return out
}

func (d *Desk) articleView(r *http.Request, id string) (*articleView, error) {
	v, err := d.review(r.Context(), id)
	if err != nil {
		return nil, err
	}
	title := v.Parts.Heading
	if n := len(v.Refuted); n > 0 {
		title = strconv.Itoa(n) + " to decide: " + title
	}
	page := &articleView{frame: d.frame(r, title), review: v}
	page.Current = id
	doc := v.Result.Document
	if page.CanEdit = writable(v); page.CanEdit {
		page.Editable = string(v.Article.Source)
	} else if v.Article.Name == pastedName && doc.Format == extract.HTML && v.Result.Err == nil {
		page.CanEdit, page.Loses, page.Editable = true, true, plainWords(doc)
	}
	page.CanPage = v.Result.Err == nil && doc.Format == extract.HTML
	page.CanWord = v.Result.Err == nil && doc.Format == extract.DOCX
	for _, c := range v.Cards {
		page.Made = page.Made || c.Decision != nil && c.Decided()
	}
	return page, nil
}

// writable reports whether the draft's file is what people write: plain text or Markdown in UTF-8.
func writable(v *review) bool {
	format := v.Result.Document.Format
	return utf8.Valid(v.Article.Source) && (v.Result.Err != nil && v.Article.Name == pastedName || format == extract.Text || format == extract.Markdown)
}

func (d *Desk) articlePage(w http.ResponseWriter, r *http.Request) error {
	v, err := d.articleView(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	return d.render(w, http.StatusOK, "article", v)
}

// again answers a change of an article: with the page's changed part to our script, with the page anew to a browser
// without it.
func (d *Desk) again(w http.ResponseWriter, r *http.Request, id string) error {
	if r.Header.Get("X-Stet-Part") == "" {
		http.Redirect(w, r, "/a/"+id, http.StatusSeeOther)
		return nil
	}
	v, err := d.articleView(r, id)
	if err != nil {
		return err
	}
	w.Header().Set("X-Stet-Rev", strconv.Itoa(v.Article.Rev))
	return d.render(w, http.StatusOK, "part", v)
}

// rewrite puts other words, or another file, in place of an article's.
func (d *Desk) rewrite(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	rev, err := strconv.Atoi(r.PostFormValue("rev"))
	if err != nil {
		return &problem{http.StatusBadRequest, errors.New("the form lacks the version of the words: load the page again")}
	}
	id := r.PathValue("id")
	old, err := d.store.Article(r.Context(), id)
	if err != nil {
		return err
	}
	draft, err := d.draftOf(r)
	if err != nil {
		return err
	}
	if draft.Name == pastedName {
		draft.Name = old.Name
	}
	heading, err := d.readable(r, old, draft)
	if err != nil {
		return err
	}
	if _, err := d.store.Rewrite(r.Context(), id, rev, draft.Name, heading, draft.Source); err != nil {
		return err
	}
	return d.again(w, r, id)
}

// readable refuses a new version that cannot be read, so that the old one stays, and gives the heading of one that can.
func (d *Desk) readable(r *http.Request, old Article, draft Draft) (heading string, err error) {
	result, err := d.check(r.Context(), Draft{draft.Name, old.Title, old.Date, draft.Source})
	if err != nil {
		return "", err
	}
	if result.Err != nil {
		return "", &problem{http.StatusUnprocessableEntity, fmt.Errorf("the new version was not taken, the old one stays: %w", result.Err)}
	}
	return headingOf(result.Document), nil
}

func (d *Desk) remove(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	if err := d.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

func (d *Desk) setName(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	d.setCookie(w, r, nameCookie, url.QueryEscape(clip(r.PostFormValue("name"), longestWho)))
	to := "/"
	if id := r.PostFormValue("article"); id != "" {
		to = "/a/" + url.PathEscape(id)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (d *Desk) loginPage(w http.ResponseWriter, r *http.Request) error {
	return d.render(w, http.StatusOK, "login", d.frame(r, "Log in"))
}

func (d *Desk) login(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	if d.opt.Token != "" && !d.isToken(r.PostFormValue("token")) {
		return &problem{http.StatusForbidden, errors.New("that is not the token: ask who started the desk")}
	}
	d.setCookie(w, r, loginCookie, d.mac("in "+d.opt.Token, sessionOf(r)))
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// static serves the style sheets and the script.
func (d *Desk) static(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	var body []byte
	switch name {
	case "report.css":
		body = []byte(report.Style())
	case "desk.css", "desk.js":
		body, _ = assets.ReadFile("assets/" + name) // embedded
	default:
		return &problem{http.StatusNotFound, errors.New("there is no such file")}
	}
	kind := "text/css"
	if strings.HasSuffix(name, ".js") {
		kind = "text/javascript"
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Cache-Control", "private, max-age=60")
	_, err := w.Write(body)
	return err
}
