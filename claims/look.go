package claims

import (
	"bytes"
	"strings"

	"stet/extract"
)

// Look tells from an article's raw bytes whether Check could find anything in it at all. It is made for archives,
// where reading a page costs a hundred times what looking at its bytes does. It errs towards yes: every name
// that makes an article one about the United Nations is looked for with any markup between its words. Its
// blind spot is a name whose letters the markup itself parts or encodes ("U<b>N</b>", "&#85;N") on a page
// that names the organization in no plainer way. It is safe for concurrent use.
type Look struct {
	table [1 << 15]uint8 // by lookKey: which of lists, 0 for none
	lists [][]looked     // names that begin alike
}

// looked is a name or cue as its words.
type looked struct {
	words  []string // folded
	shout  bool     // capitals only: "UN", not "un"
	prefix bool     // the last word may go on: "abstain" in "abstaining"
	says   sign
}

// sign is what a name says of the bytes.
type sign uint8

const (
	enough   sign = 1 << iota // this alone makes the article ours
	anOrgan                   // an assembly or council, of whom nobody knows yet
	aVote                     // somebody voted, or a resolution is named
	numbered                  // enough where a number such as 68/262 follows
)

// lookCues are words that no lexicon holds.
var lookCues = []looked{
	{words: []string{"veto"}, prefix: true, says: enough},
	{words: []string{"abstain"}, prefix: true, says: enough},
	{words: []string{"abstention"}, prefix: true, says: enough},
	{words: []string{"emergency", "special", "session"}, says: enough},
	{words: []string{"voted"}, says: aVote},
	{words: []string{"resolution"}, prefix: true, says: aVote | numbered},
	{words: []string{"decision"}, prefix: true, says: aVote | numbered},
	{words: []string{"unscr"}, prefix: true, says: enough},
	{words: []string{"es"}, shout: true, says: numbered},
}

// NewLook prepares the names of the reference's organs.
func NewLook(ref Reference) *Look {
	l := &Look{lists: make([][]looked, 1)}
	for _, cue := range lookCues {
		l.add(cue)
	}
	for _, o := range organs(ref) {
		for _, n := range o.names {
			says := enough
			switch {
			case o.id == "":
				continue // a foreign one makes no article ours
			case (o.id == "GA" || o.id == "SC") && len(n) <= 8 && n != "UNGA" && n != "UNSC":
				says = anOrgan
			}
			l.add(looked{words: lookWords(n), shout: len(n) <= 6 && n == strings.ToUpper(n), says: says})
		}
	}
	return l
}

// lookWords are the folded words of a name.
func lookWords(name string) []string {
	return strings.FieldsFunc(extract.Fold(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80
	})
}

func (l *Look) add(n looked) {
	if len(n.words) == 0 {
		return
	}
	at := &l.table[lookKey([]byte(n.words[0]))]
	if *at == 0 && len(l.lists) <= 0xFF {
		l.lists = append(l.lists, nil)
		*at = uint8(len(l.lists) - 1)
	} else if *at == 0 {
		*at = 0xFF // many imported organs: the last list is shared
	}
	l.lists[*at] = append(l.lists[*at], n)
}

// lookKey is the first three letters or digits of a word, folded into five bits each.
func lookKey(b []byte) (key uint16) {
	for i := range 3 {
		key <<= 5
		if i < len(b) && wordBytes[b[i]] != 0 {
			key |= uint16(wordBytes[b[i]])
		} else {
			return key << (5 * (2 - i))
		}
	}
	return key
}

