# statement: indirect speech. The rows are those of quotation.pat, sentence by sentence. s is the speaker, c the cue
# verb, x the first item of what is told; "after" rules tell it before the speaker.

%reports = said|says|argued|argues|warned|warns|insisted|insists|declared|declares|stated|states|noted|notes|stressed|stresses|explained|explains|replied|replies|remarked|observed|observes|recalled|recalls|claimed|claims|asserted|asserts|
  acknowledged|acknowledges|admitted|admits|conceded|concedes|complained|complains|lamented|vowed|vows|promised|promises|pledged|pledges|predicted|predicts|maintained|maintains|reiterated|reiterates|affirmed|announced|announces|
  emphasised|emphasized|underlined|underscored|countered|protested|cautioned|suggested|suggests|confirmed|confirms|denied|denies|wrote|writes|tweeted|added|adds|believed|believes|thinks|feared|fears|agreed|agrees|testified|repeated|objected|responded|hinted|indicated|contended|contends|alleged|alleges|concluded|estimated|swore|boasted|shot back|hit back|countered|quipped|joked|murmured|muttered|pointed out|points out|reported|reports|revealed|confided|confessed|implied|reasoned|reckoned|reckons|ventured|retorted|reflected|maintaining|counselled|let it be known|signalled|signaled|concurred|commented|figured|thought|hoped|answered|answers|retorts|vowed|announced|asserts|cautions|counters|comments|emphasises|emphasizes|underlines|underscores|stresses|affirms|laments|lamented|joked|remarks|notes|reports|confesses|concedes|proposed|proposes|wondered|pleaded|shouted|whispered|clarified|clarifies|disclosed|reveals|recommended|maintains|reasons|grumbled|mused|hints|indicates|stated|ruled|decreed|proclaimed|swears|believes|hopes|knows|expects|expected|doubts|suspects|suspected
%infinitives = say|argue|warn|insist|note|add|claim|stress|suggest|explain|complain|declare|recall|observe|admit|concede|point out|tell (PERSON|BODY|reporters|journalists|members|delegates|ministers|colleagues|him|her|them|me|us)
%gerunds = vowing|promising|pledging|predicting|telling (PERSON|BODY|reporters|journalists|members|delegates)|reminding (PERSON|BODY|members|delegates|everyone)|announcing|affirming|reiterating|emphasising|emphasizing|underlining|denying|acknowledging|saying|adding|arguing|warning|noting|stressing|claiming|explaining|complaining|conceding|suggesting|pointing out|recalling|observing|admitting|maintaining|declaring|asserting
%tells = told|tells|reminded|reminds|assured|assures|informed|informs|advised|persuaded
%adv = (then|also|later|earlier|afterwards|quietly|bluntly|flatly|repeatedly|again|once|had|has|have|in turn|reportedly|publicly|DATE|still|even|himself|herself|just|further|(, ~5 ,)|(, (speaking|who|whose|in|on|at|writing|addressing|asked|visiting|citing|referring|for|himself|herself|a|one|appearing) ~16 ,)|(- ~10 -)|(is|was|are|were) (said|reported|reputed|understood|believed|thought|rumoured|rumored|heard) to have|for (his|her|its|their) part|(familiar with|with knowledge of|briefed on|close to|involved in|present at) ~4|long|always|often|never|previously|initially|consistently|frequently|recently|now|already|only|instead|meanwhile|afterward|privately|reluctantly|openly|(in|at|on|before|after|during|through|by) ~4)*
%finite = had|has|have|would|will|could|should|must|was|were|is|are|did|does|can|cannot|may|might
%when = ((on|in|at|after|during|before) ~4|DATE|PERSON|BODY|reporters|journalists|members|delegates|parliament|lawmakers)*
%where = (in|on|at|through|via|during|after) (a|an|his|her|its|the|state|national)* (statement|letter|speech|tweet|post|interview|briefing|message|note|memo|email|television|radio|facebook|twitter|x|telegram|instagram|meeting|vote|session|debate|break|adjournment)|(in|on|at) (PERSON|BODY)|(on)? DATE
%subject = PERSON|TEXT|BODY|ADJ|GROUP|NUM|DATE|QUOTE|it|he|she|they|we|there|this|these|those|his|her|its|their|our|no|nothing|nobody|none|most|many|some|all|both|each|every|such|any|what|neither|only|more|other|others|the|a|an

that: s:PERSON %adv c:(%reports|%tells|expressed|voiced) ~12 that x:(!.)
that: s:PERSON %adv c:((went|goes) on|continued|proceeded|sought|liked|likes|was at pains|was quick|was heard|is said) to (%infinitives) ~3 that x:(!.)
that: s:PERSON ~16 (,|and) c:(%gerunds) ~4 that x:(!.)
second: s:PERSON ~16 (and|but) (then|also|later)? c:(%reports) ~3 that x:(!.)
second: s:PERSON ~16 (and|but) (then|also|later)? c:(%reports) x:(%subject)
that: s:PERSON %adv c:(made clear|makes clear|was clear|was adamant|was certain|was sure|is clear|is adamant|is convinced|was convinced) that x:(!.)
bare: s:PERSON %adv c:(denied|admitted|regretted|recalled|acknowledged|denies|admits|regrets|mentioned|conceded) x:(having|being|knowing|seeing|seeking|trying|receiving|any)
mid: , s:PERSON %adv c:(%reports|%tells) %when ,
mid: , c:(%reports|according to) s:PERSON %when (,|:)
more: (and|but|,|QUOTE) %adv c:(%reports|%tells) ~6 that x:(!.)
more: (and|but) %adv c:(%reports) x:(%subject)
more: (and|but) %adv c:(accused|blamed|called|promised to|offered to|vowed to|pledged to) x:(!.)
why: s:PERSON %adv c:(explained|explains|described|asked|wondered|showed|laid out|set out|recounted|outlined|(%tells) ~5) x:(why|how|what|whether)
to: s:PERSON %adv c:(vowed|promised|pledged|threatened|offered|agreed) x:to
bare: s:PERSON %adv c:(%reports) x:(%subject)
bare: s:PERSON %adv c:(%reports) (%where) (,)? x:(%subject)
loose: s:PERSON %adv c:(%reports) x:(!,) ~3 (%finite)
bare: s:PERSON %adv c:(%tells) (PERSON|BODY|reporters|journalists|members|delegates|ministers|colleagues|him|her|them|me|us) x:(%subject)
label: s:PERSON %adv c:(accused|accuses|blamed|blames) x:(!.)
label: s:PERSON %adv c:(called|described|denounced|dismissed|hailed|condemned|praised|welcomed|rejected|criticised|criticized|deplored|branded|accused|thanked|lamented|regretted|defended|mocked) x:(%subject)
urge: s:PERSON %adv c:(urged|urges|urging|asked|begged|implored|called on|lobbied) x:(%subject)
accord: c:(according to) s:PERSON (,)? x:(!.)
after: , s:PERSON %adv c:(%reports|%tells) (PERSON|BODY|reporters|journalists|members|delegates|(in ~4)|(on ~3)|DATE)* $
after: , c:(%reports) s:PERSON $
after: , c:(according to) s:PERSON $
