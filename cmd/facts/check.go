package main

import (
	"regexp"
	"slices"
	"strings"
)

// misprints are names that the Library's records hold by slips of the keyboard; nobody writes them.
var misprints = []string{"TURKIYE", "TÜRKIYE", "TÜRKİYE", "TÜRKÝYE", "AN PAKISTAN"}

// checkMembers compares the hand-kept members with the order of the roll-call letters.
func (c *conversion) checkMembers() error {
	lines, err := readLines(c.from, "countries.csv", "idx", "code", "un_name")
	if err != nil {
		return err
	}
	for i, l := range lines {
		if i >= len(c.codes) || c.codes[i] != l.get("code") {
			return l.errorf("seat %d is %s here, but another in members.csv: keep its lines in the order of the roll-call letters", i, l.get("code"))
		}
	}
	if len(lines) != len(c.codes) {
		return lines[0].errorf("%d seats here, %d in members.csv", len(lines), len(c.codes))
	}
	return nil
}

var spelling = regexp.MustCompile(`^(.*) \(\d+\.\.\d+\)$`)

// checkNames makes sure that every name the Library's records and the UN use is in names.csv.
func (c *conversion) checkNames() error {
	names, err := readLines(c.to, "names.csv", "code", "text", "kind")
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, n := range names {
		if !c.known[n.get("code")] {
			return n.errorf("unknown code %q", n.get("code"))
		}
		have[n.get("code")+" "+fold(n.get("text"))] = true
	}
	lines, err := readLines(c.from, "countries.csv", "code", "un_name", "undl_names")
	if err != nil {
		return err
	}
	for _, l := range lines {
		wanted := []string{l.get("un_name")}
		for name := range strings.SplitSeq(l.get("undl_names"), ";") {
			if m := spelling.FindStringSubmatch(name); m != nil && !slices.Contains(misprints, m[1]) {
				wanted = append(wanted, m[1])
			}
		}
		for _, name := range wanted {
			if !have[l.get("code")+" "+fold(name)] {
				return l.errorf("names.csv has no line for the library's spelling %q of %s", name, l.get("code"))
			}
		}
	}
	return nil
}

func fold(s string) string { return strings.ToLower(strings.ReplaceAll(s, "’", "'")) }

// wrongGroups are rows of the gathered group lists that are mistaken: India is not in the OECD.
var wrongGroups = []string{"OECD IND"}

// checkGroups makes sure that the hand-kept groups miss no row of the gathered ones.
func (c *conversion) checkGroups() error {
	kept, err := readLines(c.to, "groups.csv", "group", "code")
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, l := range kept {
		have[l.get("group")+" "+l.get("code")] = true
	}
	lines, err := readLines(c.from, "group_members.csv", "group", "code")
	if err != nil {
		return err
	}
	for _, l := range lines {
		if k := l.get("group") + " " + l.get("code"); !have[k] && !slices.Contains(wrongGroups, k) {
			return l.errorf("groups.csv has no line for %s", k)
		}
	}
	return nil
}
