package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/claims"
	"stet/sources"
)

var runs = regexp.MustCompile(`h([0-9.]+)`)

// tilesIn counts the tiles of a path of dashed runs; size is a lone tile's length.
func tilesIn(t *testing.T, path string, size float64) int {
	t.Helper()
	n := 0
	for _, m := range runs.FindAllStringSubmatch(path, -1) {
		long, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		n += 1 + int(long-size+.5)/tileStep
	}
	return n
}

// The tiles drawn are the votes cast, in every roll call.
func TestTilesMatchTally(t *testing.T) {
	for symbol, v := range testVotes(t) {
		if v.Body != sources.GeneralAssembly || v.Positions == "" {
			continue
		}
		r := newPictures(testSeats(t)).record(&claims.Evidence{Record: symbol, Vote: v}, provenance{})
		got := sources.Tally{Yes: tilesIn(t, r.Grid.Yes, 9), No: tilesIn(t, r.Grid.No, 9), Abstain: tilesIn(t, r.Grid.Abstain, 9), NotVoting: tilesIn(t, r.Grid.Absent, .01)}
		if got != v.Tally {
			t.Errorf("%s: %v tiles for %v votes", symbol, got, v.Tally)
		}
	}
}

// The Council of eleven and of fifteen: every seat named once, the permanent ones ringed.
func TestHorseshoe(t *testing.T) {
	for symbol, seats := range map[string]int{"S/RES/83(1950)": 11, "S/RES/2774(2025)": 15} {
		v := testVotes(t)[symbol]
		r := newPictures(testSeats(t)).record(&claims.Evidence{Record: symbol, Vote: v}, provenance{})
		permanent, names := 0, []string{}
		for _, s := range r.Shoe.Seats {
			names = append(names, s.name)
			if s.Permanent {
				permanent++
			}
		}
		slices.Sort(names)
		if n := len(slices.Compact(names)); n != seats || permanent != 5 {
			t.Errorf("%s: %d seats, %d permanent", symbol, n, permanent)
		}
	}
}

// Where positions or members are not known there is no picture, and the page says what it can.
func TestNoPicture(t *testing.T) {
	votes := testVotes(t)
	bare := *votes["A/RES/ES-11/7"]
	bare.Positions = ""
	if newPictures(testSeats(t)).record(&claims.Evidence{Vote: &bare}, provenance{}) != nil || newPictures(nil).record(&claims.Evidence{Vote: votes["A/RES/ES-11/7"]}, provenance{}) != nil {
		t.Error("a picture of what is not known")
	}
	partial := *votes["A/RES/ES-11/7"]
	partial.Partial, partial.Positions = true, "YN?A"
	if r := newPictures(testSeats(t)).record(&claims.Evidence{Vote: &partial}, provenance{}); r.Grid != nil || r.Note == "" || len(r.Names) != 3 {
		t.Errorf("a partial roll call: %+v", r)
	}
}

// The script names a tile by the same order in which it is drawn: the letters of each region, sorted by tally, are as many as
// the tiles, and a member that was not seated has none.
func TestTileLetters(t *testing.T) {
	votes := testVotes(t)
	p := newPictures(testSeats(t))
	late := votes["A/RES/ES-11/7"]
	old := *late // as in a smaller assembly
	old.Symbol, old.Positions = "A/RES/1(I)", strings.Repeat(".", 40)+late.Positions[40:]
	for i := range 40 {
		switch late.Position(i) {
		case sources.Yes:
			old.Tally.Yes--
		case sources.No:
			old.Tally.No--
		case sources.Abstain:
			old.Tally.Abstain--
		case sources.NotVoting:
			old.Tally.NotVoting--
		}
	}
	p.record(&claims.Evidence{Record: old.Symbol, Vote: &old}, provenance{})
	p.record(&claims.Evidence{Record: late.Symbol, Vote: late}, provenance{})
	tiles := p.tiles()
	for i, v := range []*sources.Record{&old, late} {
		var got sources.Tally
		for k, letters := range tiles.Records["r"+strconv.Itoa(i+1)] {
			if len(letters) != len(tiles.Names[k]) {
				t.Fatalf("%s: %d letters for %d members", v.Symbol, len(letters), len(tiles.Names[k]))
			}
			got.Yes += strings.Count(letters, "Y")
			got.No += strings.Count(letters, "N")
			got.Abstain += strings.Count(letters, "A")
			got.NotVoting += strings.Count(letters, "X")
		}
		if got != v.Tally {
			t.Errorf("%s: letters for %v of %v", v.Symbol, got, v.Tally)
		}
	}
}
