//go:build !race

package extract

// slowdown is how many times longer a test may take under the race detector.
const slowdown = 1
