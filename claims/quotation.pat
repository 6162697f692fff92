# quotation: who is quoted. The rows are paragraphs in which each quotation is one item: the one asked about is
# QUOTE, the others are OTHER in word only. PERSON is who can speak (a name with title and country, an office, a
# state, a pronoun), TEXT a resolution or draft, BODY an organ. Heads: person and text tell whose words they are.
# Of several matches the one that begins nearest to the quotation is meant.
#
# The cue verbs by class; "statement" uses those of %reports too.

%says = said|says|say|saying|added|adds|adding|argued|argues|arguing|warned|warns|warning|insisted|insists|insisting|declared|declares|declaring|stated|states|stating|noted|notes|noting|
  stressed|stresses|stressing|explained|explains|explaining|concluded|concludes|concluding|replied|replies|replying|answered|answers|answering|responded|responds|responding|asked|asks|asking|
  remarked|remarks|observed|observes|continued|continues|continuing|recalled|recalls|claimed|claims|claiming|asserted|asserts|asserting|acknowledged|acknowledges|acknowledging|admitted|admits|admitting|
  conceded|concedes|conceding|complained|complains|complaining|lamented|laments|joked|jokes|quipped|quips|vowed|vows|vowing|promised|promises|promising|pledged|pledges|urged|urges|urging|
  predicted|predicts|maintained|maintains|maintaining|reiterated|reiterates|reiterating|repeated|repeats|affirmed|affirms|affirming|reaffirmed|announced|announces|announcing|proclaimed|proclaims|
  emphasised|emphasized|emphasises|emphasizes|emphasising|emphasizing|underlined|underlines|underlining|underscored|underscores|countered|counters|retorted|retorts|protested|protests|protesting|objected|objects|
  cautioned|cautions|cautioning|commented|comments|commenting|testified|testifies|suggested|suggests|suggesting|confirmed|confirms|denied|denies|implored|pleaded|pleads|begged|
  thundered|shouted|whispered|muttered|mused|shot (back)|fumed|snapped|sighed|intoned|opened|ended|closed|began|went on|put it|puts it|put things|put matters|quoted|spoke|speaks|speaking|appealed|demanded|demands|hoped|agreed|agrees|agreeing|disagreed|believed|believes|thought|thinks|feared|fears|swore|boasted|bragged|felt|feels|joined|offered|volunteered|allowed|intervened|interjected|corrected|murmured|murmurs|mumbled|cried|exclaimed|exclaims|roared|barked|drawled|deadpanned|ventured|chuckled|laughed|grumbled|grumbles|growled|hissed|
  bristled|teased|cracked|crowed|gushed|scoffed|scoffs|sneered|sniffed|shrugged|wondered|wonders|pointed out|points out|pointing out|chided|scolded|enthused|recounted|recounts|reported|reports|revealed|reveals|disclosed|
  signalled|signaled|summed up|sums up|spelled out|figured|reckoned|reckons|reasoned|stormed|raged|ranted|parried|rejoined|shot out|called out|threatened|threatens|proposed|proposes|offers|reflected|rasped|bellowed|yelled|wept|winced|groaned|moaned|
  beamed|smiled|grinned|deflected|demurred|tallied|concurred|confided|confides|confessed|confesses|implied|implies|alleged|alleges|contended|contends|contending|posited|counselled|counseled|advised|advises|instructed|ordered|vented|professed|used the word|used the words|used the phrase|used the term|uses the word|uses the words|uses the phrase|uses the term|opens|begins|ends|concludes|goes on|runs
# what somebody says: "her answer", "the reply from Beijing"
%nouns = answer|reply|response|verdict|message|word|words|comment|claim|claims|description|warning|warnings|call|calls|demand|phrase|remark|remarks|statement|assertion|promise|pledge|plea|appeal|speech|argument|conclusion|view|
  explanation|insistence|tweet|post|letter|quip|complaint|summary|advice|assessment|reaction|retort|formula|motto|refrain|question|objection|point|diagnosis|line|rebuke|note|admission|confession|suggestion|request|apology|toast|caption|hashtag|slogan|banner|placard|telegram|memo|aside|joke|punchline|punch line|prediction|condition|offer|explanation of vote
