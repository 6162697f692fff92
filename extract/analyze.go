package extract

// maxSentence bounds the tokens of one sentence; the rest of a longer one is left unread.
const maxSentence = 600

type analyzer struct {
	lexicon *Lexicon
	dates   dateReader
}

// Analyze fills the document's sentences with their tokens and mentions. Names are those of the
// lexicon; dates are read relative to the document's own. want chooses the sentences whose mentions
// are read (nil: all of them), so that the cost falls where something may be found.
func Analyze(doc *Document, lexicon *Lexicon, want func(*Sentence) bool) {
	doc.Sentences = doc.Sentences[:0]
	for i, block := range doc.Blocks {
		for _, span := range splitSentences(doc.Text, block.Span) {
			s := Sentence{Span: span, Block: i, Tokens: tokenize(doc.Text, span)}
			if len(s.Tokens) == 0 {
				continue
			}
			if len(s.Tokens) > maxSentence {
				s.Tokens = s.Tokens[:maxSentence]
				s.End = s.Tokens[maxSentence-1].End
			}
			doc.Sentences = append(doc.Sentences, s)
		}
	}
	if doc.Published.Precision == NoDate {
		if d := inferDate(doc); d.Precision != NoDate {
			doc.Published, doc.Inferred = d, true
		}
	}
	a := &analyzer{lexicon: lexicon, dates: dateReader{published: doc.Published}}
	a.dates.noteTitle(doc.Title)
	for i := range doc.Sentences {
		a.dates.block = doc.Sentences[i].Block
		if want == nil || want(&doc.Sentences[i]) {
			doc.Sentences[i].Mentions = a.mentions(doc, &doc.Sentences[i])
		}
	}
}
