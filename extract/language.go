package extract

import (
	"strings"
	"unicode"
)

// functionWords are frequent words that tell a language; each counts for one.
var functionWords = map[string]map[string]bool{
	"en": wordSet("the of and to in that is was for on with as by it at from were been which their has have had would not are this"),
	"fr": wordSet("le la les des et une est dans que qui pour pas sur du au aux avec par plus ont été cette ses son leur mais nous"),
	"es": wordSet("el los las del y una que en por con para su se no más como fue han este entre pero sus ha sobre es la al"),
	"de": wordSet("der die das und nicht mit von den im für auf ist dem des ein eine sich auch als nach bei haben wurde sie zu"),
	"pt": wordSet("os as do da dos das e um uma que em por com para não mais como foi seu sua ao pela pelo são também"),
	"it": wordSet("il lo gli della del dei di e un una che in per con non più come è stato sono alla anche nel dal"),
	"nl": wordSet("de het een van en niet met voor op zijn dat die te in aan ook als bij door naar heeft was worden"),
	"sv": wordSet("och att det som är av för på med den till inte har ett om var från men kan de"),
	"pl": wordSet("i w na z się nie do że jest o to jak po za od przez jego który są przy"),
	"tr": wordSet("ve bir bu için ile da de olarak daha çok gibi kadar olan sonra ancak"),
	"id": wordSet("yang dan di dengan untuk dari pada ini itu tidak dalam akan oleh juga"),
}

// languagesOf are the languages that have a word among their frequent ones.
var languagesOf = func() map[string][]string {
	m := map[string][]string{}
	for lang, words := range functionWords {
		for w := range words {
			m[w] = append(m[w], lang)
		}
	}
	return m
}()

// scripts are writing systems that tell that a text is not English, with a language that uses each.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Han, "zh"}, {unicode.Cyrillic, "ru"},
	{unicode.Arabic, "ar"}, {unicode.Hebrew, "he"}, {unicode.Greek, "el"}, {unicode.Devanagari, "hi"}, {unicode.Thai, "th"},
}

// enoughWords is how many words a text must have for its words to outweigh what the page declares.
const enoughWords = 40

// language is the document's language: what its words tell, where there are enough of them, else what is
// declared. Templates often declare another language than the article's.
func language(d *Document) string {
	lang, words := detect(d.Text)
	if words >= enoughWords && lang != "" && !strings.HasPrefix(strings.ToLower(d.Lang), lang) {
		return lang
	}
	return d.Lang
}

// English reports whether a document can be read as English: it is, or nothing says that it is not.
func English(d *Document) bool {
	lang := strings.ToLower(d.Lang)
	return lang == "" || lang == "en" || strings.HasPrefix(lang, "en-") || strings.HasPrefix(lang, "en_")
}

// detect tells a text's language by script and function words, "" where nothing stands out, and how many
// words (or, in scripts without spaces, letters) it looked at.
func detect(s string) (lang string, words int) {
	if len(s) > 20000 {
		s = strings.ToValidUTF8(s[:20000], "")
	}
	letters, byScript := 0, map[string]int{}
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < 0x370 {
			continue
		}
		for _, sc := range scripts {
			if unicode.Is(sc.table, r) {
				byScript[sc.lang]++
				break
			}
		}
	}
	for _, sc := range scripts {
		share := 2
		if sc.lang == "ja" {
			share = 6 // Japanese is for the larger part Han
		}
		if byScript[sc.lang]*share > letters && letters > 0 {
			return sc.lang, letters
		}
	}
	return byFunctionWords(s)
}

func byFunctionWords(s string) (string, int) {
	fields := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	counts := map[string]int{}
	for _, w := range fields {
		for _, lang := range languagesOf[w] {
			counts[lang]++
		}
	}
	best := ""
	for lang, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && lang < best {
			best = lang
		}
	}
	// A quarter of running English is such words; a table or a list of names has few of any language.
	if best == "" || counts[best]*12 < len(fields) || best != "en" && counts["en"]*2 > counts[best] {
		return "", len(fields)
	}
	return best, len(fields)
}
