package archive

import "context"

// window is how many members may be between the reader and the writer at a time: enough that one slow article
// does not stop the others.
const window = 512

// A batch is handed over whole, since waking a worker for each page costs as much as looking at it. The bounds keep few bytes
// on their way, and less than the window, which its members take up before it is handed over.
const (
	batchJobs  = 32
	batchBytes = 1 << 20
)

// handover is how the reader hands jobs to the workers.
type handover struct {
	ctx     context.Context
	slots   chan struct{} // one taken for each job, given back when its outcome is written
	batches chan []job
	batch   []job
	bytes   int
	seq     int64
}

// send numbers a job and hands it over, by itself or soon with others.
func (h *handover) send(j job) error {
	select {
	case h.slots <- struct{}{}:
	case <-h.ctx.Done():
		return h.ctx.Err()
	}
	j.seq = h.seq
	h.seq++
	h.batch = append(h.batch, j)
	if h.bytes += len(j.Data); len(h.batch) < batchJobs && h.bytes < batchBytes {
		return nil
	}
	return h.flush()
}

// flush hands over what waits.
func (h *handover) flush() error {
	if len(h.batch) == 0 {
		return nil
	}
	select {
	case h.batches <- h.batch:
		h.batch, h.bytes = make([]job, 0, batchJobs), 0
		return nil
	case <-h.ctx.Done():
		return h.ctx.Err()
	}
}

// worker takes batches and looks them over; what must be read it leaves to whichever worker is free.
type worker struct {
	*check
	ctx      context.Context
	batches  <-chan []job
	articles chan outcome // to be read: shared by the workers, the data still with the job
	outcomes chan<- []outcome
}

// all works until there is nothing left. An article that another worker puts up after this one has left is
// taken by that other one, which leaves later.
func (w worker) all() {
	for {
		select {
		case o := <-w.articles: // first: its pages are held in memory
			w.read(o)
			continue
		default:
		}
		select {
		case o := <-w.articles:
			w.read(o)
		case batch, more := <-w.batches:
			if more {
				w.lookOver(batch)
				continue
			}
			for {
				select {
				case o := <-w.articles:
					w.read(o)
				default:
					return
				}
			}
		}
	}
}

// lookOver sorts out what needs no reading and puts up the rest.
func (w worker) lookOver(batch []job) {
	done := make([]outcome, 0, len(batch))
	for _, j := range batch {
		o, read := w.glance(j)
		if !read {
			done = append(done, o)
			continue
		}
		if len(done) > 0 {
			w.put(done...) // the writer may wait for these
			done = nil
		}
		w.offer(o)
	}
	w.put(done...)
}

// offer puts up an article, and reads those put up before while there is no room.
func (w worker) offer(o outcome) {
	for {
		select {
		case w.articles <- o:
			return
		default:
		}
		select {
		case earlier := <-w.articles:
			w.read(earlier)
		default:
		}
	}
}

func (w worker) read(o outcome) { w.put(w.one(w.ctx, o)) }

func (w worker) put(done ...outcome) {
	if len(done) == 0 {
		return
	}
	select {
	case w.outcomes <- done:
	case <-w.ctx.Done():
	}
}
