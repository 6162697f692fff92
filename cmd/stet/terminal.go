package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// terminalWidth is the number of columns of the terminal that w is, 0 where it is none.
func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return 80
	}
	return width
}

// color reports whether output to w may be coloured: it is a terminal that can, and nobody said no
// (https://no-color.org).
func (a *app) color(w io.Writer) bool {
	return terminalWidth(w) > 0 && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
}

// lineWidth is the width to wrap text at; 0 leaves it to the renderer.
func lineWidth(w io.Writer) int {
	if width := terminalWidth(w); width > 0 {
		return min(max(width, 60), 120)
	}
	return 0
}
