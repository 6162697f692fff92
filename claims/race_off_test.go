//go:build !race

package claims

const slowdown = 1
