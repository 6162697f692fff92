//go:build race

package sources

// slowdown is how many times longer a test may take under the race detector.
const slowdown = 10
