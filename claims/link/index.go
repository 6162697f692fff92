package link

import (
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
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
	dayNumbers []int       // the same, since 1970
	byDay      []int32     // the records by their day
	termIDs    map[string]int32
	worth      []float64 // by term: its rarity
	titleIDs   [][]int32 // terms of each title
	titleWorth []float64 // the rarity of a title's terms together
	spare      sync.Pool // of *weighing
	postings   map[string][]posting
	idf        map[string]float64
	series     []string         // what makes the record one of a recurrent text: its series, else its title
	phrases    map[string][]int // two to five terms in a row, as a vote is known or titled → records
	plain      map[string][]int // titles of common words alone, such as "the right to food", in words → records
	symbols    map[string][]int // canonical symbol and its short forms → records
	to         time.Time        // last day of the complete part

	Held map[string]Days // bodies whose votes users imported, with the days of them
}

// Days is a run of days, both ends included.
type Days struct{ From, To time.Time }

// field weights of a record's texts.
const (
	titleWeight   = 1.0
	agendaWeight  = 0.4
	knownWeight   = 1.3
	contentWeight = 0.8
)

// NewIndex indexes the records; to is the last day of the complete part.
func NewIndex(records []sources.Record, vocabulary *Vocabulary, to time.Time) *Index {
	n := len(records)
	x := &Index{Vocabulary: vocabulary, records: records, days: make([]time.Time, n), dayNumbers: make([]int, n), series: make([]string, n),
		postings: make(map[string][]posting, n), idf: make(map[string]float64, n), symbols: make(map[string][]int, 3*n), phrases: make(map[string][]int, n), plain: map[string][]int{}, to: to}
	read := readTerms(records, vocabulary)
	for i := range records {
		r := &records[i]
		x.days[i] = r.Date.Time()
		if x.series[i] = r.Series; r.Series == "" {
			x.series[i] = strings.ToLower(r.Title)
		}
		x.dayNumbers[i] = dayOf(x.days[i])
		x.phrase(read[i].title, i)
		x.plainTitle(r.Title, len(read[i].title), i)
		for _, known := range read[i].known {
			x.phrase(known, i)
		}
		for _, s := range ShortForms(r.Symbol) {
			x.symbols[s] = append(x.symbols[s], i)
		}
		if r.Draft != "" {
			draft := ShortForms(r.Draft)[0] // "A/ES-11/L.10" names the vote too
			x.symbols[draft] = append(x.symbols[draft], i)
		}
		for _, t := range read[i].terms {
			x.postings[t.term] = append(x.postings[t.term], posting{int32(i), t.weight})
		}
	}
	for t, list := range x.postings {
		x.idf[t] = math.Log(float64(n+1) / float64(len(list)+1))
	}
	x.numberTerms(read)
	x.byDay = make([]int32, n)
	for i := range x.byDay {
		x.byDay[i] = int32(i)
	}
	slices.SortStableFunc(x.byDay, func(a, b int32) int { return x.dayNumbers[a] - x.dayNumbers[b] })
	return x
}

// numberTerms gives the terms numbers, and each title its terms by them.
func (x *Index) numberTerms(read []recordTerms) {
	x.termIDs, x.worth = make(map[string]int32, len(x.idf)), make([]float64, 0, len(x.idf))
	x.titleIDs, x.titleWorth = make([][]int32, len(read)), make([]float64, len(read))
	for i := range read {
		ids := make([]int32, 0, len(read[i].title))
		for _, t := range read[i].title {
			id, ok := x.termIDs[t]
			if !ok {
				id = int32(len(x.worth))
				x.termIDs[t], x.worth = id, append(x.worth, x.idf[t])
			}
			ids = append(ids, id)
			x.titleWorth[i] += x.worth[id]
		}
		x.titleIDs[i] = ids
	}
}

// recordTerms are the terms of one record.
type recordTerms struct {
	title []string
	known [][]string
	terms []weighted
}

type weighted struct {
	term   string
	weight float32
}

// readTerms reads every record's terms, on all cores: it is most of the time that a check takes to start.
func readTerms(records []sources.Record, vocabulary *Vocabulary) []recordTerms {
	out := make([]recordTerms, len(records))
	workers := runtime.GOMAXPROCS(0)
	shared := sharedNames(records)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			memo := map[string][]string{} // texts recur, year after year
			for i := w * len(records) / workers; i < (w+1)*len(records)/workers; i++ {
				out[i] = termsOf(&records[i], vocabulary, shared, memo)
			}
		})
	}
	wait.Wait()
	return out
}

// sharedNames counts the votes that are known by a name, of those that belong to no series of the landmarks: the names of a title's votes.
func sharedNames(records []sources.Record) map[string]int {
	shared := map[string]int{}
	for i := range records {
		if records[i].Series == "" {
			for _, s := range records[i].KnownAs {
				shared[s]++
			}
		}
	}
	return shared
}

// manyShare is how many votes share a name whose single words say nothing of them: it is looked for as a whole.
const manyShare = 4

// termsOf reads one record's terms, each with the weight of its best field; memo holds the terms of the texts met before.
func termsOf(r *sources.Record, vocabulary *Vocabulary, shared map[string]int, memo map[string][]string) recordTerms {
	out := recordTerms{terms: make([]weighted, 0, 24)}
	read := func(text string) []string {
		terms, ok := memo[text]
		if !ok {
			terms = vocabulary.Terms(nil, words(text))
			memo[text] = terms
		}
		return terms
	}
	add := func(text string, w float32) []string {
		terms := read(text)
	next:
		for _, t := range terms {
			for k := range out.terms {
				if out.terms[k].term == t {
					out.terms[k].weight = max(out.terms[k].weight, w)
					continue next
				}
			}
			out.terms = append(out.terms, weighted{t, w})
		}
		return terms
	}
	out.title = add(r.Title, titleWeight)
	add(r.Agenda, agendaWeight)
	for _, s := range r.KnownAs {
		if r.Series == "" && shared[s] >= manyShare {
			if terms := read(s); len(terms) > 1 {
				out.known = append(out.known, terms)
				continue
			}
		}
		out.known = append(out.known, add(s, knownWeight))
	}
	for _, s := range r.Content {
		add(s, contentWeight)
	}
	return out
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

// plainTitle notes a title whose words are nearly all common ones, and which its terms therefore do not tell from others.
func (x *Index) plainTitle(title string, terms, record int) {
	list := words(title)
	for len(list) > 0 && (list[0] == "the" || list[0] == "a") {
		list = list[1:]
	}
	if terms > 1 || len(list) < 3 || len(list) > maxPlain {
		return
	}
	key := strings.Join(list, " ")
	x.plain[key] = append(x.plain[key], record)
}

// maxPlain is the longest title, in words, that is looked for as it stands.
const maxPlain = 6

// SeriesOf names the recurrent text that a record is one of.
func (x *Index) SeriesOf(record int) string { return x.series[record] }

// Rarity is the inverse document frequency of a term, in nats; 0 for an unknown one.
func (x *Index) Rarity(term string) float64 { return x.idf[term] }

// Record is the record with that index.
func (x *Index) Record(i int) *sources.Record { return &x.records[i] }