# the first words of cues that are several
%starts = used|uses|goes|went|put|puts|shot|spoke|talked|pointed|points|summed|sums|spelled|called
%tells = told|tells|telling|reminded|reminds|reminding|assured|assures|assuring|informed|informs|informing|advised|addressed|briefed|thanked|accused|accuses|accusing
%writes = wrote|writes|writing|tweeted|tweets|tweeting|posted|posts|posting|reads|read
%labels = described|describes|describing|labelled|labeled|labels|dubbed|dubs|branded|brands|branding|denounced|denounces|denouncing|condemned|condemns|condemning|dismissed|dismisses|dismissing|hailed|hails|hailing|
  praised|praises|praising|welcomed|welcomes|welcoming|decried|decries|blasted|slammed|criticised|criticized|criticises|criticizes|criticising|criticizing|termed|deemed|cited|cites|citing|characterised|characterized|rejected|
  called|calls|calling|call|spoke of|speaks of|spoken of|speaking of|talked of|talks of|wanted|wants|saw|sees|regretted|regrets|deplored|deplores|voiced|expressed|expresses|mocked|mocks|lauded|preferred|prefers|compared|compares|likened|likens|ridiculed|ridicules|rubbished|scorned|savaged|assailed|assails|pronounced|pronounces|judged|judges|considered|considers|
  portrayed|portrays|painted|framed|frames|styled|attacked|attacks|railed against|railed at|complained of|warned of|spoke about|invoked|invokes|found|finds|derided|derides|shrugged off|waved away|brushed off|wrote off|promising|promised|pledged|vowed|defended|defends|championed|justified|justifies|touted|trumpeted|celebrated|greeted|saluted|presented|presents|disparaged|belittled|waved off|upheld|repudiated|repudiates|disputed|disputes|questioned|questions|blamed|blames|blaming|credited|credits
%reports = said|says|added|argued|argues|warned|warns|insisted|insists|declared|declares|stated|noted|notes|stressed|stresses|explained|explains|replied|replies|remarked|observed|observes|recalled|claimed|claims|asserted|asserts|
  acknowledged|acknowledges|admitted|admits|conceded|concedes|complained|complains|lamented|vowed|vows|promised|pledged|predicted|predicts|maintained|maintains|reiterated|affirmed|announced|announces|emphasised|
  emphasized|underlined|underscored|countered|protested|cautioned|commented|suggested|suggests|confirmed|denied|denies|wrote|writes|tweeted|accused|expressed concern
%cue = (%says)|(%tells)|(%writes)|(%labels)
%adv = (then|also|later|earlier|afterwards|afterward|quietly|bluntly|simply|flatly|drily|dryly|angrily|sternly|repeatedly|again|once|had|has|have|would|will|could|might|may|in turn|reportedly|publicly|DATE|did not|never|soon|still|even|himself|herself|just|further|for (his|her|its|their) part|(is|was|are|were) (said|reported|reputed|understood|believed|thought|rumoured|rumored|heard) to have|to|only|merely|privately|instead|meanwhile|however|afterward|openly|grimly|softly|cheerfully|wearily|coldly|coolly|tartly|wryly)*

%docsays = calls|called|calling|demands|demanded|demanding|urges|urged|urging|implores|implored|imploring|condemns|condemned|condemning|deplores|deplored|deploring|says|said|saying|reads|read|states|stated|stating|declares|declared|declaring|
  expresses|expressed|expressing|refers|referred|referring|mentions|mentioned|mentioning|speaks|spoke|spoken|uses|used|using|opens|opened|begins|began|ends|ended|closes|closed|concludes|concluded|repeats|repeated|keeps|kept|retains|retained|drops|dropped|describes|described|describing|reaffirms|reaffirmed|reaffirming|recalls|recalled|recalling|stresses|stressed|stressing|welcomes|welcomed|welcoming|
  asks|asked|asking|requests|requested|requesting|decides|decided|deciding|notes|noted|noting|affirms|affirmed|insists|warns|includes|included|including|contains|contained|containing|omits|omitted|omitting|seeks|sought|seeking|invites|invited|
  appeals|appealed|underscores|underscored|underscoring|emphasises|emphasizes|emphasised|emphasized|emphasizing|emphasising|recognises|recognizes|recognised|recognized|proclaims|proclaimed|endorses|endorsed|endorsing|
  supports|supported|supporting|encourages|encouraged|authorises|authorizes|authorised|authorized|commends|commended|opposes|opposed|mourns|mourned|mourning|reiterates|reiterated|reiterating|speaks|speaking|speak|imploring|names|named|labels|labelled|labeled|brands|takes|took|taking

person.after: q:QUOTE (,|-)? (as)? (%adv) s:PERSON (%adv) c:(%cue)
# what a preamble's paragraphs begin with, "deeply" and the like left out
%preambles = alarmed|concerned|convinced|mindful|guided|determined|conscious|aware|disturbed|appalled|shocked|encouraged|dismayed|resolved|outraged|saddened|horrified|troubled|committed|cognizant|anxious|desirous

