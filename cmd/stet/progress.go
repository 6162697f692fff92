package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// manyArticles is from how many on a run takes long enough to show its progress.
const manyArticles = 20

// progress shows a bar on the error stream where that is a terminal and there is much to do. step is
// called, from any goroutine, as each article is done; stop leaves the terminal clean.
func (a *app) progress(n int) (step, stop func()) {
	width := terminalWidth(a.Err)
	if n < manyArticles || width == 0 || a.env("TERM") == "dumb" {
		return func() {}, func() {}
	}
	bars := mpb.New(mpb.WithOutput(a.Err), mpb.WithWidth(min(width, 80)))
	bar := bars.AddBar(int64(n), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name("checking "), decor.CountersNoUnit("%d of %d")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_MMSS)))
	return bar.Increment, func() {
		bar.Abort(true) // nothing happens where it is complete
		bars.Wait()
	}
}
