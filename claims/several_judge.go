package claims

import (
	"fmt"
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// votesTogether are the votes that a claim on several means. Sure is false where others could be meant.
type votesTogether struct {
	records []*sources.Record
	sure    bool
}

// judgeSeveral gives the verdict on a claim about several votes of the article.
func (c *Checker) judgeSeveral(a *article, all []*linkedClaim, l *linkedClaim) Finding {
	f := Finding{Kind: l.claim.Kind, Span: l.claim.Span, Reading: l.claim.Fact.String(), Reason: Ambiguous,
		Message: "It is about several votes together; the article does not tell them all, or not surely."}
	f.ID = fingerprint(a.doc, &f)
	fact := l.claim.Fact.(severalFact)
	set, ok := c.votesMeant(a, all, l, fact)
	if !ok {
		return f
	}
	truth, says := c.inAll(a.doc, fact, set.records)
	switch {
	case truth == Right:
		f.Verdict, f.Reason, f.Message = Supported, Match, "The record says the same of each of these votes."
	case truth == Wrong && set.sure && !fact.soft && c.toldNear(a.doc, all, l, set.records):
		f.Verdict, f.Reason, f.Severity = Refuted, Mismatch, Meaning
	case truth == Wrong:
		f.Message = "Several votes are meant; it does not fit those told before, but others may be meant."
		return f
	default:
		f.Reason, f.Message = NoRecord, "The votes are on record, but not this part of them."
		return f
	}
	var odd []string
	for i, r := range set.records {
		j := Judgement{Says: says[i].says, Named: says[i].named}
		f.Evidence = append(f.Evidence, evidence(r, &j, j.Says))
		if says[i].truth == Wrong {
			odd = append(odd, fmt.Sprintf("%s on %s", j.Says, r.Symbol))
		}
	}
	if f.Verdict == Refuted {
		f.Message = fmt.Sprintf("The record has %s.", strings.Join(odd[:min(3, len(odd))], "; "))
		if len(odd) == 0 {
			f.Message = fmt.Sprintf("The record has %s.", says[0].whole)
		}
	}
	return f
}

// sayings is what one vote says of a claim on several.
type sayings struct {
	truth Truth
	says  string
	named []string
	whole string // what all votes say together, where none is at odds by itself
}

// inAll judges the claim over the votes.
func (c *Checker) inAll(doc *extract.Document, f severalFact, records []*sources.Record) (Truth, []sayings) {
	out := make([]sayings, len(records))
	switch f.form {
	case "count":
		return c.countInAll(f, records, out), out
	case "times":
		return c.timesInAll(doc, f, records, out), out
	}
	truth := Right
	for i, r := range records {
		w := &world{record: r, checker: c, doc: doc}
		var j Judgement
		switch f.form {
		case "fate":
			j = judgeOutcome(outcomeFact{what: f.fate, body: string(r.Body)}, w)
		case "veto":
			j = w.vetoedBy(vetoFact{names: f.names})
		default:
			j = judgePosition(positionFact{side: f.sides[0].side, names: f.names}, w)
		}
		out[i] = sayings{truth: j.Truth, says: j.Says, named: j.Named}
		truth = worse(truth, j.Truth)
	}
	return truth, out
}

// worse is the truth of two things together: one wrong is wrong, one unknown leaves it open.
func worse(a, b Truth) Truth {
	switch {
	case a == Wrong || b == Wrong:
		return Wrong
	case a != Right:
		return a
	}
	return b
}

// countInAll counts the states that took the side in every vote.
func (c *Checker) countInAll(f severalFact, records []*sources.Record, out []sayings) Truth {
	var so []string
	for i := range c.members {
		if c.members[i].Chamber == "" && c.always(i, f.sides[0].side, records) {
			so = append(so, c.members[i].Code)
		}
	}
	names := map[string]bool{}
	for _, code := range so {
		names[code] = true
	}
	whole := fmt.Sprintf("%d states %s in all %d votes", len(so), f.sides[0].side, len(records))
	for i := range out {
		out[i] = sayings{truth: Right, says: whole, whole: whole}
	}
	if len(so) == 0 {
		return Unknown // no roll call is held
	}
	if !f.states.q.Has(len(so)) {
		return Wrong
	}
	for _, n := range f.names {
		if !slices.ContainsFunc(n.entries, func(e extract.Entry) bool { return names[e.ID] }) {
			return Wrong
		}
	}
	return Right
}

// always reports whether the seat took the side in every one of the votes.
func (c *Checker) always(seat int, want side, records []*sources.Record) bool {
	for _, r := range records {
		if s, ok := sideFrom(r.Position(seat)); !ok || !want.has(s) {
			return false
		}
	}
	return true
}

// timesInAll counts how often each of the states took the sides told, and in which order where the words give one.
func (c *Checker) timesInAll(doc *extract.Document, f severalFact, records []*sources.Record, out []sayings) Truth {
	truth := Right
	for _, n := range f.names {
		var cast []side
		for i, r := range records {
			w := &world{record: r, checker: c, doc: doc}
			seats := w.seats(n)
			if len(seats) != 1 || len(seats[0]) != 1 {
				return Unknown
			}
			s, ok := w.vote(seats[0][0])
			if !ok {
				return Unknown
			}
			cast = append(cast, s)
			told := fmt.Sprintf("%s: %s", c.memberName(seats[0][0]), s)
			if out[i].says != "" {
				told = out[i].says + "; " + told
			}
			out[i] = sayings{truth: Right, says: told, named: append(out[i].named, seats[0][0])}
		}
		truth = worse(truth, f.fits(cast))
	}
	if truth == Wrong {
		for i := range out {
			out[i].whole = f.turns(out)
		}
	}
	return truth
}

// turns words what was voted in each vote in turn.
func (f severalFact) turns(out []sayings) string {
	var parts []string
	for _, s := range out {
		parts = append(parts, s.says)
	}
	return strings.Join(parts, ", ")
}

// fits reports whether the votes cast, in the order of their days, are those told.
func (f severalFact) fits(cast []side) Truth {
	if f.running {
		return f.runs(cast)
	}
	total := 0
	for _, t := range f.sides {
		n := 0
		for _, s := range cast {
			if t.side.has(s) {
				n++
			}
		}
		if n != t.times {
			return Wrong
		}
		total += n
	}
	if !f.inTurn {
		return Right
	}
	if total != len(cast) {
		return Unknown
	}
	at := 0
	for _, t := range f.sides {
		for range t.times {
			if !t.side.has(cast[at]) {
				return Wrong
			}
			at++
		}
	}
	return Right
}

// runs reports whether the side was taken so often on end, up to the last vote or to the one before it.
func (f severalFact) runs(cast []side) Truth {
	for _, end := range []int{len(cast), len(cast) - 1} {
		n := 0
		for i := end - 1; i >= 0 && f.sides[0].side.has(cast[i]); i-- {
			n++
		}
		if n == f.sides[0].times {
			return Right
		}
	}
	return Wrong
}

// votesMeant are the votes that the claim is about: those of the article's table, those that the whole article tells where they are
// just so many, else the last so many told before it.
func (c *Checker) votesMeant(a *article, all []*linkedClaim, l *linkedClaim, f severalFact) (votesTogether, bool) {
	if tabled := c.tabledVotes(a, all); len(tabled) > 0 && (f.votes == 0 || f.votes == len(tabled)) {
		return votesTogether{tabled, true}, true
	}
	if f.votes < 2 {
		return votesTogether{}, false
	}
	told, before := c.votesTold(all, l)
	if len(told) == f.votes {
		return votesTogether{told, akin(told)}, true
	}
	if len(before) < f.votes {
		return votesTogether{}, false
	}
	last := before[len(before)-f.votes:]
	if !akin(last) {
		return votesTogether{}, false
	}
	sure := true
	for _, r := range told {
		sure = sure && (slices.Contains(last, r) || !akin([]*sources.Record{r, last[0]}))
	}
	return votesTogether{last, sure}, true
}

// toldNear reports whether each of the votes is told in the claim's paragraph, the one before, or a table: what stands farther off may not be meant by "both".
func (c *Checker) toldNear(doc *extract.Document, all []*linkedClaim, l *linkedClaim, votes []*sources.Record) bool {
	block := doc.Sentences[l.claim.Sentence].Block
	for _, r := range votes {
		near := slices.ContainsFunc(all, func(o *linkedClaim) bool {
			at := doc.Sentences[o.claim.Sentence].Block
			return c.surely(o) == r && c.bornOut(doc, o) && (at == block || at == block-1 || doc.Blocks[at].Role == extract.TableRow)
		})
		if !near {
			return false
		}
	}
	return true
}

// akin reports whether the votes are of one organ and of the same days, or of one recurrent text.
func akin(list []*sources.Record) bool {
	for _, r := range list[1:] {
		days := list[0].Date.Time().Sub(r.Date.Time()).Hours() / 24
		if r.Body != list[0].Body || (days > 10 || days < -10) && (r.Series == "" || r.Series != list[0].Series) {
			return false
		}
	}
	return true
}

// sureOfVote is how likely a claim's vote must be to count as told.
const sureOfVote = 0.8

// votesTold are the votes that claims surely mean: of the whole article by their first mention, and before the claim by their
// last.
func (c *Checker) votesTold(all []*linkedClaim, l *linkedClaim) (told, before []*sources.Record) {
	for _, o := range all {
		r := c.surely(o)
		if r == nil {
			continue
		}
		if !slices.Contains(told, r) {
			told = append(told, r)
		}
		if o.claim.Span.Start < l.claim.Span.Start {
			before = append(slices.DeleteFunc(before, func(x *sources.Record) bool { return x == r }), r)
		}
	}
	return told, before
}

// surely is the vote that the claim surely means, nil where it is open.
func (c *Checker) surely(l *linkedClaim) *sources.Record {
	if l.claim.Kind == "comparison" || l.claim.Kind == "arithmetic" || len(l.heard.Candidates) == 0 || l.heard.Candidates[0].Probability < sureOfVote {
		return nil
	}
	return c.index.Record(l.heard.Candidates[0].Record)
}

// tabledVotes are the votes that head the columns of the article's table, by the votes that the claims in each column mean.
func (c *Checker) tabledVotes(a *article, all []*linkedClaim) []*sources.Record {
	var out []*sources.Record
	seen := map[int]bool{}
	a.rows(func(_, head int) {
		columns := a.datedColumns(head)
		if seen[head] || len(columns) < 3 {
			return
		}
		seen[head] = true
		var list []*sources.Record
		for _, column := range columns {
			if r := c.columnVote(a, all, head, column); r != nil && !slices.Contains(list, r) {
				list = append(list, r)
			}
		}
		if len(list) == len(columns) && len(list) > len(out) {
			out = list
		}
	})
	if rows := c.votesInRows(a, all); len(rows) > len(out) {
		out = rows
	}
	slices.SortStableFunc(out, func(x, y *sources.Record) int { return x.Date.Time().Compare(y.Date.Time()) })
	return out
}

// votesInRows are the votes that a table's rows tell, one each, nil where a row is not made out.
func (c *Checker) votesInRows(a *article, all []*linkedClaim) []*sources.Record {
	var best []*sources.Record
	for block := range a.doc.Blocks {
		if header(a.doc, block) != block-1 {
			continue // not the first row of a table
		}
		var list []*sources.Record
		rows := 0
		for i := block; i < len(a.doc.Blocks) && header(a.doc, i) == block-1; i++ {
			rows++
			if r := c.rowVote(a, all, i); r != nil && !slices.Contains(list, r) {
				list = append(list, r)
			}
		}
		if len(list) == rows && rows >= 3 && rows > len(best) {
			best = list
		}
	}
	return best
}

// rowVote is the vote that the claims in a table's row most mean.
func (c *Checker) rowVote(a *article, all []*linkedClaim, block int) *sources.Record {
	mass := map[int]float64{}
	best := -1
	for _, l := range all {
		if a.doc.Sentences[l.claim.Sentence].Block != block || len(l.heard.Candidates) == 0 {
			continue
		}
		record, p := l.heard.Candidates[0].Record, l.heard.Candidates[0].Probability
		if r := c.singledOut(l, c.index.Record(record)); r != nil {
			record, p = r.ID, surelyMeant
		}
		if mass[record] += p; best < 0 || mass[record] > mass[best] {
			best = record
		}
	}
	if best < 0 || mass[best] < sureOfVote {
		return nil
	}
	return c.index.Record(best)
}

// columnVote is the vote that the claims in a table's column most mean.
func (c *Checker) columnVote(a *article, all []*linkedClaim, head, column int) *sources.Record {
	mass := map[int]float64{}
	best := -1
	for _, l := range all {
		block := a.doc.Sentences[l.claim.Sentence].Block
		if header(a.doc, block) != head || strings.Count(a.doc.Text[a.doc.Blocks[block].Start:l.claim.Span.Start], "\t") != column || len(l.heard.Candidates) == 0 {
			continue
		}
		top := l.heard.Candidates[0]
		mass[top.Record] += top.Probability
		if best < 0 || mass[top.Record] > mass[best] {
			best = top.Record
		}
	}
	if best < 0 {
		return nil
	}
	return c.index.Record(best)
}
