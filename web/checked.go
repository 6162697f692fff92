package web

import (
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	"stet/claims"
)

// checked remembers the last results: a page that is looked at, decided on and exported is of one and the same draft,
// and its check costs most of the answer's time. It holds for one reference, as the desk does.
type checked struct {
	mu    sync.Mutex
	of    map[[32]byte]*list.Element
	order *list.List // of remembered, the last used first
	bytes int
}

type remembered struct {
	key    [32]byte
	size   int
	result *claims.Result
}

const (
	mostRemembered = 64
	mostBytes      = 8 << 20 // of drafts; their results take a multiple of it
)

func newChecked() *checked { return &checked{of: map[[32]byte]*list.Element{}, order: list.New()} }

// key names a draft by all that its check depends on.
func (d Draft) key() [32]byte {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(cleanName(d.Name)), []byte(d.Title), []byte(d.Date), d.Source} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write(part)
	}
	return [32]byte(h.Sum(nil))
}

// get is the draft's result, nil where it is not remembered. The findings are the caller's own to put decisions to.
func (c *checked) get(key [32]byte) *claims.Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.of[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return fresh(e.Value.(*remembered).result)
}

// put remembers a result and forgets those not used for longest. Failures are not remembered: the next try may succeed.
func (c *checked) put(key [32]byte, size int, r *claims.Result) {
	if r.Err != nil || size > mostBytes/4 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of[key] != nil {
		return
	}
	c.of[key] = c.order.PushFront(&remembered{key, size, fresh(r)})
	c.bytes += size
	for c.order.Len() > mostRemembered || c.bytes > mostBytes {
		last := c.order.Remove(c.order.Back()).(*remembered)
		delete(c.of, last.key)
		c.bytes -= last.size
	}
}

// fresh is a copy of a result with findings of its own. What findings point to is never written to.
func fresh(r *claims.Result) *claims.Result {
	copied := *r
	copied.Findings = slices.Clone(r.Findings)
	return &copied
}
