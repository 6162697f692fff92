package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

// Checker is the part of claims.Checker that the desk needs.
type Checker interface {
	Check(context.Context, *extract.Document) (*claims.Result, error)
}

// Options say what the desk is and whom it serves.
type Options struct {
	Version string           // of stet
	Seats   []sources.Member // for pictures of roll calls
	Who     string           // the name that decisions bear where their maker gave none; "" asks for one
	Token   string           // what everybody must know who wants in; "" lets everybody in who can reach the address
	Hosts   []string         // names by which the desk is reached, beside localhost and bare addresses
	MaxBody int              // bytes of one request; 0 for 10 MB
	Rate    float64          // changes and checks that one address may ask for in a second, on average; 0 for 50
	Log     *slog.Logger     // nil for none

	Known map[string][]claims.Decision // made elsewhere, by finding: what is decided at the desk holds before it
}

// Desk serves the pages and the API. It is an http.Handler.
type Desk struct {
	opt       Options
	store     *Store
	checker   Checker
	reference claims.ReferenceInfo
	log       *slog.Logger
	checks    chan struct{} // as many as are made at a time
	bodies    chan struct{} // as many large requests as are read at a time
	clients   *limits
	checked   *checked
	handler   http.Handler
}

// Defaults of Options.
const (
	defaultBody = 10 << 20
	defaultRate = 50
	shortToken  = 16
)

// largeBody is above how many bytes a request waits for its turn to be read.
const largeBody = 1 << 20

// New makes a desk. The store stays the caller's to close.
func New(store *Store, checker Checker, reference claims.ReferenceInfo, opt Options) (*Desk, error) {
	if opt.Token != "" && len(opt.Token) < shortToken {
		return nil, fmt.Errorf("the token has %d characters: use %d or more, such as 'openssl rand -hex 16' gives", len(opt.Token), shortToken)
	}
	if opt.MaxBody <= 0 {
		opt.MaxBody = defaultBody
	}
	if opt.Rate <= 0 {
		opt.Rate = defaultRate
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	d := &Desk{opt: opt, store: store, checker: checker, reference: reference, log: opt.Log,
		checks: make(chan struct{}, runtime.GOMAXPROCS(0)), bodies: make(chan struct{}, 4), clients: newLimits(opt.Rate), checked: newChecked()}
	d.handler = d.guard(d.routes())
	return d, nil
}

// ServeHTTP answers one request.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) { d.handler.ServeHTTP(w, r) }

// route is one address; API routes are those that docs/openapi.yaml describes.
type route struct {
	pattern string
	serve   func(http.ResponseWriter, *http.Request) error
}

func (d *Desk) pageRoutes() []route {
	return []route{
		{"GET /{$}", d.startPage},
		{"POST /check", d.submit},
		{"GET /a/{id}", d.articlePage},
		{"POST /a/{id}/words", d.rewrite},
		{"POST /a/{id}/decide", d.decide},
		{"POST /a/{id}/undo", d.undo},
		{"POST /a/{id}/sign", d.sign},
		{"POST /a/{id}/unsign", d.unsign},
		{"POST /a/{id}/delete", d.remove},
		{"GET /a/{id}/export/{file}", d.export},
		{"POST /name", d.setName},
		{"GET /login", d.loginPage},
		{"POST /login", d.login},
		{"GET /healthz", d.health},
		{"GET /static/{file}", d.static},
	}
}

func (d *Desk) routes() http.Handler {
	mux := http.NewServeMux()
	for _, r := range append(d.pageRoutes(), d.apiRoutes()...) {
		mux.Handle(r.pattern, d.answer(r.serve))
	}
	mux.Handle("/", d.answer(func(http.ResponseWriter, *http.Request) error {
		return &problem{http.StatusNotFound, errors.New("there is no such page: go back to the start")}
	}))
	return mux
}

// health says that the desk answers and that its store can be read.
func (d *Desk) health(w http.ResponseWriter, r *http.Request) error {
	if err := d.store.db.PingContext(r.Context()); err != nil {
		return &problem{http.StatusServiceUnavailable, errors.New("the desk's database cannot be read: look into the log")}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte("ok\n"))
	return err
}

// mac is a keyed digest that only this desk can make.
func (d *Desk) mac(what, of string) string {
	h := hmac.New(sha256.New, d.store.secret)
	h.Write([]byte(what + "\x00" + of))
	return hex.EncodeToString(h.Sum(nil))
}

// drainTime is how long requests may go on once the desk is told to stop.
const drainTime = 10 * time.Second

// Serve answers on the listener until ctx ends, and then lets running requests come to their end.
func (d *Desk) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: d, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 90 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(d.log.Handler(), slog.LevelDebug)}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve the desk: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		server.Close()
		return fmt.Errorf("stop the desk: some requests were cut off: %w", err)
	}
	return nil
}
