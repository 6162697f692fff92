package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"stet/claims"
)

// wish is a decision that somebody wants to make.
type wish struct {
	Finding string
	Action  claims.Action
	Note    string
	Who     string
	Seen    int64 // the decision about the finding that they knew of, 0 for none
}

// errNobody asks for a name: a decision that nobody stands for is worth nothing.
var errNobody = &problem{http.StatusBadRequest, errors.New("a decision bears the name of who made it: give yours first")}

// make keeps a decision about a finding that the article has as it stands.
func (d *Desk) make(ctx context.Context, article string, w wish) (Decision, error) {
	w.Note, w.Who = clip(w.Note, longestNote), clip(w.Who, longestWho)
	switch {
	case w.Who == "":
		return Decision{}, errNobody
	case !slices.Contains(claims.Actions, w.Action):
		return Decision{}, &problem{http.StatusBadRequest, fmt.Errorf("%q is no decision: use one of %s", w.Action, actionNames())}
	case w.Action == claims.Dispute && w.Note == "":
		return Decision{}, &problem{http.StatusBadRequest, errors.New("a dispute needs a note: say what is in doubt, and whom you are asking")}
	}
	v, err := d.review(ctx, article)
	if err != nil {
		return Decision{}, err
	}
	i := slices.IndexFunc(v.Cards, func(c card) bool { return c.Finding.ID == w.Finding })
	if i < 0 {
		return Decision{}, fmt.Errorf("%w: that claim is no longer in the words; nothing was decided: load the page again", ErrConflict)
	}
	f := v.Cards[i].Finding
	if w.Action == claims.Apply && f.Correction == nil {
		return Decision{}, &problem{http.StatusBadRequest, errors.New("there is no correction of this claim to accept: choose another decision")}
	}
	return d.store.Decide(ctx, Decision{Article: article, Finding: f.ID, Kind: f.Kind, Quote: v.Result.Document.Quote(f.Span),
		Basis: f.Basis(), Action: w.Action, Note: w.Note, Who: w.Who}, w.Seen)
}

func actionNames() string {
	var names []string
	for _, a := range claims.Actions {
		names = append(names, string(a))
	}
	return strings.Join(names, ", ")
}

func (d *Desk) decide(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	seen, err := strconv.ParseInt(r.PostFormValue("seen"), 10, 64)
	if err != nil {
		return &problem{http.StatusBadRequest, errors.New("the form is incomplete: load the page again")}
	}
	id := r.PathValue("id")
	wanted := wish{Finding: r.PostFormValue("finding"), Action: claims.Action(r.PostFormValue("action")),
		Note: r.PostFormValue("note"), Who: d.who(r), Seen: seen}
	_, err = d.make(r.Context(), id, wanted)
	var overtaken *Overtaken
	if errors.As(err, &overtaken) {
		return d.conflictPage(w, r, id, wanted, overtaken)
	}
	if err != nil {
		return err
	}
	return d.again(w, r, id)
}

// conflictView shows two decisions on one claim: the one that holds, and the one that came second.
type conflictView struct {
	*frame
	Article, Quote string
	Mine           wish
	Last           Decision
}

// conflictPage tells who came second of the decision that holds, and lets them put theirs over it. That is a decision as
// any other, made in knowledge of the one that it stands over: both stay in the history.
func (d *Desk) conflictPage(w http.ResponseWriter, r *http.Request, id string, mine wish, overtaken *Overtaken) error {
	v, err := d.review(r.Context(), id)
	if err != nil {
		return err
	}
	view := &conflictView{frame: d.frame(r, "Two decisions"), Article: id, Mine: mine, Last: overtaken.Last}
	view.Current, view.Problem = id, overtaken.Error()
	view.Mine.Note, view.Mine.Seen = clip(mine.Note, longestNote), overtaken.Last.ID
	if i := slices.IndexFunc(v.Cards, func(c card) bool { return c.Finding.ID == mine.Finding }); i >= 0 {
		view.Quote = v.Cards[i].Quote
	}
	return d.render(w, http.StatusConflict, "conflict", view)
}

func (d *Desk) undo(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	n, err := strconv.ParseInt(r.PostFormValue("decision"), 10, 64)
	if err != nil {
		return &problem{http.StatusBadRequest, errors.New("the form is incomplete: load the page again")}
	}
	if d.who(r) == "" {
		return errNobody
	}
	if err := d.store.Undo(r.Context(), r.PathValue("id"), n, d.who(r)); err != nil {
		return err
	}
	return d.again(w, r, r.PathValue("id"))
}

func (d *Desk) sign(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	id := r.PathValue("id")
	rev, err := strconv.Atoi(r.PostFormValue("rev"))
	if err != nil {
		return &problem{http.StatusBadRequest, errors.New("the form is incomplete: load the page again")}
	}
	if err := d.signOff(r.Context(), id, rev, d.who(r)); err != nil {
		return err
	}
	return d.again(w, r, id)
}

// signOff keeps that somebody lets the article go, if every refuted claim is decided.
func (d *Desk) signOff(ctx context.Context, id string, rev int, who string) error {
	if who == "" {
		return errNobody
	}
	v, err := d.review(ctx, id)
	switch {
	case err != nil:
		return err
	case v.Result.Err != nil:
		return &problem{http.StatusConflict, errors.New("this article was not checked, so it cannot be signed off")}
	case len(v.Refuted) > 0:
		return &problem{http.StatusConflict, fmt.Errorf("decide on %s first: nothing was signed off", numbers(v.Refuted))}
	case v.Article.Rev != rev:
		return fmt.Errorf("%w: the draft has other words by now; nothing was signed: load it again", ErrConflict)
	}
	return d.store.Sign(ctx, id, rev, SignOff{Digest: v.Digest, Reference: v.Result.Reference.Version, LeftOpen: v.openWords(), Who: who})
}

// openWords names what a sign-off leaves open: disputes, and claims that could not be checked.
func (v *review) openWords() string {
	var parts []string
	for _, c := range v.Cards {
		if c.Decision != nil && c.Decided() && c.Decision.Action == claims.Dispute {
			parts = append(parts, fmt.Sprintf("claim %d, disputed: %s", c.N, c.Decision.Note))
		}
	}
	if len(v.LeftOpen) > 0 {
		parts = append(parts, "not decided: "+numbers(v.LeftOpen))
	}
	return strings.Join(parts, "; ")
}

// numbers is "claim 2" or "claims 2, 5 and 9".
func numbers(cards []card) string {
	var n []string
	for _, c := range cards {
		n = append(n, strconv.Itoa(c.N))
	}
	if len(n) == 1 {
		return "claim " + n[0]
	}
	return "claims " + strings.Join(n[:len(n)-1], ", ") + " and " + n[len(n)-1]
}

func (d *Desk) unsign(w http.ResponseWriter, r *http.Request) error {
	if err := d.form(r); err != nil {
		return err
	}
	if d.who(r) == "" {
		return errNobody
	}
	if err := d.store.Unsign(r.Context(), r.PathValue("id"), d.who(r)); err != nil {
		return err
	}
	return d.again(w, r, r.PathValue("id"))
}
