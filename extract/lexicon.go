package extract

import "time"

// EntryKind says what a name of the Lexicon stands for.
type EntryKind uint8

const (
	State   EntryKind = iota // a name of a state: "Ivory Coast"
	Demonym                  // its adjective or people: "Ivorian"
	Capital                  // its seat of government: "Moscow", "the Kremlin"
	Group                    // "the European Union", "African"
	Body                     // "the Security Council"
)

// Entry is one name. Several entries may share a text ("Congo"); the reader of a mention sees them all.
type Entry struct {
	Text     string // as written, without an article; matching ignores case except for Exact entries
	Kind     EntryKind
	ID       string    // member code, group or body identifier
	From, To time.Time // when the name means this; zero: always
	Exact    bool      // match the case as written: "US", "Chad"
}
