package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// policy lets a page load this desk's style and script and nothing else. Nothing in a page is inline.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const (
	sessionCookie = "stet_session" // random; what CSRF tokens and the log-in hang on
	loginCookie   = "stet_in"      // proves that its session knew the token
	nameCookie    = "stet_name"    // who decides
)

// guard stands before every address: headers, host, origin, limits, log-in, and the log.
func (d *Desk) guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection() // Sec-Fetch-Site, else Origin against Host
	sameOrigin.SetDenyHandler(d.answer(func(http.ResponseWriter, *http.Request) error {
		return &problem{http.StatusForbidden, errors.New("this came from another site's page, and was not done: use the desk's own pages")}
	}))
	inner := sameOrigin.Handler(d.answer(func(w http.ResponseWriter, r *http.Request) error {
		if err := d.admit(r); err != nil {
			return err
		}
		release, err := d.body(w, r)
		if err != nil {
			return err
		}
		defer release()
		next.ServeHTTP(w, r)
		return nil
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &statusWriter{ResponseWriter: w}
		header(seen.Header())
		defer d.logged(r, seen, began)
		defer d.recovered(seen, r)
		if !d.knownHost(r.Host) {
			d.fail(seen, r, &problem{http.StatusMisdirectedRequest, errors.New("the desk is not known by that name: use its address, or start it with --host NAME")})
			return
		}
		inner.ServeHTTP(seen, d.session(seen, r))
	})
}

func header(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store") // drafts are confidential
}

// knownHost refuses names that nobody told us: a page of another site may have its own name point at this address
// (DNS rebinding), and would then be of the same origin. A bare address cannot be pointed elsewhere.
func (d *Desk) knownHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return host == "localhost" || net.ParseIP(host) != nil || slices.Contains(d.opt.Hosts, host)
}

// admit refuses who asks for too much, or does not know the token.
func (d *Desk) admit(r *http.Request) error {
	open := r.URL.Path == "/healthz" || r.URL.Path == "/login" || strings.HasPrefix(r.URL.Path, "/static/")
	if r.Method != http.MethodGet && r.Method != http.MethodHead && !d.clients.allow(clientOf(r), r.URL.Path == "/login") {
		return &problem{http.StatusTooManyRequests, errors.New("too many requests from your address: wait a moment, then try again; nothing was lost")}
	}
	if d.opt.Token == "" || open || d.loggedIn(r) {
		return nil
	}
	return &problem{http.StatusUnauthorized, errLogin}
}

var errLogin = errors.New("this desk is not open to all: log in with its token; programs send it as 'Authorization: Bearer TOKEN'")

func (d *Desk) loggedIn(r *http.Request) bool {
	if given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return d.isToken(given)
	}
	c, err := r.Cookie(loginCookie)
	return err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(d.mac("in "+d.opt.Token, sessionOf(r)))) == 1
}

// isToken compares digests, so that the time it takes tells neither length nor contents.
func (d *Desk) isToken(s string) bool {
	return subtle.ConstantTimeCompare([]byte(d.mac("token", s)), []byte(d.mac("token", d.opt.Token))) == 1
}

// clientOf is the address that a request comes from.
func clientOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// body bounds what is read of a request; large ones wait for their turn, so that many of them do not fill the memory.
func (d *Desk) body(w http.ResponseWriter, r *http.Request) (release func(), err error) {
	if r.ContentLength > int64(d.opt.MaxBody) {
		return nil, d.tooLarge()
	}
	r.Body = http.MaxBytesReader(w, r.Body, int64(d.opt.MaxBody))
	if r.ContentLength >= 0 && r.ContentLength <= largeBody {
		return func() {}, nil
	}
	select {
	case d.bodies <- struct{}{}:
		return func() { <-d.bodies }, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

type sessionKey struct{}

// session gives every browser a random name. Pages that nobody keeps, those of the API and pictures, need none.
func (d *Desk) session(w http.ResponseWriter, r *http.Request) *http.Request {
	if strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/static/") || r.URL.Path == "/healthz" {
		if c, err := r.Cookie(sessionCookie); err == nil {
			return r.WithContext(context.WithValue(r.Context(), sessionKey{}, c.Value))
		}
		return r
	}
	name := ""
	if c, err := r.Cookie(sessionCookie); err == nil && len(c.Value) >= 20 && len(c.Value) < 100 {
		name = c.Value
	} else {
		name = rand.Text()
		d.setCookie(w, r, sessionCookie, name)
	}
	return r.WithContext(context.WithValue(r.Context(), sessionKey{}, name))
}

func (d *Desk) setCookie(w http.ResponseWriter, r *http.Request, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: r.TLS != nil, MaxAge: 90 * 24 * 3600})
}

func sessionOf(r *http.Request) string {
	s, _ := r.Context().Value(sessionKey{}).(string)
	return s
}

// csrf is what every form of a page carries.
func (d *Desk) csrf(r *http.Request) string { return d.mac("form", sessionOf(r)) }

// form reads a form of our own and refuses any other.
func (d *Desk) form(r *http.Request) error {
	err := r.ParseMultipartForm(int64(d.opt.MaxBody))
	if errors.Is(err, http.ErrNotMultipart) {
		err = r.ParseForm()
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return d.tooLarge()
	case err != nil:
		return &problem{http.StatusBadRequest, errors.New("the form could not be read: load the page again")}
	case subtle.ConstantTimeCompare([]byte(r.PostFormValue("csrf")), []byte(d.csrf(r))) != 1:
		return &problem{http.StatusForbidden, errors.New("the page is out of date, or cookies are off: load it again; nothing was done")}
	}
	return nil
}

// statusWriter remembers what was answered.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// recovered turns a panic into an answer; its trace goes to the log alone.
func (d *Desk) recovered(w *statusWriter, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p)
	}
	d.log.LogAttrs(r.Context(), slog.LevelError, "panic", slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
	if w.status == 0 {
		d.fail(w, r, errors.New("a fault of stet's"))
	}
}

// logged writes a line about a request: never its words, its query, its cookies or its token.
func (d *Desk) logged(r *http.Request, w *statusWriter, began time.Time) {
	d.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.Int("status", w.status), slog.Duration("took", time.Since(began)), slog.String("client", clientOf(r)))
}
