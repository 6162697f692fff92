package claims

import (
	"fmt"
	"strings"

	"stet/extract"
)

// judgePosition compares the named votes with one record.
func judgePosition(f positionFact, w *world) Judgement {
	r := w.record
	j := Judgement{Truth: Right, Identifies: f.closed && len(f.names) >= 4, Weight: 0}
	s := f.side
	if f.same {
		principals := f.besides
		if len(principals) == 0 {
			principals = f.names // "ten countries sided with Moscow"
		}
		if s = w.sharedSide(principals, &j); s == noSide {
			return j
		}
	}
	var wrong []string
	var wrongName *name
	unknown := false
	want := map[string]bool{}
	for i, n := range append(append([]name(nil), f.names...), f.besides...) {
		code, truth := w.nameVote(n, s)
		j.Named = append(j.Named, code...)
		for _, c := range code {
			want[c] = true
		}
		switch truth {
		case Wrong:
			wrong = append(wrong, code[0])
			if i < len(f.names) {
				wrongName = &f.names[i]
			}
		case Unknown:
			unknown = true
		default:
			j.Weight += w.positionWeight(s)
		}
	}
	j.Says = w.saysPositions(f, s, j.Named)
	switch {
	case len(wrong) > 0:
		w.explainPosition(f, s, wrong, wrongName, want, &j)
	case f.closed && r.Positions != "" && !r.Partial:
		w.checkClosed(f, s, want, &j)
		if f.scope != "" && j.Truth == Wrong {
			j = w.checkWithin(f, s, want, j)
		}
	case f.closed && r.Positions == "":
		w.checkClosedCount(f, s, len(want), &j)
	}
	if j.Truth == Right && f.count != nil {
		w.checkListCount(f, s, want, &j)
	}
	if f.shift && j.Truth == Wrong && f.from != noSide && w.allVoted(j.Named, f.from) {
		j.Truth = Unknown // the vote before the change
	}
	if f.vague && j.Truth == Wrong && (f.side == yes || f.side == no) && w.allVoted(j.Named, yes+no-f.side) {
		j.Truth = Unknown // "rejected the annexation": by a vote for the text
	}
	if f.soft && j.Truth == Wrong || j.Truth == Right && (unknown || f.odd) {
		j.Truth = Unknown
	}
	return j
}

// allVoted reports whether all of the members voted so.
func (w *world) allVoted(members []string, s side) bool {
	for _, code := range members {
		if got, ok := w.vote(code); !ok || !s.has(got) {
			return false
		}
	}
	return len(members) > 0
}

// positionWeight is what one right position says about which vote is meant: a rare side says more.
func (w *world) positionWeight(s side) float64 {
	n, ok := sideCount(s, w.record)
	if !ok || w.record.Members == 0 {
		return 0.3
	}
	share := float64(n) / float64(w.record.Members)
	switch {
	case share < 0.1:
		return 1.2
	case share < 0.4:
		return 0.7
	}
	return 0.2
}

// nameVote says whether a state voted so, and which seats the name means at the record's date.
func (w *world) nameVote(n name, s side) ([]string, Truth) {
	seats := w.seats(n)
	verdict := Unknown
	for _, alternative := range seats {
		truth := Right
		for _, code := range alternative {
			got, ok := w.vote(code)
			if !ok {
				truth = Unknown
			} else if !s.has(got) && truth == Right {
				truth = Wrong
			}
		}
		if truth == Right {
			return alternative, Right
		}
		if verdict == Unknown {
			verdict = truth
		}
	}
	if len(seats) == 0 {
		return []string{codes(n.entries[0].ID)[0]}, Unknown
	}
	return seats[0], verdict
}

// seats gives every reading of a name at the record's date: each a list of member codes.
func (w *world) seats(n name) [][]string {
	day := w.record.Date.Time()
	var out, any [][]string
	for _, e := range n.entries {
		if e.Kind != extract.State && e.Kind != extract.Capital && e.Kind != extract.Demonym {
			continue
		}
		any = append(any, codes(e.ID))
		if (e.From.IsZero() || !day.Before(e.From)) && (e.To.IsZero() || !day.After(e.To)) {
			out = append(out, codes(e.ID))
		}
	}
	if len(out) == 0 {
		out = any
	}
	for i, list := range out {
		for k, code := range list {
			out[i][k] = w.checker.seatAt(code, day)
		}
	}
	return out
}

