//go:build race

package web

// slowdown is how many times longer a test may take under the race detector.
const slowdown = 10
