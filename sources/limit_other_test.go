//go:build !linux

package sources

const canLimitFiles = false

func limitFiles(string) {}
