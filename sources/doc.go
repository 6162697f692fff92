// Package sources holds the reference that claims are checked against: the recorded votes of the
// United Nations General Assembly and Security Council with every member's position, the members'
// names, groups and terms, vetoes, failed drafts, sponsors, landmarks and corrections. The facts are
// reviewable CSV tables embedded in the binary; SQLite is the store that every query reads, built
// from them once into the user's cache.
//
// A user's own database of datasets lies over the facts (UserData): imports verify every vote on the way in,
// supersede and never erase, and are there wholly or not at all. Open lays both layers over one another into one
// store, as known now or at the end of an earlier day.
//
// It knows nothing of articles or claims and never ranks or judges.
package sources
