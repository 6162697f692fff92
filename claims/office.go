package claims

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/extract"
	"stet/sources"
)

// An office is one of those that articles confuse: head and deputy of a mission to the United Nations, foreign minister
// and deputy, prime minister and deputy. Any other words ("envoy", "diplomat", "minister") name none.
type office struct {
	family string // "mission", "foreign", "government"; "" for none of these
	level  string // "head", "deputy", "charge"
}

// officeWords are the words of the families' offices, folded; the longer come first.
var officeWords = []struct {
	family string
	words  []string
}{
	{"mission", []string{"permanent", "representative"}}, {"foreign", []string{"minister", "of", "foreign", "affairs"}}, {"foreign", []string{"minister", "for", "foreign", "affairs"}},
	{"foreign", []string{"secretary", "of", "state"}}, {"foreign", []string{"foreign", "minister"}}, {"foreign", []string{"foreign", "secretary"}},
	{"government", []string{"prime", "minister"}}, {"mission", []string{"ambassador"}}, {"mission", []string{"charge"}},
}

// unsureOffice are words with which an office is another's, another time's, or of another rank than the two that are told apart.
var unsureOffice = wordSet(`former ex then acting interim outgoing incoming next designate elect onetime longtime retired late assistant alternate under second third goodwill large mr first vice political legal`)

// officeIn reads the one office that folded words name, and the range of its words, "deputy" left out. Words that
// name several offices, or one of another place, name none.
func officeIn(words []string) (o office, at, end, deputy int) {
	deputy = -1
	for i := 0; i < len(words); i++ {
		if unsureOffice[words[i]] {
			return office{}, 0, 0, -1
		}
		if words[i] == "deputy" {
			deputy = i
			continue
		}
		for _, w := range officeWords {
			if i+len(w.words) > len(words) || !slices.Equal(words[i:i+len(w.words)], w.words) {
				continue
			}
			if o.family != "" {
				return office{}, 0, 0, -1
			}
			o, at, end = office{w.family, "head"}, i, i+len(w.words)
			i = end - 1
			break
		}
	}
	switch {
	case o.family == "":
	case words[at] == "charge":
		o.level = "charge"
	case deputy >= 0 && deputy < at:
		o.level = "deputy"
	}
	return o, at, end, deputy
}

// heldOffices are the offices of a role on record: "Charge d'Affaires a.i. / Deputy Permanent Representative" has two.
// Where one of them is none of those told apart, nothing is known.
func heldOffices(role string) []office {
	var out []office
	for _, part := range strings.FieldsFunc(role, func(r rune) bool { return r == '/' || r == ';' }) {
		o, _, _, _ := officeIn(strings.FieldsFunc(extract.Fold(part), func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '\'' || r == '.' || r == '’' }))
		if o.family == "" {
			return nil
		}
		out = append(out, o)
	}
	return out
}

// knownOffice is what the reference has of a person's office about a day.
type knownOffice struct {
	person, code, role string
	offices            []office
	when               string
	dataset, source    string
}

// How near the article's day an office must be on record.
const (
	officeBefore = 30 // days: an article tells of what was said up to then
	officeAfter  = 2
)

// officesOf lists what the reference knows of a person's office over the days that the article can be about; all
// tells that it covers them.
func (c *Checker) officesOf(who *speaker, published time.Time, heard []*sources.Statement) (out []knownOffice, all bool) {
	from, to := published.AddDate(0, 0, -officeBefore), published.AddDate(0, 0, officeAfter)
	for _, r := range c.ref.Roles() {
		names := append([]string{r.Person}, r.Names...)
		if r.Code != who.country || !slices.ContainsFunc(names, func(n string) bool { return fullySame(who.name, n) }) {
			continue
		}
		if r.From.Year == 0 || r.From.Time().After(to) || r.To.Year > 0 && r.To.Time().Before(from) {
			continue // without a day nobody knows when
		}
		when := "from " + r.From.String()
		if r.To.Year > 0 {
			when += " to " + r.To.String()
		}
		all = all || !r.From.Time().After(from) && (r.To.Year == 0 || !r.To.Time().Before(published))
		out = append(out, knownOffice{r.Person, r.Code, r.Role, heldOffices(r.Role), when, r.Dataset, ""})
	}
	note := func(s *sources.Statement) {
		if s.Role == "" || s.Code != who.country || s.Date.Day == 0 || !fullySame(who.name, s.Speaker) || s.Date.Time().Before(from) || s.Date.Time().After(to) {
			return
		}
		all = true
		out = append(out, knownOffice{s.Speaker, s.Code, s.Role, heldOffices(s.Role), "on " + s.Date.String(), s.Dataset, firstAddress(s.Source)})
	}
	statements := c.ref.Statements()
	for i := range statements {
		note(&statements[i])
	}
	for _, s := range heard {
		note(s)
	}
	return out, all
}

