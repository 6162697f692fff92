package claims

import (
	"fmt"
	"strings"

	"stet/extract"
	"stet/sources"
)

// judgeTally compares the counts with one record.
func judgeTally(f tallyFact, w *world) Judgement {
	if f.either {
		if j := judgeTally(f.swapped(), w); j.Truth == Right || w.record.Tally.No > w.record.Tally.Yes {
			return j
		}
	}
	r := w.record
	j := Judgement{Says: saysTally(r.Tally), Identifies: f.full(), Truth: Right}
	if r.Body == sources.SecurityCouncil && f.tooManyForCouncil() || r.Body == sources.GeneralAssembly && f.councilSized() {
		return j.unknown()
	}
	known, wrongs := 0, []count(nil)
	for _, c := range f.counts {
		switch judgeCount(c, r) {
		case Right:
			known++
			j.Weight += countWeight(c)
		case Wrong:
			known++
			wrongs = append(wrongs, c)
		}
	}
	switch {
	case known == 0:
		j.Truth = Unknown
	case len(wrongs) > 0:
		j.Truth = Wrong
		if w.correctedForm(f) {
			j.Truth = Both
		}
		j.Weight = 2
		j.nothing = len(wrongs) == len(f.counts) && len(wrongs) > 2
		w.explainTally(f, wrongs, &j)
	case known < len(f.counts):
		j.Truth = Unknown
	}
	return j
}

// tooManyForCouncil reports whether a count is more than the Council has members: another body's vote is told.
func (f tallyFact) tooManyForCouncil() bool {
	for _, c := range f.counts {
		if c.q.Den == 0 && c.q.Lo > councilSeats {
			return true
		}
	}
	return false
}

// councilSized reports whether a whole tally adds up to the Council's members: the Assembly's do not.
func (f tallyFact) councilSized() bool {
	sum := 0
	for _, c := range f.counts {
		if !c.q.Exact || c.q.Den > 0 {
			return false
		}
		sum += c.q.Value
	}
	return len(f.counts) == 3 && (sum == councilSeats || sum == 11)
}

const councilSeats = 15

// unknown is the judgement that the record does not tell.
func (j Judgement) unknown() Judgement {
	j.Truth = Unknown
	return j
}

// countWeight is how much a right count says about which vote is meant: a three-figure number fits few.
func countWeight(c count) float64 {
	switch {
	case !c.q.Exact:
		return 0.7
	case c.q.Value > 20:
		return 2.5
	case c.q.Value > 3:
		return 1.6
	}
	return 0.9
}

func judgeCount(c count, r *sources.Record) Truth {
	n, ok := sideCount(c.side, r)
	if !ok || r.Body == sources.SecurityCouncil && c.q.Lo > 15 {
		return Unknown // the Council has no such number: another body's vote is meant
	}
	if c.side == yes && r.Body == sources.GeneralAssembly && r.Resolution() && c.q.Exact && c.q.Den == 0 && c.q.Value <= 15 && n > 40 && c.members {
		return Unknown // no Assembly text is carried by so few: the Council's or another's
	}
	if c.deed {
		if against, ok := sideCount(no, r); c.q.Has(n) || ok && c.q.Has(against) {
			return Right
		}
		return Unknown // which side is meant, the words leave open
	}
	if c.rest {
		if r.Members > 0 && n == r.Members-1 {
			return Right
		}
		return Unknown // who the others are, the words leave open
	}
	if c.of > 0 && !ofThose(c.of, r) {
		return Wrong
	}
	if c.q.Den > 0 {
		return judgeShare(c.q, n, r)
	}
	if c.q.Has(n) {
		return Right
	}
	if c.side == notYes && c.q.Has(n-1) {
		return Unknown // the state whose policy was voted on may not be counted
	}
	return Wrong
}

// ofThose reports whether so many could be counted of: the members, the others of one named, those that voted or took sides. Of a
// number far from the membership, who is meant stays open.
func ofThose(of int, r *sources.Record) bool {
	if r.Members <= 0 || of == r.Members || of == r.Members-1 {
		return true
	}
	t := r.Tally
	return t.Known() && (of == t.Yes+t.No || of == t.Yes+t.No+t.Abstain)
}

// judgeShare holds a fraction of the membership to within 4 points.
func judgeShare(q extract.Quantity, n int, r *sources.Record) Truth {
	if r.Members == 0 {
		return Unknown
	}
	share, want := float64(n)/float64(r.Members), float64(q.Num)/float64(q.Den)
	slack := 0.01
	if !q.Exact {
		slack = 0.06
	}
	if share > want-slack && share < want+slack {
		return Right
	}
	return Unknown
}

// sideCount is how many voted so; ok is false where the record does not tell.
func sideCount(s side, r *sources.Record) (int, bool) {
	t := r.Tally
	switch s {
	case yes:
		return t.Yes, t.Yes >= 0
	case no:
		return t.No, t.No >= 0
	case abstain:
		return t.Abstain, t.Abstain >= 0
	case absent:
		return t.NotVoting, t.NotVoting >= 0
	case noOrAbstain:
		return t.No + t.Abstain, t.Known()
	case notNo:
		return t.Yes + t.Abstain + t.NotVoting, t.Known() && t.NotVoting >= 0
	case neither:
		return t.Abstain + t.NotVoting, t.Known() && t.NotVoting >= 0
	case notAbstain:
		return t.Yes + t.No, t.Known()
	case notYes:
		return t.No + t.Abstain + t.NotVoting, t.Known() && t.NotVoting >= 0
	}
	return 0, false
}

func saysTally(t sources.Tally) string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{t.Yes, "yes"}, {t.No, "no"}, {t.Abstain, "abstaining"}} {
		if p.n >= 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	if t.NotVoting > 0 {
		parts = append(parts, fmt.Sprintf("%d not voting", t.NotVoting))
	}
	return strings.Join(parts, ", ")
}
