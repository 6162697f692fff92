// Package claims finds the checkable claims of an article and judges each against the reference: one
// file a claim kind (how it is phrased, what it means, how it is checked), the check loop, and the
// verdicts. Which vote a claim is about is decided by claims/link.
//
// It reads no files and prints nothing. Claims that are not about recorded votes stay silent.
package claims