person.after: q:QUOTE (,|-)? (is|was) (how|what|all) (that)? s:PERSON ~3 c:(%cue|did)
person.after: q:QUOTE (,|-)? (as)? c:(%says|%tells|%writes) (%adv) s:PERSON
person.after: q:QUOTE (,|-)? (~1)? c:(according to) s:PERSON
person.after: q:QUOTE (,|-)? (in)? (the)? words of s:PERSON
person.after: ^ q:QUOTE (-)? s:PERSON $
person.before: s:PERSON ~10 c:(%cue) ~12 q:QUOTE
person.before: s:PERSON , (speaking|who|whose|writing|addressing|visiting|citing|referring|appearing) ~18 , (%adv) c:(%cue) ~12 q:QUOTE
person.before: c:(according to) s:PERSON ~12 q:QUOTE
person.before: words of s:PERSON ~4 q:QUOTE
person.before: c:(%says) s:PERSON ~3 : q:QUOTE
person.sure: (to|for) s:PERSON (,)? q:QUOTE
person.sure: (to|for) s:PERSON (,)? ~5 (is|was|are|were) q:QUOTE
person.sure: in s:PERSON (own)? words ~8 q:QUOTE
person.before: s:(ADJ|PERSON) (%nouns) ~3 (that|to|of|:|as|about|-|was :|is :) ~8 q:QUOTE
person.sure: (%nouns) from s:PERSON ~4 (was|is|:|-|came) ~3 q:QUOTE
person.sure: (;|and|while|but) s:PERSON , (of|that|as|about|it was)? q:QUOTE
person.far: s:PERSON (has|have|had|will|would|could|can) (not|never|since|merely)? q:QUOTE
person.passive: (%labels|called) ~4 in s:PERSON (as)? q:QUOTE
person.before: s:PERSON (was|were|is) ~6 : q:QUOTE
person.colon: s:PERSON ~12 : q:QUOTE
person.long: s:PERSON ~12 q:QUOTE
person.long: q:QUOTE (,|-)? !. s:PERSON
person.after: q:QUOTE (,|-)? s:PERSON c:(put in|chimed in|cut in|chipped in|weighed in|threw in|broke in)
person.before: s:PERSON (:|-) q:QUOTE
person.passive: (%labels|called) ~8 q:QUOTE by s:PERSON
text.before: s:TEXT ~8 c:(%docsays) ~8 q:QUOTE
text.before: s:TEXT ~10 (with|whose|without) ~8 q:QUOTE
text.before: c:(under|in) s:TEXT ~6 q:QUOTE
text.before: s:BODY ~6 c:(%docsays) ~8 q:QUOTE
text.before: ^ s:TEXT (:|-) q:QUOTE
text.before: s:(TEXT|BODY) ~10 q:(%docsays)
text.before: s:it ~10 q:(%docsays)
text.before: s:(TEXT|BODY) (is|are|was|were) q:(%preambles)
text.before: s:it ~3 c:(%docsays) ~8 q:QUOTE
text.after: q:QUOTE (,|-)? (%adv) s:TEXT ~2 c:(%docsays)
text.after: q:QUOTE (,|-)? c:(says|said|reads|declares|states) s:TEXT
text.after: q:QUOTE (,)? (is|was|were|are|appears|appeared|stands|stood) ~4 in s:TEXT
text.after: q:QUOTE , ~3 c:(%docsays|words|phrase) ~2 (of|in) s:TEXT

# What the names of speakers are made of: read by claims/speaker.go.
%roles = ambassador|ambassadors|envoy|envoys|representative|delegate|delegates|diplomat|diplomats|minister|ministers|president|premier|chancellor|king|queen|emir|secretary|spokesman|spokeswoman|spokesperson|chief|official|officials|charge|chargé|adviser|
  advisor|head|director|chair|chairman|chairwoman|leader|leaders|counsellor|counselor|professor|analyst|lawmaker|senator|congressman|congresswoman|attache|observer|commissioner|coordinator|rapporteur|mission|delegation|ministry|government|foreign office|kremlin|
  pope|general|governor|mayor|teacher|negotiator|expert|historian|activist|economist|rabbi|bishop|archbishop|editor|lawyer|judge|scholar|researcher|veteran|consul|administrator|undersecretary|speaker|politician|host|author|driver|farmer|student|archivist|interpreter|fellow|office|department|embassy|administration|predecessor|successor|colleague|friend|neighbour|neighbor|husband|wife|brother|sister|mother|father|aide|attendee|clerk|translator|witness|survivor|organiser|organizer|campaigner|lobbyist|columnist|reporter|correspondent|commander|soldier|priest|nurse|doctor|engineer|cook|waiter|guard|porter|cleaner|counterpart|counterparts|person|source|sources|insider|participant|bystander|onlooker|resident|presidency|secretariat|chancellery|emissary|plenipotentiary|legislator|deputy leader|broker|mediator|facilitator|penholder|whip|banker|fisherman|trader|grower|veterinarian|pastor|imam|monk|wag|wit|cynic|sceptic|skeptic|commentator|blogger|pundit|spectator|staffer|backbencher|veteran
