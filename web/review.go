package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"stet/claims"
	"stet/extract"
	"stet/report"
)

// review is an article with its findings and what was decided about them: what the page, the exports and the API
// are made from.
type review struct {
	Article  Article
	Result   *claims.Result
	Parts    *report.Parts
	Cards    []card
	Gone     []Decision // about claims that are no longer in the words
	Sign     *SignOff   // the last one; nil for none
	Digest   string     // of the words that were checked
	Refuted  []card     // refuted claims without a decision in force: what a sign-off waits for
	LeftOpen []card     // other claims to look at that nobody decided on
}

// card is a finding with its decision.
type card struct {
	report.ClaimPart
	Decision *Decision  // in force or stale; nil for none, and for a remark in the article
	Seen     int64      // the decision that one made now would stand over
	Moved    bool       // the decision was about other words that these came from
	Earlier  []Decision // made in this article about the same claim, in order: those that another stands over, and undone ones
}

// Decided reports whether a decision in force is about the finding, from the desk or from the article itself.
func (c card) Decided() bool { return c.Finding.Decided() }

// ToDo reports whether the finding asks for a decision.
func (c card) ToDo() bool { return c.Finding.Verdict != claims.Supported && !c.Decided() }

// Lapsed reports whether the sign-off is about other words, or was made against other data.
func (r *review) Lapsed() bool {
	return r.Sign != nil && (r.Sign.Digest != r.Digest || r.Sign.Reference != r.Result.Reference.Version || len(r.Refuted) > 0)
}

// SignedOff reports whether a sign-off holds.
func (r *review) SignedOff() bool { return r.Sign != nil && !r.Lapsed() }

