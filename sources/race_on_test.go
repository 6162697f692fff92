//go:build race

package sources

// slower is by how much the race detector may slow the tests that watch the clock.
const slower = 10
