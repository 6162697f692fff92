package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What stands on a news page beside the article, as the class and id words of real sites name it. Guarded
// by size: an element that holds the headline, or most of the page's paragraphs, is never dropped for its
// name.
var (
	// apartWords name other people's words and other articles, which may be longer than the article.
	apartWords = namePhrases(`comments, comment list, comment section, comment thread, comments section, comments area, comment, comment body, comment content,
		commentlist, commentarea, disqus, disqus thread, coral, livefyre, respond, discussion, user comments, reader comments,
		conversation, viafoura, spotim, spot im, cookie, cookies, consent, gdpr, onetrust, cookiebanner, cookiebar, cmp`)
	// asideWords name what surrounds an article, whatever is in it.
	asideWords = namePhrases(`newsletter, newsletters, newsletter signup, nl, nl signup, signup, sign up, outbrain, taboola, related, related content,
		relatedcontent, related links, relatedlinks, related articles, related stories, relatedposts, recirc, recirculation,
		recommended, recommendations, recommendation, recommends, breadcrumb, breadcrumbs, sharebar, sharetools, share tools, share bar, share buttons, social share, social links,
		social icons, social bar, social media, socials, sharedaddy, addtoany, promo, promos, promotion, promobox, partner content,
		trending, mostread, most read, mostviewed, most viewed, most popular, mostpopular, more from, more on, more stories, more news,
		morefrom, readmore, read more, read next, readnext, up next, next up, keep reading, also like, you may like, latest news, latest stories,
		top stories, further reading, site footer, page footer, site header, pagination, pager, prev next, post navigation,
		taglist, tag list, post tags, article tags, topic list, skip link, skiplink, skip to content, support us,
		author bio, about the author, author box, app download, follow us, jump links, text size, banner ad, push notification, post footer`)
	// looseWords are also names of layouts, or of boxes that hold parts of the article; they count where
	// there is little prose inside.
	looseWords = namePhrases(`ad, ads, advert, adverts, advertisement, advertising, adslot, ad slot, adsense, dfp, sponsor, sponsored, sponsors, share, sharing,
		subscribe, subscription, paywall, regwall, popular, sidebar, side bar, nav, navbar, navigation, menu, submenu, masthead,
		footer, toolbar, tags, topics, skip, donate, donation, membership, login, log in, signin, modal, popup, pop up, tooltip, edition,
		rating, reactions, bio, copyright, toc, table of contents, reading time, read time, audio player, video player, player,
		gallery nav, sticky, leaderboard, interstitial, notification, alert bar, live chat`)
	// signedWords name the lines about the article: who, when, under which heading.
	signedWords = namePhrases(`byline, bylines, by, by line, author, authors, author name, author info, contributor, contributors, writer, dateline, date, datetime, pubdate, publish date, published,
		published date, timestamp, time stamp, updated, last updated, meta, metadata, entry meta, post meta, article meta, article info, post info, kicker, eyebrow, tag, section label,
		section name, label, category, overline, rubric, location`)
	// unseenWords are for screen readers and printers only.
	unseenWords = namePhrases(`sr only, sr, visually hidden, visuallyhidden, screen reader, screenreader, screen reader text, assistive text, u hidden, is hidden,
		hidden, offscreen, off screen, print only, no display, nodisplay`)
)

// asideHeads are headings over other articles, sign-ups and comments.
var asideHeads = regexp.MustCompile(`(?i)^(?:related(?: (?:articles?|stories|content|links|topics|coverage|news|posts|reading|tags|videos?))?|read (?:more|next|also)(?: (?:on|about|from) .*)?|more (?:from|on|about|in|stories|news|coverage|to read|like this).*|most (?:read|viewed|popular|shared|watched|commented).*|recommended(?: .*)?|editors?['’]s? (?:picks?|choice)|keep reading|you (?:may|might) (?:also )?(?:like|be interested in|have missed).*|trending(?: .*)?|popular(?: .*)?|top (?:stories|news)|latest(?: (?:news|stories|articles|updates|from .*))?|what to read next|up next|next up|in other news|elsewhere on .*|from (?:our|the) (?:archive|partners|web).*|around the web|promoted(?: .*)?|sponsored(?: .*)?|paid content|sign up.*|subscribe.*|newsletters?|get (?:our|the) .*newsletter.*|follow (?:us|me)(?: .*)?|share(?: this.*)?|join (?:the|our) (?:conversation|discussion|newsletter).*|(?:\d+ )?(?:reader )?comments?(?: \(?\d+\)?)?|leave a (?:reply|comment)|post a comment|have your say|your comments|advertisement|about the authors?|tags?|topics?(?: in this .*)?|explore more.*|don['’]t miss|see also|further reading|support (?:us|our work|independent journalism).*)[:.…]?$`)

