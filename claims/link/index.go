package link

import (
	"math"
	"strings"
	"time"

	"stet/sources"
)

type posting struct {
	record int32
	weight float32
}

// Index holds what the linker needs to know of every record.
type Index struct {
	Vocabulary *Vocabulary
	records    []sources.Record
	days       []time.Time // of each record
	postings   map[string][]posting
	idf        map[string]float64
	titles     [][]string       // terms of each title
	series     []string         // what makes the record one of a recurrent text: its series, else its title
	phrases    map[string][]int // two to five terms in a row, as a vote is known or titled → records
	symbols    map[string][]int // canonical symbol and its short forms → records
	to         time.Time        // last day of the complete part
}

// field weights of a record's texts.
const (
	titleWeight   = 1.0
	agendaWeight  = 0.4
	knownWeight   = 1.3
	contentWeight = 0.8
)

// NewIndex indexes the records; to is the last day of the complete part.
func NewIndex(records []sources.Record, vocabulary *Vocabulary, to time.Time) *Index {
	x := &Index{Vocabulary: vocabulary, records: records, days: make([]time.Time, len(records)), titles: make([][]string, len(records)), series: make([]string, len(records)), postings: map[string][]posting{},
		idf: map[string]float64{}, symbols: map[string][]int{}, phrases: map[string][]int{}, to: to}
	var terms []string
	weights := map[string]float32{}
	for i := range records {
		r := &records[i]
		x.days[i] = r.Date.Time()
		if x.series[i] = r.Series; r.Series == "" {
			x.series[i] = strings.ToLower(r.Title)
		}
		clear(weights)
		add := func(text string, w float32) {
			terms = vocabulary.Terms(terms[:0], words(text))
			for _, t := range terms {
				weights[t] = max(weights[t], w)
			}
		}
		add(r.Title, titleWeight)
		x.titles[i] = append([]string(nil), terms...)
		x.phrase(terms, i)
		add(r.Agenda, agendaWeight)
		for _, s := range r.KnownAs {
			add(s, knownWeight)
			x.phrase(terms, i)
		}
		for _, s := range r.Content {
			add(s, contentWeight)
		}
		for _, s := range ShortForms(r.Symbol) {
			x.symbols[s] = append(x.symbols[s], i)
		}
		for t, w := range weights {
			x.postings[t] = append(x.postings[t], posting{int32(i), w})
		}
	}
	for t, list := range x.postings {
		x.idf[t] = math.Log(float64(len(records)+1) / float64(len(list)+1))
	}
	return x
}

// maxPhrase is the longest run of terms that names a vote.
const maxPhrase = 5

// phrase notes a run of terms as a name of the record.
func (x *Index) phrase(terms []string, record int) {
	if len(terms) < 2 || len(terms) > maxPhrase {
		return
	}
	key := strings.Join(terms, " ")
	if list := x.phrases[key]; len(list) == 0 || list[len(list)-1] != record {
		x.phrases[key] = append(list, record)
	}
}

// SeriesOf names the recurrent text that a record is one of.
func (x *Index) SeriesOf(record int) string { return x.series[record] }

// Rarity is the inverse document frequency of a term, in nats; 0 for an unknown one.
func (x *Index) Rarity(term string) float64 { return x.idf[term] }

// Record is the record with that index.
func (x *Index) Record(i int) *sources.Record { return &x.records[i] }
