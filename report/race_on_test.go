//go:build race

package report

// slowdown is how many times longer a test may take under the race detector.
const slowdown = 10
