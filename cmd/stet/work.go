package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"stet/claims"
	"stet/extract"
)

// longestCheck is how long one article may take. The usual one takes milliseconds.
const longestCheck = 2 * time.Minute

// checker is the part of claims.Checker that a run needs.
type checker interface {
	Check(context.Context, *extract.Document) (*claims.Result, error)
}

// worker reads and checks articles.
type worker struct {
	checker checker
	ref     claims.ReferenceInfo
	in      io.Reader
	opt     extract.Options
}

// all checks the inputs with several articles at a time. Results stand in the order of the inputs;
// an article that cannot be read or checked is a result with an error. It fails only when ctx ends, and
// then at once: a read of standard input may never come back.
func (w *worker) all(ctx context.Context, inputs []input, jobs int, done func()) ([]*claims.Result, error) {
	results := make([]*claims.Result, len(inputs))
	next := make(chan int, len(inputs))
	for i := range inputs {
		next <- i
	}
	close(next)
	var group sync.WaitGroup
	for range min(jobs, len(inputs)) {
		group.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					return
				}
				results[i] = w.one(ctx, inputs[i])
				done()
			}
		})
	}
	finished := make(chan struct{})
	go func() {
		group.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return nil, errors.New("interrupted: nothing was written")
	}
	return results, nil
}

// one checks an article. Whatever happens in it, a panic included, stays that article's error.
func (w *worker) one(ctx context.Context, in input) (r *claims.Result) {
	doc := &extract.Document{Name: in.path}
	fail := func(err error) *claims.Result {
		return &claims.Result{Document: doc, Reference: w.ref, Err: err}
	}
	defer func() {
		if p := recover(); p != nil {
			r = fail(fmt.Errorf("%s: the check broke down (%v): this is a fault of stet's; please report it with the article", in.path, p))
		}
	}()
	read, err := w.read(in)
	if err != nil {
		return fail(err)
	}
	doc = read
	ctx, cancel := context.WithTimeout(ctx, longestCheck)
	defer cancel()
	r, err = w.checker.Check(ctx, read)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("the check took longer than %s: split the article", longestCheck)
	}
	if err != nil {
		return fail(fmt.Errorf("%s: %w", in.path, err))
	}
	return r
}

// read is the article's document; one in another language than English is refused, because finding
// nothing in it would look like a clean bill.
func (w *worker) read(in input) (*extract.Document, error) {
	stream, err := in.open(w.in)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	doc, err := extract.ReadFrom(in.path, stream, w.opt)
	if err != nil {
		return nil, err
	}
	if !extract.English(doc) {
		return nil, fmt.Errorf("%s: its language is not English (%q): stet reads English only; give an English version",
			in.path, doc.Lang)
	}
	return doc, nil
}
