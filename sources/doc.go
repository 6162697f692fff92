// Package sources holds the reference that claims are checked against: the recorded votes of the
// United Nations General Assembly and Security Council with every member's position, the members'
// names, groups and terms, vetoes, failed drafts, sponsors, landmarks and corrections. The facts are
// reviewable CSV tables embedded in the binary; SQLite is the store that every query reads, built
// from them once into the user's cache.
//
// It knows nothing of articles or claims and never ranks or judges.
package sources