// fullySame reports whether two full names are one person's: the surname and the first letter of the first name agree.
func fullySame(told, held string) bool {
	a, b := strings.Fields(extract.Fold(told)), strings.Fields(extract.Fold(held))
	return len(a) > 1 && len(b) > 1 && sameSpeaker(told, held) && a[0][0] == b[0][0]
}

// naming is one place where the article names a person with an office.
type naming struct {
	who      *speaker
	sentence int
	told     office
	noun     extract.Span // the office's words, without "deputy"
	deputy   extract.Span // "deputy", empty where it is not told
}

// namingsWithOffice lists where the article gives a named person one of the offices that are told apart.
func (s *speech) namingsWithOffice() []naming {
	var out []naming
	for b := range s.rows {
		row := &s.rows[b]
		for i := range row.items {
			who := row.speakers[i]
			if who == nil || who.name == "" || who.roleSpan.Len() == 0 || who.state {
				continue
			}
			full := *who
			if p := s.person(who.name); p != nil {
				full.name = p.name
				if full.country == "" {
					full.country = p.country
				}
			}
			if n, ok := s.naming(&full, row.sentence[i]); ok {
				out = append(out, n)
			}
		}
	}
	return out
}

// naming reads the office of a naming. "Ambassador Shea" is a rank, which deputies have too; "the American
// ambassador", "ambassador to the United Nations" and "permanent representative" are the office.
func (s *speech) naming(who *speaker, sentence int) (naming, bool) {
	var words []string
	var spans []extract.Span
	tokens := s.doc.Sentences[sentence].Tokens
	definite, previous := false, ""
	for i := range tokens {
		t := &tokens[i]
		if who.roleSpan.Covers(t.Span) {
			words, spans = append(words, t.Norm), append(spans, t.Span)
			definite = definite || t.Poss || len(words) == 1 && previous == "the"
		}
		if t.Norm == "former" && t.End <= who.roleSpan.Start && who.roleSpan.Start-t.End < 3 {
			return naming{}, false
		}
		previous = t.Norm
	}
	o, at, end, deputy := officeIn(words)
	if o.family == "" || who.country == "" {
		return naming{}, false
	}
	if words[at] == "ambassador" && o.level == "head" {
		rest := words[end:]
		toUN := slices.ContainsFunc(rest, func(w string) bool { return w == "un" || w == "u.n" || w == "u.n." || w == "united" })
		if len(rest) > 0 && !toUN || len(rest) == 0 && !definite {
			return naming{}, false
		}
	}
	n := naming{who: who, sentence: sentence, told: o, noun: extract.Span{Start: spans[at].Start, End: spans[end-1].End}}
	if o.level == "deputy" {
		n.deputy = spans[deputy]
	}
	return n, true
}

// checkOffices holds the offices that an article gives people against those on record about its day. Right ones make no
// finding.
func (c *Checker) checkOffices(s *speech) []Finding {
	if s.doc.Published.Precision != extract.Day {
		return nil // an office is of a time
	}
	var out []Finding
	list := s.namingsWithOffice()
	for i := range list {
		n := &list[i]
		known, all := c.officesOf(n.who, s.doc.Published.Time, s.heard)
		if !all || right(n.told, known) || s.otherDays(n.sentence) {
			continue
		}
		if slices.ContainsFunc(list, func(o naming) bool { return sameSpeaker(o.who.name, n.who.name) && right(o.told, known) }) {
			continue // the article has the right one elsewhere
		}
		out = append(out, c.wrongOffice(s, n, &known[0]))
	}
	return out
}

