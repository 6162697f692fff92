// Package web is the editor's desk, `stet serve`: drafts are pasted or dropped, their claims shown beside the
// words, decided on, signed off and exported. Behind it is an HTTP API for other programs (docs/openapi.yaml).
//
// It finds, judges and renders nothing itself: that is done by the packages claims and report. What it owns is
// the store of drafts and decisions, who may ask for what, and the pages. It listens and never dials out.
package web
