package claims

import (
	"strings"

	"stet/extract"
)

// holder is the person named before who holds the office: "the French envoy", "the minister".
func (s *speech) holder(block, item int, office *speaker) *person {
	if office.country == "" && !strings.HasPrefix(strings.ToLower(s.doc.Quote(office.span)), "the ") {
		return nil
	}
	for _, before := range s.namings(block, item) {
		p := s.person(before.name)
		if p == nil || p.role == "" && p.country == "" {
			continue
		}
		if office.country != "" && p.country == office.country && (p.role == "" || rank(office.role) == "" || rank(p.role) == "" || rank(p.role) == rank(office.role)) {
			return p
		}
		if office.country == "" && p.role != "" && rank(p.role) != "" && rank(p.role) == rank(office.role) {
			return p
		}
	}
	return nil
}

// rank sorts offices into those that may be one person's: envoys, ministers, heads, spokespeople.
func rank(role string) string {
	role = extract.Fold(role)
	for _, r := range []struct{ rank, words string }{
		{"spokesperson", "spokes"}, {"secretary-general", "secretary-general"}, {"minister", "foreign minister|foreign secretary|secretary of state|minister"}, {"president", "president|king|emir|pope"},
		{"premier", "prime minister|premier|chancellor"}, {"envoy", "ambassador|envoy|representative|delegate|diplomat|charge|observer|counsel"}, {"professor", "professor|teacher|analyst|expert|historian|fellow|scholar"},
	} {
		for _, w := range strings.Split(r.words, "|") {
			if strings.Contains(role, w) {
				return r.rank
			}
		}
	}
	return ""
}

// namings lists the people named before an item, the latest first.
func (s *speech) namings(block, item int) []*speaker {
	var out []*speaker
	for b := block; b >= 0 && block-b < 12; b-- {
		from := len(s.rows[b].items) - 1
		if b == block {
			from = item - 1
		}
		for i := from; i >= 0; i-- {
			if who := s.rows[b].speakers[i]; who != nil && who.name != "" {
				out = append(out, who)
			}
		}
	}
	return out
}

// meant is whom a pronoun means: who was quoted last or named last, of the same gender as far as it is told.
func (s *speech) meant(block, item int, pronoun *speaker) *speaker {
	if pronoun.pronoun == "it" {
		return s.thing(block, item)
	}
	for b := block; b >= 0 && block-b < 8; b-- {
		from := len(s.rows[b].items) - 1
		if b == block {
			from = item - 1
		}
		var object *speaker // named, but not as who acts
		for i := from; i >= 0; i-- {
			who := s.rows[b].speakers[i]
			if who == nil || who.text || who.paper || who.state || who.body != "" || who.pronoun == "it" {
				continue
			}
			found := s.speakerAt(b, i)
			if found == nil || found.name == "" && found.role == "" || found.gender != 0 && found.gender != pronoun.gender {
				continue
			}
			if s.acts(b, i) {
				return s.of(found, pronoun.gender)
			}
			if object == nil {
				object = found
			}
		}
		if object != nil {
			return s.of(object, pronoun.gender)
		}
	}
	return nil
}

// of notes the gender that a pronoun tells of a person.
func (s *speech) of(who *speaker, gender byte) *speaker {
	who.gender = gender
	if p := s.person(who.name); p != nil && p.gender == 0 {
		p.gender = gender
	}
	return who
}

// acts reports whether an item stands as who acts, and not after a preposition or verb.
func (s *speech) acts(block, item int) bool {
	if item == 0 {
		return true
	}
	before := s.rows[block].items[item-1]
	return !objectOf[before.Word] && !(cueWords[before.Word] && before.Word != "said")
}

// objectOf are words after which somebody is no speaker.
var objectOf = wordSet(`of to by with from about against for on at in over like unlike between toward towards behind beside after before under than as into near`)

// thing is what "it" means: the last state, organ or document that acts before it in its sentence, or who acts first in
// a sentence before.
func (s *speech) thing(block, item int) *speaker {
	row := &s.rows[block]
	var first *speaker
	for i := item - 1; i >= 0; i-- {
		if who := row.speakers[i]; isThing(who) && s.acts(block, i) {
			if row.sentence[i] == row.sentence[item] {
				return who
			}
			first = who
		}
		if first != nil && (i == 0 || row.sentence[i-1] != row.sentence[i]) {
			return first
		}
	}
	if block > 0 {
		for i := range s.rows[block-1].items {
			if who := s.rows[block-1].speakers[i]; isThing(who) && !who.paper && s.acts(block-1, i) {
				return who
			}
		}
	}
	return nil
}

// isThing reports whether "it" can mean a speaker.
func isThing(who *speaker) bool {
	return who != nil && who.pronoun == "" && (who.text || who.paper || who.state || who.body != "")
}

// owner is the state of "its foreign minister": the last one before that acts.
func (s *speech) owner(block, item int, office *speaker) string {
	if first, _, _ := strings.Cut(extract.Fold(s.doc.Quote(office.span)), " "); first != "its" {
		return ""
	}
	for b := block; b >= 0 && b >= block-1; b-- {
		from := len(s.rows[b].items) - 1
		if b == block {
			from = item - 1
		}
		for i := from; i >= 0; i-- {
			if who := s.rows[b].speakers[i]; who != nil && who.country != "" && who.name == "" && (who.state || who.role != "") && s.acts(b, i) {
				return who.country
			}
		}
	}
	return ""
}
