// Package archive checks many articles: it reads folders, packages and crawls as streams of members, never
// unpacking them to disk, checks each text once, and keeps what it found in one SQLite file, the run, which a
// killed process leaves whole and the next one goes on with.
//
// It finds and judges nothing itself (package claims does) and renders no article (package report does).
package archive
