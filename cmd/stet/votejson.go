package main

import (
	"slices"

	"stet/sources"
)

// infoJSON is what `stet data info --format json` prints; see docs/json.md.
type infoJSON struct {
	Version   string        `json:"version"`
	Store     string        `json:"store"` // file, "" where it is in memory
	Records   int           `json:"records"`
	RollCalls int           `json:"roll_calls"`
	Positions int           `json:"positions"`
	Datasets  []datasetJSON `json:"datasets"`
}

type datasetJSON struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Credit    string `json:"credit"`
	Terms     string `json:"terms"`
	URL       string `json:"url"`
	Version   string `json:"version"`
	From      string `json:"from"`
	To        string `json:"to"`
	Retrieved string `json:"retrieved"`
	Records   int    `json:"records"`

	Bodies   []string `json:"bodies"`   // of the votes that a user imported
	Versions int      `json:"versions"` // how often a user imported into it
}

// recordsJSON is what `stet data show` and `find` print: the records, and the datasets that they are of.
type recordsJSON struct {
	Reference string        `json:"reference"`
	Datasets  []datasetJSON `json:"datasets"`
	Records   []recordJSON  `json:"records"`
}

type recordJSON struct {
	Record    string    `json:"record"`
	Date      string    `json:"date"`
	Body      string    `json:"body"`
	Session   string    `json:"session"`
	Meeting   string    `json:"meeting"`
	Title     string    `json:"title"`
	Agenda    string    `json:"agenda"`
	Outcome   string    `json:"outcome"`
	Tally     tallyJSON `json:"tally"`
	Members   *int      `json:"members"`  // null where unknown
	Complete  bool      `json:"complete"` // every member's position is held
	Votes     votesJSON `json:"votes"`
	VetoedBy  []string  `json:"vetoed_by"`
	Sponsors  []string  `json:"sponsors"`
	KnownAs   []string  `json:"known_as"`
	Series    string    `json:"series"`
	Confirmed bool      `json:"symbol_confirmed"`
	UNDL      *int      `json:"undl"` // number in the UN Digital Library, null for none
	URL       string    `json:"url"`
	Sources   []string  `json:"sources"`
	Note      string    `json:"note"`
	Dataset   string    `json:"dataset"`
	Draft     string    `json:"draft"`

	Origin *originJSON  `json:"origin"` // of a record that a user imported, else null
	Also   []string     `json:"also"`   // datasets that tell the same
	Rivals []recordJSON `json:"rivals"` // the vote as other datasets tell it otherwise
}

// originJSON says where an imported record came from.
type originJSON struct {
	File      string `json:"file"`
	SHA256    string `json:"sha256"`
	FirstLine int    `json:"first_line"`
	LastLine  int    `json:"last_line"`
	Version   int    `json:"version"`
	Recorded  string `json:"recorded"`
}

func newOriginJSON(o *sources.Origin) *originJSON {
	if o == nil {
		return nil
	}
	return &originJSON{o.File, o.Hash, o.FirstLine, o.LastLine, o.Version, o.Recorded}
}

// tallyJSON has null where no source states the number.
type tallyJSON struct {
	Yes       *int `json:"yes"`
	No        *int `json:"no"`
	Abstain   *int `json:"abstain"`
	NotVoting *int `json:"not_voting"`
}

type votesJSON struct {
	Yes       []voterJSON `json:"yes"`
	No        []voterJSON `json:"no"`
	Abstain   []voterJSON `json:"abstain"`
	NotVoting []voterJSON `json:"not_voting"`
	Unknown   []voterJSON `json:"unknown"`
}

type voterJSON struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func newInfoJSON(db *sources.DB) infoJSON {
	rollCalls, positions := held(db)
	out := infoJSON{Version: db.Version(), Store: db.Path(), Records: len(db.Records()), RollCalls: rollCalls, Positions: positions, Datasets: []datasetJSON{}}
	for _, d := range db.Datasets() {
		out.Datasets = append(out.Datasets, newDatasetJSON(d))
	}
	return out
}

func newDatasetJSON(d sources.Dataset) datasetJSON {
	return datasetJSON{d.Name, d.Title, d.Publisher, d.Credit, d.Terms, d.URL, d.Version, d.From.String(), d.To.String(), d.Retrieved, d.Records, list(d.Bodies), d.Versions}
}

func newRecordsJSON(db *sources.DB, records []sources.Record) recordsJSON {
	out := recordsJSON{Reference: db.Version(), Datasets: []datasetJSON{}, Records: []recordJSON{}}
	for i := range records {
		out.Records = append(out.Records, newRecordJSON(db, &records[i]))
	}
	for _, d := range db.Datasets() {
		if slices.ContainsFunc(records, func(r sources.Record) bool { return r.Dataset == d.Name }) {
			out.Datasets = append(out.Datasets, newDatasetJSON(d))
		}
	}
	return out
}

func newRecordJSON(db *sources.DB, r *sources.Record) recordJSON {
	voters := func(p sources.Position) []voterJSON {
		out := []voterJSON{}
		for _, m := range db.Voters(r, p) {
			out = append(out, voterJSON{m.Code, m.Name})
		}
		return out
	}
	rivals := []recordJSON{}
	for i := range r.Rivals {
		rivals = append(rivals, newRecordJSON(db, &r.Rivals[i]))
	}
	return recordJSON{
		Draft: r.Draft, Origin: newOriginJSON(r.Origin), Also: list(r.Also), Rivals: rivals,
		Record: r.Symbol, Date: r.Date.String(), Body: string(r.Body), Session: r.Session, Meeting: r.Meeting,
		Title: r.Title, Agenda: r.Agenda, Outcome: string(r.Outcome),
		Tally:   tallyJSON{stated(r.Tally.Yes), stated(r.Tally.No), stated(r.Tally.Abstain), stated(r.Tally.NotVoting)},
		Members: positive(r.Members), Complete: r.Positions != "" && !r.Partial,
		Votes: votesJSON{voters(sources.Yes), voters(sources.No), voters(sources.Abstain),
			voters(sources.NotVoting), voters(sources.Unknown)},
		VetoedBy: list(r.VetoedBy), Sponsors: list(r.Sponsors), KnownAs: list(r.KnownAs), Series: r.Series,
		Confirmed: r.Confirmed, UNDL: positive(r.UNDL), URL: r.URL, Sources: list(r.Sources), Note: r.Note, Dataset: r.Dataset,
	}
}

// stated is a count, nil where no source states it.
func stated(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

// positive is a number, nil for the 0 that means unknown.
func positive(n int) *int {
	if n <= 0 {
		return nil
	}
	return &n
}

// list is never null in JSON.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
