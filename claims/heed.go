package claims

import (
	"context"
	"iter"
)

// A check must end with its context, and most of its time goes by deep within the kinds, which neither take a context nor give an
// error. The loops over the text therefore heed it, and leave by a panic that Check turns into the context's error.

// stopped is the panic of a check whose context ended.
type stopped struct{ err error }

// heed leaves the check where the context ended.
func heed(ctx context.Context) {
	if err := ctx.Err(); err != nil {
		panic(stopped{err})
	}
}

// leave turns stopped into an error; any other panic goes on.
func leave(err *error) {
	switch p := recover().(type) {
	case nil:
	case stopped:
		*err = p.err
	default:
		panic(p)
	}
}

// each is the passages in their order, nil ones among them, while the context lasts.
func (a *article) each() iter.Seq2[int, *passage] {
	return func(yield func(int, *passage) bool) {
		for i, p := range a.passages {
			if heed(a.ctx); !yield(i, p) {
				return
			}
		}
	}
}
