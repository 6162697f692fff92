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
	a := &analyzer{lexicon: lexicon, dates: dateReader{doc.Published}}
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
			if want == nil || want(&s) {
				s.Mentions = a.mentions(doc, &s)
			}
			doc.Sentences = append(doc.Sentences, s)
		}
	}
}