// Concerns reports whether the article of these bytes may say something of a vote of the United Nations.
func (l *Look) Concerns(raw []byte) bool {
	if packed(raw) {
		return true
	}
	seen, inWord := sign(0), false
	for i, c := range raw {
		was := inWord
		inWord = wordBytes[c] != 0
		if c == '/' && isSymbol(raw, i) {
			return true
		}
		if was || !inWord {
			continue
		}
		list := l.lists[l.table[lookKey(raw[i:])]]
		if len(list) == 0 {
			continue
		}
		for k := range list {
			n := &list[k]
			if end := n.at(raw, i); end > 0 {
				seen |= n.says &^ numbered
				if n.says&numbered != 0 && sessionNumber(raw[end:min(len(raw), end+200)]) {
					return true
				}
			}
		}
		if seen&enough != 0 || seen == anOrgan|aVote {
			return true
		}
	}
	return false
}

// at is where the name that begins at i ends, 0 where another word stands there.
func (n *looked) at(raw []byte, i int) int {
	for k, word := range n.words {
		if k > 0 {
			i = skipMarkup(raw, i)
		}
		if i+len(word) > len(raw) {
			return 0
		}
		for j := range len(word) {
			c := raw[i+j]
			if n.shout && 'a' <= c && c <= 'z' || lower(c) != word[j] {
				return 0
			}
		}
		i += len(word)
		last := k == len(n.words)-1
		if i < len(raw) && isWordByte(raw[i]) && !(last && n.prefix) {
			return 0
		}
	}
	return i
}

// longestGap bounds the markup between two words of a name.
const longestGap = 500

// skipMarkup is the next word's first byte, beyond spaces, marks, entities and tags.
func skipMarkup(raw []byte, i int) int {
	for end := min(len(raw), i+longestGap); i < end; {
		switch c := raw[i]; {
		case c == '<':
			n := bytes.IndexByte(raw[i:end], '>')
			if n < 0 {
				return i
			}
			i += n + 1
		case c == '&':
			n := bytes.IndexByte(raw[i:min(end, i+10)], ';')
			if n < 0 {
				return i + 1
			}
			i += n + 1
		case isWordByte(c):
			return i
		default:
			i++
		}
	}
	return i
}

// sessionNumber reports whether a number of a session and text follows: "68/262", "ES-11/7".
func sessionNumber(after []byte) bool {
	for i := 1; i+1 < len(after); i++ {
		if after[i] == '/' && isDigit(after[i-1]) && (isDigit(after[i+1]) || after[i+1] == 'L') {
			return true
		}
	}
	return false
}

// isSymbol reports whether the slash may belong to a document symbol: "A/RES/", "S/2022/720".
func isSymbol(raw []byte, i int) bool {
	if i == 0 || i+1 >= len(raw) || raw[i-1] != 'A' && raw[i-1] != 'S' && raw[i-1] != 'E' || i > 1 && isWordByte(raw[i-2]) {
		return false
	}
	next := raw[i+1]
	return isDigit(next) || strings.IndexByte("RDHIPNCALSErdhipncalse", next) >= 0
}

// packed reports whether the bytes are of a format that hides its words: a package, a PDF, rich text, mail, UTF-16.
func packed(raw []byte) bool {
	head := raw[:min(len(raw), 4<<10)]
	start := bytes.TrimLeft(head, " \t\r\n\ufeff")
	if bytes.HasPrefix(start, []byte("PK")) || bytes.HasPrefix(start, []byte(`{\rtf`)) || bytes.Contains(head[:min(len(head), 1<<10)], []byte("%PDF-")) ||
		bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return true
	}
	var room [4 << 10]byte // every page of a crawl comes here: nothing is allocated
	for i, c := range head {
		room[i] = lower(c)
	}
	folded := room[:len(head)]
	return bytes.Contains(folded, []byte("\ncontent-transfer-encoding:")) || bytes.Contains(folded, []byte("mime-version:")) || bytes.Contains(folded, []byte("utf-7"))
}

// wordBytes are those of which words consist, as five bits: letters whatever their case, digits mixed among them; 0 for
// all others.
var wordBytes = func() (t [256]uint8) {
	for c := range t {
		if isWordByte(byte(c)) {
			t[c] = lower(byte(c)) & 0x1F
			if t[c] == 0 {
				t[c] = 0x1F
			}
		}
	}
	return t
}()

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
