//go:build !race

package sources

const slowdown = 1
