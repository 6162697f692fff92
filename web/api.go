package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// apiRoutes are the addresses that docs/openapi.yaml describes; a test holds the two together.
func (d *Desk) apiRoutes() []route {
	return []route{
		{"POST /api/check", d.apiCheck},
		{"GET /api/articles", d.apiList},
		{"POST /api/articles", d.apiAdd},
		{"GET /api/articles/{id}", d.apiArticle},
		{"PUT /api/articles/{id}", d.apiRewrite},
		{"DELETE /api/articles/{id}", d.apiDelete},
		{"GET /api/articles/{id}/findings", d.apiFindings},
		{"GET /api/articles/{id}/decisions", d.apiDecisions},
		{"POST /api/articles/{id}/decisions", d.apiDecide},
		{"DELETE /api/articles/{id}/decisions/{decision}", d.apiUndo},
		{"POST /api/articles/{id}/signoff", d.apiSign},
		{"DELETE /api/articles/{id}/signoff", d.apiUnsign},
	}
}

type apiError struct {
	Error string `json:"error"`
}

// apiDraft is an article as a program sends it.
type apiDraft struct {
	Text  string `json:"text"`
	Name  string `json:"name"`
	Title string `json:"title"`
	Date  string `json:"date"`
	Rev   int    `json:"rev"`
}

type apiArticle struct {
	ID        string      `json:"id"`
	Rev       int         `json:"rev"`
	Name      string      `json:"name"`
	Title     string      `json:"title"`
	Date      string      `json:"date"`
	Created   time.Time   `json:"created"`
	Changed   time.Time   `json:"changed"`
	Undecided *int        `json:"undecided,omitempty"` // refuted claims that nobody decided on; not in lists
	SignOff   *apiSignOff `json:"signoff,omitempty"`
}

type apiSignOff struct {
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Valid    bool      `json:"valid"`
	LeftOpen string    `json:"left_open"`
}

