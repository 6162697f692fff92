package archive

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
)

// Copies of a wire story are told by minhash (A. Broder, "On the resemblance and containment of documents", 1997): a text
// is the set of its runs of shingleWords words, and the smallest of the runs' hashes under each of hashes mixings is
// kept. The share of equal ones estimates what two texts have in common of all that either has. Nothing of it depends on the
// order in which texts are read.
const (
	shingleWords = 5
	bands        = 32 // texts that agree in a whole band are compared
	bandRows     = 3
	hashes       = bands * bandRows
	mostShingles = 50_000 // of a text that are looked at
)

// copyLikeness is how much of the shorter of two texts must be in the other for the one to be told with the other, where
// they also say the same. Measured in TestCopiesMeasured.
const copyLikeness = 0.5

// signature is what is kept of a text to find its copies: four bytes for each hash, and how many runs it has.
type signature struct {
	hashes   []byte
	shingles int
}

// sign makes a text's signature; the zero one for a text shorter than one run.
func sign(text string) signature {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var least [hashes]uint32
	for i := range least {
		least[i] = math.MaxUint32
	}
	seen := map[uint64]bool{}
	ring := make([]uint64, len(words))
	for i, w := range words {
		h := fnv.New64a()
		h.Write([]byte(w))
		ring[i] = h.Sum64()
	}
	for i := 0; i+shingleWords <= len(ring) && len(seen) < mostShingles; i++ {
		run := uint64(0)
		for _, w := range ring[i : i+shingleWords] {
			run = mix(run*31 + w)
		}
		if seen[run] {
			continue
		}
		seen[run] = true
		for k := range least {
			least[k] = min(least[k], uint32(mix(run+uint64(k+1)*0x9E3779B97F4A7C15)>>32))
		}
	}
	if len(seen) == 0 {
		return signature{}
	}
	s := signature{make([]byte, 0, 4*hashes), len(seen)}
	for _, h := range least {
		s.hashes = binary.BigEndian.AppendUint32(s.hashes, h)
	}
	return s
}

// mix is the finalizer of splitmix64 (S. Vigna, public domain).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// likeness estimates how much of the shorter text is in the longer, from 0 to 1.
func (s signature) likeness(o signature) float64 {
	if len(s.hashes) != 4*hashes || len(o.hashes) != 4*hashes {
		return 0
	}
	equal := 0
	for i := 0; i < len(s.hashes); i += 4 {
		if string(s.hashes[i:i+4]) == string(o.hashes[i:i+4]) {
			equal++
		}
	}
	common := float64(equal) / hashes // of the runs of both together
	both := common / (1 + common) * float64(s.shingles+o.shingles)
	return min(1, both/float64(min(s.shingles, o.shingles)))
}

// sharesBand reports whether two texts would be compared at all.
func (s signature) sharesBand(o signature) bool {
	for at := 0; at+4*bandRows <= min(len(s.hashes), len(o.hashes)); at += 4 * bandRows {
		if string(s.hashes[at:at+4*bandRows]) == string(o.hashes[at:at+4*bandRows]) {
			return true
		}
	}
	return false
}
