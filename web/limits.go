package web

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits bound what one address may ask for: x/time's token buckets, one an address, with another, slow one for
// guesses of the token.
type limits struct {
	mu    sync.Mutex
	rate  rate.Limit
	of    map[string]*client
	swept time.Time
}

type client struct {
	asks, guesses *rate.Limiter
	last          time.Time
}

const (
	guessEvery = 6 * time.Second // a guess, on average
	guessBurst = 10
	forgetIn   = 10 * time.Minute // by then a bucket is full again
)

func newLimits(perSecond float64) *limits {
	return &limits{rate: rate.Limit(perSecond), of: map[string]*client{}, swept: time.Now()}
}

// allow takes one from the client's bucket; guess from that for guesses, too.
func (l *limits) allow(address string, guess bool) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Sub(l.swept) > forgetIn {
		for a, c := range l.of {
			if now.Sub(c.last) > forgetIn {
				delete(l.of, a)
			}
		}
		l.swept = now
	}
	c := l.of[address]
	if c == nil {
		c = &client{asks: rate.NewLimiter(l.rate, int(4*l.rate)+1), guesses: rate.NewLimiter(rate.Every(guessEvery), guessBurst)}
		l.of[address] = c
	}
	c.last = now
	return c.asks.AllowN(now, 1) && (!guess || c.guesses.AllowN(now, 1))
}
