package extract

import "time"

// EntryKind says what a name of the Lexicon stands for.
type EntryKind uint8

const (
	State   EntryKind = iota // a name of a state: "Ivory Coast"
	Demonym                  // its adjective or people: "Ivorian"
	Capital                  // its seat of government: "Moscow", "the Kremlin"
	Group                    // "the European Union", "African"
	Body                     // "the Security Council"
)

// Entry is one name. Several entries may share a text ("Congo"); a mention carries them all.
type Entry struct {
	Text     string // as written, without an article
	Kind     EntryKind
	ID       string    // member code, group or body identifier
	From, To time.Time // when the name means this; zero: always
}

// Lexicon is a gazetteer: a token trie over the entries' names. It is read-only once made.
type Lexicon struct {
	root node
}

type node struct {
	next    map[string]*node
	entries []Entry
}

// NewLexicon indexes the entries. Names match whatever their case, but a word that is written with a
// capital must have one in the text too ("US", "Chad", "Turkey").
func NewLexicon(entries []Entry) *Lexicon {
	lex := &Lexicon{}
	for _, e := range entries {
		at := &lex.root
		for _, t := range tokenize(e.Text, Span{0, len(e.Text)}) {
			if at.next == nil {
				at.next = map[string]*node{}
			}
			child := at.next[t.Norm]
			if child == nil {
				child = &node{}
				at.next[t.Norm] = child
			}
			at = child
		}
		if at != &lex.root {
			at.entries = append(at.entries, e)
		}
	}
	return lex
}

// longest finds the longest name that begins at token i: its entries and the token after it.
func (l *Lexicon) longest(text string, tokens []Token, i int) ([]Entry, int) {
	var entries []Entry
	end := i
	at := &l.root
	for j := i; j < len(tokens); j++ {
		at = at.next[tokens[j].Norm]
		if at == nil {
			break
		}
		if len(at.entries) > 0 {
			if fit := fitting(at.entries, text, tokens[i:j+1]); len(fit) > 0 {
				entries, end = fit, j+1
			}
		}
		if tokens[j].Poss {
			break
		}
	}
	return entries, end
}

// fitting keeps the entries whose capitals the text has: "us" is not "US", "turkey" not "Turkey".
func fitting(entries []Entry, text string, tokens []Token) []Entry {
	var out []Entry
	for _, e := range entries {
		written := text[tokens[0].Start:tokens[len(tokens)-1].End]
		if !isUpper(e.Text[0]) || tokens[0].Cap || tokens[0].Kind != Word {
			if !shouted(e.Text) || shouted(written) {
				out = append(out, e)
			}
		}
	}
	return out
}

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

// shouted reports whether a short name is all capitals: "US", "U.K.", "DRC", and so must be in the text.
func shouted(s string) bool {
	if len(s) > 6 {
		return false
	}
	letters := 0
	for i := 0; i < len(s); i++ {
		switch {
		case isUpper(s[i]):
			letters++
		case s[i] == '.' || s[i] == '\'':
		case s[i] == 's' && i == len(s)-1 && i > 0 && s[i-1] == '\'':
		case s[i] >= 0x80 || (i >= 3 && s[i] == 's'): // curly apostrophe, possessive s
		default:
			return false
		}
	}
	return letters > 1
}