// vote is how a member voted; ok is false where the record does not tell or it was not at the table.
func (w *world) vote(code string) (side, bool) {
	for _, v := range w.record.VetoedBy {
		if v == code {
			return no, true
		}
	}
	i, ok := w.checker.seat[code]
	if !ok {
		return noSide, false
	}
	return sideFrom(w.record.Position(i))
}

// sharedSide is how the principals voted.
func (w *world) sharedSide(principals []name, j *Judgement) side {
	for _, n := range principals {
		for _, alternative := range w.seats(n) {
			if s, ok := w.vote(alternative[0]); ok {
				return s
			}
		}
	}
	j.Truth = Unknown
	return noSide
}

func (w *world) saysPositions(f positionFact, s side, named []string) string {
	var parts []string
	byVote := map[side][]string{}
	for _, code := range named {
		if v, ok := w.vote(code); ok {
			byVote[v] = append(byVote[v], w.checker.memberName(code))
		}
	}
	for _, v := range []side{yes, no, abstain, absent} {
		if len(byVote[v]) > 0 {
			parts = append(parts, strings.Join(byVote[v], ", ")+": "+v.String())
		}
	}
	return strings.Join(parts, "; ")
}

// explainPosition words a refuted position.
func (w *world) explainPosition(f positionFact, s side, wrong []string, at *name, want map[string]bool, j *Judgement) {
	j.Truth, j.Severity, j.Weight = Wrong, Meaning, 1.5
	j.Message = fmt.Sprintf("The record has %s.", j.Says)
	if len(wrong) > 0 {
		j.Message = fmt.Sprintf("In the record %s.", w.wordVotes(wrong))
	}
	if at == nil || len(wrong) != 1 {
		return
	}
	code := w.seats(*at)[0][0]
	if v, ok := w.vote(code); ok && f.verb.Len() > 0 && v <= absent {
		j.Correction = &Correction{Span: f.verb, With: voteVerbs[v]}
	}
	for _, pair := range confusable {
		for i, c := range pair {
			if c != code {
				continue
			}
			for k, other := range pair {
				if v, ok := w.vote(other); k != i && ok && s.has(v) && !want[other] {
					w.inPlaceOf(at, code, other, j)
					return
				}
			}
		}
	}
	if n, ok := sideCount(s, w.record); ok && n == len(want) && n > 1 {
		if missing := w.missing(s, want); len(missing) == 1 {
			w.inPlaceOf(at, code, missing[0], j)
		}
	}
}

// inPlaceOf corrects a name that stands where another state's should.
func (w *world) inPlaceOf(at *name, code, other string, j *Judgement) {
	j.Diagnosis = fmt.Sprintf("%s for %s", w.checker.memberName(code), w.checker.memberName(other))
	j.Correction = smallestChange(w.doc, at.span, w.checker.memberName(other))
}

// wordVotes tells in words how members voted: "Hungary voted against and Serbia abstained".
func (w *world) wordVotes(members []string) string {
	byVote := map[side][]string{}
	for _, code := range members {
		if v, ok := w.vote(code); ok {
			byVote[v] = append(byVote[v], w.checker.memberName(code))
		}
	}
	var parts []string
	for _, v := range []side{yes, no, abstain, absent} {
		if names := byVote[v]; len(names) > 0 {
			parts = append(parts, joinAnd(names)+" "+voteVerbs[v])
		}
	}
	return joinAnd(parts)
}

