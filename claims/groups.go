package claims

import (
	"strings"

	"stet/sources"
)

// groupMembers gives the group's members at the record's date, under every definition that the name has;
// nil for a group of which the reference holds no membership.
func (c *Checker) groupMembers(group string, r *sources.Record) [][]string {
	if group == "" {
		return nil
	}
	var out [][]string
	if named := c.namedGroup(group, r.Date); len(named) > 0 {
		out = append(out, c.atTable(named, r))
	}
	for _, region := range regions[group] {
		var list []string
		for _, m := range c.members {
			if region(&m) {
				list = append(list, m.Code)
			}
		}
		out = append(out, c.atTable(list, r))
	}
	if group == "E10" {
		var list []string
		for i, m := range c.members {
			if p := r.Position(i); p != sources.NotMember && p != sources.Unknown && !permanent[m.Code] {
				list = append(list, m.Code)
			}
		}
		out = append(out, list)
	}
	return out
}

// namedGroup are the codes that belonged to the group on the day.
func (c *Checker) namedGroup(group string, day sources.Date) []string {
	var out []string
	t := day.Time()
	for _, g := range c.ref.Groups() {
		if g.Group != group || g.From.Year > 0 && t.Before(g.From.Time()) || g.To.Year > 0 && t.After(g.To.Time()) {
			continue
		}
		if _, ok := c.seat[g.Code]; ok {
			out = append(out, g.Code)
		}
	}
	return out
}

// atTable keeps the codes that had a seat when the record was made.
func (c *Checker) atTable(list []string, r *sources.Record) []string {
	var out []string
	for _, code := range list {
		if p := r.Position(c.seat[code]); p != sources.NotMember && p != sources.Unknown {
			out = append(out, code)
		}
	}
	return out
}

// regions are the definitions of a region's name.
var regions = map[string][]func(*sources.Member) bool{
	"Africa":         {inRegion("Africa"), inRegionalGroup("African")},
	"Asia":           {inRegion("Asia"), inRegionalGroup("Asia-Pacific")},
	"Europe":         {inRegion("Europe"), europeanUsage},
	"Latin America":  {inRegionalGroup("Latin American"), latin},
	"Caribbean":      {inSubregion("Caribbean")},
	"Pacific":        {inRegion("Oceania"), islands},
	"South America":  {inSubregion("South America")},
	"Southeast Asia": {inSubregion("South-eastern Asia")},
	"Central Asia":   {inSubregion("Central Asia")},
	"West":           nil,
}

func inRegion(name string) func(*sources.Member) bool {
	return func(m *sources.Member) bool { return m.Region == name }
}

func inSubregion(name string) func(*sources.Member) bool {
	return func(m *sources.Member) bool { return m.Subregion == name }
}

func inRegionalGroup(prefix string) func(*sources.Member) bool {
	return func(m *sources.Member) bool { return strings.HasPrefix(m.RegionalGroup, prefix) }
}

// europeanUsage is Europe without Russia and Belarus, as news of the war in Ukraine often means it.
func europeanUsage(m *sources.Member) bool {
	return m.Region == "Europe" && m.Code != "RUS" && m.Code != "BLR" && m.Code != "SUN"
}

// islands are the Pacific island states, without Australia and New Zealand.
func islands(m *sources.Member) bool {
	return m.Region == "Oceania" && m.Code != "AUS" && m.Code != "NZL"
}

// latin is the Latin American and Caribbean group without the English- and Dutch-speaking Caribbean.
func latin(m *sources.Member) bool {
	return m.Subregion == "South America" || m.Subregion == "Central America" || m.Code == "CUB" || m.Code == "DOM" || m.Code == "HTI" || m.Code == "MEX"
}
