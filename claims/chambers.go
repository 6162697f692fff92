package claims

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stet/claims/link"
	"stet/extract"
	"stet/extract/match"
	"stet/sources"
)

// Chambers are bodies of another membership than the United Nations': a parliament, a council. Which there are, what
// they are called and who votes there is in the reference, where users imported it; their votes are judged like all
// others, by their own records only. A chamber that nobody imported stays a foreign one.

// organs are the bodies that articles name: the reference's chambers, and those that every article may name. A foreign
// name that a chamber bears is the chamber's; a name of the United Nations' own organs stays theirs.
func organs(ref Reference) []body {
	taken := map[string]bool{}
	for _, b := range bodies {
		if b.id != "" && b.id != "court" {
			for _, n := range b.names {
				taken[extract.Fold(n)] = true
			}
		}
	}
	var own []body
	borne := map[string]bool{}
	for _, info := range ref.Bodies() {
		o := body{id: string(info.Body)}
		for _, n := range append([]string{info.Name}, info.Names...) {
			if f := extract.Fold(n); !taken[f] && !slices.Contains(o.names, n) {
				o.names = append(o.names, n)
				borne[f] = true
			}
		}
		own = append(own, o)
	}
	if len(own) == 0 {
		return bodies
	}
	out := own
	for _, b := range bodies {
		if b.id == "" || b.id == "court" {
			b.names = slices.DeleteFunc(slices.Clone(b.names), func(n string) bool { return borne[extract.Fold(n)] })
		}
		out = append(out, b)
	}
	return out
}

// importedGroups are the names of groups that users imported, parties of chambers among them: each under its own name,
// unless every article may name it already.
func importedGroups(ref Reference) []extract.Entry {
	taken := map[string]bool{}
	for id, names := range groupNames {
		taken[extract.Fold(id)] = true
		for _, n := range names {
			taken[extract.Fold(n)] = true
		}
	}
	var out []extract.Entry
	for _, g := range ref.Groups() {
		if f := extract.Fold(g.Group); g.Dataset != "" && !taken[f] {
			taken[f] = true
			out = append(out, extract.Entry{Text: g.Group, Kind: extract.Group, ID: g.Group})
		}
	}
	return out
}

// heldBodies is the chambers of which votes are held, with the days of them.
func heldBodies(ref Reference) map[string]link.Days {
	known := map[sources.Body]bool{}
	for _, info := range ref.Bodies() {
		known[info.Body] = true
	}
	if len(known) == 0 {
		return nil
	}
	out := map[string]link.Days{}
	records := ref.Records()
	for i := range records {
		r := &records[i]
		if !known[r.Body] {
			continue
		}
		day, days := r.Date.Time(), out[string(r.Body)]
		if days.From.IsZero() || day.Before(days.From) {
			days.From = day
		}
		if day.After(days.To) {
			days.To = day
		}
		out[string(r.Body)] = days
	}
	return out
}

// coverageOf is the days of which votes of the claim's body are held; a zero From is the beginning of the United Nations.
func (c *Checker) coverageOf(id string) link.Days {
	if days, ok := c.index.Held[id]; ok {
		return days
	}
	return link.Days{To: c.lastDay()}
}

// whose words a chamber's data, "" for the United Nations' own.
func (c *Checker) whose(id string) string {
	if name := c.chamberName(id); name != "" {
		return " of the " + strings.TrimPrefix(name, "the ")
	}
	return ""
}

// chamberName is the name of a body that users imported, "" for another.
func (c *Checker) chamberName(id string) string {
	for _, info := range c.ref.Bodies() {
		if string(info.Body) == id && id != "" {
			return cmp.Or(info.Name, id)
		}
	}
	return ""
}

// otherBody words why a vote of another body than the plenary Assembly and the Council is not held.
func (c *Checker) otherBody(id string) (Reason, string) {
	_, held := c.index.Held[id]
	switch name := c.chamberName(id); {
	case held:
		return NoRecord, "No vote" + c.whose(id) + " that the data hold is surely about this; another body may bear that name."
	case name != "":
		return NotInDataset, "The data know the " + strings.TrimPrefix(name, "the ") + ", but hold no vote of it."
	case len(c.index.Held) > 0:
		held := slices.Sorted(maps.Keys(c.index.Held))
		return NotInDataset, "Another body's vote: the data hold the plenary Assembly, the Council and " + strings.Join(held[:min(len(held), 3)], ", ") + more(len(held)-3) + "."
	}
	return NotInDataset, "Another body's vote: the data hold the plenary Assembly and the Council."
}

// more is " and 2 more", "" for none.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

// chamberActs reports whether an imported chamber is told before the item to have done what chambers do by a vote: "the
// Senate confirmed her 51-50".
func (p *passage) chamberActs(end int) bool {
	for i := 0; i < end; i++ {
		if p.items[i].Labels&match.BODY == 0 || !imported(p.bodyID(i)) {
			continue
		}
		for k := i + 1; k < end; k++ {
			if chamberVerbs[p.word(k)] || triggers[p.word(k)] {
				return true
			}
		}
	}
	return false
}

var chamberVerbs = wordSet(`confirmed confirms elected elects appointed appoints convicted acquitted impeached ousted invested ratified repealed enacted seated`)

// imported reports whether an organ is one of the reference's chambers, none that every article may name.
func imported(id string) bool {
	return id != "" && !slices.ContainsFunc(bodies, func(b body) bool { return b.id == id })
}
