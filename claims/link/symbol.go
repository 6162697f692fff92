package link

import "strings"

// ShortForms are the ways an article may spell a record's symbol, in canonical form: "A/RES/ES-11/7" also as
// "ES-11/7", "S/RES/2774(2025)" also as "2774(2025)" and "2774", "A/RES/3379(XXX)" as "3379(XXX)" and "3379".
func ShortForms(symbol string) []string {
	symbol = strings.ToUpper(strings.ReplaceAll(symbol, " ", ""))
	out := []string{symbol}
	for _, prefix := range []string{"A/RES/", "S/RES/", "A/DEC/"} {
		short, ok := strings.CutPrefix(symbol, prefix)
		if !ok {
			continue
		}
		out = append(out, short)
		if number, _, ok := strings.Cut(short, "("); ok {
			out = append(out, number, prefix+number)
		}
		if i := strings.IndexByte(short, ')'); i >= 0 && i < len(short)-1 {
			out = append(out, short[:i+1], prefix+short[:i+1]) // "181(II)" for A/RES/181(II)A
		}
		if last := short[len(short)-1]; last >= 'A' && last <= 'Z' && !strings.Contains(short, "(") {
			out = append(out, short[:len(short)-1], prefix+short[:len(short)-1])
		}
	}
	return out
}

// BySymbol gives the records that a canonical symbol may name.
func (x *Index) BySymbol(symbol string) []int { return x.symbols[symbol] }
