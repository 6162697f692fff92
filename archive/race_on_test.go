//go:build race

package archive

// overhead is how many times the memory a test may take under the race detector.
const overhead = 10