// joinAnd writes a list as prose: "A, B and C".
func joinAnd(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// voteVerbs say how a state voted, as an article would.
var voteVerbs = map[side]string{yes: "voted in favour", no: "voted against", abstain: "abstained", absent: "did not vote"}

// confusable are states whose names are taken for one another.
var confusable = [][]string{{"KOR", "PRK"}, {"COG", "COD"}, {"SDN", "SSD"}, {"GIN", "GNB", "GNQ", "PNG", "GUY"}, {"NER", "NGA"}, {"DMA", "DOM"}, {"AUT", "AUS"},
	{"SVK", "SVN"}, {"IRN", "IRQ"}, {"LBR", "LBY"}, {"MLI", "MWI", "MLT", "MDV"}, {"PRY", "URY"}, {"LVA", "LTU"}, {"ZMB", "ZWE", "GMB"}, {"MRT", "MUS"}, {"CHE", "SWE", "SWZ"},
	{"MNE", "MKD"}, {"DDR", "DEU"}, {"YEM", "YMD"}, {"ARM", "ALB", "AZE"}, {"BGR", "BLR"}, {"MDA", "MDV"}, {"KIR", "KGZ"}, {"NRU", "NPL"}, {"TGO", "TON"}, {"SYC", "SYR"}}

// smallestChange replaces the words of span by with, keeping what both share at either end.
func smallestChange(doc *extract.Document, span extract.Span, with string) *Correction {
	old := doc.Quote(span)
	for {
		a, restA, okA := strings.Cut(old, " ")
		b, restB, okB := strings.Cut(with, " ")
		if !okA || !okB || a != b {
			break
		}
		span.Start += len(a) + 1
		old, with = restA, restB
	}
	for {
		i, k := strings.LastIndexByte(old, ' '), strings.LastIndexByte(with, ' ')
		if i < 0 || k < 0 || old[i:] != with[k:] {
			break
		}
		span.End -= len(old) - i
		old, with = old[:i], with[:k]
	}
	return &Correction{Span: span, With: with}
}

// farFewer is how many times as many voted so as a list names, where it can hardly mean all.
const farFewer = 8

// checkClosed asks whether nobody else voted so.
func (w *world) checkClosed(f positionFact, s side, want map[string]bool, j *Judgement) {
	missing := w.missing(s, want)
	if len(missing) == 0 {
		j.Weight += 1
		return
	}
	if f.count == nil && f.counted.Len() == 0 && !f.only && f.scope == "" && (len(missing) > 2*len(want) || s == yes && len(missing) > len(want)) {
		j.Truth = Unknown // "In favour were Chad and Chile", of 120: hardly meant as all
		return
	}
	if f.count == nil && f.scope == "" && len(missing) > 20 && len(missing) > farFewer*len(want) {
		j.Truth = Unknown // "Only the Philippines and Myanmar said yes", of 93: among those that the text was about
		return
	}
	j.Truth, j.Severity, j.Weight = Wrong, Meaning, 1.5
	names := make([]string, 0, 6)
	for _, code := range missing {
		if len(names) == 6 {
			names = append(names, fmt.Sprintf("%d more", len(missing)-6))
			break
		}
		names = append(names, w.checker.memberName(code))
	}
	j.Message = fmt.Sprintf("The list leaves out %s (%s).", strings.Join(names, ", "), s)
	j.Says = fmt.Sprintf("%d %s; also %s", len(want)+len(missing), s, strings.Join(names, ", "))
}

// missing are the members that voted so and are not wanted.
func (w *world) missing(s side, want map[string]bool) []string {
	var out []string
	for i, m := range w.checker.members {
		if v, ok := sideFrom(w.record.Position(i)); ok && v == s && !want[m.Code] {
			out = append(out, m.Code)
		}
	}
	return out
}

// checkClosedCount holds a closed list against the tally where no roll call is held.
func (w *world) checkClosedCount(f positionFact, s side, listed int, j *Judgement) {
	n, ok := sideCount(s, w.record)
	switch {
	case !ok:
		j.Truth = Unknown
	case n != listed:
		j.Truth, j.Severity, j.Weight = Wrong, Detail, 1
		j.Message = fmt.Sprintf("The list has %d names, the record %d %s.", listed, n, s)
		j.Says = saysTally(w.record.Tally)
	default:
		j.Truth = Unknown // the number fits; who they were is not on record
	}
}

// checkListCount holds the number that the article gives with a list against the record.
func (w *world) checkListCount(f positionFact, s side, want map[string]bool, j *Judgement) {
	n, ok := sideCount(s, w.record)
	if !ok || f.count.q.Has(n) || f.count.q.Has(n-len(f.besides)) || f.count.q.Has(n-len(f.names)) || f.closed && f.count.q.Has(len(f.names)) {
		return
	}
	j.Truth, j.Severity, j.Weight = Wrong, Detail, 1.5
	j.Message = fmt.Sprintf("The record has %d %s, the article %s.", n, s, readQuantity(f.count.q))
	j.Says = fmt.Sprintf("%s (%s)", saysTally(w.record.Tally), j.Says)
	if f.count.span.Len() > 0 && f.count.q.Exact {
		j.Correction = &Correction{Span: f.count.span, With: inStyle(w.doc.Quote(f.count.span), n)}
	}
}