// right reports whether a told office can be one of those known: one that cannot be compared fits anything.
func right(told office, known []knownOffice) bool {
	for _, k := range known {
		if len(k.offices) == 0 || told.level == "charge" && slices.ContainsFunc(k.offices, func(o office) bool { return o == office{"mission", "deputy"} }) {
			return true // a deputy acts as chargé while the head is away
		}
		if slices.Contains(k.offices, told) {
			return true
		}
	}
	return false
}

// otherDays reports whether a sentence tells of a time that the article's day is not near.
func (s *speech) otherDays(sentence int) bool {
	published := s.doc.Published.Time
	for _, m := range s.doc.Sentences[sentence].Mentions {
		if m.Kind == extract.DateMention && (m.When.From.IsZero() || m.When.Shift != 0 || m.When.To.Before(published.AddDate(0, 0, -officeBefore)) || m.When.From.After(published.AddDate(0, 0, officeAfter))) {
			return true
		}
	}
	return false
}

// wrongOffice words the finding.
func (c *Checker) wrongOffice(s *speech, n *naming, known *knownOffice) Finding {
	f := Finding{Kind: "statement", Span: n.who.roleSpan, Verdict: Refuted, Reason: Mismatch, Severity: Detail, Diagnosis: "another office"}
	f.Reading = fmt.Sprintf("%s (%s): %s", n.who.name, n.who.country, strings.Join(strings.Fields(s.doc.Quote(n.who.roleSpan)), " "))
	f.ID = fingerprint(s.doc, &f)
	f.Message = fmt.Sprintf("%s was %s %s.", known.person, known.role, known.when)
	f.Evidence = []Evidence{{Record: fmt.Sprintf("%s (%s)", known.person, c.memberName(known.code)), Says: known.role + ", " + known.when, Dataset: known.dataset, URL: known.source, Named: []string{known.code}}}
	f.Correction = n.correction(known)
	return f
}

// officeNames are the offices as a correction words them.
var officeNames = map[office]string{
	{"mission", "head"}: "ambassador to the United Nations", {"mission", "deputy"}: "deputy ambassador to the United Nations", {"mission", "charge"}: "chargé d’affaires at the United Nations",
	{"foreign", "head"}: "foreign minister", {"foreign", "deputy"}: "deputy foreign minister", {"government", "head"}: "prime minister", {"government", "deputy"}: "deputy prime minister",
}

// correction puts "deputy" in, takes it out, or names the office held: "ambassador to the United Nations" for a foreign
// minister.
func (n *naming) correction(known *knownOffice) *Correction {
	held := known.offices
	is := func(level string) bool { return slices.Contains(held, office{n.told.family, level}) }
	switch {
	case n.told.level == "head" && is("deputy"):
		return &Correction{extract.Span{Start: n.noun.Start, End: n.noun.Start}, "deputy "}
	case n.told.level == "deputy" && is("head"):
		return &Correction{extract.Span{Start: n.deputy.Start, End: n.noun.Start}, ""}
	case n.told.level == "head" && is("charge"):
		return &Correction{n.noun, "chargé d’affaires"}
	case len(held) > 0 && held[0].family != n.told.family && officeNames[held[0]] != "":
		name := officeNames[held[0]]
		if role := strings.ToLower(known.role); held[0].family == "foreign" && len(held) == 1 && strings.Contains(role, "secretary") { // of state, in some states
			name = role
		}
		span := n.noun
		if n.deputy.Len() > 0 {
			span.Start = n.deputy.Start
		}
		if n.told.family == "mission" { // with "to the United Nations"
			span.End = max(span.End, n.who.roleSpan.End)
		}
		return &Correction{span, name}
	}
	return nil
}
