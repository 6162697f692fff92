# statement: indirect speech. The rows are those of quotation.pat, sentence by sentence. s is the speaker, c the cue
# verb, x the first item of what is told; "after" rules tell it before the speaker.

%reports = said|says|argued|argues|warned|warns|insisted|insists|declared|declares|stated|states|noted|notes|stressed|stresses|explained|explains|replied|replies|remarked|observed|observes|recalled|recalls|claimed|claims|asserted|asserts|
  acknowledged|acknowledges|admitted|admits|conceded|concedes|complained|complains|lamented|vowed|vows|promised|promises|pledged|pledges|predicted|predicts|maintained|maintains|reiterated|reiterates|affirmed|announced|announces|
  emphasised|emphasized|underlined|underscored|countered|protested|cautioned|suggested|suggests|confirmed|confirms|denied|denies|wrote|writes|tweeted|added|adds|believed|believes|thinks|feared|fears|agreed|agrees|testified|repeated|objected|responded|hinted|indicated|contended|contends|alleged|alleges|concluded|estimated|swore|boasted
%tells = told|tells|reminded|reminds|assured|assures|informed|informs|advised|persuaded
%adv = (then|also|later|earlier|afterwards|quietly|bluntly|flatly|repeatedly|again|once|had|has|have|in turn|reportedly|publicly|DATE|still|even|himself|herself|just|further|(, ~5 ,)|(in|at|on|before|after|during|through|by) ~4)*
%subject = PERSON|TEXT|BODY|ADJ|GROUP|NUM|DATE|QUOTE|it|he|she|they|we|there|this|these|those|his|her|its|their|our|no|nothing|nobody|none|most|many|some|all|both|each|every|such|any|what|neither|only|more|other|others|the|a|an

that: s:PERSON %adv c:(%reports|%tells|expressed|voiced) ~8 that x:(!.)
why: s:PERSON %adv c:(explained|explains|described|asked|wondered|showed|laid out|set out|recounted|outlined|(%tells) ~5) x:(why|how|what|whether)
to: s:PERSON %adv c:(vowed|promised|pledged|threatened|offered|agreed|refused|declined) x:to
bare: s:PERSON %adv c:(%reports) x:(%subject)
bare: s:PERSON %adv c:(%tells) (PERSON|BODY|reporters|journalists|members|delegates|ministers|colleagues|him|her|them|me|us) x:(%subject)
label: s:PERSON %adv c:(called|described|denounced|dismissed|hailed|condemned|praised|welcomed|rejected|criticised|criticized|deplored|branded|accused|thanked|lamented|regretted|defended|mocked) x:(%subject)
urge: s:PERSON %adv c:(urged|urges|urging|asked|begged|implored|called on|lobbied) x:(%subject)
accord: c:(according to) s:PERSON (,)? x:(!.)
after: , s:PERSON %adv c:(%reports|%tells) (PERSON|BODY|reporters|journalists|members|delegates|(in ~4)|(on ~3)|DATE)* $
after: , c:(%reports) s:PERSON $
after: , c:(according to) s:PERSON $