// commentHeads are those after which everything in the same box is the readers'.
var commentHeads = regexp.MustCompile(`(?i)^(?:(?:\d+ )?(?:reader )?comments?(?: \(?\d+\)?)?|leave a (?:reply|comment)|post a comment|have your say|your comments|join the (?:conversation|discussion))[:.]?$`)

// asideLine is a short line of the page's own, wherever it stands.
var asideLine = regexp.MustCompile(`(?i)^(?:advertisement|advertising|ad|sponsored|skip (?:to|past|advertisement|ad|promotion|newsletter).*|(?:article|story) continues (?:below|after).*|continue reading.*|scroll (?:down )?to continue.*|read more|read also|share(?: this.*| on .*)?|share on|print|email|copy link|link copied.*|save|listen(?: to this article.*)?|\d+ min(?:ute)?s?(?: read)?|loading\.*|subscribe(?: now)?|sign up(?: now)?|sign in|log in|follow us.*|click here .*|tap here .*|related|watch(?: now| live)?|(?:view|show|hide|see) (?:all )?(?:comments?|caption|more|gallery)|\d+ comments?|back to top|©.*|copyright .*|all rights reserved\.?|image source.*|getty images|enlarge this image.*|(?:toggle|hide) caption|after newsletter promotion|(?:unfortunately,? )?this (?:video|content) (?:can ?not|is not).*|(?:to play|to use) .* javascript.*)$`)

// linkLead begins a line that only points elsewhere: "Read more: …".
var linkLead = regexp.MustCompile(`(?i)^(?:read (?:more|also|next|the full)|related(?: article| story)?|see also|also read|more(?: on this)?|watch|listen|explainer|analysis|opinion|in pictures|go deeper|further reading|live updates?|subscribe|sign up|don['’]t miss|keep reading|up next)\b\s*[:|>–—-]?`)

// sizes are what the guards compare.
type sizes struct {
	prose int // bytes of text in paragraphs and list items outside links
	text  int // bytes of text
	links int // bytes of text in links to other pages
	anch  int // number of such links
}

// measure sums up an element, leaving out what is never shown.
func measure(n *html.Node) sizes {
	var s sizes
	var walk func(n *html.Node, prose, link bool)
	walk = func(n *html.Node, prose, link bool) {
		if n.Type == html.TextNode {
			size := len(strings.TrimSpace(n.Data))
			s.text += size
			if link {
				s.links += size
			} else if prose {
				s.prose += size
			}
			return
		}
		if n.Type == html.ElementNode {
			if neverShown[n.DataAtom] || isHidden(n) {
				return
			}
			switch n.DataAtom {
			case atom.A:
				if leadsAway(n) {
					link = true
					s.anch++
				}
			case atom.P, atom.Li, atom.Td, atom.Dd, atom.Blockquote:
				prose = true
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, prose, link)
		}
	}
	walk(n, false, false)
	return s
}

// leadsAway reports whether a link leaves the page; one to a place inside it is part of the article.
func leadsAway(a *html.Node) bool {
	href := strings.TrimSpace(attr(a, "href"))
	return href != "" && (href[0] != '#' || href == "#")
}

// mostlyLinks reports whether an element is a list of links.
func (s sizes) mostlyLinks() bool { return s.anch > 0 && s.links*10 > s.text*6 }

// drops reports whether the walker leaves an element out, with all that is in it.
func (p *page) drops(n *html.Node, at place) bool {
	if neverShown[n.DataAtom] || isHidden(n) {
		return n.DataAtom != atom.Body && !p.holdsHeadline(n)
	}
	if p.roots[n] {
		return false
	}
	if ampApart[n.Data] {
		return true
	}
	words := classWords(n)
	if unseenWords.in(words) && !p.isMost(n, 40) {
		return true
	}
	if inlineTags[n.DataAtom] && at.inSentence {
		return isNoteMark(n)
	}
	if p.isAside(n, words, at) {
		return true
	}
	return signedWords.in(words) && p.isSignature(n, words)
}

// ampApart are AMP's elements for what is not the article.
var ampApart = wordSet(`amp-ad amp-auto-ads amp-sticky-ad amp-embed amp-sidebar amp-analytics amp-pixel amp-social-share
	amp-consent amp-user-notification amp-iframe amp-video amp-audio amp-list amp-form amp-lightbox amp-next-page amp-app-banner
	amp-state amp-subscriptions amp-access amp-geo amp-date-picker amp-selector amp-live-list-update`)

