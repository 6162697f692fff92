//go:build !race

package archive

const overhead = 1
