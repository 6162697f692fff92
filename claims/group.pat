# group: a group, or a quantity of one. Heads: each.X stands for yes, no, abstain, absent and notyes, with
# %verb for their verbs. X: count (n of the group g), all, none, most, only (w and no other of g), onlyone (the same of the subject before), rest,
# part (n of those that voted so), carried… (of the group told before: carriednone "None voted against").

%gnoun = members|member|states|state|countries|country|nations|nation|governments|government|allies|ally|islands|island|delegations|group|bloc|club|grouping|capitals|powers|power
%gnouns = ((of|in|from|in|across) )? (%gnoun)? (%gnoun)? (%gnoun)? ((of|on|in) BODY)?
%notyesverb = (did not|didn't|failed to|refused to|declined to) (support|back|endorse|vote (for|in favour|in favor)) (it|%thetext)?|%aux not in (favour|favor)
%besides = (besides|apart from|aside from|other than|except|along with|alongside|after|in addition to) p:STATES
%inside = (on DATE|(at|in) BODY|this year|this time|in vote|in ADJ|(, ~8 ,)|(- ~24 -)|(\( ~20 \))|(: w:STATES (-|,)?))?

each.count: n:NUM (other|more|further|of|its|fellow|s)* (k:NUM)? g:GROUP %gnouns ((- l:STATES -)|(, l:STATES ,))? %inside (that|who)? (%aux)* %verb
each.count: (w:STATES) (- )? (and|plus|along with|as well as) n:NUM (other|more|further|fellow) g:GROUP %gnouns (-)? (%aux)* %verb
each.count: of (k:NUM)? (members of|states of|countries in)? (k:NUM)? g:GROUP %gnouns , (k:NUM)? n:NUM (%aux)* %verb
each.count: of (k:NUM)? members of g:GROUP (%gnoun)? (,)? n:NUM (%aux)* %verb
each.count: n:FRACTION (of)? (the|its)? (k:NUM)? g:GROUP %gnouns (%aux)* %verb
each.count: (within|inside|in|among|across|from) g:GROUP %gnouns (,)? n:NUM (%gnoun)? (%aux)* %verb
each.count: of (k:NUM)? g:GROUP %gnouns (of|on|in) BODY (,)? n:NUM (%aux)* %verb
each.only: w:STATES (was|were|stood|is|are) alone (among|in) g:GROUP %gnouns in (%verb)
each.only: alone among g:GROUP %gnouns , w:STATES (%aux)* %verb
each.all: (every|each|all) (one)? (of)? (the)? g:GROUP (k:NUM)? %gnoun ((but|except|bar|save) (for)? (x:STATES|m:NUM))? %inside (%aux)* %verb
each.count: of g:GROUP (k:NUM)? %gnoun (,)? n:NUM (%aux)* %verb
each.count: n:NUM of (the)? g:GROUP k:NUM %gnoun (%aux)* %verb
each.none: (no|not one|none|not single one) of (the)? g:GROUP (k:NUM)? %gnoun (%aux)* %verb
each.carriedall: all k:NUM (of them|%gnoun)? (%aux)* %verb
each.carried: of (its|their) k:NUM (%gnoun)? , n:NUM (%aux)* %verb
each.carried: n:NUM of (its|their) k:NUM %gnoun (%aux)* %verb
each.count: l:STATES (was|were|is|are|,)? (one|two|three|four) of (only|just)? n:NUM %gnoun (of|in) g:GROUP %gnouns (to|that|which|who) (have)? (%aux)* (%verb|%bare)
like.all: (all|every) (k:NUM)? %gnoun (of|in) g:GROUP %gnouns (was|were|are|is) (among|one of) (them|those|these|number) ($|,|;|\.)
num.all: all k:NUM (g:GROUP)? %gnouns (was|were|are|is) among (n:NUM) ($|,|;|\.)
like.all: all (k:NUM)? g:GROUP %gnouns (was|were|are|is) (among|one of) (them|those|these|number) ($|,|;|\.)
each.carried: n:NUM of (them|these|those) (, (including|among them|such as) l:STATES ,)? (%aux)* %verb
each.carriednone: (none|not one) (of them)? (%aux)* %verb
each.carriedof: n:NUM of (the)? k:NUM (members|allies) (%aux)* %verb
each.all: (all|every|each) (k:NUM)? g:GROUP %gnouns %bare ($|\.|,|;|:)
each.count: n:NUM of (the)? k:NUM (members|states|countries|nations) (of|in) g:GROUP %gnouns (%aux)* %verb
each.all: (all|every one of|each of) (k:NUM)? (members|states|countries|nations|governments) (of|in) g:GROUP %gnouns ((but|except|bar|save|apart from) (for)? (x:STATES|m:NUM))? %inside (%aux)* %verb
each.all: (every|each) (single)? (member|state|country|nation|government) (of|in) g:GROUP %gnouns ((but|except|bar|save|apart from) (for)? (x:STATES|m:NUM))? %inside (%aux)* %verb
each.all: (all|every|each) (k:NUM)? %gnoun (of|in) (ADJ|GROUP|regional)* (bloc|group|club|alliance|grouping|association) (,)? g:GROUP %gnouns (%aux)* %verb
each.all: STATES (and|,) all (the)? other g:GROUP %gnouns (%aux)* %verb
each.all: (whole|all|entirety) of (ADJ|regional)* (bloc|group|club|alliance|grouping) (,)? g:GROUP %gnouns (%aux)* %verb
each.all: (whole|entire|all|every|each) (of)? (the)? (g:GROUP) %gnouns (%aux)* %verb (it|%thetext)? (,)? (but|except|bar|save|apart from|other than|with exception of) (for)? x:STATES
each.all: (whole|entire|all) (of)? (g:GROUP) %gnouns (%aux)* %verb
each.all: (all|every|each) g:GROUP %gnouns (that took part|present|that voted|taking part)? (%aux)* %verb
each.count: n:NUM (members|states|countries|nations|governments) of g:GROUP %gnouns %inside (%aux)* %verb
each.all: (all|every|each) (one of)? (of)? (k:NUM)? g:GROUP %gnouns ((but|except|bar|save|apart from) (for)? (x:STATES|m:NUM))? %inside (%aux)* %verb
each.all: g:GROUP %gnouns (%aux)* (all|unanimously|collectively|as one|en bloc|as bloc) %verb
each.all: g:GROUP (%gnoun)? (%aux)* %verb (it|%thetext)? (en bloc|as bloc|as one|unanimously|together)
each.none: (no|not one|not single|none of) (g:GROUP) %gnouns (%aux)* %verb
each.none: (not one|not single|no) %gnoun (of|in|from) g:GROUP %gnouns (%aux|could|would)* %verb
each.none: (among|of|in|within|inside) g:GROUP %gnouns (,)? (not one|not single|no) (%gnoun|one)? (%aux)* %verb
each.none: (not one|none|no) of (the)? (k:NUM)? %gnoun (of|in) g:GROUP %gnouns (%aux|could|would)* %verb
each.none: (not one|none|no) of (the)? (BODY)? (k:NUM)? g:GROUP (k:NUM)? %gnouns (%aux)* %verb
each.all: (all|every|each) (one)? (of)? (the)? BODY (k:NUM)? g:GROUP %gnouns (%aux)* %verb
each.most: (most|majority of|bulk of|much of) g:GROUP %gnouns (%aux)* %verb
each.count: (q:several) g:GROUP %gnouns (%aux)* %verb
each.only: w:STATES (,)? (was|were|is|are|being|remained|became|as)? (the|just)* (only|sole|lone|single|one) (n:NUM)? (one|%gnoun)? (of)? g:GROUP (k:NUM)? %gnouns (%besides)? (to|that|which|who)? (have)? (%aux)* (%verb|%bare) (it|%thetext)? (%besides)?
each.only: (only|sole|lone|single) (n:NUM)? (one|%gnoun)? (of)? g:GROUP (k:NUM)? %gnouns (%besides)? (to|that|which|who) (have)? (%verb|%bare) (was|were|is|are|:) w:STATES
no.only: w:STATES (was|were|is|are) (the)? (only|sole|lone) (n:NUM)? g:GROUP %gnouns (noes|no votes|no vote|no|opponents|opponent|dissenters|dissenter)
yes.only: w:STATES (was|were|is|are) (the)? (only|sole|lone) (n:NUM)? g:GROUP %gnouns (yes votes|yes vote|yes|supporters|supporter|backers)
abstain.only: w:STATES (was|were|is|are) (the)? (only|sole|lone) (n:NUM)? g:GROUP %gnouns (abstentions|abstainers|abstainer|abstention)
each.only: w:STATES (was|were|are) the (n:NUM)? g:GROUP %gnouns (to|that|which|who)? (have)? (%aux)* (%verb|%bare)
like.onlyone: (and|,) (the)? (only|sole|lone) (one|%gnoun)? (of|in)? (the)? g:GROUP (k:NUM)? %gnouns (to do so|to do it|that did (so)?)
each.onlyone: (and|,) (the)? (only|sole|lone) (one|%gnoun) (of)? (the)? g:GROUP (k:NUM)? %gnouns (to|that|which|who) (have)? (%verb|%bare)
yes.all: g:GROUP %gnouns (%aux)* voted (as one|as bloc|en bloc|together|solidly) (%for)
no.all: g:GROUP %gnouns (%aux)* voted (as one|as bloc|en bloc|together|solidly) (%against)
# "Ireland was one of five EU members to vote yes"
each.count: l:STATES (was|were|is|are|,)? (one|two|three|four) of (only|just)? n:NUM g:GROUP %gnouns (to|that|which|who) (have)? (%aux)* (%verb|%bare)
each.count: l:STATES (was|were|is|are) among (the|only|just)* n:NUM g:GROUP %gnouns (to|that|which|who) (have)? (%aux)* (%verb|%bare)
# "the other eight members of that bloc voted for it"
each.carriedother: (other|remaining) n:NUM (%gnoun|ones)? (of (that|this) (%gnoun))? (%aux)* %verb
# "so did both Latin Americans", "as did all the Nordic states", "only five of the Group of Seven did"
like.all: (so|as|nor|neither) (did|were|are|was|had|do|does) (all|every|each|both|whole) (one)? (of|the)* (k:NUM)? (%gnoun)? (of)? g:GROUP %gnouns
like.all: (so|as|nor|neither) (did|were|are|was|had|do|does) (all|every|each|both|whole) (k:NUM)? (%gnoun)? (of)? g:GROUP %gnouns
like.none: (none|not one|no) (of)? (the)? (k:NUM)? g:GROUP %gnouns ((- ~14 -)|(, ~14 ,))? (did so|did likewise|did same|did|was|were) ($|,|;|:|\.)
like.all: (all|both) (k:NUM)? g:GROUP %gnouns (did|were|was) (likewise|same|so|too|as well)
like.all: so , ~3 , (did|were|was|had) (the)? (all|both|whole)* (k:NUM)? g:GROUP %gnouns
like.count: (so|as) (did|were|are|was|had|do) n:NUM (of|other|fellow)* (%gnoun)? (of)? g:GROUP (k:NUM)? %gnouns
like.count: (so|as) (did|were|are|was|had|do) n:NUM of (the)? (k:NUM)? (members|states|countries|nations|governments) (of|in) g:GROUP %gnouns
like.count: n:NUM (of)? (the)? g:GROUP (k:NUM)? %gnouns (did so|did likewise|did same|did|followed suit) ($|,|;|:|\.)
then: (it|this|that|figure|number|total) (had|has)? (was|were|been|stood at|reached|rose to|fell to|dropped to|slipped to|shrank to) n:NUM ($|,|;|\.|and|but|\))
then: n:NUM did ($|,|;|\.|and|but|\))
like.count: (so|as) (did|were|are|was|had|do) (the)? n:NUM (%gnoun)? (from|in|of) g:GROUP %gnouns (: l:STATES)?
like.carried: n:NUM of (its|their) k:NUM %gnoun (did so|did likewise|did same|did|followed suit)
each.part: (n:NUM|half|n:FRACTION) of (k:NUM)? (%those) (it|%thetext)? (were|came from|are) (from)? (g:GROUP) %gnouns (: l:STATES)?
each.part: (n:NUM|half|n:FRACTION) of (k:NUM) (%voters)? (that|who)? %verb (it|%thetext)? (were|came from|are) (from)? (g:GROUP) %gnouns (: l:STATES)?
each.count: n:NUM g:GROUP %gnouns ((- l:STATES -)|(, l:STATES ,))? (was|were) among (the)? (k2:NUM)? (%voters)? (that|who|to)* %verb
each.part: (k:NUM) (%voters)? (that|who) %verb (it)? included n:NUM from g:GROUP