type apiDecision struct {
	ID       int64      `json:"id"`
	Finding  string     `json:"finding"`
	Kind     string     `json:"kind"`
	Quote    string     `json:"quote"`
	Action   string     `json:"action"`
	Note     string     `json:"note"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
	UndoneBy string     `json:"undone_by,omitempty"`
	UndoneAt *time.Time `json:"undone_at,omitempty"`
}

// apiWish is a decision as a program sends it.
type apiWish struct {
	Finding string `json:"finding"`
	Action  string `json:"action"`
	Note    string `json:"note"`
	By      string `json:"by"`
	Seen    int64  `json:"seen"`
}

func articleJSON(a Article) apiArticle {
	return apiArticle{ID: a.ID, Rev: a.Rev, Name: a.Name, Title: a.Title, Date: a.Date, Created: a.Created, Changed: a.Changed}
}

func decisionJSON(d Decision) apiDecision {
	out := apiDecision{ID: d.ID, Finding: d.Finding, Kind: d.Kind, Quote: d.Quote, Action: string(d.Action), Note: d.Note, By: d.Who, At: d.At, UndoneBy: d.UndoneBy}
	if !d.Undone.IsZero() {
		out.UndoneAt = &d.Undone
	}
	return out
}

// send answers with JSON.
func send(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(v) // the client went away where this fails
	return nil
}

// receive reads a JSON body. Any other media type is refused: a page of another site can have a browser send forms and
// plain text, but not this.
func receive(r *http.Request, v any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return &problem{http.StatusUnsupportedMediaType, errors.New("send JSON, with Content-Type: application/json")}
	}
	in := json.NewDecoder(r.Body)
	in.DisallowUnknownFields()
	err = in.Decode(v)
	if err == nil && in.More() {
		err = errors.New("there is more behind the object")
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return err
	case err != nil:
		return &problem{http.StatusBadRequest, fmt.Errorf("that is not the JSON that is wanted: %w: see docs/openapi.yaml", err)}
	}
	return nil
}

// apiDraftOf reads an article: JSON with its words, or the bytes of a file of any format that the desk reads.
func apiDraftOf(r *http.Request) (apiDraft, []byte, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var in apiDraft
	var source []byte
	var err error
	if kind == "application/octet-stream" {
		q := r.URL.Query()
		in = apiDraft{Name: q.Get("name"), Title: q.Get("title"), Date: q.Get("date")}
		if rev := q.Get("rev"); rev != "" {
			if in.Rev, err = strconv.Atoi(rev); err != nil {
				return in, nil, &problem{http.StatusBadRequest, fmt.Errorf("rev %q: give the number that the article's rev tells", rev)}
			}
		}
		source, err = io.ReadAll(r.Body)
	} else {
		err = receive(r, &in)
		source = []byte(in.Text)
	}
	if err != nil {
		return in, nil, err
	}
	if _, err := extract.ParseDate(in.Date); err != nil {
		return in, nil, &problem{http.StatusBadRequest, err}
	}
	if strings.TrimSpace(string(source)) == "" {
		return in, nil, &problem{http.StatusBadRequest, errors.New("there are no words: give them as text, or send a file's bytes as application/octet-stream")}
	}
	in.Title = clip(in.Title, 300)
	return in, source, nil
}

// apiCheck checks an article and keeps nothing.
func (d *Desk) apiCheck(w http.ResponseWriter, r *http.Request) error {
	in, source, err := apiDraftOf(r)
	if err != nil {
		return err
	}
	result, err := d.check(r.Context(), Draft{in.Name, in.Title, in.Date, source})
	if err != nil {
		return err
	}
	if result.Err != nil {
		return &problem{http.StatusUnprocessableEntity, result.Err}
	}
	return d.sendReport(w, result)
}

// sendReport answers with what `stet check --format json --with-text` prints.
func (d *Desk) sendReport(w http.ResponseWriter, result *claims.Result) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	report.JSON(w, []*claims.Result{result}, d.opt.Version, report.JSONOptions{WithText: true}) // the client went away where this fails
	return nil
}

// mostListed is how many articles a list has.
const mostListed = 500

func (d *Desk) apiList(w http.ResponseWriter, r *http.Request) error {
	list, err := d.store.Recent(r.Context(), mostListed)
	if err != nil {
		return err
	}
	out := []apiArticle{}
	for _, a := range list {
		out = append(out, articleJSON(a))
	}
	return send(w, http.StatusOK, map[string]any{"articles": out})
}

func (d *Desk) apiAdd(w http.ResponseWriter, r *http.Request) error {
	in, source, err := apiDraftOf(r)
	if err != nil {
		return err
	}
	a, err := d.take(r, Draft{in.Name, in.Title, in.Date, source})
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/articles/"+a.ID)
	return send(w, http.StatusCreated, articleJSON(a))
}

func (d *Desk) apiArticle(w http.ResponseWriter, r *http.Request) error {
	v, err := d.review(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	out, undecided := articleJSON(v.Article), len(v.Refuted)
	out.Undecided = &undecided
	if v.Sign != nil {
		out.SignOff = &apiSignOff{v.Sign.Who, v.Sign.At, !v.Lapsed(), v.Sign.LeftOpen}
	}
	return send(w, http.StatusOK, out)
}

func (d *Desk) apiRewrite(w http.ResponseWriter, r *http.Request) error {
	in, source, err := apiDraftOf(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	old, err := d.store.Article(r.Context(), id)
	if err != nil {
		return err
	}
	name := old.Name
	if in.Name != "" {
		name = cleanName(in.Name)
	}
	heading, err := d.readable(r, old, Draft{Name: name, Source: source})
	if err != nil {
		return err
	}
	if _, err := d.store.Rewrite(r.Context(), id, in.Rev, name, heading, source); err != nil {
		return err
	}
	return d.apiArticle(w, r)
}

func (d *Desk) apiDelete(w http.ResponseWriter, r *http.Request) error {
	if err := d.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (d *Desk) apiFindings(w http.ResponseWriter, r *http.Request) error {
	v, err := d.review(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return d.sendReport(w, v.Result)
}

func (d *Desk) apiDecisions(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if _, err := d.store.Article(r.Context(), id); err != nil {
		return err
	}
	made, err := d.store.Decisions(r.Context(), id)
	if err != nil {
		return err
	}
	out := []apiDecision{}
	for _, m := range made {
		out = append(out, decisionJSON(m))
	}
	return send(w, http.StatusOK, map[string]any{"decisions": out})
}

func (d *Desk) apiDecide(w http.ResponseWriter, r *http.Request) error {
	var in apiWish
	if err := receive(r, &in); err != nil {
		return err
	}
	made, err := d.make(r.Context(), r.PathValue("id"), wish{in.Finding, claims.Action(in.Action), in.Note, d.by(in.By), in.Seen})
	if err != nil {
		return err
	}
	return send(w, http.StatusCreated, decisionJSON(made))
}

// by is the name that a program gives, else the desk's own.
func (d *Desk) by(name string) string {
	if name = clip(name, longestWho); name != "" {
		return name
	}
	return d.opt.Who
}

func (d *Desk) apiUndo(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseInt(r.PathValue("decision"), 10, 64)
	if err != nil {
		return &problem{http.StatusNotFound, errors.New("there is no such decision: its id is a number")}
	}
	who := d.by(r.URL.Query().Get("by"))
	if who == "" {
		return errNobody
	}
	if err := d.store.Undo(r.Context(), r.PathValue("id"), n, who); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (d *Desk) apiSign(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		By  string `json:"by"`
		Rev int    `json:"rev"`
	}
	if err := receive(r, &in); err != nil {
		return err
	}
	if err := d.signOff(r.Context(), r.PathValue("id"), in.Rev, d.by(in.By)); err != nil {
		return err
	}
	return d.apiArticle(w, r)
}

func (d *Desk) apiUnsign(w http.ResponseWriter, r *http.Request) error {
	who := d.by(r.URL.Query().Get("by"))
	if who == "" {
		return errNobody
	}
	if err := d.store.Unsign(r.Context(), r.PathValue("id"), who); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
