package sources

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// The passage index finds the held texts that share a run of words with a quotation. Every text is cut into
// passages of some 120 words; of the hashes of every three words in a row, each second at least is kept
// (winnowing, Schleimer et al. 2003: of every two neighbours the smaller), so that any four words in a row
// that two texts share are found. The hashes of an import, sorted, fill blocks of about 2 kB of varints: a
// third of the size, and a tenth of the time, that a row a hash would take.
const (
	shingleWords   = 3
	winnowWindow   = 2
	hashBits       = 28 // of a shingle: more would cost a byte a posting, less bring hits of chance
	passageWords   = 120
	blockBytes     = 2 << 10
	mostPassages   = 400     // a shingle in more passages of a segment is too common to find anything
	segmentEntries = 6 << 20 // postings held in memory at a time, 50 MB
)

// statementSchema is the tables of statements, texts and their index.
const statementSchema = `
CREATE TABLE statements (
	id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, kind TEXT NOT NULL, symbol TEXT NOT NULL, body TEXT NOT NULL, date TEXT NOT NULL,
	code TEXT NOT NULL, speaker TEXT NOT NULL, role TEXT NOT NULL, occasion TEXT NOT NULL, verbatim INTEGER NOT NULL,
	translation INTEGER NOT NULL, complete INTEGER NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX statements_by_symbol ON statements (symbol);
CREATE INDEX statements_by_speaker ON statements (code, date);
CREATE TABLE passages (id INTEGER PRIMARY KEY, statement INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE shingle_segments (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, base INTEGER NOT NULL);
CREATE TABLE shingle_blocks (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
`

// CreateStatementTables makes the tables of statements, texts and their index in a database that has none.
func CreateStatementTables(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, statementSchema); err != nil {
		return fmt.Errorf("make the tables of statements: %w", err)
	}
	return nil
}

// passageWriter adds statements to a database within the caller's transaction.
type passageWriter struct {
	ctx                         context.Context
	tx                          *sql.Tx
	dataset                     string
	addText, addRow             *sql.Stmt
	nextStatement, nextPassage  int64
	base                        int64    // first passage of the segment being filled
	postings                    []uint64 // hash << 32 | passage - base
	statements, words, textSize int
	hashes                      []uint64 // of the words of the text being added
	bounds                      []int    // for each passage of the text, the word that it begins with
}

