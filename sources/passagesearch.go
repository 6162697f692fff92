package sources

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Passage is a stretch of a held text that shares words with what was searched for.
type Passage struct {
	Statement *Statement // its Text is empty
	Text      string     // the passages that share words, with the one before and after
	Shared    int        // how many runs of three words are shared, of those that are in the index
	Whole     bool       // Text is the whole of the statement's
}

const (
	widestPassage  = 24   // passages joined to one
	longestSearch  = 400  // words of a quotation that are looked up
	mostCandidates = 4000 // postings weighed for a search
)

// StatementSearch searches the statements of one database.
type StatementSearch struct {
	segments []shingleSegment
	block    *sql.Stmt
	owner    *sql.Stmt
	text     *sql.Stmt
}

type shingleSegment struct{ id, base int64 }

// NewStatementSearch prepares the search in a database that has the tables of statements; datasets that are named
// are left out.
func NewStatementSearch(ctx context.Context, db *sql.DB, without ...string) (*StatementSearch, error) {
	x := &StatementSearch{}
	rows, err := db.QueryContext(ctx, "SELECT id, base, dataset FROM shingle_segments ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("open the passage index: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s shingleSegment
		var dataset string
		if err := rows.Scan(&s.id, &s.base, &dataset); err != nil {
			return nil, fmt.Errorf("open the passage index: %w", err)
		}
		if !slices.Contains(without, dataset) {
			x.segments = append(x.segments, s)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("open the passage index: %w", err)
	}
	for _, p := range []struct {
		into **sql.Stmt
		text string
	}{
		{&x.block, "SELECT id, data FROM shingle_blocks WHERE id <= ? ORDER BY id DESC LIMIT 1"},
		{&x.owner, "SELECT " + statementColumns + " FROM statements WHERE id = (SELECT statement FROM passages WHERE id = ?)"},
		{&x.text, "SELECT text FROM passages WHERE id BETWEEN ? AND ? ORDER BY id"},
	} {
		if *p.into, err = db.PrepareContext(ctx, p.text); err != nil {
			x.Close()
			return nil, fmt.Errorf("open the passage index: %w", err)
		}
	}
	return x, nil
}

// Close releases the search; the database stays open.
func (x *StatementSearch) Close() {
	for _, st := range []*sql.Stmt{x.block, x.owner, x.text} {
		if st != nil {
			st.Close()
		}
	}
}

// Passages finds the passages that share the most with the words, at most limit, the best first.
func (x *StatementSearch) Passages(ctx context.Context, words []TextWord, limit int) ([]Passage, error) {
	if len(words) < shingleWords || len(x.segments) == 0 {
		return nil, nil
	}
	hits, err := x.hits(ctx, words[:min(len(words), longestSearch)])
	if err != nil {
		return nil, fmt.Errorf("search the passages: %w", err)
	}
	var out []Passage
	for _, c := range clusters(hits) {
		if len(out) == limit {
			break
		}
		p, err := x.read(ctx, c)
		if err != nil {
			return nil, fmt.Errorf("read a passage: %w", err)
		}
		out = append(out, p...)
	}
	return out, nil
}

// hits counts, for every passage, the shingles of the words that it has.
func (x *StatementSearch) hits(ctx context.Context, words []TextWord) (map[int64]int, error) {
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = wordHash(w.Norm)
	}
	hits, weighed := map[int64]int{}, 0
	seen := map[uint32]bool{}
	for i := 0; i+shingleWords <= len(hashes) && weighed < mostCandidates; i++ {
		h := shingle(hashes, i)
		if seen[h] {
			continue
		}
		seen[h] = true
		for _, s := range x.segments {
			found, err := x.lookUp(ctx, s, h)
			if err != nil {
				return nil, err
			}
			for _, p := range found {
				hits[p]++
			}
			weighed += len(found)
		}
	}
	return hits, nil
}

// lookUp is the passages of a segment that have the shingle.
func (x *StatementSearch) lookUp(ctx context.Context, s shingleSegment, h uint32) ([]int64, error) {
	var id int64
	var data sql.RawBytes
	rows, err := x.block.QueryContext(ctx, blockID(s.id, h))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, rows.Err()
	}
	if err := rows.Scan(&id, &data); err != nil {
		return nil, err
	}
	if id>>32 != s.id {
		return nil, nil
	}
	return postingsOf(data, uint32(id), h, s.base)
}

// postingsOf decodes a block as far as the shingle.
func postingsOf(data []byte, first, h uint32, base int64) ([]int64, error) {
	at := first
	for len(data) > 0 {
		head, n := binary.Uvarint(data)
		if n <= 0 {
			return nil, errDamaged
		}
		data = data[n:]
		count := uint64(1)
		if head&1 == 1 {
			if count, n = binary.Uvarint(data); n <= 0 || count > mostPassages {
				return nil, errDamaged
			}
			data = data[n:]
		}
		at += uint32(head >> 1)
		if at > h {
			return nil, nil
		}
		var found []int64
		passage := base
		for range count {
			step, n := binary.Uvarint(data)
			if n <= 0 {
				return nil, errDamaged
			}
			data = data[n:]
			if at == h {
				passage += int64(step)
				found = append(found, passage)
			}
		}
		if at == h {
			return found, nil
		}
	}
	return nil, nil
}

// cluster is a run of neighbouring passages with hits.
type cluster struct {
	first, last int64
	hits, best  int
}

// clusters joins passages that lie near one another, the most hits first; far parts of one text stay apart.
func clusters(hits map[int64]int) []cluster {
	ids := make([]int64, 0, len(hits))
	for id := range hits {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var out []cluster
	for _, id := range ids {
		if n := len(out) - 1; n >= 0 && id-out[n].last <= 2 && id-out[n].first < widestPassage {
			out[n].last = id
			out[n].hits += hits[id]
			out[n].best = max(out[n].best, hits[id])
			continue
		}
		out = append(out, cluster{id, id, hits[id], hits[id]})
	}
	slices.SortStableFunc(out, func(a, b cluster) int { return cmp.Or(b.best-a.best, b.hits-a.hits) })
	return out
}

// read fetches a cluster's text: one passage a statement that it touches.
func (x *StatementSearch) read(ctx context.Context, c cluster) ([]Passage, error) {
	var out []Passage
	for at := c.first; at <= c.last; {
		s, first, last, err := scanStatement(x.owner.QueryRowContext(ctx, at))
		if errors.Is(err, sql.ErrNoRows) {
			return out, nil // a hash that met another by chance
		}
		if err != nil {
			return nil, err
		}
		from, to := max(first, at-1), min(last, c.last+1)
		text, err := x.texts(ctx, from, to)
		if err != nil {
			return nil, err
		}
		out = append(out, Passage{Statement: s, Text: text, Shared: c.best, Whole: from == first && to == last})
		at = last + 1
	}
	return out, nil
}

func (x *StatementSearch) texts(ctx context.Context, from, to int64) (string, error) {
	rows, err := x.text.QueryContext(ctx, from, to)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var part sql.RawBytes
		if err := rows.Scan(&part); err != nil {
			return "", err
		}
		b.Write(part)
	}
	return b.String(), rows.Err()
}
