//go:build !race

package sources

const slower = 1
