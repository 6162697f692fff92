package extract

// MentionKind says what a mention is of.
type MentionKind uint8

const (
	NameMention   MentionKind = iota // a name of the Lexicon: see Mention.Entries
	NumberMention                    // see Mention.Number
	ScoreMention                     // "93-18-65": see Mention.Score
	DateMention                      // see Mention.When
	SymbolMention                    // see Mention.Symbol
)

// Mention is a name, number, date or symbol in a sentence.
type Mention struct {
	Span
	First, Last int // half-open range of Sentence.Tokens
	Kind        MentionKind
	Entries     []Entry    // every reading of the name
	Number      Quantity   // of a NumberMention
	Score       []Quantity // two or three counts of a ScoreMention
	When        When
	Symbol      string
	Poss        bool // "Russia's"
	Compound    bool // part of a hyphened word: "US-backed", "Russian-led"
}

// mentions reads the mentions of a sentence, left to right, the most specific reading first: symbols,
// dates, names, scores, numbers.
func (a *analyzer) mentions(doc *Document, s *Sentence) []Mention {
	var out []Mention
	tokens := s.Tokens
	for i := 0; i < len(tokens); {
		m, ok := a.mentionAt(doc, s, i)
		if !ok {
			i++
			continue
		}
		for len(out) > 0 && out[len(out)-1].Last > m.First {
			out = out[:len(out)-1] // a hedge reached back over a lesser reading
		}
		m.Span = Span{tokens[m.First].Start, tokens[m.Last-1].End}
		if m.Kind == DateMention {
			a.dates.note(m.When, tokens, m.First, s.Block)
		}
		out = append(out, m)
		i = m.Last
	}
	return out
}

func (a *analyzer) mentionAt(doc *Document, s *Sentence, i int) (Mention, bool) {
	tokens := s.Tokens
	if symbol, j, ok := readSymbol(doc.Text, tokens, i, s.End); ok {
		return Mention{First: i, Last: j, Kind: SymbolMention, Symbol: symbol}, true
	}
	if w, j, ok := a.dates.read(tokens, i); ok {
		return Mention{First: i, Last: j, Kind: DateMention, When: w}, true
	}
	if tokens[i].Kind != Punct {
		if entries, j := a.lexicon.longest(doc.Text, tokens, i); j > i {
			m := Mention{First: i, Last: j, Kind: NameMention, Entries: entries, Poss: possessive(tokens, j)}
			m.Compound = j+1 < len(tokens) && tokens[j].Norm == "-" && !tokens[j].Gap && !tokens[j+1].Gap && tokens[j+1].Kind == Word ||
				i > 0 && tokens[i-1].Norm == "-" && !tokens[i].Gap && !tokens[i-1].Gap
			return m, true
		}
	}
	if score, j, ok := readScore(doc.Text, tokens, i); ok {
		return Mention{First: i, Last: j, Kind: ScoreMention, Score: score}, true
	}
	if q, j, ok := readNumber(doc.Text, tokens, i); ok && !isClock(tokens, i) {
		q, j = trailing(q, tokens, j)
		q, from := hedge(q, tokens, i)
		return Mention{First: from, Last: j, Kind: NumberMention, Number: q}, true
	}
	return Mention{}, false
}

// isClock reports whether the digits at i are hours or minutes: "15:37".
func isClock(tokens []Token, i int) bool {
	pair := func(h int) bool {
		return h >= 0 && h+2 < len(tokens) && tokens[h].Kind == Digits && tokens[h+1].Norm == ":" && tokens[h+2].Kind == Digits &&
			!tokens[h+1].Gap && !tokens[h+2].Gap && len(tokens[h].Norm) <= 2 && len(tokens[h+2].Norm) == 2 && tokens[h+2].Norm < "60"
	}
	return pair(i) || pair(i-2)
}

// possessive reports whether the name that ends before token j is a possessive: "Russia's", "states'".
func possessive(tokens []Token, j int) bool {
	return tokens[j-1].Poss || j < len(tokens) && tokens[j].Norm == "'" && !tokens[j].Gap && tokens[j-1].Norm[len(tokens[j-1].Norm)-1] == 's'
}

// maxScore bounds the votes that a score can add up to: the members there are, and an error of some.
const maxScore = 260

// readScore reads "93-18-65", "124–14", "13 - 0": two or three counts joined by dashes.
func readScore(text string, tokens []Token, i int) ([]Quantity, int, bool) {
	if tokens[i].Kind != Digits || i > 0 && !tokens[i].Gap && (tokens[i-1].Norm == "-" || tokens[i-1].Norm == "/" || tokens[i-1].Kind == Word) {
		return nil, i, false
	}
	q, j, ok := readDigits(text, tokens, i)
	if !ok || q.Ordinal || q.Percent {
		return nil, i, false
	}
	score := []Quantity{q}
	for len(score) < 4 && j+1 < len(tokens) && tokens[j].Norm == "-" && tokens[j+1].Kind == Digits && tokens[j].Gap == tokens[j+1].Gap {
		q, k, ok := readDigits(text, tokens, j+1)
		if !ok || q.Ordinal || q.Percent {
			break
		}
		score, j = append(score, q), k
	}
	sum := 0
	for _, q := range score {
		sum += q.Value
	}
	if len(score) < 2 || len(score) > 3 || sum > maxScore {
		return nil, i, false
	}
	return score, j, true
}
