package claims

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"stet/extract"
	"stet/sources"
)

// TestHeed: a check of a long text ends soon after its context, wherever in it that is, and with the context's error.
func TestHeed(t *testing.T) {
	db, err := sources.Open(context.Background(), sources.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := NewChecker(db)
	text := strings.Repeat("On 24 February 2025 the United Nations General Assembly adopted resolution A/RES/ES-11/7 on Ukraine by 93 votes to 16, with 65 abstentions; Hungary voted against. ", 6000)
	for _, after := range []time.Duration{0, 50 * time.Millisecond, 400 * time.Millisecond, 1500 * time.Millisecond} {
		doc, err := extract.Read("long.txt", []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), after)
		begin := time.Now()
		_, err = c.Check(ctx, doc)
		cancel()
		if over := time.Since(begin) - after; !errors.Is(err, context.DeadlineExceeded) || over > 10*time.Second {
			t.Errorf("after %s: error %v, %s too late", after, err, over)
		}
	}
	defer func() {
		if p := recover(); p != "another" {
			t.Errorf("a panic of another kind came out as %v", p)
		}
	}()
	func() (err error) {
		defer leave(&err)
		panic("another")
	}()
}
