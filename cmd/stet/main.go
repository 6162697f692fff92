// Command stet checks what articles say about votes of the United Nations against the voting record.
//
// This package holds flags, streams, exit codes and wiring. What a claim is and whether it stands is
// decided in package claims; how a result looks, in package report.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	tuneMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	err := run(ctx, os.Getenv, streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.Args[1:])
	stop()
	os.Exit(exitCode(err))
}

// tuneMemory collects garbage less often than usual, since most runs end within a second, but as often as ever once a run
// holds much: that of a long one would grow to no gain of time. A run over an archive is bounded closer (archive.BoundGarbage). GOGC and
// GOMEMLIMIT in the environment still decide.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(272 << 20)
	}
}
