package claims

import (
	"strings"

	"stet/extract"
)

// particles may stand within a name.
var particles = wordSet(`de da di do dos van von der den bin ibn al el la le du of y abu ter st saint della af`)

// notNames are words that carry a capital without being a name.
var notNames = wordSet(`the a an and but or nor for yet so in on at by to from of with as if when while after before since until during although though because who what where which why how that this
	these those it its he she they we you i his her their our my monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
	december not no yes earlier later meanwhile however also then there here speaking addressing asked asking both all some most many several each every another other others one two three four five last
	next now today yesterday tomorrow still even only just instead despite following according under over such few several more less first second third finally photograph photo resolution security general
	council assembly united nations charter committee introducing presenting opening closing answering replying explaining writing arguing calling once again elsewhere nobody everyone someone anyone
	eventually ultimately critics supporters diplomats envoys delegates ambassadors officials resolutions drafts texts notably crucially twice among without within across about against between privately
	publicly outside inside beside perhaps maybe indeed moreover furthermore thus hence therefore like unlike whether either neither because nevertheless nonetheless afterwards afterward soon
	lawmakers analysts ministers leaders members countries states voting asked told said says war live key points what`)

func titleGender(title string, before byte) byte {
	switch title {
	case "mr", "sir", "lord", "prince":
		return 'm'
	case "ms", "mrs", "miss", "lady", "dame", "baroness", "princess":
		return 'f'
	}
	return before
}

func roleGender(role string, before byte) byte {
	switch role {
	case "spokesman", "chairman", "king", "congressman", "pope", "emir":
		return 'm'
	case "spokeswoman", "chairwoman", "queen", "congresswoman":
		return 'f'
	}
	return before
}

// givenName reports whether a state's name is a person's here: "Jordan Smith".
func (r *phraseReader) givenName(m *extract.Mention) bool {
	return m.Last == m.First+1 && !m.Poss && givenNames[r.token(m.First).Norm] && r.name(m.Last)
}

var givenNames = wordSet(`jordan chad georgia israel india cuba kenya ireland france paris london malta chile`)

// name reports whether the token can belong to a person's name.
func (r *phraseReader) name(i int) bool {
	t := r.token(i)
	if t.Kind != extract.Word || !t.Cap || notNames[t.Norm] || r.mention[i] != nil && !r.givenName(r.mention[i]) {
		return false
	}
	return !roleWords[t.Norm] && !titleWordsP[t.Norm] || r.known(t.Norm)
}

// nameEnd is the token after the name that begins at i. A single word counts after a title or an office, where
// the article knows the surname, or where a cue verb stands at its side.
func (r *phraseReader) nameEnd(i int, titled bool) int {
	j, words := i, 0
	for j < r.limit && words < 6 {
		t := r.token(j)
		switch {
		case r.name(j):
			words++
			j++
			if len(t.Norm) == 1 && r.token(j).Norm == "." && !r.token(j).Gap {
				j++
			}
			if t.Poss {
				return r.enoughName(i, j, words, titled)
			}
			if r.token(j).Norm == "-" && !r.token(j).Gap && !r.token(j+1).Gap {
				if r.name(j + 1) {
					j++
				} else if r.token(j+1).Kind == extract.Word { // "Ji-woo", "Ki-moon"
					j += 2
				}
			}
			if r.token(j - 1).Poss {
				return r.enoughName(i, j, words, titled)
			}
			continue
		case words > 0 && particles[t.Norm] && !(t.Norm == "of") && r.name(j+1), words > 0 && (t.Norm == "de" || t.Norm == "al") && particles[r.token(j+1).Norm] && r.name(j+2):
			j++
			continue
		case words > 0 && t.Norm == "-" && !t.Gap && r.name(j+1):
			j++
			continue
		}
		break
	}
	return r.enoughName(i, j, words, titled)
}

func (r *phraseReader) enoughName(i, j, words int, titled bool) int {
	switch {
	case words == 0:
		return i
	case words > 1 || titled:
		return j
	}
	w := r.token(i).Norm
	if r.known(w) || i > r.first && len(w) > 2 && (cueWords[r.token(j).Norm] || cueWords[r.token(i-1).Norm] || r.token(i-1).Norm == "to" && r.token(i-2).Norm == "according") || i == r.first && cueWords[r.token(j).Norm] {
		return j
	}
	return i
}

// placedIn reads the country that stands beside a name: "Barbara Woodward of Britain", "for Russia, Vassily Nebenzia",
// "Vassily Nebenzia spoke for Russia"; only the first is part of the name's words.
func (r *phraseReader) placedIn(i, begin int, s *speaker) int {
	if s.country != "" {
		return i
	}
	if m := r.mention[i+1]; m != nil && (r.token(i).Norm == "of" || r.token(i).Norm == "from") && m.Last <= r.limit {
		if s.country = countryOf(m); s.country != "" {
			return m.Last
		}
	}
	if w := r.token(i).Norm; w == "spoke" || w == "speaking" || w == "speaks" || w == "replied" || w == "answered" || w == "appeared" {
		for k := i + 1; k < i+4; k++ {
			if m := r.mention[k+1]; m != nil && (r.token(k).Norm == "for" || r.token(k).Norm == "of") {
				s.country = countryOf(m)
			}
		}
	}
	if r.token(begin-1).Norm == "," {
		for _, m := range r.mention {
			if m.Last == begin-1 && (r.token(m.First-1).Norm == "for" || r.token(m.First-1).Norm == "of" && r.token(m.First-2).Norm == "behalf") {
				s.country = countryOf(m)
			}
		}
	}
	return i
}

