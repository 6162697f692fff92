package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// maxWordPart bounds what is unpacked of one part besides the text.
const maxWordPart = 32 << 20

// wordPack reads the parts that a comment needs: types, relationships, comments.
type wordPack struct{ files []*zip.File }

const (
	typesPart    = "[Content_Types].xml"
	commentsKind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	strictKind   = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
	commentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	relsSpace    = "http://schemas.openxmlformats.org/package/2006/relationships"
	emptyRels    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="` + relsSpace + `"></Relationships>`
)

// read unpacks a part; nil where it is not there.
func (p *wordPack) read(name string) ([]byte, error) {
	for _, f := range p.files {
		if f.Name != name {
			continue
		}
		stream, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		defer stream.Close()
		data, err := io.ReadAll(io.LimitReader(stream, maxWordPart+1))
		if err == nil && len(data) > maxWordPart {
			err = fmt.Errorf("more than %d MB", maxWordPart>>20)
		}
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		return data, nil
	}
	return nil, nil
}

// relsOf is the part with the relationships of another part.
func relsOf(part string) string {
	dir, file := path.Split(part)
	return dir + "_rels/" + file + ".rels"
}

// commentsPart is the part that holds the comments of the main one, "" where there is none, and the
// relationships as they are.
func (p *wordPack) commentsPart(main string) (name string, rels []byte, err error) {
	if rels, err = p.read(relsOf(main)); err != nil {
		return "", nil, err
	}
	dec := xml.NewDecoder(bytes.NewReader(rels))
	for {
		t, err := dec.Token()
		if err != nil {
			return name, rels, nil
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attr(e, "Type") != commentsKind && attr(e, "Type") != strictKind {
			continue
		}
		if target := attr(e, "Target"); strings.HasPrefix(target, "/") {
			name = strings.TrimPrefix(target, "/")
		} else {
			name = path.Join(path.Dir(main), target)
		}
	}
}

// freeCommentID is one beyond the ids of the comments that are there.
func (p *wordPack) freeCommentID(main string) (int, error) {
	name, _, err := p.commentsPart(main)
	if err != nil || name == "" {
		return 0, err
	}
	data, err := p.read(name)
	return highest(data) + 1, err
}

var idAttribute = regexp.MustCompile(`\bid="(\d{1,9})"`)

// highest is the highest id that a part gives away, -1 for none.
func highest(data []byte) int {
	most := -1
	for _, g := range idAttribute.FindAllSubmatch(data, -1) {
		if n, err := strconv.Atoi(string(g[1])); err == nil && n < 1<<24 {
			most = max(most, n)
		}
	}
	return most
}

// addComments puts the comments into the package's part for them, or into a new one that is then declared.
func (p *wordPack) addComments(main string, comments []wordComment, author, space string, changed map[string][]byte) error {
	name, rels, err := p.commentsPart(main)
	if err != nil {
		return err
	}
	var old []byte
	if name != "" {
		if old, err = p.read(name); err != nil {
			return err
		}
	}
	body := renderComments(comments, author, space)
	if i := closing(old, "comments"); i >= 0 {
		changed[name] = concat(old[:i], body, old[i:])
		return nil
	}
	if name == "" {
		name = path.Join(path.Dir(main), "comments.xml")
		for n := 2; p.has(name); n++ {
			name = path.Join(path.Dir(main), fmt.Sprintf("comments%d.xml", n))
		}
		if changed[relsOf(main)], err = withRelation(rels, path.Base(name), space); err != nil {
			return err
		}
	}
	types, err := p.read(typesPart)
	if err != nil {
		return err
	}
	if changed[typesPart], err = withType(types, name); err != nil {
		return err
	}
	changed[name] = concat([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+
		`<w:comments xmlns:w="`+space+`">`), body, []byte(`</w:comments>`))
	return nil
}

func (p *wordPack) has(name string) bool {
	for _, f := range p.files {
		if f.Name == name {
			return true
		}
	}
	return false
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// closing is the offset of the last end tag of that local name, -1 where there is none.
func closing(data []byte, local string) int {
	at := -1
	for _, g := range regexp.MustCompile(`</(?:[\w.-]+:)?`+local+`\s*>`).FindAllIndex(data, -1) {
		at = g[0]
	}
	return at
}

// withRelation adds the relationship to the comments.
func withRelation(rels []byte, target, space string) ([]byte, error) {
	if len(rels) == 0 {
		rels = []byte(emptyRels)
	}
	id := "rIdStet"
	for n := 1; bytes.Contains(rels, []byte(`"`+id+`"`)); n++ {
		id = fmt.Sprintf("rIdStet%d", n)
	}
	i := closing(rels, "Relationships")
	if i < 0 { // <Relationships/>
		return withRelation([]byte(emptyRels), target, space)
	}
	kind := commentsKind
	if space == wordStrictSpace {
		kind = strictKind
	}
	entry := fmt.Sprintf(`<Relationship xmlns="%s" Id="%s" Type="%s" Target="%s"/>`, relsSpace, id, kind, target)
	return concat(rels[:i], []byte(entry), rels[i:]), nil
}

// withType declares the comments part.
func withType(types []byte, name string) ([]byte, error) {
	if bytes.Contains(types, []byte(`PartName="/`+name+`"`)) {
		return types, nil
	}
	i := closing(types, "Types")
	if i < 0 {
		return nil, fmt.Errorf("its part %s is damaged: open it in Word, save it anew and try again", typesPart)
	}
	entry := fmt.Sprintf(`<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/%s" ContentType="%s"/>`, name, commentsType)
	return concat(types[:i], []byte(entry), types[i:]), nil
}

// renderComments writes the comments with the namespace that each needs, whatever the part calls it.
func renderComments(comments []wordComment, author, space string) []byte {
	var b bytes.Buffer
	for _, c := range comments {
		fmt.Fprintf(&b, `<w:comment xmlns:w="%s" w:id="%d" %s w:initials="%s">`, space, c.id, author, annotator)
		for _, line := range c.lines {
			b.WriteString(`<w:p><w:r><w:t xml:space="preserve">`)
			_ = xml.EscapeText(&b, []byte(line)) // a buffer takes everything
			b.WriteString(`</w:t></w:r></w:p>`)
		}
		b.WriteString(`</w:comment>`)
	}
	return b.Bytes()
}
