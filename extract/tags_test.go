package extract

import (
	"strings"
	"sync"
	"testing"
)

// plainDocument is a document of one paragraph, analysed without names.
func plainDocument(text string) *Document {
	d := &Document{Text: text, Blocks: []Block{{Span: Span{0, len(text)}}}}
	Analyze(d, NewLexicon(nil), nil)
	return d
}

func TestTags(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Russia voted against the draft.", "Russia/NNP voted/VBD against/IN the/DT draft/NN ./."},
		{"They didn’t.", "They/PRP didn’t/VBD ./."},
		{"They didn't vote.", "They/PRP didn't/VBD vote/VB ./."},
		{"It wasn’t Russia’s veto;", "It/PRP wasn’t/VBD Russia’s/NNP veto/NN ;/:"},
		{"“They hadn't been told,” he said.", "“/`` They/PRP hadn't/VBD been/VBN told/VBN ,/, ”/'' he/PRP said/VBD ./."},
		{"The US-backed draft was vetoed by Russia.", "The/DT US/JJ -/: backed/JJ draft/NN was/VBD vetoed/VBN by/IN Russia/NNP ./."},
		{"The U.S. and Ms. Woodward agreed.", "The/DT U.S./NNP and/CC Ms/NNP ./. Woodward/NNP agreed/VBD ./."},
		{"The vote was 93-18-65, with 0 absent.", "The/DT vote/NN was/VBD 93/CD -/: 18/CD -/: 65/CD ,/, with/IN 0/CD absent/NN ./."},
		// Equal words of one sentence keep their own tags.
		{"Will they vote for the vote that they vote on?", "Will/MD they/PRP vote/VB for/IN the/DT vote/NN that/IN they/PRP vote/VBP on/IN ?/."},
		{"Türkiye and Côte d’Ivoire voted (twice) [sic].", "Türkiye/NNP and/CC Côte/NNP d’Ivoire/NN voted/VBD (/( twice/RB )/) [/( sic/JJ ]/) ./."},
	} {
		d := plainDocument(tt.text)
		var got []string
		for i, s := range d.Sentences {
			for k, tag := range d.Tags(i) {
				got = append(got, d.Quote(s.Tokens[k].Span)+"/"+tag)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// TestTagsCount holds the wrapper to one tag a token, whatever comes.
func TestTagsCount(t *testing.T) {
	for _, text := range []string{
		"İstanbul ẞ voted K'S İ's Ⱥ'll Эрдоган’s голос 安理会 voted",         // lower case of another length: prose panics
		"vote'sx O'sullivan n't 's ''s '' ' `` didn't'ts they'll've 'tis", // lost or cut by prose's tokenizer
		"$5 ($5) :) :-( 8-D *T*-1 -LRB- @un http://un.org/a-b a.b@c.org #x &rsquo; 0 00 - -- — _",
		strings.Repeat("abcdefgh", 5000) + " " + strings.Repeat("x.", 3000) + " voted",
		strings.Repeat("the vote ", 300),
		strings.Repeat("it's a vote, they didn't vote; ", 200),
		"\u00a0\u2009x\u200by\u0301 \U0001F600 voted",
	} {
		d := plainDocument(text)
		for i, s := range d.Sentences {
			tags := d.Tags(i)
			if len(tags) != len(s.Tokens) {
				t.Fatalf("%.40q: %d tags of %d tokens", text, len(tags), len(s.Tokens))
			}
			for k, tag := range tags {
				if tag == "" {
					t.Errorf("%.40q: %.20q has no tag", text, d.Quote(s.Tokens[k].Span))
				}
			}
		}
	}
}

func TestTagsOfNothing(t *testing.T) {
	var none *Document
	d := plainDocument("Votes.")
	if none.Tags(0) != nil || d.Tags(-1) != nil || d.Tags(9) != nil {
		t.Error("tags of a sentence that is not there")
	}
	if a, b := d.Tags(0), d.Tags(0); &a[0] != &b[0] {
		t.Error("tagged twice")
	}
}

// TestTagsLong leaves what lies beyond the longest sentence untagged.
func TestTagsLong(t *testing.T) {
	text := strings.Repeat("vote ", maxSentence+50)
	d := &Document{Text: text, Sentences: []Sentence{{Tokens: tokenize(text, Span{0, len(text)})}}}
	tags := d.Tags(0)
	if len(tags) != maxSentence+50 || tags[maxSentence-1] == "" || tags[maxSentence] != "" {
		t.Errorf("%d tags, the last two of the bound %q, %q", len(tags), tags[maxSentence-1], tags[maxSentence])
	}
}

// TestTagsShared tags documents of their own in several goroutines; -race watches the model.
func TestTagsShared(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			d := plainDocument("Russia didn't vote for the vote.")
			if got := strings.Join(d.Tags(0), " "); got != "NNP VBD VB IN DT NN ." {
				t.Errorf("tags: %s", got)
			}
		})
	}
	group.Wait()
}

func BenchmarkTags(b *testing.B) {
	d := plainDocument("The General Assembly adopted the text by 141 votes to 5, with 35 abstentions, and Russia’s envoy said " +
		"that the countries which hadn’t backed it were right to stay away from the vote.")
	tagModel()
	b.ReportAllocs()
	for b.Loop() {
		d.Sentences[0].tags = nil
		d.Tags(0)
	}
	b.ReportMetric(float64(b.N*len(d.Sentences[0].Tokens))/b.Elapsed().Seconds(), "words/s")
}
