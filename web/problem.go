package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
)

// problem is an error that its maker may be told, with the status that says so.
type problem struct {
	status int
	err    error
}

func (p *problem) Error() string { return p.err.Error() }
func (p *problem) Unwrap() error { return p.err }

func (d *Desk) tooLarge() error {
	return &problem{http.StatusRequestEntityTooLarge, fmt.Errorf("that is larger than %d MB: split the article, or save its text alone; many articles at once are for 'stet check FOLDER'", d.opt.MaxBody>>20)}
}

// answer makes a handler of a function that may fail.
func (d *Desk) answer(serve func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := serve(w, r); err != nil {
			d.fail(w, r, err)
		}
	})
}

// told is the status and the words of an error. What nobody outside may read, such as a path of this machine, is kept
// for the log.
func (d *Desk) told(r *http.Request, err error) *problem {
	var p *problem
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &large):
		errors.As(d.tooLarge(), &p)
		return p
	case errors.Is(err, ErrNoArticle):
		return &problem{http.StatusNotFound, err}
	case errors.Is(err, ErrConflict):
		return &problem{http.StatusConflict, err}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &problem{http.StatusServiceUnavailable, errors.New("the request was broken off: try again; nothing was lost")}
	}
	d.log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("path", r.URL.Path), slog.Any("error", err))
	return &problem{http.StatusInternalServerError, errors.New("something went wrong, which the desk's log tells; nothing that was decided is lost: try again")}
}

// fail tells an error: as JSON to programs, as a page to people.
func (d *Desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := d.told(r, err)
	if strings.HasPrefix(r.URL.Path, "/api/") {
		if p.status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", "Bearer")
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(p.status)
		json.NewEncoder(w).Encode(apiError{p.Error()}) // the client went away where this fails
		return
	}
	if p.status == http.StatusUnauthorized && r.Method == http.MethodGet {
		http.Redirect(w, r, "/login", http.StatusSeeOther)
		return
	}
	view := d.frame(r, "Not done")
	view.Problem = p.Error()
	if err := d.render(w, p.status, "problem", view); err != nil {
		d.log.LogAttrs(r.Context(), slog.LevelError, "the page of an error failed", slog.Any("error", err))
	}
}
