package extract

import (
	"strings"
	"sync"
	"unicode"

	"github.com/jdkato/prose/v2"
	"golang.org/x/text/unicode/norm"
)

// Tags gives the part of speech of every token of a sentence: Penn Treebank tags ("VBD", "NNP", "CD"),
// one a token, in order. A token that could not be tagged has "". They are worked out on the first call
// for a sentence; a document is not to be shared between goroutines meanwhile.
//
// A word with a clitic has the tag of the word ("didn't": VBD, "Russia's": NNP), the parts of a hyphened
// word have the whole's ("US-backed": JJ).
func (d *Document) Tags(sentence int) []string {
	if d == nil || sentence < 0 || sentence >= len(d.Sentences) {
		return nil
	}
	s := &d.Sentences[sentence]
	if len(s.tags) != len(s.Tokens) {
		s.tags = tagTokens(d.Text, s.Tokens)
	}
	return s.tags
}

// maxTagged bounds a token that the tagger sees, in bytes: its link pattern is slow in long ones.
const maxTagged = 40

// tagModel is prose's own model for tagging, loaded on the first use (about 0.1 s, 28 MB) and shared.
var tagModel = sync.OnceValue(func() (model *prose.Model) {
	defer func() {
		if recover() != nil {
			model = nil
		}
	}()
	doc, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	return doc.Model
})

// tagTokens tags one sentence's tokens; all tags are "" where prose saw other words than ours.
func tagTokens(text string, tokens []Token) []string {
	tags := make([]string, len(tokens))
	feed := newTagFeed(text, tokens[:min(len(tokens), maxSentence)])
	got, ok := feed.run()
	if !ok {
		return tags
	}
	for i, piece := range feed.pieceOf {
		tags[i] = pennTag(got[piece], tokens[i])
	}
	return tags
}

// pennTag mends what prose gives instead of the Treebank's tags.
func pennTag(tag string, t Token) string {
	switch {
	case t.Norm == "." && t.Kind == Punct:
		return "." // of an abbreviation too
	case t.Norm == "-" && t.Kind == Punct:
		return ":"
	case t.Kind == Digits && tag == "-NONE-": // "0"
		return "CD"
	}
	return tag
}

// tagFeed is a sentence as prose is to see it: words as the Treebank cuts them, each so written that
// prose's own tokenizer, which loses "n't" before a full stop and letters beyond ASCII, leaves it whole.
type tagFeed struct {
	pieces  []string
	pieceOf []int // for every token, the piece whose tag it has
}

func newTagFeed(text string, tokens []Token) *tagFeed {
	f := &tagFeed{pieces: make([]string, 0, len(tokens)+8), pieceOf: make([]int, 0, len(tokens))}
	for i := 0; i < len(tokens); {
		j := compoundEnd(tokens, i)
		end := tokens[j-1].End
		if j == i+1 && titleDot(text, tokens, i) {
			end, j = tokens[i+1].End, i+2
		}
		for range j - i {
			f.pieceOf = append(f.pieceOf, len(f.pieces))
		}
		if mark := bankMark(tokens, i); mark != "" {
			f.pieces = append(f.pieces, mark)
		} else {
			f.add(text[tokens[i].Start:end])
		}
		i = j
	}
	return f
}

// compoundEnd is the token after the hyphened word that begins at token i ("US-backed", "33-year-old"),
// or after the token alone.
func compoundEnd(tokens []Token, i int) int {
	j, words := i+1, tokens[i].Kind == Word
	for tokens[i].Kind != Punct && j+1 < len(tokens) && tokens[j].Norm == "-" && !tokens[j].Gap && !tokens[j+1].Gap && tokens[j+1].Kind != Punct {
		words = words || tokens[j+1].Kind == Word
		j += 2
	}
	if !words { // "93-18" is a score, three tokens
		return i + 1
	}
	return j
}