// newPassageWriter begins adding to a dataset.
func newPassageWriter(ctx context.Context, tx *sql.Tx, dataset string) (*passageWriter, error) {
	w := &passageWriter{ctx: ctx, tx: tx, dataset: dataset}
	err := tx.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(id), 0) + 1 FROM statements), (SELECT coalesce(max(id), 0) + 1 FROM passages)`).Scan(&w.nextStatement, &w.nextPassage)
	if err == nil {
		w.addText, err = tx.PrepareContext(ctx, "INSERT INTO passages VALUES (?,?,?)")
	}
	if err == nil {
		w.addRow, err = tx.PrepareContext(ctx, "INSERT INTO statements VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
	}
	if err != nil {
		return nil, fmt.Errorf("begin adding statements: %w", err)
	}
	w.base = w.nextPassage
	return w, nil
}

// add stores one statement with its passages.
func (w *passageWriter) add(s *Statement) error {
	first := w.nextPassage
	for _, text := range w.cut(s.Text) {
		if _, err := w.addText.ExecContext(w.ctx, w.nextPassage, w.nextStatement, text); err != nil {
			return fmt.Errorf("store a passage: %w", err)
		}
		w.nextPassage++
	}
	w.post(first)
	_, err := w.addRow.ExecContext(w.ctx, w.nextStatement, w.dataset, string(s.Kind), s.Symbol, string(s.Body), s.Date.String(), s.Code, s.Speaker, s.Role, s.Occasion,
		s.Verbatim, s.Translation, s.Complete, s.Source, s.Licence, first, w.nextPassage-1)
	if err != nil {
		return fmt.Errorf("store a statement: %w", err)
	}
	w.nextStatement++
	w.statements++
	w.textSize += len(s.Text)
	if len(w.postings) >= segmentEntries {
		return w.flush()
	}
	return nil
}

// cut splits a text into passages, which joined give it back, and hashes its words.
func (w *passageWriter) cut(text string) []string {
	w.hashes, w.bounds = w.hashes[:0], append(w.bounds[:0], 0)
	var out []string
	from, begun := 0, 0
	for at := 0; ; {
		start, end := nextWord(text, at)
		if start == end {
			break
		}
		if n := len(w.hashes) - begun; n >= passageWords && (n >= passageWords*3/2 || strings.ContainsAny(text[at:start], ".!?;\n")) {
			out = append(out, text[from:start])
			from, begun = start, len(w.hashes)
			w.bounds = append(w.bounds, begun)
		}
		w.hashes = append(w.hashes, wordHash(text[start:end]))
		at = end
	}
	w.words += len(w.hashes)
	return append(out, text[from:])
}

// post notes the kept shingles of the text just cut.
func (w *passageWriter) post(first int64) {
	passage, last := 0, -1
	for i := 0; i+shingleWords <= len(w.hashes); i++ {
		keep, h := winnowed(w.hashes, i)
		if !keep {
			continue
		}
		for passage+1 < len(w.bounds) && w.bounds[passage+1] <= i {
			passage++
		}
		if i > last {
			w.postings = append(w.postings, uint64(h)<<32|uint64(first-w.base+int64(passage)))
			last = i
		}
	}
}

// winnowed is the shingle's hash at word i, and whether it is the smaller of the two in one of the windows
// that it lies in.
func winnowed(words []uint64, i int) (bool, uint32) {
	h := shingle(words, i)
	left := i == 0 || h <= shingle(words, i-1)
	right := i+shingleWords >= len(words) || h < shingle(words, i+1)
	return left || right, h
}

// shingle hashes three words in a row.
func shingle(words []uint64, i int) uint32 {
	h := words[i]*0x9E3779B97F4A7C15 ^ words[i+1]*0xC2B2AE3D27D4EB4F ^ words[i+2]*0x165667B19E3779F9
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> (64 - hashBits))
}

// flush writes the postings held as a segment.
func (w *passageWriter) flush() error {
	if len(w.postings) == 0 {
		return nil
	}
	slices.Sort(w.postings)
	result, err := w.tx.ExecContext(w.ctx, "INSERT INTO shingle_segments (dataset, base) VALUES (?, ?)", w.dataset, w.base)
	if err != nil {
		return fmt.Errorf("store the passage index: %w", err)
	}
	segment, err := result.LastInsertId()
	if err == nil {
		err = w.writeBlocks(segment)
	}
	if err != nil {
		return fmt.Errorf("store the passage index: %w", err)
	}
	w.postings, w.base = w.postings[:0], w.nextPassage
	return nil
}

// writeBlocks packs the sorted postings: for each shingle the distance from the one before, times two, plus
// one where more than one passage follows; then how many, and the distances between the passages.
func (w *passageWriter) writeBlocks(segment int64) error {
	add, err := w.tx.PrepareContext(w.ctx, "INSERT INTO shingle_blocks VALUES (?, ?)")
	if err != nil {
		return err
	}
	defer add.Close()
	var block []byte
	var begins, previous uint32
	put := func() error {
		if len(block) == 0 {
			return nil
		}
		_, err := add.ExecContext(w.ctx, blockID(segment, begins), block)
		block = block[:0]
		return err
	}
	for i := 0; i < len(w.postings); {
		h := uint32(w.postings[i] >> 32)
		j := i
		for j < len(w.postings) && uint32(w.postings[j]>>32) == h {
			j++
		}
		list := slices.Compact(w.postings[i:j])
		if i = j; len(list) > mostPassages {
			continue
		}
		if len(block) >= blockBytes {
			if err := put(); err != nil {
				return err
			}
		}
		if len(block) == 0 {
			begins, previous = h, h
		}
		block = appendPostings(block, h-previous, list)
		previous = h
	}
	return put()
}

func appendPostings(block []byte, step uint32, list []uint64) []byte {
	head := uint64(step) << 1
	if len(list) > 1 {
		head |= 1
	}
	block = binary.AppendUvarint(block, head)
	if len(list) > 1 {
		block = binary.AppendUvarint(block, uint64(len(list)))
	}
	before := uint64(0)
	for _, p := range list {
		block = binary.AppendUvarint(block, p&0xFFFFFFFF-before)
		before = p & 0xFFFFFFFF
	}
	return block
}

// blockID orders the blocks by segment and first shingle.
func blockID(segment int64, hash uint32) int64 { return segment<<32 | int64(hash) }

// removeStatements takes a dataset's statements and their index out.
func removeStatements(ctx context.Context, tx *sql.Tx, dataset string) error {
	for _, step := range []string{
		"DELETE FROM passages WHERE statement IN (SELECT id FROM statements WHERE dataset = ?)",
		"DELETE FROM shingle_blocks WHERE id >> 32 IN (SELECT id FROM shingle_segments WHERE dataset = ?)",
		"DELETE FROM shingle_segments WHERE dataset = ?",
		"DELETE FROM statements WHERE dataset = ?",
	} {
		if _, err := tx.ExecContext(ctx, step, dataset); err != nil {
			return fmt.Errorf("remove the statements of %s: %w", dataset, err)
		}
	}
	return nil
}
