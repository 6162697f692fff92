package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"stet/claims"
	"stet/extract"
)

// longestCheck is how long one article may take at the desk, where somebody waits for it.
const longestCheck = 20 * time.Second

// longestName is the length to which a file's name is cut, in code points.
const longestName = 120

// Draft is what is to be checked: the bytes of a file in any format that `stet check` reads, or pasted words.
type Draft struct {
	Name, Title, Date string
	Source            []byte
}

// check reads and checks a draft. Whatever is wrong with the draft is the result's error, in words for a person;
// the error that it returns is that of the request, which went away.
func (d *Desk) check(ctx context.Context, draft Draft) (*claims.Result, error) {
	key := draft.key()
	if r := d.checked.get(key); r != nil {
		return r, nil
	}
	select {
	case d.checks <- struct{}{}:
		defer func() { <-d.checks }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, longestCheck)
	defer cancel()
	r := d.checkOne(limited, draft)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	d.checked.put(key, len(draft.Source), r)
	return r, nil
}

// checkOne never fails and never panics: an article that breaks the check must not take the desk down.
func (d *Desk) checkOne(ctx context.Context, draft Draft) (r *claims.Result) {
	name := cleanName(draft.Name)
	fail := func(err error) *claims.Result {
		return &claims.Result{Document: &extract.Document{Name: name}, Reference: d.reference, Err: err}
	}
	defer func() {
		if p := recover(); p != nil {
			d.log.LogAttrs(ctx, slog.LevelError, "the check broke down", slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
			r = fail(errors.New("the check broke down: this is a fault of stet's; please report it with the article. Nothing is lost"))
		}
	}()
	doc, err := extract.Read(name, draft.Source, extract.Options{Date: draft.Date, Title: draft.Title, Limits: extract.Limits{Source: d.opt.MaxBody}})
	if err != nil {
		return fail(err)
	}
	if !extract.English(doc) {
		return fail(fmt.Errorf("%s: its language is not English (%q): stet reads English only; give an English version", name, doc.Lang))
	}
	r, err = d.checker.Check(ctx, doc)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%s: the check took longer than %s: split the article", name, longestCheck)
	}
	if err != nil {
		return fail(err)
	}
	return r
}

// cleanName is the last part of a file's name as a browser sends it, without what cannot be shown.
func cleanName(name string) string {
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, name))
	if r := []rune(name); len(r) > longestName {
		name = string(r[:longestName/2]) + "…" + string(r[len(r)-longestName/2:]) // the ending tells the format
	}
	if name == "" || name == "/" || name == "." {
		return pastedName
	}
	return name
}

// pastedName is the name of words that came without a file.
const pastedName = "pasted"
