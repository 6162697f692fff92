package sources

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// The snapshot is every fact table in one run of bytes, in the order of the fields of Facts: counts and
// numbers as varints (-1 for what no source states), strings with their length before them, at the end
// a CRC-32C of what stands before. One blob decodes some twenty times faster than as many rows, and its
// strings are slices of the one that holds them all.

var errDamaged = errors.New("the snapshot of the facts is damaged")

func encodeSnapshot(f *Facts) []byte {
	w := writer{b: make([]byte, 0, 5<<20)}
	list(&w, f.Members, w.member)
	list(&w, f.Groups, func(g *GroupMember) {
		w.text(g.Group, g.Code, g.AsOf, g.Dataset)
		w.date(g.From, g.To)
	})
	list(&w, f.Council, func(s *CouncilSeat) {
		w.number(s.Year)
		w.text(s.Code)
		w.flag(s.Permanent)
		w.date(s.From, s.To)
	})
	list(&w, f.Records, w.record)
	list(&w, f.Corrections, func(c *Correction) {
		w.text(c.Symbol, c.Body, c.TallyA, c.TallyB, c.What, c.Kind, c.SourceA, c.SourceB)
		w.date(c.Date)
	})
	list(&w, f.Datasets, func(d *Dataset) {
		w.text(d.Name, d.Title, d.Publisher, d.Credit, d.Terms, d.URL, d.Retrieved, d.Version)
		w.date(d.From, d.To)
		w.number(d.Records)
		w.texts(d.Bodies)
		w.number(d.Versions)
	})
	list(&w, f.Bodies, func(b *BodyInfo) {
		w.text(string(b.Body), b.Name, b.Majority, b.Dataset)
		w.texts(b.Names)
		w.number(b.Seats)
		w.flag(b.States)
		w.date(b.From, b.To)
	})
	list(&w, f.Roles, func(r *Role) {
		w.text(r.Person, r.Role, r.Code, r.Dataset)
		w.texts(r.Names)
		w.date(r.From, r.To)
	})
	list(&w, f.Statements, w.statement)
	return binary.BigEndian.AppendUint32(w.b, checksum(w.b))
}

func decodeSnapshot(b []byte) (*Facts, error) {
	if len(b) < 4 || checksum(b[:len(b)-4]) != binary.BigEndian.Uint32(b[len(b)-4:]) {
		return nil, errDamaged
	}
	r := reader{s: string(b[:len(b)-4])}
	f := &Facts{}
	f.Members = readList(&r, r.member)
	f.Groups = readList(&r, func(g *GroupMember) {
		r.text(&g.Group, &g.Code, &g.AsOf, &g.Dataset)
		r.date(&g.From, &g.To)
	})
	f.Council = readList(&r, func(s *CouncilSeat) {
		s.Year = r.number()
		r.text(&s.Code)
		s.Permanent = r.flag()
		r.date(&s.From, &s.To)
	})
	f.Records = readList(&r, r.record)
	f.Corrections = readList(&r, func(c *Correction) {
		r.text(&c.Symbol, &c.Body, &c.TallyA, &c.TallyB, &c.What, &c.Kind, &c.SourceA, &c.SourceB)
		r.date(&c.Date)
	})
	f.Datasets = readList(&r, func(d *Dataset) {
		r.text(&d.Name, &d.Title, &d.Publisher, &d.Credit, &d.Terms, &d.URL, &d.Retrieved, &d.Version)
		r.date(&d.From, &d.To)
		d.Records = r.number()
		d.Bodies = r.texts()
		d.Versions = r.number()
	})
	f.Bodies = readList(&r, func(b *BodyInfo) {
		r.text((*string)(&b.Body), &b.Name, &b.Majority, &b.Dataset)
		b.Names = r.texts()
		b.Seats, b.States = r.number(), r.flag()
		r.date(&b.From, &b.To)
	})
	f.Roles = readList(&r, func(p *Role) {
		r.text(&p.Person, &p.Role, &p.Code, &p.Dataset)
		p.Names = r.texts()
		r.date(&p.From, &p.To)
	})
	f.Statements = readList(&r, r.statement)
	for i := range f.Statements {
		f.Statements[i].ID = int64(i + 1)
	}
	for i := range f.Members {
		f.Members[i].Index = i
	}
	f.number()
	if r.bad || len(r.s) != 0 {
		return nil, errDamaged
	}
	return f, nil
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

type writer struct{ b []byte }

func (w *writer) number(n int) { w.b = binary.AppendVarint(w.b, int64(n)) }

func (w *writer) flag(v bool) {
	if v {
		w.b = append(w.b, 1)
	} else {
		w.b = append(w.b, 0)
	}
}

func (w *writer) text(ss ...string) {
	for _, s := range ss {
		w.b = append(binary.AppendUvarint(w.b, uint64(len(s))), s...)
	}
}

func (w *writer) texts(ss []string) {
	w.number(len(ss))
	w.text(ss...)
}

func (w *writer) date(ds ...Date) {
	for _, d := range ds {
		w.number(d.Year*10000 + d.Month*100 + d.Day)
	}
}

func list[T any](w *writer, items []T, item func(*T)) {
	w.number(len(items))
	for i := range items {
		item(&items[i])
	}
}

func (w *writer) member(m *Member) {
	w.text(m.Code, m.Name, m.UNName, m.RegionalGroup, m.Region, m.Subregion, m.Successor, string(m.Chamber), m.Party)
	w.date(m.From, m.To)
	list(w, m.Aliases, func(a *Alias) {
		w.text(a.Text, string(a.Kind))
		w.date(a.From, a.To)
	})
	list(w, m.Gaps, func(g *Period) { w.date(g.From, g.To) })
}

func (w *writer) record(r *Record) {
	w.text(string(r.Body), r.Symbol, r.Session, r.Meeting, r.Title, r.Agenda, string(r.Outcome), r.Positions,
		r.Series, r.Dataset, r.URL, r.Note, r.CommitteeReport, r.SponsorText, r.Threshold, r.Confidence, r.Draft)
	w.date(r.Date)
	for _, n := range []int{r.UNDL, r.Tally.Yes, r.Tally.No, r.Tally.Abstain, r.Tally.NotVoting, r.Members} {
		w.number(n)
	}
	w.flag(r.Confirmed)
	w.flag(r.Partial)
	for _, l := range [][]string{r.VetoedBy, r.Sponsors, r.KnownAs, r.Content, r.Sources, r.Also} {
		w.texts(l)
	}
	w.flag(r.Origin != nil)
	if o := r.Origin; o != nil {
		w.text(o.File, o.Hash, o.Recorded)
		for _, n := range []int{o.FirstLine, o.LastLine, o.Version} {
			w.number(n)
		}
	}
	list(w, r.Rivals, w.record)
}

// reader takes values off the front of s; after a value that is not there, bad is set and everything
// reads as zero.
type reader struct {
	s   string
	bad bool
}

func (r *reader) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(r.s) && i < binary.MaxVarintLen64; i++ {
		c := r.s[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.s = r.s[i+1:]
			return n
		}
	}
	r.bad = true
	return 0
}

