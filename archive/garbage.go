package archive

import (
	"runtime"
	"runtime/debug"
)

// A run holds some 20 MB and what its workers have in hand; the rest is garbage that waits to be collected. The bound lets it wait about
// as long as before, since little is held, and is reached within the first second: a long run takes what a short one does. Where
// articles are of megabytes it is passed, and garbage is collected as often as Go finds good. Measured in docs/archive.md.
const (
	heapBound     = 96 << 20
	heapPerWorker = 16 << 20 // beyond that
)

// BoundGarbage bounds the memory that a process takes for a run with so many workers (0: one for each core); what it gives takes the
// bound away again. GOMEMLIMIT in the environment decides over it.
func BoundGarbage(getenv func(string) string, jobs int) (restore func()) {
	if getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	was := debug.SetMemoryLimit(heapBound + int64(jobs)*heapPerWorker)
	return func() { debug.SetMemoryLimit(was) }
}