// isAside tells the surroundings by element, role, name and heading.
func (p *page) isAside(n *html.Node, words string, at place) bool {
	switch {
	case apartWords.in(words) && !p.isMost(n, 95):
		return true
	case asideWords.in(words) && !p.isMost(n, 40):
		return !pullWords.in(words)
	case looseWords.in(words) && !p.isMost(n, 40):
		s := measure(n)
		return s.prose < 300 || s.mostlyLinks()
	}
	if galleryWords.in(words) && slides(n) > maxSlides && !p.holdsHeadline(n) && p.total.prose-measure(n).prose > 1500 {
		return true
	}
	switch attr(n, "role") {
	case "navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "banner", "toolbar", "tablist":
		return !p.isMost(n, 40)
	}
	switch n.DataAtom {
	case atom.Footer:
		return at.role != BlockQuote && at.role != PullQuote && at.role != Caption && !p.isMost(n, 40)
	case atom.Header:
		return !at.inArticle && !p.isMost(n, 40)
	case atom.Form, atom.Fieldset:
		return !p.isMost(n, 40)
	case atom.Aside:
		if !at.inArticle && !p.isMost(n, 40) && !pullWords.in(words) {
			return true
		}
		return measure(n).mostlyLinks()
	case atom.Ul, atom.Ol, atom.Dl:
		if s := measure(n); s.mostlyLinks() && s.links*10 > s.text*8 {
			return !p.isMost(n, 40)
		}
		return false
	case atom.Div, atom.Section, atom.Li, atom.Figure:
		head := leadingHeading(n)
		return head != "" && asideHeads.MatchString(head) && !p.isMost(n, 40) &&
			(commentHeads.MatchString(head) || p.pointsElsewhere(n))
	}
	return false
}

var galleryWords = namePhrases(`gallery, image gallery, photo gallery, slideshow, slide show, carousel, slider`)

// maxSlides is how many pictures of a gallery may be the article's own; a longer one is a collection of
// the week's pictures, shown beside many articles.
const maxSlides = 12

func slides(n *html.Node) int {
	count := 0
	each(n, func(c *html.Node) bool {
		if c.DataAtom == atom.Li || c.DataAtom == atom.Figure {
			count++
			return false
		}
		return true
	})
	return count
}

// pointsElsewhere reports whether a box under a heading like "More from" has no prose of its own.
func (p *page) pointsElsewhere(n *html.Node) bool {
	s := measure(n)
	return s.mostlyLinks() || s.prose < 300 || s.anch >= 3 && s.links*3 > s.text
}

// isSignature keeps the names of signedWords to short elements: lead paragraphs are called "date" too.
func (p *page) isSignature(n *html.Node, words string) bool {
	if p.holdsHeadline(n) {
		return false
	}
	text := nodeText(n)
	count := len(strings.Fields(text))
	if count == 0 {
		return false
	}
	if count <= 30 {
		p.signedOn(text)
	}
	if byWords.in(words) && count <= 60 && !strings.HasSuffix(text, ".") {
		if p.byline == "" && count <= 30 {
			p.byline = cleanByline(text)
		}
		return true
	}
	return count <= 16 && !endsLikeSentence(text) || count <= 30 && (dayFirst.MatchString(text) || monthFirst.MatchString(text)) && !endsLikeSentence(text)
}

// signedOn notes a date in a line about the article.
func (p *page) signedOn(text string) {
	if s, ok := parseWordDate(text); ok {
		p.shown = append(p.shown, s)
	}
}

var byWords = namePhrases(`byline, bylines, by, by line, author, authors, author name, author info, contributor, contributors, writer`)

// isMost reports whether an element holds the headline or more than percent of the page's prose.
func (p *page) isMost(n *html.Node, percent int) bool {
	if p.roots[n] || p.holdsHeadline(n) {
		return true
	}
	if p.total.prose == 0 {
		return measure(n).text*100 > p.total.text*percent
	}
	return measure(n).prose*100 > p.total.prose*percent
}

// holdsHeadline reports whether the article's headline is the element or inside it.
func (p *page) holdsHeadline(n *html.Node) bool {
	for h := p.headline; h != nil; h = h.Parent {
		if h == n {
			return true
		}
	}
	return false
}

// leadingHeading is the text of the heading that an element begins with, "" for none.
func leadingHeading(n *html.Node) string {
	for depth := 0; depth < 8; depth++ {
		c := n.FirstChild
		for c != nil && (c.Type != html.ElementNode || neverShown[c.DataAtom]) {
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
				return ""
			}
			c = c.NextSibling
		}
		if c == nil {
			return ""
		}
		if headRank(c) > 1 || c.DataAtom == atom.Strong || c.DataAtom == atom.B || c.DataAtom == atom.Summary {
			return nodeText(c)
		}
		if c.DataAtom == atom.P || titleWords.in(classWords(c)) {
			if s := nodeText(c); len(s) < 60 {
				return s
			}
			return ""
		}
		n = c
	}
	return ""
}

var titleWords = namePhrases(`title, heading, header, label, widget title, section title`)

// headRank is 1 to 6 for h1 to h6, else 0.
func headRank(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// isNoteMark tells the raised figure of a footnote, which would run into the word before it.
func isNoteMark(n *html.Node) bool {
	if n.DataAtom != atom.Sup {
		return false
	}
	text := strings.Trim(nodeText(n), "[]() ,*†‡§0123456789")
	return text == ""
}

// endsLikeSentence reports whether a text ends as prose does.
func endsLikeSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’») `)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…")
}