func (r *reader) number() int {
	u := r.uvarint()
	return int(u>>1) ^ -int(u&1)
}

func (r *reader) flag() bool { return r.uvarint() == 1 }

func (r *reader) text(into ...*string) {
	for _, s := range into {
		n := r.uvarint()
		if n > uint64(len(r.s)) {
			r.bad = true
			return
		}
		*s, r.s = r.s[:n], r.s[n:]
	}
}

// length reads the count of a list, no more than the bytes that are left.
func (r *reader) length() int {
	n := r.number()
	if n < 0 || n > len(r.s) {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) texts() []string {
	n := r.length()
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		r.text(&out[i])
	}
	return out
}

func (r *reader) date(into ...*Date) {
	for _, d := range into {
		n := r.number()
		*d = Date{n / 10000, n / 100 % 100, n % 100}
	}
}

func readList[T any](r *reader, item func(*T)) []T {
	n := r.length()
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		item(&out[i])
	}
	return out
}

func (r *reader) member(m *Member) {
	r.text(&m.Code, &m.Name, &m.UNName, &m.RegionalGroup, &m.Region, &m.Subregion, &m.Successor, (*string)(&m.Chamber), &m.Party)
	r.date(&m.From, &m.To)
	m.Aliases = readList(r, func(a *Alias) {
		r.text(&a.Text, (*string)(&a.Kind))
		r.date(&a.From, &a.To)
	})
	m.Gaps = readList(r, func(g *Period) { r.date(&g.From, &g.To) })
}

func (r *reader) record(rec *Record) {
	r.text((*string)(&rec.Body), &rec.Symbol, &rec.Session, &rec.Meeting, &rec.Title, &rec.Agenda, (*string)(&rec.Outcome), &rec.Positions,
		&rec.Series, &rec.Dataset, &rec.URL, &rec.Note, &rec.CommitteeReport, &rec.SponsorText, &rec.Threshold, &rec.Confidence, &rec.Draft)
	r.date(&rec.Date)
	for _, n := range []*int{&rec.UNDL, &rec.Tally.Yes, &rec.Tally.No, &rec.Tally.Abstain, &rec.Tally.NotVoting, &rec.Members} {
		*n = r.number()
	}
	rec.Confirmed, rec.Partial = r.flag(), r.flag()
	for _, l := range []*[]string{&rec.VetoedBy, &rec.Sponsors, &rec.KnownAs, &rec.Content, &rec.Sources, &rec.Also} {
		*l = r.texts()
	}
	if r.flag() {
		o := &Origin{}
		rec.Origin = o
		r.text(&o.File, &o.Hash, &o.Recorded)
		o.FirstLine, o.LastLine, o.Version = r.number(), r.number(), r.number()
	}
	rec.Rivals = readList(r, r.rival)
}

// rival reads a record inside another; one inside that would be no snapshot of ours.
func (r *reader) rival(rec *Record) {
	r.record(rec)
	if len(rec.Rivals) > 0 {
		r.bad = true
	}
}
