package claims

import (
	"context"
	"maps"
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// Reference is what the checks need of the reference data; *sources.DB satisfies it. Every slice is
// read-only.
type Reference interface {
	Records() []sources.Record
	Members() []sources.Member
	Groups() []sources.GroupMember
	Corrections() []sources.Correction
	Datasets() []sources.Dataset
	Bodies() []sources.BodyInfo // of another membership, as users imported them
	Version() string
	// Statements is the short texts and quotations that the facts themselves carry.
	Statements() []sources.Statement
	// Roles is who acted for whom and when, as users imported it.
	Roles() []sources.Role
	// Passages finds the held texts that share runs of words with a quotation, the best first.
	Passages(ctx context.Context, words []sources.TextWord, limit int) ([]sources.Passage, error)
}

// body is an organ that articles name.
type body struct {
	id    string // "GA", "SC", "UN" for the organization at large, the name the facts use, or "" for a foreign one
	names []string
}

// bodies are the organs whose votes articles tell. Those of the United Nations system are judged only
// by their own records; a foreign one makes a vote none of ours.
var bodies = []body{
	{"GA", []string{"General Assembly", "UN General Assembly", "U.N. General Assembly", "United Nations General Assembly", "UNGA", "GA",
		"world assembly", "Assembly", "UN Assembly", "assembly", "193-member body", "193-nation body", "world body", "plenary", "full Assembly", "full General Assembly"}},
	{"SC", []string{"Security Council", "UN Security Council", "U.N. Security Council", "United Nations Security Council", "UNSC", "Council", "council",
		"15-member council", "15-member body", "15-nation council"}},
	{"UN", []string{"UN", "U.N.", "United Nations"}},
	{"GA First Committee", []string{"First Committee", "disarmament committee", "Disarmament and International Security Committee", "1st Committee"}},
	{"GA Second Committee", []string{"Second Committee", "2nd Committee", "Economic and Financial Committee"}},
	{"GA Third Committee", []string{"Third Committee", "human rights committee", "Social, Humanitarian and Cultural Committee", "3rd Committee"}},
	{"GA Fourth Committee", []string{"Fourth Committee", "4th Committee", "Special Political and Decolonization Committee", "decolonization committee"}},
	{"GA Fifth Committee", []string{"Fifth Committee", "5th Committee", "budget committee"}},
	{"GA Sixth Committee", []string{"Sixth Committee", "6th Committee", "legal committee"}},
	{"HRC", []string{"Human Rights Council", "UN Human Rights Council", "U.N. Human Rights Council", "UNHRC", "HRC", "rights council",
		"Commission on Human Rights", "UN rights body"}},
	{"IAEA", []string{"IAEA", "International Atomic Energy Agency", "board of governors", "IAEA board", "IAEA Board of Governors"}},
	{"ECOSOC", []string{"ECOSOC", "Economic and Social Council"}},
	{"UNESCO", []string{"UNESCO", "Unesco", "World Heritage Committee"}},
	{"WHO", []string{"World Health Assembly", "World Health Organization", "WHO"}},
	{"OPCW", []string{"OPCW"}},
	{"ICAO", []string{"ICAO"}},
	{"IMO", []string{"IMO", "International Maritime Organization"}},
	{"ILO", []string{"ILO"}},
	{"court", []string{"International Court of Justice", "ICJ", "World Court", "International Criminal Court", "ICC", "Supreme Court", "Hague court"}},
	{"", foreignBodies},
}

var foreignBodies = []string{
	"Senate", "House", "House of Representatives", "Congress", "Parliament", "parliament", "European Parliament", "Bundestag", "Knesset",
	"House of Commons", "House of Lords", "State Duma", "Duma", "Verkhovna Rada", "Rada", "National Assembly", "Lok Sabha", "Rajya Sabha",
	"Cabinet", "cabinet", "city council", "City Council", "town council", "county council", "borough council", "district council",
	"parish council", "student council", "council meeting", "school board", "Federal Council", "State Council", "Governing Council", "European Council", "Privy Council",
	"Legislative Council", "Executive Council", "National Security Council", "EU Council", "Council of Europe", "Council of the European Union",
	"Politburo", "Electoral College", "senators", "lawmakers", "legislators", "MPs", "MEPs", "deputies", "congressmen", "peers", "councillors",
	"councilors", "jury", "jurors", "justices", "judges", "shareholders", "board of directors", "union members", "chamber of commerce", "trade union",
	"book club", "club", "Nordic Council", "legislature", "State Senate", "state legislature", "Riigikogu", "Sejm",
	"Storting", "Folketing", "Riksdag", "Althing", "Oireachtas", "Dáil", "Diet", "Majlis", "Congreso", "Assemblée nationale", "Federal Reserve", "Fed",
	"Bank of England", "Monetary Policy Committee", "ECB", "International Olympic Committee", "IOC", "FIFA", "UEFA",
	"Constituent Assembly", "constituent assembly", "lower house", "upper house", "Legislative Assembly", "Federal Assembly", "National Council", "state assembly",
	"strike committee", "parish meeting", "union branch", "general meeting", "annual meeting", "synod", "Synod", "presbytery", "planning committee", "select committee", "ways and means", "referendum", "ballot measure", "caucus", "parliamentarians",
	"committee of the whole", "Vermont General Assembly", "county board", "panel of judges", "commissioners", "aldermen", "OAS",
	"Organization of American States", "party congress", "national convention", "students' union", "residents' association", "neighborhood council",
	"Assembly of States Parties", "OPEC", "European Commission", "European Union foreign ministers",
}

// groupNames are the names of groups by the identifier that the membership facts use, or of a region.
var groupNames = map[string][]string{
	"EU":             {"European Union", "EU", "E.U.", "European Community", "European Communities", "European Economic Community", "EEC", "Common Market", "EU members", "EU states", "EU countries", "EU nations", "EU member states"},
	"NATO":           {"NATO", "Nato", "NATO members", "NATO allies", "NATO states", "Atlantic alliance"},
	"BRICS":          {"BRICS", "Brics", "BRICs", "BRIC"},
	"G7":             {"G7", "Group of Seven", "G-7"},
	"G20":            {"G20", "G-20", "Group of 20"},
	"ASEAN":          {"ASEAN", "Asean"},
	"AU":             {"African Union"},
	"LAS":            {"Arab League", "Arab", "Arab states"},
	"OIC":            {"OIC", "Organisation of Islamic Cooperation", "Organization of Islamic Cooperation", "Muslim", "Islamic"},
	"P5":             {"P5", "permanent five", "permanent members", "five permanent members", "veto-wielding members", "permanent member"},
	"E10":            {"E10", "elected ten", "ten elected members", "10 elected members", "elected members", "non-permanent members", "nonpermanent members"},
	"Africa":         {"African", "Africa", "Africans", "sub-Saharan African"},
	"Asia":           {"Asian", "Asia"},
	"Europe":         {"European", "Europe", "Europeans"},
	"Latin America":  {"Latin American", "Latin America", "Latin American and Caribbean"},
	"Caribbean":      {"Caribbean", "CARICOM", "Caricom"},
	"Pacific":        {"Pacific", "Pacific island", "Pacific Island", "Pacific islands"},
	"Nordic":         {"Nordic", "Scandinavian"},
	"Baltic":         {"Baltic", "Baltics"},
	"West":           {"Western", "West"},
	"South America":  {"South American", "South America"},
	"Southeast Asia": {"Southeast Asian", "Southeast Asia", "South-east Asia", "South-East Asia", "South-east Asian", "south-east Asia", "south-east Asian"},
	"Central Asia":   {"Central Asian", "Central Asia"},
	"Gulf":           {"Gulf"},
	"GCC":            {"Gulf Cooperation Council", "GCC", "Gulf Arab", "Gulf Arab monarchies", "Gulf monarchies", "Gulf Arab states"},
	"Visegrad":       {"Visegrad", "Visegrád", "Visegrad Four", "Visegrad Group", "V4"},
	"Benelux":        {"Benelux"},
	"Quad":           {"Quad"},
	"Five Eyes":      {"Five Eyes"},
	"Middle East":    {"Middle Eastern"},
	"Balkans":        {"Balkan", "Balkans"},
}

// administrations are the presidents whose government stands for the United States.
var administrations = []string{"Truman", "Eisenhower", "Kennedy", "Johnson", "Nixon", "Ford", "Carter", "Reagan", "Bush", "Clinton", "Obama", "Trump", "Biden"}

// NewLexicon builds the names that extract looks for out of the reference: members with all their
// names, groups, and the organs whose votes articles tell.
func NewLexicon(ref Reference) *extract.Lexicon {
	var entries []extract.Entry
	kinds := map[sources.AliasKind]extract.EntryKind{
		sources.AliasName: extract.State, sources.AliasDemonym: extract.Demonym, sources.AliasCapital: extract.Capital,
	}
	for _, m := range ref.Members() {
		for _, a := range m.Aliases {
			e := extract.Entry{Text: a.Text, Kind: kinds[a.Kind], ID: m.Code}
			if a.From.Year > 0 {
				e.From = a.From.Time()
			}
			if a.To.Year > 0 {
				e.To = a.To.Time()
			}
			entries = append(entries, e)
		}
	}
	for _, name := range []string{"both Koreas", "two Koreas", "Koreas"} {
		entries = append(entries, extract.Entry{Text: name, Kind: extract.State, ID: "KOR+PRK"})
	}
	for _, name := range administrations {
		entries = append(entries, extract.Entry{Text: name + " administration", Kind: extract.State, ID: "USA"})
	}
	for _, id := range slices.Sorted(maps.Keys(groupNames)) {
		for _, n := range groupNames[id] {
			entries = append(entries, extract.Entry{Text: n, Kind: extract.Group, ID: id})
		}
	}
	entries = append(entries, importedGroups(ref)...)
	for _, b := range organs(ref) {
		for _, n := range b.names {
			entries = append(entries, extract.Entry{Text: n, Kind: extract.Body, ID: b.id})
		}
	}
	return extract.NewLexicon(entries)
}

// codes splits an entry's identifier: "KOR+PRK" names two seats.
func codes(id string) []string { return strings.Split(id, "+") }