%rolemods = deputy|acting|former|permanent|foreign|prime|senior|chief|top|interim|then|special|new|western|vice|assistant|under|state|defence|defense|interior|finance|national|security|outgoing|incoming|veteran|second|first|third|high|human|rights|political|legal|press|own|young|retired|
  diplomatic|local|independent|opposition|presidential|outspoken|newly|appointed|anonymous|unnamed|junior|visiting|leading|white|house|policy|affairs|military|climate|aid|humanitarian|affairs|d'affaires|d|affaires|exiled|late|long-time|longtime
%titles = mr|ms|mrs|miss|dr|sir|lord|lady|dame|prof|amb|gen|sen|rep|gov|rev|hon|col|capt|mx|baroness|prince|princess
%texts = version|clause|passage|wording|annex|resolution|text|draft|measure|document|declaration|motion|amendment|preamble|paragraph|proposal|drafts|resolutions|texts|plan|charter
%textmods = earlier|previous|initial|leaked|watered-down|closing|opening|softer|tougher|stronger|weaker|existing|current|preambular|joint|next|draft|rival|own|non-binding|nonbinding|new|final|original|amended|revised|american|european|competing|short|long|two-page|one-page|same|second|first|third|adopted|proposed|legally|binding|operative|brief|three-paragraph|landmark|latest|compromise|blunt|terse|full|entire|actual|this|that|un-backed|toothless
%female = barbara|linda|dorothy|mariana|tammy|anna|maria|susan|samantha|nikki|lana|melanie|anne|anna|alice|amina|angela|annalena|kaja|ursula|vasilka|karen|maritza|pascale|joanna|rosemary|lise|sarah|sara|emily|emma|elizabeth|
  hillary|condoleezza|madeleine|jeane|susana|claudia|carolyn|christina|christine|katherine|kathryn|julia|julie|laura|lisa|mary|margaret|michelle|nadia|natalia|olga|elena|irina|svetlana|tatiana|sophie|sophia|theresa|victoria|yulia|hanna|ingrid|marta|eva|helen|jane|jennifer|jessica|
  rebecca|rachel|ruth|stephanie|teresa|vanessa|fatima|aisha|leila|noura|lana|priya|sushma|ruchira|mona|grace|florence|marie|isabelle|agnes|greta|astrid|francesca|giorgia|beata|katarzyna|sanna|mette|magdalena|dilma|cristina|jacinda|penny|wendy
%male = vassily|vasily|nicolas|sergiy|sergei|sergey|andrii|andriy|donald|joe|joseph|barack|george|john|james|robert|michael|mike|david|richard|zhang|fu|gennady|dmitry|dmytro|volodymyr|vladimir|viktor|emmanuel|keir|boris|rishi|antonio|ban|kofi|jack|jacques|jean|pierre|francois|olaf|
  friedrich|benjamin|gilad|danny|riyad|mohammed|muhammad|ahmed|ali|omar|hassan|abdul|ibrahim|recep|narendra|shehbaz|luiz|lula|javier|alexander|aleksandr|igor|ivan|oleg|pavel|yuri|peter|paul|philip|thomas|william|mark|martin|matthew|kevin|kenneth|gary|charles|christopher|andrew|anthony|
  daniel|edward|eric|frank|henry|jeffrey|jonathan|joshua|larry|louis|marco|mario|nicholas|patrick|raymond|ronald|samuel|scott|simon|stephen|steven|timothy|walter|xi|wang|rodrigo|bruno|carlos|jose|juan|pedro|pablo|miguel|hans|christoph|stefan|jan|karel|mateusz|donald|robert|lars
%papers = letter|statement|report|memo|cable|tweet|post|message|communique|communiqué|editorial|leaflet|press release|note|email|advisory
