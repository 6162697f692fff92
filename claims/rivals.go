package claims

import (
	"fmt"

	"stet/sources"
)

// form is a vote as another dataset tells it, with what it says of a claim.
type form struct {
	record *sources.Record
	says   string
}

// among judges a claim by every form of the vote that the datasets hold. Where one form bears it out and another
// does not, it is Both; where the record itself does not tell, another form may.
func (w *world) among(c *Claim) Judgement {
	j := c.judge(c, w)
	for i := range w.record.Rivals {
		other := *w
		other.record = &w.record.Rivals[i]
		k := c.judge(c, &other)
		switch {
		case k.Truth == Unknown:
			continue
		case j.Truth == Unknown:
			j, j.by = k, other.record
			continue
		case j.Truth != k.Truth:
			j.Truth, j.Correction = Both, nil
		}
		j.forms = append(j.forms, form{other.record, k.Says})
	}
	return j
}

// conflict words why a claim is right by one form of the vote and wrong by another.
func conflict(j *judged, r *sources.Record) string {
	if len(j.judgement.forms) == 0 {
		return "The record and its later official correction differ, and the article has the later form."
	}
	text := fmt.Sprintf("The datasets disagree: %s says %s", r.Dataset, j.judgement.Says)
	for _, f := range j.judgement.forms {
		text += fmt.Sprintf("; %s says %s", f.record.Dataset, f.says)
	}
	return text + "."
}

// evidence is what a record says of a claim.
func evidence(r *sources.Record, j *Judgement, says string) Evidence {
	return Evidence{Record: r.Symbol, Title: r.Title, Date: r.Date.String(), Says: says, Dataset: r.Dataset,
		URL: r.URL, Query: query(r), Vote: r, Named: j.Named}
}