// apposed reads the office between commas after a name.
func (r *phraseReader) apposed(i int, s speaker) (speaker, int, bool) {
	if r.token(i).Norm != "," && r.token(i).Norm != "(" {
		return s, i, true
	}
	k := i + 1
	for n := 0; n < 3 && r.mention[k] == nil && (determiner(r.token(k).Norm) || r.token(k).Norm == "who" || r.token(k).Norm == "is"); n++ {
		k++
	}
	var o speaker
	j, head := r.before(k, &o)
	if !head {
		return r.clause(i, s)
	}
	j = r.complement(j, &o)
	o.role, o.roleSpan = r.words(k, j), r.spanOf(k, j)
	s = s.with(&o)
	for n := 0; n < 10 && j < r.limit; n++ { // "…, who teaches strategy in Ghent,": the rest of the insertion
		if w := r.token(j).Norm; w == "," || w == ")" {
			return s, j + 1, true
		} else if w == "." || w == ";" || w == ":" {
			return s, j, true
		}
		j++
	}
	return s, min(j, r.limit), true
}

// longestClause bounds the words of a relative clause that is read with a name.
const longestClause = 16

// represents are the verbs of a relative clause that tell whom a person speaks for.
var represents = wordSet(`represents represented representing speaks spoke chairs leads leading`)

// clause reads the relative clause after a name, ", who has represented Iraq since 2021,": those named in it speak
// nothing. One that tells of speaking is left alone, as is one that does not end.
func (r *phraseReader) clause(i int, s speaker) (speaker, int, bool) {
	if w := r.token(i + 1).Norm; r.token(i).Norm != "," || w != "who" && w != "whose" && !(w == "which" && s.state) {
		return s, i, true
	}
	var told speaker
	speaksFor := false
	for j := i + 2; j < r.limit && j < i+longestClause; j++ {
		w := r.token(j).Norm
		switch {
		case w == ",":
			return s.with(&told), j + 1, true
		case w == "." || w == ";" || w == ":" || cueWords[w] && !represents[w]:
			return s, i, true
		}
		var o speaker
		if k, head := r.before(j, &o); head { // "who has been Iraq's envoy since 2021"
			end := r.complement(k, &o)
			o.role, o.roleSpan = r.words(j, end), r.spanOf(j, end)
			told, j = o, max(j, end-1)
			continue
		}
		speaksFor = speaksFor || represents[w]
		if m := r.mention[j]; m != nil && speaksFor && told.country == "" {
			told.country = countryOf(m)
		}
	}
	return s, i, true
}

// with fills what a speaker lacks from what is told of them elsewhere.
func (s speaker) with(o *speaker) speaker {
	if s.country == "" {
		s.country = o.country
	}
	if s.role == "" {
		s.role, s.roleSpan = o.role, o.roleSpan
	}
	if s.gender == 0 {
		s.gender = o.gender
	}
	return s
}

// surnameKey is a surname in a form that its usual transliterations share: Nebenzia and Nebenzya, Kyslytsya
// and Kyslytsa, Zelensky and Zelenskyy.
func surnameKey(name string) string {
	fields := strings.Fields(extract.Fold(name))
	if len(fields) == 0 {
		return ""
	}
	key := fields[len(fields)-1]
	key = strings.NewReplacer("y", "i", "j", "i", "w", "v", "ph", "f", "kh", "h", "ie", "e", "'", "", "-", "").Replace(key)
	key = strings.NewReplacer("ia", "a", "iu", "u").Replace(key)
	var b strings.Builder
	for i := 0; i < len(key); i++ {
		if i == 0 || key[i] != key[i-1] {
			b.WriteByte(key[i])
		}
	}
	return strings.TrimRight(b.String(), "i")
}

// eastSurnames are the commonest family names of people who put them first: Chinese, Korean, Vietnamese, Singaporean.
var eastSurnames = wordSet(`wang zhang li liu chen yang zhao huang zhou wu xu sun zhu ma hu guo he lin gao luo geng dai fu shen xi qin tang zheng xie song deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren
	kim park choi jung jeong han cho kang yoon jang lim shin hwang ahn ban ri nguyen tran le pham hoang phan vu dang bui tan lee lim goh ng wong chan teo koh chua`)

// familyName is the surname of a name that puts it first, "" for any other: "Wu" of "Wu Lihua", "Ban" of "Ban Ki-moon".
func familyName(name string) string {
	fields := strings.Fields(extract.Fold(name))
	if len(fields) < 2 || len(fields) > 3 || !eastSurnames[fields[0]] {
		return ""
	}
	return surnameKey(fields[0])
}

// sameSpeaker reports whether an article's name can be the record's. A single name may be that which comes first.
func sameSpeaker(told, held string) bool {
	if told == "" || held == "" {
		return false
	}
	a, b := surnameKey(told), surnameKey(held)
	oneOf := func(single, key, full string) bool { return !strings.Contains(single, " ") && key == familyName(full) }
	return a == b || oneOf(told, a, held) || oneOf(held, b, told)
}
