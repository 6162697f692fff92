package extract

import "time"

// scene is the past time that a text is telling: after "In December 1975 he arrived in New York", "on 12 December" is of 1975.
// News comes back to the article's own time with "on Monday" or "last week".
type scene struct {
	from   time.Time
	block  int
	titled bool // set by the title: it holds until another time is told
}

const (
	sceneAge    = 400 // days before the article from which on a time told is a scene of the past
	sceneBlocks = 2   // paragraphs for which a scene holds without being renewed
)

// active reports whether the scene still holds in a block.
func (s *scene) active(block int) bool {
	return !s.from.IsZero() && (s.titled || block-s.block <= sceneBlocks)
}

// note follows the times that the text tells.
func (r *dateReader) note(w When, tokens []Token, first, block int) {
	if !w.From.IsZero() && w.Days() == 1 && !w.Since {
		r.day = w.From
	}
	if !w.From.IsZero() && w.Days() <= 31 && w.From.Month() == w.To.Month() {
		r.month, r.monthIn = time.Date(w.From.Year(), w.From.Month(), 1, 0, 0, 0, 0, time.UTC), block
	}
	switch {
	case w.From.IsZero() || w.Since || r.published.Precision == NoDate:
	case w.Relative && !w.Named && (w.Days() > 31 || r.today().Sub(w.From).Hours() < sceneAge*24):
		r.scene = scene{}
	case r.today().Sub(w.From).Hours() < sceneAge*24:
		r.scene = scene{}
	case w.Relative || w.Days() <= 31 || first == 0 || setsScene[tokens[first-1].Norm]:
		r.scene = scene{from: w.From, block: block}
	}
}

// setsScene are the words before a year that tell when something was: "in 1975", not "the 1984 convention".
var setsScene = wordSet("in of during by early late mid spring summer autumn fall winter")

// nowWords before a month or day count it from the article's date.
var nowWords = wordSet("this last past next")

// noteTitle takes the scene from a title such as "December 1960: the flag on the roof" or "Back in 1956".
func (r *dateReader) noteTitle(title string) {
	tokens := tokenize(title, Span{0, len(title)})
	for i := range tokens {
		w, _, ok := r.read(tokens, i)
		if !ok {
			continue
		}
		if !w.Relative && (w.Days() <= 31 || i > 0 && setsScene[tokens[i-1].Norm]) {
			r.note(w, tokens, i, 0)
			r.scene.titled = !r.scene.from.IsZero()
		}
		return
	}
}

// sceneYear is the year of a month near the scene; 0 where none holds.
func (r dateReader) sceneYear(m time.Month) int {
	if !r.scene.active(r.block) {
		return 0
	}
	if r.scene.from.Month()-m > 7 {
		return r.scene.from.Year() + 1 // after November comes March; July before September is a look back
	}
	return r.scene.from.Year()
}
