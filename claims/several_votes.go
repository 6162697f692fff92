package claims

import (
	"slices"
	"strings"

	"stet/extract"
	"stet/sources"
)

// Which votes a claim on several means.

// votesTogether are the votes that a claim on several means. Sure is false where others could be meant.
type votesTogether struct {
	records []*sources.Record
	sure    bool
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
