package extract

// Sentence is one sentence of a block.
type Sentence struct {
	Span
	Block  int     // index into Document.Blocks
	Tokens []Token // in text order, none empty

	tags []string // POS tags, filled on the first call of Tags
}

// Token is a word, a number or a punctuation mark.
type Token struct {
	Span
	Norm string // lower case, quotes and dashes plain, without possessive 's: "côte", "n't" is never cut off
	Kind TokenKind
}

// TokenKind says what a token is made of.
type TokenKind uint8

const (
	Word TokenKind = iota
	Number
	Punct
)