// review checks an article as it stands and puts its decisions to the findings.
func (d *Desk) review(ctx context.Context, id string) (*review, error) {
	a, err := d.store.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	made, err := d.store.Decisions(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &review{Article: a}
	if v.Sign, err = d.store.Signed(ctx, id); err != nil {
		return nil, err
	}
	if v.Result, err = d.check(ctx, Draft{a.Name, a.Title, a.Date, a.Source}); err != nil {
		return nil, err
	}
	held := holding(made, id)
	moved := move(v.Result, held)
	claims.Decide(v.Result, join(known(held, moved), d.opt.Known))
	v.Parts, err = report.NewParts(v.Result, report.HTMLOptions{Version: d.opt.Version, Seats: d.opt.Seats, Made: madeIn(v.Result), Markup: true})
	if err != nil {
		return nil, err
	}
	v.Digest = digest(v.Result.Document, a)
	v.cards(held, moved, made)
	return v, nil
}

// cards joins the findings with their decisions, and sorts out what is left to do.
func (v *review) cards(held map[string]Decision, moved map[string]origin, made []Decision) {
	used, history := map[string]bool{}, map[string][]Decision{}
	for _, d := range made {
		history[d.Finding] = append(history[d.Finding], d)
	}
	for _, p := range v.Parts.Claims {
		c := card{ClaimPart: p}
		id := p.Finding.ID
		if d, ok := held[id]; ok {
			c.Seen = d.ID
		}
		from := id
		if old, ok := moved[id]; ok {
			from, c.Moved = old.Finding, !old.same
		}
		if d, ok := held[from]; ok && d.made(p.Finding.Decision) {
			c.Decision = &d
		}
		used[from] = true
		for _, d := range history[from] {
			if c.Decision == nil || d.ID != c.Decision.ID {
				c.Earlier = append(c.Earlier, d)
			}
		}
		v.Cards = append(v.Cards, c)
		switch {
		case !c.ToDo():
		case p.Finding.Verdict == claims.Refuted:
			v.Refuted = append(v.Refuted, c)
		default:
			v.LeftOpen = append(v.LeftOpen, c)
		}
	}
	for _, d := range sortedDecisions(held) {
		if !used[d.Finding] && d.Article == v.Article.ID && v.Result.Err == nil {
			v.Gone = append(v.Gone, d)
		}
	}
}

// holding is the decision that holds for each finding: the last one made in this article, else the last of those
// that hold everywhere.
func holding(made []Decision, article string) map[string]Decision {
	out := map[string]Decision{}
	for _, d := range made {
		if !d.Undone.IsZero() {
			continue
		}
		if old, ok := out[d.Finding]; ok && old.Article == article && d.Article != article {
			continue
		}
		out[d.Finding] = d
	}
	return out
}

// origin is the decision that a finding inherits from an earlier version of its claim.
type origin struct {
	Decision
	same bool // the claim's own words are the same; only those beside them changed
}

// move finds, for decisions whose claim is no longer in the words, the claim that came of it: of the same kind, and
// with most of its words in common. What stands now asks for no decision and inherits none. Keys are the fingerprints
// of the new claims.
func move(r *claims.Result, held map[string]Decision) map[string]origin {
	there := map[string]bool{}
	for i := range r.Findings {
		there[r.Findings[i].ID] = true
	}
	out := map[string]origin{}
	for _, d := range sortedDecisions(held) {
		if there[d.Finding] {
			continue
		}
		best, share := -1, sameClaim
		for i := range r.Findings {
			f := &r.Findings[i]
			if _, taken := out[f.ID]; taken || f.Kind != d.Kind || held[f.ID].ID != 0 || f.Verdict == claims.Supported {
				continue
			}
			if s := inCommon(d.Quote, r.Document.Quote(f.Span)); s > share {
				best, share = i, s
			}
		}
		if best >= 0 {
			out[r.Findings[best].ID] = origin{d, strings.EqualFold(d.Quote, r.Document.Quote(r.Findings[best].Span))}
		}
	}
	return out
}

// sameClaim is the share of words that two quotes must have in common to be versions of one claim.
const sameClaim = 0.5

// inCommon is the share of two texts' words that both have.
func inCommon(a, b string) float64 {
	left := map[string]int{}
	wordsA, wordsB := strings.Fields(extract.Fold(a)), strings.Fields(extract.Fold(b))
	for _, w := range wordsA {
		left[w]++
	}
	both := 0
	for _, w := range wordsB {
		if left[w] > 0 {
			left[w]--
			both++
		}
	}
	return float64(both) / float64(max(1, len(wordsA)+len(wordsB)-both))
}

// known puts decisions as package claims reads them. A decision that moved with its claim holds on where the claim's
// own words are the same; with other words it is stale.
func known(held map[string]Decision, moved map[string]origin) map[string][]claims.Decision {
	out := map[string][]claims.Decision{}
	for id, d := range held {
		out[id] = []claims.Decision{d.claim()}
	}
	for id, o := range moved {
		d := o.claim()
		d.Finding = id
		if !o.same {
			d.Basis = "other words" // no finding's basis
		}
		out[id] = []claims.Decision{d}
	}
	return out
}

// join adds what is known from elsewhere behind what was decided here. Of several in force the first holds, so what was decided
// here stands before it.
func join(here, elsewhere map[string][]claims.Decision) map[string][]claims.Decision {
	for id, more := range elsewhere {
		here[id] = append(here[id], more...)
	}
	return here
}

// made reports whether it is this decision, and none from elsewhere, that a finding shows.
func (d Decision) made(shown *claims.Decision) bool {
	return shown != nil && shown.From == claims.FromDesk && shown.At.Equal(d.At) && shown.By == d.Who && shown.Action == d.Action
}

// elsewhereWords says of a decision that was not made at this desk what it was and where it is written.
func elsewhereWords(d *claims.Decision) string {
	switch d.From {
	case claims.FromArticle:
		return "Ignored by a remark in the article"
	case claims.FromDesk:
		return fmt.Sprintf("%s at another desk by %s", actionWords[d.Action], d.By)
	}
	return "Known from " + d.From
}

func (d Decision) claim() claims.Decision {
	return claims.Decision{Finding: d.Finding, Action: d.Action, Basis: d.Basis, Note: d.Note, From: claims.FromDesk, By: d.Who, At: d.At}
}

func sortedDecisions(held map[string]Decision) []Decision {
	var out []Decision
	for _, d := range held {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Decision) int { return int(a.ID - b.ID) })
	return out
}

// digest names the exact words that were checked, with the date that they are read from.
func digest(doc *extract.Document, a Article) string {
	sum := sha256.Sum256([]byte(doc.Published.String() + "\x00" + a.Date + "\x00" + doc.Text))
	return hex.EncodeToString(sum[:8])
}