// bankMark is how the Treebank writes a quotation mark or bracket, "" for any other token.
func bankMark(tokens []Token, i int) string {
	switch tokens[i].Norm {
	case `"`:
		if i+1 < len(tokens) && !tokens[i+1].Gap && (i == 0 || tokens[i].Gap || tokens[i-1].Norm == "(" || tokens[i-1].Norm == "-") {
			return "``"
		}
		return "''"
	case "[", "{":
		return "("
	case "]", "}":
		return ")"
	}
	return ""
}

// titleDot reports whether token i is a short abbreviation with its full stop ("Ms.", "No."): one word to
// the Treebank, and to prose's tokenizer.
func titleDot(text string, tokens []Token, i int) bool {
	if i+2 >= len(tokens) || !tokens[i].Cap || tokens[i+1].Norm != "." || tokens[i+1].Gap {
		return false
	}
	word := text[tokens[i].Start:tokens[i].End]
	return (len(word) == 2 || len(word) == 3) && strings.Trim(word[1:], "abcdefghijklmnopqrstuvwxyz") == ""
}

// add appends one word, its clitic as a piece of its own.
func (f *tagFeed) add(word string) {
	word = asciiWord(word)
	lower := strings.ToLower(word)
	for _, clitic := range []string{"n't", "'s", "'ll", "'re", "'ve", "'m", "'d"} {
		if cut := len(word) - len(clitic); cut > 0 && lower[cut:] == clitic {
			f.pieces = append(f.pieces, uncutWord(word[:cut]), word[cut:])
			return
		}
	}
	f.pieces = append(f.pieces, uncutWord(word))
}

// uncutWord takes out of a word what prose's tokenizer would cut it at.
func uncutWord(word string) string {
	if len(word) == 1 {
		return word
	}
	if plain := strings.Trim(strings.ReplaceAll(word, "'", ""), `$("[,)]!;?:`); plain != "" {
		return plain
	}
	return word[:1]
}

// asciiWord writes a word in ASCII: accents dropped, quotes plain, an em dash "--", other letters "x".
func asciiWord(word string) string {
	if len(word) > maxTagged {
		word = strings.ToValidUTF8(word[:maxTagged], "")
	}
	if Fold(word) == "-" && word != "-" {
		return "--"
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(word) {
		folded := Fold(string(r))
		switch {
		case r < 0x80:
			if r > ' ' && r < 0x7f {
				b.WriteRune(r)
			}
		case unicode.Is(unicode.Mn, r):
		case folded != "" && folded[0] < 0x80:
			if unicode.IsUpper(r) {
				folded = strings.ToUpper(folded[:1]) + folded[1:]
			}
			b.WriteString(folded)
		case unicode.IsUpper(r):
			b.WriteByte('X')
		default:
			b.WriteByte('x')
		}
	}
	if b.Len() == 0 {
		return "x"
	}
	return b.String()
}

// text is the sentence for prose. Prose gives equal words of a call one tag, the last one's. A word that
// comes again therefore carries a mark of its own, "vote'sab", which prose's tokenizer drops.
func (f *tagFeed) text() string {
	var b strings.Builder
	seen := map[string]int{}
	for i, piece := range f.pieces {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(piece)
		n := seen[piece]
		if n > 0 && piece[0] != '\'' && piece != "n't" || piece == "''" { // unmarked, two marks would be cut apart
			b.WriteString("'sa")
			for ; n > 0; n /= 20 {
				b.WriteByte('a' + byte(n%20))
			}
		}
		seen[piece]++
	}
	return b.String()
}

// run tags the pieces. It fails where prose panics or does not give back the very same pieces.
func (f *tagFeed) run() (tags []string, ok bool) {
	defer func() {
		if recover() != nil {
			tags, ok = nil, false
		}
	}()
	model := tagModel()
	if model == nil {
		return nil, false
	}
	doc, err := prose.NewDocument(f.text(), prose.UsingModel(model), prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		return nil, false
	}
	tokens := doc.Tokens()
	if len(tokens) != len(f.pieces) {
		return nil, false
	}
	tags = make([]string, len(tokens))
	for i, t := range tokens {
		if t.Text != f.pieces[i] {
			return nil, false
		}
		tags[i] = t.Tag
	}
	return tags, true
}
