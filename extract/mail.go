package extract

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the encodings of headers and bodies
	"github.com/emersion/go-message/mail"
)

// maxMailParts bounds the parts that are looked at of one message.
const maxMailParts = 200

var (
	mailHeader = regexp.MustCompile(`(?im)^(mime-version|message-id|received|return-path|content-type|x-mailer|delivered-to):`)
	mailFrom   = regexp.MustCompile(`(?im)^from:`)
	headerLine = regexp.MustCompile(`^(?:[!-9;-~]+:|[ \t]|From )`)
)

// looksLikeMail tells a message by its header: lines of fields up to the first empty one, among them From
// and a field that only mail programs write.
func looksLikeMail(head []byte) bool {
	lines := bufio.NewScanner(bytes.NewReader(head))
	var fields []byte
	for lines.Scan() {
		line := bytes.TrimRight(lines.Bytes(), "\r")
		if len(line) == 0 {
			break
		}
		if !headerLine.Match(line) {
			return false
		}
		fields = append(append(fields, line...), '\n')
	}
	return mailFrom.Match(fields) && mailHeader.Match(fields)
}

// letter is what is kept of a message.
type letter struct {
	plain, html []byte
}

// readMail fills d from an e-mail: its HTML body, or the plain one where that says more. Attachments are
// left alone.
func readMail(d *Document, limits Limits) error {
	source := bytes.TrimLeft(bytes.TrimPrefix(d.Source, utf8BOM), " \t\r\n")
	if bytes.HasPrefix(source, []byte("From ")) { // the first line of a mailbox file
		if i := bytes.IndexByte(source, '\n'); i >= 0 {
			source = source[i+1:]
		}
	}
	d.unpack(Mail)
	r, err := mail.CreateReader(bytes.NewReader(source))
	if r == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return damaged(d.Name, "its header or parts are not those of an e-mail")
	}
	var l letter
	if err := l.collect(r, d.Name, limits.Source); err != nil {
		return err
	}
	if err := l.choose(d, limits); err != nil {
		return err
	}
	d.mailHeader(&r.Header)
	return nil
}

// collect reads the first plain and the first HTML body.
func (l *letter) collect(r *mail.Reader, name string, limit int) error {
	for range maxMailParts {
		part, err := r.NextPart()
		if err == io.EOF {
			return nil
		}
		if part == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
			if l.plain != nil || l.html != nil {
				return nil // cut short behind what is wanted
			}
			return damaged(name, "its parts do not end where they say")
		}
		inline, ok := part.Header.(*mail.InlineHeader)
		if !ok {
			continue
		}
		kind, _, _ := inline.ContentType()
		body := &l.plain
		switch {
		case kind == "text/html":
			body = &l.html
		case kind != "text/plain" && kind != "":
			continue
		}
		if *body != nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(part.Body, int64(limit)+1))
		if len(data) > limit {
			return tooLarge(name, limit)
		}
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && len(data) == 0 {
			continue
		}
		*body = data
	}
	return nil
}

// choose reads the bodies and keeps the better one: HTML knows headings and tables, unless it is only a
// frame around something else.
func (l *letter) choose(d *Document, limits Limits) error {
	best := &Document{}
	if len(bytes.TrimSpace(l.html)) > 0 {
		one := &Document{Name: d.Name, Source: l.html}
		if err := readHTML(one, decode(l.html, true), limits); err != nil && len(l.plain) == 0 {
			return err
		}
		best = one
	}
	if len(bytes.TrimSpace(l.plain)) > 0 {
		body := withoutSignature(l.plain)
		one := &Document{Name: d.Name, Source: body}
		readText(one, decode(body, false))
		if len(best.Text)*2 < len(one.Text) {
			best = one
		}
	}
	d.Source, d.Text, d.Blocks, d.segments = best.Source, best.Text, best.Blocks, best.segments
	d.Title, d.Byline, d.Lang = best.Title, best.Byline, best.Lang
	d.Parts = []Part{{"body", Origin{0, len(d.Source)}}}
	return nil
}

var signature = regexp.MustCompile(`(?m)^-- \r?$`)

// withoutSignature cuts a plain body at the signature's mark (RFC 3676).
func withoutSignature(body []byte) []byte {
	if at := signature.FindIndex(body); at != nil && len(bytes.TrimSpace(body[:at[0]])) > 0 {
		return body[:at[0]]
	}
	return body
}

var mailPrefix = regexp.MustCompile(`(?i)^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+`)

// mailHeader takes subject, sender and date over; the date is when the message was sent.
func (d *Document) mailHeader(h *mail.Header) {
	if s, err := h.Subject(); err == nil && d.Title == "" {
		d.Title = strings.TrimSpace(mailPrefix.ReplaceAllString(foldText(s), ""))
	}
	if from, err := h.AddressList("From"); err == nil && len(from) > 0 && d.Byline == "" {
		d.Byline = cleanByline(from[0].Name)
	}
	if t, err := h.Date(); err == nil && sensible(t) && d.Published.Precision == NoDate {
		d.publish([]stamp{{fixed(t), Day, true, true}})
	}
}
